package refer

import (
	"maps"
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// mainTwo gives the last phrases of the two states that a report is about before a phrase that may mean them, who is doing something to
// them left aside: "China hosted the ministers of both countries" in a report about Chad and Niger.
func (r *reading) mainTwo(p *phrase, d *description) (phrases, mentions []int) {
	for _, country := range r.twoStates() {
		if !r.toldLately(p, country) {
			return nil, nil
		}
		found := false
		for j := r.first[p.sentence+1] - 1; j >= 0 && !found; j-- {
			o := &r.phrases[j]
			if o.head >= p.head {
				continue
			}
			for _, i := range o.mentions {
				m := &r.doc.Mentions[i]
				if m.As.Country != country || m.Plural || !d.means(m) || m.As.Kind != string(knowledge.State) && m.As.Kind != string(knowledge.Government) {
					continue
				}
				if r.actsOn(o, p) {
					return nil, nil
				}
				if m.Form != text.PlaceMention {
					phrases, mentions, found = append(phrases, j), append(mentions, i), true
					break
				}
			}
		}
	}
	return phrases, mentions
}

// toldLately says that something of a country is told in the sentence of a phrase before it, or in one of the few before that.
func (r *reading) toldLately(p *phrase, country string) bool {
	return slices.ContainsFunc(r.doc.Mentions, func(m text.Mention) bool {
		return m.As.Country == country && m.Head < p.head && p.sentence-r.doc.SentenceOf(m.Head) <= farSeveral
	})
}

// twoStates gives the two countries whose mentions leave all others far behind, where neither is told of by its rebels; otherwise none.
func (r *reading) twoStates() []string {
	counts, rebels := map[string]int{}, map[string]int{}
	for i := range r.doc.Mentions {
		switch a := &r.doc.Mentions[i].As; {
		case a.Country == "" || a.Country == "IGO" || a.Country == "NGO" || a.Country == "ISG":
		case a.Sector == "REB":
			rebels[a.Country]++
		default:
			counts[a.Country]++
		}
	}
	codes := slices.SortedStableFunc(slices.Values(slices.Sorted(maps.Keys(counts))), func(a, b string) int { return counts[b] - counts[a] })
	const (
		leading = 2 // times as often as the third
		named   = 3 // times at least
		loyal   = 2 // half as many rebels, and it is no state alone
	)
	if len(codes) < 2 || counts[codes[1]] < named || len(codes) > 2 && counts[codes[1]] < leading*counts[codes[2]] {
		return nil
	}
	for _, c := range codes[:2] {
		if rebels[c]*loyal > counts[c] {
			return nil
		}
	}
	return codes[:2]
}
