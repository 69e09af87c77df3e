package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// silent gives who does what a passive tells without its agent, where it is a deed of governments and the clause before has a government,
// an army or police for its subject: "Serbia reacted angrily. The envoy was summoned and two officials were expelled". It is NoToken
// where a third country is named between, so that somebody else may have done it.
func (r *reader) silent(w text.TokenID) text.TokenID {
	if seat := r.seatOf(w); seat != text.NoToken {
		return seat
	}
	if n := r.announcer(w); n != text.NoToken {
		return n
	}
	if n := r.turnedTo(w); n != text.NoToken {
		return n
	}
	if r.trying == nil || r.trying.trigger.POS != lexicon.Verb && r.trying.carrier != w || !officialDeed(r.trying.trigger.Frame) {
		return text.NoToken
	}
	f := r.trees
	if f.UPOS(w) != "VERB" || !r.passive(w) || !r.mainVerb(w) || len(r.prepositional(w, "by", nil)) > 0 {
		return text.NoToken
	}
	done := r.surface(w, 0)
	if done == text.NoToken || f.UPOS(done) == "PRON" || slices.ContainsFunc(f.ChildrenBy(w, "obl", "obl:tmod", "nmod:tmod", "obl:unmarked"), r.longSpan) {
		return text.NoToken // "The border was closed in 2020"
	}
	topic := r.topicOf(w)
	if topic == text.NoToken || !r.turnsHostile(topic, w) {
		return text.NoToken
	}
	home := r.government(topic)
	if home == "" || r.ofThird(topic, w, done, home) {
		return text.NoToken
	}
	return topic
}

// longSpan says that a time is a year or longer, so that its clause looks back.
func (r *reader) longSpan(w text.TokenID) bool {
	span := r.doc.Tokens[w].Span
	return slices.ContainsFunc(r.doc.Facts.Times, func(t *record.Time) bool {
		return t.Span.Start <= span.Start && span.End <= t.Span.End && (t.Precision == "year" || t.Precision == "decade" || t.Precision == "century" || t.Precision == "vague")
	})
}

// turnsHostile says that the clause of a subject tells that it turns against somebody, or how angry it is.
func (r *reader) turnsHostile(topic, w text.TokenID) bool {
	v := r.trees.Head(topic)
	if r.inClass(v, "reacting") {
		return true
	}
	i := r.doc.SentenceOf(topic)
	if i == r.doc.SentenceOf(w) {
		a := r.actAt(v)
		return a != nil && hostile(a.trigger.Frame.Type)
	}
	home := r.government(topic)
	return slices.ContainsFunc(r.earlierActs, func(e *candidate) bool {
		return r.doc.SentenceOf(e.at) == i && hostile(e.trigger.Frame.Type) && slices.ContainsFunc(e.actors, func(s side) bool { return s.actor.Country == home })
	})
}

// officialDeed says that an act is one that only those who rule can do, to whom it is done being told.
func officialDeed(frame *lexicon.Frame) bool {
	switch frame.Type {
	case ontology.Sanction:
		return frame.ID != "sanction.displace" && frame.ID != "sanction.quit"
	case ontology.Coerce:
		switch frame.Mode {
		case "arrest", "deport", "censor", "restrict", "seize":
			return frame.ID != "coerce.loot" && frame.ID != "coerce.power" && frame.ID != "coerce.occupy"
		}
		return false
	}
	return frame.ID == "accuse.summon"
}

// mainVerb says that a verb tells what its sentence says, alone or in a row with others.
func (r *reader) mainVerb(w text.TokenID) bool {
	f := r.trees
	for range maxChain {
		if f.IsRel(w, "root") {
			return true
		}
		if !f.IsRel(w, "conj", "parataxis") {
			return false
		}
		w = f.Head(w)
	}
	return false
}

// topicOf gives the subject of the clause before a verb in its row, or that of the sentence before, past those in the passive.
func (r *reader) topicOf(w text.TokenID) text.TokenID {
	f := r.trees
	i := r.doc.SentenceOf(w)
	v := w
	for f.IsRel(v, "conj", "parataxis") {
		v = f.Head(v)
		if f.Child(v, "nsubj") != text.NoToken && !r.passive(v) {
			return f.Child(v, "nsubj")
		}
	}
	const back = 2 // sentences in the passive may lie between
	for b := 1; b <= back && i-b >= 0; b++ {
		s := r.doc.Sentences[i-b]
		if s.Kind != r.doc.Sentences[i].Kind || s.Tokens.Len() == 0 {
			return text.NoToken
		}
		root := f.Root(s.Tokens.First)
		if f.UPOS(root) == "VERB" && r.passive(root) {
			continue
		}
		if n := f.Child(root, "nsubj"); n != text.NoToken && f.Child(root, "expl") == text.NoToken && !r.inClass(root, "saying") {
			return n
		}
		return text.NoToken
	}
	return text.NoToken
}

// government gives the country of the one government, army or police that a subject is, "" where it is none.
func (r *reader) government(n text.TokenID) (country string) {
	all := r.sides(n)
	for i := range all {
		a := &all[i].actor
		if !all[i].direct || !isCode(a.Country) || !governs(all[i:i+1]) && a.Kind != "state" || country != "" && a.Country != country {
			return ""
		}
		country = a.Country
	}
	return country
}

// ofThird says that the sentences of a subject and of a verb name a country besides that of the subject and of those to whom it is
// done, or that these are of the subject's own government.
func (r *reader) ofThird(topic, w, done text.TokenID, home string) bool {
	other := ""
	for _, s := range r.sides(done) {
		switch {
		case s.actor.Country == home && governs([]side{s}) && s.direct:
			return true
		case isCode(s.actor.Country) && s.actor.Country != home:
			other = s.actor.Country
		}
	}
	if p := r.trees.Child(done, "nmod:poss"); p != text.NoToken && r.trees.UPOS(p) == "PRON" && other == "" {
		return true // "Its aid was cut"
	}
	from, here, to := r.doc.Sentences[r.doc.SentenceOf(topic)].Tokens.First, r.doc.Sentences[r.doc.SentenceOf(w)].Tokens.First, r.doc.Sentences[r.doc.SentenceOf(w)].Tokens.End
	for t := from; t < to; t++ {
		if p := r.doc.PlaceAt(t); p != nil && t >= here && p.Where.Country != home && p.Where.Country != "" && r.locative(t) {
			return true
		}
	}
	sanction := r.trying.trigger.Frame.Type == ontology.Sanction
	return slices.ContainsFunc(r.doc.Mentions, func(m text.Mention) bool {
		if m.Tokens.First < from || m.Tokens.End > to || !isCode(m.As.Country) || m.As.Country == home {
			return false
		}
		if other == "" && sanction {
			other = m.As.Country
		}
		return m.As.Country != other
	})
}

// seatOf gives the capital in which something is praised, criticised or turned down by nobody who is told: "The move was condemned in
// Ankara" by the government there. A person or a book is praised or criticised by anybody in the town.
func (r *reader) seatOf(w text.TokenID) text.TokenID {
	if r.trying == nil || r.trying.at != w || r.trying.trigger.POS != lexicon.Verb || !judging(r.trying.trigger.Frame) || !r.passive(w) || len(r.prepositional(w, "by", nil)) > 0 {
		return text.NoToken
	}
	done := r.surface(w, 0)
	if done == text.NoToken || r.actAt(done) == nil && !r.inClass(done, "deed") && !r.inClass(done, "home_affair") && !r.inClass(done, "violence") && !r.inClass(done, "proposal") && !r.inClass(done, "agreement_word") {
		return text.NoToken
	}
	for _, x := range r.trees.ChildrenBy(w, "obl") {
		if p := r.doc.PlaceAt(x); x > w && p != nil && r.marked(x, "in") && r.isSeat(p.Where.Name, p.Where.Country) && r.trees.Child(x, "nmod", "appos", "det") == text.NoToken {
			return x
		}
	}
	return text.NoToken
}

// judging says that an act is one by which a government says what it thinks of something.
func judging(frame *lexicon.Frame) bool {
	switch frame.Type {
	case ontology.Accuse:
		return frame.Mode == "disapprove"
	case ontology.Reject:
		return frame.Mode != "meet"
	}
	return frame.ID == "support.endorse" || frame.ID == "support.praise"
}

// asSeat gives the government for which the name of a capital stands, where it is the silent agent of the act that is tried or
// coordinated with it.
func (r *reader) asSeat(m *text.Mention, w text.TokenID) (side, bool) {
	if m.Form != text.PlaceMention || r.trying == nil {
		return side{}, false
	}
	x := w
	if r.trees.IsRel(x, "conj") {
		x = r.trees.Head(x)
	}
	p := r.doc.PlaceAt(w)
	if p == nil || r.trees.Head(x) != r.trying.at || r.seatOf(r.trying.at) != x || !r.isSeat(p.Where.Name, p.Where.Country) {
		return side{}, false
	}
	s := r.stateSide(p.Where.Country)
	s.at = w
	return s, s.actor.ID != ""
}

// turnedTo gives who answers those in the passive that turned to him in the clause before: "The envoy raised the matter with the minister
// and was assured of help", "asked Lima for asylum but was refused". NoToken elsewhere.
func (r *reader) turnedTo(w text.TokenID) text.TokenID {
	f := r.trees
	h := f.Head(w)
	if r.trying == nil || r.trying.at != w || !f.IsRel(w, "conj") || f.UPOS(h) != "VERB" || f.Child(w, "aux:pass") == text.NoToken || f.Child(w, "nsubj", "nsubj:pass") != text.NoToken || r.passive(h) {
		return text.NoToken
	}
	switch r.trying.trigger.Frame.Type {
	case ontology.Agree, ontology.Reject, ontology.Request:
	default:
		return text.NoToken
	}
	var all []text.TokenID
	for _, p := range []string{"with", "to", "from"} {
		all = r.prepositional(h, p, all)
	}
	for _, x := range append(f.ChildrenBy(h, "obj", "iobj"), all...) {
		if sides := r.sides(x); x > h && x < w && len(sides) == 1 && (sides[0].direct || r.isCapital(x)) && political(&sides[0].actor) && !apart(sides[0].actor.Sector) {
			return x
		}
	}
	return text.NoToken
}
