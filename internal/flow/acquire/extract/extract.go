// Package extract turns the bytes of a report into a document: its kept text, its title, author, publisher and address,
// its date of publication with every piece of evidence, its language, and the lines that belong to the page and not to
// the report.
//
// The kept text of a plain text file is the file itself. Of pages and documents it is the headline, an empty line and the
// main text. Furniture is marked and never deleted from the kept text. Nothing is invented: what is not known stays
// empty, and what was doubtful is told in notices.
package extract

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/charset"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/furniture"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/pubdate"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/tongue"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Options sets what an extractor takes for granted. The zero value works.
type Options struct {
	Today string // ISO date; dates of publication after the day that follows it are implausible. "" for no such check
	Pure  bool   // call no other program: same bytes in, same text out on every machine (PDF is read worse)
}

// Extractor reads reports. It holds no state and is safe for concurrent use.
type Extractor struct {
	today string
	pure  bool
}

// New makes an extractor.
func New(o Options) *Extractor { return &Extractor{today: o.Today, pure: o.Pure} }

// Apply reads a report. The error, where there is one, is an [*Error]. The document is complete but for its notices,
// which are given beside it.
func (x *Extractor) Apply(ctx context.Context, raw text.Raw) (*text.Document, []notice.Notice, error) {
	d := &draft{raw: raw, given: raw.Given, pure: x.pure}
	if err := d.read(ctx); err != nil {
		return nil, nil, fault(raw, err)
	}
	if !hasWords(d.text) {
		return nil, nil, fault(raw, noText("the "+named(raw.Format)))
	}
	doc := x.finish(d)
	return doc, notice.Merge(d.raw.Notices, d.notices), nil
}

func named(f text.Format) string {
	switch f {
	case text.HTML:
		return "page"
	case text.Mail:
		return "message"
	case text.DOCX, text.PDF:
		return "document"
	case text.Article:
		return "article"
	}
	return "file"
}

// draft is a document in the making.
type draft struct {
	raw       text.Raw
	pure      bool
	given     text.Given // of the container and of what the format itself says
	text      string
	headline  *record.Span
	furniture []record.Furniture // found by the reader of the format
	charset   string
	language  string // declared by the page or file, "" where none is
	title     string
	author    string
	publisher string
	url       string
	// bylineAuthor is the author that a line between the headline and the report names.
	bylineAuthor string

	evidence []evidence // of the page; that of the container and of the text is added by date
	notices  []notice.Notice
}

func (d *draft) note(code notice.Code, span *record.Span, format string, args ...any) {
	d.notices = append(d.notices, notice.Notice{Code: code, Span: span, Message: fmt.Sprintf(format, args...)})
}

// read fills the draft by the format of the report.
func (d *draft) read(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(d.raw.Bytes) == 0 {
		return charset.ErrEmpty
	}
	switch d.raw.Format {
	case text.Plain:
		return d.readPlain()
	case text.Markdown:
		return d.readMarkdown()
	case text.HTML:
		return d.readPage(ctx, d.raw.Bytes, "")
	case text.Article:
		return d.readArticle(ctx)
	case text.Mail, text.DOCX, text.PDF:
		return d.readOther(ctx)
	}
	return &Error{Code: Unsupported, Message: fmt.Sprintf("the format %q is not read", d.raw.Format), Hint: "save it as text or HTML"}
}

// finish decides the metadata and makes the document.
func (x *Extractor) finish(d *draft) *text.Document {
	doc := text.New(d.raw, d.text)
	publisher := firstOf(d.given.Publisher, d.publisher)
	doc.Furniture = joinFurniture(joinFurniture(d.furniture, d.headerFurniture()), furniture.Find(d.text, publisher, d.headline))
	doc.Headline = d.headline
	title := name(firstOf(d.given.Title, d.title))
	title, site := furniture.CutSite(title, publisher)
	doc.Meta = text.Meta{
		Title: title, Author: name(firstOf(d.given.Author, d.author, d.bylineAuthor)), Publisher: name(firstOf(publisher, site, d.agencyOf())),
		URL: value(firstOf(d.given.URL, d.url)), Charset: d.charset,
	}
	doc.Meta.Language = d.tellLanguage()
	x.date(d, doc)
	return doc
}

// shortText is the length, in bytes, below which the language that the container gives goes before the one that is
// found.
const shortText = 300

// KnownLanguage tells whether a code names a language that reports can be in: ISO 639-1 or 639-3, in letters of any case,
// with a region behind it or not ("en", "eng", "en-GB").
func KnownLanguage(code string) bool { return primary(code) != "" }

// tellLanguage finds the language of the text.
//
// What the user gives ([text.Given].LanguageSure) goes before everything, unless the text is in a script in which that
// language is not written. What the container gives goes before what is found where the text is short, and decides where
// the text does not tell; so does what the page declares where the text does not tell. Where a language that is given is
// not followed a notice says so.
func (d *draft) tellLanguage() string {
	body := d.text
	if d.headline != nil && len(d.text)-d.headline.End > 200 {
		body = d.text[d.headline.End:]
	}
	l, given := tongue.Of(body), primary(d.given.Language)
	fits := given != "" && tongue.Fits(given, body)
	switch {
	case fits && (d.given.LanguageSure || len(body) < shortText || l == tongue.Unknown):
		l = given
	case l == tongue.Unknown:
		l = firstOf(primary(d.language), tongue.Unknown)
	}
	d.noteLanguage(l, given, fits)
	return l
}

// noteLanguage tells what was not followed, not known or is not read.
func (d *draft) noteLanguage(l, given string, fits bool) {
	switch wanted := oneLine(d.given.Language); {
	case wanted == "" || given == l || l == tongue.Unknown && given != "" && fits:
	case given == "":
		d.note(notice.LanguageIgnored, nil, "the language %q that was given is not known and not used; give an ISO 639 code", short(wanted))
	case !fits:
		d.note(notice.LanguageIgnored, nil, "the language %q that was given is not used: the text is in a script in which it is not written", given)
	default:
		d.note(notice.LanguageIgnored, nil, "the language %q that the container gives is not used: the text is in %q; give --language if that is wrong", given, l)
	}
	switch {
	case l == tongue.Unknown:
		d.note(notice.LanguageUnknown, nil, "the text is too short or too mixed to tell its language; give --language or a column for it")
	case !text.IsRead(l):
		d.note(notice.LanguageUnread, nil, "the language is %q, which is not read yet; the report is kept and searchable", l)
	}
}

// primary gives the code of the language of a tag, "en" of "en-GB" and "eng", and "" where it names none that is known.
func primary(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	tag, _, _ = strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	code, _ := tongue.Known(tag)
	return code
}

// joinFurniture merges what the reader of the format marked with what the rules found; the former wins.
func joinFurniture(given, found []record.Furniture) []record.Furniture {
	if len(given) == 0 {
		return found
	}
	all := make([]record.Furniture, 0, len(given)+len(found))
	i := 0
	for _, f := range found {
		for i < len(given) && given[i].Span.Start < f.Span.End {
			all = append(all, given[i])
			i++
		}
		if len(all) == 0 || all[len(all)-1].Span.End <= f.Span.Start {
			all = append(all, f)
		}
	}
	return append(all, given[i:]...)
}

// headerFurniture marks the lines between the headline and the report that name its author or its date.
func (d *draft) headerFurniture() []record.Furniture {
	var all []record.Furniture
	report := false
	d.eachHeaderLine(func(line record.Span) {
		words := line.Of(d.text)
		switch {
		case report || len(words) > maxTitleBytes:
			report = true
		case furniture.IsByline(words):
			all = append(all, record.Furniture{Span: line, Reason: "byline"})
			d.bylineAuthor = firstOf(d.bylineAuthor, bylineAuthor(words))
		case isDatedLine(words):
			all = append(all, record.Furniture{Span: line, Reason: "dated-line"})
		default:
			report = !strings.HasSuffix(words, ":") && len(strings.Fields(words)) > maxHeaderWords
		}
	})
	return all
}

// maxHeaderWords is the longest line, in words, that may stand between the headline and the report.
const maxHeaderWords = 12

// isDatedLine tells whether a line holds a date, labels and nothing else.
func isDatedLine(line string) bool {
	lines := pubdate.Lines(line, pubdate.Locale{})
	return len(lines) > 0 && lines[0].Kind != pubdate.Dateline
}

func hasWords(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// value makes a value of metadata of what a container or a page says: valid, on one line, without control characters and
// those that turn the direction of writing, which would reorder what is shown around it.
func value(s string) string { return oneLine(strings.Map(noTurn, charset.Clean(s).Text)) }

// noTurn drops the embeddings, overrides and isolates of bidirectional writing, and marks without width.
func noTurn(r rune) rune {
	switch {
	case 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069, r == 0x200b, r == 0xfeff:
		return -1
	}
	return r
}

// oneLine makes every run of white space one space, for values of metadata.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
