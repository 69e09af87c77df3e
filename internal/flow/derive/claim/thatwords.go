package claim

import (
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Bounds of what may stand between a cue and the "that" of its clause.
const (
	mostBefore   = 14 // words without a comma
	mostInserted = 25 // words between two commas
)

// thatByWords finds the clause with "that" of a cue by the words alone, where the tree hangs it on what stands between the two: "announced,
// in a statement that television read out, that the general had been arrested", "told us in a closed meeting that the aim was war".
func (x *finder) thatByWords(v voice, f *Frame) (content, bool) {
	s := x.doc.Sentences[x.doc.SentenceOf(v.word)].Tokens
	word := "that"
	if f.Stance == record.Question {
		word = "whether"
	}
	that := x.thatBehind(v, word, s.End)
	if that == text.NoToken || that+4 >= s.End || x.quoted(that) != x.quoted(v.word) || v.passive && len(x.lex.of(partCiting, x.lemma(v.word))) > 0 || x.trees.UPOS(that) == "DET" && x.trees.UPOS(that-1) == "ADP" {
		return content{}, false
	}
	switch x.trees.UPOS(that + 1) {
	case "PART":
		if x.lower(that+1) != "not" {
			return content{}, false
		}
	case "VERB", "AUX", "PUNCT":
		return content{}, false
	case "PRON":
		if x.trees.Morph(that+1).Feat("Case") == "Acc" && x.lower(that+1) != "it" {
			return content{}, false
		}
	}
	first := that + 1
	if word != "that" {
		first = that
	}
	run := x.untilNextCue(x.untilSemicolon(text.TokenRange{First: first, End: s.End}, that), v)
	verb := text.NoToken
	for k := run.First + 1; k < run.End && verb == text.NoToken; k++ {
		switch x.trees.Morph(k).XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			verb = k
		}
	}
	if verb == text.NoToken || x.trees.UPOS(verb-1) == "PUNCT" && x.trees.UPOS(that+1) != "SCONJ" && x.trees.UPOS(that+1) != "ADP" {
		return content{}, false
	}
	return content{top: verb, run: x.trim(run), word: text.NoToken}, true
}

// thatBehind gives the "that" behind a cue: behind whom it was told, behind where or when it was said, behind what is put between commas.
func (x *finder) thatBehind(v voice, that string, end text.TokenID) text.TokenID {
	k := v.words.End
	if k < end && x.doc.Word(k) == "," {
		return x.thatBehindInsertion(v, that, k, end)
	}
	if k < end && x.lower(k) == that && (x.trees.UPOS(k) != "DET" || x.onlyClauses(v.word)) {
		return k // "warned that nine in ten of those who remain eat once a day"
	}
	if k >= end || !x.opensAdverbial(v, k) {
		return text.NoToken
	}
	for ; k < end && k < v.words.End+mostBefore; k++ {
		switch u := x.trees.UPOS(k); {
		case x.lower(k) == that:
			return k
		case x.doc.Word(k) == "," && !x.quoted(k):
			return x.thatBehindInsertion(v, that, k, end)
		case u == "VERB" && x.trees.IsRel(k, "amod"): // "told a cheering crowd that"
		case u == "VERB" && x.trees.Morph(k).XPOS == "VBN" && (x.trees.UPOS(k-1) == "DET" || x.trees.UPOS(k-1) == "NOUN"): // "in a closed meeting", "in a letter read in churches"
		case u == "VERB" || u == "AUX" || u == "SCONJ" || u == "PUNCT" && x.doc.Word(k) != "-" || u == "CCONJ":
			return text.NoToken
		}
	}
	return text.NoToken
}

// thatBehindInsertion gives the "that" behind what two commas put behind a cue.
func (x *finder) thatBehindInsertion(v voice, that string, comma, end text.TokenID) text.TokenID {
	for j := comma + 1; j+1 < end && j < comma+mostInserted; j++ {
		if x.doc.Word(j) == "," && x.lower(j+1) == that {
			return j + 1
		}
		if x.doc.Word(j) == ";" || len(x.lex.of(partVerb, x.lemma(j))) > 0 && x.trees.UPOS(j) == "VERB" && x.trees.Head(j) == v.word {
			break
		}
	}
	return text.NoToken
}

// onlyClauses says that a verb is known to say a clause, and nothing that a noun tells.
func (x *finder) onlyClauses(t text.TokenID) bool {
	says := false
	for _, f := range x.lex.of(partVerb, x.lemma(t)) {
		if len(f.Cue) > 1 {
			continue
		}
		for _, slot := range f.Content {
			switch slot {
			case slotClause:
				says = true
			case slotObj, slotThing, slotMatter, slotClaim, slotDenied, slotPart:
				return false
			}
		}
	}
	return says
}

// opensAdverbial says that what begins right behind a cue is whom it is told to, or when and where, and no object.
func (x *finder) opensAdverbial(v voice, k text.TokenID) bool {
	telling := x.isClass(classTelling, v.word)
	switch x.trees.UPOS(k) {
	case "PRON":
		return telling && x.trees.Morph(k).Feat("Case") != "Nom" && x.lower(k) != "that"
	case "ADP", "ADV":
		return x.lower(k) != "that"
	case "NOUN", "PROPN", "DET", "ADJ", "NUM":
		if !telling {
			return false
		}
		for j := k; j < k+4; j++ {
			if u := x.trees.UPOS(j); (u == "NOUN" || u == "PROPN" || u == "ADJ" && x.isClass(classPerson, j)) && x.canSpeak(j) {
				return true
			}
		}
	}
	return false
}

// untilNextCue ends what is said before "and" with a cue that goes on with the one that says it: ", and warned editors that".
func (x *finder) untilNextCue(r text.TokenRange, v voice) text.TokenRange {
	past := x.trees.Morph(v.word).XPOS
	for k := r.First + 3; k+2 < r.End; k++ {
		if x.trees.UPOS(k) != "CCONJ" || x.quoted(k) || len(x.lex.of(partVerb, x.lemma(k+1))) == 0 {
			continue
		}
		if xpos := x.trees.Morph(k + 1).XPOS; sameForm(xpos, past) || xpos == "VBN" && past == "VBD" && x.doc.Word(k-1) == "," || xpos == "VBD" && past == "VBN" && x.trees.Child(v.word, "aux") != text.NoToken {
			r.End = k
			return r
		}
	}
	return r
}
