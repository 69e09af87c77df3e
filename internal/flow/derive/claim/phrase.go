package claim

import (
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// secondObject gives what an object is said to be where the tree takes it for an object of its own: "called the
// transfer a blunder", "called the step unjustified".
func (x *finder) secondObject(v voice, slot string) text.TokenID {
	if slot != slotPred || v.passive || x.reflexive(v.object) {
		return text.NoToken
	}
	for _, c := range x.trees.ChildrenBy(v.word, "obj") {
		if v.object < v.word && x.isClass(classRelative, v.object) && v.word < c && x.trees.Edges(c).First == v.words.End && x.verdict(c) != record.Assert {
			return c // "which it considers a threat"
		}
		if v.object < c && x.trees.Edges(v.object).End == x.trees.Edges(c).First {
			return c
		}
	}
	for _, c := range x.trees.ChildrenBy(v.object, "acl", "amod", "appos") {
		if x.trees.IsRel(c, "appos") && !x.quoted(c) {
			continue
		}
		if v.object < c && x.trees.Edges(v.object).End == x.trees.Edges(c).End && (x.quoted(c) || x.isClass(classHarsh, c) || x.isClass(classWarm, c) || x.isClass(classFalse, c)) {
			return c
		}
	}
	return text.NoToken
}

func (x *finder) reflexive(t text.TokenID) bool { return x.trees.Morph(t).Feat("Reflex") == "Yes" }

// beyondVerb says that a finite clause lies between a verb and a word below it.
func (x *finder) beyondVerb(t, k text.TokenID) bool {
	for h := x.trees.Head(k); h != t && h != text.NoToken; h = x.trees.Head(h) {
		if x.finite(h) {
			return true
		}
	}
	return false
}

// prepositional looks for what follows with a preposition: a noun phrase or what is done ("of arming rebels").
func (x *finder) prepositional(v voice, f *Frame, slot string) (content, bool) {
	trees, t := x.trees, v.word
	if o := v.object; len(f.Cue) == 1 && f.Target == "" && o != text.NoToken && !v.passive && slot == "for" && (!x.canSpeak(o) || trees.IsRel(o, "obj") && !x.isClass(classTelling, t) && !x.isClass(classPleading, t)) {
		return content{}, false // "called a strike for Thursday"
	}
	if o := v.object; f.Target == slotObj && slot == "for" && o != text.NoToken && !v.passive && trees.UPOS(o) == "NOUN" && !x.canSpeak(o) && trees.Child(o, "nmod:poss") != text.NoToken {
		return content{}, false // "criticised Turkey's support for the militias": the support
	}
	above := []text.TokenID{t}
	for k := v.words.First + 1; k < v.words.End; k++ { // "which it holds responsible for"
		if trees.IsRel(k, "xcomp") && k > t {
			above = append(above, k)
		}
	}
	if v.object != text.NoToken && t < v.object {
		above = append(above, v.object)
		above = append(above, trees.ChildrenBy(v.object, "appos", "conj", "nmod", "amod", "fixed")...)
	}
	if v.passive && v.subject > t {
		above = append(above, v.subject)
	}
	above = append(above, trees.ChildrenBy(t, "obl:unmarked")...) // "was accused last year of"
	for _, c := range trees.ChildrenBy(t, "obl") {                // "accused troops on Tuesday of attacks", "complained in turn of"
		if e := trees.Edges(c); v.object == text.NoToken && e.First == t+1 && c == t+2 && x.isClass(classTurn, c) {
			above = append(above, c)
		}
		if v.object != text.NoToken && v.object < c && x.inTime(c) {
			above = append(above, c)
		}
	}
	for _, h := range above {
		for _, c := range trees.Children(h) {
			if c < t || c < h || !trees.IsRel(c, "obl", "nmod", "advcl", "acl", "xcomp", "ccomp", "obj") || !x.hasMark(c, slot) || x.infinitive(c) {
				continue
			}
			r := x.trim(x.run(c, t))
			if x.lower(r.First) != slot || r.Len() < 2 || slot == "for" && (x.isClass(classLapse, c) || v.passive && v.subject == text.NoToken && len(f.Cue) == 1 && f.Target == "") {
				continue
			}
			if slot == "for" { // "called for Nato to send more troops"
				for _, to := range trees.ChildrenBy(t, "advcl", "xcomp") {
					if trees.Edges(to).First == r.End && x.infinitive(to) {
						r.End = x.run(to, t).End
					}
				}
			}
			r = x.withPlace(r, t)
			return content{top: c, run: text.TokenRange{First: r.First + 1, End: r.End}, word: r.First}, true
		}
	}
	return content{}, false
}

// withPlace adds to a noun phrase the phrase right behind it that the tree hangs on the verb and that tells what it is about or where it is:
// "warned of consequences for the region", "pleaded for a pause in the fighting". Where and when somebody speaks is not added.
func (x *finder) withPlace(r text.TokenRange, verb text.TokenID) text.TokenRange {
	for _, c := range x.trees.ChildrenBy(verb, "obl") {
		e, m := x.trees.Edges(c), x.mark(c)
		for k := r.End; k < e.First && x.trees.UPOS(k) == "PUNCT" && x.doc.Word(k) != "," && k == r.End; k++ {
			e.First = k // the mark that closes a quotation
		}
		if c < r.End || e.First != r.End || m == text.NoToken || x.inTime(c) || x.isClass(classOccasion, c) || x.isClass(classDocument, c) || x.isClass(classTurn, c) {
			continue
		}
		switch x.lower(m) {
		case "for", "in", "against", "over", "between", "among", "across", "along":
			r.End = e.End
		case "at":
			if !x.isName(c) {
				r.End = e.End // "spoke of a fire at the door"
			}
		}
	}
	return r
}
