package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// apart gives what a noun of an act has behind "of", where the tree hangs it on the doer or the place between: "the closure by
// Tehran of its border", "the arrest in Dubai of a trader".
func (r *reader) apart(w text.TokenID) []text.TokenID {
	f := r.trees
	if f.UPOS(w) != "NOUN" || !r.isAct(w) {
		return nil
	}
	for _, c := range f.ChildrenBy(w, "nmod", "obl") {
		if f.Edges(c).First != w+1 || r.marked(c, "of") || f.UPOS(c) != "PROPN" && !r.marked(c, "by") {
			continue
		}
		if all := r.prepositional(c, "of", nil); len(all) > 0 && r.doc.NameAt(c) != r.doc.NameAt(all[0]) {
			return all
		}
	}
	return nil
}

// formerLatter gives who is meant by "the former" and "the latter" of the last two who were told together.
func (r *reader) formerLatter(w text.TokenID) []side {
	f := r.trees
	word := r.lower(w)
	if word != "former" && word != "latter" || w == 0 || r.lower(w-1) != "the" || f.IsRel(w, "amod", "compound") {
		return nil
	}
	here := r.doc.SentenceOf(w)
	for t := w - 1; t >= 0 && here-r.doc.SentenceOf(t) <= 1; t-- {
		if !f.IsRel(t, "conj") || len(f.Conjuncts(t)) != 2 || f.Child(t, "cc") == text.NoToken {
			continue
		}
		two := []text.TokenID{f.Head(t), t}
		of := func(i int) []side { return r.phrase(two[i], 1) }
		first, second := of(0), of(1)
		if len(first) != 1 || len(second) != 1 || !first[0].direct || !second[0].direct || sameActor(&first[0].actor, &second[0].actor) {
			continue
		}
		if word == "latter" {
			first = second
		}
		first[0].at, first[0].place = w, false
		return first
	}
	return nil
}

// visitBack is how many sentences back a visit may stand that "the visitor" and "his host" go back to.
const visitBack = 8

// caller gives who is meant by "the visitor", "the guest" or "the host", or by "his host" where nothing tells whose: those of the last
// visit told.
func (r *reader) caller(w text.TokenID) []side {
	f := r.trees
	d := f.Child(w, "det", "nmod:poss")
	if d == text.NoToken || f.UPOS(d) != "PRON" && r.lower(d) != "the" || f.Morph(w).Feat("Number") == "Plur" {
		return nil
	}
	if slices.ContainsFunc(f.ChildrenBy(w, "nmod", "amod", "compound", "acl", "acl:relcl"), func(c text.TokenID) bool { return c != d && !r.saidOf(w, c) }) {
		return nil
	}
	here := r.doc.SentenceOf(w)
	for i := len(r.earlierActs) - 1; i >= 0; i-- {
		e := r.earlierActs[i]
		if e.trigger.Frame.Type != ontology.Consult || e.trigger.Frame.Mode != "visit" || here-r.doc.SentenceOf(e.at) > visitBack || len(e.actors) != 1 {
			continue
		}
		all := slices.Clone(e.actors)
		if lowerLemma(f.Lemma(w)) == "host" {
			all = slices.Clone(e.recipients)
		}
		if len(all) != 1 {
			return nil
		}
		all[0].at, all[0].direct, all[0].place = w, true, false
		return all
	}
	return nil
}

// otherOf gives who is meant by "its neighbour" or "its rival", which a state is told by: the only state told lately that lies beside it,
// else who is on the other side of the last act that the state had a part in, where they are two; an ally is not whom it has just
// harmed.
func (r *reader) otherOf(w text.TokenID) []side {
	f := r.trees
	owner := f.Child(w, "nmod:poss")
	if owner == text.NoToken || !r.inClass(w, "other_state") || f.Child(w, "appos", "flat") != text.NoToken || len(r.doc.ActorsAt(w)) > 0 && r.doc.ActorsAt(w)[0].ID != "" {
		return nil
	}
	of := r.sides(owner)
	if len(of) != 1 || !isCode(of[0].actor.Country) || !governs(of) {
		return nil
	}
	if r.inClass(w, "next_door") {
		if all := r.beside(w, of[0].actor.Country); all != nil {
			return all
		}
	}
	if f.Morph(w).Feat("Number") == "Plur" || f.Child(w, "amod") != text.NoToken {
		return nil
	}
	if all := r.acrossFrom(w, of[0].actor.Country); len(all) > 0 || r.inClass(w, "friend_state") || r.inClass(w, "next_door") {
		return all
	}
	return r.opponent(w, of)
}

// acrossFrom gives the state on the other side of the last act that a state had a part in.
func (r *reader) acrossFrom(w text.TokenID, own string) []side {
	f := r.trees
	here := r.doc.SentenceOf(w)
	acts := slices.Clone(r.earlierActs)
	for t := r.doc.Sentences[here].Tokens.First; t < w; t++ {
		if a := r.acts[t]; a != nil && !f.Dominates(a.at, w) {
			acts = append(acts, a)
		}
	}
	for i := len(acts) - 1; i >= 0; i-- {
		e := acts[i]
		if e.at > w || here-r.doc.SentenceOf(e.at) > twoBack {
			continue
		}
		all := slices.Concat(e.actors, e.both, e.recipients)
		others := slices.DeleteFunc(slices.Clone(all), func(s side) bool { return s.actor.Country == own })
		if len(others) == len(all) || len(others) != 1 || !isCode(others[0].actor.Country) {
			continue
		}
		if r.inClass(w, "friend_state") && hostile(e.trigger.Frame.Type) {
			return nil
		}
		s := r.stateSide(others[0].actor.Country)
		s.at = w
		return []side{s}
	}
	return nil
}

// besideBack is how many sentences back a state may have been told that "its neighbour" means.
const besideBack = 8

// beside gives the states told lately that lie beside one, on the side of it that a word before "neighbour" tells: the one of them, or
// the two of "its two neighbours". Nothing where more or fewer would do.
func (r *reader) beside(w text.TokenID, own string) []side {
	f := r.trees
	wanted := 1
	if f.Morph(w).Feat("Number") == "Plur" {
		if wanted = 2; !slices.ContainsFunc(f.ChildrenBy(w, "nummod", "det"), func(c text.TokenID) bool { return r.lexicon.In("dual", r.lower(c)) }) {
			return nil
		}
	}
	here := r.doc.SentenceOf(w)
	var countries []string
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		c := m.As.Country
		if !isCode(c) || c == own || m.Head >= w && r.doc.SentenceOf(m.Head) > here+1 || here-r.doc.SentenceOf(m.Head) > besideBack || slices.Contains(countries, c) || !r.world.Beside(own, c) {
			continue
		}
		if !slices.ContainsFunc(f.ChildrenBy(w, "amod", "compound"), func(a text.TokenID) bool { return !r.lies(own, c, r.lower(a)) }) {
			countries = append(countries, c)
		}
	}
	if len(countries) != wanted {
		return nil
	}
	var all []side
	for _, c := range countries {
		s := r.stateSide(c)
		s.at = w
		all = append(all, s)
	}
	return all
}

// lies says that a country lies on the side of another that a word tells, "northern"; other words say nothing of it.
func (r *reader) lies(own, other, word string) bool {
	a, b := r.world.Boxes(own), r.world.Boxes(other)
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	up := b[0].South + b[0].North - a[0].South - a[0].North
	right := b[0].West + b[0].East - a[0].West - a[0].East
	switch {
	case r.lexicon.In("in_north", word):
		return up > 0
	case r.lexicon.In("in_south", word):
		return up < 0
	case r.lexicon.In("in_east", word):
		return right > 0
	case r.lexicon.In("in_west", word):
		return right < 0
	}
	return true
}

// apposedBehind gives the mention of the person whose name follows a description and the place that is part of it: "her counterpart in
// Kabul, Zabiullah Karimi".
func (r *reader) apposedBehind(w text.TokenID) *text.Mention {
	end := r.doc.Sentences[r.doc.SentenceOf(w)].Tokens.End
	if w+4 >= end || r.lower(w+1) != "in" {
		return nil
	}
	at := w + 2
	for at < end && r.doc.PlaceAt(at) != nil {
		at++
	}
	if at == w+2 || at+1 >= end || r.doc.Word(at) != "," {
		return nil
	}
	first, last := r.doc.MentionsIn(r.doc.Tokens[at+1].Span)
	for i := first; i < last; i++ {
		if m := &r.doc.Mentions[i]; m.Tokens.First == at+1 && m.As.Kind == string(knowledge.Person) {
			return m
		}
	}
	return nil
}

// nameCounterpart puts the name that follows in the place of a description.
func (r *reader) nameCounterpart(w text.TokenID, s *side) {
	m := r.apposedBehind(w)
	if m == nil {
		return
	}
	country := s.actor.Country
	if s.actor, s.body = m.As, m.Body; s.actor.Country == "" {
		s.actor.Country, s.actor.Sector = country, "GOV"
	}
}

// owners gives whom a possessive pronoun before a noun means: as the references say, else who the context says.
func (r *reader) owners(owner text.TokenID) []record.Actor {
	if of := r.doc.ActorsAt(owner); len(of) > 0 {
		return of
	}
	var all []record.Actor
	before := r.ownerByContext
	if r.trees.Morph(owner).XPOS == "WP$" {
		before = func(owner text.TokenID) []side {
			return slices.DeleteFunc(slices.Clone(r.ownerBefore(r.trees.Head(owner))), func(s side) bool { return s.place })
		}
	}
	for _, s := range before(owner) {
		all = append(all, s.actor)
	}
	return all
}

// ownerByContext gives the subject that a possessive pronoun goes on with, which nothing else tells: "Israel warned Lebanon. Its jets
// bombed Tyre and its troops shot two farmers". Whose minister answers is not told so, but whose jets strike is.
func (r *reader) ownerByContext(owner text.TokenID) []side {
	f := r.trees
	n := f.Head(owner)
	i := r.doc.SentenceOf(owner)
	if n == text.NoToken || r.lower(owner) != "its" || !f.IsRel(owner, "nmod:poss") || !f.IsRel(n, "nsubj") || r.doc.QuotationAt(owner) != nil {
		return nil
	}
	alone := i > 0 && r.doc.Sentences[i-1].Tokens.Len() > 0 && r.inClass(n, "office_of_state") && r.onlyState(i-1, owner)
	if !alone && !r.inClass(n, "forces") && !r.inClass(n, "aircraft") && !r.inClass(n, "weapon") && !r.inClass(n, "fighter") && !r.inClass(n, "commander") && !r.inClass(n, "operative") {
		return nil
	}
	v := f.Head(n)
	for range maxChain {
		if v == text.NoToken || !f.IsRel(v, "conj", "advcl") {
			break
		}
		if f.IsRel(v, "advcl") { // "refused to talk, a day after its jets bombed Khost"
			if s := r.surface(f.Head(v), 0); s != text.NoToken && s < owner {
				return r.bodyMeant(s)
			}
			return nil
		}
		v = f.Head(v)
	}
	if i == 0 || v == text.NoToken || !f.IsRel(v, "root") || r.doc.Sentences[i-1].Kind != r.doc.Sentences[i].Kind || r.doc.Sentences[i-1].Tokens.Len() == 0 {
		return nil
	}
	s := f.Child(v, "nsubj", "nsubj:pass")
	if s != n && (s == text.NoToken || f.Child(s, "nmod:poss") == text.NoToken || r.lower(f.Child(s, "nmod:poss")) != r.lower(owner)) {
		return nil // the clause before has a subject of its own
	}
	if s = f.Child(f.Root(r.doc.Sentences[i-1].Tokens.First), "nsubj"); s == text.NoToken {
		return nil
	}
	return r.bodyMeant(s)
}

// onlyState says that a sentence, and the words before a pronoun in the next, name one state and no other, but for those that a clause of
// its subject tells of.
func (r *reader) onlyState(sentence int, before text.TokenID) bool {
	seen := map[string]int{}
	all := append(r.partiesIn(sentence, before, true, seen), r.partiesIn(r.doc.SentenceOf(before), before, true, seen)...)
	s := r.trees.Child(r.trees.Root(r.doc.Sentences[sentence].Tokens.First), "nsubj")
	if slices.ContainsFunc(all, func(x side) bool { return x.at == s }) {
		all = slices.DeleteFunc(all, func(x side) bool { return x.at != s && r.trees.Dominates(s, x.at) })
	}
	return len(all) == 1
}

// bodyMeant gives the one state, body or group that a subject names, which "its" goes on with.
func (r *reader) bodyMeant(s text.TokenID) []side {
	all := r.sides(s)
	if len(all) != 1 || all[0].actor.Kind == "person" || all[0].actor.Kind == "population" || !all[0].direct {
		return nil
	}
	return all
}

// goesOnPassive says that a participle that the tree takes for a past goes on with a passive, having no object: "Two reporters were
// arrested on Monday and released the next day".
func (r *reader) goesOnPassive(w text.TokenID) bool {
	f := r.trees
	h := f.Head(w)
	return f.IsRel(w, "conj") && f.UPOS(h) == "VERB" && f.Child(w, "nsubj", "obj", "iobj", "aux", "ccomp", "xcomp", "compound:prt") == text.NoToken &&
		f.Child(h, "aux:pass") != text.NoToken && f.Morph(w).XPOS == "VBD" && !r.intransitive(w) && len(r.lexicon.Triggers(lexicon.Verb, lowerLemma(f.Lemma(w)))) > 0 && r.bareBehind(w)
}

// bareBehind says that no object can stand behind a verb: a preposition, a time or the end of the clause does.
func (r *reader) bareBehind(w text.TokenID) bool {
	next := w + 1
	return r.endsThere(w) || r.isTime(next) || slices.ContainsFunc(r.trees.ChildrenBy(w, "obl:tmod", "obl:unmarked", "nmod:unmarked", "obl"), func(t text.TokenID) bool {
		return r.trees.Edges(t).First == next && r.isTime(t)
	})
}

// openedBy gives the noun that opens a clause behind a semicolon where its relative clause has the first subject there: "He left; the premier,
// who had stayed, resigned", with who before resigned; any other subject as it is.
func (r *reader) openedBy(s text.TokenID) text.TokenID {
	if !r.relative(s) {
		return s
	}
	n := r.antecedent(s, r.trees.Head(s))
	for t := s - 1; t >= 0 && r.doc.Word(t) != ";"; t-- {
		if r.trees.UPOS(t) == "VERB" || r.trees.UPOS(t) == "AUX" {
			return s
		}
	}
	if n == text.NoToken || n > s {
		return s
	}
	return n
}

// answerers gives whom "they" means whose sentence goes on with one that has another subject: whom the last act there was done to.
// "The president invited the rebels. They turned him down", "Oman received the two ministers. They agreed".
func (r *reader) answerers(w, root text.TokenID) []side {
	f := r.trees
	if !r.ofPolitics {
		return nil
	}
	for _, v := range slices.Backward(append([]text.TokenID{root}, f.ChildrenBy(root, "conj")...)) {
		if f.UPOS(v) != "VERB" {
			return nil
		}
		o := r.object(v)
		if o == text.NoToken || o < v || f.Morph(o).Feat("Number") != "Plur" || f.UPOS(o) == "PRON" || !slices.ContainsFunc(r.earlierActs, func(e *candidate) bool { return e.at == v }) {
			continue
		}
		if all := r.meantBy(w, o); len(all) > 0 && !slices.ContainsFunc(all, func(s side) bool { return s.place }) {
			return all
		}
	}
	return nil
}
