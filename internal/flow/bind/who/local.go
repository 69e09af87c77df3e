package who

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// local gives somebody who is only described the country of the place that his phrase names ("the government in
// Bamako", "security forces in Guinea"), and gives the words with that place.
func (b *binder) local(t text.TokenID, core text.TokenRange, answer *Answer) text.TokenRange {
	if len(answer.Actors) != 1 {
		return core
	}
	a := &answer.Actors[0]
	if a.ID != "" || a.Country != "" || len(a.Sectors) == 0 || a.folk || b.resolver.words.principals(a.Name) {
		return core
	}
	f := b.doc.Trees
	if o := f.Child(t, "nmod:poss"); o != text.NoToken && (f.UPOS(o) != "NOUN" || f.Child(o, "det") != text.NoToken && !b.resolver.words.has(classFolk, b.doc.Word(o))) {
		return core // "will receive its prime minister in Kazan"
	}
	for _, c := range b.behind(t, core) {
		mark := f.Child(c, "case")
		if c < t || mark == text.NoToken || !b.resolver.words.has(classIn, b.doc.Word(mark)) {
			continue
		}
		if code := b.countryOf(b.core(c)); code != "" {
			a.Country = code
			a.Why = append(a.Why, "in "+b.doc.SpanOf(b.core(c)).Of(b.doc.Text))
			if acted := f.Morph(t).Feat("Number") == "Plur" && f.IsRel(t, "obj", "iobj", "obl", "nsubj:pass"); mark == core.End && (a.body || person(*a) && a.Sectors[0] == "GOV" || a.Sectors[0] == "GOV" && b.tells(t)) && !acted { // the place is part of the name: "court in Chisinau", but not of "soldiers in Gao"
				whole := text.TokenRange{First: mark, End: b.core(c).End}
				a.Name += " " + b.doc.SpanOf(whole).Of(b.doc.Text)
				core.End = whole.End
			}
			return core
		}
	}
	return core
}

// behind gives the nouns that hang on a noun with a preposition, with the one that stands behind it and hangs on its verb:
// "urged the government in Bamako to act".
func (b *binder) behind(t text.TokenID, core text.TokenRange) []text.TokenID {
	f := b.doc.Trees
	all := f.ChildrenBy(t, "nmod")
	if int(core.End) < len(b.doc.Tokens) {
		if c := f.Head(core.End); c != text.NoToken && f.IsRel(core.End, "case") && f.IsRel(c, "obl") && f.Head(c) == f.Head(t) && f.IsRel(t, "obj", "iobj", "obl") {
			all = append(slices.Clone(all), c)
		}
	}
	return all
}

// plain writes the first word of a description that begins a sentence with a small letter, unless it is a name or the
// adjective of one: "security sources", but "Syrian troops".
func (b *binder) plain(t text.TokenID, taken text.TokenRange, actors []Actor) {
	first := taken.First
	if sentence := b.doc.Sentences[b.doc.SentenceOf(t)].Tokens; first != sentence.First && !(first == sentence.First+1 && b.doc.Trees.UPOS(sentence.First) == "PUNCT") {
		return
	}
	word := b.doc.Word(first)
	if rest := b.doc.Text[b.doc.Tokens[first].Span.End:]; strings.HasPrefix(rest, "-") {
		return // "Secretary-General"
	}
	small := strings.ToLower(word[:1]) + word[1:]
	if small == word || strings.ToLower(word[1:]) != word[1:] || b.doc.NameAt(first) != nil || b.resolver.words.has(classFaith, word) || b.doc.Trees.UPOS(first) == "PROPN" && first != t {
		return
	}
	for _, c := range b.resolver.base.Find(word) {
		if c.Entity != nil || c.Place != nil {
			return
		}
	}
	for i := range actors {
		if a := &actors[i]; a.ID == "" && !a.named && strings.HasPrefix(a.Name, word) {
			a.Name = small + strings.TrimPrefix(a.Name, word)
		}
	}
}

// countryOf gives the country that the name of a state or place means, "" where several may be meant.
func (b *binder) countryOf(r text.TokenRange) string {
	code := ""
	for _, c := range b.resolver.base.Find(b.doc.SpanOf(r).Of(b.doc.Text)) {
		switch {
		case c.Entity != nil && c.Entity.Polity != nil && c.Name.Relation != knowledge.IsAdjective:
			return c.Entity.Country
		case c.Place != nil && code == "":
			code = c.Place.Country
		}
	}
	return code
}

// each makes the holders of one office in several states, told together, one of each: "the presidents of Kyrgyzstan and
// Tajikistan" are the president of Kyrgyzstan and the president of Tajikistan.
func (b *binder) each(actors []Actor) {
	if len(actors) < 2 {
		return
	}
	for i := range actors {
		a := &actors[i]
		noun, rest, _ := strings.Cut(a.Name, " of ")
		if a.joint || a.ID != "" || rest == "" || a.Country == "" {
			continue
		}
		last := noun[strings.LastIndexByte(noun, ' ')+1:]
		for _, c := range b.resolver.base.Find(last) {
			if c.Agent != nil && c.Agent.Class == "title" && c.Agent.Plural == last {
				a.Name = strings.TrimSuffix(noun, last) + c.Agent.Noun + " of " + rest
				break
			}
		}
	}
}
