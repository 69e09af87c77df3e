package claim

import (
	"slices"

	"github.com/chancery-project/chancery/internal/text"
)

// trailing reads "The bridge was shut, its foreign minister told reporters in Jakarta" and "The bridge was shut, argues Ana Sosa, a teacher" by
// the words, for cues that the tree gives nothing to: what is said stands before a comma, and then who says so, or the verb and who says so.
func (x *finder) trailing(sentence text.TokenRange) {
	for t := sentence.First + 4; t < sentence.End; t++ {
		frame := x.saying(t)
		if frame == nil || frame.Kind != kindSay || x.quoted(t) || !x.plainTense(t) {
			continue
		}
		if s, comma := x.trailingSpeaker(t, sentence); s != text.NoToken {
			x.putBehindAll(frame, t, s, text.TokenRange{First: x.partStart(comma, sentence), End: comma})
		} else if s := x.speakerBehind(t, sentence); s != text.NoToken {
			x.inverts(frame, t, s, sentence)
		}
	}
}

// plainTense says that a verb is a past or a present without an auxiliary.
func (x *finder) plainTense(t text.TokenID) bool {
	switch x.trees.Morph(t).XPOS {
	case "VBD", "VBZ", "VBP", "VBN":
		return x.trees.Child(t, "aux", "aux:pass", "mark") == text.NoToken
	}
	return false
}

// partStart gives the first word of the part of a sentence, parted by semicolons, that a place is in.
func (x *finder) partStart(at text.TokenID, sentence text.TokenRange) text.TokenID {
	for k := at - 1; k > sentence.First; k-- {
		if w := x.doc.Word(k); (w == ";" || w == ":") && !x.quoted(k) {
			return k + 1
		}
	}
	return sentence.First
}

// trailingSpeaker gives who speaks between a comma and a verb of saying that ends what is told, and that comma: behind the verb stands nothing
// but whom, where and how he told it.
func (x *finder) trailingSpeaker(t text.TokenID, sentence text.TokenRange) (source, comma text.TokenID) {
	none := text.NoToken
	if x.wordTaken(t) {
		return none, none
	}
	comma = x.commaBefore(t, sentence.First)
	if comma == none || comma+1 >= t || x.quoted(comma) {
		return none, none
	}
	source = x.namedAt(comma+1, text.TokenRange{First: comma + 1, End: t})
	if u := x.trees.UPOS(comma + 1); source == none || !x.canSpeak(source) || u == "ADP" || u == "ADV" || x.isClass(classRelative, source) || x.isClass(classRelative, comma+1) || x.lower(comma+1) == "whose" {
		return none, none
	}
	if o := x.trees.Child(t, "obj"); o > t && !x.isClass(classTelling, t) || x.trees.Child(t, "ccomp", "xcomp") > t {
		return none, none
	}
	for k := t + 1; k < sentence.End; k++ {
		switch w, u := x.doc.Word(k), x.trees.UPOS(k); {
		case w == ";":
			return source, comma
		case w == ",":
			if n := k + 1; n < sentence.End && (x.trees.Morph(n).XPOS == "VBG" || x.lex.is(classNarrating, x.lower(n)) || x.isClass(classContrast, n) || x.isClass(classCondition, n)) {
				return source, comma
			}
			return none, none
		case w == ":", u == "VERB", u == "AUX", u == "SCONJ", u == "CCONJ", x.quoted(k), x.lower(k) == "that":
			return none, none
		}
	}
	return source, comma
}

// speakerBehind gives who speaks right behind a verb of saying that a comma or a quotation stands before.
func (x *finder) speakerBehind(t text.TokenID, sentence text.TokenRange) text.TokenID {
	if x.doc.Word(t-1) != "," || x.quoted(t-1) || t+1 >= sentence.End || x.isClass(classInformed, t) || x.lower(t+1) == "that" || x.trees.UPOS(t+1) == "ADP" || x.trees.UPOS(t+1) == "PRON" {
		return text.NoToken
	}
	for i := range x.relations {
		if r := &x.relations[i]; r.Word == t && r.Source != text.NoToken && (r.Source > t || len(x.doc.ActorsAt(r.Source)) > 0) {
			return text.NoToken
		}
	}
	s := x.namedAt(t+1, sentence)
	if s == text.NoToken || !x.canSpeak(s) {
		return text.NoToken
	}
	end := max(x.phrase(s).End, s+1)
	if n := x.doc.NameAt(s); n != nil {
		end = max(end, n.Tokens.End)
	}
	if end < sentence.End && x.trees.UPOS(end) != "PUNCT" && x.trees.UPOS(end) != "ADP" {
		return text.NoToken
	}
	return s
}

// inverts adds what stands before a verb of saying with who speaks behind it; where that is no clause, what stands behind a colon.
func (x *finder) inverts(frame *Frame, t, source text.TokenID, sentence text.TokenRange) {
	run := text.TokenRange{First: x.partStart(t-1, sentence), End: t - 1}
	if !x.finiteIn(run) {
		for k := source + 1; k+2 < sentence.End; k++ {
			if x.doc.Word(k) == ":" && !x.quoted(k) && x.hasVerb(text.TokenRange{First: k + 1, End: sentence.End}) {
				x.relations = slices.DeleteFunc(x.relations, func(r Relation) bool { return r.Word == t })
				x.putAll(frame, t, source, text.TokenRange{First: k + 1, End: x.clauseEnd(k+1, sentence.End)})
				return
			}
		}
		return
	}
	x.putBehindAll(frame, t, source, run)
}

// putBehindAll adds a relation with a run before its cue as its content, unless that begins with a conjunction or a participle.
func (x *finder) putBehindAll(frame *Frame, t, source text.TokenID, run text.TokenRange) {
	if u := x.trees.UPOS(run.First); u == "SCONJ" || x.trees.Morph(run.First).XPOS == "VBG" || x.trees.Morph(run.First).XPOS == "VBN" || u == "AUX" || !x.finiteIn(run) {
		return
	}
	x.relations = slices.DeleteFunc(x.relations, func(r Relation) bool { return r.Word == t })
	x.putAll(frame, t, source, run)
}

func (x *finder) putAll(frame *Frame, t, source text.TokenID, run text.TokenRange) {
	run = x.trim(run)
	x.add(Relation{
		Frame: frame, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: source, Content: run, Top: x.topAround(run, t),
		Target: text.NoToken, listen: text.NoToken, Clausal: true, inner: x.within(t), Negated: x.negated(t),
	})
}

// interposedBehind reads "Petro, said an official in Washington, had lost his mind": the verb and who speaks stand between two commas in the midst
// of what is said.
func (x *finder) interposedBehind(sentence text.TokenRange) {
	for t := sentence.First + 2; t+4 < sentence.End; t++ {
		frame := x.saying(t)
		if frame == nil || frame.Kind != kindSay || x.doc.Word(t-1) != "," || x.quoted(t) || x.quoted(t-2) || !x.plainTense(t) || x.isClass(classInformed, t) || x.trees.UPOS(t+1) == "ADP" {
			continue
		}
		closing := text.NoToken
		for k := t + 1; k < sentence.End && k <= t+mostBetween && closing == text.NoToken; k++ {
			switch u := x.trees.UPOS(k); {
			case x.doc.Word(k) == ",":
				closing = k
			case u == "VERB", u == "AUX", u == "SCONJ", u == "PRON", u == "CCONJ", u == "PUNCT" && x.doc.Word(k) != "-":
				k = sentence.End
			}
		}
		if closing == text.NoToken || closing < t+2 || closing+2 >= sentence.End || x.trees.UPOS(closing+1) != "AUX" && x.trees.UPOS(closing+1) != "VERB" {
			continue
		}
		s := x.namedAt(t+1, text.TokenRange{First: t + 1, End: closing})
		run := text.TokenRange{First: x.partStart(t-1, sentence), End: x.clauseEnd(closing, sentence.End)}
		if s == text.NoToken || !x.canSpeak(s) || x.hasVerb(text.TokenRange{First: run.First, End: t - 1}) {
			continue
		}
		x.dropAt(t, t)
		x.putAll(frame, t, s, run)
	}
}

// asClaimed reads "denied that it was so, as a group claimed in July": who is put behind "as" says what the clause before it tells, of which the
// words behind the comma are no part.
func (x *finder) asClaimed(sentence text.TokenRange) {
	for c := sentence.First + 4; c+3 < sentence.End; c++ {
		if x.doc.Word(c) != "," || x.lower(c+1) != "as" || x.quoted(c) {
			continue
		}
		t := c + 2
		for t < sentence.End && t < c+mostBetween && x.trees.UPOS(t) != "VERB" && x.trees.UPOS(t) != "PUNCT" && x.trees.UPOS(t) != "AUX" {
			t++
		}
		frame := x.saying(t)
		if t < c+3 || t >= sentence.End || frame == nil || frame.Kind != kindSay || !x.plainTense(t) {
			continue
		}
		s := x.namedAt(c+2, text.TokenRange{First: c + 2, End: t})
		if s == text.NoToken || !x.canSpeak(s) {
			continue
		}
		for i := range x.relations {
			r := &x.relations[i]
			if !r.Clausal || r.Direct || r.Word > c || !r.Content.Has(c) || r.Content.First > c-3 || !sentence.Has(r.Content.First) || r.Word >= r.Content.First {
				continue
			}
			r.Content.End = c
			run, top := r.Content, r.Top
			if x.trees.UPOS(s) == "PRON" {
				break // "maintains that it is at war, as it told Congress"
			}
			x.dropAt(t, t)
			x.add(Relation{
				Frame: frame, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: s, Content: run, Top: top,
				Target: text.NoToken, listen: text.NoToken, Clausal: true, inner: x.within(t),
			})
			break
		}
	}
}
