package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// madeBack is how many sentences back the court stands whose ruling is spoken of, or the council whose resolution.
const madeBack = 4

// maker gives who made what is rejected, criticised or welcomed, where its noun tells what kind of body makes it: the ruling of
// a court, the resolution of a council, the report of a watchdog.
func (r *reader) maker(c *candidate, topics []text.TokenID) []side {
	for _, n := range topics {
		if !r.goesBack(n) {
			continue
		}
		switch {
		case r.inClass(n, "made_by_court"):
			return r.bodyBefore(c, func(a *record.Actor) bool { return a.Sector == "JUD" })
		case r.inClass(n, "made_by_council"):
			return r.bodyBefore(c, func(a *record.Actor) bool {
				return slices.ContainsFunc(strings.Fields(strings.ToLower(a.Name)), func(w string) bool { return r.lexicon.In("resolving_body", w) })
			})
		}
	}
	return nil
}

// bodyBefore gives the body of a kind that was told last before an act, and is not its actor.
func (r *reader) bodyBefore(c *candidate, wanted func(*record.Actor) bool) []side {
	here := r.doc.SentenceOf(c.at)
	for i := len(r.doc.Mentions) - 1; i >= 0; i-- {
		m := &r.doc.Mentions[i]
		if m.Head >= c.at || m.As.Kind == "person" || m.As.Kind == "population" || m.Form == text.ModifierMention || m.Form == text.PlaceMention || !wanted(&m.As) {
			continue
		}
		if here-r.doc.SentenceOf(m.Head) > madeBack {
			return nil
		}
		if s := (side{actor: m.As, body: m.Body, at: c.at, direct: true}); len(without([]side{s}, c.actors)) > 0 {
			return []side{s}
		}
	}
	return nil
}

// host gives whom somebody visits or meets when he asks for something in the same breath: "visited Kabul, urging action".
func (r *reader) host(c *candidate, before []*candidate) []side {
	f := r.trees
	if !f.IsRel(c.top(), "advcl", "conj") || c.content != text.NoToken && f.UPOS(c.content) == "VERB" && r.passive(c.content) {
		return nil // "received an envoy and called for sanctions to be lifted"
	}
	for _, e := range before {
		if e.at >= c.at || e.trigger.Frame.Type != ontology.Consult || e.trigger.Frame.Mode == "third-party" || e.top() != f.Head(c.top()) {
			continue
		}
		all := slices.Clone(e.actors)
		for _, s := range e.recipients {
			all = addSide(all, s)
		}
		if others := without(all, c.actors); len(others) < len(all) {
			for i := range others {
				others[i].place = false
			}
			return others
		}
	}
	return nil
}

// inviter gives whose invitation is accepted or declined: who invited, or who holds the meeting that was told before.
func (r *reader) inviter(c *candidate, before []*candidate) []side {
	return r.nearest(c, before, 2*maxBack, func(e *candidate) bool {
		return e.trigger.Frame.ID == "agree.invite" || e.trigger.Frame.Mode == "third-party" && len(e.actors) > 0
	})
}

// urged gives those between whom somebody offers to mediate, where he has just asked them for something: "has urged both sides
// to talk and has offered to mediate".
func (r *reader) urged(c *candidate, before []*candidate) []side {
	for i := len(before) - 1; i >= 0; i-- {
		e := before[i]
		if e.at < c.at && len(e.recipients) > 1 && covers(e.actors, c.actors) && r.trees.Head(c.top()) == e.top() && r.trees.IsRel(c.top(), "conj") {
			return without(e.recipients, c.actors)
		}
	}
	return nil
}

// partner gives whose offer or condition somebody refuses, where that is not told: who acted in the sentence before, or the
// subject of it.
func (r *reader) partner(c *candidate, before []*candidate, topics []text.TokenID) []side {
	told := func(class string) bool {
		return slices.ContainsFunc(topics, func(n text.TokenID) bool { return r.goesBack(n) && r.inClass(n, class) })
	}
	offered := told("told_AGREE")
	if !offered && !told("told_REQUEST") {
		return nil
	}
	mediates := func(e *candidate) bool {
		return e.trigger.Frame.ID == "agree.mediate" || e.trigger.Frame.Mode == "third-party"
	}
	if all := r.nearest(c, before, 1, func(e *candidate) bool { return offered || !mediates(e) }); len(all) > 0 { // who offers to mediate made no demand
		return all
	}
	i := r.doc.SentenceOf(c.at)
	if i == 0 || r.doc.Sentences[i-1].Kind != r.doc.Sentences[i].Kind || r.doc.Sentences[i-1].Tokens.Len() == 0 {
		return nil
	}
	root := r.trees.Root(r.doc.Sentences[i-1].Tokens.First)
	s := r.trees.Child(root, "nsubj")
	if e := r.actAt(root); s == text.NoToken || e != nil && !offered && mediates(e) {
		return nil
	}
	return slices.DeleteFunc(opposite(r.sides(s), c.actors), func(x side) bool { return !x.direct })
}
