// Package facts runs the whole reader over texts for the scorers of events, claims and figures, and counts what they
// find.
package facts

import (
	"context"
	"fmt"
	"math"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Reading is what was read of one text.
type Reading struct {
	Text      string
	Sentences []record.Span
	Events    []*record.Event
	Claims    []*record.Claim
	Figures   []*record.Figure
	Times     []*record.Time
	Actors    []*record.ActorEntry
}

// Read reads a text as a report of the date, "YYYY-MM-DD" or "" for none. The name is for errors alone.
type Read func(ctx context.Context, name, words, date string) (*Reading, error)

// With gives the reading of the flow.
func With(r *flow.Reader) Read {
	return func(ctx context.Context, name, words, date string) (*Reading, error) {
		raw := text.Raw{Path: name, Bytes: []byte(words), Format: text.Plain}
		if date != "" {
			raw.Given.Dates = []text.GivenDate{{Text: date, From: record.DateFromFlag, Where: "gold"}}
		}
		reading, err := r.Read(ctx, raw)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		out := &Reading{Text: reading.Document.Text}
		for i := range reading.Document.Sentences {
			out.Sentences = append(out.Sentences, reading.Document.SentenceSpan(i))
		}
		out.Take(reading.Entries())
		return out, nil
	}
}

// Take sorts entries into their lists.
func (r *Reading) Take(entries []record.Entry) {
	for _, e := range entries {
		switch e := e.(type) {
		case *record.Event:
			r.Events = append(r.Events, e)
		case *record.Claim:
			r.Claims = append(r.Claims, e)
		case *record.Figure:
			r.Figures = append(r.Figures, e)
		case *record.Time:
			r.Times = append(r.Times, e)
		case *record.ActorEntry:
			r.Actors = append(r.Actors, e)
		}
	}
}

// Sentence gives the words of the sentence in which a span begins; those of the span where there is none.
func (r *Reading) Sentence(s record.Span) string {
	for _, sent := range r.Sentences {
		if sent.Start <= s.Start && s.Start < sent.End {
			return sent.Of(r.Text)
		}
	}
	return s.Of(r.Text)
}

// Count counts what was found, what gold has, and what is in both.
type Count struct{ Hit, Found, Gold int }

// Add adds another count.
func (c *Count) Add(o Count) { c.Hit, c.Found, c.Gold = c.Hit+o.Hit, c.Found+o.Found, c.Gold+o.Gold }

// Precision is the share of what was found that is right, 0 where nothing was found.
func (c Count) Precision() float64 { return share(c.Hit, c.Found) }

// Recall is the share of gold that was found, 0 where gold has nothing.
func (c Count) Recall() float64 { return share(c.Hit, c.Gold) }

// F1 is the harmonic mean of precision and recall.
func (c Count) F1() float64 { return share(2*c.Hit, c.Found+c.Gold) }

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// Row gives a row of a table: name, gold, found, precision, recall, F1.
func (c Count) Row(name string) string {
	return fmt.Sprintf("| %s | %d | %d | %.3f | %.3f | %.3f |\n", name, c.Gold, c.Found, c.Precision(), c.Recall(), c.F1())
}

// Header is the head of a table of [Count.Row].
func Header(what string) string {
	return "| " + what + " | gold | found | precision | recall | F1 |\n|---|---:|---:|---:|---:|---:|\n"
}

// Bin is a tenth of the scale of confidence.
type Bin struct {
	Facts int
	Right int
	Sum   float64 // of the confidences
}

// Calibration compares confidence with how often it is right, in ten bins of equal width.
type Calibration [10]Bin

// Add counts a fact with its confidence from 0 to 1.
func (c *Calibration) Add(confidence float64, right bool) {
	n := int(math.Floor(confidence * 10))
	b := &c[min(max(n, 0), 9)]
	b.Facts++
	b.Sum += confidence
	if right {
		b.Right++
	}
}

// Error is the expected calibration error: the mean distance of confidence and share right over the bins, weighted by
// their facts (Naeini, Cooper and Hauskrecht, 2015). It is 0 without facts.
func (c *Calibration) Error() float64 {
	all, sum := 0, 0.0
	for _, b := range c {
		all += b.Facts
		sum += math.Abs(b.Sum - float64(b.Right))
	}
	if all == 0 {
		return 0
	}
	return sum / float64(all)
}

// Table gives the bins that hold facts as rows of a table.
func (c *Calibration) Table() string {
	out := "| said to be sure | facts | mean | right |\n|---|---:|---:|---:|\n"
	for i, b := range c {
		if b.Facts > 0 {
			out += fmt.Sprintf("| .%d to %s | %d | %.2f | %.2f |\n", i, upper(i), b.Facts, b.Sum/float64(b.Facts), share(b.Right, b.Facts))
		}
	}
	return out
}

func upper(i int) string {
	if i == 9 {
		return "1"
	}
	return fmt.Sprintf(".%d", i+1)
}
