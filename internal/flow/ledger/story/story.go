// Package story finds running stories: reports of one matter over days, as the search for survivors of an earthquake, a
// campaign before an election, or the closure of a border crossing.
package story

import (
	"fmt"
	"strings"
	"sync"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/record"
)

// Name is the kind of the entries.
const Name = "story"

// Kind makes stories.
type Kind struct {
	scale   *scale
	lexicon func() (*lexicon.Lexicon, error) // read when the first report comes

	mutex  sync.Mutex
	senses map[string]sense
}

var _ ledger.TextKind = (*Kind)(nil)

// New reads the weights of words, themes and countries.
func New() (*Kind, error) {
	scale, err := readScale()
	if err != nil {
		return nil, fmt.Errorf("stories: %w", err)
	}
	return &Kind{
		scale: scale, senses: map[string]sense{},
		lexicon: sync.OnceValues(func() (*lexicon.Lexicon, error) { return lexicon.Load() }),
	}, nil
}

// Name is "story".
func (*Kind) Name() string { return Name }

// Items is TextItems without a text: what the facts tell of the report.
func (k *Kind) Items(source keep.Source, facts []record.Entry) ([]ledger.New, error) {
	return k.TextItems(source, "", facts)
}

// TextItems gives one item, that of the document itself.
func (k *Kind) TextItems(source keep.Source, text string, facts []record.Entry) ([]ledger.New, error) {
	if likeness.DayOf(source.Published) == likeness.NoDay {
		return nil, nil // a story runs over days
	}
	p, err := k.profile(source, text, facts)
	if err != nil {
		return nil, err
	}
	if len(p.features) == 0 {
		return nil, nil
	}
	return []ledger.New{{ID: itemID(source.ID), Fact: -1, Features: p.encode(), Keys: keys(p)}}, nil
}

func itemID(id record.DocumentID) record.ID {
	digits := string(id)
	if i := strings.IndexByte(digits, ':'); i >= 0 {
		digits = digits[i+1:]
	}
	return record.ID("d_" + digits[:min(16, len(digits))])
}

// Decode reads the features of an item.
func (*Kind) Decode(features []byte) (any, error) { return decode(features) }
