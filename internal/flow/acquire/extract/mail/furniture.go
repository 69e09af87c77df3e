package mail

import (
	"strings"

	"github.com/chancery-project/chancery/record"
)

// signatureMark is the line above a signature (RFC 3676, section 4.3).
const signatureMark = "-- "

// furniture marks the quoted lines of a reply, the lines that introduce them, and the signature. A message that is
// nothing but a quotation is a forwarded report: its quotation is not marked.
func furniture(s string) []record.Furniture {
	lines := linesOf(s)
	signature := len(lines)
	for i := len(lines) - 1; i >= 0; i-- {
		if l := lines[i].Of(s); l == signatureMark || l == "--" {
			signature = i
			break
		}
	}
	own := false
	for i := range signature {
		own = own || !isQuote(lines[i].Of(s)) && !introduces(s, lines[:signature], i) && !lines[i].Empty()
	}
	var marked []record.Furniture
	if own {
		marked = quotes(s, lines[:signature])
	}
	if signature < len(lines) && hasWords(s, lines[:signature]) {
		marked = append(marked, record.Furniture{
			Span: record.Span{Start: lines[signature].Start, End: lines[len(lines)-1].End}, Reason: "mail signature",
		})
	}
	return marked
}

// linesOf gives the lines of a text without their ends.
func linesOf(s string) []record.Span {
	var lines []record.Span
	at := 0
	for line := range strings.Lines(s) {
		lines = append(lines, record.Span{Start: at, End: at + len(strings.TrimSuffix(line, "\n"))})
		at += len(line)
	}
	return lines
}

func hasWords(s string, lines []record.Span) bool {
	for _, l := range lines {
		if strings.TrimSpace(l.Of(s)) != "" {
			return true
		}
	}
	return false
}

func isQuote(line string) bool { return strings.HasPrefix(line, ">") }

// introduces tells whether a line stands right above a quotation and ends in a colon ("On Monday, A. Writer wrote:"), or
// is the first half of such a line.
func introduces(s string, lines []record.Span, i int) bool {
	const longest = 300
	for n := range 2 {
		at := i + n
		if at >= len(lines) || isQuote(lines[at].Of(s)) {
			return false
		}
		l := strings.TrimSpace(lines[at].Of(s))
		if l == "" || lines[at].End-lines[i].Start > longest {
			return false
		}
		if !strings.HasSuffix(l, ":") {
			continue
		}
		next := at + 1
		if next < len(lines) && strings.TrimSpace(lines[next].Of(s)) == "" {
			next++
		}
		first := lines[i].Of(s)
		return next < len(lines) && isQuote(lines[next].Of(s)) && (n == 0 || strings.ContainsAny(first, "0123456789@"))
	}
	return false
}

// quotes marks each run of quoted lines with the lines that introduce it and the empty lines within.
func quotes(s string, lines []record.Span) []record.Furniture {
	var marked []record.Furniture
	for i := 0; i < len(lines); i++ {
		if !isQuote(lines[i].Of(s)) && !introduces(s, lines, i) {
			continue
		}
		last := i
		for j := i; j < len(lines) && (isQuote(lines[j].Of(s)) || introduces(s, lines, j) || strings.TrimSpace(lines[j].Of(s)) == ""); j++ {
			if strings.TrimSpace(lines[j].Of(s)) != "" {
				last = j
			}
		}
		marked = append(marked, record.Furniture{Span: record.Span{Start: lines[i].Start, End: lines[last].End}, Reason: "mail quotation"})
		i = last
	}
	return marked
}
