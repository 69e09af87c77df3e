package ledger

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"strings"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/acquire/copies"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/memory"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Report is one report of the corpus with what was read of it.
type Report struct {
	Name     string
	Document *record.Document
	Text     string
	Facts    []record.Entry
	copyOf   record.DocumentID // a report read before it whose copy it is, "" for none
}

// Find gives the span of a quote in the text of the report; false where it does not stand there. What stands before the
// body (a title that the text holds) is passed over.
func (r *Report) Find(quote string) (record.Span, bool) {
	from := 0
	if h := r.Document.Headline; h != nil {
		from = h.End
	}
	at := strings.Index(r.Text[from:], quote)
	if at < 0 {
		return record.Span{}, false
	}
	return record.Span{Start: from + at, End: from + at + len(quote)}, true
}

// Corpus is the reports of threads, read, and the ledger over them.
type Corpus struct {
	Threads []Thread
	Reports map[string]*Report
	Store   *memory.Store
}

// Build reads the reports of the threads, each from the folder of its thread or else from that of all reports, and keeps the ledger over all of them.
func Build(ctx context.Context, reader *flow.Reader, kinds []ledger.Kind, threads []Thread, reports fs.FS) (*Corpus, error) {
	c := &Corpus{Reports: map[string]*Report{}}
	index := copies.NewIndex()
	var ids []record.DocumentID
	for _, t := range threads {
		for _, name := range t.Reports {
			if c.Reports[name] != nil {
				return nil, fmt.Errorf("thread %s: the report %s stands in two threads or twice in one", t.Name, name)
			}
			b, of := t.Texts[name]
			if !of {
				var err error
				if b, err = fs.ReadFile(reports, name+".md"); err != nil {
					return nil, fmt.Errorf("thread %s: %w", t.Name, err)
				}
			}
			reading, err := reader.Read(ctx, text.Raw{Path: name + ".md", Bytes: b, Format: text.Markdown})
			if err != nil {
				return nil, err
			}
			r := &Report{Name: name, Document: reading.Document.Entry(), Text: reading.Document.Text, Facts: reading.Document.Entries()}
			c.Reports[name] = r
			for _, m := range index.Add(int64(len(ids)), reading.Signature) {
				r.copyOf = ids[m.Key]
				break
			}
			ids = append(ids, r.Document.ID)
		}
	}
	return c.Keep(ctx, kinds, threads)
}

// Keep gives the corpus of some threads with a ledger of its own over their reports, which are not read again.
func (c *Corpus) Keep(ctx context.Context, kinds []ledger.Kind, threads []Thread) (*Corpus, error) {
	kept := &Corpus{Threads: threads, Reports: map[string]*Report{}, Store: memory.New()}
	for _, t := range threads {
		for _, name := range t.Reports {
			r := c.Reports[name]
			if r == nil {
				return nil, fmt.Errorf("thread %s: the report %s was not read", t.Name, name)
			}
			kept.Reports[name] = r
			kept.Store.Add(sourceOf(r.Document), r.Facts, r.copyOf)
			kept.Store.SetText(r.Document.ID, r.Text)
		}
	}
	if _, err := ledger.Update(ctx, kept.Store, kinds); err != nil {
		return nil, err
	}
	return kept, nil
}

func sourceOf(d *record.Document) keep.Source {
	s := keep.Source{ID: d.ID, Published: d.Published, Title: d.Title}
	if d.Publisher != nil {
		s.Publisher = *d.Publisher
	}
	return s
}

// Items gives the items of a kind of all reports, by the id of their facts, for a look at why they were linked.
func (c *Corpus) Items(ctx context.Context, kind ledger.Kind) (map[record.ID]*ledger.Item, error) {
	items := map[record.ID]*ledger.Item{}
	err := c.Store.UpdateLedger(ctx, func(ctx context.Context, l keep.Ledger) error {
		for _, r := range c.Reports {
			s, err := c.Store.Source(ctx, r.Document.ID)
			if err != nil {
				return err
			}
			of, err := l.ItemsOf(ctx, s.Number)
			if err != nil {
				return err
			}
			for _, i := range of {
				if i.Kind != kind.Name() {
					continue
				}
				f, err := kind.Decode(i.Features)
				if err != nil {
					return fmt.Errorf("features of %s: %w", i.ID, err)
				}
				entry, err := l.Fact(ctx, i.Fact)
				if err != nil {
					return err
				}
				items[i.ID] = ledger.NewItem(i, f, entry)
			}
		}
		return nil
	})
	return items, err
}

// aligned is a telling of gold with the event that was found for it, or else the nugget.
type aligned struct {
	thread string
	gold   *Telling
	found  *record.Event  // nil where none was found
	retold *record.Nugget // where there is no event
	joined record.ID      // of either, "" for none
}

// id gives the id of what was found, "" for nothing.
func (a *aligned) id() record.ID {
	switch {
	case a.found != nil:
		return a.found.ID
	case a.retold != nil:
		return a.retold.ID
	}
	return ""
}

// align finds for each telling of gold the event that was read where it stands: one of its types that shares words with
// the quote, that of the largest share first, each event once. Where there is none it finds a nugget of its types whose trigger stands in
// the quote, the surest first.
func (c *Corpus) align() ([]aligned, error) {
	var all []aligned
	for _, t := range c.Threads {
		for i := range t.Events {
			all = append(all, aligned{thread: t.Name, gold: &t.Events[i]})
		}
	}
	type offer struct {
		at    int
		event *record.Event
		share float64
	}
	var offers []offer
	for n, a := range all {
		r := c.Reports[a.gold.Report]
		if r == nil {
			return nil, fmt.Errorf("thread %s: %s: the report %s is not in reports.txt", a.thread, a.gold.Event, a.gold.Report)
		}
		at, ok := r.Find(a.gold.Quote.Quote)
		if !ok {
			return nil, fmt.Errorf("thread %s: %s: the quote %q does not stand in %s", a.thread, a.gold.Event, a.gold.Quote.Quote, a.gold.Report)
		}
		for _, f := range r.Facts {
			if e, ok := f.(*record.Event); ok && e.Span.Overlaps(at) && typed(e.Type, a.gold) {
				offers = append(offers, offer{n, e, share(e, at)})
			}
		}
	}
	sortStable(offers, func(a, b offer) int { return cmp.Compare(b.share, a.share) })
	taken := map[record.ID]bool{}
	for _, o := range offers {
		if all[o.at].found == nil && !taken[o.event.ID] {
			all[o.at].found, taken[o.event.ID] = o.event, true
		}
	}
	c.retell(all)
	return all, nil
}

// retell finds nuggets for the tellings of gold for which no event was found, each nugget once.
func (c *Corpus) retell(all []aligned) {
	type offer struct {
		at     int
		nugget *record.Nugget
	}
	var offers []offer
	for n, a := range all {
		r := c.Reports[a.gold.Report]
		at, ok := r.Find(a.gold.Quote.Quote)
		if !ok || a.found != nil {
			continue
		}
		for _, f := range r.Facts {
			if e, ok := f.(*record.Nugget); ok && at.Contains(e.Trigger) && typed(e.Type, a.gold) {
				offers = append(offers, offer{n, e})
			}
		}
	}
	sortStable(offers, func(a, b offer) int { return cmp.Compare(b.nugget.Confidence, a.nugget.Confidence) })
	taken := map[record.ID]bool{}
	for _, o := range offers {
		if all[o.at].retold == nil && !taken[o.nugget.ID] {
			all[o.at].retold, taken[o.nugget.ID] = o.nugget, true
		}
	}
}

func typed(t string, gold *Telling) bool {
	if t == gold.Type {
		return true
	}
	for _, alt := range gold.AltTypes {
		if t == alt {
			return true
		}
	}
	return false
}

// share is the part of the two spans that they share; an event whose trigger stands in the quote has one more.
func share(e *record.Event, at record.Span) float64 {
	both := min(e.Span.End, at.End) - max(e.Span.Start, at.Start)
	s := float64(both) / float64(e.Span.Len()+at.Len()-both)
	if e.Trigger != nil && at.Contains(*e.Trigger) {
		s++
	}
	return s
}
