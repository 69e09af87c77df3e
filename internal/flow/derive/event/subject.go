package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// nearestSubject gives the subject of a verb; of two, parted by a semicolon, the one that is not parted from the verb:
// "Turkey closed its border; Moscow and Ankara have proposed a truce", with both subjects on proposed.
func (r *reader) nearestSubject(w text.TokenID) text.TokenID {
	all := slices.DeleteFunc(r.trees.ChildrenBy(w, "nsubj"), func(s text.TokenID) bool { return r.beyondSemicolon(w, s) })
	if len(all) == 0 {
		return text.NoToken
	}
	if s := r.afterSemicolon(all[0], w); s != text.NoToken {
		return s
	}
	for i := len(all) - 1; i > 0; i-- {
		if all[i] > w || r.relative(all[i]) {
			continue
		}
		for t := all[i-1]; t < all[i]; t++ {
			if r.doc.Word(t) == ";" {
				return all[i]
			}
		}
	}
	return all[0]
}

// afterSemicolon gives the noun that a semicolon parts from the subject that the tree gives a verb and that has none of its own: "Troops
// torched homes; the villagers, whose guards had fled, asked for help", with the villagers on homes.
func (r *reader) afterSemicolon(s, w text.TokenID) text.TokenID {
	f := r.trees
	for t := w - 1; t > s; t-- {
		if r.doc.Word(t) != ";" {
			continue
		}
		for n := t + 1; n < w; n++ {
			u := f.UPOS(n)
			if u == "VERB" || u == "AUX" || u == "ADP" || u == "PRON" || u == "PUNCT" {
				break
			}
			if h := f.Head(n); (u == "NOUN" || u == "PROPN") && h != text.NoToken && h < t && f.IsRel(n, "appos", "conj", "nmod", "obj") {
				return n
			}
		}
		return text.NoToken
	}
	return text.NoToken
}

// beyondSemicolon says that a noun stands behind a verb and a semicolon, so that it is the subject of what follows: "torched homes; the
// villagers, whose guards had fled, asked for help", with the villagers on torched.
func (r *reader) beyondSemicolon(w, s text.TokenID) bool {
	if s < w || r.relative(s) {
		return false
	}
	for t := w + 1; t < s; t++ {
		if r.doc.Word(t) == ";" {
			return true
		}
	}
	return false
}

// whatNamed gives the noun that "what" with a name for it means: "bombed what the army called hideouts".
func (r *reader) whatNamed(o text.TokenID) text.TokenID {
	f := r.trees
	if f.Morph(o).XPOS != "WP" || r.lower(o) != "what" {
		return text.NoToken
	}
	for _, c := range f.ChildrenBy(o, "acl:relcl") {
		if !r.inClass(c, "naming") && !r.inClass(c, "saying") && lowerLemma(f.Lemma(c)) != "describe" {
			continue
		}
		for _, n := range f.ChildrenBy(c, "obj", "xcomp", "obl") {
			if n > c && (f.UPOS(n) == "NOUN" || f.UPOS(n) == "PROPN") && !r.isTime(n) {
				return n
			}
		}
	}
	return text.NoToken
}

// beyondName gives the verb whose act a participle goes on with, where the tree hangs it on the clause that names the object: "bombed
// what the army called hideouts, killing nine people".
func (r *reader) beyondName(w, h text.TokenID) text.TokenID {
	f := r.trees
	if f.Morph(w).XPOS != "VBG" || !f.IsRel(w, "advcl") || !f.IsRel(h, "acl:relcl") || f.Head(h) == text.NoToken || r.whatNamed(f.Head(h)) == text.NoToken {
		return text.NoToken
	}
	if v := f.Head(f.Head(h)); v != text.NoToken && f.UPOS(v) == "VERB" && f.IsRel(f.Head(h), "obj") {
		return v
	}
	return text.NoToken
}

// behindRelative gives the verb of the main clause that another goes on with behind a relative clause, where the tree
// hangs it on the relative clause, which has a subject of its own: "looted the prison, from which inmates escaped, and
// abducted two judges". NoToken where the verb belongs where it hangs.
func (r *reader) behindRelative(w, h text.TokenID) text.TokenID {
	f := r.trees
	s := f.Child(h, "nsubj", "nsubj:pass")
	cc := f.Child(w, "cc")
	if !f.IsRel(h, "acl:relcl") || s == text.NoToken || cc == text.NoToken || cc == 0 || r.doc.Word(cc-1) != "," && !r.goesOnInPast(w, h, s) {
		return text.NoToken
	}
	if tense := f.Morph(h).XPOS; r.relative(s) && (tense == f.Morph(w).XPOS || tense == "VBN" || tense == "VB") {
		return text.NoToken // "rebels who attacked the town, and burned it"; "praised Germany, which is taking them in, and blamed Hungary"
	}
	for v := f.Head(h); v != text.NoToken; v = f.Head(v) {
		if f.UPOS(v) == "VERB" {
			if f.Morph(v).XPOS == f.Morph(w).XPOS && f.IsRel(v, "root", "conj", "parataxis", "ccomp") {
				return v
			}
			return text.NoToken
		}
	}
	return text.NoToken
}

// opener gives the noun right before a verb that the tree joins with an object before it: "left Vietnam, and the envoy, John Doe,
// met the king". NoToken where there is none.
func (r *reader) opener(w, h text.TokenID) text.TokenID {
	f := r.trees
	for c := w - 1; c > h; c-- {
		if f.IsRel(c, "conj") && (f.UPOS(c) == "NOUN" || f.UPOS(c) == "PROPN") {
			if end := f.Edges(c).End; (end == w || end == w-1) && r.opensClause(c) {
				return c
			}
		}
	}
	return text.NoToken
}

// besideAim gives the verb whose subject says something "while" it does what the verb tells, where the tree hangs the saying on the
// infinitive of its object: "backed Turkey's right to defend itself while urging calm". NoToken elsewhere.
func (r *reader) besideAim(w, h text.TokenID) text.TokenID {
	f := r.trees
	if r.trying == nil || r.trying.at != w || material(r.trying.trigger.Frame.Type) || f.Morph(w).XPOS != "VBG" || !r.marked(w, "while") || !f.IsRel(h, "acl") || !r.marked(h, "to") {
		return text.NoToken
	}
	if n := f.Head(h); f.IsRel(n, "obj") && f.UPOS(f.Head(n)) == "VERB" {
		return f.Head(n)
	}
	return text.NoToken
}

// goesOnInPast says that a verb in the past goes on with the main clause, since the relative clause before it is in the
// pluperfect and has a subject of its own: "ended the truce that soldiers had kept and invited the general".
func (r *reader) goesOnInPast(w, h, s text.TokenID) bool {
	f := r.trees
	return f.Morph(w).XPOS == "VBD" && !r.relative(s) && f.Child(w, "obj") != text.NoToken && slices.ContainsFunc(f.ChildrenBy(h, "aux"), func(a text.TokenID) bool { return r.lower(a) == "had" })
}

// orphan gives the noun that the tree coordinates with the verb before it though it is the subject of the verb behind it:
// "were released, and Malaysia, though glad, has reinforced its navy", with Malaysia and reinforced both on released.
func (r *reader) orphan(w, h text.TokenID) text.TokenID {
	f := r.trees
	if f.UPOS(h) != "VERB" && !r.predicate(h) {
		return text.NoToken
	}
	found := text.NoToken
	for _, c := range f.ChildrenBy(h, "conj") {
		if c >= w {
			break
		}
		u := f.UPOS(c)
		switch {
		case (u == "NOUN" || u == "PROPN") && c > h && f.Child(c, "case", "cop", "nsubj") == text.NoToken && f.Child(c, "cc") != text.NoToken:
			found = c
		case u == "VERB":
			found = text.NoToken
		}
	}
	if found != text.NoToken && !r.finite(w) {
		return text.NoToken
	}
	return found
}

// partedSubject gives the noun that the tree joins with an object though it is the subject of the verb behind it, from which an
// insertion parts it: "rocketed hamlets and soldiers, according to the report, had executed five men".
func (r *reader) partedSubject(w, h text.TokenID) text.TokenID {
	f := r.trees
	if !f.IsRel(w, "conj", "advcl", "parataxis") || w < h || f.Child(w, "mark", "cc") != text.NoToken || !r.finite(w) {
		return text.NoToken
	}
	start := w
	for start > h && f.Head(start-1) == w && (f.UPOS(start-1) == "AUX" || f.UPOS(start-1) == "ADV") {
		start--
	}
	if start == 0 || r.doc.Word(start-1) != "," {
		return text.NoToken
	}
	for c := start - 3; c > h; c-- {
		if r.doc.Word(c+1) != "," {
			continue
		}
		up := f.Head(c)
		if f.IsRel(c, "conj") && !r.verbBehind(c, w) && f.Child(c, "cc") != text.NoToken && (f.UPOS(c) == "NOUN" || f.UPOS(c) == "PROPN") && up != text.NoToken && (f.UPOS(up) == "NOUN" || f.UPOS(up) == "PROPN") {
			return c
		}
		return text.NoToken
	}
	return text.NoToken
}

// verbBehind says that behind a noun the clause goes on that it stands in: "said 46 people, women and children, were killed, summoned".
func (r *reader) verbBehind(noun, before text.TokenID) bool {
	for v := noun + 1; v < before; v++ {
		if s := r.trees.Child(v, "nsubj", "nsubj:pass"); s != text.NoToken && s < noun {
			return true
		}
	}
	return false
}

// finite says that a verb, or its auxiliary, has a tense.
func (r *reader) finite(w text.TokenID) bool {
	f := r.trees
	tensed := func(x text.TokenID) bool {
		switch f.Morph(x).XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
		return false
	}
	return tensed(w) || slices.ContainsFunc(f.ChildrenBy(w, "aux", "aux:pass"), tensed)
}

// behindRelativeObject gives the root whose verb the tree hangs on the last noun of its relative clause: "Turkey, which backs the
// demand, shelled Kobani". NoToken where there is none.
func (r *reader) behindRelativeObject(w, h text.TokenID) text.TokenID {
	f := r.trees
	if !f.IsRel(w, "acl") || f.IsRel(w, "acl:relcl") || w == 0 || r.doc.Word(w-1) != "," || f.Child(w, "obj") == text.NoToken || f.Child(w, "mark", "aux", "aux:pass") != text.NoToken || f.Morph(w).XPOS == "VBG" {
		return text.NoToken
	}
	for v := h; v != text.NoToken; v = f.Head(v) {
		if f.IsRel(v, "acl:relcl") {
			if n := f.Head(v); n != text.NoToken && f.IsRel(n, "root") && (f.UPOS(n) == "NOUN" || f.UPOS(n) == "PROPN") {
				return n
			}
			return text.NoToken
		}
		if !f.IsRel(v, "obj", "obl", "nmod", "conj") {
			return text.NoToken
		}
	}
	return text.NoToken
}

// swallowed says that a verb is that of the main clause though the tree hangs it on the relative clause of its subject, which
// is the root: "Norway, whose envoy met the rebels, praised Peru".
func (r *reader) swallowed(w, h text.TokenID) bool {
	f := r.trees
	if !f.IsRel(w, "advcl", "conj", "parataxis") || !f.IsRel(h, "acl:relcl") || !r.finite(w) && f.Child(w, "obj") == text.NoToken || f.Child(w, "mark", "cc") != text.NoToken {
		return false
	}
	n := f.Head(h)
	if f.Morph(w).XPOS == "VBG" || n == text.NoToken || !f.IsRel(n, "root") && !(f.IsRel(n, "nsubj") && r.beyondSemicolon(f.Head(n), n)) || f.UPOS(n) != "NOUN" && f.UPOS(n) != "PROPN" || w < h {
		return false
	}
	for at := w - 1; at > h; at-- {
		if r.doc.Word(at) == "," {
			return true
		}
		if f.Head(at) != w || f.UPOS(at) != "ADV" && f.UPOS(at) != "AUX" {
			return false
		}
	}
	return false
}

// asSubject gives the noun that is the subject of a clause, where the tree takes "as" or "when" before it for its preposition:
// "were killed as rebels shelled a town", with rebels and shelled both on killed.
func (r *reader) asSubject(w, h text.TokenID) text.TokenID {
	f := r.trees
	if !f.IsRel(w, "advcl") || w < h || f.Morph(w).XPOS == "VBG" {
		return text.NoToken
	}
	mark, first := f.Child(w, "mark"), f.Edges(w).First
	for _, o := range f.ChildrenBy(h, "obl") {
		m := f.Child(o, "case", "mark")
		switch {
		case r.isTime(o) || o > w:
		case mark != text.NoToken && mark < o && m == text.NoToken && r.inClass(mark, "when_word"):
			return o
		case mark == text.NoToken && f.Edges(o).End == first && m != text.NoToken && r.inClass(m, "when_word"):
			return o
		}
	}
	return text.NoToken
}

// described gives whom a participle behind "as" tells of: "militants, whom it described as backed by Chad". NoToken where the verb above
// takes no object.
func (r *reader) described(w, h text.TokenID) text.TokenID {
	f := r.trees
	if !f.IsRel(w, "advcl", "xcomp", "obl") || f.Morph(w).XPOS != "VBN" || f.UPOS(h) != "VERB" || w < h || r.passive(h) || !r.marked(w, "as") || f.Child(w, "nsubj", "nsubj:pass") != text.NoToken {
		return text.NoToken
	}
	return r.object(h)
}

// aboveThing gives the verb whose act a participle goes on with, where the tree hangs it on a place or a thing that cannot
// do it: "stormed a prison in Ghazni killing four guards". NoToken where the noun may act.
func (r *reader) aboveThing(w, h text.TokenID) text.TokenID {
	f := r.trees
	if f.Morph(w).XPOS != "VBG" || f.UPOS(w) != "VERB" {
		return text.NoToken
	}
	thing := r.isTown(h) && !f.IsRel(h, "nsubj") && !slices.ContainsFunc(r.doc.MentionsAt(h), func(m *text.Mention) bool { return m.Form != text.PlaceMention }) || f.UPOS(h) == "NOUN" && (r.inClass(h, "battle_place") || r.inClass(h, "shell_target")) && len(r.doc.MentionsAt(h)) == 0 && !r.human(h) && !r.inClass(h, "forces")
	if !thing {
		return text.NoToken
	}
	for v := f.Head(h); v != text.NoToken; v = f.Head(v) {
		if f.UPOS(v) == "VERB" {
			return v
		}
		if !f.IsRel(v, "nmod", "obl", "obj", "conj", "appos") {
			break
		}
	}
	return text.NoToken
}

// participial says that a verb is a participle in -ing, or has one for its auxiliary: "having signed".
func (r *reader) participial(w text.TokenID) bool {
	f := r.trees
	return f.Morph(w).XPOS == "VBG" || slices.ContainsFunc(f.ChildrenBy(w, "aux", "aux:pass"), func(a text.TokenID) bool { return f.Morph(a).XPOS == "VBG" })
}

// personAbove gives what a relative pronoun means that the tree hangs on a noun: nothing where "which" would mean people and
// goes on with the clause, and the person whom "who" means, where the tree hangs the clause on the body that he is of: "a member of the
// European Parliament, who visited Jolo".
func (r *reader) personAbove(n, relative text.TokenID) text.TokenID {
	f := r.trees
	if r.lower(relative) == "which" && (r.inClass(n, "people") || slices.ContainsFunc(r.doc.ActorsAt(n), func(a record.Actor) bool { return a.Kind == "person" })) && r.doc.Word(relative-1) == "," {
		return r.bodyAbove(n, relative) // "froze the assets of ten officials, which Cuba criticised"
	}
	if r.lower(relative) == "which" && r.inClass(n, "dignitary") && r.trying != nil && r.trying.trigger.Frame.Type == ontology.Sanction { // "a mission from the League, which suspended Chad"
		if x := r.bodyAbove(n, relative); x != text.NoToken {
			return x
		}
	}
	if word := r.lower(relative); word != "who" && word != "whom" || !f.IsRel(n, "nmod") {
		return n
	}
	if !r.marked(n, "of") {
		return r.whoseClause(n)
	}
	if h := f.Head(n); relative > 0 && r.doc.Word(relative-1) == "," && f.UPOS(n) == "PROPN" && f.IsRel(h, "appos") && f.Head(h) < h {
		return f.Head(h) // "arrested Kizza Besigye, a rival of Yoweri Museveni, who had been abducted"
	}
	if slices.ContainsFunc(r.doc.ActorsAt(n), func(a record.Actor) bool { return a.Kind == "person" || a.Kind == "population" || a.Kind == "group" }) || r.human(n) {
		return n
	}
	if h := f.Head(n); h != text.NoToken && f.UPOS(h) == "NOUN" && (r.human(h) || slices.ContainsFunc(r.doc.ActorsAt(h), func(a record.Actor) bool { return a.Kind == "person" })) {
		return h
	}
	return n
}

// whoseClause gives whom a clause with "who" tells of that the tree hangs on the name of a place: the person or people above it, or what
// the verb above has done to: "killed 15 militants in two raids in Khyber, whom it described as agents".
func (r *reader) whoseClause(n text.TokenID) text.TokenID {
	f := r.trees
	if h := r.whoAbove(n); h != n {
		return h
	}
	if r.doc.PlaceAt(n) == nil || slices.ContainsFunc(r.doc.ActorsAt(n), func(a record.Actor) bool { return a.Kind == "person" }) {
		return n
	}
	h := f.Head(n)
	for ; h != text.NoToken && f.UPOS(h) != "VERB"; h = f.Head(h) {
		if r.human(h) {
			return h
		}
	}
	if h == text.NoToken {
		return n
	}
	if o := f.Child(h, "obj"); o != text.NoToken && o < n && (r.human(o) || r.inClass(o, "people") || r.inClass(o, "fighters")) {
		return o
	}
	return n
}

// ofRelative says that a noun belongs to what a relative clause is about: "whose envoy".
func (r *reader) ofRelative(n text.TokenID) bool {
	return slices.ContainsFunc(r.trees.ChildrenBy(n, "nmod:poss"), func(p text.TokenID) bool { return r.trees.Morph(p).XPOS == "WP$" })
}

// partIn gives whose part a clause with "in" or "at" tells, where the noun right before that has an owner: "thanked Chad for its help in
// arresting a rebel". NoToken elsewhere.
func (r *reader) partIn(w text.TokenID) text.TokenID {
	f := r.trees
	m := f.Child(w, "mark", "case")
	if f.Morph(w).XPOS != "VBG" || m == text.NoToken || m == 0 || m > w || f.UPOS(m-1) != "NOUN" || r.lower(m) != "in" && r.lower(m) != "at" || f.Child(w, "nsubj") != text.NoToken {
		return text.NoToken
	}
	owner := f.Child(m-1, "nmod:poss")
	if owner == text.NoToken || f.UPOS(owner) != "PRON" || len(r.doc.ActorsAt(owner)) > 0 {
		return owner
	}
	if v := f.Head(m - 1); v != text.NoToken && f.UPOS(v) == "VERB" && f.Child(v, "obj") != text.NoToken && f.Child(v, "obj") < m {
		return f.Child(v, "obj") // "praised Iraq for its part in", where nothing else tells whose
	}
	return owner
}

// repaid says that a deed is told of those whom a verb judges or punishes for it: "condemned the rebels for burning villages".
func (r *reader) repaid(w, h text.TokenID) bool {
	f := r.trees
	v := f.Head(h)
	if v == text.NoToken || f.UPOS(v) != "VERB" || !f.IsRel(h, "obj") || !r.marked(w, "for") || !r.participial(w) || len(r.doc.ActorsAt(h)) == 0 && !r.human(h) {
		return false
	}
	return slices.ContainsFunc(r.senses(lexicon.Verb, v), func(t *lexicon.Trigger) bool {
		switch t.Frame.Type {
		case ontology.Accuse, ontology.Support, ontology.Sanction, ontology.Coerce:
			return true
		}
		return false
	})
}

// frontedSubject gives the noun that is the subject of a clause at the head of its sentence, where the tree takes "since" or "after" before
// it for its preposition and the clause for the main one: "After rebels, armed by Chad, took the town, thousands fled". NoToken elsewhere.
func (r *reader) frontedSubject(w text.TokenID) text.TokenID {
	f := r.trees
	if s := r.enacting(w); s != text.NoToken {
		return s
	}
	if !f.IsRel(w, "root") || !r.finite(w) || r.passive(w) || f.Child(w, "obj") == text.NoToken || f.Child(w, "mark") != text.NoToken {
		return text.NoToken
	}
	for _, o := range f.ChildrenBy(w, "obl") {
		m := f.Child(o, "case", "mark")
		if o > w || m == text.NoToken || m > o || m != r.doc.Sentences[r.doc.SentenceOf(w)].Tokens.First || !r.inClass(m, "when_word") || r.isTime(o) || f.Edges(o).End != w {
			continue
		}
		for _, c := range f.ChildrenBy(w, "parataxis", "conj", "ccomp") {
			if c > w && f.Child(c, "nsubj", "nsubj:pass") > w {
				return o
			}
		}
	}
	return text.NoToken
}

// nounInfinitive says that a word behind "to" that the tree takes for a noun is a verb, since it hangs on the noun before it as a clause:
// "President to phone counterpart".
func (r *reader) nounInfinitive(w text.TokenID) bool {
	f := r.trees
	m := f.Child(w, "mark")
	return f.UPOS(w) == "NOUN" && f.IsRel(w, "acl", "xcomp", "advcl") && m != text.NoToken && m+1 == w && r.lower(m) == "to" && f.Child(w, "det", "case") == text.NoToken
}
