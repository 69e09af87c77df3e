// Package when is the stage that finds the times of a report: from words like "early next week" to intervals with a
// precision, a TIMEX3 value and the rule that gave them. The grammar and its data are internal/language/times.
package when

import (
	"context"
	"fmt"

	"github.com/chancery-project/chancery/internal/language/times"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Stage finds times. It is safe for concurrent use.
type Stage struct {
	grammar *times.Grammar
}

// Open loads the grammar of the program.
func Open() (*Stage, error) {
	g, err := times.Open()
	if err != nil {
		return nil, err
	}
	return &Stage{g}, nil
}

// Apply writes Facts.Times from the sentences of a document, in the order of the text. What does not belong to the
// report is not read. It gives a notice for each date that does not exist, can be read in two ways, or was
// converted from another calendar.
func (s *Stage) Apply(_ context.Context, d *text.Document) ([]notice.Notice, error) {
	found, notes := s.grammar.Find(times.Report{Text: d.Text, Date: d.Meta.Published, Segments: segments(d)})
	d.Facts.Times = make([]*record.Time, 0, len(found))
	for i := range found {
		d.Facts.Times = append(d.Facts.Times, Entry(d.ID, d.Text, &found[i]))
	}
	notices := make([]notice.Notice, 0, len(notes))
	for _, n := range notes {
		notices = append(notices, doubt(d.Text, n))
	}
	return notices, nil
}

func segments(d *text.Document) [][2]int {
	out := make([][2]int, 0, len(d.Sentences))
	for i := range d.Sentences {
		if d.Sentences[i].Kind == text.PageParts {
			continue
		}
		s := d.SentenceSpan(i)
		out = append(out, [2]int{s.Start, s.End})
	}
	return out
}

// Entry gives the form in which a time leaves the program.
func Entry(document record.DocumentID, whole string, t *times.Time) *record.Time {
	return &record.Time{
		Kind: "time", Document: document, Span: record.Span{Start: t.Start, End: t.End}, Text: whole[t.Start:t.End],
		Value: t.Value, From: optional(t.From), To: optional(t.To), Precision: t.Precision, Rule: t.Rule,
	}
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func doubt(whole string, n times.Note) notice.Notice {
	span := record.Span{Start: n.Start, End: n.End}
	words := whole[n.Start:n.End]
	out := notice.Notice{Span: &span}
	switch n.Code {
	case times.Ambiguous:
		out.Code = notice.TimeAmbiguous
		out.Message = fmt.Sprintf("%q can be read with the day or the month first; both are kept as the ends of an interval", words)
	case times.Converted:
		out.Code = notice.TimeConverted
		out.Message = fmt.Sprintf("%q was converted from another calendar; it can be off by a day", words)
	default:
		out.Code = notice.TimeImpossible
		out.Message = fmt.Sprintf("%q is a date that no calendar has; it has no interval", words)
	}
	return out
}
