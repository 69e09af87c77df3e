package story

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

// Limits of keys.
const (
	nameKeys = 4 // names that a report is found by
	wordKeys = 1
)

// keys gives what a report is found by: its weightiest names, and its themes with its countries, each with the stretches
// of days within which it can have neighbours.
func keys(p *profile, published string) []uint64 {
	day := likeness.DayOf(published)
	if day == likeness.NoDay {
		return nil
	}
	of := map[kind][]feature{}
	for _, f := range p.features {
		of[f.kind()] = append(of[f.kind()], f)
	}
	for _, list := range of {
		heaviest(list)
	}
	names := slices.Concat(of[ofPlace], of[ofActor], of[ofName])
	heaviest(names)
	var found []string
	for _, f := range names[:min(nameKeys, len(names))] {
		found = append(found, f.key)
	}
	for _, f := range of[ofWord][:min(wordKeys, len(of[ofWord]))] {
		found = append(found, f.key)
	}
	themes := of[ofTheme][:min(1, len(of[ofTheme]))]
	for _, t := range themes {
		for _, c := range slices.Concat(of[ofCountry][:min(1, len(of[ofCountry]))], of[ofRegion][:min(1, len(of[ofRegion]))]) {
			found = append(found, t.key+" "+c.key)
		}
	}
	if countries := of[ofCountry]; len(countries) > 1 {
		pair := []string{countries[0].key, countries[1].key}
		slices.Sort(pair)
		found = append(found, strings.Join(pair, " "))
	}
	stretch := int(day) / maxGap
	var all []uint64
	for _, f := range found {
		all = append(all, ledger.Key(f, strconv.Itoa(stretch)), ledger.Key(f, strconv.Itoa(stretch+1)))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func heaviest(list []feature) {
	slices.SortFunc(list, func(a, b feature) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.key, b.key)) })
}
