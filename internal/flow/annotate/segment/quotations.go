package segment

import (
	"strings"
	"unicode"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// quoteMark is what a token does as a quotation mark.
type quoteMark uint8

const (
	noMark quoteMark = iota
	opens            // certainly opens, by its form or the white space beside it
	closes           // certainly closes
	either           // opens if nothing is open, else closes
)

// quoter goes through the words and keeps what is open.
type quoter struct {
	doc  *text.Document
	open []opening
	done []text.Quotation
}

type opening struct {
	token  text.TokenID
	single bool
}

// Quotations finds the quotations of a document whose words and sentences are given.
func Quotations(d *text.Document) []text.Quotation { return findQuotations(d) }

// findQuotations finds quotations in running text, titles and lists. At the
// end of a paragraph an open quotation goes on if the next paragraph begins
// with an opening mark, and ends there if not.
func findQuotations(d *text.Document) []text.Quotation {
	q := quoter{doc: d}
	paragraph := int32(-1)
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if s.Kind == text.PageParts {
			continue
		}
		first := s.Paragraph != paragraph
		if first {
			paragraph = s.Paragraph
			q.newParagraph(s.Tokens.First)
		}
		for t := s.Tokens.First; t < s.Tokens.End; t++ {
			kind, single := q.mark(t)
			if first && t == s.Tokens.First && len(q.open) > 0 && kind != noMark {
				continue // the mark that says: the quotation goes on
			}
			q.take(t, kind, single)
		}
	}
	q.abandon(0, text.TokenID(len(d.Tokens)))
	sortQuotations(q.done)
	if q.done == nil {
		return []text.Quotation{}
	}
	return q.done
}

// newParagraph ends what is open unless the paragraph's first word, t, is an
// opening mark of the same kind. An inner quotation never goes on.
func (q *quoter) newParagraph(t text.TokenID) {
	if len(q.open) == 0 {
		return
	}
	q.abandon(1, t)
	kind, single := q.mark(t)
	if (kind == opens || kind == either) && single == q.open[0].single {
		return
	}
	q.abandon(0, t)
}

// abandon ends quotations down to a number of open ones before word t, without
// closing marks.
func (q *quoter) abandon(down int, t text.TokenID) {
	for len(q.open) > down {
		q.close(t, false)
	}
}

// take lets a mark open or close a quotation.
func (q *quoter) take(t text.TokenID, kind quoteMark, single bool) {
	at := -1 // the innermost open quotation of the same kind
	for i := range q.open {
		if q.open[i].single == single {
			at = i
		}
	}
	if kind == either {
		kind = closes
		if at < 0 {
			kind = opens
		}
	}
	switch kind {
	case opens:
		if at > -1 { // the one before was never closed
			q.abandon(at, t)
		}
		if len(q.open) < 2 {
			q.open = append(q.open, opening{t, single})
		}
	case closes:
		if at > -1 && !(single && q.possessive(t)) {
			q.abandon(at+1, t)
			q.close(t, true)
		}
	}
}

// possessive tells whether a single mark behind a plural rather shows whose
// something is than closes a quotation: "the ministers’ plan", with a better
// closing mark to come.
func (q *quoter) possessive(t text.TokenID) bool {
	d := q.doc
	start, end := d.Tokens[t].Span.Start, d.Tokens[t].Span.End
	if lastRune(d.Text[:start]) != 's' || !strings.HasPrefix(d.Text[end:], " ") || !unicode.IsLower(firstRune(d.Text[end+1:])) {
		return false
	}
	paragraph := d.Sentences[d.SentenceOf(t)].Paragraph
	for u := t + 1; int(u) < len(d.Tokens) && u < t+60; u++ {
		if d.Sentences[d.SentenceOf(u)].Paragraph != paragraph {
			break
		}
		if kind, single := q.mark(u); single && kind == closes && strings.ContainsRune(",.!?", lastRune(d.Text[:d.Tokens[u].Span.Start])) {
			return true
		}
	}
	return false
}

// close ends the innermost quotation at word t: its closing mark, or the first
// word behind it if closed is false.
func (q *quoter) close(t text.TokenID, closed bool) {
	d := q.doc
	o := q.open[len(q.open)-1]
	q.open = q.open[:len(q.open)-1]
	r := text.TokenRange{First: o.token + 1, End: t}
	if r.Len() < 1 {
		return
	}
	quotation := text.Quotation{
		Content: d.SpanOf(r), Tokens: r, Depth: len(q.open), Closed: closed,
		Span: record.Span{Start: d.Tokens[o.token].Span.Start, End: d.Tokens[r.End-1].Span.End},
	}
	if closed {
		quotation.Span.End = d.Tokens[t].Span.End
	}
	quotation.Scare = closed && r.Len() < 4 && !strings.ContainsAny(quotation.Content.Of(d.Text), ",.!?")
	q.done = append(q.done, quotation)
}

// mark tells what a word does as a quotation mark, and whether it is a single one.
func (q *quoter) mark(t text.TokenID) (kind quoteMark, single bool) {
	switch q.doc.Word(t) {
	case "“", "„", "«", "‟", "``", "‘‘":
		return opens, false
	case "”", "»", "''", "’’":
		return closes, false
	case "\"", "″":
		return q.bySpace(t), false
	case "‘", "‹", "`":
		return opens, true
	case "’", "›":
		return q.apostrophe(t, closes), true
	case "'":
		return q.apostrophe(t, q.bySpace(t)), true
	}
	return noMark, false
}

// bySpace tells opening from closing by the white space beside a mark.
func (q *quoter) bySpace(t text.TokenID) quoteMark {
	d := q.doc
	start, end := d.Tokens[t].Span.Start, d.Tokens[t].Span.End
	before := start > 0 && !strings.ContainsRune(" \n\t\u00a0([—–", lastRune(d.Text[:start]))
	after := end < len(d.Text) && !strings.ContainsRune(" \n\t\u00a0)].,;:!?—–", firstRune(d.Text[end:]))
	switch {
	case before && !after:
		return closes
	case after && !before:
		return opens
	}
	return either
}

// apostrophe tells a closing mark from the mark of a plural possessive, which
// closes only what is open.
func (q *quoter) apostrophe(t text.TokenID, kind quoteMark) quoteMark {
	if kind == opens && q.doc.Word(t) == "'" {
		end := q.doc.Tokens[t].Span.End
		if !unicode.IsLetter(firstRune(q.doc.Text[end:])) {
			return noMark
		}
	}
	if kind == either {
		return noMark
	}
	return kind
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return ' '
}

func lastRune(s string) rune {
	r := []rune(s[max(0, len(s)-4):])
	if len(r) == 0 {
		return ' '
	}
	return r[len(r)-1]
}

func sortQuotations(list []text.Quotation) {
	// Inner quotations are closed before outer ones: insertion by start.
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && list[j].Span.Start < list[j-1].Span.Start; j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}
