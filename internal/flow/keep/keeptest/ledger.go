package keeptest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	diff "github.com/google/go-cmp/cmp"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// LedgerDocument is a document as the tests of a LedgerStore add it, each text once.
type LedgerDocument struct {
	Text, Published, Publisher, Title string
	CopyOf                            string // text of a document that is there
	Facts                             []record.Entry
}

// ID is the id of the document.
func (d LedgerDocument) ID() record.DocumentID { return record.DocumentIDOf(d.Text) }

// LedgerBed is an empty LedgerStore with a way to add documents.
type LedgerBed struct {
	Store keep.LedgerStore
	Add   func(t *testing.T, d LedgerDocument)
}

// Ledger runs the tests that every LedgerStore must pass.
func Ledger(t *testing.T, open func(t *testing.T) LedgerBed) {
	for _, c := range []struct {
		name string
		test func(*testing.T, LedgerBed)
	}{
		{"Empty", testLedgerEmpty},
		{"Sources", testLedgerSources},
		{"Pending", testLedgerPending},
		{"Items", testLedgerItems},
		{"Groups", testLedgerGroups},
		{"IDs", testLedgerIDs},
		{"Listings", testLedgerListings},
		{"Coverage", testLedgerCoverage},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// update runs one transaction.
func update(t *testing.T, s keep.LedgerStore, change func(ctx context.Context, l keep.Ledger) error) {
	t.Helper()
	if err := s.UpdateLedger(t.Context(), change); err != nil {
		t.Fatalf("update the ledger: %v", err)
	}
}

// Told makes an event of a document by the words it begins with.
func Told(d LedgerDocument, words string) *record.Event {
	e := &record.Event{
		Document: d.ID(), Span: record.Span{Start: 0, End: len(words)}, Quote: d.Text[:len(words)], Type: "CONSULT", CAMEO: "042", Status: record.Actual,
	}
	if err := record.Identify(e); err != nil {
		panic("internal error: " + err.Error())
	}
	return e
}

func listGroups(t *testing.T, s keep.LedgerStore, f keep.GroupFilter) []keep.Group {
	t.Helper()
	var all []keep.Group
	for g, err := range s.Groups(t.Context(), f) {
		if err != nil {
			t.Fatalf("list %+v: %v", f, err)
		}
		all = append(all, g)
	}
	return all
}

func testLedgerEmpty(t *testing.T, b LedgerBed) {
	if all := listGroups(t, b.Store, keep.GroupFilter{}); len(all) != 0 {
		t.Errorf("an empty ledger lists %d entries", len(all))
	}
	if n, err := b.Store.PendingDocuments(t.Context()); n != 0 || err != nil {
		t.Errorf("an empty record has %d documents to take up, %v", n, err)
	}
	for _, id := range []string{"e_0", "", "'", "%", "e_\x00"} {
		if _, err := b.Store.Group(t.Context(), id); !errors.Is(err, keep.ErrNotFound) {
			t.Errorf("group %q: %v", id, err)
		}
		if _, _, err := b.Store.FactByID(t.Context(), id); !errors.Is(err, keep.ErrNotFound) {
			t.Errorf("fact %q: %v", id, err)
		}
	}
	if _, err := b.Store.Source(t.Context(), record.DocumentIDOf("x")); !errors.Is(err, keep.ErrNotFound) {
		t.Errorf("source of no document: %v", err)
	}
	update(t, b.Store, func(ctx context.Context, l keep.Ledger) error {
		sources, err := l.Pending(ctx, 10)
		if len(sources) != 0 {
			t.Errorf("pending: %v", sources)
		}
		return err
	})
}

func testLedgerSources(t *testing.T, b LedgerBed) {
	first := LedgerDocument{Text: "Talks in Kabul.", Published: "2025-08-02", Publisher: "Dawn", Title: "Talks"}
	second := LedgerDocument{Text: "Other words."}
	copied := LedgerDocument{Text: "Talks in Kabul!", Published: "2025-08-03", Publisher: "Gazette", CopyOf: first.Text}
	for _, d := range []LedgerDocument{first, second, copied} {
		b.Add(t, d)
	}
	var pending []keep.Source
	update(t, b.Store, func(ctx context.Context, l keep.Ledger) (err error) {
		pending, err = l.Pending(ctx, 10)
		return err
	})
	want := []keep.Source{
		{Number: 1, ID: first.ID(), Published: "2025-08-02", Publisher: "Dawn", Title: "Talks", Group: 1},
		{Number: 2, ID: second.ID()},
		{Number: 3, ID: copied.ID(), Published: "2025-08-03", Publisher: "Gazette", Group: 1},
	}
	if d := diff.Diff(want, pending); d != "" {
		t.Errorf("pending: %s", d)
	}
	for _, w := range want {
		if got, err := b.Store.Source(t.Context(), w.ID); err != nil || got != w {
			t.Errorf("source %+v, %v, want %+v", got, err, w)
		}
	}
}

func testLedgerPending(t *testing.T, b LedgerBed) {
	var documents []LedgerDocument
	for i := range 7 {
		documents = append(documents, LedgerDocument{Text: fmt.Sprintf("Text %d.", i)})
		b.Add(t, documents[i])
	}
	take := func(limit int) (numbers []int64) {
		t.Helper()
		update(t, b.Store, func(ctx context.Context, l keep.Ledger) error {
			sources, err := l.Pending(ctx, limit)
			for _, s := range sources {
				numbers = append(numbers, s.Number)
			}
			return errors.Join(err, l.Settled(ctx, numbers))
		})
		return numbers
	}
	left := func(want int) {
		t.Helper()
		if n, err := b.Store.PendingDocuments(t.Context()); n != want || err != nil {
			t.Errorf("%d documents to take up, %v, want %d", n, err, want)
		}
	}
	left(7)
	if got := take(3); !slices.Equal(got, []int64{1, 2, 3}) {
		t.Errorf("taken up: %v", got)
	}
	left(4)
	if got := take(9); !slices.Equal(got, []int64{4, 5, 6, 7}) {
		t.Errorf("taken up: %v", got)
	}
	left(0)
	if err := b.Store.MarkPending(t.Context(), []int64{6, 2, 2}); err != nil {
		t.Fatal(err)
	}
	left(2)
	if err := b.Store.MarkPending(t.Context(), []int64{}); err != nil {
		t.Fatal(err)
	}
	left(2)
	b.Add(t, LedgerDocument{Text: "Text 7, a copy.", CopyOf: "Text 2."})
	if got := take(9); !slices.Equal(got, []int64{2, 3, 6, 8}) {
		t.Errorf("taken up: %v: the copy and the document that was alone till now are to be there", got)
	}
	b.Add(t, LedgerDocument{Text: "Text 8, a copy.", CopyOf: "Text 2."})
	if err := b.Store.MarkPending(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	left(9)
}

func testLedgerItems(t *testing.T, b LedgerBed) {
	d := LedgerDocument{Text: "Envoys met on Monday.", Published: "2025-08-02"}
	e, f := Told(d, "Envoys"), Told(d, "Envoys met")
	d.Facts = []record.Entry{e, &record.Notice{Document: d.ID(), Code: "date-unknown"}, f}
	b.Add(t, d)
	var numbers []int64
	update(t, b.Store, func(ctx context.Context, l keep.Ledger) error {
		facts, err := l.FactsOf(ctx, 1)
		if err != nil {
			return err
		}
		if len(facts) != 3 || encoded(t, facts[0].Entry) != encoded(t, e) || encoded(t, facts[2].Entry) != encoded(t, f) {
			t.Errorf("facts %+v", facts)
		}
		if text, err := l.TextOf(ctx, 1); err != nil || text != d.Text {
			t.Errorf("text %q, %v", text, err)
		}
		sources, err := l.Pending(ctx, 1)
		if err != nil {
			return err
		}
		s := sources[0]
		for _, i := range []keep.Item{
			{Kind: "joined", ID: e.ID, Source: s, Fact: facts[0].Number, Features: []byte(`{"a":1}`), Keys: []uint64{1, 1 << 63, 7}},
			{Kind: "joined", ID: f.ID, Source: s, Fact: facts[2].Number, Features: []byte{0, 255}, Keys: []uint64{7, 8}},
			{Kind: "story", ID: "d_1", Source: s, Keys: []uint64{7}},
			{Kind: "joined", ID: "e_without", Source: s},
		} {
			n, err := l.PutItem(ctx, i)
			if err != nil {
				return err
			}
			numbers = append(numbers, n)
		}
		if entry, err := l.Fact(ctx, facts[2].Number); err != nil || encoded(t, entry) != encoded(t, f) {
			t.Errorf("fact %d: %v, %v", facts[2].Number, entry, err)
		}
		if _, err := l.Fact(ctx, 99); !errors.Is(err, keep.ErrNotFound) {
			t.Errorf("a fact that is not there: %v", err)
		}
		ids(ctx, t, l.ItemsWith, "joined", []uint64{1 << 63}, e.ID) // also within the transaction that put it there
		return l.Settled(ctx, []int64{1})
	})
	update(t, b.Store, func(ctx context.Context, l keep.Ledger) error {
		ids(ctx, t, l.ItemsWith, "joined", []uint64{1 << 63, 1, 1}, e.ID)
		ids(ctx, t, l.ItemsWith, "joined", []uint64{7}, e.ID, f.ID)
		ids(ctx, t, l.ItemsWith, "story", []uint64{7}, "d_1")
		ids(ctx, t, l.ItemsWith, "joined", []uint64{2})
		ids(ctx, t, l.ItemsWith, "contest", []uint64{7})
		ids(ctx, t, l.ItemsIn, "joined", numbers, e.ID, f.ID, "e_without")
		all, err := l.ItemsOf(ctx, 1)
		if err != nil {
			return err
		}
		if len(all) != 4 || all[0].Source.Published != "2025-08-02" || string(all[1].Features) != "\x00\xff" || !slices.Equal(all[0].Keys, []uint64{1, 1 << 63, 7}) ||
			all[0].Component != numbers[0] || all[2].Fact != 0 || all[0].Fact == 0 || len(all[3].Features) != 0 || len(all[3].Keys) != 0 {
			t.Errorf("items %+v", all)
		}
		if err := l.SetComponent(ctx, numbers[1], numbers[0]); err != nil {
			return err
		}
		ids(ctx, t, l.ItemsIn, "joined", numbers[:1], e.ID, f.ID)
		ids(ctx, t, l.ItemsIn, "joined", numbers[1:2])
		if err := l.DeleteItem(ctx, numbers[0]); err != nil {
			return err
		}
		if err := l.DeleteItem(ctx, numbers[0]); !errors.Is(err, keep.ErrNotFound) {
			t.Errorf("take away what is gone: %v", err)
		}
		if err := l.SetComponent(ctx, numbers[0], numbers[1]); !errors.Is(err, keep.ErrNotFound) {
			t.Errorf("move what is gone: %v", err)
		}
		ids(ctx, t, l.ItemsWith, "joined", []uint64{1, 7, 8}, f.ID)
		return l.Settled(ctx, []int64{1})
	})
	for _, id := range []record.ID{f.ID, f.ID[:10]} {
		if entry, s, err := b.Store.FactByID(t.Context(), string(id)); err != nil || encoded(t, entry) != encoded(t, f) || s.ID != d.ID() || s.Published != d.Published {
			t.Errorf("fact %s: %v of %v, %v", id, entry, s, err)
		}
	}
}

// ids wants the items that a look-up gives.
func ids[A any](ctx context.Context, t *testing.T, look func(context.Context, string, []A) ([]keep.Item, error), kind string, asked []A, want ...record.ID) {
	t.Helper()
	items, err := look(ctx, kind, asked)
	var got []record.ID
	for _, i := range items {
		got = append(got, i.ID)
	}
	slices.Sort(got)
	slices.Sort(want)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%s %v: %v, %v, want %v", kind, asked, got, err, want)
	}
}

// groupOf makes a group with all columns.
func groupOf(kind, id string, terms ...string) keep.Group {
	return keep.Group{
		Kind: kind, ID: record.ID(id), From: "2025-08-01", To: "2025-08-03", First: "2025-08-02", Last: "2025-08-09", Type: "CONSULT", Status: "actual",
		Score: 2.5, Origins: 2, Reports: 3, Confidence: 0.75, Terms: terms, Members: []record.ID{"e_2", "e_1"}, Entry: []byte(`{"kind":"` + kind + `","id":"` + id + `"}`),
	}
}

func testLedgerGroups(t *testing.T, b LedgerBed) {
	one, two, claim := groupOf("joined", "e_aa1", "actor=PAK", "type=CONSULT"), groupOf("joined", "e_ab2", "a\nb\\c"), groupOf("joined-claim", "c_aa1", "actor=PAK")
	two.Members, claim.Members = []record.ID{"e_3"}, []record.ID{"c_1", "e_1"}
	put := func(groups ...keep.Group) {
		t.Helper()
		update(t, b.Store, func(ctx context.Context, l keep.Ledger) error {
			for i, g := range groups {
				if err := l.PutGroup(ctx, int64(i+1), g); err != nil {
					return err
				}
			}
			return nil
		})
	}
	in := func(kind string, components []int64, want ...keep.Group) {
		t.Helper()
		update(t, b.Store, func(ctx context.Context, l keep.Ledger) error {
			got, err := l.GroupsIn(ctx, kind, components)
			if d := diff.Diff(want, got); d != "" {
				t.Errorf("groups in %v: %s", components, d)
			}
			return err
		})
	}
	put(one, two, claim)
	in("joined", []int64{1, 2, 3, 9}, one, two)
	in("joined-claim", []int64{3}, claim)
	of := func(kind string, facts []record.ID, want ...keep.Group) {
		t.Helper()
		got, err := b.Store.GroupsOf(t.Context(), kind, facts)
		if d := diff.Diff(want, got); d != "" || err != nil {
			t.Errorf("groups of %v: %s, %v", facts, d, err)
		}
	}
	of("", []record.ID{"e_1", "c_1"}, one, claim)
	of("joined", []record.ID{"e_1", "e_3"}, one, two)
	of("", []record.ID{"e_9"})
	of("", nil)

	one.Terms, one.Members, one.From, one.Origins, one.Entry = []string{"actor=AFG"}, []record.ID{"e_1"}, "2025-07-30", 5, []byte(`{"kind":"joined"}`)
	update(t, b.Store, func(ctx context.Context, l keep.Ledger) error {
		return errors.Join(l.PutGroup(ctx, 2, one), l.DeleteGroup(ctx, "joined-claim", "c_aa1"), l.DeleteGroup(ctx, "joined", "e_none"))
	})
	in("joined", []int64{1})
	in("joined", []int64{2}, one, two)
	of("", []record.ID{"e_2", "c_1"})
	for _, c := range []struct {
		terms []string
		want  []keep.Group
	}{{[]string{"actor=PAK"}, nil}, {[]string{"actor=AFG"}, []keep.Group{one}}, {[]string{"a\nb\\c"}, []keep.Group{two}}, {[]string{"actor=AFG", "a\nb\\c", "actor=AFG"}, []keep.Group{two, one}}} {
		if d := diff.Diff(c.want, listGroups(t, b.Store, keep.GroupFilter{Terms: [][]string{c.terms}})); d != "" {
			t.Errorf("groups with %v: %s", c.terms, d)
		}
	}
}

func testLedgerIDs(t *testing.T, b LedgerBed) {
	update(t, b.Store, func(ctx context.Context, l keep.Ledger) error {
		return errors.Join(
			l.PutGroup(ctx, 1, groupOf("joined", "e_abcd")), l.PutGroup(ctx, 1, groupOf("joined", "e_abce")), l.PutGroup(ctx, 1, groupOf("joined", "e_ab")),
			l.Bury(ctx, record.Tombstone{ID: "e_zz", ReplacedBy: []record.ID{"e_abcd", "e_ab"}, Cause: "split"}),
			l.Bury(ctx, record.Tombstone{ID: "e_yy", Cause: "withdrawn"}), l.Bury(ctx, record.Tombstone{ID: "e_xx", Cause: "merged"}),
			l.Bury(ctx, record.Tombstone{ID: "e_xx", ReplacedBy: []record.ID{"e_ab"}, Cause: "merged"}), l.Unearth(ctx, "e_yy"), l.Unearth(ctx, "e_none"))
	})
	for _, c := range []struct {
		id, want string
		err      error
	}{
		{"e_abcd", "e_abcd", nil},
		{"e_ab", "e_ab", nil},
		{"e_abc", "", keep.ErrAmbiguous},
		{"e_a", "", keep.ErrAmbiguous},
		{"e_yy", "", keep.ErrNotFound},
		{"e_abcde", "", keep.ErrNotFound},
		{"E_AB", "", keep.ErrNotFound},
	} {
		if g, err := b.Store.Group(t.Context(), c.id); string(g.ID) != c.want || !errors.Is(err, c.err) {
			t.Errorf("group %s: %s, %v, want %s, %v", c.id, g.ID, err, c.want, c.err)
		}
	}
	var gone *keep.GoneError
	if _, err := b.Store.Group(t.Context(), "e_zz"); !errors.As(err, &gone) || gone.Tombstone.Cause != "split" || !slices.Equal(gone.Tombstone.ReplacedBy, []record.ID{"e_abcd", "e_ab"}) {
		t.Errorf("group e_zz: %v", err)
	}
	var all []string
	for s, err := range b.Store.Tombstones(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprint(s.ID, s.ReplacedBy, s.Cause))
	}
	if got := strings.Join(all, "; "); got != "e_xx[e_ab]merged; e_zz[e_abcd e_ab]split" {
		t.Errorf("tombstones %s", got)
	}
	if g, err := b.Store.Group(t.Context(), "e_abcd"); err != nil || diff.Diff(groupOf("joined", "e_abcd"), g) != "" {
		t.Errorf("group e_abcd: %+v, %v", g, err)
	}
}

// testLedgerListings holds listings of many entries against a plain filter.
func testLedgerListings(t *testing.T, b LedgerBed) {
	random := rand.New(rand.NewPCG(3, 4))
	days := []string{"", "2025-08-01", "2025-08-02", "2025-08-03", "2025-09-10", "2024-01-01"}
	words := []string{"actor=PAK", "actor=AFG", "type=CONSULT", "type=ASSAULT", "country=AFG", "status=actual", "rare=1"}
	day := func() string { return days[random.IntN(len(days))] }
	some := func() (list []string) {
		for _, w := range words {
			if random.IntN(3) == 0 {
				list = append(list, w)
			}
		}
		slices.Sort(list)
		return list
	}
	var all []keep.Group
	for i := range 400 {
		g := groupOf([]string{"joined", "joined-claim"}[random.IntN(2)], fmt.Sprintf("e_%x", (i*7919)%65536), some()...)
		g.From, g.To, g.First, g.Last = day(), day(), day(), day()
		if g.To < g.From && random.IntN(2) == 0 {
			g.To = g.From
		}
		g.Origins, g.Confidence = random.IntN(4), float64(random.IntN(4))/4
		all = append(all, g)
	}
	update(t, b.Store, func(ctx context.Context, l keep.Ledger) error {
		for i, g := range all {
			if err := l.PutGroup(ctx, int64(i), g); err != nil {
				return err
			}
		}
		return nil
	})
	orders := []keep.Order{keep.ByTime, keep.ByTimeUp, keep.ByPublished, keep.ByOrigins}
	for n := range 120 {
		f := keep.GroupFilter{Order: orders[n%4], Kind: []string{"joined", "joined-claim", "", "story"}[random.IntN(4)]}
		for range random.IntN(4) {
			f.Terms = append(f.Terms, []string{words[random.IntN(len(words))], words[random.IntN(len(words))], "none=1"}[:1+random.IntN(3)])
		}
		if random.IntN(4) == 0 {
			f.Without = some()
		}
		if random.IntN(3) == 0 {
			f.Time = query.Range{From: day(), To: day()}
		}
		f.Undated = random.IntN(6) == 0
		if random.IntN(4) == 0 {
			f.Published = query.Range{From: day(), To: day()}
		}
		if random.IntN(4) == 0 {
			f.MinOrigins, f.MinConfidence = random.IntN(4), float64(random.IntN(4))/4
		}
		checkListing(t, b.Store, f, all)
	}
}

func checkListing(t *testing.T, s keep.LedgerStore, f keep.GroupFilter, all []keep.Group) {
	t.Helper()
	var want []keep.Group
	for _, g := range all {
		if meets(g, f) {
			want = append(want, g)
		}
	}
	slices.SortFunc(want, func(a, b keep.Group) int { return orderOf(f.Order, a, b) })
	if d := diff.Diff(want, listGroups(t, s, f)); d != "" {
		t.Fatalf("list %+v: %s", f, d)
	}
	var paged []keep.Group
	for p := f; ; {
		p.Limit = 7
		page := listGroups(t, s, p)
		paged = append(paged, page...)
		if len(page) < p.Limit {
			break
		}
		p.After = f.Order.Cursor(page[len(page)-1])
	}
	if d := diff.Diff(want, paged); d != "" {
		t.Fatalf("pages of %+v: %s", f, d)
	}
	f.Columns = true
	for _, f.WithTerms = range []bool{false, true} {
		for i := range want {
			want[i].Entry, want[i].Members = nil, nil
			if !f.WithTerms {
				want[i].Terms = nil
			}
		}
		if !f.WithTerms {
			if d := diff.Diff(want, listGroups(t, s, f)); d != "" {
				t.Fatalf("columns of %+v: %s", f, d)
			}
			continue
		}
		for _, g := range listGroups(t, s, f) {
			i := slices.IndexFunc(all, func(a keep.Group) bool { return a.ID == g.ID })
			if !slices.Equal(g.Terms, all[i].Terms) || g.Entry != nil {
				t.Fatalf("columns of %+v: %+v", f, g)
			}
		}
	}
}

// meets is the meaning of a filter.
func meets(g keep.Group, f keep.GroupFilter) bool {
	if f.Kind != "" && g.Kind != f.Kind || g.Origins < f.MinOrigins || g.Confidence < f.MinConfidence {
		return false
	}
	if f.Undated && (g.From != "" || g.To != "") {
		return false
	}
	for _, list := range f.Terms {
		if !slices.ContainsFunc(list, func(w string) bool { return slices.Contains(g.Terms, w) }) {
			return false
		}
	}
	if slices.ContainsFunc(f.Without, func(w string) bool { return slices.Contains(g.Terms, w) }) {
		return false
	}
	return meetsDays(g.From, g.To, f.Time) && meetsDays(g.First, g.Last, f.Published)
}

// meetsDays tells whether an interval of days meets a range. Where one end is not known it is the other.
func meetsDays(from, to string, r query.Range) bool {
	from, to = cmp.Or(from, to), cmp.Or(to, from)
	return r.Open() || from != "" && (r.From == "" || to >= r.From) && (r.To == "" || from <= r.To)
}

func orderOf(o keep.Order, a, b keep.Group) int {
	id := cmp.Compare(a.ID, b.ID)
	switch o {
	case keep.ByTime:
		return cmp.Or(cmp.Compare(b.From, a.From), id)
	case keep.ByTimeUp:
		return cmp.Or(cmp.Compare(cmp.Or(a.From, "~"), cmp.Or(b.From, "~")), id)
	case keep.ByPublished:
		return cmp.Or(cmp.Compare(b.Last, a.Last), id)
	}
	return cmp.Or(cmp.Compare(b.Origins, a.Origins), cmp.Compare(b.Last, a.Last), id)
}

func testLedgerCoverage(t *testing.T, b LedgerBed) {
	for _, d := range []LedgerDocument{
		{Text: "a", Published: "2025-08-02", Publisher: "Dawn"},
		{Text: "b", Published: "2025-08-02", Publisher: "Dawn"},
		{Text: "c", Published: "2025-08-02", Publisher: "BBC"},
		{Text: "d", Published: "2025-08-04", Publisher: "Dawn", CopyOf: "c"},
		{Text: "e", Published: "2025-08-04"},
		{Text: "f"},
		{Text: "g", Published: "2024-02-29", Publisher: "Dawn"},
	} {
		b.Add(t, d)
	}
	for _, c := range []struct {
		days query.Range
		want string
	}{
		{query.Range{}, "{ 1 0} {2024-02-29 Dawn 1 0} {2025-08-02 BBC 1 0} {2025-08-02 Dawn 2 0} {2025-08-04 1 0} {2025-08-04 Dawn 1 1}"},
		{query.Range{From: "2025-08-03"}, "{2025-08-04 1 0} {2025-08-04 Dawn 1 1}"},
		{query.Range{From: "2024-02-29", To: "2025-08-02"}, "{2024-02-29 Dawn 1 0} {2025-08-02 BBC 1 0} {2025-08-02 Dawn 2 0}"},
	} {
		var got []string
		for v, err := range b.Store.Coverage(t.Context(), c.days) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, strings.Join(strings.Fields(fmt.Sprintf("{%s %s %d %d}", v.Day, v.Publisher, v.Documents, v.Copies)), " "))
		}
		if all := strings.Join(got, " "); all != c.want {
			t.Errorf("coverage of %+v: %s, want %s", c.days, all, c.want)
		}
	}
}
