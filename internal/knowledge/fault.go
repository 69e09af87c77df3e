package knowledge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing wrong in one file.
type Fault struct {
	File  string // as it was found: "embedded/places.tsv" or a path of the user's folder
	Line  int    // from 1; 0 where it concerns the whole file
	Field string // name of the column; "" where it concerns the line
	What  string // what is wrong, with the value
	Do    string // what to do about it
}

// String gives "file:line: field: what; what to do".
func (f Fault) String() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d", f.Line)
	}
	b.WriteString(": ")
	if f.Field != "" {
		b.WriteString(f.Field + ": ")
	}
	b.WriteString(f.What)
	if f.Do != "" {
		b.WriteString("; " + f.Do)
	}
	return b.String()
}

// Faults is the error of [Load]: all that is wrong, sorted by file, line and field.
type Faults []Fault

// Error lists the faults, one a line.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// Sort puts the faults in the order of files, lines and fields.
func (fs Faults) Sort() {
	slices.SortStableFunc(fs, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Field, b.Field),
			cmp.Compare(a.What, b.What))
	})
}

// shown shortens a value for a message and makes it safe to print.
func shown(s string) string {
	const most = 60
	if len(s) > most {
		cut := most
		for cut > 0 && s[cut]&0xC0 == 0x80 {
			cut--
		}
		return fmt.Sprintf("%q (%d bytes in all)", s[:cut]+"...", len(s))
	}
	return fmt.Sprintf("%q", s)
}
