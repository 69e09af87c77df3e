package docx

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// writer turns the elements of a document into text. Elements are told by their local names: the namespaces of the two
// editions of the standard differ, the names do not.
type writer struct {
	ctx   context.Context
	o     Options
	out   strings.Builder // paragraphs apart by empty lines
	title string          // first paragraph in the style Title
	notes int             // references to footnotes and endnotes

	paragraphs []*strings.Builder // open ones: a text box lies within a paragraph
	behind     []string           // paragraphs of text boxes, to come behind the one that is open
	tables     []*table
	style      string
	depth      int
	inText     bool // within w:t
	hidden     bool // the run is not shown
	elements   int
}

// table is an open table.
type table struct {
	row  []string // cells of the open row
	cell []string // paragraphs of the open cell
	rows []string
}

// read writes the text of the main part. Its error wraps [ErrDamaged] where what was read so far is good.
func (w *writer) read(b []byte) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	d.CharsetReader = func(name string, r io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("encoding %q", name) // the standard allows UTF-8 and UTF-16; the latter was never met
	}
	for {
		if w.elements++; w.elements%1024 == 0 && w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			w.flush()
			return nil
		}
		if err != nil {
			w.flush()
			return fmt.Errorf("%w (%w)", ErrDamaged, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if w.depth++; w.depth > w.o.MaxDepth {
				return ErrTooDeep
			}
			if skipped(t.Name.Local) {
				if err := w.skip(d); err != nil {
					w.flush()
					return err
				}
				continue
			}
			w.start(t)
		case xml.EndElement:
			w.depth--
			w.end(t.Name.Local)
		case xml.CharData:
			if w.inText && !w.hidden {
				w.add(string(t))
			}
		}
		if w.out.Len() > w.o.MaxText {
			return ErrTooLarge
		}
	}
}

// skipped tells whether an element and all in it is no part of the text as it is shown: deleted and moved words, codes
// of fields, the second form of alternatives, readings beside characters, positions of sections.
func skipped(name string) bool {
	switch name {
	case "del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rt", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "docPartPr", "sdtPr":
		return true
	}
	return false
}

// skip passes over the element that was begun.
func (w *writer) skip(d *xml.Decoder) error {
	for depth := 1; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return fmt.Errorf("%w (%w)", ErrDamaged, err)
		}
		switch token.(type) {
		case xml.StartElement:
			if depth++; w.depth+depth > w.o.MaxDepth {
				return ErrTooDeep
			}
		case xml.EndElement:
			depth--
		}
	}
	w.depth--
	return nil
}

func (w *writer) start(t xml.StartElement) {
	switch t.Name.Local {
	case "p":
		w.paragraphs = append(w.paragraphs, &strings.Builder{})
		w.style = ""
	case "pStyle":
		w.style = attribute(t, "val")
	case "r":
		w.hidden = false
	case "vanish":
		w.hidden = attribute(t, "val") != "0" && attribute(t, "val") != "false"
	case "t":
		w.inText = true
	case "tab":
		if !w.hidden && w.inRun(t) {
			w.add("\t")
		}
	case "br", "cr":
		w.add("\n")
	case "noBreakHyphen":
		w.add("\u2011")
	case "footnoteReference", "endnoteReference":
		w.notes++
	case "tbl":
		w.tables = append(w.tables, &table{})
	}
}

// inRun tells a tab in a run from the definition of a tab stop, which has a position.
func (w *writer) inRun(t xml.StartElement) bool { return attribute(t, "pos") == "" }

func (w *writer) end(name string) {
	switch name {
	case "t":
		w.inText = false
	case "r":
		w.hidden = false
	case "p":
		w.endParagraph()
	case "tc":
		if t := w.table(); t != nil {
			t.row = append(t.row, strings.Join(t.cell, " "))
			t.cell = nil
		}
	case "tr":
		if t := w.table(); t != nil {
			if row := strings.TrimRight(strings.Join(t.row, "\t"), "\t "); row != "" {
				t.rows = append(t.rows, row)
			}
			t.row = nil
		}
	case "tbl":
		if t := w.table(); t != nil {
			w.tables = w.tables[:len(w.tables)-1]
			w.give(strings.Join(t.rows, "\n"))
		}
	}
}

func (w *writer) table() *table {
	if len(w.tables) == 0 {
		return nil
	}
	return w.tables[len(w.tables)-1]
}

func (w *writer) add(s string) {
	if n := len(w.paragraphs); n > 0 {
		w.paragraphs[n-1].WriteString(s)
	}
}

func (w *writer) endParagraph() {
	n := len(w.paragraphs)
	if n == 0 {
		return
	}
	p := clean(w.paragraphs[n-1].String())
	w.paragraphs = w.paragraphs[:n-1]
	if w.title == "" && strings.EqualFold(w.style, "title") {
		w.title = strings.ReplaceAll(p, "\n", " ")
	}
	if n > 1 {
		w.behind = append(w.behind, p)
		return
	}
	w.give(p)
	behind := w.behind
	w.behind = nil
	for _, p := range behind {
		w.give(p)
	}
}

// give ends a block: it becomes a part of the open cell, or a paragraph of the text.
func (w *writer) give(block string) {
	if block == "" {
		return
	}
	if t := w.table(); t != nil {
		t.cell = append(t.cell, strings.ReplaceAll(block, "\n", " "))
		return
	}
	if w.out.Len() > 0 {
		w.out.WriteString("\n\n")
	}
	w.out.WriteString(block)
}

// flush ends what is open, after a fault.
func (w *writer) flush() {
	for len(w.paragraphs) > 0 {
		w.endParagraph()
	}
	for w.table() != nil {
		w.end("tc")
		w.end("tr")
		w.end("tbl")
	}
}

// clean drops soft hyphens and blanks at the ends of lines.
func clean(s string) string {
	s = strings.ReplaceAll(s, "\u00ad", "")
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n\t ")
}

func attribute(t xml.StartElement, local string) string {
	for _, a := range t.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
