package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query/words"
)

// Add adds a batch in one transaction, all or nothing.
func (s *Store) Add(ctx context.Context, batch keep.Batch, g keep.Grouper) (keep.Added, error) {
	if len(batch.Reports) == 0 && len(batch.Failures) == 0 {
		return keep.Added{}, ctx.Err()
	}
	items, err := prepare(ctx, batch.Reports)
	if err != nil {
		return keep.Added{}, fmt.Errorf("add to %s: %w", s.file, err)
	}
	var added keep.Added
	err = s.write(ctx, "add", func(ctx context.Context, w *writer) error {
		a := adding{
			w: w, grouper: g, run: batch.Run, regrouped: map[int64]bool{},
			digests: [3]hash.Hash{sha256.New(), sha256.New(), sha256.New()},
		}
		if err := a.batch(ctx, items, batch.Failures); err != nil {
			return err
		}
		added = a.added
		return nil
	})
	if g != nil {
		if err != nil {
			g.Reset()
		} else {
			g.Commit()
		}
	}
	if err != nil {
		return keep.Added{}, err
	}
	return added, nil
}

// adding is the state of one batch within its transaction.
type adding struct {
	w       *writer
	grouper keep.Grouper
	run     keep.Run
	added   keep.Added
	groups  pending
	sources sources

	regrouped map[int64]bool // numbers of groups of copies that hold a document with another report
	replaced  int            // documents whose facts were replaced by those read with an earlier report
	ids       changedIDs

	runNumber                      int64 // 0 until something is new
	reports, documents, failures   span
	nextReport, nextDocument       int64
	nextFailure, nextRaw, nextFact int64
	digests                        [3]hash.Hash // of the checksums of documents, reports and failures
}

// span is the first and last number that a batch gave out.
type span struct{ first, last int64 }

func (s *span) take(n int64) {
	if s.first == 0 {
		s.first = n
	}
	s.last = n
}

func (s span) pair() *[2]int64 {
	if s.first == 0 {
		return nil
	}
	return &[2]int64{s.first, s.last}
}

func (a *adding) batch(ctx context.Context, items []item, failures []keep.Failure) error {
	steady := context.WithoutCancel(ctx)
	if err := a.count(steady); err != nil {
		return err
	}
	for i := range items {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := a.report(steady, &items[i]); err != nil {
			return fmt.Errorf("report %s: %w", items[i].report.Document.Path, err)
		}
	}
	for i := range failures {
		if err := a.failure(steady, &failures[i]); err != nil {
			return fmt.Errorf("failure of %s: %w", failures[i].Path, err)
		}
	}
	if err := a.groups.write(steady, a.w); err != nil {
		return fmt.Errorf("groups of copies: %w", err)
	}
	if err := a.regroup(steady); err != nil {
		return fmt.Errorf("groups of copies: %w", err)
	}
	if err := a.sources.write(steady, a.w); err != nil {
		return fmt.Errorf("sources: %w", err)
	}
	if err := a.ids.write(steady, a.w); err != nil {
		return fmt.Errorf("ids of facts: %w", err)
	}
	return a.log(steady)
}

// count finds the numbers that come next.
func (a *adding) count(ctx context.Context) (err error) {
	for _, n := range []struct {
		to            *int64
		table, column string
	}{
		{&a.nextReport, "report", "number"},
		{&a.nextDocument, "document", "number"},
		{&a.nextFailure, "failure", "number"},
		{&a.nextRaw, "raw", "number"},
	} {
		if *n.to, err = a.w.next(ctx, n.table, n.column); err != nil {
			return err
		}
	}
	a.nextFact, err = a.w.nextFact(ctx)
	return err
}

// stamp gives the number of the run, which is written with the first new thing.
func (a *adding) stamp(ctx context.Context) (n int64, err error) {
	if a.runNumber == 0 {
		a.runNumber, err = a.w.run(ctx, a.run)
	}
	return a.runNumber, err
}

func (a *adding) report(ctx context.Context, it *item) error {
	key := it.report.Key[:]
	if _, known, err := found(ctx, a.w.knownReport, key); err != nil || known {
		a.added.Known++
		return err
	}
	run, err := a.stamp(ctx)
	if err != nil {
		return err
	}
	d := &it.document
	language, err := a.w.number(ctx, kindLanguage, d.Language)
	if err != nil {
		return err
	}
	document, known, err := found(ctx, a.w.findDocument, it.sha256[:])
	if err != nil {
		return err
	}
	if !known {
		document = a.nextDocument
		if err := a.document(ctx, it, document, language, run); err != nil {
			return err
		}
	} else if err := a.title(ctx, it, document); err != nil {
		return err
	}
	if err := a.row(ctx, it, document, language, run); err != nil {
		return err
	}
	if err := a.source(ctx, it, document, a.nextReport-1, known); err != nil {
		return err
	}
	if known {
		return nil
	}
	return a.group(keep.Signature{Document: document, Published: d.Published, Bytes: it.report.Signature})
}

// row writes the row of a report whose document is there.
func (a *adding) row(ctx context.Context, it *item, document, language, run int64) error {
	d := &it.document
	format, err := a.w.number(ctx, kindFormat, d.Format)
	if err != nil {
		return err
	}
	var publisher, raw any
	if d.Publisher != nil {
		if publisher, err = a.w.number(ctx, kindPublisher, *d.Publisher); err != nil {
			return err
		}
	}
	if it.zstd != nil {
		if raw, err = a.raw(ctx, it); err != nil {
			return err
		}
	}
	n := a.nextReport
	values := []any{n, it.report.Key[:], document, d.Path, d.Member, d.Title, d.Published, publisher, language, format, it.raw[:], raw, it.meta, run}
	sum := checksum("report", values...)
	if _, err := a.w.insertReport.ExecContext(ctx, append(values, sum)...); err != nil {
		return err
	}
	a.nextReport++
	a.reports.take(n)
	a.added.Reports++
	a.digests[1].Write(sum)
	return nil
}

// document writes a text that is new with all that belongs to it.
func (a *adding) document(ctx context.Context, it *item, n, language, run int64) error {
	d := &it.document
	var read int64
	if d.Read {
		read = 1
	}
	values := []any{n, it.sha256[:], int64(len(it.report.Text)), language, read, d.Published, run}
	sum := checksum("document", values...)
	if _, err := a.w.insertDocument.ExecContext(ctx, append(values, sum)...); err != nil {
		return err
	}
	if _, err := a.w.insertText.ExecContext(ctx, n, it.report.Text); err != nil {
		return err
	}
	signature := it.report.Signature
	if signature == nil {
		signature = []byte{}
	}
	if _, err := a.w.insertSignature.ExecContext(ctx, n, signature, checksum("signature", n, signature)); err != nil {
		return err
	}
	if _, err := a.w.insertWord.ExecContext(ctx, n, string(it.title), string(it.text)); err != nil {
		return err
	}
	if _, err := a.facts(ctx, it.facts, n, run); err != nil {
		return err
	}
	a.nextDocument++
	a.documents.take(n)
	a.added.Documents++
	a.digests[0].Write(sum)
	return nil
}

// facts writes the facts of a document and the row that says how many there are and which, and gives their digest.
func (a *adding) facts(ctx context.Context, facts []fact, document, run int64) ([]byte, error) {
	h := sha256.New()
	for i := range facts {
		sum, err := a.fact(ctx, &facts[i], document, run)
		if err != nil {
			return nil, err
		}
		h.Write(sum)
	}
	digest := h.Sum(nil)
	values := []any{document, int64(len(facts)), digest}
	_, err := a.w.insertReading.ExecContext(ctx, append(values, checksum("reading", values...))...)
	return digest, err
}

// fact writes one fact and gives the checksum of its row.
func (a *adding) fact(ctx context.Context, f *fact, document, run int64) ([]byte, error) {
	kind, err := a.w.number(ctx, kindFact, f.kind)
	if err != nil {
		return nil, err
	}
	var start, end any
	if f.span != nil {
		start, end = int64(f.span.Start), int64(f.span.End)
	}
	values := []any{a.nextFact, document, kind, start, end, f.entry, run}
	sum := checksum("fact", values...)
	_, err = a.w.insertFact.ExecContext(ctx, append(values, sum)...)
	if f.id != "" {
		a.ids.set(factID{f.id, a.nextFact}, true)
	}
	a.nextFact++
	return sum, err
}

// raw writes bytes as they were found, once for all reports that share them, and gives their number.
func (a *adding) raw(ctx context.Context, it *item) (int64, error) {
	n, known, err := found(ctx, a.w.findRaw, it.raw[:])
	if err != nil || known {
		return n, err
	}
	values := []any{a.nextRaw, it.raw[:], int64(len(it.report.Raw)), it.zstd}
	if _, err := a.w.insertRaw.ExecContext(ctx, append(values, checksum("raw", values...))...); err != nil {
		return 0, err
	}
	a.nextRaw++
	return a.nextRaw - 1, nil
}

// title puts the title of a further report of a document into the index, where it is another one.
func (a *adding) title(ctx context.Context, it *item, document int64) error {
	if _, known, err := found(ctx, a.w.findTitle, document, it.document.Title); err != nil || known {
		return err
	}
	var titles, text string
	if err := a.w.titlesOf.QueryRowContext(ctx, document).Scan(&titles); err != nil {
		return err
	}
	if err := a.w.textOf.QueryRowContext(ctx, document).Scan(&text); err != nil {
		return err
	}
	body := string(words.Append(nil, text))
	if _, err := a.w.deleteWord.ExecContext(ctx, document, string(words.Append(nil, titles)), body); err != nil {
		return err
	}
	more := titles + "\n" + it.document.Title
	_, err := a.w.insertWord.ExecContext(ctx, document, string(words.Append(nil, more)), body)
	return err
}

func (a *adding) failure(ctx context.Context, f *keep.Failure) error {
	if _, known, err := found(ctx, a.w.knownFailure, f.Key[:]); err != nil || known {
		return err
	}
	run, err := a.stamp(ctx)
	if err != nil {
		return err
	}
	n := a.nextFailure
	values := []any{n, f.Key[:], valid(f.Path), valid(f.Member), valid(f.Stage), valid(f.Code), valid(f.Message), run}
	sum := checksum("failure", values...)
	if _, err := a.w.insertFailure.ExecContext(ctx, append(values, sum)...); err != nil {
		return err
	}
	a.nextFailure++
	a.failures.take(n)
	a.added.Failures++
	a.digests[2].Write(sum)
	return nil
}

func (a *adding) group(s keep.Signature) error {
	if a.grouper == nil {
		return nil
	}
	changed, err := a.grouper.Group(s)
	if err != nil {
		return fmt.Errorf("look for copies: %w", err)
	}
	for _, group := range changed {
		if err := a.groups.put(group); err != nil {
			return err
		}
	}
	if len(changed) > 0 {
		a.added.Copies++
	}
	return nil
}

// log writes the line of the log about this batch, if it added anything.
func (a *adding) log(ctx context.Context) error {
	if a.runNumber == 0 {
		return nil
	}
	all := sha256.New()
	for _, h := range a.digests {
		all.Write(h.Sum(nil))
	}
	detail, err := json.Marshal(addition{
		Run: a.runNumber, Reports: a.reports.pair(), Documents: a.documents.pair(), Failures: a.failures.pair(),
		Replaced: a.replaced, Digest: hex.EncodeToString(all.Sum(nil)),
	})
	if err != nil {
		return fmt.Errorf("internal error: %w", err)
	}
	return a.w.note(ctx, "add", string(detail))
}
