package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// property is one name and value of a JSON object. raw is valid JSON without blanks around it.
type property struct {
	name string
	raw  []byte
}

var errNoObject = errors.New("no JSON object")

// properties takes a JSON object apart, in the order in which it is written. It checks the whole once and then relies on
// it, which costs a fraction of decoding into a map.
func properties(b []byte) ([]property, error) {
	if !json.Valid(b) {
		var none json.RawMessage
		if err := json.Unmarshal(b, &none); err != nil {
			return nil, err
		}
		return nil, errNoObject
	}
	b = bytes.TrimSpace(b)
	if b[0] != '{' {
		return nil, errNoObject
	}
	list := make([]property, 0, 16)
	i := 1
	for {
		i = skipBlanks(b, i)
		if b[i] == '}' {
			return list, nil
		}
		if b[i] == ',' {
			i = skipBlanks(b, i+1)
		}
		end := skipValue(b, i)
		name := unquote(b[i:end])
		i = skipBlanks(b, end) // the colon
		i = skipBlanks(b, i+1) // the value
		end = skipValue(b, i)
		list = append(list, property{name, b[i:end]})
		i = end
	}
}

func skipBlanks(b []byte, i int) int {
	for b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r' {
		i++
	}
	return i
}

// skipValue gives the end of the value that begins at i in valid JSON.
func skipValue(b []byte, i int) int {
	depth := 0
	for ; i < len(b); i++ {
		switch b[i] {
		case '"':
			if i = skipString(b, i); depth == 0 {
				return i
			}
			i--
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
			if depth < 0 {
				return i
			}
		case ',', ' ', '\n', '\r', '\t':
			if depth == 0 {
				return i
			}
		}
	}
	return i
}

func skipString(b []byte, i int) int {
	for i++; i < len(b); i++ {
		n := bytes.IndexByte(b[i:], '"')
		if n < 0 {
			return len(b)
		}
		i += n
		slashes := 0
		for b[i-1-slashes] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			return i + 1
		}
	}
	return i
}

// unquote gives what a valid JSON string stands for. Bytes that are no UTF-8 become U+FFFD, halves of pairs as well.
func unquote(b []byte) string {
	b = b[1 : len(b)-1]
	if bytes.IndexByte(b, '\\') < 0 {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		n := bytes.IndexByte(b, '\\')
		if n < 0 {
			out = append(out, b...)
			break
		}
		out = append(out, b[:n]...)
		c := b[n+1]
		b = b[n+2:]
		switch c {
		case 'n':
			out = append(out, '\n')
		case 't':
			out = append(out, '\t')
		case 'r':
			out = append(out, '\r')
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'u':
			r := unit(b)
			b = b[4:]
			if utf16.IsSurrogate(r) {
				low := rune(utf8.RuneError)
				if len(b) >= 6 && b[0] == '\\' && b[1] == 'u' {
					low = unit(b[2:])
				}
				if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
					b = b[6:]
				}
			}
			out = utf8.AppendRune(out, r)
		default:
			out = append(out, c)
		}
	}
	return strings.ToValidUTF8(string(out), "\uFFFD")
}

// unit reads four hexadecimal digits.
func unit(b []byte) rune {
	var r rune
	for _, c := range b[:4] {
		switch {
		case c <= '9':
			r = r<<4 | rune(c-'0')
		default:
			r = r<<4 | rune(c|0x20-'a'+10)
		}
	}
	return r
}
