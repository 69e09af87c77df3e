package follow

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

// How well a telling fits a plan; 0 stands for not at all. Each part outweighs all that stand below it.
const (
	fitsDate   = 16 // both dates are told and are one
	fitsPeople = 8  // a person or office is the same
	fitsCity   = 4
	fitsSides  = 2 // two parties at least are the same
	fitsBarely = 1
)

// fit tells how well two tellings of meetings fit each other, one of which is a plan, was moved or was called off.
func fit(a, b *ledger.Item) int {
	x, y := a.Features.(*telling), b.Features.(*telling)
	if rank(y) < rank(x) || rank(y) == rank(x) && ledger.Compare(b, a) < 0 {
		a, b, x, y = b, a, y, x
	}
	if rank(x) > rank(&telling{Step: cancels}) || (x.Mode == "phone") != (y.Mode == "phone") && !spoken(x, y) {
		return 0
	}
	if x.Round != 0 && y.Round != 0 && x.Round != y.Round || !samePlace(x, y) {
		return 0
	}
	who := together(x, y)
	if who == 0 || a.Source.ID == b.Source.ID && x.Step == plans && y.Step == plans && len(x.Parties) > 1 && len(y.Parties) > 1 && overlap(x.Parties, y.Parties) < 2 {
		return 0 // two plans of one report, each with its sides, are two
	}
	date := dates(a, b)
	if date == unfit || x.Type != y.Type && !signedThere(x, y, date, who) || date == loose && smaller(x, y) {
		return 0
	}
	n := fitsBarely
	people := shared(x.People, y.People)
	if who >= 3 {
		n += fitsSides
	}
	if x.City != "" && (sameCity(x.City, y.City) || y.City == "" && y.Country == "" && sameCity(x.City, y.Line) && y.Step != plans) {
		n += fitsCity
	}
	if people {
		n += fitsPeople
	}
	if date == same {
		n += fitsDate
	}
	switch {
	case y.Implied && (date != same || n&fitsCity == 0 || who < 3):
		return 0
	case who < 3 && y.Strange && !x.Strange && y.Step == holds:
		return 0 // he met somebody else there
	case (x.Guess || y.Guess) && date != same && (n&fitsCity == 0 || !x.on().known()):
		return 0
	case who < 3 && people && date == loose && (y.Step == cancels || y.Step == moves) && x.on().known():
		// one side says that the meeting of this person will not be
	case who < 3 && date == same && sameWords(x, y):
		// a party's meeting on that very day, told with the same words: "the security council will meet on Monday"
	case who < 3 && (date != same || n&(fitsCity|fitsPeople) == 0):
		return 0 // half of the sides is not told: date and place or person have to bear it out
	case date == loose && y.Step == holds && x.on().narrow() && !y.Due.known() && told(b)-x.on().To <= slackDays && who >= 3:
		// told within two days of the day that was set
	case date == loose && n&(fitsCity|fitsPeople) == 0 && (len(x.Parties) < 2 || len(y.Parties) < 2 || x.Mode != y.Mode && !(who == 4 && x.on().narrow())):
		return 0
	}
	return n
}

// sameWords tells whether two tellings that name a day, and the one party that both have, share a word of weight that is no name.
func sameWords(x, y *telling) bool {
	return min(len(x.Parties), len(y.Parties)) == 1 && overlap(x.Parties, y.Parties) > 0 && (x.on().narrow() || len(x.Dates) > 0) && likeness.Common(x.Words, y.Words) > 0
}

// signedThere tells whether one of two tellings is of a meeting and the other of what the same sides signed on its day.
func signedThere(x, y *telling, date, who int) bool {
	return (x.Type == consult && y.Type == "SUPPORT" || x.Type == "SUPPORT" && y.Type == consult) && date == same && who >= 3
}

// smaller tells whether a conference was planned, and what was held is no more than a meeting of some of those who were to
// come, of which neither the place nor the day is told.
func smaller(x, y *telling) bool {
	return y.Step == holds && len(y.Nouns) == 0 && y.City == "" && len(x.Parties) > 1 && slices.Contains(x.Nouns, "conference")
}

// spoken tells whether a meeting of no told kind may be the call that the other telling tells of: nothing says where it is.
func spoken(x, y *telling) bool {
	return (x.Mode == "" || y.Mode == "") && x.City == "" && y.City == "" && x.Due.narrow() && y.Due.narrow()
}

// rank orders steps: plans before what happens to them.
func rank(t *telling) int {
	return slices.Index([]string{plans, moves, cancels, missed, refuses, holds}, t.Step)
}

// together tells how sure it is that two tellings are of the same sides: 0 not, 3 that two parties are the same, less
// where one telling names only some of them.
func together(x, y *telling) int {
	both := overlap(x.Parties, y.Parties)
	if apart(x, y) {
		return 0
	}
	if both >= 2 {
		return 4
	}
	if both == 1 && (len(x.Parties) == 1 || len(y.Parties) == 1) && gathering(x, y) {
		return 3
	}
	if both == 1 && len(x.Parties) == 1 && len(y.Parties) == 1 && x.Step == y.Step && x.City != "" && x.City == y.City && x.Round == y.Round && len(x.People) > 0 && slices.Equal(x.People, y.People) {
		return 3 // two tellings of one announcement
	}
	all := overlap(slices.Concat(x.Parties, x.Around), slices.Concat(y.Parties, y.Around))
	few := min(len(x.Parties), len(y.Parties))
	switch {
	case few <= 1 && all >= 2 && both == 1:
		return 3
	case few <= 1 && all >= 2:
		return 2
	case both == 1 && (few <= 1 || all >= 2):
		return 1
	case hosted(x, y) && all >= 1:
		return 1 // one names the host alone, of the same gathering in the same city
	case few == 0 && shared(x.Told, y.Told) && (sameCity(x.City, y.City) || sameCity(x.City, y.Line)) && x.on().known():
		return 1 // sides that are told by the same words: the city and the day have to be the same too
	case few == 0 && all >= 1 && x.Mode == y.Mode && (x.Round != 0 && x.Round == y.Round || x.on().known() && x.on() == y.Due):
		return 1 // one names no side at all: the round or the very days have to be told
	}
	return 0
}

// gathering tells whether the one party that two tellings share is an organisation, whose members meet.
func gathering(x, y *telling) bool {
	for _, p := range x.Parties {
		if slices.Contains(y.Parties, p) && p == strings.ToLower(p) && slices.Contains(x.Bodies, p) && slices.Contains(y.Bodies, p) {
			return true
		}
	}
	return false
}

// hosted tells whether one telling names no side but the country of the place, and both speak of one kind of gathering in
// one city: "Thailand called off the summit in Pattaya".
func hosted(x, y *telling) bool {
	host := func(t *telling) bool {
		return t.Country != "" && (len(t.Parties) == 0 || len(t.Parties) == 1 && t.Parties[0] == t.Country)
	}
	return x.City != "" && x.City == y.City && shared(x.Nouns, y.Nouns) && (host(x) || host(y))
}

// apart tells whether two tellings name different visitors.
func apart(x, y *telling) bool {
	return x.Mode == "visit" && y.Mode == "visit" && len(x.Lead) > 0 && len(y.Lead) > 0 && !shared(x.Lead, y.People) && !shared(x.People, y.Lead)
}

// samePlace tells whether two places can be one: the same city, or the same country where one is not told closer or a
// visit may go to several.
func samePlace(x, y *telling) bool {
	if x.Country != "" && y.Country != "" && x.Country != y.Country {
		return false
	}
	return x.City == "" || y.City == "" || sameCity(x.City, y.City) || x.Mode == "visit" && y.Mode == "visit"
}

// sameCity tells whether two names are of one city: "Delhi" and "New Delhi".
func sameCity(a, b string) bool {
	return a == b || a != "" && b != "" && (strings.HasSuffix(a, "-"+b) || strings.HasSuffix(b, "-"+a))
}

// How the dates of two tellings stand to each other.
const (
	unfit = iota
	loose // one is not told, but nothing speaks against it
	same
)

// dates compares the date of a plan (or of what became of it) with that of another telling.
func dates(a, b *ledger.Item) int {
	x, y := a.Features.(*telling), b.Features.(*telling)
	switch {
	case y.Step == holds:
		return heldWhen(a, b)
	case y.Step == missed:
		return nearOr(x.Due, y.Due, unfit)
	case y.Step == refuses:
		return refusedWhen(a, b)
	case y.Step == cancels:
		return offWhen(a, b)
	case y.Step == moves:
		return movedWhen(a, b)
	}
	switch {
	case x.Due.known() && y.Due.known() && x.Due.To-x.Due.From > month != (y.Due.To-y.Due.From > month) && !shared(x.People, y.People) && !(x.City != "" && sameCity(x.City, y.City)):
		return unfit // "before the end of the year", and on a day: two plans, unless more is the same
	case x.Due.known() && y.Due.known():
		return nearOr(x.Due, y.Due, unfit)
	}
	if near(told(a), told(b), 10) && (shared(x.People, y.People) || x.City != "" && x.City == y.City) {
		return loose
	}
	if near(told(a), told(b), slackDays) && len(x.Parties) > 1 && slices.Equal(x.Parties, y.Parties) && x.Mode == y.Mode && !x.Was && !y.Was && (len(x.People) > 1) != (len(y.People) > 1) {
		return loose // of the same days, one without a day, and the other without the persons
	}
	return unfit
}

// month is the longest stretch of days that speaks of one plan as a day does.
const month = 31

func nearOr(x, y interval, other int) int {
	if x.near(y) {
		return same
	}
	return other
}

func near(a, b, most day) bool { return a != 0 && b != 0 && a-b <= most && b-a <= most }

// on gives the days on which a plan is to be held.
func (t *telling) on() interval {
	if t.Step == moves {
		return t.New
	}
	return t.Due
}

// patience is how many days a plan without a date waits for a telling: longer where both name the city and two sides.
func (t *telling) patience(o *telling) day {
	switch {
	case t.City != "" && t.City == o.City && overlap(t.Parties, o.Parties) >= 2:
		return maxAheadCity
	case t.Mode == o.Mode && overlap(t.People, o.People) >= 2 && overlap(t.Parties, o.Parties) >= 2:
		return 2 * maxAhead
	}
	return maxAhead
}

// maxAheadCity is how many days a plan without a date but with its city and sides is waited for.
const maxAheadCity = 120

// heldWhen: the day it was held is the day it was planned for. A plan without a date waits [maxAhead] days, and a
// meeting without one was held not long before it is told.
func heldWhen(a, b *ledger.Item) int {
	x, y := a.Features.(*telling), b.Features.(*telling)
	due, on := x.on(), y.Due
	if a.Source.ID == b.Source.ID && x.Step == cancels && y.At < x.At {
		return unfit // "They met on Friday. The conference was put off"
	}
	if due.narrow() && told(b) != 0 && told(b) < due.From {
		return unfit // told before the day came
	}
	if on.known() && on.To < told(a)-1 && !due.narrow() && x.Step == plans {
		return unfit // held before the plan was told
	}
	if due.known() && on.known() {
		if due.near(on) && !(due.narrow() && on.narrow()) {
			return loose
		}
		return nearOr(due, on, unfit)
	}
	said := told(b)
	switch {
	case said == 0:
	case due.narrow() && due.From <= said && said <= due.To+7:
		return loose
	case !due.known() && on.known() && !on.narrow() && told(a) <= on.To && on.From <= said && said <= on.To+7:
		return loose // within the month that was told
	case !due.known() && x.Step == plans && told(a) != 0 && on.known() && told(a) <= on.From && on.To <= told(a)+x.patience(y):
		return loose
	case !due.known() && x.Step == plans && told(a) != 0 && !on.known() && told(a) < said && said <= told(a)+maxAhead/2:
		return loose
	}
	return unfit
}

// offWhen: what is called off is told before its day, or not long after it; of many days later only with its date.
func offWhen(a, b *ledger.Item) int {
	x, y := a.Features.(*telling), b.Features.(*telling)
	due := x.Due
	switch x.Step {
	case moves:
		due = x.New
	case cancels: // of one cancellation
		if shares(x.Dates, y.Dates) {
			return same
		}
		if near(told(a), told(b), 3) {
			return loose
		}
		return unfit
	}
	if due.known() && (y.Due.near(due) || slices.ContainsFunc(y.Dates, func(d day) bool { return due.near(interval{d, d}) })) {
		return same
	}
	said := told(b)
	if y.PutOff && x.Step == plans && said != 0 && told(a) >= said && x.Due.narrow() && said < x.Due.From && x.Due.From <= said+putOff {
		return loose // the new day of what was put off
	}
	if said == 0 || told(a) == 0 || y.Due.known() || slices.ContainsFunc(y.Dates, func(d day) bool { return d > said }) {
		return unfit
	}
	if a.Source.ID == b.Source.ID && x.At > y.At {
		return unfit // "the session was put off; the next round is on Monday"
	}
	wait := x.patience(y)
	if shared(x.Lead, y.Lead) && x.Mode == "visit" && overlap(x.Parties, y.Parties) > 1 {
		wait = maxAheadCity // the journey of this person to that country
	}
	if due.known() && said >= told(a)-1 && said <= due.To+slackDays || !due.known() && said >= told(a) && said <= told(a)+wait {
		return loose
	}
	return unfit
}

// putOff is within how many days the new day of a meeting lies that was put off without one.
const putOff = 60

// refusedWhen: an invitation is refused after it was made and before its day.
func refusedWhen(a, b *ledger.Item) int {
	x, y := a.Features.(*telling), b.Features.(*telling)
	said := told(b)
	if y.Due.known() && (x.Due.known() && !y.Due.near(x.Due) || !x.Due.known() && y.Due.To < told(a)) {
		return unfit // another meeting than this was refused
	}
	if x.Step != plans || said == 0 || told(a) == 0 || said < told(a)-1 || x.Due.known() && said > x.Due.To+slackDays || !x.Due.known() && said > told(a)+maxAhead {
		return unfit
	}
	return loose
}

// movedWhen: what is moved is told before its first day or not long after it; two tellings of one move agree.
func movedWhen(a, b *ledger.Item) int {
	x, y := a.Features.(*telling), b.Features.(*telling)
	if x.Step == moves {
		if x.New.known() && y.New.known() {
			return nearOr(x.New, y.New, unfit)
		}
		if near(told(a), told(b), 3) {
			return loose
		}
		return unfit
	}
	if x.Due.known() && (slices.ContainsFunc(y.Dates, func(d day) bool { return x.Due.near(interval{d, d}) }) || x.Due.near(y.New)) {
		return same
	}
	said := told(b)
	if said == 0 || told(a) == 0 || len(y.Dates) > 0 && x.Due.known() {
		return unfit
	}
	if x.Due.known() && said >= told(a)-1 && said <= x.Due.To+slackDays || !x.Due.known() && near(said, told(a), maxAhead) {
		return loose
	}
	return unfit
}

func shares(a, b []day) bool {
	return slices.ContainsFunc(a, func(d day) bool { return slices.Contains(b, d) })
}

func shared(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// overlap counts the keys that are in both lists, each once.
func overlap(a, b []string) int {
	n := 0
	for i, s := range a {
		if !slices.Contains(a[:i], s) && slices.Contains(b, s) {
			n++
		}
	}
	return n
}
