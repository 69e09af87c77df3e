package quantities

// rangeTo reads the second end of a range whose first end is n: "40 to 45 per cent", "30-40", "between $5 and $7
// billion", "two or three". Two numbers of which the second is not the greater one stand against each other: "14-1".
func (p *parser) rangeTo(n *number, m *measured, last int) (found []Quantity, end int, ok bool) {
	if n.form == Vague || n.form == Article || n.scaleWord {
		return nil, 0, false
	}
	between, from := p.opened(m.start)
	end1 := max(n.end, m.end)
	second, fits := p.separated(end1, between)
	if !fits || from && p.low(end1) != "-" {
		return nil, 0, false
	}
	n2, ok := p.number(p.skipSymbol(second))
	if !ok || n2.form == Vague || n2.scaleWord || n2.form == Fraction && n.form != Fraction {
		return nil, 0, false
	}
	m2 := p.measure(&n2)
	if p.low(end1) == "or" && (m.found || n2.value != n.value+1 && n2.value != n.value+2 && !n.plain) {
		return nil, 0, false
	}
	if m.found && (!m2.found || m.unit != m2.unit && (m.unit.Kind != "money" || m2.unit.Kind != "money")) || p.joinsMore(n2.end) {
		return nil, 0, false
	}
	if m.found && !between && p.changes(m.start) {
		return nil, 0, false
	}
	carry(n, &n2)
	if low, high := ends(n, &n2, m, &m2); low >= high {
		return p.pair(n, &n2, m, &m2, last)
	}
	return p.ranged(n, &n2, m, &m2, last, between)
}

// ranged makes one quantity of two ends.
func (p *parser) ranged(n, n2 *number, m, m2 *measured, last int, between bool) (found []Quantity, end int, ok bool) {
	whole, unit := *n, *m2
	whole.end, whole.plain = max(n2.end, n.end), false
	if !m2.found {
		unit = *m
	}
	unit.start, unit.end = m.start, max(m2.end, n2.end)
	start := last
	if between {
		start = max(last, unit.start) // nothing is read over "between"
	}
	q := p.build(&whole, &unit, start)
	if between {
		at := p.tokenAt(q.Start) - 1
		qual, from := p.qualifierBefore(at, last)
		q.Start, q.Qualifier = p.toks[from].start, qual
	}
	low, high := ends(n, n2, m, m2)
	q.Value, q.Max = low, &high
	q.YearLike = false
	return []Quantity{q}, p.tokenAt(q.End), true
}

// ends gives both ends of a range in their unit. An end without a unit has that of the other: "20 to 50 cents".
func ends(n, n2 *number, m, m2 *measured) (low, high float64) {
	scale, scale2 := m.scale, m2.scale
	if !m.found {
		scale = scale2
	}
	if !m2.found {
		scale2 = scale
	}
	return n.value * scale, n2.value * scale2
}

// pair makes two quantities of numbers that stand against each other.
func (p *parser) pair(n, n2 *number, m, m2 *measured, last int) (found []Quantity, end int, ok bool) {
	if sep := p.low(max(n.end, m.end)); sep != "-" && sep != "to" || m.found || m2.found || !n.plain && n.form != Words {
		return nil, 0, false
	}
	a, b := p.build(n, m, last), p.build(n2, m2, n2.start)
	a.Pair, b.Pair = true, true
	a.Hyphen = false
	return []Quantity{a, b}, p.tokenAt(b.End), true
}

// opened tells of "between" and "from" before the first end.
func (p *parser) opened(start int) (between, from bool) {
	switch p.low(start - 1) {
	case "between":
		return true, false
	case "from":
		return false, true
	}
	return false, false
}

// separated gives the token at which a second end can begin.
func (p *parser) separated(end int, between bool) (int, bool) {
	switch p.low(end) {
	case "-":
		i := end + 1
		if p.joined(end) && (p.joined(i) || i < len(p.toks) && p.toks[i].digits > 0 && p.toks[end].end-p.toks[end].start > 1) {
			return i, true
		}
		return i, !p.joined(end) && i < len(p.toks) && p.toks[i].gap && p.toks[end].end-p.toks[end].start > 1 && p.toks[i].digits > 0
	case "to", "or":
		return end + 1, true
	case "and":
		return end + 1, between
	}
	return end, false
}

// joinsMore says that a third number is bound on: no range then.
func (p *parser) joinsMore(end int) bool {
	return p.low(end) == "-" && p.joined(end) && end+1 < len(p.toks) && p.joined(end+1) && p.toks[end+1].digits > 0
}

// changes says that a verb of change stands before: "rose 3 percent to 12 percent".
func (p *parser) changes(start int) bool {
	for i := start - 1; i >= max(0, start-4); i-- {
		if p.is(classChange, i) {
			return true
		}
		if !p.toks[i].letters {
			return false
		}
	}
	return false
}

// carry gives the first end the scale of the second: "5 to 7 million".
func carry(n, n2 *number) {
	if n.scale == 1 && n2.scale > 1 && n.value <= n2.value/n2.scale && n.unit == nil {
		n.value *= n2.scale
	}
}
