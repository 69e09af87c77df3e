package query

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

// Enum gives the values that a key of a selection may have, nil where any words may stand.
func Enum(key string) []string {
	switch key {
	case "type":
		return typeNames()
	case "mode":
		return modeNames()
	case "context":
		return termNames(ontology.Contexts())
	case "quad":
		return []string{"1", "2", "3", "4"}
	case "stance":
		return texts(record.Stances())
	case "status":
		return append(texts(record.Statuses()), "open", "settled", "held", "moved", "cancelled", "not seen", "met", "refused")
	case "matter":
		return []string{"occurrence", "agent", "figure", "place", "time", "quotation"}
	case "relation":
		return []string{"contradicts", "confirms"}
	case "of":
		return []string{"meeting", "promise", "demand"}
	}
	return nil
}

func texts[T ~string](of []T) []string {
	all := make([]string, len(of))
	for i, v := range of {
		all[i] = string(v)
	}
	return all
}

func typeNames() []string {
	var all []string
	for _, t := range ontology.Types() {
		all = append(all, t.Name)
	}
	return all
}

func modeNames() []string {
	var all []string
	for _, t := range ontology.Types() {
		for _, m := range t.Modes {
			all = append(all, m.Name)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func termNames(terms []ontology.Term) []string {
	var all []string
	for _, t := range terms {
		all = append(all, t.Name)
	}
	return all
}

// checked gives the value in the form in which it is kept: of a key with known values the one that is meant.
func checked(key, value string) (string, error) {
	known := Enum(key)
	if known == nil {
		return value, nil
	}
	for _, k := range known {
		if strings.EqualFold(k, value) {
			return k, nil
		}
	}
	return "", &SyntaxError{Input: value, Message: "is no " + key, Hint: Nearest(value, known)}
}

// Nearest names the nearest of the words, or all of them where none is near.
func Nearest(word string, known []string) string {
	best, least := "", 3
	for _, k := range known {
		if d := edits(strings.ToLower(word), strings.ToLower(k)); d < least || strings.HasPrefix(k, word) && best == "" {
			best, least = k, d
		}
	}
	if best != "" {
		return "did you mean " + best + "? there are " + strings.Join(known, ", ")
	}
	return "there are " + strings.Join(known, ", ")
}

// edits counts the letters that have to be changed, added or taken away (Levenshtein 1966).
func edits(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		before := row[0]
		row[0]++
		for j := range y {
			cost := before
			if x[i] != y[j] {
				cost = 1 + min(before, row[j], row[j+1])
			}
			before, row[j+1] = row[j+1], cost
		}
	}
	return row[len(y)]
}
