package quantities

import (
	_ "embed"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

//go:embed data/numbers.tsv
var numbersData string

//go:embed data/units.tsv
var unitsData string

//go:embed data/currencies.tsv
var currenciesData string

//go:embed data/qualifiers.tsv
var qualifiersData string

//go:embed data/contexts.tsv
var contextsData string

// Sources are the texts of the data files, for checking changed ones; an empty one is that of the program.
type Sources struct {
	Numbers, Units, Currencies, Qualifiers, Contexts string
}

// Grammar is the grammar of quantities, safe for concurrent use.
type Grammar struct {
	numbers    map[string]numeral
	suffixes   map[string]float64 // as written
	units      map[string]*unit
	symbols    []symbol        // longest first
	letters    map[string]bool // symbols of letters alone
	money      map[string]*money
	adjectives map[string][]Currency
	before     map[string]string // qualifier by its words
	after      map[string]string
	context    map[string]map[string]bool // class -> words
	longest    int                        // words of a name of a unit or a qualifier
}

// numeral is a word of numbers.
type numeral struct {
	class string
	value float64
}

// unit is a unit as its names write it.
type unit struct {
	Unit
	scale                                float64
	glue, weak, capital, before, article bool
	rate                                 bool
}

// money is what a name or symbol of money means.
type money struct {
	of       []Currency
	fallback string // code
	firm     bool   // the default, whatever countries the text is about
	scale    float64
}

// alone makes the only meaning the default.
func (m *money) alone() {
	if m.fallback == "" && len(m.of) == 1 {
		m.fallback = m.of[0].Code
	}
}

type symbol struct {
	text string
	*money
}

// The classes of data/numbers.tsv and data/contexts.tsv.
const (
	classSmall    = "small"
	classTens     = "tens"
	classHundred  = "hundred"
	classDozen    = "dozen"
	classScale    = "scale"
	classSuffix   = "suffix"
	classVague    = "vague"
	classPart     = "part"
	classGlyph    = "glyph"
	classSeveral  = "several"
	classCouple   = "couple"
	classLabel    = "label"
	classAddress  = "address"
	classChange   = "change"
	classWhole    = "whole"
	classLength   = "length"
	classCompared = "compared"
)

// Open loads the grammar of the program.
func Open() (*Grammar, error) { return Load(Sources{}) }

type loader struct {
	g      *Grammar
	file   string
	line   int
	faults []error
}

func (l *loader) fault(format string, args ...any) {
	l.faults = append(l.faults, fmt.Errorf("%s line %d: %s", l.file, l.line, fmt.Sprintf(format, args...)))
}

// Load checks the data and gives the grammar, or an error that lists every fault with its file and line.
func Load(s Sources) (*Grammar, error) {
	l := &loader{g: &Grammar{
		numbers: map[string]numeral{}, suffixes: map[string]float64{}, units: map[string]*unit{}, money: map[string]*money{},
		adjectives: map[string][]Currency{}, letters: map[string]bool{}, before: map[string]string{}, after: map[string]string{}, context: map[string]map[string]bool{},
	}}
	or := func(given, ours string) string {
		if given != "" {
			return given
		}
		return ours
	}
	l.rows("numbers.tsv", or(s.Numbers, numbersData), []string{"class", "value", "forms"}, l.number)
	l.rows("units.tsv", or(s.Units, unitsData), []string{"unit", "kind", "scale", "flags", "names"}, l.unit)
	l.rows("currencies.tsv", or(s.Currencies, currenciesData),
		[]string{"code", "country", "scale", "flags", "symbols", "names", "adjectives"}, l.currency)
	l.rows("qualifiers.tsv", or(s.Qualifiers, qualifiersData), []string{"place", "qualifier", "forms"}, l.qualifier)
	l.rows("contexts.tsv", or(s.Contexts, contextsData), []string{"class", "forms"}, l.contexts)
	if len(l.faults) > 0 {
		return nil, fmt.Errorf("the grammar of quantities does not load: %w", errors.Join(l.faults...))
	}
	for i := range l.g.symbols {
		l.g.symbols[i].alone()
	}
	for _, m := range l.g.money {
		m.alone()
	}
	slices.SortStableFunc(l.g.symbols, func(a, b symbol) int { return len(b.text) - len(a.text) })
	return l.g, nil
}

// rows gives each row of a table that has as many cells as its head.
func (l *loader) rows(name, data string, head []string, row func([]string)) {
	l.file, l.line = name, 0
	seen := false
	for text := range strings.SplitSeq(data, "\n") {
		l.line++
		if strings.TrimSpace(text) == "" || strings.HasPrefix(text, "#") {
			continue
		}
		cells := strings.Split(text, "\t")
		switch {
		case !seen:
			if seen = true; !slices.Equal(cells, head) {
				l.fault("the head is %q, write %q", cells, head)
				return
			}
		case len(cells) != len(head):
			l.fault("%d cells, write %d", len(cells), len(head))
		default:
			row(cells)
		}
	}
	if !seen {
		l.fault("no head; write %q", head)
	}
}

// forms cuts a cell of several forms.
func (l *loader) forms(cell string) []string {
	var all []string
	for f := range strings.SplitSeq(cell, ";") {
		f = strings.TrimSpace(f)
		if f == "" {
			l.fault("an empty form")
			continue
		}
		if slices.Contains(all, f) {
			l.fault("%q stands twice in a cell", f)
		}
		all = append(all, f)
		l.g.longest = max(l.g.longest, len(l.g.lex(f, 0, len(f))))
	}
	return all
}

func (l *loader) positive(cell string) float64 {
	v, err := strconv.ParseFloat(cell, 64)
	if err != nil || v < 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		l.fault("%q is no number from 0 on", cell)
		return 1
	}
	return v
}

func (l *loader) number(c []string) {
	switch c[0] {
	case classSmall, classTens, classHundred, classDozen, classScale, classSuffix, classVague, classPart, classGlyph, classSeveral, classCouple:
	default:
		l.fault("no class %q", c[0])
		return
	}
	n := numeral{c[0], l.positive(c[1])}
	for _, f := range l.forms(c[2]) {
		if c[0] == classSuffix {
			if _, ok := l.g.suffixes[f]; ok {
				l.fault("the suffix %q stands twice", f)
			}
			l.g.suffixes[f] = n.value
			continue
		}
		l.small(f)
		if _, ok := l.g.numbers[f]; ok {
			l.fault("the word %q stands twice", f)
		}
		l.g.numbers[f] = n
	}
}

func (l *loader) small(f string) {
	if f != strings.ToLower(f) {
		l.fault("%q: write it in small letters", f)
	}
}

func (l *loader) unit(c []string) {
	u := &unit{Unit: Unit{c[0], c[1]}, scale: l.positive(c[2])}
	if c[0] == "" || c[1] == "" || u.scale == 0 {
		l.fault("a unit needs a name, a kind and a scale above 0")
	}
	for f := range strings.FieldsSeq(c[3]) {
		flag := map[string]*bool{
			"glue": &u.glue, "weak": &u.weak, "cap": &u.capital, "before": &u.before, "article": &u.article, "rate": &u.rate,
		}[f]
		if flag == nil {
			l.fault("unknown flag %q", f)
			continue
		}
		*flag = true
	}
	if c[4] == "" {
		return // known by its rule alone
	}
	for _, f := range l.forms(c[4]) {
		l.small(f)
		if _, ok := l.g.units[l.g.key(f)]; ok {
			l.fault("the name %q stands twice", f)
		}
		l.g.units[l.g.key(f)] = u
	}
}

func (l *loader) currency(c []string) {
	scale := l.positive(c[2])
	if len(c[0]) != 3 || c[0] != strings.ToUpper(c[0]) || scale == 0 {
		l.fault("%q is no code of three capitals, or the scale is 0", c[0])
	}
	if len(c[1]) != 3 && c[1] != "" || c[1] != strings.ToUpper(c[1]) {
		l.fault("%q is no code of a country", c[1])
	}
	if c[3] != "" && c[3] != "default" && c[3] != "firm" {
		l.fault("unknown flag %q", c[3])
	}
	if c[4] == "" && c[5] == "" {
		l.fault("%s has no symbol and no name", c[0])
	}
	cur := Currency{c[0], c[1]}
	if c[4] != "" {
		for _, s := range l.forms(c[4]) {
			l.symbol(s, cur, c[3], scale)
		}
	}
	if c[5] != "" {
		for _, n := range l.forms(c[5]) {
			l.named(n, cur, c[3], scale)
		}
	}
	if c[6] != "" {
		for _, a := range l.forms(c[6]) {
			k := l.g.key(a)
			if !slices.Contains(l.g.adjectives[k], cur) {
				l.g.adjectives[k] = append(l.g.adjectives[k], cur)
			}
		}
	}
}

func (l *loader) symbol(s string, cur Currency, flag string, scale float64) {
	i := slices.IndexFunc(l.g.symbols, func(o symbol) bool { return o.text == s })
	if i < 0 {
		i = len(l.g.symbols)
		l.g.symbols = append(l.g.symbols, symbol{s, &money{scale: scale}})
		l.g.letters[s] = true
	}
	l.means(l.g.symbols[i].money, s, cur, flag, scale)
}

func (l *loader) named(n string, cur Currency, flag string, scale float64) {
	k := l.g.key(n)
	if l.g.money[k] == nil {
		l.g.money[k] = &money{scale: scale}
	}
	l.means(l.g.money[k], n, cur, flag, scale)
}

func (l *loader) means(m *money, name string, cur Currency, flag string, scale float64) {
	if slices.Contains(m.of, cur) {
		l.fault("%q means %s twice", name, cur.Code)
	}
	if m.scale != scale {
		l.fault("%q has two scales", name)
	}
	m.of = append(m.of, cur)
	if flag == "" {
		return
	}
	m.firm = m.firm || flag == "firm"
	if m.fallback != "" && m.fallback != cur.Code {
		l.fault("%q has two defaults, %s and %s", name, m.fallback, cur.Code)
	}
	m.fallback = cur.Code
}

func (l *loader) qualifier(c []string) {
	into := map[string]map[string]string{"before": l.g.before, "after": l.g.after}[c[0]]
	if into == nil {
		l.fault("the place is %q, write before or after", c[0])
		return
	}
	if !slices.Contains([]string{"exact", "about", "over", "under", "up to"}, c[1]) {
		l.fault("no qualifier %q", c[1])
	}
	for _, f := range l.forms(c[2]) {
		l.small(f)
		k := l.g.key(f)
		if _, ok := into[k]; ok {
			l.fault("%q stands twice", f)
		}
		into[k] = c[1]
	}
}

func (l *loader) contexts(c []string) {
	switch c[0] {
	case classLabel, classAddress, classChange, classWhole, classLength, classCompared:
	default:
		l.fault("no class %q", c[0])
		return
	}
	words := map[string]bool{}
	for _, f := range l.forms(c[1]) {
		l.small(f)
		words[l.g.key(f)] = true
	}
	l.g.context[c[0]] = words
}
