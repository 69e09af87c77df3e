package query

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Selection asks for entries of the ledger: the one set of filters that commands, pages and the programming interface
// share. Values of one key are alternatives; all keys have to hold.
type Selection struct {
	Time      Range // days of the matter
	Published Range // reported within

	Dyad []Pair // of two parties, whichever acts

	// The values of the other keys by key: actor, recipient, side, type, ... as [Keys] lists them.
	Values map[string][]string

	MinOrigins    int
	MinConfidence float64

	Sort   string // "" for the order of the list: time, -time, -published, -origins
	Limit  int    // 0: as many as the list shows
	Cursor string // opaque: where a page before this one ended
}

// Pair is two parties by their names.
type Pair struct{ A, B string }

// maxValues is how many values a selection may have in all, maxValue the length of one in bytes.
const (
	maxValues = 100
	maxValue  = 500
)

// Keys lists the keys whose values are words, in the order of the documentation.
func Keys() []string {
	return []string{
		"actor", "recipient", "side", "type", "mode", "context", "quad", "status", "country", "place", "source",
		"stance", "speaker", "target", "matter", "relation", "what", "unit", "of",
	}
}

// allKeys lists every key of a selection.
func allKeys() []string {
	return append(Keys(), "time", "published", "dyad", "min_origins", "min_confidence", "sort", "limit", "cursor")
}

// Sorts lists the orders that a selection may ask for.
func Sorts() []string { return []string{"time", "-time", "-published", "-origins"} }

// Has tells whether the selection limits anything.
func (s Selection) Has() bool {
	return !s.Time.Open() || !s.Published.Open() || len(s.Dyad) > 0 || len(s.Values) > 0 || s.MinOrigins > 0 || s.MinConfidence > 0
}

// Set reads the value of one key, with commas between alternatives. Keys may be written with hyphens. An error is a
// *[SyntaxError] that names what is wrong and the nearest that is right. today is what relative dates count from.
func (s *Selection) Set(key, value string, today time.Time) error {
	key = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(key)), "-", "_")
	if len(value) > maxValue {
		return &SyntaxError{Input: value[:40] + "…", Message: fmt.Sprintf("the value of %s has %d bytes, the longest has %d", key, len(value), maxValue), Hint: "leave some out"}
	}
	var err error
	switch key {
	case "time":
		s.Time, err = ParseRange(value, today)
	case "published":
		s.Published, err = ParseRange(value, today)
	case "dyad":
		err = s.dyads(value)
	case "min_origins":
		s.MinOrigins, err = number(key, value)
	case "limit":
		s.Limit, err = number(key, value)
	case "min_confidence":
		s.MinConfidence, err = strconv.ParseFloat(value, 64)
		if err != nil || s.MinConfidence < 0 || s.MinConfidence > 1 {
			err = &SyntaxError{Input: value, Message: "is not a confidence", Hint: "give a number from 0 to 1, such as 0.7"}
		}
	case "sort":
		s.Sort = value
		if !slices.Contains(Sorts(), value) {
			err = &SyntaxError{Input: value, Message: "is no order of a list", Hint: "there are " + strings.Join(Sorts(), ", ")}
		}
	case "cursor":
		s.Cursor = value
	default:
		err = s.values(key, value)
	}
	return err
}

func number(key, value string) (int, error) {
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 || n > 1_000_000 {
		return 0, &SyntaxError{Input: value, Message: "is not a number that " + key + " can be", Hint: "give a whole number from 0 on"}
	}
	return n, nil
}

func (s *Selection) dyads(value string) error {
	for _, v := range commas(value) {
		a, b, ok := strings.Cut(v, "~")
		a, b = strings.TrimSpace(a), strings.TrimSpace(b)
		if !ok || a == "" || b == "" || strings.Contains(b, "~") {
			return &SyntaxError{Input: v, Message: "is not a pair of actors", Hint: "write two names with ~ between, as Pakistan~India"}
		}
		s.Dyad = append(s.Dyad, Pair{a, b})
	}
	return nil
}

func (s *Selection) values(key, value string) error {
	if !slices.Contains(Keys(), key) {
		return &SyntaxError{Input: key, Message: "is no filter", Hint: Nearest(key, allKeys())}
	}
	for _, v := range commas(value) {
		v, err := checked(key, v)
		if err != nil {
			return err
		}
		if s.Values == nil {
			s.Values = map[string][]string{}
		}
		if !slices.Contains(s.Values[key], v) {
			s.Values[key] = append(s.Values[key], v)
		}
	}
	n := 0
	for _, v := range s.Values {
		n += len(v)
	}
	if n > maxValues {
		return &SyntaxError{Input: key, Message: fmt.Sprintf("is the key of more values than a selection may have (%d)", maxValues), Hint: "leave some out"}
	}
	return nil
}

// commas parts alternatives; a comma between quotes does not part.
func commas(value string) []string {
	var parts []string
	quoted := false
	for _, p := range strings.FieldsFunc(value, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ',' && !quoted
	}) {
		if p = strings.TrimSpace(strings.ReplaceAll(p, `"`, "")); p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}

// ParseSelection reads keys with their values, as those of an address. Keys in other are not the selection's: they are
// passed over.
func ParseSelection(values map[string][]string, other []string, today time.Time) (Selection, error) {
	var s Selection
	keys := make([]string, 0, len(values))
	for key := range values {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if slices.Contains(other, key) {
			continue
		}
		for _, v := range values[key] {
			if strings.TrimSpace(v) == "" {
				continue
			}
			if err := s.Set(key, v, today); err != nil {
				var syntax *SyntaxError
				if errors.As(err, &syntax) {
					syntax.Key = key
				}
				return Selection{}, err
			}
		}
	}
	return s, nil
}

// ParseLine reads a selection as it is typed: key=value, with quotes round what holds a space, and without a key a pair
// (Pakistan~India), dates (2025-04..), a type of event (ACCUSE), or else an actor on either side.
func ParseLine(line string, today time.Time) (Selection, error) {
	var s Selection
	if len(line) > maxBytes {
		return s, &SyntaxError{Input: line[:40] + "…", Message: fmt.Sprintf("has %d bytes, the longest has %d", len(line), maxBytes), Hint: "leave some out"}
	}
	for _, word := range fields(line) {
		key, value, ok := strings.Cut(word, "=")
		if !ok {
			key, value = keyOf(word, today), word
		}
		if err := s.Set(key, value, today); err != nil {
			return Selection{}, err
		}
	}
	return s, nil
}

// fields parts a line at spaces that stand in no quotes. The quotes stay.
func fields(line string) []string {
	quoted := false
	return strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return unicode.IsSpace(r) && !quoted
	})
}

func keyOf(word string, today time.Time) string {
	if strings.Contains(word, "~") {
		return "dyad"
	}
	if _, err := ParseRange(word, today); err == nil || begunAsDate(word) {
		return "time"
	}
	if v, err := checked("type", word); err == nil && v == word {
		return "type"
	}
	return "side"
}

// String writes the selection as [ParseLine] reads it, keys in the order of the documentation.
func (s Selection) String() string {
	var words []string
	add := func(key string, values ...string) {
		for i, v := range values {
			if strings.ContainsFunc(v, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
				values[i] = `"` + v + `"`
			}
		}
		words = append(words, key+"="+strings.Join(values, ","))
	}
	for _, r := range []struct {
		key string
		of  Range
	}{{"time", s.Time}, {"published", s.Published}} {
		if !r.of.Open() {
			add(r.key, r.of.From+".."+r.of.To)
		}
	}
	for _, d := range s.Dyad {
		add("dyad", d.A+"~"+d.B)
	}
	for _, key := range Keys() {
		if v := s.Values[key]; len(v) > 0 {
			add(key, slices.Clone(v)...)
		}
	}
	if s.MinOrigins > 0 {
		add("min_origins", strconv.Itoa(s.MinOrigins))
	}
	if s.MinConfidence > 0 {
		add("min_confidence", strconv.FormatFloat(s.MinConfidence, 'g', -1, 64))
	}
	return strings.Join(words, " ")
}

// begunAsDate tells whether a word begins with the four digits of a year, or with the dots of a range.
func begunAsDate(word string) bool {
	word = strings.TrimPrefix(word, "..")
	return len(word) >= 4 && strings.Trim(word[:4], "0123456789") == "" && (len(word) == 4 || strings.ContainsAny(word[4:5], "-."))
}
