package perceptron

import (
	"cmp"
	"math"
	"slices"
)

// Absent is the number of a feature that the model does not have; it is
// skipped wherever features are listed.
const Absent int32 = -1

// Trainer learns weights. It is not safe for concurrent use.
type Trainer struct {
	classes int
	index   map[uint64]int32
	keys    []uint64
	rows    [][]weight
	step    int64
}

// weight is one weight of a row with what its average needs: the sum of its
// past values up to the step when it was last changed.
type weight struct {
	class uint8
	value int32
	since int64
	sum   int64
}

// NewTrainer returns a trainer for the given number of classes, at most MaxClasses.
func NewTrainer(classes int) *Trainer {
	if classes < 1 || classes > MaxClasses {
		panic("internal error: perceptron with an impossible number of classes")
	}
	return &Trainer{classes: classes, index: make(map[uint64]int32)}
}

// Fresh returns a trainer that knows the same features by the same numbers and
// has learnt nothing. New features must not be added to either afterwards.
func (t *Trainer) Fresh() *Trainer {
	return &Trainer{classes: t.classes, index: t.index, keys: t.keys, rows: make([][]weight, len(t.rows))}
}

// Classes returns the number of classes.
func (t *Trainer) Classes() int { return t.classes }

// Feature returns the number of a feature, new if need be.
func (t *Trainer) Feature(key uint64) int32 {
	id, ok := t.index[key]
	if !ok {
		id = int32(len(t.keys))
		t.index[key] = id
		t.keys = append(t.keys, key)
		t.rows = append(t.rows, nil)
	}
	return id
}

// Known returns the number of a feature, or Absent.
func (t *Trainer) Known(key uint64) int32 {
	if id, ok := t.index[key]; ok {
		return id
	}
	return Absent
}

// Score adds the weights of the features to scores.
func (t *Trainer) Score(features []int32, scores *Scores) {
	for _, f := range features {
		if f == Absent {
			continue
		}
		for i := range t.rows[f] {
			w := &t.rows[f][i]
			scores[w.class] += w.value
		}
	}
}

// Step counts one decision; averages are over steps.
func (t *Trainer) Step() { t.step++ }

// Update adds delta to the weights of class for all features.
func (t *Trainer) Update(features []int32, class int, delta int32) {
	for _, f := range features {
		if f != Absent {
			t.add(f, uint8(class), delta)
		}
	}
}

func (t *Trainer) add(f int32, class uint8, delta int32) {
	row := t.rows[f]
	for i := range row {
		if w := &row[i]; w.class == class {
			w.sum += int64(w.value) * (t.step - w.since)
			w.since = t.step
			w.value += delta
			return
		}
	}
	t.rows[f] = append(row, weight{class: class, value: delta, since: t.step})
}

// average returns the mean of a weight over all steps.
func (t *Trainer) average(w *weight) float64 {
	return float64(w.sum+int64(w.value)*(t.step-w.since)) / float64(max(t.step, 1))
}

// Freeze averages the weights over all steps and over the trainers, multiplies
// them by scale and rounds each to one byte. Weights whose average is below
// cut, or that round to nothing, are dropped. Several trainers that differ in
// their seed make a better model than one.
func Freeze(trainers []*Trainer, scale, cut float64) *Table {
	sums := map[uint64]map[uint8]float64{}
	for _, t := range trainers {
		for f, row := range t.rows {
			if len(row) == 0 {
				continue
			}
			sum := sums[t.keys[f]]
			if sum == nil {
				sum = make(map[uint8]float64, len(row))
				sums[t.keys[f]] = sum
			}
			for i := range row {
				sum[row[i].class] += t.average(&row[i]) / float64(len(trainers))
			}
		}
	}
	rows := make([]frozen, 0, len(sums))
	for key, sum := range sums {
		fz := frozen{key: key}
		for class := range MaxClasses {
			avg, ok := sum[uint8(class)]
			if q := code(avg * scale); ok && q != 0 && math.Abs(avg) >= cut {
				fz.classes = append(fz.classes, uint8(class))
				fz.weights = append(fz.weights, q)
			}
		}
		if len(fz.classes) > 0 {
			rows = append(rows, fz)
		}
	}
	slices.SortFunc(rows, func(a, b frozen) int { return cmp.Compare(a.key, b.key) })
	return build(rows, trainers[0].classes)
}
