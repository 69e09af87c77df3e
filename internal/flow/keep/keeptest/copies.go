package keeptest

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// errGrouper is what a grouper fails with that was told to.
var errGrouper = errors.New("told to fail")

// grouper groups documents whose signatures begin with the same byte, the earliest published
// being the origin, those without a date last.
type grouper struct {
	fail    int // at this call
	calls   int
	resets  int
	commits int

	kept, added []keep.Signature
}

func (g *grouper) Group(s keep.Signature) ([]keep.CopyGroup, error) {
	if g.calls++; g.calls == g.fail {
		return nil, errGrouper
	}
	g.added = append(g.added, s)
	origin := s
	group := keep.CopyGroup{}
	for _, o := range append(g.kept[:len(g.kept):len(g.kept)], g.added...) {
		if o.Bytes[0] != s.Bytes[0] {
			continue
		}
		group.Members = append(group.Members, keep.CopyMember{Document: o.Document, Similarity: 0.9})
		if o.Published+"~" < origin.Published+"~" || o.Published == origin.Published && o.Document < origin.Document {
			origin = o
		}
	}
	if len(group.Members) < 2 {
		return nil, nil
	}
	group.Origin = origin.Document
	for i, m := range group.Members {
		if m.Document == origin.Document {
			group.Members[i].Similarity = 1
		}
	}
	return []keep.CopyGroup{group}, nil
}

func (g *grouper) Reset()  { g.resets++; g.added = nil }
func (g *grouper) Commit() { g.commits++; g.kept, g.added = append(g.kept, g.added...), nil }

// similar makes a report whose signature begins with a byte.
func similar(first byte, path, published string) keep.Report {
	r := Report(path, "", published, "Text of "+path)
	r.Signature = []byte{first, 1, 2, 3}
	return r
}

func testCopies(t *testing.T, s keep.Store) {
	g := &grouper{}
	batch := func(reports ...keep.Report) keep.Added {
		t.Helper()
		added, err := s.Add(t.Context(), keep.Batch{Reports: reports, Run: run}, g)
		if err != nil {
			t.Fatal(err)
		}
		return added
	}
	a, b, c, d, e := similar(1, "a", "2025-03-01"), similar(1, "b", "2025-02-01"), similar(2, "c", "2025-01-01"), similar(1, "d", "2025-01-15"), similar(1, "e", "2025-05-01")
	if added := batch(a, b, c); added.Copies != 1 {
		t.Errorf("added %+v", added)
	}
	if added := batch(d, e); added.Copies != 2 {
		t.Errorf("added %+v", added)
	}
	if g.commits != 2 || g.resets != 0 {
		t.Errorf("the grouper was committed %d times and reset %d times", g.commits, g.resets)
	}
	for _, r := range []keep.Report{a, d, e} {
		rows, err := s.Copies(t.Context(), r.Document.ID)
		if err != nil || paths(rows) != "d a b e" {
			t.Errorf("copies of %s: %s, %v", r.Document.Path, paths(rows), err)
		}
		for _, row := range rows {
			if c := row.Document.Copy; c == nil || c.Origin != d.Document.ID || c.Group != 4 || (c.Similarity == 1) != (row.Document.Path == "d") {
				t.Errorf("%s is a copy: %+v", row.Document.Path, c)
			}
		}
	}
	if rows, err := s.Copies(t.Context(), c.Document.ID); err != nil || len(rows) != 0 {
		t.Errorf("copies of c: %s, %v", paths(rows), err)
	}
	yes, no := true, false
	if got := paths(list(t, s, keep.Filter{Copies: &yes})); got != "a b e" {
		t.Errorf("copies are %s", got)
	}
	if got := paths(list(t, s, keep.Filter{Copies: &no})); got != "c d" {
		t.Errorf("others are %s", got)
	}
	if hits, total := search(t, s, "text", keep.Filter{Copies: &no}); total != 2 || len(hits) != 2 {
		t.Errorf("%d of %d hits that are no copies", len(hits), total)
	}
	if st := status(t, s); st.Groups != 1 || st.Copies != 3 {
		t.Errorf("status %+v", st)
	}
	var got []keep.Signature
	for sig, err := range s.Signatures(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, sig)
	}
	if diff := cmp.Diff(g.kept, got); diff != "" {
		t.Errorf("signatures: %s", diff)
	}
	sound(t, s)
}

func testCopiesAfterFailure(t *testing.T, s keep.Store) {
	g := &grouper{fail: 3}
	a, b, c := similar(1, "a", "2025-03-01"), similar(1, "b", "2025-02-01"), similar(1, "c", "2025-01-01")
	batch := keep.Batch{Reports: []keep.Report{a, b, c}, Run: run}
	if _, err := s.Add(t.Context(), batch, g); !errors.Is(err, errGrouper) {
		t.Fatal(err)
	}
	if st := status(t, s); st.Groups != 0 || st.Documents != 0 {
		t.Errorf("status %+v", st)
	}
	if added, err := s.Add(t.Context(), batch, g); err != nil || added.Copies != 2 {
		t.Errorf("added %+v, %v", added, err)
	}
	if rows, err := s.Copies(t.Context(), a.Document.ID); err != nil || paths(rows) != "c a b" {
		t.Errorf("copies %s, %v", paths(rows), err)
	}
	sound(t, s)
}
