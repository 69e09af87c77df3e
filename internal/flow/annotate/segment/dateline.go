package segment

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/text"
)

// longestDateline is where the search for its end stops, in bytes.
const longestDateline = 100

// datelineEnd gives the place behind the dateline at the start of a paragraph
// and behind its dash or colon, 0 if there is none. A dateline is a place in
// capitals ("KABUL, Aug 15 -", "ISLAMABAD:"), a place and an agency in
// brackets ("Kabul (Reuters) –"), or a place and a day ("Kabul, 15 August --").
func (s *Segmenter) datelineEnd(p string) int {
	if end := len(stoppedDateline.FindString(p)); end > 0 && startsReport(p[end:]) {
		return end - 1
	}
	if place := stoppedPlace.FindString(p); place != "" && startsReport(p[len(place):]) && s.isDateline(strings.TrimRight(place, ". "), true) {
		return len(place) - 1
	}
	for at, r := range p {
		if at > longestDateline || r == '\n' {
			return 0
		}
		if at == 0 || r != '—' && r != '–' && r != '-' && r != ':' && r != '―' {
			continue
		}
		end := at + utf8.RuneLen(r)
		for strings.HasPrefix(p[end:], "-") {
			end++
		}
		spaceAfter := strings.HasPrefix(p[end:], " ") || strings.HasPrefix(p[end:], "\u00a0")
		spaceBefore := at > 0 && (p[at-1] == ' ' || strings.HasSuffix(p[:at], "\u00a0"))
		if r == '-' && !(spaceAfter && (spaceBefore || p[at-1] == ')')) || r == ':' && (!spaceAfter || spaceBefore) {
			continue
		}
		if startsReport(p[end:]) && s.isDateline(strings.TrimSpace(p[:at]), r == ':') {
			return end
		}
		if r != '-' {
			return 0
		}
	}
	return 0
}

// stoppedDateline is a place in capitals with the day, behind which stands a full stop: "DAYTON, Nov 2. ".
var stoppedDateline = regexp.MustCompile(`^\p{Lu}[\p{Lu}.'’-]+(?: \p{Lu}[\p{Lu}.'’-]+){0,3}, ` +
	`(?:\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2})(?:,? \d{4})?\. `)

// stoppedPlace is a place in capitals alone, behind which stands a full stop: "NEW YORK. ".
var stoppedPlace = regexp.MustCompile(`^\p{Lu}{4,}(?: \p{Lu}{3,}){0,2}\. `)

// clockStart is the time of day that an entry of a running report begins with: "11:50 France demands", "0930 GMT: Kyiv".
var clockStart = regexp.MustCompile(`^(?:[01]?\d|2[0-3])[:.h]?[0-5]\d ?(?:[ap]\.?m\.?|GMT|UTC|BST|CET|CEST|EST|EDT|IST|MSK|local time|Z)? ?[-–—:|]? +`)

// clockEnd gives the place behind the time of day at the start of a paragraph, 0 if there is none. A number without a
// mark between hours and minutes is one only where a zone stands behind it.
func clockEnd(p string) int {
	end := len(clockStart.FindString(p))
	if end == 0 || !startsReport(p[end:]) || unicode.IsDigit(rune(p[end])) {
		return 0
	}
	head := strings.TrimRight(p[:end], " -–—:|")
	if !strings.ContainsAny(head, ":.hGUBCEIMZlap") {
		return 0
	}
	return end
}

// startsReport tells whether what follows a dash can be the first words of a
// report: they begin with a capital, a number or a quotation mark.
func startsReport(rest string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \u00a0“\"‘'("))
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// datedPlace is a dateline of a place in small letters and the day: "Nairobi, 12 March", "Port Louis, Mauritius, Aug. 3, 2009".
var datedPlace = regexp.MustCompile(`^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){0,3}, (?:\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?, )?(?:[A-Z][a-z]+day,? )?` +
	`(?:\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2})(?:,? \d{4})?$`)

// isDateline judges the words before the dash or, if colon, before the colon.
func (s *Segmenter) isDateline(p string, colon bool) bool {
	place, agency, bracket := strings.Cut(p, "(")
	if bracket && !strings.HasSuffix(strings.TrimSpace(agency), ")") {
		return false
	}
	fields := strings.FieldsFunc(place, func(r rune) bool { return unicode.IsSpace(r) || r == '/' })
	if len(fields) == 0 || len(fields) > 9 || s.notPlaces[strings.ToLower(strings.TrimRight(fields[0], ",."))] {
		return false
	}
	if datedPlace.MatchString(strings.TrimRight(place, " ")) {
		return true
	}
	capitals, comma := 0, false
	for i, f := range fields {
		word := strings.TrimRight(f, ",.:")
		switch {
		case !comma && allCapitals(word):
			capitals += len(strings.ReplaceAll(word, ".", ""))
		case comma || bracket && i < 4:
			if !beginsName(word) {
				return false
			}
		default:
			return false
		}
		comma = comma || strings.HasSuffix(f, ",")
	}
	if capitals > 2 {
		return !colon || !comma || len(fields) < 5
	}
	return bracket && !colon && beginsName(fields[0])
}

// beginsName tells whether a word may stand in a dateline behind the place: a
// name, a month, a number.
func beginsName(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

func allCapitals(word string) bool {
	letters := 0
	for _, r := range word {
		if unicode.IsLetter(r) {
			if !unicode.IsUpper(r) {
				return false
			}
			letters++
		} else if r != '.' && r != '-' && r != '\'' && r != '’' {
			return false
		}
	}
	return letters > 0
}

// smallPlace is a place in small letters and a dash: "Dhaka - ".
var smallPlace = regexp.MustCompile(`^\p{Lu}\p{Ll}[\p{L}’'.]*(?: \p{Lu}[\p{L}’'.]+){0,2}(?:, \p{Lu}[\p{L}’'.]+)? [-–—] `)

// leastPlaces is how many paragraphs of a bulletin begin with places in small letters at least.
const leastPlaces = 3

// rowOfPlaces tells whether the paragraphs of a document begin with places in small letters, each another one: those of a bulletin.
func (s *Segmenter) rowOfPlaces(d *text.Document, paragraphs []paragraph) bool {
	seen := map[string]bool{}
	for _, p := range paragraphs {
		if p.kind != text.Running {
			continue
		}
		words := d.Text[p.start:p.end]
		place := smallPlace.FindString(words)
		first, _, _ := strings.Cut(place, " ")
		if place != "" && startsReport(words[len(place):]) && !s.notPlaces[strings.ToLower(strings.TrimRight(first, ",."))] {
			seen[place] = true
		}
	}
	return len(seen) >= leastPlaces
}
