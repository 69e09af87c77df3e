package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// resume gives a meeting or visit that is told by a definite noun alone, and its putting off, the sides of the one told
// before: "The talks will go on in Doha", "The journey was put off".
func (r *reader) resume(c *candidate, before []*candidate) {
	if len(c.actors) > 0 || len(c.recipients) > 0 {
		return
	}
	n := c.at
	several := false
	switch {
	case c.trigger.Frame.Type == ontology.Consult && r.trees.UPOS(n) == "VERB" && c.trigger.Frame.Sides == lexicon.Mutual:
		n, several = r.subject(n), true
		if n == text.NoToken || !r.bothSides(n) {
			return
		}
	case c.trigger.Frame.Type == ontology.Consult && r.trees.UPOS(n) == "NOUN" && (c.carrier != text.NoToken || r.proceeds(n) != text.NoToken):
	case c.trigger.Frame.ID == meetingOff && r.trees.UPOS(n) == "VERB":
		n = r.object(n)
	default:
		return
	}
	if all := r.whoMeetsAt(n, before); len(all) > 1 && !several {
		c.actors = all
		return
	}
	if n == text.NoToken || !several && (c.lost || !r.goesBack(n) && !r.another(n) && !r.goesOnInRelative(n)) || r.kindOfMeeting(n) {
		return
	}
	all := slices.Concat(r.earlierActs, before)
	if two := r.roundBefore(c, n, all); len(two) > 1 {
		c.actors = two
		return
	}
	if same := slices.DeleteFunc(slices.Clone(all), func(e *candidate) bool { return !r.sameTalks(n, e) }); !several && len(same) > 0 {
		r.resumeOf(c, n, several, same, len(r.doc.Sentences))
	}
	if len(c.actors) == 0 {
		r.resumeOf(c, n, several, all, maxBack)
	}
}

// sameTalks says that an act is one of talks, as a noun of talks goes on with them rather than with who met whom in between.
func (r *reader) sameTalks(n text.TokenID, e *candidate) bool {
	if !r.inClass(n, "negotiating_word") || e.trigger.Frame.Mode == "phone" {
		return false
	}
	if e.trigger.POS == lexicon.Noun && r.inClass(e.at, "negotiating_word") {
		return true
	}
	return slices.ContainsFunc(r.trees.ChildrenBy(e.top(), "obj", "nsubj", "nsubj:pass", "obl"), func(x text.TokenID) bool {
		return r.inClass(x, "negotiating_word") || slices.ContainsFunc(r.prepositional(x, "of", nil), func(y text.TokenID) bool { return r.inClass(y, "negotiating_word") }) // "two days of talks"
	})
}

// resumeOf gives a meeting the sides of the last of those told before, as many sentences back at most.
func (r *reader) resumeOf(c *candidate, n text.TokenID, several bool, all []*candidate, far int) {
	visit := r.inClass(n, "travel")
	here := r.doc.SentenceOf(c.at)
	for i := len(all) - 1; i >= 0; i-- {
		e := all[i]
		if e == c || e.at >= c.at || here-r.doc.SentenceOf(e.at) > far || e.trigger.Frame.Mode == "phone" && here-r.doc.SentenceOf(e.at) > 1 {
			continue
		}
		if e.trigger.Frame.Type != ontology.Consult || visit != (e.trigger.Frame.Mode == "visit") || len(e.actors) == 0 {
			continue
		}
		if e.trigger.Frame.Mode == thirdParty && c.trigger.Frame.Mode != thirdParty { // those who mediate are no side of the talks
			continue
		}
		if several && (here-r.doc.SentenceOf(e.at) > 2 || len(e.actors)+len(e.recipients) != 2) {
			return
		}
		c.actors, c.recipients = slices.Clone(e.actors), slices.Clone(e.recipients)
		return
	}
}

// whoMeetsAt gives who meets by the clause that a noun of a meeting governs: "the session at which diplomats of Chad and Sudan
// were to discuss the border".
func (r *reader) whoMeetsAt(n text.TokenID, before []*candidate) []side {
	if n == text.NoToken || !r.inClass(n, "meeting") {
		return nil
	}
	v := r.trees.Child(n, "acl:relcl")
	for _, e := range before {
		if v != text.NoToken && e.trigger.Frame.Type == ontology.Consult && (e.at == v || e.carrier == v) && e.at != n {
			return slices.Concat(e.actors, e.recipients)
		}
	}
	return nil
}

// thirdParty is the mode of mediating.
const thirdParty = "third-party"

// meetingOff is the frame of meetings that are refused, called off or put off.
const meetingOff = "reject.meet"

// proceeds gives the verb that says of a meeting that it goes on, begins, ends or is set, whose subject is its noun or
// "round of" it; NoToken where there is none.
func (r *reader) proceeds(n text.TokenID) text.TokenID {
	f := r.trees
	for f.IsRel(n, "nmod") && r.marked(n, "of") && r.inClass(f.Head(n), "measure") {
		n = f.Head(n)
	}
	if v := f.Child(n, "acl:relcl"); v != text.NoToken && f.UPOS(v) == "VERB" && r.inClass(v, "proceed") && r.which(f.Child(v, "nsubj", "nsubj:pass")) {
		return v // "The round, which opened on Friday"
	}
	h := f.Head(n)
	if t := r.takenFor(r.doc.SentenceOf(n)); t.verb != text.NoToken && t.subject == n && r.inClass(t.verb, "proceed") {
		return t.verb // "Talks with Iran resume on Monday"
	}
	if h == text.NoToken || !f.IsRel(n, "nsubj", "nsubj:pass") {
		return text.NoToken
	}
	if r.willNotBe(n, h) {
		return h
	}
	if f.Child(h, "cop") != text.NoToken && r.inClass(h, "proceeding") { // "The talks were over after an hour", "The next round is due on Monday"
		return h
	}
	if f.UPOS(h) == "ADJ" || f.UPOS(h) == "VERB" && !r.inClass(h, "proceed") { // "were due to open", "are likely to resume"
		x := f.Child(h, "xcomp")
		if x == text.NoToken || !r.marked(x, "to") || f.UPOS(h) == "VERB" && !r.inClass(h, "expecting") {
			return text.NoToken
		}
		h = x
	}
	if f.UPOS(h) != "VERB" || !r.inClass(h, "proceed") {
		return text.NoToken
	}
	return h
}

// which says that a word is the pronoun of a relative clause.
func (r *reader) which(w text.TokenID) bool {
	return w != text.NoToken && (r.lower(w) == "which" || r.lower(w) == "that")
}

// goesOnInRelative says that a definite noun has no more behind it than a clause behind a comma that tells how it went on: "The
// round, which opened on Friday".
func (r *reader) goesOnInRelative(n text.TokenID) bool {
	f := r.trees
	v := f.Child(n, "acl:relcl")
	if v == text.NoToken || len(f.ChildrenBy(n, "nmod", "acl", "appos")) > 1 || r.proceeds(n) != v || n+1 > v || r.doc.Word(n+1) != "," {
		return false
	}
	return slices.ContainsFunc(f.ChildrenBy(n, "det"), func(d text.TokenID) bool { return r.lexicon.In("definite", r.lower(d)) })
}

// kindOfMeeting says that a noun before the noun of a meeting tells which, other than by how long it is: "the gas talks", but
// not "the two-day meeting".
func (r *reader) kindOfMeeting(n text.TokenID) bool {
	return slices.ContainsFunc(r.trees.ChildrenBy(n, "compound"), func(c text.TokenID) bool {
		return !r.isTime(c) && !r.lastsDays(r.lower(c)) && !r.isTown(c) // "the Brussels meeting"
	})
}

// lastsDays says that a word tells how long something lasts: "two-day", "week-long".
func (r *reader) lastsDays(word string) bool {
	for _, unit := range []string{"-day", "-hour", "-week", "-month", "-long"} {
		if strings.HasSuffix(word, unit) {
			return true
		}
	}
	return false
}

// heldAt says that a time or place hangs on the verb by which a meeting proceeds, or on the clause that it governs: "The
// next round of talks is scheduled to take place in Paris on Friday".
func (r *reader) heldAt(w text.TokenID, c *candidate) bool {
	f := r.trees
	if c.trigger.Frame.Type != ontology.Consult || c.trigger.POS != lexicon.Noun || c.carrier != text.NoToken {
		return false
	}
	v := r.proceeds(c.at)
	if v == text.NoToken {
		return false
	}
	h := f.Head(w)
	return h == v || h != text.NoToken && f.IsRel(h, "xcomp") && f.Head(h) == v && r.actAt(h) == nil
}

// another says that a noun is one more of a row: "a third round", "a further meeting".
func (r *reader) another(n text.TokenID) bool {
	f := r.trees
	if f.Child(n, "nmod", "nmod:poss", "acl", "acl:relcl") != text.NoToken {
		return false
	}
	return slices.ContainsFunc(f.ChildrenBy(n, "amod"), func(a text.TokenID) bool { return r.inClass(a, "one_more") })
}

// bothSides says that a subject means the sides of what was told before without a name: "They will meet again", "The two
// sides will talk on Monday".
func (r *reader) bothSides(n text.TokenID) bool {
	if len(r.doc.ActorsAt(n)) > 0 {
		return false
	}
	w := r.lower(n)
	return w == "they" || w == "both" || w == "two" || r.inClass(n, "side_word") && r.goesBack(n)
}

// raised says that an infinitive which the tree takes for the subject of an adjective has the subject of that adjective:
// "is also due to host".
func (r *reader) raised(w, h text.TokenID) bool {
	f := r.trees
	return f.IsRel(w, "csubj") && f.UPOS(h) == "ADJ" && r.marked(w, "to") && f.Child(h, "nsubj") != text.NoToken
}

// isTo says that a clause below a noun has its own subject and "is to": "where he is to meet".
func (r *reader) isTo(w text.TokenID) bool {
	f := r.trees
	return f.IsRel(w, "acl") && f.Child(w, "nsubj") != text.NoToken && f.Child(w, "cop") != text.NoToken && r.marked(w, "to")
}

// torn gives the second side of talks "between" two where the tree takes it for the subject of what the talks do, and the
// verb of that: "talks between the government and the rebels will open". NoToken where nothing is torn.
func (r *reader) torn(n text.TokenID) (side, verb text.TokenID) {
	f := r.trees
	if f.UPOS(n) != "NOUN" {
		return text.NoToken, text.NoToken
	}
	fillers := r.prepositional(n, "between", nil)
	if len(fillers) != 1 || len(f.Conjuncts(fillers[0])) > 1 {
		return text.NoToken, text.NoToken
	}
	at, end := f.Edges(fillers[0]).End, r.doc.Sentences[r.doc.SentenceOf(n)].Tokens.End
	if at < end && r.doc.Word(at) == "," {
		at++
	}
	if at >= end || r.lower(at) != "and" {
		return text.NoToken, text.NoToken
	}
	for t := at + 1; t < min(end, at+maxTorn); t++ {
		v := f.Head(t)
		if f.IsRel(t, "nsubj") && v != text.NoToken && f.UPOS(v) == "VERB" && v > t && (r.inClass(v, "proceed") || r.oneSide(fillers[0])) {
			return t, v
		}
		if u := f.UPOS(t); u == "VERB" || u == "PUNCT" {
			break
		}
	}
	return text.NoToken, text.NoToken
}

// oneSide says that what stands behind "between" is one side only, so that the other must follow.
func (r *reader) oneSide(w text.TokenID) bool {
	return r.trees.Morph(w).Feat("Number") != "Plur" && len(r.sides(w)) == 1 && !r.trees.IsRel(w, "nummod")
}

// maxTorn is how many words behind "and" the second side may end.
const maxTorn = 8

// willNotBe says that there will be nothing of what a noun tells: "There will be no talks on Friday".
func (r *reader) willNotBe(n, h text.TokenID) bool {
	f := r.trees
	will := slices.ContainsFunc(f.ChildrenBy(h, "aux"), func(a text.TokenID) bool { return r.lower(a) == "will" || r.lower(a) == "would" })
	no := slices.ContainsFunc(f.ChildrenBy(n, "det"), func(d text.TokenID) bool { return r.lower(d) == "no" })
	return will && no && lowerLemma(f.Lemma(h)) == "be" && f.Child(h, "expl") != text.NoToken
}
