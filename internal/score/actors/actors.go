// Package actors scores the resolver of mentions on cases with known answers (dated roles, titles, agents,
// coordination, and what is no actor) and the stage that finds mentions on running text.
//
// The cases were written before the resolver. A line is
//
//	mention | date | wanted | sentence
//
// where wanted is "none" or, for each actor, country, sectors of which the main one must be any, and perhaps the name;
// several actors are joined by " + ", several countries or sectors that are right by "/", "-" stands for no country. The
// indented line below, the answer and why, is written by the test with -update; the wanted answer never is.
package actors

import (
	"bytes"
	_ "embed" // for packed.zst
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/bind/who"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/pack"
)

// packed are the files under cases and running, as TestPackedCases packs them; it fails where they differ.
//
//go:generate go test . -run Packed -repack
//go:embed packed.zst
var packed []byte

// eachFile gives the packed files of a pattern, in the order of their names.
func eachFile(pattern string, use func(name, data string) error) error {
	folder, err := pack.Open(packed)
	if err != nil {
		return fmt.Errorf("read the cases: %w", err)
	}
	files, err := fs.Glob(folder, pattern)
	if err != nil {
		return fmt.Errorf("list the cases: %w", err)
	}
	for _, name := range files {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return fmt.Errorf("read the cases: %w", err)
		}
		if err := use(name, string(data)); err != nil {
			return err
		}
	}
	return nil
}

// Wanted is one actor that a case asks for.
type Wanted struct {
	Countries []string // any of them is right; "" for none
	Sectors   []string // any of them as the main one is right
	Name      string   // "" where the case does not say
}

// Case is one mention with its answer.
type Case struct {
	Mention  string
	On       knowledge.Date
	Wanted   []Wanted // none for what is no actor
	Sentence string
}

// Set is the cases of one file.
type Set struct {
	File  string
	Title string // of the first comment
	Cases []Case
	lines []string
}

// Sets reads the cases of the program, in the order of the files.
func Sets() ([]Set, error) {
	var sets []Set
	err := eachFile("cases/*.txt", func(name, data string) error {
		set, err := read(name, data)
		sets = append(sets, set)
		return err
	})
	return sets, err
}

func read(file, data string) (Set, error) {
	set := Set{File: file}
	for i, line := range strings.Split(strings.TrimSuffix(data, "\n"), "\n") {
		if line == "" || strings.HasPrefix(line, "\t") {
			continue
		}
		set.lines = append(set.lines, line)
		if comment, ok := strings.CutPrefix(line, "# "); ok {
			if set.Title == "" {
				set.Title, _, _ = strings.Cut(comment, ":")
				set.Title = strings.TrimSuffix(set.Title, ".")
			}
			continue
		}
		c, err := readCase(line)
		if err != nil {
			return set, fmt.Errorf("%s line %d: %w", file, i+1, err)
		}
		set.Cases = append(set.Cases, c)
	}
	return set, nil
}

func readCase(line string) (Case, error) {
	cells := strings.Split(line, "|")
	if len(cells) != 4 {
		return Case{}, fmt.Errorf("%d cells, write mention | date | wanted | sentence", len(cells))
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	on, err := knowledge.ParseDate(cells[1])
	if err != nil {
		return Case{}, fmt.Errorf("date %q: %w", cells[1], err)
	}
	c := Case{Mention: cells[0], On: on, Sentence: cells[3]}
	if cells[2] == "none" {
		return c, nil
	}
	for _, part := range strings.Split(cells[2], " + ") {
		words := strings.SplitN(part, " ", 3)
		if len(words) < 2 {
			return Case{}, fmt.Errorf("wanted %q: write country and sectors", part)
		}
		w := Wanted{Countries: strings.Split(words[0], "/"), Sectors: strings.Split(words[1], "/")}
		if words[0] == "-" {
			w.Countries = []string{""}
		}
		if len(words) == 3 {
			w.Name = words[2]
		}
		c.Wanted = append(c.Wanted, w)
	}
	return c, nil
}

// Right says whether the answer has the actors that the case wants, in its order, each with country and main sector,
// and whether the names that the case gives agree.
func (c *Case) Right(a who.Answer) (right, named bool) {
	if len(a.Actors) != len(c.Wanted) {
		return false, false
	}
	named = true
	for i, w := range c.Wanted {
		got := a.Actors[i]
		main := ""
		if len(got.Sectors) > 0 {
			main = got.Sectors[0]
		}
		if !slices.Contains(w.Countries, got.Country) || !slices.Contains(w.Sectors, main) {
			return false, false
		}
		named = named && (w.Name == "" || w.Name == got.Name)
	}
	return true, named
}

// Row is the score of one set.
type Row struct {
	Title        string
	Cases, Right int
	Names, Named int // cases that give a name, and those of them with the right one
}

// Miss is a case with another answer than the wanted one.
type Miss struct {
	Case   Case
	Answer who.Answer
}

// Score resolves every case of the sets.
func Score(sets []Set, r *who.Resolver) (rows []Row, misses []Miss) {
	for _, set := range sets {
		row := Row{Title: set.Title}
		for _, c := range set.Cases {
			a := r.Resolve(who.Mention{Text: c.Mention, On: c.On, Sentence: c.Sentence})
			right, named := c.Right(a)
			row.Cases++
			if right {
				row.Right++
			}
			if slices.ContainsFunc(c.Wanted, func(w Wanted) bool { return w.Name != "" }) {
				row.Names++
				if named {
					row.Named++
				}
			}
			if !right || !named {
				misses = append(misses, Miss{c, a})
			}
		}
		rows = append(rows, row)
	}
	return rows, misses
}

// WriteTable writes the table of docs/EVALUATION.md.
func WriteTable(w io.Writer, rows []Row) error {
	var b bytes.Buffer
	b.WriteString("| mentions | cases | country and sector right | name right, where given |\n|---|---:|---:|---:|\n")
	all := Row{Title: "**all**"}
	for _, r := range rows {
		all.Cases, all.Right, all.Names, all.Named = all.Cases+r.Cases, all.Right+r.Right, all.Names+r.Names, all.Named+r.Named
	}
	for _, r := range append(slices.Clone(rows), all) {
		names := "-"
		if r.Names > 0 {
			names = fmt.Sprintf("%d of %d", r.Named, r.Names)
		}
		fmt.Fprintf(&b, "| %s | %d | %.3f | %s |\n", r.Title, r.Cases, float64(r.Right)/float64(max(1, r.Cases)), names)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// String gives the answer to a case as the case files hold it.
func String(a who.Answer) string {
	if len(a.Actors) == 0 {
		return "none: " + a.Why
	}
	var parts []string
	for _, x := range a.Actors {
		parts = append(parts, fmt.Sprintf("%s %s %s: %s", cmpOr(x.Country), cmpOr(strings.Join(x.Sectors, "/")), x.Name, strings.Join(x.Why, "; ")))
	}
	return strings.Join(parts, " + ")
}

func cmpOr(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// WithAnswers gives the file of a set with the answer of the resolver below each case.
func (s *Set) WithAnswers(r *who.Resolver) string {
	var b strings.Builder
	n := 0
	for _, line := range s.lines {
		b.WriteString(line + "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := &s.Cases[n]
		n++
		a := r.Resolve(who.Mention{Text: c.Mention, On: c.On, Sentence: c.Sentence})
		b.WriteString("\t" + String(a) + "\n")
	}
	return b.String()
}
