// Package brief writes what a record holds for people to read: the digest of a day and the brief of a matter. Every
// sentence ends in the numbers of the sources that it stands on, and every source is given with its words.
package brief

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// Brief is a text in sections whose lines carry the numbers of their sources.
type Brief struct {
	Title    string
	Asked    string // what was asked for, as a selection is typed
	Sections []Section
	Sources  []Source // by number, from 1
	Read     string   // how much was read for it, and what was not
}

// Section is a heading with its lines.
type Section struct {
	Title string
	Lines []Line
	Empty string // what to say where there are no lines
}

// Line is one sentence with its sources.
type Line struct {
	ID      record.ID // of the entry that it says
	Text    string
	Note    string // "2 independent origins, in 5 reports"
	Sources []int
}

// Source is one passage that sentences stand on.
type Source struct {
	Number    int
	Document  record.DocumentID
	Span      record.Span
	Quote     string
	Publisher string
	Title     string
	Published string
	Via       string // outlet or agency that it cites
}

// Store is what a brief asks of a record.
type Store interface{ keep.LedgerStore }

// MaxLines is how many events a section of a brief names; the rest is counted.
const MaxLines = 25

// quotes is how many sources a sentence names: one for each origin, at most so many.
const quotes = 3

// builder collects the sections and numbers the sources as they are named.
type builder struct {
	ctx    context.Context
	store  Store
	brief  Brief
	number map[record.ID]int // of the source that a telling is
}

// Title names a brief after what was asked for; name gives the key of a party as people write it.
func Title(s query.Selection, name func(key string) string) string {
	var parts []string
	for _, d := range s.Dyad {
		parts = append(parts, name(d.A)+" and "+name(d.B))
	}
	for _, key := range []string{"actor", "recipient", "side", "country", "place", "type", "context"} {
		for _, v := range s.Values[key] {
			switch key {
			case "type":
				v = tell.Kinds(v)
			case "place":
			default:
				v = name(v)
			}
			parts = append(parts, v)
		}
	}
	title := strings.Join(parts, ", ")
	if title == "" {
		title = "What the reports tell"
	}
	if t := s.Time; !t.Open() {
		title += ", " + strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(tell.Day(&record.When{From: day(t.From), To: day(t.To)}), "on "), "in "), "from ")
	}
	return title
}

func day(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// Of gives the brief of the entries that a filter of events asks for. Filters of other kinds are made by filter.
func Of(ctx context.Context, store Store, title, asked string, filter func(kind string) keep.GroupFilter) (*Brief, error) {
	b := &builder{ctx: ctx, store: store, brief: Brief{Title: title, Asked: asked}, number: map[record.ID]int{}}
	for _, step := range []func() error{
		func() error { return b.events(filter("joined")) },
		func() error { return b.disputes(filter("contest")) },
		func() error { return b.figures(filter("series")) },
		func() error { return b.followUps("What was announced, promised or demanded", filter("follow-up")) },
		func() error { return b.coverage(filter("joined").Time) },
	} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("brief: %w", err)
		}
	}
	b.renumber()
	return &b.brief, nil
}

// renumber gives the sources the numbers in which a reader meets them.
func (b *builder) renumber() {
	to := make([]int, len(b.brief.Sources)+1)
	var ordered []Source
	for _, s := range b.brief.Sections {
		for _, l := range s.Lines {
			for i, n := range l.Sources {
				if to[n] == 0 {
					source := b.brief.Sources[n-1]
					source.Number = len(ordered) + 1
					to[n] = source.Number
					ordered = append(ordered, source)
				}
				l.Sources[i] = to[n]
			}
			slices.Sort(l.Sources)
		}
	}
	b.brief.Sources = ordered
}

// classes are the four classes of acts in words, the gravest first.
func classes() []struct {
	quad  int
	title string
} {
	return []struct {
		quad  int
		title string
	}{
		{4, "Force and pressure"},
		{3, "Accusations, demands and refusals"},
		{2, "Help, trade and steps back"},
		{1, "Talks and agreements"},
	}
}

func (b *builder) events(f keep.GroupFilter) error {
	sections := map[int]*Section{}
	left := map[int]int{}
	for g, err := range b.store.Groups(b.ctx, f) {
		if err != nil {
			return err
		}
		e, err := keep.EntryOf[*record.Joined](g)
		if err != nil {
			return err
		}
		s := sections[e.Quad]
		if s == nil {
			s = &Section{}
			sections[e.Quad] = s
		}
		if len(s.Lines) == MaxLines {
			left[e.Quad]++
			continue
		}
		line, err := b.line(e.ID, tell.Sentence(e), e.Tellings, e.Support)
		if err != nil {
			return err
		}
		s.Lines = append(s.Lines, line)
	}
	for _, c := range classes() {
		s := sections[c.quad]
		if s == nil {
			continue
		}
		s.Title = c.title
		if n := left[c.quad]; n > 0 {
			s.Empty = fmt.Sprintf("%s more are in the record.", tell.Number(float64(n)))
		}
		b.brief.Sections = append(b.brief.Sections, *s)
	}
	if len(sections) == 0 {
		b.brief.Sections = append(b.brief.Sections, Section{Title: "What happened", Empty: "The record holds no event that was asked for."})
	}
	return nil
}

// line makes a sentence with a source for each origin, the earliest telling of it.
func (b *builder) line(id record.ID, text string, tellings []record.Telling, backing record.Backing) (Line, error) {
	line := Line{ID: id, Text: text, Note: tell.Independent(backing)}
	seen := map[int]bool{}
	for _, t := range tellings {
		if seen[t.Origin] || len(line.Sources) == quotes {
			continue
		}
		seen[t.Origin] = true
		n, err := b.source(t)
		if err != nil {
			return line, err
		}
		line.Sources = append(line.Sources, n)
	}
	return line, nil
}

// source gives the number of a telling, which is new where it was not named before.
func (b *builder) source(t record.Telling) (int, error) {
	if n := b.number[t.ID]; n > 0 {
		return n, nil
	}
	entry, doc, err := b.store.FactByID(b.ctx, string(t.ID))
	if err != nil {
		return 0, fmt.Errorf("telling %s: %w", t.ID, err)
	}
	s := Source{
		Number: len(b.brief.Sources) + 1, Document: t.Document, Publisher: doc.Publisher, Title: doc.Title,
		Published: t.Published, Via: t.Via,
	}
	s.Quote, s.Span = record.WordsOf(entry)
	b.number[t.ID] = s.Number
	b.brief.Sources = append(b.brief.Sources, s)
	return s.Number, nil
}

func (b *builder) disputes(f keep.GroupFilter) error {
	f.Terms = append(slices.Clone(f.Terms), []string{"relation=contradicts"})
	section := Section{Title: "What the sources disagree about"}
	for g, err := range b.store.Groups(b.ctx, f) {
		if err != nil {
			return err
		}
		c, err := keep.EntryOf[*record.Contest](g)
		if err != nil {
			return err
		}
		if len(section.Lines) == MaxLines {
			section.Empty = "More are in the record."
			break
		}
		section.Lines = append(section.Lines, Line{})
		line := &section.Lines[len(section.Lines)-1]
		line.ID, line.Note = c.ID, c.Status
		sides := make([]string, len(c.Sides))
		for i, side := range c.Sides {
			sides[i] = tell.Side(side)
			l, err := b.line(c.ID, "", side.Tellings, side.Support)
			if err != nil {
				return err
			}
			line.Sources = append(line.Sources, l.Sources...)
		}
		line.Text = tell.ContestHeading(c) + " — " + strings.Join(sides, "; ")
		slices.Sort(line.Sources)
		line.Sources = slices.Compact(line.Sources)
	}
	if len(section.Lines) == 0 {
		section.Empty = "No contradiction was found."
	}
	b.brief.Sections = append(b.brief.Sections, section)
	return nil
}

func (b *builder) figures(f keep.GroupFilter) error {
	section := Section{Title: "Figures"}
	for g, err := range b.store.Groups(b.ctx, f) {
		if err != nil {
			return err
		}
		s, err := keep.EntryOf[*record.Series](g)
		if err != nil {
			return err
		}
		if len(s.Points) == 0 || s.Support.Reports < 2 {
			continue
		}
		if len(section.Lines) == MaxLines {
			section.Empty = "More are in the record."
			break
		}
		line, err := b.series(s)
		if err != nil {
			return err
		}
		section.Lines = append(section.Lines, line)
	}
	if len(section.Lines) > 0 {
		b.brief.Sections = append(b.brief.Sections, section)
	}
	return nil
}

// series says the first and the last state of a quantity.
func (b *builder) series(s *record.Series) (Line, error) {
	what := tell.SeriesHeading(s)
	last := s.Points[len(s.Points)-1]
	text := what + ": " + stated(last)
	if first := s.Points[0]; len(s.Points) > 1 {
		text = what + ": " + stated(first) + ", then " + stated(last)
	}
	line := Line{ID: s.ID, Text: text, Note: tell.Independent(s.Support)}
	for _, p := range []record.Point{s.Points[0], last} {
		for _, st := range p.Stated {
			l, err := b.line(s.ID, "", st.Tellings, record.Backing{})
			if err != nil {
				return line, err
			}
			line.Sources = append(line.Sources, l.Sources...)
		}
	}
	slices.Sort(line.Sources)
	line.Sources = slices.Compact(line.Sources)
	return line, nil
}

func stated(p record.Point) string {
	values := make([]string, len(p.Stated))
	for i, s := range p.Stated {
		values[i] = tell.Figure(s)
		if s.Who != "" {
			values[i] += " (" + s.Who + ")"
		}
	}
	return strings.Join(values, " or ") + " as of " + tell.Date(p.Day)
}

func (b *builder) followUps(title string, f keep.GroupFilter) error {
	section := Section{Title: title}
	f.Order = keep.ByTimeUp
	for g, err := range b.store.Groups(b.ctx, f) {
		if err != nil {
			return err
		}
		u, err := keep.EntryOf[*record.FollowUp](g)
		if err != nil {
			return err
		}
		if len(section.Lines) == MaxLines {
			section.Empty = "More are in the record."
			break
		}
		tellings := make([]record.Telling, len(u.History))
		for i, m := range u.History {
			tellings[i] = m.Telling
		}
		text := tell.FollowUpHeading(u)
		if due := tell.Day(u.Due); due != "" {
			text += ", due " + strings.TrimPrefix(due, "on ")
		}
		text += ": " + u.Outcome
		if u.Decided != "" {
			text += " (" + tell.Date(u.Decided) + ")"
		}
		line, err := b.line(u.ID, text, tellings, u.Support)
		if err != nil {
			return err
		}
		section.Lines = append(section.Lines, line)
	}
	if len(section.Lines) > 0 {
		b.brief.Sections = append(b.brief.Sections, section)
	}
	return nil
}

// coverage says how much was read, so that silence and blindness look different.
func (b *builder) coverage(days query.Range) error {
	reports, copies := 0, 0
	outlets, dates := map[string]bool{}, map[string]bool{}
	for c, err := range b.store.Coverage(b.ctx, days) {
		if err != nil {
			return err
		}
		reports += c.Documents
		copies += c.Copies
		if c.Publisher != "" {
			outlets[c.Publisher] = true
		}
		if c.Day != "" {
			dates[c.Day] = true
		}
	}
	b.brief.Read = fmt.Sprintf("Read: %s (%s of others) of %s, published on %s.", counted(reports, "text", "texts"),
		counted(copies, "copy", "copies"), counted(len(outlets), "outlet", "outlets"), counted(len(dates), "day", "days"))
	if missing := gap(dates, days); missing > 0 {
		b.brief.Read += fmt.Sprintf(" On %s of this time nothing was read: silence there says nothing.", counted(missing, "day", "days"))
	}
	return nil
}

// gap counts the days of a closed range on which nothing was read.
func gap(read map[string]bool, days query.Range) int {
	from, err := time.Parse(time.DateOnly, days.From)
	if err != nil {
		return 0
	}
	to, err := time.Parse(time.DateOnly, days.To)
	if err != nil {
		return 0
	}
	n := 0
	for d := from; !d.After(to) && n < 100_000; d = d.AddDate(0, 0, 1) {
		if !read[d.Format(time.DateOnly)] {
			n++
		}
	}
	return n
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return tell.Number(float64(n)) + " " + many
}

// Digest gives what the reports of a day tell: what is new in them, what is told again, disputes that opened, and what
// is due in the week behind it.
func Digest(ctx context.Context, store Store, day string) (*Brief, error) {
	b := &builder{ctx: ctx, store: store, brief: Brief{Title: "Digest of " + tell.Date(day), Asked: "published=" + day}, number: map[record.ID]int{}}
	on := query.Range{From: day, To: day}
	for _, step := range []func() error{
		func() error { return b.fresh(day) },
		func() error { return b.disputes(keep.GroupFilter{Kind: "contest", Published: on}) },
		func() error {
			t, err := time.Parse(time.DateOnly, day)
			if err != nil {
				return fmt.Errorf("day %q: want a date such as 2025-08-23", day)
			}
			week := query.Range{From: t.AddDate(0, 0, 1).Format(time.DateOnly), To: t.AddDate(0, 0, 7).Format(time.DateOnly)}
			return b.followUps("Due in the next seven days", keep.GroupFilter{Kind: "follow-up", Time: week})
		},
		func() error { return b.coverage(on) },
	} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("digest: %w", err)
		}
	}
	b.renumber()
	return &b.brief, nil
}

// fresh parts the events that the reports of a day tell into those that were never told before and the others.
func (b *builder) fresh(day string) error {
	again := Section{Title: "Told again"}
	byClass := map[int][]Line{}
	for g, err := range b.store.Groups(b.ctx, keep.GroupFilter{Kind: "joined", Published: query.Range{From: day, To: day}, Order: keep.ByOrigins}) {
		if err != nil {
			return err
		}
		e, err := keep.EntryOf[*record.Joined](g)
		if err != nil {
			return err
		}
		old := e.Support.First != "" && e.Support.First < day
		if !slices.ContainsFunc(e.Tellings, func(t record.Telling) bool { return t.Published == day }) || old && len(again.Lines) == MaxLines {
			continue
		}
		line, err := b.line(e.ID, tell.Sentence(e), e.Tellings, e.Support)
		if err != nil {
			return err
		}
		if old {
			again.Lines = append(again.Lines, line)
		} else {
			byClass[e.Quad] = append(byClass[e.Quad], line)
		}
	}
	for _, c := range classes() {
		if lines := byClass[c.quad]; len(lines) > 0 {
			b.brief.Sections = append(b.brief.Sections, Section{Title: c.title, Lines: lines[:min(len(lines), MaxLines)]})
		}
	}
	if len(again.Lines) > 0 {
		b.brief.Sections = append(b.brief.Sections, again)
	}
	if len(b.brief.Sections) == 0 {
		b.brief.Sections = append(b.brief.Sections, Section{Title: "What happened", Empty: "The reports of this day tell of no event."})
	}
	return nil
}

// Cited gives the sources of a line in the order of their numbers.
func (b *Brief) Cited(l Line) []Source {
	var all []Source
	for _, n := range l.Sources {
		all = append(all, b.Sources[n-1])
	}
	slices.SortFunc(all, func(a, b Source) int { return cmp.Compare(a.Number, b.Number) })
	return all
}
