package series

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
	"github.com/chancery-project/chancery/record"
)

// reach is how many bytes behind the act a figure of its dead may stand: the next sentence or two.
const reach = 400

// Items gives the figures of a document that have a series.
func (k *Kind) Items(source keep.Source, facts []record.Entry) ([]ledger.New, error) {
	origins := origin.Read(source, facts)
	main := scene(facts, origins)
	var items []ledger.New
	for i, fact := range facts {
		f, ok := fact.(*record.Figure)
		if !ok {
			continue
		}
		x := k.figure(f, facts, main)
		if x == nil {
			continue
		}
		if x.Day > dayOf(source.Published)+1 && source.Published != "" {
			x.Day = 0 // a day to come is no day of an event
		}
		x.Mark = origins.Mark(i)
		features, err := json.Marshal(x)
		if err != nil {
			return nil, fmt.Errorf("figure %s: %w", f.ID, err)
		}
		items = append(items, ledger.New{ID: f.ID, Fact: i, Features: features, Keys: keys(x, dayOf(source.Published))})
	}
	return items, nil
}

// figure reads a figure, nil where it cannot be compared with others.
func (k *Kind) figure(f *record.Figure, facts []record.Entry, main attack) *figure {
	parts := strings.SplitN(f.Series, "|", 3)
	if len(parts) != 3 || k.words[classSkip][parts[0]] {
		return nil
	}
	what, whom, where := parts[0], parts[1], parts[2]
	x := &figure{Unit: f.Unit, At: f.Span.Start, AsOf: asOf(f)}
	head, of, _ := strings.Cut(whom, " of ")
	if k.words[classPeople][head] {
		head = "people"
	}
	if where != "" {
		x.Places = []string{bare(where)}
	}
	if x.Fate = k.words.fate(what, strings.Fields(whom + " ?")[0]); x.Fate != "" && f.Unit == "people" {
		x.What = x.Fate + "|" + head
		x.event(f, facts, main)
		if len(x.Places) == 0 && (len(x.Sides) == 0 || x.Day == 0) {
			return nil // nothing tells which event it is of
		}
		return x
	}
	x.Fate = ""
	if where == "" && of == "" && !strings.Contains(whom, " by ") {
		return nil // "five trucks": of whom and where is not told
	}
	x.What = strings.Join([]string{what, whom, bare(where), counted(f.What)}, "|")
	return x
}

// attack is what is told of an act of force: whom it is between, when and where.
type attack struct {
	sides   []string
	day     int
	places  []string
	country string
}

func attackOf(e *record.Event) attack {
	a := attack{sides: ledger.Parties(slices.Concat(e.Actors, e.Recipients))}
	if e.Time != nil && e.Time.From != nil && e.Time.Precision == "day" {
		a.day = dayOf(*e.Time.From)
	}
	if p := e.Place; p != nil {
		a.country = p.Country
		if p.Precision != "country" && p.Precision != "region" {
			for _, name := range []string{bare(p.Name), bare(p.Admin1)} {
				if name != "" && !slices.Contains(a.places, name) {
					a.places = append(a.places, name)
				}
			}
		}
	}
	return a
}

// force tells whether an entry is an act of force that was done.
func force(entry record.Entry) (*record.Event, bool) {
	e, ok := entry.(*record.Event)
	return e, ok && e.Type == "ASSAULT" && (e.Status == record.Actual || e.Status == record.Ongoing)
}

// scene gives the attack that a report is about: the first that its body tells.
func scene(facts []record.Entry, origins *origin.Report) attack {
	for i, f := range facts {
		if e, ok := force(f); ok && !origins.Mark(i).Headline {
			return attackOf(e)
		}
	}
	return attack{}
}

// event takes day, place and sides from the attack that the figure is told with: the narrowest clause that holds it, or the
// last one shortly before it. What that does not tell is of the scene of the report.
func (x *figure) event(f *record.Figure, facts []record.Entry, main attack) {
	var best *record.Event
	for _, fact := range facts {
		e, ok := force(fact)
		if !ok {
			continue
		}
		holds, before := e.Span.Contains(f.Span), e.Span.End <= f.Span.Start && f.Span.Start-e.Span.End < reach
		switch {
		case best == nil && (holds || before):
			best = e
		case best == nil:
		case holds && (!best.Span.Contains(f.Span) || e.Span.Len() < best.Span.Len()):
			best = e
		case !best.Span.Contains(f.Span) && before && e.Span.End > best.Span.End:
			best = e
		}
	}
	x.Day = dayOf(asOf(f))
	var a attack
	if best != nil {
		a = attackOf(best)
	}
	x.Sides, x.Day = a.sides, cmp.Or(x.Day, a.day, main.day)
	if len(a.places) == 0 && len(x.Places) == 0 {
		a.places, a.country = main.places, main.country
	}
	x.Country = a.country
	for _, name := range a.places {
		if !slices.Contains(x.Places, name) {
			x.Places = append(x.Places, name)
		}
	}
	slices.Sort(x.Places)
}

// asOf gives the day that a figure is of, "" where it is not told to the day.
func asOf(f *record.Figure) string {
	if f.AsOf == nil || len(*f.AsOf) != len(time.DateOnly) {
		return ""
	}
	return *f.AsOf
}

// bare gives the folded name of a place from its name or its id, which ends with the code of its country or its sort.
func bare(where string) string {
	where = strings.TrimSuffix(ledger.Fold(where), "-city")
	if n := len(where); n > 4 && where[n-4] == '-' {
		where = where[:n-4]
	}
	return strings.TrimSuffix(strings.TrimSuffix(where, "-district"), "-province")
}

// counted gives the words of what is counted in one order, without those that only bind.
func counted(what string) string {
	words := strings.FieldsFunc(strings.ToLower(what), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r == '-' || r > 127) })
	words = slices.DeleteFunc(words, func(w string) bool { return len(w) < 3 || w == "the" })
	slices.Sort(words)
	return strings.Join(slices.Compact(words), " ")
}

// Lengths of the stretches of days whose figures share a key.
const (
	tollBucket  = 8
	quietBucket = quiet + 1
)

// keys gives what a figure is found by.
func keys(x *figure, published int) []uint64 {
	var found []uint64
	add := func(bucket, from, to int, parts ...string) {
		for b := from / bucket; b <= to/bucket; b++ {
			found = append(found, ledger.Key(append(parts, strconv.Itoa(b))...))
		}
	}
	if x.Fate == "" {
		if published != 0 {
			add(quietBucket, published-quietBucket, published, x.What, x.Unit)
		}
		return found
	}
	from, to := x.Day-eventSlack, x.Day+eventSlack
	if x.Day == 0 {
		from, to = published-tollDays, published
	}
	if to <= 0 {
		return nil
	}
	for _, p := range x.Places {
		add(tollBucket, from, to, x.What, "place", p)
	}
	for _, s := range x.Sides[:min(3, len(x.Sides))] {
		if x.Day != 0 {
			add(tollBucket, from, to, x.What, "side", s)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// dayOf counts the days from 1970-01-01 to a date, 0 for none.
func dayOf(s string) int {
	if len(s) < len(time.DateOnly) {
		return 0
	}
	t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)])
	if err != nil {
		return 0
	}
	return int(t.Unix() / (24 * 60 * 60))
}
