package dispute

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/record"
)

// How long the count of a state's own dead, and that of a fight of which no more is told, is followed, in days.
const (
	lossDays    = 24
	runningDays = 8
)

// people gives the state whose people a count is of, "" where the words do not tell.
func (q *quantity) people() string { return cmp.Or(q.Nation, q.Loss) }

// lossOf gives the state that counts its own people: "Peru by then had counted 36 dead", "Mali, in its first full figure, gave
// 35 killed", "Chad's count of its dead stood at 43". It is the one named last before the number, with a word for counting between
// them.
func (d *document) lossOf(q *quantity, s record.Span, sentence passage) string {
	if q.Group != string(anybody) || !q.violent() || len(sentence.words) != sentence.span.Len() || !sentence.span.Contains(s) {
		return ""
	}
	var last *mention
	for i, m := range d.parties {
		if m.state && m.country != "" && m.party == m.country && sentence.span.Contains(m.span) && m.span.End <= s.Start && (last == nil || m.span.End > last.span.End) &&
			!beside(sentence.words[:m.span.Start-sentence.span.Start]) && !anyOf(organ, plain(sentence.words[m.span.Start-sentence.span.Start:m.span.End-sentence.span.Start])) {
			last = &d.parties[i]
		}
	}
	if last == nil {
		return ""
	}
	between := plain(sentence.words[last.span.Start-sentence.span.Start : s.Start-sentence.span.Start])
	const far = 18
	if len(between) > far || !anyOf(counting, between) || !q.Open && !anyOf(its, between) {
		return ""
	}
	return last.country
}

// beside tells whether words end with one by which what follows stands beside the matter: "in the war with", "against".
func beside(before string) bool {
	list := plain(before)
	return len(list) > 0 && is(aside, list[len(list)-1])
}

// run notes whether a count goes on, of whose people it is, and between whom the fight is.
func (d *document) run(q *quantity, f *record.Figure, p, sentence passage) {
	if !q.violent() || q.Value == 0 {
		return
	}
	if q.Nation == "" {
		q.Loss = d.lossOf(q, f.Span, sentence)
	}
	q.Running, q.Between = runs(plain(p.words)), d.principals()
	if q.Running && q.Loss == "" && q.Nation == "" && q.Open {
		if by := d.teller(f.Source, f.Span); by != nil && by.Country != "" && by.Sector != "MIL" && partyOf(*by) == by.Country && len(q.Own) == 0 {
			q.Loss = by.Country
		}
	}
	if sentence.span.Contains(f.Span) && len(sentence.words) == sentence.span.Len() {
		q.Change = q.Change || revises(plain(sentence.words[:f.Span.Start-sentence.span.Start]))
	}
}

// runs tells whether the words around a number take it for a count that goes on: "413 dead by Friday", "killed since 13 June", "the
// toll now stands at 40", "at least 512 have died".
func runs(list []string) bool {
	for i, w := range list {
		next := ""
		if i+1 < len(list) {
			next = list[i+1]
		}
		switch {
		case is(counting, w), is(toll, w) && w != "loss", w == "since", w == "far" && i > 0 && list[i-1] == "so", w == "now":
			return true
		case w == "by" && is(moment, next):
			return true
		case (w == "have" || w == "has") && (is(dead, next) || next == "been" && i+2 < len(list) && is(dead, list[i+2])):
			return true
		}
	}
	return false
}

// revises tells whether the words before a number say that it stood so once: "it had been 46", "it had spoken of seven dead".
func revises(before []string) bool {
	n := len(before)
	for i := max(1, n-4); i+1 < n; i++ {
		if before[i] == "had" && is(pronoun, before[i-1]) && (i+2 == n && before[i+1] == "been" || is(counting, before[i+1]) || is(telling, before[i+1])) {
			return true
		}
	}
	return false
}

// changes tells whether words say that a count is not the last one or not the only one: what was "a day earlier" is another thing.
func changes(list []string) bool {
	for i, w := range list {
		if is(changed, w) && !(w == "earlier" && i > 0 && is(stretch, list[i-1]) && !slices.Contains(list, "from")) {
			return true
		}
	}
	return false
}

// again gives what a bare number counts that takes the place of the one before it: "Ten people were killed. The first count was
// fourteen".
func (d *document) again(f *record.Figure, last *features) *quantity {
	if last == nil || f.Unit != people || !bareNumber(f.Quote) || f.Span.Start-last.End > rightBehind || !last.Count.violent() || last.Count.Value == 0 {
		return nil
	}
	sentence := d.sentence(f.Span, f.Quote)
	if !sentence.span.Contains(f.Span) || len(sentence.words) != sentence.span.Len() || sentence.span.Contains(record.Span{Start: last.Start, End: last.End}) {
		return nil
	}
	list := plain(sentence.words)
	if at := slices.IndexFunc(list, func(w string) bool { return is(counting, w) || is(toll, w) || is(numeral, w) }); at < 1 || !is(changed, list[at-1]) {
		return nil
	}
	q := *last.Count
	q.Value, q.Max, q.About, q.Change, q.Headline, q.Open = f.Value, 0, f.Qualifier == record.About, true, false, true
	return &q
}

// principals gives the states and armed groups that the report names most.
func (d *document) principals() []string {
	const most = 3
	counts := map[string]int{}
	var keys []string
	for _, m := range d.parties {
		if m.party == "" || !m.state && !m.armed {
			continue
		}
		if counts[m.party] == 0 {
			keys = append(keys, m.party)
		}
		counts[m.party]++
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b)) })
	keys = keys[:min(most, len(keys))]
	slices.Sort(keys)
	return keys
}

// runningKeys are what counts that go on are found by: of one state's people, or of a fight of the same two parties.
func (f *features) runningKeys() (keys []uint64) {
	q := f.Count
	if !q.Running && !(q.Taken && q.people() != "") || f.Published == likeness.NoDay || q.Headline || !q.violent() {
		return nil
	}
	add := func(days int, parts ...string) {
		turn := int(f.Published) / days
		for _, t := range []int{turn, turn - 1} {
			keys = append(keys, ledger.Key(append([]string{"running", q.keyClass(), strconv.Itoa(t)}, parts...)...))
		}
	}
	if p := q.people(); p != "" {
		add(lossDays, p)
		return keys
	}
	for i, a := range q.Between {
		for _, b := range q.Between[i+1:] {
			add(runningDays, a, b)
		}
	}
	return keys
}

// goesUp tells whether two counts of two reports are of one that goes on: of the dead of one state in a fight with the same others, or
// of those of one fight, and the later one is not lower.
func goesUp(a, b *features) bool {
	if a.Published > b.Published {
		a, b = b, a
	}
	x, y := a.Count, b.Count
	if a.Document == b.Document || !x.violent() || x.Class != y.Class || x.Value == 0 || y.Value == 0 || y.Value < x.Value && a.Published < b.Published || x.Headline || y.Headline ||
		x.Share || y.Share || specificVictims(x.Group) || specificVictims(y.Group) || len(x.Own) > 0 && len(y.Own) > 0 && likeness.Common(x.Own, y.Own) == 0 || !x.Running && !y.Running {
		return false
	}
	shared := 0
	for _, p := range x.Between {
		if slices.Contains(y.Between, p) && p != x.people() {
			shared++
		}
	}
	const many = 12 // times as many are another matter
	if y.Value > many*x.Value {
		return false
	}
	if x.people() != "" || y.people() != "" {
		return x.people() == y.people() && (x.Running || x.Taken) && (y.Running || y.Taken) && shared > 0 && near(a.Published, b.Published, lossDays)
	}
	return x.Running && y.Running && len(x.Own) == 0 && len(y.Own) == 0 && shared > 1 && near(a.Published, b.Published, runningDays)
}

// bareNumber tells whether a figure is told by its number alone.
func bareNumber(quote string) bool {
	list := plain(strings.ReplaceAll(quote, ",", ""))
	if len(list) == 0 {
		return false
	}
	_, ok := value(list[len(list)-1])
	return ok
}

// newer tells whether the later of two counts of one day and place says of itself that it is new, and is not lower: "the rocket on
// Hodeida, which by now has cost 15 lives".
func newer(a, b *features) bool {
	if a.Published > b.Published {
		a, b = b, a
	}
	x, y := a.Count, b.Count
	return a.Published < b.Published && x.violent() && likeness.Common(x.Own, y.Own) > 0 && y.Change && y.Running && y.Value >= x.Value
}

// someOf tells whether words end with those that take a part of what follows: "many of the more than".
func someOf(before []string) bool {
	n := len(before)
	for i := n - 1; i > 0 && i > n-5; i-- {
		if before[i] == "of" {
			return is(vague, before[i-1]) || is(portion, before[i-1])
		}
	}
	return false
}
