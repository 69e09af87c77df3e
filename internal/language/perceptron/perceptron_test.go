package perceptron_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/chancery-project/chancery/internal/language/perceptron"
)

// trained learns to tell even from odd numbers by name, with a bias feature.
func trained(features int) (*perceptron.Trainer, []uint64) {
	tr := perceptron.NewTrainer(3)
	var keys []uint64
	for i := range features {
		keys = append(keys, perceptron.Hash(fmt.Sprint("n", i)))
	}
	bias := tr.Feature(perceptron.Hash("bias"))
	for range 5 {
		for i, k := range keys {
			ids := []int32{tr.Feature(k), bias, perceptron.Absent}
			var s perceptron.Scores
			tr.Score(ids, &s)
			tr.Step()
			if best := s.Best(3); best != i%2+1 {
				tr.Update(ids, i%2+1, 1)
				tr.Update(ids, best, -1)
			}
		}
	}
	return tr, keys
}

func TestTableAnswersAsTrained(t *testing.T) {
	tr, keys := trained(3000)
	table := perceptron.Freeze([]*perceptron.Trainer{tr}, 16, 0)
	for i, k := range keys {
		var s perceptron.Scores
		table.Add(k, &s)
		table.Add(perceptron.Hash("bias"), &s)
		if got := s.Best(3); got != i%2+1 {
			t.Fatalf("key %d: class %d with scores %v", i, got, s[:3])
		}
	}
	if tr.Known(perceptron.Hash("never")) != perceptron.Absent {
		t.Error("an unseen feature is known")
	}
}

func TestFreezeIsDeterministicAndAverages(t *testing.T) {
	a, _ := trained(500)
	b, _ := trained(500)
	one := perceptron.Freeze([]*perceptron.Trainer{a}, 16, 0.1)
	two := perceptron.Freeze([]*perceptron.Trainer{a, b}, 16, 0.1)
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("the average of two equal models differs from either")
	}
	few := perceptron.Freeze([]*perceptron.Trainer{a}, 16, 1e9)
	if few.Features() != 0 {
		t.Errorf("%d features are above an impossible cut", few.Features())
	}
}

func TestBinaryIsTheSameAsAdd(t *testing.T) {
	tr := perceptron.NewTrainer(1)
	for i := range 300 {
		tr.Update([]int32{tr.Feature(perceptron.Hash(fmt.Sprint(i)))}, 0, int32(i-150))
		tr.Step()
	}
	table := perceptron.Freeze([]*perceptron.Trainer{tr}, 3, 0)
	for i := range 400 {
		k := perceptron.Hash(fmt.Sprint(i))
		var s perceptron.Scores
		table.Add(k, &s)
		if got := table.Binary(k); got != s[0] {
			t.Errorf("feature %d: %d and %d", i, got, s[0])
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	tr, _ := trained(100)
	good := perceptron.Freeze([]*perceptron.Trainer{tr}, 16, 0).Bytes()
	for name, data := range map[string][]byte{
		"nothing":   nil,
		"header":    good[:12],
		"cut":       good[:len(good)-1],
		"long":      append(bytes.Clone(good), 0),
		"classes":   append([]byte{0, 0, 0, 0}, good[4:]...),
		"bits":      append(append(bytes.Clone(good[:4]), 60, 0, 0, 0), good[8:]...),
		"backwards": append(append(bytes.Clone(good[:12]), 255, 255, 0, 0), good[16:]...),
	} {
		if _, err := perceptron.Decode(data); !errors.Is(err, perceptron.ErrTable) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	tr, _ := trained(20)
	f.Add(perceptron.Freeze([]*perceptron.Trainer{tr}, 16, 0).Bytes(), uint64(7))
	f.Fuzz(func(t *testing.T, data []byte, key uint64) {
		table, err := perceptron.Decode(data)
		if err != nil {
			return
		}
		var s perceptron.Scores
		table.Add(key, &s)
		table.Binary(key)
		if c := s.Best(table.Classes()); c > table.Classes()-1 {
			t.Errorf("class %d of %d", c, table.Classes())
		}
	})
}
