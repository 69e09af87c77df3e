//go:build unix

package copies

import (
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/chancery-project/chancery/internal/flow/acquire/copies"
)

// reportsOf3KB writes n different reports of 3 KB each.
func reportsOf3KB(b *testing.B, n int) []string {
	lex, err := loadLexicon()
	if err != nil {
		b.Fatal(err)
	}
	c := corpus{lexicon: lex, seed: 1, texts: n}
	texts := make([]string, n)
	for i := range texts {
		w := c.writer(uint64(i), ofReport)
		a := w.report(w.newEvent(), 470)
		texts[i] = a.text()
		for len(texts[i]) < 3000 {
			texts[i] += w.statement()
		}
		texts[i] = texts[i][:3000]
	}
	b.ResetTimer()
	return texts
}

// processorTime gives the time that the process has computed, which other work
// on the machine changes less than the time on the wall.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkSignAndGroup signs and groups 20,000 different reports of 3 KB.
func BenchmarkSignAndGroup(b *testing.B) {
	const n = 20000
	texts := reportsOf3KB(b, n)
	started := processorTime(b)
	for b.Loop() {
		x := copies.NewIndex()
		for i, text := range texts {
			d := copies.Document{Key: int64(i)}
			if m := x.Add(d.Key, copies.Sign(text)); len(m) > 0 {
				b.Fatalf("text %d is taken for a copy of %v", i, m)
			}
			copies.Join(d, nil, nil)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "docs/s")
	b.ReportMetric(float64(n*b.N)/(processorTime(b)-started).Seconds(), "docs/cpu-s")
}

// BenchmarkSign signs one report of 3 KB.
func BenchmarkSign(b *testing.B) {
	texts := reportsOf3KB(b, 100)
	b.SetBytes(3000)
	for i := 0; b.Loop(); i++ {
		copies.Sign(texts[i%len(texts)])
	}
}

// BenchmarkIndexMemory reports the bytes a document takes among 50,000.
func BenchmarkIndexMemory(b *testing.B) {
	const n = 50000
	texts := reportsOf3KB(b, n)
	signatures := make([]copies.Signature, n)
	for i, text := range texts {
		signatures[i] = copies.Sign(text)
	}
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		x := copies.NewIndex()
		for i, s := range signatures {
			x.Add(int64(i), s)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/n, "B/doc")
		runtime.KeepAlive(x)
	}
}
