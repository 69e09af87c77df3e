package memory_test

import (
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/keeptest"
	"github.com/chancery-project/chancery/internal/flow/keep/memory"
	"github.com/chancery-project/chancery/record"
)

func TestLedger(t *testing.T) {
	keeptest.Ledger(t, func(t *testing.T) keeptest.LedgerBed {
		s := memory.New()
		return keeptest.LedgerBed{Store: s, Add: func(_ *testing.T, d keeptest.LedgerDocument) {
			var of record.DocumentID
			if d.CopyOf != "" {
				of = record.DocumentIDOf(d.CopyOf)
			}
			s.Add(keep.Source{ID: d.ID(), Published: d.Published, Publisher: d.Publisher, Title: d.Title}, d.Facts, of)
			s.SetText(d.ID(), d.Text)
		}}
	})
}
