package keeptest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// settle takes all pending documents up and gives their numbers.
func settle(t *testing.T, s keep.LedgerStore) (numbers []int64) {
	t.Helper()
	update(t, s, func(ctx context.Context, l keep.Ledger) error {
		sources, err := l.Pending(ctx, 1000)
		for _, source := range sources {
			numbers = append(numbers, source.Number)
		}
		return errors.Join(err, l.Settled(ctx, numbers))
	})
	return numbers
}

// told gives a report with an event whose type says what it was read with.
func told(r keep.Report, kind string) keep.Report {
	e := &record.Event{Document: r.Document.ID, Span: record.Span{Start: 0, End: 1}, Quote: r.Text[:1], Type: kind, Status: record.Actual}
	if err := record.Identify(e); err != nil {
		panic("internal error: " + err.Error())
	}
	r.Facts = []record.Entry{e}
	return r
}

func typesOf(t *testing.T, s keep.Store, id record.DocumentID) string {
	t.Helper()
	facts, err := s.Facts(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var types []string
	for _, f := range facts {
		types = append(types, f.(*record.Event).Type)
	}
	return strings.Join(types, " ")
}

// testEarlierReport adds further reports of one text: the earliest speaks for it, by date and then by place.
func testEarlierReport(t *testing.T, s keep.Store) {
	const text = "One text in many places."
	bbc, dawn := "BBC", "Dawn"
	id := record.DocumentIDOf(text)
	for _, c := range []struct {
		path, published string
		publisher       *string
		want            string // report that speaks for the text
		pending         bool
	}{
		{"m", "2025-03-01", &dawn, "m", true},
		{"n", "2025-03-01", &bbc, "m", false},
		{"o", "", nil, "m", false},
		{"p", "2025-03", &bbc, "m", false},
		{"l", "2025-03-01", &dawn, "l", true},
		{"q", "2025-02-28", &bbc, "q", true},
		{"r", "2025-02-28T10:00", nil, "r", true},
		{"s", "2026-01-01", nil, "r", false},
	} {
		r := told(Report(c.path, "Title of "+c.path, c.published, text), "READ-WITH-"+c.path)
		r.Document.Publisher = c.publisher
		add(t, s, r)
		got, err := s.Source(t.Context(), id)
		if err != nil || got.Title != "Title of "+c.want {
			t.Errorf("after %s: source %+v, %v, want that of %s", c.path, got, err, c.want)
		}
		if types := typesOf(t, s, id); types != "READ-WITH-"+c.want {
			t.Errorf("after %s: the facts are %s", c.path, types)
		}
		if numbers := settle(t, s); (len(numbers) > 0) != c.pending {
			t.Errorf("after %s: pending are %v", c.path, numbers)
		}
		sound(t, s)
	}
	if src, err := s.Source(t.Context(), id); err != nil || src.Published != "2025-02-28T10:00" || src.Publisher != "" {
		t.Errorf("source %+v, %v", src, err)
	}
	var details []string
	for e, err := range s.Log(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		details = append(details, e.Detail)
	}
	if n := strings.Count(strings.Join(details, "\n"), `"replaced":1`); n != 3 {
		t.Errorf("%d lines of the log say that facts were replaced, want 3:\n%s", n, strings.Join(details, "\n"))
	}
}

// testReplaceFacts reads documents again, while the ledger stands on what was read before.
func testReplaceFacts(t *testing.T, s keep.Store) {
	a, b := told(Report("a", "", "2025-03-01", "First text."), "CONSULT"), told(Report("b", "", "2025-03-02", "Second text."), "ASSAULT")
	add(t, s, a, b)
	old := a.Facts[0].(*record.Event)
	var item keep.Item
	update(t, s, func(ctx context.Context, l keep.Ledger) error {
		sources, err := l.Pending(ctx, 10)
		if err != nil {
			return err
		}
		facts, err := l.FactsOf(ctx, 1)
		if err != nil {
			return err
		}
		item = keep.Item{Kind: "joined", ID: old.ID, Source: sources[0], Fact: facts[0].Number, Keys: []uint64{4}}
		item.Number, err = l.PutItem(ctx, item)
		return errors.Join(err, l.Settled(ctx, []int64{1, 2}))
	})
	again := told(a, "COOPERATE")
	lines := status(t, s).Sequence
	same := []keep.Replacement{{Document: a.Document.ID, Facts: a.Facts}, {Document: b.Document.ID, Facts: b.Facts}}
	if n, err := s.ReplaceFacts(t.Context(), same, run); err != nil || n != 0 || status(t, s).Sequence != lines || len(settle(t, s)) != 0 {
		t.Errorf("the same facts again change %d documents, %v", n, err)
	}
	changed := []keep.Replacement{{Document: a.Document.ID, Facts: again.Facts}, same[1]}
	other := run
	other.Program = "1.1.0"
	if n, err := s.ReplaceFacts(t.Context(), changed, other); err != nil || n != 1 || status(t, s).Sequence != lines+1 {
		t.Errorf("other facts change %d documents, %v", n, err)
	}
	if got := typesOf(t, s, a.Document.ID); got != "COOPERATE" {
		t.Errorf("the facts are %s", got)
	}
	if _, _, err := s.FactByID(t.Context(), string(old.ID)); !errors.Is(err, keep.ErrNotFound) {
		t.Errorf("a fact that was replaced is found: %v", err)
	}
	if e, src, err := s.FactByID(t.Context(), string(again.Facts[0].(*record.Event).ID)); err != nil || src.ID != a.Document.ID || e.(*record.Event).Type != "COOPERATE" {
		t.Errorf("the fact in its place: %v, %v", e, err)
	}
	if n, err := s.PendingDocuments(t.Context()); n != 1 || err != nil {
		t.Errorf("%d documents are pending, %v", n, err)
	}
	sound(t, s)
	update(t, s, func(ctx context.Context, l keep.Ledger) error {
		entry, err := l.Fact(ctx, item.Fact) // what the item still stands on
		if err != nil || encoded(t, entry) != encoded(t, old) {
			t.Errorf("fact %d: %v, %v", item.Fact, entry, err)
		}
		facts, err := l.FactsOf(ctx, 1)
		if err != nil || len(facts) != 1 || facts[0].Number == item.Fact {
			t.Errorf("facts %+v, %v", facts, err)
		}
		return errors.Join(l.DeleteItem(ctx, item.Number), l.Settled(ctx, []int64{1}))
	})
	update(t, s, func(ctx context.Context, l keep.Ledger) error {
		if _, err := l.Fact(ctx, item.Fact); !errors.Is(err, keep.ErrNotFound) {
			t.Errorf("fact %d is still there: %v", item.Fact, err)
		}
		return nil
	})
	missing := append(slices.Clone(changed), keep.Replacement{Document: record.DocumentIDOf("none")})
	missing[0].Facts = nil
	if _, err := s.ReplaceFacts(t.Context(), missing, run); !errors.Is(err, keep.ErrNotFound) || typesOf(t, s, a.Document.ID) != "COOPERATE" {
		t.Errorf("facts of a document that is not there: %v", err)
	}
	sound(t, s)
}

// testMergedGroups has groups of copies grow and become one.
func testMergedGroups(t *testing.T, s keep.Store) {
	g := &toldGroups{}
	for _, c := range []struct {
		group   []int64 // of the document that is added
		pending []int64
	}{
		{nil, []int64{1}},
		{nil, []int64{2}},
		{[]int64{1, 3}, []int64{1, 3}},
		{[]int64{2, 4}, []int64{2, 4}},
		{[]int64{1, 3, 5}, []int64{5}},
		{[]int64{1, 2, 3, 4, 5, 6}, []int64{1, 2, 3, 4, 5, 6}},
		{[]int64{1, 2, 3, 4, 5, 6, 7}, []int64{7}},
	} {
		g.next = c.group
		n := status(t, s).Documents + 1
		r := Report(fmt.Sprint(n), "", fmt.Sprintf("2025-01-%02d", n), fmt.Sprintf("Text %d.", n))
		if _, err := s.Add(t.Context(), keep.Batch{Reports: []keep.Report{r}}, g); err != nil {
			t.Fatal(err)
		}
		if got := settle(t, s); !slices.Equal(got, c.pending) {
			t.Errorf("with the group %v: pending are %v, want %v", c.group, got, c.pending)
		}
		sound(t, s)
	}
}

// toldGroups groups as it is told.
type toldGroups struct{ next []int64 }

func (g *toldGroups) Group(keep.Signature) ([]keep.CopyGroup, error) {
	if g.next == nil {
		return nil, nil
	}
	group := keep.CopyGroup{Origin: g.next[0]}
	for _, n := range g.next {
		m := keep.CopyMember{Document: n, Similarity: 0.9}
		if n == group.Origin {
			m.Similarity = 1
		}
		group.Members = append(group.Members, m)
	}
	return []keep.CopyGroup{group}, nil
}

func (g *toldGroups) Reset()  {}
func (g *toldGroups) Commit() {}

// testOrderOfAdding adds reports that share texts and are copies of each other in two orders: what the ledger is told
// of them is the same.
func testOrderOfAdding(t *testing.T, open func(*testing.T) keep.Store) {
	random := rand.New(rand.NewPCG(21, 22))
	var reports []keep.Report
	for i := range 120 {
		text := fmt.Sprintf("Text %d.", random.IntN(60))
		r := told(Report(fmt.Sprintf("%d/%d", random.IntN(9), i), "", fmt.Sprintf("2025-01-%02d", 1+random.IntN(5)), text), fmt.Sprint("TYPE-", i))
		if i%7 == 0 {
			r.Document.Published = ""
		}
		publisher := fmt.Sprint("Publisher ", random.IntN(3))
		r.Document.Publisher, r.Document.Title = &publisher, fmt.Sprint("Title ", i)
		r.Signature = []byte{byte(len(text) * int(text[5]) % 11), text[6]}
		reports = append(reports, r)
	}
	var first string
	for range 4 {
		s := open(t)
		for part := range slices.Chunk(reports, 1+random.IntN(50)) {
			if _, err := s.Add(t.Context(), keep.Batch{Reports: part, Run: run}, &grouper{kept: signatures(t, s)}); err != nil {
				t.Fatal(err)
			}
		}
		sound(t, s)
		got := sourcesOf(t, s, reports)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if first == "" {
			first = got
		}
		if diff := cmp.Diff(first, got); diff != "" {
			t.Errorf("in another order: %s", diff)
		}
		random.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
	}
}

func signatures(t *testing.T, s keep.Store) (all []keep.Signature) {
	t.Helper()
	for sig, err := range s.Signatures(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, sig)
	}
	return all
}

// sourcesOf writes what the ledger is told of all documents, without numbers.
func sourcesOf(t *testing.T, s keep.Store, reports []keep.Report) string {
	t.Helper()
	lines := map[record.DocumentID]string{}
	groups := map[int64]record.DocumentID{} // first id of each
	sources := map[record.DocumentID]keep.Source{}
	for _, r := range reports {
		src, err := s.Source(t.Context(), r.Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		if first, ok := groups[src.Group]; !ok || src.ID < first {
			groups[src.Group] = src.ID
		}
		sources[src.ID] = src
	}
	for id, src := range sources {
		group := ""
		if src.Group != 0 {
			group = groups[src.Group].Short()
		}
		lines[id] = fmt.Sprintln(src.ID.Short(), src.Published, src.Publisher, src.Title, group, typesOf(t, s, id))
	}
	var b strings.Builder
	for _, id := range slices.Sorted(maps.Keys(lines)) {
		b.WriteString(lines[id])
	}
	for c, err := range s.Coverage(t.Context(), query.Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, c)
	}
	return b.String()
}

// testLedgerAtomic breaks an update off in the middle.
func testLedgerAtomic(t *testing.T, s keep.Store) {
	add(t, s, told(Report("a", "", "2025-03-01", "First text."), "CONSULT"))
	update(t, s, func(ctx context.Context, l keep.Ledger) error {
		return l.PutGroup(ctx, 1, groupOf("joined", "e_1", "a=1"))
	})
	before := status(t, s)
	broken := errors.New("broken off")
	err := s.UpdateLedger(t.Context(), func(ctx context.Context, l keep.Ledger) error {
		other := groupOf("other", "o_1", "a=1")
		_, err := l.PutItem(ctx, keep.Item{Kind: "other", ID: "o_1", Source: keep.Source{Number: 1}, Keys: []uint64{1}})
		return errors.Join(err, l.PutGroup(ctx, 1, other), l.DeleteGroup(ctx, "joined", "e_1"), l.Bury(ctx, record.Tombstone{ID: "e_1"}), l.Settled(ctx, []int64{1}), broken)
	})
	if !errors.Is(err, broken) {
		t.Errorf("an update that fails: %v", err)
	}
	if diff := cmp.Diff(before, status(t, s)); diff != "" {
		t.Errorf("an update that failed changes the record: %s", diff)
	}
	if all := listGroups(t, s, keep.GroupFilter{Terms: [][]string{{"a=1"}}}); len(all) != 1 || all[0].ID != "e_1" {
		t.Errorf("after an update that failed the entries are %v", all)
	}
	if got := before.Ledger; got["joined"] != 1 || len(got) != 1 || before.Pending != 1 {
		t.Errorf("the status counts %v, %d pending", got, before.Pending)
	}
	update(t, s, func(ctx context.Context, l keep.Ledger) error {
		_, err := l.PutItem(ctx, keep.Item{Kind: "joined", ID: "e_1", Source: keep.Source{Number: 1}, Keys: []uint64{1}})
		g := groupOf("joined", "e_1", "b=1")
		g.Members = []record.ID{"e_1"}
		return errors.Join(err, l.PutGroup(ctx, 1, g), l.PutGroup(ctx, 1, groupOf("other", "o_1", "a=1")), l.DeleteGroup(ctx, "other", "o_1"), l.Settled(ctx, []int64{1}))
	})
	sound(t, s)
}

// testClearLedger clears a ledger that stands partly on facts that were replaced.
func testClearLedger(t *testing.T, s keep.Store) {
	a := told(Report("a", "", "2025-03-01", "First text."), "CONSULT")
	add(t, s, a, told(Report("b", "", "2025-03-02", "Second text."), "ASSAULT"))
	update(t, s, func(ctx context.Context, l keep.Ledger) error {
		facts, err := l.FactsOf(ctx, 1)
		if err != nil {
			return err
		}
		_, err = l.PutItem(ctx, keep.Item{Kind: "joined", ID: "e_1", Source: keep.Source{Number: 1}, Fact: facts[0].Number, Keys: []uint64{4}})
		g := groupOf("joined", "e_1", "a=1")
		g.Members = []record.ID{"e_1"}
		return errors.Join(err, l.PutGroup(ctx, 1, g), l.Bury(ctx, record.Tombstone{ID: "e_2", Cause: "withdrawn"}), l.Settled(ctx, []int64{1, 2}))
	})
	if _, err := s.ReplaceFacts(t.Context(), []keep.Replacement{{Document: a.Document.ID}}, run); err != nil {
		t.Fatal(err)
	}
	sound(t, s)
	if err := s.ClearLedger(t.Context()); err != nil {
		t.Fatal(err)
	}
	if st := status(t, s); st.Pending != 2 || len(st.Ledger) != 1 || st.Ledger["tombstone"] != 1 {
		t.Errorf("after clearing the ledger has %v, pending are %d", st.Ledger, st.Pending)
	}
	sound(t, s)
	if all := listGroups(t, s, keep.GroupFilter{}); len(all) != 0 {
		t.Errorf("a ledger that was cleared lists %v", all)
	}
	update(t, s, func(ctx context.Context, l keep.Ledger) error {
		ids(ctx, t, l.ItemsWith, "joined", []uint64{4})
		return nil
	})
}
