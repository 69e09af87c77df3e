package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// unless takes the recipient of a threat from its condition: "threatened to attack unless Baghdad accepted its terms".
// Who threatens is never his own state: "The minister warned that Kabul would strike again if the militia returned".
func (r *reader) unless(c *candidate) {
	if c.trigger.Frame.Type != ontology.Threaten {
		return
	}
	if c.recipients = r.notOwnState(c); len(c.recipients) > 0 {
		return
	}
	f := r.trees
	for _, v := range []text.TokenID{c.top(), c.content, c.clause} {
		if v == text.NoToken {
			continue
		}
		for _, clause := range f.ChildrenBy(v, "advcl") {
			if !r.marked(clause, "if") && !r.marked(clause, "unless") && !r.marked(clause, "until") && !r.inverted(clause) {
				continue
			}
			for _, s := range without(r.sides(r.subject(clause)), c.actors) {
				if s.actor.Country != "" && s.direct {
					c.recipients = addSide(c.recipients, s)
				}
			}
			if len(c.recipients) > 0 {
				return
			}
		}
	}
}

// actedOn says that somebody agrees or refuses to do something to those that the act inside is on, who are not whom he agrees
// with or refuses: "refused to act against the rebels", "agreed to move the militants".
func (r *reader) actedOn(c *candidate) bool {
	if t := c.trigger.Frame.Type; t != ontology.Reject && t != ontology.Agree || c.content == text.NoToken {
		return false
	}
	in := r.actAt(c.content)
	if in == nil {
		return false
	}
	switch in.trigger.Frame.Type {
	case ontology.Coerce, ontology.Sanction:
		return true
	case ontology.Assault:
		return c.trigger.Frame.Type == ontology.Reject
	}
	return false
}

// forSomebody says that an act inside is done to or for somebody who is not asked for it: "proposed an amnesty for the
// guerrillas", "demanded the extradition of exiles".
func (r *reader) forSomebody(content text.TokenID) bool {
	if content == text.NoToken {
		return false
	}
	in := r.actAt(content)
	if in == nil {
		return false
	}
	switch t := in.trigger.Frame; t.Type {
	case ontology.Concede, ontology.Aid, ontology.Cooperate:
		return true
	case ontology.Retreat, ontology.Coerce:
		return t.Mode == "release" || t.Mode == "arrest"
	}
	return false
}

// things makes a side of what force is used on, where that is nobody: "a boat", "the hamlets".
func (r *reader) things(c *candidate) {
	typ := c.trigger.Frame.Type
	if len(c.recipients) > 0 || typ != ontology.Assault && typ != ontology.Coerce || c.trigger.POS != lexicon.Verb || c.trigger.Role('R') == nil {
		return
	}
	slots := slices.Clone(c.trigger.Role('R').Slots)
	slices.SortStableFunc(slots, func(a, b lexicon.Slot) int { // the object before all others
		return btoi(b == lexicon.Obj) - btoi(a == lexicon.Obj)
	})
	for _, slot := range slots {
		for _, o := range r.fill(c.at, slot) {
			if with := r.aboard(c.at, o); len(with) > 0 && slot == lexicon.Obj {
				c.recipients = with
				return
			}
			if r.trees.UPOS(o) == "NOUN" && r.inClass(o, "target") && slot != "in" && slot != "near" && slot != "around" {
				s := r.people(o)
				s.actor.Kind = ""
				c.recipients = []side{s}
				return
			}
		}
	}
}

// aboard gives the people in a bus, a ship or a convoy: "a plane with 80 passengers", "a bus carrying pilgrims".
func (r *reader) aboard(verb, o text.TokenID) []side {
	f := r.trees
	if f.UPOS(o) != "NOUN" || !r.inClass(o, "vessel") && !r.inClass(o, "aircraft") && !r.inClass(o, "vehicle") {
		return nil
	}
	who := r.prepositional(o, "with", nil)
	for _, x := range r.prepositional(verb, "with", nil) { // the tree hangs it on the verb
		if f.Edges(o).End == f.Edges(x).First {
			who = append(who, x)
		}
	}
	for _, v := range f.ChildrenBy(o, "acl", "acl:relcl") {
		if r.inClass(v, "carrying") {
			who = append(who, f.ChildrenBy(v, "obj")...)
		}
	}
	for _, x := range who {
		if r.inClass(x, "people") || r.human(x) || r.inClass(x, "forces") {
			return r.sides(x)
		}
	}
	return nil
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// asksRelease says that somebody is asked to free others.
func (r *reader) asksRelease(c *candidate) bool {
	if c.trigger.Frame.Type != ontology.Request || c.content == text.NoToken {
		return false
	}
	in := r.actAt(c.content)
	return in != nil && (in.trigger.Frame.Mode == "release" || in.trigger.Frame.ID == "cooperate.extradite")
}

// derived fills roles from the act inside: whoever is asked is who shall act, whoever is threatened is whom it is for.
func (r *reader) derived(c *candidate) {
	if r.asksRelease(c) { // who is to be freed is not who is asked
		c.recipients = without(c.recipients, r.innerRecipients(c))
		defer func() {
			c.recipients = slices.DeleteFunc(without(c.recipients, r.innerRecipients(c)), func(s side) bool {
				return r.trees.Head(s.at) == c.content && r.marked(s.at, "of") && s.actor.Kind != string(knowledge.State)
			})
		}()
	}
	r.spareSent(c)
	defer r.spareUndergoing(c)
	if c.trigger.Frame.Type == ontology.Reject && len(c.recipients) == 0 && c.content != text.NoToken && r.trees.UPOS(c.content) == "VERB" {
		if in := r.actAt(c.content); in != nil && in.trigger.Frame.Type == ontology.Consult { // "refused to receive the envoy"
			c.recipients = without(slices.Concat(in.actors, in.recipients), c.actors)
		}
	}
	for i := range c.trigger.Roles {
		role := &c.trigger.Roles[i]
		for _, slot := range role.Slots {
			var from []side
			if role.Name == 'R' && c.unnamed {
				continue
			}
			switch slot {
			case "inner":
				if from = r.innerActors(c); len(from) == 0 {
					from = r.namedBehindThat(c)
				}
			case "aim":
				if from = r.innerRecipients(c); r.suffers(c) {
					from = nil
				}
				if r.actedOn(c) {
					from = slices.DeleteFunc(slices.Clone(from), func(s side) bool { return !governs([]side{s}) })
				}
				if t := c.trigger.Frame.Type; t == ontology.Request || t == ontology.Threaten && c.content != text.NoToken && r.actAt(c.content) != nil && r.actAt(c.content).trigger.Frame.Type == ontology.Protest {
					from = slices.DeleteFunc(slices.Clone(from), func(s side) bool { // "proposed an amnesty for guerrillas", "threatened to block the roads of Lyon"
						return t == ontology.Request && (s.actor.ID == "" || r.forSomebody(c.content)) && !governs([]side{s}) || t == ontology.Threaten && s.place
					})
				}
			default:
				continue
			}
			if c.trigger.Frame.Type == ontology.Agree && slot == "inner" { // "promised that the navy would leave": the navy is one's own
				from = slices.DeleteFunc(slices.Clone(from), func(s side) bool {
					return sharesCountry([]side{s}, c.actors) || s.actor.Country == "" && s.actor.ID == "" && (r.noun(s.at).armed || r.inClass(s.at, "forces"))
				})
			}
			switch {
			case role.Name == 'A' && len(c.actors) == 0:
				c.actors = from
			case role.Name == 'R' && len(c.recipients) == 0:
				c.recipients = without(from, c.actors)
			case role.Name == 'B':
				for _, s := range from {
					c.both = addSide(c.both, s)
				}
			}
		}
	}
}

// namedBehindThat gives who is named right behind the "that" of an asking, whatever the tree makes of the clause: "demanded that
// the Sudanese government end curbs".
func (r *reader) namedBehindThat(c *candidate) []side {
	if c.trigger.Frame.Type != ontology.Request || len(c.recipients) > 0 || r.suffers(c) {
		return nil
	}
	last := min(r.doc.Sentences[r.doc.SentenceOf(c.at)].Tokens.End, c.at+4)
	for w := c.at + 1; w < last; w++ {
		if r.lower(w) != "that" {
			continue
		}
		next := w + 1
		if int(next) < len(r.doc.Tokens) && r.trees.UPOS(next) == "DET" {
			next++
		}
		if int(next) >= len(r.doc.Tokens) {
			return nil
		}
		first, end := r.doc.MentionsIn(r.doc.Tokens[next].Span)
		for i := first; i < end; i++ {
			if m := &r.doc.Mentions[i]; m.Tokens.First <= next && m.As.Country != "" && (m.Form != text.ModifierMention || m.Tokens.Len() > 1) {
				return without([]side{r.sideOf(m, m.Head)}, c.actors)
			}
		}
		return nil
	}
	return nil
}

func (r *reader) innerActors(c *candidate) []side {
	if c.content == text.NoToken {
		return nil
	}
	inner := r.actAt(c.content)
	if r.freeRelative(c.content) {
		return nil
	}
	if inner != nil && len(inner.both) > 0 {
		return r.placesLast(inner.both)
	}
	if inner != nil && len(inner.actors) > 0 {
		return inner.actors
	}
	for _, x := range []text.TokenID{c.content, c.clause} {
		if x == text.NoToken || r.trees.UPOS(x) == "NOUN" && !r.predicate(x) || r.freeRelative(x) {
			continue
		}
		if all := r.sides(r.subject(x)); len(all) > 0 {
			return all
		}
	}
	return nil
}

// freeRelative says that a clause names a thing by what somebody calls it: "an inquiry into what prosecutors call a crime".
func (r *reader) freeRelative(clause text.TokenID) bool {
	for at := r.trees.Edges(clause).First; at < clause; at++ {
		switch r.lower(at) {
		case "what", "whatever":
			return true
		}
		if u := r.trees.UPOS(at); u != "ADP" && u != "SCONJ" {
			return false
		}
	}
	return false
}

func (r *reader) innerRecipients(c *candidate) []side {
	if c.content == text.NoToken {
		return nil
	}
	if inner := r.actAt(c.content); inner != nil {
		if parties := r.placesLast(inner.both); len(parties) > 0 && !parties[0].place {
			return parties
		}
		if len(inner.recipients) > 0 {
			return inner.recipients
		}
		if inner.trigger.Frame.ID == "accuse.sue" {
			return nil // "threatened to take the matter to the court" is not against the court
		}
	}
	return r.concerned(c)
}

// concerned gives whom a clause or phrase inside is for, where the lexicon does not know its word: "agreed to open a
// bank for Romania and Poland".
func (r *reader) concerned(c *candidate) (all []side) {
	for _, slot := range []lexicon.Slot{lexicon.Iobj, lexicon.Obj, "to", "with", "for", "against", "from", "on"} {
		fillers := r.fill(c.content, slot)
		if len(fillers) == 0 && r.misreadInfinitive(c.at) == c.content { // "agreed to exchange ambassadors with Eritrea"
			fillers = r.prepositional(r.trees.Head(c.content), string(slot), nil)
		}
		for _, x := range fillers {
			if x == c.at || r.isTime(x) {
				continue
			}
			for _, s := range without(r.sides(x), c.actors) {
				if s.actor.Country != "" && (s.actor.Kind != "population" || s.actor.Sector != "CVL") {
					all = addSide(all, s)
				}
			}
		}
		if len(all) > 0 {
			return all
		}
	}
	return nil
}

// suffers says that somebody is asked to do something to others, told in the passive, who are not asked: "demanded that the officials be
// replaced".
func (r *reader) suffers(c *candidate) bool {
	f := r.trees
	if c.trigger.Frame.Type != ontology.Request || c.content == text.NoToken || f.UPOS(c.content) != "VERB" || !r.passive(c.content) {
		return false
	}
	in := r.actAt(c.content)
	return f.Child(c.content, "nsubj:pass") != text.NoToken && (in == nil || in.trigger.Frame.Sides == lexicon.Directed)
}

// spareSent takes those to whom something shall be done, told by a participle behind them, for nobody who is asked: "wants the navy
// sent in", "want the ambassador expelled".
func (r *reader) spareSent(c *candidate) {
	f := r.trees
	if c.trigger.Frame.Type != ontology.Request || c.content == text.NoToken || f.Morph(c.content).XPOS != "VBN" || !f.IsRel(c.content, "acl", "xcomp") || f.Child(c.content, "aux", "aux:pass", "mark") != text.NoToken {
		return
	}
	o := f.Child(c.at, "obj")
	if o == text.NoToken || o > c.content || f.Head(c.content) != o && f.Head(c.content) != c.at {
		return
	}
	c.recipients = slices.DeleteFunc(c.recipients, func(s side) bool { return s.at == o })
}

// spareUndergoing takes those to whom the noun before "of" is done for nobody who is asked, praised or refused: "commended the transfer of
// the officers", "demanded the return of a pianist", "turned down an offer of foreign police".
func (r *reader) spareUndergoing(c *candidate) {
	switch c.trigger.Frame.Type {
	case ontology.Request, ontology.Support, ontology.Agree, ontology.Reject:
	default:
		return
	}
	f := r.trees
	c.recipients = slices.DeleteFunc(c.recipients, func(s side) bool {
		n := f.Head(s.at)
		if s.actor.ID != "" || s.actor.Kind == string(knowledge.State) || n == text.NoToken || n == c.at || !f.IsRel(s.at, "nmod") || !r.marked(s.at, "of") {
			return false
		}
		return r.inClass(n, "undergone") || lowerLemma(f.Lemma(n)) == "offer" && s.actor.Country == ""
	})
}
