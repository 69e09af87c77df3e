package pdf

import (
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

//go:embed glyphs.tsv
var glyphsTSV string

//go:embed widths.tsv
var widthsTSV string

// glyphTable is what is known of glyphs by their names.
type glyphTable struct {
	text     map[string]string     // characters of a name
	standard [256]string           // characters of StandardEncoding
	widths   map[string][2]float64 // of characters in Helvetica and Times
}

// CheckTables tells every fault of the embedded tables.
func CheckTables() error {
	_, err := loadGlyphs()
	return err
}

func loadGlyphs() (*glyphTable, error) {
	t := &glyphTable{text: map[string]string{}, widths: map[string][2]float64{}}
	for c := ' '; c < 0x7f; c++ {
		t.standard[c] = string(c)
	}
	var faults []error
	eachRow(glyphsTSV, func(line int, f []string) {
		var s string
		for h := range strings.FieldsSeq(f[1]) {
			c, err := strconv.ParseUint(h, 16, 21)
			if err != nil {
				faults = append(faults, fmt.Errorf("glyphs.tsv:%d: %w", line, err))
			}
			s += string(rune(c))
		}
		if _, twice := t.text[f[0]]; twice {
			faults = append(faults, fmt.Errorf("glyphs.tsv:%d: %q stands twice", line, f[0]))
		}
		t.text[f[0]] = s
		if f[2] != "-" {
			code, err := strconv.ParseUint(f[2], 16, 8)
			if err != nil {
				faults = append(faults, fmt.Errorf("glyphs.tsv:%d: %w", line, err))
			}
			t.standard[code] = s
		}
	})
	eachRow(widthsTSV, func(line int, f []string) {
		helvetica, err1 := strconv.ParseFloat(f[1], 64)
		times, err2 := strconv.ParseFloat(f[2], 64)
		if t.text[f[0]] == "" {
			err1 = errors.Join(err1, fmt.Errorf("no glyph %q", f[0]))
		}
		if err := errors.Join(err1, err2); err != nil {
			faults = append(faults, fmt.Errorf("widths.tsv:%d: %w", line, err))
		}
		t.widths[t.text[f[0]]] = [2]float64{helvetica, times}
	})
	return t, errors.Join(faults...)
}

// eachRow calls row for the rows of a table of three columns with comments and a header.
func eachRow(table string, row func(line int, f []string)) {
	line, header := 0, true
	for l := range strings.Lines(table) {
		line++
		if strings.HasPrefix(l, "#") {
			continue
		}
		if header {
			header = false
			continue
		}
		if f := strings.Split(strings.TrimSuffix(l, "\n"), "\t"); len(f) == 3 {
			row(line, f)
		} else {
			row(line, []string{"", "", "-"})
		}
	}
}

// characters gives what a glyph's name stands for: by the table, by the forms uniXXXX and uXXXX, or by the part before
// a dot ("a.sc").
func (t *glyphTable) characters(glyph string) string {
	if s, ok := t.text[glyph]; ok {
		return s
	}
	if base, _, ok := strings.Cut(glyph, "."); ok && base != "" {
		return t.characters(base)
	}
	for _, prefix := range []string{"uni", "u"} {
		if h, ok := strings.CutPrefix(glyph, prefix); ok && len(h) >= 4 && len(h) <= 6 {
			if c, err := strconv.ParseUint(h, 16, 21); err == nil && utf8.ValidRune(rune(c)) {
				return string(rune(c))
			}
		}
	}
	return ""
}

// font tells what the codes of a string stand for and how wide they are.
type font struct {
	two      bool // codes of two bytes
	text     map[int]string
	widths   map[int]float64 // thousandths of the size
	missing  float64         // width of other codes
	utf16    bool            // codes are UTF-16
	vertical bool
}

// unknown stands for a code that nobody says the meaning of.
const unknown = "\uFFFD"

// glyph gives the characters and the width of the code at the beginning of s, and the length of the code.
func (ft *font) glyph(s str) (string, float64, int) {
	code, n := int(s[0]), 1
	if ft.two && len(s) > 1 {
		code, n = int(s[0])<<8|int(s[1]), 2
	}
	w, ok := ft.widths[code]
	if !ok {
		w = ft.missing
	}
	if c, ok := ft.text[code]; ok {
		return c, w, n
	}
	if ft.utf16 && code >= ' ' && !utf16.IsSurrogate(rune(code)) {
		return string(rune(code)), w, n
	}
	return unknown, w, n
}

func (f *file) font(d dict, glyphs *glyphTable) *font {
	ft := &font{text: map[int]string{}, widths: map[int]float64{}}
	if f.name(d["Subtype"]) == "Type0" {
		f.composite(ft, d)
	} else {
		f.simple(ft, d, glyphs)
	}
	if s := f.stream(d["ToUnicode"]); s != nil {
		if b, err := f.bytes(s); err == nil {
			readCMap(b, ft)
		}
	}
	return ft
}

// composite reads a font of two-byte codes.
func (f *file) composite(ft *font, d dict) {
	ft.two = true
	ft.missing = 1000
	encoding := string(f.name(d["Encoding"]))
	ft.vertical = strings.HasSuffix(encoding, "-V")
	ft.utf16 = strings.Contains(encoding, "UCS2") || strings.Contains(encoding, "UTF16")
	var descendant dict
	if list := f.array(d["DescendantFonts"]); len(list) > 0 {
		descendant = f.dict(list[0])
	}
	if w, ok := f.get(descendant["DW"]).(float64); ok {
		ft.missing = w
	}
	w := f.array(descendant["W"])
	for i := 0; i+1 < len(w) && len(ft.widths) < 1<<16; {
		first := int(f.number(w[i]))
		if list, ok := f.get(w[i+1]).(array); ok {
			for j, width := range list {
				ft.widths[first+j] = f.number(width)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			break
		}
		last, width := int(f.number(w[i+1])), f.number(w[i+2])
		for code := first; code <= last && code < first+1<<16 && len(ft.widths) < 1<<16; code++ {
			ft.widths[code] = width
		}
		i += 3
	}
}

// simple reads a font of one-byte codes.
func (f *file) simple(ft *font, d dict, glyphs *glyphTable) {
	scale := 1.0
	if m := f.array(d["FontMatrix"]); f.name(d["Subtype"]) == "Type3" && len(m) == 6 {
		scale = f.number(m[0]) * 1000
	}
	first := int(f.number(d["FirstChar"]))
	widths := f.array(d["Widths"])
	for i, w := range widths[:min(len(widths), 256)] {
		ft.widths[first+i] = f.number(w) * scale
	}
	ft.missing = f.number(f.dict(d["FontDescriptor"])["MissingWidth"])
	encoding := f.get(d["Encoding"])
	base, _ := encoding.(name)
	var differences array
	if e := f.dict(encoding); e != nil {
		base, differences = f.name(e["BaseEncoding"]), f.array(e["Differences"])
	}
	for code := range 256 {
		if s := baseText(base, byte(code), glyphs); s != "" {
			ft.text[code] = s
		}
	}
	code := 0
	for _, o := range differences {
		switch v := f.get(o).(type) {
		case float64:
			code = int(v)
		case name:
			if s := glyphs.characters(string(v)); s != "" {
				ft.text[code] = s
			} else {
				delete(ft.text, code)
			}
			code++
		}
	}
	if len(widths) == 0 {
		standardWidths(ft, string(f.name(d["BaseFont"])), glyphs)
	}
}

func baseText(base name, code byte, glyphs *glyphTable) string {
	switch base {
	case "WinAnsiEncoding":
		return printable(charmap.Windows1252.DecodeByte(code))
	case "MacRomanEncoding":
		return printable(charmap.Macintosh.DecodeByte(code))
	}
	return glyphs.standard[code]
}

func printable(c rune) string {
	if c < ' ' || c == utf8.RuneError {
		return ""
	}
	return string(c)
}

// standardWidths gives the widths of a standard font that the file does not give.
func standardWidths(ft *font, fontName string, glyphs *glyphTable) {
	ft.missing = 550
	column := 0
	switch {
	case strings.Contains(fontName, "Courier"):
		ft.missing = 600
		return
	case strings.Contains(fontName, "Times"):
		ft.missing, column = 480, 1
	}
	for code, s := range ft.text {
		if w, ok := glyphs.widths[s]; ok {
			ft.widths[code] = w[column]
		}
	}
}

// readCMap reads what codes stand for from a ToUnicode map (section 9.10.3).
func readCMap(b []byte, ft *font) {
	const most = 1 << 17
	l := &lexer{b: b}
	var stack array
	for {
		o, ok := l.next(0)
		if !ok {
			return
		}
		word, isWord := o.(keyword)
		if !isWord {
			stack = append(stack, o)
			continue
		}
		switch word {
		case "endbfchar":
			for i := 0; i+1 < len(stack); i += 2 {
				if c, ok := code(stack[i]); ok {
					ft.set(c, stack[i+1], 0)
				}
			}
		case "endbfrange":
			for i := 0; i+2 < len(stack) && len(ft.text) < most; i += 3 {
				ft.setRange(stack[i], stack[i+1], stack[i+2])
			}
		}
		if len(ft.text) > most {
			return
		}
		stack = stack[:0]
	}
}

func code(o object) (int, bool) {
	s, ok := o.(str)
	if !ok || len(s) == 0 || len(s) > 4 {
		return 0, false
	}
	n := 0
	for _, c := range []byte(s) {
		n = n<<8 | int(c)
	}
	return n, true
}

// set maps a code to a string of UTF-16, whose last unit is raised by offset.
func (ft *font) set(code int, to object, offset int) {
	s, ok := to.(str)
	if !ok || len(s) == 0 {
		return
	}
	var units []uint16
	if len(s) == 1 {
		units = []uint16{uint16(s[0])}
	}
	for i := 0; i+1 < len(s) && i < 64; i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	units[len(units)-1] += uint16(offset)
	ft.text[code] = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, string(utf16.Decode(units)))
}

// setRange maps the codes from one to another to strings that follow each other, or to a list of strings.
func (ft *font) setRange(from, last, to object) {
	first, ok1 := code(from)
	end, ok2 := code(last)
	if !ok1 || !ok2 || end < first || end-first >= 1<<16 {
		return
	}
	if list, ok := to.(array); ok {
		for i, o := range list[:min(len(list), end-first+1)] {
			ft.set(first+i, o, 0)
		}
		return
	}
	for i := range end - first + 1 {
		ft.set(first+i, to, i)
	}
}
