package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/record"
)

// document is a report with what rows ask of it, each read when first asked for.
type document struct {
	record.Document
	URL   string // the first address among its reports
	Group string // the least id among the texts that it is a copy of, itself included; "" for a text without copies

	facts []record.Entry
	text  *string
}

// maxDocuments is how many documents are held in memory.
const maxDocuments = 2_000

// document gives a document of the record. Where it was found in several places, it is that of the earliest date, then
// of the least publisher and path, so that the order of adding does not matter.
func (x *job) document(id record.DocumentID) (*document, error) {
	if d := x.seen[id]; d != nil {
		return d, nil
	}
	rows, err := x.store.Report(x.ctx, string(id))
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s: %w", id, keep.ErrNotFound)
	}
	rows = slices.SortedFunc(slices.Values(rows), func(a, b keep.Row) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.Document.Published, "~"), cmp.Or(b.Document.Published, "~")),
			cmp.Compare(value(a.Document.Publisher), value(b.Document.Publisher)), cmp.Compare(a.Document.Path, b.Document.Path),
			cmp.Compare(a.Document.Member, b.Document.Member))
	})
	d := &document{Document: rows[0].Document}
	for _, r := range rows {
		if u := value(r.Document.URL); u != "" {
			d.URL = u
			break
		}
	}
	if d.Copy != nil {
		copies, err := x.store.Copies(x.ctx, id)
		if err != nil {
			return nil, err
		}
		least := id
		for _, c := range copies {
			least = min(least, c.Document.ID)
		}
		d.Group = string(least)
	}
	if len(x.seen) >= maxDocuments {
		clear(x.seen)
	}
	x.seen[id] = d
	return d, nil
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// factsOf gives all that was read from a document.
func (x *job) factsOf(id record.DocumentID) ([]record.Entry, error) {
	d, err := x.document(id)
	if err != nil {
		return nil, err
	}
	if d.facts == nil {
		if d.facts, err = x.store.Facts(x.ctx, id); err != nil {
			return nil, err
		}
	}
	return d.facts, nil
}

// textOf gives the text of a document.
func (x *job) textOf(id record.DocumentID) (string, error) {
	d, err := x.document(id)
	if err != nil {
		return "", err
	}
	if d.text == nil {
		text, err := x.store.Text(x.ctx, id)
		if err != nil {
			return "", err
		}
		d.text = &text
	}
	return *d.text, nil
}

// fact gives a telling as the fact that it is.
func fact[T record.Entry](x *job, t record.Telling) (T, error) {
	var none T
	entry, _, err := x.store.FactByID(x.ctx, string(t.ID))
	if err != nil {
		return none, fmt.Errorf("telling %s: %w", t.ID, err)
	}
	e, ok := entry.(T)
	if !ok {
		return none, fmt.Errorf("telling %s is a %s", t.ID, entry.EntryKind())
	}
	return e, nil
}

// tied are the facts of a document that share words with a passage.
type tied struct{ events, claims, figures []record.ID }

// within gives the facts that are told in a passage: events whose evoking words lie in it, figures that do, and claims
// whose content lies in it or whose sentence holds it.
func (x *job) within(id record.DocumentID, passage record.Span) (t tied, err error) {
	facts, err := x.factsOf(id)
	if err != nil {
		return t, err
	}
	for _, f := range facts {
		switch f := f.(type) {
		case *record.Event:
			at := f.Span
			if f.Trigger != nil {
				at = *f.Trigger
			}
			if holds(passage, at) {
				t.events = append(t.events, f.ID)
			}
		case *record.Claim:
			if holds(f.Span, passage) || holds(passage, f.ContentSpan) {
				t.claims = append(t.claims, f.ID)
			}
		case *record.Figure:
			if holds(passage, f.Span) {
				t.figures = append(t.figures, f.ID)
			}
		}
	}
	return t, nil
}

func holds(wide, narrow record.Span) bool {
	return wide.Start <= narrow.Start && narrow.End <= wide.End
}

// groupIDs gives the ids of the entries of a kind that stand on one of the facts, sorted, each once.
func (x *job) groupIDs(kind string, facts []record.ID) ([]string, error) {
	groups, err := x.groupsOf(kind, facts)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, g := range groups {
		ids = append(ids, string(g.ID))
	}
	return ids, nil
}

// groupsOf gives the entries of a kind that stand on one of the facts, by id.
func (x *job) groupsOf(kind string, facts []record.ID) ([]keep.Group, error) {
	if len(facts) == 0 {
		return nil, nil
	}
	slices.Sort(facts)
	groups, err := x.store.GroupsOf(x.ctx, kind, slices.Compact(facts))
	if errors.Is(err, keep.ErrNotFound) {
		return nil, nil
	}
	slices.SortFunc(groups, func(a, b keep.Group) int { return cmp.Compare(a.ID, b.ID) })
	return slices.CompactFunc(groups, func(a, b keep.Group) bool { return a.ID == b.ID }), err
}

// disputesOf gives the ids of the contradictions that stand on one of the facts.
func (x *job) disputesOf(facts []record.ID) ([]string, error) {
	groups, err := x.groupsOf("contest", facts)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, g := range groups {
		c, err := keep.EntryOf[*record.Contest](g)
		if err != nil {
			return nil, err
		}
		if c.Relation == "contradicts" {
			ids = append(ids, string(c.ID))
		}
	}
	return ids, nil
}

// toll is how many people an event killed, as its tellings state it.
type toll struct {
	low, best, high *float64
	series          string
}

// dead begins the keys of series of people killed: dead|whom|where|day of the event. Such a series belongs to one event.
const (
	dead   = "dead"
	people = "people"
)

// tollOf gives the toll of an event: of the series of people killed that the sentences which tell it state figures of,
// what each source said last. Where they belong to several series (of soldiers, of civilians), that of people of any kind
// counts, and where there is none such there is no one figure: none is given.
func (x *job) tollOf(e *record.Joined, figures []record.ID) (t toll, err error) {
	groups, err := x.groupsOf("series", figures)
	if err != nil {
		return t, err
	}
	var of, general []*record.Series
	var ids []string
	for _, g := range groups {
		s, err := keep.EntryOf[*record.Series](g)
		if err != nil {
			return t, err
		}
		key := strings.Split(s.Key, "|")
		if s.Unit != people || len(key) < 4 || key[0] != dead || !near(e.Time, key[3]) {
			continue
		}
		of, ids = append(of, s), append(ids, string(s.ID))
		if key[1] == people {
			general = append(general, s)
		}
	}
	t.series = list(ids)
	if len(of) > 1 {
		of = general
	}
	if len(of) == 1 {
		for _, s := range latest(of[0]) {
			t.add(s)
		}
	}
	return t, nil
}

// near tells whether a day lies within a time or a day beside it: reports of the next morning tell of the night. What is
// not known is near.
func near(w *record.When, on string) bool {
	d, err := time.Parse(time.DateOnly, on)
	if err != nil || w == nil {
		return true
	}
	from, to := day(w.From), day(w.To)
	return (from == "" || from <= d.AddDate(0, 0, 1).Format(time.DateOnly)) && (to == "" || d.AddDate(0, 0, -1).Format(time.DateOnly) <= to)
}

// latest gives what each source of a series said last, in the order of the days.
func latest(s *record.Series) []record.Stated {
	points := slices.SortedStableFunc(slices.Values(s.Points), func(a, b record.Point) int { return cmp.Compare(b.Day, a.Day) })
	said := map[string]string{} // source and the day of what it said last
	var all []record.Stated
	for _, p := range points {
		for _, v := range p.Stated {
			if last, ok := said[v.Who]; ok && last != p.Day && v.Who != "" {
				continue
			}
			said[v.Who] = p.Day
			all = append(all, v)
		}
	}
	slices.Reverse(all)
	return all
}

// add takes in a stated value. One that is only bounded from above ("up to 20") says nothing of the least.
func (t *toll) add(s record.Stated) {
	low, high := s.Value, s.Value
	if s.ValueMax != nil {
		high = *s.ValueMax
	}
	if t.high == nil || high > *t.high {
		t.high = &high
	}
	if s.Qualifier == record.UpTo || s.Qualifier == record.Under {
		return
	}
	if t.low == nil || low < *t.low {
		t.low, t.best = &low, &low
	}
}

// list joins several values in one cell.
func list(values []string) string { return strings.Join(values, "; ") }

// listOf joins what a function gives of each actor, so that the lists of ids and names of one side run in step; "" where
// none has a value.
func listOf(actors []record.Actor, of func(a record.Actor) string) string {
	values := make([]string, len(actors))
	known := false
	for i, a := range actors {
		values[i] = of(a)
		known = known || values[i] != ""
	}
	if !known {
		return ""
	}
	return list(values)
}

// unique leaves out empty values and those that were there before.
func unique(values []string) []string {
	var all []string
	for _, v := range values {
		if v != "" && !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return all
}

func digest(words string) string {
	sum := sha256.Sum256([]byte(words))
	return hex.EncodeToString(sum[:])
}

// sourceID is the key of a publisher.
func sourceID(publisher string) string { return ledger.Fold(publisher) }

// wordsAt gives the words of a span that lies within a quotation.
func wordsAt(quote string, of record.Span, at *record.Span) string {
	if at == nil || !holds(of, *at) || at.End-of.Start > len(quote) || at.End < at.Start {
		return ""
	}
	return quote[at.Start-of.Start : at.End-of.Start]
}

// day gives the first ten characters of a date and time.
func day(s *string) string {
	if s == nil {
		return ""
	}
	return (*s)[:min(10, len(*s))]
}

// days gives first and last day of a time, "" when unknown or open.
func days(w *record.When) (from, to, precision string) {
	if w == nil {
		return "", "", ""
	}
	return value(w.From), value(w.To), w.Precision
}
