package event

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// leastDated is how many paragraphs of a chronology begin with a date.
const leastDated = 3

// head is the date that a paragraph of a chronology begins with, in the year of its part.
type head struct {
	time *record.Time
	when record.When
}

// atHead gives the date that the paragraph of an act begins with, in a chronology, for an act that has no time of its own: "10 March: The
// navy sinks a boat. The rebels protest."
func (r *reader) atHead(c *candidate) *record.When {
	h, ok := r.datedParagraphs()[r.doc.Sentences[r.doc.SentenceOf(c.at)].Paragraph]
	if !ok || c.at < r.doc.TokensIn(h.time.Span).End || r.perfectPast(c.top()) || r.doc.QuotationAt(c.at) != nil ||
		slices.ContainsFunc(r.times, func(t *record.Time) bool { return !h.when.Span.Overlaps(t.Span) && (t.From != nil || t.To != nil) }) {
		return nil
	}
	when := h.when
	return &when
}

// inPart gives a date at the head of a paragraph the year of its part of the chronology.
func (r *reader) inPart(t *record.Time, when *record.When) {
	if h, ok := r.datedParagraphs()[r.doc.Sentences[r.doc.SentenceOf(r.doc.TokensIn(t.Span).First)].Paragraph]; ok && h.time == t {
		*when = h.when
	}
}

// datedParagraphs gives the dates before a colon or dash, or alone on a line, that the paragraphs of a chronology begin with. It is empty for
// texts that hardly have such paragraphs.
func (r *reader) datedParagraphs() map[int32]head {
	if r.heads != nil {
		return r.heads
	}
	heads, year := map[int32]head{}, 0
	for i := range r.doc.Sentences {
		s := &r.doc.Sentences[i]
		if i > 0 && r.doc.Sentences[i-1].Paragraph == s.Paragraph || s.Kind == text.PageParts || s.Kind == text.Byline {
			continue
		}
		if y, ok := yearAlone(r.doc.SpanOf(s.Tokens).Of(r.doc.Text)); ok {
			year = y
			continue
		}
		if h, ok := r.headAt(r.doc.SpanOf(s.Tokens).Start, year); ok {
			heads[s.Paragraph] = h
		}
	}
	if len(heads) < leastDated {
		heads = map[int32]head{}
	}
	r.heads = heads
	return heads
}

// headAt gives the date that begins at a byte, and ends before a colon, a dash or the end of the line.
func (r *reader) headAt(start, year int) (h head, ok bool) {
	times := r.doc.Facts.Times
	k := slices.IndexFunc(times, func(t *record.Time) bool { return t.Span.Start == start })
	if k < 0 || times[k].From == nil || times[k].To == nil {
		return head{}, false
	}
	t := times[k]
	span := t.Span
	h = head{t, record.When{From: t.From, To: t.To, Precision: t.Precision, Text: t.Text, Span: &span, Rule: t.Rule}}
	if k+1 < len(times) && times[k+1].From != nil && times[k+1].To != nil && times[k+1].Span.Start > span.End && strings.Trim(r.doc.Text[span.End:times[k+1].Span.Start], "-–") == "" { // "September-October:"
		span.End, h.when.To, h.when.Text = times[k+1].Span.End, times[k+1].To, r.doc.Text[span.Start:times[k+1].Span.End]
	}
	behind, _, _ := strings.Cut(r.doc.Text[span.End:], "\n")
	if behind = strings.TrimLeft(behind, " "); behind != "" && !strings.ContainsRune(":-–—", []rune(behind)[0]) {
		return head{}, false
	}
	from, known := day(*h.when.From)
	to, ends := day(*h.when.To)
	if !known || !ends || strings.Contains(h.when.Text, strconv.Itoa(from.Year())) {
		return h, known && ends
	}
	back := 0
	published, dated := day(r.doc.Meta.Published)
	if year > 0 {
		back = from.Year() - year
	} else if dated && from.After(published) {
		back = 1
	}
	first, last := from.AddDate(-back, 0, 0).Format(time.DateOnly), to.AddDate(-back, 0, 0).Format(time.DateOnly)
	h.when.From, h.when.To = &first, &last
	return h, true
}

// yearAlone gives the year that is all that a line says: "1997", "1997:".
func yearAlone(line string) (int, bool) {
	line = strings.TrimRight(strings.TrimSpace(line), ":")
	y, err := strconv.Atoi(line)
	return y, err == nil && len(line) == len("1997") && y > 1000
}
