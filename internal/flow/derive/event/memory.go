package event

import (
	"maps"
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// maxBack is how many sentences back an act may stand that a noun such as "the attack" goes back to.
const maxBack = 6

// recall gives an act that is said of another the recipient that its own words leave out: who did what "the shelling",
// "the offer" or "it" goes back to, or who asked what is agreed to or refused without a word more. before are the acts
// of the sentence.
func (r *reader) recall(c *candidate, before []*candidate) {
	r.spareVictims(c)
	r.dropOwnMission(c)
	r.dropOwnForce(c)
	if doers := r.deedJudged(c); len(doers) > 0 {
		c.recipients = doers
		return
	}
	if r.judgesOwn(c) {
		c.recipients = nil
		if c.recipients = r.nearest(c, before, 0, func(e *candidate) bool { return r.trees.Dominates(e.top(), c.at) }); len(c.recipients) > 0 {
			return
		}
	}
	if len(c.recipients) > 0 || len(c.actors) == 0 || c.trigger.Role('R') == nil || c.trigger.POS == lexicon.Noun && c.carrier == text.NoToken {
		return
	}
	if r.accusesThing(c) {
		return
	}
	if c.recipients = r.putForward(c); len(c.recipients) > 0 {
		return
	}
	if r.condemnsForce(c) {
		if c.recipients = r.namedDoers(c); len(c.recipients) == 0 {
			c.recipients = r.plainDoers(c, before)
		}
		if len(c.recipients) > 0 || slices.ContainsFunc(r.earlierActs, func(e *candidate) bool {
			return e.trigger.Frame.Type == ontology.Assault || e.trigger.Frame.Mode == "riot"
		}) {
			return
		}
	}
	defer func() {
		if len(c.recipients) == 0 {
			c.recipients = r.otherParty(c)
		}
		if others := r.notOwnState(c); slices.ContainsFunc(others, func(s side) bool { return political(&s.actor) }) {
			c.recipients = others
		}
		c.recalled = len(c.recipients) > 0
	}()
	if hostile(c.trigger.Frame.Type) {
		if c.recipients = r.replied(c, before); len(c.recipients) > 0 {
			return
		}
	}
	switch c.trigger.Frame.Type {
	case ontology.Accuse, ontology.Reject, ontology.Agree, ontology.Support, ontology.Request:
	case ontology.Aid:
		c.recipients = r.helped(c)
		return
	case ontology.Coerce:
		if m := c.trigger.Frame.Mode; (m == "withhold" || m == "cyber" || m == "misinformation") && len(c.actors) == 1 && c.actors[0].actor.Sector == "GOV" {
			c.recipients = r.otherThan(c.actors[0].actor.Country)
		}
		return
	case ontology.Sanction:
		c.recipients = r.provoker(c)
		if len(c.recipients) == 0 {
			c.recipients = r.besideOf(c, before)
		}
		if len(c.recipients) == 0 {
			c.recipients = r.accusedBeside(c)
		}
		if len(c.recipients) == 0 {
			c.recipients = r.sameEnemy(c)
		}
		if len(c.recipients) == 0 {
			c.recipients = r.provokedBy(c)
		}
		if len(c.recipients) == 0 {
			c.recipients = r.titForTat(c, before)
		}
		if len(c.recipients) == 0 {
			c.recipients = r.otherState(c)
		}
		return
	default:
		return
	}
	if c.recipients = r.ownGovernment(c); len(c.recipients) > 0 {
		return
	}
	topics := r.topics(c)
	if t := c.trigger.Frame.Type; (t == ontology.Reject || t == ontology.Agree) && slices.ContainsFunc(topics, func(n text.TokenID) bool { return lowerLemma(r.trees.Lemma(n)) == "invitation" }) {
		if c.recipients = r.inviter(c, before); len(c.recipients) > 0 {
			return
		}
	}
	for _, n := range topics {
		if in := r.actAt(n); in != nil && n == c.content && len(in.recipients) > 0 && r.relays(c) {
			c.recipients = without(in.recipients, c.actors)
		} else if in != nil && n == c.content && r.relays(c) && in.trigger.Frame.Type == ontology.Accuse {
			in.actors = c.actors
			r.recall(in, before)
			c.recipients = in.recipients
		} else if r.goesBack(n) {
			c.recipients = r.doersOf(n, c, before)
		}
		if len(c.recipients) > 0 {
			return
		}
	}
	if len(c.recipients) == 0 && r.ofClause(c.top()) { // "froze their assets, which Cuba criticised"
		c.recipients = r.nearest(c, before, 0, func(e *candidate) bool { return true })
	}
	if t := c.trigger.Frame.Type; t == ontology.Accuse || t == ontology.Reject {
		if len(c.recipients) > 0 {
			return
		}
		if c.recipients = r.offerer(c, before); len(c.recipients) > 0 {
			return
		}
		if c.recipients = r.provoker(c); len(c.recipients) > 0 {
			return
		}
	}
	if c.trigger.Frame.Type == ontology.Agree && len(c.recipients) == 0 { // "offered to host talks, an offer that Quito accepted"
		c.recipients = r.offerer(c, before)
	}
	if len(c.recipients) == 0 && len(topics) == 0 && (c.trigger.Frame.Type == ontology.Reject || c.trigger.Frame.Type == ontology.Agree) {
		c.recipients = r.asker(c, before)
	}
	if len(c.recipients) == 0 {
		c.recipients = r.maker(c, topics)
	}
	if t := c.trigger.Frame.Type; len(c.recipients) == 0 && (t == ontology.Agree || t == ontology.Reject) { // "The Maldives asked India to leave. Delhi agreed to go"
		c.recipients = r.nearest(c, before, 1, func(e *candidate) bool {
			return e.trigger.Frame.Type == ontology.Request && len(e.recipients) > 0 && covers(e.recipients, c.actors)
		})
	}
	if t := c.trigger.Frame; len(c.recipients) == 0 && t.Type == ontology.Reject && t.Mode != "meet" {
		c.recipients = r.partner(c, before, topics)
	}
	if t := c.trigger.Frame.Type; t == ontology.Request && len(c.recipients) == 0 {
		if c.recipients = r.host(c, before); len(c.recipients) == 0 {
			c.recipients = r.jailer(c, before)
		}
		if len(c.recipients) == 0 {
			c.recipients = r.accusedBeside(c)
		}
	}
	if c.trigger.Frame.Type == ontology.Agree && len(c.recipients) == 0 && c.content != text.NoToken {
		if in := r.actAt(c.content); in != nil && in.trigger.Frame.Mode == "third-party" {
			c.recipients = r.urged(c, before)
		}
	}
}

// condemnsForce says that an act of force is condemned whose own words name nobody for it. Whom that is against is not said:
// who did it may be open, and who is suspected of it is no more than that.
func (r *reader) condemnsForce(c *candidate) bool {
	if c.trigger.Frame.Type != ontology.Accuse || c.trigger.Frame.Mode != "disapprove" {
		return false
	}
	return slices.ContainsFunc(r.topics(c), func(n text.TokenID) bool {
		in := r.actAt(n)
		return r.trees.UPOS(n) == "NOUN" && (r.inClass(n, "violence") || in != nil && in.trigger.Frame.Type == ontology.Assault)
	})
}

// namedDoers gives who did the acts that are condemned, where their own words name them: "condemned the murder of a family and
// the rape of a girl by soldiers".
func (r *reader) namedDoers(c *candidate) (all []side) {
	for _, n := range r.topics(c) {
		for _, x := range append([]text.TokenID{n}, r.trees.ChildrenBy(n, "conj")...) {
			in := r.actAt(x)
			if in == nil || r.trees.UPOS(x) != "NOUN" || in.trigger.Frame.Type != ontology.Assault {
				continue
			}
			for _, s := range without(in.actors, c.actors) {
				if political(&s.actor) && !s.place {
					all = addSide(all, s)
				}
			}
		}
	}
	return all
}

// ofClause says that a relative clause speaks of the clause before it and of no noun: "was spared, which Cuba criticised".
func (r *reader) ofClause(w text.TokenID) bool {
	f := r.trees
	if f.IsRel(w, "advcl:relcl") {
		return true
	}
	o := f.Child(w, "obj")
	if !f.IsRel(w, "acl:relcl") || o == text.NoToken || r.lower(o) != "which" || o == 0 || r.doc.Word(o-1) != "," {
		return false
	}
	n := r.antecedent(o, w)
	return n == text.NoToken || f.IsRel(n, "nmod", "obl") && r.inClass(n, "ground") // "released him on grounds of health, which Chile criticised"
}

// plainDoers gives who did the force that is condemned, where the report itself tells it as a fact: it was one and no other
// who did it in the acts before, and nobody is named for saying so.
func (r *reader) plainDoers(c *candidate, before []*candidate) []side {
	for _, n := range r.topics(c) {
		if !r.goesBack(n) {
			continue
		}
		here := r.doc.SentenceOf(c.at)
		var doers []side
		for _, e := range slices.Concat(r.earlierActs, before) {
			if e == c || e.at >= c.at || e.trigger.Frame.Type != ontology.Assault || len(e.actors) == 0 {
				continue
			}
			if r.fromFar(n) && !r.farForce(e) {
				continue // "the strikes" are no ambush
			}
			if here-r.doc.SentenceOf(e.at) <= maxBack && r.doc.ClaimAt(e.at) != nil || (e.real.status() != record.Actual && e.real.status() != record.Ongoing) || len(doers) > 0 && !covers(doers, e.actors) && !sharesCountry(doers, e.actors) {
				return nil
			}
			if len(doers) == 0 {
				doers = e.actors
			}
		}
		return opposite(doers, c.actors)
	}
	return nil
}

// otherState gives the state that a report is about besides that of the actors of a sanction, which is always against
// somebody: the one that is told of far more than any third.
func (r *reader) otherState(c *candidate) []side {
	if c.trigger.Frame.ID == "sanction.displace" || c.trigger.Frame.ID == "sanction.convict" {
		return nil // people are driven out, not a state
	}
	if slices.ContainsFunc(c.actors, func(s side) bool { return s.actor.Country != c.actors[0].actor.Country }) {
		return nil // who act together are not the only two
	}
	if !governs(c.actors) && !slices.ContainsFunc(c.actors, func(s side) bool { return s.actor.Country == "IGO" }) {
		return nil
	}
	counts := map[string]int{}
	for i := range r.doc.Mentions {
		if k := r.doc.Mentions[i].As.Country; isCode(k) && !slices.ContainsFunc(c.actors, func(s side) bool { return s.actor.Country == k }) {
			counts[k]++
		}
	}
	best, second := "", 0
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		switch {
		case best == "" || counts[k] > counts[best]:
			if best != "" {
				second = max(second, counts[best])
			}
			best = k
		default:
			second = max(second, counts[k])
		}
	}
	if best == "" || counts[best] < 3 || counts[best] < 2*second {
		return nil
	}
	return []side{r.stateSide(best)}
}

// helped gives the state that a report is about, for the aid of others that does not say for whom it is.
func (r *reader) helped(c *candidate) []side {
	if c.trigger.Frame.ID == "aid.protect" || c.trigger.Frame.ID == "aid.asylum" {
		return nil
	}
	all := r.otherState(c)
	if len(all) != 1 {
		return nil
	}
	own, other := 0, 0
	for i := range r.doc.Mentions {
		k := r.doc.Mentions[i].As.Country
		switch {
		case k == all[0].actor.Country:
			other++
		case slices.ContainsFunc(c.actors, func(s side) bool { return s.actor.Country == k || s.actor.Country == "" }):
			own++
		}
	}
	if other < 3*own {
		return nil
	}
	return all
}

// provokedBy gives the state that answers a sanction which is told in a clause below its own: "Moscow expelled ten diplomats in
// response to sanctions that Washington had imposed".
func (r *reader) provokedBy(c *candidate) []side {
	f := r.trees
	w := c.top()
	for range maxChain {
		h := f.Head(w)
		if h == text.NoToken {
			return nil
		}
		if (f.IsRel(w, "acl:relcl") || f.IsRel(w, "advcl") && f.Child(w, "mark") != text.NoToken && !r.marked(w, "while")) && f.UPOS(h) != "PROPN" {
			for v := h; v != text.NoToken; v = f.Head(v) {
				s := f.Child(v, "nsubj")
				if s == text.NoToken || f.UPOS(v) != "VERB" {
					continue
				}
				all := slices.DeleteFunc(opposite(r.sides(s), c.actors), func(x side) bool { return !x.direct || !governs([]side{x}) || !isCode(x.actor.Country) })
				return all
			}
		}
		w = h
	}
	return nil
}

// jailer gives who holds those whose release is asked for.
func (r *reader) jailer(c *candidate, before []*candidate) []side {
	if c.content == text.NoToken || r.actAt(c.content) == nil || r.actAt(c.content).trigger.Frame.Mode != "release" {
		return nil
	}
	for i := len(before) - 1; i >= 0; i-- { // also behind: "demanding the release of the bishop, whom the army detained"
		if m := before[i].trigger.Frame.Mode; m == "arrest" || m == "abduct" || m == "seize" {
			if all := opposite(before[i].actors, c.actors); len(all) > 0 {
				return all
			}
		}
	}
	return r.nearest(c, nil, maxBack, func(e *candidate) bool {
		return e.trigger.Frame.Mode == "arrest" || e.trigger.Frame.Mode == "abduct" || e.trigger.Frame.Mode == "seize"
	})
}

// offerer gives who offered or asked for what a relative clause refuses: "Egypt offered to host a summit, which Syria refused
// to attend".
func (r *reader) offerer(c *candidate, before []*candidate) []side {
	f := r.trees
	w := c.top()
	for f.IsRel(w, "xcomp", "conj") {
		w = f.Head(w)
	}
	if t := c.trigger.Frame.Type; !f.IsRel(w, "acl:relcl") || t != ontology.Reject && t != ontology.Agree {
		return nil
	}
	if n := f.Head(w); f.IsRel(n, "obj") && f.UPOS(f.Head(n)) == "VERB" && (r.inClass(n, "told_AGREE") || r.inClass(n, "told_REQUEST")) { // "made a proposal, which Peru turned down"
		if all := opposite(r.sides(r.subject(f.Head(n))), c.actors); len(all) > 0 {
			return all
		}
	}
	return r.nearest(c, before, 0, func(e *candidate) bool {
		return e.content != text.NoToken && (e.trigger.Frame.Type == ontology.Agree || e.trigger.Frame.Type == ontology.Request) && f.Dominates(e.top(), f.Head(w))
	})
}

// replied gives who acted last against those who respond: "Brazil vetoed Venezuela's entry. Caracas responded by recalling its
// ambassador", "expelled ten diplomats in return".
func (r *reader) replied(c *candidate, before []*candidate) []side {
	f := r.trees
	w := c.top()
	answers := slices.ContainsFunc(f.ChildrenBy(w, "obl"), func(o text.TokenID) bool { return r.marked(o, "in") && r.inClass(o, "answer_word") })
	for f.IsRel(w, "conj") {
		w = f.Head(w)
	}
	if h := f.Head(w); f.IsRel(w, "advcl", "xcomp") && h != text.NoToken && f.UPOS(h) == "VERB" && (r.marked(w, "by") || r.marked(w, "with")) {
		answers = answers || r.inClass(h, "answering")
	}
	if !answers {
		return nil
	}
	return r.nearest(c, before, 2, func(e *candidate) bool {
		return hostile(e.trigger.Frame.Type) && (covers(e.recipients, c.actors) || sharesCountry(e.recipients, c.actors))
	})
}

// provoker gives whose act a hostile one answers: "recalled its ambassador after Ecuador had raided the embassy".
func (r *reader) provoker(c *candidate) (all []side) {
	f := r.trees
	for _, clause := range f.ChildrenBy(c.top(), "advcl") {
		if !r.marked(clause, "after") && !r.marked(clause, "when") && !r.marked(clause, "because") && !r.marked(clause, "since") || f.Child(clause, "nsubj") == text.NoToken {
			continue
		}
		for _, s := range opposite(r.sides(r.subject(clause)), c.actors) {
			if isCode(s.actor.Country) && (s.direct || s.actor.ID != "") {
				all = addSide(all, s)
			}
		}
	}
	return all
}

// titForTat gives the state whose hostile act against a state stands right before that this breaks ties or sends somebody away: "Peru expelled a
// Chilean diplomat. Chile recalled its ambassador".
func (r *reader) titForTat(c *candidate, before []*candidate) []side {
	if m := c.trigger.Frame.Mode; m != "withdraw" && m != "expel" || !governs(c.actors) {
		return nil
	}
	all := r.nearest(c, before, 1, func(e *candidate) bool {
		return hostile(e.trigger.Frame.Type) && sharesCountry(e.recipients, c.actors) && governs(e.actors)
	})
	if len(all) != 1 || !isCode(all[0].actor.Country) {
		return nil
	}
	return all
}

// besideOf gives the recipient of a hostile act of the same actors that an act is coordinated with: "condemned Burundi and
// cut off aid".
func (r *reader) besideOf(c *candidate, before []*candidate) []side {
	for i := len(before) - 1; i >= 0; i-- {
		e := before[i]
		if e.at >= c.at || len(e.recipients) == 0 || !covers(e.actors, c.actors) || !hostile(e.trigger.Frame.Type) || r.trees.Head(c.top()) != e.top() || !r.trees.IsRel(c.top(), "conj") {
			continue
		}
		return opposite(slices.DeleteFunc(slices.Clone(e.recipients), func(s side) bool { return !isCode(s.actor.Country) }), c.actors)
	}
	return nil
}

// material are the types of deeds.
func material(typ string) bool {
	t, ok := ontology.TypeOf(typ)
	return ok && (t.Quad == ontology.MaterialCooperation || t.Quad == ontology.MaterialConflict)
}

// hostile are the types of conflict.
func hostile(typ string) bool {
	t, ok := ontology.TypeOf(typ)
	return ok && (t.Quad == ontology.VerbalConflict || t.Quad == ontology.MaterialConflict)
}

// relays says that the sense refuses the act inside, whose recipient is its own: "declined to condemn the shelling".
func (r *reader) relays(c *candidate) bool {
	return c.trigger.Frame.Type == ontology.Reject && r.trees.UPOS(c.content) == "VERB"
}

// mainClause says that an act is told by the main clause of its sentence.
func (r *reader) mainClause(e *candidate) bool {
	w := e.top()
	for r.trees.IsRel(w, "conj", "parataxis") {
		w = r.trees.Head(w)
	}
	return r.trees.IsRel(w, "root")
}

// asker gives who asked or offered what an act agrees to or refuses without saying what.
func (r *reader) asker(c *candidate, before []*candidate) []side {
	return r.nearest(c, before, 1, func(e *candidate) bool {
		switch e.trigger.Frame.Type {
		case ontology.Request, ontology.Agree, ontology.Threaten:
			return len(e.recipients) == 0 || covers(e.recipients, c.actors) || sharesCountry(e.recipients, c.actors)
		}
		return false
	})
}

// nearest gives the actors of the nearest act before one that is of the kind wanted and of somebody else.
func (r *reader) nearest(c *candidate, before []*candidate, back int, wanted func(*candidate) bool) []side {
	here := r.doc.SentenceOf(c.at)
	all := slices.Concat(r.earlierActs, before)
	for i := len(all) - 1; i >= 0; i-- {
		e := all[i]
		if e == c || e.at >= c.at || here-r.doc.SentenceOf(e.at) > back || !wanted(e) {
			continue
		}
		if others := opposite(e.actors, c.actors); len(others) > 0 {
			return others
		}
	}
	return nil
}

// opposite gives the political actors of one act that are not those of another. Of one's own country that is its
// government, for whoever does not govern.
func opposite(all, own []side) []side {
	others := slices.DeleteFunc(without(all, own), func(s side) bool { return s.place || !political(&s.actor) })
	if !sharesCountry(others, own) {
		return others
	}
	if governs(own) { // at home a government has only those against it who take up arms or oppose it
		return slices.DeleteFunc(others, func(s side) bool { return !opposes(&s.actor) })
	}
	return slices.DeleteFunc(others, func(s side) bool { return !governs([]side{s}) || !sharesCountry([]side{s}, own) })
}

// opposes says that an actor is of those who fight or oppose a government.
func opposes(a *record.Actor) bool {
	switch a.Sector {
	case "REB", "OPP", "UNS":
		return true
	}
	return false
}

// sharesCountry says that two lists of sides have a country in common.
func sharesCountry(a, b []side) bool {
	return slices.ContainsFunc(a, func(x side) bool {
		return isCode(x.actor.Country) && slices.ContainsFunc(b, func(y side) bool { return x.actor.Country == y.actor.Country })
	})
}

// otherParty gives the other of the two states that a report is about, for what one of them says or decides and does not say
// against whom: "China has demanded an apology" where all is of China and the United States.
func (r *reader) otherParty(c *candidate) []side {
	switch c.trigger.Frame.Type {
	case ontology.Accuse, ontology.Sanction, ontology.Request, ontology.Reject, ontology.Threaten, ontology.Agree:
	default:
		return nil
	}
	if len(c.actors) != 1 || c.actors[0].actor.Sector != "GOV" || c.trigger.Frame.Mode == "investigate" || c.trigger.Frame.Mode == "assist" || c.trigger.Frame.Sides == lexicon.Mutual {
		return nil
	}
	if c.trigger.Frame.Type == ontology.Agree && !slices.ContainsFunc(r.topics(c), func(n text.TokenID) bool { return r.goesBack(n) || r.echoes(n) }) {
		return nil // what is promised or offered without a word to whom may be for anybody
	}
	if c.actors[0].actor.Kind == "person" && !slices.ContainsFunc(r.topics(c), r.goesBack) && c.trigger.Frame.Type == ontology.Accuse {
		return nil // what a politician attacks may be at home
	}
	if o := r.object(c.at); c.trigger.Frame.Type == ontology.Reject && c.trigger.POS == lexicon.Verb && o != text.NoToken && r.trees.UPOS(o) == "NOUN" && r.trees.Child(o, "det", "nmod:poss", "nmod", "acl", "acl:relcl") == text.NoToken {
		return nil // "rejects external influence" is said of nobody
	}
	other := r.otherThan(c.actors[0].actor.Country)
	if len(other) == 1 && !r.lately(c.at, other[0].actor.Country) {
		return nil // where a long report tells of others
	}
	return other
}

// lateness is how many sentences back a state may be told that is meant without a word.
const lateness = 4

// lately says that a state is told of in the sentence of a word or in one of the few before it.
func (r *reader) lately(w text.TokenID, country string) bool {
	near := func(x text.TokenID) bool {
		back := r.doc.SentenceOf(w) - r.doc.SentenceOf(x)
		return back >= 0 && back <= lateness
	}
	return slices.ContainsFunc(r.doc.Mentions, func(m text.Mention) bool { return m.As.Country == country && near(m.Head) }) ||
		slices.ContainsFunc(r.doc.Places, func(p text.Place) bool { return p.Where.Country == country && near(p.Head) })
}

// echoes says that a verb stands for an act told before: "agreed to do so".
func (r *reader) echoes(v text.TokenID) bool {
	f := r.trees
	return f.UPOS(v) == "VERB" && lowerLemma(f.Lemma(v)) == "do" && slices.ContainsFunc(f.Children(v), func(x text.TokenID) bool {
		w := r.lower(x)
		return w == "so" || w == "it" || w == "this" || w == "that"
	})
}

// otherThan gives the other of the two states that a report is about.
func (r *reader) otherThan(own string) []side {
	if r.pair == nil {
		r.pair = r.twoStates()
	}
	switch {
	case len(r.pair) != 2 || !isCode(own):
	case own == r.pair[0]:
		return []side{r.stateSide(r.pair[1])}
	case own == r.pair[1]:
		return []side{r.stateSide(r.pair[0])}
	}
	return nil
}
