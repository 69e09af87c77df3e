package export_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/memory"
	"github.com/chancery-project/chancery/record"
)

// world is a small record in memory, made by hand so that no change of the reading changes it.
type world struct {
	*memory.Store
	rows  map[record.DocumentID][]keep.Row
	texts map[record.DocumentID]string
	facts map[record.DocumentID][]record.Entry
}

func (w *world) Report(_ context.Context, id string) ([]keep.Row, error) {
	rows := w.rows[record.DocumentID(id)]
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s: %w", id, keep.ErrNotFound)
	}
	return rows, nil
}

func (w *world) Facts(_ context.Context, id record.DocumentID) ([]record.Entry, error) {
	return w.facts[id], nil
}

func (w *world) Text(_ context.Context, id record.DocumentID) (string, error) {
	return w.texts[id], nil
}

func (w *world) Copies(_ context.Context, id record.DocumentID) ([]keep.Row, error) {
	var all []keep.Row
	for _, rows := range w.rows {
		for _, r := range rows {
			if r.Document.Copy != nil {
				all = append(all, r)
			}
		}
	}
	slices.SortFunc(all, func(a, b keep.Row) int { return strings.Compare(string(a.Document.ID), string(b.Document.ID)) })
	return all, nil
}

// Reports is what JSONL asks for.
func (w *world) Reports(_ context.Context, f keep.Filter) iter.Seq2[keep.Row, error] {
	return func(yield func(keep.Row, error) bool) {
		var all []keep.Row
		for _, rows := range w.rows {
			all = append(all, rows...)
		}
		slices.SortFunc(all, func(a, b keep.Row) int { return int(a.Number - b.Number) })
		for _, r := range all {
			if f.Path != "" && !strings.Contains(r.Document.Path, f.Path) {
				continue
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// builder fills a world.
type builder struct {
	t       *testing.T
	w       *world
	n       int64
	reverse bool // the ledger is filled from its end
}

func newBuilder(t *testing.T) *builder {
	t.Helper()
	return &builder{t: t, w: &world{memory.New(), map[record.DocumentID][]keep.Row{}, map[record.DocumentID]string{}, map[record.DocumentID][]record.Entry{}}}
}

func pointer[T any](v T) *T { return &v }

// report adds a document.
func (b *builder) report(publisher, date, url, text string, copyOf *record.Copy) record.Document {
	b.n++
	d := record.Document{
		ID: record.DocumentIDOf(text), Path: fmt.Sprintf("%d.txt", b.n), Title: "Report " + publisher, Published: date, Publisher: &publisher,
		Language: "en", Read: true, Bytes: len(text), Format: "text", Charset: "utf-8", Copy: copyOf,
	}
	if url != "" {
		d.URL = &url
	}
	b.w.rows[d.ID] = append(b.w.rows[d.ID], keep.Row{Number: b.n, Document: d})
	b.w.texts[d.ID] = text
	return d
}

// span gives the span of words of a document.
func (b *builder) span(d record.Document, words string) record.Span {
	b.t.Helper()
	i := strings.Index(b.w.texts[d.ID], words)
	if i < 0 {
		b.t.Fatalf("%q is not in the text", words)
	}
	return record.Span{Start: i, End: i + len(words)}
}

// fact adds a fact of a document.
func (b *builder) fact(d record.Document, f record.Entry) record.Entry {
	b.t.Helper()
	if err := record.Identify(f); err != nil {
		b.t.Fatal(err)
	}
	b.w.facts[d.ID] = append(b.w.facts[d.ID], f)
	return f
}

// done gives the world with its facts in the ledger's store.
func (b *builder) done(groups ...keep.Group) *world {
	b.t.Helper()
	for _, rows := range b.w.rows {
		d := rows[0].Document
		b.w.Add(keep.Source{ID: d.ID, Published: d.Published, Publisher: *d.Publisher, Title: d.Title}, b.w.facts[d.ID], "")
	}
	err := b.w.UpdateLedger(context.Background(), func(ctx context.Context, l keep.Ledger) error {
		if err := items(ctx, l); err != nil {
			return err
		}
		if b.reverse {
			slices.Reverse(groups)
		}
		for n, g := range groups {
			if err := l.PutGroup(ctx, int64(n+1), g); err != nil {
				return err
			}
		}
		return l.Bury(ctx, record.Tombstone{ID: "e_0000000000000000", ReplacedBy: []record.ID{"e_1111111111111111"}, Cause: "merged"})
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return b.w
}

// items makes an item of each fact, so that the store finds it by its id.
func items(ctx context.Context, l keep.Ledger) error {
	sources, err := l.Pending(ctx, 100)
	if err != nil {
		return err
	}
	for _, s := range sources {
		facts, err := l.FactsOf(ctx, s.Number)
		if err != nil {
			return err
		}
		for _, f := range facts {
			i := keep.Item{Source: s, Fact: f.Number}
			switch e := f.Entry.(type) {
			case *record.Event:
				i.Kind, i.ID = "joined", e.ID
			case *record.Claim:
				i.Kind, i.ID = "joined-claim", e.ID
			case *record.Figure:
				i.Kind, i.ID = "series", e.ID
			default:
				continue
			}
			if _, err := l.PutItem(ctx, i); err != nil {
				return err
			}
		}
	}
	return nil
}

// group makes a group of an entry.
func (b *builder) group(entry record.Entry, id record.ID, from string, members ...record.ID) keep.Group {
	b.t.Helper()
	encoded, err := record.Encode(entry)
	if err != nil {
		b.t.Fatal(err)
	}
	return keep.Group{Kind: entry.EntryKind(), ID: id, From: from, To: from, Members: members, Entry: encoded}
}

func state(code, name string) record.Actor {
	return record.Actor{ID: strings.ToLower(name), Name: name, Kind: "state", Country: code, Sector: "GOV"}
}

// army is what acts for a state.
func army(code, name string) record.Actor {
	return record.Actor{ID: strings.ReplaceAll(strings.ToLower(name), " ", "-"), Name: name, Kind: "government body", Country: code, Sector: "MIL", Sectors: []string{"MIL"}}
}

func (b *builder) named(d record.Document, a record.Actor, words string) record.Actor {
	a.Text, a.Span = words, pointer(b.span(d, words))
	return a
}

func told(d record.Document, id record.ID, origin int) record.Telling {
	return record.Telling{ID: id, Document: d.ID, Published: d.Published, Publisher: *d.Publisher, Origin: origin}
}

// strikes is a world with an attack that two reports tell, talks to come, a claim, figures and a dispute. The words of
// names and quotations hold what strangers may write.
func strikes(t *testing.T, name, title string) *world {
	t.Helper()
	return newBuilder(t).strikes(name, title)
}

func (b *builder) strikes(name, title string) *world {
	b.t.Helper()
	day := &record.When{From: pointer("2024-12-24"), To: pointer("2024-12-24"), Precision: "day", Text: "Tuesday"}
	year := &record.When{From: pointer("2025-01-01"), To: pointer("2025-12-31"), Precision: "year", Text: "next year"}
	barmal := &record.Where{Name: "Barmal", Country: "AFG", Admin1: "Paktika", Latitude: pointer(32.7), Longitude: pointer(69.3), Precision: "district"}
	kabul := &record.Where{Name: "Kabul", Country: "AFG", Admin1: "Kabul Province", Latitude: pointer(34.53), Longitude: pointer(69.17), Precision: "city"}

	one := b.report("Kabul Courier", "2024-12-25", "https://courier.example/1", "Jets hit Barmal\n\nPakistani jets struck Barmal on Tuesday, killing 46 people, "+name+" said.\n\nThe two sides will meet in Kabul next year.\n", nil)
	two := b.report("Indus, \"Wire\"", "2024-12-26", "", "Pakistan’s army denies that jets struck Barmal. At least 15 people died, residents said.", nil)

	quote := "Pakistani jets struck Barmal on Tuesday, killing 46 people"
	speaker := record.Actor{Name: name, Kind: "person", Country: "AFG", Sector: "GOV", Role: "spokesman"}
	struck := b.fact(one, &record.Event{
		Document: one.ID, Span: b.span(one, quote), Quote: quote, Trigger: pointer(b.span(one, "struck")), Type: "ASSAULT", Mode: "aerial", CAMEO: "195",
		Status: record.Actual, Score: -9.5, Contexts: []string{"military", "territory"}, Actors: []record.Actor{b.named(one, army("PAK", "Pakistan Air Force"), "Pakistani jets")},
		Recipients: []record.Actor{state("AFG", "Afghanistan")}, Time: day, Place: &record.Where{Name: "Barmal", Country: "AFG", Precision: "district", Span: pointer(b.span(one, "Barmal on"))}, Attribution: &speaker, Confidence: 0.8,
	}).(*record.Event)
	denied := b.fact(two, &record.Event{
		Document: two.ID, Span: b.span(two, "jets struck Barmal"), Quote: "jets struck Barmal", Trigger: pointer(b.span(two, "struck")), Type: "ASSAULT", Mode: "aerial", CAMEO: "195",
		Status: record.Denied, Score: -9.5, Actors: []record.Actor{army("PAK", "Pakistan Air Force")}, Attribution: pointer(army("PAK", "Pakistan Army")), Confidence: 0.6,
	}).(*record.Event)
	meet := b.fact(one, &record.Event{
		Document: one.ID, Span: b.span(one, "The two sides will meet in Kabul next year"), Quote: "The two sides will meet in Kabul next year", Type: "CONSULT", Mode: "meet", CAMEO: "040",
		Status: record.Planned, Score: 4, Actors: []record.Actor{state("PAK", "Pakistan"), state("AFG", "Afghanistan")}, Time: year, Place: kabul, Confidence: 0.7,
	}).(*record.Event)
	claim := b.fact(one, &record.Claim{
		Document: one.ID, Span: b.span(one, quote+", "+name+" said"), Quote: quote + ", " + name + " said", Source: &speaker, Stance: record.Assert, Cue: "said",
		Content: quote, ContentSpan: b.span(one, quote),
	}).(*record.Claim)
	many := b.fact(one, &record.Figure{
		Document: one.ID, Span: b.span(one, "46 people"), Quote: "46 people", Value: 46, Unit: "people", What: "people killed", Qualifier: record.Exact,
	}).(*record.Figure)
	fewer := b.fact(two, &record.Figure{
		Document: two.ID, Span: b.span(two, "At least 15 people"), Quote: "At least 15 people", Value: 15, Unit: "people", What: "people killed", Qualifier: record.Over,
		AsOf: pointer("2024-12-26"), Source: &record.Actor{ID: "residents", Name: "residents"},
	}).(*record.Figure)
	b.fact(one, &record.ActorEntry{Document: one.ID, Name: name, ActorKind: "person", Country: "AFG"})
	b.fact(one, &record.ActorEntry{Document: one.ID, Name: "Pakistan Air Force", ActorKind: "government body", Country: "PAK"})
	b.fact(one, &record.Place{Document: one.ID, Name: "Barmal", Country: "AFG"})

	attack := &record.Joined{
		ID: struck.ID, Type: "ASSAULT", Mode: "aerial", CAMEO: "195", Strict: "ASSAULT aerial", Quad: 4, Contexts: struck.Contexts, Status: record.Actual,
		Score: -9.5, Actors: []record.Actor{army("PAK", "Pakistan Air Force")}, Recipients: []record.Actor{state("AFG", "Afghanistan")}, Time: day, Place: barmal,
		Fields:   []record.Field{{Name: "status", Values: []record.Value{{Value: "actual", Origins: 1}, {Value: "denied", Origins: 1}}}},
		Tellings: []record.Telling{told(one, struck.ID, 1), told(two, denied.ID, 2)},
		Support:  record.Backing{Origins: 2, Reports: 2, Outlets: 2, First: "2024-12-25", Last: "2024-12-26"}, Confidence: 0.86,
	}
	talks := &record.Joined{
		ID: meet.ID, Type: "CONSULT", Mode: "meet", CAMEO: "040", Strict: "CONSULT meet", Quad: 1, Status: record.Planned, Score: 4, Actors: meet.Actors, Time: year, Place: kabul,
		Attribution: &speaker, Tellings: []record.Telling{told(one, meet.ID, 1)}, Support: record.Backing{Origins: 1, Reports: 1, Outlets: 1, First: "2024-12-25", Last: "2024-12-25"}, Confidence: 0.7,
	}
	saidSo := &record.JoinedClaim{ID: claim.ID, Source: &speaker, Stance: record.Assert, Content: quote, Tellings: []record.Telling{told(one, claim.ID, 1)}}
	seriesID := record.IdentifyAs("s", many.ID)
	series := &record.Series{ID: seriesID, Key: "dead|people|barmal|2024-12-24", What: "people killed", Unit: "people", Place: "Barmal", Points: []record.Point{
		{Day: "2024-12-25", Low: 46, High: 46, Stated: []record.Stated{{Value: 46, Qualifier: record.Exact, Who: name, Tellings: []record.Telling{told(one, many.ID, 1)}, Origins: 1}}},
		{Day: "2024-12-26", Low: 15, High: 15, Stated: []record.Stated{{Value: 15, Qualifier: record.Over, Who: "residents", Tellings: []record.Telling{told(two, fewer.ID, 2)}, Origins: 1}}},
	}}
	contestID := record.IdentifyAs("x", many.ID)
	contest := &record.Contest{ID: contestID, Relation: "contradicts", Matter: "figure", Title: title, Status: "open", Opened: "2024-12-26", Sides: []record.Party{
		{Who: name, Says: "46 people", Value: pointer(46.0), Tellings: []record.Telling{told(one, many.ID, 1)}, Support: record.Backing{Origins: 1, Reports: 1}},
		{Who: "residents", Says: "At least 15 people", Tellings: []record.Telling{told(two, fewer.ID, 2)}, Support: record.Backing{Origins: 1, Reports: 1}},
	}}
	followID := record.IdentifyAs("u", meet.ID)
	follow := &record.FollowUp{ID: followID, Of: "meeting", Title: title, Actors: meet.Actors, Due: year, Place: kabul, Outcome: "open", History: []record.Milestone{
		{Step: "announced", Due: year, Telling: told(one, meet.ID, 1)},
	}, Support: talks.Support}
	return b.done(
		b.group(attack, attack.ID, "2024-12-24", struck.ID, denied.ID), b.group(talks, talks.ID, "2025-01-01", meet.ID),
		b.group(saidSo, "c_joined"+claim.ID[2:], "2024-12-25", claim.ID), b.group(series, seriesID, "2024-12-25", many.ID, fewer.ID),
		b.group(contest, contestID, "2024-12-25", many.ID, fewer.ID), b.group(follow, followID, "2025-01-01", meet.ID),
	)
}

// calm is the world with words that nothing has to be done to.
func calm(t *testing.T) *world {
	return strikes(t, "Enayatullah Khowarazmi", "How many people were killed in Barmal")
}
