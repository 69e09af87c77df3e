package event

import (
	"maps"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// crowds are the classes of nouns that tell of a protest; each bears the name of those who make it.
var crowds = []string{"protesters", "rioters", "strikers", "marchers"}

// gathering makes a side of those who protest where a noun alone tells of it and a place says of which country they are:
// "Riots broke out in Durban", "The strike has paralysed Greece".
func (r *reader) gathering(c *candidate) {
	if c.trigger.Frame.Type != ontology.Protest || c.trigger.POS != lexicon.Noun || len(c.actors) > 0 || !r.worldly {
		return
	}
	h := r.unfolds(c.at)
	if h == text.NoToken {
		return
	}
	for _, name := range crowds {
		if !r.inClass(c.at, name) {
			continue
		}
		country := r.countryAround(c.at, h)
		if country == "" && r.ofPolitics {
			country = r.oneState()
		}
		if country != "" {
			words, span := r.doc.Quote(r.doc.SpanOf(text.TokenRange{First: c.at, End: c.at + 1}))
			c.actors = []side{{actor: record.Actor{Name: name, Kind: string(knowledge.Population), Country: country, Sector: "CVL", Text: words, Span: &span}, at: c.at, direct: true}}
		}
		return
	}
}

// custodian gives arrests and curfews that a noun alone tells of, in a report of politics, to the state where they are: "Mass arrests
// in Belarus followed".
func (r *reader) custodian(c *candidate) {
	if !r.ofPolitics || c.trigger.Frame.Type != ontology.Coerce || c.trigger.POS != lexicon.Noun || len(c.actors) > 0 {
		return
	}
	switch c.trigger.Frame.Mode {
	case "arrest", "curfew", "martial-law":
	default:
		return
	}
	h := r.trees.Head(c.at)
	if h == text.NoToken {
		return
	}
	if country := r.countryAround(c.at, h); country != "" && !slices.ContainsFunc(c.recipients, func(s side) bool { return s.direct && isCode(s.actor.Country) && s.actor.Country != country }) {
		s := r.stateSide(country)
		s.at = c.at
		c.actors = []side{s}
		c.recipients = slices.DeleteFunc(c.recipients, func(s side) bool { return s.place })
	}
}

// oneState gives the country that a report is about where it is about one: no other is told of half as often.
func (r *reader) oneState() string {
	counts := map[string]int{}
	for i := range r.doc.Mentions {
		if k := r.doc.Mentions[i].As.Country; isCode(k) {
			counts[k]++
		}
	}
	codes := slices.SortedStableFunc(slices.Values(slices.Sorted(maps.Keys(counts))), func(a, b string) int { return counts[b] - counts[a] })
	if len(codes) == 0 || counts[codes[0]] < 4 || len(codes) > 1 && counts[codes[0]] < 2*counts[codes[1]] {
		return ""
	}
	return codes[0]
}

// unfolds gives the verb that says that what a noun tells of happened: "protests erupted", "there were riots", "the verdict sparked riots", "led to
// protests", "a wave of strikes swept Britain".
func (r *reader) unfolds(n text.TokenID) text.TokenID {
	f := r.trees
	for f.IsRel(n, "nmod") && r.marked(n, "of") && (r.inClass(f.Head(n), "measure") || r.inClass(f.Head(n), "spell")) {
		n = f.Head(n)
	}
	h := f.Head(n)
	if h == text.NoToken || f.UPOS(h) != "VERB" && f.UPOS(h) != "AUX" {
		return text.NoToken
	}
	switch {
	case f.IsRel(n, "obj") && (r.inClass(h, "kindling") || r.inClass(h, "witnessing")),
		f.IsRel(n, "obl") && r.marked(n, "to") && r.inClass(h, "leading_on"):
		return h
	case !f.IsRel(n, "nsubj", "nsubj:pass", "obl:agent"):
	case r.inClass(h, "unfolding"), f.IsRel(n, "nsubj:pass") && r.inClass(h, "witnessing"), f.Child(h, "expl") != text.NoToken && lowerLemma(f.Lemma(h)) == "be":
		return h
	}
	return text.NoToken
}

// countryAround gives the country of the first place that stands with a noun or with its verb, "" for none.
func (r *reader) countryAround(n, h text.TokenID) string {
	at := r.trees.ChildrenBy(n, "amod", "compound", "nmod:poss")
	for _, p := range []string{"in", "across", "throughout", "outside", "near", "through", "to", "at"} {
		at = append(at, r.prepositional(n, p, nil)...)
		at = append(at, r.prepositional(h, p, nil)...)
	}
	if o := r.trees.Child(h, "obj", "nsubj:pass"); o != text.NoToken && o != n {
		at = append(at, o)
		at = append(at, r.trees.ChildrenBy(o, "nmod:poss")...)
	}
	if s := r.trees.Child(h, "nsubj"); s != text.NoToken && r.inClass(h, "witnessing") { // "Pakistan saw protests"
		at = append(at, s)
	}
	for _, m := range r.trees.ChildrenBy(n, "nmod") { // "protests against the president in Minsk"
		if r.marked(m, "against") || r.marked(m, "over") {
			at = r.prepositional(m, "in", at)
		}
	}
	for _, w := range at {
		if p := r.doc.PlaceAt(w); p != nil && isCode(p.Where.Country) {
			return p.Where.Country
		}
	}
	for _, w := range at {
		if code := r.stateOf(w); isCode(code) && !r.aimed(w) {
			return code
		}
	}
	return ""
}

// aimed says that a modifier tells whom it is against: "anti-Chinese riots".
func (r *reader) aimed(w text.TokenID) bool { return strings.HasPrefix(r.lower(w), "anti-") }
