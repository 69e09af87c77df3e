// Package coreference scores what pronouns are said to mean against the coreference of treebanks in the manner of GUM.
//
// Counted is every personal, possessive and reflexive pronoun of the third person that is a mention by itself and whose
// chain has another mention, before or behind it, or joins others. It is answered where the program names a noun phrase,
// and right where the smallest mention of the answer key that holds the head of that phrase is of the pronoun's chain.
// Chains of pronouns alone and what verbs tell ("it" for an event) are counted too and can never be right.
package coreference

import (
	"fmt"
	"io"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
)

// Answer is a pronoun with the heads of the phrases that it is said to mean.
type Answer struct {
	Word  text.TokenID
	Heads []text.TokenID
	Words string // of the phrases, to be shown
}

// Count counts pronouns.
type Count struct {
	Gold     int // with something that they mean in the answer key
	Answered int // of these
	Right    int // of these
	Idle     int // answered, and the answer key has nothing that they mean
}

// Precision is the share of the answered that is right, in per cent.
func (c Count) Precision() float64 { return percent(c.Right, c.Answered) }

// Coverage is the share of the answer key that is answered, in per cent.
func (c Count) Coverage() float64 { return percent(c.Answered, c.Gold) }

func percent(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return 100 * float64(a) / float64(b)
}

// The groups of pronouns, in the order of the table.
const (
	groupHe = iota
	groupIt
	groupThey
	groupThird
	groupFirst
	groups
)

func groupNames() [groups]string {
	return [groups]string{"he, she", "it", "they", "third person", "I, we, you"}
}

// groupOf gives the group of a form, -1 for other words.
func groupOf(form string) int {
	for i, list := range [...]string{
		groupHe:    " he him his himself she her hers herself ",
		groupIt:    " it its itself ",
		groupThey:  " they them their theirs themselves themself 'em ",
		groupThird: " ",
		groupFirst: " i me my mine myself we us our ours ourselves you your yours yourself yourselves ",
	} {
		if strings.Contains(list, " "+form+" ") {
			return i
		}
	}
	return -1
}

// Third tells whether a form is a pronoun of the third person.
func Third(form string) bool {
	g := groupOf(form)
	return g >= 0 && g < groupThird
}

// Score collects counts over documents. The zero value is ready.
type Score struct {
	Documents int
	Words     int
	counts    [groups]Count
	errors    []string
}

// Third gives the counts of all pronouns of the third person.
func (s *Score) Third() Count { return s.counts[groupThird] }

// Add counts one document.
func (s *Score) Add(d *text.Document, g *Gold, answers []Answer) {
	s.Documents++
	s.Words += len(d.Tokens)
	said := map[text.TokenID]Answer{}
	for _, a := range answers {
		said[a.Word] = a
	}
	for _, p := range g.Pronouns {
		group := groupOf(p.Form)
		if group < 0 {
			continue
		}
		a, answered := said[p.Word]
		var c Count
		verdict := ""
		switch right := answered && g.Right(p, a.Heads); {
		case !g.Has(p) && !answered:
			continue
		case !g.Has(p):
			c.Idle, verdict = 1, "idle"
		case !answered:
			c.Gold, verdict = 1, "open"
		case right:
			c = Count{Gold: 1, Answered: 1, Right: 1}
		default:
			c, verdict = Count{Gold: 1, Answered: 1}, "wrong"
		}
		s.count(group, c)
		if verdict != "" && (group != groupFirst || verdict != "open") {
			s.errors = append(s.errors, disagreement(d, g, p, a, verdict))
		}
	}
}

func (s *Score) count(group int, c Count) {
	list := []int{group}
	if group < groupThird {
		list = append(list, groupThird)
	}
	for _, i := range list {
		t := &s.counts[i]
		t.Gold += c.Gold
		t.Answered += c.Answered
		t.Right += c.Right
		t.Idle += c.Idle
	}
}

func disagreement(d *text.Document, g *Gold, p Pronoun, a Answer, verdict string) string {
	gold := "-"
	if m, ok := g.Nearest(p); ok {
		gold = d.SpanOf(m.Words).Of(d.Text)
	}
	said := "-"
	if len(a.Heads) > 0 {
		said = a.Words
	}
	s := d.Sentences[d.SentenceOf(p.Word)].Tokens
	before := d.SpanOf(text.TokenRange{First: s.First, End: p.Word}).Of(d.Text)
	after := d.SpanOf(text.TokenRange{First: p.Word + 1, End: s.End}).Of(d.Text)
	line := fmt.Sprintf("%s\t%s\tsaid %s\tgold %s\t%s [%s] %s", verdict, g.ID, said, gold, before, d.Word(p.Word), after)
	return strings.Join(strings.Split(line, "\n"), " ")
}

// WriteTable writes the counts of each group of pronouns.
func (s *Score) WriteTable(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%-13s %6s %9s %6s %11s %9s %6s\n", "pronouns", "gold", "answered", "right", "precision", "answered", "idle"); err != nil {
		return fmt.Errorf("write the table of references: %w", err)
	}
	for i, name := range groupNames() {
		c := s.counts[i]
		if _, err := fmt.Fprintf(w, "%-13s %6d %9d %6d %11.2f %8.2f%% %6d\n", name, c.Gold, c.Answered, c.Right, c.Precision(), c.Coverage(), c.Idle); err != nil {
			return fmt.Errorf("write the table of references: %w", err)
		}
	}
	return nil
}

// WriteErrors writes a line for each pronoun that was answered wrongly, answered although nothing is meant, or, of the
// third person, left open.
func (s *Score) WriteErrors(w io.Writer) error {
	for _, e := range s.errors {
		if _, err := fmt.Fprintln(w, e); err != nil {
			return fmt.Errorf("write the errors of references: %w", err)
		}
	}
	return nil
}
