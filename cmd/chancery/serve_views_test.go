package main

import (
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/publish/web"
)

// TestViewsOfTheDemonstration asks for views that other tests have no record for, and for words that have to stand in them.
func TestViewsOfTheDemonstration(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "record")
	if code, out := ran("init", "--demo", dir); code != exitDone {
		t.Fatalf("init --demo: exit %d: %s", code, out)
	}
	h := servedWith(t, dir, web.Options{})
	ask := func(address string) (int, string) {
		w := asked(h, "GET", address, "", "From", "127.0.0.1:4000")
		return w.Code, w.Body.String()
	}
	dated := opened(t, h, "/events")[0]
	for _, c := range []struct {
		address string
		status  int
		words   []string
	}{
		{"/", 200, []string{"Relations that moved", "Open disputes", "Digest of the last day", `class="drawing coverage"`, "Reported "}},
		{"/digest", 200, []string{"Digest of ", "Sources", "day before"}},
		{"/digest?published=2025-10-15", 200, []string{"Digest of 15 October 2025", "next day"}},
		{"/digest?published=2025-10", 400, []string{"a digest is of one day"}},
		{"/digest.md?published=2025-10-15", 200, []string{"# Digest of 15 October 2025", "## Sources"}},
		{"/brief", 200, []string{"Say what it is to be about"}},
		{"/brief?dyad=PAK~AFG&time=2025-10", 200, []string{"Pakistan and Afghanistan, October 2025", `href="/documents/d_`, "State "}},
		{"/brief.md?dyad=PAK~AFG&time=2025-10", 200, []string{"# Pakistan and Afghanistan, October 2025", `\[1\]`}},
		{"/brief.csv?dyad=PAK~AFG", 404, []string{"no form .csv"}},
		{dated + ".ics", 200, []string{"BEGIN:VEVENT\r\n", "SUMMARY:", "DTSTART"}},
		{"/events", 200, []string{`class="drawing histogram"`, "talks and visits", "Kind of act"}},
		{"/events?state=1", 200, []string{"The record has changed since this link was made"}},
		{"/timeline?by=pair&time=2025", 200, []string{"Afghanistan and Pakistan", `class="drawing timeline"`}},
		{"/timeline?by=weather", 400, []string{"class, party, pair"}},
		{"/timeline.svg?by=party", 200, []string{"<svg xmlns", "Pakistan"}},
		{"/relations?view=most", 200, []string{"Pairs with the most events first"}},
		{"/relations?view=least", 400, []string{"moved, most"}},
		{"/relations/PAK~AFG.svg", 200, []string{"<svg xmlns", "Afghanistan and Pakistan", "data-footer"}},
		{"/actors", 200, []string{"The network as a table"}},
		{"/search?q=torkham", 200, []string{"Khyber Daily", "Publisher", "<mark>"}},
		{"/search?q=torkham&published=2023", 200, []string{"published 2023"}},
		{"/agenda?of=meeting", 200, []string{"Meeting of "}},
		{"/agenda?of=demand", 200, []string{" demanded"}},
		{"/figures?min_origins=2", 200, []string{`class="drawing histogram"`}},
	} {
		status, page := ask(c.address)
		if status != c.status {
			t.Errorf("%s: status %d, want %d", c.address, status, c.status)
		}
		for _, words := range c.words {
			if !strings.Contains(page, words) {
				t.Errorf("%s does not hold %q", c.address, words)
			}
		}
	}
	t.Run("link with state", func(t *testing.T) {
		_, page := ask("/events")
		m := regexp.MustCompile(`data-state="([0-9a-f]+)"`).FindStringSubmatch(page)
		if m == nil {
			t.Fatal("the page does not say of which state it is")
		}
		if status, page := ask("/events?state=" + m[1]); status != http.StatusOK || strings.Contains(page, "has changed since") {
			t.Errorf("status %d; a link of this state says that the record has changed", status)
		}
	})
}
