package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// topics lists what an act is said of: the act inside and what stands in its slots.
func (r *reader) topics(c *candidate) (all []text.TokenID) {
	if c.content != text.NoToken {
		all = append(all, c.content)
	}
	slots := []lexicon.Slot{lexicon.Obj, lexicon.Xcomp, lexicon.Ccomp}
	for _, name := range []byte{'R', 'C'} {
		if role := c.trigger.Role(name); role != nil {
			slots = append(slots, role.Slots...)
		}
	}
	for _, slot := range slots {
		if slot == "inner" || slot == "aim" {
			continue
		}
		for _, x := range r.fill(c.at, slot) {
			if x != c.at && !r.isTime(x) && !slices.Contains(all, x) {
				all = append(all, x)
			}
		}
	}
	return all
}

// goesBack says that a noun speaks of what was told before: it is definite, and nothing behind it tells which.
func (r *reader) goesBack(n text.TokenID) bool {
	f := r.trees
	if f.UPOS(n) == "PRON" {
		switch r.lower(n) {
		case "it", "this", "that", "these", "those", "them":
			return len(r.doc.ActorsAt(n)) == 0
		}
		return false
	}
	if r.sumsUp(n) {
		return r.inClass(n, "deed") || r.inClass(n, "proposal") || r.inClass(n, "decided") || len(r.senses(lexicon.Noun, n)) > 0
	}
	if f.UPOS(n) != "NOUN" || r.doc.MentionsAt(n) != nil || f.Child(n, "nmod:poss", "acl:relcl", "appos") != text.NoToken {
		return false
	}
	if a := f.Child(n, "acl"); a != text.NoToken && (a != n+1 || len(f.Children(a)) > 0 || f.Morph(a).XPOS == "VBG") {
		return false // "called the decision unjustified" says nothing more of it
	}
	for _, c := range f.ChildrenBy(n, "nmod") {
		if !r.isTime(c) {
			return false
		}
	}
	return slices.ContainsFunc(f.ChildrenBy(n, "det", "det:predet"), func(d text.TokenID) bool { return r.lexicon.In("definite", r.lower(d)) })
}

// sumsUp says that a noun with a relative clause or a participle, behind a comma, is what the clause before it told: "a move that Chad
// condemned", "steps denounced by Mali".
func (r *reader) sumsUp(n text.TokenID) bool {
	f := r.trees
	if f.UPOS(n) != "NOUN" || n == 0 || f.Child(n, "acl:relcl") == text.NoToken && !r.doneBehind(n) {
		return false
	}
	d := f.Child(n, "det")
	if d == text.NoToken { // "moves that were criticised by Mali"
		return r.doc.Word(n-1) == "," && r.inClass(n, "deed") && f.Morph(n).Feat("Number") == "Plur"
	}
	return d > 0 && (r.lower(d) == "a" || r.lower(d) == "an") && r.doc.Word(d-1) == ","
}

// doneBehind says that a participle with who does it stands right behind a noun: "a decision condemned by Chad".
func (r *reader) doneBehind(n text.TokenID) bool {
	return slices.ContainsFunc(r.trees.ChildrenBy(n, "acl"), func(a text.TokenID) bool {
		return a == n+1 && r.trees.Morph(a).XPOS == "VBN" && len(r.prepositional(a, "by", nil)) > 0
	})
}

// doersOf gives who did what a noun or pronoun goes back to: the nearest act before it of the kind that the noun names.
func (r *reader) doersOf(n text.TokenID, c *candidate, before []*candidate) []side {
	pronoun := r.trees.UPOS(n) == "PRON" || r.sumsUp(n)
	if r.trees.UPOS(n) == "PRON" && !r.mainClause(c) {
		return nil
	}
	any := pronoun || r.inClass(n, "deed")
	types := map[string]bool{}
	frames := map[string]bool{}
	for _, t := range r.senses(lexicon.Noun, n) {
		if material(t.Frame.Type) {
			types[t.Frame.Type] = true
		}
		frames[t.Frame.ID] = !t.Frame.None()
	}
	for _, typ := range ontology.Types() {
		if r.inClass(n, "told_"+typ.Name) {
			types[typ.Name] = true
		}
	}
	if !any && len(types) == 0 {
		return nil
	}
	back := maxBack
	if any {
		back = 1
	}
	if !pronoun { // "the shelling" goes back to who shelled, before others who attacked
		stem := stemOf(lowerLemma(r.trees.Lemma(n)))
		if all := r.nearest(c, before, back, func(e *candidate) bool { return stemOf(lowerLemma(r.trees.Lemma(e.at))) == stem }); len(all) > 0 {
			return all
		}
		if all := r.nearest(c, before, back, func(e *candidate) bool { return frames[e.trigger.Frame.ID] }); len(all) > 0 {
			return all
		}
	}
	if r.inClass(n, "campaign") { // "the offensive" is the one that the report began with
		for _, e := range r.earlierActs {
			if types[e.trigger.Frame.Type] {
				if all := opposite(e.actors, c.actors); len(all) > 0 {
					return all
				}
			}
		}
	}
	if !pronoun && r.inClass(n, "decided") { // a decision is of a state or body rather than of a person
		bodies := func(e *candidate) bool {
			return !slices.ContainsFunc(e.actors, func(s side) bool { return s.actor.Kind == "person" || s.actor.Kind == "population" || s.place })
		}
		if all := r.nearest(c, before, 3, func(e *candidate) bool {
			return bodies(e) && (material(e.trigger.Frame.Type) || e.trigger.Frame.Type == ontology.Support)
		}); len(all) > 0 {
			return all
		}
	}
	if !pronoun && any { // "the step" is a deed rather than words
		if all := r.nearest(c, before, 2, func(e *candidate) bool { return material(e.trigger.Frame.Type) }); len(all) > 0 {
			return all
		}
	}
	if all, judged := r.judgedBefore(n, c, before); judged {
		return all
	}
	if all := r.planner(n, c); len(all) > 0 {
		return all
	}
	all := r.nearest(c, before, back, func(e *candidate) bool {
		if pronoun && r.doc.SentenceOf(e.at) == r.doc.SentenceOf(c.at) && !r.mainClause(e) {
			return false
		}
		return any || types[e.trigger.Frame.Type]
	})
	if len(all) == 0 && r.trees.UPOS(n) == "PRON" && c.trigger.Frame.Type == ontology.Accuse {
		return r.didBefore(c)
	}
	return all
}

// didBefore gives those of another state that the sentence before tells a deed of, though of no act that is known: "The envoy spoke up for
// self-rule. Algiers called it a provocation".
func (r *reader) didBefore(c *candidate) []side {
	f := r.trees
	here := r.doc.SentenceOf(c.at)
	if here == 0 || r.doc.Sentences[here-1].Kind != text.Running || r.doc.Sentences[here-1].Paragraph != r.doc.Sentences[here].Paragraph {
		return nil
	}
	v := f.Root(r.doc.Sentences[here-1].Tokens.First)
	if v == text.NoToken || f.UPOS(v) != "VERB" || r.passive(v) || r.actAt(v) != nil {
		return nil
	}
	s := f.Child(v, "nsubj")
	all := opposite(r.sides(s), c.actors)
	if len(all) != 1 || !all[0].direct || !isCode(all[0].actor.Country) || !governs(all) {
		return nil
	}
	return all
}

// judgedBefore gives whom the act before judged, where that was praised or blamed by somebody else and a pronoun goes on with what
// it was about: "The movement denounced the gathering. An envoy called it unwise". It tells whether that is so.
func (r *reader) judgedBefore(n text.TokenID, c *candidate, before []*candidate) (all []side, judged bool) {
	if r.trees.UPOS(n) != "PRON" || c.trigger.Frame.Type != ontology.Accuse && c.trigger.Frame.Type != ontology.Support {
		return nil, false
	}
	here := r.doc.SentenceOf(c.at)
	acts := slices.Concat(r.earlierActs, before)
	for i := len(acts) - 1; i >= 0; i-- {
		e := acts[i]
		if e == c || e.at >= c.at || here-r.doc.SentenceOf(e.at) > 1 || r.doc.SentenceOf(e.at) == here && !r.mainClause(e) {
			continue
		}
		t := e.trigger.Frame
		judged = t.Type == ontology.Accuse && t.Mode == "disapprove" || t.Type == ontology.Support && e.content != text.NoToken && len(e.recipients) > 0
		return opposite(e.recipients, c.actors), judged
	}
	return nil, false
}

// stemOf gives the letters that a verb and its noun share: "shell" and "shelling", "expel" and "expulsion".
func stemOf(lemma string) string { return lemma[:min(len(lemma), 4)] }
