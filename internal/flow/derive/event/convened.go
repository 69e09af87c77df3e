package event

import (
	"maps"
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// convened gives a gathering, or its putting off, that is told without a word on whose it is the sides that the report
// tells: "Talks are to open in Geneva on Friday", "The summit was called off", "Experts will convene on Monday". They are
// those of the meeting told last, wherever in the report, or else the two parties that the report is about.
func (r *reader) convened(c *candidate, before []*candidate) {
	if len(c.recipients) > 0 || c.lost && !r.openSubject(c) || !r.nameless(c.actors) && !r.halfTold(c) {
		return
	}
	n := r.gatheringOf(c)
	if n == text.NoToken {
		return
	}
	visit := r.inClass(n, "travel")
	if r.indefinite(n) && !r.another(n) && !r.ofDelegates(n) || r.aside(c) {
		return
	}
	var all []side
	if !r.indefinite(n) || r.another(n) {
		all = r.gatheredBefore(c, n, before, visit)
	}
	if len(all) == 0 && r.lower(n) == "they" {
		return
	}
	if len(all) == 0 && !visit {
		all = r.soleTwo(c.at)
	}
	if len(all) == 0 && !visit {
		all = r.soleFoes(c.at)
	}
	if len(all) < 2 {
		return
	}
	c.actors = all
}

// gatheringOf gives the noun of a gathering of which an act tells without its sides, or the people who gather, told by
// what they are alone; NoToken where there is none.
func (r *reader) gatheringOf(c *candidate) text.TokenID {
	n := c.at
	frame := c.trigger.Frame
	switch {
	case c.trigger.POS == lexicon.Verb && !(frame.ID == "support.sign" && r.passive(c.at)) && (frame.Type == ontology.Consult && frame.Sides == lexicon.Mutual && frame.Mode != "third-party" || frame.ID == "support.sign" || r.agreesToMeet(c)):
		n = r.subject(n)
		if n == text.NoToken || !r.openSubject(c) || frame.ID == "support.sign" && !r.inClass(n, "principals") {
			return text.NoToken
		}
		return n
	case len(c.actors) > 1:
		return text.NoToken
	case frame.ID == "support.sign" && c.trigger.POS == lexicon.Verb && r.passive(c.at) && r.subjectless(c.at):
		if n = r.object(n); n == text.NoToken || r.trees.UPOS(n) != "NOUN" || !r.definite(n) { // "The pact will be signed on Monday"
			return text.NoToken
		}
		return n
	case (frame.Type == ontology.Consult || frame.ID == "support.sign") && c.trigger.POS == lexicon.Noun && (r.proceeds(n) != text.NoToken || c.carrier != text.NoToken && r.passive(c.carrier)):
	case frame.ID == meetingOff && c.trigger.POS == lexicon.Verb && c.content != text.NoToken && r.trees.UPOS(c.content) == "NOUN" && (r.subjectless(c.at) || r.subject(c.at) == c.content):
		n = c.content
	default:
		return text.NoToken
	}
	if frame.ID != "support.sign" && (!r.inClass(n, "meeting") || r.kindOfMeeting(n) || !r.ofNobody(n)) {
		return text.NoToken
	}
	return n
}

// ofNobody says that the phrase of a gathering names nobody who takes part, but its day, place and matter at most.
func (r *reader) ofNobody(n text.TokenID) bool {
	f := r.trees
	if v := f.Child(n, "acl:relcl"); v != text.NoToken && v != r.proceeds(n) && n+1 < v && r.doc.Word(n+1) != "," && !r.which(f.Child(v, "nsubj", "nsubj:pass")) {
		return false // "talks to which one side was not admitted"
	}
	if owner := f.Child(n, "nmod:poss"); owner != text.NoToken && !r.isTime(owner) {
		return false
	}
	for _, c := range f.ChildrenBy(n, "nmod") {
		if r.marked(c, "of") && r.delegated(c) || r.marked(c, "between") && (r.delegated(c) || r.inClass(c, "state_word") && !r.ofSomewhere(c)) {
			continue
		}
		if r.isTime(c) || r.marked(c, "in") || r.marked(c, "at") || r.marked(c, "on") || r.marked(c, "over") || r.marked(c, "about") {
			continue
		}
		if r.ofSomewhere(c) || !r.inClass(c, "meeting") {
			return false
		}
	}
	return !slices.ContainsFunc(f.ChildrenBy(n, "amod", "compound"), func(c text.TokenID) bool { return r.ofSomewhere(c) && !r.isTown(c) })
}

// nameless says that sides are people told by what they are alone, of no country.
func (r *reader) nameless(all []side) bool {
	return !slices.ContainsFunc(all, func(s side) bool { return s.actor.ID != "" || s.actor.Country != "" || s.place })
}

// delegated says that a subject is of people who meet for others and whom nothing tells closer: "the negotiators", "teams
// of experts", "both delegations".
func (r *reader) delegated(n text.TokenID) bool {
	f := r.trees
	if f.UPOS(n) != "NOUN" || f.Morph(n).Feat("Number") != "Plur" || len(f.Conjuncts(n)) > 1 {
		return false
	}
	if !r.inClass(n, "delegates") && !(r.inClass(n, "principals") && (r.definite(n) || r.theirs(n))) {
		return false
	}
	for _, c := range f.ChildrenBy(n, "nmod", "nmod:poss", "amod", "compound", "appos", "acl", "acl:relcl") {
		if f.IsRel(c, "nmod:poss") && r.theirs(n) {
			continue
		}
		if f.IsRel(c, "nmod") && r.definite(n) && (r.marked(c, "in") || r.marked(c, "at") || r.marked(c, "on")) {
			continue // where they meet, or when
		}
		if f.IsRel(c, "amod") && r.inClass(c, "of_a_region") {
			return false // "the regional leaders" are not the two who met before
		}
		if r.ofSomewhere(c) || f.Child(c, "nummod") != text.NoToken && !r.dualled(c) || f.IsRel(c, "acl", "acl:relcl", "appos") || f.IsRel(c, "nmod") && !r.inClass(c, "delegates") && !r.inClass(c, "party_word") && !r.inClass(c, "state_word") {
			return false
		}
	}
	return !slices.ContainsFunc(f.ChildrenBy(n, "nummod"), func(c text.TokenID) bool { return r.lower(c) != "two" })
}

// gatheredBefore gives the parties of the meeting, or of the agreement or refusal to meet, that the report told last before an
// act; for a visit, of the visit.
func (r *reader) gatheredBefore(c *candidate, n text.TokenID, before []*candidate, visit bool) []side {
	all := slices.Concat(r.earlierActs, before)
	if two := r.roundBefore(c, n, all); len(two) > 1 {
		return two
	}
	same := slices.DeleteFunc(slices.Clone(all), func(e *candidate) bool { return visit || !r.sameTalks(n, e) })
	if two := r.gatheredIn(c, n, same, visit); len(two) > 1 {
		return two
	}
	return r.gatheredIn(c, n, all, visit)
}

// gatheredIn gives the parties of the last of acts as gatheredBefore does.
func (r *reader) gatheredIn(c *candidate, n text.TokenID, all []*candidate, visit bool) []side {
	for i := len(all) - 1; i >= 0; i-- {
		e := all[i]
		if e == c || e.at >= c.at || e.trigger.Frame.Mode == "phone" && r.doc.SentenceOf(c.at)-r.doc.SentenceOf(e.at) > 1 {
			continue
		}
		sides := slices.Concat(e.actors, e.recipients)
		frame := e.trigger.Frame
		if in := e.kept; in != nil && frame.Type != ontology.Consult {
			frame, sides = in.trigger.Frame, slices.Concat(sides, in.both, in.actors, in.recipients)
		}
		if s := r.subject(e.top()); frame.Mode == "third-party" && s != text.NoToken {
			sides = without(sides, r.sides(s)) // who brokers a truce is no party of it
		}
		if signed := frame.Sides == lexicon.Mutual && (frame.Type == ontology.Support || frame.Type == ontology.Agree) && !visit; signed && r.doc.SentenceOf(c.at)-r.doc.SentenceOf(e.at) <= maxBack {
			if all := r.states(sides, c.at); len(all) == 2 {
				return all // "Chad and Sudan signed a pact. The foreign ministers are to meet in Tripoli"
			}
		}
		if frame.Type != ontology.Consult || visit != (frame.Mode == "visit") || r.another(n) && frame.ID != "consult.negotiate" && r.doc.SentenceOf(c.at)-r.doc.SentenceOf(e.at) > 2 {
			continue
		}
		if all := r.states(sides, c.at); len(all) > 1 {
			return all
		}
	}
	return nil
}

// roundBefore gives the parties of the last round that was told before another one: "A second round was held in Doha", whoever met
// whom in between.
func (r *reader) roundBefore(c *candidate, n text.TokenID, all []*candidate) []side {
	const round = "round"
	if h := r.trees.Head(n); lowerLemma(r.trees.Lemma(n)) != round && (h == text.NoToken || !r.trees.IsRel(n, "nmod") || lowerLemma(r.trees.Lemma(h)) != round) {
		return nil
	}
	for i := len(all) - 1; i >= 0; i-- {
		e := all[i]
		if e == c || e.at >= c.at || e.trigger.Frame.Type != ontology.Consult {
			continue
		}
		if !slices.ContainsFunc(append([]text.TokenID{e.at, e.content}, r.trees.ChildrenBy(e.top(), "obj", "nsubj", "obl")...), func(x text.TokenID) bool {
			return x != text.NoToken && lowerLemma(r.trees.Lemma(x)) == round
		}) {
			continue
		}
		if two := r.states(slices.Concat(e.actors, e.recipients), c.at); len(two) > 1 {
			return two
		}
	}
	return nil
}

// states gives the parties of sides: for people of a state that state, for others themselves, each once.
func (r *reader) states(all []side, at text.TokenID) (parties []side) {
	seen := map[string]bool{}
	for _, s := range all {
		if isCode(s.actor.Country) && s.actor.Sector != "REB" && s.actor.Kind != string(knowledge.ArmedGroup) {
			s = r.stateSide(s.actor.Country)
		}
		if key := partyKey(&s.actor); key != "" && !seen[key] {
			seen[key], s.at, s.direct, s.place = true, at, true, false
			parties = append(parties, s)
		}
	}
	return parties
}

// definite says that a noun stands with the article or a word like it.
func (r *reader) definite(n text.TokenID) bool {
	return slices.ContainsFunc(r.trees.ChildrenBy(n, "det", "det:predet"), func(d text.TokenID) bool { return r.lexicon.In("definite", r.lower(d)) })
}

// indefinite says that a noun stands with "a": a gathering of which nothing was told before.
func (r *reader) indefinite(n text.TokenID) bool {
	return slices.ContainsFunc(r.trees.ChildrenBy(n, "det"), func(d text.TokenID) bool { return r.lower(d) == "a" || r.lower(d) == "an" })
}

// soleTwo gives the two states that a report is about, by the names of states and of their people: those named most, where
// no third is named half as often and no armed group is a party too.
func (r *reader) soleTwo(w text.TokenID) []side {
	counts := map[string]int{}
	groups := 0
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		switch {
		case m.Form == text.PlaceMention:
		case m.As.Kind == string(knowledge.ArmedGroup) || m.As.Sector == "REB":
			groups++
		case isCode(m.As.Country):
			counts[m.As.Country]++
		}
	}
	codes := slices.SortedStableFunc(slices.Values(slices.Sorted(maps.Keys(counts))), func(a, b string) int { return counts[b] - counts[a] })
	if len(codes) < 2 || counts[codes[1]] < 2 || groups*2 > counts[codes[1]] || len(codes) > 2 && counts[codes[1]] < 2*counts[codes[2]] {
		return nil
	}
	two := []side{r.stateSide(codes[0]), r.stateSide(codes[1])}
	for i := range two {
		two[i].at = w
	}
	return two
}

// theirs says that a noun is owned by "their", which means nobody whom the report names by one name.
func (r *reader) theirs(n text.TokenID) bool {
	owner := r.trees.Child(n, "nmod:poss")
	return owner != text.NoToken && r.lower(owner) == "their" && len(r.doc.ActorsAt(owner)) != 1
}

// agreesToMeet says that an act is the consent to a meeting.
func (r *reader) agreesToMeet(c *candidate) bool {
	if c.trigger.Frame.Type != ontology.Agree || c.content == text.NoToken {
		return false
	}
	in := r.actAt(c.content)
	return in != nil && in.trigger.Frame.Type == ontology.Consult && in.trigger.Frame.Sides == lexicon.Mutual
}

// aside says that a gathering is told of only to say when or under what condition something else was: "since the talks
// began", "the talks broken off in May".
func (r *reader) aside(c *candidate) bool {
	f := r.trees
	v := c.top()
	if c.trigger.POS == lexicon.Noun && (c.carrier == text.NoToken || f.Head(c.carrier) == c.at) { // "the talks planned for May never took place"
		if p := r.proceeds(c.at); p != text.NoToken {
			v = p
		}
	}
	if f.IsRel(v, "acl") && !f.IsRel(v, "acl:relcl") {
		return true
	}
	return f.IsRel(v, "advcl") && !slices.ContainsFunc(f.ChildrenBy(v, "obl", "nmod", "advmod", "nmod:unmarked", "obl:unmarked"), r.isTime)
}

// halfTold says that a noun of talks is of those "between the governments" or "between both sides", of which one was found.
func (r *reader) halfTold(c *candidate) bool {
	between := r.prepositional(c.at, "between", nil)
	return c.trigger.POS == lexicon.Noun && len(c.actors) == 1 && len(between) == 1 && r.trees.Morph(between[0]).Feat("Number") == "Plur" &&
		(r.inClass(between[0], "state_word") || r.inClass(between[0], "party_word")) && len(r.trees.Conjuncts(between[0])) == 1
}

// soleFoes gives the state and the group or opposition in it that a report is about, where it is about one state.
func (r *reader) soleFoes(w text.TokenID) []side {
	counts, foes := map[string]int{}, map[string]int{}
	var group *text.Mention
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		switch {
		case m.Form == text.PlaceMention:
		case m.As.Kind == string(knowledge.Person) && m.As.ID == "":
		case m.As.Kind == string(knowledge.ArmedGroup) || m.As.Sector == "REB" || m.As.Sector == "OPP":
			if foes[m.Key]++; group == nil || foes[m.Key] > foes[group.Key] {
				group = m
			}
		case isCode(m.As.Country):
			counts[m.As.Country]++
		}
	}
	if group != nil && isCode(group.As.Country) {
		if own := group.As.Country; len(counts) > 1 && counts[own] < foes[group.Key] && slices.ContainsFunc(slices.Collect(maps.Keys(counts)), func(c string) bool { return c != own && counts[c] >= counts[own] }) {
			delete(counts, own) // Hamas is in Palestine, and Israel the other side
		}
	}
	codes := slices.SortedStableFunc(slices.Values(slices.Sorted(maps.Keys(counts))), func(a, b string) int { return counts[b] - counts[a] })
	if group == nil || foes[group.Key] < 2 || len(codes) == 0 || counts[codes[0]] < 2 || len(codes) > 1 && counts[codes[0]] < 2*counts[codes[1]] {
		return nil
	}
	state := r.stateSide(codes[0])
	state.at = w
	return []side{state, {actor: group.As, body: group.Body, direct: true, at: w}}
}

// openSubject says that the subject of a meeting is a "they" that the references leave open, or people who meet for others.
func (r *reader) openSubject(c *candidate) bool {
	if c.trigger.POS != lexicon.Verb {
		return false
	}
	n := r.subject(c.at)
	return n != text.NoToken && (r.lower(n) == "they" && len(r.doc.ActorsAt(n)) == 0 || r.delegated(n))
}

// ofDelegates says that a gathering is one "of the foreign ministers" or "between their envoys".
func (r *reader) ofDelegates(n text.TokenID) bool {
	return slices.ContainsFunc(r.trees.ChildrenBy(n, "nmod"), func(c text.TokenID) bool {
		return (r.marked(c, "of") || r.marked(c, "between")) && r.delegated(c)
	})
}

// fate applies what is told of a meeting by how it came to nothing, and by a clause that tells for when it was announced: "The
// visit came to nothing", "the summit that he had announced for Friday".
func (r *reader) fate(x *reality, c *candidate) {
	f := r.trees
	h := f.Head(c.at)
	if v := f.Child(c.at, "acl:relcl"); v != text.NoToken && r.inClass(v, "announcing") && slices.ContainsFunc(f.ChildrenBy(v, "obl", "nmod", "obl:unmarked"), func(t text.TokenID) bool { return r.isTime(t) && r.marked(t, "for") }) {
		x.apply(lexicon.Planned, r.lower(v))
	}
	if h == text.NoToken || f.UPOS(h) != "VERB" || x.denied {
		return
	}
	if f.IsRel(c.at, "nsubj") && r.neverBegan(x, h) {
		return
	}
	nothing := func(c text.TokenID) bool {
		return r.lower(c) == "nothing" || r.lower(c) == "naught" || r.lower(c) == "nobody"
	}
	s := f.Child(h, "nsubj", "nsubj:pass")
	switch {
	case f.IsRel(c.at, "nsubj") && slices.ContainsFunc(r.prepositional(h, "to", nil), nothing), s != text.NoToken && s != c.at && nothing(s) && lowerLemma(f.Lemma(h)) == "come":
		x.apply(lexicon.Denied, "nothing")
	case s != text.NoToken && s != c.at && nothing(s):
		x.apply(lexicon.Planned, "nothing") // "Nothing was heard of the visit"
	}
}

// neverBegan applies what the verb of a meeting tells of whether it was held at all: "failed to start", "did not come about",
// but not "failed to produce a result".
func (r *reader) neverBegan(x *reality, v text.TokenID) bool {
	f := r.trees
	switch lowerLemma(f.Lemma(v)) {
	case "come":
		if !slices.ContainsFunc(f.ChildrenBy(v, "compound:prt", "advmod"), func(a text.TokenID) bool { return r.lower(a) == "about" || r.lower(a) == "off" }) {
			return false
		}
		r.local(x, v)
		return true
	case "fail":
		begin := f.Child(v, "xcomp")
		if begin == text.NoToken || !r.inClass(begin, "coming_about") {
			return false
		}
		if o := f.Child(begin, "obj"); o != text.NoToken && r.lower(o) != "place" {
			return false
		}
		x.apply(lexicon.Denied, "fail")
		return true
	case "materialise", "materialize", "eventuate":
		r.local(x, v)
		return true
	}
	return false
}

// twoMeetings says that two verbs of meeting in a row, each of people told by what they are alone, tell of two: "Experts will
// begin on Wednesday, and the ministers will see each other on Saturday".
func (r *reader) twoMeetings(a, b *candidate) bool {
	f := r.trees
	if a.trigger.Frame.Type != ontology.Consult || a.trigger.POS != lexicon.Verb || b.trigger.POS != lexicon.Verb || !f.IsRel(b.at, "conj", "parataxis") && !f.IsRel(a.at, "conj", "parataxis") {
		return false
	}
	x, y := f.Child(a.at, "nsubj", "nsubj:outer"), f.Child(b.at, "nsubj", "nsubj:outer")
	return x != text.NoToken && y != text.NoToken && f.Lemma(x) != f.Lemma(y) && r.delegated(x) && r.delegated(y)
}
