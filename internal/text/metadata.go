package text

import "github.com/chancery-project/chancery/record"

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

// ReadLanguages are the languages whose reports are read for facts. Reports in others are kept and searchable.
func ReadLanguages() []string { return []string{"en"} }

// IsRead tells whether reports in the language are read for facts.
func IsRead(language string) bool {
	for _, l := range ReadLanguages() {
		if l == language {
			return true
		}
	}
	return false
}

// Entry gives the form in which the document leaves the program, without its text and its copies.
func (d *Document) Entry() *record.Document {
	sum := d.Raw.Sum()
	return &record.Document{
		Kind: "document", ID: d.ID, Path: d.Raw.Path, Member: d.Raw.Member,
		Title: d.Meta.Title, Published: d.Meta.Published, PublishedFrom: d.Meta.PublishedFrom,
		Publisher: optional(d.Meta.Publisher), Author: optional(d.Meta.Author), URL: optional(d.Meta.URL),
		Language: d.Meta.Language, Read: IsRead(d.Meta.Language),
		Bytes: len(d.Text), Format: string(d.Raw.Format), Charset: d.Meta.Charset, RawSHA256: hexadecimal(sum[:]),
		Dates: d.Meta.Dates, Headline: d.Headline, Furniture: d.Furniture, Notices: len(d.Notices),
	}
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
