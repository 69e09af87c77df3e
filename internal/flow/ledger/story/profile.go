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
	ofTheme   kind = 't' // of a context
	ofActor   kind = 'a' // named, not a state
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

// profile is what a report is compared by.
type profile struct {
	features []feature // sorted by mark
	size     float64   // length of the vector of the weights of names and words
}

// find gives the feature with this key, nil where the report has none.
func (p *profile) find(key string) *feature {
	mark := likeness.MarkOf(key)
	n, ok := slices.BinarySearchFunc(p.features, mark, func(f feature, m likeness.Mark) int { return cmp.Compare(f.mark, m) })
	if !ok {
		return nil
	}
	return &p.features[n]
}

// encode writes a line for each feature: hundredths of its weight, its key, and how it is written where that differs.
func (p *profile) encode() []byte {
	var b strings.Builder
	for _, f := range p.features {
		fmt.Fprintf(&b, "%d\t%s", int(math.Round(f.weight*100)), f.key)
		if f.show != f.key[1:] {
			b.WriteString("\t" + f.show)
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

var errProfile = errors.New("want lines of a weight, a key and perhaps a name")

func decode(features []byte) (*profile, error) {
	p := &profile{}
	for line := range strings.Lines(string(features)) {
		weight, rest, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		key, show, named := strings.Cut(rest, "\t")
		n, err := strconv.Atoi(weight)
		if !ok || err != nil || n < 0 || len(key) < 2 {
			return nil, errProfile
		}
		if !named {
			show = key[1:]
		}
		p.features = append(p.features, feature{key, likeness.MarkOf(key), float64(n) / 100, show})
	}
	p.settle()
	return p, nil
}

// settle sorts the features and measures the vector.
func (p *profile) settle() {
	slices.SortFunc(p.features, func(a, b feature) int { return cmp.Or(cmp.Compare(a.mark, b.mark), cmp.Compare(a.key, b.key)) })
	p.size = 0
	for _, f := range p.features {
		if f.kind() != ofRegion {
			p.size += f.weight * f.weight
		}
	}
	p.size = math.Sqrt(p.size)
}
