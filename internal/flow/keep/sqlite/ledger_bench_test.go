package sqlite_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/keeptest"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// world makes reports, items and entries as the ledger would, of made-up matters that several reports tell of.
type world struct {
	random  *rand.Rand
	actors  *rand.Zipf
	reports int
	day     int
	matters map[string][]*matter // by kind
	of      map[record.ID]*matter
}

// matter is what one entry of the ledger is about.
type matter struct {
	id    int
	kind  string
	day   string
	terms []string
	keys  []uint64
	items []keep.Item
}

func newWorld() *world {
	random := rand.New(rand.NewPCG(5, 6))
	return &world{random: random, actors: rand.NewZipf(random, 1.4, 8, 1200), matters: map[string][]*matter{}, of: map[record.ID]*matter{}}
}

// told is what each report tells, by kind: how many items and how many keys each has.
var told = []struct {
	kind, letter string
	items, keys  int
}{{"joined", "e", 4, 6}, {"joined-claim", "c", 3, 5}, {"contest", "x", 2, 4}, {"series", "s", 1, 3}, {"follow-up", "u", 1, 4}, {"story", "n", 1, 8}}

// add gives reports with their facts, 100 of each day.
func (w *world) add(n int) []keep.Report {
	reports := make([]keep.Report, n)
	for i := range reports {
		w.day = w.reports / 100
		w.reports++
		text := fmt.Sprintf("Report %d of the day %d told what was told before. %s", w.reports, w.day, keeptest.Word(w.random.Uint64N(30_000)))
		r := keeptest.Report(fmt.Sprintf("r/%d", w.reports), "", w.date(), text)
		publisher := fmt.Sprintf("Publisher %d", w.random.IntN(60))
		r.Document.Publisher = &publisher
		for k := range 7 {
			e := &record.Event{
				Document: r.Document.ID, Span: record.Span{Start: 0, End: 6 + k}, Quote: text[:6+k], Type: "CONSULT", CAMEO: "042", Status: record.Actual,
				Actors: []record.Actor{{ID: "pakistan", Name: "Pakistan", Kind: "state", Country: "PAK", Sector: "GOV"}}, Confidence: 0.5,
			}
			if err := record.Identify(e); err != nil {
				panic(err)
			}
			r.Facts = append(r.Facts, e)
		}
		reports[i] = r
	}
	return reports
}

func (w *world) date() string {
	return time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, w.day).Format(time.DateOnly)
}

// matter gives what an item of a kind is about: now and then something that was told of lately.
func (w *world) matter(kind string, day string, keys int) *matter {
	all := w.matters[kind]
	if len(all) > 0 && w.random.IntN(5) < 2 {
		return all[len(all)-1-w.random.IntN(min(len(all), 300))]
	}
	a, b, c, d := w.actors.Uint64(), w.actors.Uint64(), w.actors.Uint64(), w.random.IntN(16)
	m := &matter{id: len(all), kind: kind, day: day}
	m.terms = []string{
		fmt.Sprintf("actor=%d", a), fmt.Sprintf("recipient=%d", b), fmt.Sprintf("dyad=%d~%d", min(a, b), max(a, b)), fmt.Sprintf("type=%d", d), fmt.Sprintf("quad=%d", d/4),
		fmt.Sprintf("country=%d", c%200), fmt.Sprintf("place=%d", c), "status=actual", fmt.Sprintf("mode=%d", d%7), fmt.Sprintf("source=%d", w.random.IntN(60)),
	}
	for _, side := range []uint64{a, b} {
		m.terms = append(m.terms, fmt.Sprintf("side=%d", side))
	}
	slices.Sort(m.terms)
	m.terms = slices.Compact(m.terms)
	for k := range keys {
		m.keys = append(m.keys, rand.New(rand.NewPCG(uint64(k)<<32|uint64(d)<<24|a, uint64(w.day))).Uint64())
	}
	w.matters[kind] = append(all, m)
	return m
}

// step takes up to 200 pending documents up as the engine of the ledger does.
func (w *world) step(ctx context.Context, l keep.Ledger) (int, error) {
	sources, err := l.Pending(ctx, 200)
	if err != nil {
		return 0, err
	}
	var documents []int64
	added := map[string]map[*matter]bool{}
	keys := map[string][]uint64{}
	for _, s := range sources {
		documents = append(documents, s.Number)
		facts, err := l.FactsOf(ctx, s.Number)
		if err != nil {
			return 0, err
		}
		if _, err := l.ItemsOf(ctx, s.Number); err != nil {
			return 0, err
		}
		for _, t := range told {
			if added[t.kind] == nil {
				added[t.kind] = map[*matter]bool{}
			}
			for n := range t.items {
				m := w.matter(t.kind, s.Published, t.keys)
				fact := facts[n%len(facts)]
				i := keep.Item{
					Kind: t.kind, ID: record.IdentifyAs(t.letter, fact.Entry.(*record.Event).ID), Source: s, Fact: fact.Number, Keys: m.keys,
					Features: []byte(fmt.Sprintf(`{"m":%d,"d":%q,"a":"pakistan","b":"afghanistan","t":"CONSULT","w":["talks","border","trade","visit","delegation"]}`, m.id, m.day)),
				}
				if i.Number, err = l.PutItem(ctx, i); err != nil {
					return 0, err
				}
				m.items = append(m.items, i)
				added[t.kind][m] = true
				keys[t.kind] = append(keys[t.kind], m.keys...)
			}
		}
	}
	for _, t := range told {
		if err := w.join(ctx, l, t.kind, t.letter, added[t.kind], keys[t.kind]); err != nil {
			return 0, err
		}
	}
	return len(sources), l.Settled(ctx, documents)
}

// join writes the entries of the matters that items were added to.
func (w *world) join(ctx context.Context, l keep.Ledger, kind, letter string, changed map[*matter]bool, keys []uint64) error {
	slices.Sort(keys)
	if _, err := l.ItemsWith(ctx, kind, slices.Compact(keys)); err != nil {
		return err
	}
	matters := slices.SortedFunc(func(yield func(*matter) bool) {
		for m := range changed {
			if !yield(m) {
				return
			}
		}
	}, func(a, b *matter) int { return a.id - b.id })
	var components []int64
	for _, m := range matters {
		for _, i := range m.items {
			components = append(components, i.Number)
		}
	}
	if _, err := l.ItemsIn(ctx, kind, components); err != nil {
		return err
	}
	if _, err := l.GroupsIn(ctx, kind, components); err != nil {
		return err
	}
	for _, m := range matters {
		component := m.items[0].Number
		var members []record.ID
		for n := range m.items {
			i := &m.items[n]
			members = append(members, i.ID)
			if i.Component == 0 && i.Number != component {
				if err := l.SetComponent(ctx, i.Number, component); err != nil {
					return err
				}
			}
			i.Component = component
		}
		g := keep.Group{
			Kind: kind, ID: record.IdentifyAs(letter, record.ID(fmt.Sprintf("x_%016x", uint64(m.id)*0x9e3779b97f4a7c15))), From: m.day, To: m.day, First: m.day, Last: m.items[len(m.items)-1].Source.Published,
			Type: "CONSULT", Status: "actual", Score: 2.5, Origins: len(m.items), Reports: len(m.items), Confidence: 0.5, Terms: m.terms, Members: members,
			Entry: entryOf(kind, len(m.items)),
		}
		if err := l.PutGroup(ctx, component, g); err != nil {
			return err
		}
		if err := l.Unearth(ctx, g.ID); err != nil {
			return err
		}
	}
	return nil
}

// entryOf gives an entry of about 1,200 bytes and 150 for each telling.
func entryOf(kind string, tellings int) []byte {
	b := []byte(`{"kind":"` + kind + `","words":"`)
	for len(b) < 1200+150*tellings {
		b = append(b, "what was told of it and by whom "...)
	}
	return append(b, `"}`...)
}

// fill makes a record with a ledger of n reports and gives the time that the ledger took for the last tenth of them.
func (w *world) fill(ctx context.Context, s keep.Store, n int) (last time.Duration, err error) {
	for done := 0; done < n; done += 1000 {
		if _, err := s.Add(ctx, keep.Batch{Reports: w.add(1000)}, nil); err != nil {
			return 0, err
		}
		begin := time.Now()
		if _, err := w.update(ctx, s); err != nil {
			return 0, err
		}
		if done >= n-n/10 {
			last += time.Since(begin)
		}
	}
	return last, nil
}

func (w *world) update(ctx context.Context, s keep.Store) (documents int, err error) {
	for {
		n := 0
		err := s.UpdateLedger(ctx, func(ctx context.Context, l keep.Ledger) error {
			var err error
			n, err = w.step(ctx, l)
			return err
		})
		documents += n
		if err != nil || n < 200 {
			return documents, err
		}
	}
}

// BenchmarkLedger takes up reports and lists entries in a record of 5,000 reports, or as many as
// CHANCERY_LEDGER_REPORTS says. Each report has 12 items of 6 kinds with 64 keys in all. What the kinds themselves
// compute is not in it.
func BenchmarkLedger(b *testing.B) {
	size := 5000
	if n, err := strconv.Atoi(os.Getenv("CHANCERY_LEDGER_REPORTS")); err == nil {
		size = n
	}
	dir := b.TempDir()
	s, err := sqlite.Create(b.Context(), dir)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	w := newWorld()
	last, err := w.fill(b.Context(), s, size)
	if err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, sqlite.File))
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d reports, %d MB, %v a report over the last tenth", size, info.Size()>>20, last/time.Duration(size/10))
	b.Run("Update", func(b *testing.B) {
		var used, cpu time.Duration
		for b.Loop() {
			b.StopTimer()
			if _, err := s.Add(b.Context(), keep.Batch{Reports: w.add(400)}, nil); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			begin, before := time.Now(), cpuTime()
			if _, err := w.update(b.Context(), s); err != nil {
				b.Fatal(err)
			}
			used += time.Since(begin)
			cpu += cpuTime() - before
		}
		b.ReportMetric(float64(used.Microseconds())/float64(400*b.N), "us/report")
		b.ReportMetric(float64(cpu.Microseconds())/float64(400*b.N), "cpu-us/report")
	})
	today := w.date()
	middle := time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, w.day/2).Format(time.DateOnly)
	for _, c := range []struct {
		name string
		f    keep.GroupFilter
	}{
		{"List", keep.GroupFilter{Kind: "joined", Limit: 50}},
		{"ThreeFilters", keep.GroupFilter{Kind: "joined", Terms: [][]string{{"type=3"}, {"side=1"}, {"country=2", "country=3"}}, Limit: 50}},
		{"ThreeFiltersPublished", keep.GroupFilter{Kind: "joined", Terms: [][]string{{"type=3"}, {"side=1"}, {"country=2", "country=3"}}, Order: keep.ByPublished, Limit: 50}},
		{"CommonTermsPublished", keep.GroupFilter{Kind: "joined", Terms: [][]string{{"quad=1"}, {"status=actual"}}, Order: keep.ByPublished, Limit: 50}},
		{"CommonTermsOrigins", keep.GroupFilter{Kind: "joined", Terms: [][]string{{"quad=1"}, {"status=actual"}}, Order: keep.ByOrigins, MinOrigins: 2, Limit: 50}},
		{"RareOfCommon", keep.GroupFilter{Kind: "joined", Terms: [][]string{{"quad=1"}, {"actor=700"}, {"status=actual"}}, Limit: 50}},
		{"CommonTermsRising", keep.GroupFilter{Kind: "joined", Terms: [][]string{{"quad=1"}, {"status=actual"}, {"actor=0", "actor=1"}}, Order: keep.ByTimeUp, Limit: 50}},
		{"ContradictingTerms", keep.GroupFilter{Kind: "joined", Terms: [][]string{{"quad=1"}, {"type=2"}}, Order: keep.ByPublished, Limit: 50}},
		{"Digest", keep.GroupFilter{Kind: "joined", Published: query.Range{From: middle, To: middle}, Order: keep.ByOrigins}},
		{"DigestOfCountry", keep.GroupFilter{Kind: "joined", Terms: [][]string{{"country=0"}}, Published: query.Range{From: middle, To: middle}, Order: keep.ByOrigins}},
		{"OldDay", keep.GroupFilter{Kind: "joined", Terms: [][]string{{"quad=1"}}, Time: query.Range{From: "2018-01-05", To: "2018-01-06"}, Limit: 50}},
		{"Month", keep.GroupFilter{Kind: "joined", Time: query.Range{From: today[:8] + "01", To: today}, Columns: true}},
		{"Dyad", keep.GroupFilter{Kind: "joined", Terms: [][]string{{"dyad=0~1"}}, Columns: true}},
		{"DyadTerms", keep.GroupFilter{Kind: "joined", Terms: [][]string{{"dyad=0~1"}}, Columns: true, WithTerms: true}},
		{"DyadBodies", keep.GroupFilter{Kind: "joined", Terms: [][]string{{"dyad=0~1"}}}},
	} {
		b.Run(c.name, func(b *testing.B) {
			rows := 0
			for b.Loop() {
				rows = 0
				for _, err := range s.Groups(b.Context(), c.f) {
					if err != nil {
						b.Fatal(err)
					}
					rows++
				}
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
	benchmarkLookUps(b, s)
}

func benchmarkLookUps(b *testing.B, s keep.Store) {
	var some []keep.Group
	for g, err := range s.Groups(b.Context(), keep.GroupFilter{Kind: "joined", Limit: 300}) {
		if err != nil {
			b.Fatal(err)
		}
		some = append(some, g)
	}
	b.Run("Group", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, err := s.Group(b.Context(), string(some[i%len(some)].ID[:15])); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("FactByID", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, _, err := s.FactByID(b.Context(), string(some[i%len(some)].Members[0])); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("GroupsOf", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, err := s.GroupsOf(b.Context(), "joined", some[i%len(some)].Members); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Coverage", func(b *testing.B) {
		for b.Loop() {
			for _, err := range s.Coverage(b.Context(), query.Range{}) {
				if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("Status", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Status(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
