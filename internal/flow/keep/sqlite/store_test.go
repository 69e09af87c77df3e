package sqlite_test

import (
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/keeptest"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
)

func TestSuite(t *testing.T) {
	keeptest.RunSuite(t, func(t *testing.T) keep.Store {
		s, err := sqlite.Create(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func TestLedger(t *testing.T) {
	keeptest.Ledger(t, func(t *testing.T) keeptest.LedgerBed {
		s, err := sqlite.Create(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
		})
		return keeptest.OnStore(s)
	})
}
