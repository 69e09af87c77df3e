package furniture

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/record"
)

// siteReason is the rule for the name of a site behind a headline.
const siteReason = "site-name"

// CutSite gives a headline without the name of the site behind it, and that name; the headline itself and "" where no
// name stands there. publisher is the name of the site where it is known.
func CutSite(headline, publisher string) (title, site string) {
	if at, name := sited(headline, publisher); at > 0 {
		return headline[:at], name
	}
	return headline, ""
}

// headline marks the name of the site behind the headline and gives up marks that overlap it.
func (f *finder) headline(h record.Span, publisher string) {
	line := h.Of(f.text)
	at, site := sited(line, publisher)
	if at <= 0 {
		return
	}
	end := h.Start + strings.LastIndex(line, site) + len(site)
	mark := record.Furniture{Span: record.Span{Start: end - len(site), End: end}, Reason: siteReason}
	for _, m := range f.found {
		if m.Span.Overlaps(mark.Span) {
			return
		}
	}
	f.found = append(f.found, mark)
	slices.SortFunc(f.found, func(a, b record.Furniture) int { return a.Span.Start - b.Span.Start })
}

// sited finds the name of a site at the end of a headline: where the title ends, and the name.
func sited(headline, publisher string) (int, string) {
	line := strings.TrimRight(headline, " \t\u00a0")
	if at, name := behindSign(line, publisher); at > 0 {
		return at, name
	}
	return glued(line)
}

// minTitle is the number of words that must remain of a headline.
const minTitle = 3

// behindSign finds a name behind a bar, a dash or the like.
func behindSign(line, publisher string) (int, string) {
	best, name := 0, ""
	for _, sign := range []string{" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " ~ "} {
		at := strings.LastIndex(line, sign)
		if at <= best || len(strings.Fields(line[:at])) < minTitle {
			continue
		}
		tail := strings.TrimSpace(line[at+len(sign):])
		if isOutlet(tail, publisher) {
			best, name = at, tail
		}
	}
	return best, name
}

// isOutlet tells whether a tail is the name of the publisher, or ends with a word that names of media end with.
func isOutlet(tail, publisher string) bool {
	words := strings.Fields(tail)
	if len(words) == 0 || len(words) > 6 {
		return false
	}
	if publisher != "" && (strings.EqualFold(tail, publisher) || squash(tail) == squash(publisher)) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(tail)
	if unicode.IsLower(first) {
		return false
	}
	return rules().outlet[fold(strings.TrimRight(words[len(words)-1], "."))] || domain(tail)
}

func domain(s string) bool {
	at := strings.LastIndexByte(s, '.')
	return at > 0 && !strings.Contains(s, " ") && len(s)-at <= 5 && len(s)-at >= 3
}

func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// glued finds the name of a site that stands behind a headline without any sign: capitalised words that end as only
// names of stations do, behind a headline that is otherwise written like a sentence.
func glued(line string) (int, string) {
	fields := strings.Fields(line)
	for n := 2; n >= 1; n-- {
		if len(fields) < n+minTitle+1 || !rules().glued[fold(strings.Join(fields[len(fields)-n:], " "))] {
			continue
		}
		from := len(fields) - n
		for from > minTitle && len(fields)-from < 5 && capital(fields[from-1]) && !rules().guards[fold(fields[from-1])] {
			from--
		}
		before := fields[from-1]
		if from == len(fields)-n || capital(before) || rules().guards[fold(before)] || mostlyCapital(fields[:from]) {
			return 0, ""
		}
		at := wordStart(line, from)
		return len(strings.TrimRight(line[:at], " \t\u00a0")), line[at:]
	}
	return 0, ""
}

// wordStart gives the byte at which the nth field of a line begins.
func wordStart(line string, n int) int {
	at, field := 0, false
	for i, r := range line {
		switch {
		case unicode.IsSpace(r):
			field = false
		case !field:
			if n == 0 {
				return i
			}
			n--
			field = true
		}
		at = i
	}
	return at
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// mostlyCapital tells whether a headline is written in title case, so that capitals do not show a name.
func mostlyCapital(words []string) bool {
	n := 0
	for _, w := range words {
		if capital(w) {
			n++
		}
	}
	return n*2 > len(words)
}
