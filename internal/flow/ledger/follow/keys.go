package follow

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

// bucket is the number of days whose items share a key.
const bucket = 28

// keys gives what an item is found by: pairs of parties, persons and the place, each with the month or so of the matter.
func keys(t *telling, r *report) []uint64 {
	if t.Of != meeting {
		return pledgeKeys(t, r)
	}
	window := t.window(r.told)
	if !window.known() {
		return nil
	}
	around := slices.Concat(t.Parties, t.Around)
	around = around[:min(4, len(around))]
	var names []string
	for i, a := range around {
		for _, b := range around[i+1:] {
			names = append(names, ledger.Dyad(a, b))
		}
	}
	for _, p := range t.People[:min(4, len(t.People))] {
		names = append(names, "u", p)
	}
	for _, p := range t.Bodies[:min(2, len(t.Bodies))] {
		names = append(names, "body "+p)
	}
	names = append(names, t.City)
	for _, p := range around {
		for _, d := range t.days() {
			names = append(names, p+" on "+strconv.Itoa(int(d)))
		}
	}
	if t.Step != plans {
		names = append(names, t.Line)
	}
	for _, c := range r.countries(3) {
		for _, d := range t.days() {
			names = append(names, "report of "+c+" on "+strconv.Itoa(int(d)))
		}
	}
	found := append(t.wordKeys(r.told), t.matterKeys(r, window)...)
	for b := window.From / bucket; b <= window.To/bucket; b++ {
		if b > t.full(window, r.told) && !(t.Due.known() && len(t.Parties) > 1) {
			names = []string{t.City} // what is waited for so long without a day has to be in that city, or of two persons
			if len(t.People) > 1 {
				names = append(names, "u", t.People[0], "u", t.People[1])
			}
		}
		for _, n := range names {
			if n != "" && n != "u" {
				found = append(found, ledger.Key(meeting, n, strconv.Itoa(int(b))))
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// days gives the days that a telling names as those of the meeting.
func (t *telling) days() []day {
	all := slices.Clone(t.Dates)
	if t.Due.narrow() {
		all = append(all, t.Due.From)
	}
	return all
}

// window gives the days within which the meeting of a telling may lie.
func (t *telling) window(told day) interval {
	dates := interval{}
	widen := func(i interval) {
		if i.known() && dates.known() {
			dates = interval{min(dates.From, i.From), max(dates.To, i.To)}
		} else if i.known() {
			dates = i
		}
	}
	widen(t.Due)
	widen(t.New)
	for _, d := range t.Dates {
		widen(interval{d, d})
	}
	switch {
	case told == 0:
	case t.PutOff && t.lookedBack():
		widen(interval{told - backDays, told + putOff})
	case t.PutOff:
		widen(interval{told - slackDays, told + putOff})
	case t.Step == cancels && len(t.Dates) == 0 && t.City != "":
		widen(interval{told - slackDays, told + maxAheadCity})
	case t.lookedBack():
		widen(interval{told - backDays, told + maxAhead})
	case t.Step == moves, t.Step == cancels && len(t.Dates) == 0:
		widen(interval{told - slackDays, told + maxAhead})
	case t.Step == holds && !t.Due.known():
		widen(interval{told - 2*slackDays, told})
	case t.Step == plans && !t.Due.known() && t.City != "" && len(t.Parties) > 1:
		widen(interval{told, told + maxAheadCity})
	case t.Step == plans && !t.Due.known() && t.Mode == "visit" && len(t.Lead) > 0 && len(t.Parties) > 1:
		widen(interval{told, told + maxAheadCity})
	case t.Step == plans && !t.Due.known() && len(t.People) > 1 && len(t.Parties) > 1:
		widen(interval{told, told + 2*maxAhead})
	case t.Step == plans && !t.Due.known(), t.Step == missed && !t.Due.known():
		widen(interval{told, told + maxAhead})
	case t.Step == refuses:
		widen(interval{told, told + maxAhead})
	}
	if !dates.known() {
		return dates
	}
	dates = interval{dates.From - slackDays, dates.To + slackDays}
	dates.To = min(dates.To, dates.From+maxAheadCity)
	return dates
}

// backDays is how many days before it is told a meeting may have been due that was moved or called off, of which no day is told.
const backDays = 75

// lookedBack says that a telling may be of a meeting that should have been weeks ago, since it names no day for which it had been set.
func (t *telling) lookedBack() bool {
	return (t.Step == moves || t.Step == cancels || t.Step == missed) && len(t.Dates) == 0 && !t.Due.known()
}

// full gives the last month or so for which a telling has all of its keys.
func (t *telling) full(window interval, told day) day {
	if t.lookedBack() && told != 0 {
		return max(window.From/bucket+1, told/bucket+1)
	}
	return window.From/bucket + 1
}

// maxAhead is how many days a plan without a date is waited for.
const maxAhead = 30

// wordKeys gives the keys of a telling by its names and words of weight: pairs of them with the month or so, and each with the days on which
// the meeting may be.
func (t *telling) wordKeys(told day) (found []uint64) {
	const names, words, most = 4, 3, 6 // the smallest marks: those of another telling that are small too
	pairs := slices.Concat(t.Names[:min(names, len(t.Names))], t.Words[:min(words, len(t.Words))])
	window := t.window(told)
	for i, a := range pairs {
		for _, b := range pairs[i+1:] {
			for n := window.From / bucket; n <= min(window.To/bucket, t.full(window, told)); n++ {
				found = append(found, ledger.Key(meeting, "words", mark(min(a, b)), mark(max(a, b)), strconv.Itoa(int(n))))
			}
		}
	}
	days := t.days()
	if len(days) == 0 && told != 0 {
		switch t.Step {
		case holds:
			days = []day{told - 3, told - 2, told - 1, told}
		case cancels, moves, missed, refuses:
			days = []day{told - 1, told, told + 1, told + 2, told + 3}
		}
	}
	if t.New.narrow() {
		days = append(days, t.New.From)
	}
	for _, m := range slices.Concat(t.Names[:min(most, len(t.Names))], t.Words[:min(most, len(t.Words))]) {
		for _, d := range days {
			found = append(found, ledger.Key(meeting, "day", mark(m), strconv.Itoa(int(d))))
		}
	}
	return found
}

// mark writes the number of a word.
func mark(m likeness.Mark) string { return strconv.FormatUint(uint64(m), 36) }

// matterKeys gives the keys of a telling by what its report is about: a country that is named often there and a word of weight of the telling or of
// what stands around it.
func (t *telling) matterKeys(r *report, window interval) (found []uint64) {
	const countries, own, near = 2, 4, 3
	words := slices.Concat(t.Names[:min(own, len(t.Names))], t.Words[:min(own, len(t.Words))], t.Near[:min(near, len(t.Near))])
	for _, c := range r.countries(countries) {
		for _, w := range words {
			for n := window.From / bucket; n <= min(window.To/bucket, t.full(window, r.told)); n++ {
				found = append(found, ledger.Key(meeting, "matter", c, mark(w), strconv.Itoa(int(n))))
			}
		}
	}
	return found
}

// countries gives the countries that a report names most often, of as many as n.
func (r *report) countries(n int) []string {
	often := map[string]int{}
	for _, a := range r.actors {
		if a.Country != "" {
			often[a.Country] += len(a.Mentions)
		}
	}
	all := slices.Sorted(maps.Keys(often))
	slices.SortStableFunc(all, func(a, b string) int { return cmp.Compare(often[b], often[a]) })
	return all[:min(n, len(all))]
}
