package extract

import (
	"context"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/charset"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/markup"
)

// readArticle reads the text column of a table: plain text, a fragment of HTML, or a whole page.
func (d *draft) readArticle(ctx context.Context) error {
	t, err := charset.Decode(d.raw.Bytes, charset.Hint{})
	if err != nil {
		return err
	}
	d.charset = t.Charset
	switch kindOfColumn(t.Text) {
	case wholePage:
		d.notices = append(d.notices, withoutSpans(t)...)
		return d.page(ctx, t.Text)
	case fragment:
		d.notices = append(d.notices, withoutSpans(t)...)
		tree, err := markup.Parse(ctx, t.Text)
		if err != nil {
			return err
		}
		d.compose(markup.Text(tree.Root))
		return nil
	}
	if title := oneLine(d.given.Title); title == "" {
		d.notices = append(d.notices, t.Notices...)
		d.text = t.Text
		d.findHeadline()
		return nil
	}
	d.notices = append(d.notices, withoutSpans(t)...)
	d.compose(t.Text)
	return nil
}

type columnKind int

const (
	plainColumn columnKind = iota
	fragment
	wholePage
)

// kindOfColumn tells whether a column holds markup, by the tags that texts in HTML cannot do without.
func kindOfColumn(s string) columnKind {
	if !strings.Contains(s, "<") {
		return plainColumn
	}
	head := strings.ToLower(s[:min(len(s), 2048)])
	for _, tag := range []string{"<!doctype html", "<html", "<body"} {
		if strings.Contains(head, tag) {
			return wholePage
		}
	}
	lower := strings.ToLower(s)
	for _, tag := range []string{"<p>", "<p ", "</p>", "<br>", "<br/>", "<br />", "<div>", "<div ", "</div>", "</a>", "<li>", "</h2>", "</h3>", "</strong>", "</em>", "</b>", "</span>"} {
		if strings.Contains(lower, tag) {
			return fragment
		}
	}
	return plainColumn
}
