package story

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger"
)

// Limits of a title and of the names that mark a story.
const (
	titleNames = 3
	titleWords = 3
	mostNames  = 8

	settingInTitle = 0.6 // what countries, capitals and words of names count besides whole names of others
)

// ranked is a feature of a story with how many of its reports have it.
type ranked struct {
	feature
	reports int
	mass    float64 // of all reports
}

// rank gives what two reports of a story or more speak of, the weightiest first.
func rank(items []*ledger.Item) []ranked {
	byKey := map[string]*ranked{}
	shows := map[string]map[string]int{}
	for _, i := range items {
		for _, f := range i.Features.(*profile).features {
			r := byKey[f.key]
			if r == nil {
				r = &ranked{feature: f}
				byKey[f.key], shows[f.key] = r, map[string]int{}
			}
			r.reports++
			r.mass += f.weight
			shows[f.key][f.show]++
		}
	}
	var all []ranked
	for key, r := range byKey {
		if r.reports < 2 {
			continue
		}
		r.show = ""
		for show, n := range shows[key] {
			if best := shows[key][r.show]; n > best || n == best && show > r.show {
				r.show = show
			}
		}
		r.mass *= float64(r.reports) / float64(len(items))
		switch r.kind() {
		case ofCountry, ofSeat, ofName:
			r.mass *= settingInTitle
		}
		all = append(all, *r)
	}
	slices.SortFunc(all, func(a, b ranked) int { return cmp.Or(cmp.Compare(b.mass, a.mass), cmp.Compare(a.key, b.key)) })
	return all
}

// names gives the actors and places that mark a story.
func names(all []ranked) []string {
	var found []string
	for _, r := range all {
		switch r.kind() {
		case ofCountry:
			if len(r.show) == 3 && r.show == r.key[1:] {
				continue // no report names the country itself
			}
		case ofName:
			if slices.ContainsFunc(all, func(o ranked) bool { return o.kind() != ofName && holds(o.show, r.show) }) {
				continue // part of a longer name
			}
		case ofPlace, ofActor, ofSeat, ofOffice:
		default:
			continue
		}
		known := slices.ContainsFunc(found, func(n string) bool { return holds(n, r.show) || holds(r.show, n) })
		if !known && len(found) < mostNames {
			found = append(found, r.show)
		}
	}
	return found
}

// told tells whether reports share more than a country, a capital, an office and a theme.
func told(all []ranked) bool {
	return slices.ContainsFunc(all, func(r ranked) bool {
		switch r.kind() {
		case ofPlace, ofActor, ofName:
			return true
		case ofWord:
			return r.weight >= commonWord
		}
		return false
	})
}

// holds tells whether the words of a name stand in another one.
func holds(name, words string) bool { return strings.Contains(" "+name+" ", " "+words+" ") }

// title makes a title of the names and words that the most reports share.
func title(all []ranked) string {
	marks := names(all)
	var words []string
	for _, r := range all {
		inName := slices.ContainsFunc(all, func(o ranked) bool { return named(o.kind()) && alikeWords(o.show, r.show) })
		if r.kind() == ofWord && !inName && r.weight > oftenWord && r.show == strings.ToLower(r.show) && len(words) < titleWords {
			words = append(words, r.show)
		}
	}
	for _, r := range all {
		if len(words) == 0 && (r.kind() == ofTheme || r.kind() == ofWide) {
			words = append(words, r.show)
		}
	}
	left, right := strings.Join(marks[:min(titleNames, len(marks))], ", "), strings.Join(words, ", ")
	switch {
	case left == "":
		return right
	case right == "":
		return left
	}
	return left + ": " + right
}

// named tells whether features of a kind are names.
func named(k kind) bool {
	switch k {
	case ofCountry, ofPlace, ofSeat, ofActor, ofOffice, ofName:
		return true
	}
	return false
}

// alikeWords tells whether a word is one of a name's, or made of it: "Pakistani" of "Pakistan".
func alikeWords(name, word string) bool {
	for n := range strings.FieldsSeq(strings.ToLower(name)) {
		if len(n) > 3 && strings.HasPrefix(word, n[:len(n)-1]) {
			return true
		}
	}
	return false
}

// terms gives what a story is found by: the sides, countries and places of a fifth of its reports or of two.
func terms(all []ranked, publishers map[string]bool) []string {
	var found []string
	for _, r := range all {
		key := ledger.Fold(r.show)
		switch r.kind() {
		case ofCountry:
			found = append(found, "side="+r.key[1:], "country="+r.key[1:])
		case ofPlace, ofSeat:
			found = append(found, "place="+key)
		case ofActor, ofOffice:
			found = append(found, "side="+key, "actor="+key)
		}
	}
	for p := range publishers {
		found = append(found, "source="+p)
	}
	slices.Sort(found)
	return slices.Compact(found)
}
