package keeptest

import (
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// OnStore gives a store the form in which the tests of a ledger add documents.
func OnStore(s keep.Store) LedgerBed {
	told := &toldCopies{numbers: map[record.DocumentID]int64{}, groups: map[int64]*keep.CopyGroup{}}
	return LedgerBed{Store: s, Add: func(t *testing.T, d LedgerDocument) {
		t.Helper()
		r := Report("reports/"+string(d.ID())[7:19]+".txt", d.Title, d.Published, d.Text)
		if d.Publisher != "" {
			r.Document.Publisher = &d.Publisher
		}
		r.Facts = d.Facts
		told.id, told.of = d.ID(), ""
		if d.CopyOf != "" {
			told.of = record.DocumentIDOf(d.CopyOf)
		}
		if _, err := s.Add(t.Context(), keep.Batch{Reports: []keep.Report{r}, Run: run}, told); err != nil {
			t.Fatalf("add %s: %v", d.Text, err)
		}
	}}
}

// toldCopies is a grouper that is told of which document the next one is a copy.
type toldCopies struct {
	id, of  record.DocumentID
	numbers map[record.DocumentID]int64
	groups  map[int64]*keep.CopyGroup // by number of their members
}

func (c *toldCopies) Group(s keep.Signature) ([]keep.CopyGroup, error) {
	c.numbers[c.id] = s.Document
	if c.of == "" {
		return nil, nil
	}
	of := c.numbers[c.of]
	g := c.groups[of]
	if g == nil {
		g = &keep.CopyGroup{Origin: of, Members: []keep.CopyMember{{Document: of, Similarity: 1}}}
		c.groups[of] = g
	}
	g.Members = append(g.Members, keep.CopyMember{Document: s.Document, Similarity: 0.9})
	c.groups[s.Document] = g
	return []keep.CopyGroup{*g}, nil
}

func (c *toldCopies) Reset()  {}
func (c *toldCopies) Commit() {}
