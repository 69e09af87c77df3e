// Package names scores found names against an answer key in IOB2: precision,
// recall and F1 of names whose span and type both agree, by type and over
// all, and a listing of what went wrong.
package names

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/language/iob"
)

// Count counts names.
type Count struct {
	Gold  int // of the answer key
	Found int // by the program
	Right int // found and in the answer key, with the same words and type
}

func percent(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return 100 * float64(a) / float64(b)
}

// Precision is the share of the found names that are right, in per cent.
func (c Count) Precision() float64 { return percent(c.Right, c.Found) }

// Recall is the share of the answer key that was found, in per cent.
func (c Count) Recall() float64 { return percent(c.Right, c.Gold) }

// F1 is the harmonic mean of precision and recall, in per cent.
func (c Count) F1() float64 { return percent(2*c.Right, c.Gold+c.Found) }

// Kind is a kind of error.
type Kind string

// The kinds of errors.
const (
	Missed   Kind = "missed"   // in the answer key, and nothing was found there
	Spurious Kind = "spurious" // found, and the answer key has nothing there
	Type     Kind = "type"     // the same words with another type
	Bounds   Kind = "bounds"   // a name of other words that shares some
)

// Error is one disagreement.
type Error struct {
	Kind     Kind
	Sentence int       // counted from 0
	Gold     *iob.Name // nil where spurious
	Found    *iob.Name // nil where missed
	Words    []string  // of the sentence
}

// Score collects counts over sentences. The zero value is ready.
type Score struct {
	All       Count
	ByType    map[string]*Count
	Errors    []Error
	Sentences int
	Words     int
}

// Add counts one sentence. Names of types not in types are left out of the
// answer key; no types means all.
func (s *Score) Add(words []string, gold, found []iob.Name, types ...string) {
	if len(types) > 0 {
		gold = slices.DeleteFunc(slices.Clone(gold), func(n iob.Name) bool { return !slices.Contains(types, n.Type) })
	}
	for _, n := range gold {
		s.of(n.Type).Gold++
		s.All.Gold++
	}
	for _, n := range found {
		s.of(n.Type).Found++
		s.All.Found++
		if slices.Contains(gold, n) {
			s.of(n.Type).Right++
			s.All.Right++
		}
	}
	s.disagree(words, gold, found)
	s.Sentences++
	s.Words += len(words)
}

func (s *Score) of(typ string) *Count {
	if s.ByType == nil {
		s.ByType = map[string]*Count{}
	}
	if s.ByType[typ] == nil {
		s.ByType[typ] = &Count{}
	}
	return s.ByType[typ]
}

// disagree pairs what does not agree: a found name with the first name of the
// answer key that shares a word with it.
func (s *Score) disagree(words []string, gold, found []iob.Name) {
	met := make([]bool, len(gold))
	for f := range found {
		if g := slices.Index(gold, found[f]); g >= 0 {
			met[g] = true
			continue
		}
		e := Error{Kind: Spurious, Sentence: s.Sentences, Found: &found[f], Words: words}
		for g := range gold {
			if gold[g].Start < found[f].End && found[f].Start < gold[g].End && !slices.Contains(found, gold[g]) {
				e.Kind, e.Gold, met[g] = Bounds, &gold[g], true
				if gold[g].Start == found[f].Start && gold[g].End == found[f].End {
					e.Kind = Type
				}
				break
			}
		}
		s.Errors = append(s.Errors, e)
	}
	for g := range gold {
		if !met[g] {
			s.Errors = append(s.Errors, Error{Kind: Missed, Sentence: s.Sentences, Gold: &gold[g], Words: words})
		}
	}
}

// WriteTable writes the figures of each type and of all.
func (s *Score) WriteTable(w io.Writer) error {
	var types []string
	for t := range s.ByType {
		types = append(types, t)
	}
	slices.Sort(types)
	if _, err := fmt.Fprintf(w, "%-6s %7s %7s %7s %10s %8s %8s\n", "type", "gold", "found", "right", "precision", "recall", "F1"); err != nil {
		return fmt.Errorf("write the table of names: %w", err)
	}
	for _, t := range append(types, "all") {
		c := &s.All
		if t != "all" {
			c = s.ByType[t]
		}
		if _, err := fmt.Fprintf(w, "%-6s %7d %7d %7d %10.2f %8.2f %8.2f\n", t, c.Gold, c.Found, c.Right, c.Precision(), c.Recall(), c.F1()); err != nil {
			return fmt.Errorf("write the table of names: %w", err)
		}
	}
	return nil
}

// WriteErrors writes one line for each disagreement, by kind: kind, what was
// found, what the answer key says, and the sentence.
func (s *Score) WriteErrors(w io.Writer) error {
	sorted := slices.Clone(s.Errors)
	slices.SortStableFunc(sorted, func(a, b Error) int { return cmp.Compare(a.Kind, b.Kind) })
	for _, e := range sorted {
		if _, err := fmt.Fprintf(w, "%s\tfound %s\tgold %s\t%s\n", e.Kind, show(e.Found, e.Words), show(e.Gold, e.Words), strings.Join(e.Words, " ")); err != nil {
			return fmt.Errorf("write the errors of names: %w", err)
		}
	}
	return nil
}

func show(n *iob.Name, words []string) string {
	if n == nil {
		return "-"
	}
	return n.Type + " " + strings.Join(words[n.Start:n.End], " ")
}
