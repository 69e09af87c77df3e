package text

import (
	"slices"
	"unicode"

	"github.com/chancery-project/chancery/record"
)

// Meta is what is known of a report apart from its text. Empty strings are unknown. Writer: acquire/extract.
type Meta struct {
	Title         string
	Author        string
	Publisher     string
	URL           string // canonical address
	Published     string // ISO 8601 date, the value of the candidate that decided
	PublishedFrom record.DateSource
	Dates         []record.DateCandidate // best first
	Language      string                 // ISO 639-1, 639-3 where there is none; "und" when not told
	Charset       string                 // IANA name of the encoding the bytes were read with
}

// UnknownLanguage stands for a language that could not be told.
const UnknownLanguage = "und"

// ReadLanguages are the languages whose reports are read for facts. Reports in others are kept and searchable.
func ReadLanguages() []string { return []string{"en"} }

// IsRead tells whether reports in the language are read for facts. A text that is too short to tell its language is:
// it may be a sentence that somebody typed.
func IsRead(language string) bool {
	return language == UnknownLanguage || slices.Contains(ReadLanguages(), language)
}

// Entry gives the form in which the document leaves the program, without its text and its copies.
func (d *Document) Entry() *record.Document {
	sum := d.Raw.Sum()
	sentences, words := d.count()
	return &record.Document{
		Kind: "document", ID: d.ID, Path: d.Raw.Path, Member: d.Raw.Member,
		Title: d.Meta.Title, Published: d.Meta.Published, PublishedFrom: d.Meta.PublishedFrom,
		Publisher: optional(d.Meta.Publisher), Author: optional(d.Meta.Author), URL: optional(d.Meta.URL),
		Language: d.Meta.Language, Read: IsRead(d.Meta.Language),
		Sentences: sentences, Words: words, Bytes: len(d.Text), Format: string(d.Raw.Format), Charset: d.Meta.Charset, RawSHA256: hexadecimal(sum[:]),
		Dates: d.Meta.Dates, Headline: d.Headline, Furniture: d.Furniture, Notices: len(d.Notices),
	}
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// count gives the number of sentences of the report, and of words in them that hold a letter or a digit: furniture and
// punctuation do not count.
func (d *Document) count() (sentences, words int) {
	for _, s := range d.Sentences {
		if s.Kind == PageParts {
			continue
		}
		sentences++
		for t := s.Tokens.First; t < s.Tokens.End; t++ {
			for _, r := range d.Word(t) {
				if unicode.IsLetter(r) || unicode.IsDigit(r) {
					words++
					break
				}
			}
		}
	}
	return sentences, words
}
