package quantities

import "strings"

// number is a number read from tokens [start, end).
type number struct {
	start, end int
	value      float64
	scale      float64 // what it was multiplied by in words or a suffix, 1 for nothing
	form       Form
	plain      bool // digits alone
	unit       *unit
	thin       bool // a suffix that is a scale or a unit of length: 500m
	small      bool
	of         bool // "half of", "hundreds of": what is counted follows with of
	digits     int
	scaleWord  bool // only "million" as in "a million-dollar deal"
}

// parser reads the quantities of one stretch of text.
type parser struct {
	g    *Grammar
	text string
	toks []token
	free int // the first token that no quantity before has taken
}

func (p *parser) low(i int) string {
	if i < 0 || i >= len(p.toks) {
		return ""
	}
	return p.toks[i].low
}

// class gives the numeral of a word where it has one of the classes.
func (p *parser) class(i int, classes ...string) (numeral, bool) {
	n, ok := p.g.numbers[p.low(i)]
	if !ok {
		return n, false
	}
	for _, c := range classes {
		if n.class == c {
			return n, true
		}
	}
	return n, false
}

// is says that a token is a word of a class of data/contexts.tsv.
func (p *parser) is(class string, i int) bool { return p.g.context[class][strings.ToLower(p.low(i))] }

// joined says that token i stands right behind the one before it.
func (p *parser) joined(i int) bool { return 0 < i && i < len(p.toks) && !p.toks[i].gap }

// behindHyphen skips a hyphen that binds the next word.
func (p *parser) behindHyphen(i int) int {
	if p.low(i) == "-" && p.joined(i) && p.joined(i+1) {
		return i + 1
	}
	return i
}

// number reads the number that begins at token i.
func (p *parser) number(i int) (n number, ok bool) {
	if i >= len(p.toks) {
		return n, false
	}
	t := &p.toks[i]
	n = number{start: i, scale: 1}
	switch {
	case t.digits > 0:
		ok = p.digits(&n)
	case t.low == "half":
		ok = p.half(&n)
	case t.low == "a" || t.low == "an":
		ok = p.article(&n)
	case t.letters:
		ok = p.several(&n) || p.vague(&n) || p.words(&n)
	}
	if !ok {
		return n, false
	}
	p.fraction(&n)
	p.ofScale(&n)
	return n, true
}

// ofScale reads "a quarter of a million" and "1/2 million".
func (p *parser) ofScale(n *number) {
	if n.form == Fraction && n.scale > 1 {
		n.form = Digits
	}
	if n.form != Fraction || p.low(n.end) != "of" || p.low(n.end+1) != "a" {
		return
	}
	if _, end := p.unitAt(n.end + 2); end > n.end+2 { // "a quarter of a century"
		n.end, n.form, n.of = n.end+2, Words, false
		return
	}
	if s, ok := p.class(n.end+2, classScale, classDozen, classHundred); ok {
		n.value, n.scale, n.end, n.form, n.of = n.value*s.value, s.value, n.end+3, Words, false
	}
}

func (p *parser) digits(n *number) bool {
	t := &p.toks[n.start]
	if t.opaque {
		return false
	}
	n.value, n.end, n.plain, n.digits = t.value, n.start+1, t.plain, t.digits
	if t.suffix != "" {
		return p.suffix(n, t.suffix)
	}
	if g, ok := p.class(n.end, classGlyph); ok && p.toks[n.end].low != "" {
		n.value, n.end, n.plain = n.value+g.value, n.end+1, false
	}
	if end := p.spaced(n.start); end > n.end {
		for ; n.end < end; n.end++ {
			n.value = n.value*1000 + p.toks[n.end].value
		}
		n.plain = false
	}
	p.slash(n)
	p.mixed(n)
	p.andHalf(n)
	p.scales(n)
	return true
}

// mixed reads "2 1/2".
func (p *parser) mixed(n *number) {
	if !n.plain || n.end >= len(p.toks) || p.toks[n.end].digits == 0 || !p.toks[n.end].gap {
		return
	}
	part := number{start: n.end, end: n.end + 1, value: p.toks[n.end].value, scale: 1, plain: p.toks[n.end].plain}
	if p.slash(&part); part.form == Fraction {
		n.value, n.end, n.plain = n.value+part.value, part.end, false
	}
}

// spaced gives the token behind a number whose groups of three digits are apart by spaces: "10 000"; i where the one at
// i is not such a number.
func (p *parser) spaced(i int) int {
	end := i + 1
	if t := &p.toks[i]; !t.plain || t.digits > 3 || t.value == 0 {
		return i
	}
	for end < len(p.toks) && p.toks[end].plain && p.toks[end].digits == 3 && p.toks[end].gap && end < i+4 {
		end++
	}
	if end == i+1 || end < len(p.toks) && p.toks[end].digits > 0 {
		return i
	}
	return end
}

// suffix reads letters right behind digits: a scale, a unit, or both as in 500m.
func (p *parser) suffix(n *number, s string) bool {
	v, scales := p.g.suffixes[s]
	u := p.g.units[p.g.key(s)]
	if u != nil && (!u.glue && !u.weak || u.capital && s != "C" && s != "F") {
		u = nil
	}
	switch {
	case scales:
		n.value, n.scale = n.value*v, v
		n.thin = u != nil
	case u != nil:
		n.unit = u
	default:
		return false
	}
	return true
}

// slash reads 1/3.
func (p *parser) slash(n *number) {
	if p.low(n.end) != "/" || !p.joined(n.end) || !p.joined(n.end+1) || p.toks[n.end+1].digits == 0 {
		return
	}
	d := p.toks[n.end+1].value
	if n.plain && n.value < d && d <= 10 && !(p.low(n.end+2) == "/") && p.toks[n.end+1].plain && n.value > 0 && d != 9 && d != 7 {
		n.value, n.end, n.form, n.plain = n.value/d, n.end+2, Fraction, false
	}
}

// andHalf reads "two and a half", also bound by hyphens.
func (p *parser) andHalf(n *number) {
	i := p.behindHyphen(n.end)
	if p.low(i) != "and" {
		return
	}
	if i = p.behindHyphen(i + 1); p.low(i) != "a" {
		return
	}
	i = p.behindHyphen(i + 1)
	switch p.low(i) {
	case "half":
		n.value += 0.5
	case "quarter":
		n.value += 0.25
	default:
		return
	}
	n.end, n.plain, n.small = i+1, false, false
}

// scales multiplies by the words behind a number: "3 million", "2 dozen", "1 lakh crore".
func (p *parser) scales(n *number) {
	for {
		i := p.behindHyphen(n.end)
		s, ok := p.class(i, classScale, classDozen, classHundred)
		if !ok {
			return
		}
		n.value, n.scale, n.end, n.plain = n.value*s.value, n.scale*s.value, i+1, false
	}
}

// half reads "half a million", "half a kilometre", "half of", "half the".
func (p *parser) half(n *number) bool {
	i := p.behindHyphen(n.start + 1)
	n.value, n.form = 0.5, Words
	if low := p.low(i); low == "a" || low == "an" {
		i++
	}
	if s, ok := p.class(i, classScale, classDozen, classHundred); ok {
		n.value, n.scale, n.end = 0.5*s.value, s.value, i+1
		return true
	}
	if _, after := p.unitAt(i); i > n.start+1 && after > i {
		n.end = i
		return true
	}
	n.form, n.end = Fraction, n.start+1
	n.of = p.low(n.end) == "of"
	if n.of || p.is(classWhole, n.end) {
		return true
	}
	_, from := p.qualifierBefore(n.start, 0)
	return from < n.start && p.low(n.start-1) != "a" || p.changedBy(n.start)
}

// changedBy says that a share stands behind "by", as that of a change: "cut by half".
func (p *parser) changedBy(start int) bool { return start > 0 && p.low(start-1) == "by" }

// article reads "a million", "a dozen", "a few hundred", "a third of"; that a unit follows is read by the caller.
func (p *parser) article(n *number) bool {
	i := n.start + 1
	if s, ok := p.class(i, classScale, classDozen, classHundred); ok {
		n.value, n.scale, n.form, n.end = s.value, s.value, Words, i+1
		n.start = i // the article belongs to no number: "a million-dollar deal", "a dozen jets"
		n.start--
		p.tail(n)
		return true
	}
	if _, ok := p.class(i, classSeveral, classCouple); ok {
		inner := number{start: i, scale: 1}
		if p.several(&inner) {
			inner.start = n.start
			*n = inner
			return true
		}
		return false
	}
	if d, ok := p.class(i, classPart); ok && (p.low(i+1) == "of" || p.is(classCompared, i+1) || p.shareEnds(n.start, i+1)) {
		n.value, n.form, n.end, n.of = 1/d.value, Fraction, i+1, p.low(i+1) == "of"
		return true
	}
	return false
}

// shareEnds says that "a third" behind a qualifier is a share, as nothing follows that it could count: "more than a third".
func (p *parser) shareEnds(start, next int) bool {
	qualifier, from := p.qualifierBefore(start, 0)
	return (from < start && qualifier != "exact" || p.changedBy(start)) && (next >= len(p.toks) || !p.toks[next].letters && p.low(next) != "-")
}

// tail reads what follows a first scale: "a hundred and fifty thousand".
func (p *parser) tail(n *number) {
	if n.scale == 12 {
		return
	}
	rest := number{start: n.end, scale: 1}
	if p.low(rest.start) == "and" {
		rest.start++
	}
	if _, ok := p.class(rest.start, classSmall, classTens); ok && n.scale == 100 && rest.start > n.end && p.compose(&rest) && rest.value < 100 {
		n.value, n.end = n.value+rest.value, rest.end
	}
	p.scales(n)
}

// several reads "several hundred", "a few thousand", "a couple of dozen", "a couple of".
func (p *parser) several(n *number) bool {
	c, ok := p.class(n.start, classSeveral, classCouple)
	if !ok {
		return false
	}
	i := n.start + 1
	if c.class == classCouple {
		if p.low(i) != "of" {
			return false
		}
		i++
	}
	n.form = Vague
	s, ok := p.class(i, classScale, classDozen, classHundred, classVague)
	if !ok {
		n.value, n.end = c.value, i
		n.form = Words
		return c.class == classCouple && p.toks[n.start].low == "couple"
	}
	n.value, n.scale, n.end = s.value*max(1, c.value), s.value, i+1
	p.scales(n)
	if p.low(n.end) == "of" {
		n.of = true
	}
	return true
}

// vague reads "hundreds", "tens of thousands": a magnitude.
func (p *parser) vague(n *number) bool {
	v, ok := p.class(n.start, classVague)
	if !ok {
		return false
	}
	n.value, n.form, n.end = v.value, Vague, n.start+1
	for p.low(n.end) == "of" {
		m, ok := p.class(n.end+1, classVague)
		if !ok {
			if m, ok = p.class(n.end+1, classScale); !ok {
				break
			}
		}
		n.value, n.end = n.value*m.value, n.end+2
	}
	if v.value == 10 && n.end == n.start+1 {
		return false // "tens" alone
	}
	n.of = p.low(n.end) == "of"
	return n.of || n.end > n.start+1 || v.value != 20 && v.value != 10
}

// words reads cardinals in words: "twenty-five", "two hundred and fifty thousand", "one and a half million".
func (p *parser) words(n *number) bool {
	n.form = Words
	if s, ok := p.class(n.start, classScale, classHundred, classDozen); ok {
		n.value, n.scale, n.end = s.value, s.value, n.start+1
		n.scaleWord = true
		return p.behindHyphen(n.end) > n.end || s.class != classScale
	}
	if !p.compose(n) {
		return false
	}
	p.andHalf(n)
	p.scales(n)
	n.small = n.value <= 10
	return true
}

// compose adds up the words of a cardinal from n.start.
func (p *parser) compose(n *number) bool {
	total, cur, i := 0.0, 0.0, n.start
	room := 100.0 // what is added now must be below
	for {
		j := i
		if i > n.start {
			j = p.behindHyphen(i)
			if p.low(j) == "and" && p.low(j-1) != "-" && room == 100 && cur+total >= 100 {
				j++
			}
		}
		w, ok := p.class(j, classSmall, classTens, classHundred, classScale, classDozen)
		if !ok {
			break
		}
		switch w.class {
		case classSmall, classTens:
			if w.value >= room || w.value == 0 && i > n.start {
				return p.composed(n, total+cur, i)
			}
			cur += w.value
			if room = 0; w.class == classTens {
				room = 10
			}
		case classHundred, classDozen:
			if cur == 0 || cur >= 100 {
				return p.composed(n, total+cur, i)
			}
			cur, room = cur*w.value, 100
		case classScale:
			if cur == 0 {
				return p.composed(n, total+cur, i)
			}
			total, cur, room = total+cur*w.value, 0, 100
			n.scale = w.value
		}
		i = j + 1
	}
	return p.composed(n, total+cur, i)
}

func (p *parser) composed(n *number, v float64, end int) bool {
	n.value, n.end = v, end
	return end > n.start
}

// fraction reads the denominator behind a small number: "two-thirds", "one quarter", and "four in five".
func (p *parser) fraction(n *number) {
	if n.form == Fraction || n.value < 1 || n.value > 99 || n.scale != 1 || n.unit != nil || n.form == Vague {
		return
	}
	i := p.behindHyphen(n.end)
	if d, ok := p.class(i, classPart); ok && n.value < d.value && (n.value == 1) == (p.low(i)[len(p.low(i))-1] != 's' && p.low(i) != "halves") {
		n.value, n.end, n.form, n.plain = n.value/d.value, i+1, Fraction, false
		n.of = p.low(n.end) == "of"
		return
	}
	k := n.end
	switch low := p.low(k); {
	case low == "out" && p.low(k+1) == "of", (low == "of" || low == "in") && p.low(k+1) == "every":
		k += 2
	case low == "in":
		k++
	default:
		return
	}
	d := number{start: k, scale: 1}
	if k >= len(p.toks) || p.toks[k].digits > 0 && (!p.digits(&d) || !p.toks[k].plain) || p.toks[k].digits == 0 && !(p.toks[k].letters && p.words(&d)) {
		return
	}
	if _, after := p.unitAt(d.end); after > d.end || d.value <= n.value || !divides(d.value) {
		return
	}
	n.value, n.end, n.form, n.plain, n.small = n.value/d.value, d.end, Fraction, false, false
}

// divides says that people count shares of so many.
func divides(d float64) bool {
	switch d {
	case 2, 3, 4, 5, 10, 20, 100, 1000:
		return true
	}
	return false
}
