package dispute

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/record"
)

// bareCounts reads the claims that hold a number which nothing was read for: "Police put the dead at 32", "spoke of
// 20,000". Where the words do not say what is counted, it is that of the count before.
func (d *document) bareCounts(all []*features) []*features {
	for i, fact := range d.facts {
		c, ok := fact.(*record.Claim)
		if !ok || c.Source == nil || slices.ContainsFunc(d.figures, c.ContentSpan.Overlaps) || d.inHeadline(c.Span) {
			continue
		}
		n := slices.IndexFunc(all, func(b *features) bool { return b.ID == c.ID })
		if n >= 0 && all[n].Count != nil {
			continue
		}
		f := &features{
			ID: c.ID, Document: d.source.ID, Published: d.published, Start: c.Span.Start, End: c.Span.End, Says: clipped(c.Quote),
			content: c.ContentSpan, fact: i, Origin: d.origins.Mark(i),
		}
		d.by(f, c.Source)
		q := d.bareCount(c, f, all)
		switch {
		case q == nil:
		case n >= 0:
			all[n].Count = q
		default:
			f.Count = q
			all = append(all, f)
		}
	}
	return all
}

func (d *document) bareCount(c *record.Claim, f *features, all []*features) *quantity {
	const shortest, reach = 6, 180 // words of a number alone, bytes to the count before
	content, span := said(c)
	list := plain(strings.ReplaceAll(content, ",", ""))
	at := slices.IndexFunc(list, func(w string) bool { _, ok := value(w); return ok })
	if at < 0 || at > 0 && is(month, list[at-1]) || at+1 < len(list) && is(month, list[at+1]) {
		return nil
	}
	v, _ := value(list[at])
	near := list[max(0, at-6):min(len(list), at+7)]
	if rises(list, at) { // "the number of people killed in the attack on the bus has risen to 12"
		near = list[:at]
	}
	if class := classOf("", "", nil, near, people); class != "" && !strings.HasPrefix(class, "of ") {
		p := passage{span, content}
		q := &quantity{Class: class, Group: groupOf("", near), Value: v, Nation: d.nation(span, p), Topic: d.topic(p), Lands: d.countries(p)}
		q.Open = q.Group == string(anybody)
		q.Days, q.Weak = d.days(p)
		q.Near, q.Lead = d.where(p)
		q.Change = anyOf(changed, list)
		q.Scene, q.Taken, q.Within = d.scene(p, p), true, d.provinces(p)
		q.What, q.Place = whatOf(q, ""), d.placeOf(p)
		return q
	}
	if len(list) > shortest {
		return nil
	}
	const far = 700 // bytes to a count of which the words say that it is a new one
	var last *features
	for _, b := range all {
		if b.Count != nil && b.ID != c.ID && b.Start < f.Start && f.Start-b.End < reach && b.Key != f.Key && (last == nil || b.Start > last.Start) {
			last = b
		}
	}
	last = closest(last, v, all)
	for _, b := range all { // "has risen to 31 ... on Wednesday he had spoken of 25"
		if b.Count != nil && b.ID != c.ID && b.Count.Change && b.Count.violent() && b.Start < f.Start && f.Start-b.End < far && !b.Count.Headline && v < b.Count.Value {
			last = b
		}
	}
	if last == nil {
		return nil
	}
	q := *last.Count
	q.Value, q.Max, q.About, q.Change, q.Headline = v, 0, false, false, false
	return &q
}

// closest gives of the counts in one sentence, of which the last is given, the one whose value is nearest to another: that of "16
// missiles had been launched from three places" for "22".
func closest(last *features, v float64, all []*features) *features {
	if last == nil || last.Count.Value <= 0 {
		return last
	}
	best := last
	for _, b := range all {
		if b.Count != nil && b.Says == last.Says && b.Key == last.Key && b.Count.Value > 0 && math.Abs(math.Log(v/b.Count.Value)) < math.Abs(math.Log(v/best.Count.Value)) {
			best = b
		}
	}
	return best
}

// rises tells whether a content is of a number or toll that came to the numeral at a place.
func rises(list []string, at int) bool {
	const head = 4
	first := list[:min(head, len(list))]
	return at > head-2 && list[at-1] == "to" && anyOf(changed, list[:at]) && (slices.Contains(first, "number") || anyOf(toll, first))
}

// value reads a numeral; years are none.
func value(word string) (float64, bool) {
	if v, ok := vocabulary().numbers[word]; ok {
		return v, true
	}
	v, err := strconv.ParseFloat(word, 64)
	if err != nil || v < 1 || math.IsInf(v, 0) || math.IsNaN(v) || word[0] < '1' || '9' < word[0] || 1900 < v && v < 2100 {
		return 0, false
	}
	return v, true
}
