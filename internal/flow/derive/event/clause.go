package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/text"
)

// passive says that the surface subject of a verb is what the act is done to.
func (r *reader) passive(w text.TokenID) bool {
	f := r.trees
	if f.Child(w, "aux:pass") != text.NoToken {
		return true
	}
	m := f.Morph(w)
	if (m.XPOS == "VBN" || m.XPOS == "VBD") && f.Child(w, "obj", "iobj", "aux", "ccomp") == text.NoToken && f.IsRel(w, "root", "parataxis") && r.inClass(w, "transitive") && r.endsThere(w) && !r.inRow(w) {
		return true // headline: "Japan accused of spying"
	}
	if f.Child(w, "nsubj:pass", "csubj:pass") != text.NoToken {
		return m.XPOS != "VBD"
	}
	if m.XPOS == "VBD" && (r.parted(w) || r.goesOnPassive(w)) {
		return true
	}
	if m.XPOS != "VBN" || f.Child(w, "aux") != text.NoToken {
		return false
	}
	switch {
	case f.IsRel(w, "acl:relcl"):
		return false
	case f.IsRel(w, "acl", "amod", "advcl"):
		return f.Child(w, "nsubj", "obj") == text.NoToken
	case f.IsRel(w, "conj") && f.Child(w, "nsubj") == text.NoToken:
		return r.passive(f.Head(w)) && !(r.inClass(w, "own_will") && f.Child(w, "xcomp") != text.NoToken) // "was shocked and promised to go"
	case f.IsRel(w, "xcomp"): // "counted 48 killed", "had two aides arrested"
		return f.Child(w, "obj", "iobj", "ccomp", "mark") == text.NoToken && f.UPOS(f.Head(w)) == "VERB" &&
			(f.Child(w, "nsubj") != text.NoToken || f.Child(f.Head(w), "obj") != text.NoToken)
	case f.IsRel(w, "root", "parataxis"): // headlines: "Five soldiers killed in ambush"
		return f.Child(w, "obj", "iobj", "ccomp", "xcomp") == text.NoToken && f.Child(w, "nsubj") != text.NoToken && !r.intransitive(w)
	}
	return false
}

// intransitive says that the lexicon has a verb with an object in few of its senses: "the two armies clashed".
func (r *reader) intransitive(w text.TokenID) bool {
	all := r.lexicon.Triggers(lexicon.Verb, lowerLemma(r.trees.Lemma(w)))
	with := 0
	for _, t := range all {
		if slices.ContainsFunc(t.Roles, func(o lexicon.Role) bool { return slices.Contains(o.Slots, lexicon.Obj) }) ||
			slices.ContainsFunc(t.When, func(c lexicon.Condition) bool { return !c.Not && slices.Contains(c.Slots, lexicon.Obj) }) {
			with++
		}
	}
	return 3*with < len(all)
}

// parted says that a participle that the tree takes for a past stands between commas behind its noun, without an object:
// "Mali, suspended from the union, appealed".
func (r *reader) parted(w text.TokenID) bool {
	f := r.trees
	end := f.Edges(w).End
	if !f.IsRel(w, "acl") || f.IsRel(w, "acl:relcl") || w == 0 || r.doc.Word(w-1) != "," || int(end) >= len(r.doc.Tokens) || r.doc.Word(end) != "," {
		return false
	}
	return f.Child(w, "obj", "iobj", "nsubj", "aux", "ccomp", "xcomp", "cc", "compound:prt", "conj") == text.NoToken && (r.inClass(w, "transitive") || r.inClass(w, "ousting"))
}

// endsThere says that no noun phrase begins right behind a verb.
func (r *reader) endsThere(w text.TokenID) bool {
	next := w + 1
	if int(next) >= len(r.doc.Tokens) || r.doc.SentenceOf(next) != r.doc.SentenceOf(w) {
		return true
	}
	switch r.trees.UPOS(next) {
	case "DET", "NUM", "NOUN", "PROPN", "PRON", "ADJ":
		return false
	}
	return true
}

// misread says that a finite verb hangs before a noun as if it modified it ("Kenya voiced concern"): a slip of trees
// that is mended by what stands before and behind it.
func (r *reader) misread(w text.TokenID) bool {
	f := r.trees
	if !f.IsRel(w, "amod", "compound") || f.UPOS(w) != "VERB" || f.Head(w) < w {
		return false
	}
	switch f.Morph(w).XPOS {
	case "VBD", "VBZ", "VBP", "VB":
		return r.before(w) != text.NoToken
	case "VBN":
		if r.perfect(w) {
			return true
		}
		s := f.Child(w, "nsubj", "compound")
		return s != text.NoToken && (f.IsRel(s, "nsubj") || f.IsRel(f.Head(w), "root") && (f.UPOS(s) == "PROPN" || f.Child(s, "det") != text.NoToken))
	}
	return false
}

// perfect says that a participle right behind "have" is its verb though the tree hangs it on the object: "Qatar and Bahrain
// have resumed relations".
func (r *reader) perfect(w text.TokenID) bool {
	f := r.trees
	h := f.Head(f.Head(w))
	return h != text.NoToken && h == w-1 && strings.EqualFold(f.Lemma(h), "have") && f.IsRel(f.Head(w), "obj") && f.Child(h, "nsubj") != text.NoToken
}

// before gives the noun that a misread verb has before it: what hangs on it, or the root of a headline without a verb
// ("UAE and Egypt sign gas accord").
func (r *reader) before(w text.TokenID) text.TokenID {
	f := r.trees
	if r.perfect(w) {
		return r.antecedent(f.Child(f.Head(f.Head(w)), "nsubj"), f.Head(f.Head(w)))
	}
	if s := f.Child(w, "nsubj", "compound", "nmod", "amod"); s != text.NoToken && f.Morph(w).XPOS != "VB" {
		return s
	}
	if root := f.Root(w); root < w && (f.UPOS(root) == "PROPN" || f.UPOS(root) == "NOUN") && f.Head(f.Head(w)) == root {
		return root
	}
	return text.NoToken
}

// subject gives the head of who does what a verb or predicate says.
func (r *reader) subject(w text.TokenID) text.TokenID {
	if r.isTaken(w) {
		return r.takenFor(r.doc.SentenceOf(w)).subject
	}
	if r.misread(w) {
		return r.before(w)
	}
	if !r.passive(w) {
		return r.surface(w, 0)
	}
	for _, v := range append([]text.TokenID{w}, r.trees.ChildrenBy(w, "xcomp")...) { // "was shot dead by troops"
		for _, c := range r.trees.ChildrenBy(v, "obl", "nmod") { // "was called a kidnapping by Latvia"
			if r.marked(c, "by") && !r.isTime(c) {
				return c
			}
		}
	}
	if o := r.receiving(w); o != text.NoToken { // "were denied visas by Peru"
		for _, by := range r.trees.ChildrenBy(o, "nmod") {
			if r.marked(by, "by") && !r.isTime(by) {
				return by
			}
		}
		return text.NoToken // "was refused permission" does not refuse
	}
	for _, c := range r.trees.ChildrenBy(w, "obl") { // "was flown out at gunpoint by soldiers"
		for _, by := range r.trees.ChildrenBy(c, "nmod") {
			if c > w && r.marked(by, "by") && !r.isTime(by) && r.actAt(c) == nil {
				return by
			}
		}
	}
	if r.trying != nil && r.trying.at == w && !hasObject(r.trying.trigger) { // "the prime minister resigned" cannot be a passive
		return r.surface(w, 0)
	}
	return r.ordered(w)
}

// hasObject says that a sense of a verb takes an object.
func hasObject(t *lexicon.Trigger) bool {
	for i := range t.Roles {
		if slices.Contains(t.Roles[i].Slots, lexicon.Obj) {
			return true
		}
	}
	return slices.ContainsFunc(t.When, func(c lexicon.Condition) bool { return !c.Not && slices.Contains(c.Slots, lexicon.Obj) })
}

// behindThat says that "that" opens a clause with a noun, so that it is no object of the verb above.
func (r *reader) behindThat(o text.TokenID) bool {
	first := r.trees.Edges(o).First
	return first > 0 && r.lower(first-1) == "that" && r.trees.IsRel(first-1, "mark")
}

// object gives the head of what a verb is done to.
func (r *reader) object(w text.TokenID) text.TokenID {
	f := r.trees
	if r.isTaken(w) {
		return r.takenFor(r.doc.SentenceOf(w)).object
	}
	if r.misread(w) {
		return f.Head(w)
	}
	if r.passive(w) {
		if o := r.receiving(w); o != text.NoToken {
			return o
		}
		return r.surface(w, 0)
	}
	if all := f.ChildrenBy(w, "obj"); len(all) > 0 {
		o := all[0]
		if x := f.Child(w, "xcomp"); x == o+1 && f.Morph(x).XPOS == "VBG" && r.inClass(x, "frontier") { // "closed its land crossing"
			return x
		}
		if i := f.Child(w, "iobj"); i != text.NoToken && r.inClass(w, "naming") { // "called him a traitor"
			return r.antecedent(i, w)
		}
		if len(all) == 2 && r.trying != nil && r.trying.at == w && r.trying.trigger.Role('R') != nil && slices.Contains(r.trying.trigger.Role('R').Slots, lexicon.Iobj) {
			o = all[1] // "granted the government a loan"
		}
		if c := r.captive(o); c != text.NoToken {
			return c
		}
		if what := r.whatNamed(o); what != text.NoToken {
			return what
		}
		if thing := r.given(o); thing != text.NoToken && r.trying != nil && r.trying.at == w {
			return thing
		}
		return r.antecedent(o, w)
	}
	if o := f.Child(w, "iobj"); o != text.NoToken && !r.behindThat(o) { // "urged Kabul to act": trees differ on whether Kabul is obj or iobj
		return r.antecedent(o, w)
	}
	if o := r.beforeInfinitive(w); o != text.NoToken {
		return r.antecedent(o, w)
	}
	if o := r.particleObject(w); o != text.NoToken {
		return o
	}
	if o := r.robbed(w); o != text.NoToken {
		return o
	}
	if x := f.Child(w, "xcomp"); x == w+1 && f.UPOS(x) == "PROPN" && f.Child(x, "case", "cop", "nsubj") == text.NoToken {
		return x // "jets struck Barmal", where the name is taken for a predicate
	}
	if x := f.Child(w, "xcomp"); x == w+1 && f.Morph(x).XPOS == "VB" && f.Child(x, "mark") == text.NoToken { // "let go two hostages"
		if o := f.Child(x, "obj"); o > x {
			return o
		}
	}
	for _, c := range f.ChildrenBy(w, "obl") { // "killed at least 12 people", where "at least" is taken for a preposition
		if c < w || f.UPOS(c) != "NOUN" || f.Child(c, "case") != text.NoToken || r.isTime(c) {
			continue
		}
		if f.Child(c, "nummod") != text.NoToken || f.Edges(c).First == w+2 && f.IsRel(w+1, "compound:prt") && f.Head(w+1) == w { // "shot down a drone"
			return c
		}
	}
	if o := r.sharedObject(w); o != text.NoToken {
		return o
	}
	// "the city that Russia shelled", "the city Russia shelled"
	if f.IsRel(w, "acl:relcl") && f.Child(w, "nsubj") != text.NoToken && f.Child(w, "advmod", "xcomp", "ccomp", "cop") == text.NoToken {
		if s := f.Child(w, "nsubj"); !r.relative(s) && !r.hasStrandedCase(w) && !r.ofRelative(s) {
			return f.Head(w)
		}
	}
	return text.NoToken
}

// relative says that a word is a relative pronoun.
func (r *reader) relative(w text.TokenID) bool {
	if w == text.NoToken {
		return false
	}
	switch r.trees.Morph(w).XPOS {
	case "WP", "WDT":
		return true
	}
	// "an idea that Baku brushed aside", with "that" read as a conjunction
	f := r.trees
	if r.lower(w) != "that" || f.Morph(w).XPOS != "IN" || !f.IsRel(w, "obj", "nsubj", "nsubj:pass") {
		return false
	}
	v := f.Head(w)
	return f.IsRel(v, "acl:relcl") && f.UPOS(f.Head(v)) == "NOUN"
}

// antecedent gives what a relative pronoun stands for in the clause of verb w, any other word as it is.
func (r *reader) antecedent(x, w text.TokenID) text.TokenID {
	if !r.relative(x) {
		return x
	}
	for ; w != text.NoToken; w = r.trees.Head(w) {
		if r.trees.IsRel(w, "acl:relcl", "acl") {
			if r.trees.Head(w) > x {
				return r.nounBefore(x)
			}
			if v := r.deedMeant(w, x); v != text.NoToken {
				return v
			}
			if n := r.forceAbove(r.trees.Head(w), w); n != text.NoToken {
				return n
			}
			return r.member(r.personAbove(r.trees.Head(w), x))
		}
		if r.trees.IsRel(w, "advcl:relcl") { // the tree hangs it on the verb above the noun that it tells of
			return r.nounBefore(r.trees.Edges(w).First)
		}
		if h := r.trees.Head(w); r.trees.IsRel(w, "conj") && (r.trees.UPOS(h) == "NOUN" || r.trees.UPOS(h) == "PROPN") && h < x {
			return r.member(r.personAbove(h, x)) // "Jean Bo, who fled, and who vowed to return", with vowed on Bo
		}
		if !r.trees.IsRel(w, "conj", "xcomp", "ccomp") {
			break
		}
	}
	return text.NoToken
}

// nounBefore gives the noun or name that ends right before a word, a comma left out; NoToken where another word does.
func (r *reader) nounBefore(w text.TokenID) text.TokenID {
	for w--; w >= 0 && r.doc.Word(w) == ","; w-- {
	}
	if w < 0 || r.trees.UPOS(w) != "NOUN" && r.trees.UPOS(w) != "PROPN" {
		return text.NoToken
	}
	for h := r.trees.Head(w); h != text.NoToken && h < w && r.trees.IsRel(w, "flat", "compound"); h = r.trees.Head(w) {
		w = h
	}
	return w
}

// maxChain bounds the way from a verb to the subject that it shares.
const maxChain = 12

// nearer gives the subject of a clause that a semicolon parts from the verb above, where a verb goes on with that clause:
// "They marched; police fired and arrested ten", with arrested on marched.
func (r *reader) nearer(w, above text.TokenID) text.TokenID {
	found, parted := text.NoToken, false
	for t := above + 1; t < w; t++ {
		switch {
		case r.doc.Word(t) == ";":
			found, parted = text.NoToken, true
		case parted && r.trees.IsRel(t, "nsubj") && found == text.NoToken:
			found = r.openedBy(t)
		}
	}
	return found
}

// stranded says that a verb was hung on one that it cannot be coordinated with, so that it would take a subject that is
// not its own: "killing" on "accused" in "accused them of bombing homes and killing ten".
func (r *reader) stranded(w text.TokenID) bool {
	f := r.trees
	h := f.Head(w)
	if !f.IsRel(w, "conj") || f.UPOS(w) != "VERB" || f.UPOS(h) != "VERB" || f.Child(w, "cc") == text.NoToken ||
		f.Child(w, "aux", "aux:pass", "nsubj", "nsubj:pass", "mark") != text.NoToken {
		return false
	}
	form, above := f.Morph(w).XPOS, f.Morph(h).XPOS
	if r.inClass(w, "unchanging") {
		return false // "closed its airspace and shut the crossing"
	}
	return (form == "VBG" || form == "VB") && (above == "VBD" || above == "VBZ" || above == "VBN")
}

// surface gives the head of the surface subject of a predicate, its own or the one it shares by coordination, control,
// raising, participle or reduced relative; NoToken where there is none.
func (r *reader) surface(w text.TokenID, depth int) text.TokenID {
	f := r.trees
	if depth > maxChain {
		return text.NoToken
	}
	if o := r.wasDone(w); o != text.NoToken {
		return o
	}
	if s := r.nearestSubject(w); s != text.NoToken {
		if c := f.Child(s, "compound"); c != text.NoToken && s == w-2 && r.doc.Word(w-1) == "-" { // "North Korea test-fired"
			return c
		}
		return r.antecedent(s, w)
	}
	if s := r.adjacent(w); s != text.NoToken && depth == 0 {
		return s
	}
	if s := r.behindTime(w); s != text.NoToken {
		return s
	}
	h := f.Head(w)
	if h == text.NoToken {
		return r.frontedSubject(w)
	}
	if v := w - 1; v >= 0 && f.Head(v) == w && f.IsRel(v, "advcl") && f.Morph(w).XPOS == "VBN" && f.Child(v, "nsubj") != text.NoToken {
		return r.antecedent(f.Child(v, "nsubj"), v) // "while Kenya remains committed", with remains below
	}
	switch {
	case r.charged(w, h):
		return r.charge(h, depth)
	case r.swallowed(w, h):
		return f.Head(h)
	case r.behindRelativeObject(w, h) != text.NoToken:
		return r.behindRelativeObject(w, h)
	case r.partedSubject(w, h) != text.NoToken:
		return r.partedSubject(w, h)
	case r.asSubject(w, h) != text.NoToken:
		return r.asSubject(w, h)
	case r.beyondName(w, h) != text.NoToken:
		return r.surface(r.beyondName(w, h), depth+1)
	case r.described(w, h) != text.NoToken:
		return r.described(w, h)
	case r.partIn(w) != text.NoToken:
		return r.partIn(w)
	case r.besideTrue(w, h) != text.NoToken:
		return r.surface(r.besideTrue(w, h), depth+1)
	case f.IsRel(w, "conj"):
		if f.UPOS(h) == "NOUN" && f.UPOS(w) == "VERB" && !r.predicate(h) {
			return text.NoToken
		}
		if s := r.beforeSpeech(w, h); s != text.NoToken {
			return s
		}
		if v := r.besideSaid(w, h); v != text.NoToken {
			return r.surface(v, depth+1)
		}
		if s := r.opener(w, h); s != text.NoToken {
			return s
		}
		if s := r.orphan(w, h); s != text.NoToken {
			return s
		}
		if s := r.nearer(w, h); s != text.NoToken {
			return s
		}
		if s := r.afterSemicolon(h, w); s != text.NoToken && f.IsRel(s, "appos") {
			return s
		}
		if v := r.behindRelative(w, h); v != text.NoToken {
			return r.surface(v, depth+1)
		}
		return r.surface(h, depth+1)
	case f.IsRel(w, "xcomp"):
		return r.controller(w, h, depth)
	case r.raised(w, h):
		return r.surface(h, depth+1)
	case f.IsRel(w, "acl:relcl"):
		return r.member(h)
	case r.headline(w):
		return h
	case f.IsRel(w, "acl"):
		if v := f.Head(h); v != text.NoToken && f.IsRel(h, "obj", "iobj") && f.UPOS(v) == "VERB" && r.marked(w, "of") && r.participial(w) && r.accuses(v) && !r.inClass(h, "deed") {
			return h // "accused the company of violating the law"
		}
		if r.repaid(w, h) {
			return h
		}
		if o := r.punishedFor(w, h); o != text.NoToken {
			return o
		}
		if r.marked(w, "to") && f.IsRel(h, "root") && f.UPOS(h) == "PROPN" && w > h { // a headline: "Kenya to send police to Haiti"
			return h
		}
		if v := r.foremost(w, h); v != text.NoToken {
			return r.surface(v, depth+1)
		}
		if r.marked(w, "to") || r.prepositionMark(w) || r.lexicon.In("message", lowerLemma(f.Lemma(h))) {
			return r.holder(h, depth)
		}
		if v := r.aboveThing(w, h); v != text.NoToken {
			return r.surface(v, depth+1)
		}
		return r.member(h)
	case f.IsRel(w, "advcl") && r.marked(w, "to") && f.UPOS(h) == "VERB":
		if o := f.Child(h, "obj", "iobj"); o != text.NoToken && o < w && r.commands(h) {
			return r.antecedent(o, h)
		}
		return r.surface(h, depth+1)
	case f.IsRel(w, "advcl") && r.ofNoun(w) != text.NoToken:
		return r.ofNoun(w)
	case f.IsRel(w, "advcl") && r.besideSpeech(w, h) != text.NoToken:
		return r.surface(r.besideSpeech(w, h), depth+1)
	case f.IsRel(w, "advcl"):
		if v := r.besideAim(w, h); v != text.NoToken {
			return r.surface(v, depth+1)
		}
		return r.surface(h, depth+1)
	case f.IsRel(w, "ccomp") && r.seen(w, h) != text.NoToken:
		return r.seen(w, h)
	case f.IsRel(w, "ccomp") && r.inserted(w, h) != text.NoToken:
		return r.inserted(w, h)
	case f.IsRel(w, "ccomp") && (f.Morph(w).XPOS == "VBG" || f.Child(w, "expl") != text.NoToken): // "denied shelling", "said it was willing to"
		return r.surface(h, depth+1)
	case f.IsRel(w, "obj", "obl") && (f.UPOS(w) == "VERB" || r.onlyVerb(w)):
		return r.surface(h, depth+1)
	case f.IsRel(w, "parataxis") && w > h && f.UPOS(w) == "VERB" && f.UPOS(h) == "VERB" && r.doc.Word(f.Edges(w).First) == ",": // "raided a house, beat its owner and left"
		return r.surface(h, depth+1)
	}
	return text.NoToken
}

// seen gives who does what a bare infinitive tells behind an object: "the week saw Chad close its border". NoToken elsewhere.
func (r *reader) seen(w, h text.TokenID) text.TokenID {
	f := r.trees
	if o := f.Child(h, "obj"); f.Morph(w).XPOS == "VB" && f.Child(w, "mark") == text.NoToken && o != text.NoToken && o > h && o < w {
		return o
	}
	return text.NoToken
}

// foremost gives the verb or predicate whose subject does what an infinitive behind "the first" or "the only" tells: "Russia
// became the first country to recognise it", "Cuba was the last to leave". It is NoToken elsewhere.
func (r *reader) foremost(w, h text.TokenID) text.TokenID {
	f := r.trees
	if !r.marked(w, "to") {
		return text.NoToken
	}
	ranked := r.lexicon.In("foremost", r.lower(h)) || slices.ContainsFunc(f.ChildrenBy(h, "amod"), func(a text.TokenID) bool { return r.lexicon.In("foremost", r.lower(a)) })
	switch v := f.Head(h); {
	case !ranked:
	case f.Child(h, "cop") != text.NoToken:
		return h
	case v != text.NoToken && f.IsRel(h, "xcomp", "obj") && r.lexicon.In("becoming", lowerLemma(f.Lemma(v))):
		return v
	}
	return text.NoToken
}

// commands says that the object of a verb is who shall do what the infinitive behind it says.
func (r *reader) commands(v text.TokenID) bool {
	if r.inClass(v, "causing") {
		return true
	}
	for _, t := range r.lexicon.Triggers(lexicon.Verb, lowerLemma(r.trees.Lemma(v))) {
		if c := t.Role('C'); c != nil && slices.Contains(c.Slots, lexicon.Xcomp) && t.Role('R') != nil && slices.Contains(t.Role('R').Slots, lexicon.Obj) {
			return true
		}
	}
	return false
}

// adjacent gives the noun right before a finite verb that has no subject in the tree though it has no "and" either: "a
// day after the presidents signed a treaty", where the presidents hang elsewhere.
func (r *reader) adjacent(w text.TokenID) text.TokenID {
	f := r.trees
	if tag := f.Morph(w).XPOS; tag != "VBD" && tag != "VBZ" && tag != "VBP" || !f.IsRel(w, "conj", "advcl", "root", "parataxis", "acl") || f.IsRel(w, "acl:relcl") {
		return text.NoToken
	}
	first := r.doc.Sentences[r.doc.SentenceOf(w)].Tokens.First
	at := w - 1
	for at >= first && (f.UPOS(at) == "ADV" || f.UPOS(at) == "AUX") && f.Head(at) == w {
		at--
	}
	if at < first || f.UPOS(at) != "NOUN" && f.UPOS(at) != "PROPN" || r.isTime(at) {
		return text.NoToken
	}
	// The head of the phrase that ends here: up while what stands above lies before the verb and is a noun as well.
	for h := f.Head(at); h != text.NoToken && h < w && (f.UPOS(h) == "NOUN" || f.UPOS(h) == "PROPN") && !r.isTime(h); h = f.Head(h) {
		at = h
	}
	if f.IsRel(at, "obj") || f.Head(at) == w {
		return text.NoToken
	}
	return at
}

// behindTime gives the subject that the tree takes for one phrase with a time or a place before it: "On Sunday Russian
// guards rammed a tug", "In Toronto Tamils blocked a road".
func (r *reader) behindTime(w text.TokenID) text.TokenID {
	f := r.trees
	if f.UPOS(w) != "VERB" || r.passive(w) {
		return text.NoToken
	}
	for _, o := range f.ChildrenBy(w, "obl") {
		m := f.Child(o, "case")
		if o > w || m == text.NoToken || m+1 >= o || f.UPOS(o) != "NOUN" && f.UPOS(o) != "PROPN" || r.isTime(o) {
			continue
		}
		first := m + 1
		if f.UPOS(first) == "PROPN" && f.Head(first) == o && f.IsRel(first, "compound", "nmod", "amod") && (r.isTime(first) || r.isTown(first)) {
			return o
		}
	}
	return text.NoToken
}

// isTown says that a word names a place that is no state.
func (r *reader) isTown(w text.TokenID) bool {
	p := r.doc.PlaceAt(w)
	return p != nil && p.Where.Precision != "country"
}

// ofNoun gives the noun right before a participle without a comma, whose act it is though it hangs on the verb: "the
// coalition fighting the Houthis".
func (r *reader) ofNoun(w text.TokenID) text.TokenID {
	f := r.trees
	if f.Morph(w).XPOS != "VBG" || w == 0 || f.Child(w, "mark", "case", "nsubj") != text.NoToken || r.doc.SentenceOf(w) != r.doc.SentenceOf(w-1) {
		return text.NoToken
	}
	n := w - 1
	if f.UPOS(n) != "NOUN" || r.isTime(n) || !f.IsRel(n, "obl", "nmod") {
		return text.NoToken
	}
	return n
}

// besideSpeech gives the verb whose act a participle goes on with, where it hangs on an inserted "X said": "forces shelled
// towns, Yerevan said, killing 49 soldiers".
func (r *reader) besideSpeech(w, h text.TokenID) text.TokenID {
	f := r.trees
	if f.Morph(w).XPOS != "VBG" || !r.inClass(h, "saying") || r.inClass(w, "saying") || f.Child(w, "mark") != text.NoToken { // "told reporters after meeting the king"
		return text.NoToken
	}
	quoted := func(c text.TokenID) bool { return r.doc.QuotationAt(c) != nil && r.doc.QuotationAt(w) == nil } // who is quoted says so, thanking somebody
	for _, c := range f.ChildrenBy(h, "ccomp", "parataxis") {
		if c < w && f.UPOS(c) == "VERB" && !quoted(c) {
			return c
		}
	}
	if up := f.Head(h); up != text.NoToken && f.IsRel(h, "parataxis") && f.UPOS(up) == "VERB" && !quoted(up) {
		return up
	}
	return text.NoToken
}

// charged says that a participle with "of", "for", "from", "into" or "against" tells what the object of the verb above it did or shall do:
// "accused Iran of arming rebels", "talked Chad into leaving", "warned Serbia against shelling it".
func (r *reader) charged(w, h text.TokenID) bool {
	f := r.trees
	if !r.participial(w) || f.UPOS(h) != "VERB" && f.Child(h, "obj") == text.NoToken || !f.IsRel(w, "advcl", "acl", "obl", "ccomp", "xcomp") {
		return false
	}
	return r.marked(w, "of") || r.marked(w, "for") || r.marked(w, "from") || r.marked(w, "into") || r.marked(w, "against") || r.marked(w, "with") && r.inClass(h, "with_deed")
}

// accuses says that a verb takes what its object did behind "of".
func (r *reader) accuses(v text.TokenID) bool {
	for _, t := range r.senses(lexicon.Verb, v) {
		if c := t.Role('C'); c != nil && slices.Contains(c.Slots, "of") {
			return true
		}
	}
	return false
}

// charge gives the object of a verb of accusing, or its surface subject where it is passive.
func (r *reader) charge(h text.TokenID, depth int) text.TokenID {
	f := r.trees
	if r.passive(h) {
		return r.surface(h, depth+1)
	}
	if o := f.Child(h, "obj", "iobj"); o != text.NoToken {
		return r.antecedent(o, h)
	}
	return r.surface(h, depth+1)
}

func (r *reader) predicate(w text.TokenID) bool {
	return r.trees.Child(w, "cop", "nsubj") != text.NoToken
}

func (r *reader) prepositionMark(w text.TokenID) bool {
	return slices.ContainsFunc(r.trees.ChildrenBy(w, "mark"), func(m text.TokenID) bool { return r.lower(m) != "that" })
}

// controller gives the subject of an infinitive below a governing word: its object where it has one ("urged Kabul to
// act"), else its subject ("agreed to meet").
func (r *reader) controller(w, h text.TokenID, depth int) text.TokenID {
	f := r.trees
	if f.UPOS(h) == "VERB" && !r.passive(h) && !r.lexicon.In("subject_control", f.Lemma(h)) {
		if o := f.Child(h, "obj", "iobj"); o != text.NoToken && o < w {
			if r.reflexive(o) && f.Morph(w).XPOS == "VBN" { // "the envoys found themselves expelled"
				return r.surface(h, depth+1)
			}
			return r.antecedent(o, h)
		}
		for _, c := range f.ChildrenBy(h, "obl") { // "called on Kabul to act", "appealed to Kabul to act"
			if c < w && (r.marked(c, "on") || r.marked(c, "upon") || r.marked(c, "to") || r.marked(c, "for") || r.marked(c, "with")) && len(r.doc.ActorsAt(c)) > 0 {
				return c
			}
		}
	}
	return r.surface(h, depth+1)
}

// holder gives who has a noun that carries an infinitive: "Iran's plan to attack", "Iran made a decision to attack".
func (r *reader) holder(h text.TokenID, depth int) text.TokenID {
	f := r.trees
	if p := f.Child(h, "nmod:poss"); p != text.NoToken {
		return p
	}
	v := f.Head(h)
	if v == text.NoToken || f.UPOS(v) != "VERB" {
		return text.NoToken
	}
	if r.inClass(h, "message") && f.IsRel(v, "xcomp") && r.inClass(f.Head(v), "refusing") || r.suffersAttempt(v, h) {
		return text.NoToken // "refused to sign a statement criticising it"
	}
	if r.inClass(h, "message") && !r.inClass(v, "putting_out") { // "ignored a statement accusing it": whose statement it is stands by it
		for _, by := range []string{"by", "from", "of"} {
			if of := r.prepositional(h, by, nil); len(of) > 0 {
				return of[0]
			}
		}
		return f.Child(h, "compound")
	}
	if f.IsRel(h, "obj") || f.IsRel(h, "obl") && !r.passive(v) {
		return r.surface(v, depth+1)
	}
	return text.NoToken
}
