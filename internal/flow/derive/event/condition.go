package event

import (
	"slices"
	"strings"
	"unicode"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/text"
)

// kindOf tells whether what stands at a word is of a kind that a condition asks for.
func (r *reader) kindOf(w text.TokenID, kind string) bool {
	f := r.trees
	switch kind {
	case "act":
		return r.inside(w, 0) != text.NoToken
	case "must":
		return r.must(w)
	case "own":
		return r.own(w) != otherSubject
	case "other":
		return r.own(w) == otherSubject
	case "bare":
		return r.bare(w)
	case "if":
		return r.staked(w)
	case "ours":
		return r.ours(w)
	case "force":
		return r.tellsOfForce(w)
	case "passive":
		return r.passive(w)
	case "gunfire":
		return r.gunfire(w)
	case "crossing":
		p := r.doc.PlaceAt(w)
		return p != nil && p.Where.Precision == "crossing"
	case "grave":
		return slices.ContainsFunc(f.Subtree(w), func(x text.TokenID) bool { return r.inClass(x, "grave") })
	case "due":
		return slices.ContainsFunc(f.ChildrenBy(w, "aux"), func(a text.TokenID) bool { return f.Morph(a).XPOS == "MD" && r.lexicon.In("future", r.lower(a)) })
	case "not":
		return slices.ContainsFunc(f.ChildrenBy(w, "advmod"), func(a text.TokenID) bool {
			return slices.ContainsFunc(r.lexicon.Operators(lexicon.Adverb, r.lower(a)), func(o lexicon.Operator) bool { return o.Effect == lexicon.Denied })
		})
	case "clause":
		return f.UPOS(w) == "VERB" || r.predicate(w)
	case "plural":
		return f.Morph(w).Feat("Number") == "Plur" || f.Child(w, "conj") != text.NoToken
	case "number":
		return f.UPOS(w) == "NUM" || f.Child(w, "nummod") != text.NoToken
	case "time":
		return r.isTime(w)
	case "money":
		return r.isMoney(w)
	case "place":
		return r.doc.PlaceAt(w) != nil || r.pointed(w) != nil || r.namedPlace(w) || slices.ContainsFunc(r.doc.MentionsAt(w), func(m *text.Mention) bool { return m.Form == text.PlaceMention })
	}
	if in := r.inside(w, 0); in != text.NoToken && r.actAt(in).trigger.Frame.Type == kind {
		return true
	}
	if kind == "actor" {
		return r.byNoun(w) || slices.ContainsFunc(r.sides(w), func(s side) bool { return (political(&s.actor) || r.worldly && someone(&s)) && !s.place })
	}
	actors := r.doc.ActorsAt(w)
	if len(actors) == 0 {
		for _, s := range r.sides(w) {
			if s.direct && !s.place {
				actors = append(actors, s.actor)
			}
		}
	}
	for _, a := range actors {
		switch kind {
		case "state":
			if a.Kind == "state" || a.Kind == "territory" || a.Kind == "government body" {
				return true
			}
		case "ruler":
			if a.Kind == "person" && a.Sector == "GOV" {
				return true
			}
		case "person":
			if a.Kind == "person" {
				return true
			}
		case "group":
			if a.Kind == "armed group" || a.Kind == "movement" || a.Kind == "criminal group" || a.Kind == "group" && !civil(a.Sector) {
				return true
			}
		case "org":
			if a.Kind != "person" && a.Kind != "population" && a.Kind != "state" && a.Kind != "territory" {
				return true
			}
		case "population":
			if a.Kind == "population" || a.Kind == "group" {
				return true
			}
		}
	}
	return false
}

// gunfire says that "fire" is of the guns of a state: "Israeli fire killed three". A fire that burns has an article.
func (r *reader) gunfire(w text.TokenID) bool {
	f := r.trees
	return lowerLemma(f.Lemma(w)) == "fire" && f.Morph(w).XPOS == "NN" && f.Child(w, "det") == text.NoToken &&
		slices.ContainsFunc(f.ChildrenBy(w, "amod", "compound", "nmod:poss"), func(m text.TokenID) bool {
			return r.stateOf(m) != "" || r.inClass(m, "weapon") || r.inClass(m, "armed")
		})
}

// namedPlace says that a word stands in the name of a place behind a preposition, of which nothing more is known: "tanks were moved up to Sharurah".
func (r *reader) namedPlace(w text.TokenID) bool {
	n := r.doc.NameAt(w)
	return n != nil && n.Type == text.LocationName && r.trees.UPOS(w) == "PROPN" && (r.trees.Child(w, "case") != text.NoToken || r.trees.IsRel(w, "obj")) && len(r.doc.MentionsAt(w)) == 0
}

// whose says whose the subject of a clause is.
type whose int

const (
	ownSubject   whose = iota // that of the word that governs the clause, or none of its own
	otherSubject              // somebody else
)

// own compares the subject of a clause with that of the word that is tried: the same actor, its country, a pronoun.
func (r *reader) own(clause text.TokenID) whose {
	s := r.subject(clause)
	if s == text.NoToken && r.trees.Child(clause, "csubj") != text.NoToken {
		return otherSubject // "whoever wins will need India"
	}
	if s == text.NoToken || r.trying == nil {
		return ownSubject
	}
	inner, outer := r.sides(s), r.sides(r.subject(r.trying.at))
	if len(inner) == 0 {
		if r.trees.UPOS(s) == "PRON" && !r.inClass(s, "indefinite") { // "whoever wins"
			return ownSubject
		}
		return otherSubject
	}
	for i := range inner {
		for j := range outer {
			a, b := &inner[i].actor, &outer[j].actor
			if sameActor(a, b) || a.Country == b.Country && isCode(a.Country) {
				return ownSubject
			}
		}
	}
	return otherSubject
}

func isCode(country string) bool {
	return country != "" && country != "IGO" && country != "NGO" && country != "ISG"
}

// bare says that the verb of a clause is a subjunctive: "demanded that Israel withdraw".
func (r *reader) bare(w text.TokenID) bool {
	f := r.trees
	s := f.Child(w, "nsubj")
	if s == text.NoToken {
		s = f.Child(w, "nsubj:pass")
	}
	if s == text.NoToken || f.Child(w, "aux") != text.NoToken {
		return false
	}
	if be := f.Child(w, "aux:pass"); be != text.NoToken { // "orders that he be detained"
		return r.lower(be) == "be"
	}
	switch f.Morph(w).XPOS {
	case "VB":
		return true
	case "VBP":
		return f.Morph(s).Feat("Number") == "Sing" && f.Child(s, "conj") == text.NoToken && f.UPOS(s) != "PRON"
	}
	return false
}

// must says that a clause tells what somebody has to do: "Kabul must act", "Iran needs to comply".
func (r *reader) must(w text.TokenID) bool {
	f := r.trees
	subject := f.Child(w, "nsubj")
	for _, c := range f.ChildrenBy(w, "aux") {
		if r.lexicon.In("duty", r.lower(c)) && c > subject && !r.counterfactual(w) {
			return true
		}
	}
	if slices.ContainsFunc(f.ChildrenBy(w, "advmod"), func(a text.TokenID) bool { return r.lower(a) == "yet" }) {
		return false // "has yet to explain"
	}
	x := f.Child(w, "xcomp")
	return r.lexicon.In("duty_verb", lowerLemma(f.Lemma(w))) && x != text.NoToken && r.marked(x, "to") // not "had their licences withdrawn"
}

func (r *reader) isMoney(w text.TokenID) bool {
	if r.lexicon.In("money", r.trees.Lemma(w)) || r.trees.Morph(w).XPOS == "$" {
		return true
	}
	for _, c := range r.trees.Children(w) {
		if r.trees.Morph(c).XPOS == "$" || r.trees.IsRel(c, "compound", "nmod") && r.lexicon.In("money", r.trees.Lemma(c)) {
			return true
		}
	}
	return false
}

// holds tells whether a condition holds at a word, and where it does.
func (r *reader) holds(w text.TokenID, c *lexicon.Condition) bool {
	for _, slot := range c.Slots {
		for _, x := range r.fill(w, slot) {
			if !c.Any && r.reflexive(x) && !slices.Contains(c.Words, r.lower(x)) {
				continue // "his soldiers would defend themselves"
			}
			if r.fits(x, c) || slot == lexicon.Obj && r.selected(x, c) || r.means(x, slot, c) || slices.ContainsFunc(r.counted(x), func(of text.TokenID) bool { return r.fits(of, c) }) {
				return true
			}
			for _, k := range r.trees.ChildrenBy(x, "conj") {
				if r.fits(k, c) {
					return true
				}
			}
		}
	}
	return false
}

// reflexive says that a word means who does it: "themselves".
func (r *reader) reflexive(x text.TokenID) bool {
	word := r.lower(x)
	return r.trees.UPOS(x) == "PRON" && (strings.HasSuffix(word, "self") || strings.HasSuffix(word, "selves"))
}

// lemmas are the dictionary forms that a word may have: its own, the word itself, and for a noun that the dictionary
// has in the plural alone ("troops") the singular.
func (r *reader) lemmas(w text.TokenID) []string {
	if u := r.trees.UPOS(w); u == "PRON" || u == "NUM" {
		if o := r.thing(w); o != text.NoToken {
			return r.lemmas(o)
		}
	}
	lemma, form := lowerLemma(r.trees.Lemma(w)), r.lower(w)
	var all []string
	if w > 1 && r.doc.SentenceOf(w) == r.doc.SentenceOf(w-2) && r.doc.Word(w-1) == "-" && r.trees.Head(w-2) == w { // "cease-fire"
		all = append(all, r.lower(w-2)+"-"+lemma, r.lower(w-2)+lemma)
	}
	all = append(all, lemma)
	if form != lemma {
		all = append(all, form)
	}
	if singular, ok := strings.CutSuffix(lemma, "s"); ok && r.trees.UPOS(w) != "VERB" && len(singular) > 2 {
		all = append(all, singular)
	}
	if stem, ok := strings.CutSuffix(lemma, "y"); ok && form == stem+"ies" { // "ties"
		all = append(all, stem+"ie")
	}
	if stem, ok := strings.CutSuffix(lemma, "sis"); ok && form == stem+"ses" { // "bases"
		all = append(all, stem+"se")
	}
	if stem, number, ok := strings.Cut(lemma, "-"); ok && number != "" && number[0] >= '0' && number[0] <= '9' { // "MiG-21"
		all = append(all, stem)
	}
	all = append(all, r.designated(w)...)
	all = append(all, r.titled(w, lemma)...)
	if single, ok := strings.CutSuffix(lemma, "ll"); ok && len(single) > 3 && r.trees.UPOS(w) == "VERB" { // "initialled"
		all = append(all, single+"l")
	}
	if r.trees.UPOS(w) == "VERB" {
		all = append(all, unending(form)...)
	}
	return all
}

// designated gives what a name of a make, or letters with a number, stand for: "Mirages" and "F-16s" are jets, a "T-72" is a tank, an "S-400" a missile.
func (r *reader) designated(w text.TokenID) []string {
	for _, c := range r.trees.ChildrenBy(w, "flat") { // "Turkish F-16s" with F on Turkish
		if all := r.designated(c); c == w+1 && all != nil {
			return all
		}
	}
	if !unicode.IsUpper(firstRune(r.doc.Word(w))) {
		return nil
	}
	letters := r.lower(w)
	if r.trees.UPOS(w) == "PROPN" && (r.lexicon.In("craft_name", letters) || r.lexicon.In("craft_name", strings.TrimSuffix(letters, "s"))) {
		return []string{"jet", "warplane"}
	}
	if int(w)+2 >= len(r.doc.Tokens) || r.doc.Word(w+1) != "-" || r.doc.SentenceOf(w+2) != r.doc.SentenceOf(w) {
		return nil
	}
	if number := r.doc.Word(w + 2); number[0] < '0' || number[0] > '9' {
		return nil
	}
	switch {
	case r.lexicon.In("craft_letter", letters):
		return []string{"jet", "warplane"}
	case r.lexicon.In("tank_letter", letters):
		return []string{"tank"}
	case r.lexicon.In("missile_letter", letters):
		return []string{"missile"}
	}
	return nil
}

func (r *reader) inClass(w text.TokenID, class string) bool {
	return slices.ContainsFunc(r.lemmas(w), func(l string) bool { return r.lexicon.In(class, l) })
}

// titleNoun gives the common noun before a name that tells what it names: "the tanker Stena Impero", "the newspaper Zaman".
// NoToken where there is none.
func (r *reader) titleNoun(x text.TokenID) text.TokenID {
	f := r.trees
	if f.UPOS(x) != "PROPN" {
		return text.NoToken
	}
	if n := f.Child(x, "flat"); n != text.NoToken && n > x && f.UPOS(n) == "NOUN" { // "Evin prison"
		return n
	}
	for _, n := range f.ChildrenBy(x, "compound", "nmod:desc") {
		if n < x && f.UPOS(n) == "NOUN" && !r.human(n) && f.Child(x, "det", "nmod:poss", "amod") != text.NoToken {
			return n
		}
	}
	return text.NoToken
}

func (r *reader) fits(x text.TokenID, c *lexicon.Condition) bool {
	if c.Any {
		return true
	}
	if o := r.goesBackTo(x); o != text.NoToken && o != x {
		x = o
	}
	lemmas := r.lemmas(x)
	if o := r.thingMeant(x); o != text.NoToken && (slices.ContainsFunc(r.lemmas(o), func(l string) bool { return slices.Contains(c.Words, l) }) ||
		slices.ContainsFunc(c.Class, func(class string) bool { return r.inClass(o, class) })) {
		return true
	}
	if slices.ContainsFunc(lemmas, func(l string) bool { return slices.Contains(c.Words, l) }) {
		return true
	}
	if n := r.titleNoun(x); n != text.NoToken && (slices.ContainsFunc(r.lemmas(n), func(l string) bool { return slices.Contains(c.Words, l) }) ||
		slices.ContainsFunc(c.Class, func(class string) bool { return r.inClass(n, class) })) {
		return true
	}
	for _, class := range c.Class {
		if r.inClass(x, class) {
			return true
		}
		if r.lexicon.In("person_pronoun", r.lower(x)) && (class == "people" || class == "bodily") {
			return true
		}
	}
	if n := r.measured(x); n != text.NoToken && (slices.ContainsFunc(r.lemmas(n), func(l string) bool { return slices.Contains(c.Words, l) }) ||
		slices.ContainsFunc(c.Class, func(class string) bool { return r.inClass(n, class) })) {
		return true
	}
	return slices.ContainsFunc(c.Kinds, func(k string) bool { return r.kindOf(x, k) })
}

// measured gives the noun that a measure or a share is of: "dozens of strikes", "most of its aid". It is NoToken for others.
func (r *reader) measured(x text.TokenID) text.TokenID {
	if !r.inClass(x, "measure") && !r.lexicon.In("quantity", r.lower(x)) {
		return text.NoToken
	}
	for _, of := range r.trees.ChildrenBy(x, "nmod", "obl") {
		if of > x && r.marked(of, "of") {
			return of
		}
	}
	return text.NoToken
}

// unending gives what a regular form of a verb may come from, whatever the lemma of the tree: "convened", "heaped".
func unending(form string) []string {
	for _, ending := range []string{"ed", "ing"} {
		stem, ok := strings.CutSuffix(form, ending)
		if !ok || len(stem) < 3 {
			continue
		}
		all := []string{stem, stem + "e"}
		if n := len(stem); stem[n-1] == stem[n-2] {
			all = append(all, stem[:n-1])
		}
		return all
	}
	return nil
}
