package ledger_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/memory"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/record"
)

// words is a kind for tests: every event is an item with the letters of its quote as keys; two are linked that share a
// letter, and a component is one group that is named after its first item.
type words struct{}

func (words) Name() string { return "story" }

func (words) Items(_ keep.Source, facts []record.Entry) ([]ledger.New, error) {
	var items []ledger.New
	for i, f := range facts {
		e, ok := f.(*record.Event)
		if !ok {
			continue
		}
		n := ledger.New{ID: e.ID, Fact: i, Features: []byte(e.Quote)}
		for _, letter := range strings.Split(e.Quote, "") {
			n.Keys = append(n.Keys, ledger.Key(letter))
		}
		items = append(items, n)
	}
	return items, nil
}

func (words) Decode(features []byte) (any, error) { return string(features), nil }

func (words) Linked(a, b *ledger.Item) bool {
	return strings.ContainsAny(a.Features.(string), b.Features.(string))
}

func (words) Groups(component []*ledger.Item) ([]keep.Group, error) {
	g := keep.Group{Kind: "story", ID: record.IdentifyAs("n", component[0].ID), Reports: len(component)}
	copies := map[int64]bool{}
	for _, i := range component {
		g.Members = append(g.Members, i.ID)
		e, err := i.Entry()
		if err != nil {
			return nil, err
		}
		g.Entry = append(g.Entry, e.(*record.Event).Quote+" "...)
		if i.Source.Group == 0 || !copies[i.Source.Group] {
			g.Origins++
		}
		copies[i.Source.Group] = true
	}
	return []keep.Group{g}, nil
}

// article is a document for tests: few letters, so that some are linked and most are not.
type article struct {
	Source keep.Source
	Quotes []string
	CopyOf int // index of an article before it, -1 for none
}

func articles(t *rapid.T) []article {
	n := rapid.IntRange(1, 25).Draw(t, "articles")
	all := make([]article, n)
	for i := range all {
		quotes := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,2}`), 0, 3).Draw(t, "quotes")
		day := rapid.IntRange(1, 28).Draw(t, "day")
		all[i] = article{
			Source: keep.Source{ID: record.DocumentIDOf(fmt.Sprint("text ", i)), Published: fmt.Sprintf("2020-01-%02d", day)},
			Quotes: quotes, CopyOf: rapid.IntRange(-1, i-1).Draw(t, "copy of"),
		}
		if rapid.Bool().Draw(t, "own") {
			all[i].CopyOf = -1
		}
	}
	return all
}

func (a article) facts(i int) []record.Entry {
	var facts []record.Entry
	for n, q := range a.Quotes {
		facts = append(facts, &record.Event{ID: record.ID(fmt.Sprintf("e_%03d%d", i, n)), Quote: q, Document: a.Source.ID})
	}
	return facts
}

// TestAddingEqualsBuilding adds articles one after the other in any order, some of them twice with other words first,
// takes some away again, and compares the ledger with one that was built from what is left in one go.
func TestAddingEqualsBuilding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := articles(t)
		order := rapid.Permutation(indices(len(all))).Draw(t, "order")
		removed := rapid.SliceOfN(rapid.Bool(), len(all), len(all)).Draw(t, "removed")
		built, added := memory.New(), memory.New()
		for i, a := range all {
			facts := a.facts(i)
			if removed[i] {
				facts = nil
			}
			built.Add(a.Source, facts, copied(all, a))
		}
		update(t, built)
		for _, i := range order {
			if rapid.IntRange(0, 3).Draw(t, "changed") == 0 {
				added.Add(all[i].Source, article{Quotes: []string{"x", "ay"}}.facts(i+500), "")
				update(t, added)
			}
			added.Add(all[i].Source, all[i].facts(i), "")
			for j, b := range all {
				if b.CopyOf >= 0 && (j == i || b.CopyOf == i) {
					joinIfThere(added, all, b)
				}
			}
			if rapid.Bool().Draw(t, "now") {
				update(t, added)
			}
		}
		for i := range all {
			if removed[i] {
				added.Remove(all[i].Source.ID)
			}
		}
		update(t, added)
		if want, got := letters(built), letters(added); want != got {
			t.Fatalf("built from nothing:\n%s\nadded in the order %v:\n%s", want, order, got)
		}
	})
}

// joinIfThere joins the group of a copy when both texts are in the store.
func joinIfThere(s *memory.Store, all []article, b article) {
	ctx := context.Background()
	if _, err := s.Source(ctx, b.Source.ID); err != nil {
		return
	}
	if _, err := s.Source(ctx, all[b.CopyOf].Source.ID); err != nil {
		return
	}
	s.Join(b.Source.ID, all[b.CopyOf].Source.ID)
}

func copied(all []article, a article) record.DocumentID {
	if a.CopyOf < 0 {
		return ""
	}
	return all[a.CopyOf].Source.ID
}

func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func update(t *rapid.T, s *memory.Store) {
	if _, err := ledger.Update(context.Background(), s, []ledger.Kind{words{}}); err != nil {
		t.Fatal(err)
	}
	if n, _ := s.PendingDocuments(context.Background()); n != 0 {
		t.Fatalf("%d documents are still pending", n)
	}
}

func letters(s *memory.Store) string { return string(s.Dump()) }

func TestTombstonesAnswer(t *testing.T) {
	ctx := context.Background()
	s := memory.New()
	add := func(n int, day, quote string) {
		t.Helper()
		id := record.DocumentIDOf(fmt.Sprint("text ", n))
		s.Add(keep.Source{ID: id, Published: day}, article{Source: keep.Source{ID: id}, Quotes: []string{quote}}.facts(n), "")
		if _, err := ledger.Update(ctx, s, []ledger.Kind{words{}}); err != nil {
			t.Fatal(err)
		}
	}
	add(1, "2020-01-02", "a")
	add(2, "2020-01-03", "b")
	add(3, "2020-01-04", "ab") // joins the two
	want := []record.Tombstone{{ID: "n_0020", ReplacedBy: []record.ID{"n_0010"}, Cause: "merged"}}
	check := func(want []record.Tombstone) {
		t.Helper()
		var got []record.Tombstone
		for g, err := range s.Tombstones(ctx) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, g)
		}
		g, _ := json.Marshal(got)
		w, _ := json.Marshal(want)
		if string(g) != string(w) {
			t.Errorf("tombstones %s, want %s", g, w)
		}
	}
	check(want)
	add(3, "2020-01-04", "z") // parts them again: the old id is in use again
	check(nil)
	add(4, "2020-01-01", "b") // an earlier telling
	check([]record.Tombstone{{ID: "n_0020", ReplacedBy: []record.ID{"n_0040"}, Cause: "merged"}})
}
