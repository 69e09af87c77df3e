package event

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// candidate is one sense of one word with its roles bound.
type candidate struct {
	trigger    *lexicon.Trigger
	at         text.TokenID
	carrier    text.TokenID // the light verb of a noun, or NoToken
	actors     []side
	recipients []side
	both       []side
	recalled   bool         // its recipient is told by what was told before
	home       bool         // its recipient was but a place in the actor's own country
	unnamed    bool         // whom it is said to or of is told by words that name no actor
	lost       bool         // a party is told by words that name no actor
	predicate  bool         // a noun that is said of its subject
	clause     text.TokenID // of the content, where an operator or light verb stands above it; or NoToken
	content    text.TokenID // head of the act inside, or NoToken
	kept       *candidate   // the act inside, for the sentences behind
	rank       int          // how specific the match is
	sure       float64      // how sure the model is that learnt it, 0 where a sense of the lexicon holds
	twins      []*candidate // further words of the sentence that tell of the same act
	reject     string       // why it is no reading, "" for one that stands
	real       reality
}

// top is the word of the tree that stands for the act among clauses: the light verb of a noun, else the word itself.
func (c *candidate) top() text.TokenID {
	if c.carrier != text.NoToken {
		return c.carrier
	}
	return c.at
}

// actAt gives the reading of a word as an act: its own, or that of the noun that it carries as a light verb. It is nil
// for a word that tells of no act.
func (r *reader) actAt(w text.TokenID) *candidate {
	if c, known := r.acts[w]; known {
		return c
	}
	r.acts[w] = nil // a word asked for while it is read is no act
	c := r.best(w)
	r.acts[w] = c
	return c
}

// best gives the most specific reading of a word, nil where none stands.
func (r *reader) best(w text.TokenID) (best *candidate) {
	for _, pos := range r.partsOfSpeech(w) {
		for _, t := range r.senses(pos, w) {
			c := r.try(t, w)
			if r.trace != nil {
				r.trace(c)
			}
			if c.reject != "" {
				continue
			}
			if best != nil && c.trigger.Frame == best.trigger.Frame && (c.content != text.NoToken) != (best.content != text.NoToken) {
				c.rank = max(c.rank, best.rank) // one of them tells what the act is about, and stands for both
				best.rank = c.rank
			}
			if best == nil || c.before(best) {
				best = c
			}
			r.readings[w] = append(r.readings[w], c)
		}
	}
	if best != nil && best.trigger.Frame.None() {
		return nil
	}
	if best == nil {
		return r.guessed(w, leastGuess)
	}
	if better := r.guessed(w, leastOther); better != nil && better.trigger.Frame.Type != best.trigger.Frame.Type {
		return better
	}
	return best
}

// before says that a reading goes before another one: it is more specific, or of the same frame and names more sides, or
// what the act is about.
func (c *candidate) before(other *candidate) bool {
	if c.trigger.Frame == other.trigger.Frame && !c.trigger.Frame.None() {
		told := func(x *candidate) int {
			n := min(len(x.actors), 1) + min(len(x.both), 1)
			if slices.ContainsFunc(x.recipients, func(s side) bool { return !s.place }) {
				n++
			}
			return n
		}
		if a, b := told(c), told(other); a != b {
			return a > b
		}
		if a, b := c.content != text.NoToken, other.content != text.NoToken; a != b {
			return a
		}
	}
	return c.rank > other.rank
}

// next gives the most specific reading of a word after those that came to nothing, nil where there is none or where a
// sense that is no act stands before it.
func (r *reader) next(c *candidate) (best *candidate) {
	for _, other := range r.readings[c.at] {
		if other == c || other.reject != "" || other.rank > c.rank {
			continue
		}
		if best == nil || other.rank > best.rank {
			best = other
		}
	}
	if best != nil && best.trigger.Frame.None() {
		return nil
	}
	return best
}

// senses gives the triggers of the first dictionary form of a word that has any.
func (r *reader) senses(pos lexicon.POS, w text.TokenID) []*lexicon.Trigger {
	for _, lemma := range r.lemmas(w) {
		if all := r.lexicon.Triggers(pos, lemma); len(all) > 0 {
			return all
		}
	}
	return nil
}

func lowerLemma(s string) string { return strings.ToLower(s) }

// partsOfSpeech lists what a word may be as a trigger. Names in capitals are read as nouns: "the Geneva Talks".
func (r *reader) partsOfSpeech(w text.TokenID) []lexicon.POS {
	f := r.trees
	switch f.UPOS(w) {
	case "VERB":
		if f.Morph(w).XPOS == "VBG" && (f.Child(w, "det", "amod", "nmod:poss") != text.NoToken || f.IsRel(w, "nsubj", "nsubj:pass") && f.Child(w, "obj") == text.NoToken) { // "Fighting raged"
			return []lexicon.POS{lexicon.Noun, lexicon.Verb}
		}
		return []lexicon.POS{lexicon.Verb}
	case "NOUN":
		if r.isTaken(w) {
			return []lexicon.POS{lexicon.Verb, lexicon.Noun}
		}
		if r.onlyVerb(w) || r.nounInfinitive(w) {
			return []lexicon.POS{lexicon.Verb}
		}
		return []lexicon.POS{lexicon.Noun}
	case "PROPN":
		if r.named(w) {
			return nil
		}
		return []lexicon.POS{lexicon.Noun}
	case "ADJ":
		if f.Child(w, "aux") != text.NoToken && f.Child(w, "cop") == text.NoToken && f.Child(w, "obj", "obl") != text.NoToken { // "will free 33 hostages"
			return []lexicon.POS{lexicon.Verb, lexicon.Adjective}
		}
		return []lexicon.POS{lexicon.Adjective}
	case "AUX":
		if r.presence(w) != text.NoToken || f.IsRel(w, "root", "conj", "ccomp", "advcl", "acl", "acl:relcl", "parataxis") { // "did away with"
			return []lexicon.POS{lexicon.Verb}
		}
	}
	return nil
}

// named says that a word is part of a name of somebody or some body, so that it tells of no act.
func (r *reader) named(w text.TokenID) bool {
	if len(r.doc.MentionsAt(w)) > 0 {
		return true
	}
	n := r.doc.NameAt(w)
	return n != nil
}

// try binds the roles of a sense at a word.
func (r *reader) try(t *lexicon.Trigger, w text.TokenID) *candidate {
	c := &candidate{trigger: t, at: w, carrier: r.presence(w), clause: text.NoToken, content: text.NoToken}
	if t.POS == lexicon.Verb && c.carrier == text.NoToken && r.trees.IsRel(w, "aux", "cop", "case", "mark", "amod", "compound") && !r.misread(w) && !r.isTaken(w) {
		c.reject = "the word stands as an auxiliary or a modifier"
		return c
	}
	if t.POS == lexicon.Noun && r.trees.IsRel(w, "compound", "flat") {
		c.reject = "the word only modifies another noun"
		return c
	}
	if len(r.doc.MentionsAt(w)) > 0 && t.POS == lexicon.Noun {
		c.reject = "the word names an actor"
		return c
	}
	before := r.trying
	r.trying = c
	defer func() { r.trying = before }()
	for i := range t.When {
		if r.holds(w, &t.When[i]) == t.When[i].Not {
			c.reject = fmt.Sprintf("the condition %s does not hold", t.When[i])
			return c
		}
		if !t.When[i].Not {
			c.rank += 4
		}
	}
	if t.Frame.None() {
		return c
	}
	r.bind(c)
	return c
}

// bind fills the roles.
func (r *reader) bind(c *candidate) {
	var use *lexicon.Light
	if c.trigger.POS == lexicon.Noun {
		c.carrier, use = r.light(c.at)
		if _, v := r.torn(c.at); c.carrier == text.NoToken {
			c.carrier = v
		}
	}
	for i := range c.trigger.Roles {
		role := &c.trigger.Roles[i]
		filled := false
		switch role.Name {
		case 'A':
			c.actors, filled = r.roleSides(c, role)
		case 'R':
			c.recipients, filled = r.roleSides(c, role)
		case 'B':
			c.both = r.parties(c, role)
			filled = len(c.both) > 0
		case 'C':
			filled = r.bindContent(c, role)
		case 'T':
			for _, s := range role.Slots {
				filled = filled || len(r.fill(c.at, s)) > 0
			}
		}
		if filled {
			c.rank++
		} else if role.Required && !role.Derived() && c.reject == "" {
			c.reject = fmt.Sprintf("the role %c is not filled", role.Name)
		}
	}
	if use != nil {
		r.carried(c, use)
	} else if c.trigger.POS == lexicon.Noun {
		r.predicated(c)
		r.occasion(c)
		r.guest(c)
		r.sent(c)
	}
	r.derived(c)
	r.things(c)
	r.unless(c)
	for i := range c.trigger.Roles {
		role := &c.trigger.Roles[i]
		if role.Required && role.Derived() && c.reject == "" && len(c.filling(role.Name)) == 0 {
			c.reject = fmt.Sprintf("the role %c is not filled", role.Name)
		}
	}
}

// filling gives the sides in a role.
func (c *candidate) filling(role byte) []side {
	switch role {
	case 'A':
		return c.actors
	case 'R':
		return c.recipients
	}
	return c.both
}

// roleSides gives the actors in the first slot of a role that holds any.
func (r *reader) roleSides(c *candidate, role *lexicon.Role) (all []side, filled bool) {
	if all = r.bodyHit(c, role); len(all) > 0 {
		return all, true
	}
	for _, slot := range role.Slots {
		if slot == "inner" || slot == "aim" {
			continue // after the content is known
		}
		for _, x := range r.fill(c.at, slot) {
			if x == c.at || slot != lexicon.Subj && slot != lexicon.Obj && r.isTime(x) || slot == "on" && r.inClass(x, "command") && len(r.doc.MentionsAt(x)) == 0 {
				continue
			}
			if role.Name == 'R' && slot == "by" && c.trigger.POS == lexicon.Verb && x == r.subject(c.at) {
				continue // "India's decision was denounced by Nepal"
			}
			filled = true
			if role.Name == 'R' && slot == "to" && r.trees.Morph(x).XPOS == "VB" {
				continue // "dispatched a ship to guard the cable"
			}
			for _, s := range r.sides(x) {
				if role.Name == 'R' && r.onlyWhere(c, x, &s) {
					continue
				}
				if role.Name == 'A' && slot == "from" && c.trigger.Frame.Type == ontology.Aid {
					s.place = false // "flour from Egypt"
				}
				if role.Name == 'R' && s.at < c.at && r.isTaken(c.at) {
					continue // "Saudi forces shell positions", whose tree has them in one phrase
				}
				if s.place && role.Name == 'A' && slot == "from" && s.at == x && addressed(c.trigger.Frame.Type) && r.isCapital(x) {
					s.place, s.direct = false, true // "a call from Mexico City": it comes from a government
				}
				if s.place && role.Name == 'A' && slot != lexicon.Subj && slot != lexicon.Poss && c.trigger.Frame.Type != ontology.Agree && c.trigger.Frame.ID != "aid.asylum" && !(c.trigger.Frame.ID == "sanction.expel" && (slot == "out_of" || slot == "from")) {
					continue // "killed in an ambush in Mali", "the Madrid bombing": Mali and Madrid are where it was
				}
				if role.Name == 'R' && slot == lexicon.Obj && s.direct && s.at == x && s.actor.ID == "" && !political(&s.actor) && c.trigger.Frame.Type != ontology.Assault && r.trees.UPOS(x) == "NOUN" && r.isAct(x) {
					continue // "condemned the military operation"
				}
				if role.Name == 'R' && slot == lexicon.Obj && s.at == x && c.trigger.Frame.Type == ontology.Agree && r.inClass(x, "help") {
					continue // "offered experts in border law"
				}
				if role.Name == 'R' && slot == "with" && c.trigger.Frame.Type == ontology.Cooperate && !s.direct && !s.place && !r.standsIn(x) {
					continue // "exchanged lists with the names of prisoners"
				}
				if role.Name == 'A' && slot == lexicon.Mod && s.actor.ID == "" && s.actor.Country == "" {
					continue // "troop deployment"
				}
				if s.place && role.Name == 'A' && slot == lexicon.Subj && c.trigger.Frame.Type == ontology.Assault && (r.locative(s.at) || r.isTown(s.at) && r.relative(r.trees.Child(c.at, "nsubj"))) {
					continue // "a car bombing in Kabul that killed ten", "the attack in Pulwama, which killed 40"
				}
				if role.Name == 'A' && slot == lexicon.Subj && !s.direct && !s.place && !r.standsIn(x) {
					continue // "China's panda", "an Egyptian judoka", "Italy's cheese makers"
				}
				if role.Name == 'R' && slot != lexicon.Obj && slot != lexicon.Iobj && addressed(c.trigger.Frame.Type) && !political(&s.actor) && s.actor.ID == "" && s.actor.Kind == "population" {
					continue // "agreed to exchange ambassadors"
				}
				if role.Name == 'R' && slot == lexicon.Obj && c.trigger.Frame.Type == ontology.Agree && c.trigger.Frame.ID != "agree.invite" && s.actor.Country == "" && (r.trees.Child(x, "nummod") != text.NoToken || r.inClass(x, "forces")) {
					continue // "promised 3,000 soldiers"
				}
				if s.place && role.Name == 'R' && s.at != x && r.marked(s.at, "in") && addressed(c.trigger.Frame.Type) {
					if c.trigger.Frame.Type != ontology.Accuse || !r.inClass(x, "home_affair") || r.isTown(s.at) {
						continue // "refused to attend the talks in Geneva"
					}
					s.place = false // "criticised the vote in Belarus"
				}
				if s.place && role.Name == 'R' && slot != "in" && s.at == x && addressed(c.trigger.Frame.Type) {
					s.place, s.direct = false, true // "furious at Beijing": what is addressed is a government
				}
				all = addSide(all, s)
			}
		}
		if role.Name == 'R' && len(all) > 0 && slot == lexicon.Obj && len(without(all, c.actors)) == 0 {
			all = nil // "pledged their support to Quito": what they support is behind "to"
		}
		if len(all) == 0 && role.Name == 'R' && filled && addressed(c.trigger.Frame.Type) && r.addresses(c.at, slot) {
			c.unnamed = true
			return nil, true
		}
		if len(all) > 0 {
			if held := r.heldBy(c, role, slot, all); len(held) > 0 {
				return held, true
			}
			return all, true
		}
	}
	return nil, filled
}

// heldBy gives from whom a place is taken, who suffers that and not the country that it lies in: "captured Manbij from the militia".
func (r *reader) heldBy(c *candidate, role *lexicon.Role, slot lexicon.Slot, all []side) (held []side) {
	if role.Name != 'R' || slot != lexicon.Obj || c.trigger.Frame.ID != "assault.conquer" || slices.ContainsFunc(all, func(s side) bool { return s.direct && !s.place }) {
		return nil
	}
	for _, x := range r.fill(c.at, "from") {
		for _, s := range r.sides(x) {
			if s.direct && !s.place && political(&s.actor) {
				held = addSide(held, s)
			}
		}
	}
	return held
}

// isCapital says that a word names a capital.
func (r *reader) isCapital(w text.TokenID) bool {
	p := r.doc.PlaceAt(w)
	if p == nil {
		return false
	}
	for _, c := range r.world.Find(p.Span.Of(r.doc.Text)) {
		if c.Entity != nil && c.Entity.Polity != nil && c.Name.Relation == knowledge.IsCapital {
			return true
		}
	}
	return false
}

// locative says that a name stands behind a preposition of place.
func (r *reader) locative(w text.TokenID) bool {
	return slices.ContainsFunc([]string{"in", "at", "near"}, func(p string) bool { return r.marked(w, p) })
}

// isAct says that a noun is the name of an act, whatever actor it may also seem to be.
func (r *reader) isAct(w text.TokenID) bool {
	return !r.human(w) && slices.ContainsFunc(r.senses(lexicon.Noun, w), func(t *lexicon.Trigger) bool { return !t.Frame.None() })
}

// standsIn says that what a noun tells of acts for whoever owns it: arms, services, bodies, decisions and acts, and no
// champion or panda.
func (r *reader) standsIn(w text.TokenID) bool {
	f := r.trees
	if f.UPOS(w) == "PROPN" || f.UPOS(w) == "NUM" || f.UPOS(w) == "PRON" {
		return true
	}
	for _, class := range []string{"proxy", "people", "collective", "forces", "aircraft", "weapon", "fighter", "fighters", "fire_word", "measure", "quantity", "shared"} {
		if r.inClass(w, class) {
			return true
		}
	}
	return r.actAt(w) != nil
}

// addressed are the types whose recipient is spoken to or of, so that a place there is its government.
func addressed(typ string) bool {
	switch typ {
	case ontology.Request, ontology.Accuse, ontology.Reject, ontology.Threaten, ontology.Agree:
		return true
	}
	return false
}

// parties joins the actors of all slots of a mutual act.
func (r *reader) parties(c *candidate, role *lexicon.Role) (all []side) {
	for _, slot := range role.Slots {
		for _, x := range r.fill(c.at, slot) {
			sides := r.sides(x)
			if two := r.ofBoth(x); len(two) == 2 {
				sides = two
			}
			if slot == "with" && len(all) > 1 {
				sides = slices.DeleteFunc(slices.Clone(sides), retinue)
			}
			if len(sides) == 0 && slot == lexicon.Subj {
				c.lost = true
			}
			for _, s := range sides {
				if slot == lexicon.Subj && !s.direct && !s.place && !r.standsIn(x) {
					c.lost = true
					continue
				}
				all = addSide(all, s)
			}
		}
	}
	return all
}

// carried gives the subject of a light verb its role.
func (r *reader) carried(c *candidate, use *lexicon.Light) {
	at := r.subject(c.carrier)
	subject := r.sides(at)
	if at != text.NoToken && len(subject) > 0 && !subject[0].direct && !subject[0].place && !r.standsIn(at) { // "Islamabad's patience is wearing thin amid attacks"
		subject = nil
	}
	if use.Role == 'R' && r.passive(c.carrier) { // "Aleppo was subjected to shelling"
		subject = r.sides(r.object(c.carrier))
	}
	if c.trigger.Frame.Sides == lexicon.Mutual {
		for _, s := range subject {
			c.both = addSide(c.both, s)
		}
		return
	}
	if use.Role == 'A' && len(c.actors) == 0 {
		c.actors = subject
	}
	if use.Role == 'R' {
		if len(c.recipients) == 0 {
			c.recipients = subject
		}
		if by := r.prepositional(c.carrier, "from", r.prepositional(c.carrier, "by", nil)); len(c.actors) == 0 && len(by) > 0 {
			c.actors = r.sides(by[0])
		}
		if n := r.silent(c.carrier); len(c.actors) == 0 && n != text.NoToken { // "The junta acted. Two bishops were put under arrest"
			c.actors = r.sides(n)
		}
	}
	c.rank += 2
}

// occasion takes who travels or gathers for a mutual act as one of its parties: "landed in Beirut for talks with", "flew home after talks with".
func (r *reader) occasion(c *candidate) {
	f := r.trees
	n := c.at
	for f.IsRel(n, "nmod") && r.marked(n, "of") && r.inClass(f.Head(n), "round_of") { // "after five rounds of talks with the fund"
		n = f.Head(n)
	}
	h := f.Head(n)
	if c.trigger.Frame.Sides != lexicon.Mutual || !f.IsRel(n, "obl") || h == text.NoToken || f.UPOS(h) != "VERB" || len(c.both) > 1 {
		return
	}
	above := r.actAt(h)
	meeting := c.trigger.Frame.Type == ontology.Consult && (above == nil || !r.harms(above))
	if !slices.ContainsFunc(f.ChildrenBy(n, "case"), func(m text.TokenID) bool {
		return r.lower(m) == "for" || r.lower(m) == "after" || meeting && r.lexicon.In("occasion", r.preposition(m))
	}) {
		return
	}
	subject := r.sides(r.subject(h))
	if r.passive(h) && above != nil && (above.trigger.Frame.Type == ontology.Retreat || r.harms(above)) {
		return // "the hostages were freed after talks with elders": they did not talk
	}
	if r.passive(h) && r.subject(h) == text.NoToken {
		subject = r.sides(r.surface(h, 0))
	}
	if len(c.both) == 0 && (!meeting || len(subject) < 2 || r.inClass(h, "saying") && !r.speakForStates(r.subject(h))) { // "after days of talks, Sudan and Ethiopia signed"
		return
	}
	alone := len(c.both) == 1
	for _, s := range subject {
		if s.direct && !s.place || alone {
			c.both = addSide(c.both, s)
		}
	}
}

// speakForStates says that a subject is of states or their heads and ministers, who speak of talks of their own where two of them
// speak together: "After talks in Oslo the foreign ministers of Chad and Libya said".
func (r *reader) speakForStates(n text.TokenID) bool {
	return n != text.NoToken && (r.inClass(n, "principals") || r.trees.UPOS(n) == "PROPN" && len(r.trees.Conjuncts(n)) == 2)
}

// harms says that an act is one of force or coercion: who does it at a meeting is no party of the meeting.
func (r *reader) harms(c *candidate) bool {
	return c.trigger.Frame.Type == ontology.Assault || c.trigger.Frame.Type == ontology.Coerce || c.trigger.Frame.Type == ontology.Protest
}

// guest takes who does something at an invitation for the one who is invited, and who moves for a visit for the visitor:
// "will visit Oslo at the invitation of the king", "came back from a visit to Lima".
func (r *reader) guest(c *candidate) {
	h := r.trees.Head(c.at)
	if c.trigger.Frame.ID == "consult.visit" && len(c.actors) == 0 && r.trees.IsRel(c.at, "obl") && h != text.NoToken && r.inClass(h, "moving") &&
		(r.marked(c.at, "from") || r.marked(c.at, "on") || r.marked(c.at, "for")) {
		c.actors = slices.DeleteFunc(r.sides(r.subject(h)), func(s side) bool { return !s.direct || s.place }) // "returned from a visit to Lima"
	}
	if c.trigger.Frame.ID == "consult.visit" && len(c.actors) == 0 && h != text.NoToken && (r.marked(c.at, "on") || r.marked(c.at, "during")) {
		c.actors = r.visitor(c.at)
	}
	if c.trigger.Frame.ID != "agree.invite" || len(c.recipients) > 0 || !r.marked(c.at, "at") || h == text.NoToken || r.trees.UPOS(h) != "VERB" {
		return
	}
	c.recipients = without(r.sides(r.subject(h)), c.actors)
	if sharesCountry(c.recipients, c.actors) { // "Russia will receive the premier at the invitation of its president"
		c.recipients = without(r.sides(r.object(h)), c.actors)
	}
}

// visitor gives who is on a visit by what he is said to be or to do on it: "the premier, who was on a visit to Kyiv", "said on a visit to Luanda".
func (r *reader) visitor(visit text.TokenID) []side {
	f := r.trees
	h := f.Head(visit)
	switch {
	case f.IsRel(visit, "obl") && f.UPOS(h) == "VERB" && r.passive(h):
		h = r.surface(h, 0)
	case f.IsRel(visit, "obl") && f.UPOS(h) == "VERB":
		h = r.subject(h)
	case !f.IsRel(visit, "nmod", "appos", "acl:relcl"):
		return nil
	}
	return slices.DeleteFunc(r.sides(h), func(s side) bool {
		return !s.direct || s.place || !r.inClass(s.at, "dignitary") && s.actor.Sector != "GOV"
	})
}

// predicated takes the subject of a noun that is said of somebody: "Workers are on strike", "The two countries are at war".
func (r *reader) predicated(c *candidate) {
	f := r.trees
	if f.Child(c.at, "cop") == text.NoToken {
		return
	}
	if f.Child(c.at, "case") == text.NoToken { // "Qatar was host to the talks"
		for i := range c.trigger.Roles {
			c.predicate = c.predicate || c.trigger.POS == lexicon.Noun && slices.Contains(c.trigger.Roles[i].Slots, lexicon.Subj)
		}
		return
	}
	s := f.Child(c.at, "nsubj")
	if s == text.NoToken {
		return
	}
	subject := r.sides(s)
	if len(subject) == 0 {
		return
	}
	c.predicate = true
	if of := c.trigger.Role('R'); of != nil && slices.Contains(of.Slots, lexicon.Subj) { // "The editor is in custody"
		return
	}
	if c.trigger.Frame.Sides == lexicon.Mutual {
		if len(c.both) > 1 {
			return // "He was not on the call between the two presidents"
		}
		for _, s := range subject {
			c.both = addSide(c.both, s)
		}
	} else if r.marked(c.at, "under") { // "Aleppo is under attack"
		if len(c.recipients) == 0 {
			c.recipients = subject
		}
	} else if len(c.actors) == 0 {
		c.actors = subject
	}
}

// bindContent finds the act inside an asking, agreeing, refusing or threatening.
func (r *reader) bindContent(c *candidate, role *lexicon.Role) bool {
	for _, slot := range role.Slots {
		for _, x := range r.fill(c.at, slot) {
			if x == c.at || r.isTime(x) {
				continue
			}
			if inner := r.inside(x, 0); inner != text.NoToken {
				c.content, c.clause = inner, x
				c.rank++
				return true
			}
			if c.content == text.NoToken && (slot == lexicon.Xcomp || slot == lexicon.Ccomp || r.trees.UPOS(x) == "VERB" || len(r.doc.ActorsAt(x)) == 0) {
				c.content = x
			}
		}
	}
	return c.content != text.NoToken
}

// inside gives the act that a phrase or clause tells of: its head, the noun that its light verb carries, or what an
// operator between them governs ("to begin to withdraw").
func (r *reader) inside(x text.TokenID, depth int) text.TokenID {
	f := r.trees
	if depth > 3 {
		return text.NoToken
	}
	for _, c := range f.ChildrenBy(x, "obj", "nsubj:pass", "obl") {
		if v, _ := r.light(c); v == x && r.actAt(c) != nil {
			return c
		}
	}
	if r.actAt(x) != nil {
		return x
	}
	for _, op := range r.lexicon.Operators(r.posOf(x), lowerLemma(f.Lemma(x))) {
		for _, slot := range op.Slots {
			for _, y := range r.fill(x, slot) {
				if inner := r.inside(y, depth+1); y != x && inner != text.NoToken {
					return inner
				}
			}
		}
	}
	return text.NoToken
}

func (r *reader) posOf(w text.TokenID) lexicon.POS {
	switch r.trees.UPOS(w) {
	case "VERB", "AUX":
		return lexicon.Verb
	case "ADJ":
		return lexicon.Adjective
	case "ADV":
		if r.trees.Child(w, "cop") != text.NoToken { // "talks are likely"
			return lexicon.Adjective
		}
		return lexicon.Adverb
	}
	return lexicon.Noun
}

func without(all, gone []side) (left []side) {
	for _, s := range all {
		keep := true
		for i := range gone {
			keep = keep && !sameActor(&s.actor, &gone[i].actor)
		}
		if keep {
			left = append(left, s)
		}
	}
	return left
}
