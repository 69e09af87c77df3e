package event_test

import (
	"strings"
	"testing"
)

// TestIssuer reads reports whose "we" is told by the heading alone.
func TestIssuer(t *testing.T) {
	r := reader(t)
	const body = "\n\nOn Monday two boats were rammed near the reef. We condemn this act.\n"
	for _, c := range []struct{ heading, want string }{
		{"STATEMENT OF THE MINISTRY OF FOREIGN AFFAIRS OF VIETNAM", "ACCUSE disapprove | actual | Vietnam VNM > -"},
		{"Ministry of Foreign Affairs of the Republic of Estonia\n\nPress release", "ACCUSE disapprove | actual | Estonia EST > -"},
		{"Communique of the UNITA", "ACCUSE disapprove | actual | UNITA AGO > Angola AGO"},
		{"SADC leaders' statement on Lesotho", "ACCUSE disapprove | actual | SADC leaders IGO > -"},
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

// TestCommunique reads papers whose makers name themselves behind "we", and those whose paragraphs begin with their verbs.
func TestCommunique(t *testing.T) {
	r := reader(t)
	for _, c := range []struct{ words, want string }{
		{
			"Lusaka, 4 May\n\nWe, the Foreign Ministers of SADC, met today in Lusaka.\n\n1. We condemn the coup in Lesotho.\n\n2. Botswana has accused us of meddling.\n",
			"CONSULT | Foreign Ministers of SADC IGO > -\nACCUSE disapprove | Foreign Ministers of SADC IGO > Lesotho LSO\nACCUSE allege | Botswana BWA > Foreign Ministers of SADC IGO",
		},
		{
			"Accra, 4 May\n\nThe Economic Community of West African States, meeting in Accra on 4 May,\n\nRecalling its decision of 2 May,\n\n1. Condemns the coup in Guinea;\n\n2. Urges Senegal to close its border.\n",
			"CONSULT | ECOWAS IGO > -\nACCUSE disapprove | ECOWAS IGO > -\nREQUEST change | ECOWAS IGO > Senegal SEN",
		},
	} {
		var got []string
		for _, e := range read(t, r, c.words).Facts.Events {
			kind, rest, _ := strings.Cut(told(e), " | ")
			_, sides, _ := strings.Cut(rest, " | ")
			sides, _, _ = strings.Cut(sides, " | ")
			got = append(got, kind+" | "+sides)
		}
		if got := strings.Join(got, "\n"); got != c.want {
			t.Errorf("%q: got\n%s\nwant\n%s", c.words, got, c.want)
		}
	}
}
