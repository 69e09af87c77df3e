package markup

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Page is what a page says about itself, as it says it: nothing is interpreted but white space.
type Page struct {
	Lang      string    // of the html element or a content-language header
	Title     string    // of the title element
	Canonical string    // rel=canonical
	Metas     []Meta    // in document order
	Articles  []Article // of JSON-LD, in document order
	Headings  []string  // the h1 elements that are shown
	Stamps    []Stamp   // elements that tell a date
	Byline    string    // words of the first element that is marked as naming the author
}

// Meta is one meta element. Key is its name, property, itemprop or http-equiv in lower case.
type Meta struct{ Key, Content string }

// Stamp is an element that tells a date: a time element, or one that is marked as date by itemprop or class.
type Stamp struct {
	Where    string // as a selector: time.published, span[itemprop=datePublished]
	Value    string // its datetime, content or title attribute, "" where it has none
	Text     string // its words
	Kind     StampKind
	Element  atom.Atom
	Declared bool // itemprop=datePublished or pubdate: the page says that it is the date of publication
	Marked   bool // the class says so
	Aside    bool // in a comment, a list of related pages, a navigation or a footer
	Heading  int  // distance to the nearest h1 in blocks of text; large where there is none
}

// StampKind tells what a stamp dates.
type StampKind int

// The kinds of stamps.
const (
	Published StampKind = iota
	Modified
)

// Meta gives the content of the first meta element with one of the keys, tried in order.
func (p *Page) Meta(keys ...string) string {
	for _, k := range keys {
		for _, m := range p.Metas {
			if m.Key == k && m.Content != "" {
				return m.Content
			}
		}
	}
	return ""
}

// All gives the contents of all meta elements with a key, each once, in document order.
func (p *Page) All(key string) []string {
	var all []string
	for _, m := range p.Metas {
		if m.Key == key && m.Content != "" && len(all) < maxNames && !slices.Contains(all, m.Content) {
			all = append(all, m.Content)
		}
	}
	return all
}

// maxNames is the number of authors that are taken.
const maxNames = 12

// Describe collects what the page says about itself. It changes nothing.
func Describe(root *html.Node) *Page {
	d := describer{page: &Page{}, marks: classMarks()}
	walk(root, d.visit)
	d.close()
	return d.page
}

const (
	maxMetas    = 400 // pages have some dozens
	maxStamps   = 200
	maxHeadings = 20
	noHeading   = 1 << 20
)

type describer struct {
	page     *Page
	marks    marks
	position int   // number of texts passed
	h1       []int // positions of all
	stamps   []int // positions of the stamps
}

func (d *describer) visit(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		if len(n.Data) > 1 && strings.TrimSpace(n.Data) != "" {
			d.position++
		}
		return false
	case html.CommentNode:
		return false
	case html.ElementNode:
		return d.element(n)
	}
	return true
}

func (d *describer) element(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html:
		d.page.Lang = firstOf(attr(n, "lang"), attr(n, "xml:lang"))
	case atom.Title:
		if d.page.Title == "" && !within(n.Parent, func(p *html.Node) bool { return p.DataAtom == atom.Svg }) {
			d.page.Title = inner(n)
		}
		return false
	case atom.Meta:
		d.meta(n)
	case atom.Link:
		if d.page.Canonical == "" && strings.EqualFold(attr(n, "rel"), "canonical") {
			d.page.Canonical = strings.TrimSpace(attr(n, "href"))
		}
	case atom.Script:
		if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
			d.page.Articles = append(d.page.Articles, articlesOf(n.FirstChild.Data)...)
		}
		return false
	case atom.Style, atom.Noscript, atom.Template:
		return false
	case atom.H1:
		d.heading(n)
	}
	d.stamp(n)
	d.byline(n)
	return true
}

func (d *describer) meta(n *html.Node) {
	content := squeeze(attr(n, "content"))
	if content == "" || len(d.page.Metas) >= maxMetas {
		return
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "name", "property", "itemprop", "http-equiv":
			d.page.Metas = append(d.page.Metas, Meta{Key: strings.ToLower(strings.TrimSpace(a.Val)), Content: content})
		}
	}
}

func (d *describer) heading(n *html.Node) {
	d.h1 = append(d.h1, d.position)
	if words := inner(n); words != "" && len(d.page.Headings) < maxHeadings && !within(n, hidden) {
		d.page.Headings = append(d.page.Headings, words)
	}
}

func (d *describer) stamp(n *html.Node) {
	if len(d.page.Stamps) >= maxStamps {
		return
	}
	class := names(n)
	prop := strings.ToLower(attr(n, "itemprop"))
	s := Stamp{
		Element: n.DataAtom, Declared: prop == "datepublished" || hasAttr(n, "pubdate"), Heading: noHeading,
		Marked: d.marks.has(class, dateMark),
	}
	switch {
	case n.DataAtom == atom.Time, s.Declared, prop == "datemodified":
	case s.Marked && n.DataAtom != atom.Body && n.DataAtom != atom.Html && n.DataAtom != atom.Article:
	default:
		return
	}
	s.Value = squeeze(firstOf(attr(n, "datetime"), attr(n, "content"), attr(n, "data-datetime"), attr(n, "data-date"), attr(n, "title")))
	if s.Text = inner(n); len(s.Text) > maxStampText {
		s.Text = ""
	}
	if s.Value == "" && s.Text == "" {
		return
	}
	if prop == "datemodified" || !s.Declared && d.marks.has(class, changedMark) && !d.marks.has(class, publishedMark) {
		s.Kind = Modified
	}
	s.Where = selector(n, prop)
	s.Aside = within(n, d.aside)
	d.page.Stamps = append(d.page.Stamps, s)
	d.stamps = append(d.stamps, d.position)
}

// maxStampText is the longest text, in bytes, that is a date with its surroundings and not a paragraph.
const maxStampText = 120

// aside tells whether an element holds what accompanies the report: comments, related pages, navigation.
func (d *describer) aside(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Aside, atom.Nav, atom.Footer:
		return true
	case atom.Body, atom.Html, atom.Article, atom.Main:
		return false
	}
	return d.marks.has(names(n), besideMark)
}

func selector(n *html.Node, prop string) string {
	var b strings.Builder
	b.WriteString(n.Data)
	if prop != "" {
		b.WriteString("[itemprop=" + attr(n, "itemprop") + "]")
		return b.String()
	}
	for i, c := range strings.Fields(attr(n, "class")) {
		if i == 2 {
			break
		}
		b.WriteString("." + c)
	}
	return b.String()
}

func (d *describer) byline(n *html.Node) {
	if d.page.Byline != "" {
		return
	}
	switch {
	case strings.EqualFold(attr(n, "itemprop"), "author"), strings.EqualFold(attr(n, "rel"), "author"), d.marks.has(names(n), bylineMark):
	default:
		return
	}
	words := inner(n)
	if words == "" || len(words) > maxStampText || within(n, d.aside) || within(n, hidden) {
		return
	}
	d.page.Byline = words
}

// close measures how far each stamp stands from the nearest heading of the page.
func (d *describer) close() {
	for i, at := range d.stamps {
		for _, h := range d.h1 {
			d.page.Stamps[i].Heading = min(d.page.Stamps[i].Heading, max(h-at, at-h))
		}
	}
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}
