package figure

import (
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// source gives the actor who says so: the source of the narrowest claim that holds the figure, else the subject of the nearest verb of saying above the clause of the figure or beside
// it, or whom "according to" names; nil where the narrator does.
func (r *reader) source(b *bound) *record.Actor {
	f := r.trees
	clause := f.Clause(b.top)
	if s := f.Child(clause, "nsubj"); s != text.NoToken && r.words.has(classPut, strings.ToLower(f.Lemma(clause))) && f.Child(clause, "obj") != text.NoToken {
		if a := r.actor(s); a != nil {
			return a // "the unions put the number at 40"
		}
	}
	if a := r.claimed(b); a != nil {
		return a
	}
	for c := clause; c != text.NoToken; {
		if w := r.according(c); w != text.NoToken {
			return r.actor(w)
		}
		for _, k := range f.ChildrenBy(c, "parataxis", "conj", "ccomp") {
			if k > b.last && f.Child(k, "ccomp", "obj") == text.NoToken && r.says(k) {
				return r.actor(f.Child(k, "nsubj"))
			}
		}
		if c != clause && r.says(c) && !f.IsRel(c, "acl:relcl") {
			return r.actor(f.Child(c, "nsubj"))
		}
		if c = f.Head(c); c != text.NoToken {
			c = f.Clause(c)
		}
	}
	return nil
}

// claimed gives the source of the narrowest claim whose content holds the number.
func (r *reader) claimed(b *bound) *record.Actor {
	var best *record.Claim
	for _, c := range r.doc.Facts.Claims {
		s := c.ContentSpan
		if c.Source == nil || b.NumStart < s.Start || s.End < b.NumEnd {
			continue
		}
		if best == nil || s.Len() < best.ContentSpan.Len() {
			best = c
		}
	}
	if best == nil {
		return nil
	}
	return best.Source
}

// says tells of a verb of saying with a subject.
func (r *reader) says(w text.TokenID) bool {
	f := r.trees
	return f.UPOS(w) == "VERB" && r.words.has(classSay, strings.ToLower(f.Lemma(w))) && f.Child(w, "nsubj") != text.NoToken &&
		!f.IsRel(f.Child(w, "nsubj"), "nsubj:pass")
}

// according finds the name behind "according to" in the clause of c.
func (r *reader) according(c text.TokenID) text.TokenID {
	f := r.trees
	for _, k := range f.ChildrenBy(c, "obl", "nmod", "advcl") {
		for _, m := range f.ChildrenBy(k, "case", "mark") {
			if r.words.has(classAccording, strings.ToLower(r.doc.Word(m))) {
				return k
			}
		}
		if r.words.has(classAccording, strings.ToLower(r.doc.Word(k))) {
			if o := f.Child(k, "obl", "nmod"); o != text.NoToken {
				return o
			}
		}
	}
	return text.NoToken
}

// actor gives the first actor that a noun phrase means, nil where it means none.
func (r *reader) actor(w text.TokenID) *record.Actor {
	all := r.doc.ActorsAt(w)
	if len(all) == 0 {
		return nil
	}
	return &all[0]
}

// asOf gives the time that hangs on the clause of the figure, the nearest where there are several, nil where there is
// none. Durations are no such times.
func (r *reader) asOf(b *bound) *string {
	f := r.trees
	clause := f.Clause(b.top)
	span := r.doc.SpanOf(r.sentence)
	var best *record.Time
	least := 0
	for _, t := range r.doc.Facts.Times[r.times:] {
		if t.Span.Start >= span.End {
			break
		}
		if t.From == nil || strings.HasPrefix(t.Rule, "duration.") || t.Span.Start < b.End && b.Start < t.Span.End {
			continue
		}
		words := r.doc.TokensIn(t.Span)
		if words.Len() < 1 || f.Clause(words.First) != clause {
			continue
		}
		if r.compared(b, words.First) {
			continue
		}
		far := t.Span.Start - b.End
		if far < 0 {
			far = b.Start - t.Span.End + before
		}
		if best == nil || far < least {
			best, least = t, far
		}
	}
	if best == nil {
		return nil
	}
	day := *best.From
	if best.To != nil && *best.To != day {
		day += "/" + *best.To
	}
	return &day
}

// before is what a time before a figure counts as farther than one behind it, maxCompared how many words part a time from
// the word that compares.
const (
	before      = 5
	maxCompared = 6
)

// compared says that a time belongs to what a figure is compared with: "48 percent, lower than in 2019", "to 211% from 254% in
// January", "twice the figure of 2022". It is the time of the number that stands right before it all the same.
func (r *reader) compared(b *bound, w text.TokenID) bool {
	for k := w - 1; r.inside(k) && k >= w-maxCompared; k-- {
		at := r.doc.Tokens[k].Span
		if b.Start < at.End && at.Start < b.End {
			return false
		}
		if r.words.has(classCompare, strings.ToLower(r.doc.Word(k))) {
			return true
		}
		if u := r.trees.UPOS(k); u == "VERB" || u == "PUNCT" {
			return false
		}
	}
	return false
}

// ofSource says that a number counts those who say what is told: "two diplomats said that".
func (r *reader) ofSource(b *bound) bool {
	f := r.trees
	if b.noun == text.NoToken || b.Unit.Kind != "" || b.Value >= manySources || !r.isPerson(b.noun) || !f.IsRel(b.noun, "nsubj") {
		return false
	}
	verb := f.Head(b.noun)
	if verb == text.NoToken || !r.words.has(classSay, strings.ToLower(f.Lemma(verb))) {
		return false
	}
	return f.Child(verb, "ccomp", "parataxis") != text.NoToken || f.IsRel(verb, "parataxis")
}

// manySources is from how many people on what they say is a figure of its own: "300 lawyers demanded".
const manySources = 20

// didNot says that what a number counts did not happen: "thousands might have been killed".
func (r *reader) didNot(b *bound) bool {
	f := r.trees
	if b.act == text.NoToken || b.Unit.Kind != "" {
		return false
	}
	would, have := false, false
	for _, c := range f.ChildrenBy(b.act, "aux") {
		would = would || r.words.has(classMight, strings.ToLower(r.doc.Word(c)))
		have = have || f.Lemma(c) == "have"
	}
	return would && have
}

// currency tells what a symbol or name of several currencies means: that of a country which the sentence or else the
// text is about, else the usual one; where nothing tells, the name as it stands.
func (r *reader) currency(b *bound) string {
	if len(b.Of) == 0 {
		return b.Unit.Name
	}
	for _, area := range []text.TokenRange{r.sentence, {First: 0, End: text.TokenID(len(r.doc.Tokens))}} {
		code := ""
		r.countries(area, func(country string) bool {
			for _, c := range b.Of {
				if c.Country == country {
					code = c.Code
				}
			}
			return code == ""
		})
		if code != "" {
			return code
		}
	}
	if b.Unit.Name != "" || b.after <= b.last+1 {
		return b.Unit.Name
	}
	at := b.after - 1
	for r.trees.UPOS(at-1) == "DET" && at-2 > b.last { // "30 francs a day"
		at -= 2
	}
	return strings.ToLower(r.trees.Lemma(at)) // "franc"
}

// countries gives the countries that a stretch of text names, until take has enough.
func (r *reader) countries(area text.TokenRange, take func(string) bool) {
	span := r.doc.SpanOf(area)
	first, end := r.doc.MentionsIn(span)
	for i := first; i < end; i++ {
		if c := r.doc.Mentions[i].As.Country; c != "" && !take(c) {
			return
		}
	}
	for i := range r.doc.Names {
		n := &r.doc.Names[i]
		if n.Span.Start < span.Start || span.End < n.Span.End || n.Type != text.LocationName {
			continue
		}
		if c := r.country(n.Span.Of(r.doc.Text)); c != "" && !take(c) {
			return
		}
	}
}

func (r *reader) country(name string) string {
	for _, c := range r.base.Find(name) {
		switch {
		case c.Entity != nil && (c.Entity.Kind == knowledge.State || c.Entity.Kind == knowledge.Territory):
			return c.Entity.Country
		case c.Place != nil && c.Place.Country != "":
			return c.Place.Country
		}
	}
	return ""
}
