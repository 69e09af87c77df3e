package pubdate

import (
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

// FromURL reads the date in the path of an address: /2025/08/23/, /2025-08-23, /2025/aug/23/, -20250823. Where gives the
// part of the path that says so. A month without a day is a date without Day.
func FromURL(address string) (d Date, where string, ok bool) {
	path := address
	if u, err := url.Parse(address); err == nil {
		path = u.Path
	}
	tokens := scanASCII(path)
	for i := range tokens {
		if d, end := fullAt(tokens, i); d.Full() {
			return d, path[tokens[i].start:end], true
		}
	}
	for i := range tokens {
		if d, end := monthAt(tokens, i); d.Month > 0 {
			return d, path[tokens[i].start:end], true
		}
	}
	return Date{}, "", false
}

func scanASCII(path string) []token {
	tokens := scan(path)
	for i, t := range tokens {
		if t.kind == word && len(t.text) > utf8.UTFMax*4 {
			tokens[i].text = ""
		}
	}
	return tokens
}

// fullAt reads a full date of a path that begins at token i.
func fullAt(tokens []token, i int) (Date, int) {
	t := tokens[i]
	if t.kind != number || i == 0 || tokens[i-1].kind == word {
		return Date{}, 0
	}
	if t.digits == 8 {
		found := numeric(t.value/10000, t.value/100%100, t.value%100)
		if !found.Impossible && plausibleYear(found.Date.Year) && endsPart(tokens, i+1) {
			return found.Date, t.end
		}
		return Date{}, 0
	}
	if t.digits != 4 || !plausibleYear(t.value) || i+4 >= len(tokens) {
		return Date{}, 0
	}
	sep := tokens[i+1]
	if sep.kind != mark || !strings.Contains("/-_.", sep.text) || tokens[i+3].text != sep.text || !endsPart(tokens, i+5) {
		return Date{}, 0
	}
	day := tokens[i+4]
	if day.kind != number || day.digits > 2 {
		return Date{}, 0
	}
	m := tokens[i+2]
	month := m.value
	if m.kind == word {
		named, ok := words().monthOf(m.text, "en")
		if !ok {
			return Date{}, 0
		}
		month = named.number
	} else if m.digits > 2 {
		return Date{}, 0
	}
	found := numeric(t.value, month, day.value)
	if found.Impossible {
		return Date{}, 0
	}
	return found.Date, day.end
}

// monthAt reads /2025/08/ and /2025-08/.
func monthAt(tokens []token, i int) (Date, int) {
	t := tokens[i]
	if t.kind != number || t.digits != 4 || !plausibleYear(t.value) || i+2 >= len(tokens) || i == 0 || tokens[i-1].text != "/" {
		return Date{}, 0
	}
	m := tokens[i+2]
	if sep := tokens[i+1].text; sep != "/" && sep != "-" || m.kind != number || m.digits != 2 || m.value < 1 || 12 < m.value {
		return Date{}, 0
	}
	if i+3 < len(tokens) && tokens[i+3].text != "/" && tokens[i+1].text != "-" {
		return Date{}, 0
	}
	return Date{t.value, m.value, 0}, m.end
}

// endsPart tells whether no letter or digit follows directly.
func endsPart(tokens []token, i int) bool { return i >= len(tokens) || tokens[i].kind == mark }

// plausibleYear bounds the years of addresses to those of the web.
func plausibleYear(y int) bool { return 1990 <= y && y < 2100 }

// Stamp reads the value of an element or property that holds a date and nothing else. Beside the forms of [Read] it
// knows seconds and milliseconds since 1970.
func Stamp(value string, l Locale) (Reading, bool) {
	value = strings.TrimSpace(value)
	if seconds, ok := epoch(value); ok {
		t := time.Unix(seconds, 0).UTC()
		d := Date{t.Year(), int(t.Month()), t.Day()}
		return Reading{Date: d, Value: t.Format(time.RFC3339), End: len(value)}, true
	}
	return Read(value, l)
}

// epoch reads 10 or 13 digits as a moment from 1990 to 2065.
func epoch(s string) (int64, bool) {
	if len(s) != 10 && len(s) != 13 || !digits(s, len(s)) {
		return 0, false
	}
	var v int64
	for _, c := range []byte(s[:10]) {
		v = 10*v + int64(c-'0')
	}
	return v, 631_152_000 <= v && v < 3_000_000_000
}
