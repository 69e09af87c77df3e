package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// jsonLines gives the articles of a file of one JSON object a line. A line that is none is named by its number.
func (r *reader) jsonLines(in input) {
	b, doubts, err := decoded(in.stream())
	if err != nil {
		r.fail(r.readError(in, err))
		return
	}
	names := sampledKeys(b)
	if missing := r.missing(names); len(missing) > 0 && len(names) > 0 {
		r.fail(noColumn(in, missing, names))
		return
	}
	t := r.newTable(in, "line", doubts)
	if len(names) > 0 && !r.hasText(t, names) {
		r.fail(noText(in, names))
		return
	}
	l := &lines{r: b, limit: r.limits.MaxBytes}
	for rows := 0; !r.stopped(); {
		line, err := l.next()
		at := in
		at.member = in.inner(fmt.Sprint(l.n))
		switch {
		case errors.Is(err, io.EOF):
			r.endTable(t, rows)
			return
		case errors.Is(err, errTooLarge):
			rows++
			r.fail(r.tooLarge(at, 0))
			continue
		case err != nil:
			r.fail(r.readError(in, err))
			return
		}
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		rows++
		object, err := properties(line)
		if err != nil {
			r.fail(badLine(at, l.n, line, err))
			continue
		}
		if !r.object(t, l.n, object) {
			return
		}
	}
}

// sampledKeys gives the names of all keys in the objects at the beginning of a file, sorted.
func sampledKeys(b *bufio.Reader) []string {
	sample, _ := b.Peek(sampleBytes)
	keys := map[string]bool{}
	for line := range bytes.Lines(sample) {
		object, _ := properties(line)
		for _, p := range object {
			keys[p.name] = true
		}
	}
	return sortedKeys(keys)
}

// hasText tells whether one of the columns holds the text.
func (r *reader) hasText(t *table, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		c, ok := r.column(t, name)
		return ok && c.field == "text"
	})
}

func badLine(in input, number int, line []byte, err error) *Error {
	message := fmt.Sprintf("line %d is no JSON object", number)
	var syntax *json.SyntaxError
	switch {
	case line[0] != '{':
	case errors.As(err, &syntax) && syntax.Offset >= int64(len(line)) && line[len(line)-1] != '}':
		message = fmt.Sprintf("line %d ends in the middle of its object", number)
	case errors.As(err, &syntax):
		message = fmt.Sprintf("line %d is no valid JSON at byte %d: %s", number, syntax.Offset, syntax.Error())
	default:
		message = fmt.Sprintf("line %d is no valid JSON: %s", number, err.Error())
	}
	e := in.fault(BadRow, message, "mend the line or fetch the file again")
	e.Err = err
	return e
}

// object gives the article that a JSON object holds, see row.
func (r *reader) object(t *table, number int, object []property) bool {
	cells := make([]cell, 0, 8)
	for _, p := range object {
		if c, ok := r.column(t, p.name); ok {
			cells = append(cells, cell{name: p.name, value: jsonText(p.raw, c.field), column: c})
		}
	}
	return r.row(t, number, cells, func() []string { return namesOf(object) })
}

func namesOf(object []property) []string {
	names := make([]string, len(object))
	for i, p := range object {
		names[i] = p.name
	}
	return names
}

// jsonText gives a JSON value as the words it stands for: a string as it is, a number or a truth value as written, a
// list as its parts (paragraphs of a text, names apart by commas), an object as its name. Others are "".
func jsonText(raw []byte, field string) string {
	if len(raw) == 0 {
		return ""
	}
	switch raw[0] {
	case '"':
		return unquote(raw)
	case '[':
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) != nil {
			return ""
		}
		var parts []string
		for _, part := range list {
			if len(part) > 0 && part[0] != '[' {
				if s := jsonText(part, field); s != "" {
					parts = append(parts, s)
				}
			}
		}
		if field == "text" {
			return strings.Join(parts, "\n\n")
		}
		return strings.Join(parts, ", ")
	case '{':
		var named struct {
			Name, Title, Text, URL json.RawMessage
		}
		if json.Unmarshal(raw, &named) != nil {
			return ""
		}
		for _, v := range []json.RawMessage{named.Name, named.Title, named.Text, named.URL} {
			if len(v) > 0 && v[0] == '"' {
				return jsonText(v, field)
			}
		}
		return ""
	case 'n':
		return ""
	}
	return string(raw)
}

// capped passes a stream on until its allowance is used up.
type capped struct {
	r    io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, errTooLarge
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

// json gives the articles of a file that is a list of objects, objects one after the other, or one object that is an
// article or holds a list of them. What follows after a fault cannot be found and is left.
func (r *reader) json(in input) {
	b, doubts, err := decoded(in.stream())
	if err != nil {
		r.fail(r.readError(in, err))
		return
	}
	head, _ := b.Peek(headBytes)
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) > 0 && head[0] == '{' && jsonKind(head) == kindJSONL && bytes.ContainsRune(head, '\n') {
		in.data, in.r = nil, b
		r.jsonLines(in)
		return
	}
	t := r.newTable(in, "element", doubts)
	c := &capped{r: b, left: r.limits.MaxBytes}
	r.elements(t, json.NewDecoder(c), c, len(head) > 0 && head[0] == '[')
}

// elements gives the articles of the values that follow, or of the list that follows.
func (r *reader) elements(t *table, d *json.Decoder, c *capped, list bool) {
	if list {
		if _, err := d.Token(); err != nil {
			r.fail(r.badElement(t.in, 1, err))
			return
		}
	}
	number := 1
	for ; d.More() && !r.stopped(); number++ {
		c.left = r.limits.MaxBytes
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			r.fail(r.badElement(t.in, number, err))
			return
		}
		if !r.element(t, number, raw) {
			return
		}
	}
	if r.stopped() {
		return
	}
	c.left = r.limits.MaxBytes
	if end, err := d.Token(); list && end != json.Delim(']') || !list && !errors.Is(err, io.EOF) {
		r.fail(r.badElement(t.in, 0, err))
		return
	}
	r.endTable(t, number-1)
}

// element gives the article of one value, or those of the list in it. It gives false when the rest is not worth
// reading.
func (r *reader) element(t *table, number int, raw json.RawMessage) bool {
	object, err := properties(raw)
	if err != nil {
		at := t.in
		at.member = t.in.inner(fmt.Sprint(number))
		r.fail(at.fault(BadRow, fmt.Sprintf("element %d is no object", number), "leave it out"))
		return true
	}
	if inner := r.listIn(t, object); inner != nil {
		c := &capped{r: bytes.NewReader(inner)}
		c.left = r.limits.MaxBytes
		r.elements(t, json.NewDecoder(c), c, true)
		return true
	}
	if t.given == 0 && t.bare == 0 {
		names := namesOf(object)
		if missing := r.missing(names); len(missing) > 0 {
			r.fail(noColumn(t.in, missing, names))
			return false
		}
	}
	return r.object(t, number, object)
}

// listIn gives the list of objects that an object without a text holds, nil where there is none or more than one.
func (r *reader) listIn(t *table, object []property) []byte {
	var found []byte
	for _, p := range object {
		if c, ok := r.column(t, p.name); ok && c.field == "text" {
			return nil
		}
		inner, isList := bytes.CutPrefix(p.raw, []byte("["))
		if !isList || !bytes.HasPrefix(bytes.TrimLeft(inner, " \t\r\n"), []byte("{")) {
			continue
		}
		if found != nil {
			return nil
		}
		found = p.raw
	}
	return found
}

// badElement says why the values of a file could not be read to the end. number is 0 after the last.
func (r *reader) badElement(in input, number int, err error) *Error {
	var syntax *json.SyntaxError
	place := fmt.Sprintf("element %d", number)
	if number == 0 {
		place = "the list"
	}
	var e *Error
	switch {
	case errors.Is(err, errTooLarge):
		e = r.tooLarge(in, 0)
		e.Message = place + " is " + e.Message + "; the rest was left"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		e = in.fault(Truncated, place+" ends in the middle of the file, what came before was read", "fetch the file again")
	case errors.As(err, &syntax):
		e = in.fault(BadRow, fmt.Sprintf("%s is no valid JSON: %s; the rest was left", place, syntax.Error()), "mend it, or write one object a line")
	case err == nil:
		e = in.fault(BadRow, "something follows after the list", "write one list or one object a line")
	default:
		e = r.readError(in, err)
	}
	e.Err = err
	return e
}
