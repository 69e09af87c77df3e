package event

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// capital says that a noun behind "the" is written as a name: "the Council".
func (r *reader) capital(w text.TokenID) bool {
	d := r.trees.Child(w, "det")
	return r.trees.UPOS(w) == "NOUN" && d != text.NoToken && r.lower(d) == "the" && d == w-1 && unicode.IsUpper(firstRune(r.doc.Word(w))) && r.doc.Sentences[r.doc.SentenceOf(w)].Kind != text.Title
}

// proper makes a side of a name that no mention holds: the state that it is or lies in, or somebody who is not known.
func (r *reader) proper(w text.TokenID) side {
	s := r.people(w)
	if m := r.bySurname(s.actor.Name, w); m != nil {
		return r.sideOf(m, w)
	}
	s.actor.Kind = "organisation"
	for _, c := range r.world.Find(s.actor.Name) {
		e := c.Entity
		if c.Place != nil && !c.Name.Ambiguous {
			e, _ = r.world.StateOn(c.Place.Country, knowledge.Date{})
		}
		if e != nil && e.Polity != nil {
			s.actor.ID, s.actor.Name, s.actor.Kind, s.actor.Country, s.actor.Sector = e.ID, e.Name, string(e.Kind), e.Country, "GOV"
			s.place = true
			break
		}
	}
	return s
}

// people makes a side of people whom nothing but a common noun tells: "two hostages". It is no political actor by itself.
func (r *reader) people(w text.TokenID) side {
	f := r.trees
	first := w
	verb := text.NoToken // one that the tree takes for a modifier: "the opposition accused soldiers of killing"
	for _, c := range f.ChildrenBy(w, "amod", "compound") {
		if c < w && r.misread(c) {
			verb = c
		}
	}
	for _, c := range f.ChildrenBy(w, "amod", "compound") {
		if c < w && c > verb && !r.isTime(c) && r.lower(c) != "own" {
			first = min(first, max(f.Edges(c).First, verb+1))
		}
	}
	words, span := r.doc.Quote(r.doc.SpanOf(text.TokenRange{First: first, End: r.behindOf(w)}))
	s := side{actor: record.Actor{Name: words, Kind: "population", Text: words, Span: &span}, at: w, direct: true}
	if g := r.groupOf(w); g != nil {
		s.actor = *g
		return s
	}
	r.possess(w, &s.actor)
	if s.actor.Country == "" && r.inClass(w, "counterpart") {
		r.elsewhere(w, &s.actor)
		r.nameCounterpart(w, &s)
	}
	if s.actor.Country == "" {
		r.headedBy(w, &s.actor)
	}
	for _, c := range f.ChildrenBy(w, "amod", "compound") { // "German broadcaster"
		if c < w && s.actor.Country == "" && unicode.IsUpper(firstRune(r.doc.Word(c))) {
			s.actor.Country = r.stateOf(c)
		}
	}
	if s.actor.Sector == "" && r.worldly {
		r.atWork(w, &s.actor)
	}
	return s
}

// headedBy gives a delegation, a force or a mission the country of who leads it: "a delegation headed by Iran's foreign minister".
func (r *reader) headedBy(w text.TokenID, a *record.Actor) {
	if !r.inClass(w, "deputation") && !r.inClass(w, "led_body") {
		return
	}
	for _, v := range r.trees.ChildrenBy(w, "acl") {
		if !r.inClass(v, "leading") || r.trees.Morph(v).XPOS == "VBG" {
			continue
		}
		for _, by := range r.prepositional(v, "by", nil) {
			if all := r.phrase(by, 1); len(all) == 1 && all[0].direct && isCode(all[0].actor.Country) && governs(all) {
				a.Country, a.Sector = all[0].actor.Country, all[0].actor.Sector
				return
			}
		}
	}
}

// many says that a word of number or a number of thousands alone stands for those who protest: "Thousands marched in Nairobi".
func (r *reader) many(w text.TokenID) bool {
	f := r.trees
	if !r.worldly || r.trying == nil || r.trying.trigger.Frame.Type != ontology.Protest || !f.IsRel(w, "nsubj", "nsubj:pass") || f.Child(w, "nmod") != text.NoToken {
		return false
	}
	return (f.UPOS(w) == "NOUN" || f.UPOS(w) == "NUM") && r.lexicon.In("multitude", r.lower(w)) || f.UPOS(w) == "NUM" && strings.Contains(r.doc.Word(w), ",")
}

// behindOf gives the end of a phrase of people with the name behind its "of": "editor of Cumhuriyet".
func (r *reader) behindOf(w text.TokenID) text.TokenID {
	f := r.trees
	for _, of := range r.prepositional(w, "of", nil) {
		if edges := f.Edges(of); (f.UPOS(of) == "PROPN" || unicode.IsUpper(firstRune(r.doc.Word(of)))) && edges.First == w+1 && edges.Len() <= 5 {
			return edges.End
		}
	}
	for _, of := range r.prepositional(w, "of", nil) { // "the new head of state"
		if of == w+2 && slices.ContainsFunc(r.world.Find(r.doc.SpanOf(text.TokenRange{First: w, End: of + 1}).Of(r.doc.Text)), func(c knowledge.Candidate) bool { return c.Agent != nil }) {
			return of + 1
		}
	}
	if r.inClass(w, "firm") && f.Morph(w).Feat("Number") == "Sing" { // "a firm in Saint Petersburg"
		for _, in := range r.prepositional(w, "in", nil) {
			if edges := f.Edges(in); r.doc.PlaceAt(in) != nil && edges.First == w+1 && edges.Len() <= 4 {
				return edges.End
			}
		}
	}
	if r.inClass(w, "anybody") && int(w+1) < len(r.doc.Tokens) && r.lexicon.In("leaning", r.lower(w+1)) { // "individuals opposed to the Taliban"
		for _, c := range f.Children(w) {
			if edges := f.Edges(c); c > w && edges.First == w+1 && edges.Len() <= maxLeaning {
				return edges.End
			}
		}
	}
	if r.doc.NumberBehind(w) { // "Thai F-16s"
		return w + 3
	}
	return w + 1
}

// maxLeaning is how many words tell whom people are for or against.
const maxLeaning = 6

// groupOf gives the armed group whose men a pronoun before a noun tells them to be, who are the group: "its gunmen".
func (r *reader) groupOf(w text.TokenID) *record.Actor {
	owner := r.trees.Child(w, "nmod:poss")
	if owner == text.NoToken || r.trees.UPOS(owner) != "PRON" || !r.inClass(w, "fighter") && !r.inClass(w, "commander") {
		return nil
	}
	of := r.owners(owner)
	if len(of) != 1 {
		return nil
	}
	switch knowledge.Kind(of[0].Kind) {
	case knowledge.ArmedGroup, knowledge.Criminal:
		return &of[0]
	}
	return nil
}

// elsewhere gives somebody who is told by whom he is the like of the country behind "in": "his counterpart in Angola".
func (r *reader) elsewhere(w text.TokenID, a *record.Actor) {
	first, end := w, r.doc.Sentences[r.doc.SentenceOf(w)].Tokens.End
	if w+2 >= end || r.lower(w+1) != "in" {
		return
	}
	at := w + 2
	p := r.doc.PlaceAt(at)
	if p == nil || !isCode(p.Where.Country) {
		return
	}
	if o := r.trees.Child(w, "nmod:poss"); o != text.NoToken && o < w {
		first = o
	}
	for at+1 < end && r.doc.PlaceAt(at+1) == p {
		at++
	}
	words, span := r.doc.Quote(r.doc.SpanOf(text.TokenRange{First: first, End: at + 1}))
	a.Name, a.Text, a.Span, a.Country = words, words, &span, p.Where.Country
	if r.trees.Morph(w).Feat("Number") != "Plur" {
		a.Kind = string(knowledge.Person)
	}
	if a.Sector == "" {
		a.Sector = "GOV"
	}
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

// possess gives people the country of the state or body that a pronoun before them means, and its name in place of the
// pronoun: "its troops" are the "troops of Armenia".
func (r *reader) possess(w text.TokenID, a *record.Actor) {
	f := r.trees
	owner := f.Child(w, "nmod:poss")
	if owner == text.NoToken || f.UPOS(owner) != "PRON" {
		return
	}
	of := r.owners(owner)
	if len(of) != 1 || of[0].Country == "" {
		return
	}
	if of[0].Kind == string(knowledge.Person) {
		if r.inClass(w, "office_before") { // who was minister before a minister is of his state
			a.Country, a.Sector = of[0].Country, of[0].Sector
			return
		}
		if n := r.noun(w); powers(n.sector) && !r.inClass(w, "alien") && isCode(of[0].Country) { // "one of her own generals"
			a.Country, a.Sector = of[0].Country, n.sector
		}
		return
	}
	state, ok := r.world.StateOn(of[0].Country, knowledge.Date{})
	if !ok {
		return
	}
	owned := state.Name
	switch knowledge.Kind(of[0].Kind) {
	case knowledge.Party, knowledge.Movement, knowledge.ArmedGroup, knowledge.Company, knowledge.NGO:
		owned = of[0].Name // "96 of its members"
	}
	a.Name += " of " + owned
	if r.inClass(w, "other_state") && knowledge.Kind(of[0].Kind) == knowledge.State {
		a.Sector = "GOV"
		return // a state's ally is no part of it
	}
	a.Country = of[0].Country
	r.atWork(w, a)
}

// unknown makes a side of a name that the knowledge does not hold. It is no political actor by itself.
func (r *reader) unknown(n *text.Name, w text.TokenID) side {
	words, span := r.doc.Quote(n.Span)
	if m := r.bySurname(words, w); m != nil {
		return r.sideOf(m, w)
	}
	kind := "organisation"
	if n.Type == text.PersonName {
		kind = "person"
	}
	return side{actor: record.Actor{Name: words, Kind: kind, Text: words, Span: &span}, at: w, direct: true}
}

// bySurname gives the mention of the only person of the report, told in full elsewhere, whose surname a word is: "Kwabe's rivals" in a
// headline above "Roland Kwabe".
func (r *reader) bySurname(name string, w text.TokenID) *text.Mention {
	const shortest = 3
	if len(name) < shortest || strings.Contains(name, " ") || unicode.IsLower(firstRune(name)) {
		return nil
	}
	var found *text.Mention
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if m.As.Kind != string(knowledge.Person) || m.Form != text.NamedMention || m.Head == w {
			continue
		}
		words := m.Span.Of(r.doc.Text)
		if !strings.HasSuffix(words, " "+name) && !strings.HasSuffix(words, "-"+name) {
			continue
		}
		if found != nil && found.Key != m.Key {
			return nil
		}
		found = m
	}
	return found
}

// nameAround gives the actor whose name a word is part of without being its head, where the tree hangs what belongs to the
// name on it: "the Organization of American States, which suspended Honduras".
func (r *reader) nameAround(w text.TokenID) *text.Mention {
	if r.trees.UPOS(w) != "PROPN" || len(r.doc.MentionsAt(w)) > 0 {
		return nil
	}
	_, end := r.doc.MentionsIn(r.doc.Tokens[w].Span)
	for i := end - 1; i >= 0 && r.doc.Mentions[i].Span.End+longName > r.doc.Tokens[w].Span.Start; i-- {
		if m := &r.doc.Mentions[i]; m.Form == text.NamedMention && m.As.Kind != string(knowledge.Person) && m.Tokens.Has(w) && m.Head != w && r.capital(m.Head) {
			return m
		}
	}
	return nil
}

// longName is how many bytes before a word the end of a mention may lie for the search for one around it to go on.
const longName = 120

// stateOf gives the country that a modifier names, "" for none.
func (r *reader) stateOf(c text.TokenID) string {
	for _, m := range r.doc.MentionsAt(c) {
		if isCode(m.As.Country) {
			return m.As.Country
		}
	}
	for _, found := range r.world.Find(r.doc.Word(c)) {
		if found.Entity != nil && found.Entity.Polity != nil && !found.Name.Ambiguous {
			return found.Entity.Country
		}
	}
	return ""
}

// nations makes states of peoples that say or are told something by those who govern others: "Washington praised the Czechs", "the
// Dutch have recognised Palestine".
func (r *reader) nations(c *candidate) {
	if material(c.trigger.Frame.Type) {
		return
	}
	for _, pair := range [][2][]side{{c.actors, c.recipients}, {c.recipients, c.actors}} {
		own, others := pair[0], pair[1]
		if len(others) == 0 || !governs(others) || sharesCountry(own, others) {
			continue
		}
		for i := range own {
			if r.nation(&own[i]) {
				at := own[i].at
				own[i] = r.stateSide(own[i].actor.Country)
				own[i].at = at
			}
		}
	}
}

// nation says that a side is told by the name of a people alone: "the Czechs".
func (r *reader) nation(s *side) bool {
	f := r.trees
	if s.actor.Kind != string(knowledge.Population) || !isCode(s.actor.Country) || s.at == text.NoToken || !unicode.IsUpper(firstRune(r.doc.Word(s.at))) {
		return false
	}
	d := f.Child(s.at, "det")
	state, ok := r.world.StateOn(s.actor.Country, knowledge.Date{})
	return ok && state.Kind == knowledge.State && d != text.NoToken && d == s.at-1 && r.lower(d) == "the"
}
