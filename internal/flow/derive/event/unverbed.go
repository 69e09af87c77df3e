package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/text"
)

// taken is a verb of the present that the tree takes for a noun, in a sentence that has no verb then: "Iran ships fruit to
// Doha", "Saudi forces shell positions", "The minister lands in Beirut".
type taken struct{ verb, subject, object text.TokenID }

// takenFor gives the verb of a sentence that is taken for a noun; its verb is NoToken where there is none.
func (r *reader) takenFor(sentence int) taken {
	if t, known := r.unverbed[sentence]; known {
		return t
	}
	t := taken{text.NoToken, text.NoToken, text.NoToken}
	run := r.doc.Sentences[sentence].Tokens
	if r.withoutVerb(run) {
		for w := run.First + 1; w < run.End-1; w++ {
			if s := r.leadNoun(w, run); s != text.NoToken {
				t = taken{w, s, r.phraseBehind(w, run)}
				break
			}
		}
	}
	if r.unverbed == nil {
		r.unverbed = map[int]taken{}
	}
	r.unverbed[sentence] = t
	return t
}

// withoutVerb says that a sentence has no verb at its top.
func (r *reader) withoutVerb(run text.TokenRange) bool {
	if run.Len() < 4 {
		return false
	}
	root := r.trees.Root(run.First)
	switch r.trees.UPOS(root) {
	case "VERB", "AUX":
		return false
	}
	return r.trees.Child(root, "cop", "aux", "expl") == text.NoToken
}

// leadNoun gives the noun before a word that can be a verb with it: the numbers of both agree, a verb of its form is a trigger,
// and a phrase or a preposition follows.
func (r *reader) leadNoun(w text.TokenID, run text.TokenRange) text.TokenID {
	f := r.trees
	tag := f.Morph(w).XPOS
	if tag != "NN" && tag != "NNS" || len(r.doc.MentionsAt(w)) > 0 || r.doc.NameAt(w) != nil || !slices.ContainsFunc(r.lemmas(w), func(l string) bool { return len(r.lexicon.Triggers(lexicon.Verb, l)) > 0 }) {
		return text.NoToken
	}
	if root := f.Root(w); r.inClass(w, "gathering_verb") && tag == "NN" && root < w && f.Morph(root).XPOS == "NNS" && f.Child(root, "nmod") != text.NoToken && f.UPOS(w+1) == "ADP" {
		return root // "Ministers of the Arab League gather in Cairo"
	}
	s := w - 1
	for s > run.First && f.UPOS(s) == "ADV" {
		s--
	}
	if u := f.UPOS(s); u != "NOUN" && u != "PROPN" || r.isTime(s) || len(r.doc.ActorsAt(s)) == 0 && !r.human(s) && !r.agent(s) && !r.inClass(s, "forces") && !r.inClass(s, "weapon") && !r.inName(s) {
		return text.NoToken
	}
	several := f.Morph(s).XPOS == "NNS" || f.Morph(s).XPOS == "NNPS" || r.lower(s) == "police" || f.IsRel(s, "conj")
	if several == (tag == "NNS") && !r.inClass(w, "unchanging") {
		return text.NoToken
	}
	if next := r.lower(w + 1); next == "amid" || next == "after" {
		return s
	}
	switch f.UPOS(w + 1) {
	case "DET", "NUM", "ADJ", "NOUN", "PROPN", "PRON", "ADP", "X":
		return s
	}
	return text.NoToken
}

// inName says that a word is part of a name.
func (r *reader) inName(w text.TokenID) bool { return r.doc.NameAt(w) != nil }

// phraseBehind gives the last noun of the phrase right behind a word, NoToken where a preposition or another mark follows.
func (r *reader) phraseBehind(w text.TokenID, run text.TokenRange) text.TokenID {
	found := text.NoToken
	if r.lexicon.In("particle", r.lower(w+1)) && r.phrasal(w, r.lower(w+1)) { // "hand over positions"
		w++
	}
	if w+2 < run.End && r.lower(w+1) == "at" && (r.lower(w+2) == "least" || r.lower(w+2) == "most") { // "kills at least seven people"
		w += 2
	}
	for t := w + 1; t < run.End; t++ {
		switch r.trees.UPOS(t) {
		case "NOUN", "PROPN":
			if r.isTime(t) {
				return found
			}
			found = t
		case "DET", "ADJ", "NUM", "X":
			if found != text.NoToken {
				return found
			}
		default:
			return found
		}
	}
	return found
}

// isTaken says that a word is the verb of its sentence, taken for a noun.
func (r *reader) isTaken(w text.TokenID) bool {
	return r.trees.UPOS(w) == "NOUN" && r.takenFor(r.doc.SentenceOf(w)).verb == w
}
