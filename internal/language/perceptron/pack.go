package perceptron

import (
	"cmp"
	"math"
	"slices"
)

// Row is a feature with its weights in real numbers, one for each class.
type Row struct {
	Key     uint64
	Weights []float64
}

// Pack makes a table of weights that another trainer than Trainer learnt:
// each is multiplied by scale and rounded to one byte; those smaller than cut
// are dropped. Keys must differ.
func Pack(rows []Row, classes int, scale, cut float64) *Table {
	kept := make([]frozen, 0, len(rows))
	for _, r := range rows {
		fz := frozen{key: r.Key}
		for class, v := range r.Weights {
			if q := code(v * scale); q != 0 && math.Abs(v) >= cut {
				fz.classes = append(fz.classes, uint8(class))
				fz.weights = append(fz.weights, q)
			}
		}
		if len(fz.classes) > 0 {
			kept = append(kept, fz)
		}
	}
	slices.SortFunc(kept, func(a, b frozen) int { return cmp.Compare(a.key, b.key) })
	return build(kept, classes)
}
