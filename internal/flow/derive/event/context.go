package event

import (
	"slices"
	"strings"
	"unicode"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// moreThanTwo says that a noun of states stands with a number over two: "the four countries".
func (r *reader) moreThanTwo(w text.TokenID) bool {
	return r.inClass(w, "state_word") && r.trees.Morph(w).Feat("Number") == "Plur" && slices.ContainsFunc(r.trees.ChildrenBy(w, "nummod"), func(n text.TokenID) bool {
		switch r.lower(n) {
		case "one", "two", "1", "2":
			return false
		}
		return true
	})
}

// fromContext gives the actors that the report around a phrase tells, where neither the actors nor the references of the
// document do: both of two ("the two governments"), the body whose name is cut to its noun ("the Department"), the subject
// that a pronoun at the head of a sentence goes on with.
func (r *reader) fromContext(w text.TokenID) []side {
	if r.contexted == nil {
		r.contexted = map[text.TokenID][]side{}
	}
	if all, known := r.contexted[w]; known {
		return all
	}
	r.contexted[w] = nil // asked for while it is found out
	var all []side
	switch r.trees.UPOS(w) {
	case "NUM":
		all = r.metBefore(w)
	case "PRON":
		if all = r.goesOn(w); len(all) == 0 {
			all = slices.Clone(r.ownerByContext(w))
		}
	case "NOUN", "PROPN":
		all = r.bothOf(w)
		if r.dualled(w) {
			all = r.bothOffices(w, all)
		}
		if len(all) == 0 {
			all = r.cutName(w)
		}
		if len(all) == 0 {
			all = r.neighbours(w)
		}
		if len(all) == 0 {
			all = r.otherHalf(w)
		}
		if len(all) == 0 {
			all = r.theState(w)
		}
		if len(all) == 0 {
			all = r.authorBefore(w)
		}
		if len(all) == 0 && r.inClass(w, "participants") {
			all = r.metBefore(w)
		}
		if len(all) < 3 && r.moreThanTwo(w) {
			all = nil // "the four countries" are not one of those told before
		}
	}
	for i := range all {
		all[i].at = w
	}
	r.contexted[w] = all
	return all
}

// bothOf gives the two states, or the two sides of a conflict, that "both", "the two" or "neither" before a noun mean: the
// two that its sentence names before it, or those that the report tells of most.
func (r *reader) bothOf(w text.TokenID) []side {
	f := r.trees
	two := slices.ContainsFunc(f.ChildrenBy(w, "det", "det:predet", "nummod", "cc:preconj"), func(c text.TokenID) bool { return r.lexicon.In("dual", r.lower(c)) || r.lower(c) == "each" })
	groups := r.inClass(w, "party_word")
	if !two || !groups && !r.inClass(w, "state_word") || f.Child(w, "nmod", "amod", "compound", "acl:relcl") != text.NoToken {
		return nil
	}
	seen := map[string]int{}
	var found []side
	var pair []side
	doers, named := r.doersTo(w), r.partiesHere(w)
	for _, s := range doers { // who telephones the leaders of both countries is neither
		seen[partyKey(&s.actor)] = 1
		if isCode(s.actor.Country) {
			seen[s.actor.Country] = 1
		}
	}
	for i := r.doc.SentenceOf(w); i >= 0; i-- {
		more := r.partiesIn(i, w, groups, seen)
		found = append(found, more...)
		if i == r.doc.SentenceOf(w) && len(found) == 2 {
			return found
		}
		if two := r.togetherBefore(w); two != nil && !sharesCountry(two, doers) && r.among(named, two) {
			return two
		}
		if two := r.mainTwo(w); len(two) == 2 && !sharesCountry(two, doers) && r.among(named, two) {
			return two
		}
		if len(more) == 2 && pair == nil && !(groups && r.trees.Head(more[1].at) == more[0].at && r.trees.IsRel(more[1].at, "conj")) { // who act together are one side
			pair = more
		}
	}
	if two := r.twoRecipients(w); len(found) > 2 && len(named) == 0 && two != nil {
		return two
	}
	if len(found) < 2 {
		if groups {
			return r.foes(w)
		}
		return nil
	}
	if groups && len(named) == 1 {
		if two := r.withFoe(w, named[0], found); len(two) == 2 || named[0].actor.Kind != string(knowledge.Population) {
			return two
		}
		return r.foes(w) // "Peru, which shelters Chilean exiles, urged both sides"
	}
	times := func(s side) int { return seen[partyKey(&s.actor)] }
	slices.SortStableFunc(found, func(a, b side) int { return times(b) - times(a) })
	if len(found) > 2 && times(found[1]) == times(found[2]) {
		return pair
	}
	if !r.faced(found[:2]) {
		if two := r.foes(w); len(two) == 2 {
			return two
		}
		return r.hostAndGuest(w)
	}
	return found[:2]
}

// twoRecipients gives the two states to whom somebody else did something in the sentence before: "sent envoys to Chad and Sudan. Both
// presidents thanked him".
func (r *reader) twoRecipients(w text.TokenID) []side {
	here := r.doc.SentenceOf(w)
	for i := len(r.earlierActs) - 1; i >= 0 && here-r.doc.SentenceOf(r.earlierActs[i].at) <= 1; i-- {
		e := r.earlierActs[i]
		if len(e.recipients) != 2 || len(e.actors) != 1 {
			continue
		}
		if two := r.states(e.recipients, w); len(two) == 2 && !sharesCountry(two, e.actors) && two[0].actor.Kind == string(knowledge.State) && two[1].actor.Kind == string(knowledge.State) {
			return two
		}
	}
	return nil
}

// withFoe gives a party that a sentence names and whom it fought in the last act against it or by it, of those found: the two whom
// "both sides" means where only one is named beside it. A group whose foe is not told fights the state that it is of.
func (r *reader) withFoe(w text.TokenID, one side, found []side) []side {
	for i := len(r.earlierActs) - 1; i >= 0; i-- {
		e := r.earlierActs[i]
		if !hostile(e.trigger.Frame.Type) || len(e.actors) != 1 || len(e.recipients) != 1 {
			continue
		}
		two := []side{r.ofGroup(e.actors[0]), r.ofGroup(e.recipients[0])}
		if r.among([]side{one}, two) && r.faction(&two[0]) && r.faction(&two[1]) && (!sharesCountry(two[:1], two[1:]) || opposes(&two[0].actor) != opposes(&two[1].actor)) {
			for i := range two {
				two[i].at, two[i].direct, two[i].place = w, true, false
			}
			return two
		}
	}
	for _, s := range found {
		if opposes(&one.actor) && s.actor.Kind == string(knowledge.State) && s.actor.Country == one.actor.Country && s.actor.ID != one.actor.ID {
			return []side{s, one}
		}
	}
	return nil
}

// doersTo gives who does something to whom a noun, or a noun above it, names: the subject of the verb that it is an object of.
func (r *reader) doersTo(w text.TokenID) []side {
	f := r.trees
	for range maxChain {
		h := f.Head(w)
		if h == text.NoToken || f.IsRel(w, "nsubj", "nsubj:pass") {
			return nil
		}
		if f.UPOS(h) == "VERB" && f.IsRel(w, "obj", "iobj", "obl") {
			if s := r.subject(h); s != text.NoToken && s < w {
				return r.sides(s)
			}
			return nil
		}
		if !f.IsRel(w, "nmod", "nmod:poss", "conj") {
			return nil
		}
		w = h
	}
	return nil
}

// foes gives the two of the last act against each other, by name.
func (r *reader) foes(w text.TokenID) []side {
	for i := len(r.earlierActs) - 1; i >= 0; i-- {
		e := r.earlierActs[i]
		if !hostile(e.trigger.Frame.Type) || len(e.actors) != 1 || len(e.recipients) != 1 || e.recipients[0].place && e.recipients[0].actor.Kind != string(knowledge.State) {
			continue
		}
		two := []side{r.ofGroup(e.actors[0]), r.ofGroup(e.recipients[0])}
		if !r.faction(&two[0]) || !r.faction(&two[1]) || sameActor(&two[0].actor, &two[1].actor) {
			continue
		}
		for i := range two {
			two[i].at, two[i].direct, two[i].place = w, true, false
		}
		return two
	}
	return nil
}

// talkedBefore gives the two who talked with each other where the sentence before tells of those who mediate, for "the two
// sides", who are not they.
func (r *reader) talkedBefore(w text.TokenID) []side {
	here := r.doc.SentenceOf(w)
	if !slices.ContainsFunc(r.trees.ChildrenBy(w, "det", "det:predet", "nummod", "cc:preconj"), func(c text.TokenID) bool { return r.lexicon.In("dual", r.lower(c)) }) ||
		r.trees.Child(w, "nmod", "amod", "compound", "acl:relcl") != text.NoToken {
		return nil
	}
	named := r.partiesHere(w)
	if two := r.togetherBefore(w); two != nil && r.among(named, two) {
		return two
	}
	if two := r.mainTwo(w); len(two) == 2 && r.among(named, two) {
		return two
	}
	if here == 0 || r.speaksOf(here-1, 0, "mediating")+r.speaksOf(here-1, 0, "mediator_word") == 0 {
		return nil
	}
	for i := len(r.earlierActs) - 1; i >= 0; i-- {
		e := r.earlierActs[i]
		if e.trigger.Frame.Type != ontology.Consult || here-r.doc.SentenceOf(e.at) > maxBack {
			continue
		}
		all := slices.Concat(e.actors, e.recipients)
		if e.trigger.Frame.Mode == "third-party" { // "hosted talks between Chad and Niger"
			all = nil
			for _, x := range r.withPreposition(e.at, "between") {
				all = append(all, r.sides(x)...)
			}
		}
		if len(all) == 2 {
			for k := range all {
				all[k].at = w
			}
			return all
		}
	}
	return nil
}

// partiesHere gives the parties that the sentence of a word names before it, those aside who do something to whom it means.
func (r *reader) partiesHere(w text.TokenID) []side {
	doers := r.doersTo(w)
	return slices.DeleteFunc(r.partiesIn(r.doc.SentenceOf(w), w, true, map[string]int{}), func(s side) bool { return sharesCountry([]side{s}, doers) || len(without([]side{s}, doers)) == 0 })
}

// among says that who is named is of two, or that nobody is: "condemned the shelling by the rebels and called on both sides" is not
// said to two others.
func (r *reader) among(named, two []side) bool {
	return len(named) == 0 || slices.ContainsFunc(named, func(s side) bool {
		key := partyKey(&s.actor)
		return slices.ContainsFunc(two, func(o side) bool { return partyKey(&o.actor) == key })
	})
}

// partyKey is what a party is counted by: a state by its country, a group by its id.
func partyKey(a *record.Actor) string {
	if a.Kind == string(knowledge.State) {
		return a.Country
	}
	return a.ID
}

// partiesIn gives the states, and groups where they are asked for, that a sentence names before a word and that were not
// seen yet. Governments, ministers and forces of a state are that state.
func (r *reader) partiesIn(sentence int, before text.TokenID, groups bool, seen map[string]int) (all []side) {
	first, end := r.doc.MentionsIn(r.doc.SpanOf(r.doc.Sentences[sentence].Tokens))
	for i := first; i < end; i++ {
		m := &r.doc.Mentions[i]
		if m.Head >= before || m.Form == text.PlaceMention {
			continue
		}
		key, s := m.As.Country, side{actor: m.As, body: m.Body, direct: true, at: m.Head}
		switch {
		case groups && (m.As.Kind == string(knowledge.ArmedGroup) || m.As.Sector == "REB" && m.As.ID != ""):
			key = m.As.ID
		case isCode(m.As.Country):
			state, ok := r.world.StateOn(m.As.Country, knowledge.Date{})
			if !ok || m.As.Sector == "REB" {
				continue
			}
			s.actor.ID, s.actor.Name, s.actor.Kind, s.actor.Sector, s.body = state.ID, state.Name, string(knowledge.State), "GOV", ""
		default:
			continue
		}
		if seen[key]++; seen[key] == 1 {
			all = append(all, s)
		}
	}
	tokens := r.doc.Sentences[sentence].Tokens
	for w := tokens.First; w < min(before, tokens.End); w++ { // "It lent Belarus money, and the two armies are training"
		if r.trees.UPOS(w) != "PRON" {
			continue
		}
		meant := r.doc.ActorsAt(w)
		if len(meant) == 0 && r.trees.IsRel(w, "nsubj") {
			for _, s := range r.fromContext(w) {
				meant = append(meant, s.actor)
			}
		}
		for _, a := range meant {
			if a.Kind != string(knowledge.State) || !isCode(a.Country) {
				continue
			}
			if seen[a.Country]++; seen[a.Country] == 1 {
				s := r.stateSide(a.Country)
				s.at = w
				all = append(all, s)
			}
		}
	}
	return all
}

// cutName gives the actor named before whose name holds the noun of a definite phrase: "the Department", "the tribunal".
func (r *reader) cutName(w text.TokenID) []side {
	f := r.trees
	if f.Child(w, "nmod", "nmod:poss", "amod", "compound", "nummod", "acl", "acl:relcl", "flat", "appos") != text.NoToken || r.doc.NameAt(w) != nil && r.trees.UPOS(w) == "NOUN" {
		return nil
	}
	if d := f.Child(w, "det"); d == text.NoToken || r.lower(d) != "the" {
		return nil
	}
	if r.inClass(w, "realm") && unicode.IsLower(firstRune(r.doc.Word(w))) {
		return nil // "the government" is that of a state, not the first body whose name holds the word
	}
	word := r.lower(w)
	for i := len(r.doc.Mentions) - 1; i >= 0; i-- {
		m := &r.doc.Mentions[i]
		if m.Head >= w || m.Form == text.PlaceMention || m.Form == text.ModifierMention || m.As.Kind == "person" || m.As.Kind == string(knowledge.State) {
			continue
		}
		if m.Form == text.DescribedMention && m.As.ID == "" && !strings.Contains(m.As.Name, strings.ToUpper(word[:1])+word[1:]) {
			continue // "a self-defence movement" and "soldiers loyal to the president" are no names that "the movement" cuts short
		}
		if holdsWord(m.As.Name, word) || m.As.ID != "" && holdsWord(m.As.Text, word) {
			return []side{{actor: m.As, body: m.Body, direct: true}}
		}
	}
	return nil
}

func holdsWord(name, word string) bool {
	words := strings.Fields(strings.ToLower(name))
	return len(words) > 1 && slices.Contains(words, word)
}

// goesOn gives the subject of the sentence before for a pronoun that is the subject of the next: "The council met. It
// demanded".
func (r *reader) goesOn(w text.TokenID) []side {
	f := r.trees
	v := f.Head(w)
	i := r.doc.SentenceOf(w)
	if r.firstPerson(w) {
		return r.ourselves(w)
	}
	if v != text.NoToken && f.IsRel(w, "nsubj") && !f.IsRel(w, "nsubj:pass") {
		if all := r.mainSubject(w, v); len(all) > 0 {
			return all
		}
	}
	if all := r.behindColon(w, v); len(all) > 0 {
		return all
	}
	if v == text.NoToken || !f.IsRel(w, "nsubj") || f.IsRel(w, "nsubj:pass") || i == 0 || f.UPOS(v) != "VERB" || f.Child(v, "expl") != text.NoToken {
		return nil
	}
	for f.IsRel(v, "conj") {
		v = f.Head(v)
	}
	if !f.IsRel(v, "root") {
		return nil
	}
	before := r.doc.Sentences[i-1].Tokens
	if before.Len() == 0 || r.doc.Sentences[i-1].Kind != r.doc.Sentences[i].Kind {
		return nil
	}
	root := f.Root(before.First)
	if s := f.Child(root, "nsubj"); s != text.NoToken {
		if all := r.meantBy(w, s); len(all) > 0 {
			return all
		}
	}
	return r.answerers(w, root)
}

// behindColon gives the subject of the main clause for a pronoun that goes on with it behind a colon: "Egypt has seized the chance: it
// flew weapons".
func (r *reader) behindColon(w, v text.TokenID) []side {
	f := r.trees
	if v == text.NoToken || !f.IsRel(w, "nsubj") || !f.IsRel(v, "parataxis") || f.Head(v) > w || w == 0 || r.doc.Word(w-1) != ":" {
		return nil
	}
	s := f.Child(f.Head(v), "nsubj", "nsubj:pass")
	if s == text.NoToken || r.inClass(s, "person_pronoun") || f.UPOS(s) == "PRON" {
		return nil
	}
	return r.meantBy(w, s)
}

// meantBy gives the actors of a subject, where a pronoun can mean them by number and by what they are.
func (r *reader) meantBy(w, s text.TokenID) []side {
	f := r.trees
	all := r.sides(s)
	if len(all) == 0 || !all[0].direct || f.UPOS(s) == "PRON" && r.inClass(s, "self_word") {
		return nil
	}
	person := all[0].actor.Kind == "person"
	plural := len(all) > 1 || f.Morph(s).Feat("Number") == "Plur" || all[0].actor.Kind == "population"
	fits := false
	switch r.lower(w) {
	case "it":
		fits = !person && !plural
	case "he", "she":
		fits = person && !plural
	case "they":
		fits = plural || r.lexicon.In("collective", lowerLemma(f.Lemma(s)))
	}
	if !fits {
		return nil
	}
	return all
}

// mainSubject gives the subject of the clause above for a pronoun in a clause that hangs on it: "the rebels freed a man whom
// they had kidnapped".
func (r *reader) mainSubject(w, v text.TokenID) []side {
	f := r.trees
	for range maxChain {
		h := f.Head(v)
		if h == text.NoToken || !f.IsRel(v, "acl:relcl", "advcl", "conj", "obj", "obl", "nmod", "xcomp", "iobj") {
			return nil
		}
		v = h
		if s := f.Child(v, "nsubj"); s != text.NoToken && s < w && s != w && f.UPOS(s) != "PRON" && f.UPOS(v) == "VERB" {
			return r.meantBy(w, s)
		}
	}
	return nil
}

// atWork gives people told by a common noun the sector of their work, where the knowledge has it: "archbishop".
func (r *reader) atWork(w text.TokenID, a *record.Actor) {
	a.Sector = r.noun(w).sector
}

// agent says that a common noun is one for people or bodies that act, in a report of politics.
func (r *reader) agent(w text.TokenID) bool {
	f := r.trees
	if !r.worldly || f.UPOS(w) != "NOUN" || r.isAct(w) {
		return false
	}
	n := r.noun(w)
	return n.acts || n.armed && (n.whole || f.Child(w, "amod", "compound") == text.NoToken) && f.Child(w, "nmod:poss", "nmod", "acl") == text.NoToken
}

// armedWith says that a noun is of aircraft, ships or arms, with the body of arms before it that uses them: "air force planes".
func (r *reader) armedWith(w text.TokenID) bool {
	f := r.trees
	if f.UPOS(w) != "NOUN" || !r.inClass(w, "aircraft") && !r.inClass(w, "vessel") && !r.inClass(w, "vehicle") && !r.inClass(w, "weapon") {
		return false
	}
	return slices.ContainsFunc(f.ChildrenBy(w, "compound"), func(c text.TokenID) bool {
		return f.UPOS(c) == "NOUN" && (r.noun(c).armed || r.inClass(c, "armed_body"))
	})
}

// firm says that a noun is of a company or body that is accused, threatened or sanctioned, whose name nobody tells.
func (r *reader) firm(w text.TokenID) bool {
	if !r.worldly || r.trying == nil || r.trees.UPOS(w) != "NOUN" || !r.trees.IsRel(w, "obj", "obl", "iobj") || !r.inClass(w, "firm") {
		return false
	}
	switch r.trying.trigger.Frame.Type {
	case ontology.Accuse, ontology.Sanction, ontology.Threaten:
		return true
	}
	return false
}

// work is what the knowledge has of a common noun: the sector of those it names, and whether they act.
type work struct {
	sector string
	acts   bool
	armed  bool // a body of arms, which is told by its noun alone: "the army", "police"
	folk   bool // a part of a people
	whole  bool // the noun is two words: "riot police"
}

// powers are the sectors whose bodies act in politics by themselves; schools, companies and hospitals do not.
func powers(sector string) bool {
	switch sector {
	case "GOV", "MIL", "COP", "SPY", "REB", "PAR", "UNS", "PTY", "OPP", "LEG", "JUD", "LAB", "IGO", "NGO":
		return true
	}
	return false
}

// armed are the sectors whose bodies are told by their noun alone, whoever they belong to.
func armed(sector string) bool { return sector == "MIL" || sector == "COP" || sector == "SPY" }

// workOf looks a noun up among those of the knowledge, once a report.
func (r *reader) workOf(word string) work {
	if known, ok := r.nouns[word]; ok {
		return known
	}
	var found work
	for _, c := range r.world.Find(word) {
		if c.Agent != nil {
			if len(c.Agent.Sectors) > 0 {
				found.sector = c.Agent.Sectors[0]
			}
			found.folk = c.Agent.Class == "population"
			found.acts = c.Agent.Class == "agent" || c.Agent.Class == "title" || c.Agent.Class == "collective" && powers(found.sector)
			break
		}
		if c.Institution != nil && len(c.Institution.Sectors) > 0 {
			found.sector = c.Institution.Sectors[0]
			found.armed = armed(found.sector)
			break
		}
	}
	if r.nouns == nil {
		r.nouns = map[string]work{}
	}
	r.nouns[word] = found
	return found
}

// otherHalf gives the state that "the South" means beside one whose name it is half of: North Korea.
func (r *reader) otherHalf(w text.TokenID) []side {
	word := r.doc.Word(w)
	if !r.lexicon.In("half_word", strings.ToLower(word)) || w == 0 || r.lower(w-1) != "the" || unicode.IsLower(firstRune(word)) {
		return nil
	}
	for i := range r.doc.Mentions {
		first, rest, ok := strings.Cut(r.doc.Mentions[i].As.Name, " ")
		if r.doc.Mentions[i].As.Kind != string(knowledge.State) || !ok || !r.lexicon.In("half_word", strings.ToLower(first)) {
			continue
		}
		for _, c := range r.world.Find(word + " " + rest) {
			if c.Entity != nil && c.Entity.Polity != nil {
				return []side{r.stateSide(c.Entity.Country)}
			}
		}
	}
	return nil
}

func (r *reader) stateSide(country string) side {
	s := side{direct: true}
	if state, ok := r.world.StateOn(country, knowledge.Date{}); ok {
		s.actor = record.Actor{ID: state.ID, Name: state.Name, Kind: string(knowledge.State), Country: country, Sector: "GOV"}
	}
	return s
}

// theState gives the state of "the government", "the kingdom" or "the authorities" that nothing else tells: that of a subject
// that is no government, else the other state that the report tells of most.
func (r *reader) theState(w text.TokenID) []side {
	f := r.trees
	d := f.Child(w, "det")
	if !r.inClass(w, "realm") || d == text.NoToken || r.lower(d) != "the" || f.Child(w, "nmod", "nmod:poss", "compound", "acl:relcl") != text.NoToken || len(r.doc.MentionsAt(w)) > 0 {
		return nil
	}
	if r.narrowed(w) {
		return nil
	}
	if slices.ContainsFunc(f.ChildrenBy(w, "amod"), func(a text.TokenID) bool { return !r.inClass(a, "of_government") }) {
		return nil
	}
	own := ""
	if r.trying != nil {
		if s := r.subject(r.trying.at); s != text.NoToken && s != w {
			for _, a := range r.doc.ActorsAt(s) {
				if isCode(a.Country) {
					if own = a.Country; !governs([]side{{actor: a}}) || r.ofProvinces(w) {
						return []side{r.stateSide(own)}
					}
				}
			}
		}
	}
	if c := r.townOf(w); c != "" && c != own {
		return []side{r.stateSide(c)}
	}
	counts := map[string]int{}
	best := ""
	other := r.against(w)
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if c := m.As.Country; isCode(c) && c != own && !other[c] {
			if counts[c]++; best == "" || counts[c] > counts[best] {
				best = c
			}
		}
	}
	for c, n := range counts {
		if c != best && n == counts[best] {
			return nil
		}
	}
	if best == "" {
		return nil
	}
	return []side{r.stateSide(best)}
}

// ofProvinces says that a government is told as the one above others of its state: "the central government", of which a governor speaks.
func (r *reader) ofProvinces(w text.TokenID) bool {
	return slices.ContainsFunc(r.trees.ChildrenBy(w, "amod"), func(a text.TokenID) bool { return r.inClass(a, "above_provinces") })
}

// against lists the countries of those to whom the verb of a subject does something, which are not the subject's: "the government
// barred Rosatom", "the junta closed the border with Algeria".
func (r *reader) against(w text.TokenID) map[string]bool {
	f := r.trees
	v := f.Head(w)
	if v == text.NoToken || !f.IsRel(w, "nsubj") {
		return nil
	}
	all := map[string]bool{}
	for _, x := range f.ChildrenBy(v, "obj", "iobj", "obl") {
		if r.marked(x, "in") || r.marked(x, "at") {
			continue
		}
		for _, m := range r.doc.MentionsAt(x) {
			if isCode(m.As.Country) {
				all[m.As.Country] = true
			}
		}
	}
	return all
}

// townOf gives the country of the town in which the clause of a word is told: "In Ottawa a committee urged the government".
func (r *reader) townOf(w text.TokenID) string {
	f := r.trees
	for _, o := range f.ChildrenBy(f.Clause(w), "obl") {
		if p := r.doc.PlaceAt(o); p != nil && r.marked(o, "in") && r.isTown(o) {
			return p.Where.Country
		}
	}
	return ""
}
