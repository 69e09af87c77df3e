package story

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

// Limits of keys.
const (
	nameKeys  = 4   // names that a report is found by
	wordKeys  = 2   // rare words
	narrow    = 0.9 // weight of a theme or name that is enough alone
	spanDays  = 2 * maxGap
	pairCount = 2 // countries that are paired
)

// keys gives what a report is found by: its weightiest names and rare words, its theme with its countries, and pairs of
// countries, each with the days within which it can have neighbours.
func keys(p *profile) []uint64 {
	of := map[kind][]feature{}
	for _, f := range p.features {
		k := f.kind()
		switch {
		case k == ofWide:
			k = ofTheme
		case k == ofPlace, k == ofActor, k == ofSeat, k == ofOffice:
			k = ofName
			fallthrough
		case k == ofName, k == ofWord:
			if f.weight < narrow && k == ofName || f.weight < rareWord {
				continue
			}
		}
		of[k] = append(of[k], f)
	}
	for _, list := range of {
		heaviest(list)
	}
	first := func(k kind, n int) []feature { return of[k][:min(n, len(of[k]))] }
	var found []string
	for _, f := range slices.Concat(first(ofName, nameKeys), first(ofWord, wordKeys)) {
		found = append(found, strconv.Itoa(int(f.mark)))
	}
	for _, t := range first(ofTheme, 1) {
		if t.weight >= narrow {
			found = append(found, t.key)
		}
		for _, c := range slices.Concat(first(ofCountry, pairCount), first(ofRegion, 1)) {
			found = append(found, t.key+" "+c.key)
		}
	}
	if c := first(ofCountry, pairCount); len(c) == pairCount {
		pair := []string{c[0].key, c[1].key}
		slices.Sort(pair)
		found = append(found, strings.Join(pair, " "))
	}
	part, from, to := term(p.day)
	span := int(p.day-from) / spanDays
	var all []uint64
	for _, f := range found {
		all = append(all, ledger.Key(f, part, strconv.Itoa(span)))
		if end := from + likeness.Day((span+1)*spanDays); p.day >= end-maxGap && end <= to {
			all = append(all, ledger.Key(f, part, strconv.Itoa(span+1)))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// heaviest sorts features by what they weigh.
func heaviest(list []feature) {
	slices.SortFunc(list, func(a, b feature) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.key, b.key)) })
}

// term gives the quarter of a year that a day lies in, with its first and last day. A story does not go beyond it: what
// goes on for years would else be one story of any size.
func term(d likeness.Day) (name string, from, to likeness.Day) {
	date := time.Unix(int64(d)*86400, 0).UTC()
	quarter := (int(date.Month()) - 1) / 3
	first := time.Date(date.Year(), time.Month(3*quarter+1), 1, 0, 0, 0, 0, time.UTC)
	day := func(t time.Time) likeness.Day { return likeness.DayOf(t.Format(time.DateOnly)) }
	return first.Format("2006-01"), day(first), day(first.AddDate(0, 3, -1))
}
