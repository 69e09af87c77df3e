package claim

import (
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// What two contents must share to be about one thing.
const (
	sharedPart  = 0.6  // of the words of the shorter one that mean something
	sharedLong  = 0.35 // of those of the longer one
	sharedWords = 2
	reach       = 3 // sentences between a denial and what it denies, where only the heads agree
	mostPairs   = 500
	stem        = 5 // letters that two words of one stem share
)

// side is a claim as one side of a dispute.
type side struct {
	told
	source  string
	words   map[string]bool // lemmas that mean something
	actors  map[string]bool // names of actors in the content
	denies  bool
	answers bool // it denies an accusation without telling it: "denied the charge"
}

// disputes joins the claims of one report that contradict or confirm each other. Both must have sources, and different
// ones.
func (x *finder) disputes(claims []told) ([]*record.Dispute, error) {
	found := []*record.Dispute{}
	var sides []side
	for _, c := range claims {
		if c.claim.Source == nil {
			continue
		}
		switch c.claim.Stance {
		case record.Assert, record.Deny, record.Accuse, record.Warn:
			sides = append(sides, x.side(c))
		}
	}
	for i := range sides {
		for j := i + 1; j < len(sides) && len(found) < mostPairs; j++ {
			relation := x.between(&sides[i], &sides[j], sides)
			if relation == "" {
				continue
			}
			a, b := sides[i].claim.ID, sides[j].claim.ID
			d := &record.Dispute{Relation: relation, Claims: []record.ID{a, b}, Sides: [][]record.ID{{a}, {b}}}
			if relation == "confirms" {
				d.Sides = [][]record.ID{{a, b}}
			}
			if err := record.Identify(d); err != nil {
				return nil, fmt.Errorf("dispute: %w", err)
			}
			found = append(found, d)
		}
	}
	return found, nil
}

func (x *finder) side(c told) side {
	s := side{told: c, source: c.claim.Source.ID, words: map[string]bool{}, actors: map[string]bool{}}
	if s.source == "" {
		s.source = strings.ToLower(c.claim.Source.Name)
	}
	r := c.relation
	for t := r.Content.First; t < r.Content.End; t++ {
		if r.Cue.Has(t) || t == r.Source {
			continue
		}
		switch x.trees.UPOS(t) {
		case "NOUN", "PROPN", "VERB", "NUM", "ADJ":
			s.words[x.lemma(t)] = true
		}
		for _, a := range x.doc.ActorsAt(t) {
			s.actors[a.Name] = true
		}
	}
	s.denies = c.claim.Stance == record.Deny && !r.toned
	if x.negated(r.Top) {
		s.denies = !s.denies
	}
	if c.claim.Stance == record.Deny {
		head := r.Top
		if slot := r.Frame.Content[0]; slot == slotAs || slot == slotPred { // "called the report false"
			head = x.trees.Child(r.Word, "obj")
		}
		s.answers = head != text.NoToken && (x.isClass(classClaim, head) || x.isClass(classPart, head)) &&
			x.trees.Child(head, "acl", "ccomp") == text.NoToken
	}
	return s
}

// between says how two claims stand to each other: contradicts, confirms or nothing.
func (x *finder) between(a, b *side, all []side) string {
	if a.source == b.source || strings.HasPrefix(a.claim.Source.Name, b.claim.Source.Name) || strings.HasPrefix(b.claim.Source.Name, a.claim.Source.Name) || a.claim.ContentSpan.Overlaps(b.claim.ContentSpan) {
		return ""
	}
	if b.answers {
		if x.answered(b, all) == a {
			return "contradicts"
		}
		return ""
	}
	if a.answers {
		return ""
	}
	least := min(len(a.words), len(b.words))
	shared := common(a.words, b.words) + common(a.actors, b.actors)
	longest := max(len(a.words), len(b.words))
	alike := shared >= sharedWords && float64(shared) >= sharedLong*float64(longest) && float64(shared) >= sharedPart*float64(least) &&
		(b.words[x.lemma(a.relation.Top)] || a.words[x.lemma(b.relation.Top)])
	heads := x.sameHead(a, b) && x.apart(a, b) <= reach
	switch {
	case a.denies != b.denies && (alike || heads):
		return "contradicts"
	case a.denies == b.denies && alike && shared > sharedWords:
		return "confirms"
	}
	return ""
}

func common(a, b map[string]bool) (n int) {
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

// apart counts the sentences between two claims.
func (x *finder) apart(a, b *side) int {
	return abs(x.doc.SentenceOf(b.relation.Content.First) - x.doc.SentenceOf(a.relation.Content.First))
}

func abs(n int) int { return max(n, -n) }

// sameHead says that the head of what is denied, or a word of its stem, is in the other content: "denies the executions"
// of "had executed five men".
func (x *finder) sameHead(a, b *side) bool {
	if b.claim.Stance != record.Deny {
		a, b = b, a
	}
	if b.claim.Stance != record.Deny || x.trees.UPOS(b.relation.Top) != "NOUN" {
		return false
	}
	head := x.lemma(b.relation.Top)
	if x.lemma(a.relation.Top) == head {
		return true
	}
	if len(head) < stem+2 {
		return false
	}
	w := x.lemma(a.relation.Top)
	return len(w) >= stem && w[:stem] == head[:stem]
}

// answered gives what a denial answers that does not tell it: the nearest accusation before it, of whoever denies it or
// of nobody named; or, of a report or another claim, the nearest one.
func (x *finder) answered(denial *side, all []side) *side {
	for k := len(all) - 1; k >= 0; k-- {
		s := &all[k]
		if s.claim.ContentSpan.Start >= denial.claim.ContentSpan.Start || s.source == denial.source || s.answers || s.claim.Stance == record.Deny {
			continue
		}
		if x.apart(s, denial) > reach {
			return nil
		}
		t := s.claim.Target
		switch {
		case s.claim.Stance == record.Accuse && (t == nil || t.ID == denial.source || strings.EqualFold(t.Name, denial.source)):
			return s
		case t == nil && x.isClass(classClaim, denial.relation.Top) && x.apart(s, denial) <= 1:
			return s
		}
	}
	return nil
}
