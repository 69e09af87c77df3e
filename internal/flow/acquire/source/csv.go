package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// csvReader gives the records of a table with quoted fields (RFC 4180). A record whose quotation marks are wrong is
// given as a fault, and reading goes on with the line behind the one where it begins.
type csvReader struct {
	lines   *lines
	comma   byte
	columns int    // of the header, 0 before it is read
	record  []byte // the lines of the record at hand
	fields  []string
	broken  bool // the record before was wrong: lines that fit no header may still be part of it
}

var (
	errQuoteOpen  = errors.New("a quotation mark opens a field that never ends")
	errCut        = errors.New("the file ends in the middle of a quoted field")
	errQuoteInner = errors.New("a quoted field goes on behind its closing quotation mark")
)

// next gives the fields of a record, which are good until the next call, and the number of its first line.
func (c *csvReader) next() ([]string, int, error) {
	c.record, c.fields = c.record[:0], c.fields[:0]
	first := 0
	var state quoteState
	var rest int // bytes of the first line
	for {
		line, err := c.lines.next()
		switch {
		case errors.Is(err, io.EOF) && len(c.record) > 0:
			if !c.rowsIn(c.record[rest:]) {
				return nil, first, errCut
			}
			return nil, first, c.resume(first, rest, errQuoteOpen)
		case errors.Is(err, errTooLarge) && len(c.record) == 0:
			return nil, c.lines.n, err
		case errors.Is(err, errTooLarge):
			return nil, first, c.resume(first, rest, errQuoteOpen)
		case err != nil:
			return nil, first, err
		}
		if len(c.record) == 0 {
			if len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			first, rest = c.lines.n, len(line)
		}
		c.record = append(c.record, line...)
		state, err = c.scan(state, line)
		if err == nil && int64(len(c.record)) > c.lines.limit {
			err = errQuoteOpen
		}
		if err != nil {
			return nil, first, c.resume(first, rest, err)
		}
		if state == atField {
			c.split()
			return c.fields, first, nil
		}
	}
}

// rowsIn tells whether lines that an open quotation mark swallowed look like rows and not like the words of one field:
// there are at least three, and half of them have as many columns as the header.
func (c *csvReader) rowsIn(b []byte) bool {
	fit, all := 0, 0
	for line := range bytes.Lines(b) {
		if all++; bytes.Count(line, []byte{c.comma}) == c.columns-1 {
			fit++
		}
	}
	return all >= 3 && fit*2 >= all
}

// resume makes the next record begin with the second line of the one at hand.
func (c *csvReader) resume(first, rest int, err error) error {
	c.lines.unread(c.record[rest:], first+1)
	return err
}

type quoteState int

const (
	atField quoteState = iota // a field begins
	inField                   // in a field without quotation marks
	inQuote                   // in a quoted field
	atQuote                   // behind a quotation mark in a quoted field
)

// scan follows the quotation marks of a line. atField at its end means that the record ends there.
func (c *csvReader) scan(state quoteState, line []byte) (quoteState, error) {
	for _, b := range line {
		switch {
		case state == inQuote:
			if b == '"' {
				state = atQuote
			}
		case state == atQuote && b == '"':
			state = inQuote
		case b == c.comma, b == '\n':
			state = atField
		case state == atField && b == '"':
			state = inQuote
		case state == atQuote && b == '\r':
		case state == atQuote:
			return state, errQuoteInner
		default:
			state = inField
		}
	}
	if state != inQuote { // the last line has no end
		state = atField
	}
	return state, nil
}

// split takes the record at hand, which is sound, apart.
func (c *csvReader) split() {
	s := strings.TrimRight(string(c.record), "\n")
	s = strings.TrimSuffix(s, "\r")
	for {
		if !strings.HasPrefix(s, `"`) {
			field, after, more := strings.Cut(s, string(c.comma))
			c.fields = append(c.fields, field)
			if !more {
				return
			}
			s = after
			continue
		}
		end := 1
		for end < len(s) {
			if s[end] != '"' {
				end++
			} else if end+1 < len(s) && s[end+1] == '"' {
				end += 2
			} else {
				break
			}
		}
		c.fields = append(c.fields, strings.ReplaceAll(s[1:min(end, len(s))], `""`, `"`))
		if end+1 >= len(s) || s[end+1] != c.comma {
			return
		}
		s = s[end+2:]
	}
}

// csv gives the articles of a table with a header. Rows are counted from the header, which is row 1.
func (r *reader) csv(in input, tabs bool) {
	b, doubts, err := decoded(in.stream())
	if err != nil {
		r.fail(r.readError(in, err))
		return
	}
	head, _ := b.Peek(headBytes)
	c := &csvReader{lines: &lines{r: b, limit: r.limits.MaxBytes}, comma: separator(head, tabs)}
	if bytes.HasPrefix(head, []byte("sep=")) {
		_, _ = c.lines.next()
	}
	names, _, err := c.next()
	if err != nil {
		r.fail(r.badHeader(in, err))
		return
	}
	names = slices.Clone(names)
	header, ok := r.header(in, names)
	if !ok {
		return
	}
	c.columns = header.columns
	t := r.newTable(in, "row", doubts)
	cells := make([]cell, 0, len(header.cells))
	for number := 2; !r.stopped(); number++ {
		fields, line, err := c.next()
		if errors.Is(err, io.EOF) {
			r.endTable(t, number-2)
			return
		}
		at := in
		at.member = in.inner(fmt.Sprint(number))
		switch {
		case errors.Is(err, errTooLarge):
			r.fail(r.tooLarge(at, 0))
		case errors.Is(err, errQuoteOpen), errors.Is(err, errQuoteInner):
			e := at.fault(BadRow, fmt.Sprintf("row %d (line %d): %s", number, line, err), "mend its quotation marks")
			e.Err = err
			r.fail(e)
			c.broken = true
		case errors.Is(err, errCut):
			e := at.fault(Truncated, fmt.Sprintf("row %d (line %d): %s", number, line, err), "fetch the file again or mend its quotation marks")
			e.Err = err
			r.fail(e)
			return
		case err != nil:
			r.fail(r.readError(in, err))
			return
		case len(fields) != header.columns && c.broken: // the rest of the broken row
			number--
		case len(fields) != header.columns:
			r.fail(at.fault(BadRow, fmt.Sprintf("row %d (line %d) has %d columns where the header has %d", number, line, len(fields), header.columns),
				"mend the row or quote its fields"))
		default:
			c.broken = false
			cells = cells[:0]
			for _, h := range header.cells {
				h.value = fields[h.at]
				cells = append(cells, h.cell)
			}
			if !r.row(t, number, cells, func() []string { return names }) {
				return
			}
		}
	}
}

// separator tells which sign separates the columns: the one that the header has most of.
func separator(head []byte, tabs bool) byte {
	if rest, ok := bytes.CutPrefix(head, []byte("sep=")); ok && len(rest) > 1 && (rest[1] == '\n' || rest[1] == '\r') {
		return rest[0]
	}
	if tabs {
		return '\t'
	}
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best := byte(',')
	for _, c := range []byte(";\t|") {
		if bytes.Count(line, []byte{c}) > bytes.Count(line, []byte{best}) {
			best = c
		}
	}
	return best
}

// header is what the first row says of the others.
type header struct {
	columns int
	cells   []headerCell
}

type headerCell struct {
	cell
	at int
}

func (r *reader) header(in input, fields []string) (header, bool) {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = strings.Clone(strings.TrimSpace(f))
	}
	if missing := r.missing(names); len(missing) > 0 {
		r.fail(noColumn(in, missing, names))
		return header{}, false
	}
	h := header{columns: len(names)}
	text := false
	for i, name := range names {
		if c := r.findColumn(name); c.field != "" {
			h.cells = append(h.cells, headerCell{cell{name: name, column: c}, i})
			text = text || c.field == "text"
		}
	}
	if !text {
		r.fail(noText(in, names))
	}
	return h, text
}

func (r *reader) badHeader(in input, err error) *Error {
	switch {
	case errors.Is(err, io.EOF):
		return in.fault(Empty, "holds nothing but blanks", "leave it out or fetch it again")
	case errors.Is(err, errQuoteOpen), errors.Is(err, errQuoteInner), errors.Is(err, errCut):
		return in.fault(BadColumns, "the header: "+err.Error(), "mend its quotation marks")
	}
	return r.readError(in, err)
}
