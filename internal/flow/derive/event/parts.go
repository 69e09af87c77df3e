package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// partBack is how many sentences back the act may stand whose part "the mediators" or "the other side" tells.
const partBack = 6

// byPart gives who is told by the part that he had in an act before: "the mediators", "the other side".
func (r *reader) byPart(w text.TokenID) []side {
	f := r.trees
	if f.UPOS(w) != "NOUN" || !r.definite(w) || len(r.doc.ActorsAt(w)) > 0 && r.doc.ActorsAt(w)[0].ID != "" {
		return nil
	}
	other := text.NoToken
	for _, c := range f.ChildrenBy(w, "nmod", "nmod:poss", "amod", "compound", "acl:relcl", "appos", "flat") {
		if r.lower(c) == "other" {
			other = c
		} else if !r.saidOf(w, c) {
			return nil
		}
	}
	switch {
	case other != text.NoToken && r.inClass(w, "side_word") && f.Morph(w).Feat("Number") != "Plur":
		return r.otherSide(w)
	case other == text.NoToken && r.inClass(w, "mediator_word"):
		return r.mediators(w)
	case other == text.NoToken && r.inClass(w, "attacker_word") && f.Morph(w).Feat("Number") == "Plur":
		return r.raiders(w)
	}
	return nil
}

// raiders gives who used force in the last act told that tells who did, lately: "Fighters of the Front raided a village. The attackers
// burned houses".
func (r *reader) raiders(w text.TokenID) []side {
	here := r.doc.SentenceOf(w)
	var found []side
	for i := len(r.earlierActs) - 1; i >= 0 && here-r.doc.SentenceOf(r.earlierActs[i].at) <= twoBack; i-- {
		e := r.earlierActs[i]
		if e.trigger.Frame.Type != ontology.Assault || len(e.actors) != 1 || e.trigger.Frame.Sides == lexicon.Mutual || e.real.status() == record.Denied || armed(e.actors[0].actor.Sector) || governs(e.actors) {
			continue // an army that hits back is not "the attackers"
		}
		if s := e.actors[0]; !political(&s.actor) && s.actor.ID == "" || s.place {
			return nil
		}
		if len(found) > 0 && len(without(found, e.actors)) > 0 {
			return nil
		}
		found = slices.Clone(e.actors)
	}
	for i := range found {
		found[i].at, found[i].direct = w, true
	}
	return found
}

// ofTheGroup gives the group for which fighters fight who are told as those of "the movement" or "the group": it is they.
func (r *reader) ofTheGroup(w text.TokenID) []side {
	f := r.trees
	if f.UPOS(w) != "NOUN" || f.Morph(w).Feat("Number") != "Plur" || !r.inClass(w, "fighter") {
		return nil
	}
	of := r.prepositional(w, "of", nil)
	if len(of) != 1 || f.UPOS(of[0]) != "NOUN" || len(r.doc.MentionsAt(of[0])) > 0 {
		return nil
	}
	var all []side
	for _, a := range r.doc.ActorsAt(of[0]) {
		all = append(all, side{actor: a, at: w, direct: true})
	}
	if len(all) != 1 || all[0].actor.Kind == string(knowledge.State) || all[0].actor.Kind == string(knowledge.Person) {
		return nil
	}
	return all
}

// foreign takes the country of the owner from those who are not of it: "Burundi's neighbours".
func (r *reader) foreign(w text.TokenID, all []side) {
	owner := r.trees.Child(w, "nmod:poss")
	if len(all) != 1 || all[0].actor.ID != "" || owner == text.NoToken || !r.inClass(w, "other_state") || all[0].actor.Kind == string(knowledge.Person) {
		return
	}
	if of := r.doc.ActorsAt(owner); len(of) == 1 && of[0].Kind == string(knowledge.State) && of[0].Country == all[0].actor.Country {
		all[0].actor.Country, all[0].actor.Sector = "", "GOV"
	}
}

// saidOf says that what the tree hangs on an object is said of it by the verb: "accused the mediators of bias", "assured the visitor that".
func (r *reader) saidOf(w, c text.TokenID) bool {
	f := r.trees
	if !f.IsRel(w, "obj", "iobj") || c < w || f.IsRel(c, "acl:relcl") && !(r.marked(c, "that") && f.Child(c, "nsubj", "nsubj:pass") != text.NoToken) {
		return false
	}
	if f.IsRel(c, "acl") {
		return r.marked(c, "that") || r.marked(c, "to") || r.marked(c, "of") || r.marked(c, "for")
	}
	return f.IsRel(c, "nmod") && r.trying != nil && r.trying.trigger.Frame.Type == ontology.Accuse && (r.marked(c, "of") || r.marked(c, "for"))
}

// opposed gives the two who stand against each other in a report, for "the sides", "the rivals" and "the foes": the two states that it is
// about, or the state and the group in it, who are not who does something to both.
func (r *reader) opposed(w text.TokenID) []side {
	f := r.trees
	if f.UPOS(w) != "NOUN" || !r.inClass(w, "two_sided") || f.Morph(w).Feat("Number") != "Plur" {
		return nil
	}
	dual := slices.ContainsFunc(f.ChildrenBy(w, "det", "det:predet", "nummod", "cc:preconj"), func(c text.TokenID) bool { return r.lexicon.In("dual", r.lower(c)) })
	if !dual && !r.definite(w) {
		return nil
	}
	for _, c := range f.ChildrenBy(w, "nmod", "nmod:poss", "amod", "compound", "acl:relcl", "appos", "nummod") {
		if !r.lexicon.In("dual", r.lower(c)) && !r.saidOf(w, c) {
			return nil
		}
	}
	doers := r.doersTo(w)
	named := r.partiesHere(w)
	for _, find := range []func(text.TokenID) []side{r.togetherBefore, r.mainTwo, r.soleFoes} {
		two := find(w)
		if len(two) != 2 || len(without(two, doers)) < 2 || sharesCountry(two, doers) || !r.among(named, two) || !r.facing(two) {
			continue
		}
		for i := range two {
			two[i].at, two[i].direct, two[i].place = w, true, false
		}
		return two
	}
	return nil
}

// facing says that two are states, or a state and those who fight or oppose it.
func (r *reader) facing(two []side) bool {
	state := func(s side) bool { return s.actor.Kind == string(knowledge.State) }
	return state(two[0]) && (state(two[1]) || opposes(&two[1].actor)) || state(two[1]) && opposes(&two[0].actor)
}

// mediators gives who mediated, hosted or brokered what was told last.
func (r *reader) mediators(w text.TokenID) []side {
	plural := r.trees.Morph(w).Feat("Number") == "Plur"
	here := r.doc.SentenceOf(w)
	for i := len(r.earlierActs) - 1; i >= 0; i-- {
		e := r.earlierActs[i]
		if here-r.doc.SentenceOf(e.at) > partBack {
			return nil
		}
		if e.trigger.Frame.Mode != thirdParty && !r.inClass(e.at, "mediating") && !r.inClass(e.top(), "mediating") {
			continue
		}
		s := r.subject(e.top())
		if s == text.NoToken || s >= w {
			continue
		}
		all := r.sides(s)
		if len(all) == 0 || len(all) > 1 && !plural || slices.ContainsFunc(all, func(s side) bool { return !political(&s.actor) }) {
			return nil
		}
		for k := range all {
			all[k].at, all[k].direct, all[k].place = w, true, false
		}
		return all
	}
	return nil
}

// otherSide gives whom "the other side" means: who stood against or beside who says so, in the last act of two told before, or the other of
// the two that the report is about.
func (r *reader) otherSide(w text.TokenID) []side {
	if r.trying == nil {
		return nil
	}
	s := r.subject(r.trying.at)
	if s == text.NoToken || s == w || r.trees.Dominates(w, s) {
		return nil
	}
	return r.opponent(w, r.sides(s))
}

// opponent gives the other side of the last act told before a word that has a side and one more of its standing, else the other of the two
// states that the report is about.
func (r *reader) opponent(w text.TokenID, of []side) []side {
	if len(of) != 1 || !political(&of[0].actor) {
		return nil
	}
	if of = r.states(of, w); len(of) == 0 {
		return nil
	}
	own := func(s side) bool {
		return partyKey(&s.actor) == partyKey(&of[0].actor) || isCode(s.actor.Country) && s.actor.Country == of[0].actor.Country && !opposes(&s.actor) && !opposes(&of[0].actor)
	}
	here := r.doc.SentenceOf(w)
	for i := len(r.earlierActs) - 1; i >= 0; i-- {
		e := r.earlierActs[i]
		if here-r.doc.SentenceOf(e.at) > partBack {
			break
		}
		if e.trigger.Frame.Mode == thirdParty || e.trigger.Frame.Type == ontology.Support {
			continue
		}
		all := r.states(slices.Concat(e.actors, e.both, e.recipients), w)
		others := slices.DeleteFunc(slices.Clone(all), own)
		if len(all) == 2 && len(others) == 1 && political(&others[0].actor) && r.peers(&of[0].actor, &others[0].actor) {
			return others
		}
	}
	if others := slices.DeleteFunc(r.partiesIn(here, r.doc.Sentences[here].Tokens.End, false, map[string]int{}), own); len(others) == 1 {
		return others
	}
	if two := r.mainTwo(w); len(two) == 2 {
		if others := slices.DeleteFunc(two, own); len(others) == 1 {
			return others
		}
	}
	return nil
}

// toldByNoun gives whom a pronoun means that goes back to a noun which is no more than a description, where the context tells whom that
// means: "spoke with both presidents and urged them".
func (r *reader) toldByNoun(w text.TokenID) []side {
	if r.trees.UPOS(w) != "PRON" {
		return nil
	}
	of := r.doc.ActorsAt(w)
	ref := r.doc.ReferenceAt(w)
	if len(of) != 1 || of[0].ID != "" || of[0].Country != "" || ref == nil || len(ref.Antecedents) != 1 {
		return nil
	}
	m := &r.doc.Mentions[ref.Antecedents[0]]
	if m.Head >= w {
		return nil
	}
	all := r.phrase(m.Head, 1)
	if len(all) == 0 || slices.ContainsFunc(all, func(s side) bool { return s.actor.ID == "" && s.actor.Country == "" || s.place || !s.direct }) {
		return nil
	}
	for i := range all {
		all[i].at = w
	}
	return all
}

// ofOwners gives the two for whom people act who are "theirs": "Their foreign ministers will meet", "whose envoys", of two states told
// before.
func (r *reader) ofOwners(w text.TokenID) []side {
	f := r.trees
	owner := f.Child(w, "nmod:poss")
	if owner == text.NoToken || r.lower(owner) != "their" || f.Morph(w).Feat("Number") != "Plur" || f.UPOS(w) != "NOUN" {
		return nil
	}
	if !r.inClass(w, "side_word") && !r.inClass(w, "party_word") && !r.inClass(w, "delegates") && !r.inClass(w, "office_word") && !r.inClass(w, "dignitary") {
		return nil
	}
	mods := f.ChildrenBy(w, "amod", "compound")
	if len(mods) > 1 || len(mods) == 1 && !r.inClass(mods[0], "portfolio") {
		return nil
	}
	if slices.ContainsFunc(f.ChildrenBy(w, "nmod", "appos", "acl:relcl", "nummod"), func(c text.TokenID) bool { return c != owner }) {
		return nil
	}
	var two []side
	for _, a := range r.doc.ActorsAt(owner) {
		two = append(two, side{actor: a, at: w, direct: true})
	}
	if len(two) == 0 {
		two = r.twoJustBefore(owner)
	}
	if two = r.states(two, w); len(two) != 2 || two[0].actor.Kind != string(knowledge.State) || two[1].actor.Kind != string(knowledge.State) || len(without(two, r.doersTo(w))) < 2 {
		return nil
	}
	if slices.ContainsFunc(r.earlierActs, func(e *candidate) bool {
		return e.trigger.Frame.Mode == thirdParty && (len(e.actors) == 2 && len(without(two, r.states(e.actors, w))) == 0 || len(without(two, r.sides(r.subject(e.top())))) == 0)
	}) {
		return nil // who brokers a truce for two is not whose premiers sign it
	}
	return r.bothOffices(w, two)
}

// twoJustBefore gives the sides of the last act of this sentence or the one before that has two.
func (r *reader) twoJustBefore(w text.TokenID) []side {
	here := r.doc.SentenceOf(w)
	for t := w - 1; t >= r.doc.Sentences[here].Tokens.First; t-- {
		if c := r.acts[t]; c != nil {
			if two := r.twoOf(c, w); two != nil {
				return two
			}
		}
	}
	for i := len(r.earlierActs) - 1; i >= 0 && here-r.doc.SentenceOf(r.earlierActs[i].at) <= 1; i-- {
		if two := r.twoOf(r.earlierActs[i], w); two != nil {
			return two
		}
	}
	return nil
}

// sentBy gives people who are sent by the subject of the verb the country of that: "Beijing sent an envoy. He met the rebels".
func (r *reader) sentBy(w text.TokenID) []side {
	f := r.trees
	v := f.Head(w)
	if v == text.NoToken || f.UPOS(w) != "NOUN" || !f.IsRel(w, "obj") || !r.inClass(w, "dignitary") || !r.inClass(v, "sending") || f.Child(w, "nmod:poss") != text.NoToken {
		return nil
	}
	if r.trying != nil && r.trying.at == v || slices.ContainsFunc(r.doc.ActorsAt(w), func(a record.Actor) bool { return a.ID != "" || a.Country != "" }) {
		return nil
	}
	of := r.sides(r.subject(v))
	if len(of) != 1 || !governs(of) || !isCode(of[0].actor.Country) {
		return nil
	}
	s := r.people(w)
	s.actor.Country, s.actor.Sector = of[0].actor.Country, "GOV"
	return []side{s}
}

// theirPair gives the two officials of two states who met, visited or called in the sentence before, for "the leaders", "the ministers"
// who do something now.
func (r *reader) theirPair(w text.TokenID) []side {
	f := r.trees
	if f.UPOS(w) != "NOUN" || f.Morph(w).Feat("Number") != "Plur" || !r.definite(w) || !f.IsRel(w, "nsubj") || !r.inClass(w, "office_word") && !r.inClass(w, "counterparts") {
		return nil
	}
	for _, c := range f.ChildrenBy(w, "nmod", "nmod:poss", "amod", "compound", "acl:relcl", "appos", "conj") {
		if !r.inClass(c, "portfolio") && r.lower(c) != "two" {
			return nil
		}
	}
	here := r.doc.SentenceOf(w)
	for i := len(r.earlierActs) - 1; i >= 0 && here-r.doc.SentenceOf(r.earlierActs[i].at) <= 1; i-- {
		e := r.earlierActs[i]
		if e.trigger.Frame.Type != ontology.Consult || e.trigger.Frame.Mode == thirdParty {
			continue
		}
		var two []side
		for _, s := range slices.Concat(e.actors, e.both, e.recipients) {
			two = addSide(two, s)
		}
		if len(two) != 2 || slices.ContainsFunc(two, func(s side) bool { return !isCode(s.actor.Country) || s.actor.Sector != "GOV" || !r.official(&s.actor) }) || sharesCountry(two[:1], two[1:]) {
			return nil
		}
		for k := range two {
			two[k].at, two[k].direct, two[k].place = w, true, false
		}
		return two
	}
	return nil
}

// official says that an actor is one official and no state or body.
func (r *reader) official(a *record.Actor) bool {
	return a.Kind == string(knowledge.Person) || a.ID == "" && a.Kind != string(knowledge.Population) && a.Kind != string(knowledge.State) && a.Kind != string(knowledge.Government)
}

// enumerated gives the states that stand in a list between commas behind a description of them, whatever the tree makes of the list:
// "The four guarantors of the protocol, Argentina, Brazil, Chile and the United States, offered".
func (r *reader) enumerated(w text.TokenID) (all []side) {
	f := r.trees
	if f.UPOS(w) != "NOUN" || f.Morph(w).Feat("Number") != "Plur" {
		return nil
	}
	end := r.doc.Sentences[r.doc.SentenceOf(w)].Tokens.End
	at := w + 1
	for at < end && r.doc.Word(at) != "," {
		if u := f.UPOS(at); u == "VERB" || u == "AUX" || u == "PUNCT" || u == "CCONJ" || at > w+longList {
			return nil
		}
		if _, after := r.stateAt(at); after < end && after > at && r.doc.Word(after) == "," {
			return nil // "the ministers of Chad, Niger and Mali"
		}
		at++
	}
	closing := false
	for at+1 < end {
		next := at + 1
		if r.lower(at) == "," && r.lower(next) == "and" { // "Chile, and Peru"
			at, next = next, next+1
		}
		if word := r.lower(at); word != "," && word != "and" || closing {
			break
		}
		closing = r.lower(at) == "and"
		if next < end && r.lower(next) == "the" {
			next++
		}
		if next >= end {
			return nil
		}
		s, after := r.stateAt(next)
		if after == next {
			return nil
		}
		s.at, s.direct, s.place = w, true, false
		all = addSide(all, s)
		at = after
	}
	if !closing || len(all) < 2 || at < end && r.doc.Word(at) != "," && f.UPOS(at) != "PUNCT" {
		return nil
	}
	return all
}

// longList is how many words may stand between a description and the list of whom it describes.
const longList = 8
