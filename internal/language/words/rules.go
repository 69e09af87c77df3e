package words

import (
	"strings"
	"unicode/utf8"
)

// chunk is a stretch of text without white space, with the rules' answer for
// each gap between two of its characters.
type chunk struct {
	c     []char
	cut   []bool // cut[i]: a word ends behind c[i]; one less than characters
	ask   []bool // ask[i]: the trained model may overrule cut[i]
	lower []byte // lower-cased bytes of what is being looked up
	next  class  // class of the first character behind the white space
	last  bool   // nothing follows in the paragraph
}

// apply fills cut and ask.
func (k *chunk) apply(l *lists) {
	n := len(k.c) - 1
	k.cut, k.ask = k.cut[:0], k.ask[:0]
	for range n {
		k.cut, k.ask = append(k.cut, false), append(k.ask, false)
	}
	if n < 1 || n < 6 && l.emoticon[k.word(0, n+1)] {
		return
	}
	from, to := k.trim(l)
	address := k.address(l, from, to)
	for i := range n {
		if address && i+1 > from && i+1 < to {
			continue
		}
		k.cut[i], k.ask[i] = k.gap(l, i)
		if address {
			k.ask[i] = false
		}
	}
	if !address {
		k.letters(l)
	}
}

// word gives characters from..to, lower-cased, with look-alikes as one.
func (k *chunk) word(from, to int) string {
	k.lower = k.lower[:0]
	for i := from; i < to; i++ {
		k.lower = utf8.AppendRune(k.lower, k.c[i].lower)
	}
	return string(k.lower)
}

// class returns the class of character i, other outside the chunk.
func (k *chunk) class(i int) class {
	if i < 0 || i > len(k.c)-1 {
		return other
	}
	return k.c[i].class
}

func (k *chunk) char(i int) rune {
	if i < 0 || i > len(k.c)-1 {
		return 0
	}
	return k.c[i].lower
}

// trim finds what is left without punctuation at both ends.
func (k *chunk) trim(l *lists) (from, to int) {
	to = len(k.c)
	for from < to && (k.class(from) == opener || k.class(from) == quote || k.class(from) == tick || k.char(from) == '<') {
		from++
	}
	for to > from {
		switch k.class(to - 1) {
		case closer, quote, tick, dot, comma, bang, colon:
			to--
			continue
		}
		if k.char(to-1) == '>' {
			to--
			continue
		}
		break
	}
	return from, to
}

// address tells whether from..to is an internet address, a mail address or the
// name of a file, which are never cut.
func (k *chunk) address(l *lists, from, to int) bool {
	marks := 0
	for i := from; i < to; i++ {
		if r := k.c[i].lower; r == '.' || r == '@' || r == ':' {
			marks++
		}
	}
	if marks == 0 || to-from < 4 {
		return false
	}
	w := k.word(from, min(to, from+300))
	if strings.Contains(w, "://") || strings.HasPrefix(w, "www.") || strings.HasPrefix(w, "mailto:") {
		return true
	}
	if user, host, ok := strings.Cut(w, "@"); ok && user != "" && strings.IndexByte(host, '.') > 0 {
		return true
	}
	host, _, _ := strings.Cut(w, "/")
	dot := strings.LastIndexByte(host, '.')
	if dot < 2 || dot > len(host)-3 || !l.ending[host[dot+1:]] {
		return false
	}
	first := from + len([]rune(host[:dot])) + 1
	return !strings.ContainsAny(host[:dot], `,"(`) && k.class(first) == small
}

// letters cuts words of letters that are two words (cannot), and before n't.
func (k *chunk) letters(l *lists) {
	for i := 0; i < len(k.c); {
		if !k.c[i].class.letter() {
			i++
			continue
		}
		end := i + 1
		for end < len(k.c) && k.c[end].class.letter() {
			end++
		}
		size := end - i
		if size > 1 && k.char(end-1) == 'n' && k.class(end) == tick && k.char(end+1) == 't' && !k.class(end+2).letter() {
			k.cut[end-2], k.ask[end-2] = true, false
		} else if size < 12 && k.class(end) != tick && k.class(i-1) != tick && k.class(end) != hyphen && k.class(i-1) != hyphen {
			for _, at := range l.contraction[k.word(i, end)] {
				k.cut[i+at-1], k.ask[i+at-1] = true, true
			}
		}
		i = end
	}
}

// gap gives the rules' answer for the gap behind character i, and whether it
// is open to doubt. Gaps inside words of letters are not its business.
func (k *chunk) gap(l *lists, i int) (cut, ask bool) {
	x, y := k.c[i].class, k.c[i+1].class
	wordX, wordY := x.letter() || x == digit, y.letter() || y == digit
	switch {
	case x.letter() && y.letter(), x == digit && y == digit:
		return false, false
	case x.letter() && y == digit:
		return false, false
	case x == digit && y.letter():
		return k.unitBehind(l, i), true
	case x == comma || y == comma:
		return !k.inNumber(i, comma), k.inNumber(i, comma)
	case x == opener || y == opener || x == closer || y == closer:
		return true, wordX && wordY || x == dot || y == dot || x == colon || y == colon
	case x == pictogram || y == pictogram:
		return !(k.char(i) == '°' && y.letter()), true
	case y == dot && k.suffixLetter(i):
		return true, false
	case x == dot || y == dot:
		return k.atDot(l, i), !k.initials(i) && !k.middle(i)
	case x == bang || y == bang:
		return x != y, x != y && wordY
	case x == tick || y == tick:
		return k.atTick(l, i), true
	case x == quote || y == quote:
		return true, k.c[i].r == k.c[i+1].r || x == digit || k.class(i+2) == small
	case x == hyphen || y == hyphen:
		cut = k.atHyphen(l, i)
		return cut, cut || !(x.letter() || y.letter())
	case x == dash || y == dash:
		return x != y, x == y || i == 0
	case x == slash || y == slash:
		return k.atSlash(i), true
	case x == colon || y == colon:
		return !(k.class(i-1) == digit && wordY && x == colon || x == digit && k.class(i+2) == digit), true
	case x == money || y == money:
		return k.atMoney(i), true
	}
	return k.atSymbol(i), true
}

// unitBehind tells whether the letters behind character i are a unit.
func (k *chunk) unitBehind(l *lists, i int) bool {
	end := i + 1
	for end < len(k.c) && k.c[end].class.letter() && end < i+8 {
		end++
	}
	if k.class(end) == digit || k.class(end) == hyphen && k.class(end+1) == digit {
		return false
	}
	if k.class(end) == dot && k.class(end+1).letter() { // a.m.
		end += 2
	}
	return l.unit[k.word(i+1, end)]
}

// inNumber tells whether the gap is beside a comma between digits: 6,000.
func (k *chunk) inNumber(i int, mark class) bool {
	if k.class(i) != mark {
		i++
	}
	return k.class(i-1) == digit && k.class(i+1) == digit && k.class(i+2) == digit && k.class(i+3) == digit && k.class(i+4) != digit
}

func (k *chunk) atDot(l *lists, i int) bool {
	x, y := k.c[i].class, k.c[i+1].class
	if x == dot && y == dot {
		return false
	}
	if y == dot {
		if k.class(i+2) == dot { // an ellipsis
			return true
		}
		if x == digit && k.class(i+2) == digit {
			return false
		}
		if k.class(i+2).letter() || k.class(i+2) == digit {
			return x == closer || x == quote || k.sentenceInside(i+1)
		}
		return !k.abbreviation(l, i)
	}
	if k.class(i-1) == dot { // behind an ellipsis
		return true
	}
	if y.letter() || y == digit {
		return k.sentenceInside(i) && i > 0
	}
	return true
}

// sentenceInside tells whether the stop at i has a small letter before it and
// a capital with small letters behind: "ended.The".
func (k *chunk) sentenceInside(i int) bool {
	return k.class(i-1) == small && k.class(i-2).letter() && k.class(i+1) == upper && k.class(i+2) == small
}

// abbreviation tells whether the stop behind character i belongs to the word
// that ends with i.
func (k *chunk) abbreviation(l *lists, i int) bool {
	from := i
	for from > 0 && i-from < 12 && (k.class(from-1).letter() || k.class(from-1) == dot) {
		from--
	}
	if from == i && k.c[i].class == upper {
		return k.c[i].lower != 'i' || k.next == upper
	}
	w := k.word(from, i+1)
	kind, known := l.abbreviation[w]
	capital := k.c[from].class == upper
	if !known {
		return singles(w)
	}
	switch kind {
	case "title", "place":
		return capital && !k.last || kind == "place" && capital
	case "number":
		return k.next == digit
	case "month":
		return capital && k.next == digit
	}
	return true
}

// initials tells whether the gap is before the last stop of single letters with
// stops, such as p.m. and U.S., and more text follows: the rules are sure then.
func (k *chunk) initials(i int) bool {
	return !k.last && k.class(i+1) == dot && k.class(i+2) != dot && k.c[i].class.letter() && k.class(i-1) == dot && k.class(i-2).letter() &&
		!k.class(i-3).letter() && k.class(i+2) == other
}

// middle tells whether the gap is before the stop of a single capital, by itself between white space, with a capital behind
// it: "Vladimir V. Putin". The rules are sure then, but for I, which is a word and a number as well.
func (k *chunk) middle(i int) bool {
	return !k.last && i == 0 && len(k.c) == 2 && k.class(1) == dot && k.class(0) == upper && k.next == upper && k.c[0].lower != 'i'
}

// suffixLetter tells whether a character is a single letter behind a hyphen, the end of a name such as ISIS-K and no
// initial: the stop behind it ends a sentence.
func (k *chunk) suffixLetter(i int) bool {
	return i > 1 && k.c[i].class.letter() && k.class(i-1) == hyphen && k.class(i-2).letter()
}

// singles tells whether a word is single letters with stops: u.s, a.m
func singles(w string) bool {
	parts := strings.Split(w, ".")
	if len(parts) < 2 {
		return false
	}
	for _, p := range parts {
		if len(p) != 1 {
			return false
		}
	}
	return true
}

// clitic tells whether an apostrophe at i begins one, such as 's and 'll.
func (k *chunk) clitic(l *lists, i int) bool {
	end := i + 1
	for k.class(end).letter() && end < i+4 {
		end++
	}
	return end > i+1 && l.clitic[k.word(i+1, end)] && (end > i+2 || k.class(end) != digit)
}

func (k *chunk) atTick(l *lists, i int) bool {
	x, y := k.c[i].class, k.c[i+1].class
	if x == tick && y == tick {
		return false
	}
	if y == tick {
		if !x.letter() && x != digit {
			return true
		}
		if !k.class(i+2).letter() && k.class(i+2) != digit {
			return true
		}
		return k.clitic(l, i+1)
	}
	if i > 0 && (k.class(i-1).letter() || k.class(i-1) == digit) {
		return !y.letter() && y != digit // inside a word, or before a clitic's letters
	}
	if i > 0 && k.clitic(l, i) && k.class(i-1) != tick && k.class(i-1) != quote && k.class(i-1) != opener {
		return false
	}
	if y == digit {
		return false
	}
	end := i + 1
	for end < len(k.c) && k.c[end].class.letter() {
		end++
	}
	if i == 0 && end == len(k.c) && k.clitic(l, i) {
		return false
	}
	return !l.elision[k.word(i, end)]
}

func (k *chunk) atHyphen(l *lists, i int) bool {
	x, y := k.c[i].class, k.c[i+1].class
	if x == hyphen && y == hyphen {
		return false
	}
	mark := i
	if y == hyphen {
		mark = i + 1
		if k.class(mark+1) == hyphen || !(x.letter() || x == digit) {
			return true
		}
	} else if i == 0 {
		return y != digit
	}
	if k.class(mark-1) == hyphen {
		return true
	}
	if k.telephone(mark) {
		return false
	}
	from := mark
	for from > 0 && mark-from < 8 && k.class(from-1).letter() {
		from--
	}
	return from == mark || k.class(from-1) == hyphen || !l.prefix[k.word(from, mark)]
}

// telephone tells whether the hyphen at i stands in a row of digits with
// several hyphens, or between three and four digits: 202-555-0143, 555-0143
func (k *chunk) telephone(i int) bool {
	from, to, hyphens := i, i+1, 1
	for from > 0 && i-from < 20 && (k.class(from-1) == digit || k.class(from-1) == hyphen) {
		from--
		hyphens += int(truth(k.class(from) == hyphen))
	}
	for to < len(k.c) && to-i < 20 && (k.class(to) == digit || k.class(to) == hyphen) {
		hyphens += int(truth(k.class(to) == hyphen))
		to++
	}
	if k.class(i-1) != digit || k.class(i+1) != digit || k.class(from-1).letter() || k.class(to).letter() {
		return false
	}
	return hyphens > 1 || i-from == 3 && to-i == 5
}

func truth(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

func (k *chunk) atSlash(i int) bool {
	x, y := k.c[i].class, k.c[i+1].class
	if x == slash && y == slash {
		return false
	}
	mark := i
	if y == slash {
		mark = i + 1
	}
	if k.class(mark-1) == digit && k.class(mark+1) == digit {
		return false
	}
	if mark == 1 && k.char(0) == 'w' && (len(k.c) == 2 || k.char(2) == 'o') {
		return false
	}
	return true
}

func (k *chunk) atMoney(i int) bool {
	x, y := k.c[i].class, k.c[i+1].class
	if x == money && y == money {
		return false
	}
	if y == money {
		return !(x == upper && i < 3 && k.class(0) == upper)
	}
	return true
}

func (k *chunk) atSymbol(i int) bool {
	x, y := k.char(i), k.char(i+1)
	wordX, wordY := k.c[i].class.letter(), k.c[i+1].class.letter()
	numX, numY := k.c[i].class == digit, k.c[i+1].class == digit
	if x == y {
		return false
	}
	for _, r := range [...]rune{x, y} {
		switch r {
		case '_', '@', '&', '^':
			return false
		}
	}
	switch {
	case x == '#':
		return !wordY
	case y == '#':
		return true
	case x == '+':
		return !(numY && i == 0)
	case y == '*' || x == '*':
		return !(wordX && k.class(i+2).letter() || wordY && k.class(i-1).letter())
	case k.c[i].class == other || k.c[i+1].class == other:
		return wordX || wordY || numX || numY
	}
	return true
}
