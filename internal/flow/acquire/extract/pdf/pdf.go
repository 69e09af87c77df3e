// Package pdf reads the text and the properties of PDF files (ISO 32000-1).
//
// Where pdftotext of poppler is found it gives the text, unless the options forbid it; else the reader of this package
// does. The two do not give the same text: what was read by pdftotext depends on the machine, which a notice says.
//
// The reader of this package finds the objects of a file without its tables, which makes it indifferent to damaged
// ones, places every letter on its page, and rebuilds words from the gaps between letters, lines from their heights,
// columns from the gutters between them, and paragraphs from indents and distances. Lines that stand at the same edge
// of several pages are furniture. For both readers, hyphens at the ends of lines are undone where the word tells.
package pdf

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Options chooses the reader and bounds the reading of one file. The zero value works.
type Options struct {
	Pure        bool          // never call pdftotext: same bytes in, same text out on every machine
	Program     string        // path of pdftotext, "" is the one on PATH
	MaxPages    int           // pages beyond are left with a notice; 2,000
	MaxText     int           // bytes of text; 32 MB
	MaxUnpacked int64         // bytes that the streams of a file may unpack to; 512 MB
	MaxTime     time.Duration // for one file; 60 seconds
}

func (o Options) filled() Options {
	o.MaxPages = cmp.Or(o.MaxPages, 2000)
	o.MaxText = cmp.Or(o.MaxText, 32<<20)
	o.MaxUnpacked = cmp.Or(o.MaxUnpacked, 512<<20)
	o.MaxTime = cmp.Or(o.MaxTime, time.Minute)
	return o
}

// The readers, as [text.Extracted.Reader] names them.
const (
	BuiltIn   = "built-in"
	PDFToText = "pdftotext"
)

// What can be wrong with a file as a whole.
var (
	ErrNoPDF       = errors.New("not a PDF file; check where it came from")
	ErrDamaged     = errors.New("the PDF file is damaged, no page was found; fetch it again")
	ErrEncrypted   = errors.New("the PDF file needs a password; save it without one")
	ErrNoTextLayer = errors.New("no text layer: the pages are images; run a text recognition over the file first")
	ErrEmpty       = errors.New("the PDF file holds no text")
	ErrNoLetters   = errors.New("the letters of the PDF file cannot be told from its fonts; print it to a new file or run a text recognition over it")
	ErrTooLarge    = errors.New("the PDF file unpacks to more than the limit; split it")
	ErrTooSlow     = errors.New("the PDF file takes too long to read; split it")
)

// Read gives the text of a file, page by page, and what its information dictionary says.
func Read(ctx context.Context, b []byte, o Options) (text.Extracted, error) {
	o = o.filled()
	if !bytes.Contains(b[:min(len(b), 1024)], []byte("%PDF-")) {
		return text.Extracted{}, ErrNoPDF
	}
	limited, cancel := context.WithTimeoutCause(ctx, o.MaxTime, ErrTooSlow)
	defer cancel()
	result, err := read(limited, b, o)
	if err != nil && ctx.Err() == nil && errors.Is(context.Cause(limited), ErrTooSlow) {
		return text.Extracted{}, ErrTooSlow
	}
	return result, err
}

func read(ctx context.Context, b []byte, o Options) (text.Extracted, error) {
	f, err := open(ctx, b, o)
	if err != nil {
		return text.Extracted{}, err
	}
	var result text.Extracted
	pages := f.pages()
	if len(pages) == 0 {
		return text.Extracted{}, ErrDamaged
	}
	if !o.Pure {
		if outside, ok := f.outside(b); ok {
			result = outside
		}
	}
	if result.Reader == "" {
		if result, err = f.builtIn(pages); err != nil {
			return text.Extracted{}, err
		}
	}
	result.Given = f.given()
	if len(pages) >= o.MaxPages {
		result.Notices = append(result.Notices, notice.Notice{
			Code: notice.TruncatedInput, Message: fmt.Sprintf("only the first %d pages were read", o.MaxPages),
		})
	}
	return result, nil
}

// builtIn reads the text without pdftotext.
func (f *file) builtIn(pages []page) (text.Extracted, error) {
	glyphs, err := loadGlyphs()
	if err != nil {
		return text.Extracted{}, fmt.Errorf("internal error: %w", err)
	}
	c := &content{f: f, glyphs: glyphs, fonts: map[fontKey]*font{}, forms: map[*stream][]byte{}, drawing: map[*stream]bool{}}
	var laid [][]line
	images, letters, unknowns := 0, 0, 0
	for _, p := range pages {
		before := c.images
		if err := c.page(p); err != nil {
			return text.Extracted{}, err
		}
		for _, g := range c.out {
			letters++
			if g.text == unknown {
				unknowns++
			}
		}
		if len(c.out) == 0 && c.images > before {
			images++
		}
		laid = append(laid, layout(c.out))
	}
	switch {
	case letters == 0 && images > 0:
		return text.Extracted{}, ErrNoTextLayer
	case unknowns*2 > letters:
		return text.Extracted{}, ErrNoLetters
	}
	result := assemble(laid)
	if len(result.Text) > f.o.MaxText {
		return text.Extracted{}, ErrTooLarge
	}
	if result.Text == "" {
		return text.Extracted{}, ErrEmpty
	}
	result.Reader = BuiltIn
	result.Notices = []notice.Notice{{
		Code: notice.SpacesRebuilt, Message: "words, lines and paragraphs were rebuilt from the places of the letters on the pages",
	}}
	if unknowns > 0 {
		result.Notices = append(result.Notices, notice.Notice{
			Code: notice.InvalidUTF8, Message: fmt.Sprintf("letters that the fonts of the file do not tell: %d of %d", unknowns, letters),
		})
	}
	if images > 0 {
		result.Notices = append(result.Notices, notice.Notice{
			Code: notice.MainTextDoubtful, Message: fmt.Sprintf("pages that are images without a text layer: %d of %d", images, len(pages)),
		})
	}
	return result, nil
}

// given gives what the information dictionary says (section 14.3.3).
func (f *file) given() text.Given {
	info := f.dict(f.trailer["Info"])
	id, _ := f.trailer["Info"].(ref)
	get := func(key name) string {
		s, _ := f.get(info[key]).(str)
		return strings.Join(strings.Fields(f.textString(s, id)), " ")
	}
	g := text.Given{Title: get("Title"), Author: get("Author")}
	for _, key := range []name{"CreationDate", "ModDate"} {
		if d := isoDate(get(key)); d != "" {
			g.Dates = append(g.Dates, text.GivenDate{Text: d, From: record.DateFromMeta, Where: string(key)})
		}
	}
	return g
}

// textString decodes a string of the information dictionary: UTF-16 or UTF-8 with a mark, else PDFDocEncoding, which is
// read as Windows-1252: the two differ in signs that titles do not hold.
func (f *file) textString(s str, id ref) string {
	b := []byte(s)
	if f.crypt != nil && id.id > 0 && !f.objects[id.id].packed {
		b = f.crypt.stream(b, id)
	}
	switch {
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		var units []uint16
		for i := 2; i+1 < len(b); i += 2 {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		}
		return clean(string(utf16.Decode(units)))
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return clean(string(b[3:]))
	case utf8.Valid(b):
		return clean(string(b))
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return ""
	}
	return clean(string(out))
}

func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == utf8.RuneError {
			return ' '
		}
		return r
	}, s)
}

// isoDate gives a date of the form D:20250823101500+04'30' (section 7.9.4) in ISO 8601, or as it is where it has
// another form.
func isoDate(s string) string {
	digits := strings.TrimPrefix(s, "D:")
	n := 0
	for n < len(digits) && n < 14 && '0' <= digits[n] && digits[n] <= '9' {
		n++
	}
	zone := strings.ReplaceAll(strings.TrimSuffix(digits[n:], "'"), "'", ":")
	if zone != "" && zone != "Z" && (len(zone) != 6 || zone[0] != '+' && zone[0] != '-') {
		zone = ""
	}
	switch {
	case n >= 14:
		return digits[:4] + "-" + digits[4:6] + "-" + digits[6:8] + "T" + digits[8:10] + ":" + digits[10:12] + ":" + digits[12:14] + zone
	case n >= 8:
		return digits[:4] + "-" + digits[4:6] + "-" + digits[6:8]
	case n >= 6:
		return digits[:4] + "-" + digits[4:6]
	case n == 4:
		return digits[:4]
	}
	return s
}
