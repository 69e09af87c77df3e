package query_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/query"
)

var noon = time.Date(2025, 11, 20, 12, 0, 0, 0, time.UTC)

func TestSelectionLines(t *testing.T) {
	for line, want := range map[string]string{
		"Pakistan~India 2025-04..":                           "time=2025-04-01.. dyad=Pakistan~India",
		`side="United States" type=accuse,REJECT -30d`:       `time=2025-10-21..2025-11-20 side="United States" type=ACCUSE,REJECT`,
		"ACCUSE Taliban":                                     "side=Taliban type=ACCUSE",
		"min-origins=2 min_confidence=0.7 status=actual":     "status=actual min_origins=2 min_confidence=0.7",
		`dyad="United States~Iran" context=Nuclear quad=1,2`: "",
		"":                                      "",
		`status="not seen"`:                     `status="not seen"`,
		"published=2025-10 source=Khyber-Daily": "published=2025-10-01..2025-10-31 source=Khyber-Daily",
	} {
		s, err := query.ParseLine(line, noon)
		if want == "" && line != "" {
			if err == nil {
				t.Errorf("%q: is read as %q", line, s)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", line, err)
			continue
		}
		if s.String() != want {
			t.Errorf("%q is %q, want %q", line, s, want)
		}
		again, err := query.ParseLine(s.String(), noon)
		if err != nil || again.String() != s.String() {
			t.Errorf("%q does not come back: %q, %v", s, again, err)
		}
	}
}

func TestSelectionFaultsSayWhatIsNear(t *testing.T) {
	for line, want := range map[string]string{
		"typ=ACCUSE":         "did you mean type?",
		"type=ACUSE":         "did you mean ACCUSE?",
		"actors=Pakistan":    "did you mean actor?",
		"status=actuall":     "did you mean actual?",
		"min_origins=many":   "whole number",
		"min_confidence=7":   "from 0 to 1",
		"dyad=Pakistan":      "two names",
		"time=2025-13":       "no month",
		"sort=up":            "-origins",
		"side=" + longWord(): "leave some out",
	} {
		_, err := query.ParseLine(line, noon)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, want words %q", line, err, want)
		}
	}
}

func longWord() string { return strings.Repeat("a", 600) }

// TestSelectionsNeverPanic gives any words, and what is read has to come back from its written form.
func TestSelectionsNeverPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.StringMatching(`([a-z_]{1,6}=)?[ -~é]{0,12}( [A-Z~".,=a-z0-9-]{0,9}){0,4}`).Draw(t, "line")
		s, err := query.ParseLine(line, noon)
		if err != nil {
			return
		}
		again, err := query.ParseLine(s.String(), noon)
		if err != nil {
			t.Fatalf("%q is written as %q: %v", line, s, err)
		}
		if again.String() != s.String() {
			t.Fatalf("%q is written as %q and read as %q", line, s, again)
		}
	})
}
