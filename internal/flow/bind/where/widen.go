package where

import (
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// widen adds to a name the words that narrow it: the kind behind it ("province", "border crossing"), then what stands
// before it ("the northern city of", "downtown"), and reads the preposition before all of them.
func (f *finder) widen(s *site) {
	s.span = f.doc.SpanOf(text.TokenRange{First: s.first, End: s.last + 1})
	s.span.Start, s.span.End = s.name.Start, s.name.End
	if !f.short(s) {
		f.kindBehind(s)
	}
	first := f.before(s)
	s.span.Start = min(s.span.Start, f.doc.Tokens[first].Span.Start)
	s.head = f.top(f.doc.TokensIn(s.span))
	f.preposition(s, first)
}

// short reads what holds a place where it is told in short: "Birmingham, Ala.".
func (f *finder) short(s *site) bool {
	rest, ok := strings.CutPrefix(f.text(s.name.End, 9), ", ")
	if !ok {
		return false
	}
	for n := min(len(rest), 6); n > 1; n-- {
		id := f.words.value(classShort, rest[:n])
		if p, ok := f.base.Place(id); ok && startsUpper(rest) {
			outer := placeReading(p, knowledge.Name{})
			s.outer = &outer
			s.span.End = f.doc.SpanOf(f.doc.TokensIn(record.Span{Start: s.name.Start, End: s.name.End + 2 + n})).End
			return true
		}
	}
	return false
}

// kindBehind reads "Kunar province", "Torkham border crossing", "Kabul Serena Hotel".
func (f *finder) kindBehind(s *site) {
	end := f.doc.Sentences[s.sentence].Tokens.End
	skip := s.last + 1
	for n := 0; n < maxKindWords && skip < end && f.adjacent(skip); n++ {
		for words := maxKindWords; words > 0; words-- {
			if skip+text.TokenID(words) > end || f.kindAt(s, skip, words, n > 0) {
				continue
			}
			return
		}
		if !f.capital(skip) {
			return
		}
		skip++
	}
}

// kindAt takes a kind of so many words that begins at a word, and says that it did not.
func (f *finder) kindAt(s *site, t text.TokenID, words int, named bool) (passed bool) {
	last := t + text.TokenID(words) - 1
	phrase := f.phrase(t, last)
	kind := f.words.value(classKind, phrase)
	if kind == "" || named && (kind != landmark || !f.capital(last)) || phrase == "capital" {
		return true
	}
	if kind == city && f.within(last+1, s.sentence) && f.word(last+1) == "of" {
		return true // "the West Bank city of Hebron"
	}
	if f.onlyStates(s) && kind != region && (kind != province || len(f.stems[folded(s.name.Of(f.doc.Text))]) == 0) {
		return true
	}
	if next := last + 1; phrase == "state" && f.within(next, s.sentence) && f.doc.Trees.UPOS(next) == "NOUN" {
		return true // "state television"
	}
	s.kind, s.kindEnd, s.wording = kind, true, phrase
	s.span.End = f.doc.Tokens[last].Span.End
	return false
}

// phrase joins words in lower case; "" where more than a blank parts two of them.
func (f *finder) phrase(first, last text.TokenID) string {
	for t := first + 1; t <= last; t++ {
		if !f.adjacent(t) {
			return ""
		}
	}
	at := record.Span{Start: f.doc.Tokens[first].Span.Start, End: f.doc.Tokens[last].Span.End}
	return strings.ToLower(at.Of(f.doc.Text))
}

func (f *finder) onlyStates(s *site) bool {
	for i := range s.readings {
		if s.readings[i].state == nil {
			return false
		}
	}
	return len(s.readings) > 0
}

// before reads the words before a name that narrow it and gives the first of them.
func (f *finder) before(s *site) text.TokenID {
	begin := f.doc.Sentences[s.sentence].Tokens.First
	first := s.first
	take := func(t text.TokenID) { first = t }
	for t := s.first - 1; t >= begin && f.adjacent(t+1); t = first - 1 {
		w := f.word(t)
		switch {
		case w == "of" && first == s.first && s.kind == "":
			n := f.kindEnding(s, t-1, begin)
			if n > 0 && f.onlyStates(s) && s.kind != region && s.kind != water && s.kind != island {
				s.kind, s.wording = "", "" // "the capital of Montenegro" is another place
				return first
			}
			if n == 0 {
				return first
			}
			take(t - text.TokenID(n))
		case f.words.has(classInner, w) && s.kind == "":
			s.inner = true
			take(t)
		case f.words.has(classDirection, w):
			s.dir = true
			take(t)
		case first == s.first && s.kind == "" && !f.capital(t) && f.kindEnding(s, t, begin) > 0:
			take(t - text.TokenID(strings.Count(s.wording, " ")))
		case first < s.first && f.nation(s, t, t):
			take(t)
		case first < s.first && t > begin && f.adjacent(t) && f.nation(s, t-1, t):
			take(t - 1)
		case first < s.first && !s.kindEnd && s.kind != "" && f.words.has(classFiller, w) && w != "the" && w != "a" && w != "an":
			take(t)
		case (w == "the" || w == "a" || w == "an") && (first < s.first || s.kindEnd):
			return t
		default:
			return first
		}
	}
	return first
}

// kindEnding reads a kind that ends at a word and gives the number of its words.
func (f *finder) kindEnding(s *site, last, begin text.TokenID) int {
	for words := maxKindWords; words > 0; words-- {
		t := last - text.TokenID(words) + 1
		if t < begin {
			continue
		}
		phrase := f.phrase(t, last)
		plural := strings.HasSuffix(phrase, "s") && (f.words.value(classKind, phrase) == province || f.words.value(classKind, phrase) == district)
		if kind := f.words.value(classKind, phrase); kind != "" && !plural {
			s.kind, s.wording = kind, phrase
			return words
		}
	}
	return 0
}

// nation reads an adjective or the name of a country before the words that narrow a name: "the Mexican state of
// Sinaloa", "the US state of Georgia".
func (f *finder) nation(s *site, first, last text.TokenID) bool {
	if !f.capital(first) || !f.capital(last) {
		return false
	}
	for _, c := range f.base.Find(f.doc.SpanOf(text.TokenRange{First: first, End: last + 1}).Of(f.doc.Text)) {
		if c.Entity != nil && c.Entity.Polity != nil && c.Institution == nil && c.Name.Relation != knowledge.IsCapital {
			s.nation = c.Entity.Country
			return true
		}
	}
	return false
}

// preposition reads the one before a phrase, and whether the place is only what something else is told from.
func (f *finder) preposition(s *site, first text.TokenID) {
	begin := f.doc.Sentences[s.sentence].Tokens.First
	t := first - 1
	for n := 0; n < 4 && t >= begin && f.adjacent(t+1) && f.describes(t); n++ {
		t--
	}
	if t < begin || !f.adjacent(t+1) || !f.isPreposition(t) {
		f.apposed(s, t, begin)
		return
	}
	s.prep = f.word(t)
	if t == begin || s.prep != "of" && s.prep != "from" {
		return
	}
	w := f.word(t - 1)
	switch {
	case f.words.has(classCompass, w):
		s.away = f.far(t-2, begin)
		s.prep = "near"
	case f.words.has(classUnit, w):
		s.away = f.far(t-1, begin)
		s.prep = "near"
	}
}

// describes says that a word stands between a preposition and a name without being either: "from neighbouring Lebanon".
func (f *finder) describes(t text.TokenID) bool {
	switch f.doc.Trees.UPOS(t) {
	case "ADJ", "DET":
		return true
	}
	return f.words.has(classFiller, f.doc.Word(t)) && !f.isPreposition(t)
}

func (f *finder) isPreposition(t text.TokenID) bool {
	if f.doc.Trees.UPOS(t) == "ADP" {
		return true
	}
	w := f.word(t)
	for _, class := range []string{classStay, classFrom, classTo, classOf, classOn, classSide} {
		if f.words.has(class, w) && w != "like" && w != "as" {
			return true
		}
	}
	return false
}

// apposed reads a kind before a comma: "in the capital, Bujumbura".
func (f *finder) apposed(s *site, t, begin text.TokenID) {
	if t <= begin || f.doc.Word(t) != "," || s.kind != "" {
		return
	}
	if kind := f.words.value(classKind, f.word(t-1)); kind == city && !f.words.has(classPart, f.word(t)) {
		s.kind, s.wording = kind, f.word(t-1)
	}
}

// maxNear is the distance in kilometres to which the pin of a place stands for what is told to lie near it.
const maxNear = 25

// far says that the words before "north of" tell no distance, or one beyond maxNear.
func (f *finder) far(t, begin text.TokenID) bool {
	for n := 0; n < 8 && t > begin; n, t = n+1, t-1 {
		if !f.words.has(classUnit, f.word(t)) {
			continue
		}
		perUnit, _ := strconv.ParseFloat(f.words.value(classUnit, f.word(t)), 64)
		number, err := strconv.ParseFloat(strings.ReplaceAll(f.doc.Word(t-1), ",", ""), 64)
		return err != nil || maxNear < number*perUnit
	}
	return true
}
