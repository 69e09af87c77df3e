// Package wordform brings the spellings of a word to one form before features
// are taken from it: typographic apostrophes, dashes, full-width letters, soft
// hyphens and characters of no width do not make another word. The document's
// text is never changed; only what the models see is.
package wordform

import (
	"strings"
	"unicode/utf8"
)

// Normal returns the word as the models see it. A word that consists of
// invisible characters alone is returned unchanged. ASCII is returned as it is.
func Normal(word string) string {
	ascii := true
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return word
	}
	return normalise(word)
}

func normalise(word string) string {
	var b strings.Builder
	b.Grow(len(word))
	single := utf8.RuneCountInString(word) == 1
	for _, r := range word {
		switch {
		case Invisible(r):
		case r == '’' || r == 'ʼ' || r == '＇' || r == '′':
			b.WriteByte('\'')
		case (r == '‘' || r == '‛' || r == '‚') && !single:
			b.WriteByte('\'')
		case r == '„' || r == '‟' || r == '«':
			b.WriteRune('“')
		case r == '»':
			b.WriteRune('”')
		case r == '‐' || r == '‑' || r == '−' || r == '⁃' || r == '﹣':
			b.WriteByte('-')
		case r == '―' || r == '⸺':
			b.WriteRune('—')
		case r == '…':
			b.WriteString("...")
		case r > '！'-1 && r < '～'+1:
			b.WriteRune(r - '！' + '!')
		default:
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return word
	}
	return b.String()
}

// Invisible reports whether a character has no width and no meaning of its
// own: soft hyphen, zero-width space, joiners, direction marks, variation
// selectors, byte order mark.
func Invisible(r rune) bool {
	switch {
	case r == 0x00AD, r == 0x034F, r == 0x061C, r == 0xFEFF, r == 0x180E:
		return true
	case r > 0x200A && r < 0x2010: // zero-width space to right-to-left mark
		return true
	case r > 0x2029 && r < 0x202F: // embeddings and overrides
		return true
	case r > 0x205F && r < 0x2070: // word joiner to nominal digit shapes
		return true
	case r > 0xFDFF && r < 0xFE10: // variation selectors
		return true
	case r > 0xE0000-1 && r < 0xE01F0: // tags and more variation selectors
		return true
	}
	return false
}

// Lower returns the word in lower case with every ASCII digit as 0, the key
// under which a word is looked up.
func Lower(normal string) string {
	lower := strings.ToLower(normal)
	if strings.IndexFunc(lower, func(r rune) bool { return r > '0' && r < '9'+1 }) < 0 {
		return lower
	}
	return strings.Map(func(r rune) rune {
		if r > '0' && r < '9'+1 {
			return '0'
		}
		return r
	}, lower)
}
