package follow

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/record"
)

// promisedVisit tells whether somebody agrees to go to another state: a plan though no day is told.
func (r *report) promisedVisit(e *record.Event) bool {
	return e.Content.Mode == "visit" && len(r.parties(slices.Concat(e.Actors, e.Recipients, e.Content.Actors, e.Content.Recipients))) > 1
}

// metBehind tells whether two parties did something of a day at or behind a meeting of theirs: "restored relations on Tuesday at
// the end of a meeting of their presidents", "agreed after a night of negotiations".
func (r *report) metBehind(e *record.Event) bool {
	if e.Status != record.Actual || e.Time == nil || len(e.Actors) < 2 || e.Type != "SUPPORT" && e.Type != "AGREE" && e.Type != "RETREAT" && e.Type != "CONCEDE" || len(r.parties(e.Actors)) < 2 {
		return false
	}
	words := split(e.Quote)
	for i := range words {
		if r.words.at(classBehind, words[i:]) && r.words.find(classRound, words[i:min(len(words), i+reachBehind)]) >= 0 {
			return true
		}
	}
	return false
}

// reachBehind is how many words behind "after" the noun of the meeting may stand.
const reachBehind = 7

// together tells whether two parties did something with each other on a day that the report tells, in words or in an
// agreement: where and when a meeting of theirs was planned, it shows that it was held.
func (r *report) together(e *record.Event) bool {
	if e.Status != record.Actual || e.Time == nil || len(r.parties(e.Actors)) < 2 || e.Place == nil && r.line == "" {
		return false
	}
	switch e.Type { // what can be a promise, or what was promised, is read as such
	case "CONCEDE":
		return e.Content == nil || !doable(e.Content.Type)
	case "REJECT":
		return e.Mode != "meet" && len(e.Recipients) == 0 && (e.Content == nil || e.Content.Type != consult)
	}
	return false
}

// locate sets where a telling puts the meeting: the place of the event, or of its clause, or that of the report.
func (r *report) locate(t *telling, e *record.Event) {
	if e.Place != nil {
		t.Country = e.Place.Country
		if city(e.Place.Precision) {
			t.City = ledger.Fold(e.Place.Name)
		}
	} else {
		t.City, t.Country = r.place(e)
	}
	if t.City == "" && t.Country == "" {
		t.Line = r.line
		if r.words.find(classHere, split(e.Quote)) >= 0 {
			t.City, t.Country, t.Line = r.line, r.lineCountry, ""
		}
	}
}

// described gives sides that nobody knows by the first of their words: "foreign ministers of the Americas".
func described(sides []record.Actor) (told []string) {
	for _, a := range sides {
		if name := split(a.Name); a.ID == "" && len(name) > 0 {
			told = append(told, strings.Join(name[:min(2, len(name))], " "))
		}
	}
	return told
}

// stranger tells whether a side is somebody of no state or group, who by what he is called cannot well be a party's spokesman:
// "the governor", "traders", other than "his counterpart", "the negotiators".
func (r *report) stranger(sides []record.Actor) bool {
	return slices.ContainsFunc(sides, func(a record.Actor) bool {
		words := split(a.Name)
		return a.ID == "" && a.Country == "" && len(words) > 0 && len(r.parties([]record.Actor{a})) == 0 && r.words.find(classOther, words) >= 0
	})
}
