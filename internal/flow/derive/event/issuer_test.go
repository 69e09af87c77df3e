package event_test

import "testing"

// TestIssuer reads reports whose "we" is told by the heading alone.
func TestIssuer(t *testing.T) {
	r := reader(t)
	const body = "\n\nOn Monday two boats were rammed near the reef. We condemn this act.\n"
	for _, c := range []struct{ heading, want string }{
		{"STATEMENT OF THE MINISTRY OF FOREIGN AFFAIRS OF VIETNAM", "ACCUSE disapprove | actual | Vietnam VNM > -"},
		{"Ministry of Foreign Affairs of the Republic of Estonia\n\nPress release", "ACCUSE disapprove | actual | Estonia EST > -"},
		{"Statement on the talks between Peru and Chile", ""},
		{"A year at sea with the fishermen of Vietnam", ""},
	} {
		got := ""
		for _, e := range read(t, r, c.heading+body).Facts.Events {
			if e.Type == "ACCUSE" {
				got = told(e)
			}
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.heading, got, c.want)
		}
	}
}
