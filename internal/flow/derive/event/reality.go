package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// reality is what the words around an act say of it.
type reality struct {
	denied       bool
	hypothetical bool
	proposed     bool
	planned      bool
	ongoing      bool
	habitual     bool
	disputed     bool         // a denial speaks of it, be it that nobody denied it
	dropped      bool         // it is not told of at all
	open         bool         // whether it is so is left open, which no negation above closes
	presupposed  bool         // told of as known, by a noun that nothing places in time or doubt
	hedge        string       // reportedly, allegedly
	outer        text.TokenID // the act that this one is the content of, or NoToken
	because      []string     // the operators that decided, from the act outwards
	noun         text.TokenID // of the act, whose own negation is counted once
	may          bool         // behind "may" or "might", which leaves open also what is negated: "may never take place"
}

// status gives the one status of the record. Denial of a plan is denial, doubt goes before plan.
func (x *reality) status() record.Status {
	switch {
	case x.open, x.may && x.denied:
		return record.Hypothetical
	case x.denied:
		return record.Denied
	case x.hypothetical, x.disputed:
		return record.Hypothetical
	case x.proposed:
		return record.Proposed
	case x.planned:
		return record.Planned
	case x.habitual:
		return record.Habitual
	case x.ongoing:
		return record.Ongoing
	}
	return record.Actual
}

func (x *reality) apply(e lexicon.Effect, why string) {
	switch e {
	case lexicon.Planned:
		x.planned = true
	case lexicon.Proposed:
		x.proposed = true
	case lexicon.Denied:
		x.denied = !x.denied
	case lexicon.Hypothetical:
		x.hypothetical = true
	case lexicon.Ongoing:
		x.ongoing = true
	case lexicon.Habitual:
		x.habitual = true
	case lexicon.Dropped:
		x.dropped = true
	default:
		return
	}
	x.because = append(x.because, why+" "+string(e))
}

// with takes what is said of the act that this one is the purpose of: talks that somebody will travel for are planned as
// his visit is.
func (x *reality) with(o reality) {
	x.planned = x.planned || o.planned
	x.proposed = x.proposed || o.proposed
	x.hypothetical = x.hypothetical || o.hypothetical || o.denied
	x.dropped = x.dropped || o.denied || o.dropped || o.outer != text.NoToken // "cancelled a visit for talks"
	x.open = x.open || o.open
	x.may = x.may || o.may
	x.because = append(x.because, o.because...)
	if x.hedge == "" {
		x.hedge = o.hedge
	}
}

// turnedDown says that what is written is refused, so that what it asks for was not asked: "vetoed a resolution demanding a truce".
func (r *reader) turnedDown(w text.TokenID) bool {
	a := r.actAt(r.trees.Head(w))
	return a != nil && a.trigger.Frame.Type == ontology.Reject && r.trees.IsRel(w, "obj", "nsubj:pass")
}

// meets says that a word tells of a meeting or a visit.
func (r *reader) meets(w text.TokenID) bool {
	a := r.actAt(w)
	return a != nil && a.trigger.Frame.Type == ontology.Consult
}

// collapses says that a truce that a noun tells of has come to nothing: "the truce has collapsed".
func (r *reader) collapses(c *candidate) bool {
	h := r.trees.Head(c.at)
	return c.trigger.Frame.Mode == "ceasefire" && h != text.NoToken && r.trees.IsRel(c.at, "nsubj") && r.trees.Child(h, "obj") == text.NoToken && r.trees.UPOS(h) == "VERB" && r.inClass(h, "collapsing")
}

// callsOff says that a word tells that somebody will not meet or visit.
func (r *reader) callsOff(w text.TokenID) bool {
	a := r.actAt(w)
	return a != nil && a.trigger.Frame.Type == ontology.Reject && a.trigger.Frame.Mode == "meet"
}

// statusOf is the reality of an act with what its own word says of it: who disowns an attack denies it, who is expected
// somewhere plans to come.
func (r *reader) statusOf(c *candidate) reality {
	x := r.reality(c)
	if x.denied && (c.trigger.Negative() || r.beyondMeasure(c.at)) {
		x.denied, x.planned, x.hypothetical = false, false, false // "would not hear of it" is a refusal, and none that is denied
	}
	if c.trigger.POS == lexicon.Verb && r.onlyAccused(x.outer) {
		x.apply(lexicon.Hypothetical, "be "+r.lower(x.outer))
	}
	if c.trigger.Frame.Type == ontology.Consult && c.trigger.POS == lexicon.Noun {
		r.fate(&x, c)
	}
	switch typ := c.trigger.Frame.Type; {
	case typ == ontology.Retreat && c.trigger.POS == lexicon.Noun && r.collapses(c):
		x.apply(lexicon.Dropped, "it is over")
	case c.trigger.POS != lexicon.Verb:
	case typ == ontology.Assault && r.inClass(c.at, "denying"):
		x.apply(lexicon.Denied, r.lower(c.at))
	case r.inClass(c.at, "lasting") && typ != ontology.Reject: // "remains under arrest", but not "stayed away"
		x.apply(lexicon.Ongoing, r.lower(c.at))
	case typ == ontology.Consult && (r.inClass(c.at, "expecting") || r.inClass(c.at, "calling_in") && r.dayAhead(c.at)):
		x.apply(lexicon.Planned, r.lower(c.at))
	}
	return x
}

// reality climbs from an act to the root of its sentence and gathers what each word on the way says of it.
func (r *reader) reality(c *candidate) reality {
	x := reality{outer: text.NoToken, noun: c.at}
	r.itself(&x, c)
	if c.carrier != text.NoToken {
		if a := r.actAt(c.carrier); a != nil && a != c && a.content == c.at && holdsContent(a.trigger.Frame.Type) { // "offered talks"
			x.outer = c.carrier
			return x
		}
		r.nominal(&x, c.at)
		r.carriedAs(&x, c)
	}
	w := c.top()
	if r.trees.IsRel(w, "acl") && c.carrier == w && r.trees.Head(w) == c.at { // "talks held in Doha": the noun stands in the sentence, the verb says that they were
		r.local(&x, w)
		w = c.at
	}
	r.climb(&x, c, w)
	if c.trigger.Frame.Type == ontology.Consult && c.trigger.POS == lexicon.Noun && c.carrier == text.NoToken && c.real.outer == text.NoToken {
		r.proceeding(&x, c.at)
	}
	return x
}

// proceeding applies what stands around the verb that says of a meeting how it goes on, where that verb says nothing of it by
// itself: "The summit will go ahead".
func (r *reader) proceeding(x *reality, n text.TokenID) {
	v := r.proceeds(n)
	if v == text.NoToken || r.trees.UPOS(v) != "VERB" || r.trees.IsRel(v, "acl:relcl") {
		return
	}
	word := lowerLemma(r.trees.Lemma(v))
	if r.passive(v) {
		word += "_passive"
	}
	if _, known := r.operator(lexicon.Verb, word, []lexicon.Slot{lexicon.Subj, lexicon.Obj}); !known {
		r.local(x, v)
	}
}

// itself applies what the word of the act says of it: who is expected or due somewhere is not there yet.
func (r *reader) itself(x *reality, c *candidate) {
	word := lowerLemma(r.trees.Lemma(c.at))
	if c.trigger.POS == lexicon.Verb && r.passive(c.at) {
		word += "_passive"
	}
	if e, ok := r.operator(c.trigger.POS, word, []lexicon.Slot{lexicon.Self}); ok && !holdsContent(c.trigger.Frame.Type) {
		x.apply(e, word)
	}
	if c.trigger.POS == lexicon.Verb && r.keeps(c.at) {
		x.apply(lexicon.Ongoing, word)
	}
	r.soCalled(x, c)
	if c.trigger.POS == lexicon.Noun && c.trigger.Frame.Mode != "abduct" && r.inProgress(c.at) { // who is in the hands of rebels was taken by them
		x.apply(lexicon.Ongoing, "be in it")
	}
}

// keeps says that a verb tells of what somebody has kept up until now: "keeps its border closed", "has kept the crossing
// shut".
func (r *reader) keeps(w text.TokenID) bool {
	f := r.trees
	if lowerLemma(f.Lemma(w)) != "keep" || r.passive(w) {
		return false
	}
	switch f.Morph(w).XPOS {
	case "VBZ", "VBP":
		return true
	}
	have := f.Child(w, "aux")
	return have != text.NoToken && (r.lower(have) == "has" || r.lower(have) == "have")
}

// keeper gives the act of a verb that keeps up what a participle below it tells: "kept" of "kept the crossing shut".
func (r *reader) keeper(c *candidate) *candidate {
	f := r.trees
	h := f.Head(c.at)
	if f.IsRel(c.at, "acl") {
		h = f.Head(h)
	} else if !f.IsRel(c.at, "xcomp", "advcl") {
		return nil
	}
	if h == text.NoToken {
		return nil
	}
	if k := r.actAt(h); k != nil && k != c && k.trigger.Frame == c.trigger.Frame && slices.Contains(r.resultative(k.at), c.at) {
		return k
	}
	return nil
}

// inProgress says that a noun behind "on", "in", "at" or "under" is what somebody is in now: "are on strike", "has been in
// talks".
func (r *reader) inProgress(n text.TokenID) bool {
	f := r.trees
	be, on := f.Child(n, "cop"), f.Child(n, "case")
	if be == text.NoToken || on == text.NoToken || be > on || f.Child(n, "nmod:tmod", "obl:tmod") != text.NoToken {
		return false
	}
	switch r.lower(on) {
	case "on", "in", "at", "under":
	default:
		return false
	}
	switch r.lower(be) {
	case "is", "are", "'s", "'re", "am":
		return true
	case "been":
		have := f.Child(n, "aux")
		return have != text.NoToken && (r.lower(have) == "has" || r.lower(have) == "have")
	}
	return false
}

// carriedAs applies what the light verb itself says of the act: "talks are scheduled".
func (r *reader) carriedAs(x *reality, c *candidate) {
	if holdsContent(c.trigger.Frame.Type) { // who announces a refusal refuses
		return
	}
	word := lowerLemma(r.trees.Lemma(c.carrier))
	n := c.at
	if f := r.trees; f.IsRel(n, "nmod") && r.marked(n, "of") && r.inClass(f.Head(n), "measure") {
		n = f.Head(n) // "is preparing a round of talks"
	}
	slots := r.slotOf(n)
	if _, v := r.torn(c.at); v == c.carrier {
		slots = []lexicon.Slot{lexicon.Subj}
		if r.passive(v) {
			slots = []lexicon.Slot{lexicon.Obj}
		}
	}
	if r.passive(c.carrier) {
		if e, ok := r.operator(lexicon.Verb, word+"_passive", slots); ok {
			x.apply(e, "be "+word)
			return
		}
	}
	if e, ok := r.operator(lexicon.Verb, word, slots); ok {
		x.apply(e, word)
	}
}

func (r *reader) climb(x *reality, c *candidate, w text.TokenID) {
	f := r.trees
	r.around(x, w)
	for range maxChain {
		if v := r.spokenAfter(w); v != text.NoToken {
			if o := r.outerAct(v, w, c); o != text.NoToken {
				x.outer, x.dropped = o, false
				return
			}
		}
		h := f.Head(w)
		if h == text.NoToken {
			r.root(x, w)
			return
		}
		if f.IsRel(w, "conj") {
			r.shared(x, w, h)
			w = h
			continue
		}
		if o := r.outerAct(h, w, c); o != text.NoToken {
			x.outer, x.dropped = o, false
			return
		}
		if r.task(w, h) {
			x.apply(lexicon.Hypothetical, "a task")
		}
		up, on := r.governed(x, w, h)
		if !on {
			return
		}
		w = up
	}
}

// around applies what stands below the word itself.
func (r *reader) around(x *reality, w text.TokenID) {
	if r.trees.UPOS(w) == "NOUN" || r.trees.UPOS(w) == "PROPN" {
		r.nominal(x, w)
	}
	r.local(x, w)
}

// outerAct gives the act that has the candidate, or what the candidate is coordinated with, as its content; h belongs to
// it and w is where the climb stands.
func (r *reader) outerAct(h, w text.TokenID, c *candidate) text.TokenID {
	for _, o := range []text.TokenID{h, r.carriedBy(h)} {
		if o == text.NoToken || o == c.at {
			continue
		}
		a := r.actAt(o)
		if a == nil || a == c || a.content == text.NoToken {
			continue
		}
		in := r.actAt(a.content)
		if a.content == c.at || a.content == w || in != nil && in.top() == w {
			return o
		}
		if a.trigger.Frame.Type == ontology.Reject && w != c.at && r.trees.UPOS(w) == "NOUN" && r.trees.Dominates(c.at, a.content) && r.trees.Dominates(w, c.at) {
			return o // "vetoed a plan to impose sanctions"
		}
	}
	return text.NoToken
}

// carriedBy gives the noun act that a light verb carries.
func (r *reader) carriedBy(v text.TokenID) text.TokenID {
	if r.trees.UPOS(v) != "VERB" || len(r.lexicon.Lights(r.trees.Lemma(v))) == 0 {
		return text.NoToken
	}
	for _, n := range r.trees.ChildrenBy(v, "obj", "nsubj:pass", "obl") {
		if lv, _ := r.light(n); lv == v && r.actAt(n) != nil {
			return n
		}
	}
	return text.NoToken
}

// local applies auxiliaries, negations and adverbs below a verb or predicate.
func (r *reader) local(x *reality, w text.TokenID) {
	f := r.trees
	for _, c := range f.Children(w) {
		switch {
		case f.IsRel(c, "aux"):
			r.auxiliary(x, c, w)
		case f.IsRel(c, "advmod"):
			r.adverb(x, c)
		case f.IsRel(c, "mark"), f.IsRel(c, "case") && f.Child(w, "cop") != text.NoToken && f.Child(c, "fixed") != text.NoToken:
			r.mark(x, c, w)
		case f.IsRel(c, "nsubj", "obj") && c != x.noun && r.negative(c) && (!f.IsRel(w, "conj") || c > w || f.IsRel(c, "nsubj")) && !(r.lower(c) == "no" && r.inClass(w, "saying")): // "said no"
			x.apply(lexicon.Denied, r.lower(c))
		case f.IsRel(c, "obl", "iobj") && c > w && r.inClass(c, "no_person") && r.negative(c): // "would hand power to nobody"
			x.apply(lexicon.Denied, r.lower(c))
		case f.IsRel(c, "cc:preconj") && r.lower(c) == "neither":
			x.apply(lexicon.Denied, "neither")
		case r.rate(c), f.IsRel(c, "obj") && slices.ContainsFunc(f.Subtree(c), r.rate):
			x.apply(lexicon.Habitual, "every "+r.lower(c))
		case f.IsRel(c, "obl") && r.lower(c) == "times" && slices.ContainsFunc(f.ChildrenBy(c, "amod", "det"), func(a text.TokenID) bool { return r.inClass(a, "oft") }):
			x.apply(lexicon.Habitual, "many times")
		}
	}
	if r.counterfactual(w) { // "should never have bombed", "had it attacked": whether it did, the words tell only by their opposite
		x.denied, x.proposed, x.planned = false, false, false
		x.apply(lexicon.Hypothetical, "counterfactual")
	}
	if f.Morph(w).XPOS == "VBG" {
		for _, c := range f.ChildrenBy(w, "aux") {
			if f.Lemma(c) == "be" {
				x.apply(lexicon.Ongoing, "progressive")
			}
		}
	}
}

// rate says that a time tells how often something is: "every spring", "1,100 tonnes a week".
func (r *reader) rate(w text.TokenID) bool {
	f := r.trees
	if !f.IsRel(w, "obl", "nmod") || !r.inClass(w, "period_word") || f.Child(w, "case", "nummod", "acl", "amod") != text.NoToken || len(r.prepositional(w, "of", nil)) > 0 {
		return false
	}
	if next := w + 1; int(next) < len(r.doc.Tokens) && (r.lexicon.In("shift_word", r.lower(next)) || f.UPOS(next) == "PART") {
		return false // "a day before the talks", "gave them a week to leave"
	}
	d := f.Child(w, "det")
	if d > 0 && f.IsRel(d-1, "nmod") && f.Child(d-1, "nummod") != text.NoToken {
		return false // "an offer of 65,000 tons a year was refused"
	}
	return d != text.NoToken && r.lexicon.In("each_word", r.lower(d))
}

// negative says that a noun phrase is none: "no one", "no agreement", "neither side".
func (r *reader) negative(w text.TokenID) bool {
	if r.lexicon.In("negative", r.lower(w)) {
		return true
	}
	return r.notOne(w) || slices.ContainsFunc(r.trees.ChildrenBy(w, "det", "cc:preconj", "advmod"), func(d text.TokenID) bool {
		return r.lexicon.In("negative", r.lower(d))
	})
}

// nominal applies adjectives and determiners of a noun that tells of an act: "planned talks", "no agreement".
func (r *reader) nominal(x *reality, n text.TokenID) {
	f := r.trees
	for _, c := range f.ChildrenBy(n, "amod", "compound", "acl", "advmod") {
		if f.IsRel(c, "acl") && (f.Morph(c).XPOS == "VB" || r.marked(c, "to") || f.IsRel(c, "acl:relcl")) {
			continue // "plans to cancel talks"
		}
		word := lowerLemma(f.Lemma(c))
		if r.lexicon.In("hedge", r.lower(c)) {
			x.hedge = r.lower(c)
		}
		pos := lexicon.Adjective
		for _, op := range slices.Concat(r.lexicon.Operators(pos, word), r.lexicon.Operators(pos, r.lower(c))) {
			if slices.Contains(op.Slots, lexicon.Head) {
				x.apply(op.Effect, word)
				break
			}
		}
	}
	if r.negative(n) || slices.ContainsFunc(f.ChildrenBy(n, "case"), func(c text.TokenID) bool { return r.lower(c) == "without" }) {
		x.apply(lexicon.Denied, "no")
	}
}

// shared applies what a coordinated verb has from the first of its row: its auxiliaries, and its negation after "or".
func (r *reader) shared(x *reality, w, first text.TokenID) {
	f := r.trees
	if f.Child(w, "aux", "nsubj") != text.NoToken || f.UPOS(w) == "NOUN" {
		return
	}
	finite := f.Morph(w).XPOS
	if tag := f.Morph(first).XPOS; finite == "VB" && !r.inClass(w, "unchanging") && tag != "VB" && tag != "VBP" && f.Child(first, "aux") == text.NoToken && f.Child(w, "mark") == text.NoToken {
		x.apply(lexicon.Dropped, "an infinitive beside a past") // "challenged its right to fence and secure the border"
	}
	for _, c := range f.ChildrenBy(first, "aux") {
		if finite == "VB" || finite == "VBN" || finite == "VBG" {
			r.auxiliary(x, c, first)
		}
	}
	if cc := f.Child(w, "cc"); cc != text.NoToken && r.lower(cc) == "nor" && f.Child(first, "cc:preconj") == text.NoToken {
		x.apply(lexicon.Denied, "nor")
	} else if cc != text.NoToken && (r.lower(cc) == "or" || r.lower(cc) == "nor") {
		for _, c := range f.ChildrenBy(first, "cc:preconj") {
			if r.lower(c) == "neither" {
				x.apply(lexicon.Denied, "neither")
			}
		}
		for _, c := range f.ChildrenBy(first, "advmod") {
			r.adverb(x, c)
		}
	}
	if finite == "VB" && r.marked(first, "to") {
		for _, m := range f.ChildrenBy(first, "mark") {
			r.mark(x, m, first)
		}
	}
}

// governed applies the word above to what stands below it; on says whether to go on upwards, and from where.
func (r *reader) governed(x *reality, w, h text.TokenID) (up text.TokenID, on bool) {
	if v := r.foremost(w, h); v != text.NoToken && r.trees.IsRel(w, "acl") { // "became the first to recognise it"
		return v, true
	}
	f := r.trees
	if r.marked(w, "to") && r.withheld(h) {
		x.apply(lexicon.Dropped, "refused")
		return h, false
	}
	slots := r.slotOf(w)
	if r.raised(w, h) {
		slots = []lexicon.Slot{lexicon.Xcomp}
	}
	word := lowerLemma(f.Lemma(h))
	if (word == "have" || word == "be") && f.IsRel(w, "xcomp") && slices.ContainsFunc(f.ChildrenBy(h, "advmod"), func(a text.TokenID) bool { return r.lower(a) == "yet" }) {
		x.apply(lexicon.Denied, "yet to")
		return h, false
	}
	if word == "go" && f.Morph(w).XPOS == "VBG" && f.IsRel(w, "xcomp", "advcl", "ccomp") && h+1 < w && r.lower(h+1) == "on" {
		x.apply(lexicon.Ongoing, "go on") // "have gone on extorting"
		r.around(x, h)
		return h, true
	}
	if f.IsRel(w, "ccomp", "nsubj:pass") && r.inClass(h, "verify") && r.unverified(h) {
		x.open = true
		x.apply(lexicon.Hypothetical, "not to "+word)
		return h, false
	}
	if f.IsRel(w, "ccomp") && r.inClass(h, "saying") && r.unsaid(h) {
		x.open = true
		x.apply(lexicon.Hypothetical, "not to "+word)
		return h, false
	}
	if r.passive(h) {
		if e, ok := r.operator(lexicon.Verb, word+"_passive", slots); ok {
			x.apply(e, "be "+f.Lemma(h))
			r.around(x, h)
			return h, true
		}
	}
	if e, ok := r.operator(r.posOf(h), word, slots); ok && !r.atHand(h) {
		if e == lexicon.Planned && r.taken(h) {
			e = lexicon.Transparent
		}
		x.apply(e, word)
		x.disputed = x.disputed || e == lexicon.Denied && r.inClass(h, "denying")
		if s := f.Child(h, "nsubj"); s != text.NoToken && r.inClass(h, "belief") && (r.negative(s) || r.inClass(s, "doubters")) {
			x.open = true // "few expected Turkey to invade"
		}
		r.around(x, h)
		return h, true
	}
	switch {
	case f.IsRel(w, "acl", "acl:relcl") && r.marksThat(w) && r.asks(h) && (f.Morph(w).XPOS == "VB" || f.Morph(w).XPOS == "VBP"):
		x.apply(lexicon.Proposed, word+" that") // "the demand that Kabul hand over the rebels"
		if a := r.actAt(h); a != nil && len(a.actors) > 0 {
			x.outer = h
		}
		return h, false
	case f.IsRel(w, "acl") && r.inClass(h, "message") && r.turnedDown(h):
		x.apply(lexicon.Dropped, "turned down")
		return h, false
	case f.IsRel(w, "acl:relcl") && r.contentClause(w):
		return h, true
	case f.IsRel(w, "acl:relcl"), f.IsRel(w, "acl") && !r.marked(w, "to") && !r.marked(w, "that"), r.isTo(w):
		return h, false
	case r.headline(w):
		x.apply(lexicon.Planned, "to")
		return h, false
	case f.IsRel(w, "xcomp") && word == "have" && r.marked(w, "to"):
		if tag := f.Morph(h).XPOS; tag != "VBD" && tag != "VBN" { // "had to withdraw" is told as done, "has to" is not
			x.apply(lexicon.Proposed, "have to")
		}
		r.around(x, h)
		return h, true
	case f.IsRel(w, "xcomp"), f.IsRel(w, "acl") && r.marked(w, "to"):
		if f.Morph(w).XPOS == "VB" {
			x.apply(lexicon.Hypothetical, word+" to")
		}
		r.around(x, h)
		return h, true
	case f.IsRel(w, "ccomp", "csubj") && r.bare(w) || f.IsRel(w, "csubj") && r.passive(h) && r.marked(w, "that") && r.asksFor(h):
		x.apply(lexicon.Proposed, word+" that")
		return h, false
	case f.IsRel(w, "ccomp", "parataxis"):
		return h, false
	case r.errand(w):
		r.around(x, h)
		return h, true
	case f.IsRel(w, "advcl") && r.at(w, "in") && r.inClass(h, "going_along"): // "has not followed them in condemning it"
		r.around(x, h)
		return h, true
	case f.IsRel(w, "advcl"):
		if r.at(w, "before") && f.Morph(w).XPOS == "VBG" && f.Morph(h).XPOS == "VB" { // "to seek permission before entering the country"
			x.apply(lexicon.Hypothetical, "before")
		}
		return h, r.manner(w)
	case f.IsRel(w, "nsubj") && f.Child(h, "cop") != text.NoToken && f.Child(h, "case") != text.NoToken: // "talks were due to resume"
		r.local(x, h)
		return h, false
	case f.IsRel(w, "nsubj") && f.Child(h, "cop") != text.NoToken && r.imagined(w, h):
		x.apply(lexicon.Hypothetical, "a kind of act")
		return h, false
	case f.IsRel(w, "nmod") && r.marked(w, "of") && r.inClass(h, "round_of"):
		return h, true // "is preparing a round of talks"
	case f.IsRel(w, "obl", "nmod", "advcl") && r.marked(w, "for") && r.meets(w) && r.meets(h): // "will visit Ankara for talks"
		x.with(r.statusOf(r.actAt(h)))
		return h, false
	case f.IsRel(w, "obl") && r.marked(w, "at") && r.meets(w) && r.meets(h): // "are expected at a summit", "will meet at the talks"
		x.planned = x.planned || r.statusOf(r.actAt(h)).planned
		return h, false
	case f.IsRel(w, "obl", "nmod", "advcl") && r.marked(w, "for") && r.meets(w) && r.callsOff(h): // "cancelled a visit to Ankara for talks"
		x.apply(lexicon.Dropped, word)
		return h, false
	case f.UPOS(w) == "NOUN" || f.UPOS(w) == "PROPN":
		if f.IsRel(w, "obj", "nsubj", "obl", "nmod", "nsubj:pass") {
			x.presupposed = true
		}
		return h, false
	}
	return h, false
}

func (r *reader) operator(pos lexicon.POS, word string, slots []lexicon.Slot) (lexicon.Effect, bool) {
	for _, op := range r.lexicon.Operators(pos, word) {
		for _, s := range slots {
			if slices.Contains(op.Slots, s) {
				return op.Effect, true
			}
		}
	}
	return "", false
}

// root applies what holds for a whole sentence: a question asks, an order without a subject orders.
func (r *reader) root(x *reality, w text.TokenID) {
	s := r.doc.Sentences[r.doc.SentenceOf(w)].Tokens
	if last := r.doc.Word(s.End - 1); strings.HasPrefix(last, "?") {
		x.apply(lexicon.Hypothetical, "question")
	}
}
