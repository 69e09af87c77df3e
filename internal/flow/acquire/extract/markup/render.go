package markup

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Block is a paragraph, heading, list item or table row of a page.
type Block struct {
	Text  string    // on one line, or several where the page breaks them
	Tag   atom.Atom // the innermost element that begins a line: p, h2, li, tr, ...
	Tight bool      // belongs to the line before it: no blank line between (items of one list, rows of one table)
	Links int       // bytes of Text that are linked
	// Caption is set for the caption of a picture, in the main text of a page.
	Caption bool

	home int // the element that it stands in, index of canvas.elements
	part int // the region that it stands in, index of canvas.parts
}

// Render gives the text below a node as blocks in document order.
func Render(n *html.Node) []Block { return paint(n).blocks }

// canvas is the text of a page with what its elements say of it.
type canvas struct {
	blocks   []Block
	elements []element
	parts    []part
}

// element is an element that begins a line. The first of a canvas stands for the page.
type element struct {
	parent int // -1 for the first
	tag    atom.Atom
	weight int  // bytes of prose in it and below it
	body   bool // says of itself that it holds the text of an article
}

// part is a region of the page. The first of a canvas is the page itself.
type part struct {
	parent int
	kind   region
	weight int // bytes of prose in it and below it
}

func paint(n *html.Node) *canvas {
	r := renderer{canvas: canvas{elements: []element{{parent: -1}}, parts: []part{{parent: -1}}}}
	r.node(n)
	r.flush()
	return &r.canvas
}

// Join writes blocks as one text: a blank line between paragraphs, a line for each item and row.
func Join(blocks []Block) string {
	var b strings.Builder
	for i, k := range blocks {
		switch {
		case i == 0:
		case k.Tight:
			b.WriteByte('\n')
		default:
			b.WriteString("\n\n")
		}
		b.WriteString(k.Text)
	}
	return b.String()
}

type renderer struct {
	canvas
	line   strings.Builder
	space  bool       // white space waits to be written before the next word
	links  int        // linked bytes in line
	inLink int        // open links
	pre    int        // open pre elements
	block  *html.Node // innermost open block
	list   *html.Node // list or table of the last block that was written
	home   int        // index of block among the elements
	part   int        // innermost region
}

func (r *renderer) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.text(n.Data)
	case html.ElementNode:
		r.element(n)
	case html.DocumentNode:
		r.children(n)
	}
}

func (r *renderer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.node(c)
	}
}

func (r *renderer) element(n *html.Node) {
	if silent(n.DataAtom) && n.DataAtom != atom.Head || n.DataAtom == atom.Head || hidden(n) {
		return
	}
	switch n.DataAtom {
	case atom.Br:
		r.breakLine()
		return
	case atom.A:
		r.inLink++
		r.children(n)
		r.inLink--
		return
	case atom.Td, atom.Th:
		if r.line.Len() > 0 {
			r.space = false
			r.line.WriteByte('\t')
		}
		r.children(n)
		return
	case atom.Pre:
		r.pre++
		defer func() { r.pre-- }()
	}
	if !isBlock(n.DataAtom) {
		r.children(n)
		return
	}
	r.flush()
	outer, home, part := r.block, r.home, r.part
	r.enter(n)
	r.children(n)
	r.flush()
	r.block, r.home, r.part = outer, home, part
}

// enter notes an element that begins a line, and the region that it begins.
func (r *renderer) enter(n *html.Node) {
	r.elements = append(r.elements, element{parent: r.home, tag: n.DataAtom, body: saysBody(n)})
	r.block, r.home = n, len(r.elements)-1
	if kind := regionOf(n); kind != noRegion {
		r.parts = append(r.parts, part{parent: r.part, kind: kind})
		r.part = len(r.parts) - 1
	}
}

// saysBody tells whether an element is declared to hold the text of an article.
func saysBody(n *html.Node) bool { return strings.EqualFold(attr(n, "itemprop"), "articlebody") }

// text adds words to the line: white space of the source collapses to one space, no-break spaces stay.
func (r *renderer) text(s string) {
	if r.pre > 0 {
		r.preformatted(s)
		return
	}
	for len(s) > 0 {
		n := 0
		for n < len(s) && !blank(s[n]) {
			n++
		}
		if n > 0 {
			r.word(s[:n])
			s = s[n:]
		}
		n = 0
		for n < len(s) && blank(s[n]) {
			n++
		}
		if n > 0 {
			r.space = true
			s = s[n:]
		}
	}
}

func blank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

func (r *renderer) word(s string) {
	if r.space && r.line.Len() > 0 && !strings.HasSuffix(r.line.String(), "\n") && !strings.HasSuffix(r.line.String(), "\t") {
		r.line.WriteByte(' ')
		if r.inLink > 0 {
			r.links++
		}
	}
	r.space = false
	r.line.WriteString(s)
	if r.inLink > 0 {
		r.links += len(s)
	}
}

func (r *renderer) preformatted(s string) {
	r.line.WriteString(strings.ReplaceAll(s, "\r", ""))
	if r.inLink > 0 {
		r.links += len(s)
	}
}

// breakLine begins a new line within the block. A second break in a row begins a new paragraph, as writers without
// paragraph elements mean it.
func (r *renderer) breakLine() {
	if r.line.Len() == 0 {
		return
	}
	if strings.HasSuffix(r.line.String(), "\n") {
		r.flush()
		return
	}
	r.space = false
	r.line.WriteByte('\n')
}

// flush ends the block that is being written.
func (r *renderer) flush() {
	text := trimLines(r.line.String())
	links := r.links
	r.line.Reset()
	r.space, r.links = false, 0
	if text == "" {
		return
	}
	b := Block{Text: text, Tag: atom.P, Links: links, home: r.home, part: r.part}
	if r.block != nil {
		b.Tag = r.block.DataAtom
	}
	home := listOf(r.block)
	b.Tight = home != nil && home == r.list && len(r.blocks) > 0
	r.list = home
	r.blocks = append(r.blocks, b)
}

// listOf gives the list or table that a block is an item or row of, nil for others.
func listOf(n *html.Node) *html.Node {
	for depth := 0; n != nil && depth < 6; n, depth = n.Parent, depth+1 {
		switch n.DataAtom {
		case atom.Li:
			return n.Parent
		case atom.Dt, atom.Dd:
			return n.Parent
		case atom.Table:
			return n
		}
	}
	return nil
}

// trimLines drops white space at the ends of lines and empty lines at both ends.
func trimLines(s string) string {
	if !strings.Contains(s, "\n") {
		return strings.TrimFunc(s, outside)
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRightFunc(l, outside)
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n\t ")
}

// outside tells what is dropped at the ends of a line: white space and marks without width.
func outside(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }
