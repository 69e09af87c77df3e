// Package perceptron holds the averaged perceptron (Collins 2002, with a
// margin) that the taggers and gap classifiers of chancery are made of: a
// Trainer that counts in whole numbers, and a Table, the frozen form with one
// byte a weight, which is read in place from the bytes of a model file.
//
// Features are 64-bit hashes. Two features with one hash are one feature, in
// training and in use alike, so nothing differs between the two. All scores
// are sums of integers: the same on every machine.
package perceptron

import "math/bits"

// MaxClasses is the greatest number of classes of a model.
const MaxClasses = 256

// Scores holds one sum for each class.
type Scores [MaxClasses]int32

// Best returns the class below n with the greatest score, the lowest of equals.
func (s *Scores) Best(n int) int {
	best := 0
	for c := 1; c < n; c++ {
		if s[c] > s[best] {
			best = c
		}
	}
	return best
}

// Hash returns the hash of a string (FNV-1a, then mixed).
func Hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return Mix(h, 0x9e3779b97f4a7c15)
}

// Mix joins two values into the key of a feature, for instance a template's
// number and a word's hash. The order matters.
func Mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a^0xa0761d6478bd642f, b^0xe7037ed1a0b428db)
	return hi ^ lo
}
