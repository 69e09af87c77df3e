package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/language/learnt"
	"github.com/chancery-project/chancery/internal/text"
)

// leastSide is how likely the model of sides must find it that a phrase tells who does an act, or to whom, where the rules find nobody.
const leastSide = 0.6

// mostUnlikely is how likely the model finds a side at most that it replaces by a likely one.
const mostUnlikely = 0.1

// guessSides gives an act whose sides the rules do not find those of the phrases in its sentence that most likely tell them.
func (r *reader) guessSides(c *candidate) {
	defer r.describeSides(c)
	if r.unlearnt || c.sure == 0 || c.trigger.Frame.Sides == lexicon.Mutual {
		return
	}
	if len(c.actors) == 0 && c.trigger.Role('A') != nil {
		c.actors = r.likeliest(c, 1, c.recipients)
	}
	if len(c.recipients) == 0 && c.trigger.Role('R') != nil && !c.unnamed && !c.home {
		c.recipients = r.likeliest(c, 2, c.actors)
	}
}

// overrule replaces a side that the rules bind in the sentence, and that the model finds most unlikely, by one that it finds most likely.
func (r *reader) overrule(c *candidate) {
	if r.unlearnt || c.trigger.Frame.Sides == lexicon.Mutual {
		return
	}
	if better := r.better(c, 1, c.actors, c.recipients); len(better) > 0 {
		c.actors = better
		c.recipients = without(c.recipients, better)
	}
	if c.trigger.Role('R') != nil {
		if better := r.better(c, 2, c.recipients, c.actors); len(better) > 0 {
			c.recipients = better
		}
	}
}

// better gives the sides of the phrase that most likely fills a role, where those bound stand in the sentence and all are unlikely.
func (r *reader) better(c *candidate, role int, bound, others []side) []side {
	run := r.doc.Sentences[r.doc.SentenceOf(c.at)].Tokens
	if len(bound) == 0 {
		return nil
	}
	for i := range bound {
		x := bound[i].at
		if x < run.First || x >= run.End || x == c.at || r.roles.All(r.between(c.at, x, c.trigger.Frame.Type))[role] > mostUnlikely {
			return nil
		}
	}
	return without(r.likeliest(c, role, others), bound)
}

// likeliest gives the actors of the phrase that most likely fills a role, by its number in [learnt.Roles], and that are not among others.
func (r *reader) likeliest(c *candidate, role int, others []side) []side {
	run := r.doc.Sentences[r.doc.SentenceOf(c.at)].Tokens
	var best []side
	most := leastSide
	for x := run.First; x < run.End; x++ {
		if x == c.at || x == c.carrier || !r.phraseHead(x) {
			continue
		}
		p := r.roles.All(r.between(c.at, x, c.trigger.Frame.Type))[role]
		if p < most {
			continue
		}
		all := without(r.sides(x), others)
		for _, s := range all {
			if political(&s.actor) || r.worldly && someone(&s) {
				best, most = all, p
				break
			}
		}
	}
	return best
}

// sideFeatures adds what the model of sides says of those that an act has and of those that it might have.
func (r *reader) sideFeatures(c *candidate, add func(name string, holds bool)) {
	run := r.doc.Sentences[r.doc.SentenceOf(c.at)].Tokens
	odds := map[text.TokenID][]float64{}
	for x := run.First; x < run.End; x++ {
		if x != c.at && r.phraseHead(x) {
			odds[x] = r.roles.All(r.between(c.at, x, c.trigger.Frame.Type))
		}
	}
	mutual := c.trigger.Frame.Sides == lexicon.Mutual
	for i, all := range [][]side{c.actors, c.recipients} {
		role, name := i+1, []string{"actor", "recipient"}[i]
		if role == 2 && mutual {
			break
		}
		least, here := 1., false
		bound := map[text.TokenID]bool{}
		for k := range all {
			bound[all[k].at] = true
			if o := odds[all[k].at]; o != nil {
				p := o[role]
				if mutual {
					p = max(o[1], o[2])
				}
				least, here = min(least, p), true
			}
		}
		most := 0.
		for x, o := range odds {
			if !bound[x] && r.trees.Head(x) != text.NoToken && !bound[r.trees.Head(x)] {
				most = max(most, o[role])
			}
		}
		if here {
			steps(name, least, add)
		} else {
			add(name+" of another sentence", len(all) > 0)
		}
		if len(all) == 0 {
			steps("no "+name+" but one", most, add)
		} else {
			steps("another "+name, most, add)
		}
	}
}

// phraseHead says that a word may be the head of a phrase that names an actor.
func (r *reader) phraseHead(x text.TokenID) bool {
	f := r.trees
	switch f.UPOS(x) {
	case "NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET":
	default:
		return false
	}
	if f.IsRel(x, "case", "cc", "mark", "det", "advmod", "nummod", "flat", "punct", "fixed") || r.isTime(x) {
		return false
	}
	return f.UPOS(x) != "ADJ" || f.IsRel(x, "nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "amod")
}

// between lists how a phrase stands to a word that tells an act of a type.
func (r *reader) between(w, x text.TokenID, typ string) []uint64 {
	f := r.trees
	a := &about{r: r}
	var path strings.Builder
	steps := f.Path(w, x)
	for i, s := range steps {
		if i == 6 {
			path.WriteString("...")
			break
		}
		if s.Up {
			path.WriteString("<")
		} else {
			path.WriteString(">")
		}
		rel := s.Rel
		if rel == "obl" || rel == "nmod" || rel == "obl:agent" {
			low := s.To
			if s.Up {
				low = s.From
			}
			for _, m := range f.ChildrenBy(low, "case") {
				rel += ":" + r.preposition(m)
			}
		}
		path.WriteString(rel)
	}
	p := path.String()
	lemma, pos := lowerLemma(f.Lemma(w)), string(r.posOf(w))
	kind, sector := r.kindAround(x)
	side := "before"
	if x > w {
		side = "behind"
	}
	voice := ""
	if f.UPOS(w) == "VERB" && r.passive(w) {
		voice = "passive"
	}
	a.add("bias")
	a.add("path", pos, voice, p)
	a.add("path", pos, voice, p, typ)
	a.add("path", pos, voice, p, lemma)
	a.add("path", pos, voice, p, kind, sector)
	a.add("kind", kind, sector, typ)
	a.add("kind", kind, sector, side, typ)
	a.add("side", side, pos, voice, typ)
	a.add("rel", f.Rel(x), typ)
	a.add("rel", f.Rel(x), side, voice)
	n := min(len(steps), 7)
	a.add("steps", string(rune('0'+n)), side)
	d := abs(int(x - w))
	switch {
	case d < 4:
		a.add("near", side, typ)
	case d > 20:
		a.add("very far", side)
	case d > 10:
		a.add("far", side)
	}
	if f.UPOS(x) == "PRON" {
		a.add("pronoun", r.lower(x), side)
	}
	switch {
	case f.UPOS(w) == "VERB" && x == r.subject(w):
		a.add("is subject", voice, typ)
		a.add("is subject", voice, lemma)
	case f.UPOS(w) == "VERB" && x == r.object(w):
		a.add("is object", voice, typ)
		a.add("is object", voice, lemma)
		a.add("is object", kind, sector, typ)
	}
	if v := r.carrier(w); v != text.NoToken && f.UPOS(w) == "NOUN" {
		a.add("carried", lowerLemma(f.Lemma(v)))
		if x == r.subject(v) {
			a.add("subject of carrier", lowerLemma(f.Lemma(v)), typ)
			a.add("subject of carrier", lowerLemma(f.Lemma(v)))
		}
	}
	if f.UPOS(x) != "PROPN" {
		for _, c := range r.lexicon.ClassesOf(lowerLemma(f.Lemma(x))) {
			a.add("class", c, typ)
			a.add("class", c, side)
		}
	}
	return a.all
}

// How likely the models must find it that a word tells an act, and that a phrase tells who does it, for words to be taken for somebody that are not known
// to be.
const (
	leastDescribedAct  = 0.8
	leastDescribedSide = 0.7
)

// describeSides gives an act of which nobody is told who does it the phrase that most likely tells it, also where its words are not known to be of
// somebody: "the joint task force sent gunboats", "the mills have promised filters".
func (r *reader) describeSides(c *candidate) {
	if r.unlearnt || !r.ofPolitics || c.trigger.Frame.None() || c.reject != "" || len(c.actors) > 0 || c.trigger.Role('A') == nil && c.trigger.Frame.Sides != lexicon.Mutual {
		return
	}
	if typ := slices.Index(learnt.Types, c.trigger.Frame.Type); typ < 0 || r.odds(c.at)[typ] < leastDescribedAct {
		return
	}
	run := r.doc.Sentences[r.doc.SentenceOf(c.at)].Tokens
	best, most := text.NoToken, leastDescribedSide
	for x := run.First; x < run.End; x++ {
		if x == c.at || x == c.carrier || !r.phraseHead(x) {
			continue
		}
		if p := r.roles.All(r.between(c.at, x, c.trigger.Frame.Type))[1]; p >= most {
			best, most = x, p
		}
	}
	if best != text.NoToken && r.trees.UPOS(best) == "NOUN" && len(r.sides(best)) == 0 && r.actAt(best) == nil {
		c.actors = []side{r.people(best)}
	}
}
