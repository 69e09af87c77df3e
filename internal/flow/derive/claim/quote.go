package claim

import (
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// quotations lets contents run on to the end of their quotations, and finds who speaks in those that no cue is joined
// to.
func (x *finder) quotations() {
	speaks := make([]int, len(x.doc.Quotations)) // index of the relation, -1 for none
	for i := range speaks {
		speaks[i] = -1
	}
	for k := range x.relations {
		r := &x.relations[k]
		if r.Frame.Kind == kindKnow || r.Frame.Part == partNoun && r.Stance != record.Assert {
			continue
		}
		x.runOn(r, k, speaks)
	}
	last := -1 // of the last direct speech
	for i := range x.doc.Quotations {
		q := &x.doc.Quotations[i]
		if q.Depth > 0 {
			continue
		}
		if speaks[i] < 0 && (x.isSpeech(q) || last >= 0 && x.fills(q)) {
			speaks[i] = x.speaker(q, last)
		}
		if speaks[i] >= 0 {
			last = speaks[i]
		}
	}
}

// runOn joins a relation to the quotations that its content is.
func (x *finder) runOn(r *Relation, k int, speaks []int) {
	for i := range x.doc.Quotations {
		q := &x.doc.Quotations[i]
		if q.Depth > 0 || q.Tokens.Len() < 2 || q.Tokens.Has(r.Word) {
			continue
		}
		if end := q.Tokens.End + 1; q.Tokens.Has(r.Top) && q.Tokens.Has(r.Content.First) && end < r.Content.End && x.trees.UPOS(end) == "SCONJ" {
			r.Content = x.trim(q.Tokens)
		}
		ends := q.Closed && q.Tokens.Len() > 3 && x.trees.UPOS(q.Tokens.End-1) == "PUNCT" && q.Tokens.End <= r.Word
		first := r.Content.First
		for first < r.Content.End-1 && x.trees.UPOS(first) == "PUNCT" {
			first++
		}
		begins := q.Tokens.Has(first) && (q.Tokens.Has(r.Top) || ends)
		if x.opensFor(r, q) {
			r.Content, r.Direct, speaks[i] = x.trim(hull(q.Tokens, r.Content)), true, k
			continue
		}
		goesOn := r.Direct && i > 0 && speaks[i-1] == k && x.interrupted(r, &x.doc.Quotations[i-1], q)
		if !begins && !goesOn {
			continue
		}
		r.Content = x.trim(hull(r.Content, q.Tokens))
		if begins && x.trees.UPOS(q.Tokens.End-1) == "PUNCT" && q.Closed && !x.goesBeyond(r, q, i) {
			r.Content = x.trim(q.Tokens)
			x.speakerAfter(r, q)
		}
		r.Direct = r.Direct || !q.Scare && q.Tokens.Len() > 2
		if speaks[i] < 0 || x.relations[speaks[i]].gone {
			speaks[i] = k
		}
	}
}

// opensFor says that a quotation which a comma ends right before who speaks is the first part of what is quoted behind the cue: "States have
// no memory," he told reporters, "they have interests."
func (x *finder) opensFor(r *Relation, q *text.Quotation) bool {
	if !x.quoted(r.Content.First) || r.Frame.Part != partVerb || r.Content.First < r.Word || q.Tokens.End > r.Word || x.doc.SentenceOf(q.Tokens.End-1) != x.doc.SentenceOf(r.Word) {
		return false
	}
	if x.doc.Word(q.Tokens.End-1) != "," && x.doc.Word(min(q.Tokens.End+1, r.Word)) != "," {
		return false
	}
	from := q.Tokens.End
	for from < r.Word && x.trees.UPOS(from) == "PUNCT" {
		from++
	}
	for k := from; k < r.Word; k++ {
		if x.trees.UPOS(k) == "PUNCT" || x.trees.UPOS(k) == "VERB" {
			return false
		}
	}
	return r.Source == text.NoToken || from <= r.Source
}

// speakerAfter mends what the tree took into the quotation: its top, and who speaks between its end and the cue.
func (x *finder) speakerAfter(r *Relation, q *text.Quotation) {
	if !q.Tokens.Has(r.Top) {
		r.Top = x.top(q.Tokens)
	}
	if r.Source != text.NoToken && !q.Tokens.Has(r.Source) || r.Word < q.Tokens.End {
		return
	}
	from := q.Tokens.End
	for from < r.Word && x.trees.UPOS(from) == "PUNCT" {
		from++
	}
	if from >= r.Word {
		return
	}
	if s := x.namedAt(from, text.TokenRange{First: from, End: r.Word}); s != text.NoToken && x.canSpeak(s) {
		r.Source = s
	}
}

// goesBeyond says that what is said goes on in another quotation behind the first.
func (x *finder) goesBeyond(r *Relation, q *text.Quotation, i int) bool {
	for _, later := range x.doc.Quotations[i+1:] {
		if later.Tokens.First >= r.Content.End {
			return false
		}
		if later.Tokens.First >= q.Tokens.End {
			return true
		}
	}
	return false
}

// interrupted says that a sentence goes on in the second quotation where the first was broken off to say who speaks.
func (x *finder) interrupted(r *Relation, first, second *text.Quotation) bool {
	if x.doc.SentenceOf(second.Tokens.First) != x.doc.SentenceOf(r.Word) || first.Tokens.End > r.Word || second.Tokens.First < r.Word {
		return false
	}
	return x.doc.Word(first.Tokens.End-1) == ","
}

// leastSpeech is the least number of words of a quotation that is something said wherever it stands.
const leastSpeech = 5

// fills says that a quotation is the whole of its sentences.
func (x *finder) fills(q *text.Quotation) bool {
	if q.Tokens.Len() < 2 {
		return false
	}
	first, last := x.doc.Sentences[x.doc.SentenceOf(q.Tokens.First)], x.doc.Sentences[x.doc.SentenceOf(q.Tokens.End-1)]
	return x.onlyMarks(first.Tokens.First, q.Tokens.First) && x.onlyMarks(q.Tokens.End, last.Tokens.End) && first.Kind != text.Title && x.hasVerb(q.Tokens)
}

// isSpeech says that a quotation is something said, and not a title or a word in marks.
func (x *finder) isSpeech(q *text.Quotation) bool {
	if q.Scare || q.Tokens.Len() < leastSpeech {
		return false
	}
	first := q.Tokens.First
	s := x.doc.Sentences[x.doc.SentenceOf(first)]
	switch s.Kind {
	case text.PageParts, text.Dateline, text.Byline, text.Title:
		return false
	}
	for t := q.Tokens.First; t < q.Tokens.End; t++ {
		if u := x.trees.UPOS(t); u == "VERB" || u == "AUX" {
			return x.onlyMarks(s.Tokens.First, first) || x.labelledBy(q) != text.NoToken // it begins its sentence
		}
	}
	return false
}

// mostLabelled is the most words before the colon of a quotation that tell who speaks and where.
const mostLabelled = 12

// labelledBy gives the person whom the words before a colon name without a verb: "The defence minister on his way in: "We will act"". It gives
// NoToken where no such words stand before a quotation.
func (x *finder) labelledBy(q *text.Quotation) text.TokenID {
	s := x.doc.Sentences[x.doc.SentenceOf(q.Tokens.First)].Tokens
	colon := q.Tokens.First - 2
	if colon <= s.First || x.doc.Word(colon) != ":" || x.quoted(colon) {
		return text.NoToken
	}
	left := text.TokenRange{First: s.First, End: colon}
	for left.Len() > 1 && (x.trees.UPOS(left.First) == "NUM" || x.trees.UPOS(left.First) == "PUNCT") {
		left.First++
	}
	if left.Len() < 1 || left.Len() > mostLabelled || x.hasVerb(left) {
		return text.NoToken
	}
	h := x.namedAt(left.First, left)
	if h == text.NoToken || x.isClass(classLabel, h) || x.isPlace(h) || x.trees.UPOS(left.First) == "ADP" {
		return text.NoToken
	}
	n, all := x.doc.NameAt(h), x.doc.ActorsAt(h)
	if n != nil && n.Type == text.PersonName || len(all) == 1 && all[0].Kind == "person" || n == nil && x.isClass(classPerson, h) && !x.isClass(classOwn, h) {
		return h
	}
	return text.NoToken
}

// speaker makes the relation of a quotation that no cue is joined to; -1 where nothing tells who speaks.
func (x *finder) speaker(q *text.Quotation, last int) int {
	frames := x.lex.of(partQuote, "\"")
	if len(frames) == 0 {
		return -1
	}
	r := Relation{
		Frame: frames[0], Word: q.Tokens.First, Content: q.Tokens, Top: x.top(q.Tokens), Stance: record.Assert, Direct: true, Clausal: true,
		Source: text.NoToken, Target: text.NoToken, listen: text.NoToken,
	}
	if last >= 0 && x.goesOn(&x.relations[last], q) {
		r.Source, r.Cue, r.via = x.relations[last].Source, x.relations[last].Cue, x.relations[last].via
	} else if q.Tokens.Len() < leastSpeech {
		return -1
	} else if s := x.labelledBy(q); s != text.NoToken {
		r.Source, r.Cue = s, text.TokenRange{First: q.Tokens.First - 2, End: q.Tokens.First - 1}
	} else if r.Source = x.before(q); r.Source == text.NoToken {
		return -1
	}
	x.relations = append(x.relations, r)
	return len(x.relations) - 1
}

// goesOn says that the speaker of an earlier quotation speaks on: in the next sentence, or in the next paragraph where
// that is nothing but a quotation.
func (x *finder) goesOn(r *Relation, q *text.Quotation) bool {
	if !r.Direct || r.Source == text.NoToken {
		return false
	}
	from := max(r.Content.End, r.Cue.End) - 1
	before, here := x.doc.SentenceOf(from), x.doc.SentenceOf(q.Tokens.First)
	pb, ph := x.doc.Sentences[before].Paragraph, x.doc.Sentences[here].Paragraph
	if pb == ph {
		return here <= before+1
	}
	if ph != pb+1 {
		return false
	}
	first, end := here, here+1
	for first > 0 && x.doc.Sentences[first-1].Paragraph == ph {
		first--
	}
	for end < len(x.doc.Sentences) && x.doc.Sentences[end].Paragraph == ph {
		end++
	}
	return x.onlyMarks(x.doc.Sentences[first].Tokens.First, q.Tokens.First) && x.onlyMarks(q.Tokens.End, x.doc.Sentences[end-1].Tokens.End)
}

// before gives the person who is the subject of the sentence before a quotation in its paragraph.
func (x *finder) before(q *text.Quotation) text.TokenID {
	here := x.doc.SentenceOf(q.Tokens.First)
	if here == 0 || x.doc.Sentences[here-1].Paragraph != x.doc.Sentences[here].Paragraph {
		return text.NoToken
	}
	r := x.doc.Sentences[here-1].Tokens
	if r.Len() == 0 || x.quoted(r.First) {
		return text.NoToken
	}
	s := x.ownSubject(x.trees.Root(r.First))
	if k := x.spoke(r); k != text.NoToken {
		return k
	}
	if s == text.NoToken {
		return s
	}
	if a := x.doc.ActorsAt(s); len(a) == 1 && a[0].Kind == "person" && len(x.trees.ChildrenBy(s, "conj")) == 0 {
		return s
	}
	return text.NoToken
}

// spokenBy gives the direct speech that a word stands in, or nil.
func (x *finder) spokenBy(t text.TokenID) *Relation {
	var best *Relation
	for k := range x.relations {
		r := &x.relations[k]
		if r.Direct && r.Content.Has(t) && r.Word != t && !x.quotedApart(r, t) && (best == nil || r.Content.Len() < best.Content.Len()) {
			best = r
		}
	}
	return best
}

// quotedApart says that a word lies in the content of a relation only because the content runs over it.
func (x *finder) quotedApart(r *Relation, t text.TokenID) bool {
	return !x.quoted(t) && !r.turn || r.Cue.Has(t)
}

// spoke gives who is told to have said something in a sentence where its cue is at its top: the quotation behind it goes on.
func (x *finder) spoke(sentence text.TokenRange) text.TokenID {
	for k := range x.relations {
		r := &x.relations[k]
		if sentence.Has(r.Word) && r.IsClaim() && r.Frame.Kind == kindSay && r.Frame.Part == partVerb && !r.inner && r.Source != text.NoToken && sentence.Has(r.Source) && (x.atTop(r.Word) || x.trees.IsRel(r.Word, "parataxis") && x.atTop(x.trees.Head(r.Word))) {
			return r.Source
		}
	}
	return text.NoToken
}
