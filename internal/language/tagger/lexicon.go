package tagger

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/language/perceptron"
)

// lexicon knows, for words that training saw often, the set of tags it saw for
// them, as the number of that set. It is read in place: n keys of four bytes,
// sorted, and then n numbers of two bytes, little endian. A key is the upper
// half of the hash of the lower-cased word.
type lexicon struct {
	keys, sets []byte
	ends       *endings
}

const lexiconRow = 4 + 2

func openLexicon(data []byte) (*lexicon, error) {
	if len(data)%lexiconRow != 0 {
		return nil, fmt.Errorf("lexicon of the tagger has %d bytes, not a multiple of %d", len(data), lexiconRow)
	}
	ends, err := readEndings(endingsFile)
	if err != nil {
		return nil, err
	}
	n := len(data) / lexiconRow
	return &lexicon{keys: data[:4*n], sets: data[4*n:], ends: ends}, nil
}

// seen returns the number of the set of tags of a word, 0 for words not known.
func (l *lexicon) seen(lower uint64) uint64 {
	want := uint32(lower >> 32)
	from, to := 0, len(l.keys)/4
	for from < to {
		mid := (from + to) / 2
		if binary.LittleEndian.Uint32(l.keys[4*mid:]) < want {
			from = mid + 1
		} else {
			to = mid
		}
	}
	if 4*from < len(l.keys) && binary.LittleEndian.Uint32(l.keys[4*from:]) == want {
		return uint64(binary.LittleEndian.Uint16(l.sets[2*from:]))
	}
	return 0
}

// stem looks a word up without its ending, or with one, and returns a number
// for the ending and the tags of what was found; 0 if nothing is known.
func (l *lexicon) stem(lower string) uint64 {
	for i := range l.ends.strip {
		e := &l.ends.strip[i]
		base, ok := strings.CutSuffix(lower, e.text)
		if !ok || len(base) < 3 {
			continue
		}
		if set := l.seen(perceptron.Hash(base)); set != 0 {
			return perceptron.Mix(e.hash, set)
		}
		if e.restored != "" {
			if set := l.seen(perceptron.Hash(base + e.restored)); set != 0 {
				return perceptron.Mix(e.hashE, set)
			}
		}
	}
	for i := range l.ends.add {
		e := &l.ends.add[i]
		if set := l.seen(perceptron.Hash(lower + e.text)); set != 0 {
			return perceptron.Mix(perceptron.Mix(e.hash, 1), set)
		}
	}
	return 0
}

// learnLexicon keeps words seen at least min times, with the tags that make up
// at least one in share of their uses, and returns the bytes of the lexicon.
func learnLexicon(samples []sample, min, share int) []byte {
	counts := map[uint32]map[int]int{}
	for i := range samples {
		for j, lower := range samples[i].lower {
			k := uint32(lower >> 32)
			if counts[k] == nil {
				counts[k] = map[int]int{}
			}
			counts[k][samples[i].gold[j]]++
		}
	}
	var words []uint32
	for w, c := range counts {
		if total(c) >= min {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	var keys, sets []byte
	number := map[string]int{}
	for _, w := range words {
		var tags []byte
		all := total(counts[w])
		for t, n := range counts[w] {
			if n*share >= all {
				tags = append(tags, byte(t))
			}
		}
		slices.Sort(tags)
		if number[string(tags)] == 0 {
			number[string(tags)] = len(number) + 1
		}
		keys = binary.LittleEndian.AppendUint32(keys, w)
		sets = binary.LittleEndian.AppendUint16(sets, uint16(number[string(tags)]))
	}
	return append(keys, sets...)
}

func total(counts map[int]int) int {
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return sum
}
