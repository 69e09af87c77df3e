package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// onPlace says that force is told to have been used on a place, or that its border was closed or opened, which is then on
// the country of it.
func onPlace(c *candidate) bool {
	frame := c.trigger.Frame
	return (frame.Type == ontology.Assault || frame.ID == "sanction.border" || frame.ID == "retreat.access" || frame.ID == "retreat.unblock") && slices.ContainsFunc(c.recipients, func(s side) bool { return (s.place || frame.Type != ontology.Assault) && isCode(s.actor.Country) })
}

// claims says that an act is force that somebody tells to be his, or not his, own: "claimed the attack", so that its day and
// place are those of the attack.
func (c *candidate) claims() bool {
	return c.trigger.Frame.Type == ontology.Assault && c.content != text.NoToken
}

// particular says that a noun means one act of force that was: it is definite or has a day, and whom it was on is named.
func (r *reader) particular(c *candidate) bool {
	if !onPlace(c) && !slices.ContainsFunc(c.recipients, func(s side) bool { return s.direct && political(&s.actor) }) {
		return false
	}
	f := r.trees
	return slices.ContainsFunc(f.ChildrenBy(c.at, "det"), func(d text.TokenID) bool { return r.lexicon.In("definite", r.lower(d)) }) ||
		slices.ContainsFunc(f.Children(c.at), r.isTime)
}

// tellsOfForce says that what surrounds a word tells of force, so that who is "killed" there was killed by somebody: an
// act of force in the sentences before, or a noun of one in its own or the one before, and no calamity beside it.
func (r *reader) tellsOfForce(w text.TokenID) bool {
	here := r.doc.SentenceOf(w)
	if r.forceIn(here) {
		return true
	}
	if r.speaksOf(here, 0, "calamity") > 0 {
		return false
	}
	if here > 0 && r.forceIn(here-1) && r.speaksOf(here-1, 0, "calamity") == 0 {
		return true
	}
	return r.ofForce() || slices.ContainsFunc(r.earlierActs, func(e *candidate) bool {
		return e.trigger.Frame.Type == ontology.Assault && here-r.doc.SentenceOf(e.at) <= maxBack
	})
}

// ofForce says that a report is about force as a whole: nouns of it stand in three of its sentences at least, and in more of them
// than those of calamities do.
func (r *reader) ofForce() bool {
	if r.forceful == nil {
		violent, hapless := 0, 0
		for i := range r.doc.Sentences {
			switch {
			case r.speaksOf(i, 0, "violence") > 0:
				violent++
			case r.speaksOf(i, 0, "calamity") > 0:
				hapless++
			}
		}
		is := violent >= 3 && violent > hapless
		r.forceful = &is
	}
	return *r.forceful
}

// forceIn says that a sentence speaks of force. A verb such as "struck" tells of it only where no accident stands beside:
// "a bus was struck by a lorry".
func (r *reader) forceIn(sentence int) bool {
	if r.speaksOf(sentence, 0, "violence") == 0 {
		return false
	}
	if r.speaksOf(sentence, 0, "calamity") == 0 {
		return true
	}
	run := r.doc.Sentences[sentence].Tokens
	for w := run.First; w < run.End; w++ {
		if lemma := lowerLemma(r.trees.Lemma(w)); r.lexicon.In("violence", lemma) && (r.trees.UPOS(w) != "VERB" || lemma != "strike") {
			return true
		}
	}
	return false
}

// materiel says that force hits what is of somebody as his aircraft, ships, posts and men are.
func (r *reader) materiel(c *candidate) bool {
	o := r.object(c.at)
	if c.trigger.Frame.Type != ontology.Assault || c.trigger.POS != lexicon.Verb || o == text.NoToken {
		return false
	}
	return slices.ContainsFunc([]string{"aircraft", "vessel", "forces", "target", "shell_target", "fighters"}, func(class string) bool { return r.inClass(o, class) })
}

// namelessTarget says that a side is something that is struck, and whose it is nobody tells: "targets", "infrastructure".
func (r *reader) namelessTarget(s side) bool {
	return s.actor.ID == "" && !isCode(s.actor.Country) && s.at != text.NoToken && r.inClass(s.at, "struck_site")
}

// scenes gives an act of force that tells nobody whom it was on the state of the place where it was: "the bombing of
// Thursday in the district of Pulwama", "the Madrid attacks", "struck an airbase in Syria".
func (r *reader) scenes(c *candidate) {
	things := len(c.recipients) > 0 && !slices.ContainsFunc(c.recipients, func(s side) bool { return !r.namelessTarget(s) })
	if len(c.recipients) > 0 && !things || c.trigger.Role('R') == nil || c.claims() || c.trigger.POS == lexicon.Verb && (len(c.actors) == 0 || r.object(c.at) == text.NoToken && c.trigger.Frame.ID != "assault.attack") {
		return
	}
	country := ""
	if p := r.where(c); p != nil && p.Span != nil && r.trees.Dominates(c.at, r.headOf(*p.Span)) {
		country = p.Country
	}
	for _, m := range r.trees.ChildrenBy(c.at, "compound", "amod", "nmod:poss") {
		if p := r.doc.PlaceAt(m); p != nil && m < c.at {
			country = p.Where.Country
		}
	}
	if !isCode(country) || slices.ContainsFunc(c.actors, func(s side) bool { return s.actor.Country == country }) {
		return
	}
	s := r.stateSide(country)
	s.at, s.place, s.direct = c.at, true, false
	c.recipients = []side{s}
}

// victims gives people, and things, that force was used on, people who were arrested and those who take to the street, the
// country of the place where it was, or else of whom the force told before was used on.
func (r *reader) victims(c *candidate, before []*candidate) {
	r.again(c, before)
	var people []side
	switch c.trigger.Frame.Type {
	case ontology.Assault:
		r.scenes(c)
		people = c.recipients
	case ontology.Coerce:
		r.ruled(c)
		people = c.recipients
	case ontology.Retreat:
		r.ruled(c)
		return
	case ontology.Sanction:
		if c.trigger.Frame.ID == "sanction.displace" {
			r.fled(c)
		}
		return
	case ontology.Protest:
		people = c.actors
	default:
		return
	}
	country := ""
	for i := range people {
		s := &people[i]
		if s.place || s.actor.ID != "" || s.actor.Country != "" || !r.ofThere(s) {
			continue
		}
		if country == "" {
			if country = r.scene(c, before); country == "" {
				return
			}
		}
		s.actor.Country = country
	}
}

// ofThere says that people or things are by their word of the place where they are, as villagers and houses are.
func (r *reader) ofThere(s *side) bool {
	return s.actor.Sector != "REB" && (r.inClass(s.at, "local") || r.counts(s.at) || s.actor.Kind == "" && r.inClass(s.at, "target"))
}

// adjoined says that an act tells in a participle whom another killed or wounded that names its own target: "struck Sinjar,
// killing twelve people".
func (r *reader) adjoined(victims, act *candidate) bool {
	below := r.trees.Head(victims.at) == act.at && r.trees.IsRel(victims.at, "advcl", "conj")
	told := act.trigger.POS == lexicon.Noun && len(act.actors) > 0 && r.subject(victims.at) == act.at // "Russia's shelling of Kharkiv killed five"
	return r.inClass(victims.at, "harm") && (below || told) &&
		slices.ContainsFunc(act.recipients, func(s side) bool { return s.actor.Country != "" })
}

// scene gives the country where an act of force is, "" where the words do not tell.
func (r *reader) scene(c *candidate, before []*candidate) string {
	if p := r.where(c); p != nil && isCode(p.Country) {
		return p.Country
	}
	for _, e := range before {
		if e.trigger.Frame.Type == ontology.Assault && r.trees.Head(c.at) == e.at && r.trees.IsRel(c.at, "advcl", "conj") {
			for _, s := range e.recipients {
				if isCode(s.actor.Country) {
					return s.actor.Country
				}
			}
			if p := r.where(e); p != nil && isCode(p.Country) {
				return p.Country
			}
		}
	}
	if len(c.actors) > 0 && c.actors[0].actor.Country != "" {
		return ""
	}
	if country := r.onlyCountry(r.doc.SentenceOf(c.at)); country != "" {
		return country
	}
	here := r.doc.SentenceOf(c.at)
	all := slices.Concat(r.earlierActs, before)
	for i := len(all) - 1; i >= 0 && c.trigger.Frame.Type == ontology.Assault; i-- {
		e := all[i]
		if e == c || e.at >= c.at || e.trigger.Frame.Type != ontology.Assault || here-r.doc.SentenceOf(e.at) > maxBack {
			continue
		}
		for _, s := range e.recipients {
			if isCode(s.actor.Country) {
				return s.actor.Country
			}
		}
	}
	return ""
}

// harm says that one act of force tells whom another act of the same row of verbs killed or wounded: "bombed two villages
// and killed eight people", "three were killed and five wounded".
func (r *reader) harm(victims, act *candidate) bool {
	f := r.trees
	if act.trigger.Frame.Type == ontology.Assault && act.trigger.POS == lexicon.Noun && r.inClass(victims.at, "harm") && r.subject(victims.at) == act.at {
		return true // "the blast in Jalalabad killed nine"
	}
	if act.trigger.Frame.Type != ontology.Assault || victims.trigger.POS != lexicon.Verb || act.trigger.POS != lexicon.Verb || !r.inClass(victims.at, "harm") {
		return false
	}
	if !f.IsRel(victims.at, "conj", "advcl", "parataxis") || f.Head(victims.at) != act.at && f.Head(victims.at) != f.Head(act.at) {
		return false
	}
	if len(victims.actors) > 0 && len(act.actors) > 0 && !covers(victims.actors, act.actors) || len(act.actors) == 0 && len(victims.actors) > 0 {
		return false
	}
	return len(victims.recipients) == 0 || len(act.recipients) == 0 || sharesCountry(victims.recipients, act.recipients) ||
		!slices.ContainsFunc(victims.recipients, func(s side) bool { return s.actor.Country != "" })
}

// onlyCountry gives the country in which all places of a sentence lie, "" where there is none or more than one.
func (r *reader) onlyCountry(sentence int) (country string) {
	span := r.doc.SpanOf(r.doc.Sentences[sentence].Tokens)
	for i := range r.doc.Places {
		p := &r.doc.Places[i]
		if !span.Contains(p.Span) || !isCode(p.Where.Country) {
			continue
		}
		if country != "" && country != p.Where.Country {
			return ""
		}
		country = p.Where.Country
	}
	return country
}

// again gives a border that is closed or opened, and a truce that holds or ends, the sides of what was told of it before.
func (r *reader) again(c *candidate, before []*candidate) {
	class := matter(c.trigger.Frame.ID)
	if class == "" || len(c.actors) > 0 || c.trigger.POS == lexicon.Noun && (class != "border" || !r.goesBack(c.at)) {
		return
	}
	all := slices.Concat(r.earlierActs, before)
	for i := len(all) - 1; i >= 0; i-- {
		e := all[i]
		if e != c && e.at < c.at && matter(e.trigger.Frame.ID) == class && len(e.actors) > 0 {
			c.actors, c.recipients = slices.Clone(e.actors), slices.Clone(e.recipients)
			return
		}
	}
}

// matter names what acts of a frame are about where there is commonly one of it in a report, "" for all others.
func matter(frame string) string {
	switch frame {
	case "sanction.border", "retreat.access":
		return "border"
	case "sanction.cooperation":
		return "pact"
	case "concede.declare", "retreat.truce", "retreat.ceasefire", "reject.peace":
		return "truce"
	}
	return ""
}

// metBefore gives those who met in the meeting told last for "the four" or "the participants".
func (r *reader) metBefore(w text.TokenID) []side {
	f := r.trees
	number := f.UPOS(w) == "NUM"
	if d := f.Child(w, "det", "nmod:poss"); d == text.NoToken || number && r.lower(d) != "the" || f.Child(w, "nmod", "amod", "compound", "acl", "acl:relcl") != text.NoToken {
		return nil
	}
	for i := len(r.earlierActs) - 1; i >= 0; i-- {
		e := r.earlierActs[i]
		if e.trigger.Frame.Type != ontology.Consult || len(e.actors) < 2 {
			continue
		}
		all := slices.Clone(e.actors)
		for _, s := range e.recipients {
			all = addSide(all, s)
		}
		if number && len(all) < 3 {
			return nil // "the two" are found otherwise
		}
		return all
	}
	return nil
}

// counts says that a word counts people without naming them: "46 were killed", "dozens died".
func (r *reader) counts(w text.TokenID) bool {
	return r.trees.UPOS(w) == "NUM" || r.lexicon.In("quantity", r.lower(w))
}
