// Package mail reads the text and the headers of one message of RFC 5322 with the parts of MIME (RFC 2045 to 2049).
//
// Broken messages are the rule: headers without a colon, parts without an end and unknown encodings are read as far as
// they go. The plain text of a message is preferred to its page, unless it is empty or a mere stub; then the page is
// given, to be read as one.
package mail

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Options bounds the reading of one message. The zero value works.
type Options struct {
	MaxDepth int // parts within parts; 20
	MaxParts int // parts of all depths; 1,000
}

func (o Options) filled() Options { return Options{cmp.Or(o.MaxDepth, 20), cmp.Or(o.MaxParts, 1000)} }

// What can be wrong with a message as a whole.
var (
	ErrNoMail    = errors.New("not a mail message: no header; check where it came from")
	ErrEncrypted = errors.New("the message is encrypted; save it without encryption")
	ErrEmpty     = errors.New("the message holds no text")
	ErrTooDeep   = errors.New("the parts of the message are nested too deep; save its text")
	ErrTooMany   = errors.New("the message has too many parts; save its text")
)

// Read gives the text of a message, or the page where the message holds nothing better, and what its headers say.
func Read(ctx context.Context, b []byte, o Options) (text.Extracted, error) {
	h, body := splitHeader(b)
	if len(h) == 0 {
		return text.Extracted{}, ErrNoMail
	}
	r := &reader{ctx: ctx, o: o.filled()}
	found, err := r.part(h, body, 0)
	if err != nil {
		return text.Extracted{}, err
	}
	if found.empty() && r.forwarded != nil {
		found = *r.forwarded
		r.say(notice.MainTextDoubtful, "the message holds no text of its own, the message within it was read: %q", r.within[0])
		r.within = r.within[1:]
	}
	for _, subject := range r.within {
		r.say(notice.AttachmentUnread, "a message within the message was not read: %q", subject)
	}
	result := text.Extracted{Given: given(h)}
	switch {
	case found.empty() && r.encrypted:
		return result, ErrEncrypted
	case found.empty():
		return result, ErrEmpty
	case found.html != nil && (found.plain == "" || isStub(found.plain, found.html)):
		result.HTML, result.Charset = found.html, found.htmlCharset
	default:
		result.Text, result.Charset = found.plain, found.charset
		result.Furniture = furniture(result.Text)
	}
	result.Notices = r.notices
	return result, nil
}

// given gives what the headers say.
func given(h header) text.Given {
	g := text.Given{
		Title:     decodeWords(h.get("Subject")),
		Author:    author(h.get("From")),
		Publisher: list(h.get("List-Id")),
		URL:       angle(h.get("Archived-At")),
	}
	g.Language, _, _ = strings.Cut(strings.TrimSpace(h.get("Content-Language")), ",")
	if date := strings.TrimSpace(h.get("Date")); date != "" {
		g.Dates = []text.GivenDate{{Text: date, From: record.DateFromMeta, Where: "Date"}}
	}
	return g
}

// author gives the name of a sender, or the address where there is no name.
func author(from string) string {
	name, address, ok := strings.Cut(decodeWords(from), "<")
	if !ok {
		if a, comment, ok := strings.Cut(name, "("); ok && strings.Contains(a, "@") {
			return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(comment), ")"))
		}
		return strings.TrimSpace(name)
	}
	if name = strings.Trim(strings.TrimSpace(name), `"`); name != "" {
		return strings.ReplaceAll(name, `\"`, `"`)
	}
	address, _, _ = strings.Cut(address, ">")
	return strings.TrimSpace(address)
}

// list gives the name of a mailing list (RFC 2919), or its id where it has no name.
func list(id string) string {
	name, rest, ok := strings.Cut(decodeWords(id), "<")
	if name = strings.Trim(strings.TrimSpace(name), `"`); name != "" || !ok {
		return name
	}
	rest, _, _ = strings.Cut(rest, ">")
	return strings.TrimSpace(rest)
}

func angle(s string) string { return strings.Trim(strings.TrimSpace(s), "<>") }

var tags = regexp.MustCompile(`(?is)<(?:script|style|head)\b.*?</(?:script|style|head)\s*>|<[^>]*>`)

// isStub tells whether a plain text only says that the message is a page: it is short, and the page is far longer.
func isStub(plain string, page []byte) bool {
	const short, times = 400, 5
	if len(plain) >= short {
		return false
	}
	visible := strings.Join(strings.Fields(tags.ReplaceAllString(string(page), " ")), " ")
	return len(visible) > times*len(plain)
}

// tidy drops blanks at the ends of lines and empty lines at the ends of the text. The mark of a signature keeps its
// blank, which is part of it.
func tidy(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	s = strings.ReplaceAll(s, "\x00", "")
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if l != signatureMark {
			lines[i] = strings.TrimRight(l, " \t")
		}
	}
	if s = strings.Trim(strings.Join(lines, "\n"), "\n"); strings.TrimSpace(s) == "" {
		return ""
	}
	return s
}

func (r *reader) say(code notice.Code, format string, args ...any) {
	r.notices = append(r.notices, notice.Notice{Code: code, Message: fmt.Sprintf(format, args...)})
}
