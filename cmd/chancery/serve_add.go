package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"log/slog"
	"path"
	"sync"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/acquire/fetch"
	"github.com/chancery-project/chancery/internal/flow/acquire/source"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger/kinds"
	"github.com/chancery-project/chancery/internal/flow/publish/intake"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Limits of what is added over the network, below those of the command line: whoever sends it does not sit at this
// machine.
const (
	sentMembers  = 10_000
	sentTotal    = 1 << 30
	sentReports  = 200 // that are named when an addition is over
	sentFailures = 50
)

// sentReader reads what is added over the page as "chancery add" does.
type sentReader struct {
	a     *app
	store keep.Store
	fetch *fetch.Fetcher
	log   *slog.Logger

	mu     sync.Mutex
	day    string // that the reader was made on
	reader *flow.Reader
	inputs inputFlags
}

// readerOfToday makes the reader at the first addition, and anew each day: no date of publication behind today is
// believed.
func (s *sentReader) readerOfToday() (*flow.Reader, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if today := s.a.today(); s.reader == nil || s.day != today {
		reader, err := s.a.reader(&s.inputs)
		if err != nil {
			return nil, err
		}
		s.day, s.reader = today, reader
	}
	return s.reader, nil
}

// Add reads uploads into the record.
func (s *sentReader) Add(ctx context.Context, uploads []intake.Upload, done func(int)) (intake.Result, error) {
	reader, err := s.readerOfToday()
	if err != nil {
		return intake.Result{}, err
	}
	run, err := s.a.stamp(&s.inputs)
	if err != nil {
		return intake.Result{}, err
	}
	joined, err := kinds.Rules()
	if err != nil {
		return intake.Result{}, err
	}
	adder := &flow.Adder{
		Store: s.store, Reader: reader, Run: run, Workers: s.a.jobs(&s.inputs), Ledger: joined,
		Notify: func(p flow.Progress) { done(p.Seen) },
	}
	items, err := s.items(ctx, uploads)
	if err != nil {
		return intake.Result{}, err
	}
	// What was taken up is finished even where the server is told to end: the context stops further inputs.
	sum, err := adder.Add(context.WithoutCancel(ctx), ctx.Done(), items)
	result := intake.Result{Reports: sum.Reports, Known: sum.Known, Copies: sum.Copies}
	for _, f := range sum.Failed[:min(len(sum.Failed), sentFailures)] {
		result.Failures = append(result.Failures, intake.Failure{Place: path.Base(f.Place), Message: f.Message})
	}
	if more := sum.Failures - len(result.Failures); more > 0 {
		result.Failures = append(result.Failures, intake.Failure{Place: "and " + plural(more, "more", "more"), Message: "\"chancery status --failures\" lists them all"})
	}
	for _, p := range sum.Passed {
		result.Failures = append(result.Failures, intake.Failure{Place: "left out", Message: oneLine(p)})
	}
	if err != nil {
		return result, err
	}
	return result, s.documents(context.WithoutCancel(ctx), uploads, &result)
}

// label is the place of an upload in the record: the digest of its bytes makes it one of its own, so that the same bytes
// sent twice are known. It is a name and never a path that is opened.
func label(u intake.Upload) string {
	if u.Name == "" && u.Address != "" && u.Format != "text" {
		return u.Address
	}
	sum := sha256.Sum256(u.Bytes)
	name := u.Name
	if name == "" {
		name = "text.txt"
	}
	return "page/" + hex.EncodeToString(sum[:6]) + "/" + name
}

// items gives what uploads hold: a file may be a table or an archive of many.
func (s *sentReader) items(ctx context.Context, uploads []intake.Upload) (iter.Seq[source.Item], error) {
	options, err := s.a.sourceOptions(&s.inputs)
	if err != nil {
		return nil, err
	}
	options.Limits.MaxMembers = min(options.Limits.MaxMembers, sentMembers)
	options.Limits.MaxTotal = min(options.Limits.MaxTotal, sentTotal)
	return func(yield func(source.Item) bool) {
		for _, u := range uploads {
			o := options
			o.StdinName, o.Format = label(u), text.Format(u.Format)
			o.Given = text.Given{Title: u.Title, Publisher: u.Publisher, URL: u.Address}
			if u.Published != "" {
				o.Given.Dates = []text.GivenDate{{Text: u.Published, From: record.DateFromFlag, Where: "page"}}
			}
			for item := range source.Read(ctx, bytes.NewReader(u.Bytes), []string{"-"}, o) {
				if !yield(item) {
					return
				}
			}
		}
	}, nil
}

// documents names the reports of uploads, new ones and those that were known.
func (s *sentReader) documents(ctx context.Context, uploads []intake.Upload, result *intake.Result) error {
	seen := map[record.DocumentID]bool{}
	for _, u := range uploads {
		place := label(u)
		for row, err := range s.store.Reports(ctx, keep.Filter{Path: place, Limit: sentReports + 1}) {
			if err != nil {
				return fmt.Errorf("what was added: %w", err)
			}
			if row.Document.Path != place || seen[row.Document.ID] {
				continue
			}
			seen[row.Document.ID] = true
			if len(result.Documents) >= sentReports {
				result.More++
				continue
			}
			result.Documents = append(result.Documents, row.Document.ID)
		}
	}
	return nil
}

// Fetch reads an address.
func (s *sentReader) Fetch(ctx context.Context, address string) (intake.Upload, error) {
	page, err := s.fetch.Fetch(ctx, address)
	if err != nil {
		s.log.InfoContext(ctx, "address not read", "address", address, "error", err)
		return intake.Upload{}, err
	}
	u := intake.Upload{Bytes: page.Bytes, Given: intake.Given{Address: page.Address}}
	switch page.Type {
	case "text/html", "application/xhtml+xml":
		u.Format = string(text.HTML)
	case "text/plain", "text/markdown":
		u.Name, u.Format = "page.txt", string(text.Plain)
	case "application/pdf":
		u.Name, u.Format = "page.pdf", string(text.PDF)
	default:
		return intake.Upload{}, fmt.Errorf("%s: what it gives is of the type %q; pages, plain texts and PDF are read", address, page.Type)
	}
	if len(u.Bytes) == 0 {
		return intake.Upload{}, fmt.Errorf("%s: the page is empty", address)
	}
	return u, nil
}
