package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// fill gives the heads of what stands in a slot around a word, in the order of the text.
func (r *reader) fill(w text.TokenID, slot lexicon.Slot) []text.TokenID {
	f := r.trees
	if h := r.presence(w); h != text.NoToken && slot != lexicon.Self {
		return r.fillPresence(h, slot)
	}
	switch slot {
	case lexicon.Self:
		return []text.TokenID{w}
	case lexicon.Subj:
		if s := r.subject(w); s != text.NoToken {
			return one(s)
		}
		return one(r.silent(w))
	case lexicon.Obj:
		return one(r.object(w))
	case lexicon.Iobj:
		if r.receiving(w) != text.NoToken {
			return one(r.surface(w, 0))
		}
		if two := f.ChildrenBy(w, "obj"); len(two) == 2 { // "granted the government a loan"
			return two[:1]
		}
		if o := f.Child(w, "obj"); o != text.NoToken && f.Morph(o).XPOS == "$" { // "gave the Solomon Islands $9 million"
			if c := f.Child(o, "compound"); c != text.NoToken && f.UPOS(c) != "NUM" {
				return one(c)
			}
		}
		if o := f.Child(w, "obj"); o != text.NoToken && r.isMoney(o) { // "gave Nepal 20 million dollars"
			if c := f.Child(o, "compound"); c == w+1 && f.UPOS(c) == "PROPN" && f.Child(o, "nummod") > c {
				return one(c)
			}
		}
		if o := f.Child(w, "obj"); o != text.NoToken && f.Child(w, "iobj") == text.NoToken && r.given(o) != text.NoToken { // "gave the refugees 20 million dollars"
			return one(o)
		}
		if c := r.glued(w); c != text.NoToken {
			return one(c)
		}
		return one(f.Child(w, "iobj"))
	case lexicon.Xcomp:
		return slices.Concat(f.ChildrenBy(w, "xcomp"), r.infinitives(w), r.obliqueInfinitives(w), r.resultative(w), one(r.gerund(w)), one(r.misreadInfinitive(w)), one(r.bareInfinitive(w)), one(r.calledSo(w)))
	case lexicon.Ccomp:
		return slices.Concat(f.ChildrenBy(w, "ccomp"), r.thatClauses(w), r.behindTimes(w), r.toldThat(w), r.overAdjective(w), one(r.fronted(w)))
	case lexicon.Poss:
		return r.ownersFor(w)
	case lexicon.Mod:
		return r.modifiers(w)
	case lexicon.Omod:
		if o := r.object(w); o != text.NoToken {
			return r.modifiers(o)
		}
		return nil
	case lexicon.Prt:
		return slices.Concat(f.ChildrenBy(w, "compound:prt"), one(r.particle(w)), r.homeward(w))
	case lexicon.Amod:
		return f.ChildrenBy(w, "advmod")
	case lexicon.Case:
		return f.ChildrenBy(w, "case")
	case lexicon.Doer:
		return one(r.doer(w))
	case lexicon.Head:
		if f.IsRel(w, "amod", "acl") {
			h := f.Head(w)
			if f.IsRel(h, "appos") && r.trying != nil && r.trying.trigger.POS == lexicon.Adjective { // "Jaish, a group responsible for attacks"
				return []text.TokenID{f.Head(h), h}
			}
			return one(h)
		}
		return nil
	}
	all := r.withPreposition(w, string(slot))
	if slot == "between" && len(all) == 1 {
		if t, _ := r.torn(w); t != text.NoToken {
			all = append(all, t)
		}
	}
	if len(all) == 0 && f.UPOS(w) == "NOUN" && slot != "of" && slot != "in" {
		all = r.nestedBehindOf(w, string(slot))
	}
	if o := r.object(w); len(all) == 0 && o != text.NoToken && f.UPOS(w) == "VERB" && r.lexicon.In("goal", string(slot)) {
		for _, x := range r.counted(o) { // "suspended hundreds of millions of dollars of aid to Mali"
			all = r.prepositional(x, string(slot), all)
		}
	}
	if o := r.object(w); len(all) == 0 && o != text.NoToken && f.UPOS(w) == "VERB" && slot == "with" && r.inClass(w, "sharing") {
		all = r.nestedBehindOf(o, "with") // "shared the coordinates of the camps with Chad"
	}
	if len(all) == 0 && f.UPOS(w) == "VERB" {
		all = r.behindNamed(w, string(slot))
	}
	if len(all) == 0 && f.UPOS(w) == "VERB" && (slot == "from" || slot == "by") {
		for _, x := range r.prepositional(w, "under", nil) { // "came under attack from fighters"
			all = r.prepositional(x, string(slot), all)
		}
	}
	if slot == "by" && f.UPOS(w) == "NOUN" {
		return r.agentsOf(w, all)
	}
	return all
}

// nestedBehindOf gives what stands behind a preposition of a noun where the tree hangs that on what is behind "of": "the expulsion of Afghans
// by Iran", "a promise of restraint from Kabul".
func (r *reader) nestedBehindOf(w text.TokenID, preposition string) []text.TokenID {
	for range maxChain {
		of := r.prepositional(w, "of", nil)
		if len(of) != 1 {
			return nil
		}
		w = of[0]
		if by := r.prepositional(w, preposition, nil); len(by) > 0 {
			return by
		}
	}
	return nil
}

// homeward gives "home" where it hangs on a verb as a noun: "called its envoy in London home".
func (r *reader) homeward(w text.TokenID) (all []text.TokenID) {
	for _, c := range r.trees.ChildrenBy(w, "obl", "obl:tmod", "xcomp") {
		if r.lower(c) == "home" && r.trees.Child(c, "case", "det") == text.NoToken {
			all = append(all, c)
		}
	}
	return all
}

func one(w text.TokenID) []text.TokenID {
	if w == text.NoToken {
		return nil
	}
	return []text.TokenID{w}
}

// infinitives are clauses with "to" that a noun or adjective carries ("plan to attack", "ready to talk"), or that stand
// behind the object of a verb: trees differ on whether "ordered the army to attack" tells of an order or of an end in
// view, and the object's own clause is another place where it may hang.
func (r *reader) infinitives(w text.TokenID) (all []text.TokenID) {
	f := r.trees
	at := []text.TokenID{w}
	if f.UPOS(w) == "VERB" {
		if o := f.Child(w, "obj", "iobj"); o != text.NoToken {
			at = append(at, o)
		}
		for _, t := range f.ChildrenBy(w, "obl", "nmod", "advmod") { // "agreed in July to exchange ambassadors"
			if t > w && (r.isTime(t) || r.doc.PlaceAt(t) != nil) {
				at = append(at, t)
			}
		}
	}
	for _, h := range at {
		for _, c := range f.ChildrenBy(h, "acl", "advcl") {
			if !f.IsRel(c, "acl:relcl") && r.marked(c, "to") && c > w {
				all = append(all, c)
			}
		}
	}
	return all
}

// obliqueInfinitives are verbs behind "to" that the tree takes for what stands behind a preposition: "refused to demobilise".
func (r *reader) obliqueInfinitives(w text.TokenID) (all []text.TokenID) {
	for _, c := range r.trees.ChildrenBy(w, "obl") {
		if r.isObliqueInfinitive(c) {
			all = append(all, c)
		}
	}
	return all
}

func (r *reader) isObliqueInfinitive(c text.TokenID) bool {
	f := r.trees
	h := f.Head(c)
	return f.IsRel(c, "obl") && f.UPOS(c) == "VERB" && f.Morph(c).XPOS == "VB" && h != text.NoToken && h < c && f.UPOS(h) == "VERB" && r.marked(c, "to")
}

// thatClauses are clauses with "that" that a noun carries: "the claim that ...", "the pledge that its ships would come", also where the
// tree takes them for relative clauses.
func (r *reader) thatClauses(w text.TokenID) (all []text.TokenID) {
	if r.trees.UPOS(w) == "VERB" {
		return nil
	}
	for _, c := range r.trees.ChildrenBy(w, "acl") {
		if r.marked(c, "that") || r.wholeThat(c) && (r.kindOf(c, "due") || r.trees.Child(c, "obj") > c) {
			all = append(all, c)
		}
	}
	return all
}

// wholeThat says that a clause begins with the conjunction "that" and has a subject of its own.
func (r *reader) wholeThat(c text.TokenID) bool {
	first := r.trees.Edges(c).First
	s := r.trees.Child(c, "nsubj", "nsubj:pass")
	return r.lower(first) == "that" && r.trees.UPOS(first) == "SCONJ" && s != text.NoToken && s != first
}

// toldThat are clauses with "that" and a subject of their own behind whom something is told, where the tree takes them for
// relative clauses: "informed the union that its mission must leave".
func (r *reader) toldThat(w text.TokenID) (all []text.TokenID) {
	f := r.trees
	o := f.Child(w, "obj", "iobj")
	if f.UPOS(w) != "VERB" || o == text.NoToken || o < w {
		return nil
	}
	for _, c := range f.ChildrenBy(o, "acl:relcl") {
		if r.wholeThat(c) {
			all = append(all, c)
		}
	}
	return all
}

// gerund is a participle right behind a verb that the tree takes for a clause of its own: "is mulling sending missiles".
func (r *reader) gerund(w text.TokenID) text.TokenID {
	f := r.trees
	next := w + 1
	if int(next) < len(r.doc.Tokens) && f.Head(next) == w && f.IsRel(next, "compound:prt") { // "ruled out sending"
		next++
	}
	for v := next; int(v) < len(r.doc.Tokens) && v < next+3; v++ { // "denies ever having promised"
		if f.Head(v) == w && f.IsRel(v, "advcl") {
			if f.Edges(v).First == next && r.participial(v) && f.Child(v, "mark", "case") == text.NoToken {
				return v
			}
			break
		}
	}
	return text.NoToken
}

// misreadInfinitive is a word right behind "to" that the tree takes for a modifier of a noun though it is a verb: "agreed
// to exchange ambassadors", "urges Riyadh to free jailed writers".
func (r *reader) misreadInfinitive(w text.TokenID) text.TokenID {
	f := r.trees
	if f.UPOS(w) != "VERB" {
		return text.NoToken
	}
	for _, o := range f.ChildrenBy(w, "obl") {
		m := f.Child(o, "case")
		if m == text.NoToken || m < w || r.lower(m) != "to" || m+1 >= o || f.UPOS(o) != "NOUN" || f.Morph(o).Feat("Number") != "Plur" {
			continue
		}
		if v := m + 1; f.IsRel(v, "compound", "amod") && len(r.lexicon.Triggers(lexicon.Verb, r.lower(v))) > 0 {
			return v
		}
	}
	return text.NoToken
}

// bareInfinitive gives a word behind "to" that the tree takes for a noun though the lexicon knows it as a verb alone:
// "threatened to intervene". NoToken where there is none.
func (r *reader) bareInfinitive(w text.TokenID) text.TokenID {
	f := r.trees
	if f.UPOS(w) != "VERB" {
		return text.NoToken
	}
	for _, o := range f.ChildrenBy(w, "obl") {
		if r.onlyVerb(o) {
			return o
		}
	}
	return text.NoToken
}

// onlyVerb says that a noun right behind "to" is a verb by all that the lexicon knows.
func (r *reader) onlyVerb(o text.TokenID) bool {
	f := r.trees
	if f.UPOS(o) != "NOUN" || f.Morph(o).XPOS != "NN" || o == 0 || r.lower(o-1) != "to" || f.Head(o-1) != o || f.Child(o, "det", "amod", "compound", "nmod:poss", "nmod") != text.NoToken {
		return false
	}
	word := r.lower(o)
	return len(r.lexicon.Triggers(lexicon.Verb, word)) > 0 && len(r.lexicon.Triggers(lexicon.Noun, word)) == 0 && len(r.doc.MentionsAt(o)) == 0
}

// resultative is an adjective between a verb and its object: "set free two prisoners".
func (r *reader) resultative(w text.TokenID) []text.TokenID {
	f := r.trees
	if f.UPOS(w) != "VERB" {
		return nil
	}
	if f.Child(w, "obj") == text.NoToken || f.IsRel(w, "acl:relcl") && r.relative(f.Child(w, "obj")) {
		for _, c := range f.ChildrenBy(w, "obl", "obj") { // "an act that Chad called an execution"
			if f.IsRel(w, "acl:relcl") && c > w && f.UPOS(c) == "NOUN" && f.Child(c, "case") == text.NoToken && !r.isTime(c) {
				return []text.TokenID{c}
			}
		}
		return nil
	}
	for _, a := range f.ChildrenBy(f.Child(w, "obj"), "amod") {
		if a == w+1 && f.UPOS(a) == "ADJ" {
			return []text.TokenID{a}
		}
	}
	objects := f.ChildrenBy(w, "obj")
	if r.captive(objects[0]) != text.NoToken { // "held the ministers hostage"
		return objects[:1]
	}
	if r.inClass(w, "keeping") { // "kept the crossing shut", "keeps its border with Morocco closed"
		for _, c := range slices.Concat(f.ChildrenBy(w, "xcomp", "advcl"), f.ChildrenBy(objects[0], "acl")) {
			if tag := f.Morph(c).XPOS; c > objects[0] && (tag == "VBN" || tag == "VBD") && f.Child(c, "mark", "nsubj", "aux", "aux:pass") == text.NoToken && f.UPOS(f.Edges(c).First-1) != "PUNCT" {
				return one(c)
			}
		}
	}
	if f.Child(w, "iobj") != text.NoToken && r.inClass(w, "naming") { // "called him a traitor"
		return objects
	}
	for _, c := range f.ChildrenBy(w, "obl") { // "called the attack a massacre"
		if c > objects[0] && f.UPOS(c) == "NOUN" && f.Child(c, "case", "nummod") == text.NoToken && !r.isTime(c) && f.Edges(c).First == f.Edges(objects[0]).End {
			return one(c)
		}
	}
	if len(objects) == 2 { // "called the transfer a blunder"
		return objects[1:]
	}
	for _, a := range f.ChildrenBy(objects[0], "acl", "amod") { // "called the step unjustified"
		if a == objects[0]+1 && (len(f.Children(a)) == 0 || f.Morph(a).XPOS == "VBN" && r.inClass(w, "wanting")) {
			return []text.TokenID{a}
		}
	}
	return nil
}

// particle gives the particle of a phrasal verb that the tree takes for the preposition of its object ("called off their
// strike"), where the lexicon knows the verb with that particle; NoToken where there is none.
func (r *reader) particle(w text.TokenID) text.TokenID {
	if next := w + 1; r.isTaken(w) && int(next) < len(r.doc.Tokens) && r.lexicon.In("particle", r.lower(next)) && r.phrasal(w, r.lower(next)) {
		return next
	}
	if next := w + 1; int(next) < len(r.doc.Tokens) && r.trees.IsRel(next, "advmod") && r.trees.Head(next) != w && r.lexicon.In("particle", r.lower(next)) && r.phrasal(w, r.lower(next)) {
		return next // "handed over four suspects", where "over" hangs on the number
	}
	o := r.particleObject(w)
	if o == text.NoToken {
		return o
	}
	return w + 1
}

// particleObject gives the object behind such a particle.
func (r *reader) particleObject(w text.TokenID) text.TokenID {
	f := r.trees
	if f.UPOS(w) != "VERB" || int(w)+1 >= len(r.doc.Tokens) || f.Child(w, "obj") != text.NoToken {
		return text.NoToken
	}
	for _, c := range f.ChildrenBy(w, "obl") {
		if f.Child(c, "case") == w+1 && len(f.ChildrenBy(c, "case")) == 1 && r.phrasal(w, r.lower(w+1)) && !r.isTime(c) && r.doc.PlaceAt(c) == nil {
			return c
		}
	}
	return text.NoToken
}

// phrasal says that the lexicon knows a verb with a particle.
func (r *reader) phrasal(w text.TokenID, particle string) bool {
	for _, t := range r.lexicon.Triggers(lexicon.Verb, lowerLemma(r.trees.Lemma(w))) {
		for i := range t.When {
			if c := &t.When[i]; !c.Not && slices.Contains(c.Slots, lexicon.Prt) && slices.Contains(c.Words, particle) {
				return true
			}
		}
	}
	return false
}

// behindTimes are clauses that hang on a word of time though they are what is said: "said on Tuesday that Sudan must act".
func (r *reader) behindTimes(w text.TokenID) (all []text.TokenID) {
	f := r.trees
	if f.UPOS(w) != "VERB" {
		return nil
	}
	for _, t := range f.ChildrenBy(w, "obl", "obj", "nmod", "advmod") {
		if t < w || !r.isTime(t) {
			continue
		}
		for _, c := range f.ChildrenBy(t, "acl", "ccomp", "appos", "parataxis") {
			if f.Child(c, "nsubj") != text.NoToken && c > w {
				all = append(all, c)
			}
		}
	}
	return all
}

// marked says that a clause begins with the word.
func (r *reader) marked(clause text.TokenID, word string) bool {
	for _, m := range r.trees.ChildrenBy(clause, "mark", "case") {
		if r.lower(m) == word {
			return true
		}
	}
	return false
}

// withPreposition gives what hangs on a word with a preposition, nouns and clauses alike; where the word is a verb,
// also what hangs on its object so, and where a light verb carries the noun, what hangs on that verb: trees differ in
// this and the sense does not.
func (r *reader) withPreposition(w text.TokenID, preposition string) (all []text.TokenID) {
	all = r.prepositional(w, preposition, all)
	if r.isTaken(w) {
		for _, h := range []text.TokenID{r.takenFor(r.doc.SentenceOf(w)).object, r.trees.Root(w)} {
			if h != text.NoToken && h != w {
				all = slices.DeleteFunc(r.prepositional(h, preposition, all), func(x text.TokenID) bool { return x < w })
			}
		}
	} else if r.trees.UPOS(w) == "VERB" {
		if r.trees.IsRel(w, "amod", "compound") && r.misread(w) {
			all = r.prepositional(r.trees.Head(w), preposition, all)
		} else if o := r.object(w); o != text.NoToken && (o > w || r.trees.Head(o) == w) {
			if all = r.behindObject(o, preposition, all); len(all) == 0 {
				all = r.behindLast(o, preposition)
			}
		}
	} else if v := r.carrier(w); v != text.NoToken && preposition != "of" {
		all = r.prepositional(v, preposition, all)
	} else if h := r.trees.Head(w); h != text.NoToken && r.trees.IsRel(w, "nsubj", "nsubj:pass") && (preposition == "between" || preposition == "with" || preposition == "among") {
		all = r.prepositional(h, preposition, all)       // "talks resumed between Greece and Macedonia"
		for _, c := range r.trees.ChildrenBy(h, "obl") { // "fighting goes on around Kobani between the two"
			if len(all) == 0 && c > h && preposition == "between" {
				all = r.prepositional(c, preposition, all)
			}
		}
	}
	if h := r.trees.Head(w); len(all) == 0 && preposition != "of" && h != text.NoToken && r.trees.IsRel(w, "nmod") && r.marked(w, "of") && r.inClass(h, "round_of") {
		all = r.prepositional(h, preposition, all) // "after two days of talks with the Serbian government"
	}
	if len(all) == 0 && preposition != "of" && (preposition != "in" || r.comesIn()) && (preposition != "from" || r.movesOut()) {
		all = r.deeper(w, preposition)
	}
	if len(all) == 0 && preposition == "of" {
		all = r.apart(w)
	}
	if len(all) == 0 && r.trees.UPOS(w) == "VERB" {
		all = r.farther(w, preposition)
	}
	if len(all) == 0 {
		all = r.beyondWord(w, preposition)
	}
	if r.trees.UPOS(w) == "VERB" && !slices.ContainsFunc(all, func(x text.TokenID) bool { return !r.isTime(x) }) {
		all = append(all, r.behindSubject(w, preposition)...)
	}
	if len(all) == 0 && r.trees.UPOS(w) == "VERB" && r.lexicon.In("goal", preposition) { // "visas issued to Chadians were cancelled"
		if o := r.object(w); o != text.NoToken {
			for _, c := range r.trees.ChildrenBy(o, "acl") {
				if r.trees.Morph(c).XPOS == "VBN" && c != w || r.undoneHere(c, w, o, preposition) {
					all = r.prepositional(c, preposition, all)
				}
			}
		}
	}
	if len(all) == 0 && preposition == "between" {
		all = r.involved(w)
	}
	if preposition == "with" || preposition == "through" { // "exchanged prisoners with the mediation of Qatar"
		all = slices.DeleteFunc(all, func(x text.TokenID) bool {
			return r.inClass(x, "good_offices") && r.trees.Child(x, "nmod") != text.NoToken
		})
	}
	for i, x := range all { // "Azerbaijan, to which it supplied drones"
		if n := r.antecedent(x, w); n != text.NoToken {
			all[i] = n
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// deeper looks for a preposition behind what hangs on a noun, where trees often put what belongs to the noun itself:
// "accusations by Amnesty against Eritrea".
func (r *reader) deeper(w text.TokenID, preposition string) (all []text.TokenID) {
	if r.trees.UPOS(w) == "VERB" {
		return nil
	}
	for _, c := range r.trees.ChildrenBy(w, "nmod") {
		if c < w || r.actAt(c) != nil && !(r.marked(c, "of") && r.undoes()) {
			continue
		}
		all = r.prepositional(c, preposition, all)
		for _, name := range r.trees.ChildrenBy(c, "flat") {
			all = r.prepositional(name, preposition, all)
		}
		if len(all) == 0 && preposition == "between" { // "talks on a code of conduct between China and Vietnam"
			all = r.deeper(c, preposition)
		}
	}
	return all
}

// comesIn says that the sense that is tried is of coming somewhere, so that "in" behind who comes tells where: "the arrival
// of Egypt's envoy in Khartoum".
func (r *reader) comesIn() bool {
	return r.trying != nil && r.trying.trigger.POS == lexicon.Noun && r.trying.trigger.Frame.ID == "consult.visit"
}

// movesOut says that the sense that is tried is of leaving or being sent from somewhere, so that "from" behind who leaves tells
// where: "the withdrawal of French troops from Mali".
func (r *reader) movesOut() bool {
	if r.trying == nil || r.trying.trigger.POS != lexicon.Noun {
		return false
	}
	switch r.trying.trigger.Frame.ID {
	case "retreat.withdraw", "sanction.displace", "sanction.expel", "sanction.recall", "sanction.quit", "concede.announce":
		return true
	}
	return false
}

// undoes says that the sense that is tried ends or forbids what stands behind "of", whose receiver is its own: "the suspension
// of aid to Mali".
func (r *reader) undoes() bool {
	return r.trying != nil && r.trying.trigger.POS == lexicon.Noun && (r.trying.trigger.Frame.Type == ontology.Sanction || r.trying.trigger.Frame.Type == ontology.Retreat)
}

func (r *reader) prepositional(w text.TokenID, preposition string, all []text.TokenID) []text.TokenID {
	for _, c := range r.trees.ChildrenBy(w, "obl", "nmod", "advcl", "acl", "ccomp", "xcomp") {
		if r.trees.IsRel(c, "nmod:poss", "acl:relcl") {
			continue
		}
		if slices.ContainsFunc(r.trees.ChildrenBy(c, "case", "mark"), func(m text.TokenID) bool { return r.preposition(m) == preposition }) {
			if r.lexicon.In("aside", preposition+"-"+r.lower(c)) { // "on the other hand" is nothing that anybody insists on
				continue
			}
			if o := r.trees.Child(c, "obj"); o != text.NoToken && r.inClass(c, "neighbour") { // "from neighbouring Lebanon", taken for a clause
				c = o
			}
			all = append(all, c)
		}
	}
	return append(all, r.pointing(w, preposition)...)
}

// preposition gives the words of a preposition: "with", "because_of".
func (r *reader) preposition(m text.TokenID) string {
	s := r.lower(m)
	for _, c := range r.trees.ChildrenBy(m, "fixed") {
		s += "_" + r.lower(c)
	}
	return s
}

func (r *reader) isTime(w text.TokenID) bool {
	if r.trees.IsRel(w, "obl:tmod", "nmod:tmod") {
		return true
	}
	span := r.doc.Tokens[w].Span
	for _, t := range r.times {
		if t.Span.Start <= span.Start && span.Start < t.Span.End { // also "Monday's", where that is one word
			return true
		}
	}
	return false
}

// carrier gives the light verb that carries a noun, or NoToken.
func (r *reader) carrier(n text.TokenID) text.TokenID {
	v, _ := r.light(n)
	return v
}

// light gives the verb that carries a noun ("hold talks", "came under attack") and which use of it does.
func (r *reader) light(n text.TokenID) (text.TokenID, *lexicon.Light) {
	f := r.trees
	top := f.Conjuncts(n)[0]
	if !f.IsRel(n, "conj") {
		top = n
	}
	if m := f.Head(top); m != text.NoToken && f.IsRel(top, "nmod") && r.marked(top, "of") && r.inClass(m, "measure") { // "carried out dozens of strikes"
		top = m
	}
	v := f.Head(top)
	if v == text.NoToken || f.UPOS(v) != "VERB" {
		return text.NoToken, nil
	}
	uses := r.lexicon.Lights(f.Lemma(v))
	if f.IsRel(top, "obj") && (f.Child(v, "xcomp") != text.NoToken || slices.ContainsFunc(f.ChildrenBy(v, "obl"), func(o text.TokenID) bool { return o < top && r.marked(o, "as") })) {
		uses = nil // "made dialogue meaningless", "gave as a reason the bombing"
	}
	for i := range uses {
		u := &uses[i]
		if u.Prt == "" && f.Child(v, "compound:prt") != text.NoToken {
			continue // "put off talks" is no "put"
		}
		if u.Prt != "" && !slices.ContainsFunc(f.ChildrenBy(v, "compound:prt", "advmod"), func(p text.TokenID) bool { return r.lower(p) == u.Prt }) {
			continue
		}
		if slices.Contains(r.slotOf(top), u.Slot) {
			return v, u
		}
	}
	// "the attack launched by Iran", "talks held in Doha", "the embargo it imposed"
	for _, c := range f.ChildrenBy(n, "acl") {
		if f.IsRel(c, "acl:relcl") && !r.takesHead(c, n) || !f.IsRel(c, "acl:relcl") && f.Morph(c).XPOS != "VBN" {
			continue
		}
		uses := r.lexicon.Lights(f.Lemma(c))
		for i := range uses {
			if uses[i].Slot == lexicon.Obj && uses[i].Prt == "" {
				return c, &uses[i]
			}
		}
	}
	return text.NoToken, nil
}

// takesHead says that the noun that a relative clause belongs to is the object of its verb.
func (r *reader) takesHead(c, n text.TokenID) bool {
	f := r.trees
	if r.passive(c) {
		return r.relative(f.Child(c, "nsubj:pass", "nsubj"))
	}
	s := f.Child(c, "nsubj")
	return s != text.NoToken && !r.relative(s) && r.object(c) == n
}

// slotOf tells in which slots of its head a word stands.
func (r *reader) slotOf(w text.TokenID) []lexicon.Slot {
	f := r.trees
	h := f.Head(w)
	switch {
	case h == text.NoToken:
		return nil
	case f.IsRel(w, "nsubj:pass"):
		return []lexicon.Slot{lexicon.Obj}
	case f.IsRel(w, "nsubj"):
		if r.passive(h) {
			return []lexicon.Slot{lexicon.Obj}
		}
		return []lexicon.Slot{lexicon.Subj}
	case f.IsRel(w, "obj"):
		return []lexicon.Slot{lexicon.Obj}
	case f.IsRel(w, "iobj"):
		return []lexicon.Slot{lexicon.Iobj}
	case f.IsRel(w, "xcomp"), r.isObliqueInfinitive(w):
		return []lexicon.Slot{lexicon.Xcomp}
	case f.IsRel(w, "ccomp"):
		return []lexicon.Slot{lexicon.Ccomp}
	case f.IsRel(w, "nmod:poss"):
		return []lexicon.Slot{lexicon.Poss}
	case f.IsRel(w, "amod", "compound"):
		return []lexicon.Slot{lexicon.Mod}
	case f.IsRel(w, "acl:relcl") && r.contentClause(w):
		return []lexicon.Slot{lexicon.Ccomp}
	case f.IsRel(w, "acl:relcl"):
		return nil
	}
	var slots []lexicon.Slot
	if r.gerund(h) == w || f.IsRel(w, "acl", "advcl") && r.marked(w, "to") && (f.UPOS(h) != "VERB" || f.Child(h, "obj", "iobj") != text.NoToken && r.drives(h)) {
		slots = append(slots, lexicon.Xcomp)
	}
	if f.IsRel(w, "acl") && r.marked(w, "that") {
		slots = append(slots, lexicon.Ccomp)
	}
	for _, m := range f.ChildrenBy(w, "case", "mark") {
		slots = append(slots, lexicon.Slot(r.preposition(m)))
	}
	return slots
}

// contentClause says that a relative clause with "that" tells what a report or claim says: "denied a report that its agents had
// met rebels".
func (r *reader) contentClause(w text.TokenID) bool {
	f := r.trees
	first := f.Edges(w).First
	s := f.Child(w, "nsubj", "nsubj:pass")
	return r.inClass(f.Head(w), "message") && r.lower(first) == "that" && s != text.NoToken && s != first && !r.relative(s)
}

// drives says that an infinitive behind the object of a verb tells what the object does: "led the rebels to disarm".
func (r *reader) drives(v text.TokenID) bool {
	_, ok := r.operator(lexicon.Verb, lowerLemma(r.trees.Lemma(v)), []lexicon.Slot{lexicon.Xcomp})
	return ok
}

// lower gives the word in small letters with plain apostrophes.
func (r *reader) lower(w text.TokenID) string {
	return strings.ReplaceAll(strings.ToLower(r.doc.Word(w)), "’", "'")
}
