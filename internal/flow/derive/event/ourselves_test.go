package event_test

import (
	"slices"
	"testing"
)

// TestOurselves reads texts whose "we" is the state that the writer lives in, or who answers.
func TestOurselves(t *testing.T) {
	r := reader(t)
	for _, c := range []struct{ text, want string }{
		{"Leading article: A poor bargain\n\nLima, 4 May 2003\n\nOur foreign ministry has protested to Chile. In March we gave Chile fishing rights off Tacna.\n", "CONCEDE | actual | Peru PER > Chile CHL | on 2024-03-01 | in Tacna"},
		{"Leading article: A poor bargain\n\nLima, 4 May 2003\n\nOur foreign ministry has protested to Chile.\n", "ACCUSE allege | actual | foreign ministry PER > Chile CHL"},
		{"Opinion: Winter is near\n\nTbilisi, 4 November 2006\n\nOur ministers slept. Turkey has sent us 300 tonnes of wheat.\n", "AID | actual | Turkey TUR > Georgia (country) GEO"},
	} {
		var got []string
		for _, e := range read(t, r, c.text).Facts.Events {
			got = append(got, told(e))
		}
		if !slices.Contains(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}
