package event

import (
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/text"
)

// fewestCapitals and longWord: a headline in capitals has so many words of at least so many letters, nearly all of which begin with one.
const (
	fewestCapitals = 5
	longWord       = 4
)

// inCapitals says that a word stands in a sentence whose words begin with capitals, where a capital shows no name: "Last-Ditch Efforts to
// Rescue Fragile Talks".
func (r *reader) inCapitals(w text.TokenID) bool {
	if w == text.NoToken {
		return false
	}
	long, capital := 0, 0
	s := r.doc.Sentences[r.doc.SentenceOf(w)].Tokens
	for t := s.First; t < s.End; t++ {
		if word := r.doc.Word(t); utf8.RuneCountInString(word) >= longWord {
			long++
			if c, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(c) {
				capital++
			}
		}
	}
	return capital >= fewestCapitals && 10*capital >= 9*long
}
