// Package attribution scores the finding of who says what on sets that mark, in sentences, the clause of the source
// and the cue and the clauses of what is attributed.
//
// A line of such a set is a JSON object: doc, sent_id and text of a sentence, label (positive or negative), cue and
// cue_more (ranges of characters of the clause that holds source and cue), content (ranges of what is attributed), and,
// where that is another sentence, content_sent_id, content_sent_text and content_in_other.
//
// How a match is counted: a relation that was found meets a marked one if the word that its cue hangs on lies in the
// marked clause of source and cue, and if the words of its content and those of the marked content overlap by half:
// twice the number of common words is at least half the sum of both numbers. Words are those of the program;
// punctuation is none. Each marked relation meets one at most and the other way round. Only the sentences that the set
// holds are read, each by itself, with the sentence of the content where that is another one; only cues in the first
// are counted. Such a set marks clauses, so relations are counted whose content is a clause or a quotation.
package attribution

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/derive/claim"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// maxLine is the length in bytes of the longest line of a set.
const maxLine = 1 << 20

// Gold is one marked relation. Ranges count characters.
type Gold struct {
	Doc       string   `json:"doc"`
	Sentence  string   `json:"sent_id"`
	Text      string   `json:"text"`
	Label     string   `json:"label"`
	Cue       []int    `json:"cue"`
	CueMore   [][2]int `json:"cue_more"`
	Content   [][2]int `json:"content"`
	Other     string   `json:"content_sent_id"`
	OtherText string   `json:"content_sent_text"`
	InOther   [][2]int `json:"content_in_other"`
}

// Read reads a set.
func Read(path string) ([]Gold, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open the set: %w", err)
	}
	defer f.Close()
	var set []Gold
	lines := bufio.NewScanner(f)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var g Gold
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			return nil, fmt.Errorf("%s line %d: %w", path, n, err)
		}
		if err := g.check(); err != nil {
			return nil, fmt.Errorf("%s line %d: %w", path, n, err)
		}
		set = append(set, g)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return set, nil
}

func (g *Gold) check() error {
	within := func(ranges [][2]int, text string) error {
		n := len([]rune(text))
		for _, r := range ranges {
			if r[0] < 0 || r[1] < r[0] || n < r[1] {
				return fmt.Errorf("the range %v does not lie in the %d characters of the text", r, n)
			}
		}
		return nil
	}
	if g.Text == "" || len(g.Cue) != 2 {
		return fmt.Errorf("no text or no cue: a line needs text, cue [start, end] and content")
	}
	for _, err := range []error{
		within([][2]int{{g.Cue[0], g.Cue[1]}}, g.Text), within(g.CueMore, g.Text), within(g.Content, g.Text), within(g.InOther, g.OtherText),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// Count is the score of one kind of relations.
type Count struct{ Marked, Found, Met int }

// Precision is the part of those found that were marked, 0 where nothing was found.
func (c Count) Precision() float64 { return part(c.Met, c.Found) }

// Recall is the part of those marked that were met, 0 where nothing was marked.
func (c Count) Recall() float64 { return part(c.Met, c.Marked) }

// F1 is the harmonic mean of precision and recall.
func (c Count) F1() float64 { return part(2*c.Met, c.Found+c.Marked) }

func part(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// Score is the result on sets.
type Score struct {
	Relations Count // all relations
	Claims    Count // those that become claims
	Polarity  Count // of those met, whether it was said or not: Found those marked negative, Met those found to be so
	Genres    map[string]Count
	Errors    []string
}

// Scorer reads sentences and finds the relations in them.
type Scorer struct {
	stages []flow.Apply
	stage  *claim.Stage
}

// New opens the stages that the finding of claims needs.
func New() (*Scorer, error) {
	s := &Scorer{}
	var err error
	if s.stage, err = claim.New(); err != nil {
		return nil, err
	}
	for _, stage := range flow.Needed(flow.Stages(), []text.Layer{text.Claims}) {
		if stage.Name == "claim" {
			continue
		}
		apply, err := stage.Open()
		if err != nil {
			return nil, fmt.Errorf("stage %s: %w", stage.Name, err)
		}
		s.stages = append(s.stages, apply)
	}
	return s, nil
}

// Add scores a set.
func (s *Scorer) Add(ctx context.Context, score *Score, set []Gold) error {
	for from := 0; from < len(set); {
		end := from + 1
		for end < len(set) && set[end].Doc == set[from].Doc && set[end].Sentence == set[from].Sentence {
			end++
		}
		if err := s.sentence(ctx, score, set[from:end]); err != nil {
			return fmt.Errorf("%s: %w", set[from].Sentence, err)
		}
		from = end
	}
	return nil
}

// pair is a marked relation in bytes of the text that was read.
type pair struct{ cue, content []record.Span }

// sentence scores the relations marked in one sentence.
func (s *Scorer) sentence(ctx context.Context, score *Score, gold []Gold) error {
	whole, main, other := join(gold)
	doc := text.New(text.Raw{Path: gold[0].Sentence, Format: text.Plain}, whole)
	doc.Meta.Language = "en"
	for _, apply := range s.stages {
		if _, err := apply(ctx, doc); err != nil {
			return err
		}
	}
	found, err := s.stage.Relations(doc)
	if err != nil {
		return err
	}
	var wanted []pair
	for i := range gold {
		g := &gold[i]
		wanted = append(wanted, pair{
			cue:     spans(append([][2]int{{g.Cue[0], g.Cue[1]}}, g.CueMore...), g.Text, main),
			content: append(spans(g.Content, g.Text, main), spans(g.InOther, g.OtherText, other)...),
		})
	}
	score.compare(doc, gold, wanted, found, record.Span{Start: main, End: main + len(gold[0].Text)})
	return nil
}

// join makes one text of a sentence and of the one that holds its content, in the order of the document, and tells
// where each begins.
func join(gold []Gold) (whole string, main, other int) {
	for i := range gold {
		g := &gold[i]
		switch {
		case g.Other == "" || g.OtherText == g.Text:
		case number(g.Other) < number(g.Sentence):
			return g.OtherText + " " + g.Text, len(g.OtherText) + 1, 0
		default:
			return g.Text + " " + g.OtherText, 0, len(g.Text) + 1
		}
	}
	return gold[0].Text, 0, 0
}

// number gives the number at the end of the name of a sentence.
func number(id string) (n int) {
	for _, c := range id[strings.LastIndexByte(id, '-')+1:] {
		if c < '0' || '9' < c {
			return 0
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// spans turns ranges of characters into bytes of a text that begins at a place.
func spans(ranges [][2]int, text string, at int) []record.Span {
	var offsets []int
	for i := range text {
		offsets = append(offsets, i)
	}
	offsets = append(offsets, len(text))
	var all []record.Span
	for _, r := range ranges {
		all = append(all, record.Span{Start: at + offsets[r[0]], End: at + offsets[r[1]]})
	}
	return all
}

// compare meets the relations found with the marked ones.
func (s *Score) compare(doc *text.Document, gold []Gold, wanted []pair, found []claim.Relation, main record.Span) {
	if s.Genres == nil {
		s.Genres = map[string]Count{}
	}
	genre := genreOf(gold[0].Doc)
	count := s.Genres[genre]
	met := make([]bool, len(wanted))
	claimed := make([]bool, len(wanted))
	for k := range found {
		r := &found[k]
		if !r.Clausal || !main.Contains(doc.Tokens[r.Word].Span) || r.Cue.Len() == 0 {
			continue
		}
		s.Relations.Found++
		count.Found++
		isClaim := r.IsClaim()
		if isClaim {
			s.Claims.Found++
		}
		i := best(doc, r, wanted, met)
		if i < 0 {
			s.Errors = append(s.Errors, fmt.Sprintf("more\t%s\t%s >> %s", gold[0].Sentence, doc.SpanOf(r.Cue).Of(doc.Text), doc.SpanOf(r.Content).Of(doc.Text)))
			continue
		}
		met[i], claimed[i] = true, isClaim
		if gold[i].Label == "negative" {
			s.Polarity.Found++
			if r.Negated || r.Stance == record.Deny {
				s.Polarity.Met++
			}
		}
	}
	for i := range wanted {
		s.Relations.Marked++
		s.Claims.Marked++
		count.Marked++
		if claimed[i] {
			s.Claims.Met++
		}
		if met[i] {
			s.Relations.Met++
			count.Met++
			continue
		}
		s.Errors = append(s.Errors, fmt.Sprintf("missed\t%s\t%s >> %s", gold[0].Sentence, say(doc, wanted[i].cue), say(doc, wanted[i].content)))
	}
	s.Genres[genre] = count
}

func say(doc *text.Document, spans []record.Span) string {
	var all []string
	for _, s := range spans {
		all = append(all, s.Of(doc.Text))
	}
	return strings.Join(all, " ")
}

// best gives the marked relation that a found one meets with the greatest overlap, -1 for none.
func best(doc *text.Document, r *claim.Relation, wanted []pair, met []bool) int {
	at, most := -1, 0.0
	for i := range wanted {
		if met[i] || !lies(doc.Tokens[r.Word].Span, wanted[i].cue) {
			continue
		}
		if o := overlap(doc, r, wanted[i].content); 0.5 <= o && most < o {
			at, most = i, o
		}
	}
	return at
}

func lies(word record.Span, in []record.Span) bool {
	for _, s := range in {
		if s.Overlaps(word) {
			return true
		}
	}
	return false
}

// overlap is twice the number of common words by the sum of both numbers.
func overlap(doc *text.Document, r *claim.Relation, content []record.Span) float64 {
	shared, all := 0, 0
	for i := range doc.Tokens {
		t := text.TokenID(i)
		if doc.Trees.UPOS(t) == "PUNCT" {
			continue
		}
		ours := r.Content.Has(t) && !r.Cue.Has(t)
		theirs := lies(doc.Tokens[t].Span, content)
		if ours {
			all++
		}
		if theirs {
			all++
		}
		if ours && theirs {
			shared++
		}
	}
	return part(2*shared, all)
}

// genreOf gives the genre in the name of a document: "news" of "GUM_news_asylum".
func genreOf(doc string) string {
	parts := strings.Split(doc, "_")
	if len(parts) < 3 {
		return "all"
	}
	return parts[1]
}

// WriteTable writes the table of docs/EVALUATION.md.
func (s *Score) WriteTable(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString("| | marked | found | met | precision | recall | F1 |\n|---|---:|---:|---:|---:|---:|---:|\n")
	row := func(name string, c Count) {
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %.3f | %.3f | %.3f |\n", name, c.Marked, c.Found, c.Met, c.Precision(), c.Recall(), c.F1())
	}
	row("relations", s.Relations)
	for _, g := range slices.Sorted(maps.Keys(s.Genres)) {
		row("in "+g, s.Genres[g])
	}
	row("claims among them", s.Claims)
	fmt.Fprintf(&b, "\nnegative ones met: %d, found to be negative: %d\n", s.Polarity.Found, s.Polarity.Met)
	_, err := w.Write(b.Bytes())
	return err
}

// WriteErrors lists what was missed and what was found besides.
func (s *Score) WriteErrors(w io.Writer) error {
	for _, e := range s.Errors {
		if _, err := fmt.Fprintln(w, e); err != nil {
			return err
		}
	}
	return nil
}
