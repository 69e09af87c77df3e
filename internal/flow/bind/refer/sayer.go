package refer

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
)

// sayer gives the candidate who says the clause that "he" or "she" is the subject of, be the verb of saying joined with another that has
// the subject: "The minister denied the charge and said he would sue"; or whose office says it: "The king's office said that he was ill".
// It is -1 where somebody speaks for others, or a person is told between.
func (r *reading) sayer(p *phrase, list []candidate) int {
	f := r.forest
	v := f.Head(p.head)
	if p.role != subject || p.pronoun.use == asOwner || p.pronoun.kind() != ofPerson || v == text.NoToken || !f.IsRel(v, "ccomp") {
		return -1
	}
	said := f.Head(v)
	if said > p.head || !r.lexicon.is(wordSpeech, strings.ToLower(f.Lemma(said))) {
		return -1
	}
	top := said
	for f.IsRel(top, "conj") && f.Child(top, "nsubj", "nsubj:pass") == text.NoToken {
		top = f.Head(top)
	}
	s := f.Child(top, "nsubj")
	if s == text.NoToken || s > said || r.at[s] < 0 || r.lexicon.is(wordVoice, strings.ToLower(f.Lemma(s))) {
		return -1
	}
	who := int(r.at[s])
	if o := f.Child(s, "nmod:poss"); r.phrases[who].class&person == 0 && o != text.NoToken {
		who = int(r.at[o])
	} else if o != text.NoToken { // "his wife said he was ill"
		return -1
	}
	if who < 0 || r.phrases[who].class != person || r.phrases[who].form == indefinite {
		return -1
	}
	best := -1
	for i := range list {
		o := &r.phrases[list[i].last]
		switch {
		case slices.Contains(r.chains[list[i].chain].phrases, who):
			best = i
		case o.sentence == p.sentence && o.head > said && o.head < p.head && o.class&person != 0:
			return -1
		}
	}
	return best
}

// asked gives the candidate who was asked or offered something just before by the clause or sentence that a pronoun goes on from as the
// subject of an answer: "They asked the Commonwealth for a mediator, and it has agreed", "The king wrote to the general and asked him to
// resign. He refused". It is -1 where there is none or more than one.
func (r *reading) asked(p *phrase, list []candidate) int {
	f := r.forest
	v := f.Head(p.head)
	if p.role != subject || p.pronoun.use == asOwner || p.quote >= 0 || v == text.NoToken || !f.IsRel(p.head, "nsubj") || !r.lexicon.is(wordAnswering, strings.ToLower(f.Lemma(v))) ||
		f.Child(v, "obj", "ccomp") != text.NoToken {
		return -1
	}
	var asking []text.TokenID
	switch {
	case f.IsRel(v, "conj"):
		asking = []text.TokenID{f.Head(v)}
	case f.IsRel(v, "root") && p.sentence > 0:
		root := f.Root(r.doc.Sentences[p.sentence-1].Tokens.First)
		asking = append(f.ChildrenBy(root, "conj"), root)
	}
	for _, a := range asking {
		if !r.lexicon.is(wordAsking, strings.ToLower(f.Lemma(a))) {
			continue
		}
		best := -1
		for i := range list {
			for _, j := range r.chains[list[i].chain].phrases {
				o := &r.phrases[j]
				if f.Head(o.head) == a && o.head > a && o.head < p.head && f.IsRel(o.head, "obj", "iobj", "obl") {
					if best >= 0 && best != i {
						return -1
					}
					best = i
				}
			}
		}
		return best
	}
	return -1
}
