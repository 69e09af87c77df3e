package who

import (
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
// two; places do not count.
func (b *binder) statesBefore(t text.TokenID) (names []string) {
	here := b.doc.SentenceOf(t)
	for s := here; s >= 0 && here-s <= farPair && len(names) < 2; s-- {
		for i := range b.found {
			a := &b.found[i].actor
			told := a.ID != "" && a.Kind == string(knowledge.State) && slices.ContainsFunc(b.found[i].mentions, func(m told) bool {
				return m.head < t && b.doc.SentenceOf(m.head) == s
			})
			if told && !slices.Contains(names, a.Name) {
				names = append(names, a.Name)
			}
		}
	}
	return names
}
