package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// screenWidth tells how many columns of a terminal words take: marks upon letters take none, characters of East Asia and
// emoji two.
func screenWidth(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

// wideRunes are the stretches of characters that take two columns (Unicode Standard Annex 11, W and F), in their order.
var wideRunes = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x1100, Hi: 0x115f, Stride: 1},
		{Lo: 0x2e80, Hi: 0x303e, Stride: 1},
		{Lo: 0x3041, Hi: 0xa4cf, Stride: 1},
		{Lo: 0xa960, Hi: 0xa97f, Stride: 1},
		{Lo: 0xac00, Hi: 0xd7a3, Stride: 1},
		{Lo: 0xf900, Hi: 0xfaff, Stride: 1},
		{Lo: 0xfe30, Hi: 0xfe6f, Stride: 1},
		{Lo: 0xff00, Hi: 0xff60, Stride: 1},
		{Lo: 0xffe0, Hi: 0xffe6, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x1f300, Hi: 0x1f64f, Stride: 1},
		{Lo: 0x1f680, Hi: 0x1f6ff, Stride: 1},
		{Lo: 0x1f900, Hi: 0x1faff, Stride: 1},
		{Lo: 0x20000, Hi: 0x3fffd, Stride: 1},
	},
}

func runeWidth(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.Is(wideRunes, r):
		return 2
	}
	return 1
}

// snip cuts words to so many columns, with an ellipsis where something is left out.
func snip(s string, width int) string {
	if screenWidth(s) <= width {
		return s
	}
	n := 1 // of the ellipsis
	for i, r := range s {
		if n += runeWidth(r); n > width {
			return s[:i] + "…"
		}
	}
	return s
}

// wrapped parts words into lines of at most so many columns, where there are spaces.
func wrapped(s string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(s) {
		switch {
		case line == "":
			line = word
		case screenWidth(line)+1+screenWidth(word) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	return append(lines, line)
}

// drawTable writes rows below their heads, each column as wide as it is given, wider cells cut.
func drawTable(out io.Writer, rows [][]string, widths []int) error {
	for _, cells := range rows {
		var b strings.Builder
		for i, c := range cells {
			c = snip(c, widths[i])
			b.WriteString(" " + c + strings.Repeat(" ", widths[i]-screenWidth(c)+1))
		}
		if _, err := fmt.Fprintln(out, strings.TrimRight(b.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}
