package event

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/language/learnt"
	"github.com/chancery-project/chancery/internal/text"
)

// Surroundings gives for each verb, noun and adjective of a document what stands around it, as the model of package learnt reads it,
// and whether a sense of the lexicon stands at it.
func (s *Stage) Surroundings(doc *text.Document) (map[text.TokenID][]uint64, map[text.TokenID]string, error) {
	r, err := s.reader(doc)
	if err != nil {
		return nil, nil, err
	}
	r.unlearnt = true
	all, told := map[text.TokenID][]uint64{}, map[text.TokenID]string{}
	for i := range doc.Sentences {
		r.sentence(i)
		for w := doc.Sentences[i].Tokens.First; w < doc.Sentences[i].Tokens.End; w++ {
			switch doc.Trees.UPOS(w) {
			case "VERB", "NOUN", "ADJ":
				all[w] = r.surroundings(w)
				if c := r.actAt(w); c != nil {
					told[w] = c.trigger.Frame.Type
				}
			}
		}
	}
	return all, told, nil
}

// about collects the features of one word.
type about struct {
	r     *reader
	w     text.TokenID
	lemma string
	pos   string
	types map[string]int // of the senses that the lexicon has for the word, with how many have each
	most  string         // the type that most of them have
	leans string         // the type that it is likeliest to tell, whatever stands around it
	all   []uint64
}

func (a *about) add(words ...string) { a.all = append(a.all, learnt.Hash(words...)) }

// surroundings lists what stands around a word: itself, its subject, object and prepositional phrases with their kinds, what governs it,
// and the types of the senses that the lexicon has for it.
func (r *reader) surroundings(w text.TokenID) []uint64 {
	f := r.trees
	a := &about{r: r, w: w, lemma: lowerLemma(f.Lemma(w)), pos: string(r.posOf(w)), types: map[string]int{}, all: make([]uint64, 0, 160)}
	a.itself()
	a.above()
	if f.UPOS(w) == "VERB" {
		a.ofVerb()
	} else {
		a.ofNoun()
	}
	a.below()
	slices.Sort(a.all)
	return slices.Compact(a.all)
}

// itself adds the word, its beginning, its classes and the types of its senses.
func (a *about) itself() {
	a.add("bias", a.pos)
	a.add("w", a.pos, a.lemma)
	for _, n := range []int{4, 6} {
		if len(a.lemma) > n+1 {
			a.add("begin", a.pos, a.lemma[:n])
		}
	}
	senses := a.r.senses(a.r.posOf(a.w), a.w)
	for _, t := range senses {
		a.types[t.Frame.Type]++
	}
	for _, t := range slices.Sorted(maps.Keys(a.types)) {
		a.add("sense", a.pos, t)
		if a.types[t] > a.types[a.most] {
			a.most = t
		}
	}
	switch {
	case len(senses) == 0:
		a.add("no sense", a.pos)
	case len(a.types) == 1:
		a.add("one sense", a.pos, a.most)
	default:
		a.add("most senses", a.pos, a.most)
		if 3*a.types[a.most] > 2*len(senses) {
			a.add("two in three senses", a.pos, a.most)
		}
	}
	for _, c := range a.r.lexicon.ClassesOf(a.lemma) {
		a.add("class", a.pos, c)
	}
	for i, l := range a.r.leanings(a.w) {
		if i == 0 {
			a.leans = l.Type
			a.add("leans first", a.pos, l.Type, strconv.Itoa(l.Much))
		}
		a.add("leans", a.pos, l.Type)
		a.add("leans", a.pos, l.Type, strconv.Itoa(l.Much))
	}
	if a.leans == "" {
		a.add("leans to nothing", a.pos)
	}
	run := a.r.doc.Sentences[a.r.doc.SentenceOf(a.w)].Tokens
	if a.w > run.First {
		a.add("word before", a.r.lower(a.w-1), a.lemma)
	}
	if a.w+1 < run.End {
		a.add("word behind", a.r.lower(a.w+1), a.lemma)
	}
}

// leanings gives the types of act that a word may tell: those of a verb with its particle, its object or a preposition behind it, where the lexicon knows
// them, else its own.
func (r *reader) leanings(w text.TokenID) []lexicon.Leaning {
	f := r.trees
	lemma, pos := lowerLemma(f.Lemma(w)), r.posOf(w)
	if pos == lexicon.Verb && r.lexicon.LeansWith(lemma) {
		for _, p := range f.ChildrenBy(w, "compound:prt", "advmod") {
			if all := r.lexicon.Leanings(pos, lemma+" "+r.lower(p)); all != nil {
				return all
			}
		}
		if o := f.Child(w, "obj"); o != text.NoToken { // "lay siege"
			if all := r.lexicon.Leanings(pos, lemma+" "+lowerLemma(f.Lemma(o))); all != nil {
				return all
			}
		}
		for _, n := range f.ChildrenBy(w, "obl", "obl:agent") {
			for _, p := range f.ChildrenBy(n, "case") {
				if all := r.lexicon.Leanings(pos, lemma+" "+r.lower(p)); all != nil {
					return all
				}
			}
		}
	}
	return r.lexicon.Leanings(pos, lemma)
}

// above adds what governs the word.
func (a *about) above() {
	f := a.r.trees
	rel, h := f.Rel(a.w), f.Head(a.w)
	a.add("rel", a.pos, rel)
	if h == text.NoToken {
		return
	}
	lemma := lowerLemma(f.Lemma(h))
	a.add("above", rel, lemma)
	a.add("above", rel, lemma, a.lemma)
	for _, op := range a.r.lexicon.Operators(a.r.posOf(h), lemma) {
		a.add("operator", rel, string(op.Effect))
	}
	if t := a.typeOf(h); t != "" {
		a.add("above", rel, "@", t)
		a.add("above", rel, "@", t, a.lemma)
	}
	if a.leans != "" {
		a.add("above", rel, "leans", a.leans)
	}
}

// typeOf gives the type of the first sense of a word, "" where it has none or that is no act.
func (a *about) typeOf(x text.TokenID) string {
	for _, t := range a.r.senses(a.r.posOf(x), x) {
		return t.Frame.Type
	}
	return ""
}

// ofVerb adds subject and object.
func (a *about) ofVerb() {
	f := a.r.trees
	if a.r.passive(a.w) {
		a.add("passive")
		a.add("passive", a.lemma)
	}
	if s := a.r.subject(a.w); s != text.NoToken {
		a.phrase("subject", lexicon.Subj, s)
	} else {
		a.add("no subject")
	}
	o := a.r.object(a.w)
	if o == text.NoToken {
		a.add("no object", a.lemma)
		return
	}
	a.phrase("object", lexicon.Obj, o)
	for _, m := range f.ChildrenBy(o, "amod", "compound") {
		a.add("object has", lowerLemma(f.Lemma(m)), a.lemma)
	}
	for _, n := range f.ChildrenBy(o, "nmod") {
		a.phrase("of object", "", n)
	}
}

// ofNoun adds what stands before a noun or adjective, and the verb that may carry it.
func (a *about) ofNoun() {
	f := a.r.trees
	for _, m := range f.ChildrenBy(a.w, "amod", "compound", "nmod:poss") {
		a.phrase("before", lexicon.Mod, m)
	}
	if d := f.Child(a.w, "det"); d != text.NoToken {
		a.add("det", a.r.lower(d))
		a.add("det", a.r.lower(d), a.lemma)
	} else {
		a.add("no det")
	}
	if h := f.Head(a.w); h != text.NoToken && f.UPOS(a.w) == "NOUN" && f.UPOS(h) == "VERB" {
		a.add("verb", f.Rel(a.w), lowerLemma(f.Lemma(h)), a.most)
		if uses := a.r.lexicon.Lights(f.Lemma(h)); len(uses) > 0 {
			a.add("light", f.Rel(a.w), string(uses[0].Slot))
		}
	}
	a.add("number", f.Morph(a.w).XPOS)
}

// below adds prepositional phrases, particles, clauses and adverbs.
func (a *about) below() {
	f := a.r.trees
	for _, c := range f.ChildrenBy(a.w, "obl", "nmod") {
		if a.r.isTime(c) || f.IsRel(c, "nmod:poss", "obl:agent") {
			continue
		}
		for _, m := range f.ChildrenBy(c, "case") {
			p := a.r.preposition(m)
			a.add("prep", p)
			a.add("prep", p, a.lemma)
			a.phrase("prep "+p, lexicon.Slot(p), c)
		}
	}
	for _, c := range f.ChildrenBy(a.w, "compound:prt", "xcomp", "ccomp", "advmod", "mark", "aux", "iobj", "advcl", "case", "conj", "appos") {
		lemma, rel := lowerLemma(f.Lemma(c)), f.Rel(c)
		a.add("below", rel)
		a.add("below", rel, a.lemma)
		a.add("below", rel, lemma)
		a.add("below", rel, lemma, a.lemma)
		if rel == "compound:prt" {
			a.fits("particle", lexicon.Prt, c)
		}
		if t := a.typeOf(c); t != "" && (rel == "xcomp" || rel == "ccomp" || rel == "conj") {
			a.add("below", rel, "@", t)
			a.add("below", rel, "@", t, a.lemma)
		}
	}
}

// phrase adds what a phrase is: its word, its classes, what act it names, the kind of its actor, and what senses ask for it in the slot.
func (a *about) phrase(name string, slot lexicon.Slot, x text.TokenID) {
	f := a.r.trees
	if f.UPOS(x) != "PROPN" {
		lemma := lowerLemma(f.Lemma(x))
		a.add(name, lemma)
		a.add(name, lemma, a.lemma)
		for _, c := range a.r.lexicon.ClassesOf(lemma) {
			a.add(name, "#", c)
			a.add(name, "#", c, a.lemma)
		}
		if a.most != "" {
			a.add(name, lemma, "senses", a.most)
		}
		if all := a.r.lexicon.Triggers(lexicon.Noun, lemma); len(all) > 0 {
			a.add(name, "@", all[0].Frame.Type)
			a.add(name, "@", all[0].Frame.Type, a.lemma)
		}
	}
	kind, sector := a.r.kindAround(x)
	a.add(name, "is", kind, sector)
	if a.leans != "" {
		a.add(name, "is", kind, sector, "leans", a.leans)
	}
	if all := a.r.lexicon.Leanings(lexicon.Noun, lowerLemma(f.Lemma(x))); len(all) > 0 && f.UPOS(x) == "NOUN" {
		a.add(name, "leans", all[0].Type)
		a.add(name, "leans", all[0].Type, a.leans)
	}
	a.add(name, "is", kind, sector, a.lemma)
	if a.most != "" {
		a.add(name, "is", kind, sector, "senses", a.most)
	}
	if slot != "" {
		a.fits(name, slot, x)
	}
}

// fits adds the types of the senses of any word that ask for a phrase in a slot, and whether the word has senses of these types.
func (a *about) fits(name string, slot lexicon.Slot, x text.TokenID) {
	if strings.HasPrefix(name, "prep") {
		name = "prep"
	}
	var seen []string
	for _, l := range a.r.lemmas(x) {
		for _, typ := range a.r.lexicon.Fits(slot, l) {
			if slices.Contains(seen, typ) {
				continue
			}
			seen = append(seen, typ)
			a.add(name, "fits", typ)
			a.add(name, "fits", typ, a.lemma)
			if a.types[typ] > 0 {
				a.add(name, "fits a sense", typ)
			}
			if typ == a.most {
				a.add(name, "fits most senses")
			}
		}
	}
	if len(seen) == 0 {
		a.add(name, "fits nothing")
	}
}

// kindAround tells what a phrase is: the kind and sector of its actor, a place, a number, money, a name, a pronoun, a thing.
func (r *reader) kindAround(x text.TokenID) (kind, sector string) {
	if named := r.doc.ActorsAt(x); len(named) > 0 {
		return named[0].Kind, named[0].Sector
	}
	switch r.trees.UPOS(x) {
	case "PRON":
		if all := r.sides(x); len(all) > 0 {
			return "pronoun of", all[0].actor.Kind
		}
		return "pronoun", r.lower(x)
	case "NUM":
		return "number", ""
	case "PROPN":
		if r.doc.PlaceAt(x) != nil {
			return "place", ""
		}
		return "name", ""
	case "VERB":
		return "clause", ""
	}
	if all := r.sides(x); len(all) > 0 {
		if all[0].direct && !all[0].place {
			return "described", all[0].actor.Kind
		}
		return "thing of", all[0].actor.Kind
	}
	if r.isMoney(x) {
		return "money", ""
	}
	return "thing", ""
}
