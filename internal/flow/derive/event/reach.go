package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// reaches says that a word of time or place that does not hang on an act itself is told of it all the same: it hangs on
// the noun of force that the act is told with ("wounded in Monday's assault", "the clash of 3 March in which a guard
// died"), or on the noun whose part the act is ("the toll of the bombing on Tuesday").
func (r *reader) reaches(w text.TokenID, c *candidate) bool {
	f := r.trees
	h := f.Head(w)
	if h == text.NoToken {
		return false
	}
	if f.IsRel(c.at, "nmod") && r.marked(c.at, "of") && h == f.Head(c.at) && f.UPOS(h) == "NOUN" && w > c.at && r.actAt(h) == nil {
		return true
	}
	if c.trigger.Frame.Type == ontology.Consult && (r.besideSummit(w, c) || r.dayOfOccasion(w, c)) {
		return true
	}
	if c.trigger.Frame.Type != ontology.Assault {
		return false
	}
	for n := h; n != text.NoToken && f.UPOS(n) == "NOUN"; n = f.Head(n) {
		if !r.inClass(n, "violence") {
			continue
		}
		if f.IsRel(c.top(), "acl:relcl", "acl") && f.Head(c.top()) == n {
			return true
		}
		if v := f.Head(n); v == c.at && f.IsRel(n, "obl") && (r.marked(n, "in") || r.marked(n, "by") || r.marked(n, "during")) {
			return true
		}
		return false
	}
	return false
}

// besideSummit says that a time or place hangs on the larger meeting beside which an act takes place: "will confer on the
// sidelines of the summit in Lima on Sunday".
func (r *reader) besideSummit(w text.TokenID, c *candidate) bool {
	f := r.trees
	for n, k := f.Head(w), 0; n != text.NoToken && k < maxBeside && !f.HeadsClause(n); n, k = f.Head(n), k+1 {
		if h := f.Head(n); r.inClass(n, "sidelines") {
			return h != text.NoToken && (h == c.at || h == c.carrier || h == c.top())
		}
	}
	return false
}

// maxBeside is how many words above a time the sidelines stand at most.
const maxBeside = 4

// dayOfOccasion says that a time hangs on the verb that tells what was done at a meeting: "agreed on Friday at a meeting in Lima".
func (r *reader) dayOfOccasion(w text.TokenID, c *candidate) bool {
	f := r.trees
	n := c.at
	ended := f.IsRel(n, "nmod") && r.marked(n, "of") && r.inClass(f.Head(n), "round_of") && r.marked(f.Head(n), "after") // "after two days of talks"
	if ended {
		n = f.Head(n)
	}
	v := f.Head(n)
	return c.trigger.POS == lexicon.Noun && c.carrier == text.NoToken && v != text.NoToken && f.UPOS(v) == "VERB" && f.IsRel(n, "obl") && f.Head(w) == v && r.isTime(w) &&
		(ended || r.marked(n, "at") || r.marked(n, "during"))
}

// framed says that a word of time hangs on the verb that an act's clause belongs to: the clause tells what happened then
// ("escaped on Friday when a gunman fired", "struck on Tuesday, killing ten"), or goes on with the same subject ("arrived on
// Monday and was received by the premier").
func (r *reader) framed(w text.TokenID, c *candidate) bool {
	f := r.trees
	v := c.top()
	h := f.Head(v)
	if h == text.NoToken || f.Head(w) != h || f.UPOS(h) != "VERB" || f.UPOS(v) != "VERB" {
		return false
	}
	switch {
	case f.IsRel(v, "conj"):
		return w < v && f.Child(v, "nsubj", "mark") == text.NoToken
	case f.IsRel(v, "advcl"):
		return r.manner(v) || r.at(v, "when") || r.at(v, "as") || r.at(v, "while")
	}
	return false
}

// at says that a clause is opened by a word of time.
func (r *reader) at(clause text.TokenID, word string) bool {
	for _, m := range r.trees.ChildrenBy(clause, "mark", "advmod") {
		if m < clause && r.lower(m) == word {
			return true
		}
	}
	return false
}

// behindNamed gives what stands behind a preposition of the noun that the sense under trial asks for behind another one: "walked out of talks
// with Chad", "entered into talks with Mali".
func (r *reader) behindNamed(w text.TokenID, preposition string) (all []text.TokenID) {
	if r.trying == nil || r.trying.at != w || r.trying.trigger.Frame.Type == ontology.Request || !r.lexicon.In("toward", preposition) {
		return nil
	}
	for _, n := range r.trees.ChildrenBy(w, "obl") {
		if n < w || !slices.ContainsFunc(r.trying.trigger.When, func(c lexicon.Condition) bool { return !c.Not && !c.Any && r.behindOne(n, c.Slots) && r.fits(n, &c) }) {
			continue
		}
		all = r.prepositional(n, preposition, all)
	}
	return all
}

// behindOne says that the preposition of a noun is one of the slots.
func (r *reader) behindOne(n text.TokenID, slots []lexicon.Slot) bool {
	return slices.ContainsFunc(r.trees.ChildrenBy(n, "case"), func(m text.TokenID) bool { return slices.Contains(slots, lexicon.Slot(r.preposition(m))) })
}
