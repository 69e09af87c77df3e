package refer

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// form is how a phrase tells of what it means.
type form uint8

const (
	aPronoun   form = iota
	aName           // "Putin"
	definite        // "the envoy"
	near            // "this group"
	owned           // "his brother"
	indefinite      // "a man"
	bare            // "protesters"
	modifier        // "Israeli" in "Israeli strikes"
	joint           // "Putin and Xi"
	forms
)

// role is what a phrase is in its clause.
type role uint8

const (
	otherRole role = iota
	subject
	object
	oblique
	owner
	within // another phrase: "of the president"
	predicate
	top // of a sentence without a verb
	roles
)

// phrase is a noun phrase or a pronoun.
type phrase struct {
	traits
	head     text.TokenID
	words    text.TokenRange // from the first modifier to the head or the end of the name
	sentence int
	form     form
	role     role
	clause   text.TokenID // top of the clause that it stands in
	depth    int          // phrases that it stands within
	quote    int          // number of the quotation that it stands in, or -1
	name     string       // of a name, without title
	chain    int          // number of what it means, -1 where that is open
	mentions []int        // numbers in Document.Mentions
	members  []int        // of a joint phrase: numbers of phrases
	meant    []int        // of a description of several: numbers in Document.Mentions
	pronoun  *pronoun
	lead     float32 // of a pronoun with a chain: how sure that is
}

func (p *phrase) nominal() bool { return p.form != aPronoun }

// chain is what several phrases mean: somebody or something in the text.
type chain struct {
	traits
	phrases []int  // in the order of the text
	name    string // the first name
	title   bool   // told in a headline
	seen    int    // the last mark of a walk over the phrases before one
}

// reading is the work on one document.
type reading struct {
	*Resolver
	doc      *text.Document
	forest   *text.Forest
	phrases  []phrase // in the order of their heads, a joint phrase behind its first member
	at       []int32  // word -> number of the phrase that it is the head of, or -1
	chains   []chain
	byKey    map[string]int // of mentions -> chain
	byName   map[string]int
	bySur    map[string]int
	byJoint  map[string]int
	items    []int // of the sentences
	mentions map[text.TokenID][]int
	first    []int   // sentence -> number of its first phrase
	chained  []int   // noun phrases in the order in which they got chains
	speakers [][]int // quotation -> phrases of who speaks
	marks    int     // walks so far
	near     []int   // of the last walk
}

// collect finds the phrases of all sentences that belong to the report.
func (r *reading) collect() {
	r.at = make([]int32, len(r.doc.Tokens))
	for i := range r.at {
		r.at[i] = -1
	}
	r.phrases = make([]phrase, 0, len(r.doc.Tokens)/3+1)
	r.mentions = map[text.TokenID][]int{}
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if acting(m) || m.Form == text.PlaceMention {
			r.mentions[m.Head] = append(r.mentions[m.Head], i)
		}
	}
	quote := 0
	r.first = make([]int, len(r.doc.Sentences)+1)
	for i := range r.doc.Sentences {
		s := &r.doc.Sentences[i]
		r.first[i] = len(r.phrases)
		if s.Kind == text.PageParts || s.Kind == text.Dateline || s.Kind == text.Byline {
			continue
		}
		for t := s.Tokens.First; t < s.Tokens.End; t++ {
			for quote < len(r.doc.Quotations) && r.doc.Quotations[quote].Tokens.End <= t {
				quote++
			}
			q := -1
			if quote < len(r.doc.Quotations) && r.doc.Quotations[quote].Tokens.Has(t) {
				q = quote
			}
			r.word(i, t, q)
		}
		r.joints(i)
	}
	r.first[len(r.doc.Sentences)] = len(r.phrases)
}

// word adds the phrase whose head is a word, if there is one.
func (r *reading) word(sentence int, t text.TokenID, quote int) {
	p := phrase{head: t, sentence: sentence, quote: quote, chain: -1, mentions: r.mentions[t], words: text.TokenRange{First: t, End: t + 1}}
	f := r.forest
	lower := strings.ToLower(r.doc.Word(t))
	switch {
	case r.personal(t, lower):
		p.form, p.pronoun = aPronoun, r.lexicon.pronouns[lower]
		p.traits = p.pronoun.traits
		if lower == "her" && f.IsRel(t, "nmod:poss") {
			p.pronoun = r.lexicon.pronouns["hers"]
		}
	case r.heads(t):
		p.words = r.core(t)
		p.form = r.formOf(t, &p)
		r.describe(&p)
	case len(p.mentions) > 0 || r.nameWithin(t):
		p.form = modifier
		r.describe(&p)
	default:
		return
	}
	p.role, p.clause, p.depth = r.roleOf(t), f.Clause(t), r.depthOf(t)
	if p.form == modifier {
		p.role = within
	}
	r.at[t] = int32(len(r.phrases))
	r.phrases = append(r.phrases, p)
}

// personal says that a word is a personal pronoun.
func (r *reading) personal(t text.TokenID, lower string) bool {
	if _, ok := r.lexicon.pronouns[lower]; !ok {
		return false
	}
	switch r.forest.UPOS(t) {
	case "PRON":
		return true
	case "DET":
		return r.forest.IsRel(t, "nmod:poss", "det:poss")
	}
	return false
}

// heads says that a word is the head of a noun phrase.
func (r *reading) heads(t text.TokenID) bool {
	f := r.forest
	if f.IsRel(t, "compound", "flat", "fixed", "goeswith") {
		return false
	}
	switch f.UPOS(t) {
	case "NOUN", "PROPN":
		return true
	case "ADJ": // "the wounded"
		return f.Child(t, "det") != text.NoToken && f.IsRel(t, "nsubj", "obj", "obl", "nmod")
	case "NUM", "DET": // "two of them", "others"
		return f.IsRel(t, "nsubj", "obj") && len(r.mentions[t]) == 0
	case "PRON":
		return r.lexicon.is(wordBoth, strings.ToLower(r.doc.Word(t))) && f.IsRel(t, "nsubj", "obj")
	}
	return false
}

// nameWithin says that a word is the head of a name that modifies a noun: "a Trump adviser".
func (r *reading) nameWithin(t text.TokenID) bool {
	n := r.doc.NameAt(t)
	if n == nil || n.Tokens.End-1 != t || !r.forest.IsRel(t, "compound", "nmod") {
		return false
	}
	h := r.forest.Head(t)
	return h != text.NoToken && !n.Tokens.Has(h) && r.forest.UPOS(t) == "PROPN"
}

// core gives the words of a noun phrase from its first modifier to its head and the name that goes on behind it.
func (r *reading) core(t text.TokenID) text.TokenRange {
	f, w := r.forest, text.TokenRange{First: t, End: t + 1}
	for _, c := range f.Children(t) {
		switch {
		case c < t && f.IsRel(c, "det", "amod", "compound", "nummod", "nmod", "flat"):
			w.First = min(w.First, f.Edges(c).First)
		case c > t && f.IsRel(c, "flat"):
			w.End = max(w.End, f.Edges(c).End)
		}
	}
	if n := r.doc.NameAt(t); n != nil {
		w.First, w.End = min(w.First, n.Tokens.First), max(w.End, n.Tokens.End)
	}
	return w
}

// formOf reads the form of a noun phrase from its words before the head.
func (r *reading) formOf(t text.TokenID, p *phrase) form {
	f := r.forest
	if n := r.doc.NameAt(t); n != nil {
		p.name = r.doc.SpanOf(n.Tokens).Of(r.doc.Text)
		return aName
	}
	if n := r.titleOf(t); n != nil {
		p.name = r.doc.SpanOf(n.Tokens).Of(r.doc.Text)
		return aName
	}
	if f.UPOS(t) == "PROPN" && !r.plain(t) {
		p.name = r.doc.SpanOf(text.TokenRange{First: r.nameStart(t), End: p.words.End}).Of(r.doc.Text)
		return aName
	}
	for _, c := range f.Children(t) {
		if c > t {
			break
		}
		w := strings.ToLower(r.doc.Word(c))
		switch {
		case f.IsRel(c, "nmod:poss"):
			return owned
		case !f.IsRel(c, "det"):
		case r.lexicon.is(wordDefinite, w):
			return definite
		case r.lexicon.is(wordNear, w):
			return near
		case r.lexicon.is(wordIndefinite, w):
			return indefinite
		}
	}
	return bare
}

// plain says that a word which the tagger takes for a part of a name is a noun that describes: "the Central American nation".
func (r *reading) plain(t text.TokenID) bool {
	w := r.doc.Word(t)
	return w == strings.ToLower(w) && r.lexicon.descriptions[w] != nil
}

// titleOf gives the name behind a title that the tree makes the head: "Mr Lee".
func (r *reading) titleOf(t text.TokenID) *text.Name {
	if int(t)+1 >= len(r.doc.Tokens) || !r.forest.IsRel(t+1, "flat") || r.forest.Head(t+1) != t {
		return nil
	}
	w := strings.TrimSuffix(strings.ToLower(r.doc.Word(t)), ".")
	if !r.lexicon.is(wordMale, w) && !r.lexicon.is(wordFemale, w) {
		return nil
	}
	if n := r.doc.NameAt(t + 1); n != nil && n.Tokens.First == t+1 {
		return n
	}
	return nil
}

// nameStart gives the first of the proper nouns that end at a word.
func (r *reading) nameStart(t text.TokenID) text.TokenID {
	first := r.doc.Sentences[r.doc.SentenceOf(t)].Tokens.First
	for t > first && r.forest.UPOS(t-1) == "PROPN" && r.forest.IsRel(t-1, "compound", "flat") {
		t--
	}
	return t
}

// roleOf reads the role of a phrase, of the first member for those that are coordinated.
func (r *reading) roleOf(t text.TokenID) role {
	f := r.forest
	for f.IsRel(t, "conj", "appos", "flat") && f.Head(t) != text.NoToken {
		t = f.Head(t)
	}
	switch {
	case f.IsRel(t, "nsubj"):
		return subject
	case f.IsRel(t, "obj", "iobj"):
		return object
	case f.IsRel(t, "obl"):
		return oblique
	case f.IsRel(t, "nmod:poss"):
		return owner
	case f.IsRel(t, "nmod", "compound", "amod"):
		return within
	case f.Child(t, "cop") != text.NoToken:
		return predicate
	case f.Head(t) == text.NoToken:
		return top
	}
	return otherRole
}

// depthOf counts the nouns above a phrase within its clause.
func (r *reading) depthOf(t text.TokenID) int {
	n := 0
	for !r.forest.HeadsClause(t) && n < 3 {
		t = r.forest.Head(t)
		if u := r.forest.UPOS(t); u == "NOUN" || u == "PROPN" {
			n++
		}
	}
	return n
}

// describe finds the traits of a noun phrase.
func (r *reading) describe(p *phrase) {
	f, t := r.forest, p.head
	p.traits = traits{number: one, gender: male | female, class: thing}
	lemma := strings.ToLower(f.Lemma(t))
	if n := f.Morph(t).Feat("Number"); n == "Plur" || n == "Ptan" || f.UPOS(t) == "ADJ" || r.lexicon.is(wordMany, lemma) || f.UPOS(t) == "DET" {
		p.number = many
	}
	if f.UPOS(t) == "NUM" && lemma != "one" && lemma != "1" {
		p.number = many
	}
	if f.UPOS(t) == "ADJ" || f.UPOS(t) == "NUM" {
		p.class = person | thing
	}
	if n, ok := r.lexicon.noun(lemma); ok && p.form != aName {
		p.class, p.gender = n.class, n.gender
	} else if !ok && p.form != aName && agentive(lemma) {
		p.class, p.unsure = person|thing, true
	}
	if r.lexicon.is(wordLoose, lemma) && p.number == one {
		p.number = one | many
	}
	if p.form == aName || p.form == modifier {
		r.named(p)
	}
	for _, i := range p.mentions {
		r.meant(p, &r.doc.Mentions[i])
	}
}

// agentive says that an unknown noun ends as nouns of persons often do.
func agentive(lemma string) bool {
	return len(lemma) > 4 && (strings.HasSuffix(lemma, "er") || strings.HasSuffix(lemma, "or") || strings.HasSuffix(lemma, "ian") || strings.HasSuffix(lemma, "ant"))
}

// named finds the traits of a name by its type, its title and the given name.
func (r *reading) named(p *phrase) {
	n := r.doc.NameAt(p.head)
	if n == nil {
		p.class, p.unsure = person|body|place|thing, true
		if noun, ok := r.lexicon.noun(strings.ToLower(r.forest.Lemma(p.head))); ok && noun.class != thing {
			p.class, p.gender = noun.class, noun.gender
		}
		if months := r.lexicon.nouns[strings.ToLower(r.doc.Word(p.head))]; months.class == period {
			p.class = period
		}
		r.titled(p)
		return
	}
	if p.name == "" {
		p.name = r.doc.SpanOf(n.Tokens).Of(r.doc.Text)
	}
	switch n.Type {
	case text.PersonName:
		p.class = person
		p.gender = r.given(r.doc.Word(n.Tokens.First))
	case text.OrganisationName:
		p.class, p.number = body, one|many // "the United Nations"
	case text.LocationName:
		p.class, p.number = place|body, one
	}
	r.titled(p)
}

// given tells the gender of a first name.
func (r *reading) given(name string) gender {
	if r.base == nil {
		return male | female
	}
	g, ok := r.base.Given(name)
	if !ok {
		return male | female
	}
	switch g.Gender {
	case knowledge.Male:
		return male
	case knowledge.Female:
		return female
	}
	return male | female
}

// titled reads the words before a name: "Mr", "Queen", "spokeswoman".
func (r *reading) titled(p *phrase) {
	first := p.words.First
	if p.form == modifier || r.forest.IsRel(p.head, "flat") {
		first = p.head
	}
	last := p.head
	if p.words.Len() > 1 && p.head < p.words.End-1 {
		last++ // "Ms" is the head of "Ms Lee"
	}
	for t := first; t < last; t++ {
		w := strings.TrimSuffix(strings.ToLower(r.doc.Word(t)), ".")
		switch {
		case r.lexicon.is(wordMale, w):
			p.class, p.gender, p.unsure = person, male, false
		case r.lexicon.is(wordFemale, w):
			p.class, p.gender, p.unsure = person, female, false
		case r.lexicon.is(wordPerson, w):
			p.class, p.unsure = person, false
		case p.class&person != 0:
			if n, ok := r.lexicon.nouns[w]; ok && n.class == person && n.gender != male|female && r.forest.UPOS(t) != "PROPN" {
				p.gender = n.gender
			}
		}
	}
}

// meant takes over what is known of an actor.
func (r *reading) meant(p *phrase, m *text.Mention) {
	p.unsure = false
	switch k := knowledge.Kind(m.As.Kind); k {
	case knowledge.Person:
		p.class = person
		if g := r.genderOf(m); g != male|female {
			p.gender = g
		}
		if m.Plural {
			p.number = many
		}
	case knowledge.State, knowledge.Territory:
		p.class, p.number = place|body, one
	case knowledge.Population:
		p.class = person
		if m.Plural || p.number == many || r.forest.UPOS(p.head) != "NOUN" {
			p.number = many
		}
	case "group":
		if p.class == thing || m.Plural {
			p.class = person | body
		}
	case knowledge.ArmedGroup, knowledge.Movement, knowledge.Criminal, knowledge.Party:
		p.class = body
		p.number |= many
	default:
		p.class = body
		if p.number == one || p.form == aName {
			p.number = one | many
		}
	}
}

func (r *reading) genderOf(m *text.Mention) gender {
	g := m.Gender
	if r.base != nil && g == "" && m.As.ID != "" {
		if e, ok := r.base.Entity(m.As.ID); ok {
			g = string(e.Gender)
		}
	}
	switch g {
	case "m":
		return male
	case "f":
		return female
	}
	return male | female
}

// joints adds the phrases of a sentence that join others: "Putin and Xi".
func (r *reading) joints(sentence int) {
	for k, end := r.first[sentence], len(r.phrases); k < end; k++ {
		p := &r.phrases[k]
		if p.form == modifier || r.forest.IsRel(p.head, "conj") {
			continue
		}
		members := []int{k}
		plus := false
		for _, c := range r.forest.ChildrenBy(p.head, "conj") {
			if j := r.at[c]; j >= 0 {
				members = append(members, int(j))
			}
			if cc := r.forest.Child(c, "cc"); cc != text.NoToken && r.lexicon.is(wordPlus, strings.ToLower(r.doc.Word(cc))) {
				plus = true
			}
		}
		if len(members) < 2 || !plus {
			continue
		}
		r.join(*p, members)
	}
	slices.SortStableFunc(r.phrases[r.first[sentence]:], func(a, b phrase) int { return int(a.head) - int(b.head) })
	r.reindex(sentence)
}

func (r *reading) join(p phrase, members []int) {
	p.form, p.number, p.gender, p.pronoun, p.name, p.mentions = joint, many, male|female, nil, "", nil
	p.members = members
	for _, m := range members {
		p.class |= r.phrases[m].class
		p.words.End = max(p.words.End, r.phrases[m].words.End)
		p.words.First = min(p.words.First, r.phrases[m].words.First)
	}
	for _, m := range members {
		if p.class&person != 0 && r.phrases[m].class&person == 0 {
			p.unsure = true // persons and things together
		}
	}
	r.phrases = append(r.phrases, p)
}

// reindex finds the phrases again after they were sorted; the members of joint phrases are told by their heads.
func (r *reading) reindex(sentence int) {
	first := r.first[sentence]
	for k := first; k < len(r.phrases); k++ {
		if p := &r.phrases[k]; p.form != joint {
			r.at[p.head] = int32(k)
		}
	}
	for k := first; k < len(r.phrases); k++ {
		p := &r.phrases[k]
		if p.form != joint {
			continue
		}
		p.members = p.members[:0]
		p.members = append(p.members, int(r.at[p.head]))
		for _, c := range r.forest.ChildrenBy(p.head, "conj") {
			if j := r.at[c]; j >= 0 {
				p.members = append(p.members, int(j))
			}
		}
	}
}
