package occasion

import (
	_ "embed" // for the weights

	"github.com/chancery-project/chancery/internal/language/learnt"
)

// What an expression of time may do for an occasion. All but [Set] are steps of an occasion.
const (
	Announced = "announced"
	Held      = "held"
	Moved     = "moved" // to that day
	Cancelled = "cancelled"
	Set       = "set" // the day for which it had been set before: "due on Monday, was put off to Friday"
)

// Classes are the answers of the model of occasions: no occasion is told, or what the time does for one.
var Classes = []string{"", Announced, Held, Moved, Cancelled, Set}

//go:embed occasions.bin
var weights []byte

// leastSure is how sure the model must be that a time does something for an occasion.
const leastSure = 0.5

func openModel() (*learnt.Model, error) { return learnt.Open("occasions", Classes, weights) }
