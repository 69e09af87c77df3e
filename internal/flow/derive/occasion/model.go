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
const leastSure = 0.5

func openModel() (*learnt.Model, error) { return learnt.Open("occasions", Classes, weights) }
