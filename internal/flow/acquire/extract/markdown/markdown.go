// Package markdown reads texts in Markdown: it gives their words without the marks, one line a paragraph as written, and
// what the front matter says. It follows the common core of the dialects and leaves what it does not know as it stands.
//
// Headings, list items and rows of tables become lines; emphasis marks and the targets of links and pictures are dropped,
// their words stay; code stays as it is written, without its fences; comments, definitions of links and tags of HTML go.
package markdown

import (
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Result is what a text in Markdown holds.
type Result struct {
	Text    string     // valid UTF-8 where the input was
	Heading string     // the first heading of the first level, "" where there is none before other text
	Given   text.Given // of the front matter
}

// Read reads a text whose line ends are LF.
func Read(s string) Result {
	var r Result
	s, r.Given = frontMatter(s)
	c := converter{}
	for _, line := range strings.Split(s, "\n") {
		c.line(line)
	}
	r.Text = strings.Trim(strings.Join(c.out, "\n"), "\n")
	r.Heading = c.heading
	return r
}

// frontMatter cuts off a block between lines of three signs at the beginning and reads its plain keys.
func frontMatter(s string) (string, text.Given) {
	var g text.Given
	for _, fence := range []string{"---", "+++"} {
		rest, ok := strings.CutPrefix(s, fence+"\n")
		if !ok {
			continue
		}
		block, body, ok := strings.Cut("\n"+rest, "\n"+fence)
		if !ok || body != "" && body[0] != '\n' || !hasKeys(block) {
			return s, g
		}
		for _, line := range strings.Split(block, "\n") {
			property(&g, line)
		}
		return strings.TrimPrefix(body, "\n"), g
	}
	return s, g
}

// hasKeys tells front matter from a text that begins with a rule.
func hasKeys(block string) bool {
	for _, line := range strings.Split(block, "\n") {
		key, _, ok := cutKey(line)
		if ok && key != "" && !strings.Contains(key, " ") {
			return true
		}
	}
	return strings.TrimSpace(block) == ""
}

func cutKey(line string) (key, value string, ok bool) {
	at := strings.IndexAny(line, ":=")
	if at <= 0 {
		return "", "", false
	}
	return strings.ToLower(strings.TrimSpace(line[:at])), strings.TrimSpace(line[at+1:]), true
}

func property(g *text.Given, line string) {
	key, value, ok := cutKey(line)
	value = strings.Trim(value, `"' `)
	if !ok || value == "" {
		return
	}
	switch key {
	case "title":
		g.Title = value
	case "author", "authors":
		g.Author = strings.Trim(value, "[]")
	case "publisher", "site":
		g.Publisher = value
	case "url", "link", "canonical", "canonical_url", "source":
		if strings.HasPrefix(value, "http") {
			g.URL = value
		} else if key == "source" && g.Publisher == "" {
			g.Publisher = value
		}
	case "lang", "language":
		g.Language = value
	case "date", "published", "pubdate", "publish_date", "publishdate":
		g.Dates = append(g.Dates, text.GivenDate{Text: value, From: record.DateFromMeta, Where: "front matter " + key})
	}
}

// converter turns lines of Markdown into lines of text.
type converter struct {
	out     []string
	fence   string // of the open block of code, "" outside
	comment bool   // in a comment of HTML
	heading string
	body    bool // a paragraph was written
}

func (c *converter) line(line string) {
	trimmed := strings.TrimSpace(line)
	switch {
	case c.fence != "":
		if strings.HasPrefix(trimmed, c.fence) && strings.Trim(trimmed, "`~") == "" {
			c.fence = ""
			return
		}
		c.out = append(c.out, line)
		return
	case c.comment:
		_, after, ended := strings.Cut(line, "-->")
		if !ended {
			return
		}
		c.comment = false
		line, trimmed = after, strings.TrimSpace(after)
	}
	switch {
	case strings.HasPrefix(trimmed, "```"), strings.HasPrefix(trimmed, "~~~"):
		c.fence = trimmed[:3]
		return
	case trimmed == "":
		c.out = append(c.out, "")
		return
	case underline(trimmed) && len(c.out) > 0 && strings.TrimSpace(c.out[len(c.out)-1]) != "":
		if trimmed[0] == '=' {
			c.title(strings.TrimSpace(c.out[len(c.out)-1]))
		}
		return
	case rule(trimmed), definition(trimmed), tableRule(trimmed):
		return
	}
	c.text(line, trimmed)
}

// text writes a line that is neither code nor mark.
func (c *converter) text(line, trimmed string) {
	level := 0
	for level < len(trimmed) && trimmed[level] == '#' {
		level++
	}
	if 0 < level && level <= 6 && (level == len(trimmed) || trimmed[level] == ' ') {
		words := c.inline(strings.TrimSpace(strings.TrimRight(trimmed[level:], "# ")))
		if level == 1 {
			c.title(words)
		}
		c.out = append(c.out, words)
		return
	}
	content := strings.TrimLeft(line, " \t")
	for strings.HasPrefix(content, ">") {
		content = strings.TrimLeft(content[1:], " ")
	}
	content = bullet(content)
	if strings.HasPrefix(trimmed, "|") {
		content = row(trimmed)
	}
	if content = strings.TrimRight(c.inline(content), " \\"); content != "" {
		c.out = append(c.out, content)
		c.body = true
	}
}

// title remembers the first heading of the first level, where no text stands before it.
func (c *converter) title(words string) {
	if c.heading == "" && !c.body {
		c.heading = words
	}
}

func underline(s string) bool {
	return len(s) >= 3 && (strings.Trim(s, "=") == "" || strings.Trim(s, "-") == "")
}

func rule(s string) bool {
	s = strings.ReplaceAll(s, " ", "")
	return len(s) >= 3 && (strings.Trim(s, "-") == "" || strings.Trim(s, "*") == "" || strings.Trim(s, "_") == "")
}

// definition recognises [name]: address.
func definition(s string) bool {
	end := strings.Index(s, "]:")
	return s[0] == '[' && end > 1 && !strings.Contains(s[:end], " ") && strings.Contains(s[end:], "/")
}

func tableRule(s string) bool {
	return strings.Contains(s, "|") && strings.Contains(s, "-") && strings.Trim(s, "|-: ") == ""
}

// bullet drops the sign of an item; the number of a numbered one stays.
func bullet(s string) string {
	for _, sign := range []string{"- [ ] ", "- [x] ", "- ", "* ", "+ "} {
		if rest, ok := strings.CutPrefix(s, sign); ok {
			return rest
		}
	}
	return s
}

// row writes the cells of a row of a table with tabs between them.
func row(s string) string {
	cells := strings.Split(strings.Trim(s, "|"), "|")
	for i, cell := range cells {
		cells[i] = strings.TrimSpace(cell)
	}
	return strings.Join(cells, "\t")
}
