package flow

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"iter"
	"runtime"

	"github.com/chancery-project/chancery/internal/flow/acquire/source"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/text"
)

// Limits of a batch: whichever is met first ends it. Few enough that little is done again after a kill, many enough
// that a transaction costs little per report.
const (
	batchReports = 384
	batchBytes   = 8 << 20
)

// Adder adds reports to a record.
type Adder struct {
	Store   keep.Store
	Reader  *Reader
	Run     keep.Run       // stamps what is added
	Workers int            // 0: one for each core
	Notify  func(Progress) // called from one goroutine after each batch and now and then; may be nil
	Ledger  ledger.Rules   // what is joined across reports behind each batch; none: nothing, until "run" does it
}

// Progress counts what an addition has done so far. What it counts as done is in the record.
type Progress struct {
	Seen      int // inputs taken up: reports, known ones and failures
	Reports   int
	Documents int
	Known     int
	Copies    int
	Failures  int
	Bytes     int64
}

// Summary is the end of an addition.
type Summary struct {
	Progress
	Passed   []string // what was left out without being a fault, in words
	Stopped  bool     // told to stop before the last input
	Failed   []Failed // in the order of the inputs, the first MaxListed of them
	Unlisted int      // further failures
}

// MaxListed is how many failures a summary names; the record keeps them all.
const MaxListed = 1000

// Add reads the items and keeps what was read, in their order and in batches, each of which is wholly in the record
// or not at all. A report that cannot be read is kept as a failure with its reason and the rest goes on. When stop is
// closed it takes up no more items, finishes those in hand and returns. The error is one of the store or the
// context's: what the summary counts is in the record even then.
func (a *Adder) Add(ctx context.Context, stop <-chan struct{}, items iter.Seq[source.Item]) (Summary, error) {
	groups, err := newGrouper(ctx, a.Store)
	if err != nil {
		return Summary{}, err
	}
	workers := a.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	run := &addition{adder: a, groups: groups, copies: groups.copies, ctx: ctx}
	err = ordered(ctx, stop, items, workers, 16*workers, a.one, run.take)
	if err == nil {
		err = run.flush()
	}
	err = errors.Join(err, run.settle())
	select {
	case <-stop:
		run.summary.Stopped = true
	default:
	}
	return run.summary, err
}

// prepared is one input after reading: known, failed or a report.
type prepared struct {
	key    keep.Key
	known  bool
	passed string // no report and no fault: what to tell about it
	failed *Failed
	raw    text.Raw // its place alone
	report *keep.Report
	err    error // ends the addition
}

func (a *Adder) one(ctx context.Context, item source.Item) prepared {
	if item.Err != nil && !item.Err.Code.Fault() {
		return prepared{passed: item.Err.Error()}
	}
	p := prepared{key: keyOf(item), raw: text.Raw{Path: item.Raw.Path, Member: item.Raw.Member}}
	if p.known, p.err = a.Store.Known(ctx, p.key); p.known || p.err != nil {
		return p
	}
	if item.Err != nil {
		p.raw = text.Raw{Path: item.Err.Path, Member: item.Err.Member}
		p.failed = sourceFailed(item.Err)
		return p
	}
	reading, err := a.Reader.Read(ctx, item.Raw)
	if err != nil {
		if !errors.As(err, &p.failed) {
			p.err = err
		}
		return p
	}
	p.report = reportOf(p.key, reading)
	return p
}

func sourceFailed(err *source.Error) *Failed {
	place := text.Raw{Path: err.Path, Member: err.Member}.Place()
	return &Failed{Place: place, Stage: "source", Code: string(err.Code), Message: reason(err)}
}

// reason is what is wrong and what to do, without the place.
func reason(err *source.Error) string {
	if err.Hint == "" {
		return err.Message
	}
	return err.Message + "; " + err.Hint
}

func reportOf(key keep.Key, r *Reading) *keep.Report {
	raw := r.Document.Raw.Bytes
	if string(raw) == r.Document.Text {
		raw = nil
	}
	return &keep.Report{
		Key: key, Document: *r.Document.Entry(), Text: r.Document.Text, Raw: raw,
		Signature: r.Signature.Bytes(), Facts: r.Document.Entries(),
	}
}

// addition is one call of Add.
type addition struct {
	adder   *Adder
	ctx     context.Context
	groups  *grouper
	copies  int // in the record before
	batch   keep.Batch
	known   int
	bytes   int64
	failed  []Failed
	writing *write // the batch on its way, nil for none
	summary Summary
}

func (n *addition) take(p prepared) error {
	switch {
	case p.err != nil:
		return p.err
	case p.passed != "":
		n.summary.Passed = append(n.summary.Passed, p.passed)
		return nil
	case p.known:
		n.known++
	case p.failed != nil:
		n.batch.Failures = append(n.batch.Failures, keep.Failure{
			Key: p.key, Path: p.raw.Path, Member: p.raw.Member,
			Stage: p.failed.Stage, Code: p.failed.Code, Message: p.failed.Message,
		})
		n.failed = append(n.failed, *p.failed)
	default:
		n.batch.Reports = append(n.batch.Reports, *p.report)
		n.bytes += int64(len(p.report.Text) + len(p.report.Raw))
	}
	if len(n.batch.Reports)+len(n.batch.Failures)+n.known < batchReports && n.bytes < batchBytes {
		return nil
	}
	return n.flush()
}

// write is one batch on its way into the record.
type write struct {
	known  int
	bytes  int64
	failed []Failed
	inputs int
	done   chan struct{} // closed when the transaction ended
	added  keep.Added
	copies int // in the record behind it
	err    error
}

// flush sends what is in hand into the record and does not wait for it: reading goes on meanwhile. It waits for the
// batch before, so that at most one is on its way.
func (n *addition) flush() error {
	if err := n.settle(); err != nil {
		return err
	}
	n.batch.Run = n.adder.Run
	w := &write{
		known: n.known, bytes: n.bytes, failed: n.failed, done: make(chan struct{}),
		inputs: n.known + len(n.batch.Reports) + len(n.batch.Failures),
	}
	batch := n.batch
	n.batch, n.known, n.bytes, n.failed, n.writing = keep.Batch{}, 0, 0, nil, w
	go func() {
		defer close(w.done)
		if len(batch.Reports)+len(batch.Failures) > 0 {
			w.added, w.err = n.adder.Store.Add(n.ctx, batch, n.groups)
		}
		if w.err == nil {
			w.err = n.adder.join(n.ctx)
		}
		w.copies = n.groups.copies
	}()
	return nil
}

// join brings what holds across reports up to date.
func (a *Adder) join(ctx context.Context) error {
	if len(a.Ledger.Kinds) == 0 {
		return nil
	}
	_, err := ledger.Bring(ctx, a.Store, a.Ledger)
	return err
}

// settle waits for the batch on its way and only then counts it.
func (n *addition) settle() error {
	w := n.writing
	if w == nil {
		return nil
	}
	n.writing = nil
	<-w.done
	if w.err != nil {
		return fmt.Errorf("add to the record: %w", w.err)
	}
	s := &n.summary
	s.Reports += w.added.Reports
	s.Documents += w.added.Documents
	s.Copies = w.copies - n.copies
	s.Known += w.added.Known + w.known
	s.Failures += len(w.failed)
	s.Seen += w.inputs
	s.Bytes += w.bytes
	room := max(MaxListed-len(s.Failed), 0)
	s.Failed = append(s.Failed, w.failed[:min(room, len(w.failed))]...)
	s.Unlisted += max(len(w.failed)-room, 0)
	if n.adder.Notify != nil {
		n.adder.Notify(s.Progress)
	}
	return nil
}

// keyOf digests what makes an input itself: its place, its bytes and all that was given with it. A failed input has
// the digest of its place and its failure.
func keyOf(item source.Item) keep.Key {
	h := sha256.New()
	if e := item.Err; e != nil {
		digest(h, "failure", e.Path, e.Member, string(e.Code), reason(e))
		return keep.Key(h.Sum(nil))
	}
	r := item.Raw
	sum := r.Sum()
	digest(h, "report", r.Path, r.Member, string(r.Format), string(sum[:]))
	g := r.Given
	digest(h, g.Title, g.Author, g.Publisher, g.URL, g.Language)
	for _, d := range g.Dates {
		digest(h, d.Text, string(d.From), d.Where)
	}
	return keep.Key(h.Sum(nil))
}

// digest writes each part with its length before it, so that no two lists of parts look the same.
func digest(h hash.Hash, parts ...string) {
	var length [8]byte
	for _, p := range parts {
		binary.LittleEndian.PutUint64(length[:], uint64(len(p)))
		h.Write(length[:])
		h.Write([]byte(p))
	}
}
