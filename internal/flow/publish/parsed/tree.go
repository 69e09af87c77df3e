package parsed

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/text"
)

// Style holds escape sequences of a terminal, empty for plain text.
type Style struct {
	Bold, Grey, Accent, Name, End string
}

// Directions in which a line leaves a cell of the drawing.
const (
	up = 1 << iota
	down
	left
	right
)

// boxes are the characters that lines in these directions make, as bits.
const boxes = " ╵╷│╴┘┐┤╶└┌├─┴┬┼"

// deepest is the greatest depth that is drawn; words below it are drawn at it.
const deepest = 24

// WriteTree draws the trees of a document, a line for each word in the order
// of the text: the tree on the left, then the word, its part of speech, its
// relation and its lemma where that differs.
func WriteTree(w io.Writer, d *text.Document, st Style) error {
	out := bufio.NewWriter(w)
	for i := range d.Sentences {
		if i > 0 {
			fmt.Fprintln(out)
		}
		s := &d.Sentences[i]
		head := ""
		if s.Kind != text.Running {
			head = st.Grey + string(s.Kind) + " " + st.End
		}
		fmt.Fprintf(out, "%s%s%s%s\n", head, st.Bold, clean(d.SentenceSpan(i).Of(d.Text)), st.End)
		rows := draw(d.Trees, s.Tokens)
		form, tag, rel := 0, 0, 0
		for t := s.Tokens.First; t < s.Tokens.End; t++ {
			form = max(form, min(24, width(d.Word(t))))
			tag = max(tag, len(d.Trees.UPOS(t)))
			rel = max(rel, len(d.Trees.Rel(t)))
		}
		for j, row := range rows {
			t := s.Tokens.First + text.TokenID(j)
			line := st.Grey + row + st.End + " " + word(d, t, form, st) + "  " + st.Grey + pad(d.Trees.UPOS(t), tag) + st.End +
				"  " + relation(d.Trees, t, rel, st) + "  " + st.Grey + remark(d, t) + st.End
			if st.End == "" {
				line = strings.TrimRight(line, " ")
			}
			fmt.Fprintln(out, line)
		}
	}
	return out.Flush()
}

// word writes a word, names and the root standing out.
func word(d *text.Document, t text.TokenID, size int, st Style) string {
	form := pad(clean(d.Word(t)), size)
	switch {
	case d.NameAt(t) != nil:
		return st.Name + form + st.End
	case d.Trees.Head(t) == text.NoToken:
		return st.Bold + form + st.End
	case d.Trees.UPOS(t) == "PUNCT":
		return st.Grey + form + st.End
	}
	return form
}

// relation writes the relation, those that carry who does what standing out.
func relation(f *text.Forest, t text.TokenID, size int, st Style) string {
	rel := pad(f.Rel(t), size)
	switch {
	case f.IsRel(t, "root", "nsubj", "csubj", "obj", "iobj", "ccomp", "xcomp", "obl:agent"):
		return st.Accent + rel + st.End
	case f.IsRel(t, "punct", "case", "det", "mark", "cc", "aux"):
		return st.Grey + rel + st.End
	}
	return rel
}

// remark gives the lemma where it is not the word, and the type of a name.
func remark(d *text.Document, t text.TokenID) string {
	var list []string
	if n := d.NameAt(t); n != nil && n.Tokens.First == t {
		list = append(list, string(n.Type))
	}
	if lemma := d.Trees.Lemma(t); !strings.EqualFold(lemma, d.Word(t)) {
		list = append(list, clean(lemma))
	}
	return strings.Join(list, " ")
}

// draw gives the lines of the tree of a run of words, a row for each word. The
// children of a word hang on a vertical line in the column of its depth.
func draw(f *text.Forest, r text.TokenRange) []string {
	depth := make([]int, r.Len())
	most := 0
	for t := r.First; t < r.End; t++ {
		depth[t-r.First] = min(deepest, depthOf(f, t))
		most = max(most, depth[t-r.First])
	}
	grid := make([][]uint8, r.Len())
	for i := range grid {
		grid[i] = make([]uint8, 2*most+3)
	}
	for t := r.First; t < r.End; t++ {
		row := int(t - r.First)
		at := 2*depth[row] + 1
		grid[row][at] |= left
		grid[row][at-1] |= right | left
		if h := f.Head(t); h != text.NoToken {
			hang(grid, 2*depth[h-r.First]+1, int(h-r.First), row, at)
		} else {
			grid[row][0] = right
		}
		for x := at; x < len(grid[row])-1; x++ { // a line leads to the word
			grid[row][x] |= right
			grid[row][x+1] |= left
		}
	}
	rows := make([]string, len(grid))
	signs := []rune(boxes)
	for i, cells := range grid {
		var b strings.Builder
		for _, c := range cells {
			b.WriteRune(signs[c])
		}
		rows[i] = b.String()
	}
	return rows
}

// hang draws the line from a head in column x and row head to a child in row
// row, whose own column is at.
func hang(grid [][]uint8, x, head, row, at int) {
	step, from, to := 1, uint8(down), uint8(up)
	if row < head {
		step, from, to = -1, up, down
	}
	grid[head][x] |= from
	for i := head + step; i != row; i += step {
		grid[i][x] |= up | down
	}
	grid[row][x] |= to | right
	for i := x + 1; i < at; i++ {
		grid[row][i] |= left | right
	}
}

func depthOf(f *text.Forest, t text.TokenID) int {
	n := 0
	for h := f.Head(t); h != text.NoToken && n < deepest; h = f.Head(h) {
		n++
	}
	return n
}

// clean makes text safe for a terminal: one line, no control characters.
func clean(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != 0x200D {
			return -1
		}
		return r
	}, s)
}

// width is the number of columns of a word: marks have none, wide characters two.
func width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
		case r > 0x10FF && (r < 0x1160 || r > 0x2E7F && r < 0xA4D0 || r > 0xABFF && r < 0xD7A4 || r > 0xFF00 && r < 0xFF61 || r > 0x1F2FF && r < 0x1FB00):
			n += 2
		default:
			n++
		}
	}
	return n
}

func pad(s string, size int) string {
	if n := size - width(s); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	if width(s) > size && utf8.RuneCountInString(s) > size {
		return string([]rune(s)[:size-1]) + "…"
	}
	return s
}
