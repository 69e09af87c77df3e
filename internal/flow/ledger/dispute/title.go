package dispute

import (
	"slices"
	"strings"
	"time"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

// longestTitle is the length of the words of a statement in a title, in bytes.
const longestTitle = 90

// title says what a contest is about in few words: of figures what they count, where and when; else what is denied, or
// what the earliest telling says.
func (c contest) title() string {
	var items []*ledger.Item
	for _, s := range c.sides {
		items = append(items, s.items...)
	}
	slices.SortStableFunc(items, ledger.Compare)
	if c.matter == figure && !c.said {
		return figureTitle(items)
	}
	const fewest = 4 // words of what tells a matter
	best := ""
	for _, denies := range []bool{true, false} {
		for _, i := range items {
			s := of(i).Said
			if s.Denies != denies || s.Charge || denies && !s.Denial {
				continue
			}
			if words := strings.TrimPrefix(of(i).Says, "that "); len(strings.Fields(words)) >= fewest && (best == "" || len(words) < len(best)) {
				best = words
			}
		}
		if best != "" {
			return cut(best)
		}
	}
	return cut(of(items[0]).Says)
}

func cut(s string) string {
	if len(s) <= longestTitle {
		return s
	}
	at := strings.LastIndexByte(s[:longestTitle], ' ')
	if at < 1 {
		at = longestTitle
	}
	return strings.TrimRight(strings.ToValidUTF8(s[:at], ""), " ,;") + " ..."
}

// figureTitle names what is counted with the place and the day that most of the counts name.
func figureTitle(items []*ledger.Item) string {
	what, places, days := map[string]int{}, map[string]int{}, map[string]int{}
	for _, i := range items {
		q := of(i).Count
		what[q.What]++
		places[q.Place]++
		if !q.Weak && len(q.Days) > 0 {
			days[q.Days[0].String()]++
		}
	}
	parts := []string{most(what), most(places), dayInWords(most(days))}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// most gives the key with the highest count that is not "", of equals the first in order.
func most(counts map[string]int) string {
	best := ""
	for key, n := range counts {
		if key != "" && (best == "" || n > counts[best] || n == counts[best] && key < best) {
			best = key
		}
	}
	return best
}

func dayInWords(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.Format("2 January 2006")
}

// whatOf says in words what a quantity counts.
func whatOf(q *quantity, noun string) string {
	group := map[string]string{
		"": people, string(anybody): people, string(armed): "soldiers and police", string(rebel): "fighters", string(woman): "women", string(child): "children",
		string(attacker): "attackers",
	}[q.Group]
	if group == "" {
		group = strings.TrimSuffix(q.Group, "s") + "s"
	}
	switch q.Class {
	case string(dead):
		return group + " killed"
	case string(hurt):
		return group + " hurt"
	case string(casualty):
		if q.Value == 0 {
			return "" // the counts that it stands against say of what
		}
		return "casualties"
	case string(held):
		return group + " held"
	case string(missing):
		return group + " missing"
	case string(attacker):
		return "attackers"
	case string(crowd):
		return "people in the crowd"
	}
	return strings.TrimSpace(noun)
}

// placeOf gives the name of the narrowest place in a passage or right before it, else of the first narrow one that the
// report begins with.
func (d *document) placeOf(p passage) string {
	best, level := "", likeness.NoPlace
	for _, x := range d.places {
		head := x.span.Start <= len(d.source.Title)+dateline // where the report is written, or its title
		here := p.span.Overlaps(x.span) || !head && x.span.End <= p.span.Start && p.span.Start-x.span.End < nearPlace
		if here && x.mark.Level > level {
			best, level = x.name, x.mark.Level
		}
	}
	if best != "" {
		return best
	}
	for _, x := range d.places {
		if body := len(d.source.Title); x.span.Start < leadLength && x.span.Start > body+dateline {
			return x.name
		}
	}
	return ""
}
