package refer

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// possessed finds who is described as a state's, a body's or a group's by a pronoun, "its foreign minister", "whose police", or
// by a description, "the kingdom's envoy". Such
// a description is an actor of its own, named by its owner, unless it is the owner as a whole ("its fighters").
func possessed(doc *text.Document, base *knowledge.Base, l *lexicon) []text.Reference {
	var all []text.Reference
	for t := range doc.Tokens {
		w := text.TokenID(t)
		if !doc.Trees.IsRel(w, "nmod:poss") || doc.Trees.UPOS(w) != "PRON" && (doc.Trees.UPOS(w) != "NOUN" || doc.ReferenceAt(w) == nil) {
			continue
		}
		if r, ok := possessedBy(doc, base, l, w); ok {
			all = append(all, r)
		}
	}
	return all
}

// ofOwned gives the references of pronouns and descriptions that mean who is owned: "His foreign ministry was silent. It accused".
func ofOwned(links []Link, doc *text.Document) []text.Reference {
	var all []text.Reference
	for i := range links {
		l := &links[i]
		if len(l.Mentions) > 0 || l.As != nil || len(l.Antecedents) != 1 {
			continue
		}
		if r := doc.ReferenceAt(l.Antecedents[0].Head); r != nil && r.Head == l.Antecedents[0].Head && r.As != nil {
			all = append(all, text.Reference{Span: doc.SpanOf(l.Tokens), Tokens: l.Tokens, Head: l.Head, As: r.As, Rule: l.Rule, Lost: l.Lost})
		}
	}
	return all
}

// possessedBy makes the reference of what a possessive pronoun owns.
func possessedBy(doc *text.Document, base *knowledge.Base, l *lexicon, pronoun text.TokenID) (text.Reference, bool) {
	f := doc.Trees
	head := f.Head(pronoun)
	if head == text.NoToken || head < pronoun || len(doc.MentionsAt(head)) > 0 || doc.ReferenceAt(head) != nil || f.UPOS(head) != "NOUN" {
		return text.Reference{}, false
	}
	m := ownerOf(doc, pronoun)
	if m == nil {
		return text.Reference{}, false
	}
	if state := rules(base, m); state != nil && officeOf(base, l, doc.SpanOf(text.TokenRange{First: pronoun + 1, End: head + 1}).Of(doc.Text)) {
		m = state
	}
	if !owns(m) {
		return text.Reference{}, false
	}
	words := text.TokenRange{First: pronoun + 1, End: head + 1}
	if c := f.Child(pronoun, "case"); c == pronoun+1 && c < head {
		words.First = c + 1 // "the country's foreign minister"
	}
	span := doc.SpanOf(words)
	a, ok := belonging(base, l, m, span.Of(doc.Text), f.Morph(head).Feat("Number") == "Plur")
	if !ok {
		return text.Reference{}, false
	}
	return text.Reference{Span: span, Tokens: words, Head: head, As: &a, Rule: "owned by a pronoun"}, true
}

// owns says that an actor is a state, a body or a group that has officers of its own.
func owns(m *text.Mention) bool {
	switch knowledge.Kind(m.As.Kind) {
	case knowledge.State, knowledge.Territory, knowledge.IGO, knowledge.ArmedGroup, knowledge.Party, knowledge.Movement, knowledge.Government:
		return m.As.Country != "" && (m.As.ID != "" || m.As.Kind != string(knowledge.State))
	}
	return false
}

// rules gives the state whose office a person holds, nil for others.
func rules(base *knowledge.Base, m *text.Mention) *text.Mention {
	if m.As.Kind != string(knowledge.Person) || m.As.Sector != "GOV" {
		return nil
	}
	e, ok := base.StateOn(m.As.Country, knowledge.Date{})
	if !ok {
		return nil
	}
	return &text.Mention{As: record.Actor{ID: e.ID, Name: e.Name, Kind: string(knowledge.State), Country: e.Country, Sector: "GOV"}}
}

// officeOf says that words are nothing but the noun for a body or an officer of a state, so that a president's or a minister's is that of the
// state: "his foreign ministry", "her prime minister". Who speaks for somebody or helps him is his own.
func officeOf(base *knowledge.Base, l *lexicon, words string) bool {
	agent, noun := nounOf(base, words)
	last := strings.ToLower(words[strings.LastIndexByte(words, ' ')+1:])
	if noun != nil { // "his government" is he as well
		return first(noun.Sectors) == "GOV" && noun.Class != "government"
	}
	return agent != nil && first(agent.Sectors) == "GOV" && !l.is(wordVoice, last)
}

// ownerOf gives the one actor that a possessive pronoun means; for "whose" it is told by the noun before.
func ownerOf(doc *text.Document, pronoun text.TokenID) *text.Mention {
	f := doc.Trees
	if f.Morph(pronoun).XPOS == "WP$" {
		for v := f.Head(pronoun); v != text.NoToken; v = f.Head(v) {
			if f.IsRel(v, "acl:relcl") {
				if all := doc.MentionsAt(f.Head(v)); len(all) == 1 {
					return all[0]
				}
				return nil
			}
		}
		return nil
	}
	r := doc.ReferenceAt(pronoun)
	if r == nil || len(r.Antecedents) != 1 {
		return nil
	}
	return &doc.Mentions[r.Antecedents[0]]
}

// belonging describes who is told by a noun as an actor's; ok is false where the noun names nobody who acts, or somebody who
// is not of his owner: "its allies".
func belonging(base *knowledge.Base, l *lexicon, m *text.Mention, words string, plural bool) (a record.Actor, ok bool) {
	agent, noun := nounOf(base, words)
	last := strings.ToLower(words[strings.LastIndexByte(words, ' ')+1:])
	if agent == nil && noun == nil || l.is(wordAlien, last) {
		return a, false
	}
	sectors := sectorsOf(agent, noun)
	switch {
	case len(sectors) == 0:
		if !l.is(wordOfficer, last) {
			return a, false
		}
	case !l.is(wordCivil, strings.ToLower(sectors[0])) && !plural:
		return a, false // "its army" is what the state does
	case plural && !l.is(wordFighter, last) && !l.is(wordCivil, strings.ToLower(sectors[0])):
		return a, false
	}
	of := governed(base, &m.As)
	if of.Kind == string(knowledge.State) || of.Kind == string(knowledge.Territory) {
		if plural && l.is(wordFighter, last) {
			return a, false
		}
	} else {
		if plural && l.is(wordFighter, last) {
			return *of, of.Kind != string(knowledge.Government) || !l.is(wordCivil, strings.ToLower(of.Sector)) // the men of a ministry are not it
		}
		if found := base.Find(of.Name + " " + words); len(found) > 0 && found[0].Entity != nil && !found[0].Name.Ambiguous {
			e := found[0].Entity
			return record.Actor{ID: e.ID, Name: e.Name, Kind: string(e.Kind), Country: of.Country, Sector: of.Sector}, true
		}
	}
	a = record.Actor{Name: nameOwned(base, of, words, plural), Kind: string(knowledge.Person), Country: of.Country}
	switch {
	case noun != nil:
		a.Kind, a.Sector = string(noun.Kind), first(noun.Sectors)
		if noun.Title != "" && of.Kind == string(knowledge.State) {
			a.Role = noun.Title + " of " + of.Name
		}
	case agent.Class == "population":
		a.Kind, a.Sector = string(knowledge.Population), first(agent.Sectors)
	default:
		a.Sector = first(agent.Sectors)
		if plural || agent.Class == "collective" {
			a.Kind = "group"
		}
	}
	if len(sectors) == 0 {
		a.Sector = of.Sector // who speaks for or leads somebody is of his sector
	}
	if of.Kind != string(knowledge.State) && of.Kind != string(knowledge.Territory) || a.Sector == "" && a.Kind == string(knowledge.Person) {
		a.Sector = of.Sector
	}
	return a, a.Sector != ""
}

// governed gives the state in place of its government, where that is told by its noun alone: the ambassador of "the government" is that of
// the state.
func governed(base *knowledge.Base, of *record.Actor) *record.Actor {
	if of.ID != "" || of.Kind != string(knowledge.Government) || !strings.HasSuffix(strings.ToLower(of.Name), "government") {
		return of
	}
	e, ok := base.StateOn(of.Country, knowledge.Date{})
	if !ok {
		return of
	}
	return &record.Actor{ID: e.ID, Name: e.Name, Kind: string(knowledge.State), Country: e.Country, Sector: "GOV"}
}

func sectorsOf(agent *knowledge.Agent, noun *knowledge.Institution) []string {
	if noun != nil {
		return noun.Sectors
	}
	return agent.Sectors
}

func first(sectors []string) string {
	if len(sectors) == 0 {
		return ""
	}
	return sectors[0]
}

// nounOf finds the longest noun of the knowledge at the end of a description.
func nounOf(base *knowledge.Base, words string) (agent *knowledge.Agent, noun *knowledge.Institution) {
	for {
		for _, c := range base.Find(words) {
			if agent == nil {
				agent = c.Agent
			}
			if noun == nil {
				noun = c.Institution
			}
		}
		_, rest, ok := strings.Cut(words, " ")
		if agent != nil || noun != nil || !ok {
			return agent, noun
		}
		words = rest
	}
}

// nameOwned puts the owner's name in place of the pronoun: "Minister of Foreign Affairs (Chad)", "Chadian soldiers",
// "spokesman of Hamas".
func nameOwned(base *knowledge.Base, of *record.Actor, words string, plural bool) string {
	ministry, minister := words, false
	if stem, ok := strings.CutSuffix(words, " minister"); ok {
		ministry, minister = stem+" ministry", true
	}
	state := of.Kind == string(knowledge.State)
	if state {
		for _, c := range base.Find(ministry) {
			if c.Institution == nil || !strings.HasPrefix(c.Institution.Title, "Ministry of ") {
				continue
			}
			title := c.Institution.Title
			if minister {
				title = "Minister" + strings.TrimPrefix(title, "Ministry")
			}
			return title + " (" + of.Name + ")"
		}
	}
	if e, ok := base.Entity(of.ID); ok && state && plural {
		if i := slices.IndexFunc(e.Names, func(n knowledge.Name) bool { return n.Relation == knowledge.IsAdjective }); i >= 0 {
			return e.Names[i].Text + " " + words
		}
	}
	if words == "government" {
		words = "Government"
	}
	if r, _ := utf8.DecodeRuneInString(of.Name); of.ID == "" && unicode.IsLower(r) {
		return words + " of the " + of.Name // "the army, whose chief"
	}
	return words + " of " + of.Name
}

// withOwned puts the descriptions by owners among the references.
func withOwned(all, more []text.Reference) []text.Reference {
	for _, r := range more {
		if !slices.ContainsFunc(all, func(o text.Reference) bool { return o.Tokens.First < r.Tokens.End && r.Tokens.First < o.Tokens.End }) {
			all = append(all, r)
		}
	}
	slices.SortStableFunc(all, func(x, y text.Reference) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
	return all
}
