package claim

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Relation is one attribution as it stands in the text: a source, the words that tell that it says or holds something,
// and what it says. Relations that are no claims are found as well: what is only known or seen, or was not said.
type Relation struct {
	Frame   *Frame
	Cue     text.TokenRange // the words of the cue
	Word    text.TokenID    // the word of the cue that the frame hangs on
	Source  text.TokenID    // the head of the phrase that names the source, NoToken where none is told
	Content text.TokenRange // may run over several sentences, and over the cue where it stands in its midst
	Top     text.TokenID    // the word at the top of the content
	Target  text.TokenID    // the head of the phrase that names it, or NoToken
	Stance  record.Stance
	Direct  bool // the content is a quotation
	Clausal bool // the content is a clause or a quotation
	Negated bool // it was not said
	Idle    bool // the text leaves open whether it was said: a question, a condition, a wish

	via     []text.TokenID // heads of the phrases of those who passed it on
	listen  text.TokenID   // who was told, or NoToken
	gone    bool           // its content is another relation, which tells of it
	turn    bool           // a turn of a transcript
	inner   bool           // it stands within a quotation, in the words of who is quoted
	calls   text.TokenID   // the verb of "what it called", which is no claim beside this one
	toned   bool           // its stance is that of its words: what it denies is told with "not"
	hearsay bool           // "is believed to": nobody is told who says so
	back    bool           // its content is that of a claim before it, which a pronoun takes up
}

// IsClaim tells whether the text says that the source says or holds this.
func (r *Relation) IsClaim() bool {
	return !r.Negated && !r.Idle && !r.gone && !r.hearsay && r.Frame.Kind != kindKnow
}

// finder finds the relations of one document.
type finder struct {
	lex       *lexicon
	doc       *text.Document
	trees     *text.Forest
	relations []Relation
	phrases   []text.TokenRange             // of cues that are prepositions, with who is named, in the sentence
	byWord    map[text.TokenID]int          // word of a cue -> index in relations
	limit     text.TokenID                  // where a phrase that is described has to end, 0 for nowhere
	raised    map[text.TokenID]text.TokenID // cues that the tree hangs into the content of another one, with that one
}

// find gives the relations of a document in the order of their cues.
func (l *lexicon) find(doc *text.Document) *finder {
	x := &finder{lex: l, doc: doc, trees: doc.Trees, byWord: map[text.TokenID]int{}, raised: map[text.TokenID]text.TokenID{}}
	for i := range doc.Sentences {
		switch doc.Sentences[i].Kind {
		case text.PageParts, text.Dateline, text.Byline:
		default:
			x.sentence(i)
		}
	}
	x.transcript()
	slices.SortStableFunc(x.relations, func(a, b Relation) int { return cmp.Compare(a.Word, b.Word) })
	for i := range x.relations {
		x.byWord[x.relations[i].Word] = i
	}
	x.quotations()
	x.chains()
	x.tones()
	return x
}

func (x *finder) sentence(i int) {
	r := x.doc.Sentences[i].Tokens
	x.phrases = x.phrases[:0]
	for t := r.First; t < r.End; t++ {
		x.preposition(t, r)
	}
	x.raise(r)
	for t := r.First; t < r.End; t++ {
		switch x.trees.UPOS(t) {
		case "VERB", "AUX":
			if !x.deniedAs(t) {
				x.verb(t)
			}
			if x.trees.Morph(t).XPOS == "VBN" {
				x.adjective(t)
			}
		case "NOUN":
			if x.likeVerb(t) {
				x.verb(t)
			} else if x.participleNoun(t, r) {
				continue
			} else if !x.repaired(t) && !(x.nounLike(t) && x.tail(t)) {
				x.nominalCue(t, r)
			}
		case "ADJ":
			x.adjective(t)
		}
	}
	for t := r.First + 3; t < r.End-1; t++ {
		if x.trees.UPOS(t) == "VERB" {
			x.called(t, r)
			x.takenUp(t, r)
			x.takenUpByWords(t, r)
			x.blamedOn(t, r)
			x.quotedBehind(t, r)
		}
	}
	for t := r.First + 2; t < r.End-1; t++ {
		x.asSeen(t, r)
	}
	x.interposed(r)
	x.interposedBehind(r)
	x.trailing(r)
	x.asClaimed(r)
	x.heading(i)
	x.announced(r)
	x.answers(r)
	x.pronounDenials(r)
	x.misreadDenials(r)
	x.chargeDenials(r)
}

// behindTime gives the word behind the "that" of a clause before which only a time stands, or the first word.
func (x *finder) behindTime(r text.TokenRange) text.TokenID {
	const longest = 5
	for k := r.First; k < min(r.End, r.First+longest); k++ {
		if k > r.First && x.lower(k) == "that" && k+1 < r.End {
			return k + 1
		}
		if !x.inTime(k) {
			break
		}
	}
	return r.First
}

// add keeps a relation, unless its content holds no word or is the cue itself.
func (x *finder) add(r Relation) {
	r.Content = x.withoutLabel(x.trim(r.Content))
	if k := r.Content.First - 1; r.Clausal && k == r.Cue.End && k > r.Word && x.trees.UPOS(k) == "PRON" && x.trees.Head(k) == r.Word && (x.lower(k) == "it" || x.trees.Morph(k).Feat("Case") == "Nom") && x.trees.UPOS(r.Top) == "VERB" {
		r.Content.First = k // "reiterated it still considers", with "it" taken for the object
	}
	if that := x.behindTime(r.Content); that > r.Content.First {
		r.Content.First = that // "said this week that both sides had agreed"
	}
	if x.narrowed(&r); r.Content.Len() > 0 {
		r.Content = x.trim(r.Content)
	}
	if r.Cue.First == r.Word && r.Cue.First < r.Content.First && r.Content.End < r.Cue.End {
		r.Cue.End = r.Word + 1 // "waved the warning aside"
	}
	if r.Content.Len() < 1 || r.Cue.First <= r.Content.First && r.Content.End <= r.Cue.End {
		return
	}
	if x.saysNothing(&r) || r.Content.Len() == 1 && x.trees.UPOS(r.Content.First) == "PRON" || r.Clausal && !r.Direct && x.isClass(classUnnamed, r.Top) && x.negated(r.Top) {
		return
	}
	if r.Stance == "" {
		r.Stance = r.Frame.Stance
	}
	x.withInvertedCondition(&r)
	x.lastClause(&r)
	x.relations = append(x.relations, r)
}

// saysNothing says that a content tells of nothing that is said: "each other", "little about it", "anonymity".
func (x *finder) saysNothing(r *Relation) bool {
	first := r.Content.First
	if r.Frame.Stance == record.Demand && x.trees.UPOS(r.Top) == "NOUN" && x.isClass(classUnnamed, r.Top) {
		return true // "asked for anonymity"
	}
	if r.Frame.Cue[0] == "ask" && r.Clausal && x.nameWithheld(r.Content) {
		return true // "asked that only his first name be used"
	}
	if first+1 == r.Content.End && x.isClass(classUnnamed, first) {
		return true
	}
	switch w := x.lower(first); w {
	case "each", "one":
		return r.Content.Len() == 2 && (x.lower(first+1) == "other" || x.lower(first+1) == "another")
	case "little", "nothing":
		return r.Frame.Part == partVerb && x.trees.Head(first) == r.Word
	}
	return false
}

// withInvertedCondition adds the condition that follows what is said with its verb in front: "threatened to return should the talks fail".
func (x *finder) withInvertedCondition(r *Relation) {
	k := r.Content.End
	s := x.doc.Sentences[x.doc.SentenceOf(r.Word)].Tokens
	if k+3 > s.End || r.Direct || r.Word > r.Content.First || !s.Has(k) || x.trees.UPOS(k) != "AUX" || x.quoted(k) {
		return
	}
	h := x.trees.Head(k)
	if w := x.lower(k); w != "should" && w != "were" && w != "had" || h <= k+1 || !x.trees.IsRel(h, "advcl") {
		return
	}
	if n := x.trees.Child(h, "nsubj", "nsubj:pass"); n > k && n < h && x.trees.Edges(n).First == k+1 {
		r.Content.End = min(max(x.trees.Edges(h).End, h+1), s.End)
		r.Content = x.trim(r.Content)
	}
}

// nameWithheld says that a clause is about how somebody is to be named.
func (x *finder) nameWithheld(r text.TokenRange) bool {
	for k := r.First; k < r.End && k < r.First+6; k++ {
		if x.lower(k) == "name" && x.trees.IsRel(k, "nsubj", "nsubj:pass") {
			return true
		}
	}
	return false
}

// withoutLabel takes the name of a place before a colon from a content: "Tripoli: the airport is closed".
func (x *finder) withoutLabel(r text.TokenRange) text.TokenRange {
	for r.Len() > 3 && x.trees.UPOS(r.First) == "NUM" && strings.Contains(x.doc.Word(r.First), ":") {
		r.First++ // the time of an entry of a live page
	}
	for k := r.First + 1; k < r.End-2; k++ {
		if x.doc.Word(k) == ":" && !x.quoted(k) && x.quoted(k+2) && x.quoted(r.End-1) { // "appears in a video: ..., she says"
			return text.TokenRange{First: k + 1, End: r.End}
		}
	}
	for k := r.First + 1; k < r.End-2 && k <= r.First+3; k++ {
		if x.doc.Word(k) == ":" && (x.isPlace(k-1) || k == r.First+1 && x.doc.NameAt(k-1) != nil) && !x.quoted(k) {
			return text.TokenRange{First: k + 1, End: r.End}
		}
	}
	return r
}

func (x *finder) lower(t text.TokenID) string { return strings.ToLower(x.doc.Word(t)) }

func (x *finder) isClass(class string, t text.TokenID) bool {
	if x.lex.is(class, x.lower(t)) || x.lex.is(class, strings.ToLower(x.trees.Lemma(t))) {
		return true
	}
	if class != classPerson {
		return false
	}
	before, base, ok := strings.Cut(x.lower(t), "-") // "ex-minister", "president-elect"
	return ok && (x.lex.is(class, base) || x.lex.is(class, before))
}

// lemma gives the lemma of a word, or the word where it is a cue itself and its lemma is none: "threaten" taken for a past form.
func (x *finder) lemma(t text.TokenID) string {
	l := strings.ToLower(x.trees.Lemma(t))
	if x.trees.UPOS(t) == "VERB" && len(x.lex.of(partVerb, l)) == 0 {
		if w := x.lower(t); len(x.lex.of(partVerb, w)) > 0 {
			return w
		}
	}
	return l
}

// mark gives the word that a phrase or clause begins with: a preposition or a conjunction.
func (x *finder) mark(t text.TokenID) text.TokenID { return x.trees.Child(t, "case", "mark") }

func (x *finder) hasMark(t text.TokenID, word string) bool {
	for _, c := range x.trees.Children(t) {
		if x.trees.IsRel(c, "case", "mark") && x.lower(c) == word {
			return true
		}
	}
	return false
}

func (x *finder) infinitive(t text.TokenID) bool {
	for _, c := range x.trees.ChildrenBy(t, "mark") { // also "went so far as to say"
		if x.trees.UPOS(c) == "PART" && x.lower(c) == "to" {
			return true
		}
	}
	return false
}

func (x *finder) negated(t text.TokenID) bool {
	for _, c := range x.trees.Children(t) {
		if x.trees.IsRel(c, "advmod", "cc", "det", "aux") && x.isClass(classNegator, c) {
			return true
		}
		if x.trees.IsRel(c, "nsubj") && x.quoted(c) == x.quoted(t) && (x.isClass(classNegator, c) || x.deniedBy(c)) {
			return true
		}
	}
	return false
}

// deniedBy says that a noun phrase is about nobody: "no official".
func (x *finder) deniedBy(t text.TokenID) bool {
	for _, d := range x.trees.ChildrenBy(t, "det", "cc:preconj") {
		if x.isClass(classNegator, d) {
			return true
		}
	}
	return false
}

// trim takes punctuation and the conjunction "that" from the edges of a content; quotation marks stay where the content
// goes on outside of them.
func (x *finder) trim(r text.TokenRange) text.TokenRange {
	if r.Len() > 3 && x.isClass(classHowever, r.First) && x.doc.Word(r.First+1) == "," && !x.quoted(r.First) {
		r.First++ // "said, however, that"
	}
	for r.Len() > 0 {
		t := r.First
		if x.trees.UPOS(t) != "PUNCT" && !(x.lower(t) == "that" && x.trees.IsRel(t, "mark")) || x.belongs(t, r) {
			break
		}
		r.First++
	}
	for r.Len() > 0 && x.trees.UPOS(r.End-1) == "PUNCT" && !x.belongs(r.End-1, r) && !x.closes(r) {
		r.End--
	}
	return r
}

// closes says that a run ends with the bracket that closes one in it: "the Movement of Freedom (MLN)".
func (x *finder) closes(r text.TokenRange) bool {
	if x.doc.Word(r.End-1) != ")" {
		return false
	}
	for t := r.End - 2; t >= r.First && t+8 > r.End; t-- {
		if x.doc.Word(t) == "(" {
			return true
		}
	}
	return false
}

// belongs says that a quotation mark at the edge of a run is that of a quotation which is a part of it.
func (x *finder) belongs(mark text.TokenID, r text.TokenRange) bool {
	at := x.doc.Tokens[mark].Span
	for i := range x.doc.Quotations {
		q := &x.doc.Quotations[i]
		switch {
		case q.Span.Start == at.Start && q.Tokens.End < r.End:
			return !x.onlyMarks(q.Tokens.End, r.End)
		case q.Span.End == at.End && r.First < q.Tokens.First:
			return !x.onlyMarks(r.First, q.Tokens.First)
		}
	}
	return false
}

// balanced takes the other mark of a quotation into a run, or takes the one at its edge from it.
func (x *finder) balanced(r text.TokenRange) text.TokenRange {
	for i := range x.doc.Quotations {
		q := &x.doc.Quotations[i]
		opening, closing := q.Tokens.First-1, q.Tokens.End
		if opening < 0 || !q.Closed || int(closing) >= x.trees.Len() || q.Tokens.Has(r.First) && q.Tokens.Has(r.End-1) {
			continue
		}
		switch opens, closes := r.Has(opening), r.Has(closing); {
		case opens == closes:
		case opens && r.End <= closing && x.onlyMarks(r.End, closing+1):
			r.End = closing + 1
		case opens && x.onlyMarks(r.First, opening+1) && r.Len() > 1:
			r.First = opening + 1
		case closes && opening < r.First && x.onlyMarks(opening, r.First):
			r.First = opening
		case closes && x.onlyMarks(closing, r.End) && r.Len() > 1:
			r.End = closing
		}
	}
	return r
}

func hull(a, b text.TokenRange) text.TokenRange {
	return text.TokenRange{First: min(a.First, b.First), End: max(a.End, b.End)}
}

// without takes a run from the beginning or the end of another.
func without(r, part text.TokenRange) text.TokenRange {
	switch {
	case part.End <= r.First || r.End <= part.First:
	case part.First <= r.First:
		r.First = min(part.End, r.End)
	case r.End <= part.End:
		r.End = part.First
	}
	return r
}

// withoutRaised ends a run before a cue that goes on with the clause of another one.
func (x *finder) withoutRaised(r text.TokenRange, top, cue text.TokenID) text.TokenRange {
	for raised := range x.raised {
		if r.First < raised && raised < r.End && top < raised && x.trees.Dominates(top, raised) && !x.trees.Dominates(raised, cue) {
			r.End = x.trees.Edges(raised).First
		}
	}
	return r
}

// run gives the words of a content below its top, without the words that tell who says it.
func (x *finder) run(top, cue text.TokenID) text.TokenRange {
	r := x.trim(x.trees.Edges(top))
	if r.Len() == 0 {
		return r
	}
	switch {
	case r.First <= cue && cue < top: // "X, said the minister, Y" keeps its cue
		if x.trees.Dominates(top, cue) {
			r = without(r, x.trees.Edges(cue))
		} else {
			r.First = cue + 1
		}
	case top < cue && cue < r.End:
		if x.trees.Dominates(top, cue) {
			r = without(r, x.trees.Edges(cue))
		} else {
			r.End = cue
		}
	}
	for c := top + 1; c < r.End; c++ { // ", a charge Iran denies"
		if x.trees.IsRel(c, "appos") && x.isClass(classClaim, c) && x.trees.Child(c, "acl") != text.NoToken && x.trees.Edges(c).End >= r.End && x.trees.Edges(c).First > r.First {
			r.End = x.trees.Edges(c).First
		}
	}
	r = x.withoutRaised(r, top, cue)
	for _, p := range x.phrases {
		if p.First <= cue && cue < p.End {
			continue
		}
		if t := x.trim(r); p.First <= t.First || t.End <= p.End {
			r = without(r, p)
		}
	}
	return r
}
