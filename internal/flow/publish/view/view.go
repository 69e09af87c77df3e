// Package view asks a record what the pages and the programming interface show: one set of questions for both, so that a
// page and its data cannot differ.
package view

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/follow"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// Record is an open record with what questions need.
type Record struct {
	keep.Store
	Names ledger.Names
	Base  *knowledge.Base  // names of parties
	Now   func() time.Time // what relative dates ("-30d") count from

	answers memory
	parties partyNames
}

// PageSize is how many rows a page shows where nothing else is asked for, MaxPageSize the most that may be asked for.
const (
	PageSize    = 50
	MaxPageSize = 1000
)

// Page is a part of a list.
type Page[T any] struct {
	Rows []T
	Next string // opaque: what the next part is asked for with, "" behind the last
}

// mostUndated is how many entries without a day are counted.
const mostUndated = 1000

// Undated counts the entries of a kind without a day that were reported within the time of a selection, as far as
// a thousand: a list of that time does not show them.
func (r *Record) Undated(ctx context.Context, kind string, s query.Selection) (int, error) {
	if s.Time.Open() {
		return 0, nil
	}
	s.Published, s.Time, s.Cursor, s.Limit, s.Sort = s.Time, query.Range{}, "", mostUndated, "-published"
	f, err := r.Filter(kind, s)
	if err != nil {
		return 0, err
	}
	f.Columns, f.Undated = true, true
	n := 0
	for _, err := range r.Groups(ctx, f) {
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// List gives the entries of a kind that a selection asks for, a page of them.
func List[T record.Entry](ctx context.Context, r *Record, kind string, s query.Selection) (Page[T], error) {
	f, err := r.Filter(kind, s)
	if err != nil {
		return Page[T]{}, err
	}
	size := f.Limit
	if size == 0 {
		size = PageSize
	}
	size = min(size, MaxPageSize)
	f.Limit = size + 1
	var page Page[T]
	var last keep.Group
	for g, err := range r.Groups(ctx, f) {
		if err != nil {
			return page, err
		}
		if len(page.Rows) == size {
			page.Next = encodeCursor(f.Order.Cursor(last))
			break
		}
		e, err := keep.EntryOf[T](g)
		if err != nil {
			return page, err
		}
		page.Rows = append(page.Rows, e)
		last = g
	}
	return page, judge(ctx, r, page.Rows)
}

// Latest gives the latest day on which an event or claim of the record was reported, "" for an empty record.
func Latest(ctx context.Context, store keep.LedgerStore) (string, error) {
	latest := ""
	for _, kind := range []string{"joined", "joined-claim"} {
		for g, err := range store.Groups(ctx, keep.GroupFilter{Kind: kind, Order: keep.ByPublished, Limit: 1, Columns: true}) {
			if err != nil {
				return "", err
			}
			latest = max(latest, g.Last)
		}
	}
	return latest, nil
}

// judge says of follow-ups whose day is past that they were not seen: by the latest report of the record, never by the
// clock.
func judge[T record.Entry](ctx context.Context, r *Record, rows []T) error {
	latest := ""
	for _, row := range rows {
		f, ok := any(row).(*record.FollowUp)
		if !ok {
			return nil
		}
		if latest == "" {
			var err error
			if latest, err = Latest(ctx, r); err != nil || latest == "" {
				return err
			}
		}
		f.Outcome = follow.Outcome(f, latest)
	}
	return nil
}

// Filter gives what the store is asked for.
func (r *Record) Filter(kind string, s query.Selection) (keep.GroupFilter, error) {
	cursor, err := decodeCursor(s.Cursor)
	if err != nil {
		return keep.GroupFilter{}, err
	}
	s.Cursor = cursor
	f := ledger.Filter(kind, s, r.Names)
	if kind == "contest" && len(s.Values["relation"]) == 0 {
		f.Terms = append(f.Terms, []string{"relation=contradicts"})
	}
	return f, nil
}

func encodeCursor(raw string) string { return base64.RawURLEncoding.EncodeToString([]byte(raw)) }

func decodeCursor(opaque string) (string, error) {
	if opaque == "" {
		return "", nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(opaque)
	if err != nil || len(raw) > 200 {
		return "", fmt.Errorf("cursor %q: %w", opaque, keep.ErrCursor)
	}
	return string(raw), nil
}

// One gives an entry of the ledger by its id or a beginning of it; the id of a telling gives the entry that holds it.
// *keep.GoneError says what replaced one that is no more.
func One[T record.Entry](ctx context.Context, r *Record, id string) (T, error) {
	var none T
	g, err := r.Group(ctx, id)
	if errors.Is(err, keep.ErrNotFound) {
		entry, _, factErr := r.FactByID(ctx, id)
		if factErr != nil {
			return none, err
		}
		groups, groupsErr := r.GroupsOf(ctx, none.EntryKind(), []record.ID{record.IDOf(entry)})
		if groupsErr != nil || len(groups) == 0 {
			return none, errors.Join(err, groupsErr)
		}
		g, err = groups[0], nil
	}
	if err != nil {
		return none, err
	}
	e, err := keep.EntryOf[T](g)
	if err != nil {
		return none, err
	}
	return e, judge(ctx, r, []T{e})
}

// Passage is a telling with its words.
type Passage struct {
	record.Telling
	Source keep.Source
	Quote  string
	Span   record.Span
	Entry  record.Entry
}

// Passages gives the words of tellings.
func (r *Record) Passages(ctx context.Context, of []record.Telling) ([]Passage, error) {
	all := make([]Passage, 0, len(of))
	for _, t := range of {
		entry, source, err := r.FactByID(ctx, string(t.ID))
		if err != nil {
			return nil, fmt.Errorf("telling %s: %w", t.ID, err)
		}
		p := Passage{Telling: t, Source: source, Entry: entry}
		p.Quote, p.Span = record.WordsOf(entry)
		all = append(all, p)
	}
	return all, nil
}

// Related gives the entries of a kind that stand on one of the tellings.
func Related[T record.Entry](ctx context.Context, r *Record, kind string, of []record.Telling) ([]T, error) {
	ids := make([]record.ID, len(of))
	for i, t := range of {
		ids[i] = t.ID
	}
	groups, err := r.GroupsOf(ctx, kind, ids)
	if err != nil {
		return nil, err
	}
	var all []T
	for _, g := range groups {
		e, err := keep.EntryOf[T](g)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

// Count is a value of a facet with the number of entries that have it.
type Count struct {
	Value string `json:"value"`
	N     int    `json:"n"`
}

// facetRows is how many entries facets and histograms are counted over, the newest ones.
const facetRows = 10_000

// Counts are the facets of a selection of events and its histogram by month.
type Counts struct {
	Facets map[string][]Count `json:"facets"` // by key: type, status, actor, recipient, country, ...; the most first
	Months []Count            `json:"months"` // by month, rising
	Days   []Count            `json:"-"`      // by first day, rising
	Rows   int                `json:"rows"`
	All    bool               `json:"all"` // false: there are more rows than were counted
}

// FacetKeys are the keys that events are counted by.
func FacetKeys() []string { return []string{"type", "status", "quad", "side", "country", "context"} }

// Facets counts the events that a selection asks for.
func (r *Record) Facets(ctx context.Context, kind string, s query.Selection) (*Counts, error) {
	s.Cursor, s.Limit = "", facetRows
	return Remember(ctx, r, "facets "+kind+" "+s.Sort+" "+s.String(), func() (*Counts, error) { return r.facets(ctx, kind, s) })
}

func (r *Record) facets(ctx context.Context, kind string, s query.Selection) (*Counts, error) {
	f, err := r.Filter(kind, s)
	if err != nil {
		return nil, err
	}
	f.Columns, f.WithTerms = true, true
	counts := map[string]map[string]int{}
	months, days := map[string]int{}, map[string]int{}
	c := &Counts{Facets: map[string][]Count{}}
	for g, err := range r.Groups(ctx, f) {
		if err != nil {
			return nil, err
		}
		c.Rows++
		if len(g.From) >= 7 {
			months[g.From[:7]]++
			days[g.From[:min(10, len(g.From))]]++
		}
		for _, t := range g.Terms {
			key, value, _ := strings.Cut(t, "=")
			if key == "side" && r.twice(value) {
				continue
			}
			if counts[key] == nil {
				counts[key] = map[string]int{}
			}
			counts[key][value]++
		}
	}
	c.All = c.Rows < facetRows
	for _, key := range FacetKeys() {
		c.Facets[key] = Ranked(counts[key], facetValues)
	}
	c.Months, c.Days = rising(months), rising(days)
	return c, nil
}

func rising(counts map[string]int) (all []Count) {
	for v, n := range counts {
		all = append(all, Count{v, n})
	}
	slices.SortFunc(all, func(a, b Count) int { return strings.Compare(a.Value, b.Value) })
	return all
}

func sorted(counts map[string]int) []Count {
	all := make([]Count, 0, len(counts))
	for v, n := range counts {
		all = append(all, Count{v, n})
	}
	slices.SortFunc(all, func(a, b Count) int {
		if a.N != b.N {
			return b.N - a.N
		}
		return strings.Compare(a.Value, b.Value)
	})
	return all
}

// twice tells whether a key is the id of a state, which stands beside its code in the terms of an entry.
func (r *Record) twice(key string) bool {
	if r.Base == nil {
		return false
	}
	e, ok := r.Base.Entity(key)
	return ok && e.Polity != nil
}

// Ranked gives the values with the highest counts, equal ones by name.
func Ranked(counts map[string]int, most int) []Count {
	all := sorted(counts)
	return all[:min(len(all), most)]
}

// facetValues is how many values of a facet are named.
const facetValues = 12
