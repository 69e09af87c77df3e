package text

import (
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/record"
)

// Extracted is what the reader of one format (acquire/extract/docx, pdf, mail) makes of the bytes of a report. Every
// position is a byte range of Text. It is joined with [Raw.Given] by acquire/extract, which decides the metadata.
type Extracted struct {
	Text      string             // valid UTF-8, line ends as LF, paragraphs apart by an empty line; "" where HTML is set
	HTML      []byte             // instead of Text: a page, to be read as one; UTF-8 where Charset is set, else not decoded
	Given     Given              // what the file says of itself: properties of the document, headers of the message
	Furniture []record.Furniture // sorted, apart from each other
	Notices   []notice.Notice    //
	Charset   string             // IANA name of the encoding that was declared and read, "" where there is none to name
	Reader    string             // the program that read the bytes where more than one can: "pdftotext 22.12.0", else ""
}
