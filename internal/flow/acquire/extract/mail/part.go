package mail

import (
	"bytes"
	"context"
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text/guess"
)

// reader is the state of one message.
type reader struct {
	ctx       context.Context
	o         Options
	parts     int
	encrypted bool
	forwarded *content // of the first message within the message
	within    []string // subjects of the messages within the message
	notices   []notice.Notice
}

// content is what a part holds to be read: a text, a page, or both as alternatives.
type content struct {
	plain, charset string
	html           []byte
	htmlCharset    string
}

func (c content) empty() bool { return c.plain == "" && len(c.html) == 0 }

// part gives what a part with all its parts holds.
func (r *reader) part(h header, body []byte, depth int) (content, error) {
	if err := r.ctx.Err(); err != nil {
		return content{}, err
	}
	if depth > r.o.MaxDepth {
		return content{}, ErrTooDeep
	}
	if r.parts++; r.parts > r.o.MaxParts {
		return content{}, ErrTooMany
	}
	value := h.get("Content-Type")
	if value == "" {
		value = "text/plain"
	}
	kind, params := mediaType(value)
	disposition, names := mediaType(h.get("Content-Disposition"))
	switch {
	case kind == "multipart/encrypted", kind == "application/pkcs7-mime", kind == "application/x-pkcs7-mime":
		r.encrypted = true
		return content{}, nil
	case strings.HasPrefix(kind, "multipart/") && params["boundary"] != "":
		return r.multipart(kind, params["boundary"], body, depth)
	case kind == "message/rfc822":
		return content{}, r.message(body, depth, h.get("Content-Transfer-Encoding"))
	case disposition == "attachment" && (depth > 0 || !strings.HasPrefix(kind, "text/")), !strings.HasPrefix(kind, "text/"):
		r.attachment(kind, params, names)
		return content{}, nil
	}
	decoded := decodeTransfer(body, h.get("Content-Transfer-Encoding"))
	if kind == "text/html" {
		return r.page(decoded, params["charset"]), nil
	}
	if kind != "text/plain" && kind != "text/enriched" && depth > 0 { // calendars, cards, delivery reports
		r.attachment(kind, params, names)
		return content{}, nil
	}
	s, charset, doubt := decodeText(decoded, params["charset"])
	if doubt != "" {
		r.say(notice.CharsetGuessed, "%s", doubt)
	}
	if strings.EqualFold(params["format"], "flowed") {
		s = unflow(s, strings.EqualFold(params["delsp"], "yes"))
	}
	return content{plain: tidy(s), charset: charset}, nil
}

// page gives a page in UTF-8 where its encoding was declared, else as it is, for the reader of pages to tell.
func (r *reader) page(b []byte, declared string) content {
	if len(bytes.TrimSpace(b)) == 0 {
		return content{}
	}
	if declared != "" {
		if s, charset, doubt := decodeText(b, declared); doubt == "" {
			return content{html: []byte(s), htmlCharset: charset}
		}
	}
	return content{html: b}
}

func (r *reader) attachment(kind string, params, names map[string]string) {
	name := names["filename"]
	if name == "" {
		name = params["name"]
	}
	if name = decodeWords(name); name == "" {
		name = "without a name"
	}
	r.say(notice.AttachmentUnread, "an attachment was not read: %s (%s)", name, kind)
}

// message notes a message within the message and keeps what it holds, in case there is nothing else.
func (r *reader) message(body []byte, depth int, transfer string) error {
	h, inner := splitHeader(decodeTransfer(body, transfer))
	r.within = append(r.within, decodeWords(h.get("Subject")))
	if r.forwarded != nil || len(h) == 0 {
		return nil
	}
	r.forwarded = &content{} // messages within this one do not count
	found, err := r.part(h, inner, depth+1)
	if err != nil {
		return err
	}
	r.forwarded = &found
	return nil
}

// multipart joins what the parts of a part hold: alternatives are kept beside each other, others follow each other.
func (r *reader) multipart(kind, boundary string, body []byte, depth int) (content, error) {
	var all content
	for i, b := range split(body, boundary) {
		h, inner := splitHeader(b)
		if kind == "multipart/digest" && h.get("Content-Type") == "" {
			h = append(h, field{"Content-Type", "message/rfc822"})
		}
		found, err := r.part(h, inner, depth+1)
		if err != nil {
			return content{}, err
		}
		switch kind {
		case "multipart/alternative":
			if found.plain != "" {
				all.plain, all.charset = found.plain, found.charset
			}
			if found.html != nil {
				all.html, all.htmlCharset = found.html, found.htmlCharset
			}
		case "multipart/related", "multipart/signed":
			if i == 0 {
				all = found
			}
		default:
			all = all.followed(found)
		}
	}
	return all, nil
}

func (c content) followed(next content) content {
	switch {
	case c.plain == "":
		c.plain, c.charset = next.plain, next.charset
	case next.plain != "":
		c.plain = c.plain + "\n\n" + next.plain
	}
	if c.html == nil {
		c.html, c.htmlCharset = next.html, next.htmlCharset
	}
	return c
}

// split gives the parts between the lines of a boundary. A last part without an end is given as well.
func split(body []byte, boundary string) [][]byte {
	mark := []byte("--" + boundary)
	var parts [][]byte
	start := -1
	for at := 0; at < len(body); {
		line, rest := cutLine(body[at:])
		if tail, ok := bytes.CutPrefix(line, mark); ok {
			end := bytes.HasPrefix(tail, []byte("--"))
			if end || len(bytes.TrimRight(tail, " \t")) == 0 {
				if start >= 0 {
					parts = append(parts, dropLineEnd(body[start:at]))
				}
				if start = len(body) - len(rest); end {
					return parts
				}
			}
		}
		at = len(body) - len(rest)
	}
	if start >= 0 && start < len(body) {
		parts = append(parts, body[start:])
	}
	return parts
}

// dropLineEnd drops the end of the last line, which belongs to the boundary behind it.
func dropLineEnd(b []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
}

// decodeTransfer undoes the transfer encoding of a part; what is not in its alphabet is passed over.
func decodeTransfer(b []byte, name string) []byte {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "base64":
		return decodeBase64(b)
	case "quoted-printable":
		return decodeQuoted(b)
	}
	return b
}

func decodeBase64(b []byte) []byte {
	digits := make([]byte, 0, len(b))
	for _, c := range b {
		if 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '+' || c == '/' {
			digits = append(digits, c)
		}
	}
	if len(digits)%4 == 1 {
		digits = digits[:len(digits)-1]
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(digits)))
	n, _ := base64.RawStdEncoding.Decode(out, digits)
	return out[:n]
}

func decodeQuoted(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		line, rest := cutLine(b)
		hadEnd := len(line) < len(b)
		line = bytes.TrimRight(line, " \t")
		soft := bytes.HasSuffix(line, []byte("="))
		if soft {
			line = line[:len(line)-1]
		}
		for i := 0; i < len(line); i++ {
			if line[i] == '=' && i+2 < len(line) && hex(line[i+1]) >= 0 && hex(line[i+2]) >= 0 {
				out = append(out, byte(hex(line[i+1])<<4|hex(line[i+2])))
				i += 2
				continue
			}
			out = append(out, line[i])
		}
		if hadEnd && !soft {
			out = append(out, '\n')
		}
		b = rest
	}
	return out
}

func hex(c byte) int {
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

// decodeText gives bytes as UTF-8, the name of the encoding they were read with, and a word of doubt where it was
// guessed: because none was declared, or because the one declared is unknown or does not fit.
func decodeText(b []byte, declared string) (s, charset, doubt string) {
	declared = strings.TrimSpace(declared)
	e, err := htmlindex.Get(declared)
	name := "utf-8"
	if err == nil {
		name, _ = htmlindex.Name(e)
	}
	if name == "utf-8" || strings.EqualFold(declared, "us-ascii") {
		if utf8.Valid(b) {
			return string(b), "utf-8", ""
		}
	} else if out, err := e.NewDecoder().Bytes(b); err == nil {
		return string(out), name, ""
	}
	e, name = guessed(b)
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD"), "utf-8", "bytes of the message are in no encoding that could be told"
	}
	doubt = "the message declares no encoding and was read as " + name
	if declared != "" {
		doubt = "the message declares the encoding " + declared + ", which does not fit, and was read as " + name
	}
	return strings.ToValidUTF8(string(out), "\uFFFD"), name, doubt
}

// guessed tells the encoding of bytes that are not what they are declared to be.
func guessed(b []byte) (encoding.Encoding, string) {
	const sample = 64 << 10
	if e, err := htmlindex.Get(guess.Encoding(b[:min(len(b), sample)])); err == nil {
		if name, err := htmlindex.Name(e); err == nil {
			return e, name
		}
	}
	e, _ := htmlindex.Get("windows-1252")
	return e, "windows-1252"
}

// unflow joins the lines of a flowed text (RFC 3676): a line that ends in a blank goes on in the next one of the same
// depth of quoting.
func unflow(s string, dropBlank bool) string {
	var out strings.Builder
	open, openDepth := false, 0
	for line := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		rest := strings.TrimLeft(line, ">")
		depth := len(line) - len(rest)
		rest = strings.TrimPrefix(rest, " ")
		signature := rest == signatureMark
		flows := strings.HasSuffix(rest, " ") && !signature
		if flows && dropBlank {
			rest = strings.TrimSuffix(rest, " ")
		}
		if !open || openDepth != depth || signature {
			if out.Len() > 0 {
				out.WriteByte('\n')
			}
			if depth > 0 {
				out.WriteString(strings.Repeat(">", depth) + " ")
			}
		}
		out.WriteString(rest)
		open, openDepth = flows, depth
	}
	return out.String()
}
