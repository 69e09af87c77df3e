package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/language/learnt"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// How sure the model of words that tell of acts must be of a word that no sense of the lexicon reads.
const (
	leastGuess = 0.4
	leastNoun  = 0.5  // of a noun
	leastBare  = 0.8  // of an act of which nobody is told who does it
	leastOther = 0.85 // of a word that a sense of the lexicon reads as an act of another type
)

// odds gives how likely the model finds each of [learnt.Types] at a word.
func (r *reader) odds(w text.TokenID) []float64 {
	if o, known := r.guesses[w]; known {
		return o
	}
	if r.guesses == nil {
		r.guesses = map[text.TokenID][]float64{}
	}
	o := r.model.All(r.surroundings(w))
	r.guesses[w] = o
	return o
}

// guess gives what the model says of a word.
func (r *reader) guess(w text.TokenID) (g learnt.Guess) {
	for i, p := range r.odds(w) {
		if p > g.Sure {
			g = learnt.Guess{Class: learnt.Types[i], Sure: p}
		}
	}
	return g
}

// guessed reads a word that no sense of the lexicon reads as an act of the type that the model gives it: with the roles of a sense of
// that type, where the lexicon has one for the word whose conditions do not hold, else with those of the type.
func (r *reader) guessed(w text.TokenID, least float64) *candidate {
	if r.unlearnt || !r.worldly || r.named(w) {
		return nil
	}
	pos := lexicon.Verb
	switch r.trees.UPOS(w) {
	case "VERB":
	case "NOUN":
		pos, least = lexicon.Noun, max(least, leastNoun)
	default:
		return nil
	}
	if r.speaksOfAct(w, pos, least) {
		return nil // "failed to send troops": it speaks of the act below it
	}
	g := r.guess(w)
	if g.Class == "" || g.Sure < least {
		return nil
	}
	t := r.loose(w, pos, g.Class)
	if t == nil {
		return nil
	}
	if g.Class == ontology.Threaten && pos == lexicon.Verb && r.ofAnother(w, t) {
		return nil // "warned that Russia would attack Finland": what another might do is no threat
	}
	c := r.try(t, w)
	c.sure = g.Sure
	if r.trace != nil {
		r.trace(c)
	}
	if c.reject != "" {
		return nil
	}
	r.readings[w] = append(r.readings[w], c)
	return c
}

// ofAnother says that the clause of what a verb says, read in a sense, has another subject than the verb.
func (r *reader) ofAnother(v text.TokenID, t *lexicon.Trigger) bool {
	x, before := r.trees.Child(v, "ccomp"), r.trying
	r.trying = &candidate{at: v, carrier: text.NoToken, trigger: t}
	defer func() { r.trying = before }()
	return x != text.NoToken && r.own(x) == otherSubject
}

// loose gives a sense of a word with its conditions left out and nothing that must be there: the first of that type, where all senses of
// the word that are of the type have one mode, else that of which only the type is known, nil where the lexicon has none.
func (r *reader) loose(w text.TokenID, pos lexicon.POS, typ string) *lexicon.Trigger {
	var t *lexicon.Trigger
	for _, s := range r.senses(pos, w) {
		switch {
		case s.Frame.Type != typ || s.Negative():
		case t == nil:
			t = s
		case t.Frame.Mode != s.Frame.Mode:
			t = r.lexicon.General(pos, typ)
		}
		if t != nil && t.Lemma == "" {
			break
		}
	}
	if t == nil {
		t = r.lexicon.General(pos, typ)
	}
	if t == nil {
		return nil // a lexicon of the user alone
	}
	loose := *t
	loose.When = nil
	loose.Roles = make([]lexicon.Role, len(t.Roles))
	for i, role := range t.Roles {
		role.Required = false
		loose.Roles[i] = role
	}
	return &loose
}

// speaksOfAct says that a word may tell how the act stands that is told below it, and does: "failed to send troops", "an attempt to seize
// power". In texts that are not of politics throughout, where the lexicon reads the word as an act of another type already, and of nouns and
// verbs of saying it is enough that they may.
func (r *reader) speaksOfAct(w text.TokenID, pos lexicon.POS, least float64) bool {
	all := r.lexicon.Operators(pos, lowerLemma(r.trees.Lemma(w)))
	if len(all) > 0 && (!r.ofPolitics || pos != lexicon.Verb || least >= leastOther || r.inClass(w, "saying") || r.passive(w)) {
		return true
	}
	if h := r.trees.Head(w); len(all) > 0 && r.marked(w, "to") && h != text.NoToken && !r.passive(h) {
		return true // "urged the government to act", not "is expected to follow suit"
	}
	for _, op := range all {
		for _, slot := range op.Slots {
			if slot != lexicon.Subj && slot != lexicon.Obj && slot != lexicon.Xcomp {
				return true // "spoke of", "held on to", "rejected that"
			}
			if slices.ContainsFunc(r.fill(w, slot), func(x text.TokenID) bool { return x != w && r.inside(x, 0) != text.NoToken }) {
				return true
			}
		}
	}
	return false
}
