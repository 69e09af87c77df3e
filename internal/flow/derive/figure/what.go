package figure

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// maxWhat bounds the words of what is counted.
const maxWhat = 10

// span gives the number phrase with its noun.
func (r *reader) span(b *bound) record.Span {
	s := record.Span{Start: b.Start, End: b.End}
	noun := b.noun
	if noun == text.NoToken && b.people && b.act != text.NoToken && b.act == b.after {
		noun = b.act // "14 wounded"
	}
	if noun == text.NoToken || noun < b.after || b.Unit.Kind != "" && !b.Hyphen && !r.ofNext(b) {
		return s
	}
	if r.trees.IsRel(noun, "root") && noun > b.after+8 {
		return s
	}
	s.End = max(s.End, r.doc.Tokens[noun].Span.End)
	return s
}

func (r *reader) ofNext(b *bound) bool {
	return r.inside(b.after) && strings.EqualFold(r.doc.Word(b.after), "of")
}

// act finds the verb that says what happened to what is counted or done by it.
func (r *reader) act(b *bound) {
	f := r.trees
	if b.act != text.NoToken {
		return
	}
	w := b.noun
	if w == text.NoToken || w < b.first {
		w = b.top
	}
	if c := f.Child(w, "acl"); c != text.NoToken && b.noun != text.NoToken {
		b.act = c
		return
	}
	for f.IsRel(w, "conj") {
		w = f.Head(w)
	}
	if f.IsRel(w, "nmod") && f.Head(w) != text.NoToken { // "dozens of drones": the verb is that of dozens
		if h := f.Head(w); h >= b.first && h <= b.last {
			w = h
		}
	}
	if f.IsRel(w, "nsubj", "obj") && f.Head(w) != text.NoToken && f.UPOS(f.Head(w)) == "VERB" {
		b.act = f.Head(w)
	}
}

// what says in the words of the text what is counted or measured.
func (r *reader) what(b *bound, unit string) string {
	switch {
	case b.Age:
		return r.age(b)
	case b.noun != text.NoToken:
		phrase := r.phrase(b)
		if b.Unit.Kind == "" && unit == people && r.passive(b) {
			phrase += " " + strings.ToLower(r.doc.Word(b.act))
		}
		return phrase
	case b.people && b.act != text.NoToken:
		return "people " + strings.ToLower(r.doc.Word(b.act))
	case unit == "vote":
		return "votes"
	}
	return r.around(b)
}

// passive says that the verb happened to what is counted.
func (r *reader) passive(b *bound) bool {
	f := r.trees
	return b.act != text.NoToken && b.act > b.noun && (r.words.has(classHit, f.Lemma(b.act)) && f.Child(b.act, "nsubj:pass") != text.NoToken)
}

// age says whose age it is.
func (r *reader) age(b *bound) string {
	noun := r.nounFrom(b, b.after)
	if noun == text.NoToken && b.first > r.sentence.First+1 && r.doc.Word(b.first-1) == "," {
		noun = b.first - 2
	}
	if noun == text.NoToken {
		for w := b.first - 1; r.inside(w) && w >= b.first-5; w-- {
			if u := r.trees.UPOS(w); (u == "NOUN" || u == "PROPN") && r.isPerson(w) {
				noun = w
				break
			}
		}
	}
	if noun == text.NoToken {
		return "age"
	}
	if n := r.doc.NameAt(noun); n != nil {
		return "age of " + n.Span.Of(r.doc.Text)
	}
	return "age of " + r.doc.Word(noun)
}

// phrase gives the noun with its modifiers behind the number and what belongs to it.
func (r *reader) phrase(b *bound) string {
	f := r.trees
	from := b.noun
	for _, c := range f.Children(b.noun) {
		if c < from && c >= b.after && f.IsRel(c, "amod", "compound", "flat", "nmod:poss", "nmod") {
			from = max(b.after, f.Edges(c).First)
		}
	}
	if b.noun < b.first { // "the death toll from the earthquake rose to 45"
		for _, c := range f.ChildrenBy(b.noun, "amod", "compound") {
			from = min(from, c)
		}
	}
	for from < b.noun && (f.UPOS(from) == "PUNCT" || f.UPOS(from) == "DET" || f.UPOS(from) == "ADP") {
		from++
	}
	end := b.noun + 1
	for _, c := range f.Children(b.noun) {
		if c < end || !f.IsRel(c, "nmod", "acl", "flat", "conj") || f.IsRel(c, "acl:relcl", "nmod:unmarked") {
			continue
		}
		e := f.Edges(c)
		if e.First > end || e.End-from > maxWhat || f.IsRel(c, "conj") && r.numbered(e) || e.First <= b.last && e.End > b.first {
			break
		}
		end = max(end, e.End)
	}
	for end > b.noun+1 && f.UPOS(end-1) == "PUNCT" {
		end--
	}
	return strings.Join(strings.Fields(r.doc.SpanOf(text.TokenRange{First: from, End: end}).Of(r.doc.Text)), " ")
}

// numbered says that a run of words holds a number.
func (r *reader) numbered(e text.TokenRange) bool {
	for w := e.First; w < e.End; w++ {
		if r.trees.UPOS(w) == "NUM" {
			return true
		}
	}
	return false
}

// around says what a measure without a noun is of: the subject of its verb, else its object, else the verb.
func (r *reader) around(b *bound) string {
	f := r.trees
	top := b.top
	for f.IsRel(top, "conj") && f.UPOS(f.Head(top)) != "VERB" {
		top = f.Head(top)
	}
	if h := f.Head(top); h != text.NoToken && h < b.first && f.IsRel(top, "nmod", "appos", "acl") && f.UPOS(h) == "NOUN" {
		return r.plain(h, b)
	}
	clause := f.Clause(top)
	for _, rel := range []string{"nsubj", "obj"} {
		if c := f.Child(clause, rel); c != text.NoToken && !(c >= b.first && c <= b.last) && (f.UPOS(c) == "NOUN" || f.UPOS(c) == "PROPN") {
			return r.plain(c, b)
		}
	}
	if h := f.Head(clause); h != text.NoToken && f.UPOS(h) == "NOUN" {
		return r.plain(h, b)
	}
	return strings.ToLower(f.Lemma(clause))
}

// plain gives a noun phrase that stands apart from the number.
func (r *reader) plain(noun text.TokenID, b *bound) string {
	other := *b
	other.noun, other.after = noun, r.sentence.First
	if noun > b.first {
		other.first, other.last = r.sentence.First-1, r.sentence.First-1
	}
	return r.phrase(&other)
}

// series gives the key of figures that can be compared: what, of whom, where; "" where nothing is said of what.
func (r *reader) series(b *bound, unit string) string {
	f := r.trees
	what, whom := "", ""
	switch {
	case b.Age:
		return ""
	case b.act != text.NoToken && b.Unit.Kind == "":
		what = strings.ToLower(f.Lemma(b.act))
	case b.Unit.Kind != "":
		what = b.Unit.Kind
	default:
		what = unit
	}
	area := r.doc.SpanOf(text.TokenRange{First: b.first, End: b.last + 1})
	switch {
	case b.noun != text.NoToken:
		whom = strings.ToLower(f.Lemma(b.noun))
		area = r.doc.SpanOf(f.Edges(b.noun))
	case b.people:
		whom = people
	default:
		if whom = strings.ToLower(r.around(b)); whom == "" {
			return ""
		}
	}
	if ids := r.actors(area); len(ids) > 0 {
		whom += " of " + strings.Join(ids, ",")
	}
	return strings.ReplaceAll(what+"|"+whom+"|"+r.where(b), "\n", " ")
}

// actors lists the keys of the actors that are named within the phrase of what is counted.
func (r *reader) actors(area record.Span) []string {
	var keys []string
	first, end := r.doc.MentionsIn(area)
	for i := first; i < end; i++ {
		if m := &r.doc.Mentions[i]; m.As.ID != "" && m.Span.End <= area.End && !slices.Contains(keys, m.As.ID) {
			keys = append(keys, m.As.ID)
		}
	}
	return keys
}

// where gives the place of the clause: the id of the knowledge where the places of the text are known, else the name.
func (r *reader) where(b *bound) string {
	f := r.trees
	clause := f.Clause(b.top)
	for _, w := range f.ClauseTokens(clause) {
		if p := r.doc.PlaceAt(w); p != nil {
			if p.ID != "" {
				return p.ID
			}
			return strings.ToLower(p.Where.Name)
		}
	}
	for _, w := range f.ClauseTokens(clause) {
		if n := r.doc.NameAt(w); n != nil && n.Type == text.LocationName && n.Tokens.First == w && f.IsRel(w, "obl", "nmod") {
			return strings.ToLower(n.Span.Of(r.doc.Text))
		}
	}
	return ""
}
