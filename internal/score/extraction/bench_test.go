package extraction_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/chancery-project/chancery/internal/score/extraction"
)

// folder gives the folder of the sets, or skips.
func folder(tb testing.TB) string {
	data := os.Getenv("CHANCERY_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "..", "..", "shared", "data")
	}
	folder := filepath.Join(data, "article-extraction")
	if _, err := os.Stat(folder); err != nil {
		tb.Skipf("the sets of pages are not at %s: set CHANCERY_DATA", folder)
	}
	return folder
}

func BenchmarkPages(b *testing.B) {
	pages, err := extraction.Load(folder(b), "aeb-dev")
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for i := range b.N {
		extraction.Read(context.Background(), pages[i%len(pages)])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
