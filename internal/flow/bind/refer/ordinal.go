package refer

import (
	"strings"

	"github.com/chancery-project/chancery/internal/text"
)

// ofTwo gives the chain that "the former" or "the latter" means: the first or the second of the two who were told just before, in the
// sentence itself or else in the one before; -1 where these are not two.
func (r *reading) ofTwo(p *phrase) int {
	w := strings.ToLower(r.doc.Word(p.head))
	if p.form != definite || w != formerWord && w != latterWord || p.words.Len() != 2 {
		return -1
	}
	for s := p.sentence; s >= 0 && s >= p.sentence-1; s-- {
		two, n := r.lastTwo(p, s, person|body|place)
		if n > 2 {
			two, n = r.lastTwo(p, s, person)
		}
		switch {
		case n == 0:
			continue
		case n != 2:
			return -1
		case w == formerWord:
			return two[0]
		}
		return two[1]
	}
	return -1
}

// The words that mean one of two told before.
const (
	formerWord = "former"
	latterWord = "latter"
)

// lastTwo gives the chains of those who are told in a sentence before a phrase, in the order of the text, and how many they are: persons and
// bodies that act, are acted on or own, of some classes; two that a phrase for several means are these.
func (r *reading) lastTwo(p *phrase, sentence int, of class) (two []int, n int) {
	for j := r.first[sentence]; j < r.first[sentence+1]; j++ {
		o := &r.phrases[j]
		if o.head >= p.head || o == p {
			break
		}
		if o.form == joint && len(o.meant) == 2 {
			return []int{r.phrases[o.members[0]].chain, r.phrases[o.members[1]].chain}, 2
		}
		if o.form == joint || o.form == modifier || o.chain < 0 || o.role == owner && o.nominal() || o.role == within || o.role == predicate || r.forest.IsRel(o.head, "appos") {
			continue
		}
		if r.chains[o.chain].class&of == 0 {
			continue
		}
		placed := len(o.mentions) == 1 && r.doc.Mentions[o.mentions[0]].Form == text.PlaceMention
		if placed || len(o.mentions) == 0 && (o.class&(person|body) == 0 || o.class&thing != 0) || len(two) > 0 && two[len(two)-1] == o.chain || n == 2 && two[0] == o.chain {
			continue
		}
		two = append(two, o.chain)
		n++
	}
	return two, n
}
