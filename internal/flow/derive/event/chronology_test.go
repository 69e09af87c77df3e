package event_test

import (
	"strings"
	"testing"
)

// TestChronology reads texts whose paragraphs begin with the dates of what they tell.
func TestChronology(t *testing.T) {
	r := reader(t)
	for _, c := range []struct{ text, want string }{
		{"Timeline\n\n3 March 2002: Peru expels the ambassador of Chile. Chile protests.\n\n9 June 2002: Chile recalls its consul in Tacna.\n\n1 July 2002: Peru closes the border with Chile.\n", "2002-03-03 2002-03-03 2002-06-09 2002-07-01"},
		{"Timeline\n\n1997\n\nJanuary: Peru expels the ambassador of Chile.\n\nMarch-April: Chile bombs Peru.\n\n1998\n\nJuly: Peru closes the border with Chile.\n", "1997-01-01 1997-03-01 1998-07-01"},
		{"Trouble in the south\n\nPeru expelled the ambassador of Chile. Chile has closed the border with Peru.\n", ""},
	} {
		got := ""
		for _, e := range read(t, r, c.text).Facts.Events {
			if e.Time != nil && e.Time.From != nil {
				got += " " + *e.Time.From
			}
		}
		if strings.TrimSpace(got) != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}
