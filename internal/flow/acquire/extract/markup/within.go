package markup

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// Bounds of what is brought back into the article.
const (
	minPoint   = 15 // bytes of an item of a list that is a sentence or headline and no button
	minWords   = 3
	maxCaption = 600 // bytes
)

// fill brings back what the search for prose passes over within the article: lists of points that link nowhere, the
// headings above them, and the captions of pictures.
func (s *selection) fill(title string) {
	from, to := s.extent(title)
	inside := s.article()
	for i := from; i < to; i++ {
		b := s.blocks[i]
		switch {
		case s.keep[i] || !s.below(b, inside):
		case s.isCaption(b):
			s.keep[i], s.blocks[i].Caption, s.blocks[i].Tight = true, true, false
		case s.isPoint(b):
			s.keep[i] = true
		}
	}
	for i := to - 2; i >= from; i-- { // from the end: a heading may stand above a heading
		if b := s.blocks[i]; isHeading(b.Tag) && !s.keep[i] && s.keep[i+1] && !s.blocks[i+1].Caption &&
			s.below(b, inside) && !s.named(b) && b.Links == 0 && !s.isTitle(b, title) {
			s.keep[i] = s.blocks[i+1].Tag == atom.Li
		}
	}
}

// extent gives the blocks from the one behind the heading of the page, or the first that is kept, to the last paragraph
// that is kept.
func (s *selection) extent(title string) (from, to int) {
	first, last := -1, -1
	for i := range s.blocks {
		if s.keep[i] && s.prose[i] {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	for i := first - 1; i >= max(0, first-maxLead); i-- {
		if s.isTitle(s.blocks[i], title) {
			return i + 1, last + 1
		}
	}
	return max(first, 0), last + 1
}

func (s *selection) isTitle(b Block, title string) bool {
	want := lettersOf(title)
	return isHeading(b.Tag) && (b.Tag == atom.H1 || len(want) >= 8 && len(b.Text) <= 3*len(title)+20 && sameTitle(lettersOf(b.Text), want))
}

func isHeading(tag atom.Atom) bool {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// article gives the element that holds the article: the innermost article element round the core, or the core.
func (s *selection) article() int {
	for e := s.core; e > 0; e = s.elements[e].parent {
		if s.elements[e].tag == atom.Article {
			return e
		}
	}
	return s.core
}

// below tells whether a block stands in an element.
func (s *selection) below(b Block, element int) bool {
	for e := b.home; e >= element; e = s.elements[e].parent {
		if e == element {
			return true
		}
	}
	return false
}

// named tells whether a block stands in any region that its page names.
func (s *selection) named(b Block) bool { return b.part > 0 }

// isPoint tells whether a block is an item of a list of points.
func (s *selection) isPoint(b Block) bool {
	return b.Tag == atom.Li && !s.named(b) && b.Links == 0 && len(b.Text) >= minPoint && len(strings.Fields(b.Text)) >= minWords
}

// isCaption tells whether a block is the caption of a picture of the article, and not one of a teaser.
func (s *selection) isCaption(b Block) bool {
	if len(b.Text) > maxCaption || b.Links*2 > len(b.Text) || s.parts[b.part].kind != caption {
		return false
	}
	for p := s.parts[b.part].parent; p > 0; p = s.parts[p].parent {
		if s.parts[p].kind != caption {
			return false
		}
	}
	for e := b.home; e > s.core; e = s.elements[e].parent {
		if s.elements[e].tag == atom.Figcaption {
			return true
		}
	}
	return false
}
