package text

import (
	"crypto/sha256"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/record"
)

// Raw is one report as it was found: its bytes, its place, and what its container says of it. It is made by
// acquire/source and never changed.
type Raw struct {
	Path   string // as the user named it or as it was found below the folder the user named
	Member string // name inside an archive ("2021/a.html"), number in a mailbox or row of a table ("17"), else ""
	Format Format
	Bytes  []byte
	Given  Given
	// Notices are doubts of the container: an encoding that was guessed for a whole table, a member that ends early.
	Notices []notice.Notice
}

// Place names the report for people: the path, and the member behind "!" where there is one.
func (r Raw) Place() string {
	if r.Member == "" {
		return r.Path
	}
	return r.Path + "!" + r.Member
}

// Sum is the SHA-256 of the bytes found.
func (r Raw) Sum() [sha256.Size]byte { return sha256.Sum256(r.Bytes) }

// Format is how the bytes of a report are to be read.
type Format string

// The formats that acquire/extract reads.
const (
	Plain    Format = "text"
	Markdown Format = "markdown"
	HTML     Format = "html"
	Mail     Format = "mail"    // one message of RFC 5322
	DOCX     Format = "docx"    // Office Open XML
	PDF      Format = "pdf"     //
	Article  Format = "article" // a row of a table: Bytes is the text column in UTF-8, or HTML when it is markup
)

// Given is what the container of a report (a row's other columns, the user's flags) says about it. Empty strings are
// unknown.
type Given struct {
	Title     string
	Author    string
	Publisher string
	URL       string
	Language  string
	// LanguageSure is set where the user gives the language: it goes before what the text tells.
	LanguageSure bool

	Dates []GivenDate // in the order of the container
}

// GivenDate is a date as the container writes it, not yet read.
type GivenDate struct {
	Text  string
	From  record.DateSource // flag, meta or feed
	Where string            // the column, header or flag
}
