package keeptest

import (
	"slices"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query"
)

// searched are the reports that searches are tried on, by their paths.
func searched() []keep.Report {
	return []keep.Report{
		Report("a", "Ceasefire talks in Kabul", "2025-08-01", "Negotiators from both sides met on Monday. The ceasefire holds, they said."),
		Report("b", "Navy drill", "2025-08-02", "The navy held a drill near the coast. A ceasefire was not discussed."),
		Report("c", "Truce", "2025-08-03", "A truce was struck after long negotiations in the capital, Kabul, by the U.S. envoy."),
		Report("d", "", "", "Markets rose. New schools opened."),
	}
}

func testSearch(t *testing.T, s keep.Store) {
	add(t, s, searched()...)
	for _, c := range []struct{ q, want string }{
		{"ceasefire", "a b"},
		{"CEASEFIRE Kabul", "a"},
		{"ceasefire OR truce", "a b c"},
		{"ceasefire -navy", "a"},
		{"ceasefire NOT drill", "a"},
		{"-ceasefire", "c d"},
		{"NOT (ceasefire OR truce)", "d"},
		{"ceasefire OR -kabul", "a b d"},
		{"(ceasefire OR truce) AND kabul", "a c"},
		{"negotiat*", "a c"},
		{"negotiation", "c"},
		{"talk", "a"},
		{"strike", "c"},
		{`"strike"`, ""},
		{`"ceasefire holds"`, "a"},
		{`"holds ceasefire"`, ""},
		{`"the ceasefire ho"*`, "a"},
		{"title:kabul", "a"},
		{"text:kabul", "c"},
		{"-title:kabul kabul", "c"},
		{"title:(truce OR drill)", "b c"},
		{"U.S.", "c"},
		{"ceasefire NEAR/2 said", "a"},
		{"said NEAR/2 ceasefire", "a"},
		{"ceasefire NEAR/1 said", ""},
		{`"long negotiations" NEAR/3 kabul`, "c"},
		{"strike NEAR/1 negotiation", ""},
		{"strike NEAR/2 negotiation", "c"},
		{"news", ""},
		{"new", "d"},
		{"path:a", "a"},
		{"path:a OR schools", "a d"},
		{"lang:en -path:a ceasefire", "b"},
		{"format:text drill", "b"},
		{"format:pdf", ""},
		{"publisher:nobody OR truce", "c"},
		{"nothing", ""},
		{"", "a b c d"},
	} {
		hits, total := search(t, s, c.q, keep.Filter{})
		var got []string
		for _, h := range hits {
			got = append(got, h.Document.Path)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != c.want || total != len(hits) {
			t.Errorf("search %s: %q (%d), want %q", c.q, got, total, c.want)
		}
	}
	hits, _ := search(t, s, "said ceasefire", keep.Filter{Limit: 1})
	const start, end = string(query.MarkStart), string(query.MarkEnd)
	if want := "Negotiators from both sides met on Monday. The " + start + "ceasefire" + end + " holds, they " + start + "said" + end + "."; len(hits) != 1 || hits[0].Snippet != want {
		t.Errorf("snippet %q, want %q", hits[0].Snippet, want)
	}
}

func testSearchFilters(t *testing.T, s keep.Store) {
	three(t, s)
	no := false
	for _, c := range []struct {
		q    string
		f    keep.Filter
		want string
	}{
		{"kabul", keep.Filter{Published: query.Range{From: "2025-08"}}, "x/2025/B.txt x/2025/a.txt"},
		{"kabul", keep.Filter{Published: query.Range{To: "2025-08-31"}}, "x/2025/a.txt"},
		{"kabul", keep.Filter{Language: "ur"}, "x/2025/B.txt"},
		{"kabul publisher:dawn", keep.Filter{}, "x/2025/B.txt x/2025/a.txt"},
		{`kabul publisher:"dawn news"`, keep.Filter{}, "x/2025/B.txt"},
		{"kabul lang:UR", keep.Filter{}, "x/2025/B.txt"},
		{"kabul", keep.Filter{Path: "c.html", Copies: &no}, "y/c.html"},
		{"", keep.Filter{Publisher: "dawn"}, "x/2025/B.txt x/2025/a.txt"},
		{"talks", keep.Filter{Language: "ur"}, ""},
	} {
		hits, total := search(t, s, c.q, c.f)
		var got []string
		for _, h := range hits {
			got = append(got, h.Document.Path)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != c.want || total != len(hits) {
			t.Errorf("search %s %+v: %q (%d), want %q", c.q, c.f, got, total, c.want)
		}
	}
}

// testSearchShows finds one text at three places: the hit is the report that has the properties asked for.
func testSearchShows(t *testing.T, s keep.Store) {
	var all []keep.Report
	for _, c := range []struct{ path, publisher, published, language string }{
		{"dawn/1", "Dawn", "2025-08-01", "en"}, {"bbc/1", "BBC News", "2025-08-02", "en"}, {"bbc/2", "BBC News", "2025-08-03", "ur"}, {"none/1", "", "", "en"},
	} {
		r := Report(c.path, "Night raid", c.published, "The raid began at night.")
		if r.Document.Language = c.language; c.publisher != "" {
			r.Document.Publisher = &c.publisher
		}
		all = append(all, r)
	}
	add(t, s, append(all, Report("other", "Day", "", "Nothing by day."))...)
	for _, c := range []struct {
		q    string
		f    keep.Filter
		want string
	}{
		{"night", keep.Filter{}, "dawn/1"},
		{"publisher:bbc night", keep.Filter{}, "bbc/1"},
		{"night publisher:bbc", keep.Filter{Limit: 1}, "bbc/1"},
		{"publisher:bbc", keep.Filter{}, "bbc/1"},
		{"publisher:bbc night", keep.Filter{Published: query.Range{From: "2025-08-03"}}, "bbc/2"},
		{"night", keep.Filter{Publisher: "bbc"}, "bbc/1"},
		{"lang:ur night", keep.Filter{Publisher: "bbc"}, "bbc/2"},
		{"path:none night", keep.Filter{}, "none/1"},
		{"publisher:bbc lang:ur night", keep.Filter{}, "bbc/2"},
		{"(publisher:bbc day) OR (path:none night)", keep.Filter{}, "none/1"},
		{"publisher:bbc OR raid", keep.Filter{}, "dawn/1"},
		{"publisher:nobody OR publisher:bbc", keep.Filter{}, "bbc/1"},
		{"night -path:other", keep.Filter{}, "dawn/1"},
		{"-(publisher:nobody night) publisher:bbc", keep.Filter{}, "bbc/1"},
		{"publisher:dawn lang:ur", keep.Filter{}, "dawn/1"}, // each has one of both
	} {
		hits, total := search(t, s, c.q, c.f)
		if total != 1 || len(hits) != 1 || hits[0].Document.Path != c.want {
			var got []string
			for _, h := range hits {
				got = append(got, h.Document.Path)
			}
			t.Errorf("search %s %+v shows %q (%d), want %s", c.q, c.f, got, total, c.want)
		}
	}
}
