package event

import (
	"maps"
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// twoStates gives the two countries whose mentions leave all others far behind, or those two that the title and the first sentence name
// and no other, or an empty list.
func (r *reader) twoStates() []string {
	counts := map[string]int{}
	for i := range r.doc.Mentions {
		if k := r.doc.Mentions[i].As.Country; isCode(k) {
			counts[k]++
		}
	}
	if lead := r.leadStates(); len(lead) == 2 && aboutTwo(counts, lead) {
		return lead
	}
	codes := slices.SortedStableFunc(slices.Values(slices.Sorted(maps.Keys(counts))), func(a, b string) int { return counts[b] - counts[a] })
	const atLeast = 5 // of as many mentions of the first: a neighbour named now and then is no second side
	if len(codes) < 2 || counts[codes[1]] < 3 || counts[codes[0]] > atLeast*counts[codes[1]] || len(codes) > 2 && counts[codes[1]] < 2*counts[codes[2]] {
		return []string{}
	}
	return codes[:2]
}

// aboutTwo says that two countries are told of often enough and about as often as each other, and no third far more than either.
func aboutTwo(counts map[string]int, two []string) bool {
	const even = 3 // times as often as the other, at most: a host is no second side
	least := min(counts[two[0]], counts[two[1]])
	if max(counts[two[0]], counts[two[1]]) > even*least {
		return false
	}
	for c, n := range counts {
		if n >= 2*least && !slices.Contains(two, c) {
			return false
		}
	}
	return least >= 3
}

// leadStates gives the countries of the states that the title and the first sentence of a report name, sorted; nothing where one of them
// names rebels or an opposition as well, whose foe is at home.
func (r *reader) leadStates() []string {
	seen := map[string]bool{}
	running := false
	for i := range r.doc.Sentences {
		s := &r.doc.Sentences[i]
		if s.Kind != text.Title && s.Kind != text.Running || s.Tokens.Len() == 0 {
			continue
		}
		if running {
			break
		}
		running = s.Kind == text.Running
		first, end := r.doc.MentionsIn(r.doc.SpanOf(s.Tokens))
		for k := first; k < end; k++ {
			m := &r.doc.Mentions[k]
			switch {
			case m.Form == text.PlaceMention:
			case m.As.Kind == string(knowledge.ArmedGroup) || opposes(&m.As):
				return nil
			case isCode(m.As.Country):
				seen[m.As.Country] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(seen))
}
