package claim

import (
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// goesOnSpeaking gives who spoke before where a pronoun that is told to speak is taken to mean somebody whom these words only tell
// of: "The people have waited long enough," the three said. They urged ...", "Two officers said that conscripts were sent without boots.
// The complaint, they say, ...". Who spoke goes on, unless it is denied what was said. It gives NoToken where nothing of the kind holds.
func (x *finder) goesOnSpeaking(t text.TokenID) text.TokenID {
	switch x.lower(t) {
	case "he", "she", "it", "they":
	default:
		return text.NoToken
	}
	ref := x.doc.ReferenceAt(t)
	j, ok := x.relationOf(t)
	if ref == nil || !ok || x.quoted(t) || len(ref.Antecedents) != 1 || x.relations[j].Stance == "deny" {
		return text.NoToken
	}
	meant := x.doc.Mentions[ref.Antecedents[0]].Head
	if x.relations[j].Direct && x.relations[j].Content.Has(meant) { // in its own words
		return x.spokeLast(t, x.relations[j].Content.First)
	}
	if s := x.mainSubject(t, meant); s != text.NoToken {
		return s
	}
	found := text.NoToken
	for k := range x.relations {
		r := &x.relations[k]
		if k == j || r.Stance != record.Assert || !r.Clausal || !r.Content.Has(meant) || r.Frame.Kind == kindKnow || r.inner || r.Negated || r.Source == meant || r.Word >= t || x.doc.SentenceOf(t)-x.doc.SentenceOf(r.Content.End-1) > 1 || r.Direct != x.quoted(meant) {
			continue
		}
		for _, s := range append([]text.TokenID{r.Source}, r.via...) {
			if s != text.NoToken && s != t && s > found && !x.otherGender(t, s) && !r.Content.Has(s) && (x.agreed(t, s) != text.NoToken || s < t && x.lower(s) == x.lower(t)) {
				found = s
			}
		}
	}
	return found
}

// objectPronoun gives the subject of the sentence before, or of its own clause before, that "him", "her" or "them" behind a preposition takes up
// where no reference leads back: "The chairman remembers it differently. Nobody was sent out, according to him".
func (x *finder) objectPronoun(t text.TokenID) text.TokenID {
	as := map[string]string{"him": "he", "her": "she", "them": "they"}[x.lower(t)]
	if as == "" || x.trees.UPOS(t) != "PRON" || x.mark(t) == text.NoToken || x.doc.ReferenceAt(t) != nil || len(x.doc.ActorsAt(t)) > 0 {
		return text.NoToken
	}
	here := x.doc.SentenceOf(t)
	if here == 0 || !x.sameParagraph(t, x.doc.Sentences[here-1].Tokens.First) {
		return text.NoToken
	}
	return x.agreedAs(as, t, x.subjectOfSentence(here-1))
}

// mainSubject gives the subject of the main clause before "he" or "she" in a clause that goes on with it, where the pronoun would mean somebody
// of a sentence before: "Clark remarked that memoirs improve, though he acknowledged".
func (x *finder) mainSubject(t, meant text.TokenID) text.TokenID {
	f := x.trees
	v := f.Head(t)
	s := x.doc.Sentences[x.doc.SentenceOf(t)].Tokens
	if w := x.lower(t); w != "he" && w != "she" || v == text.NoToken || meant >= s.First || !f.IsRel(v, "advcl", "conj", "parataxis") || f.Head(v) != f.Root(t) || f.Head(v) > v {
		return text.NoToken
	}
	subject := x.ownSubject(f.Head(v))
	if subject == text.NoToken || x.agreed(t, subject) == text.NoToken || x.otherGender(t, subject) || x.quoted(subject) {
		return text.NoToken
	}
	return subject
}

// otherGender says that a person is known to be none that "he" or "she" can mean.
func (x *finder) otherGender(pronoun, person text.TokenID) bool {
	want := map[string]string{"he": "m", "she": "f"}[x.lower(pronoun)]
	for _, m := range x.doc.MentionsAt(person) {
		if want != "" && m.Gender != "" && m.Gender != want {
			return true
		}
	}
	return false
}

// sourcesOf gives who is meant by the source of a relation, whose words end before its cue.
func (x *finder) sourcesOf(s text.TokenID) []record.Actor {
	if j, ok := x.relationOf(s); ok && s < x.relations[j].Word {
		x.limit = x.relations[j].Word
	}
	all := x.sources(s)
	x.limit = 0
	return all
}

// spokeLast gives the last who spoke before a word and whom a pronoun can mean, a few sentences back.
func (x *finder) spokeLast(pronoun, before text.TokenID) text.TokenID {
	found := text.NoToken
	for k := range x.relations {
		r := &x.relations[k]
		if r.Source == text.NoToken || x.otherGender(pronoun, r.Source) || r.Source >= before || r.Source < found || !r.IsClaim() || r.inner || x.quoted(r.Source) || x.doc.SentenceOf(before)-x.doc.SentenceOf(r.Source) > mostBack {
			continue
		}
		if x.agreed(pronoun, r.Source) != text.NoToken || x.lower(r.Source) == x.lower(pronoun) {
			found = r.Source
		}
	}
	return found
}
