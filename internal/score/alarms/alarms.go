// Package alarms counts events that are found in texts in which hardly any are told: reviews, questions and answers,
// lives, travel guides, papers. What is found there is taken for false.
package alarms

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/language/treebank"
	"github.com/chancery-project/chancery/internal/score/facts"
	"github.com/chancery-project/chancery/record"
)

// Genres are the genres of the English Web Treebank and of GUM that tell of hardly any political event.
func Genres() []string { return []string{"answers", "reviews", "academic", "bio", "voyage"} }

// Score is what was found in the documents of some genres.
type Score struct {
	MinConfidence float64  // events that are less sure do not count
	Genres        []string // of the documents that are read; nil: Genres()

	rows   map[string]*row
	alarms []alarm
}

type row struct {
	documents, sentences, events, claims, figures int
	types                                         map[string]int
}

type alarm struct {
	document, sentence string
	event              *record.Event
}

// Genre gives the genre that a document's id begins with: "reviews-…" of the English Web Treebank, "GUM_bio_…" of GUM;
// "" for other ids.
func Genre(id string) string {
	if rest, ok := strings.CutPrefix(id, "GUM_"); ok {
		genre, _, _ := strings.Cut(rest, "_")
		return genre
	}
	genre, _, ok := strings.Cut(id, "-")
	if !ok {
		return ""
	}
	return genre
}

// Read reads the documents of the genres from their running text, undated, and counts what is found.
func (s *Score) Read(ctx context.Context, docs []treebank.Document, read facts.Read) error {
	if s.rows == nil {
		s.rows = map[string]*row{}
	}
	genres := s.Genres
	if genres == nil {
		genres = Genres()
	}
	for i := range docs {
		d := &docs[i]
		id, _ := d.Sentences[0].Comment("newdoc id")
		genre := Genre(id)
		if !slices.Contains(genres, genre) {
			continue
		}
		r, err := read(ctx, id, d.Raw().Text, "")
		if err != nil {
			return err
		}
		s.add(genre, id, len(d.Sentences), r)
	}
	return nil
}

func (s *Score) add(genre, id string, sentences int, r *facts.Reading) {
	g := s.rows[genre]
	if g == nil {
		g = &row{types: map[string]int{}}
		s.rows[genre] = g
	}
	g.documents++
	g.sentences += sentences
	g.claims += len(r.Claims)
	g.figures += len(r.Figures)
	for _, e := range r.Events {
		if e.Confidence < s.MinConfidence {
			continue
		}
		g.events++
		g.types[e.Type]++
		s.alarms = append(s.alarms, alarm{id, strings.Join(strings.Fields(r.Sentence(e.Span)), " "), e})
	}
}

// PerThousand gives the events in a thousand sentences over all genres that were read.
func (s *Score) PerThousand() float64 {
	all := s.all()
	return perThousand(all.events, all.sentences)
}

func (s *Score) all() (all row) {
	for _, g := range s.rows {
		all.documents, all.sentences, all.events = all.documents+g.documents, all.sentences+g.sentences, all.events+g.events
		all.claims, all.figures = all.claims+g.claims, all.figures+g.figures
	}
	return all
}

func perThousand(n, sentences int) float64 { return 1000 * float64(n) / float64(max(1, sentences)) }

// WriteTable writes the table of docs/EVALUATION.md.
func (s *Score) WriteTable(w io.Writer) error {
	var b strings.Builder
	b.WriteString("| genre | documents | sentences | events | per 1,000 sentences | types | claims | figures |\n|---|---:|---:|---:|---:|---|---:|---:|\n")
	var names []string
	for name := range s.rows {
		names = append(names, name)
	}
	slices.Sort(names)
	line := func(name string, g *row, types string) {
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %.1f | %s | %d | %d |\n",
			name, g.documents, g.sentences, g.events, perThousand(g.events, g.sentences), types, g.claims, g.figures)
	}
	for _, name := range names {
		line(name, s.rows[name], counts(s.rows[name].types))
	}
	all := s.all()
	line("**all**", &all, "")
	_, err := io.WriteString(w, b.String())
	return err
}

func counts(types map[string]int) string {
	var words []string
	for typ, n := range types {
		words = append(words, fmt.Sprintf("%s %d", typ, n))
	}
	slices.Sort(words)
	return strings.Join(words, ", ")
}

// WriteErrors lists every event that was found, with its sentence.
func (s *Score) WriteErrors(w io.Writer) error {
	var b strings.Builder
	for _, a := range s.alarms {
		e := a.event
		fmt.Fprintf(&b, "%s: %s · %s · %s → %s [%s %.2f]\n  text   %s\n", a.document, strings.TrimSpace(e.Type+" "+e.Mode), e.Status,
			names(e.Actors), names(e.Recipients), e.Frame, e.Confidence, a.sentence)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func names(actors []record.Actor) string {
	var list []string
	for _, a := range actors {
		list = append(list, a.Name)
	}
	if len(list) == 0 {
		return "-"
	}
	return strings.Join(list, ", ")
}
