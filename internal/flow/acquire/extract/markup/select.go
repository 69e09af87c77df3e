package markup

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// selection decides which blocks of a page are its main text.
type selection struct {
	*canvas
	keep     []bool
	prose    []bool
	total    int // bytes of prose outside of regions
	core     int // the innermost element that holds most of it
	doubtful bool
}

func newSelection(c *canvas) *selection {
	s := &selection{canvas: c, keep: make([]bool, len(c.blocks)), prose: make([]bool, len(c.blocks))}
	for i, b := range c.blocks {
		if s.prose[i] = isProse(b); s.prose[i] {
			for p := b.part; p >= 0; p = c.parts[p].parent {
				c.parts[p].weight += b.weight()
			}
		}
	}
	for i, b := range c.blocks {
		if s.prose[i] && s.region(b) == noRegion {
			s.total += b.weight()
			for e := b.home; e >= 0; e = c.elements[e].parent {
				c.elements[e].weight += b.weight()
			}
		}
	}
	s.core = s.findCore()
	return s
}

// weight is the length of the words of a block that are not linked.
func (b Block) weight() int { return len(b.Text) - b.Links }

// Bounds of prose.
const (
	proseLetters  = 60  // letters and digits of a paragraph
	proseLinks    = .4  // most of it that may be linked
	sharePart     = .35 // of all prose that a region of a loose name may hold and still be believed
	shareNamed    = .5  // the same for one whose name says more
	shareComments = .95 // the same for comments
	shareWhole    = .9  // of all prose that a region holds that is only called so
	shareNear     = .4  // of the prose of an element that must be kept for its other paragraphs to be brought back
	shareCore     = .75 // of the prose of an element that one of its children must hold to be the core instead
	shareKept     = .4  // of the prose of the core that readability must have kept to be believed
)

// isProse tells whether a block is a paragraph of running text.
func isProse(b Block) bool {
	switch b.Tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return false
	}
	if len(b.Text) < proseLetters || float64(b.Links) > proseLinks*float64(len(b.Text)) {
		return false
	}
	return strings.ContainsAny(b.Text, ".!?。।۔؟！？…")
}

// region gives the region that a block stands in, but for regions that hold too much of the page to be what they are
// called.
func (s *selection) region(b Block) region {
	for p := b.part; p > 0; p = s.parts[p].parent {
		kind := s.parts[p].kind
		if float64(s.parts[p].weight) <= believed(kind)*float64(s.parts[0].weight) {
			return kind
		}
	}
	return noRegion
}

// beside tells whether a block stands in any region but one that holds nearly all of the page: what readability lost is
// brought back only from outside of these.
func (s *selection) beside(b Block) bool {
	for p := b.part; p > 0; p = s.parts[p].parent {
		if float64(s.parts[p].weight) < shareWhole*float64(s.parts[0].weight) {
			return true
		}
	}
	return false
}

// believed gives the share of all prose up to which a region is what it is called. Comments are often longer than the
// report; other regions are not.
func believed(kind region) float64 {
	switch kind {
	case comments:
		return shareComments
	case navigation, footer, besides, byline, "tags", "legal":
		return sharePart
	}
	return shareNamed
}

// findCore descends from the page to the innermost element that holds most of the prose.
func (s *selection) findCore() int {
	core := 0
	for i := 1; i < len(s.elements); i++ { // children stand behind their parents
		e := s.elements[i]
		if e.parent == core && float64(e.weight) >= shareCore*float64(s.elements[core].weight) && e.weight > 0 {
			core = i
		}
	}
	return core
}

// inCore tells whether a block stands in the core.
func (s *selection) inCore(b Block) bool {
	for e := b.home; e >= s.core; e = s.elements[e].parent {
		if e == s.core {
			return true
		}
	}
	return false
}

// take keeps the blocks that readability kept. Blocks are recognised by their letters, since readability rebuilds the
// tree.
func (s *selection) take(readable []Block) {
	exact := map[string]int{}
	var all strings.Builder
	for _, b := range readable {
		l := lettersOf(b.Text)
		exact[l]++
		all.WriteString(l)
	}
	text := all.String()
	for i, b := range s.blocks {
		l := lettersOf(b.Text)
		switch {
		case exact[l] > 0:
			exact[l]--
			s.keep[i] = true
		case len(l) >= 25 && strings.Contains(text, l):
			s.keep[i] = true
		}
	}
}

func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// mend brings back the prose of the core that readability lost, and starts from the core where it lost most.
func (s *selection) mend() {
	kept, all := 0, 0
	for i, b := range s.blocks {
		if !s.prose[i] || s.region(b) != noRegion || !s.inCore(b) {
			continue
		}
		all += b.weight()
		if s.keep[i] {
			kept += b.weight()
		}
	}
	if float64(kept) < shareKept*float64(all) {
		s.takeCore()
		return
	}
	near := s.keptWeights()
	for i, b := range s.blocks {
		if s.prose[i] && !s.keep[i] && !s.beside(b) && s.inCore(b) {
			s.keep[i] = s.isNear(b, near)
		}
	}
	s.mendLead()
}

// keptWeights gives for each element the bytes of prose in it and below it that are kept.
func (s *selection) keptWeights() []int {
	weights := make([]int, len(s.elements))
	for i, b := range s.blocks {
		if s.keep[i] && s.prose[i] && s.region(b) == noRegion {
			for e := b.home; e >= 0; e = s.elements[e].parent {
				weights[e] += b.weight()
			}
		}
	}
	return weights
}

// isNear tells whether the element round a paragraph, or the one round that, holds much that is kept; of an item or row,
// its list or table. Teasers of other reports stand in elements of their own.
func (s *selection) isNear(b Block, kept []int) bool {
	e, levels := s.elements[b.home].parent, 1
	if b.Tag == atom.P || b.Tag == atom.Div {
		levels = 2
	}
	for n := 0; n < levels && e > 0; n, e = n+1, s.elements[e].parent {
		if float64(kept[e]) >= shareNear*float64(s.elements[e].weight) && kept[e] > 0 {
			return true
		}
		if e == s.core {
			break
		}
	}
	return false
}

// mendLead brings back what stands between the last heading of the first level and the text: the lead and the first
// paragraph, which stand in elements of their own on many pages.
func (s *selection) mendLead() {
	heading, first := -1, -1
	for i, b := range s.blocks {
		if s.keep[i] && s.prose[i] {
			first = i
			break
		}
		if b.Tag == atom.H1 && s.region(b) == noRegion {
			heading = i
		}
	}
	if heading < 0 || first-heading > maxLead {
		return
	}
	for i := heading + 1; i < first; i++ {
		b := s.blocks[i]
		if s.prose[i] && !s.beside(b) && b.Links*4 < len(b.Text) {
			s.keep[i] = true
		}
	}
}

// maxLead is how many blocks may stand between the heading and the text.
const maxLead = 60

// takeCore keeps what stands in the core from its first paragraph to its last.
func (s *selection) takeCore() {
	first, last := -1, -1
	for i, b := range s.blocks {
		s.keep[i] = false
		if s.prose[i] && s.inCore(b) && s.region(b) == noRegion {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		s.doubtful = true
		s.takeAll()
		return
	}
	for i := first; i <= last; i++ {
		s.keep[i] = s.inCore(s.blocks[i])
	}
}

// takeAll keeps every block outside of regions, or all where there is none.
func (s *selection) takeAll() {
	any := false
	for i, b := range s.blocks {
		s.keep[i] = s.region(b) == noRegion && b.Links*2 < len(b.Text)
		any = any || s.keep[i]
	}
	for i := range s.blocks {
		s.keep[i] = s.keep[i] || !any
	}
}

// drop takes out what does not belong to the report although it stands in its midst.
func (s *selection) drop() {
	for i, b := range s.blocks {
		if s.keep[i] && s.foreign(i, b) {
			s.keep[i] = false
		}
	}
}

func (s *selection) foreign(i int, b Block) bool {
	switch s.region(b) {
	case noRegion:
	case navigation, footer, besides, byline, "tags", "legal":
		return !s.prose[i] // loose names: builders of pages call anything a widget
	default:
		return true
	}
	linked := float64(b.Links) / float64(len(b.Text))
	return linked > .8 && !s.prose[i] && len(b.Text) > 15
}

// begin drops what is kept before the heading that shows the title: leads, captions and teasers of other reports. Where
// more prose than a lead stands before a heading, most of the prose must stand behind it.
func (s *selection) begin(title string) {
	want := lettersOf(title)
	if len(want) < 8 {
		return
	}
	all := 0
	for i, b := range s.blocks {
		if s.prose[i] && s.keep[i] && s.inCore(b) {
			all += b.weight()
		}
	}
	passed, before := 0, 0
	for i, b := range s.blocks {
		if s.prose[i] && s.keep[i] && s.inCore(b) {
			passed++
			before += b.weight()
		}
		if len(b.Text) > 3*len(title)+20 || !sameTitle(lettersOf(b.Text), want) || b.Tag != atom.H1 && b.Tag != atom.H2 {
			continue
		}
		if passed > maxBefore && before*2 > all {
			s.doubtful = s.doubtful || before < all // the heading stands in the midst of the text
			return
		}
		for k := range i {
			s.keep[k] = false
		}
		return
	}
}

// Bounds of the lines beside the heading, in blocks and bytes.
const (
	linesBefore = 3
	linesBehind = 14
	maxAround   = 160
)

// around gives the short lines beside the heading, or before the text where the page has no heading.
func (s *selection) around(title string) []string {
	at, want := -1, lettersOf(title)
	for i, b := range s.blocks {
		if b.Tag == atom.H1 || len(want) >= 8 && len(b.Text) <= 3*len(title)+20 && sameTitle(lettersOf(b.Text), want) {
			at = i
			if b.Tag == atom.H1 {
				break
			}
		}
		if s.keep[i] && s.prose[i] && s.inCore(b) {
			if at < 0 {
				at = i
			}
			break
		}
	}
	if at < 0 {
		return nil
	}
	var lines []string
	for i := max(0, at-linesBefore); i < min(len(s.blocks), at+linesBehind); i++ {
		b := s.blocks[i]
		if len(b.Text) > maxAround || !strings.ContainsAny(b.Text, "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹") {
			continue
		}
		switch s.region(b) {
		case comments, "related", footer, menu, navigation, "promo", "advert", caption, "bio":
			continue
		}
		lines = append(lines, strings.ReplaceAll(b.Text, "\n", " "))
	}
	return lines
}

// maxBefore is how many paragraphs may stand before the heading: a lead or a caption, not the report.
const maxBefore = 2

func sameTitle(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a)*2 >= len(b) && strings.HasPrefix(strings.ToLower(b), strings.ToLower(a))
}

func (s *selection) chosen() []Block {
	var all []Block
	for i, b := range s.blocks {
		if s.keep[i] {
			all = append(all, b)
		}
	}
	if len(all) > 0 {
		all[0].Tight = false
	}
	return all
}
