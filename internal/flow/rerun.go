package flow

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// ReadKept reads the text of a document that a record keeps: what was found out when it was extracted (title, dates,
// furniture) stays as it is, facts are read anew.
func (r *Reader) ReadKept(ctx context.Context, kept record.Document, words string) (*Reading, error) {
	ctx, cancel := context.WithTimeout(ctx, r.timeout)
	defer cancel()
	doc := text.New(text.Raw{Path: kept.Path, Member: kept.Member, Format: text.Format(kept.Format)}, words)
	doc.Meta = text.Meta{
		Title: kept.Title, Author: orEmpty(kept.Author), Publisher: orEmpty(kept.Publisher), URL: orEmpty(kept.URL),
		Published: kept.Published, PublishedFrom: kept.PublishedFrom, Dates: kept.Dates, Language: kept.Language, Charset: kept.Charset,
	}
	doc.Furniture, doc.Headline = kept.Furniture, kept.Headline
	return r.again(ctx, doc)
}

// again applies the stages to a document; a panic is the failure of this document alone.
func (r *Reader) again(ctx context.Context, doc *text.Document) (reading *Reading, err error) {
	stage := "read"
	defer func() {
		if p := recover(); p != nil {
			reading, err = nil, &Failed{
				Place: doc.Raw.Place(), Stage: stage, Code: "panic",
				Message: fmt.Sprintf("internal error: %v; please report it with this input", p),
			}
		}
	}()
	var notices []notice.Notice
	for _, s := range r.stagesFor(doc) {
		if ctx.Err() != nil {
			return nil, r.failed(ctx, doc.Raw, stage, ctx.Err())
		}
		stage = s.name
		more, err := s.apply(ctx, doc)
		if err != nil {
			return nil, r.failed(ctx, doc.Raw, stage, err)
		}
		notices = append(notices, more...)
	}
	doc.Notices = notice.Merge(notices)
	return &Reading{Document: doc}, nil
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// Rerun reads all documents of a record again and says what that changes.
type Rerun struct {
	Store   keep.Store
	Reader  *Reader
	Run     keep.Run
	Workers int // 0: one for each core
	Ledger  ledger.Rules
	Notify  func(done int) // after each batch; may be nil
}

// Changes is the difference between two readings of a record.
type Changes struct {
	Documents int      `json:"documents"` // read again
	Changed   int      `json:"changed"`   // of them, documents whose facts are others now
	Events    []Change `json:"events"`
	Same      int      `json:"same"` // events that stayed as they were
	Failed    []Failed `json:"failed"`
}

// Change is one event of the ledger that a reading adds, changes or takes away.
type Change struct {
	What   string      `json:"what"` // added, changed, withdrawn
	ID     record.ID   `json:"id"`
	Now    []record.ID `json:"now,omitempty"` // of a withdrawn one: what its words are read as now
	Before string      `json:"before,omitempty"`
	After  string      `json:"after,omitempty"`
	Fields []string    `json:"fields,omitempty"` // of a changed one: what differs, "status: planned → actual"
	Why    []string    `json:"why"`              // the tellings that are read in another way
}

// Do reads the documents in the order of their numbers. What is replaced when it is stopped stays replaced; the same call
// goes on where it was, since documents that are read as before change nothing.
func (r *Rerun) Do(ctx context.Context, stop <-chan struct{}) (*Changes, error) {
	if _, err := ledger.Bring(ctx, r.Store, r.Ledger); err != nil {
		return nil, err
	}
	before, err := r.events(ctx)
	if err != nil {
		return nil, err
	}
	w := &rereading{Rerun: r, ctx: ctx, old: map[record.ID]*record.Event{}, new: map[record.ID]*record.Event{}, successor: map[record.ID]record.ID{}}
	if err := w.documents(stop); err != nil {
		return nil, err
	}
	if _, err := ledger.Bring(ctx, r.Store, r.Ledger); err != nil {
		return nil, err
	}
	after, err := r.events(ctx)
	if err != nil {
		return nil, err
	}
	w.compare(before, after)
	return &w.changes, w.redirect()
}

// events gives the joined events of the record by id.
func (r *Rerun) events(ctx context.Context) (map[record.ID]*record.Joined, error) {
	all := map[record.ID]*record.Joined{}
	for g, err := range r.Store.Groups(ctx, keep.GroupFilter{Kind: "joined"}) {
		if err != nil {
			return nil, fmt.Errorf("read again: %w", err)
		}
		entry, err := record.Decode(g.Entry)
		if err != nil {
			return nil, fmt.Errorf("read again: %s: %w", g.ID, err)
		}
		if e, ok := entry.(*record.Joined); ok {
			e.Fields = nil // they can be large and are not compared
			all[e.ID] = e
		}
	}
	return all, nil
}

// rereading is one call of Do.
type rereading struct {
	*Rerun
	ctx       context.Context
	changes   Changes
	old, new  map[record.ID]*record.Event // tellings that only one of the readings has, or that differ
	successor map[record.ID]record.ID     // the telling that the same words give now
	batch     []keep.Replacement
}

// held is a document on its way.
type held struct {
	document record.Document
	facts    []record.Entry // before
	reading  *Reading
	failed   *Failed
	err      error
}

const rereadBatch = 200

func (w *rereading) documents(stop <-chan struct{}) error {
	seen := map[record.DocumentID]bool{}
	var listing error
	rows := func(yield func(record.Document) bool) {
		for row, err := range w.Store.Reports(w.ctx, keep.Filter{}) {
			if err != nil {
				listing = err
				return
			}
			if seen[row.Document.ID] {
				continue
			}
			seen[row.Document.ID] = true
			if !yield(row.Document) {
				return
			}
		}
	}
	workers := w.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	if err := ordered(w.ctx, stop, rows, workers, 4*workers, w.one, w.take); err != nil {
		return err
	}
	return errors.Join(listing, w.flush())
}

func (w *rereading) one(ctx context.Context, d record.Document) held {
	k := held{document: d}
	if d, k.err = w.dated(ctx, d); k.err != nil {
		return k
	}
	words, err := w.Store.Text(ctx, d.ID)
	if err != nil {
		k.err = err
		return k
	}
	if k.facts, k.err = w.Store.Facts(ctx, d.ID); k.err != nil {
		return k
	}
	reading, err := w.Reader.ReadKept(ctx, d, words)
	if err != nil && !errors.As(err, &k.failed) {
		k.err = err
	}
	k.reading = reading
	return k
}

// dated gives the report of a document by which its facts are dated: the one with the earliest date.
func (w *rereading) dated(ctx context.Context, d record.Document) (record.Document, error) {
	rows, err := w.Store.Report(ctx, string(d.ID))
	if err != nil {
		return d, err
	}
	best := slices.MinFunc(rows, func(a, b keep.Row) int {
		return cmp.Or(cmp.Compare(a.Document.Published+"~", b.Document.Published+"~"), // a date counts as the end of what it names
			cmp.Compare(a.Document.Path, b.Document.Path), cmp.Compare(a.Document.Member, b.Document.Member))
	})
	return best.Document, nil
}

func (w *rereading) take(k held) error {
	if k.err != nil {
		return k.err
	}
	w.changes.Documents++
	if k.failed != nil {
		w.changes.Failed = append(w.changes.Failed, *k.failed)
		return nil
	}
	facts := k.reading.Document.Entries()
	same, err := equal(k.facts, facts)
	if err != nil || same {
		return err
	}
	w.changes.Changed++
	w.note(k.facts, facts)
	w.batch = append(w.batch, keep.Replacement{Document: k.document.ID, Facts: facts})
	if len(w.batch) < rereadBatch {
		return nil
	}
	return w.flush()
}

func equal(a, b []record.Entry) (bool, error) {
	if len(a) != len(b) {
		return false, nil
	}
	for i := range a {
		x, err := record.Encode(a[i])
		if err != nil {
			return false, err
		}
		y, err := record.Encode(b[i])
		if err != nil {
			return false, err
		}
		if !bytes.Equal(x, y) {
			return false, nil
		}
	}
	return true, nil
}

func (w *rereading) flush() error {
	if len(w.batch) > 0 {
		if _, err := w.Store.ReplaceFacts(w.ctx, w.batch, w.Run); err != nil {
			return fmt.Errorf("read again: %w", err)
		}
		w.batch = nil
	}
	if w.Notify != nil {
		w.Notify(w.changes.Documents)
	}
	return nil
}

// note keeps the tellings of a document that differ, and which of them stand on the same words.
func (w *rereading) note(before, after []record.Entry) {
	old, now := tellings(before), tellings(after)
	for _, o := range old {
		w.old[o.ID] = o
	}
	for _, n := range now {
		w.new[n.ID] = n
	}
	for _, o := range old {
		if w.new[o.ID] != nil {
			continue
		}
		for _, n := range now {
			if o.Trigger != nil && n.Trigger != nil && o.Trigger.Start < n.Trigger.End && n.Trigger.Start < o.Trigger.End {
				w.successor[o.ID] = n.ID
				break
			}
		}
	}
}

func tellings(facts []record.Entry) (all []*record.Event) {
	for _, f := range facts {
		if e, ok := f.(*record.Event); ok {
			all = append(all, e)
		}
	}
	return all
}

func (w *rereading) compare(before, after map[record.ID]*record.Joined) {
	holder := map[record.ID]record.ID{}
	for id, e := range after {
		for _, t := range e.Tellings {
			holder[t.ID] = id
		}
	}
	for _, id := range slices.Sorted(maps.Keys(before)) {
		old := before[id]
		now := after[id]
		if now == nil {
			c := Change{What: "withdrawn", ID: id, Before: tell.Event(old), Why: w.why(old.Tellings, nil)}
			for _, t := range old.Tellings {
				if to := cmp.Or(holder[t.ID], holder[w.successor[t.ID]]); to != "" && !slices.Contains(c.Now, to) {
					c.Now = append(c.Now, to)
				}
			}
			slices.Sort(c.Now)
			w.changes.Events = append(w.changes.Events, c)
			continue
		}
		if fields := differences(old, now); len(fields) > 0 {
			w.changes.Events = append(w.changes.Events, Change{
				What: "changed", ID: id, Before: tell.Event(old), After: tell.Event(now), Fields: fields, Why: w.why(old.Tellings, now.Tellings),
			})
			continue
		}
		w.changes.Same++
	}
	for _, id := range slices.Sorted(maps.Keys(after)) {
		if before[id] == nil {
			w.changes.Events = append(w.changes.Events, Change{What: "added", ID: id, After: tell.Event(after[id]), Why: w.why(nil, after[id].Tellings)})
		}
	}
}

// differences names the fields of two states of an event that are not the same.
func differences(a, b *record.Joined) []string {
	var all []string
	for _, f := range [][3]string{
		{"type", tell.Act(a.Type, a.Mode, a.Content), tell.Act(b.Type, b.Mode, b.Content)},
		{"status", string(a.Status), string(b.Status)},
		{"actors", tell.Names(a.Actors), tell.Names(b.Actors)},
		{"recipients", tell.Names(a.Recipients), tell.Names(b.Recipients)},
		{"time", tell.Days(a.Time), tell.Days(b.Time)},
		{"place", placeName(a.Place), placeName(b.Place)},
		{"says", actorName(a.Attribution), actorName(b.Attribution)},
		{"tellings", fmt.Sprint(len(a.Tellings)), fmt.Sprint(len(b.Tellings))},
	} {
		if f[1] != f[2] {
			all = append(all, fmt.Sprintf("%s: %s → %s", f[0], cmp.Or(f[1], "none"), cmp.Or(f[2], "none")))
		}
	}
	return all
}

func placeName(p *record.Where) string {
	if p == nil {
		return ""
	}
	return p.Name
}

func actorName(a *record.Actor) string {
	if a == nil {
		return ""
	}
	return a.Name
}

// why names the tellings of an event that the two readings do not share.
func (w *rereading) why(before, after []record.Telling) []string {
	var lines []string
	said := map[record.ID]bool{}
	for _, t := range before {
		o := w.old[t.ID]
		if o == nil {
			continue
		}
		switch n := w.new[cmp.Or(w.successor[t.ID], t.ID)]; {
		case n == nil:
			lines = append(lines, fmt.Sprintf("%s “%s”: no longer read (was %s by %s)", t.Document.Short(), clipped(o.Quote), o.Type, o.Frame))
		case n.Frame != o.Frame:
			lines = append(lines, fmt.Sprintf("%s “%s”: lexicon %s → %s", t.Document.Short(), clipped(o.Quote), o.Frame, n.Frame))
			said[n.ID] = true
		default:
			lines = append(lines, fmt.Sprintf("%s “%s”: sides, time, place or status read in another way", t.Document.Short(), clipped(o.Quote)))
			said[n.ID] = true
		}
	}
	for _, t := range after {
		if n := w.new[t.ID]; n != nil && w.old[t.ID] == nil && !said[t.ID] {
			lines = append(lines, fmt.Sprintf("%s “%s”: now read as %s by %s", t.Document.Short(), clipped(n.Quote), n.Type, n.Frame))
		}
	}
	if len(lines) == 0 {
		lines = append(lines, "its tellings are read as before, and joined in another way")
	}
	return lines
}

// clipped shortens a quotation for a line.
func clipped(s string) string {
	const most = 80
	s = strings.Join(strings.Fields(s), " ")
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most-1]) + "…"
}

// redirect lets the ids of withdrawn events answer with what their words are read as now.
func (w *rereading) redirect() error {
	return w.Store.UpdateLedger(w.ctx, func(ctx context.Context, l keep.Ledger) error {
		for _, c := range w.changes.Events {
			if c.What != "withdrawn" {
				continue
			}
			cause := "withdrawn"
			if len(c.Now) > 0 {
				cause = "read in another way"
			}
			if err := l.Bury(ctx, record.Tombstone{ID: c.ID, ReplacedBy: c.Now, Cause: cause}); err != nil {
				return err
			}
		}
		return nil
	})
}
