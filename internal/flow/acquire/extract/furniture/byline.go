package furniture

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CutBy drops the words before the name of an author: "By", "Written by". It gives s where there are none.
func CutBy(s string) string {
	first, rest, ok := strings.Cut(s, " ")
	if !ok {
		return s
	}
	if second, after, ok := strings.Cut(rest, " "); ok && rules().by[fold(first+" "+second)] {
		return after
	}
	if rules().by[fold(first)] {
		return rest
	}
	return s
}

// maxByline is the longest byline, in words.
const maxByline = 12

// IsByline tells whether a line is "By" and names, and no sentence.
func IsByline(line string) bool {
	names := CutBy(line)
	words := strings.Fields(names)
	if len(names) == len(line) || len(words) == 0 || len(words) > maxByline || strings.HasSuffix(line, ".") {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(line); !unicode.IsUpper(first) {
		return false
	}
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "(@"))
		if unicode.IsLower(first) && !rules().joiner[w] {
			return false
		}
	}
	return true
}
