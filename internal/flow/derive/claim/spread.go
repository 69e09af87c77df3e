package claim

import (
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// mostSpread is the most words between a claim and what it says.
const mostSpread = 24

// spreadBy reads "allegations, circulated by a radio station and repeated by the minister, that ...", "the assurance which was given to us in
// March that ...": between a noun of what is said and what that is stands who told it, or to whom. Where the noun is rejected, what it says
// is what is denied. It says whether there was such a noun.
func (x *finder) spreadBy(t text.TokenID, sentence text.TokenRange) bool {
	frame := x.clauseFrame(t)
	if frame == nil || x.within(t) || x.wordTaken(t) || t+5 >= sentence.End {
		return false
	}
	first := x.toldFirst(t, sentence)
	if first == text.NoToken {
		return false
	}
	that, by := text.NoToken, text.NoToken
	for k := first + 1; k+3 < sentence.End && k < t+mostSpread && that == text.NoToken; k++ {
		switch u := x.trees.UPOS(k); {
		case x.lower(k) == "that" && u != "DET" && !x.within(k):
			that = k
		case x.lower(k) == "by" && by == text.NoToken && !x.inTime(k+1):
			by = k + 1
		case u == "SCONJ", x.doc.Word(k) == ";", x.doc.Word(k) == ":", u == "VERB" && !x.isClass(classSpread, k) && x.trees.Morph(k).XPOS != "VBN" && x.trees.Morph(k).XPOS != "VBG":
			return false
		}
	}
	if that == text.NoToken || !x.startsClause(that+1) {
		return false
	}
	run := x.trim(text.TokenRange{First: that + 1, End: x.nounEnd(that+1, x.clauseEnd(that+1, sentence.End))})
	if !x.hasVerb(run) {
		return false
	}
	source := x.owner(t)
	if by != text.NoToken && by < that {
		source = x.namedAt(by, sentence)
	}
	top := x.topAround(run, t)
	for i := range x.relations {
		if r := &x.relations[i]; r.Top == t && r.Stance == record.Deny && r.Word < t && sentence.Has(r.Word) {
			r.Content, r.Top, r.Clausal = run, top, true
		}
	}
	if source != text.NoToken && !x.canSpeak(source) {
		source = text.NoToken
	}
	x.add(Relation{
		Frame: frame, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: source, Content: run, Top: top,
		Target: text.NoToken, listen: text.NoToken, Stance: frame.Stance, Clausal: true, Negated: x.deniedBy(t),
	})
	return true
}

// toldFirst gives the participle behind a noun by which what it says was told, NoToken where none stands there.
func (x *finder) toldFirst(t text.TokenID, sentence text.TokenRange) text.TokenID {
	k := t + 1
	if x.doc.Word(k) == "," {
		k++
	}
	if w := x.lower(k); w == "which" || w == "that" {
		for k++; k < sentence.End && (x.trees.UPOS(k) == "AUX" || x.trees.UPOS(k) == "ADV"); k++ {
		}
		if x.trees.UPOS(k-1) != "AUX" {
			return text.NoToken
		}
	} else if x.trees.UPOS(k) == "ADV" {
		k++
	}
	if xpos := x.trees.Morph(k).XPOS; k+3 < sentence.End && (xpos == "VBN" || xpos == "VBD") && x.isClass(classSpread, k) {
		return k
	}
	return text.NoToken
}

// startsClause says that a clause with a subject of its own can begin at a word.
func (x *finder) startsClause(t text.TokenID) bool {
	switch x.trees.UPOS(t) {
	case "VERB", "AUX", "ADV", "PUNCT", "PART":
		return false
	}
	return true
}

// nounEnd gives where the clause of a noun ends: before a comma, "and" and a preposition that goes on with the phrase of the noun, "took note
// of the assurance that nobody was hurt, and of the report".
func (x *finder) nounEnd(t, end text.TokenID) text.TokenID {
	for k := t + 2; k+2 < end; k++ {
		if x.doc.Word(k) == "," && x.trees.UPOS(k+1) == "CCONJ" && x.trees.UPOS(k+2) == "ADP" && x.lower(k+2) == "of" {
			return k
		}
	}
	return end
}

// viewFrom gives who holds a view that is told with a place in front: "In Dhaka the complaint is that", "For the generals the lesson was that".
func (x *finder) viewFrom(t text.TokenID, sentence text.TokenRange) text.TokenID {
	first := min(x.trees.Edges(t).First, t)
	for k := t; k > first; k-- {
		if x.lower(k-1) == "the" {
			first = k - 1
			break
		}
	}
	if x.lower(first) != "the" {
		return text.NoToken
	}
	k := first - 1
	if k > sentence.First && x.doc.Word(k) == "," {
		k--
	}
	for p := k; p >= sentence.First && k-p < 6; p-- {
		switch u := x.trees.UPOS(p); {
		case u == "ADP":
			open := p == sentence.First || x.doc.Word(p-1) == ";" || x.doc.Word(p-1) == "," || x.trees.UPOS(p-1) == "CCONJ"
			s := x.namedAt(p+1, text.TokenRange{First: p + 1, End: k + 1})
			if w := x.lower(p); !open || s == text.NoToken || w != "in" && w != "for" && w != "among" && w != "at" || !x.canSpeak(s) || x.inTime(s) {
				return text.NoToken
			}
			return s
		case u == "VERB" || u == "AUX" || u == "PUNCT" || u == "SCONJ":
			return text.NoToken
		}
	}
	return text.NoToken
}

// quotedBehind reads "The border would reopen, an official was quoted as saying by the agency": what somebody was quoted as saying stands
// before.
func (x *finder) quotedBehind(t text.TokenID, sentence text.TokenRange) {
	f := x.saying(t)
	if f == nil || t < sentence.First+6 || x.trees.Morph(t).XPOS != "VBG" || x.lower(t-1) != "as" || len(x.lex.of(partCiting, x.lemma(t-2))) == 0 || x.quoted(t) {
		return
	}
	aux := t - 3
	for aux > sentence.First && x.trees.UPOS(aux) == "AUX" {
		aux--
	}
	comma := x.commaBefore(aux+1, sentence.First)
	if aux == t-3 || comma == text.NoToken || x.quoted(comma-1) || x.quoted(comma-2) && x.quoted(sentence.First+1) {
		return
	}
	if k := t + 1; k < sentence.End && x.trees.UPOS(k) != "PUNCT" && x.trees.UPOS(k) != "ADP" {
		return
	}
	source := x.namedAt(comma+1, text.TokenRange{First: comma + 1, End: aux + 1})
	run := x.trim(text.TokenRange{First: sentence.First, End: comma})
	if source == text.NoToken || !x.hasVerb(run) {
		return
	}
	for i := range x.relations {
		if r := &x.relations[i]; r.Word == t || r.Word == t-2 {
			return
		}
	}
	r := Relation{
		Frame: f, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: source, Content: run, Top: x.topAround(run, t),
		Target: text.NoToken, listen: text.NoToken, Clausal: true,
	}
	if k := t + 2; k < sentence.End && x.lower(k-1) == "by" {
		if by := x.namedAt(k, sentence); by != text.NoToken && x.canSpeak(by) {
			r.via = append(r.via, by)
		}
	}
	x.add(r)
}
