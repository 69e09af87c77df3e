package occasion

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chancery-project/chancery/internal/language/learnt"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Spot is an expression of time with the features of the words around it.
type Spot struct {
	Time     *record.Time
	Sentence int
	Features []uint64
}

// Spots gives the expressions of time of a document that may set the day of an occasion, in the order of the text: those that name a
// stretch of days.
func Spots(doc *text.Document) []Spot {
	r := &reader{doc: doc, trees: doc.Trees, told: dayOf(doc.Meta.Published)}
	var found []Spot
	timed := make([]bool, len(doc.Sentences))
	for _, t := range doc.Facts.Times {
		if t.From == nil && t.To == nil || strings.HasPrefix(t.Rule, "duration.") {
			continue
		}
		words := doc.TokensIn(t.Span)
		if words.Len() == 0 {
			continue
		}
		s := doc.SentenceOf(words.First)
		switch doc.Sentences[s].Kind {
		case text.PageParts, text.Dateline, text.Byline:
			continue
		}
		timed[s] = true
		found = append(found, Spot{Time: t, Sentence: s, Features: r.features(t, words, s)})
	}
	for s := range doc.Sentences {
		if kind := doc.Sentences[s].Kind; !timed[s] && (kind == text.Running || kind == text.ListItem) {
			found = append(found, Spot{Sentence: s, Features: r.untimed(s)})
		}
	}
	slices.SortStableFunc(found, func(a, b Spot) int { return cmp.Compare(a.Sentence, b.Sentence) })
	return found
}

// reader reads one document.
type reader struct {
	doc   *text.Document
	trees *text.Forest
	told  int // day of publication, in days since 1970-01-01; 0 for unknown
	found []uint64
}

func (r *reader) add(words ...string) { r.found = append(r.found, learnt.Hash(words...)) }

// reach is how many words before and behind a time are looked at one by one.
const reach = 7

// climb is how many words above a time in its tree are looked at.
const climb = 4

// features lists what stands around a time.
func (r *reader) features(t *record.Time, at text.TokenRange, sentence int) []uint64 {
	r.found = make([]uint64, 0, 250)
	r.add("bias")
	day := r.day(t)
	r.add("day", day)
	r.add("precision", t.Precision)
	r.add("day", day, t.Precision)
	r.add("rule", t.Rule)
	within := r.doc.Sentences[sentence].Tokens
	low := func(w text.TokenID) string { return strings.ToLower(r.doc.Word(w)) }
	for k := 1; k <= reach; k++ {
		if w := at.First - text.TokenID(k); within.Has(w) {
			r.add("before", low(w))
			r.add("before", r.trees.Lemma(w), day)
			if k <= 3 {
				r.add("before", strconv.Itoa(k), low(w))
			}
			if k > 1 {
				r.add("run", low(w), low(w+1))
				r.add("run", low(w), low(w+1), day)
			}
		}
		if w := at.End + text.TokenID(k) - 1; within.Has(w) {
			r.add("behind", low(w))
			if k <= 2 {
				r.add("behind", strconv.Itoa(k), low(w))
			}
			if within.Has(w + 1) {
				r.add("run behind", low(w), low(w+1))
			}
		}
	}
	if w := at.First - 2; within.Has(w) {
		r.add("run 3", low(w), low(w+1), day)
	}
	// what the time hangs on, and what that hangs on
	w := r.head(at)
	if w != text.NoToken {
		r.add("as", r.trees.Rel(at.First))
	}
	r.above(w, within, day)
	r.bag(within, at, day)
	r.add("place", strconv.Itoa(min(sentence, 3)))
	slices.Sort(r.found)
	return slices.Compact(r.found)
}

// untimed lists what stands in a sentence that names no time.
func (r *reader) untimed(sentence int) []uint64 {
	r.found = make([]uint64, 0, 150)
	const day = "untold"
	r.add("bias")
	r.add("day", day)
	within := r.doc.Sentences[sentence].Tokens
	for w := within.First; w < within.End; w++ {
		if !within.Has(r.trees.Head(w)) {
			r.above(w, within, day)
		}
	}
	r.bag(within, text.TokenRange{}, day)
	r.add("place", day, strconv.Itoa(min(sentence, 3)))
	slices.Sort(r.found)
	return slices.Compact(r.found)
}

// above adds a word and those that it hangs on, each with its form and what hangs on it.
func (r *reader) above(w text.TokenID, within text.TokenRange, day string) {
	for up := 0; up < climb && w != text.NoToken && within.Has(w); up++ {
		n := strconv.Itoa(up)
		group, lemma := r.group(w), r.trees.Lemma(w)
		for _, place := range []string{n, ""} {
			r.add("on", place, lemma)
			r.add("on", place, lemma, group)
			r.add("on", place, lemma, day)
			r.add("on", place, group)
			r.add("on", place, group, day)
			r.add("rel", place, r.trees.Rel(w))
		}
		for _, c := range r.trees.Children(w) {
			if rel := r.trees.Rel(c); r.trees.IsRel(c, "nsubj", "obj", "obl", "xcomp", "compound", "nmod", "csubj") {
				r.add("child", n, rel, r.trees.Lemma(c))
				r.add("child", rel, r.trees.Lemma(c), group)
				r.add("child", lemma, rel, r.trees.Lemma(c))
			}
		}
		w = r.trees.Head(w)
	}
}

// bag adds the words of a sentence, those of a time apart.
func (r *reader) bag(within, at text.TokenRange, day string) {
	for w := within.First; w < within.End; w++ {
		if at.Has(w) {
			continue
		}
		word := strings.ToLower(r.doc.Word(w))
		switch r.trees.UPOS(w) {
		case "NOUN":
			r.add("noun", r.trees.Lemma(w))
			r.add("noun", r.trees.Lemma(w), day)
		case "VERB", "AUX":
			r.add("verb", r.trees.Lemma(w), r.trees.Morph(w).XPOS)
			r.add("verb", r.trees.Lemma(w), day)
			if w+1 < within.End && r.trees.UPOS(w) == "AUX" {
				r.add("aux", word, strings.ToLower(r.doc.Word(w+1)), day)
			}
		case "ADV", "PART", "ADJ", "DET", "PRON":
			r.add("adverb", word)
			r.add("adverb", word, day)
		}
		if w+1 < within.End {
			r.add("two", word, strings.ToLower(r.doc.Word(w+1)))
		}
	}
}

// head gives the word above a run of words.
func (r *reader) head(at text.TokenRange) text.TokenID {
	for w := at.First; w < at.End; w++ {
		if h := r.trees.Head(w); !at.Has(h) {
			return h
		}
	}
	return text.NoToken
}

// group tells a verb's form by its auxiliaries: "will VB", "be to VB", "VBD".
func (r *reader) group(w text.TokenID) string {
	var parts []string
	for _, c := range r.trees.Children(w) {
		if c < w && r.trees.IsRel(c, "aux", "cop", "mark", "advmod") && (r.trees.UPOS(c) == "AUX" || r.trees.UPOS(c) == "PART") {
			parts = append(parts, strings.ToLower(r.doc.Word(c)))
		}
	}
	return strings.Join(append(parts, r.trees.Morph(w).XPOS), " ")
}

// day tells how the days of a time stand to the day of publication.
func (r *reader) day(t *record.Time) string {
	from, to := 0, 0
	if t.From != nil {
		from = dayOf(*t.From)
	}
	if t.To != nil {
		to = dayOf(*t.To)
	}
	from, to = max(from, 0), max(to, from)
	if from == 0 {
		from = to
	}
	if r.told == 0 || from == 0 {
		return "unknown"
	}
	switch {
	case to < r.told-31:
		return "long ago"
	case to < r.told-7:
		return "weeks ago"
	case to < r.told-1:
		return "days ago"
	case to < r.told:
		return "yesterday"
	case from <= r.told:
		if to > r.told+1 {
			return "within"
		}
		return "today"
	case from == r.told+1:
		return "tomorrow"
	case from <= r.told+7:
		return "in days"
	case from <= r.told+31:
		return "in weeks"
	}
	return "far ahead"
}

// dayOf reads the day of an ISO 8601 date or instant, in days since 1970-01-01; 0 where it has none.
func dayOf(s string) int {
	if len(s) < len(time.DateOnly) {
		return 0
	}
	t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)])
	if err != nil {
		return 0
	}
	return int(t.Unix() / (24 * 60 * 60))
}
