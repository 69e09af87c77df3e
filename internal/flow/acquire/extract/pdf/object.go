package pdf

import (
	"bytes"
	"strconv"
)

// The objects of PDF (ISO 32000-1, section 7.3): nil, bool, float64 (all numbers), text strings as str, name, array,
// dict, *stream and ref.
type (
	object any
	str    string
	name   string
	array  []object
	dict   map[name]object
	ref    struct{ id, gen int }
)

// stream is a dictionary with bytes, which are packed and perhaps encrypted.
type stream struct {
	dict dict
	raw  []byte
	id   ref
}

// keyword is a word that is no object: an operator, obj, endobj, R.
type keyword string

// maxNesting is how deep arrays and dictionaries may lie in each other.
const maxNesting = 64

// lexer reads objects from bytes. It never fails: what is no object is passed over.
type lexer struct {
	b   []byte
	pos int
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *lexer) skipSpace() {
	for l.pos < len(l.b) {
		switch c := l.b[l.pos]; {
		case isSpace(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.b) && l.b[l.pos] != '\n' && l.b[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// next gives the next object or keyword; ok is false at the end. The ends of arrays and dictionaries come as keywords.
func (l *lexer) next(depth int) (o object, ok bool) {
	l.skipSpace()
	if l.pos >= len(l.b) {
		return nil, false
	}
	switch c := l.b[l.pos]; c {
	case '[', '<':
		if depth >= maxNesting && (c == '[' || bytes.HasPrefix(l.b[l.pos:], []byte("<<"))) {
			l.pos++
			return keyword("["), true
		}
	}
	switch c := l.b[l.pos]; c {
	case '(':
		return l.literal(), true
	case '/':
		return l.name(), true
	case '[':
		l.pos++
		return l.array(depth + 1), true
	case '<':
		if l.pos+1 < len(l.b) && l.b[l.pos+1] == '<' {
			l.pos += 2
			return l.dict(depth + 1), true
		}
		return l.hex(), true
	case '>':
		l.pos++
		if l.pos < len(l.b) && l.b[l.pos] == '>' {
			l.pos++
		}
		return keyword(">>"), true
	case ']', '{', '}', ')':
		l.pos++
		return keyword(string(c)), true
	}
	return l.word(), true
}

// word reads a number, a truth value, null or a keyword.
func (l *lexer) word() object {
	start := l.pos
	for l.pos < len(l.b) && !isSpace(l.b[l.pos]) && !isDelimiter(l.b[l.pos]) {
		l.pos++
	}
	w := l.b[start:l.pos]
	if n, ok := number(w); ok {
		return n
	}
	switch s := string(w); s {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	default:
		return keyword(s)
	}
}

// number reads a number, with the oddities that writers of PDF produce ("--1", "1.2.3", "5-").
func number(w []byte) (float64, bool) {
	if len(w) == 0 || len(w) > 40 {
		return 0, false
	}
	digits, dots := 0, 0
	for i, c := range w {
		switch {
		case '0' <= c && c <= '9':
			digits++
		case c == '.':
			dots++
		case (c == '-' || c == '+') && (i == 0 || w[i-1] == '-'):
		default:
			return 0, false
		}
	}
	if digits == 0 && dots == 0 || dots > 1 {
		return 0, false
	}
	negative := w[0] == '-'
	n, err := strconv.ParseFloat(string(bytes.TrimLeft(w, "+-")), 64)
	if err != nil {
		return 0, digits == 0
	}
	if negative {
		n = -n
	}
	return n, true
}

func (l *lexer) name() name {
	l.pos++
	start := l.pos
	for l.pos < len(l.b) && !isSpace(l.b[l.pos]) && !isDelimiter(l.b[l.pos]) {
		l.pos++
	}
	w := l.b[start:l.pos]
	if bytes.IndexByte(w, '#') < 0 {
		return name(w)
	}
	var out []byte
	for i := 0; i < len(w); i++ {
		if w[i] == '#' && i+2 < len(w) && unhex(w[i+1]) >= 0 && unhex(w[i+2]) >= 0 {
			out = append(out, byte(unhex(w[i+1])<<4|unhex(w[i+2])))
			i += 2
		} else {
			out = append(out, w[i])
		}
	}
	return name(out)
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *lexer) hex() str {
	l.pos++
	var out []byte
	half := -1
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		n := unhex(c)
		switch {
		case n < 0:
		case half < 0:
			half = n
		default:
			out = append(out, byte(half<<4|n))
			half = -1
		}
	}
	if half >= 0 {
		out = append(out, byte(half<<4))
	}
	return str(out)
}

func (l *lexer) literal() str {
	l.pos++
	var out []byte
	for depth := 1; l.pos < len(l.b); {
		c := l.b[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return str(out)
			}
		case '\r':
			if l.pos < len(l.b) && l.b[l.pos] == '\n' {
				l.pos++
			}
			c = '\n'
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return str(out)
}

func (l *lexer) escape(out []byte) []byte {
	if l.pos >= len(l.b) {
		return out
	}
	c := l.b[l.pos]
	l.pos++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\r':
		if l.pos < len(l.b) && l.b[l.pos] == '\n' {
			l.pos++
		}
		return out
	case '\n':
		return out
	}
	if c < '0' || '7' < c {
		return append(out, c)
	}
	n := int(c - '0')
	for i := 0; i < 2 && l.pos < len(l.b) && '0' <= l.b[l.pos] && l.b[l.pos] <= '7'; i++ {
		n = n*8 + int(l.b[l.pos]-'0')
		l.pos++
	}
	return append(out, byte(n))
}

// array reads to the closing bracket. "1 0 R" in it becomes a ref.
func (l *lexer) array(depth int) array {
	a := array{}
	for {
		o, ok := l.next(depth)
		if !ok || o == keyword("]") {
			return a
		}
		switch k, isWord := o.(keyword); {
		case !isWord:
			a = append(a, o)
		case k == "R":
			a = joinRef(a)
		case k == "endobj", k == "endstream", k == "ET":
			l.pos -= len(k)
			return a
		}
	}
}

// joinRef makes a ref of the last two numbers of a list.
func joinRef(a array) array {
	if n := len(a); n >= 2 {
		id, ok1 := a[n-2].(float64)
		gen, ok2 := a[n-1].(float64)
		if ok1 && ok2 && id >= 0 && id < 1<<31 {
			return append(a[:n-2], ref{int(id), int(gen)})
		}
	}
	return a
}

// dict reads to the closing brackets.
func (l *lexer) dict(depth int) dict {
	d := dict{}
	var key name
	var values array
	store := func() {
		if key != "" && len(values) > 0 {
			d[key] = values[len(values)-1]
		}
		values = values[:0]
	}
	for {
		o, ok := l.next(depth)
		if !ok || o == keyword(">>") {
			store()
			return d
		}
		switch v := o.(type) {
		case keyword:
			switch v {
			case "R":
				values = joinRef(values)
			case "endobj", "stream", "endstream":
				l.pos -= len(v)
				store()
				return d
			}
		case name:
			if key != "" && len(values) == 0 {
				values = append(values, v)
			} else {
				store()
				key = v
			}
		default:
			values = append(values, o)
		}
	}
}
