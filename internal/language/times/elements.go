package times

import "strings"

// composed matches a class that is read from one or more tokens, and gives their number.
func (r *reader) composed(c class, i int, s *slots) int {
	t := &r.tokens[i]
	switch c {
	case classYear, classYear4:
		v, n := r.year(i, c == classYear4)
		if n > 0 {
			put(&s.year, &s.year2, v, unset)
		}
		return n
	case classYear2:
		if t.digits == 2 && plainNumber(t) {
			put(&s.year, &s.year2, t.num, unset)
			return 1
		}
	case classDay:
		v, n := r.day(i)
		if n > 0 {
			put(&s.day, &s.day2, v, 0)
		}
		return n
	case classOrd:
		v, n := r.ordinal(i)
		if n > 0 {
			s.ord = v
		}
		return n
	case classNumber:
		if t.digits > 0 {
			s.number = t.num
			return 1
		}
	case classCount:
		return r.count(i, s)
	case classDecade:
		return r.decade(i, s)
	case classClock:
		return r.clock(i, s)
	case classNumericDate:
		return r.numericDate(i, s)
	case classNamed:
		return r.name(i, s)
	}
	return 0
}

func plainNumber(t *token) bool {
	return t.digits > 0 && !t.grouped && !t.decimal && !t.ordinal && !t.decade && !t.opaque
}

func (r *reader) cardinal(i int) *entry {
	if i >= len(r.tokens) || r.tokens[i].word == nil {
		return nil
	}
	return r.tokens[i].word.entry(classCardinal)
}

func (r *reader) is(i int, form string) bool {
	return i >= 0 && i < len(r.tokens) && r.tokens[i].word != nil && r.tokens[i].word == r.g.words[form]
}

func (r *reader) has(i int, c class) bool {
	return i >= 0 && i < len(r.tokens) && r.tokens[i].word != nil && r.tokens[i].word.has(c)
}

// year reads a year: four digits, with four false one to four, or words ("nineteen ninety-six").
func (r *reader) year(i int, four bool) (value, n int) {
	t := &r.tokens[i]
	if t.digits > 0 {
		if !plainNumber(t) || t.digits > 4 || four && (t.digits != 4 || t.num < 1000 || t.num >= 2200) || r.counted(i) {
			return 0, 0
		}
		return t.num, 1
	}
	if e := r.cardinal(i); e != nil {
		return r.yearInWords(i, e.value)
	}
	return 0, 0
}

func (r *reader) yearInWords(i, first int) (value, n int) {
	switch {
	case 11 <= first && first <= 20:
		tens := r.cardinal(i + 1)
		if tens == nil || tens.value < 10 || tens.value > 99 {
			return 0, 0
		}
		value, n = first*100+tens.value, 2
		if tens.value >= 20 {
			k := i + 2
			if r.is(k, "-") {
				k++
			}
			if ones := r.cardinal(k); ones != nil && ones.value < 10 {
				return value + ones.value, k + 1 - i
			}
		}
		return value, n
	case first == 2 && r.is(i+1, "thousand"):
		k := i + 2
		if r.is(k, "and") {
			k++
		}
		if e := r.cardinal(k); e != nil && e.value < 20 {
			return 2000 + e.value, k + 1 - i
		}
		return 2000, 2
	}
	return 0, 0
}

// counted tells whether a number counts things: "2000 people", "$2015", "1999 km".
func (r *reader) counted(i int) bool {
	if i > 0 && !r.tokens[i].gap && !r.alone {
		switch p := r.text[r.tokens[i-1].start:r.tokens[i-1].end]; p {
		case "$", "€", "£", "#", "¥", "₹", ".", "+", "=", "@", "_", "&":
			return true
		}
	}
	if i+1 >= len(r.tokens) {
		return false
	}
	n := &r.tokens[i+1]
	if n.word != nil && n.word.has(classCounted) {
		return !r.yearOfMonth(i)
	}
	switch r.text[n.start:n.end] {
	case "%", "°", "€":
		return true
	case ":", ".":
		return !n.gap && isDigit(r.text, n.end)
	}
	return false
}

// yearOfMonth says that a number is a year though what is counted stands behind it: "In May 1987 soldiers entered parliament". Round numbers
// are left out.
func (r *reader) yearOfMonth(i int) bool {
	t := &r.tokens[i]
	return r.has(i-1, classMonth) && t.gap && t.num >= 1900 && t.num < 2100 && t.num%100 != 0
}

// day reads the number of a day of a month, as a number or an ordinal.
func (r *reader) day(i int) (value, n int) {
	t := &r.tokens[i]
	if t.digits > 0 {
		if t.digits > 2 || t.grouped || t.decimal || t.decade || t.opaque || t.num > 31 || t.num == 0 && t.digits == 2 {
			return 0, 0
		}
		if !t.ordinal && i+1 < len(r.tokens) {
			next := r.text[r.tokens[i+1].start:r.tokens[i+1].end]
			if clock := next == ":" && !r.tokens[i+1].gap && isDigit(r.text, r.tokens[i+1].end); clock || next == "%" || r.has(i+1, classMeridiem) {
				return 0, 0
			}
		}
		return t.num, 1
	}
	value, n = r.ordinal(i)
	if value > 31 {
		return 0, 0
	}
	return value, n
}

// ordinal reads "3rd", "third" or "twenty-third".
func (r *reader) ordinal(i int) (value, n int) {
	t := &r.tokens[i]
	if t.digits > 0 {
		if t.ordinal && t.digits <= 3 {
			return t.num, 1
		}
		return 0, 0
	}
	if t.word == nil {
		return 0, 0
	}
	if e := t.word.entry(classOrdinal); e != nil {
		return e.value, 1
	}
	if e := r.cardinal(i); e != nil && (e.value == 20 || e.value == 30) {
		k := i + 1
		if r.is(k, "-") {
			k++
		}
		if r.has(k, classOrdinal) {
			if o := r.tokens[k].word.entry(classOrdinal); o.value < 10 {
				return e.value + o.value, k + 1 - i
			}
		}
	}
	return 0, 0
}

// count reads how many: "two", "a few", "2 1/2", "twenty-four", "three to five".
func (r *reader) count(i int, s *slots) int {
	v, vague, n := r.quantity(i)
	if n == 0 {
		return 0
	}
	k := i + n
	if r.is(k, "and") && r.is(k+1, "a") && r.is(k+2, "half") {
		v += .5
		k += 3
	} else if r.is(k, "to") || r.is(k, "or") || r.is(k, "-") {
		if _, v2, n2 := r.quantity(k + 1); n2 > 0 && !r.is(k+1, "a") && !r.is(k+1, "an") {
			vague = vague || v2
			k += 1 + n2
		}
	}
	if s.count == 0 && s.unit == unitNone {
		s.count = v
	} else {
		s.count2 = v
	}
	s.vague = s.vague || vague
	return k - i
}

func (r *reader) quantity(i int) (v float64, vague bool, n int) {
	if i >= len(r.tokens) {
		return 0, false, 0
	}
	t := &r.tokens[i]
	switch {
	case t.digits > 0:
		if t.opaque || t.ordinal || t.decade || t.digits > 9 {
			return 0, false, 0
		}
		return r.digits(i)
	case r.is(i, "a") || r.is(i, "an"):
		if r.has(i+1, classVague) {
			n = 2
			if r.is(i+2, "of") {
				n = 3
			}
			if r.is(i+1, "couple") {
				return 2, false, n
			}
			return 0, true, n
		}
		if r.is(i+1, "dozen") {
			return 12, false, 2
		}
		if e := r.cardinal(i + 1); e != nil && e.value >= 100 {
			v, _, n = r.numberWords(i + 1)
			return v, false, n + 1
		}
		return 1, false, 1
	case r.has(i, classVague):
		n = 1
		if r.is(i+1, "of") {
			n = 2
		}
		if r.is(i, "couple") {
			return 2, false, n
		}
		return 0, true, n
	case r.cardinal(i) != nil:
		return r.numberWords(i)
	}
	return 0, false, 0
}

func (r *reader) digits(i int) (v float64, vague bool, n int) {
	t := &r.tokens[i]
	v, n = float64(t.num)+t.frac, 1
	if plainNumber(t) && i+3 < len(r.tokens) && r.tokens[i+1].digits == 1 && r.is(i+2, "/") && r.tokens[i+3].digits == 1 && r.tokens[i+3].num > 0 {
		return v + float64(r.tokens[i+1].num)/float64(r.tokens[i+3].num), false, 4
	}
	if e := r.cardinal(i + 1); e != nil && e.value >= 100 {
		return v * float64(e.value), false, 2
	}
	return v, false, n
}

// numberWords reads a number in words.
func (r *reader) numberWords(i int) (v float64, vague bool, n int) {
	total, part := 0., 0.
	k := i
	for k < len(r.tokens) && k-i < 12 {
		at := k
		if k > i && (r.is(k, "-") || r.is(k, "and")) {
			at++
		}
		e := r.cardinal(at)
		if e == nil {
			break
		}
		switch {
		case e.value >= 1000:
			total += max(part, 1) * float64(e.value)
			part = 0
		case e.value == 100:
			part = max(part, 1) * 100
		case part == 0 || mod(int(part), 100) == 0 || mod(int(part), 10) == 0 && e.value < 10 && mod(int(part), 100) >= 20:
			part += float64(e.value)
		default:
			return total + part, false, k - i
		}
		k = at + 1
	}
	return total + part, false, k - i
}

// decade reads "1990s", "the '90s", "90s".
func (r *reader) decade(i int, s *slots) int {
	n := 0
	if r.is(i, "'") {
		n = 1
	}
	if i+n >= len(r.tokens) || n == 1 && r.tokens[i+n].gap {
		return 0
	}
	t := &r.tokens[i+n]
	if !t.decade || t.grouped || t.digits == 2 && t.num < 10 || t.digits == 4 && n == 1 {
		return 0
	}
	s.decade = t.num
	if t.digits == 2 {
		s.decade = 1900 + t.num
		s.weak = n == 0
	}
	return n + 1
}

// clock reads a time of the day with its zone.
func (r *reader) clock(i int, s *slots) int {
	t := &r.tokens[i]
	hour, minute, n, whole := 0, 0, 1, true // whole: needs a sign that it is a time
	switch {
	case t.digits > 0:
		if t.opaque || t.grouped || t.ordinal || t.decade {
			return 0
		}
		hour = t.num
		switch {
		case t.digits == 4 && !t.decimal:
			if !r.has(i+1, classZone) && !r.has(i+1, classClockMark) {
				return 0
			}
			hour, minute, whole = t.num/100, t.num%100, false
		case t.digits > 2:
			return 0
		case t.decimal:
			minute = int(t.frac*100 + .5)
			if t.end-t.start < 4 {
				return 0
			}
		default:
			if m, k := r.minutes(i); k > 0 {
				minute, n, whole = m, k, false
			}
		}
	case r.cardinal(i) != nil && r.cardinal(i).value <= 12:
		hour = r.cardinal(i).value
	default:
		return 0
	}
	n, sign := r.clockTail(i, n, &hour, s)
	if whole && !sign || hour > 24 || minute > 59 {
		return 0
	}
	s.hour, s.minute = hour, minute
	s.weak = !sign
	return n
}

// minutes reads ":30" and ":30:15" behind an hour.
func (r *reader) minutes(i int) (minute, n int) {
	if i+2 >= len(r.tokens) || r.text[r.tokens[i+1].start:r.tokens[i+1].end] != ":" || r.tokens[i+1].gap || r.tokens[i+2].gap {
		return 0, 0
	}
	m := &r.tokens[i+2]
	if m.digits != 2 || m.opaque || m.num > 59 {
		return 0, 0
	}
	if i+4 < len(r.tokens) && r.text[r.tokens[i+3].start:r.tokens[i+3].end] == ":" && !r.tokens[i+3].gap && r.tokens[i+4].digits == 2 {
		return m.num, 5
	}
	return m.num, 3
}

// clockTail reads "p.m.", "o'clock", "hours" and the zone.
func (r *reader) clockTail(i, n int, hour *int, s *slots) (int, bool) {
	k, sign := i+n, false
	if r.has(k, classMeridiem) {
		e := r.tokens[k].word.entry(classMeridiem)
		length := 0
		if r.tokens[k].end-r.tokens[k].start == 2 {
			length = 1
		} else if k+2 < len(r.tokens) && r.text[r.tokens[k+1].start:r.tokens[k+1].end] == "." && strings.EqualFold(r.text[r.tokens[k+2].start:r.tokens[k+2].end], "m") {
			length = 3
			if k+3 < len(r.tokens) && !r.tokens[k+3].gap && r.text[r.tokens[k+3].start:r.tokens[k+3].end] == "." {
				length = 4
			}
		}
		if length > 0 && *hour <= 12 {
			*hour = *hour%12 + e.value
			sign = true
			k += length
		}
	}
	if r.is(k, "o") && r.is(k+1, "'") && r.is(k+2, "clock") {
		k, sign = k+3, true
	}
	if r.has(k, classClockMark) && !sign && (r.tokens[k-1].digits == 4) {
		k, sign = k+1, true
	}
	if r.is(k, "local") && r.is(k+1, "time") {
		k, sign = k+2, true
	}
	if r.has(k, classZone) && r.tokens[k].capital {
		s.zone = r.tokens[k].word.entry(classZone).value
		k, sign = k+1, true
	}
	return k - i, sign
}

// numericDate reads a date in digits by its bytes: 2025-08-20, 20/08/2025, 20.08.2025.
func (r *reader) numericDate(i int, s *slots) int {
	start := r.tokens[i].start
	if i > 0 && !r.tokens[i].gap {
		switch r.text[start-1] {
		case '-', '/', '.', ':', '_', '@', '#', '=':
			return 0
		}
	}
	end := numericEnd(r.text, start)
	if end == 0 {
		return 0
	}
	k := i
	for k < len(r.tokens) && r.tokens[k].start < end {
		k++
	}
	// "2025-08-20T15:30" is lexed with its letter on the last number.
	if r.tokens[k-1].end != end && r.text[end] != 'T' {
		return 0
	}
	s.numericStart, s.numericEnd = start, end
	return k - i
}

func numericEnd(text string, start int) int {
	at := start
	var lengths [3]int
	var sep byte
	for p := range 3 {
		from := at
		for isDigit(text, at) {
			at++
		}
		lengths[p] = at - from
		if lengths[p] == 0 || lengths[p] > 4 {
			return 0
		}
		if p == 2 {
			break
		}
		if at >= len(text) || p == 1 && text[at] != sep {
			return 0
		}
		sep = text[at]
		if sep != '-' && sep != '/' && sep != '.' {
			return 0
		}
		at++
	}
	if at+1 < len(text) && (text[at] == '-' || text[at] == '/' || text[at] == '.') && isDigit(text, at+1) {
		return 0
	}
	iso := lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2
	last := lengths[0] <= 2 && lengths[1] <= 2 && (lengths[2] == 4 || lengths[2] == 2 && sep == '/')
	if !iso && !last {
		return 0
	}
	return at
}

// name reads a day or time with a name, the longest first.
func (r *reader) name(i int, s *slots) int {
	if r.tokens[i].word == nil {
		return 0
	}
	for _, k := range r.g.byName[r.tokens[i].word] {
		n := &r.g.named[k]
		if n.capital && !r.tokens[i].capital && !r.tokens[i].ordinal && !r.alone || i+len(n.words) > len(r.tokens) {
			continue
		}
		j := 0
		for j < len(n.words) && r.tokens[i+j].word == n.words[j] && (j == 0 || !r.tokens[i+j].breaks) {
			j++
		}
		if j == len(n.words) {
			s.named = k
			return j
		}
	}
	return 0
}
