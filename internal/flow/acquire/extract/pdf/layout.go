package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// line is one line of a page in the order of reading.
type line struct {
	text        string
	paragraph   bool // begins a paragraph
	region      bool // is the first of a page or a column: whether it begins a paragraph is told by the words
	full        bool // reaches the right edge of its column, which has several lines
	indented    bool // begins to the right of the left edge of its column
	top, bottom int  // its place counted from the upper and the lower edge of the page, 1 being the outermost

	x0, x1, y, size float64
}

// Distances in parts of the size of the letters.
const (
	wordGap    = 0.17 // more is a blank
	chunkGap   = 0.9  // more may be a gutter
	sameLine   = 0.4  // less is the same line: raised and lowered letters
	overstrike = 0.1  // less is the same letter, printed twice to make it bold
)

// chunk is a run of letters of one line without a gap that may be a gutter.
type chunk struct {
	x0, x1, y, size float64
	text            strings.Builder
}

// layout gives the lines of a page from its letters.
func layout(glyphs []glyph) []line {
	chunks := chunksOf(glyphs)
	if len(chunks) == 0 {
		return nil
	}
	lines := order(chunks, 0)
	rank(lines)
	return lines
}

// chunksOf joins letters that were written one after the other.
func chunksOf(glyphs []glyph) []*chunk {
	var chunks []*chunk
	var open *chunk
	var last glyph
	blank := false
	for _, g := range glyphs {
		text := expand(g.text)
		if strings.TrimSpace(text) == "" {
			if open != nil && text != "" {
				blank = true
				open.x1 = max(open.x1, min(g.x1, g.x0+g.size))
			}
			continue
		}
		if open != nil && g.text == last.text && math.Abs(g.x0-last.x0) < overstrike*g.size && math.Abs(g.y-last.y) < overstrike*g.size {
			continue
		}
		gap := 0.0
		if open != nil {
			gap = g.x0 - last.x1
		}
		from := math.Inf(1)
		if open != nil {
			from = g.x0 - open.x1
		}
		if open == nil || math.Abs(g.y-open.y) > 0.1*max(g.size, open.size) || from > chunkGap*g.size || gap < -0.5*g.size {
			open = &chunk{x0: g.x0, x1: g.x1, y: g.y, size: g.size}
			chunks = append(chunks, open)
		} else if blank || gap > wordGap*g.size {
			open.text.WriteByte(' ')
		}
		open.text.WriteString(text)
		open.x1 = max(open.x1, g.x1)
		last, blank = g, false
	}
	return chunks
}

// expand takes ligatures apart and gives blanks for signs that are none.
func expand(s string) string {
	if len(s) == 1 && s[0] > ' ' {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= 0xFB00 && r <= 0xFB06:
			b.WriteString([]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xFB00])
		case unicode.IsSpace(r) || r == '\u200b':
			b.WriteByte(' ')
		case r == '\u00ad' || unicode.IsGraphic(r) || unicode.Is(unicode.Cf, r) && r != '\ufeff':
			b.WriteRune(r)
		}
	}
	return b.String()
}

// order gives the lines of chunks in the order of reading: column by column where there are columns.
func order(chunks []*chunk, depth int) []line {
	const fewest, most = 6, 20_000 // chunks of a page that may have columns
	if depth < 4 && len(chunks) >= fewest && len(chunks) <= most {
		if bands := split(chunks); bands != nil {
			var lines []line
			for _, b := range bands {
				lines = append(lines, order(b, depth+1)...)
			}
			return lines
		}
	}
	return paragraphs(linesOf(chunks))
}

// linesOf joins chunks that stand side by side.
func linesOf(chunks []*chunk) []line {
	sorted := slices.Clone(chunks)
	slices.SortStableFunc(sorted, func(a, b *chunk) int { return cmp.Or(cmp.Compare(b.y, a.y), cmp.Compare(a.x0, b.x0)) })
	var lines []line
	for i := 0; i < len(sorted); {
		j, y, size := i+1, sorted[i].y, sorted[i].size
		for j < len(sorted) && y-sorted[j].y < sameLine*min(size, max(sorted[j].size, size/2)) {
			if sorted[j].size > size { // the larger letters stand on the line
				y, size = sorted[j].y, sorted[j].size
			}
			j++
		}
		lines = append(lines, joined(sorted[i:j], y, size))
		i = j
	}
	return lines
}

func joined(chunks []*chunk, y, size float64) line {
	slices.SortStableFunc(chunks, func(a, b *chunk) int { return cmp.Compare(a.x0, b.x0) })
	l := line{x0: chunks[0].x0, x1: chunks[0].x1, y: y, size: size}
	var b strings.Builder
	for i, c := range chunks {
		if i > 0 && c.x0-l.x1 > wordGap*min(size, c.size) {
			b.WriteByte(' ')
		}
		b.WriteString(c.text.String())
		l.x1 = max(l.x1, c.x1)
	}
	l.text = strings.Join(strings.Fields(b.String()), " ")
	return l
}

// split divides a page at a gutter into parts that are read one after the other, nil where there is no gutter.
func split(chunks []*chunk) [][]*chunk {
	sorted := slices.Clone(chunks)
	slices.SortStableFunc(sorted, func(a, b *chunk) int { return cmp.Or(cmp.Compare(b.y, a.y), cmp.Compare(a.x0, b.x0)) })
	best, bestScore := 0.0, 0
	for _, x := range edges(sorted) {
		score := 0
		for _, b := range bandsAt(sorted, x) {
			if b.columns {
				score += len(b.left) + len(b.right)
			}
		}
		if score > bestScore {
			best, bestScore = x, score
		}
	}
	if bestScore == 0 {
		return nil
	}
	var parts [][]*chunk
	var across []*chunk
	for _, b := range bandsAt(sorted, best) {
		if !b.columns {
			across = append(append(append(across, b.left...), b.right...), b.across...)
			continue
		}
		if len(across) > 0 {
			parts, across = append(parts, across), nil
		}
		parts = append(parts, b.left, b.right)
		across = append(across, b.across...)
	}
	if len(across) > 0 {
		parts = append(parts, across)
	}
	return parts
}

// edges gives the left edges that several chunks share, the most shared first.
func edges(chunks []*chunk) []float64 {
	const most, grid = 40, 3.0
	count := map[int]int{}
	for _, c := range chunks {
		count[int(math.Floor(c.x0/grid))]++
	}
	var at []int
	for x, n := range count {
		if n+count[x+1] >= 3 {
			at = append(at, x)
		}
	}
	slices.SortFunc(at, func(a, b int) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	var xs []float64
	for _, x := range at[:min(len(at), most)] {
		xs = append(xs, float64(x)*grid-1)
	}
	return xs
}

// band is a stretch of a page between two chunks that cross a gutter.
type band struct {
	left, right []*chunk
	across      []*chunk // the chunks that cross the gutter below it
	columns     bool     // both sides are columns of running text
}

// bandsAt divides chunks in the order of their heights at a gutter.
func bandsAt(sorted []*chunk, x float64) []band {
	var bands []band
	var b band
	end := func() {
		if len(b.left)+len(b.right)+len(b.across) > 0 {
			b.columns = isColumn(b.left) && isColumn(b.right)
			bands = append(bands, b)
			b = band{}
		}
	}
	for _, c := range sorted {
		switch {
		case c.x1 <= x, c.x0 >= x:
			if len(b.across) > 0 {
				end()
			}
			if c.x0 >= x {
				b.right = append(b.right, c)
			} else {
				b.left = append(b.left, c)
			}
		default:
			b.across = append(b.across, c)
		}
	}
	end()
	return bands
}

// isColumn tells running text from the cells of a table: at least three lines, most of which fill most of the width.
func isColumn(chunks []*chunk) bool {
	const least, letters = 3, 12
	if len(chunks) < least {
		return false
	}
	lines := linesOf(chunks)
	if len(lines) < least {
		return false
	}
	left, right, length := math.Inf(1), math.Inf(-1), 0
	var widths []float64
	for _, l := range lines {
		left, right = min(left, l.x0), max(right, l.x1)
		widths = append(widths, l.x1-l.x0)
		length += len(l.text)
	}
	slices.Sort(widths)
	return widths[len(widths)/2] >= 0.55*(right-left) && length >= letters*len(lines)
}

// paragraphs marks the lines of a column that begin a paragraph: behind a wider distance, with other letters, with an
// indent, or behind a short line that ends a sentence.
func paragraphs(lines []line) []line {
	if len(lines) == 0 {
		return nil
	}
	left, right := lines[0].x0, lines[0].x1
	var steps []float64
	for i, l := range lines {
		left, right = min(left, l.x0), max(right, l.x1)
		if i > 0 {
			if step := lines[i-1].y - l.y; step > 0 && step < 3*l.size {
				steps = append(steps, step)
			}
		}
	}
	usual := lines[0].size * 1.2
	if len(steps) > 0 {
		slices.Sort(steps)
		usual = steps[len(steps)*2/5]
	}
	lines[0].paragraph, lines[0].region = true, true
	for i := range lines {
		l := &lines[i]
		l.full = len(lines) >= 3 && right-l.x1 < 0.2*(right-left)
		l.indented = l.x0 > left+0.7*l.size
	}
	for i := 1; i < len(lines); i++ {
		before, l := lines[i-1], &lines[i]
		short := right-before.x1 > 0.2*(right-left)
		switch {
		case before.y-l.y > 1.3*usual,
			math.Abs(before.size-l.size) > 0.12*max(before.size, l.size),
			l.indented && before.x0 < left+0.4*l.size && !centred(before, *l) && (!short || endsSentence(before.text)),
			l.indented && before.indented && before.paragraph && short && !centred(before, *l),
			short && endsSentence(before.text):
			l.paragraph = true
		}
	}
	return lines
}

// centred tells whether two lines have one middle.
func centred(a, b line) bool { return math.Abs(a.x0+a.x1-b.x0-b.x1) < 0.6*b.size }

// rank counts the lines from the edges of the page.
func rank(lines []line) {
	byHeight := make([]int, len(lines))
	for i := range byHeight {
		byHeight[i] = i
	}
	slices.SortStableFunc(byHeight, func(a, b int) int { return cmp.Compare(lines[b].y, lines[a].y) })
	for n, i := range byHeight {
		lines[i].top, lines[i].bottom = n+1, len(lines)-n
	}
}
