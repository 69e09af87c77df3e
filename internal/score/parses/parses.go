// Package parses compares words, sentences, tags, lemmas and dependency trees
// with a gold treebank, the way of the CoNLL shared tasks on parsing from raw
// text: a word counts as found if it covers exactly the characters of a gold
// word, and all else is counted over found words.
package parses

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Word is one word of a text with what is said of it.
type Word struct {
	Start, End int // half-open range of bytes
	Lemma      string
	UPOS       string
	XPOS       string
	Head       int // index of the head in the text's list of words, -1 for a root
	Rel        string
}

// Text is one text with its words and sentences in order.
type Text struct {
	Words     []Word
	Sentences [][2]int // ranges of bytes from the first to the last word
}

// Count holds how many there are in the gold text, how many were given, and
// how many of these are right.
type Count struct {
	Gold, Given, Right int
}

// Add adds the counts of another text.
func (c *Count) Add(o Count) {
	c.Gold += o.Gold
	c.Given += o.Given
	c.Right += o.Right
}

// Precision returns the part of what was given that is right, 0 if nothing was.
func (c Count) Precision() float64 { return ratio(c.Right, c.Given) }

// Recall returns the part of the gold that was found.
func (c Count) Recall() float64 { return ratio(c.Right, c.Gold) }

// F1 returns the harmonic mean of the two.
func (c Count) F1() float64 { return ratio(2*c.Right, c.Gold+c.Given) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Spans compares two lists of ranges.
func Spans(gold, given [][2]int) Count {
	set := make(map[[2]int]bool, len(gold))
	for _, s := range gold {
		set[s] = true
	}
	c := Count{Gold: len(gold), Given: len(given)}
	for _, s := range given {
		if set[s] {
			c.Right++
			delete(set, s)
		}
	}
	return c
}

// Result is the comparison of texts with their gold.
type Result struct {
	Words, Sentences, UPOS, XPOS, Lemmas Count
	UAS                                  Count // right head
	LAS                                  Count // right head and right relation with its subtype
	LASu                                 Count // right head and right relation without its subtype
	Relations                            map[string]*Count
}

// Add compares one text.
func (r *Result) Add(gold, given *Text) {
	if r.Relations == nil {
		r.Relations = map[string]*Count{}
	}
	r.Sentences.Add(Spans(gold.Sentences, given.Sentences))
	total := Count{Gold: len(gold.Words), Given: len(given.Words)}
	for _, c := range []*Count{&r.Words, &r.UPOS, &r.XPOS, &r.Lemmas, &r.UAS, &r.LAS, &r.LASu} {
		c.Add(total)
	}
	for i := range gold.Words {
		r.relation(gold.Words[i].Rel).Gold++
	}
	for i := range given.Words {
		r.relation(given.Words[i].Rel).Given++
	}
	at := 0
	for i := range given.Words {
		w := &given.Words[i]
		for at < len(gold.Words) && gold.Words[at].Start < w.Start {
			at++
		}
		if at < len(gold.Words) && gold.Words[at].Start == w.Start && gold.Words[at].End == w.End {
			r.aligned(gold, given, &gold.Words[at], w)
		}
	}
}

// aligned compares two words of the same characters.
func (r *Result) aligned(gold, given *Text, g, w *Word) {
	r.Words.Right++
	r.UPOS.Right += count(g.UPOS == w.UPOS)
	r.XPOS.Right += count(g.XPOS == w.XPOS)
	r.Lemmas.Right += count(g.Lemma == w.Lemma)
	if !sameHead(gold, given, g.Head, w.Head) {
		return
	}
	r.UAS.Right++
	r.LASu.Right += count(base(g.Rel) == base(w.Rel))
	if g.Rel == w.Rel {
		r.LAS.Right++
		r.relation(g.Rel).Right++
	}
}

func sameHead(gold, given *Text, g, w int) bool {
	if g < 0 || w < 0 {
		return g < 0 && w < 0
	}
	a, b := &gold.Words[g], &given.Words[w]
	return a.Start == b.Start && a.End == b.End
}

func (r *Result) relation(rel string) *Count {
	c := r.Relations[rel]
	if c == nil {
		c = &Count{}
		r.Relations[rel] = c
	}
	return c
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

func base(rel string) string {
	rel, _, _ = strings.Cut(rel, ":")
	return rel
}

// WriteTable writes the figures, in per cent, and a line for each relation
// that the gold text has at least least times.
func (r *Result) WriteTable(w io.Writer, least int) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-12s %9s %9s %9s %8s\n", "metric", "precision", "recall", "F1", "gold")
	for _, m := range []struct {
		name string
		c    Count
	}{
		{"words", r.Words},
		{"sentences", r.Sentences},
		{"UPOS", r.UPOS},
		{"XPOS", r.XPOS},
		{"lemmas", r.Lemmas},
		{"UAS", r.UAS},
		{"LAS", r.LAS},
		{"LAS-u", r.LASu},
	} {
		row(&b, m.name, m.c)
	}
	var rels []string
	for rel, c := range r.Relations {
		if c.Gold >= least {
			rels = append(rels, rel)
		}
	}
	slices.SortFunc(rels, func(x, y string) int {
		return cmp.Or(cmp.Compare(r.Relations[y].Gold, r.Relations[x].Gold), cmp.Compare(x, y))
	})
	if least > 0 && len(rels) > 0 {
		fmt.Fprintf(&b, "\n%-12s %9s %9s %9s %8s\n", "relation", "precision", "recall", "F1", "gold")
		for _, rel := range rels {
			row(&b, rel, *r.Relations[rel])
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func row(b *strings.Builder, name string, c Count) {
	fmt.Fprintf(b, "%-12s %9.2f %9.2f %9.2f %8d\n", name, 100*c.Precision(), 100*c.Recall(), 100*c.F1(), c.Gold)
}
