// Package statement joins what one source says on one occasion, as one or more reports tell it: the entries of the kind
// "joined-claim".
//
// Two tellings are of one statement where the speakers do not differ, the stances go together, the days of publication
// are near and what is said shares most of its words; figures that differ part them. In copies of one text the same
// words are always one statement.
package statement

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
	"github.com/chancery-project/chancery/record"
)

// Kind is the kind of joined claims.
type Kind struct {
	alike map[[2]record.Stance]bool
}

var _ ledger.Kind = (*Kind)(nil)

// New gives the kind.
func New() (*Kind, error) {
	alike, err := readStances("stances.tsv", stancesFile)
	if err != nil {
		return nil, err
	}
	return &Kind{alike: alike}, nil
}

// Name is "joined-claim".
func (*Kind) Name() string { return "joined-claim" }

// saying is what one telling of a statement is compared by.
type saying struct {
	speaker    likeness.Side
	target     likeness.Side
	stance     uint8 // index in record.Stances
	direct     bool
	published  likeness.Day
	words      []likeness.Word // of what is said
	figures    []uint64        // in what is said, sorted
	units      []likeness.Mark // what they count, sorted
	start, end int             // of what is said
	origin     []byte          // origin.Mark in JSON
}

// OriginMark is what the telling shows of where it comes from.
func (s *saying) OriginMark() (m origin.Mark) {
	if json.Unmarshal(s.origin, &m) != nil { // Decode has checked it
		return origin.Mark{}
	}
	return m
}

// Items makes one item of each claim.
func (*Kind) Items(source keep.Source, facts []record.Entry) ([]ledger.New, error) {
	var items []ledger.New
	report := origin.Read(source, facts)
	for i, f := range facts {
		c, ok := f.(*record.Claim)
		if !ok {
			continue
		}
		mark, err := json.Marshal(report.Mark(i))
		if err != nil {
			return nil, fmt.Errorf("origin of %s: %w", c.ID, err)
		}
		s := sayingOf(source, c, facts)
		s.origin = mark
		items = append(items, ledger.New{ID: c.ID, Fact: i, Features: s.encode(), Keys: s.keys()})
	}
	return items, nil
}

func sayingOf(source keep.Source, c *record.Claim, facts []record.Entry) *saying {
	s := &saying{
		stance: uint8(max(slices.Index(record.Stances(), c.Stance), 0)), direct: c.Direct, published: likeness.DayOf(source.Published),
		words: likeness.WordsOf(c.Content), start: c.ContentSpan.Start, end: c.ContentSpan.End,
	}
	if c.Source != nil {
		s.speaker = likeness.SideOf([]record.Actor{*c.Source})
	}
	if c.Target != nil {
		s.target = likeness.SideOf([]record.Actor{*c.Target})
	}
	for _, f := range facts {
		if f, ok := f.(*record.Figure); ok && c.ContentSpan.Contains(f.Span) {
			s.figures = append(s.figures, likeness.FigureOf(f))
			s.units = append(s.units, likeness.MarkOf(f.Unit))
		}
	}
	slices.Sort(s.figures)
	s.figures = slices.Compact(s.figures)
	s.units = likeness.Sorted(s.units)
	return s
}

// version is the first number of features. Features of another version are made anew before they are compared.
const version = 1

func (s *saying) encode() []byte {
	var w likeness.Writer
	w.Number(version)
	w.Side(s.speaker)
	w.Side(s.target)
	w.Number(uint64(s.stance))
	w.Truth(s.direct)
	w.Signed(int64(s.published))
	w.Words(s.words)
	w.Figures(s.figures)
	w.Marks(s.units)
	w.Number(uint64(s.start))
	w.Number(uint64(s.end))
	return append(w.Bytes, s.origin...)
}

// Decode reads features.
func (*Kind) Decode(features []byte) (any, error) {
	r := likeness.Reader{Bytes: features}
	if r.Number() != version {
		return nil, errors.New("features of another version; mark the documents as pending")
	}
	s := &saying{speaker: r.Side(), target: r.Side(), stance: uint8(r.Number()), direct: r.Number() > 0, published: likeness.Day(r.Signed())}
	s.words, s.figures, s.units = r.Words(), r.Figures(), r.Marks()
	s.start, s.end = int(r.Number()), int(r.Number())
	s.origin = r.Bytes
	if r.Bad || !json.Valid(s.origin) || int(s.stance) >= len(record.Stances()) {
		return nil, errors.New("damaged features; mark the documents as pending")
	}
	return s, nil
}

// Days of publication within which tellings are of one occasion, days that share a key, and words of the keys.
const (
	occasion = 3
	window   = 5
	keyWords = 4
)

// keys gives what tellings of one statement share: the speaker's party, a stretch of days and one of the words that tell
// most.
func (s *saying) keys() []uint64 {
	speaker := ""
	if parties := s.speaker.Parties(); len(parties) > 0 {
		speaker = strconv.FormatUint(uint64(parties[0]), 36)
	}
	windows := []string{"any"}
	if s.published != likeness.NoDay {
		windows = []string{strconv.Itoa(int(s.published) / window), strconv.Itoa(int(s.published+occasion) / window)}
	}
	var keys []uint64
	for _, w := range likeness.Heaviest(s.words, keyWords) {
		for _, stretch := range windows {
			keys = append(keys, ledger.Key(speaker, stretch, strconv.FormatUint(uint64(w), 36)))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
