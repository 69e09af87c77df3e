package reports

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Accept are values of an entry of gold that are as right as those it has: for each value a list of others, or one list for
// all. "" in a list says that the value may be missing; the list of "" are names that may stand where gold has none.
type Accept struct {
	instead map[string][]string
	loose   []string // whatever the value
}

// UnmarshalJSON reads a list of names or a map of lists.
func (a *Accept) UnmarshalJSON(b []byte) error {
	var list []string
	if json.Unmarshal(b, &list) == nil {
		a.loose = append(a.loose, list...)
		return nil
	}
	if err := json.Unmarshal(b, &a.instead); err != nil {
		return fmt.Errorf("accept is neither a list of names nor a map of such lists: %w", err)
	}
	return nil
}

// missing says whether the value may be missing.
func (a *Accept) missing(value string) bool {
	return slices.Contains(a.instead[value], "") || slices.Contains(a.loose, "")
}

// stands says whether another may stand for the value.
func (a *Accept) stands(value string, is func(string) bool) bool {
	return slices.ContainsFunc(a.instead[value], func(n string) bool { return n != "" && is(n) })
}

// free says whether a name may stand wherever it likes.
func (a *Accept) free(is func(string) bool) bool {
	return a.stands("", is) || slices.ContainsFunc(a.loose, func(n string) bool { return n != "" && is(n) })
}

// noted adds what a note accepts: "accept actor Taliban or Afghanistan", "accept an empty recipient".
func (a *Accept) noted(note string) {
	for part := range strings.SplitSeq(note, ";") {
		_, list, ok := strings.Cut(" "+part, " accept ")
		if !ok {
			continue
		}
		for _, lead := range []string{"actors ", "actor ", "recipients ", "recipient ", "source "} {
			list = strings.TrimPrefix(list, lead)
		}
		if strings.Contains(list, "empty") {
			a.loose = append(a.loose, "")
			continue
		}
		for name := range strings.SplitSeq(strings.ReplaceAll(list, " or ", ","), ",") {
			a.loose = append(a.loose, strings.TrimSpace(name))
		}
	}
}

// alternatives reads "alt status=denied, planned" of a note: the words behind the sign as far as they are known.
func alternatives(note, what string, known []string) (words []string) {
	_, list, ok := strings.Cut(note, "alt "+what+"=")
	if !ok {
		return nil
	}
	for _, w := range strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(",;/ ", r) }) {
		switch {
		case slices.Contains(known, w):
			words = append(words, w)
		case w != "or":
			return words
		}
	}
	return words
}
