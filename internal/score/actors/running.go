package actors

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Paragraph is a piece of running text with the actors that it tells of.
type Paragraph struct {
	Day  string
	Text string
	Gold []Marked
}

// Marked is a mention that a paragraph has, or words that count neither way.
type Marked struct {
	Span record.Span
	Wanted
	Open bool // it counts neither way
}

// RunningSet is the paragraphs of one file.
type RunningSet struct {
	Title      string
	Paragraphs []Paragraph
}

// RunningSets reads the running text of the program. The form is that of the comments of its files: a line with the day,
// a line of text with brackets, an empty line.
func RunningSets() ([]RunningSet, error) {
	var sets []RunningSet
	err := eachFile("running/*.txt", func(name, data string) error {
		set, err := readRunning(name, data)
		sets = append(sets, set)
		return err
	})
	return sets, err
}

func readRunning(file, data string) (RunningSet, error) {
	var set RunningSet
	var faults []error
	day := ""
	for i, line := range strings.Split(data, "\n") {
		comment, isComment := strings.CutPrefix(line, "# ")
		switch {
		case isComment && set.Title == "":
			set.Title, _, _ = strings.Cut(comment, ":")
		case isComment || line == "":
		case day == "":
			day, _, _ = strings.Cut(line, " ")
		default:
			p, err := ReadMarked(line)
			if err != nil {
				faults = append(faults, fmt.Errorf("%s line %d: %w", file, i+1, err))
			}
			p.Day, day = day, ""
			set.Paragraphs = append(set.Paragraphs, p)
		}
	}
	return set, errors.Join(faults...)
}

// ReadMarked reads text with its actors in brackets: "[words|COUNTRY SECTOR]", nested or not, and "{words}" for those
// that count neither way.
func ReadMarked(line string) (p Paragraph, err error) {
	var b strings.Builder
	var open []int // where the marks that are open begin
	for i := 0; i < len(line); i++ {
		switch c := line[i]; c {
		case '[', '{':
			open = append(open, b.Len())
		case '}':
			if len(open) == 0 {
				return p, fmt.Errorf("byte %d: } without {", i)
			}
			p.Gold = append(p.Gold, Marked{Span: record.Span{Start: open[len(open)-1], End: b.Len()}, Open: true})
			open = open[:len(open)-1]
		case '|':
			end := strings.IndexByte(line[i:], ']')
			country, sector, ok := strings.Cut(line[i+1:max(i+1, i+end)], " ")
			if end < 0 || len(open) == 0 || !ok {
				return p, fmt.Errorf("byte %d: write [words|COUNTRY SECTOR]", i)
			}
			m := Marked{Span: record.Span{Start: open[len(open)-1], End: b.Len()}}
			m.Countries, m.Sectors = codes(country), codes(sector)
			p.Gold = append(p.Gold, m)
			open = open[:len(open)-1]
			i += end
		default:
			b.WriteByte(c)
		}
	}
	if len(open) > 0 {
		return p, errors.New("a bracket is not closed")
	}
	p.Text = b.String()
	return p, nil
}

// codes reads "AFG/PAK" or "-".
func codes(s string) []string {
	all := strings.Split(s, "/")
	for i, c := range all {
		if c == "-" {
			all[i] = ""
		}
	}
	return all
}

// RunningRow is the score of running text.
type RunningRow struct {
	Title            string
	Gold, Said       int // mentions wanted and given
	Found            int // given ones that are wanted
	Country, Sectors int // found ones with the right country, the right main sector
	Right            int // found ones with both
}

// Wrong is a mention that is missing, too much, or wrong.
type Wrong struct {
	Day, What, Words, Want, Got string
}

// ScoreRunning reads every paragraph and compares its mentions with those that are wanted. A mention is found where it
// shares at least two fifths of the words of both with a wanted one. What stands within a wanted mention and is not wanted
// itself counts neither way.
func ScoreRunning(ctx context.Context, sets []RunningSet, r *flow.Reader) (rows []RunningRow, wrong []Wrong, err error) {
	for _, set := range sets {
		row := RunningRow{Title: set.Title}
		for _, p := range set.Paragraphs {
			raw := text.Raw{Path: "running.txt", Bytes: []byte(p.Text), Format: text.Plain}
			raw.Given = text.Given{Dates: []text.GivenDate{{Text: p.Day, From: record.DateFromFlag, Where: "--date"}}}
			reading, err := r.Read(ctx, raw)
			if err != nil {
				return nil, nil, fmt.Errorf("running text of %s: %w", p.Day, err)
			}
			if reading.Document.Text != p.Text {
				return nil, nil, fmt.Errorf("running text of %s: reading changes the text", p.Day)
			}
			wrong = append(wrong, row.paragraph(p, reading.Document.Mentions)...)
		}
		rows = append(rows, row)
	}
	return rows, wrong, nil
}

// pair is a mention given and one wanted that share words.
type pair struct {
	said, gold int
	share      float64
}

func (row *RunningRow) paragraph(p Paragraph, all []text.Mention) (wrong []Wrong) {
	said := slices.DeleteFunc(slices.Clone(all), func(m text.Mention) bool { return m.Form == text.PlaceMention })
	takenSaid, takenGold := pairs(p, said)
	for i, m := range said {
		words := m.Span.Of(p.Text)
		k, ok := takenSaid[i]
		switch {
		case ok && p.Gold[k].Open || !ok && inside(p, m.Span):
		case !ok:
			row.Said++
			wrong = append(wrong, Wrong{p.Day, "too much", words, "", given(m)})
		default:
			row.Said++
			row.Found++
			g := p.Gold[k]
			country, sector := slices.Contains(g.Countries, m.As.Country), slices.Contains(g.Sectors, m.As.Sector)
			row.Country += count(country)
			row.Sectors += count(sector)
			row.Right += count(country && sector)
			if !country || !sector {
				wrong = append(wrong, Wrong{p.Day, "wrong", words, strings.Join(g.Countries, "/") + " " + strings.Join(g.Sectors, "/"), given(m)})
			}
		}
	}
	for k, g := range p.Gold {
		if g.Open {
			continue
		}
		row.Gold++
		if !takenGold[k] {
			wrong = append(wrong, Wrong{p.Day, "missing", g.Span.Of(p.Text), strings.Join(g.Countries, "/") + " " + strings.Join(g.Sectors, "/"), ""})
		}
	}
	return wrong
}

// pairs matches mentions with wanted ones, those that share the most first, each once.
func pairs(p Paragraph, said []text.Mention) (takenSaid map[int]int, takenGold map[int]bool) {
	var all []pair
	for i, m := range said {
		for k, g := range p.Gold {
			both := min(m.Span.End, g.Span.End) - max(m.Span.Start, g.Span.Start)
			share := float64(both) / float64(max(m.Span.Len(), g.Span.Len()))
			if both > 0 && share >= 0.4 {
				all = append(all, pair{i, k, share})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int { return cmp.Compare(b.share, a.share) })
	takenSaid, takenGold = map[int]int{}, map[int]bool{}
	for _, x := range all {
		if _, ok := takenSaid[x.said]; !ok && !takenGold[x.gold] {
			takenSaid[x.said], takenGold[x.gold] = x.gold, true
		}
	}
	return takenSaid, takenGold
}

// inside says that a span lies within a longer mention that is wanted or counts neither way.
func inside(p Paragraph, s record.Span) bool {
	return slices.ContainsFunc(p.Gold, func(g Marked) bool {
		return g.Span.Start <= s.Start && s.End <= g.Span.End && g.Span.Len() > s.Len()
	})
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func given(m text.Mention) string {
	return cmpOr(m.As.Country) + " " + cmpOr(m.As.Sector) + " " + m.As.Name + " (" + string(m.Form) + ")"
}

// WriteRunning writes the table of docs/EVALUATION.md: precision and recall of mentions, and of those found the share
// with the right country, the right main sector and both.
func WriteRunning(w io.Writer, rows []RunningRow) error {
	var b bytes.Buffer
	b.WriteString("| running text | wanted | given | precision | recall | country right | sector right | both |\n|---|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, r := range rows {
		part := func(n, of int) float64 { return float64(n) / float64(max(1, of)) }
		fmt.Fprintf(&b, "| %s | %d | %d | %.3f | %.3f | %.3f | %.3f | %.3f |\n", r.Title, r.Gold, r.Said,
			part(r.Found, r.Said), part(r.Found, r.Gold), part(r.Country, r.Found), part(r.Sectors, r.Found), part(r.Right, r.Found))
	}
	_, err := w.Write(b.Bytes())
	return err
}
