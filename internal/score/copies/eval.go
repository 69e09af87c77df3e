// Package copies measures how well copies of reports are found, on texts that
// it writes itself: reports in English from phrases and a vocabulary with the
// frequencies of natural words, several reports of one event that share names,
// figures, quotes and background, and bulletins of a series that share all but
// their numbers. Of some of them it makes copies as agencies and sites do.
//
// The texts follow from the seed alone.
package copies

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"

	"github.com/chancery-project/chancery/internal/flow/acquire/copies"
)

// Options of a run. The zero value runs the sizes of docs/EVALUATION.md.
type Options struct {
	Texts  int    // different texts; 0 means 20,000
	Copies int    // copies of each kind of change; 0 means 500
	Seed   uint64 // 0 means 1
}

// Row is the result for one kind of change.
type Row struct {
	Name    string
	Planted int
	Found   int  // in the group of its original
	Hardest bool // beyond what is promised
}

// Recall is the share of the planted copies that was found.
func (r Row) Recall() float64 { return float64(r.Found) / float64(max(1, r.Planted)) }

// FalsePair is a pair of different texts that was taken for copies.
type FalsePair struct {
	Kind       string // what the two have in common
	A, B       string // the texts
	Similarity float64
}

// Result of a run.
type Result struct {
	Texts      int
	Rows       []Row
	FalsePairs int
	Examples   []FalsePair // the first few
}

const maxExamples = 10

// Run writes the texts, adds originals and copies to one index in an order
// drawn from the seed, and compares the groups with the truth.
func Run(ctx context.Context, o Options) (Result, error) {
	if o.Texts == 0 {
		o.Texts = 20000
	}
	if o.Copies == 0 {
		o.Copies = 500
	}
	if o.Seed == 0 {
		o.Seed = 1
	}
	lex, err := loadLexicon()
	if err != nil {
		return Result{}, fmt.Errorf("words of the generator: %w", err)
	}
	r := run{Options: o, source: &corpus{lexicon: lex, seed: o.Seed, texts: o.Texts}}
	return r.measure(ctx)
}

// RunOn does the same with the caller's texts, of which none may be a copy of
// another; of several with the same words one is taken. The first line of a
// text is its headline. Copies are made of the texts of at least [LeastWords]
// words. Options.Texts is not read.
func RunOn(ctx context.Context, texts []string, o Options) (Result, error) {
	if o.Seed == 0 {
		o.Seed = 1
	}
	lex, err := loadLexicon()
	if err != nil {
		return Result{}, fmt.Errorf("words of the generator: %w", err)
	}
	g := newGiven(lex, o.Seed, texts)
	if o.Copies == 0 {
		o.Copies = 500
	}
	if g.copied() == 0 {
		o.Copies = 0
	}
	o.Texts = len(g.texts)
	r := run{Options: o, source: g}
	return r.measure(ctx)
}

// run is one evaluation at work.
type run struct {
	Options
	source
	rows []Row
	made []planted
}

// source gives the different texts of a run by their number.
type source interface {
	copied() int                     // texts below this number may be copied
	article(i int) (article, *event) // the event is nil where none is known
	relation(i, j int) string        // what two different texts have in common
	writer(number, stream uint64) *writer
}

// planted is a copy to be found. Its key is the number of texts plus its place.
type planted struct {
	original int
	row      int
	change   Change
}

// plant decides which texts are copied how.
func (r *run) plant() {
	rng := rand.New(rand.NewPCG(r.Seed, 0xc0b1e5))
	add := func(changes []Change, hardest bool) {
		for _, c := range changes {
			r.rows = append(r.rows, Row{Name: c.Name, Planted: r.Copies, Hardest: hardest})
			for range r.Copies {
				r.made = append(r.made, planted{original: rng.IntN(r.copied()), row: len(r.rows) - 1, change: c.draw(rng)})
			}
		}
	}
	add(Changes(), false)
	add(Hardest(), true)
}

// original gives the text that a key was made from.
func (r *run) original(key int) int {
	if key < r.Texts {
		return key
	}
	return r.made[key-r.Texts].original
}

// text writes the text of a key.
func (r *run) text(key int) string {
	if key < r.Texts {
		a, _ := r.article(key)
		return a.text()
	}
	p := r.made[key-r.Texts]
	a, e := r.article(p.original)
	return r.writer(uint64(key), ofCopy).copyOf(a, e, p.change)
}

// measure signs, groups and counts.
func (r *run) measure(ctx context.Context) (Result, error) {
	r.plant()
	result := Result{Texts: r.Texts}
	index := copies.NewIndex()
	var pairs []copies.Pair
	var docs []copies.Document
	order := rand.New(rand.NewPCG(r.Seed, 0x0bde8)).Perm(r.Texts + len(r.made))
	for n, key := range order {
		if n%256 == 0 && ctx.Err() != nil {
			return Result{}, fmt.Errorf("evaluation of copies after %d texts: %w", n, ctx.Err())
		}
		docs = append(docs, copies.Document{Key: int64(key)})
		for _, m := range index.Add(int64(key), copies.Sign(r.text(key))) {
			pairs = append(pairs, copies.Pair{A: int64(key), B: m.Key})
			if r.original(key) == r.original(int(m.Key)) {
				continue
			}
			result.FalsePairs++
			if len(result.Examples) < maxExamples {
				result.Examples = append(result.Examples, FalsePair{
					Kind: r.relation(r.original(key), r.original(int(m.Key))),
					A:    r.text(key), B: r.text(int(m.Key)), Similarity: m.Similarity,
				})
			}
		}
	}
	r.count(docs, pairs)
	result.Rows = r.rows
	return result, nil
}

// count sees which copies stand in the group of their original.
func (r *run) count(docs []copies.Document, pairs []copies.Pair) {
	origin := map[int64]int64{}
	for _, m := range copies.Group(docs, pairs, func(int64, int64) float64 { return 0 }) {
		origin[m.Key] = m.Origin
	}
	for i, p := range r.made {
		if origin[int64(r.Texts+i)] == origin[int64(p.original)] {
			r.rows[p.row].Found++
		}
	}
}

// Recall is the share found over the rows that are promised.
func (r Result) Recall() float64 {
	var sum Row
	for _, row := range r.Rows {
		if !row.Hardest {
			sum.Planted += row.Planted
			sum.Found += row.Found
		}
	}
	return sum.Recall()
}

// WriteTable writes the result as a table in Markdown.
func (r Result) WriteTable(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "| change | copies | found | recall |\n|---|---:|---:|---:|\n"); err != nil {
		return err
	}
	for _, row := range r.Rows {
		name := row.Name
		if row.Hardest {
			name += " (beyond the promise)"
		}
		if _, err := fmt.Fprintf(w, "| %s | %d | %d | %.4f |\n", name, row.Planted, row.Found, row.Recall()); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "| **all promised** | | | **%.4f** |\n\n%d false pairs among %d different texts and their copies\n", r.Recall(), r.FalsePairs, r.Texts)
	return err
}
