package main

import (
	"bufio"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/chancery-project/chancery/record"
)

// maxColumn bounds the width of the first column of the table of figures.
const maxColumn = 32

// writeFigures writes the figures as a table: how many, of what, who says so.
func writeFigures(out *bufio.Writer, s styles, facts []record.Entry) {
	var figures []*record.Figure
	width := 0
	for _, entry := range facts {
		if f, ok := entry.(*record.Figure); ok {
			figures = append(figures, f)
			if n := utf8.RuneCountInString(quantity(f)); n <= maxColumn {
				width = max(width, n)
			}
		}
	}
	for i, f := range figures {
		if i == 0 {
			fmt.Fprintf(out, "\n%sfigures%s\n", s.bold, s.end)
		}
		q := quantity(f)
		fmt.Fprintf(out, "  %s%s · %s\n", strings.Repeat(" ", max(0, width-utf8.RuneCountInString(q))), q, about(f))
	}
}

// quantity says how many: "~6,000 people", "40 to 45 percent", "≤ 1.2 billion USD".
func quantity(f *record.Figure) string {
	mark := map[record.Qualifier]string{record.About: "~", record.Over: ">", record.Under: "<", record.UpTo: "≤"}[f.Qualifier]
	if f.ValueMax != nil {
		return oneLine(mark + amount(f.Value) + " to " + amount(*f.ValueMax) + " " + f.Unit)
	}
	return oneLine(mark + amount(f.Value) + " " + f.Unit)
}

// about says what is counted, of which day it is and who says so.
func about(f *record.Figure) string {
	line := f.What
	if line == "" {
		line = f.Quote
	}
	if f.AsOf != nil {
		line += " · " + *f.AsOf
	}
	if f.Source != nil {
		line += " · says " + f.Source.Name
	}
	return oneLine(line)
}

// amount writes a number for people: thousands apart, round millions in words.
func amount(v float64) string {
	for _, s := range []struct {
		from float64
		name string
	}{{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}} {
		if short := strconv.FormatFloat(v/s.from, 'f', -1, 64); math.Abs(v) >= s.from && len(short) <= 6 {
			return short + " " + s.name
		}
	}
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		if v < 0 {
			return "-" + thousands(int(-v))
		}
		return thousands(int(v))
	}
	return strconv.FormatFloat(v, 'g', 6, 64)
}
