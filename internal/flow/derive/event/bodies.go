package event

import (
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// bodySectors are the classes of nouns for bodies that every state has, with their sectors.
var bodySectors = []struct{ class, sector string }{
	{"body_government", "GOV"}, {"body_parliament", "LEG"}, {"body_court", "JUD"}, {"body_opposition", "OPP"}, {"body_forces", "MIL"},
}

// publicBody makes a side of a body that every state has, told by its noun alone where the report does not make clear of which
// state it is: "The opposition accuses him". Its country is that of somebody in the same clause or of who acted before, where no other is
// named.
func (r *reader) publicBody(w text.TokenID) []side {
	f := r.trees
	if !r.worldly || f.UPOS(w) != "NOUN" || !f.IsRel(w, "nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "conj") {
		return nil
	}
	d := f.Child(w, "det")
	if d == text.NoToken || r.lower(d) != "the" || f.Child(w, "nmod:poss", "appos", "flat", "nummod", "case") != text.NoToken {
		return nil
	}
	for _, c := range f.ChildrenBy(w, "nmod", "acl") { // also clauses with "which"
		if !r.besideBody(w, c) {
			return nil
		}
	}
	before := f.ChildrenBy(w, "amod", "compound")
	for _, c := range before {
		if r.ofSomewhere(c) || c < d {
			return nil
		}
	}
	for _, b := range bodySectors {
		alone, with := b.class, b.class+"_with"
		if !(len(before) == 0 && r.inClass(w, alone)) && !(len(before) == 1 && before[0] == w-1 && r.lexicon.In(with, r.lower(w-1)+"_"+lowerLemma(f.Lemma(w)))) {
			continue
		}
		s := r.people(w)
		s.actor.Kind, s.actor.Sector = "organisation", b.sector
		if s.actor.Country == "" {
			s.actor.Country = r.countryNear(w)
		}
		return []side{s}
	}
	return nil
}

// byNoun says that a noun tells, in a report of politics, of the people or the body who do what the verb says: "the archdiocese asked
// the police to investigate", "the consortium offered royalties".
func (r *reader) byNoun(w text.TokenID) bool {
	return r.ofPolitics && r.trees.UPOS(w) == "NOUN" && r.trees.IsRel(w, "nsubj", "nsubj:pass", "obl:agent", "obj", "iobj") && r.inClass(w, "doer")
}

// countryNear gives the one country that a sentence names before a word, or else that of who last acted, in the sentence before; ""
// where there are several.
func (r *reader) countryNear(w text.TokenID) string {
	here := r.doc.SentenceOf(w)
	if all := r.partiesIn(here, w, false, map[string]int{}); len(all) > 0 {
		if len(all) == 1 {
			return all[0].actor.Country
		}
		return ""
	}
	if r.trying != nil {
		if o := r.object(r.trying.at); o != text.NoToken && o != w {
			if c := onlyOne(r.doc.ActorsAt(o)); c != "" {
				return c
			}
		}
	}
	country := ""
	for i := len(r.earlierActs) - 1; i >= 0; i-- {
		e := r.earlierActs[i]
		if here-r.doc.SentenceOf(e.at) > 1 {
			break
		}
		for _, s := range e.actors {
			if !isCode(s.actor.Country) {
				continue
			}
			if country != "" && country != s.actor.Country {
				return ""
			}
			country = s.actor.Country
		}
	}
	return country
}

// onlyOne gives the country of actors who are persons of one country.
func onlyOne(all []record.Actor) string {
	country := ""
	for i := range all {
		if all[i].Kind != "person" || !isCode(all[i].Country) || country != "" && country != all[i].Country {
			return ""
		}
		country = all[i].Country
	}
	return country
}
