// Package trees gives the words of a sentence their heads and relations
// (Universal Dependencies 2 with subtypes).
//
// A word's vector is the sum of learnt vectors of its form, affixes, shape and
// tags. Recurrent layers follow, each a window of three words with three gates
// and a running average, half of the units forwards and half backwards
// (quasi-recurrent networks: Bradbury and others, ICLR 2017). Every word is
// then scored against every other as its head (biaffine attention: Dozat and
// Manning, ICLR 2017). The best heads are taken; if they are no tree with one
// root, the best projective tree with one root is (Eisner, COLING 1996).
//
// The whole network runs on whole numbers: weights in 8 bits, values between
// layers in 16, sums in 32. Where a float32 scales a sum, every step is rounded
// on its own. So the same sentence gets the same tree on every machine.
//
// The network is trained by package learn and kept in sections "trees/..." of
// a model file.
package trees
