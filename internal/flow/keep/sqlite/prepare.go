package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"sync"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/sync/errgroup"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query/words"
	"github.com/chancery-project/chancery/record"
)

// item is a report made ready for the tables: all that can be computed before the transaction begins, so that
// several batches are computed at once while one is written.
type item struct {
	report   *keep.Report
	document record.Document   // of the report, with strings that are valid UTF-8
	sha256   [sha256.Size]byte // of the text
	raw      [sha256.Size]byte // of the bytes found
	zstd     []byte            // the bytes found, compressed; nil where they are the text
	meta     string
	title    []byte // folded for the index
	text     []byte
	facts    []fact
}

type fact struct {
	kind  string
	id    string // of what can be asked for by it
	span  *record.Span
	entry string
}

// prepare makes the reports of a batch ready, on all cores.
func prepare(ctx context.Context, reports []keep.Report) ([]item, error) {
	items := make([]item, len(reports))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	const share = 32
	for from := 0; from < len(reports); from += share {
		group.Go(func() error {
			for i := from; i < min(from+share, len(reports)); i++ {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := items[i].prepare(&reports[i]); err != nil {
					return fmt.Errorf("report %s: %w", reports[i].Document.Path, err)
				}
			}
			return nil
		})
	}
	return items, group.Wait()
}

func (it *item) prepare(r *keep.Report) (err error) {
	it.report = r
	it.document = readable(r.Document)
	if !utf8.ValidString(r.Text) {
		return fmt.Errorf("internal error: the text is not valid UTF-8")
	}
	it.sha256 = sha256.Sum256([]byte(r.Text))
	if id := record.DocumentIDFrom(it.sha256); id != r.Document.ID {
		return fmt.Errorf("internal error: the document is said to be %s, its text makes it %s", r.Document.ID, id)
	}
	it.raw = it.sha256
	if r.Raw != nil && !bytes.Equal(r.Raw, []byte(r.Text)) {
		it.raw = sha256.Sum256(r.Raw)
		if it.zstd, err = compress(r.Raw); err != nil {
			return err
		}
	}
	if raw := hex.EncodeToString(it.raw[:]); raw != r.Document.RawSHA256 {
		return fmt.Errorf("internal error: the bytes are said to have the digest %q, they have %s", r.Document.RawSHA256, raw)
	}
	if it.meta, err = metaOf(it.document); err != nil {
		return err
	}
	it.title = words.Append(nil, it.document.Title)
	it.text = words.Append(make([]byte, 0, len(r.Text)+len(r.Text)/8), r.Text)
	for _, entry := range r.Facts {
		f, err := factOf(entry)
		if err != nil {
			return err
		}
		it.facts = append(it.facts, f)
	}
	return nil
}

// readable gives the document with what has a column of its own as JSON would write it: bytes that are not UTF-8, as
// names of files may hold, are U+FFFD.
func readable(d record.Document) record.Document {
	for _, s := range []*string{&d.Path, &d.Member, &d.Title, &d.Published, &d.Language, &d.Format} {
		*s = valid(*s)
	}
	if d.Publisher != nil {
		publisher := valid(*d.Publisher)
		d.Publisher = &publisher
	}
	return d
}

func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}

// metaOf gives what is known of a report in JSON, without what has a column of its own.
func metaOf(d record.Document) (string, error) {
	d.ID, d.Path, d.Member, d.Title, d.RawSHA256, d.Text, d.Copy = "", "", "", "", "", "", nil
	return canonical(&d)
}

// canonical gives the JSON form of an entry, which stays the same when it is read and written again: where a string
// was not valid UTF-8, U+FFFD stands as a character and not as an escape.
func canonical(entry record.Entry) (string, error) {
	b, err := record.Encode(entry)
	if err != nil || !bytes.Contains(b, []byte(`\ufffd`)) {
		return string(b), err
	}
	again, err := record.Decode(b)
	if err != nil {
		return "", fmt.Errorf("internal error: %w", err)
	}
	b, err = record.Encode(again)
	return string(b), err
}

func factOf(entry record.Entry) (fact, error) {
	if entry.EntryKind() == "document" {
		return fact{}, fmt.Errorf("internal error: a document among the facts")
	}
	line, err := canonical(entry)
	return fact{kind: entry.EntryKind(), id: idOf(entry), span: spanOf(entry), entry: line}, err
}

// spanOf gives the span of an entry that has one.
func spanOf(entry record.Entry) *record.Span {
	switch e := entry.(type) {
	case *record.Event:
		return &e.Span
	case *record.Claim:
		return &e.Span
	case *record.Figure:
		return &e.Span
	case *record.Occasion:
		return &e.Span
	case *record.Nugget:
		return &e.Span
	case *record.Time:
		return &e.Span
	case *record.Notice:
		return e.Span
	}
	return nil
}

// The window is small so that many encoders stay small: reports are.
var encoder = sync.OnceValues(func() (*zstd.Encoder, error) {
	return zstd.NewWriter(nil, zstd.WithEncoderConcurrency(runtime.GOMAXPROCS(0)), zstd.WithWindowSize(1<<20), zstd.WithLowerEncoderMem(true), zstd.WithZeroFrames(true))
})

var decoder = sync.OnceValues(func() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderConcurrency(runtime.GOMAXPROCS(0)), zstd.WithDecoderMaxMemory(2<<30))
})

func compress(b []byte) ([]byte, error) {
	e, err := encoder()
	if err != nil {
		return nil, fmt.Errorf("internal error: %w", err)
	}
	return e.EncodeAll(b, nil), nil
}

// expand undoes compress. size is the number of bytes that must come out.
func expand(b []byte, size int64) ([]byte, error) {
	d, err := decoder()
	if err != nil {
		return nil, fmt.Errorf("internal error: %w", err)
	}
	var head zstd.Header
	if err := head.Decode(b); err != nil {
		return nil, fmt.Errorf("compressed bytes: %w", err)
	}
	if head.HasFCS && int64(head.FrameContentSize) != size {
		return nil, fmt.Errorf("compressed bytes: %d bytes are announced, %d were kept", head.FrameContentSize, size)
	}
	out, err := d.DecodeAll(b, make([]byte, 0, min(size, 1<<26)))
	if err != nil {
		return nil, fmt.Errorf("compressed bytes: %w", err)
	}
	return out, nil
}
