package extraction

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/pubdate"
)

//go:embed testdata/dates.tsv
var labels string

// untold marks a page whose date of publication it does not tell.
const untold = "none"

// Labels gives the dates that were labelled by hand, by the first eight digits of the identifier of the page; "" where
// the page does not tell its date.
func Labels() (map[string]string, error) {
	dates := map[string]string{}
	var faults []error
	for i, line := range strings.Split(labels, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		page, date, ok := strings.Cut(line, "\t")
		if _, valid := pubdate.Parse(date); !ok || len(page) != labelDigits || !valid && date != untold {
			faults = append(faults, fmt.Errorf("testdata/dates.tsv line %d: want a page and an ISO date or %q", i+1, untold))
			continue
		}
		if _, twice := dates[page]; twice {
			faults = append(faults, fmt.Errorf("testdata/dates.tsv line %d: page %s stands twice", i+1, page))
		}
		dates[page] = strings.TrimSuffix(date, untold)
	}
	return dates, errors.Join(faults...)
}

const labelDigits = 8

// DateCount says how the dates of the labelled pages were found.
type DateCount struct {
	Labelled int // pages whose date can be told
	Right    int
	Wrong    int // another date was given
	Missing  int // no date was given
	Untold   int // pages that do not tell their date
	Invented int // of these, those for which a date was given
	Faults   []DateFault
}

// DateFault is a page whose date was not found right.
type DateFault struct{ Page, URL, Want, Got, From string }

// Dates measures the dates of the labelled pages among pages.
func Dates(ctx context.Context, pages []Page) (DateCount, error) {
	var c DateCount
	want, err := Labels()
	if err != nil {
		return c, err
	}
	for _, p := range pages {
		date, labelled := want[p.ID[:min(labelDigits, len(p.ID))]]
		if !labelled {
			continue
		}
		got, from := "", ""
		if doc := Read(ctx, p); doc != nil {
			got, from = doc.Meta.Published, string(doc.Meta.PublishedFrom)
		}
		c.add(p, date, got, from)
	}
	return c, ctx.Err()
}

func (c *DateCount) add(p Page, want, got, from string) {
	right := want == got
	switch {
	case want == "":
		c.Untold++
		if !right {
			c.Invented++
		}
	default:
		c.Labelled++
		switch {
		case right:
			c.Right++
		case got == "":
			c.Missing++
		default:
			c.Wrong++
		}
	}
	if !right {
		c.Faults = append(c.Faults, DateFault{p.ID[:labelDigits], p.URL, want, got, from})
	}
}
