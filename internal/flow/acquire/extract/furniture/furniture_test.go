package furniture_test

import (
	"os"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/furniture"
	"github.com/chancery-project/chancery/record"
)

func TestRulesMatchTheirExamples(t *testing.T) {
	if err := furniture.Check(); err != nil {
		t.Fatal(err)
	}
}

func TestMarksLinesAndKeepsSentences(t *testing.T) {
	text := strings.Join([]string{
		"Talks resume in the capital",
		"",
		"The ministry said on Monday that it would share this report with its partners.",
		"Read more: Minister resigns over leak",
		"Related Articles",
		"Minister resigns over leak",
		"Floods cut off three towns in the north",
		"The talks had been suspended in May.",
		"  The post Talks resume appeared first on Example News.  ",
		"Exit mobile version",
	}, "\n")
	want := []string{
		"read-more|Read more: Minister resigns over leak", "related|Related Articles", "link-list|Minister resigns over leak",
		"link-list|Floods cut off three towns in the north", "feed|The post Talks resume appeared first on Example News.",
		"feed|Exit mobile version",
	}
	var got []string
	for _, f := range furniture.Find(text, "", nil) {
		got = append(got, f.Reason+"|"+f.Span.Of(text))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("marked:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestCutsTheSiteOffAHeadline(t *testing.T) {
	for _, c := range []struct{ headline, publisher, title, site string }{
		{"Last-ditch effort underway to salvage talks: security sources Azad News HD", "", "Last-ditch effort underway to salvage talks: security sources", "Azad News HD"},
		{"Talks resume in the capital | Reuters", "", "Talks resume in the capital", "Reuters"},
		{"Talks resume in the capital - Daily Example", "Daily Example", "Talks resume in the capital", "Daily Example"},
		{"Talks resume - again", "", "Talks resume - again", ""},
		{"Minister tells Azad News HD of plan", "", "Minister tells Azad News HD of plan", ""},
		{"Minister speaks on the record to Azad News HD", "", "Minister speaks on the record to Azad News HD", ""},
		{"Syria – Russia agreement signed in Moscow", "", "Syria – Russia agreement signed in Moscow", ""},
	} {
		title, site := furniture.CutSite(c.headline, c.publisher)
		if title != c.title || site != c.site {
			t.Errorf("%q: title %q, site %q; want %q, %q", c.headline, title, site, c.title, c.site)
		}
	}
}

func TestMarksTheSiteBehindTheHeadline(t *testing.T) {
	text := "Effort underway to salvage talks: security sources Azad News HD  \n\nThe talks go on."
	line, _, _ := strings.Cut(text, "\n")
	found := furniture.Find(text, "", &record.Span{Start: 0, End: len(line)})
	if len(found) != 1 || found[0].Span.Of(text) != "Azad News HD" {
		t.Errorf("marked %v", found)
	}
}

// TestNeverMarksSentences reads sentences and headlines of reports that begin as furniture does.
func TestNeverMarksSentences(t *testing.T) {
	b, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		found := furniture.Find("The talks went on.\n\n"+line+"\n\nThey end on Monday.", "", nil)
		if len(found) > 0 {
			t.Errorf("%s: %q", found[0].Reason, line)
		}
	}
}
