package extract

import (
	"context"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/charset"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/markup"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/record"
)

// readPage reads a page. declared is the encoding that its container names.
func (d *draft) readPage(ctx context.Context, raw []byte, declared string) error {
	t, err := charset.Decode(raw, charset.Hint{Markup: true, Declared: declared})
	if err != nil {
		return err
	}
	d.charset = t.Charset
	for _, n := range t.Notices {
		n.Span = nil // of the source of the page, not of the kept text
		d.notices = append(d.notices, n)
	}
	return d.page(ctx, t.Text)
}

func (d *draft) page(ctx context.Context, source string) error {
	tree, err := markup.Parse(ctx, source)
	if err != nil {
		return err
	}
	if tree.Cut {
		d.note(notice.TruncatedInput, nil, "the page is longer than is read; its end was left out")
	}
	if tree.Flattened {
		d.doubtful("the page is nested deeper than is read; its text was kept without the deepest elements")
	}
	page := markup.Describe(tree.Root)
	d.describe(page)
	content := markup.Main(tree.Root, firstOf(d.given.URL, d.url), firstOf(d.given.Title, d.title))
	if content.Doubtful {
		d.doubtful("the main text could not be told from its surroundings with confidence")
	}
	d.compose(d.better(ctx, markup.Join(content.Blocks), mainArticle(page).Body))
	d.markCaptions(content.Blocks)
	d.evidence = append(d.evidence, aroundEvidence(content.Around, d.text, locale(d))...)
	if !hasWords(d.text) {
		return markup.ErrNoText
	}
	return ctx.Err()
}

// markCaptions marks the captions of pictures in the kept text, line by line.
func (d *draft) markCaptions(blocks []markup.Block) {
	at := 0
	if d.headline != nil {
		at = d.headline.End
	}
	for _, b := range blocks {
		if !b.Caption {
			continue
		}
		for _, words := range strings.Split(charset.Clean(b.Text).Text, "\n") {
			span, ok := lineOf(d.text, at, words)
			if !ok {
				continue
			}
			d.furniture = append(d.furniture, record.Furniture{Span: span, Reason: "caption"})
			at = span.End
		}
	}
}

// lineOf finds a line of the text, from a byte on, that is made of these words.
func lineOf(s string, from int, words string) (record.Span, bool) {
	words = strings.TrimSpace(words)
	for words != "" {
		at := strings.Index(s[from:], words)
		if at < 0 {
			break
		}
		start, end := from+at, from+at+len(words)
		if (start == 0 || s[start-1] == '\n') && (end == len(s) || s[end] == '\n') {
			return record.Span{Start: start, End: end}, true
		}
		from = end
	}
	return record.Span{}, false
}

// shortBody is the length, in bytes, from which the text that a page declares for machines is taken instead of one that is
// found and holds less than half as much: pages that scripts build hold their text nowhere else.
const shortBody = 600

// better gives the text that was found, or that which the page declares where the former is but a part of it.
func (d *draft) better(ctx context.Context, found, declared string) string {
	if len(declared) < shortBody || len(letters(found))*2 > len(letters(declared)) {
		return found
	}
	if kindOfColumn(declared) != plainColumn {
		tree, err := markup.Parse(ctx, declared)
		if err != nil {
			return found
		}
		declared = markup.Text(tree.Root)
	}
	d.doubtful("the page shows less text than it declares for machines; the declared text was taken")
	return declared
}

// compose makes the kept text: the headline, an empty line and the body. A body that begins with the headline keeps it
// in its place.
func (d *draft) compose(body string) {
	body = strings.Trim(charset.Clean(body).Text, "\n")
	title := name(firstOf(d.given.Title, d.title))
	if span, ok := opens(body, title); ok {
		d.text, d.headline = body, &span
		return
	}
	switch {
	case body == "":
		d.text = title
		return
	case title == "":
		d.text = body
		d.findHeadline()
		return
	}
	d.text = title + "\n\n" + body
	d.headline = &record.Span{Start: 0, End: len(title)}
}

// opens tells whether a body begins with the title as a line of its own, and where.
func opens(body, title string) (record.Span, bool) {
	span := lineAt(body, 0)
	line := span.Of(body)
	if title == "" || len(line) > len(title)+len(title)/2+8 {
		return record.Span{}, false
	}
	a, b := letters(line), letters(title)
	if a == "" || a != b && !(len(a) > 20 && strings.HasPrefix(b, a) && len(a)*10 >= len(b)*7) {
		return record.Span{}, false
	}
	return span, true
}

// letters gives a text without everything but letters and digits, for comparison.
func letters(s string) string { return strings.Map(letterOnly, s) }
