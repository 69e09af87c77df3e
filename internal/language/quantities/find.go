package quantities

import (
	"strings"
	"unicode"
)

// Find gives the quantities of text[from:to] in the order of the text, apart from each other. The stretch is best one
// sentence: nothing is read over its ends.
func (g *Grammar) Find(text string, from, to int) []Quantity {
	p := &parser{g: g, text: text[:to], toks: g.lex(text, from, to)}
	var found []Quantity
	last := 0 // token behind the last quantity
	for i := 0; i < len(p.toks); i++ {
		if skip := p.noNumber(i); skip > i {
			i = skip - 1
			last = skip
			continue
		}
		p.free = last
		q, end := p.quantity(i, last)
		if end == i {
			continue
		}
		found = append(found, q...)
		i, last = end-1, end
	}
	return share(text, found)
}

// noNumber skips what only looks like a number: times of day, telephone numbers, ratios, versions, the numbers of
// houses. It gives the token behind, or i.
func (p *parser) noNumber(i int) int {
	t := &p.toks[i]
	if t.digits == 0 {
		return i
	}
	end := i + 1
	groups := 1
	for end+1 < len(p.toks) && p.joined(end) && p.joined(end+1) && p.toks[end+1].digits > 0 && strings.Contains(":/-.", p.toks[end].low) {
		if p.low(end) == ":" {
			groups += 2
		}
		groups++
		end += 2
	}
	switch {
	case groups > 2 || t.opaque:
		return end
	case groups == 2 && p.low(i+1) == "/" && p.number1(i).end < i+3:
		return end
	case groups == 2 && p.low(i+1) == "-" && p.yearRange(i):
		return end
	case p.joined(i) && p.nameBefore(i):
		return end
	case p.low(i-1) == "#" || p.low(i-1) == "+" && p.joined(i):
		return p.digitRun(i)
	case p.bareGroups(i) > 2 && p.spaced(i) == i:
		return p.digitRun(i)
	case p.house(i):
		return i + 1
	}
	return i
}

func (p *parser) number1(i int) number {
	n, _ := p.number(i)
	return n
}

// yearRange says 2010-11 or 2010-2014.
func (p *parser) yearRange(i int) bool {
	a, b := &p.toks[i], &p.toks[i+2]
	return a.plain && b.plain && yearLike(a) && (b.digits == 2 && float64(int(a.value)%100) < b.value || yearLike(b) && a.value < b.value)
}

func yearLike(t *token) bool { return t.plain && t.digits == 4 && 1000 <= t.value && t.value < 2100 }

// nameBefore says that letters are bound to the number: "F-16", "COVID-19", "P5+1".
func (p *parser) nameBefore(i int) bool {
	j := i - 1
	if p.low(j) == "-" || p.low(j) == "+" {
		if !p.joined(j) {
			return false
		}
		j--
	}
	if j < 0 || !p.toks[j].letters && !p.toks[j].opaque {
		return false
	}
	if j == i-1 { // letters right before digits are one token, but for signs of money
		return false
	}
	if u := p.g.units[p.low(j)]; u != nil && u.before {
		return false
	}
	_, from := p.symbolBefore(i)
	return from == p.toks[i].start
}

// digitRun gives the token behind a run of bare groups of digits, as telephone numbers have them.
func (p *parser) digitRun(i int) int {
	for i < len(p.toks) && (p.toks[i].digits > 0 && p.toks[i].plain || i+1 < len(p.toks) && p.low(i) == "-" && p.toks[i+1].digits > 0 && p.joined(i)) {
		i++
	}
	return i
}

// bareGroups counts the groups of digits of such a run.
func (p *parser) bareGroups(i int) (n int) {
	for end := p.digitRun(i); i < end; i++ {
		if p.toks[i].digits > 0 {
			n++
		}
	}
	return n
}

// house says that the capitals behind the number make it that of a house.
func (p *parser) house(i int) bool {
	if !p.toks[i].plain {
		return false
	}
	for k := i + 1; k < min(i+5, len(p.toks)); k++ {
		t := &p.toks[k]
		if t.letters && t.capital && p.is(classAddress, k) {
			return true
		}
		if !t.letters || !t.capital && len(t.low) > 3 || k == i+1 && !t.capital {
			return false
		}
	}
	return false
}

// quantity reads the quantity whose number begins at token i: one, or two for a pair, and the token behind, or i. last
// is the first token that is free on the left.
func (p *parser) quantity(i, last int) ([]Quantity, int) {
	n, ok := p.number(i)
	if !ok {
		return p.oneUnit(i, last)
	}
	m := p.measure(&n)
	if n.form == Fraction && n.end > n.start && m.unit.Kind == "time" {
		m = measured{scale: 1, end: n.end, start: n.start}
	}
	if n.scaleWord && (!m.found || m.unit.Kind != "money") && !p.scaleAlone(&n) {
		return nil, i
	}
	if n.form == Fraction && !m.found {
		m.unit = Unit{"fraction", "share"}
	}
	if r, end, ok := p.rangeTo(&n, &m, last); ok {
		return r, end
	}
	q := p.build(&n, &m, last)
	return []Quantity{q}, p.tokenAt(q.End)
}

// scaleAlone says that "hundred" or "dozen" without a number before it is one: "the dozen men".
func (p *parser) scaleAlone(n *number) bool {
	return n.scale < 1000 && p.low(n.start-1) != "-"
}

// oneUnit reads "over a year", "less than a dollar": an article and a unit behind a qualifier.
func (p *parser) oneUnit(i, last int) ([]Quantity, int) {
	if low := p.low(i); low != "a" && low != "an" || i == 0 {
		return nil, i
	}
	if _, from := p.qualifierBefore(i, last); from == i {
		return nil, i
	}
	n := number{start: i, end: i + 1, value: 1, scale: 1, form: Article}
	m := p.measure(&n)
	if !m.found || m.end == n.end || p.low(m.end) == "of" && m.unit.Kind != "money" {
		return nil, i
	}
	if p.low(m.end) == "-" || m.unit.Kind == "share" {
		return nil, i
	}
	q := p.build(&n, &m, last)
	if q.Qualifier == "exact" {
		return nil, i
	}
	return []Quantity{q}, p.tokenAt(q.End)
}

// build makes the quantity of a number and its unit, with the words around them that say how exact it is.
func (p *parser) build(n *number, m *measured, last int) Quantity {
	q := Quantity{
		NumStart: p.toks[n.start].start, NumEnd: p.toks[n.end-1].end, Value: n.value * m.scale, Unit: m.unit, Of: m.of,
		Form: n.form, Qualifier: "exact", Hyphen: m.hyphen, Small: n.small,
	}
	end := max(n.end, m.end)
	q.YearLike = n.plain && !m.found && n.end == n.start+1 && yearLike(&p.toks[n.start])
	p.bound(&q, &end, m)
	p.age(&q, n, m, &end)
	from := m.start
	if qual, at := p.qualifierBefore(from, last); at < from {
		q.Qualifier, from = qual, at
	}
	if n.form == Vague {
		q.Qualifier = "over"
	}
	from = p.below(&q, from)
	if qual, behind := p.qualifierAfter(end); behind > end {
		if q.Qualifier == "exact" {
			q.Qualifier = qual
		}
		end = behind
	}
	if n.form == Words && n.value == 2 && p.toks[n.start].low != "two" && n.end > n.start+1 && q.Qualifier == "exact" {
		q.Qualifier = "about" // a couple of
	}
	q.Labelled = p.labelled(n.start)
	q.Start, q.End = p.toks[from].start, p.toks[end-1].end
	return q
}

// below reads a temperature below zero: "minus 5 degrees".
func (p *parser) below(q *Quantity, from int) int {
	if q.Unit.Kind != "temperature" || from == 0 || q.Value == 0 {
		return from
	}
	if low := p.low(from - 1); low == "minus" || low == "-" && p.joined(from) && !p.joined(from-1) {
		q.Value = -q.Value
		return from - 1
	}
	return from
}

// bound reads what is bound behind by a hyphen: "-strong", "-odd", "-member".
func (p *parser) bound(q *Quantity, end *int, m *measured) {
	if i := p.behindHyphen(*end); i > *end && !m.found {
		q.Hyphen = true
		if p.low(i) == "strong" {
			q.Strong, *end = true, i+1
		}
	}
}

// age reads "15-year-old", "45 years old", "aged 16".
func (p *parser) age(q *Quantity, n *number, m *measured, end *int) {
	year := p.g.units["year"]
	if year == nil {
		return
	}
	if m.unit.Kind == "time" {
		i := p.behindHyphen(*end)
		if p.low(i) == "old" || p.low(i) == "olds" {
			q.Age, *end = true, i+1
		} else if p.low(*end) == "of" && p.low(*end+1) == "age" {
			q.Age, *end = true, *end+2
		}
		return
	}
	before := p.low(n.start - 1)
	if before == "between" || before == "from" {
		before = p.low(n.start - 2)
	}
	if !m.found && (before == "aged" || before == "ages" || before == "age" && !p.toks[n.start].capital) && n.value < 130 {
		q.Age, q.Unit = true, year.Unit
	}
}

// qualifierBefore finds the words before token i that say how exact the number is, and where they begin: the longest,
// and what stands before them once more ("about another 12").
func (p *parser) qualifierBefore(i, last int) (string, int) {
	from, qual := i, "exact"
	for range 3 {
		at := from
		for n := min(p.g.longest, at-last); n > 0; n-- {
			v, ok := p.g.before[keyOf(p.toks[at-n:at])]
			if !ok || n == 1 && p.low(at-1) == "-" {
				continue
			}
			from = at - n
			if qual == "exact" {
				qual = v
			}
			break
		}
		if from == at {
			if low := p.low(at - 1); at > last && (low == "a" || low == "an" || low == "the") && at < i {
				return qual, at
			}
			break
		}
	}
	return qual, from
}

func (p *parser) qualifierAfter(i int) (string, int) {
	for n := min(p.g.longest, len(p.toks)-i); n > 0; n-- {
		if v, ok := p.g.after[keyOf(p.toks[i:i+n])]; ok {
			if low := p.low(i); low == "odd" && p.toks[i].gap && n == 1 {
				continue
			}
			return v, i + n
		}
	}
	return "", i
}

// maxList bounds the words of a list behind a label.
const maxList = 24

// labelled says that the word before the number takes numbers as names, also in a list: "Articles 4 and 5".
func (p *parser) labelled(i int) bool {
	if p.toks[i].digits == 0 && !unicode.IsUpper(firstRune(p.text[p.toks[i].start:])) {
		return false
	}
	for j := i - 1; j >= max(0, i-maxList); j-- {
		low := p.low(j)
		switch {
		case low == "." && p.is(classLabel, j-1), p.is(classLabel, j) && j+1 == i:
			return true
		case p.is(classLabel, j) && p.toks[j+1].digits > 0:
			return true
		case low == "and" || low == "," || low == "to" || low == "-" || low == "or" || p.toks[j].digits > 0:
			continue
		}
		return false
	}
	return false
}

// share gives a number without a unit that of the next, where the two are joined: "from 10 to 25 per cent", "10, 15 and
// 20 km".
func share(text string, found []Quantity) []Quantity {
	for i := len(found) - 2; i >= 0; i-- {
		a, b := &found[i], &found[i+1]
		if a.Unit.Kind != "" || a.Form == Fraction || a.Hyphen || b.Unit.Kind == "" || b.Form == Fraction || b.Form == Article || a.YearLike || a.Pair {
			continue
		}
		switch strings.TrimSpace(text[a.End:b.Start]) {
		case "to", "and", "or", ",", "and to", "then", "but not":
			if b.Unit.Kind == "money" && strings.HasPrefix(text[b.Start:b.End], "$") {
				continue
			}
			a.Unit, a.Of, a.Age = b.Unit, b.Of, b.Age
			if b.Unit.Kind == "temperature" && 0 < a.Start && strings.HasSuffix(text[:a.Start], " -") {
				a.Value, a.Start = -a.Value, a.Start-1
			}
		}
	}
	for i := 1; i < len(found); i++ { // "aged 16 and 19"
		a, b := &found[i-1], &found[i]
		if join := strings.TrimSpace(text[a.End:b.Start]); a.Age && b.Unit.Kind == "" && (join == "and" || join == ",") && b.Value < 130 {
			b.Unit, b.Age = a.Unit, true
		}
	}
	return found
}
