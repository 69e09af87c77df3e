package markdown

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxNesting bounds links within the words of links.
const maxNesting = 4

// inline drops the marks within a line.
func (c *converter) inline(s string) string { return c.spans(s, 0) }

func (c *converter) spans(s string, depth int) string {
	if !strings.ContainsAny(s, "*_`[]<&\\~!") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		n := c.span(&b, s, i, depth)
		i += n
	}
	return html.UnescapeString(b.String())
}

// span writes what begins at byte i and gives its length in the source.
func (c *converter) span(b *strings.Builder, s string, i, depth int) int {
	switch s[i] {
	case '\\':
		if i+1 < len(s) && strings.IndexByte("\\`*_{}[]()#+-.!|<>~", s[i+1]) >= 0 {
			b.WriteByte(s[i+1])
			return 2
		}
	case '`':
		if end := strings.IndexByte(s[i+1:], '`'); end >= 0 {
			b.WriteString(s[i+1 : i+1+end])
			return end + 2
		}
	case '!', '[':
		if words, n := link(s[i:]); n > 0 && depth < maxNesting {
			b.WriteString(c.spans(words, depth+1))
			return n
		}
	case '<':
		if n := c.tag(b, s[i:]); n > 0 {
			return n
		}
	case '*', '_', '~':
		if n := emphasis(s, i); n > 0 {
			return n
		}
	}
	b.WriteByte(s[i])
	return 1
}

// link reads [words](target) and ![words](target), and [words][name]; it gives the words and the length.
func link(s string) (string, int) {
	from := strings.IndexByte(s, '[')
	if from > 1 || from == 1 && s[0] != '!' || from < 0 {
		return "", 0
	}
	end := closing(s, from, '[', ']')
	if end < 0 || end+1 >= len(s) {
		return "", 0
	}
	open, shut := s[end+1], byte(')')
	switch open {
	case '(':
	case '[':
		shut = ']'
	default:
		return "", 0
	}
	last := closing(s, end+1, open, shut)
	if last < 0 {
		return "", 0
	}
	return s[from+1 : end], last + 1
}

// Bounds of links and tags, so that signs without an end cost no more than the text itself.
const (
	maxLinkBytes = 1000
	maxTagBytes  = 2000
	maxBrackets  = 8 // open within each other
)

// closing finds the sign that closes the one at byte from, within the bounds.
func closing(s string, from int, open, shut byte) int {
	depth := 0
	for i := from; i < min(len(s), from+maxLinkBytes); i++ {
		switch s[i] {
		case '\\':
			i++
		case open:
			if depth++; depth > maxBrackets {
				return -1
			}
		case shut:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// tag drops a tag of HTML or a comment, and writes the address of <https://...>.
func (c *converter) tag(b *strings.Builder, s string) int {
	if strings.HasPrefix(s, "<!--") {
		end := strings.Index(s, "-->")
		if end < 0 {
			c.comment = true
			return len(s)
		}
		return end + 3
	}
	end := strings.IndexByte(s[:min(len(s), maxTagBytes)], '>')
	if end < 2 {
		return 0
	}
	inner := s[1:end]
	if strings.HasPrefix(inner, "http://") || strings.HasPrefix(inner, "https://") || strings.HasPrefix(inner, "mailto:") {
		b.WriteString(inner)
		return end + 1
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimPrefix(inner, "/"))
	if first >= utf8.RuneSelf || !unicode.IsLetter(first) {
		return 0
	}
	if name := strings.ToLower(strings.Trim(inner, " /")); name == "br" || name == "p" {
		b.WriteByte('\n')
	}
	return end + 1
}

// emphasis gives the length of a mark of emphasis: stars, tildes and underscores beside a word, not between spaces and
// not within a word.
func emphasis(s string, i int) int {
	n := i
	for n < len(s) && s[n] == s[i] {
		n++
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[n:])
	startless, endless := i == 0 || unicode.IsSpace(before), n == len(s) || unicode.IsSpace(after)
	switch {
	case n-i > 3, startless && endless:
		return 0
	case s[i] == '~' && n-i != 2:
		return 0
	case s[i] == '_' && inWord(before) && inWord(after) && !startless && !endless:
		return 0
	case s[i] == '*' && isDigit(before) && isDigit(after):
		return 0
	}
	return n - i
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isDigit(r rune) bool { return unicode.IsDigit(r) }
