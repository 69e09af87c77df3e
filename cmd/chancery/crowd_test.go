package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chancery-project/chancery/internal/flow/acquire/copies"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/kinds"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/record"
)

// crowd makes a large record out of the demonstration: it is told again and again, each time with its days moved by up to
// half a year and between other states, the frequent ones far more often than others. Reports, facts and entries are whole
// and lead to each other as in a record that was read; the items that the ledger compares are left out, for pages never ask
// for them.
type crowd struct {
	random *rand.Rand
	states []*knowledge.Entity // of today
	often  *rand.Zipf
	from   []toldBefore
	groups []keep.Group
}

// toldBefore is a report of the demonstration with its facts as lines.
type toldBefore struct {
	document record.Document
	text     string
	facts    []string
	ids      []record.ID // of the facts, "" where one has none
}

// newCrowd reads the demonstration.
func newCrowd(tb testing.TB) *crowd {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "demonstration")
	a := &app{streams: streams{strings.NewReader(""), io.Discard, io.Discard}, env: func(string) string { return "" }, now: testNow, recordDir: dir, stop: make(chan struct{})}
	if err := a.load(a.rootCommand()); err != nil {
		tb.Fatal(err)
	}
	a.recordDir = dir
	for _, err := range []error{a.init(tb.Context(), dir), a.addDemonstration(tb.Context())} {
		if err != nil {
			tb.Fatal(err)
		}
	}
	v, err := a.openLedger(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	defer v.Close()
	random := rand.New(rand.NewPCG(7, 8))
	c := &crowd{random: random}
	if err := c.read(tb.Context(), v); err != nil {
		tb.Fatal(err)
	}
	for _, e := range v.base.Entities() {
		if e.Polity != nil && e.Polity.Status == "state" && len(e.Country) == 3 {
			c.states = append(c.states, &e)
		}
	}
	random.Shuffle(len(c.states), func(i, j int) { c.states[i], c.states[j] = c.states[j], c.states[i] })
	c.often = rand.NewZipf(random, 1.2, 6, uint64(len(c.states)-1))
	return c
}

func (c *crowd) read(ctx context.Context, v *ledgerView) error {
	for row, err := range v.Reports(ctx, keep.Filter{}) {
		if err != nil {
			return err
		}
		t := toldBefore{document: row.Document}
		if t.text, err = v.Text(ctx, row.Document.ID); err != nil {
			return err
		}
		facts, err := v.Facts(ctx, row.Document.ID)
		if err != nil {
			return err
		}
		for _, f := range facts {
			line, err := record.Encode(f)
			if err != nil {
				return err
			}
			t.facts, t.ids = append(t.facts, string(line)), append(t.ids, record.IDOf(f))
		}
		c.from = append(c.from, t)
	}
	for _, kind := range []string{"joined", "joined-claim", "contest", "series", "follow-up", "story"} {
		for g, err := range v.Groups(ctx, keep.GroupFilter{Kind: kind}) {
			if err != nil {
				return err
			}
			c.groups = append(c.groups, g)
		}
	}
	return nil
}

// telling is one more telling of the demonstration.
type telling struct {
	days    int
	ids     map[string]string    // of documents, facts and entries, and what stands for states: old to new
	facts   map[string]record.ID // new ids of facts by the old ones without their letter: entries are named after facts
	words   *strings.Replacer
	reports []keep.Report
}

var (
	dayValue = regexp.MustCompile(`"\d{4}-\d{2}(-\d{2}(T[^"]*)?)?"`)
	anyID    = regexp.MustCompile(`"(sha256:[0-9a-f]{64}|[a-z]_[0-9a-z]+)"`)
)

// again tells the demonstration once more.
func (c *crowd) again(round int) (*telling, error) {
	t := &telling{days: c.random.IntN(361) - 180, ids: map[string]string{}, facts: map[string]record.ID{}}
	var pairs []string
	taken := map[*knowledge.Entity]bool{}
	for _, s := range c.states {
		to := c.states[c.often.Uint64()]
		for taken[to] {
			to = c.states[c.random.IntN(len(c.states))]
		}
		taken[to] = true
		t.ids[s.Country], t.ids[s.ID], t.ids[s.Name] = to.Country, to.ID, to.Name
		pairs = append(pairs, `"`+s.Country+`"`, `"`+to.Country+`"`, `"`+s.ID+`"`, `"`+to.ID+`"`, `"`+s.Name+`"`, `"`+to.Name+`"`)
	}
	t.words = strings.NewReplacer(pairs...)
	for _, from := range c.from {
		r, err := t.report(from, round)
		if err != nil {
			return nil, err
		}
		t.reports = append(t.reports, r)
	}
	return t, nil
}

func (t *telling) shift(day string) string {
	day, clock, _ := strings.Cut(day, "T")
	if len(day) < 7 || len(day) > len(time.DateOnly) {
		return day
	}
	form := time.DateOnly[:len(day)]
	d, err := time.Parse(form, day)
	if err != nil {
		return day
	}
	if day = d.AddDate(0, 0, t.days).Format(form); clock != "" {
		day += "T" + clock
	}
	return day
}

// moved gives a line with its days, states and ids as they are in this telling.
func (t *telling) moved(line string) string {
	line = dayValue.ReplaceAllStringFunc(line, func(v string) string { return `"` + t.shift(v[1:len(v)-1]) + `"` })
	line = anyID.ReplaceAllStringFunc(line, func(v string) string {
		if id, ok := t.ids[v[1:len(v)-1]]; ok {
			return `"` + id + `"`
		}
		return v
	})
	return t.words.Replace(line)
}

func (t *telling) report(from toldBefore, round int) (keep.Report, error) {
	d, text := from.document, fmt.Sprintf("%s\nTold %d times before.", from.text, round)
	sum := sha256.Sum256([]byte(text))
	d.ID, d.RawSHA256, d.Bytes, d.Dates, d.Copy = record.DocumentIDFrom(sum), hex.EncodeToString(sum[:]), len(text), nil, nil
	d.Published = t.shift(d.Published)
	t.ids[string(from.document.ID)] = string(d.ID)
	t.ids[itemID(from.document.ID)] = itemID(d.ID)
	// Signed as another text: hundreds of near copies of each report would be a record that nobody has.
	other := strings.ReplaceAll(text, " ", fmt.Sprintf(" %d", round))
	out := keep.Report{Key: sha256.Sum256([]byte(d.Path + text)), Document: d, Text: text, Signature: copies.Sign(other).Bytes()}
	for i, line := range from.facts {
		line = strings.ReplaceAll(line, string(from.document.ID), string(d.ID))
		line = dayValue.ReplaceAllStringFunc(line, func(v string) string { return `"` + t.shift(v[1:len(v)-1]) + `"` })
		e, err := record.Decode([]byte(line))
		if err != nil {
			return out, err
		}
		if err := record.Identify(e); err != nil {
			return out, err
		}
		if e.EntryKind() == "dispute" { // it names claims by ids that they do not have any more
			continue
		}
		if from.ids[i] != "" {
			t.ids[string(from.ids[i])] = string(record.IDOf(e))
			t.facts[digitsOf(string(from.ids[i]))] = record.IDOf(e)
		}
		out.Facts = append(out.Facts, e)
	}
	return out, nil
}

// itemID is the id of a document as an item of a story has it.
func itemID(d record.DocumentID) string { return "d_" + strings.TrimPrefix(string(d), "sha256:")[:16] }

func digitsOf(id string) string {
	_, digits, _ := strings.Cut(id, "_")
	return digits
}

// id gives the new id of an entry: it is named after a fact, or after a document.
func (t *telling) id(old string, round int) string {
	letter, digits, _ := strings.Cut(old, "_")
	if fact, ok := t.facts[digits]; ok {
		return string(record.IdentifyAs(letter, fact))
	}
	if item, ok := t.ids["d_"+digits]; ok {
		return string(record.IdentifyAs(letter, record.ID(item)))
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", digits, round))
	return letter + "_" + hex.EncodeToString(sum[:8])
}

// group gives an entry as it is in this telling.
func (t *telling) group(g keep.Group, round int) keep.Group {
	id := t.id(string(g.ID), round)
	t.ids[string(g.ID)] = id
	g.ID, g.From, g.To, g.First, g.Last = record.ID(id), t.shift(g.From), t.shift(g.To), t.shift(g.First), t.shift(g.Last)
	g.Entry = []byte(t.moved(string(g.Entry)))
	members, terms := g.Members, g.Terms
	g.Members, g.Terms = nil, nil
	for _, m := range members {
		if to, ok := t.ids[string(m)]; ok {
			m = record.ID(to)
		}
		g.Members = append(g.Members, m)
	}
	for _, term := range terms {
		key, value, _ := strings.Cut(term, "=")
		if key == "dyad" {
			a, b, _ := strings.Cut(value, "~")
			value = ledger.Dyad(t.party(a), t.party(b))
		} else {
			value = t.party(value)
		}
		g.Terms = append(g.Terms, key+"="+value)
	}
	slices.Sort(g.Terms)
	g.Terms = slices.Compact(g.Terms)
	return g
}

func (t *telling) party(key string) string {
	if to, ok := t.ids[key]; ok {
		return to
	}
	return key
}

// fill makes a record of so many reports in a folder.
func (c *crowd) fill(ctx context.Context, dir string, reports int, log func(string, ...any)) error {
	s, err := sqlite.Create(ctx, dir)
	if err != nil {
		return err
	}
	defer s.Close()
	component := int64(0)
	for round := 0; round*len(c.from) < reports; round++ {
		t, err := c.again(round)
		if err != nil {
			return err
		}
		if _, err := s.Add(ctx, keep.Batch{Reports: t.reports}, nil); err != nil {
			return err
		}
		err = s.UpdateLedger(ctx, func(ctx context.Context, l keep.Ledger) error {
			sources, err := l.Pending(ctx, 1000)
			if err != nil {
				return err
			}
			var documents []int64
			for _, s := range sources {
				documents = append(documents, s.Number)
			}
			for _, g := range c.groups {
				component++
				if err := l.PutGroup(ctx, component, t.group(g, round)); err != nil {
					return err
				}
			}
			return l.Settled(ctx, documents)
		})
		if err != nil {
			return err
		}
		if round%50 == 49 {
			log("%d reports", (round+1)*len(c.from))
		}
	}
	return nil
}

// byTheseRules notes in a record that its ledger was made by the rules of this program: it would be made anew with the first
// report that is added.
func byTheseRules(ctx context.Context, dir string) error {
	s, err := sqlite.Open(ctx, dir, sqlite.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Note(ctx, "ledger", fmt.Sprintf(`{"version":%q}`, kinds.Version))
}
