package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// meansTwo says that a word stands for two told before: "both", "neither", "each", "the two".
func (r *reader) meansTwo(w text.TokenID) bool {
	f := r.trees
	if f.Child(w, "nmod", "acl:relcl", "fixed") != text.NoToken || r.narrowed(w) || f.IsRel(w, "det", "det:predet", "cc:preconj", "nummod", "advmod", "compound") {
		return false
	}
	word := r.lower(w)
	switch f.UPOS(w) {
	case "CCONJ":
		return f.IsRel(w, "obj", "iobj", "obl") && r.lexicon.In("dual", word) // "asked both to leave"
	case "PRON", "DET":
		return word == "each" || r.lexicon.In("dual", word)
	case "NUM":
		d := f.Child(w, "det")
		return word == "two" && d != text.NoToken && r.lower(d) == "the"
	}
	return false
}

// narrowed says that a clause tells which is meant; what is marked with "of", "to" or "for" belongs to the verb above:
// "accused both of plotting", "accused the government of sending troops".
func (r *reader) narrowed(w text.TokenID) bool {
	return slices.ContainsFunc(r.trees.ChildrenBy(w, "acl"), func(a text.TokenID) bool {
		return !r.trees.IsRel(a, "acl:relcl") && !r.marked(a, "of") && !r.marked(a, "to") && !r.marked(a, "for")
	})
}

// twoBack is how many sentences back an act with two sides may stand that "both" goes back to.
const twoBack = 2

// twoBefore gives the two who are the sides of the last act before a word that has two and no more, those aside who do
// something to both.
func (r *reader) twoBefore(w text.TokenID) []side {
	var doers []side
	if v := r.trees.Head(w); r.trying != nil && v != text.NoToken && !r.trees.IsRel(w, "nsubj") {
		if s := r.subject(r.trying.at); s != w {
			doers = r.sides(s)
		}
	}
	fits := func(c *candidate) []side {
		if all := r.twoOf(c, w); len(without(all, doers)) == 2 {
			return all
		}
		return nil
	}
	here := r.doc.SentenceOf(w)
	for t := w - 1; t >= r.doc.Sentences[here].Tokens.First; t-- {
		if c := r.acts[t]; c != nil && (c.trigger.Frame.Sides == lexicon.Mutual || len(c.recipients) == 1) {
			if all := fits(c); all != nil {
				return all
			}
		}
	}
	if all := r.partiesIn(here, w, false, map[string]int{}); len(all) == 2 && len(without(all, doers)) == 2 {
		return all
	}
	if two := r.mainTwo(w); len(two) == 2 && len(without(two, doers)) == 2 {
		if last := r.lastTwo(w); len(last) == 2 && len(without(last, doers)) == 2 && !sharesCountry(last[:1], two) {
			return last
		} else if len(last) == 2 && len(without(last, doers)) == 2 && !sharesCountry(last[1:], two) {
			return last
		}
		return two
	}
	for i := len(r.earlierActs) - 1; i >= 0; i-- {
		e := r.earlierActs[i]
		if here-r.doc.SentenceOf(e.at) > twoBack {
			break
		}
		if all := fits(e); all != nil && r.knownTwo(all) && e.trigger.Frame.Mode != "third-party" {
			return all
		}
	}
	for i := len(r.earlierActs) - 1; i >= 0; i-- {
		e := r.earlierActs[i]
		if here-r.doc.SentenceOf(e.at) > twoBack {
			break
		}
		if all := fits(e); all != nil {
			return all
		}
	}
	var acting []side // who acted in the sentence before, each for himself: "Brussels froze aid, Washington barred deputies"
	for _, e := range r.earlierActs {
		if here-r.doc.SentenceOf(e.at) == 1 && len(e.actors) == 1 && e.trigger.Frame.Sides == lexicon.Directed {
			acting = addSide(acting, e.actors[0])
		}
	}
	if acting = slices.DeleteFunc(acting, func(s side) bool {
		return !isCode(s.actor.Country) && s.actor.Country != "IGO" || s.actor.Kind == "person" || !s.direct
	}); len(acting) == 2 && len(without(acting, doers)) == 2 {
		return acting
	}
	for i := here - 1; i >= 0 && here-i <= twoBack; i-- {
		if all := r.partiesIn(i, w, false, map[string]int{}); len(all) == 2 && len(without(all, doers)) == 2 && r.faced(all) {
			return all
		}
	}
	return nil
}

// lastTwo gives the two states whose governments or officials were the sides of the last act of the sentence before, which "the two" means
// even where a report is about two others: "The minister replied that Chad was to blame. The two met later".
func (r *reader) lastTwo(w text.TokenID) []side {
	here := r.doc.SentenceOf(w)
	for i := len(r.earlierActs) - 1; i >= 0 && here-r.doc.SentenceOf(r.earlierActs[i].at) <= 1; i-- {
		e := r.earlierActs[i]
		if len(e.actors) != 1 || len(e.recipients) != 1 || e.actors[0].actor.Sector != "GOV" || e.recipients[0].actor.Sector != "GOV" || sharesCountry(e.actors, e.recipients) {
			continue
		}
		two := []side{}
		for _, s := range []side{e.actors[0], e.recipients[0]} {
			if isCode(s.actor.Country) {
				s = r.stateSide(s.actor.Country)
				s.at, s.direct = w, true
				two = append(two, s)
			}
		}
		return two
	}
	return nil
}

// twoOf gives the sides of an act, where they are two of one kind, for a word that means them; who mediates is neither.
func (r *reader) twoOf(c *candidate, w text.TokenID) []side {
	all := slices.Clone(c.actors)
	for _, s := range slices.Concat(c.both, c.recipients) {
		all = addSide(all, s)
	}
	if s := r.subject(c.top()); c.trigger.Frame.Mode == "third-party" && s != text.NoToken {
		all = without(all, r.sides(s))
	}
	if len(all) != 2 || !r.peers(&all[0].actor, &all[1].actor) {
		return nil
	}
	for i := range all {
		all[i].at, all[i].direct, all[i].place = w, true, false
	}
	return all
}

// togetherBefore gives the two who did something with each other shortly before a word.
func (r *reader) togetherBefore(w text.TokenID) []side {
	here := r.doc.SentenceOf(w)
	for i := len(r.earlierActs) - 1; i >= 0; i-- {
		e := r.earlierActs[i]
		if here-r.doc.SentenceOf(e.at) > twoBack {
			return nil
		}
		if len(e.recipients) > 0 || e.trigger.Frame.Mode == "third-party" {
			continue
		}
		if all := r.twoOf(e, w); all != nil && r.knownTwo(all) {
			return all
		}
	}
	return nil
}

// knownTwo says that both of two sides are known by name.
func (r *reader) knownTwo(all []side) bool {
	return !slices.ContainsFunc(all, func(s side) bool { return s.actor.ID == "" })
}

// mainTwo gives the two states that a report is about, where it is about two.
func (r *reader) mainTwo(w text.TokenID) []side {
	if r.pair == nil {
		r.pair = r.twoStates()
	}
	if len(r.pair) != 2 {
		return nil
	}
	two := []side{r.stateSide(r.pair[0]), r.stateSide(r.pair[1])}
	for i := range two {
		two[i].at, two[i].direct = w, true
	}
	return two
}

// faced says that an act which the report told before has the two on its sides, or that it has told of no act with two yet.
func (r *reader) faced(two []side) bool {
	acts := false
	for _, e := range r.earlierActs {
		all := slices.Concat(e.actors, e.both, e.recipients)
		if hostile(e.trigger.Frame.Type) && len(e.actors) == 1 && len(e.recipients) == 1 || e.trigger.Frame.Sides == lexicon.Mutual && len(all) > 1 {
			acts = true
			if sharesCountry(all, two[:1]) && sharesCountry(all, two[1:]) {
				return true
			}
		}
	}
	return !acts
}

// peers says that two are of one standing, so that they may be told of as two: two states or governments, two officials, two
// groups.
func (r *reader) peers(a, b *record.Actor) bool {
	standing := func(x *record.Actor) int {
		switch knowledge.Kind(x.Kind) {
		case knowledge.State, knowledge.Territory, knowledge.Government:
			return 1
		case knowledge.Person:
			return 2
		case knowledge.ArmedGroup, knowledge.Movement, knowledge.Party, knowledge.Criminal:
			return 3
		case "group":
			if opposes(x) {
				return 3
			}
			return 5
		case knowledge.Population:
			return 0
		}
		return 4
	}
	x, y := standing(a), standing(b)
	return x > 0 && political(a) && political(b) && (x == y || x+y == 4 && x != 2) // a state and the rebels in it
}

// ofBoth gives the two states whose people do something together: "paratroopers of the two armies", "ministers from both
// countries".
func (r *reader) ofBoth(w text.TokenID) []side {
	if !r.inClass(w, "forces") && !r.inClass(w, "dignitary") {
		return nil
	}
	for _, preposition := range []string{"of", "from"} {
		for _, x := range r.prepositional(w, preposition, nil) {
			if all := r.bothOf(x); len(all) == 2 {
				for i := range all {
					all[i].at = w
				}
				return all
			}
		}
	}
	return nil
}

// alsoOther says that a word is "the other" of a clause whose subject is "each" or "both", or what belongs to it: "each
// expelled diplomats of the other".
func (r *reader) alsoOther(w text.TokenID) bool {
	f := r.trees
	other := func(x text.TokenID) bool {
		d := f.Child(x, "det")
		return r.lower(x) == "other" && d != text.NoToken && r.lower(d) == "the" && f.IsRel(x, "obj", "obl", "nmod", "iobj")
	}
	if !other(w) && !slices.ContainsFunc(r.prepositional(w, "of", nil), other) || r.trying == nil {
		return false
	}
	s := r.surface(r.trying.at, 0)
	if s == text.NoToken || s == w {
		return false
	}
	each := func(x text.TokenID) bool { return r.lower(x) == "each" || r.lower(x) == "both" }
	return each(s) || slices.ContainsFunc(f.ChildrenBy(s, "det"), each) || slices.ContainsFunc(f.ChildrenBy(r.trying.at, "advmod"), each) ||
		slices.ContainsFunc(f.ChildrenBy(s, "advmod", "appos", "det"), each)
}

// dualled says that a noun with "both" or "the two" is told by nothing else: "both delegations", "the two foreign ministers".
func (r *reader) dualled(w text.TokenID) bool {
	f := r.trees
	if f.UPOS(w) != "NOUN" || !r.inClass(w, "side_word") && !r.inClass(w, "party_word") && !r.inClass(w, "state_word") {
		return false
	}
	if !slices.ContainsFunc(f.ChildrenBy(w, "det", "det:predet", "nummod", "cc:preconj"), func(c text.TokenID) bool { return r.lexicon.In("dual", r.lower(c)) }) {
		return false
	}
	return !slices.ContainsFunc(r.doc.MentionsAt(w), func(m *text.Mention) bool { return m.As.ID != "" || m.As.Country != "" }) && len(r.doc.ActorsAt(w)) < 2
}

// bothOffices gives the two who hold an office, told by its words, in two states: those given, or those that the report is about:
// "the two foreign ministers", "both presidents".
func (r *reader) bothOffices(w text.TokenID, two []side) []side {
	f := r.trees
	mods := f.ChildrenBy(w, "amod", "compound")
	if !r.inClass(w, "office_word") || len(mods) > 1 || len(mods) == 1 && (mods[0] != w-1 || !r.inClass(mods[0], "portfolio")) {
		return two
	}
	if len(two) == 0 && len(mods) == 1 {
		two = slices.Clone(r.mainTwo(w))
	}
	for i := range two {
		if two[i].actor.Kind != string(knowledge.State) {
			return two
		}
	}
	words := lowerLemma(f.Lemma(w))
	if len(mods) == 1 {
		words = r.doc.Word(mods[0]) + " " + words
	}
	for i := range two {
		two[i].actor = record.Actor{Name: r.officer(words, two[i].actor.Name), Kind: string(knowledge.Person), Country: two[i].actor.Country, Sector: "GOV", Role: words + " of " + two[i].actor.Name}
	}
	return two
}

// officer names who holds an office in a state as the knowledge names ministers: "Minister of Foreign Affairs (Chad)".
func (r *reader) officer(words, state string) string {
	if stem, ok := strings.CutSuffix(words, " minister"); ok {
		for _, c := range r.world.Find(stem + " ministry") {
			if c.Institution == nil {
				continue
			}
			if of, ok := strings.CutPrefix(c.Institution.Title, "Ministry of "); ok {
				return "Minister of " + of + " (" + state + ")"
			}
		}
	}
	return words + " of " + state
}
