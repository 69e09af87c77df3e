package event

import (
	"strings"

	"github.com/chancery-project/chancery/internal/text"
)

// bearer gives the word before a hyphen that tells who somebody is, where the word behind it tells how he holds the post: "the
// president-elect", "the premier-designate". NoToken where there is none.
func (r *reader) bearer(w text.TokenID) text.TokenID {
	if w < 2 || r.doc.Word(w-1) != "-" || r.doc.SentenceOf(w-2) != r.doc.SentenceOf(w) || r.trees.Head(w-2) != w || !r.lexicon.In("not_yet", r.lower(w)) {
		return text.NoToken
	}
	return w - 2
}

// unprefixed cuts what tells how somebody holds a post, or that he did, from a noun for people: "co-chairmen", "ex-rebels".
func (r *reader) unprefixed(word string) (noun string, ok bool) {
	before, noun, ok := strings.Cut(word, "-")
	if !ok || !r.lexicon.In("rank_before", before) {
		return "", false
	}
	n := r.workOf(noun)
	return noun, n.acts || r.lexicon.In("people", noun)
}

// titled gives the lemma of the noun that a word is with how the post is held, for the classes that hold the noun.
func (r *reader) titled(w text.TokenID, lemma string) []string {
	if o := r.bearer(w); o != text.NoToken {
		return r.lemmas(o)
	}
	if strings.IndexByte(lemma, '-') > 0 {
		if noun, ok := r.unprefixed(lemma); ok {
			return []string{noun}
		}
	}
	return nil
}

// wholes gives what a noun may be with the word that hangs on it before or behind: "riot police", "front-runner", "chargé d'affaires".
func (r *reader) wholes(w text.TokenID) (all []string) {
	f, s := r.trees, r.doc.Sentences[r.doc.SentenceOf(w)].Tokens
	for _, before := range []text.TokenID{w - 1, w - 2} {
		if before >= s.First && f.Head(before) == w && f.IsRel(before, "amod", "compound") && (before == w-1 || r.doc.Word(w-1) == "-") {
			all = append(all, r.lower(before)+" "+r.lower(w))
		}
	}
	if w+1 < s.End && f.Head(w+1) == w && f.UPOS(w+1) == "NOUN" {
		all = append(all, r.lower(w)+" "+r.lower(w+1))
	}
	return all
}

// noun looks a word up among the nouns of the knowledge: first with a word beside it that is a part of it ("the first lady"), then
// by itself, then without what tells how the post is held.
func (r *reader) noun(w text.TokenID) work {
	word := r.lower(w)
	for _, whole := range r.wholes(w) {
		if n := r.workOf(whole); n != (work{}) {
			n.acts = n.acts || n.folk
			n.whole = true
			return n
		}
	}
	if o := r.bearer(w); o != text.NoToken {
		return r.noun(o)
	}
	if n := r.workOf(word); n != (work{}) {
		return n
	}
	if noun, ok := r.unprefixed(word); ok {
		return r.workOf(noun)
	}
	return work{}
}
