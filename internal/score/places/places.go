// Package places scores the places found in sentences: the country, the distance of the pin, and names that are no
// place at all.
//
// The cases were written before the code that finds places. A line is
//
//	mention | date | wanted | sentence
//
// where wanted is "none", or country, precision and pin, and perhaps the name; several countries, precisions or pins
// that are right are joined by "/", "-" stands for no country and for no pin. The indented line below, the answer and
// its rule, is written by the test with -update; the wanted answer never is.
package places

import (
	"bytes"
	_ "embed" // for packed.zst
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/pack"
	"github.com/chancery-project/chancery/internal/text"
)

// packed are the files under cases, as TestPackedCases packs them; it fails where they differ.
//
//go:generate go test . -run Packed -repack
//go:embed packed.zst
var packed []byte

// Near is the distance in kilometres within which a pin is right.
const Near = 25

// Pin is a point of the earth in degrees.
type Pin struct{ Latitude, Longitude float64 }

// Wanted is the place that a case asks for.
type Wanted struct {
	Countries  []string // any of them is right; "" for none
	Precisions []string // any of them is right
	Pins       []Pin    // any of them is right
	NoPin      bool     // none is right
	Name       string   // "" where the case does not say
}

// Case is one mention with its answer.
type Case struct {
	Mention  string
	Date     string
	Wanted   *Wanted // nil for what is no place
	Sentence string
}

// Set is the cases of one file.
type Set struct {
	File  string
	Title string // of the first comment
	Cases []Case
	lines []string
}

// Resolver tells the place that a mention in a sentence means, nil for none.
type Resolver func(c *Case) (*text.Place, error)

// Sets reads the cases of the program, in the order of the files.
func Sets() ([]Set, error) {
	folder, err := pack.Open(packed)
	if err != nil {
		return nil, fmt.Errorf("read the cases: %w", err)
	}
	return SetsOf(folder)
}

// SetsOf is [Sets] with the cases as they stand in a folder.
func SetsOf(folder fs.FS) ([]Set, error) {
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
		set, err := read(file, string(data))
		if err != nil {
			return nil, err
		}
		sets = append(sets, set)
	}
	return sets, nil
}

// Open reads the cases of a file.
func Open(file string) (Set, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return Set{}, fmt.Errorf("read the cases: %w", err)
	}
	return read(file, string(data))
}

func read(file, data string) (Set, error) {
	set := Set{File: file}
	for i, line := range strings.Split(strings.TrimSuffix(data, "\n"), "\n") {
		line = strings.TrimSuffix(line, "\r")
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
	if set.Title == "" {
		set.Title = file
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
	c := Case{Mention: cells[0], Date: cells[1], Sentence: cells[3]}
	if !strings.Contains(c.Sentence, c.Mention) {
		return c, fmt.Errorf("%q does not stand in its sentence", c.Mention)
	}
	if cells[2] == "none" {
		return c, nil
	}
	words := strings.SplitN(cells[2], " ", 4)
	if len(words) < 3 {
		return c, fmt.Errorf("wanted %q: write country, precision and pin", cells[2])
	}
	w := &Wanted{Countries: strings.Split(words[0], "/"), Precisions: strings.Split(words[1], "/")}
	for i, code := range w.Countries {
		if code == "-" {
			w.Countries[i] = ""
		}
	}
	for _, pin := range strings.Split(words[2], "/") {
		if pin == "-" {
			w.NoPin = true
			continue
		}
		p, err := readPin(pin)
		if err != nil {
			return c, err
		}
		w.Pins = append(w.Pins, p)
	}
	if len(words) == 4 {
		w.Name = words[3]
	}
	c.Wanted = w
	return c, nil
}

func readPin(s string) (Pin, error) {
	a, b, _ := strings.Cut(s, ",")
	latitude, err1 := strconv.ParseFloat(a, 64)
	longitude, err2 := strconv.ParseFloat(b, 64)
	if err1 != nil || err2 != nil || math.Abs(latitude) > 90 || math.Abs(longitude) > 180 {
		return Pin{}, fmt.Errorf("pin %q: write latitude,longitude in degrees", s)
	}
	return Pin{latitude, longitude}, nil
}

// Verdict is what of an answer is right.
type Verdict struct {
	Found   bool // as a place; for what is none: not found
	Country bool
	Pin     bool // within Near, or none where there is none
	Exact   bool // the precision
	Name    bool
}

// Judge compares an answer with what the case wants.
func (c *Case) Judge(p *text.Place) Verdict {
	if c.Wanted == nil {
		ok := p == nil
		return Verdict{ok, ok, ok, ok, ok}
	}
	if p == nil {
		return Verdict{}
	}
	v := Verdict{Found: true, Country: slices.Contains(c.Wanted.Countries, p.Where.Country)}
	v.Exact = slices.Contains(c.Wanted.Precisions, p.Where.Precision)
	v.Name = c.Wanted.Name == "" || c.Wanted.Name == p.Where.Name
	if p.Where.Latitude == nil || p.Where.Longitude == nil {
		v.Pin = c.Wanted.NoPin
		return v
	}
	here := Pin{*p.Where.Latitude, *p.Where.Longitude}
	v.Pin = slices.ContainsFunc(c.Wanted.Pins, func(pin Pin) bool { return pin.Kilometres(here) <= Near })
	return v
}

// Kilometres is the distance of two points along the surface of a sphere.
func (p Pin) Kilometres(q Pin) float64 {
	const rad = math.Pi / 180
	dlat, dlon := (q.Latitude-p.Latitude)*rad, (q.Longitude-p.Longitude)*rad
	h := math.Pow(math.Sin(dlat/2), 2) + math.Cos(p.Latitude*rad)*math.Cos(q.Latitude*rad)*math.Pow(math.Sin(dlon/2), 2)
	return 2 * 6371 * math.Asin(min(1, math.Sqrt(h)))
}

// Row is the score of one set. Places are the cases that want one, None those that want none.
type Row struct {
	Title                                    string
	Places, Found, Country, Pin, Exact, Name int
	None, Wrong                              int // Wrong: of None, found as a place
	Pinned, PinnedNear                       int // cases that want a pin and no other answer, and those within Near
}

// Miss is a case with another answer than the wanted one.
type Miss struct {
	Case    Case
	Place   *text.Place
	Verdict Verdict
}

// Score resolves every case of the sets.
func Score(sets []Set, resolve Resolver) (rows []Row, misses []Miss, err error) {
	for _, set := range sets {
		row := Row{Title: set.Title}
		for _, c := range set.Cases {
			p, err := resolve(&c)
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %s: %w", set.File, c.Mention, err)
			}
			v := c.Judge(p)
			row.add(&c, v)
			if !v.Found || !v.Country || !v.Pin || !v.Exact || !v.Name {
				misses = append(misses, Miss{c, p, v})
			}
		}
		rows = append(rows, row)
	}
	return rows, misses, nil
}

func (r *Row) add(c *Case, v Verdict) {
	if c.Wanted == nil {
		r.None++
		r.Wrong += one(!v.Found)
		return
	}
	r.Places++
	r.Found += one(v.Found)
	r.Country += one(v.Country)
	r.Pin += one(v.Country && v.Pin)
	r.Exact += one(v.Exact)
	r.Name += one(v.Name)
	if !c.Wanted.NoPin {
		r.Pinned++
		r.PinnedNear += one(v.Pin)
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Sum adds rows.
func Sum(title string, rows []Row) Row {
	all := Row{Title: title}
	for _, r := range rows {
		all.Places, all.Found, all.Country, all.Pin = all.Places+r.Places, all.Found+r.Found, all.Country+r.Country, all.Pin+r.Pin
		all.Exact, all.Name, all.None, all.Wrong = all.Exact+r.Exact, all.Name+r.Name, all.None+r.None, all.Wrong+r.Wrong
		all.Pinned, all.PinnedNear = all.Pinned+r.Pinned, all.PinnedNear+r.PinnedNear
	}
	return all
}

// WriteTable writes the table of docs/EVALUATION.md.
func WriteTable(w io.Writer, rows []Row) error {
	var b bytes.Buffer
	b.WriteString("| places | cases | found | country right | pin within 25 km | precision right | no place | of these found as one |\n")
	b.WriteString("|---|---:|---:|---:|---:|---:|---:|---:|\n")
	share := func(n, of int) string {
		if of == 0 {
			return "-"
		}
		return fmt.Sprintf("%.3f", float64(n)/float64(of))
	}
	for _, r := range append(slices.Clone(rows), Sum("**all**", rows)) {
		near := "-"
		if r.Pinned > 0 {
			near = fmt.Sprintf("%s of %d", share(r.PinnedNear, r.Pinned), r.Pinned)
		}
		fmt.Fprintf(&b, "| %s | %d | %s | %s | %s | %s | %d | %d |\n", r.Title, r.Places, share(r.Found, r.Places),
			share(r.Country, r.Places), near, share(r.Exact, r.Places), r.None, r.Wrong)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// String gives an answer as the case files hold it.
func String(p *text.Place) string {
	if p == nil {
		return "none"
	}
	country, pin := p.Where.Country, "-"
	if country == "" {
		country = "-"
	}
	if p.Where.Latitude != nil && p.Where.Longitude != nil {
		pin = fmt.Sprintf("%.2f,%.2f", *p.Where.Latitude, *p.Where.Longitude)
	}
	return fmt.Sprintf("%s %s %s %s: %s", country, p.Where.Precision, pin, p.Where.Name, p.Rule)
}

// WithAnswers gives the file of a set with the answer below each case.
func (s *Set) WithAnswers(resolve Resolver) (string, error) {
	var b strings.Builder
	n := 0
	for _, line := range s.lines {
		b.WriteString(line + "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		p, err := resolve(&s.Cases[n])
		if err != nil {
			return "", fmt.Errorf("%s: %s: %w", s.File, s.Cases[n].Mention, err)
		}
		n++
		b.WriteString("\t" + String(p) + "\n")
	}
	return b.String(), nil
}
