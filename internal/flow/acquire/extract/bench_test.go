package extract_test

import (
	"context"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract"
	"github.com/chancery-project/chancery/internal/text"
)

// report is a made-up report of about 3 KB.
func report() string {
	var b strings.Builder
	b.WriteString("Ministers agree to resume talks on the border\n\nKABUL, Aug. 23, 2025 (Agency) -- The foreign ministers of the two countries agreed on Friday to resume their talks.\n\n")
	for b.Len() < 3000 {
		b.WriteString("The talks, which were suspended in May after a dispute over the crossing, will be held in the capital next week, a spokesman said in a statement. He added that “both sides” had shown good will.\n\n")
		b.WriteString("Officials of the ministry of trade, who asked not to be named, said that 40 lorries had been let through on Thursday.\n\n")
	}
	b.WriteString("Read more: Traders count their losses\nFollow us on Twitter\n")
	return b.String()
}

func BenchmarkPlain(b *testing.B) {
	raw := text.Raw{Path: "a.txt", Format: text.Plain, Bytes: []byte(report())}
	x := extract.New(extract.Options{Today: "2026-11-22"})
	b.SetBytes(int64(len(raw.Bytes)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := x.Apply(context.Background(), raw); err != nil {
			b.Fatal(err)
		}
	}
}
