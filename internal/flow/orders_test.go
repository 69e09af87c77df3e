package flow_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/acquire/copies"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/memory"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/kinds"
	"github.com/chancery-project/chancery/internal/sample"
	"github.com/chancery-project/chancery/record"
)

// orders is in how many random orders the demonstration is added.
const orders = 200

// readReport is a report of the demonstration with what the ledger is given of it.
type readReport struct {
	source keep.Source
	text   string
	facts  []record.Entry
	copyOf record.DocumentID
}

func demonstration(t *testing.T) []readReport {
	t.Helper()
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	index := copies.NewIndex()
	var all []readReport
	for raw := range sample.Demonstration() {
		reading, err := reader.Read(t.Context(), raw)
		if err != nil {
			t.Fatal(err)
		}
		d := reading.Document
		r := readReport{
			source: keep.Source{ID: d.ID, Published: d.Meta.Published, Publisher: d.Meta.Publisher, Title: d.Meta.Title},
			text:   d.Text,
			facts:  d.Entries(),
		}
		for _, m := range index.Add(int64(len(all)), reading.Signature) {
			r.copyOf = all[m.Key].source.ID
			break
		}
		all = append(all, r)
	}
	return all
}

// TestAnyOrderGivesTheSameLedger adds the reports of the demonstration in random orders, a few at a time, and compares
// what holds across them with the ledger that was built in one go.
func TestAnyOrderGivesTheSameLedger(t *testing.T) {
	all := demonstration(t)
	joined, err := kinds.All()
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range joined {
		joined[i] = remembering{k, map[keep.Source][]ledger.New{}}
	}
	build := func(order []int, step func() int) []byte {
		s := memory.New()
		added := map[record.DocumentID]bool{}
		for i := 0; i < len(order); {
			for n := step(); n > 0 && i < len(order); n-- {
				r := all[order[i]]
				s.Add(r.source, r.facts, "")
				s.SetText(r.source.ID, r.text)
				added[r.source.ID] = true
				for _, other := range all {
					if other.copyOf != "" && added[other.source.ID] && added[other.copyOf] && (other.source.ID == r.source.ID || other.copyOf == r.source.ID) {
						s.Join(other.source.ID, other.copyOf)
					}
				}
				i++
			}
			if _, err := ledger.Update(t.Context(), s, joined); err != nil {
				t.Fatal(err)
			}
		}
		return s.Dump()
	}
	straight := make([]int, len(all))
	for i := range straight {
		straight[i] = i
	}
	want := build(straight, func() int { return len(all) })
	if len(want) == 0 {
		t.Fatal("the ledger is empty")
	}
	n := orders
	if testing.Short() {
		n = 5
	}
	for seed := range n {
		random := rand.New(rand.NewPCG(uint64(seed), 1))
		order := random.Perm(len(all))
		got := build(order, func() int { return 1 + random.IntN(12) })
		if !bytes.Equal(got, want) {
			t.Fatalf("order %d gives another ledger:\n%s", seed, firstDifference(got, want))
		}
	}
}

// remembering is a kind that reads each document once, as long as what it is given of it is the same: its items are a function of that alone, and
// reading it anew in every order takes longer than all else.
type remembering struct {
	ledger.Kind
	read map[keep.Source][]ledger.New
}

func (r remembering) TextItems(source keep.Source, text string, facts []record.Entry) ([]ledger.New, error) {
	key := source
	key.Number = 0 // the store's
	if items, ok := r.read[key]; ok {
		return items, nil
	}
	items, err := r.items(source, text, facts)
	r.read[key] = items
	return items, err
}

func (r remembering) items(source keep.Source, text string, facts []record.Entry) ([]ledger.New, error) {
	if k, ok := r.Kind.(ledger.TextKind); ok {
		return k.TextItems(source, text, facts)
	}
	return r.Items(source, facts)
}

// firstDifference gives the first line that differs, of both.
func firstDifference(got, want []byte) string {
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(g), len(w)) {
		if !bytes.Equal(g[i], w[i]) {
			return "got  " + string(g[i]) + "\nwant " + string(w[i])
		}
	}
	return "one is longer"
}
