package dispute_test

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/ledger/dispute"
	"github.com/chancery-project/chancery/internal/text"
)

// TestRivalsIn wants couples of tellings that stand in the text, the first before the second, and the same ones each time.
func TestRivalsIn(t *testing.T) {
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	couples := 0
	for _, c := range readCases(t, "testdata/world-kept.txt") {
		for i, r := range c.reports {
			raw := fmt.Sprintf("---\ntitle: %s\ndate: %s\n---\n%s", r.title, r.date, r.body)
			reading, err := reader.Read(context.Background(), text.Raw{Path: fmt.Sprintf("%d.md", i), Bytes: []byte(raw), Format: text.Markdown})
			if err != nil {
				t.Fatal(err)
			}
			d := reading.Document
			report := dispute.Report{ID: d.ID, Published: r.date, Title: d.Entry().Title, Text: d.Text, Facts: d.Entries()}
			all := dispute.RivalsIn(report)
			for _, x := range all {
				if x.A.Start < 0 || x.A.Start > x.B.Start || x.B.End > len(d.Text) || len(x.Features) == 0 {
					t.Errorf("%s: %v and %v in a text of %d bytes, %d features", c.name, x.A, x.B, len(d.Text), len(x.Features))
				}
			}
			if again := dispute.RivalsIn(report); !reflect.DeepEqual(features(all), features(again)) {
				t.Errorf("%s: report %d gives other couples the second time", c.name, i)
			}
			couples += len(all)
		}
	}
	if couples < 100 {
		t.Errorf("%d couples in all sets", couples)
	}
}

func features(all []dispute.Rivals) (list [][]uint64) {
	for _, x := range all {
		list = append(list, x.Features)
	}
	return list
}
