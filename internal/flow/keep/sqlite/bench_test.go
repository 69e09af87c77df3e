package sqlite_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/keeptest"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
	"github.com/chancery-project/chancery/internal/query"
)

// BenchmarkAdd adds batches of 500 reports of 3 KB to a record that grows: reports/s is the figure to look at, and where
// the machine has other work cpu-us/report, the time of all threads.
func BenchmarkAdd(b *testing.B) {
	const batch = 500
	reports := keeptest.Many(1, 20_000, 3000)
	s, err := sqlite.Create(b.Context(), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	b.ReportAllocs()
	n, used := 0, time.Duration(0)
	b.ResetTimer()
	for b.Loop() {
		if n+batch > len(reports) {
			b.StopTimer()
			reports, n = keeptest.Many(uint64(b.N)+2, 20_000, 3000), 0
			b.StartTimer()
		}
		before := cpuTime()
		if _, err := s.Add(b.Context(), keep.Batch{Reports: reports[n : n+batch]}, nil); err != nil {
			b.Fatal(err)
		}
		used += cpuTime() - before
		n += batch
	}
	b.ReportMetric(float64(used.Microseconds())/float64(batch*b.N), "cpu-us/report")
	b.ReportMetric(float64(batch)*float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}

// BenchmarkSearch searches a record of 50,000 reports of 3 KB.
func BenchmarkSearch(b *testing.B) {
	s, err := sqlite.Create(b.Context(), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for part := range 50 {
		if _, err := s.Add(b.Context(), keep.Batch{Reports: keeptest.Many(uint64(part+1), 1000, 3000)}, nil); err != nil {
			b.Fatal(err)
		}
	}
	word := keeptest.Word
	for _, c := range []struct{ name, q string }{
		{"CommonWord", word(3)},
		{"TwoCommonWords", word(10) + " " + word(20)},
		{"TwoWords", word(200) + " " + word(300)},
		{"RareWord", word(20_000)},
		{"Phrase", `"` + word(10) + " " + word(20) + `"`},
		{"Near", word(50) + " NEAR/8 " + word(60)},
		{"Prefix", word(500)[:3] + "*"},
		{"Filtered", word(100) + " path:00 lang:en -" + word(101)},
	} {
		q, err := query.Parse(c.q)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) {
			var total int
			for b.Loop() {
				if _, total, err = s.Search(b.Context(), q, keep.Filter{Limit: 20}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(total), "hits")
		})
	}
	b.Run("Status", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Status(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Known", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, err := s.Known(b.Context(), keep.Key{byte(i), byte(i >> 8)}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("List", func(b *testing.B) {
		for b.Loop() {
			n := 0
			for _, err := range s.Reports(b.Context(), keep.Filter{}) {
				if err != nil {
					b.Fatal(err)
				}
				n++
			}
			if n != 50_000 {
				b.Fatal(fmt.Errorf("%d reports", n))
			}
		}
	})
}

// BenchmarkVerify verifies a record of 5,000 reports of 3 KB.
func BenchmarkVerify(b *testing.B) {
	s, err := sqlite.Create(b.Context(), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for part := range 10 {
		if _, err := s.Add(b.Context(), keep.Batch{Reports: keeptest.Many(uint64(part+1), 500, 3000)}, nil); err != nil {
			b.Fatal(err)
		}
	}
	before := cpuTime()
	for b.Loop() {
		if err := s.Verify(b.Context(), func(f keep.Fault) bool { b.Error(f); return true }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((cpuTime()-before).Microseconds())/float64(5000*b.N), "cpu-us/report")
}
