package refer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
)

// farNoun is how many sentences back "the teacher" may be the teacher told of there.
const farNoun = 12

// chainSentence gives each noun phrase of a sentence its chain: one of before where it names or describes the same, or
// a new one. Those that join others come behind them.
func (r *reading) chainSentence(sentence int) {
	for k := r.first[sentence]; k < r.first[sentence+1]; k++ {
		if p := &r.phrases[k]; p.nominal() && p.form != joint {
			if r.several(p); p.form == joint {
				r.put(k, r.sameJoint(p))
			} else {
				r.put(k, r.same(p))
			}
		}
	}
	for k := r.first[sentence]; k < r.first[sentence+1]; k++ {
		if p := &r.phrases[k]; p.chain < 0 && p.form == joint {
			r.put(k, r.sameJoint(p))
		}
	}
}

// sameJoint finds the chain of those that were joined before: "Putin and Xi", once more. It remembers them.
func (r *reading) sameJoint(p *phrase) int {
	var chains []int
	for _, m := range p.members {
		chains = append(chains, r.phrases[m].chain)
	}
	slices.Sort(chains)
	key := fmt.Sprint(chains)
	if c, ok := r.byJoint[key]; ok {
		return c
	}
	r.byJoint[key] = len(r.chains)
	return -1
}

// same finds the chain that a noun phrase goes on, or -1.
func (r *reading) same(p *phrase) int {
	if len(p.mentions) == 1 {
		if c, ok := r.byKey[r.doc.Mentions[p.mentions[0]].Key]; ok {
			return c
		}
	}
	if len(p.mentions) > 1 {
		return -1
	}
	if c := r.apposed(p); c >= 0 {
		return c
	}
	if c := r.ofTwo(p); c >= 0 {
		p.number |= one
		p.class = r.chains[c].class
		return c
	}
	if p.form == aName || p.form == modifier {
		return r.sameName(p)
	}
	if c := r.predicated(p); c >= 0 {
		return c
	}
	if p.form != definite && p.form != near {
		return -1
	}
	switch c := r.described(p); c {
	case unclear:
		return -1
	case -1:
		return r.sameNoun(p)
	default:
		return c
	}
}

// apposed gives the chain of the phrase that p explains: "Putin, the president".
func (r *reading) apposed(p *phrase) int {
	first := r.forest.Conjuncts(p.head)[0] // "Thompson, curator and director of the museum"
	if !r.forest.IsRel(first, "appos") || first != p.head && p.form == aName {
		return -1
	}
	return r.fits(p, r.forest.Head(first))
}

// predicated gives the chain of the subject of "Putin is the president".
func (r *reading) predicated(p *phrase) int {
	if p.role != predicate || r.forest.IsRel(p.head, "conj") {
		return -1
	}
	s := r.forest.Child(p.head, "nsubj")
	if s == text.NoToken {
		return -1
	}
	return r.fits(p, s)
}

// fits gives the chain of the noun phrase with head t where it can be the same as p.
func (r *reading) fits(p *phrase, t text.TokenID) int {
	if t == text.NoToken || r.at[t] < 0 {
		return -1
	}
	o := &r.phrases[r.at[t]]
	if o.chain < 0 || !o.nominal() || o.number&p.number == 0 || o.class&p.class == 0 || o.gender&p.gender == 0 {
		return -1
	}
	if len(o.mentions) > 0 && len(p.mentions) > 0 {
		return -1
	}
	return o.chain
}

func (r *reading) sameName(p *phrase) int {
	name := plainName(p.name)
	if name == "" {
		return -1
	}
	if c, ok := r.byName[name]; ok && r.chains[c].gender&p.gender != 0 {
		return c
	}
	if c, ok := r.bySur[name]; ok && c >= 0 && p.class&person != 0 && r.chains[c].gender&p.gender != 0 {
		return c
	}
	// "Dr Smith" names whoever was last named "Anna Smith".
	if last := name[strings.LastIndexByte(name, ' ')+1:]; p.class == person && last != name && p.words.Len() > 0 {
		if c, ok := r.byName[last]; ok && r.chains[c].class&person != 0 && r.chains[c].gender&p.gender != 0 {
			return c
		}
	}
	return -1
}

func plainName(s string) string {
	s = strings.ToLower(s)
	s = strings.TrimPrefix(s, "the ")
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	return strings.TrimRight(s, ".")
}

// sameNoun finds the last phrase with the same noun.
func (r *reading) sameNoun(p *phrase) int {
	lemma := r.forest.Lemma(p.head)
	for k := len(r.chained) - 1; k >= 0; k-- {
		o := &r.phrases[r.chained[k]]
		if p.sentence-o.sentence > farNoun || !r.together(p, o) {
			break
		}
		if o.form == aName || o.form == modifier || o.form == joint || r.forest.Lemma(o.head) != lemma {
			continue
		}
		if o.number&p.number == 0 || len(o.mentions) > 0 && len(p.mentions) > 0 {
			return -1
		}
		if r.otherwise(p, o) {
			continue
		}
		return o.chain
	}
	return -1
}

// otherwise says that a phrase has a modifier that the one before does not have: "the second minister".
func (r *reading) otherwise(p, o *phrase) bool {
	for _, c := range r.forest.Children(p.head) {
		if c > p.head || !r.forest.IsRel(c, "amod", "compound", "nummod") {
			continue
		}
		found := false
		for _, d := range r.forest.Children(o.head) {
			found = found || strings.EqualFold(r.doc.Word(d), r.doc.Word(c))
		}
		if !found {
			return true
		}
	}
	return false
}

// put adds a noun phrase to a chain, to a new one for -1.
func (r *reading) put(k, c int) {
	p := &r.phrases[k]
	if c < 0 {
		c = len(r.chains)
		r.chains = append(r.chains, chain{traits: p.traits})
	}
	ch := &r.chains[c]
	p.chain = c
	ch.phrases = append(ch.phrases, k)
	r.chained = append(r.chained, k)
	ch.narrow(p.traits)
	if r.doc.Sentences[p.sentence].Kind == text.Title {
		ch.title = true
	}
	for _, i := range p.mentions {
		if _, taken := r.byKey[r.doc.Mentions[i].Key]; !taken && len(p.mentions) == 1 {
			r.byKey[r.doc.Mentions[i].Key] = c
		}
	}
	if name := plainName(p.name); name != "" {
		r.nameChain(ch, c, name)
	}
}

// nameChain lets the name and the surname find the chain.
func (r *reading) nameChain(ch *chain, c int, name string) {
	if _, taken := r.byName[name]; !taken {
		r.byName[name] = c
	}
	if ch.name == "" {
		ch.name = name
	}
	if ch.class&person == 0 || !strings.Contains(name, " ") {
		return
	}
	for _, w := range []string{name[strings.LastIndexByte(name, ' ')+1:], name[:strings.IndexByte(name, ' ')]} {
		if other, taken := r.bySur[w]; taken && other != c {
			r.bySur[w] = -1
		} else {
			r.bySur[w] = c
		}
	}
}

// narrow takes over what one more phrase tells of a chain; what contradicts is not taken over.
func (t *traits) narrow(o traits) {
	if n := t.number & o.number; n != 0 {
		t.number = n
	}
	if g := t.gender & o.gender; g != 0 {
		t.gender = g
	}
	if c := t.class & o.class; c != 0 {
		t.class = c
		t.unsure = t.unsure && o.unsure
	}
}
