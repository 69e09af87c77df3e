package follow

import (
	_ "embed" // for the weights
	"fmt"
	"slices"
	"strconv"
	"sync"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/language/learnt"
)

// Links are the answers of the model of links: two tellings are of different meetings, or of one.
var Links = []string{"", "one"}

//go:embed links.bin
var linksFile []byte

var linkModel = sync.OnceValue(func() *learnt.Model {
	m, err := learnt.Open("links", Links, linksFile)
	if err != nil {
		panic(fmt.Sprintf("internal error: %v", err))
	}
	return m
})

// leastLink is how likely the model must find it that two tellings are of one meeting.
const leastLink = 0.5

// score tells how well two tellings of meetings go together, one of which is a plan, was moved or was called off; 0 for not at all.
func score(a, b *ledger.Item) int {
	a, b, ok := planFirst(a, b)
	if !ok {
		return 0
	}
	n := 0
	x, y := a.Features.(*telling), b.Features.(*telling)
	if !x.Occasion && !y.Occasion {
		n = fit(a, b)
	}
	if !x.before(y, told(a), told(b)) && n == 0 {
		return 0
	}
	if n == 0 && (y.Step == refuses || x.Round != 0 && y.Round != 0 && x.Round != y.Round) {
		return 0
	}
	if n == 0 && !meets(a.Keys, b.Keys) {
		return 0
	}
	p := linkModel().All(standing(a, b, n))[1]
	if n == 0 && p < leastLink {
		return 0
	}
	return n + int(p*surest)
}

// surest is how well two tellings go together of which the model is sure.
const surest = 64

// meets tells whether two lists of keys share one.
func meets(a, b []uint64) bool {
	if !slices.IsSorted(b) {
		b = slices.Sorted(slices.Values(b))
	}
	return slices.ContainsFunc(a, func(k uint64) bool {
		_, ok := slices.BinarySearch(b, k)
		return ok
	})
}

// planFirst gives two tellings with the plan, or what is nearest to one, first; false where none is a plan, moved or called off.
func planFirst(a, b *ledger.Item) (plan, other *ledger.Item, ok bool) {
	x, y := a.Features.(*telling), b.Features.(*telling)
	if rank(y) < rank(x) || rank(y) == rank(x) && ledger.Compare(b, a) < 0 {
		a, b, x = b, a, y
	}
	return a, b, rank(x) <= rank(&telling{Step: cancels})
}

// farthest is how many days lie between a plan and what is told of it at most.
const farthest = 150

// before tells whether a telling can be of a plan by when both are told.
func (t *telling) before(o *telling, plan, other day) bool {
	if plan == 0 || other == 0 || other-plan > farthest || plan-other > farthest {
		return false
	}
	if o.Step == holds && t.on().narrow() && other < t.on().From {
		return false // told before the day came
	}
	if o.Step == holds && o.Due.narrow() && (t.Step == plans && !t.Was && o.Due.To < plan-1 || t.on().narrow() && o.Due.To < t.on().From-month) {
		return false // held before it was planned, or long before its day
	}
	return o.Step == plans || o.Step == moves || o.Step == cancels || other >= plan-slackDays
}

// standing lists how a telling stands to a plan. Rule is how well the rules find that they fit, 0 for not at all.
func standing(a, b *ledger.Item, rule int) []uint64 {
	x, y := a.Features.(*telling), b.Features.(*telling)
	found := make([]uint64, 0, 220)
	add := func(words ...string) { found = append(found, learnt.Hash(words...)) }
	add("bias")
	steps := x.Step + "/" + y.Step
	if y.PutOff {
		steps += " put off"
	}
	when, gap := x.when(y, told(b)), gapOf(a, b)
	names, words := likeness.Common(x.Names, y.Names), likeness.Common(x.Words, y.Words)
	n, w := bin(names, 4), bin(words, 4)
	around := bin(likeness.Common(x.Near, y.Near), 4)
	over := bin(likeness.Common(x.Near, y.Names)+likeness.Common(x.Near, y.Words)+likeness.Common(x.Names, y.Near)+likeness.Common(x.Words, y.Near), 5)
	who := bin(likeness.Common(x.Who, y.Who), 3) + " of " + bin(min(len(x.Who), len(y.Who)), 3)
	few := bin(min(len(x.Names), len(y.Names)), 3)
	all := overlap(slices.Concat(x.Parties, x.Around), slices.Concat(y.Parties, y.Around))
	both := overlap(x.Parties, y.Parties)
	people := strconv.FormatBool(shared(x.People, y.People))
	place := placed(x, y)
	nouns := noun(x, y)
	for _, f := range [][]string{
		{"steps", steps},
		{"when", when},
		{"gap", gap},
		{"names", n},
		{"names", n, few},
		{"words", w},
		{"all", bin(all, 4)},
		{"both", bin(both, 3)},
		{"people", people},
		{"place", place},
		{"nouns", nouns},
		{"mode", x.Mode, y.Mode},
		{"type", x.Type, y.Type},
		{"rule", bin(rule/4, 9)},
		{"around", around},
		{"over", over},
		{"who", who},
	} {
		add(f...)
		add(append(f, "when", when)...)
		add(append(f, "steps", steps)...)
		add(append(f, "when", when, "steps", steps)...)
		add(append(f, "names", n, "words", w)...)
		add(append(f, "names", n, "when", when)...)
		add(append(f, "words", w, "when", when)...)
	}
	add("names", n, "words", w, "when", when, "steps", steps)
	add("names", n, "words", w, "over", over, "when", when)
	add("names", n, "words", w, "over", over, "around", around)
	add("names", n, "words", w, "who", who, "when", when)
	add("all", bin(all, 4), "who", who, "when", when)
	add("rule", strconv.FormatBool(rule > 0), when)
	add("round", strconv.FormatBool(x.Round != 0 && y.Round != 0), strconv.FormatBool(x.Round == y.Round))
	add("occasion", strconv.FormatBool(x.Occasion), strconv.FormatBool(y.Occasion))
	add("sure", "plan", x.sureness())
	add("sure", "other", y.sureness())
	add("sure", "other", y.sureness(), steps)
	add("sure", "other", y.sureness(), when)
	for _, p := range x.Words {
		for _, q := range y.Words {
			add("pair", mark(p), mark(q))
		}
		if slices.Contains(y.Words, p) {
			add("word", mark(p))
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// sureness tells how sure the occasion of a telling is.
func (t *telling) sureness() string {
	if !t.Occasion {
		return "event"
	}
	return strconv.Itoa(max(t.Sure/10, 1))
}

func bin(n, most int) string { return strconv.Itoa(min(n, most)) }

// gapOf tells how long behind a plan the other telling is told.
func gapOf(a, b *ledger.Item) string {
	if a.Source.ID == b.Source.ID {
		return "same report"
	}
	switch n := told(b) - told(a); {
	case n < 0:
		return "before"
	case n < 2:
		return strconv.Itoa(int(n))
	case n < 4:
		return "days"
	case n < 8:
		return "week"
	case n < 15:
		return "two weeks"
	case n < 32:
		return "month"
	}
	return "long"
}

// when tells how the day of a plan stands to the days that the other telling names, or else to the day on which it is told.
func (t *telling) when(o *telling, said day) string {
	on := t.on()
	if !on.known() && len(t.Dates) > 0 {
		on = interval{t.Dates[0], t.Dates[0]}
	}
	var days []interval
	for _, d := range o.Dates {
		days = append(days, interval{d, d})
	}
	if o.Due.known() {
		days = append(days, o.Due)
	}
	if o.Step == moves && len(days) == 0 && t.Step == moves {
		days = append(days, o.New)
	}
	switch {
	case !on.known() && len(days) == 0:
		return "no days"
	case !on.known():
		return "no day of the plan"
	case len(days) > 0:
		best := day(1000)
		for _, d := range days {
			gap := day(0)
			if d.From > on.To {
				gap = d.From - on.To
			} else if on.From > d.To {
				gap = on.From - d.To
			}
			best = min(best, gap)
		}
		wide := ""
		if !on.narrow() {
			wide = " wide"
		}
		switch {
		case best == 0:
			return "same" + wide
		case best <= 2:
			return "near" + wide
		case best <= 7:
			return "week apart" + wide
		}
		return "apart" + wide
	}
	switch n := said - on.To; {
	case n < -31:
		return "said long before"
	case n < -7:
		return "said weeks before"
	case n < 0:
		return "said days before"
	case n <= 1:
		return "said then"
	case n <= 4:
		return "said days after"
	case n <= 14:
		return "said weeks after"
	}
	return "said long after"
}

// placed tells how the places of two tellings stand to each other.
func placed(x, y *telling) string {
	switch {
	case x.City != "" && y.City != "" && sameCity(x.City, y.City):
		return "one city"
	case x.City != "" && y.City != "":
		return "two cities"
	case x.Country != "" && x.Country == y.Country:
		return "one country"
	case x.Country != "" && y.Country != "":
		return "two countries"
	case x.City != "" && x.City == y.Line || y.City != "" && y.City == x.Line:
		return "dateline"
	}
	return "unknown"
}

// noun tells whether two tellings name the same kind of gathering.
func noun(x, y *telling) string {
	switch {
	case shared(x.Nouns, y.Nouns):
		return "one"
	case len(x.Nouns) > 0 && len(y.Nouns) > 0:
		return "two"
	}
	return "unknown"
}
