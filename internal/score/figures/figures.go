// Package figures scores the figures that are found in reports: on sentences of our own with every figure that they
// state, and on folders of reports with a gold record.
//
// The own cases were written before the grammar; half of them were looked at while it was made (tuning.txt), the other
// half only counted (test.txt). A figure is right where its value, the upper end of its range and its unit are; how exact
// it claims to be, what it counts, its day and its source are scored on the figures that are right.
package figures

import (
	"bytes"
	"context"
	_ "embed" // for packed.zst
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/pack"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// packed are the files under cases, as TestPackedCases packs them; it fails where they differ.
//
//go:generate go test . -run Packed -repack
//go:embed packed.zst
var packed []byte

// Gold is a figure that a text states. Lists hold what is right as well, the first the best.
type Gold struct {
	Value      float64
	Max        *float64
	Units      []string
	Qualifiers []string
	What       string
	AsOf       string   // "" where the gold does not say
	Sources    []string // nil where the gold does not say
	Quote      string   // "" where the gold does not say
	Optional   bool     // neither a miss nor a hit counts
}

// Case is a text with its figures.
type Case struct {
	Name   string
	Date   string // of publication, ISO 8601
	Text   string
	Wanted []Gold
}

// Set is the cases of one file or folder.
type Set struct {
	Title string
	File  string // of the program's own cases
	Cases []Case
	lines []string
}

// Own reads the cases of the program, in the order of the files.
func Own() ([]Set, error) {
	folder, err := pack.Open(packed)
	if err != nil {
		return nil, fmt.Errorf("read the cases: %w", err)
	}
	return OwnOf(folder)
}

// OwnOf is [Own] with the cases as they stand in a folder.
func OwnOf(folder fs.FS) ([]Set, error) {
	files, err := fs.Glob(folder, "cases/*.txt")
	if err != nil {
		return nil, fmt.Errorf("list the cases: %w", err)
	}
	var sets []Set
	for _, file := range files {
		data, err := fs.ReadFile(folder, file)
		if err != nil {
			return nil, fmt.Errorf("read the cases: %w", err)
		}
		set, err := parse(file, string(data))
		if err != nil {
			return nil, err
		}
		sets = append(sets, set)
	}
	return sets, nil
}

func parse(file, data string) (Set, error) {
	set := Set{File: file, Title: "own sentences, " + strings.TrimSuffix(strings.TrimPrefix(file, "cases/"), ".txt")}
	for i, line := range strings.Split(strings.TrimSuffix(data, "\n"), "\n") {
		if strings.HasPrefix(line, "\t") {
			continue
		}
		set.lines = append(set.lines, line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "= "):
			g, err := parseGold(line[2:])
			if err == nil && len(set.Cases) == 0 {
				err = fmt.Errorf("a figure before the first sentence")
			}
			if err != nil {
				return set, fmt.Errorf("%s line %d: %w", file, i+1, err)
			}
			c := &set.Cases[len(set.Cases)-1]
			c.Wanted = append(c.Wanted, g)
		default:
			date, sentence, ok := strings.Cut(line, " | ")
			if !ok || len(date) != 10 {
				return set, fmt.Errorf("%s line %d: write date | sentence", file, i+1)
			}
			set.Cases = append(set.Cases, Case{Name: fmt.Sprintf("%s line %d", file, i+1), Date: date, Text: sentence})
		}
	}
	return set, nil
}

// parseGold reads "value unit | qualifier | what | says = source | asof = day".
func parseGold(s string) (Gold, error) {
	cells := strings.Split(s, " | ")
	if len(cells) < 3 {
		return Gold{}, fmt.Errorf("%d cells, write value unit | qualifier | what", len(cells))
	}
	number, unit, _ := strings.Cut(cells[0], " ")
	low, high, ranged := strings.Cut(number, "..")
	var g Gold
	var err error
	if g.Value, err = strconv.ParseFloat(low, 64); err != nil {
		return g, fmt.Errorf("value %q is no number", low)
	}
	if ranged {
		v, err := strconv.ParseFloat(high, 64)
		if err != nil {
			return g, fmt.Errorf("value %q is no number", high)
		}
		g.Max = &v
	}
	g.Units, g.Qualifiers, g.What = strings.Split(unit, " / "), strings.Split(cells[1], " / "), cells[2]
	for _, q := range g.Qualifiers {
		if !slices.Contains(record.Qualifiers(), record.Qualifier(q)) {
			return g, fmt.Errorf("no qualifier %q", q)
		}
	}
	for _, cell := range cells[3:] {
		if day, ok := strings.CutPrefix(cell, "asof = "); ok {
			g.AsOf = day
		} else if who, ok := strings.CutPrefix(cell, "says "); ok {
			g.Sources = []string{strings.TrimPrefix(who, "= ")}
		} else {
			return g, fmt.Errorf("%q: write says or asof", cell)
		}
	}
	return g, nil
}

// Row is the score of one set.
type Row struct {
	Title                   string
	Cases                   int
	Gold, Found, Right      int
	Qualifier, What         int // of the right ones
	Sources, Source         int // right ones whose gold names a source, and those with it
	None, FalseIn, Optional int // texts without figures, those of them in which some were found; optional ones found
}

// Precision is the share of right ones among those found; 1 where none were.
func (r Row) Precision() float64 { return share(r.Right, r.Found) }

// Recall is the share of right ones among those of the gold.
func (r Row) Recall() float64 { return share(r.Right, r.Gold) }

// F1 is the harmonic mean of both.
func (r Row) F1() float64 {
	p, q := r.Precision(), r.Recall()
	if p+q == 0 {
		return 0
	}
	return 2 * p * q / (p + q)
}

func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// Miss is a figure of the gold that was not found, one that was found and is not in the gold, or a right one that differs
// in something else.
type Miss struct {
	Case    *Case
	Gold    *Gold          // nil for one too many
	Found   *record.Figure // nil for one too few
	Differs string         // in what a right one differs: qualifier, what, source
}

// NewReader opens the stages up to the figures.
func NewReader() (*flow.Reader, error) {
	return flow.NewReader(flow.ReaderOptions{Wanted: []text.Layer{text.Figures}})
}

// Read gives the figures of a text that was published on a day, "" for an unknown one.
func Read(ctx context.Context, r *flow.Reader, c *Case) ([]*record.Figure, error) {
	raw := text.Raw{Path: c.Name, Format: text.Plain, Bytes: []byte(c.Text), Given: text.Given{Language: "en", LanguageSure: true}}
	if c.Date != "" {
		raw.Given.Dates = []text.GivenDate{{Text: c.Date, From: record.DateFromFlag, Where: "gold"}}
	}
	reading, err := r.Read(ctx, raw)
	if err != nil {
		return nil, err
	}
	return reading.Document.Facts.Figures, nil
}

// Score reads every case of a set and compares.
func Score(ctx context.Context, r *flow.Reader, set *Set) (Row, []Miss, error) {
	row := Row{Title: set.Title, Cases: len(set.Cases)}
	var misses []Miss
	for i := range set.Cases {
		c := &set.Cases[i]
		found, err := Read(ctx, r, c)
		if err != nil {
			return row, nil, err
		}
		if len(c.Wanted) == 0 {
			row.None++
			row.FalseIn += min(1, len(found))
		}
		misses = append(misses, row.compare(c, found)...)
	}
	return row, misses, nil
}

// compare pairs each figure of the gold with the best of those found that has its value and unit.
func (r *Row) compare(c *Case, found []*record.Figure) (misses []Miss) {
	taken := make([]bool, len(found))
	for _, optional := range []bool{false, true} {
		for k := range c.Wanted {
			g := &c.Wanted[k]
			if g.Optional != optional {
				continue
			}
			best := -1
			for i, f := range found {
				if !taken[i] && g.Equal(f) && (best < 0 || g.near(c.Text, f) > g.near(c.Text, found[best])) {
					best = i
				}
			}
			if !optional {
				r.Gold++
			}
			switch {
			case best < 0 && !optional:
				misses = append(misses, Miss{Case: c, Gold: g})
			case best >= 0 && optional:
				taken[best] = true
				r.Optional++
			case best >= 0:
				taken[best] = true
				if differs := r.right(g, found[best]); differs != "" {
					misses = append(misses, Miss{Case: c, Gold: g, Found: found[best], Differs: differs})
				}
			}
		}
	}
	for i, f := range found {
		if !taken[i] {
			r.Found++
			misses = append(misses, Miss{Case: c, Found: f})
		}
	}
	return misses
}

// right counts a figure that is right and tells in what else it differs from the gold.
func (r *Row) right(g *Gold, f *record.Figure) (differs string) {
	r.Right++
	r.Found++
	if slices.Contains(g.Qualifiers, string(f.Qualifier)) {
		r.Qualifier++
	} else {
		differs += " qualifier"
	}
	if Overlap(g.What, f.What) >= 0.5 {
		r.What++
	} else {
		differs += " what"
	}
	if g.Sources == nil {
		return differs
	}
	r.Sources++
	if f.Source != nil && slices.ContainsFunc(g.Sources, func(s string) bool {
		return Overlap(s, f.Source.Name) >= 0.5 || Overlap(s, f.Source.Text) >= 0.5
	}) || f.Source == nil && slices.Contains(g.Sources, "") {
		r.Source++
		return differs
	}
	return differs + " source"
}

// Equal says that value, upper end and unit are those of the gold.
func (g *Gold) Equal(f *record.Figure) bool {
	if !equal(g.Value, f.Value) || (g.Max == nil) != (f.ValueMax == nil) || g.Max != nil && !equal(*g.Max, *f.ValueMax) {
		return false
	}
	return slices.ContainsFunc(g.Units, func(u string) bool { return plain(u) == plain(f.Unit) })
}

func equal(a, b float64) bool { return math.Abs(a-b) <= 1e-3*math.Max(math.Abs(a), math.Abs(b)) }

// plain compares units without regard to capitals and the plural.
func plain(unit string) string { return strings.TrimSuffix(strings.ToLower(unit), "s") }

// near is greater the more the quotes share.
func (g *Gold) near(whole string, f *record.Figure) int {
	if g.Quote == "" {
		return -f.Span.Start
	}
	score := 0
	for at := 0; ; {
		i := strings.Index(whole[at:], g.Quote)
		if i < 0 {
			return score
		}
		s := record.Span{Start: at + i, End: at + i + len(g.Quote)}
		score = max(score, min(s.End, f.Span.End)-max(s.Start, f.Span.Start))
		at += i + 1
	}
}

// Overlap is the F1 of the words that two phrases share, without articles and prepositions.
func Overlap(a, b string) float64 {
	x, y := bag(a), bag(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	n := 0
	for w := range x {
		if y[w] {
			n++
		}
	}
	return 2 * float64(n) / float64(len(x)+len(y))
}

func bag(s string) map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" ,.'’-()\"“”", r) }) {
		switch w {
		case "the", "a", "an", "of", "in", "to", "for", "at", "from", "on", "s", "who", "that", "by", "with":
		default:
			words[strings.TrimSuffix(w, "s")] = true
		}
	}
	return words
}

// WriteTable writes the table of docs/EVALUATION.md.
func WriteTable(w io.Writer, rows []Row) error {
	var b bytes.Buffer
	b.WriteString("| set | texts | figures | precision | recall | F1 | qualifier | what | source | texts without figures where some were found |\n")
	b.WriteString("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, r := range rows {
		none, source := "-", "-"
		if r.None > 0 {
			none = fmt.Sprintf("%d of %d", r.FalseIn, r.None)
		}
		if r.Sources > 0 {
			source = fmt.Sprintf("%.3f", share(r.Source, r.Sources))
		}
		fmt.Fprintf(&b, "| %s | %d | %d | %.3f | %.3f | %.3f | %.3f | %.3f | %s | %s |\n", r.Title, r.Cases, r.Gold,
			r.Precision(), r.Recall(), r.F1(), share(r.Qualifier, r.Right), share(r.What, r.Right), source, none)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// String gives a miss on one line.
func (m Miss) String() string {
	if m.Gold == nil {
		return fmt.Sprintf("%s: too much: %s", m.Case.Name, Line(m.Found))
	}
	if m.Found != nil {
		return fmt.Sprintf("%s: differs in%s: %s <> %s", m.Case.Name, m.Differs, m.Gold.line(), Line(m.Found))
	}
	return fmt.Sprintf("%s: missing: %s", m.Case.Name, m.Gold.line())
}

func (g *Gold) line() string {
	s := fmt.Sprintf("%s %s | %s | %s", number(g.Value, g.Max), strings.Join(g.Units, " / "), strings.Join(g.Qualifiers, " / "), g.What)
	if g.Sources != nil {
		s += " | says " + strings.Join(g.Sources, " / ")
	}
	return s
}

// Line writes a figure as the case files do.
func Line(f *record.Figure) string {
	s := fmt.Sprintf("%s %s | %s | %s", number(f.Value, f.ValueMax), f.Unit, f.Qualifier, f.What)
	if f.Source != nil {
		s += " | says " + f.Source.Name
	}
	if f.AsOf != nil {
		s += " | asof = " + *f.AsOf
	}
	if f.Series != "" {
		s += " | series " + f.Series
	}
	return s + " | " + f.Quote
}

func number(v float64, high *float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if len(s) > 8 && strings.Contains(s, ".") {
		s = strconv.FormatFloat(v, 'f', 4, 64)
	}
	if high != nil {
		s += ".." + number(*high, nil)
	}
	return s
}

// WithFound gives the file of a set with the figures that are found below each sentence and its gold.
func (s *Set) WithFound(ctx context.Context, r *flow.Reader) (string, error) {
	var b strings.Builder
	n := 0
	flush := func() error {
		if n == 0 {
			return nil
		}
		found, err := Read(ctx, r, &s.Cases[n-1])
		for _, f := range found {
			b.WriteString("\t" + Line(f) + "\n")
		}
		return err
	}
	open := false
	for _, line := range s.lines {
		if open && !strings.HasPrefix(line, "= ") {
			if err := flush(); err != nil {
				return "", err
			}
			open = false
		}
		b.WriteString(line + "\n")
		if line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "= ") {
			n, open = n+1, true
		}
	}
	if open {
		if err := flush(); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}
