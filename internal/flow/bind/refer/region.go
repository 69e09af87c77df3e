package refer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

func (l *lexicon) addRegion(cells []string) error {
	if cells[0] == "" || l.regions[cells[0]] != nil {
		return fmt.Errorf("%q is empty or stands here twice", cells[0])
	}
	l.regions[cells[0]] = strings.Fields(cells[1])
	return nil
}

// descriptionOf gives the row of descriptions.tsv for a phrase, that of its noun with the words before it ("militant group")
// that of its noun behind words for
// a part of the world ("@region state") or that of its noun alone, and the words before the noun that the row does not hold.
func (r *reading) descriptionOf(p *phrase) (d *description, told string) {
	told = r.toldBefore(p)
	lemma := strings.ToLower(r.forest.Lemma(p.head))
	if d = r.lexicon.descriptions[told+" "+lemma]; d != nil {
		return d, ""
	}
	if r.lexicon.regions[told] != nil {
		if d = r.lexicon.descriptions["@region "+lemma]; d != nil {
			return d, told
		}
	}
	return r.lexicon.descriptions[lemma], told
}

// toldBefore gives what stands before a noun and says which of its kind is meant: "central american" in "the tiny Central
// American nation".
func (r *reading) toldBefore(p *phrase) string {
	var words []string
	for t := p.words.First; t < p.head; t++ {
		w := strings.ToLower(r.doc.Word(t))
		if !r.forest.IsRel(t, "det", "det:predet") && !r.lexicon.is(wordIdle, w) {
			words = append(words, w)
		}
		if n := len(words); n > 2 && words[n-2] == "-" && r.lexicon.is(wordIdle, "-"+w) {
			words = words[:n-3] // "oil-rich"
		}
	}
	return strings.Join(words, " ")
}

// within says that a chain is a state of the part of the world that a phrase tells of: "the Gulf state".
func (r *reading) within(c int, told string) bool {
	codes := r.lexicon.regions[told]
	return slices.ContainsFunc(r.chains[c].phrases, func(j int) bool {
		return slices.ContainsFunc(r.phrases[j].mentions, func(i int) bool {
			m := &r.doc.Mentions[i]
			return m.As.Kind == string(knowledge.State) && slices.Contains(codes, m.As.Country)
		})
	})
}

// belongingTo links a phrase to the state that it means by its part of the world or its form, where the text before told only of who or what is
// of that state, and of no other such one: "the ambassador of Qatar was expelled; the Gulf state protested".
func (r *reading) belongingTo(p *phrase) (Link, bool) {
	d, told := r.descriptionOf(p)
	codes := r.lexicon.regions[told]
	if form := strings.ToLower(r.forest.Lemma(p.head)); told == "" && isForm(form) {
		codes = r.lexicon.codes(form)
	}
	if d == nil || len(d.kinds) != 1 || d.kinds[0] != string(knowledge.State) || p.number != one || codes == nil || r.base == nil || !r.alone(p) {
		return Link{}, false
	}
	var from *text.Mention
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if m.Head >= p.head || p.sentence-r.doc.SentenceOf(m.Head) > farForm || !slices.Contains(codes, m.As.Country) {
			continue
		}
		if from != nil && from.As.Country != m.As.Country || r.forest.Clause(m.Head) == p.clause && p.role != subject {
			return Link{}, false
		}
		from = m
	}
	if from == nil {
		return Link{}, false
	}
	e, ok := r.base.StateOn(from.As.Country, knowledge.Date{})
	if !ok {
		return Link{}, false
	}
	state := &record.Actor{ID: e.ID, Name: e.Name, Kind: string(knowledge.State), Country: e.Country, Sector: "GOV"}
	return Link{Tokens: p.words, Head: p.head, Antecedents: []Antecedent{{from.Tokens, from.Head}}, As: state, Rule: "description of a state"}, true
}
