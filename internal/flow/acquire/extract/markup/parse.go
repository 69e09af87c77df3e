// Package markup reads HTML: it parses pages within limits, finds the main text and gives it as blocks of plain text,
// and collects what a page says about itself (title, author, publisher, address, dates).
//
// Pages are foreign: they may be cut, nested without end, or lie. Nothing here trusts them to be well formed, and
// nothing fails but for a page without any text.
package markup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits on what is parsed. The parser itself refuses more than 512 open elements.
const (
	maxBytes = 16 << 20 // of one page; what follows is not read
	maxDepth = 200      // of elements kept when a page is too deep for the parser
)

// ErrNoText is given for a page that holds no text outside of its scripts and styles.
var ErrNoText = errors.New("the page holds no text")

// Tree is a parsed page.
type Tree struct {
	Root      *html.Node
	Cut       bool // the page was longer than is read
	Flattened bool // the page was nested deeper than is read; the text is kept, the deep elements are not
}

// Parse makes the tree of a page. It fails only when ctx ends first.
func Parse(ctx context.Context, page string) (Tree, error) {
	var t Tree
	if len(page) > maxBytes {
		page, t.Cut = strings.ToValidUTF8(page[:maxBytes], ""), true
	}
	root, err := parseTree(ctx, page)
	if err != nil && ctx.Err() == nil {
		t.Flattened = true
		root, err = parseTree(ctx, flatten(page, maxDepth))
	}
	if err != nil && ctx.Err() == nil {
		root, err = parseTree(ctx, flatten(page, 0))
	}
	if err != nil {
		return t, fmt.Errorf("parse the page: %w", err)
	}
	t.Root = root
	return t, nil
}

func parseTree(ctx context.Context, page string) (*html.Node, error) {
	return html.Parse(&stoppable{ctx: ctx, in: strings.NewReader(page)})
}

// stoppable ends a reader when its context ends.
type stoppable struct {
	ctx context.Context
	in  io.Reader
}

func (s *stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.in.Read(p)
}

// flatten rewrites a page so that no more than depth elements are open at once: deeper tags are dropped, and where a
// dropped tag began a block a line break stands in its place.
func flatten(page string, depth int) string {
	var out strings.Builder
	out.Grow(len(page))
	var open int
	dropped := map[string]int{}
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out.String()
		case html.StartTagToken:
			raw := string(z.Raw())
			name, _ := z.TagName()
			a := atom.Lookup(name)
			switch {
			case isVoid(a) || isRawText(a):
				out.WriteString(raw)
			case open < depth:
				open++
				out.WriteString(raw)
			default:
				dropped[string(name)]++
				if isBlock(a) {
					out.WriteString("<br><br>")
				}
			}
		case html.EndTagToken:
			raw := string(z.Raw())
			name, _ := z.TagName()
			if dropped[string(name)] > 0 {
				dropped[string(name)]--
				continue
			}
			if a := atom.Lookup(name); !isRawText(a) {
				open = max(0, open-1)
			}
			out.WriteString(raw)
		default:
			out.Write(z.Raw())
		}
	}
}

func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

func isRawText(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Title, atom.Textarea, atom.Noscript, atom.Iframe, atom.Xmp, atom.Noembed, atom.Noframes:
		return true
	}
	return false
}
