package pubdate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a number, a word or a mark of a string.
type token struct {
	kind       tokenKind
	text       string // a word in lower case; a mark
	value      int    // of a number
	digits     int    // number of its digits
	start, end int
	space      bool // white space stands before it
}

type tokenKind int

const (
	mark tokenKind = iota
	number
	word
)

// maxScan is the number of bytes of a string that are looked at.
const maxScan = 4096

// scan cuts a string into tokens. Digits of other scripts are read like ASCII digits.
func scan(s string) []token {
	s = s[:min(len(s), maxScan)]
	all := make([]token, 0, 16)
	space := false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r) || r == '\u200e' || r == '\u200f':
			space = true
			i += size
			continue
		case digit(r) >= 0:
			t := scanNumber(s, i)
			t.space = space
			all, i = append(all, t), t.end
		case unicode.IsLetter(r) && !cjkUnit(r):
			t := scanWord(s, i)
			t.space = space
			all, i = append(all, t), t.end
		default:
			all = append(all, token{kind: mark, text: s[i : i+size], start: i, end: i + size, space: space})
			i += size
		}
		space = false
	}
	return all
}

func scanNumber(s string, i int) token {
	t := token{kind: number, start: i}
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		d := digit(r)
		if d < 0 {
			break
		}
		if t.digits < 18 {
			t.value = 10*t.value + d
		}
		t.digits++
		i += size
	}
	t.end = i
	return t
}

func scanWord(s string, i int) token {
	t := token{kind: word, start: i}
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\u200c' || cjkUnit(r) {
			break
		}
		i += size
	}
	t.end = i
	t.text = strings.ToLower(s[t.start:i])
	return t
}

// digit gives the value of a decimal digit of the scripts that news is written in, -1 for others.
func digit(r rune) int {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0')
	case r < 0x660:
		return -1
	}
	for _, zero := range [...]rune{0x660, 0x6f0, 0x966, 0x9e6, 0xff10} {
		if zero <= r && r <= zero+9 {
			return int(r - zero)
		}
	}
	return -1
}

// cjkUnit tells whether a letter is one of those that count years, months and days in Chinese, Japanese and Korean.
func cjkUnit(r rune) bool {
	switch r {
	case '年', '月', '日', '년', '월', '일':
		return true
	}
	return false
}

// Find gives the dates in a string in the order in which they stand.
func Find(s string, l Locale) []Reading {
	r := reader{source: s, tokens: scan(s), locale: l, words: words()}
	return r.find()
}

func (r *reader) find() []Reading {
	var all []Reading
	for i := 0; i < len(r.tokens); {
		found, next := r.at(i)
		if next == i {
			i++
			continue
		}
		all = append(all, r.finish(found, i, next))
		i = next
	}
	return all
}

// reader reads dates from tokens.
type reader struct {
	source string
	tokens []token
	locale Locale
	words  *vocabulary
}

// at reads a date that begins at token i and gives the token after it, or i where none begins there.
func (r *reader) at(i int) (Reading, int) {
	t := r.tokens[i]
	if i > 0 && t.kind == number && !t.space && r.tokens[i-1].kind == word {
		return Reading{}, i // part of a name: B52
	}
	switch t.kind {
	case number:
		for _, form := range []func(int) (Reading, int){r.yearFirst, r.packed, r.dayMonth, r.threeNumbers, r.units} {
			if found, next := form(i); next > i {
				return found, next
			}
		}
	case word:
		return r.monthDay(i)
	}
	return Reading{}, i
}

func (r *reader) kind(i int, k tokenKind) bool { return i < len(r.tokens) && r.tokens[i].kind == k }

func (r *reader) isMark(i int, marks string) bool {
	return r.kind(i, mark) && strings.Contains(marks, r.tokens[i].text)
}

func (r *reader) day(i int) bool {
	return r.kind(i, number) && r.tokens[i].digits <= 2 && 1 <= r.tokens[i].value && r.tokens[i].value <= 31
}

func (r *reader) year(i int) bool {
	return r.kind(i, number) && r.tokens[i].digits == 4 && 1000 <= r.tokens[i].value && r.tokens[i].value < 3000
}

// month reads the name of a month, of one word or two, with a stop after an abbreviation.
func (r *reader) month(i int) (month, int) {
	if !r.kind(i, word) {
		return month{}, i
	}
	if r.kind(i+1, word) {
		if m, ok := r.words.monthOf(r.tokens[i].text+" "+r.tokens[i+1].text, r.locale.Language); ok {
			return m, i + 2
		}
	}
	m, ok := r.words.monthOf(r.tokens[i].text, r.locale.Language)
	if !ok {
		return month{}, i
	}
	if r.isMark(i+1, ".") && !r.tokens[i+1].space {
		return m, i + 2
	}
	return m, i + 1
}

// fillers passes marks and small words that may stand within a date.
func (r *reader) fillers(i int, marks string) int {
	for n := 0; n < 2 && i < len(r.tokens); n++ {
		switch {
		case r.isMark(i, marks):
			i++
		case r.kind(i, word) && r.words.filler[r.tokens[i].text]:
			i++
		default:
			return i
		}
	}
	return i
}

// ordinal passes the end of an ordinal number: 23rd, 1er, 23.
func (r *reader) ordinal(i int) int {
	if r.kind(i, word) && !r.tokens[i].space && r.words.ordinal[r.tokens[i].text] {
		return i + 1
	}
	if r.isMark(i, "ºª") {
		return i + 1
	}
	return i
}

// yearFirst reads 2025-08-23, 2025/8/23, 2025.08.23 and 2025 October 28, with a time in ISO 8601.
func (r *reader) yearFirst(i int) (Reading, int) {
	if !r.year(i) {
		return Reading{}, i
	}
	if r.isMark(i+1, "-/.–") && r.kind(i+2, number) && r.tokens[i+2].digits <= 2 {
		sep := r.tokens[i+1].text
		if !r.isMark(i+3, sep) || !r.kind(i+4, number) || r.tokens[i+4].digits > 2 {
			return Reading{}, i
		}
		found := r.gregorianOrSolar(r.tokens[i].value, r.tokens[i+2].value, r.tokens[i+4].value)
		return r.clock(found, i, i+5)
	}
	m, next := r.month(r.fillers(i+1, ".,-/"))
	if next > i+1 && m.number > 0 && r.day(next) {
		return r.named(r.tokens[i].value, m, r.tokens[next].value), next + 1
	}
	return Reading{}, i
}

// gregorianOrSolar reads a date of three numbers whose year is told apart from the others.
func (r *reader) gregorianOrSolar(year, month, day int) Reading {
	if 1300 <= year && year < 1500 {
		switch r.locale.Language {
		case "fa", "ps":
			return r.solar(year, month, day)
		}
	}
	return numeric(year, month, day)
}

func (r *reader) solar(year, month, day int) Reading {
	if month < 1 || 12 < month || day < 1 || 31 < day || month > 6 && day > 30 {
		return Reading{Impossible: true}
	}
	return Reading{Date: gregorian(year, month, day)}
}

func (r *reader) named(year int, m month, day int) Reading {
	if m.solar {
		if year < 1300 || 1500 <= year {
			return Reading{Impossible: true}
		}
		return r.solar(year, m.number, day)
	}
	return numeric(year, m.number, day)
}

func numeric(year, month, day int) Reading {
	d := Date{year, month, day}
	if !d.exists() || day == 0 {
		return Reading{Impossible: true}
	}
	return Reading{Date: d}
}

// packed reads 20250823, and 20250823143000 as sitemaps and archives write it.
func (r *reader) packed(i int) (Reading, int) {
	t := r.tokens[i]
	v := t.value
	switch t.digits {
	case 8:
	case 14:
		v /= 1_000_000
	default:
		return Reading{}, i
	}
	if v < 1900_00_00 || 2100_00_00 < v {
		return Reading{}, i
	}
	found := numeric(v/10000, v/100%100, v%100)
	if found.Impossible {
		return Reading{}, i // some other number
	}
	if t.digits == 8 {
		return r.clock(found, i, i+1)
	}
	return found, i + 1
}

// dayMonth reads 23 August 2025, 23rd of August, 2025, 23. August 2025, 23-Aug-25 and 23 August.
func (r *reader) dayMonth(i int) (Reading, int) {
	if !r.day(i) {
		return Reading{}, i
	}
	next := r.fillers(r.ordinal(i+1), ".-/,")
	m, after := r.month(next)
	if after == next {
		return Reading{}, i
	}
	at := r.fillers(after, ",.-/'’")
	switch {
	case r.year(at):
		return r.named(r.tokens[at].value, m, r.tokens[i].value), at + 1
	case r.kind(at, number) && r.tokens[at].digits == 2 && r.isMark(at-1, "-'’") && !m.solar:
		found := r.named(2000+r.tokens[at].value, m, r.tokens[i].value)
		found.Shortened = true
		return found, at + 1
	case m.solar:
		return Reading{}, i
	}
	return r.yearless(m, r.tokens[i].value), after
}

func (r *reader) yearless(m month, day int) Reading {
	d := Date{0, m.number, day}
	if !d.exists() || day == 0 {
		return Reading{Impossible: true}
	}
	return Reading{Date: d}
}

// monthDay reads August 23, 2025, Aug. 23rd 2025, August 2025 and Aug. 23.
func (r *reader) monthDay(i int) (Reading, int) {
	m, next := r.month(i)
	if next == i || m.solar {
		return Reading{}, i
	}
	at := r.fillers(next, ",-/")
	if r.year(at) {
		if at > next && r.isMark(at-1, "-") {
			return Reading{}, i
		}
		return Reading{Date: Date{r.tokens[at].value, m.number, 0}}, at + 1
	}
	if !r.day(at) {
		return Reading{}, i
	}
	day := r.tokens[at].value
	after := r.ordinal(at + 1)
	at = r.fillers(after, ",.-/")
	if r.year(at) {
		return r.named(r.tokens[at].value, m, day), at + 1
	}
	if at := r.unixYear(after); r.year(at) {
		return r.named(r.tokens[at].value, m, day), at + 1
	}
	if r.isMark(after, ":") || r.isMark(after, ".") && r.kind(after+1, number) {
		return Reading{}, i // a time or a decimal number, as in "March 10:30"
	}
	return r.yearless(m, day), after
}

// unixYear passes the time and the zone that stand between day and year in "Wed Nov 20 00:24:33 UTC 2019".
func (r *reader) unixYear(i int) int {
	clock := i
	for r.kind(clock, number) && r.tokens[clock].digits == 2 && r.isMark(clock+1, ":") {
		clock += 2
	}
	if clock == i || !r.kind(clock, number) {
		return i
	}
	clock++
	if r.kind(clock, word) && len(r.tokens[clock].text) <= 4 {
		clock++
	}
	return clock
}

// threeNumbers reads 23/08/2025, 08/23/2025, 23.8.2025 and 23-08-2025.
func (r *reader) threeNumbers(i int) (Reading, int) {
	if !r.kind(i, number) || r.tokens[i].digits > 2 || !r.isMark(i+1, "/.-") || r.tokens[i+1].space {
		return Reading{}, i
	}
	sep := r.tokens[i+1].text
	if !r.kind(i+2, number) || r.tokens[i+2].digits > 2 || !r.isMark(i+3, sep) || !r.year(i+4) {
		return Reading{}, i
	}
	a, b, year := r.tokens[i].value, r.tokens[i+2].value, r.tokens[i+4].value
	next := i + 5
	order := r.locale.Order
	switch {
	case a == b || b > 12 && a <= 12:
		order = MonthFirst
	case a > 12 || sep == ".":
		order = DayFirst
	}
	switch order {
	case DayFirst:
		return numeric(year, b, a), next
	case MonthFirst:
		return numeric(year, a, b), next
	}
	return Reading{Ambiguous: true}, next
}

// units reads 2025年10月28日 and 2025년 10월 28일.
func (r *reader) units(i int) (Reading, int) {
	if !r.year(i) || !r.isMark(i+1, "年년") || !r.kind(i+2, number) || !r.isMark(i+3, "月월") {
		return Reading{}, i
	}
	if r.kind(i+4, number) && r.isMark(i+5, "日일") {
		return numeric(r.tokens[i].value, r.tokens[i+2].value, r.tokens[i+4].value), i + 6
	}
	d := Date{r.tokens[i].value, r.tokens[i+2].value, 0}
	if !d.exists() {
		return Reading{Impossible: true}, i + 4
	}
	return Reading{Date: d}, i + 4
}

// clock adds the time of ISO 8601 that follows a date, as it is written.
func (r *reader) clock(found Reading, i, next int) (Reading, int) {
	if found.Impossible || !found.Date.Full() || next == i {
		return found, next
	}
	rest := r.source[r.tokens[next-1].end:min(len(r.source), maxScan)]
	n := isoTime(rest)
	if n == 0 {
		return found, next
	}
	end := r.tokens[next-1].end + n
	found.Value = found.Date.String() + "T" + strings.ReplaceAll(strings.TrimLeft(rest[:n], "Tt "), " ", "")
	for next < len(r.tokens) && r.tokens[next].start < end {
		next++
	}
	return found, next
}

// isoTime gives the length of a time as ISO 8601 writes it, after T or a space, with a zone or without: 0 where there
// is none.
func isoTime(s string) int {
	if len(s) < 6 || s[0] != 'T' && s[0] != 't' && s[0] != ' ' {
		return 0
	}
	if !digits(s[1:], 2) || s[3] != ':' || !digits(s[4:], 2) {
		return 0
	}
	i := 6
	if strings.HasPrefix(s[i:], ":") && digits(s[i+1:], 2) {
		i += 3
		if i < len(s) && (s[i] == '.' || s[i] == ',') && digits(s[i+1:], 1) {
			for i++; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
			}
		}
	}
	if z := zone(s[i:]); z > 0 {
		return i + z
	}
	return i
}

// zone gives the length of a zone: Z, +02:00, +0200, +02, each after a space or not.
func zone(s string) int {
	i := 0
	if strings.HasPrefix(s, " ") {
		i = 1
	}
	switch {
	case len(s) <= i:
		return 0
	case (s[i] == 'Z' || s[i] == 'z') && (len(s) == i+1 || !letter(s[i+1])):
		return i + 1
	case s[i] != '+' && s[i] != '-' || !digits(s[i+1:], 2):
		return 0
	case digits(s[i+3:], 2):
		return i + 5
	case len(s) > i+3 && s[i+3] == ':' && digits(s[i+4:], 2):
		return i + 6
	}
	return i + 3
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// digits tells whether s begins with n digits.
func digits(s string, n int) bool {
	if len(s) < n {
		return false
	}
	for i := range n {
		if s[i] < '0' || '9' < s[i] {
			return false
		}
	}
	return true
}

// finish takes the weekday before a date into its range and checks it.
func (r *reader) finish(found Reading, i, next int) Reading {
	from := i
	if at := i - 1; at >= 0 {
		if r.isMark(at, ",.") {
			at--
		}
		if at >= 0 && r.kind(at, word) {
			if w, ok := r.words.weekdays[r.tokens[at].text]; ok {
				from = at
				if found.Date.Full() && found.Date.weekday() != w {
					found = Reading{Impossible: true}
				}
			}
		}
	}
	found.Start, found.End = r.tokens[from].start, r.tokens[next-1].end
	if r.source[found.Start:found.End] != "" && strings.HasSuffix(r.source[found.Start:found.End], ",") {
		found.End--
	}
	if found.Value == "" && found.Date.Month > 0 {
		found.Value = found.Date.String()
	}
	return found
}

// Read gives the first full date of a short string, and where there is none the first date of any kind.
func Read(s string, l Locale) (Reading, bool) {
	all := Find(s, l)
	for _, r := range all {
		if r.Date.Full() {
			return r, true
		}
	}
	if len(all) > 0 {
		return all[0], true
	}
	return Reading{}, false
}
