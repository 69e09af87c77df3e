package markdown_test

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/markdown"
)

func TestKeepsWordsAndDropsMarks(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"**The** *talks* go __on__.", "The talks go on."},
		{"[two countries](https://example.org/a_(b)) met", "two countries met"},
		{"![a picture](a.jpg \"title\") of it", "a picture of it"},
		{"[a [b](c)](d)", "a b"},
		{"snake_case_name and 2 * 3", "snake_case_name and 2 * 3"},
		{"a \\*star\\* stays", "a *star* stays"},
		{"`code **stays**`", "code **stays**"},
		{"see <https://example.org>", "see https://example.org"},
		{"a<br>b <b>bold</b> x < y", "a\nb bold x < y"},
		{"Fish &amp; chips", "Fish & chips"},
		{"# Head\n\n## Sub ##\n\ntext", "Head\n\nSub\n\ntext"},
		{"Head\n====\ntext", "Head\ntext"},
		{"- a\n- [ ] b\n1. c", "a\nb\n1. c"},
		{"> > quoted", "quoted"},
		{"a\n\n---\n\nb", "a\n\n\nb"},
		{"```\nx := *p\n```", "x := *p"},
		{"a <!-- b\nc --> d", "a\nd"},
		{"| a | b |\n|---|---|\n| c | d |", "a\tb\nc\td"},
		{"[x]: https://example.org/\ntext", "text"},
		{"The price is $5 ~ $6 and ~~not~~ 7", "The price is $5 ~ $6 and not 7"},
		{"unclosed [bracket and `tick", "unclosed [bracket and `tick"},
	} {
		if got := markdown.Read(c.in).Text; got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

func TestReadsFrontMatter(t *testing.T) {
	r := markdown.Read("---\ntitle: 'Talks: resumed'\ndate: 2025-08-23\nlang: en\nsource: Example News\n---\nText.")
	if r.Text != "Text." || r.Given.Title != "Talks: resumed" || r.Given.Publisher != "Example News" || len(r.Given.Dates) != 1 {
		t.Errorf("%+v", r)
	}
	if r := markdown.Read("---\n\nNot front matter.\n\n---\n\nText."); !strings.Contains(r.Text, "Not front matter.") {
		t.Errorf("lost %+v", r)
	}
}

// TestSignsWithoutEndCostNoMore guards against reading to the end of the text from every sign.
func TestSignsWithoutEndCostNoMore(t *testing.T) {
	for _, sign := range []string{"[", "<a", "`a", "*a*", "<!--", "![", "[a](", "\\"} {
		markdown.Read(strings.Repeat(sign, 200_000))
	}
}
