package extract

import (
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/charset"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/markdown"
)

// readMarkdown reads a text in Markdown: its words without the marks, and its front matter.
func (d *draft) readMarkdown() error {
	t, err := charset.Decode(d.raw.Bytes, charset.Hint{})
	if err != nil {
		return err
	}
	d.charset = t.Charset
	d.notices = append(d.notices, withoutSpans(t)...)
	read := markdown.Read(t.Text)
	d.given = joinGiven(d.raw.Given, read.Given)
	if d.given.Title == "" {
		d.title = read.Heading
	}
	d.compose(read.Text)
	return nil
}
