package tell_test

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

func day(from, to string) *record.When { return &record.When{From: &from, To: &to, Precision: "day"} }

func actors(names ...string) []record.Actor {
	var all []record.Actor
	for _, n := range names {
		all = append(all, record.Actor{Name: n})
	}
	return all
}

func TestSentences(t *testing.T) {
	speaker := record.Actor{Name: "the Taliban government"}
	for want, e := range map[string]*record.Joined{
		"Pakistan attacked Afghanistan in Barmal, on 24 December 2024": {
			Type: "ASSAULT", Status: record.Actual, Actors: actors("Pakistan"), Recipients: actors("Afghanistan"),
			Time: day("2024-12-24", "2024-12-24"), Place: &record.Where{Name: "Barmal"},
		},
		"China planned to visit Pakistan, from 20 to 22 August 2025": {
			Type: "CONSULT", Mode: "visit", Status: record.Planned, Actors: actors("China"), Recipients: actors("Pakistan"),
			Time: day("2025-08-20", "2025-08-22"),
		},
		"Iran and Pakistan held talks, in January 2024": {
			Type: "CONSULT", Status: record.Actual, Actors: actors("Iran", "Pakistan"), Time: day("2024-01-01", "2024-01-31"),
		},
		"It was denied that somebody attacked Qatar, according to the Taliban government": {
			Type: "ASSAULT", Status: record.Denied, Recipients: actors("Qatar"), Attribution: &speaker,
		},
		"India called on Pakistan to give way: to release people or property": {
			Type: "REQUEST", Mode: "yield", Status: record.Actual, Actors: actors("India"), Recipients: actors("Pakistan"),
			Content: &record.Content{Type: "RETREAT", Mode: "release"},
		},
	} {
		if got := tell.Sentence(e); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestEveryActCanBeSaid(t *testing.T) {
	for _, typ := range ontology.Types() {
		modes := []string{""}
		for _, m := range typ.Modes {
			modes = append(modes, m.Name)
		}
		for _, m := range modes {
			for _, s := range record.Statuses() {
				e := &record.Joined{Type: typ.Name, Mode: m, Status: s, Actors: actors("A"), Recipients: actors("B")}
				if got := tell.Sentence(e); !strings.Contains(got, "A") || !strings.Contains(got, "B") || strings.Contains(got, "%") {
					t.Errorf("%s %s %s: %q", typ.Name, m, s, got)
				}
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 14: "14", 6000: "6,000", 1234567.5: "1,234,567.5", -4.25: "-4.25", 999: "999"} {
		if got := tell.Number(v); got != want {
			t.Errorf("%v is %s, want %s", v, got, want)
		}
	}
}

func TestEveryTypeHasPlainWords(t *testing.T) {
	for _, typ := range ontology.Types() {
		if tell.Kind(typ.Name) == typ.Name || tell.Kinds(typ.Name) == typ.Name {
			t.Errorf("%s has no plain words", typ.Name)
		}
	}
}

func TestHeadings(t *testing.T) {
	for want, got := range map[string]string{
		"Meeting of Iran, Pakistan, China and 2 others in Doha":                                                    tell.FollowUpHeading(&record.FollowUp{Of: "meeting", Title: "meeting", Actors: actors("Iran", "Pakistan", "China", "Qatar", "Turkey"), Place: &record.Where{Name: "Doha"}}),
		"The Taliban promised: “that prisoners are exchanged”":                                                     tell.FollowUpHeading(&record.FollowUp{Of: "promise", Title: "that prisoners are exchanged", Actors: actors("the Taliban")}),
		"Somebody demanded of Kabul: “an inquiry”":                                                                 tell.FollowUpHeading(&record.FollowUp{Of: "demand", Title: "an inquiry", Others: actors("Kabul")}),
		"How many: people killed, Poonch":                                                                          tell.ContestHeading(&record.Contest{Matter: "figure", Title: "people killed, Poonch"}),
		"Soldiers killed, Khyber Pakhtunkhwa":                                                                      tell.SeriesHeading(&record.Series{What: "soldiers killed", Place: "khyber-pakhtunkhwa"}),
		"the index went from −0.8 to 0.1, moved most by talks on 7 November 2025 and agreement on 30 October 2025": tell.Reason("the index went from -0.8 to 0.1, moved most by CONSULT on 2025-11-07 and AGREE on 2025-10-30"),
		"24 December 2024":      tell.When(day("2024-12-24", "2024-12-24")),
		"January 2016":          tell.When(day("2016-01-01", "2016-01-31")),
		"11 to 15 October 2025": tell.When(day("2025-10-11", "2025-10-15")),
		"last summer":           tell.When(&record.When{Text: "last summer"}),
		"A, B and 2 others":     tell.Reporters([]record.Telling{{Publisher: "A"}, {Publisher: "B"}, {Publisher: "A"}, {Publisher: "C"}, {Publisher: "D"}, {}}),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
