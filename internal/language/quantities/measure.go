package quantities

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// unitAt reads the name of a unit that begins at token i and gives the token behind it, or i.
func (p *parser) unitAt(i int) (*unit, int) {
	for n := min(p.g.longest, len(p.toks)-i); n > 0; n-- {
		u := p.g.units[keyOf(p.toks[i:i+n])]
		if u == nil || u.before || u.capital && n == 1 && !p.toks[i].capital && p.toks[i].low != "celsius" && p.toks[i].low != "fahrenheit" {
			continue
		}
		if u.capital && n == 1 && len(p.toks[i].low) == 1 && p.toks[i].gap {
			continue
		}
		return p.rated(u, i+n)
	}
	return nil, i
}

// rated goes on to a time that makes a rate: "barrels of oil a day".
func (p *parser) rated(u *unit, end int) (*unit, int) {
	if !u.rate {
		return u, end
	}
	i := end
	for p.low(i) == "of" && i+2 < len(p.toks) && p.toks[i+1].letters {
		i += 2
		if p.toks[i].letters && p.low(i) == "oil" {
			i++ // "of crude oil"
		}
	}
	if low := p.low(i); (low == "a" || low == "per" || low == "each" || low == "every") && p.low(i+1) == "day" || low == "daily" {
		day := p.g.units[u.Name+" per day"]
		if day == nil {
			return u, end
		}
		if i == end {
			end = i + 2
			if low == "daily" {
				end = i + 1
			}
		}
		return day, end
	}
	return u, end
}

// symbolBefore finds the sign of a currency that ends where a number begins, and where the sign begins.
func (p *parser) symbolBefore(num int) (*money, int) {
	at := p.toks[num].start
	left := strings.TrimRight(p.text[p.toks[0].start:at], " \u00a0\u202f")
	gap := at-p.toks[0].start > len(left)
	for _, s := range p.g.symbols {
		if !strings.HasSuffix(left, s.text) {
			continue
		}
		rest := left[:len(left)-len(s.text)]
		last, _ := utf8.DecodeLastRuneInString(rest)
		first := firstRune(s.text)
		if unicode.IsLetter(first) && (unicode.IsLetter(last) || unicode.IsDigit(last)) {
			continue
		}
		if gap && !unicode.IsLetter(first) && s.text != "US $" && len(s.text) < 2 && unicode.IsDigit(last) {
			continue // "5$ 10"
		}
		return s.money, at - (at - p.toks[0].start - len(left)) - len(s.text)
	}
	return nil, at
}

// tokenAt gives the first token that begins at a place or behind it.
func (p *parser) tokenAt(place int) int {
	for i := range p.toks {
		if p.toks[i].start >= place {
			return i
		}
	}
	return len(p.toks)
}

// skipSymbol gives the token behind the sign of a currency that begins at token i, or i.
func (p *parser) skipSymbol(i int) int {
	for j := i + 1; j < min(i+5, len(p.toks)); j++ {
		if p.toks[j].digits == 0 && p.toks[j].low != "half" {
			continue
		}
		if _, from := p.symbolBefore(j); from == p.toks[i].start {
			return j
		}
		break
	}
	return i
}

// moneyAt reads the name of a currency at token i, with the adjective before it: "Norwegian kroner".
func (p *parser) moneyAt(i int) (of []Currency, fallback string, scale float64, end int) {
	if m, end := p.moneyName(i); m != nil {
		if m.firm {
			return nil, m.fallback, m.scale, end
		}
		return m.of, m.fallback, m.scale, end
	}
	for n := min(3, len(p.toks)-i-1); n > 0; n-- {
		adj := p.g.adjectives[keyOf(p.toks[i:i+n])]
		if adj == nil {
			continue
		}
		m, end := p.moneyName(i + n)
		if m == nil {
			continue
		}
		for _, c := range m.of {
			if slices.Contains(adj, c) {
				return []Currency{c}, c.Code, m.scale, end
			}
		}
		return nil, m.fallback, m.scale, end
	}
	return nil, "", 1, i
}

// moneyName reads the name of a currency alone.
func (p *parser) moneyName(i int) (*money, int) {
	for n := min(p.g.longest, len(p.toks)-i); n > 0; n-- {
		if m := p.g.money[keyOf(p.toks[i:i+n])]; m != nil {
			return m, i + n
		}
	}
	return nil, i
}

// measured is what follows or surrounds a number: its unit.
type measured struct {
	unit   Unit
	of     []Currency
	scale  float64
	end    int // token behind
	start  int // token at which it begins, before the number for "$"
	hyphen bool
	found  bool
}

// measure reads the unit of a number.
func (p *parser) measure(n *number) measured {
	m := measured{scale: 1, end: n.end, start: n.start}
	if n.unit != nil {
		m.unit, m.scale, m.found = n.unit.Unit, n.unit.scale, true
		return m
	}
	if p.toks[n.start].digits > 0 || p.low(n.start) == "half" {
		if cur, from := p.symbolBefore(n.start); cur != nil && p.tokenAt(from) >= p.free {
			m.start = p.tokenAt(from)
			m.unit, m.of, m.scale, m.found = Unit{cur.fallback, "money"}, several(cur.of), cur.scale, true
			if name, end := p.moneyName(n.end); name != nil && has(name.of, cur.fallback) {
				m.end = end // "$5 million dollars", "US$5 dollars"
			}
			return m
		}
	}
	i := p.behindHyphen(n.end)
	m.hyphen = i > n.end
	if n.of && n.form == Vague && p.low(i) == "of" { // "hundreds of kilometres", "millions of dollars"
		i++
	}
	if of, fallback, scale, end := p.moneyAt(i); end > i {
		m.unit, m.of, m.scale, m.end, m.found = Unit{fallback, "money"}, several(of), scale, end, true
		return m
	}
	if u, end := p.unitAt(i); end > i {
		m.unit, m.scale, m.end, m.found = u.Unit, u.scale, end, true
		m.hyphen = m.hyphen || p.low(end) == "-" && p.joined(end)
		return m
	}
	if u := p.g.units[p.low(i)]; u != nil && u.before {
		m.unit, m.end, m.found = u.Unit, i+1, true
		return m
	}
	m.hyphen = false
	if u := p.unitBefore(n.start); u != nil {
		m.unit, m.found, m.start = u.Unit, true, n.start-1
		if p.low(m.start) == "-" {
			m.start--
		}
		return m
	}
	if n.thin && p.length(n.end) {
		m.unit, m.found = p.g.units["m"].Unit, true
		n.value, n.scale = n.value/n.scale, 1
	}
	return m
}

// unitBefore reads "magnitude 6.1" and "magnitude-6.1"; "6.1 magnitude" and "6.1-magnitude" as well.
func (p *parser) unitBefore(i int) *unit {
	j := i - 1
	if p.low(j) == "-" && p.joined(i) && p.joined(j) {
		j--
	}
	if u := p.g.units[p.low(j)]; u != nil && u.before && j >= p.free {
		return u
	}
	return nil
}

// length says that a word follows that goes with metres, so that 500m is none of money or people.
func (p *parser) length(i int) bool { return p.is(classLength, p.behindHyphen(i)) }

func several(of []Currency) []Currency {
	if len(of) < 2 {
		return nil
	}
	return of
}

func has(of []Currency, code string) bool {
	for _, c := range of {
		if c.Code == code {
			return true
		}
	}
	return false
}
