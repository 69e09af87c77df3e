package refer

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// How many sentences back a pronoun may mean something, by kind: persons are longest remembered.
const (
	farPerson = 12
	farThing  = 4
	farMany   = 5
)

// candidate is a chain that a pronoun may mean.
type candidate struct {
	chain    int
	last     int // number of its last phrase before the pronoun, or of the one that follows
	ahead    bool
	features []feature
	score    float32
}

// candidates lists the chains that a pronoun may mean, the nearest first.
func (r *reading) candidates(k int) []candidate {
	p := &r.phrases[k]
	far := [...]int{farPerson, farThing, farMany}[p.pronoun.kind()]
	list := make([]candidate, 0, 8)
	acts, says := r.does(p)
	for _, j := range r.before(p, far) {
		c := r.phrases[j].chain
		if r.chains[c].class == period {
			continue // "decades"
		}
		if r.chains[c].class&acts == 0 && !(says && r.lexicon.is(wordText, r.forest.Lemma(r.phrases[j].head))) {
			continue
		}
		if !says && p.pronoun.kind() != ofPerson && r.onlySource(c, p) {
			continue
		}
		if r.agree(p, &r.chains[c].traits) && !r.barred(k, c) {
			list = append(list, candidate{chain: c, last: j})
		}
	}
	if j := r.aheadOf(p); j >= 0 {
		if c := r.phrases[j].chain; c >= 0 && r.chains[c].seen != r.marks && r.agree(p, &r.chains[c].traits) && !r.barred(k, c) {
			list = append(list, candidate{chain: c, last: j, ahead: true})
		}
	}
	return list
}

// onlySource says that all that was told of a chain before a pronoun is that something is so according to it: "They took the
// town, according to aid agencies. Kigali denies that it backs them".
func (r *reading) onlySource(c int, p *phrase) bool {
	for _, j := range r.chains[c].phrases {
		o := &r.phrases[j]
		if o.head >= p.head {
			break
		}
		if m := r.forest.Child(o.head, "case"); m == text.NoToken || !strings.EqualFold(r.doc.Word(m), "according") {
			return false
		}
	}
	return true
}

// anyClass is the set of all classes.
const anyClass = ^class(0)

// does says of which classes a pronoun must be by the verb that it is the subject or object of, or by what it owns, and whether
// the verb is one of speech.
func (r *reading) does(p *phrase) (acts class, says bool) {
	f := r.forest
	w := f.Conjuncts(p.head)[0]
	h := f.Head(w)
	if h == text.NoToken {
		return anyClass, false
	}
	lemma := strings.ToLower(f.Lemma(h))
	switch {
	case p.pronoun.use == asOwner && r.lexicon.is(wordManned, lemma):
		return p.class & (person | body | place), false
	case f.Rel(w) == "obj" && f.UPOS(h) == "VERB" && r.lexicon.is(wordAffecting, lemma):
		return p.class & (person | body), false
	case f.Rel(w) != "nsubj" || f.UPOS(h) != "VERB":
		return anyClass, false
	case r.lexicon.is(wordSpeech, lemma):
		return p.class & (person | body), true
	case r.lexicon.is(wordAgentive, lemma):
		return p.class & (person | body), false
	}
	return anyClass, false
}

// before gives the last phrase before p of each chain that is told within so many sentences, the nearest first.
func (r *reading) before(p *phrase, far int) []int {
	r.marks++
	r.near = r.near[:0]
	end := r.first[p.sentence+1]
	for j := end - 1; j >= 0 && p.sentence-r.phrases[j].sentence <= far && r.together(p, &r.phrases[j]); j-- {
		o := &r.phrases[j]
		if o.head >= p.head || o.words.First > p.head || o.chain < 0 || r.chains[o.chain].seen == r.marks {
			continue
		}
		r.chains[o.chain].seen = r.marks
		r.near = append(r.near, j)
	}
	return r.near
}

// together says that two phrases are of one item of a round-up.
func (r *reading) together(p, o *phrase) bool { return r.items[p.sentence] == r.items[o.sentence] }

// agree says that number, gender and class of a pronoun allow a chain.
func (r *reading) agree(p *phrase, t *traits) bool {
	return p.number&t.number != 0 && p.class&t.class != 0 && (p.class != person || p.gender&t.gender != 0)
}

// barred says that grammar forbids a pronoun to mean a chain: because of where one of its phrases stands in the same
// sentence.
func (r *reading) barred(k, c int) bool {
	p := &r.phrases[k]
	phrases := r.chains[c].phrases
	if p.quote >= 0 && p.pronoun.kind() != ofMany && r.speaks(phrases, p.quote) {
		return true // who is quoted says "I"
	}
	if r.ofStates(p) && r.underState(c) {
		return true // a ministry has no foreign ministry
	}
	for i := len(phrases) - 1; i >= 0; i-- {
		o := &r.phrases[phrases[i]]
		if o.sentence < p.sentence {
			break
		}
		if o.sentence == p.sentence && phrases[i] != k && r.apart(p, o) {
			return true
		}
		for _, m := range o.members {
			if q := &r.phrases[m]; q.sentence == p.sentence && (m == k || r.apart(p, q) && p.pronoun.use != asOwner) {
				return true
			}
		}
	}
	return false
}

// ofStates says that a possessive pronoun owns what only states have: "its foreign ministry".
func (r *reading) ofStates(p *phrase) bool {
	h := r.forest.Head(p.head)
	return p.pronoun.use == asOwner && h != text.NoToken && r.lexicon.is(wordOfState, strings.ToLower(r.forest.Lemma(h)))
}

// underState says that a chain is a body of a state or a company, which has nothing of the kind.
func (r *reading) underState(c int) bool {
	told := func(kinds ...knowledge.Kind) bool {
		return slices.ContainsFunc(r.chains[c].phrases, func(j int) bool {
			return slices.ContainsFunc(r.phrases[j].mentions, func(i int) bool {
				m := &r.doc.Mentions[i]
				return m.Head == r.phrases[j].head && slices.Contains(kinds, knowledge.Kind(m.As.Kind)) && !strings.HasSuffix(strings.ToLower(m.As.Name), "government")
			})
		})
	}
	return told(knowledge.Government, knowledge.Company) && !told(knowledge.State, knowledge.Territory)
}

// apart says that a pronoun and a phrase of its sentence are two.
func (r *reading) apart(p, o *phrase) bool {
	f := r.forest
	if r.encloses(o.head, p) || f.IsRel(o.head, "appos") && f.Head(o.head) == p.head {
		return true
	}
	if f.Conjuncts(p.head)[0] == f.Conjuncts(o.head)[0] {
		return true
	}
	if p.pronoun.use == asReflexive {
		return false
	}
	// "the man she met": not the man.
	if v := f.Head(p.head); p.pronoun.use != asOwner && v != text.NoToken && f.IsRel(v, "acl:relcl") && f.Head(v) == o.head {
		return true
	}
	// "Putin demanded that he resign": not Putin.
	if r.wished(p, o) {
		return true
	}
	// "He said that Putin would go": not he.
	if o.head > p.head && o.nominal() && p.role == subject && f.Dominates(f.Head(p.head), o.head) && p.words.End <= o.words.First {
		return true
	}
	if p.pronoun.use == asOwner {
		return false
	}
	return r.besides(p, o)
}

// wished says that a pronoun is the subject of what the other demands or urges, who then is another: "that he resign".
func (r *reading) wished(p, o *phrase) bool {
	f, v := r.forest, r.forest.Head(p.head)
	if v == text.NoToken || o.role != subject || !f.IsRel(p.head, "nsubj") || !f.IsRel(v, "ccomp") || p.number != one || f.Morph(v).XPOS != "VB" && f.Morph(v).XPOS != "VBP" || f.Child(v, "aux") != text.NoToken {
		return false
	}
	top := o.head
	for f.IsRel(top, "appos", "flat") {
		top = f.Head(top)
	}
	return f.Head(top) == f.Head(v)
}

// encloses says that the phrase of a head holds a pronoun so that they are two: "his brother", "the owner of his house".
// A clause or a loose modifier between leaves it open: "a man who lost his way", "Hopper, famous for his role".
func (r *reading) encloses(head text.TokenID, p *phrase) bool {
	f := r.forest
	loose := false
	w := p.head
	for w != text.NoToken && w != head {
		if f.IsRel(w, "conj") || f.HeadsClause(w) && f.Head(w) != text.NoToken || f.IsRel(w, "amod") && w > head {
			return false // "Zelensky and his wife"
		}
		if c := f.Child(w, "case"); w != p.head && w > head && c != text.NoToken && !strings.EqualFold(r.doc.Word(c), "of") {
			loose = true // "a man with his dog"
		}
		w = f.Head(w)
	}
	return w == head && head != text.NoToken && !(loose && p.pronoun.use == asOwner)
}

// besides says that two phrases stand beside each other under one verb, or one is the subject that an infinitive with
// the other shares.
func (r *reading) besides(p, o *phrase) bool {
	f := r.forest
	a, b := r.counted(f.Conjuncts(p.head)[0]), f.Conjuncts(o.head)[0]
	if o.role == owner || o.form == modifier || o.role == within {
		return false
	}
	if f.Head(a) == f.Head(b) {
		return !(p.role == oblique && o.role == oblique)
	}
	if o.role != subject {
		return false
	}
	for v := f.Head(a); v != text.NoToken && v != f.Head(b); v = f.Head(v) {
		if !f.IsRel(v, "xcomp", "conj") || f.Child(v, "nsubj", "csubj") != text.NoToken {
			return false
		}
		if f.Head(v) == f.Head(b) {
			return true
		}
	}
	return false
}

// counted gives the numeral above a pronoun in "two of them", else the pronoun itself.
func (r *reading) counted(w text.TokenID) text.TokenID {
	f := r.forest
	for h := f.Head(w); h != text.NoToken && f.IsRel(w, "nmod"); h = f.Head(w) {
		if u := f.UPOS(h); u == "NOUN" || u == "PROPN" || u == "VERB" {
			break
		}
		w = h
	}
	return w
}

// aheadOf finds the subject behind a pronoun in an adjunct that comes first: "In his speech, Putin said".
func (r *reading) aheadOf(p *phrase) int {
	f := r.forest
	w := p.head
	for h := f.Head(w); h != text.NoToken; w, h = h, f.Head(h) {
		if w >= h || !f.IsRel(w, "obl", "advcl") {
			continue
		}
		s := f.Child(h, "nsubj")
		if s == text.NoToken || s < p.head || f.Edges(w).End > s || r.at[s] < 0 {
			continue
		}
		if o := &r.phrases[r.at[s]]; o.form == aName || o.form == definite || o.number == many && o.nominal() {
			return int(r.at[s])
		}
	}
	return -1
}

// kind tells which weights a pronoun is judged with.
func (p *pronoun) kind() kind {
	switch {
	case p.traits.class == person:
		return ofPerson
	case p.traits.number == many:
		return ofMany
	}
	return ofThing
}
