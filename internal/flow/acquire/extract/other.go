package extract

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/docx"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/mail"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/pdf"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/pubdate"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// readOther reads the formats that have packages of their own and joins what they say with what the container says.
func (d *draft) readOther(ctx context.Context) error {
	var got text.Extracted
	var err error
	switch d.raw.Format {
	case text.DOCX:
		got, err = docx.Read(ctx, d.raw.Bytes, docx.Options{})
	case text.PDF:
		got, err = pdf.Read(ctx, d.raw.Bytes, pdf.Options{Pure: d.pure})
	default:
		got, err = mail.Read(ctx, d.raw.Bytes, mail.Options{})
	}
	if err != nil {
		return err
	}
	ownTitle := got.Given.Title
	if d.raw.Format != text.Mail {
		d.evidence = fileEvidence(got.Given.Dates, locale(d))
		got.Given.Title, got.Given.Dates = "", nil
	}
	d.given = joinGiven(d.raw.Given, got.Given)
	d.notices = append(d.notices, got.Notices...)
	d.charset = got.Charset
	if len(got.HTML) > 0 {
		declared := got.Charset
		return d.readPage(ctx, got.HTML, declared)
	}
	d.text, d.furniture = d.blankControls(got.Text), got.Furniture
	if d.raw.Format == text.Mail {
		d.headMail()
		return nil
	}
	d.titleOfFile(ownTitle)
	return nil
}

// blankControls puts a space for each control character that a reader left in the text, so that spans hold.
func (d *draft) blankControls(s string) string {
	n := 0
	clean := strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || 0x7f <= r && r < 0xa0 {
			n++
			return ' '
		}
		return r
	}, s)
	if n > 0 {
		d.note(notice.ControlRemoved, nil, "%d control characters were replaced by spaces", n)
	}
	return clean
}

// titleOfFile finds the title of a document: the one that its properties tell where the text begins with it, else the
// first line that is one, else that of the properties unless a program made it up.
func (d *draft) titleOfFile(own string) {
	made := slices.ContainsFunc(metaKeys()[placeholderField], func(p string) bool { return strings.HasPrefix(strings.ToLower(own), p) })
	if extension := filepath.Ext(own); made || len(strings.Fields(own)) < 2 || len(extension) > 2 && len(extension) <= 5 {
		own = ""
	}
	if span, ok := givenHeadline(d.text, own); ok && d.given.Title == "" {
		d.title, d.headline = oneLine(own), &span
		return
	}
	d.findHeadline()
	d.title = firstOf(d.title, own)
}

// fileEvidence reads the dates that the properties of a document tell: when the file was made, which may be long after
// the report, and when it was changed.
func fileEvidence(dates []text.GivenDate, l pubdate.Locale) []evidence {
	var all []evidence
	for _, g := range dates {
		if r, ok := pubdate.Stamp(g.Text, l); ok {
			made := !strings.Contains(strings.ToLower(g.Where), "mod")
			all = append(all, evidence{from: g.From, where: value(g.Where), words: g.Text, reading: r, weak: true, file: made})
		}
	}
	return all
}

// headMail puts the subject of a message before its text, as the headline of a report, and moves what was marked in it.
func (d *draft) headMail() {
	body := d.text
	kept := strings.Trim(body, "\n")
	d.compose(body)
	shift := len(d.text) - len(kept) - (len(body) - len(strings.TrimLeft(body, "\n")))
	var furniture []record.Furniture
	for _, f := range d.furniture {
		f.Span.Start, f.Span.End = f.Span.Start+shift, min(f.Span.End+shift, len(d.text))
		if f.Span.Check(d.text) == nil && !f.Span.Empty() {
			furniture = append(furniture, f)
		}
	}
	d.furniture = furniture
	for i, n := range d.notices {
		if n.Span == nil {
			continue
		}
		moved := record.Span{Start: n.Span.Start + shift, End: n.Span.End + shift}
		d.notices[i].Span = nil
		if moved.Check(d.text) == nil {
			d.notices[i].Span = &moved
		}
	}
}

// joinGiven takes what the container says and fills its gaps with what the file says of itself.
func joinGiven(container, file text.Given) text.Given {
	g := container
	g.Title = firstOf(g.Title, file.Title)
	g.Author = firstOf(g.Author, file.Author)
	g.Publisher = firstOf(g.Publisher, file.Publisher)
	g.URL = firstOf(g.URL, file.URL)
	g.Language = firstOf(g.Language, file.Language)
	g.Dates = append(append([]text.GivenDate{}, container.Dates...), file.Dates...)
	return g
}
