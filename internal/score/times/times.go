// Package times scores expressions of time against two public sets: lists of expressions with TIMEX3 values, and
// sentences with marked dates.
package times

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"

	grammar "github.com/chancery-project/chancery/internal/language/times"
)

// Gold is one line of a set. Lines with a text are marked sentences, those without are expressions alone.
type Gold struct {
	Doc       string `json:"doc"`
	DCT       string `json:"dct"`
	Expr      string `json:"expr"`
	Type      string `json:"type"`
	Value     string `json:"value"`
	Text      string `json:"text"`
	Start     int    `json:"start"` // characters, not bytes
	End       int    `json:"end"`
	Kind      string `json:"kind"`
	When      string `json:"when"`
	From      string `json:"from"`
	To        string `json:"to"`
	NotBefore string `json:"notBefore"`
	NotAfter  string `json:"notAfter"`
}

// maxLine bounds a line of a set in bytes.
const maxLine = 1 << 20

// Read reads a set in JSON Lines.
func Read(path string) ([]Gold, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open the gold set: %w", err)
	}
	defer f.Close()
	var all []Gold
	in := bufio.NewScanner(f)
	in.Buffer(nil, maxLine)
	for n := 1; in.Scan(); n++ {
		if strings.TrimSpace(in.Text()) == "" {
			continue
		}
		var g Gold
		if err := json.Unmarshal(in.Bytes(), &g); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if g.Text != "" {
			if err := g.toBytes(); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, n, err)
			}
		}
		all = append(all, g)
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return all, nil
}

// toBytes turns the span from characters to bytes.
func (g *Gold) toBytes() error {
	runes := []rune(g.Text)
	if g.Start < 0 || g.End < g.Start || g.End > len(runes) {
		return fmt.Errorf("the span %d to %d is not within the text", g.Start, g.End)
	}
	start := len(string(runes[:g.Start]))
	g.Start, g.End = start, start+len(string(runes[g.Start:g.End]))
	return nil
}

// Error is one expression that was read wrongly.
type Error struct {
	Kind string // of the error
	Doc  string
	DCT  string
	Expr string // as marked, or as found where nothing was marked
	Want string
	Got  string // value and rule
}

// Score counts one or more sets.
type Score struct {
	Apart       bool // each marked sentence is read by itself, without those before it
	Expressions int  // of both forms
	Right       int  // value as in the gold set
	Lenient     int  // right, or of the same time where the gold set leaves a part of the date open
	Inside      int  // of Right in marked sentences: an end of the interval that was found
	Marked      int  // in sentences
	Met         int  // marked ones that a found one overlaps
	Dates       int  // found ones of the kinds that are marked
	DatesMet    int  // of them: that overlap a marked one
	Errors      []Error
}

// Add scores a set read by Read.
func (s *Score) Add(g *grammar.Grammar, set []Gold) {
	for from := 0; from < len(set); {
		to := from + 1
		for to < len(set) && set[to].Doc == set[from].Doc && set[to].DCT == set[from].DCT &&
			(!s.Apart || set[to].Text == set[from].Text) {
			to++
		}
		if set[from].Text == "" {
			s.alone(g, set[from:to])
		} else {
			s.marked(g, set[from:to])
		}
		from = to
	}
}

// alone resolves expressions one after the other.
func (s *Score) alone(g *grammar.Grammar, doc []Gold) {
	series := g.NewSeries(doc[0].DCT)
	for i := range doc {
		gold := &doc[i]
		t, ok := series.Resolve(gold.Expr)
		s.Expressions++
		switch {
		case !ok:
			s.fail("not read", gold, gold.Value, "")
		case sameValue(gold.Value, t.Value):
			s.Right++
			s.Lenient++
		default:
			if openMatch(gold.Value, &t) {
				s.Lenient++
				s.fail("gold leaves it open", gold, gold.Value, t.Value+" "+t.Rule)
				continue
			}
			s.fail(kindOf(gold.Value, t.Value), gold, gold.Value, t.Value+" "+t.Rule)
		}
	}
}

// sameValue compares TIMEX3 values; hours without minutes are those with ":00".
func sameValue(gold, got string) bool {
	return gold == got || strings.Contains(gold, "T") && !strings.HasPrefix(gold, "P") && gold+":00" == got
}

// openMatch tells whether a gold value like 1989-WXX leaves open what the found one tells.
func openMatch(gold string, t *grammar.Time) bool {
	if !strings.Contains(gold, "X") || t.From == "" || strings.HasPrefix(gold, "P") {
		return false
	}
	base, open, _ := strings.Cut(gold, "X")
	base = strings.TrimRight(base, "-WQ")
	return strings.HasPrefix(t.From, base) && (strings.HasPrefix(open, "X") || strings.Contains(gold, "Q")) &&
		(strings.Contains(gold, "W") == strings.Contains(t.Value, "W")) && strings.Contains(gold, "Q") == strings.Contains(t.Value, "Q")
}

func kindOf(gold, got string) string {
	form := func(v string) string {
		switch {
		case strings.HasSuffix(v, "_REF"):
			return "reference"
		case strings.HasPrefix(v, "P"):
			return "duration"
		case strings.Contains(v, "Q"):
			return "quarter"
		case strings.Contains(v, "W"):
			return "week"
		case strings.Contains(v, "T"):
			return "clock"
		}
		return map[int]string{10: "day", 7: "month", 4: "year", 3: "decade", 2: "century"}[len(v)]
	}
	a, b := form(gold), form(got)
	if a == b {
		return "other " + a
	}
	return b + " for " + a
}

func (s *Score) fail(kind string, g *Gold, want, got string) {
	s.Errors = append(s.Errors, Error{Kind: kind, Doc: g.Doc, DCT: g.DCT, Expr: g.Expr, Want: want, Got: got})
}

// WriteErrors lists the errors by kind.
func (s *Score) WriteErrors(w io.Writer) error {
	errs := append([]Error(nil), s.Errors...)
	sort.SliceStable(errs, func(a, b int) bool { return errs[a].Kind < errs[b].Kind })
	for _, e := range errs {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\twant %s\tgot %s\n", e.Kind, e.Doc, e.DCT, e.Expr, e.Want, e.Got); err != nil {
			return err
		}
	}
	return nil
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Value gives the share of expressions whose value is right.
func (s *Score) Value() float64 { return ratio(s.Right, s.Expressions) }

// Found gives precision, recall and F1 of extents: a found time is right if it overlaps a marked one.
func (s *Score) Found() (precision, recall, f1 float64) {
	precision, recall = ratio(s.DatesMet, s.Dates), ratio(s.Met, s.Marked)
	if precision+recall > 0 {
		f1 = 2 * precision * recall / (precision + recall)
	}
	return precision, recall, f1
}

// WriteTable writes the figures.
func (s *Score) WriteTable(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "| expressions | value right | share | right, or left open by the set |\n|---:|---:|---:|---:|\n| %d | %d | %.4f | %.4f |\n",
		s.Expressions, s.Right, s.Value(), ratio(s.Lenient, s.Expressions)); err != nil {
		return err
	}
	if s.Marked > 0 {
		p, r, f := s.Found()
		if _, err := fmt.Fprintf(w, "\n| marked | found | recall | dates found | of them marked | precision | F1 |\n|---:|---:|---:|---:|---:|---:|---:|\n| %d | %d | %.4f | %d | %d | %.4f | %.4f |\n",
			s.Marked, s.Met, r, s.Dates, s.DatesMet, p, f); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "\n%d values count as an end of the interval that was found.\n", s.Inside); err != nil {
			return err
		}
	}
	return s.writeKinds(w)
}

func (s *Score) writeKinds(w io.Writer) error {
	count := map[string]int{}
	var kinds []string
	for _, e := range s.Errors {
		if count[e.Kind] == 0 {
			kinds = append(kinds, e.Kind)
		}
		count[e.Kind]++
	}
	sort.Slice(kinds, func(a, b int) bool {
		return count[kinds[a]] > count[kinds[b]] || count[kinds[a]] == count[kinds[b]] && kinds[a] < kinds[b]
	})
	if len(kinds) == 0 {
		return nil
	}
	if _, err := fmt.Fprint(w, "\n| error | times |\n|---|---:|\n"); err != nil {
		return err
	}
	for _, k := range kinds {
		if _, err := fmt.Fprintf(w, "| %s | %d |\n", k, count[k]); err != nil {
			return err
		}
	}
	return nil
}
