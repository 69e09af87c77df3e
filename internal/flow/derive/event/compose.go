package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// compose settles the acts of a sentence: their reality, which of them are the content of others, and which are told
// well enough to be events.
func (r *reader) compose(found []*candidate) (events []*candidate) {
	for _, c := range found {
		r.settle(c)
		r.guessSides(c)
		r.overrule(c)
		r.recall(c, found)
		r.answers(c, found)
		r.victims(c, found)
		r.resume(c, found)
		r.goBack(c, found)
		r.convened(c, found)
		r.onward(c, found)
		c.real = r.statusOf(c)
		r.arranged(c)
		accusedStill(c)
	}
	for _, c := range found {
		for c != nil {
			if c.reject = r.unfit(c); c.reject == "" {
				events = append(events, c)
				break
			}
			if c = r.next(c); c != nil {
				r.settle(c)
				r.guessSides(c)
				r.overrule(c)
				r.recall(c, found)
				r.answers(c, found)
				r.victims(c, found)
				r.resume(c, found)
				r.goBack(c, found)
				r.convened(c, found)
				r.onward(c, found)
				c.real = r.statusOf(c)
				r.arranged(c)
				accusedStill(c)
			}
		}
	}
	return r.once(events)
}

// arranged takes a meeting that is agreed on beside something else for a plan of its own: "agreed to keep the truce and to
// meet again on Friday". What stands first is the content of the agreement.
func (r *reader) arranged(c *candidate) {
	if c.trigger.Frame.Type != ontology.Consult || c.real.outer == text.NoToken {
		return
	}
	outer := r.actAt(c.real.outer)
	if outer == nil || outer.trigger.Frame.Type != ontology.Agree || outer.content == text.NoToken {
		return
	}
	first := r.actAt(outer.content)
	if first == nil || first == c || first.at == c.at || first.trigger.Frame.Type == ontology.Consult || !r.trees.IsRel(c.top(), "conj") {
		return
	}
	c.real = reality{outer: text.NoToken, noun: c.at}
	r.around(&c.real, c.top())
	c.real.apply(lexicon.Planned, "agreed")
}

// settle brings the sides of an act into their final form.
func (r *reader) settle(c *candidate) {
	if n := r.paper(c); n != text.NoToken {
		c.actors = r.sides(n)
	}
	r.gathering(c)
	r.custodian(c)
	if c.trigger.Frame.Sides == lexicon.Mutual {
		for _, s := range slices.Concat(c.actors, c.recipients) {
			c.both = addSide(c.both, s)
		}
		c.actors, c.recipients = known(r.placesLast(c.both)), nil
		return
	}
	r.nations(c)
	r.speakersOwn(c)
	c.recipients = without(c.recipients, c.actors)
	hostsAmong(c)
	r.notOwn(c)
	foreign(c)
	told := len(c.recipients)
	c.recipients = slices.DeleteFunc(c.recipients, func(s side) bool {
		own := r.trees.UPOS(s.at) == "PRON" && r.trees.IsRel(s.at, "nmod:poss") && r.trees.Head(s.at) == r.object(c.at) // "abandoned their positions"
		return movesForces(c.trigger.Frame.Type) && r.ownForces(&s, c.actors) || own && c.trigger.Frame.Mode == "withdraw"
	})
	c.recipients = slices.DeleteFunc(c.recipients, func(s side) bool { // a town of the actor's own country is where it was
		return s.place && governs(c.actors) && slices.ContainsFunc(c.actors, func(a side) bool {
			return isCode(a.actor.Country) && a.actor.Country == s.actor.Country || a.actor.Country == "" && a.actor.ID == "" && r.noun(a.at).armed
		})
	})
	if id := c.trigger.Frame.ID; id == "assault.conquer" || id == "coerce.seize" { // "seized Lesok overnight": a place that no list knows
		c.recipients = slices.DeleteFunc(c.recipients, func(s side) bool {
			return s.direct && s.actor.ID == "" && s.actor.Country == "" && s.actor.Sector == "" && s.actor.Kind == "organisation" && r.trees.UPOS(s.at) == "PROPN"
		})
	}
	if c.trigger.Frame.Type == ontology.Agree && c.content != text.NoToken { // "agreed to reopen a hotline between their coast guards"
		c.recipients = slices.DeleteFunc(c.recipients, func(s side) bool { return s.at > c.content && s.actor.Country == "" && s.actor.ID == "" })
	}
	if c.trigger.Frame.Type == ontology.Agree && governs(c.actors) { // a minister promises his own government nothing
		c.recipients = slices.DeleteFunc(c.recipients, func(s side) bool {
			return s.actor.Kind == string(knowledge.State) && sharesCountry([]side{s}, c.actors)
		})
	}
	c.home = told > 0 && len(c.recipients) == 0
}

// hostsAmong makes hosts of those who go to a place of their own country with others from elsewhere: "The presidents of Ghana
// and Togo are due in Lomé".
func hostsAmong(c *candidate) {
	if c.trigger.Frame.Mode != "visit" || len(c.actors) < 2 {
		return
	}
	atHome := func(a side) bool {
		return isCode(a.actor.Country) && slices.ContainsFunc(c.recipients, func(s side) bool { return s.place && s.actor.Country == a.actor.Country })
	}
	hosts := slices.DeleteFunc(slices.Clone(c.actors), func(a side) bool { return !atHome(a) })
	if len(hosts) == 0 || len(hosts) == len(c.actors) {
		return
	}
	c.actors = slices.DeleteFunc(c.actors, atHome)
	c.recipients = hosts
}

// paper gives the noun of a text that does what a participle behind it says: "a resolution condemning the invasion", which is
// no act of who votes on it. It is NoToken for others.
func (r *reader) paper(c *candidate) text.TokenID {
	w := c.top()
	if c.trigger.POS != lexicon.Verb || !r.trees.IsRel(w, "acl") || r.trees.IsRel(w, "acl:relcl") || r.trees.Morph(w).XPOS != "VBG" {
		return text.NoToken
	}
	n := r.trees.Head(w)
	if n > w || !r.inClass(n, "message") {
		return text.NoToken
	}
	if a := r.actAt(r.trees.Head(n)); r.marked(n, "against") || a != nil && a.trigger.Frame.Type == ontology.Reject {
		return n
	}
	return text.NoToken
}

// known leaves names that nothing is known of out of a mutual act of two parties that are: "across the Bulevar".
func known(all []side) []side {
	sure := slices.DeleteFunc(slices.Clone(all), func(s side) bool {
		return s.actor.ID == "" && s.actor.Country == "" && s.actor.Sector == "" && s.actor.Kind == "organisation"
	})
	if len(sure) < 2 {
		return all
	}
	return sure
}

// movesForces are the types in which somebody speaks of or moves his own forces without anything being done to them.
func movesForces(typ string) bool {
	switch typ {
	case "MOBILIZE", "RETREAT", "REJECT", "AGREE", "CONCEDE":
		return true
	}
	return false
}

// ownForces says that a side is forces or officials of the actors, told by a pronoun: "Kenya withdrew its troops" is not
// against them.
func (r *reader) ownForces(s *side, actors []side) bool {
	owner := r.trees.Child(s.at, "nmod:poss")
	if owner == text.NoToken || r.trees.UPOS(owner) != "PRON" || s.actor.ID != "" || !governs([]side{*s}) {
		return false
	}
	return slices.ContainsFunc(r.doc.ActorsAt(owner), func(o record.Actor) bool {
		return slices.ContainsFunc(actors, func(a side) bool { return a.actor.Country == o.Country && governs([]side{a}) })
	})
}

// governs says that the actors are of the state, so that a place in their country is not against it.
func governs(actors []side) bool {
	return len(actors) > 0 && !slices.ContainsFunc(actors, func(s side) bool {
		switch s.actor.Sector {
		case "GOV", "MIL", "COP", "SPY", "PAR", "JUD", "LEG":
			return false
		}
		return true
	})
}

// placesLast leaves out of a mutual act the place where it is, when others are parties.
func (r *reader) placesLast(all []side) (parties []side) {
	for _, s := range all {
		if !s.place || s.actor.Kind == string(knowledge.State) && r.party(s.at) {
			parties = append(parties, s)
		}
	}
	if len(parties) == 0 {
		return all
	}
	return parties
}

// party says that a name stands behind a preposition that names the sides of a mutual act: "a round between Georgia and
// Russia".
func (r *reader) party(w text.TokenID) bool {
	if r.trees.IsRel(w, "conj") {
		w = r.trees.Head(w)
	}
	return slices.ContainsFunc([]string{"between", "with", "among"}, func(p string) bool { return r.marked(w, p) })
}

// needsActor are the types that somebody says or decides: without who does, there is no event.
func needsActor(typ string) bool {
	switch typ {
	case "REQUEST", "ACCUSE", "AGREE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE", "CONSULT", "MOBILIZE", "PROTEST":
		return true
	}
	return false
}

// holdsContent are the types whose content is no second event.
func holdsContent(typ string) bool {
	switch typ {
	case "REQUEST", "AGREE", "REJECT", "THREATEN":
		return true
	}
	return false
}

// contentOf begins the reason of what is no event since it is the content of one.
const contentOf = "it is the content of "

// unfit tells why an act is no event, "" for one that is.
func (r *reader) unfit(c *candidate) string {
	frame := c.trigger.Frame
	crowd := frame.Type == ontology.Protest && r.worldly && len(c.actors) > 0 // whoever demonstrates acts in politics
	switch {
	case !crowd && !onPlace(c) && !slices.ContainsFunc(slices.Concat(c.actors, c.recipients), func(s side) bool {
		return (political(&s.actor) || (r.ofNews(&s) || r.ofPolitics && s.direct && s.actor.Kind != "") && !r.inCapitals(s.at)) && !s.place
	}):
		return "no side is a political actor"
	case !r.worldly && !slices.ContainsFunc(slices.Concat(c.actors, c.recipients), func(s side) bool { return s.actor.Country != "" && !s.place }):
		return "nobody in the report but described people without a country"
	case needsActor(frame.Type) && len(c.actors) == 0 && !((frame.ID == "accuse.summon" || frame.ID == "agree.invite") && slices.ContainsFunc(c.recipients, func(s side) bool { return s.direct && political(&s.actor) })):
		return "nobody is told who does it"
	case c.sure > 0 && c.sure < leastBare && len(c.actors) == 0:
		return "nobody is told who does it, and the model is not sure"
	case frame.Mode == "demo" && len(c.actors) > 0 && !slices.ContainsFunc(c.actors, func(s side) bool { return s.actor.Kind != string(knowledge.State) }):
		return "a state protests in words"
	case r.told(c) != "":
		return r.told(c)
	case (frame.Type == ontology.Support && frame.Sides == lexicon.Directed || frame.Type == ontology.Aid) && c.trigger.POS == lexicon.Verb && r.onlyTells(c.at):
		return "it only tells who stands behind whom"
	case r.movesOwn(c):
		return "it tells who moves his own forces"
	case r.stranded(c.at):
		return "a verb of its form cannot be coordinated with the one above it: the tree hangs it wrong"
	case !r.ofPolitics && !weighty(frame.Type, c):
		return "no side is of the state, of politics, of arms or of a people"
	case c.home && frame.Type == ontology.Consult:
		return "who travels in his own country visits nobody"
	case frame.Sides == lexicon.Mutual && len(c.actors) < 2 && c.lost:
		return "who does it with them is not known"
	case frame.Type == ontology.Reject && c.content != text.NoToken && r.actAt(c.content) != nil && r.actAt(c.content).trigger.Frame.Type == ontology.Reject && !r.actAt(c.content).trigger.Negative():
		return "to refuse to refuse is no refusal"
	case frame.Type == ontology.Assault && frame.Sides == lexicon.Mutual && len(c.actors) < 2 && c.real.hypothetical && !r.several(c.actors):
		return "it takes two, and one might"
	case frame.ID == "consult.mediate" && r.trees.IsRel(c.at, "amod") && c.trigger.POS == lexicon.Verb:
		return "it only tells whose talks they are"
	case frame.Type == ontology.Cooperate && frame.Sides == lexicon.Mutual && len(c.actors) < 2 && !r.several(c.actors):
		return "it takes two, and one is told"
	case r.ofHistory:
		return "it is history"
	case c.real.dropped:
		return "it is not told of as an act: " + strings.Join(c.real.because, ", ")
	}
	explicit := len(c.actors) > 0 && len(c.recipients) > 0 || frame.Sides == lexicon.Mutual && len(c.actors) > 1 ||
		len(c.actors) > 0 && frame.Sides == lexicon.Directed && c.trigger.Role('R') == nil ||
		// "A general strike by Greek unions"
		len(c.actors) > 0 && c.actors[0].direct && frame.Type == ontology.Protest ||
		// "the bombing of Barmal in December", "the killing of General Soleimani"
		c.trigger.POS == lexicon.Noun && (frame.Type == ontology.Assault || frame.Mode == "arrest" || frame.Mode == "convict" || frame.ID == "sanction.border") && r.particular(c) ||
		// "Iran's seizure of the tanker"
		c.trigger.POS == lexicon.Noun && r.owned(c) ||
		// "a case of sexual violence by soldiers"
		c.trigger.POS == lexicon.Noun && frame.Type == ontology.Assault && r.byAgent(c) ||
		// "The summit of the Arab League opened on Wednesday", "Talks with Iran are set for Friday", "Talks among Afghans began"
		c.trigger.POS == lexicon.Noun && frame.Type == ontology.Consult && len(c.actors) > 0 && c.actors[0].direct && r.proceeds(c.at) != text.NoToken &&
			(c.actors[0].actor.Country == "IGO" || r.several(c.actors) || slices.Contains(r.prepositional(c.at, "with", nil), c.actors[0].at)) ||
		// "Iran's refusal to freeze its programme angered Europe", "a call by the pope for a ceasefire went unheeded"
		c.trigger.POS == lexicon.Noun && r.stated(c) ||
		// "were restored after Saudi mediation", "following the mediation of local elders"
		c.trigger.POS == lexicon.Noun && frame.ID == "consult.mediate" && r.through(c) ||
		// "Zambia's offer to host the talks"
		len(c.actors) > 0 && c.actors[0].direct && holdsContent(frame.Type) && c.content != text.NoToken && (r.actAt(c.content) != nil || frame.Type == ontology.Agree && r.wholeThat(c.content))
	if c.real.outer != text.NoToken {
		outer := r.actAt(c.real.outer)
		if outer != nil && len(outer.actors) == 0 && explicit && needsActor(outer.trigger.Frame.Type) {
			outer = nil // "An offer by Oman to host the talks was accepted": who accepts is not told
		}
		if outer != nil && (holdsContent(outer.trigger.Frame.Type) || outer.claims() || outer.trigger.Frame.ID == "concede.announce" || outer.trigger.Frame.Type == ontology.Sanction && c.trigger.Frame.Type != ontology.Sanction) {
			return contentOf + outer.trigger.Frame.ID
		}
		if outer != nil && outer.trigger.Frame.Type == ontology.Accuse && len(outer.actors) == 0 {
			return "nobody is told who accuses of it"
		}
		if !explicit {
			return "it is the content of another act and its sides are not told"
		}
	}
	if k := r.keeper(c); k != nil && r.unfit(k) == "" {
		return "its word belongs to " + k.trigger.Frame.ID
	}
	if r.allowed(c) {
		return "it is what is allowed"
	}
	if r.nameOf(c) {
		return "it is what something is called"
	}
	if r.ofAccusation(c) {
		return "it is what an accusation is of"
	}
	if r.generic(c) {
		return "it tells which people are meant, not what was done"
	}
	if v := r.verbOf(c); v != nil {
		switch why := r.unfit(v); {
		case why == "":
			return "its word belongs to " + v.trigger.Frame.ID
		case strings.HasPrefix(why, contentOf): // "offered to host talks between Chad and Niger"
			return why
		}
	}
	if c.trigger.POS == lexicon.Noun && c.carrier == text.NoToken && !c.predicate && !explicit && !r.deedOf(c) {
		return "a noun tells of it without both sides"
	}
	if !r.ofPolitics && len(c.actors) == 0 && !onPlace(c) && !slices.ContainsFunc(c.recipients, func(s side) bool { return (s.direct || r.materiel(c)) && political(&s.actor) }) {
		return "neither who does it nor to whom is named"
	}
	return ""
}

// allowed says that a visit is what another act allows: "allowed diplomats to tour the camps".
func (r *reader) allowed(c *candidate) bool {
	f := r.trees
	h := f.Head(c.top())
	if h == text.NoToken || c.trigger.Frame.Type != ontology.Consult || !f.IsRel(c.top(), "xcomp", "ccomp", "advcl") || !r.inClass(h, "letting") {
		return false
	}
	a := r.actAt(h)
	return a != nil && a != c && a.trigger.Frame.Type == ontology.Retreat
}

// stated says that a noun tells of a refusal, an asking, a consent or a ratification by somebody named with what is refused or
// asked, as the subject or object of a verb: "Sofia's approval of the treaty came late".
func (r *reader) stated(c *candidate) bool {
	f := r.trees
	switch t := c.trigger.Frame; {
	case c.content == text.NoToken || len(c.actors) == 0:
		return false
	case t.Type != ontology.Reject && t.Type != ontology.Request && t.Type != ontology.Agree && t.ID != "support.ratify" && t.ID != "support.recognise":
		return false
	}
	if h := f.Head(c.at); h == text.NoToken || f.UPOS(h) != "VERB" || !f.IsRel(c.at, "nsubj", "nsubj:pass", "obj") {
		return false
	}
	a := &c.actors[0]
	return political(&a.actor) && (a.actor.ID != "" || isCode(a.actor.Country)) && (f.Child(c.at, "nmod:poss") != text.NoToken || slices.Contains(r.prepositional(c.at, "by", nil), a.at))
}

// through says that a noun of mediation tells by whose help, or after it, something came about.
func (r *reader) through(c *candidate) bool {
	f := r.trees
	h := f.Head(c.at)
	if len(c.actors) > 0 && h != text.NoToken && f.IsRel(c.at, "nsubj") && f.UPOS(h) == "VERB" && c.actors[0].actor.Country != "" {
		return true // "Brazil's mediation ended the war"
	}
	if len(c.actors) == 0 || h == text.NoToken || !f.IsRel(c.at, "obl", "advcl", "nmod") {
		return false
	}
	for _, w := range append([]text.TokenID{h, r.subject(h)}, f.ChildrenBy(h, "nsubj", "obj", "xcomp")...) { // the talks held under it are told themselves
		if w == text.NoToken {
			continue
		}
		if a := r.actAt(w); a != nil && a.trigger.Frame.Type == ontology.Consult {
			return false
		}
	}
	return slices.ContainsFunc(f.ChildrenBy(c.at, "case", "mark"), func(m text.TokenID) bool { return r.lexicon.In("by_help_of", r.preposition(m)) })
}

// onlyTells says that a participle modifies a noun: "groups backed by Chad".
func (r *reader) onlyTells(w text.TokenID) bool {
	f := r.trees
	for f.IsRel(w, "conj") && f.UPOS(f.Head(w)) == "VERB" {
		w = f.Head(w)
	}
	if f.IsRel(w, "acl") && r.sumsUp(f.Head(w)) {
		return false // "a move backed by Chad"
	}
	return f.Morph(w).XPOS == "VBN" && f.IsRel(w, "acl", "amod") && !f.IsRel(w, "acl:relcl") && f.Child(w, "aux", "aux:pass") == text.NoToken
}

// several says that the only side of an act are many: "members of the alliance".
func (r *reader) several(all []side) bool {
	return len(all) == 1 && all[0].direct && (r.trees.Morph(all[0].at).Feat("Number") == "Plur" && all[0].actor.ID == "" || all[0].actor.Country == "IGO")
}

// byAgent says that a noun of an act has its actor behind "by", who is a political one.
func (r *reader) byAgent(c *candidate) bool {
	return len(c.actors) > 0 && political(&c.actors[0].actor) && slices.Contains(r.prepositional(c.at, "by", nil), c.actors[0].at)
}

// weighty says that at least one side of an act makes it one of politics: for force and coercion anybody, for protests
// whoever takes to the street, for the rest more than companies, the press, schools and private people.
func weighty(typ string, c *candidate) bool {
	if onPlace(c) {
		return true
	}
	if typ == ontology.Assault || typ == ontology.Coerce || typ == ontology.Protest {
		return slices.ContainsFunc(slices.Concat(c.actors, c.recipients), func(s side) bool {
			return s.actor.Sector+s.actor.Country != "" && s.actor.Sector != "BUS" && (s.actor.Sector != "MED" || typ == ontology.Coerce && s.actor.Country != "") && (s.actor.Sector != "EDU" || typ == ontology.Protest) && !s.place
		})
	}
	return slices.ContainsFunc(slices.Concat(c.actors, c.recipients), func(s side) bool {
		if s.actor.ID == "" && s.actor.Country == "" && (s.actor.Sector == "EDU" || s.actor.Sector == "AGR" || s.actor.Sector == "HLH") && typ == ontology.Consult {
			return false // "the researchers met"
		}
		switch s.actor.Sector {
		case "BUS", "MED", "ELI":
			return typ == ontology.Aid || typ == ontology.Retreat
		case "":
			return s.actor.ID != "" && s.actor.Kind != "person" || s.actor.Country != ""
		case "CVL":
			return s.actor.Kind != "person" && s.actor.Country != "" || typ == ontology.Aid || typ == ontology.Retreat && s.actor.Country != ""
		}
		return true
	})
}

// aMatch is why a sentence tells nothing of the world.
const aMatch = "it is told of a match"

// told tells why what a sentence tells is no act of the world: it is of a film or a match.
func (r *reader) told(c *candidate) string {
	i := r.doc.SentenceOf(c.at)
	if r.genres == nil {
		r.genres = map[int]string{}
	}
	why, known := r.genres[i]
	if !known {
		switch {
		case r.speaksOf(i, 0, "fiction") > 0 && r.insideFiction(i), r.speaksOf(-1, 0, "fiction") > 2:
			why = "it is told of a film or a book"
		case r.ofPolitics && r.speaksOf(i, 0, "match_report") == 0:
		case r.speaksOf(-1, 0, "match_report") > 3, r.speaksOf(i, 0, "match_report")+r.speaksOf(i, 0, "match_hint") > 0 &&
			(r.speaksOf(i, 1, "match_report") > 0 && r.speaksOf(i, 1, "match_report")+r.speaksOf(i, 1, "match_hint") > 1 ||
				r.speaksOf(i, 1, "match_hint") > 3):
			why = aMatch
		}
		r.genres[i] = why
	}
	if why == aMatch && c.trigger.Frame.Type == ontology.Assault && slices.ContainsFunc(c.actors, func(s side) bool { return s.direct && r.inClass(s.at, "armed") }) {
		return "" // "Soldiers opened fire in a football stadium"
	}
	return why
}

// speaksOf counts the different words of a class in a sentence and so many around it, in all of them where the number is
// negative.
func (r *reader) speaksOf(sentence, around int, class string) int {
	first, end := max(0, sentence-around), min(len(r.doc.Sentences), sentence+around+1)
	if sentence < 0 {
		first, end = 0, len(r.doc.Sentences)
	}
	seen := map[string]bool{}
	for i := first; i < end; i++ {
		run := r.doc.Sentences[i].Tokens
		for w := run.First; w < run.End; w++ {
			if lemma := lowerLemma(r.trees.Lemma(w)); r.lexicon.In(class, lemma) && len(r.doc.ActorsAt(w)) == 0 { // the League's members play nothing
				seen[lemma] = true
			}
		}
	}
	return len(seen)
}

// insideFiction says that a sentence tells what happens in a work: "In this thriller, ...".
func (r *reader) insideFiction(sentence int) bool {
	run := r.doc.Sentences[sentence].Tokens
	for w := run.First; w < run.End; w++ {
		if r.lexicon.In("fiction", lowerLemma(r.trees.Lemma(w))) && (r.marked(w, "in") || r.marked(w, "about")) {
			return true
		}
	}
	return false
}

// verbOf gives the act of a verb that a noun without a light verb is the matter of: "agreement" in "signed the
// agreement", which is no act beside the signing.
func (r *reader) verbOf(c *candidate) *candidate {
	if c.trigger.POS != lexicon.Noun {
		return nil
	}
	for _, p := range r.trees.ChildrenBy(c.at, "acl") { // "a complaint lodged by Bolivia"
		if v := r.actAt(p); v != nil && r.trees.Morph(p).XPOS == "VBN" && v.content != c.at && asksWord(v, []lexicon.Slot{lexicon.Obj}) {
			return v
		}
	}
	n := c.at
	if m := r.trees.Head(n); m != text.NoToken && r.measured(m) == n { // "suspended most of its aid"
		n = m
	}
	h := r.trees.Head(n)
	if h == text.NoToken || r.trees.UPOS(h) != "VERB" {
		return nil
	}
	v := r.actAt(h)
	if v == nil || v == c || v.content == n || !asksWord(v, r.slotOf(n)) || n != c.at && v.trigger.Frame.Type != ontology.Sanction {
		return nil
	}
	return v
}

// asksWord says that the sense of an act asks for words or classes, and no kind of side, in one of the slots.
func asksWord(v *candidate, slots []lexicon.Slot) bool {
	return slices.ContainsFunc(v.trigger.When, func(cond lexicon.Condition) bool {
		return !cond.Not && len(cond.Kinds) == 0 && slices.ContainsFunc(slots, func(s lexicon.Slot) bool { return slices.Contains(cond.Slots, s) })
	})
}

// once keeps one of several tellings of one act in a sentence.
func (r *reader) once(all []*candidate) (kept []*candidate) {
	for _, c := range all {
		twin := slices.IndexFunc(kept, func(k *candidate) bool { return r.same(k, c) })
		switch {
		case twin < 0:
			kept = append(kept, c)
		case r.occasionOf(kept[twin], c) || c.fuller(kept[twin]) && !r.adjoined(c, kept[twin]) && !r.occasionOf(c, kept[twin]):
			kept[twin].reject = "told better by another word"
			c.done(kept[twin])
			c.twins = append(slices.Clone(kept[twin].twins), kept[twin])
			kept[twin] = c
		default:
			c.reject = "told better by another word"
			kept[twin].done(c)
			kept[twin].twins = append(kept[twin].twins, c)
		}
	}
	return kept
}

// fuller says that an act tells more than another telling of it: more sides, or a sense that is more specific.
func (c *candidate) fuller(other *candidate) bool {
	told := func(x *candidate) int { return min(len(x.actors), 1) + min(len(x.recipients), 1) }
	if a, b := told(c), told(other); a != b {
		return a > b
	}
	named := func(s side) bool { return s.actor.ID != "" || isCode(s.actor.Country) }
	if mutual := c.trigger.Frame.Sides == lexicon.Mutual && other.trigger.Frame.Sides == lexicon.Mutual; mutual && len(c.actors) != len(other.actors) {
		return len(c.actors) > len(other.actors)
	}
	if a, b := slices.ContainsFunc(c.recipients, named), slices.ContainsFunc(other.recipients, named); a != b { // "fired on its troops, wounding two"
		return a
	}
	return c.rank > other.rank
}

// same says that two acts of a sentence are one: type, status and sides agree, and one of them lies within the words of
// the other, or both have one subject and follow each other.
func (r *reader) same(a, b *candidate) bool {
	if a.trigger.Frame.Type != b.trigger.Frame.Type || a.real.status() != b.real.status() {
		return false
	}
	if r.rowOfDeeds(a, b) || r.twoMeetings(a, b) {
		return false
	}
	if covers(a.actors, b.actors) && covers(a.recipients, b.recipients) {
		return true
	}
	if r.killsBy(a, b) || r.killsBy(b, a) {
		return true
	}
	if a.claims() && a.content == b.at || b.claims() && b.content == a.at || r.harm(a, b) || r.harm(b, a) || r.occasionOf(a, b) || r.occasionOf(b, a) {
		return true
	}
	// "attacked a checkpoint, killing two", "killed in an Israeli strike on Gaza"
	return (r.within(a, b) || r.within(b, a)) && (len(a.actors) == 0 || len(b.actors) == 0 || covers(a.actors, b.actors))
}

// rowOfDeeds says that two verbs of a row tell of different deeds of the same type: "expelled the diplomats and severed
// relations".
func (r *reader) rowOfDeeds(a, b *candidate) bool {
	f := r.trees
	switch a.trigger.Frame.Type {
	case ontology.Sanction, ontology.Mobilize, ontology.Coerce, ontology.Aid, ontology.Retreat, ontology.Cooperate:
	case ontology.Assault:
		if r.inClass(a.at, "harm") || r.inClass(b.at, "harm") || a.trigger.Frame.Mode == b.trigger.Frame.Mode || a.trigger.Frame.Mode == "" || b.trigger.Frame.Mode == "" {
			return false
		}
	default:
		return false
	}
	if a.trigger.Frame == b.trigger.Frame || a.trigger.POS != lexicon.Verb || b.trigger.POS != lexicon.Verb || a.at == b.at {
		return false
	}
	first, second := min(a.at, b.at), max(a.at, b.at)
	return f.IsRel(second, "conj") && slices.Contains(f.Conjuncts(first), second) && f.Child(second, "obj") != text.NoToken
}

// within says that one act is told inside the phrase of the other as its manner, means or occasion.
func (r *reader) within(in, of *candidate) bool {
	f := r.trees
	w := in.top()
	for range maxChain {
		h := f.Head(w)
		if h == text.NoToken {
			return false
		}
		if f.IsRel(w, "conj") && f.UPOS(w) == "VERB" { // "killing two soldiers and wounding five"
			if w = h; w == of.at {
				return of.trigger.POS == lexicon.Verb && f.IsRel(of.at, "advcl")
			}
			continue
		}
		if f.IsRel(w, "acl") && f.Morph(w).XPOS == "VBG" && len(in.recipients) == 0 && r.surface(of.at, 0) == h && len(r.sides(h)) > 0 {
			return true // "Police using tear gas dispersed protesters"
		}
		inside := f.IsRel(w, "obl", "nmod") && (r.marked(w, "in") || r.marked(w, "by") || r.marked(w, "during") || r.marked(w, "with")) ||
			f.IsRel(w, "advcl") && f.Morph(w).XPOS == "VBG" && f.Child(w, "mark") == text.NoToken
		if !inside {
			return false
		}
		if h == of.at || h == of.carrier {
			return true
		}
		w = h
	}
	return false
}

// covers says that one list of sides holds the other, in either direction.
func covers(a, b []side) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for i := range a {
		if !slices.ContainsFunc(b, func(s side) bool { return sameActor(&s.actor, &a[i].actor) }) {
			return false
		}
	}
	return len(a) > 0 || len(b) == 0
}

// bound tells what fills the roles of a candidate.
func (r *reader) bound(c *candidate) string {
	var parts []string
	for _, p := range []struct {
		name string
		all  []side
	}{{"A", c.actors}, {"R", c.recipients}, {"B", c.both}} {
		if len(p.all) > 0 {
			var names []string
			for _, s := range p.all {
				names = append(names, s.actor.Name)
			}
			parts = append(parts, p.name+" "+strings.Join(names, " + "))
		}
	}
	if c.content != text.NoToken {
		parts = append(parts, "C "+r.doc.Word(c.content))
	}
	return strings.Join(parts, ", ")
}

// actors gives the sides as they leave the program.
func leaving(all []side) []record.Actor {
	out := make([]record.Actor, 0, len(all))
	for _, s := range all {
		out = append(out, s.actor)
	}
	return out
}
