package morph

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/language/wordform"
)

// Example is a word of training text.
type Example struct {
	Form, Lemma, UPOS, XPOS, Feats string
}

// Train learns lemmas and features. Ends of words seen fewer than least times
// get no answer of their own; whole words always may.
func Train(examples []Example, least int) (*Model, error) {
	lemma, feats := newLearner(), newLearner()
	lemmas := map[[2]string]bool{}
	for i := range examples {
		e := &examples[i]
		if e.Lemma == "" || e.Lemma == "_" && e.Form != "_" {
			continue
		}
		normal := wordform.Normal(e.Form)
		p := newPattern(normal, e.UPOS, e.XPOS)
		if !strings.Contains(e.Feats, "Typo=Yes") {
			lemma.add(p, learnEdit(source(normal, e.UPOS), wordform.Normal(e.Lemma)).String())
			feats.add(p, ownFeats(e.XPOS, e.Feats))
			lemmas[[2]string{e.Lemma, e.UPOS}] = true
		}
	}
	lemma.regular(lemmas)
	m := &Model{}
	var err error
	if m.lemmas, err = lemma.learn(least); err != nil {
		return nil, fmt.Errorf("learn lemmas: %w", err)
	}
	if m.feats, err = feats.learn(least); err != nil {
		return nil, fmt.Errorf("learn features: %w", err)
	}
	if m.edits, err = readEdits(m.lemmas.texts); err != nil {
		return nil, fmt.Errorf("learn lemmas: %w", err)
	}
	return m, nil
}

// ownFeats leaves out the features that a word does not have by itself: those
// of its spelling or of a phrase, and those that Complete reads off the tree.
func ownFeats(xpos, feats string) string {
	var out []string
	for f := range strings.SplitSeq(feats, "|") {
		name, _, _ := strings.Cut(f, "=")
		if name == "Typo" || name == "ExtPos" || name == "" {
			continue
		}
		if (xpos == "VBD" || xpos == "VBP") && (name == "Number" || name == "Person") || xpos == "VBN" && name == "Voice" {
			continue
		}
		out = append(out, f)
	}
	if xpos == "VB" {
		return "VerbForm=Inf"
	}
	return strings.Join(out, "|")
}

// learner counts answers by end.
type learner struct {
	words  map[pattern]map[string]int
	counts map[uint32]map[string]int
	made   map[pattern]string // forms that training did not see, with their answer
}

func newLearner() *learner {
	return &learner{words: map[pattern]map[string]int{}, counts: map[uint32]map[string]int{}, made: map[pattern]string{}}
}

func (l *learner) add(p pattern, answer string) {
	if l.words[p] == nil {
		l.words[p] = map[string]int{}
	}
	l.words[p][answer]++
}

// count lets each different word vote once for the answer of its ends, so that
// a frequent irregular word does not speak for others; for itself it does.
func (l *learner) count(p pattern) {
	answer, _ := best(l.words[p])
	p.ends(func(key uint32, whole bool) bool {
		if whole {
			l.counts[key] = l.words[p]
			return false
		}
		if l.counts[key] == nil {
			l.counts[key] = map[string]int{}
		}
		l.counts[key][answer]++
		return false
	})
}

// best returns the answer given most often, the first in order of equals.
func best(counts map[string]int) (answer string, total int) {
	most := 0
	for _, a := range slices.Sorted(maps.Keys(counts)) {
		total += counts[a]
		if counts[a] > most {
			answer, most = a, counts[a]
		}
	}
	return answer, total
}

func comparePatterns(a, b pattern) int {
	return cmp.Or(cmp.Compare(a.context, b.context), cmp.Compare(a.lower, b.lower))
}

// learn keeps the ends whose answer differs from that of the shorter ends.
func (l *learner) learn(least int) (*answers, error) {
	keep := map[uint32]string{}
	patterns := slices.SortedFunc(maps.Keys(l.words), comparePatterns)
	for _, p := range patterns {
		l.count(p)
	}
	decided := map[uint32]bool{}
	for _, p := range patterns {
		var keys []uint32
		p.ends(func(key uint32, _ bool) bool {
			keys = append(keys, key)
			return false
		})
		slices.Reverse(keys)
		current, first := "", true
		for i, key := range keys {
			if decided[key] {
				if a, ok := keep[key]; ok {
					current, first = a, false
				}
				continue
			}
			decided[key] = true
			answer, total := best(l.counts[key])
			whole := i == len(keys)-1
			if (whole || total >= least || i == 0) && (first || answer != current) {
				keep[key] = answer
				current, first = answer, false
			}
		}
	}
	l.addMade(keep)
	return pack(keep)
}

// addMade adds the made forms for which the kept ends give another answer.
func (l *learner) addMade(keep map[uint32]string) {
	add := map[uint32]string{}
	made := slices.SortedFunc(maps.Keys(l.made), comparePatterns)
	for _, p := range made {
		answer := l.made[p]
		own, found, given := uint32(0), false, ""
		p.ends(func(key uint32, whole bool) bool {
			if whole {
				own = key
			}
			given, found = keep[key]
			return found
		})
		if given != answer {
			add[own] = answer
		}
	}
	for key, answer := range add {
		if _, taken := keep[key]; !taken {
			keep[key] = answer
		}
	}
}

// pack numbers the answers and writes the sorted list.
func pack(keep map[uint32]string) (*answers, error) {
	a := &answers{}
	a.texts = slices.Compact(slices.Sorted(maps.Values(keep)))
	if len(a.texts) == 0 || len(a.texts) > 1<<16 {
		return nil, fmt.Errorf("%d different answers, from 1 to 65,536 can be kept", len(a.texts))
	}
	keys := slices.Sorted(maps.Keys(keep))
	data := make([]byte, 0, 6*len(keys))
	for _, k := range keys {
		data = binary.LittleEndian.AppendUint32(data, k)
	}
	for _, k := range keys {
		n, _ := slices.BinarySearch(a.texts, keep[k])
		data = binary.LittleEndian.AppendUint16(data, uint16(n))
	}
	a.set(data)
	return a, nil
}
