package extract

import (
	"context"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/docx"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/mail"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/pdf"
	"github.com/chancery-project/chancery/internal/text"
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
	d.given = joinGiven(d.raw.Given, got.Given)
	d.notices = append(d.notices, got.Notices...)
	d.charset = got.Charset
	if len(got.HTML) > 0 {
		declared := got.Charset
		return d.readPage(ctx, got.HTML, declared)
	}
	d.text, d.furniture = got.Text, got.Furniture
	if d.raw.Format == text.Mail {
		d.headMail()
		return nil
	}
	d.findHeadline()
	return nil
}

// headMail puts the subject of a message before its text, as the headline of a report.
func (d *draft) headMail() {
	before := len(d.text)
	d.compose(d.text)
	shift := len(d.text) - before
	for i := range d.furniture {
		d.furniture[i].Span.Start += shift
		d.furniture[i].Span.End += shift
	}
	for i, n := range d.notices {
		if n.Span != nil {
			moved := *n.Span
			moved.Start, moved.End = moved.Start+shift, moved.End+shift
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
