package who

import (
	"maps"
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// farPair is how many sentences back the two states are told that "both countries" means.
const farPair = 3

// pair reads those who are described as of two states told before as one actor for each: "officials of both countries".
// It gives the words of the whole; joint says that they are told so, also where the two states are not known.
func (b *binder) pair(t text.TokenID, core text.TokenRange) (actors []Actor, whole text.TokenRange, joint bool) {
	f := b.doc.Trees
	for _, c := range b.followers(t, core) {
		mark := f.Child(c, "case")
		if mark != core.End || !b.belonging(mark) || !b.resolver.words.has(classCountry, f.Lemma(c)) {
			continue
		}
		two := slices.ContainsFunc(f.Children(c), func(w text.TokenID) bool {
			return w < c && b.resolver.words.has(classPair, b.doc.Word(w))
		})
		if !two {
			continue
		}
		whole = text.TokenRange{First: core.First, End: c + 1}
		states := b.statesBefore(t)
		if len(states) != 2 {
			return nil, whole, true
		}
		words := b.doc.SpanOf(core).Of(b.doc.Text)
		for _, s := range states {
			more := b.resolver.Resolve(Mention{Text: words + " of " + s, On: b.on}).Actors
			if len(more) != 1 || more[0].ID != "" || more[0].Country == "" {
				return nil, whole, true
			}
			more[0].joint = true
			actors = append(actors, more[0])
		}
		return actors, whole, true
	}
	return nil, core, false
}

// statesBefore lists the names of the states told before a word, of its sentence and as many before as it takes to find
// two; places do not count, nor does who does something to them ("Kenya's president telephoned the leaders of both countries").
func (b *binder) statesBefore(t text.TokenID) (names []string) {
	here, doer := b.doc.SentenceOf(t), b.doer(t)
	if near := b.statesIn(here, t, doer); len(near) == 0 {
		if last := b.statesIn(here-1, t, doer); len(last) < 2 {
			if two := b.together(t); two != nil {
				return two
			}
		}
	}
	for s := here; s >= 0 && here-s <= farPair && len(names) < 2; s-- {
		near := b.statesIn(s, t, doer)
		if len(near) < 2 || len(names) > 0 {
			if main := b.mainStates(t, doer); main != nil {
				return main // "Russia urged calm. China hosted the ministers of both countries": neither is Russia
			}
		}
		for _, n := range near {
			if !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	return names
}

// Bounds of two states that a report is about.
const (
	mainOften = 3 // times that the second is told at least
	mainAhead = 2 // times as often as the third
	mainEven  = 3 // times as often as the second that the first is told at most, where the title and the first sentence name the two
)

// mainStates gives the names of the two states that a report is about, where who does something to both is neither.
func (b *binder) mainStates(t, doer text.TokenID) []string {
	counts, names := map[string]int{}, map[string]string{}
	for i := range b.found {
		a := &b.found[i].actor
		if a.Country == "" || slices.Contains(a.Sectors, "REB") {
			continue
		}
		counts[a.Country] += len(b.found[i].mentions)
		if a.ID != "" && a.Kind == string(knowledge.State) {
			names[a.Country] = a.Name
		}
	}
	codes := slices.SortedStableFunc(slices.Values(slices.Sorted(maps.Keys(names))), func(x, y string) int { return counts[y] - counts[x] })
	if lead := b.leadCodes(t); len(lead) == 2 && min(counts[lead[0]], counts[lead[1]]) >= mainOften && max(counts[lead[0]], counts[lead[1]]) <= mainEven*min(counts[lead[0]], counts[lead[1]]) {
		codes = lead
	} else if len(codes) < 2 || counts[codes[1]] < mainOften || len(codes) > 2 && counts[codes[1]] < mainAhead*counts[codes[2]] {
		return nil
	}
	acts := func(country string) bool {
		return doer != text.NoToken && slices.ContainsFunc(b.found, func(f found) bool {
			return f.actor.Country == country && slices.ContainsFunc(f.mentions, func(m told) bool { return m.head < t && m.head == doer })
		})
	}
	if acts(codes[0]) || acts(codes[1]) {
		return nil
	}
	return []string{names[codes[0]], names[codes[1]]}
}

// leadCodes gives the countries of the two states that the title and the first sentence of a report name, where they name no other.
func (b *binder) leadCodes(t text.TokenID) (codes []string) {
	for i := range b.doc.Sentences {
		s := &b.doc.Sentences[i]
		if s.Kind != text.Title && s.Kind != text.Running || s.Tokens.Len() == 0 {
			continue
		}
		for _, n := range b.statesIn(i, t, text.NoToken) {
			for k := range b.found {
				if a := &b.found[k].actor; a.Name == n && !slices.Contains(codes, a.Country) {
					codes = append(codes, a.Country)
				}
			}
		}
		if s.Kind == text.Running {
			break
		}
	}
	return codes
}

// statesIn lists the names of the states that a sentence tells of before a word, but for those within the phrase of a doer.
func (b *binder) statesIn(sentence int, t, doer text.TokenID) (names []string) {
	for i := range b.found {
		a := &b.found[i].actor
		told := a.ID != "" && a.Kind == string(knowledge.State) && slices.ContainsFunc(b.found[i].mentions, func(m told) bool {
			return m.head < t && b.doc.SentenceOf(m.head) == sentence && (doer == text.NoToken || !b.doc.Trees.Dominates(doer, m.head))
		})
		if told {
			names = append(names, a.Name)
		}
	}
	return names
}

// farTogether is how many sentences back two states may have been told together.
const farTogether = 6

// together gives the two states that were last told in one breath before a word: "between Chad and the Sudan".
func (b *binder) together(t text.TokenID) []string {
	f := b.doc.Trees
	last, names := text.NoToken, []string(nil)
	name := func(w text.TokenID) string {
		for i := range b.found {
			if a := &b.found[i].actor; a.ID != "" && a.Kind == string(knowledge.State) && slices.ContainsFunc(b.found[i].mentions, func(m told) bool { return m.head == w }) {
				return a.Name
			}
		}
		return ""
	}
	for i := range b.found {
		for _, m := range b.found[i].mentions {
			c := f.ChildrenBy(m.head, "conj")
			if m.head >= t || b.doc.SentenceOf(t)-b.doc.SentenceOf(m.head) > farTogether || m.head < last || len(c) != 1 || f.Child(c[0], "cc") == text.NoToken {
				continue
			}
			if one, other := name(m.head), name(c[0]); one != "" && other != "" && one != other {
				last, names = m.head, []string{one, other}
			}
		}
	}
	return names
}

// doer gives the subject of the verb that a noun is an object of, NoToken where there is none before it.
func (b *binder) doer(t text.TokenID) text.TokenID {
	f := b.doc.Trees
	v := f.Head(f.Conjuncts(t)[0])
	if v == text.NoToken || !f.IsRel(f.Conjuncts(t)[0], "obj", "iobj", "obl") {
		return text.NoToken
	}
	for f.IsRel(v, "conj") && f.Child(v, "nsubj", "nsubj:pass") == text.NoToken {
		v = f.Head(v)
	}
	if s := f.Child(v, "nsubj"); s != text.NoToken && s < t {
		return s
	}
	return text.NoToken
}
