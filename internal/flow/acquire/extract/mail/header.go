package mail

import (
	"bytes"
	"io"
	"mime"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

// header is the fields of a message or part in their order, unfolded and not decoded.
type header []field

type field struct{ name, value string }

// Limits of one header: what is beyond them is passed over.
const (
	maxFields = 2000
	maxValue  = 64 << 10
)

// get gives the value of the first field of a name.
func (h header) get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.name, name) {
			return f.value
		}
	}
	return ""
}

// splitHeader takes a message apart at its first empty line. A line that is no field ends the header too where fields
// came before it; at the beginning, a line "From sender date" is passed over.
func splitHeader(b []byte) (header, []byte) {
	var h header
	first := true
	for len(b) > 0 {
		line, rest := cutLine(b)
		if first && bytes.HasPrefix(line, []byte("From ")) {
			b, first = rest, false
			continue
		}
		first = false
		if len(line) == 0 {
			return h, rest
		}
		if (line[0] == ' ' || line[0] == '\t') && len(h) > 0 {
			if last := &h[len(h)-1]; len(last.value) < maxValue {
				last.value += " " + strings.TrimSpace(string(line[:min(len(line), maxValue)]))
			}
			b = rest
			continue
		}
		name, value, ok := bytes.Cut(line, []byte(":"))
		if !ok || !isName(bytes.TrimRight(name, " \t")) {
			return h, b
		}
		if len(h) < maxFields {
			h = append(h, field{string(bytes.TrimRight(name, " \t")), strings.TrimSpace(string(value[:min(len(value), maxValue)]))})
		}
		b = rest
	}
	return h, nil
}

// cutLine gives the first line without its end, and what is behind it.
func cutLine(b []byte) (line, rest []byte) {
	line, rest, _ = bytes.Cut(b, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r")), rest
}

func isName(b []byte) bool {
	for _, c := range b {
		if c <= ' ' || c >= 0x7f {
			return false
		}
	}
	return len(b) > 0 && len(b) < 80
}

// decodeWords gives the text of a field: encoded words (RFC 2047) decoded, 8-bit bytes read as UTF-8 or Windows-1252.
func decodeWords(s string) string {
	d := mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
		e, err := htmlindex.Get(charset)
		if err != nil {
			return nil, err
		}
		return e.NewDecoder().Reader(r), nil
	}}
	s, _, _ = decodeText([]byte(s), "")
	if decoded, err := d.DecodeHeader(s); err == nil {
		s = decoded
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}

// mediaType gives the type of a part in lower case and its parameters; text/plain where it says nothing readable.
func mediaType(value string) (string, map[string]string) {
	t, params, err := mime.ParseMediaType(value)
	if err == nil || t != "" && params != nil {
		return t, params
	}
	t, rest, _ := strings.Cut(value, ";")
	t = strings.ToLower(strings.TrimSpace(t))
	params = map[string]string{}
	for p := range strings.SplitSeq(rest, ";") {
		if k, v, ok := strings.Cut(p, "="); ok {
			params[strings.ToLower(strings.TrimSpace(k))] = strings.Trim(strings.TrimSpace(v), `"`)
		}
	}
	if !strings.Contains(t, "/") {
		t = "text/plain"
	}
	return t, params
}
