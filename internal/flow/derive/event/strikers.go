package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// strikers gives who killed or wounded those of whom a sentence tells nothing else, by the force of which the sentence before tells
// alone: "The army stormed the camp. Two villagers were killed". Those who fight on the same side were hit by others.
func (r *reader) strikers(c *candidate, before []*candidate) []side {
	f := r.trees
	if !r.inClass(c.at, "harm") || !r.passive(c.at) || !r.mainVerb(c.at) || len(c.recipients) == 0 || len(r.prepositional(c.at, "by", nil)) > 0 ||
		f.Child(c.at, "advcl", "obl:tmod", "nmod:tmod", "obl:unmarked", "obl", "advmod", "mark") != text.NoToken {
		return nil
	}
	here := r.doc.SentenceOf(c.at)
	if r.speaksOf(here, 0, "calamity") > 0 || here > 0 && r.doc.Sentences[here].Paragraph != r.doc.Sentences[here-1].Paragraph {
		return nil
	}
	var all []side
	for _, e := range slices.Concat(r.earlierActs, before) {
		if e == c || e.at >= c.at || here-r.doc.SentenceOf(e.at) > 1 || e.trigger.Frame.Type != ontology.Assault {
			continue
		}
		if e.trigger.Frame.Sides != lexicon.Directed || e.trigger.Frame.Mode == "abduct" || len(e.actors) == 0 || len(all) > 0 && !covers(all, e.actors) {
			return nil
		}
		all = e.actors
	}
	for _, s := range all {
		if s.place || governs(all) && slices.ContainsFunc(c.recipients, func(v side) bool { return r.inClass(v.at, "forces") }) || slices.ContainsFunc(c.recipients, func(v side) bool { return r.together(&s, &v) || r.sameWord(s.at, v.at) }) {
			return nil
		}
	}
	return slices.Clone(all)
}

// together says that two sides fight for the same: soldiers and police of one state, or two of one kind.
func (r *reader) together(a, b *side) bool {
	if sameActor(&a.actor, &b.actor) || a.actor.Sector == b.actor.Sector && a.actor.Country == b.actor.Country {
		return true
	}
	return governs([]side{*a}) && governs([]side{*b}) && (a.actor.Country == b.actor.Country || !isCode(a.actor.Country) || !isCode(b.actor.Country))
}

// sameWord says that two words are forms of one: "rebels" who were killed are of the rebels who attacked.
func (r *reader) sameWord(a, b text.TokenID) bool {
	return a != text.NoToken && b != text.NoToken && lowerLemma(r.trees.Lemma(a)) == lowerLemma(r.trees.Lemma(b))
}

// freed gives who were taken and by whom, where those who are freed are told by a pronoun that was taken to mean who took them:
// "Tribesmen seized nine tourists. They were later freed".
func (r *reader) freed(c *candidate, before []*candidate) (captors, captives []side) {
	n := r.object(c.at)
	if n == text.NoToken || !r.passive(c.at) || r.trees.UPOS(n) != "PRON" {
		return nil, nil
	}
	all := slices.Concat(r.earlierActs, before)
	for i := len(all) - 1; i >= 0; i-- {
		e := all[i]
		if e == c || e.at >= c.at || e.trigger.Frame.Mode != "arrest" && e.trigger.Frame.Mode != "abduct" || !covers(e.actors, c.recipients) {
			continue
		}
		one := r.trees.Morph(n).Feat("Number") != "Plur"
		if len(e.recipients) != 1 || e.recipients[0].place || one != (r.trees.Morph(e.recipients[0].at).Feat("Number") != "Plur") {
			return nil, nil
		}
		captives = slices.Clone(e.recipients)
		captives[0].at = n
		return slices.Clone(e.actors), captives
	}
	return nil, nil
}
