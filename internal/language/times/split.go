package times

import (
	"unicode"
	"unicode/utf8"
)

// Split cuts a text into stretches that are about sentences, for texts that nobody has cut yet: behind a full stop,
// question or exclamation mark before a word with a capital letter, and at empty lines.
func Split(text string) [][2]int {
	var out [][2]int
	from, word := 0, 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '.', '!', '?':
			if i+1 < len(text) && i-word > 4 && startsSentence(text[i+1:]) {
				out = append(out, [2]int{from, i + 1})
				from = i + 1
			}
		case '\n':
			if i+1 < len(text) && text[i+1] == '\n' && i > from {
				out = append(out, [2]int{from, i})
				from = i
			}
			word = i + 1
		case ' ', '\t':
			word = i + 1
		}
	}
	if from < len(text) {
		out = append(out, [2]int{from, len(text)})
	}
	return out
}

func startsSentence(rest string) bool {
	r, n := utf8.DecodeRuneInString(rest)
	if !unicode.IsSpace(r) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[n:])
	return unicode.IsUpper(next) || unicode.IsDigit(next) || next == '"' || next == '“' || next == '\n'
}
