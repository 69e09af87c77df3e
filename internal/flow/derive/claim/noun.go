package claim

import (
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// noun tries the frames of a noun: "the claim that", "Russia's threats to", "voiced support for".
func (x *finder) noun(t text.TokenID) {
	frames := x.lex.of(partNoun, x.lemma(t))
	if len(frames) == 0 || x.trees.IsRel(t, "compound", "amod", "nmod:poss") {
		return
	}
	h := x.governor(t)
	light := h != text.NoToken && x.isClass(classLight, h)
	if h != text.NoToken && !light && x.rejects(h) && x.owner(t) == text.NoToken || x.isFalse(t) || x.owner(t) == text.NoToken && x.deniedAs(t) {
		return
	}
	voiced := x.voiced(t)
	for _, f := range frames {
		if voiced.verb != text.NoToken && x.nominalOf(t, voiced, f) {
			return
		}
		if f.Source == sourceLight && !light || f.Source == sourceStress && (h == text.NoToken || !x.isClass(classStress, h)) {
			continue
		}
		var v voice
		source := x.owner(t)
		if b := x.trees.Child(t, "compound"); source == text.NoToken && f.Stance == record.Demand && b != text.NoToken && x.isClass(classOwn, b) && h != text.NoToken && x.rejects(h) {
			source = b // "rejected a government demand"
		}
		if h != text.NoToken && (light || f.Source == sourceStress) && !(source != text.NoToken && (x.rejects(h) || x.theirs(source, t, f))) {
			v = x.voice(h)
			source = v.subject
			if x.isClass(classCaused, h) || f.Stance == record.Warn && x.isClass(classRaise, h) && (x.trees.Morph(h).XPOS == "VBG" || x.lemma(t) == "fear") {
				source = x.from(h, t)
			}
		}
		if source == text.NoToken && f.Stance == record.Demand {
			source = x.caller(t)
		}
		if source == text.NoToken && (f.Kind == kindThink || f.Source != sourceAny) {
			continue
		}
		if source != text.NoToken && !x.canSpeak(source) && !x.isClass(classVague, source) {
			continue
		}
		if x.nominal(t, h, f, source) || x.drawn(t, h, f, source) {
			return
		}
	}
	x.voicedAlone(t, h)
}

// theirs says that a noun behind a light verb has an owner who is known to say what it tells: "shares the assessment of the Red Cross that".
func (x *finder) theirs(owner, noun text.TokenID, f *Frame) bool {
	return f.Source == sourceAny && owner > noun && x.hasMark(owner, "of") && x.knownAt(owner) && x.trees.Child(noun, "acl", "ccomp") > owner
}

// voicedAlone reads "expressed deep concern", with nothing that tells of what: what is expressed is the content.
func (x *finder) voicedAlone(t, h text.TokenID) {
	if h == text.NoToken || !x.isClass(classVoicing, h) || !x.trees.IsRel(t, "obj") {
		return
	}
	var frame *Frame
	for _, f := range x.lex.of(partNoun, x.lemma(t)) {
		if f.Source == sourceLight {
			frame = f
		}
	}
	v := x.voice(h)
	if frame == nil || v.passive || v.subject == text.NoToken || !x.canSpeak(v.subject) || x.trees.Child(t, "nmod", "acl") != text.NoToken {
		return
	}
	r := Relation{
		Frame: frame, Cue: text.TokenRange{First: h, End: h + 1}, Word: t, Source: v.subject, Content: x.phrase(t), Top: t,
		Target: text.NoToken, listen: text.NoToken, Stance: frame.Stance, inner: x.within(t) && !x.quoted(t), Negated: x.negated(h) || x.deniedBy(t), Idle: x.idle(v),
	}
	for k := t + 1; k < x.trees.Edges(t).End; k++ {
		if x.trees.IsRel(k, "conj") && x.trees.Head(k) == t && x.trees.UPOS(k) == "NOUN" {
			r.Content.End = max(r.Content.End, x.trees.Edges(k).End)
		}
	}
	x.add(r)
}

// said is a verb with its subject where the tree takes both for parts of the phrase of a noun.
type said struct{ verb, subject text.TokenID }

// voiced reads "Britain and France voiced concern", where the tree takes the verb for an adjective of the noun at its top.
func (x *finder) voiced(t text.TokenID) said {
	none := said{text.NoToken, text.NoToken}
	if x.trees.Root(t) != t || !x.verbless(t) {
		return none
	}
	for _, m := range x.trees.ChildrenBy(t, "amod") {
		if xpos := x.trees.Morph(m).XPOS; xpos != "VBN" && xpos != "VBD" || !x.isClass(classLight, m) {
			continue
		}
		for _, s := range x.trees.ChildrenBy(t, "compound", "nmod", "amod") {
			if s < m && x.trees.Edges(s).End == m && x.canSpeak(s) {
				return said{m, s}
			}
		}
	}
	return none
}

// nominalOf fills the content of a noun whose verb the tree takes for an adjective.
func (x *finder) nominalOf(t text.TokenID, v said, f *Frame) bool {
	for _, slot := range f.Content {
		c, ok := x.nounSlot(t, text.NoToken, slot)
		if !ok {
			continue
		}
		r := Relation{
			Frame: f, Cue: text.TokenRange{First: v.verb, End: t + 1}, Word: t, Source: v.subject, Content: c.run, Top: c.top,
			Target: text.NoToken, listen: text.NoToken, Stance: f.Stance, inner: x.within(t), Clausal: slot == slotClause || slot == slotThat,
		}
		if c.word == r.Cue.End {
			r.Cue.End++
		}
		x.add(r)
		return true
	}
	return false
}

// drawn reads "the remarks drew criticism from the unions": what drew it is the content.
func (x *finder) drawn(t, h text.TokenID, f *Frame, source text.TokenID) bool {
	if h == text.NoToken || source == text.NoToken || !x.isClass(classCaused, h) {
		return false
	}
	s := x.ownSubject(h)
	if s == text.NoToken || s > h {
		return false
	}
	stance := f.Stance
	for _, o := range x.lex.of(partNoun, x.lemma(t)) {
		if o.Stance == record.Criticize {
			stance = o.Stance
		}
	}
	x.add(Relation{
		Stance: stance,
		Frame:  f, Cue: text.TokenRange{First: h, End: t + 1}, Word: t, Source: source, Content: x.trees.Edges(s), Top: s,
		Target: text.NoToken, listen: text.NoToken, Negated: x.negated(h) || x.deniedBy(t), inner: x.within(t),
	})
	return true
}

// governor gives the verb whose object, or whose subject in the passive, a noun is.
func (x *finder) governor(t text.TokenID) text.TokenID {
	h := x.trees.Head(t)
	if h == text.NoToken || x.trees.UPOS(h) != "VERB" || !x.trees.IsRel(t, "obj", "nsubj:pass", "xcomp", "ccomp") {
		return text.NoToken
	}
	return h
}

// deniedAs says that a noun is what is rejected "as" something: "dismissed as nonsense claims that".
func (x *finder) deniedAs(t text.TokenID) bool {
	for k := range x.relations {
		if r := &x.relations[k]; (r.Top == t || x.trees.Head(r.Top) == t && r.Content.First > t) && r.Stance == record.Deny && r.Word < t {
			return true
		}
	}
	return false
}

// rejects says that a verb has the noun of a claim as its object and denies it.
func (x *finder) rejects(h text.TokenID) bool {
	for _, f := range x.lex.of(partVerb, x.lemma(h)) {
		if f.Content[0] == slotClaim || f.Content[0] == slotDenied || f.Content[0] == slotObj {
			return true
		}
	}
	return false
}

// isFalse says that the text itself calls a claim wrong.
func (x *finder) isFalse(t text.TokenID) bool {
	h := x.trees.Head(t)
	return h != text.NoToken && x.trees.IsRel(t, "nsubj") && x.isClass(classFalse, h)
}

// from gives who is behind what was drawn: "drew criticism from the opposition".
func (x *finder) from(h, t text.TokenID) text.TokenID {
	for _, up := range []text.TokenID{h, t} {
		for _, c := range x.trees.ChildrenBy(up, "obl", "nmod") {
			if x.hasMark(c, "from") && (x.trees.UPOS(c) != "PRON" && x.trees.UPOS(c) != "DET" || x.isClass(classThird, c)) {
				return c
			}
		}
	}
	return text.NoToken
}

// nominal fills the content of a noun.
func (x *finder) nominal(t, verb text.TokenID, f *Frame, source text.TokenID) bool {
	for _, slot := range f.Content {
		c, ok := x.nounSlot(t, verb, slot)
		plural := x.trees.Morph(t).Feat("Number") == "Plur"
		if !ok || slot == "of" && f.Stance == record.Assert && !plural || source == text.NoToken && c.word != text.NoToken && !plural || c.top == source {
			continue
		}
		r := Relation{
			Frame: f, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: source, Content: c.run, Top: c.top,
			Target: text.NoToken, listen: text.NoToken, Stance: f.Stance, inner: x.within(t), Negated: x.deniedBy(t), Clausal: slot == slotClause || slot == slotThat,
		}
		if verb != text.NoToken && (x.isClass(classLight, verb) && source == x.voice(verb).subject || f.Source == sourceStress) {
			v := x.voice(verb)
			r.Cue.First = min(verb, t)
			r.Negated = r.Negated || x.negated(verb)
			r.Idle = x.idle(v)
		}
		if r.Negated && f.Stance == record.Question {
			r.Negated, r.Stance = false, record.Assert // "have no doubt that"
		}
		if c.word == r.Cue.End {
			r.Cue.End++
		}
		if f.Stance == record.Accuse {
			r.Target = x.accused(c.top)
		}
		r.Content = x.withoutCaller(r.Content, source)
		x.add(r)
		return true
	}
	return false
}

// caller gives who calls for something, behind "from": "calls for restraint from China and Iran".
func (x *finder) caller(t text.TokenID) text.TokenID {
	for _, n := range append([]text.TokenID{t}, x.trees.ChildrenBy(t, "nmod")...) {
		for _, c := range x.trees.ChildrenBy(n, "nmod") {
			if c > n && x.hasMark(c, "from") && x.canSpeak(c) && x.trees.UPOS(c) == "PROPN" {
				return c
			}
		}
	}
	return text.NoToken
}

// withoutCaller ends what is called for before "from" and who calls for it.
func (x *finder) withoutCaller(r text.TokenRange, source text.TokenID) text.TokenRange {
	if source == text.NoToken || !r.Has(source) || source == r.First {
		return r
	}
	if first := x.trees.Edges(source).First; first > r.First && x.lower(first) == "from" {
		r.End = first
	}
	return r
}

// accused gives who did what an allegation tells: its subject, or who follows with "by" or "against".
func (x *finder) accused(top text.TokenID) text.TokenID {
	if s := x.trees.Child(top, "nsubj"); s != text.NoToken {
		return s
	}
	for _, c := range x.trees.ChildrenBy(top, "nmod", "obl") {
		if x.hasMark(c, "by") {
			return c
		}
	}
	return text.NoToken
}

func (x *finder) nounSlot(t, verb text.TokenID, slot string) (content, bool) {
	trees := x.trees
	above := []text.TokenID{t}
	if verb != text.NoToken && (verb < t || x.trees.Child(verb, "aux:pass") != text.NoToken) { // also "concern was expressed over"
		above = append(above, verb)
	}
	if slot == slotClause { // "a demand by the front that it hand over its chief"
		for _, by := range trees.ChildrenBy(t, "nmod") {
			if c := trees.Child(by, "acl"); x.hasMark(by, "by") && c > by && x.thatClause(c) && trees.Child(c, "nsubj") > x.thatOf(c) && trees.Child(c, "obj", "obl", "xcomp", "ccomp") > c {
				return x.plain(c, t)
			}
		}
	}
	if slot == slotTo { // "the appeal of the Union to both parties to refrain"
		for _, to := range trees.ChildrenBy(t, "nmod") {
			if c := trees.Child(to, "acl"); to > t && x.hasMark(to, "to") && c > to && x.infinitive(c) && x.canSpeak(to) {
				return x.plain(c, t)
			}
		}
	}
	for _, h := range above {
		for _, c := range trees.Children(h) {
			if c <= t {
				continue
			}
			switch slot {
			case slotClause, slotThat:
				if trees.IsRel(c, "acl", "ccomp", "advcl") && x.thatClause(c) && !x.takesUp(t, c) && !trees.IsRel(x.thatOf(c), "nsubj", "obj") {
					return x.plain(c, t)
				}
			case slotTo:
				if trees.IsRel(c, "acl", "xcomp", "advcl") && x.infinitive(c) && (h == t || trees.IsRel(c, "xcomp") || trees.Edges(c).First == t+1) {
					return x.plain(c, t)
				}
			default:
				if trees.IsRel(c, "nmod", "obl", "acl", "advcl") && x.hasMark(c, slot) && !x.infinitive(c) {
					r := x.run(c, t)
					if x.lower(r.First) == slot && r.Len() > 1 && (h == t || r.First == t+1 || h > t && r.First > h) && !((slot == "at" || slot == "in" || slot == "of") && x.isName(c)) {
						return content{top: c, run: text.TokenRange{First: r.First + 1, End: r.End}, word: r.First}, true
					}
				}
			}
		}
	}
	return content{}, false
}

// takesUp says that "that" behind a noun that takes up what was said before stands for the noun: ", an appeal that the bishop did not echo".
func (x *finder) takesUp(t, clause text.TokenID) bool {
	d := x.trees.Child(t, "det")
	if d == text.NoToken || d == 0 || !x.isClass(classArticle, d) || x.lower(d) == "the" || !x.breaks(d-1) || x.trees.UPOS(clause) != "VERB" {
		return false
	}
	return x.trees.Child(clause, "obj", "ccomp", "xcomp", "obl", "aux:pass") == text.NoToken && x.trees.Edges(clause).End <= clause+2
}

func (x *finder) isName(t text.TokenID) bool {
	return x.doc.NameAt(t) != nil || len(x.doc.MentionsAt(t)) > 0
}

func (x *finder) thatOf(c text.TokenID) text.TokenID { return x.trees.Child(c, "mark") }

// adjective tries the frames of an adjective: "is confident that".
func (x *finder) adjective(t text.TokenID) {
	frames := x.lex.of(partAdjective, x.lower(t))
	if len(frames) == 0 || x.trees.IsRel(t, "amod") || len(x.relations) > 0 && x.relations[len(x.relations)-1].Cue.Has(t) {
		return
	}
	trees := x.trees
	source := x.subject(t, 0)
	if source == text.NoToken || trees.UPOS(source) != "PRON" && !x.canSpeak(source) {
		return
	}
	for _, f := range frames {
		for _, c := range trees.ChildrenBy(t, "ccomp", "advcl", "xcomp", "acl", "csubj", "obl") {
			run, ok := x.adjectival(t, c, f)
			if !ok {
				continue
			}
			v := voice{word: t, subject: source, object: text.NoToken}
			x.add(Relation{
				Frame: f, Cue: text.TokenRange{First: t, End: t + 1}, Word: t, Source: source, Content: run, Top: c,
				Target: text.NoToken, listen: text.NoToken, Stance: f.Stance, inner: x.within(t),
				Negated: x.negated(t), Idle: x.idle(v) || x.lower(source) == "it", Clausal: f.Content[0] == slotClause,
			})
			return
		}
	}
}

// adjectival gives the content of an adjective where a dependent is it.
func (x *finder) adjectival(t, c text.TokenID, f *Frame) (text.TokenRange, bool) {
	if c < t {
		return text.TokenRange{}, false
	}
	for _, slot := range f.Content {
		switch {
		case slot == slotClause:
			if !x.trees.IsRel(c, "obl") && x.finite(c) && (x.thatClause(c) || x.trees.IsRel(c, "ccomp")) {
				return x.run(c, t), true
			}
		case x.trees.IsRel(c, "obl") && x.hasMark(c, slot):
			return x.bare(c), true
		}
	}
	return text.TokenRange{}, false
}
