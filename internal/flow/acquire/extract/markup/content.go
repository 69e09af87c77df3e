package markup

import (
	"io"
	"log/slog"
	"net/url"
	"slices"
	"strings"

	readability "codeberg.org/readeck/go-readability"
	"golang.org/x/net/html"
)

// Content is the main text of a page.
type Content struct {
	Blocks   []Block
	Around   []string // short lines beside the heading that are no part of it: bylines, dates
	Doubtful bool     // it could not be told from its surroundings with confidence
}

// maxElements is the size of a page, in nodes, above which the search for the main text is not tried.
const maxElements = 150_000

// Main finds the main text of a page. The tree is changed: use [Describe] before.
//
// Two views are joined. Readability picks and cleans the element that holds the text; it sometimes loses paragraphs, or
// takes a list for the text. The page itself is seen as blocks of text in their elements: the innermost element that
// holds most of the prose tells what was lost, and the classes of elements tell what does not belong to the report.
func Main(root *html.Node, address, title string) Content {
	prune(root)
	view := paint(root)
	if count(root) > maxElements {
		return Content{Blocks: view.blocks, Doubtful: true}
	}
	s := newSelection(view)
	s.take(readable(root, address))
	s.mend()
	s.drop()
	s.begin(title)
	s.fill(title)
	if !slices.Contains(s.keep, true) {
		s.doubtful = true
		s.takeAll()
	}
	return Content{Blocks: s.chosen(), Around: s.around(title), Doubtful: s.doubtful}
}

// readable gives the blocks that readability takes for the main text, none where it fails: the page is foreign, and a
// fault of the library must not cost the report.
func readable(root *html.Node, address string) (blocks []Block) {
	defer func() {
		if recover() != nil {
			blocks = nil
		}
	}()
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	parser.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	page, _ := url.Parse(address)
	article, err := parser.ParseAndMutate(root, page)
	if err != nil || article.Node == nil {
		return nil
	}
	return Render(article.Node)
}

func count(root *html.Node) int {
	n := 0
	walk(root, func(*html.Node) bool { n++; return n <= maxElements })
	return n
}

// prune takes out what is never text, so that the search does not weigh it.
func prune(root *html.Node) {
	var gone []*html.Node
	walk(root, func(n *html.Node) bool {
		switch {
		case n.Type == html.CommentNode:
			gone = append(gone, n)
			return false
		case n.Type == html.ElementNode && (silent(n.DataAtom) && n.Data != "head" || hidden(n) || regionOf(n) == unseen):
			gone = append(gone, n)
			return false
		}
		return true
	})
	for _, n := range gone {
		remove(n)
	}
}

// Text gives the text of a whole fragment of markup, for columns and mail that hold a report and nothing else.
func Text(root *html.Node) string { return strings.TrimSpace(Join(Render(root))) }
