package occasion

import (
	_ "embed" // for the weights

	"github.com/chancery-project/chancery/internal/language/learnt"
	"github.com/chancery-project/chancery/record"
)

// Set is what a time does that names the day for which an occasion had been set before: "due on Monday, was put off to Friday".
const Set = "set"

// Classes are the answers of the model of occasions: no occasion is told, or what the time does for one: the step that it tells of one for that day, or [Set].
var Classes = []string{"", record.Announced, record.Held, record.Moved, record.Cancelled, Set}

//go:embed occasions.bin
var weights []byte

// leastSure is how sure the model must be that a time does something for an occasion.
const leastSure = record.SureOccasion

// leastLikely is how likely it must be that a sentence of which nothing is sure tells of an occasion. What became of a plan is often told so that nobody
// knows it for that who has not read the plan.
const leastLikely = 0.05

func openModel() (*learnt.Model, error) { return learnt.Open("occasions", Classes, weights) }
