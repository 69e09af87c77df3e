package times

import (
	"slices"
	"strings"
)

// element is one part of a pattern: words of a list or a class of words.
type element struct {
	words    []int // ids
	forms    []string
	classes  []class
	optional bool
}

func (l *loader) pattern(p string) []element {
	var elems []element
	needed := false
	for f := range strings.FieldsSeq(p) {
		e := element{}
		if len(f) > 1 && strings.HasSuffix(f, "?") {
			e.optional = true
			f = f[:len(f)-1]
		}
		for form := range strings.SplitSeq(f, "|") {
			switch c, known := classNames[form]; {
			case known:
				e.classes = append(e.classes, c)
			case form == "" || form != strings.ToLower(form):
				l.fault("%q in %q is neither a class nor a word in small letters", form, f)
			default:
				e.words = append(e.words, l.word(form).id)
				e.forms = append(e.forms, form)
			}
		}
		needed = needed || !e.optional
		elems = append(elems, e)
	}
	if !needed {
		l.fault("the pattern %q matches nothing at all", p)
	}
	return elems
}

// index notes for each word and class the rules that can begin with it.
func (g *Grammar) index() {
	for i := range g.named {
		g.named[i].capital = g.named[i].kind != namedPeriod || !isDigit(g.named[i].name, 0)
	}
	for _, names := range g.byName {
		slices.SortStableFunc(names, func(a, b int) int { return len(g.named[b].words) - len(g.named[a].words) })
	}
	for i, r := range g.rules {
		for _, e := range r.elems {
			g.indexElement(i, e)
			if !e.optional {
				break
			}
		}
	}
}

func (g *Grammar) indexElement(rule int, e element) {
	add := func(c class) {
		if !slices.Contains(g.byClass[c], rule) {
			g.byClass[c] = append(g.byClass[c], rule)
		}
	}
	number := func() {
		if !slices.Contains(g.numbers, rule) {
			g.numbers = append(g.numbers, rule)
		}
	}
	for _, form := range e.forms {
		if w := g.words[form]; !slices.Contains(w.starts, rule) {
			w.starts = append(w.starts, rule)
		}
	}
	for _, c := range e.classes {
		g.indexClass(rule, c, add, number)
	}
}

func (g *Grammar) indexClass(rule int, c class, add func(class), number func()) {
	switch c {
	case classNumber, classNumericDate:
		number()
	case classYear, classYear4, classYear2, classDay, classCount, classClock, classOrd, classDecade:
		number()
		add(classCardinal)
		switch c {
		case classDay, classOrd:
			add(classOrdinal)
		case classCount:
			add(classVague)
			g.indexElement(rule, element{forms: []string{"a", "an"}})
		case classDecade:
			g.indexElement(rule, element{forms: []string{"'"}})
		}
	case classNamed:
		for w := range g.byName {
			if !slices.Contains(w.starts, rule) {
				w.starts = append(w.starts, rule)
			}
		}
		number()
	default:
		add(c)
	}
}

// match is a rule that holds at a place.
type match struct {
	rule       *Rule
	first, end int // tokens
	slots      slots
}

// reader holds one run over a text.
type reader struct {
	g       *Grammar
	text    string
	tokens  []token
	alone   bool // the text is one expression, known to be a time
	steps   int
	trial   match // the one that is tried
	tried   []int
	refused []int // rules that proved wrong at this place
	ctx     *context
	notes   *[]Note
}

// at finds the longest match of the rules that begins at a token.
func (r *reader) at(i int) (best match, ok bool) {
	t := &r.tokens[i]
	if t.opaque {
		return best, false
	}
	r.tried = r.tried[:0]
	if t.word != nil {
		r.tried = append(r.tried, t.word.starts...)
		for k := range t.word.entries {
			r.tried = append(r.tried, r.g.byClass[t.word.entries[k].class]...)
		}
	}
	if t.digits > 0 {
		r.tried = append(r.tried, r.g.numbers...)
	}
	for _, k := range r.tried {
		rule := r.g.rules[k]
		if ok && best.rule.number == rule.number || slices.Contains(r.refused, k) {
			continue
		}
		m := &r.trial
		m.rule, m.first = rule, i
		m.slots.reset()
		r.steps = 0
		m.end = r.elements(rule.elems, i, i, &m.slots)
		if m.end <= i {
			continue
		}
		better := !ok || m.end > best.end || m.end == best.end && rule.number < best.rule.number
		if better && r.holds(m) {
			best, ok = *m, true
		}
	}
	return best, ok
}

// maxSteps bounds the work of one rule at one place.
const maxSteps = 400

// elements matches the rest of a pattern and gives the token behind it, or -1. Marks that end a match are cut by the
// patterns themselves: an optional mark counts only with something behind it.
func (r *reader) elements(elems []element, first, i int, s *slots) int {
	r.steps++
	if r.steps > maxSteps {
		return -1
	}
	if len(elems) == 0 {
		return i
	}
	e := &elems[0]
	saved := *s
	best, bestSlots := -1, saved
	if n := r.element(e, first, i, s); n > 0 {
		if end := r.elements(elems[1:], first, r.skipStop(i+n, elems[1:]), s); end > 0 {
			best, bestSlots = r.trim(i, end), *s
		}
	}
	*s = saved
	if e.optional {
		if end := r.elements(elems[1:], first, i, s); end > best {
			return end
		}
	}
	*s = bestSlots
	return best
}

// skipStop goes over the full stop of an abbreviation where the pattern goes on.
func (r *reader) skipStop(i int, rest []element) int {
	if len(rest) == 0 || i >= len(r.tokens) || i == 0 || r.tokens[i].gap || r.text[r.tokens[i].start:r.tokens[i].end] != "." {
		return i
	}
	if w := r.tokens[i-1].word; w != nil {
		for k := range w.entries {
			if w.entries[k].abbrev {
				return i + 1
			}
		}
	}
	return i
}

// trim takes marks off the end of a match.
func (r *reader) trim(first, end int) int {
	for end > first+1 {
		t := &r.tokens[end-1]
		if t.letters || t.digits > 0 {
			break
		}
		if s := r.text[t.start:t.end]; s != "," && s != "." && s != "-" && s != "–" && s != "—" && s != "'" && s != "’" {
			break
		}
		if s := r.text[t.start:t.end]; s == "." && end >= 2 && r.abbreviated(end-2) {
			break
		}
		end--
	}
	return end
}

// abbreviated tells whether a token is a single letter before a full stop, as in "p.m.".
func (r *reader) abbreviated(i int) bool {
	t := &r.tokens[i]
	return t.letters && t.end-t.start == 1
}

// element matches one element and gives the number of tokens, 0 where it does not.
func (r *reader) element(e *element, first, i int, s *slots) int {
	if i >= len(r.tokens) {
		return 0
	}
	t := &r.tokens[i]
	if t.breaks && i > first {
		return 0
	}
	if len(e.words) > 0 && t.word != nil && !t.opaque && slices.Contains(e.words, t.word.id) {
		s.literal(t.word, r.g)
		return 1
	}
	for _, c := range e.classes {
		if c >= classYear {
			if n := r.composed(c, i, s); n > 0 {
				return n
			}
			continue
		}
		if t.word == nil || t.opaque || !t.word.has(c) {
			continue
		}
		en := t.word.entry(c)
		if en.cap && !t.capital && !r.alone && (i+1 >= len(r.tokens) || r.tokens[i+1].digits == 0) {
			continue
		}
		s.take(en)
		return 1
	}
	return 0
}
