package event

import (
	"github.com/chancery-project/chancery/internal/text"
)

// firstPerson says that a word is "we", "us" or "I".
func (r *reader) firstPerson(w text.TokenID) bool {
	switch r.lower(w) {
	case "we", "us", "i":
		return true
	}
	return false
}

// ourselves gives who says "we" or "I": the source of what is quoted or answered, the state whose government a leading article calls ours, or
// the body whose statement a report is, which its heading tells or which is the subject of its first sentence.
func (r *reader) ourselves(w text.TokenID) []side {
	c := r.doc.ClaimAt(w)
	if c != nil && c.Source != nil && c.Source.Name != "" {
		return []side{{actor: *c.Source, at: w, direct: true}}
	}
	if r.doc.QuotationAt(w) != nil {
		return nil
	}
	if all := r.issuers(); len(all) > 0 && r.lower(w) != "i" {
		for i := range all {
			all[i].at, all[i].direct = w, true
		}
		return all
	}
	if s, ok := r.ourState(); ok && r.lower(w) != "i" {
		s.at = w
		return []side{s}
	}
	if r.lower(w) == "us" {
		return nil
	}
	for i := range r.doc.Sentences {
		if r.doc.Sentences[i].Kind != text.Running {
			continue
		}
		s := r.trees.Child(r.trees.Root(r.doc.Sentences[i].Tokens.First), "nsubj")
		if s == text.NoToken || s >= w {
			return nil
		}
		all := r.sides(s)
		if len(all) != 1 || !all[0].direct || all[0].actor.Kind == "person" || all[0].actor.Kind == "population" {
			return nil
		}
		return all
	}
	return nil
}

// ourState gives the state whose government, officers or forces a text calls ours outside of what it quotes: "our foreign ministry". There is
// none where these are of two states.
func (r *reader) ourState() (side, bool) {
	if r.homeState == nil {
		r.homeState = &side{}
		country := ""
		for i := range r.doc.Mentions {
			m := &r.doc.Mentions[i]
			p := r.trees.Child(m.Head, "nmod:poss")
			if p == text.NoToken || r.lower(p) != "our" || m.As.Country == "" || r.doc.QuotationAt(p) != nil {
				continue
			}
			if country != "" && country != m.As.Country {
				return side{}, false
			}
			country = m.As.Country
		}
		if isCode(country) {
			*r.homeState = r.stateSide(country)
		}
	}
	return *r.homeState, r.homeState.actor.ID != ""
}
