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
	for name, short := range map[string]func(keep.Store){
		"AsItIs":  func(keep.Store) {},
		"Windows": func(s keep.Store) { sqlite.ShortSteps(s, 400, 3, 3) },
		"Days":    func(s keep.Store) { sqlite.ShortSteps(s, 400, 400, 1) },
		"Probes":  func(s keep.Store) { sqlite.ShortSteps(s, 20, 10, 1) },
	} {
		t.Run(name, func(t *testing.T) { testLedger(t, short) })
	}
}

func testLedger(t *testing.T, short func(keep.Store)) {
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
		short(s)
		return keeptest.OnStore(s)
	})
}
