package dispute

import (
	"slices"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
)

// The relations of contests.
const (
	contradicts = "contradicts"
	confirms    = "confirms"
)

// confirmed makes of the sides of a contest those on which a source of another party says the same in a text of another
// origin: one side for each of the sources.
func confirmed(c contest) []contest {
	var all []contest
	for _, s := range c.sides {
		var voices []side
		for _, i := range s.items {
			f := of(i)
			if f.Key == "" || (c.matter != figure || c.said) && (f.Said.Told || f.Said.Denies) {
				continue
			}
			n := slices.IndexFunc(voices, func(v side) bool { return of(v.items[0]).Party == f.Party })
			switch {
			case n >= 0:
				voices[n].items = append(voices[n].items, i)
			case len(voices) == 0 || c.matter == figure && !c.said || sayAlike(of(voices[0].items[0]), f):
				voices = append(voices, side{items: []*ledger.Item{i}})
			}
		}
		if independent(voices) {
			all = append(all, contest{matter: c.matter, relation: confirms, sides: voices, said: c.said})
		}
	}
	return all
}

// sayAlike tells whether two sources assert the same in much the same words.
func sayAlike(a, b *features) bool {
	s := likeness.Compare(a.Said.Words, b.Said.Words)
	return s.Mass >= 2 && s.Part >= 0.6
}

// independent tells whether two voices stand in texts of two origins.
func independent(voices []side) bool {
	var items []*ledger.Item
	var voice []int
	for n, v := range voices {
		for _, i := range v.items {
			items, voice = append(items, i), append(voice, n)
		}
	}
	numbers := origin.Of(items)
	for i := range items {
		for j := range items[:i] {
			if voice[i] != voice[j] && numbers[i] != numbers[j] {
				return true
			}
		}
	}
	return false
}
