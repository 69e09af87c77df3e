package story

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

// kind is what a feature is. It stands before the key of the feature.
type kind byte

// Kinds of features.
const (
	ofCountry kind = 'c' // ISO 3166-1 alpha-3
	ofRegion  kind = 'r' // of the world
	ofPlace   kind = 'p' // below a country
	ofTheme   kind = 't' // of a context, about one country at a time
	ofWide    kind = 'g' // of a context, about several countries of a part of the world
	ofActor   kind = 'a' // named, not a state
	ofSeat    kind = 's' // a city that stands for a government
	ofOffice  kind = 'o' // those who speak and act for states and their organisations
	ofName    kind = 'n' // one word of a name
	ofWord    kind = 'w' // stem of another word
)

// feature is one thing that a report speaks of.
type feature struct {
	key    string // its kind and its name
	mark   likeness.Mark
	weight float64 // in names that few reports hold, with how often and where the report speaks of it
	show   string  // as it is written
}

func (f *feature) kind() kind { return kind(f.key[0]) }

// cell is what of a feature is compared.
type cell struct {
	mark   likeness.Mark
	weight float32
	is     kinds
}

// kinds is a set of kinds of features.
type kinds uint8

// Kinds that a comparison tells apart.
const (
	aRegion kinds = 1 << iota
	aCountry
	aTheme
	aWideTheme
	aVoice
	anOther
)

func kindsOf(k kind) kinds {
	switch k {
	case ofRegion:
		return aRegion
	case ofCountry:
		return aCountry
	case ofTheme:
		return aTheme
	case ofWide:
		return aWideTheme
	case ofSeat, ofOffice:
		return aVoice
	}
	return anOther
}

// markOf gives what two features are compared by. A name is one name whether a report tells what it is or not.
func markOf(key string) likeness.Mark {
	switch kind(key[0]) {
	case ofPlace, ofActor, ofSeat, ofOffice:
		return likeness.MarkOf(string(rune(ofName)) + key[1:])
	}
	return likeness.MarkOf(key)
}

// profile is what a report is compared by.
type profile struct {
	day      likeness.Day
	term     string    // that the day lies in
	features []feature // sorted by mark
	cells    []cell    // what is compared, in the same order
	has      kinds
	size     float64 // length of the vector of the weights, without the parts of the world, and [shortReport]
}

// encode writes a line with the day and one for each feature: hundredths of its weight, its key, and how it is written where that differs.
func (p *profile) encode() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%d\n", p.day)
	for _, f := range p.features {
		fmt.Fprintf(&b, "%d\t%s", int(math.Round(f.weight*100)), f.key)
		if f.show != f.key[1:] {
			b.WriteString("\t" + f.show)
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

var errProfile = errors.New("want a line with a day and lines of a weight, a key and perhaps a name")

func decode(features []byte) (*profile, error) {
	head, rest, _ := strings.Cut(string(features), "\n")
	day, err := strconv.ParseInt(head, 10, 32)
	if err != nil {
		return nil, errProfile
	}
	p := &profile{day: likeness.Day(day)}
	for line := range strings.Lines(rest) {
		weight, rest, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		key, show, named := strings.Cut(rest, "\t")
		n, err := strconv.Atoi(weight)
		if !ok || err != nil || n < 0 || len(key) < 2 {
			return nil, errProfile
		}
		if !named {
			show = key[1:]
		}
		p.features = append(p.features, feature{key, markOf(key), float64(n) / 100, show})
	}
	p.settle()
	return p, nil
}

// settle sorts the features and measures the vector.
func (p *profile) settle() {
	slices.SortFunc(p.features, func(a, b feature) int { return cmp.Or(cmp.Compare(a.mark, b.mark), cmp.Compare(a.key, b.key)) })
	p.term, _, _ = term(p.day)
	p.size, p.has = 0, 0
	p.cells = make([]cell, len(p.features))
	for i, f := range p.features {
		c := cell{f.mark, float32(f.weight), kindsOf(f.kind())}
		p.cells[i] = c
		p.has |= c.is
		if c.is != aRegion {
			p.size += f.weight * f.weight
		}
	}
	p.size = math.Sqrt(p.size + shortReport*shortReport)
}

// themed tells whether any theme is known.
func (p *profile) themed() bool { return p.has&(aTheme|aWideTheme) != 0 }
