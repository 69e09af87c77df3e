package extraction

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
)

// Report is what was measured on the two sets.
type Report struct {
	Bodies   Measure // of the set with full bodies, as the article extraction benchmark computes it
	Pages    int
	Segments Measure // of the set with segments, as the evaluation of trafilatura computes it
	Counts   SegmentCount
	Dates    DateCount
	Marked   FurnitureCount
	Worst    []PageFault // pages of the first set, the worst first
	Lost     []PageFault // pages of the second set with a segment lost or wrong
}

// SegmentCount counts segments that appear and do not, those that must and those that must not.
type SegmentCount struct{ Found, Missed, Wrong, Right int }

// FurnitureCount counts the lines of the first set that are marked as furniture, and those of them that are in the body
// of the article all the same.
type FurnitureCount struct {
	Lines, False int
	Examples     []string // of the false ones, with their rule
}

// PageFault is a page on which something went wrong.
type PageFault struct {
	Page, URL string
	Measure   Measure
	What      string
}

// worstShown is the number of pages that the table lists of each set.
const worstShown = 10

// Run reads the two sets below folder (the folder article-extraction of the data, or its parent) and measures.
func Run(ctx context.Context, folder string) (*Report, error) {
	full, err := Load(folder, bodies)
	if err != nil {
		return nil, err
	}
	parts, err := Load(folder, segments)
	if err != nil {
		return nil, err
	}
	r := &Report{Pages: len(full)}
	r.bodies(ctx, full)
	r.segments(ctx, parts)
	r.Dates, err = Dates(ctx, slices.Concat(full, parts))
	if err != nil {
		return nil, err
	}
	return r, nil
}

func (r *Report) bodies(ctx context.Context, pages []Page) {
	var all []Measure
	for _, p := range pages {
		doc := Read(ctx, p)
		m := pageMeasure(p.Body, Prediction(doc))
		all = append(all, m)
		r.Worst = append(r.Worst, PageFault{Page: p.ID, URL: p.URL, Measure: m})
		r.Marked.count(p, doc)
	}
	slices.SortStableFunc(r.Worst, func(a, b PageFault) int { return cmp.Compare(a.Measure.F1, b.Measure.F1) })
	r.Bodies = mean(all)
}

// count looks at the lines that are marked as furniture: those of four words or more whose words stand in this order in
// the body of the article are marked falsely.
func (c *FurnitureCount) count(p Page, doc *text.Document) {
	if doc == nil {
		return
	}
	body := " " + strings.Join(strings.FieldsFunc(p.Body, notWord), " ") + " "
	for _, f := range doc.Furniture {
		c.Lines++
		words := strings.FieldsFunc(f.Span.Of(doc.Text), notWord)
		if len(words) >= shingleSize && strings.Contains(body, " "+strings.Join(words, " ")+" ") {
			c.False++
			c.Examples = append(c.Examples, f.Reason+": "+f.Span.Of(doc.Text))
		}
	}
}

func (r *Report) segments(ctx context.Context, pages []Page) {
	for _, p := range pages {
		c := countSegments(p, Prediction(Read(ctx, p)))
		r.Counts.Found += c.Found
		r.Counts.Missed += c.Missed
		r.Counts.Wrong += c.Wrong
		r.Counts.Right += c.Right
		if c.Missed+c.Wrong > 0 {
			what := fmt.Sprintf("%d of %d segments lost, %d wrong", c.Missed, c.Found+c.Missed, c.Wrong)
			r.Lost = append(r.Lost, PageFault{Page: p.ID, URL: p.URL, Measure: c.measure(), What: what})
		}
	}
	slices.SortStableFunc(r.Lost, func(a, b PageFault) int { return cmp.Compare(a.Measure.F1, b.Measure.F1) })
	r.Segments = r.Counts.measure()
}

// Write prints the tables in Markdown, as docs/EVALUATION.md holds them.
func (r *Report) Write(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "| main text | pages | precision | recall | F1 |\n|---|---|---|---|---|\n")
	fmt.Fprintf(&b, "| full bodies, shingles of four words | %d | %.3f | %.3f | **%.3f** |\n", r.Pages, r.Bodies.Precision, r.Bodies.Recall, r.Bodies.F1)
	fmt.Fprintf(&b, "| segments with and without | %d + %d | %.3f | %.3f | **%.3f** |\n\n",
		r.Counts.Found+r.Counts.Missed, r.Counts.Wrong+r.Counts.Right, r.Segments.Precision, r.Segments.Recall, r.Segments.F1)
	fmt.Fprintf(&b, "| publication date | pages | right | wrong | none given | share right |\n|---|---|---|---|---|---|\n")
	d := r.Dates
	fmt.Fprintf(&b, "| that tell it | %d | %d | %d | %d | **%.3f** |\n", d.Labelled, d.Right, d.Wrong, d.Missing, float64(d.Right)/float64(max(1, d.Labelled)))
	fmt.Fprintf(&b, "| that do not | %d | %d | %d invented | | |\n\n", d.Untold, d.Untold-d.Invented, d.Invented)
	fmt.Fprintf(&b, "| furniture | lines marked | of these in the body of the article |\n|---|---|---|\n| full bodies | %d | %d |\n\n", r.Marked.Lines, r.Marked.False)
	for _, e := range r.Marked.Examples {
		fmt.Fprintf(&b, "- marked falsely, %s\n", e)
	}
	r.writeFaults(&b)
	_, err := io.WriteString(w, b.String())
	if err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	return nil
}

func (r *Report) writeFaults(b *strings.Builder) {
	fmt.Fprintf(b, "\nWorst pages, full bodies:\n\n")
	for _, f := range r.Worst[:min(worstShown, len(r.Worst))] {
		fmt.Fprintf(b, "- %s F1 %.3f (precision %.3f, recall %.3f) %s\n", f.Page[:min(labelDigits, len(f.Page))], f.Measure.F1, f.Measure.Precision, f.Measure.Recall, f.URL)
	}
	fmt.Fprintf(b, "\nWorst pages, segments:\n\n")
	for _, f := range r.Lost[:min(worstShown, len(r.Lost))] {
		fmt.Fprintf(b, "- %s %s %s\n", f.Page[:min(labelDigits, len(f.Page))], f.What, f.URL)
	}
	fmt.Fprintf(b, "\nDates not found right:\n\n")
	for _, f := range r.Dates.Faults {
		fmt.Fprintf(b, "- %s want %s, got %s %s %s\n", f.Page, cmp.Or(f.Want, untold), cmp.Or(f.Got, untold), f.From, f.URL)
	}
}
