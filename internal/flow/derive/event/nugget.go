package event

import (
	"fmt"
	"math"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/language/learnt"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// leastNugget is how likely a word must speak of an act of a type to be a nugget of it.
const leastNugget = 0.2

// nuggets gives the words of a sentence that speak of an act and tell no event: acts of which nobody is told who did them, events that are
// not sure enough, and what the model alone reads. Told are the words of the events with their types.
func (r *reader) nuggets(i int, told map[text.TokenID]string) ([]*record.Nugget, error) {
	s := &r.doc.Sentences[i]
	switch s.Kind {
	case text.PageParts, text.Dateline, text.Byline:
		return nil, nil
	}
	if r.unlearnt || !r.worldly || s.Tokens.Len() > maxWords {
		return nil, nil
	}
	var all []*record.Nugget
	for w := s.Tokens.First; w < s.Tokens.End; w++ {
		if told[w] != "" || r.named(w) {
			continue
		}
		pos := lexicon.Verb
		switch r.trees.UPOS(w) {
		case "VERB":
		case "NOUN":
			pos = lexicon.Noun
		default:
			continue
		}
		g := r.act(w)
		if g.Sure < leastNugget || r.partOf(w, g.Class, told) {
			continue
		}
		n, err := r.nugget(w, pos, g)
		if err != nil {
			return nil, err
		}
		if n != nil {
			all = append(all, n)
		}
	}
	return all, nil
}

// nugget gives what is told of the act that a word speaks of: with the sides of its reading where one was refused, else with those that the
// roles of the type find.
func (r *reader) nugget(w text.TokenID, pos lexicon.POS, g learnt.Guess) (*record.Nugget, error) {
	c := r.acts[w]
	if c == nil || c.trigger.Frame.Type != g.Class {
		t := r.loose(w, pos, g.Class)
		if t == nil {
			return nil, nil // a lexicon of the user alone
		}
		if c = r.try(t, w); c.reject == "" {
			r.settle(c)
			c.real = r.statusOf(c)
		}
	}
	n := &record.Nugget{
		Document: r.doc.ID, Trigger: r.doc.Tokens[w].Span, Type: g.Class, Time: r.when(c), Place: r.where(c), Confidence: math.Round(g.Sure*100) / 100,
	}
	from, to := knowledge.Dates(n.Time)
	for _, s := range r.delegates(c.actors) {
		n.Actors = append(n.Actors, r.world.ActorIn(s.actor, s.body, from, to))
	}
	for _, s := range r.delegates(c.recipients) {
		n.Recipients = append(n.Recipients, r.world.ActorIn(s.actor, s.body, from, to))
	}
	n.Status = r.dated(c, n.Time)
	n.Quote, n.Span = r.doc.Quote(r.trimmed(r.doc.Sentences[r.doc.SentenceOf(w)].Tokens))
	if err := record.Identify(n); err != nil {
		return nil, fmt.Errorf("nugget at %q: %w", r.doc.Word(w), err)
	}
	return n, nil
}

// act gives the likeliest type of the act that a word speaks of, if it speaks of one.
func (r *reader) act(w text.TokenID) (g learnt.Guess) {
	for i, p := range r.odds(w) {
		if learnt.Types[i] != "" && p > g.Sure {
			g = learnt.Guess{Class: learnt.Types[i], Sure: p}
		}
	}
	return g
}

// partOf says that a word and that of an event of the same type tell one act together: "held talks".
func (r *reader) partOf(w text.TokenID, typ string, told map[text.TokenID]string) bool {
	if h := r.trees.Head(w); h != text.NoToken && told[h] == typ && r.trees.IsRel(w, "obj", "nsubj:pass", "compound") {
		return true
	}
	for x, of := range told {
		if of == typ && r.trees.Head(x) == w && r.trees.IsRel(x, "obj", "nsubj:pass", "compound") {
			return true
		}
	}
	return false
}
