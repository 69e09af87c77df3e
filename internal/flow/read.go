package flow

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/chancery-project/chancery/internal/flow/acquire/copies"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract"
	"github.com/chancery-project/chancery/internal/flow/acquire/source"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// DefaultTimeout is how long one report may take. No report of a news desk comes near it.
const DefaultTimeout = 60 * time.Second

// Failed is the error of one report that could not be read. Others are not touched by it.
type Failed struct {
	Place   string // of the report
	Stage   string // where it failed: source, extract or the name of a stage
	Code    string // a short word: empty, binary, too-large, panic, time-out, ...
	Message string // what was wrong and what to do
	Detail  string // for developers: the stack of a panic
}

// Error names the report, the stage and the reason.
func (f *Failed) Error() string { return fmt.Sprintf("%s: %s: %s", f.Place, f.Stage, f.Message) }

// Reader reads reports. It is a pure function from bytes to facts: no store, no network, no clock but the one that
// stops a report that takes too long. It is safe for concurrent use.
type Reader struct {
	extract *extract.Extractor
	stages  []opened
	timeout time.Duration
}

// opened is a stage at work.
type opened struct {
	name  string
	apply Apply
}

// ReaderOptions are the settings of a Reader; the zero value reads with the defaults.
type ReaderOptions struct {
	Extract   extract.Options
	Stages    []Stage       // nil: StagesOver(Knowledge)
	Knowledge World         // nil: what is built in
	Wanted    []text.Layer  // nil: Facts(); empty: the text alone
	Timeout   time.Duration // of one report; 0: DefaultTimeout
}

// NewReader makes a reader, or tells why the stages do not fit together or cannot be opened.
func NewReader(o ReaderOptions) (*Reader, error) {
	if o.Stages == nil {
		o.Stages = StagesOver(o.Knowledge)
	}
	if o.Wanted == nil {
		o.Wanted = Facts()
	}
	if o.Timeout == 0 {
		o.Timeout = DefaultTimeout
	}
	if err := Check(o.Stages); err != nil {
		return nil, err
	}
	r := &Reader{extract: extract.New(o.Extract), timeout: o.Timeout}
	for _, s := range Needed(o.Stages, o.Wanted) {
		apply, err := s.Open()
		if err != nil {
			return nil, fmt.Errorf("stage %s: %w", s.Name, err)
		}
		r.stages = append(r.stages, opened{s.Name, apply})
	}
	return r, nil
}

// Reading is what was read of one report.
type Reading struct {
	Document  *text.Document
	Signature copies.Signature
}

// Entries gives the document and all that was read from it in the order in which it is written.
func (r *Reading) Entries() []record.Entry {
	return append([]record.Entry{r.Document.Entry()}, r.Document.Entries()...)
}

// Read reads one report. The error is a *Failed, or that of the context when it is done.
func (r *Reader) Read(ctx context.Context, raw text.Raw) (*Reading, error) {
	ctx, cancel := context.WithTimeout(ctx, r.timeout)
	defer cancel()
	type outcome struct {
		reading *Reading
		err     error
	}
	done := make(chan outcome, 1) // a report that is given up may still end: it must not wait for a reader then
	go func() {
		reading, err := r.guarded(ctx, raw)
		done <- outcome{reading, err}
	}()
	select {
	case o := <-done:
		return o.reading, o.err
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return nil, r.timedOut(raw)
		}
		return nil, ctx.Err()
	}
}

func (r *Reader) timedOut(raw text.Raw) *Failed {
	return &Failed{
		Place: raw.Place(), Stage: "read", Code: "time-out",
		Message: fmt.Sprintf("not done after %s and given up; raise --timeout to wait longer", r.timeout),
	}
}

// guarded turns a panic of any stage into the failure of this report.
func (r *Reader) guarded(ctx context.Context, raw text.Raw) (reading *Reading, err error) {
	stage := "extract"
	defer func() {
		if p := recover(); p != nil {
			reading, err = nil, &Failed{
				Place: raw.Place(), Stage: stage, Code: "panic",
				Message: fmt.Sprintf("internal error: %v; please report it with this input", p),
				Detail:  string(debug.Stack()),
			}
		}
	}()
	doc, notices, err := r.extract.Apply(ctx, raw)
	if err != nil {
		return nil, r.failed(ctx, raw, stage, err)
	}
	for _, s := range r.stagesFor(doc) {
		if ctx.Err() != nil {
			return nil, r.failed(ctx, raw, stage, ctx.Err())
		}
		stage = s.name
		more, err := s.apply(ctx, doc)
		if err != nil {
			return nil, r.failed(ctx, raw, stage, err)
		}
		notices = append(notices, more...)
	}
	stage = "copies"
	doc.Notices = notice.Merge(notices)
	return &Reading{Document: doc, Signature: copies.Sign(withoutFurniture(doc))}, nil
}

// ReadText reads words in English that are no report of their own: a sentence that somebody typed, a case of a gold
// set. Published is the day on which they were written, "" where it is not known.
func (r *Reader) ReadText(ctx context.Context, words, published string) (*text.Document, error) {
	doc := text.New(text.Raw{}, words)
	doc.Meta.Published, doc.Meta.Language = published, "en"
	for _, s := range r.stages {
		notices, err := s.apply(ctx, doc)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.name, err)
		}
		doc.Notices = append(doc.Notices, notices...)
	}
	return doc, nil
}

// stagesFor gives no stage for a document in a language that is not read: it is kept and searchable.
func (r *Reader) stagesFor(doc *text.Document) []opened {
	if !text.IsRead(doc.Meta.Language) {
		return nil
	}
	return r.stages
}

// failed gives an error of a stage its place. Errors with a code of their own keep it.
func (r *Reader) failed(ctx context.Context, raw text.Raw, stage string, err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return r.timedOut(raw)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var already *Failed
	if errors.As(err, &already) {
		return already
	}
	f := &Failed{Place: raw.Place(), Stage: stage, Code: "error", Message: err.Error()}
	var coded interface{ FailureCode() string }
	if errors.As(err, &coded) {
		f.Code = coded.FailureCode()
	}
	return f
}

// withoutFurniture is the text with its furniture and headline blanked: copies often differ in just these.
func withoutFurniture(doc *text.Document) string {
	if len(doc.Furniture) == 0 && doc.Headline == nil {
		return doc.Text
	}
	b := make([]byte, 0, len(doc.Text))
	at := 0
	skip := func(s record.Span) {
		if s.Start < at {
			return
		}
		b = append(append(b, doc.Text[at:s.Start]...), '\n')
		at = s.End
	}
	furniture := doc.Furniture
	if h := doc.Headline; h != nil {
		for len(furniture) > 0 && furniture[0].Span.Start < h.Start {
			skip(furniture[0].Span)
			furniture = furniture[1:]
		}
		skip(*h)
	}
	for _, f := range furniture {
		skip(f.Span)
	}
	return string(append(b, doc.Text[at:]...))
}

// ReadAll reads the items with a number of workers (0: one for each core) and gives each one's reading or failure to
// take, in the order of the items. It ends with take's first error or the context's; when stop is closed it finishes
// what is in hand.
func ReadAll(
	ctx context.Context, stop <-chan struct{}, r *Reader, items iter.Seq[source.Item], workers int,
	take func(*Reading, *Failed) error,
) error {
	type outcome struct {
		reading *Reading
		failed  *Failed
		err     error
	}
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	work := func(ctx context.Context, item source.Item) (o outcome) {
		if item.Err != nil {
			if item.Err.Code.Fault() {
				o.failed = sourceFailed(item.Err)
			}
			return o
		}
		o.reading, o.err = r.Read(ctx, item.Raw)
		if errors.As(o.err, &o.failed) {
			o.err = nil
		}
		return o
	}
	return ordered(ctx, stop, items, workers, 4*workers, work, func(o outcome) error {
		if o.err != nil || (o.reading == nil && o.failed == nil) {
			return o.err
		}
		return take(o.reading, o.failed)
	})
}
