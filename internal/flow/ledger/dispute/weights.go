package dispute

import (
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed weights.tsv
var weightsFile string

// weighing is the content of weights.tsv.
type weighing struct {
	of    map[string]float64
	least float64 // from which sum on a couple is a contest
}

var weights = sync.OnceValue(func() *weighing {
	w, err := readWeights(weightsFile)
	if err != nil {
		panic(fmt.Sprintf("internal error: %v", err))
	}
	return w
})

// leastRow is the row of the sum that is needed.
const leastRow = "needed"

// readWeights reads rows of a hint and its weight. The error names every fault.
func readWeights(file string) (*weighing, error) {
	w := &weighing{of: map[string]float64{}}
	var faults []error
	for i, line := range strings.Split(strings.TrimSpace(file), "\n") {
		if strings.HasPrefix(line, "#") || i > 0 && strings.HasPrefix(line, "hint\t") {
			continue
		}
		name, number, _ := strings.Cut(line, "\t")
		v, err := strconv.ParseFloat(number, 64)
		switch _, twice := w.of[name]; {
		case err != nil || name == "" || twice:
			faults = append(faults, fmt.Errorf("weights.tsv:%d: want a hint that no row before has, a tab and its weight; got %q", i+1, line))
		case name == leastRow:
			w.least = v
		default:
			w.of[name] = v
		}
	}
	return w, errors.Join(faults...)
}

// Hints lists the hints that have a weight.
func Hints() []string { return slices.Sorted(maps.Keys(weights().of)) }

// sum adds the weights of hints.
func (w *weighing) sum(h hints) float64 {
	z := 0.0
	for _, name := range h {
		z += w.of[name]
	}
	return z
}
