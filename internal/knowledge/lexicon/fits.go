package lexicon

import (
	"maps"
	"slices"
	"strconv"
)

// countFits fills in which types of senses ask for which lemma in which slot: each line of the triggers counts once for the words that its
// conditions name, or whose class they name.
func (l *Lexicon) countFits() {
	counts := map[string]map[string]int{}
	seen := map[string]bool{}
	for _, t := range l.all {
		if line := t.File + ":" + strconv.Itoa(t.Line); seen[line] || t.Frame.None() {
			continue
		} else {
			seen[line] = true
		}
		for _, c := range t.When {
			if c.Not || c.Any {
				continue
			}
			words := slices.Clone(c.Words)
			for _, class := range c.Class {
				words = slices.AppendSeq(words, maps.Keys(l.classes[class]))
			}
			for _, slot := range c.Slots {
				for _, w := range words {
					k := string(slot) + " " + w
					if counts[k] == nil {
						counts[k] = map[string]int{}
					}
					counts[k][t.Frame.Type]++
				}
			}
		}
	}
	for k, types := range counts {
		total := 0
		for _, n := range types {
			total += n
		}
		for _, typ := range slices.Sorted(maps.Keys(types)) {
			if types[typ]*5 >= total {
				l.fits[k] = append(l.fits[k], typ)
			}
		}
	}
}
