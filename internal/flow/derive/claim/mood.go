package claim

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// qualify tells whether it was said at all, and whether it is more or less than the frame says.
func (x *finder) qualify(r *Relation, v voice) {
	r.Idle = x.idle(v) || x.commands(r, v)
	if x.negated(v.word) {
		if r.Frame.Kind == kindThink && r.Frame.Stance == record.Assert && r.Source != text.NoToken && !x.isClass(classFirst, r.Source) {
			r.Stance = record.Deny
		} else {
			r.Negated = true
		}
	}
	if c := r.Frame.Content[0]; r.Stance == record.Assert && (c == slotAs || c == slotPred) {
		r.Stance = x.verdict(r.Top)
		if o := v.object; r.Stance == record.Deny && x.isClass(classHarsh, r.Top) && o != text.NoToken && o != r.Top && x.trees.UPOS(o) == "NOUN" && !x.isClass(classClaim, o) {
			r.Stance = record.Criticize // "called the order wrong"
		}
	}
	if c := r.Frame.Content[0]; r.Stance == record.Assert && r.Top == v.object && r.Top != text.NoToken && (c == slotObj || slices.Contains(r.Frame.Content, slotObj)) {
		r.Stance = x.nounStance(r.Top)
	}
	if r.Stance != record.Assert && r.Frame.Kind == kindSay && x.future(v.word) {
		r.Idle = true
	}
	if r.Frame.Subjunctive != "" && x.subjunctive(r.Top) {
		r.Stance = r.Frame.Subjunctive
	}
	if r.Stance == record.Assert && r.Frame.Kind == kindSay && x.strong(r.Top) && !r.Direct {
		r.Stance = record.Demand
	}
	if r.Frame.Content[0] == slotClause {
		if l := x.trees.Child(v.word, "iobj"); l != text.NoToken {
			r.listen = l
		} else if o := v.object; o != text.NoToken && !v.passive {
			r.listen = o
		}
	}
	if (r.Frame.Kind == kindThink || r.Frame.Kind == kindShow) && r.Stance != record.Question && r.Clausal && x.asks(r.Top) {
		r.Idle = true // "decided whether": it does not tell what
	}
	if r.Frame.Kind == kindThink && r.Frame.Voice != voiceWould && x.future(v.word) && !r.Clausal {
		r.Idle = true // "would regard it as an invasion"
	}
	if r.Frame.Kind == kindThink && r.Frame.Stance == record.Warn && !r.Clausal && x.trees.IsRel(v.word, "acl:relcl") {
		r.Idle = true // "a refugee who feared revenge"
	}
	r.inner = x.within(v.word)
}

// commands says that somebody tells his own people what to do, which is an act and nothing that he asks of others: "ordered his men to leave
// nobody alive", "told its coast guard to stop".
func (x *finder) commands(r *Relation, v voice) bool {
	o := v.object
	if r.Frame.Stance != record.Demand || o == text.NoToken || !x.isClass(classCommand, v.word) || r.Clausal {
		return false
	}
	p := x.trees.Child(o, "nmod:poss")
	return p != text.NoToken && x.trees.UPOS(p) == "PRON" && x.isClass(classTroops, o)
}

// verdict tells what calling something by a word says of it.
func (x *finder) verdict(top text.TokenID) record.Stance {
	words := append([]text.TokenID{top}, x.trees.ChildrenBy(top, "amod", "compound", "nmod", "conj")...)
	for _, v := range []struct {
		class  string
		stance record.Stance
	}{{classFalse, record.Deny}, {classCrime, record.Accuse}, {classHarsh, record.Criticize}, {classWarm, record.Support}} {
		if slices.ContainsFunc(words, func(t text.TokenID) bool { return x.isClass(v.class, t) }) {
			return v.stance
		}
	}
	return record.Assert
}

func (x *finder) future(t text.TokenID) bool {
	for _, c := range x.trees.ChildrenBy(t, "aux") {
		if x.isClass(classFuture, c) {
			return true
		}
	}
	return false
}

// within says whether a word stands in a quotation that is more than a word or two.
func (x *finder) within(t text.TokenID) bool {
	q := x.doc.QuotationAt(t)
	return q != nil && !q.Scare
}

// idle says that a text leaves open whether something was said.
func (x *finder) idle(v voice) bool {
	f, t := x.trees, v.word
	for _, c := range f.Children(t) {
		if f.IsRel(c, "aux") && x.isClass(classUnreal, c) || f.IsRel(c, "mark") && x.isClass(classCondition, c) {
			return true
		}
		if f.IsRel(c, "aux", "cop") && v.subject != text.NoToken && c < v.subject && v.subject < t && x.isQuestion(t) {
			return true
		}
	}
	if v.subject == text.NoToken && !v.passive && f.Morph(t).XPOS == "VB" && !x.infinitive(t) {
		return true // an imperative
	}
	if v.passive && v.subject == text.NoToken && !v.expl && f.Child(t, "nsubj:pass") != text.NoToken && x.isClass(classInformed, t) {
		return true // "he was told": nobody is told to have said it
	}
	if v.passive && v.subject == text.NoToken && f.IsRel(t, "acl") && x.isClass(classInformed, t) || x.askedBefore(v) {
		return true // "officers, asked whether this could be true, said"
	}
	if v.subject != text.NoToken && !(x.trees.UPOS(v.subject) == "NUM" && x.trees.Child(v.subject, "nmod") != text.NoToken) && (x.isClass(classSecond, v.subject) || x.isClass(classFew, v.subject)) && x.groupBefore(v.subject) == text.NoToken {
		return true
	}
	h := x.overFar(t)
	if t == x.doc.Sentences[x.doc.SentenceOf(t)].Tokens.First && v.subject == text.NoToken && !v.expl && f.Morph(t).XPOS != "VB" && f.Morph(t).XPOS != "VBG" {
		return true // "Asked whether ..., he said"
	}
	if h != text.NoToken && f.IsRel(t, "csubj", "xcomp", "ccomp") && x.infinitive(t) && f.UPOS(h) == "ADJ" && f.Child(h, "expl") != text.NoToken && v.subject == text.NoToken {
		return true // "it would be wrong to conclude that"
	}
	if h == text.NoToken {
		return v.subject == text.NoToken && !v.expl && t == x.doc.Sentences[x.doc.SentenceOf(t)].Tokens.First // "Asked whether ..."
	}
	if m := x.mark(t); m != text.NoToken && f.Morph(t).XPOS == "VBG" && (x.isClass(classAvoiding, m) || m > 0 && x.lower(m) == "of" && x.lower(m-1) == "short") {
		return true // "shied away from calling", "stopped short of asking"
	}
	if f.IsRel(t, "advcl") && v.subject == text.NoToken && !x.isClass(classKeep, h) && (f.Morph(t).XPOS == "VBN" || f.Morph(t).XPOS == "VBD" || x.mark(t) != text.NoToken && !x.infinitive(t)) {
		return true // "asked about ...", "when it was suggested that": nobody is told to have said it
	}
	if f.IsRel(t, "xcomp", "ccomp", "advcl", "acl") && (x.infinitive(t) || f.IsRel(t, "xcomp")) {
		return !x.isClass(classKeep, h) && !x.saidToHave(t, h)
	}
	return f.IsRel(t, "conj") && f.Child(t, "nsubj") == text.NoToken && x.infinitive(h) && f.Morph(t).XPOS == "VB"
}

// askedBefore reads "The colonel, asked whether it was true, said", where the tree takes the first verb for one of the colonel's.
func (x *finder) askedBefore(v voice) bool {
	f, t := x.trees, v.word
	if v.passive || v.subject == text.NoToken || t < 2 || !x.isClass(classInformed, t) && x.lemma(t) != "ask" || x.doc.Word(t-1) != "," || v.subject > t || f.Edges(v.subject).End < t-1 || f.Child(t, "aux") != text.NoToken {
		return false
	}
	end := x.doc.Sentences[x.doc.SentenceOf(t)].Tokens.End
	for k := t + 1; k+1 < end && k < t+mostBetween; k++ { // "A guard, asked why, said"
		if x.doc.Word(k) == "," && x.saying(k+1) != nil && x.trees.Morph(k+1).XPOS == "VBD" && !x.quoted(k) {
			return true
		}
	}
	for _, c := range f.ChildrenBy(t, "conj", "parataxis", "advcl") {
		if f.IsRel(c, "advcl") && (f.Child(c, "mark") != text.NoToken || x.doc.Word(c-1) != "," || f.Morph(c).XPOS == "VBG") {
			continue
		}
		if c > t && f.Child(c, "cc") == text.NoToken && f.Child(c, "nsubj") == text.NoToken && x.saying(c) != nil && !x.quoted(c) {
			return true
		}
	}
	return false
}

// overFar gives what a verb hangs on, over "far" in "went so far as to say".
func (x *finder) overFar(t text.TokenID) text.TokenID {
	h := x.trees.Head(t)
	if h != text.NoToken && x.lower(h) == "far" && x.infinitive(t) {
		return x.trees.Head(h)
	}
	return h
}

// saidToHave reads "is said to have told": by what is told it was said.
func (x *finder) saidToHave(t, h text.TokenID) bool {
	a := x.trees.Child(t, "aux")
	return x.infinitive(t) && a != text.NoToken && a < t && x.lemma(a) == "have" && x.trees.Child(h, "aux:pass") != text.NoToken && len(x.lex.of(partVerb, x.lemma(h))) > 0 && !x.negated(h)
}

func (x *finder) isQuestion(t text.TokenID) bool {
	r := x.doc.Sentences[x.doc.SentenceOf(t)].Tokens
	for k := r.End - 1; k > t && x.trees.UPOS(k) == "PUNCT"; k-- {
		if strings.HasPrefix(x.doc.Word(k), "?") {
			return true
		}
	}
	return false
}

// subjunctive says that a clause tells what is to be: "that he be freed", "that the army leave".
func (x *finder) subjunctive(top text.TokenID) bool {
	if top == text.NoToken || x.infinitive(top) {
		return false
	}
	word := top
	for _, c := range x.trees.Children(top) {
		if x.trees.IsRel(c, "aux", "cop") {
			if x.trees.Morph(c).XPOS == "MD" {
				return x.lower(c) == "should"
			}
			word = c
			break
		}
	}
	return x.lower(word) == "be" || word == top && x.trees.Morph(top).XPOS == "VB" && x.trees.Child(top, "nsubj") != text.NoToken
}

// strong says that a clause tells what has to be.
func (x *finder) strong(top text.TokenID) bool {
	if top == text.NoToken {
		return false
	}
	for _, c := range x.trees.ChildrenBy(top, "aux") {
		if x.isClass(classStrong, c) {
			return true
		}
	}
	return false
}
