package where

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded gives a name in the form in which names are compared: lower case, no accents, no apostrophes, blanks for
// hyphens.
func folded(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	for _, c := range norm.NFKD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, c) || c == '\'' || c == '’' || c == '‘' || c == 'ʻ':
		case c == '-' || unicode.IsSpace(c):
			b.WriteByte(' ')
		default:
			b.WriteRune(unicode.ToLower(c))
		}
	}
	return b.String()
}

// foreign says that a name has letters outside ASCII.
func foreign(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return c >= utf8.RuneSelf && unicode.IsLetter(c) })
}

func startsUpper(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(c)
}
