package copies_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/acquire/copies"
)

// half is a similarity for tests that ask only for places.
func half(int64, int64) float64 { return 0.5 }

func TestOrigin(t *testing.T) {
	for _, c := range []struct {
		name      string
		published []string // of documents 0, 1, ...
		want      int64
	}{
		{"earliest date", []string{"2025-08-23", "2025-08-21", "2025-08-22"}, 1},
		{"same date, by key", []string{"2025-08-23", "2025-08-21", "2025-08-21"}, 1},
		{"dated before undated", []string{"", "2025-08-21", "2025-08-22"}, 1},
		{"none dated, by key", []string{"", "", ""}, 0},
		{"a month counts as its end", []string{"2025-08", "2025-08-31", "2025-09-01"}, 1},
		{"a month before the next", []string{"2025-08", "2025-09-01"}, 0},
		{"a day counts as its end", []string{"2025-08-23", "2025-08-23T10:00:00Z"}, 1},
	} {
		var docs []copies.Document
		var pairs []copies.Pair
		for i, p := range c.published {
			docs = append(docs, copies.Document{Key: int64(i), Published: p})
			pairs = append(pairs, copies.Pair{A: int64(i), B: 0})
		}
		for _, m := range copies.Group(docs, pairs, half) {
			if m.Origin != c.want {
				t.Errorf("%s: origin of %d is %d, want %d", c.name, m.Key, m.Origin, c.want)
			}
			if want := map[bool]float64{true: 1, false: 0.5}[m.Key == m.Origin]; m.Similarity != want {
				t.Errorf("%s: similarity of %d is %v, want %v", c.name, m.Key, m.Similarity, want)
			}
		}
	}
}

func TestGroupLeavesUnknownPairs(t *testing.T) {
	got := copies.Group([]copies.Document{{Key: 1}, {Key: 2}}, []copies.Pair{{1, 9}, {9, 2}}, half)
	for _, m := range got {
		if m.Origin != m.Key {
			t.Errorf("%d joined %d by a document that is not there", m.Key, m.Origin)
		}
	}
}

func TestJoinBridges(t *testing.T) {
	one := copies.Join(copies.Document{Key: 1, Published: "2025-03-02"}, nil, half)
	two := copies.Join(copies.Document{Key: 2, Published: "2025-03-01"}, nil, half)
	got := copies.Join(copies.Document{Key: 3, Published: "2025-03-03"}, [][]copies.Member{one, two}, half)
	if len(got) != 3 || got[0].Key != 2 || got[1].Key != 1 || got[2].Key != 3 {
		t.Fatalf("joined %v, want 2 1 3", got)
	}
	for _, m := range got {
		if m.Origin != 2 {
			t.Errorf("origin of %d is %d, want 2", m.Key, m.Origin)
		}
	}
	if one[0].Origin != 1 {
		t.Error("join changed the group it was given")
	}
}

// TestAddingInAnyOrder adds texts one by one through an index, in an order
// drawn at random, keeping groups as a store does; the result must be that of
// grouping all at once in the order of keys.
func TestAddingInAnyOrder(t *testing.T) {
	dates := []string{"", "2025-08", "2025-08-21", "2025-08-22", "2025-08-22T06:00:00Z"}
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(variant(), 1, 14).Draw(t, "texts")
		docs := make([]copies.Document, len(texts))
		signatures := make([]copies.Signature, len(texts))
		for i, text := range texts {
			docs[i] = copies.Document{Key: int64(i), Published: rapid.SampledFrom(dates).Draw(t, "published")}
			signatures[i] = copies.Sign(text)
		}
		similarity := func(a, b int64) float64 {
			s, _ := copies.Compare(signatures[a], signatures[b])
			return s
		}

		all, pairs := copies.NewIndex(), []copies.Pair{}
		for i := range docs {
			for _, m := range all.Add(int64(i), signatures[i]) {
				pairs = append(pairs, copies.Pair{A: int64(i), B: m.Key})
			}
		}
		want := copies.Group(docs, pairs, similarity)

		index, kept := copies.NewIndex(), map[int64]copies.Member{}
		for _, i := range rapid.Permutation(indices(len(docs))).Draw(t, "order") {
			groups := map[int64][]copies.Member{}
			for _, m := range index.Add(int64(i), signatures[i]) {
				groups[kept[m.Key].Origin] = nil
			}
			for _, m := range kept {
				if _, ok := groups[m.Origin]; ok {
					groups[m.Origin] = append(groups[m.Origin], m)
				}
			}
			var joined [][]copies.Member
			for _, g := range groups {
				joined = append(joined, g)
			}
			for _, m := range copies.Join(docs[i], joined, similarity) {
				kept[m.Key] = m
			}
		}
		for _, m := range want {
			if kept[m.Key] != m {
				t.Fatalf("added one by one: %+v\nall at once: %+v\n%s", kept[m.Key], m, strings.Join(texts, "\n"))
			}
		}
	})
}

func indices(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return slices.Clip(list)
}
