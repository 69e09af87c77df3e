// Package keep is the store: what a record keeps of its reports, the interface that every implementation fulfils, and
// (in keeptest) the one suite of tests that each of them must pass.
//
// What a record keeps falls in two parts. Reports, their texts, the failures and the log are evidence: they are only
// ever added. Facts, copies and the search index are derived from them and can be built again. A store adds in
// transactions: after a kill at any moment it holds what was acknowledged, all of it, and nothing half.
package keep

import (
	"context"
	"errors"
	"iter"

	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// Errors that callers act on.
var (
	// ErrNoRecord is given when the folder holds no record.
	ErrNoRecord = errors.New("no record here")
	// ErrNewer is given when the record was written by a newer version of the program.
	ErrNewer = errors.New("the record is from a newer version of chancery")
	// ErrLocked is given when another process is writing to the record.
	ErrLocked = errors.New("another process is writing to the record")
	// ErrExists is given when a record or a backup would be made where there is one.
	ErrExists = errors.New("there is one already")
	// ErrReadOnly is given when a record that was opened for reading is to be changed.
	ErrReadOnly = errors.New("the record was opened for reading only")
	// ErrFull is given when there is no room for what is to be added, or to open the record at all. Of the batch that
	// was being added nothing is seen; where the room ended in the last moment, whoever opens the record next finds it
	// added wholly. Adding it again is right in both cases.
	ErrFull = errors.New("no space is left")
	// ErrNotFound is given when nothing has the id that was asked for.
	ErrNotFound = errors.New("not found")
	// ErrAmbiguous is given when a shortened id names more than one thing.
	ErrAmbiguous = errors.New("more than one thing has an id that begins so")
	// ErrCursor is given when a listing is to go on behind something that is no place in it.
	ErrCursor = errors.New("this is no cursor that a page ended with")
	// ErrDamaged is given when the store cannot be read because its bytes are damaged.
	ErrDamaged = errors.New("the record is damaged")
)

// Key identifies a report as found: the digest of its place, its bytes and what was given with it. Adding a report
// whose key is known changes nothing.
type Key [32]byte

// Report is one report with all that was read from it.
type Report struct {
	Key       Key
	Document  record.Document // without Text and Copy
	Text      string
	Raw       []byte // the bytes found; nil where they equal the text
	Signature []byte // for copies; opaque to the store
	Facts     []record.Entry
}

// Failure is one input that could not be read. Adding it again under the same key replaces nothing and adds nothing.
type Failure struct {
	Key     Key
	Path    string
	Member  string
	Stage   string // source, extract, ... : where it failed
	Code    string // a short word for the kind of failure: empty, binary, too-large, panic, time-out, ...
	Message string
}

// CopyGroup is one group of near-equal documents as it stands after a change.
type CopyGroup struct {
	Origin  int64 // number of the earliest document: by date, those without one last, then by number
	Members []CopyMember
}

// CopyMember is one document of a group, the origin included.
type CopyMember struct {
	Document   int64
	Similarity float64 // to the origin
}

// Batch is what one transaction adds.
type Batch struct {
	Reports  []Report
	Failures []Failure
	Run      Run
}

// Replacement is what another reading of a document gave.
type Replacement struct {
	Document record.DocumentID
	Facts    []record.Entry // all of them, in order
}

// Run stamps what was added with what made it. It holds no clock.
type Run struct {
	Program   string `json:"program"` // version of the program
	Model     string `json:"model"`   // digest of the language model, "" when none was used
	Lexicon   string `json:"lexicon"`
	Knowledge string `json:"knowledge"`
}

// RunCount is a run as it is kept, with how many texts were read first in it.
type RunCount struct {
	Number int64 `json:"number"` // in the order of their first use
	Run
	Documents int `json:"documents"`
}

// Signature is the signature of one document with what decides which of a group is the origin.
type Signature struct {
	Document  int64
	Published string // ISO 8601 date, "" when unknown
	Bytes     []byte
}

// Grouper keeps the groups of copies up to date while a batch is added. The store calls it within the transaction,
// once for each document that is new, in order, and writes the groups it gives back.
type Grouper interface {
	// Group takes one new document and gives every group that it changes (at most one, complete with all members),
	// or nothing when the document is a copy of none.
	Group(s Signature) ([]CopyGroup, error)
	// Reset forgets what was added since the last Commit: the transaction did not hold.
	Reset()
	// Commit keeps what was added.
	Commit()
}

// Added counts what a batch changed.
type Added struct {
	Reports   int // new reports
	Documents int // texts that were not in the record before
	Known     int // reports that were there already
	Failures  int // new failures
	Copies    int // new documents that are copies of others
}

// Status counts what a record holds.
type Status struct {
	Version   int            `json:"version"` // of the form of the store
	Sequence  int64          `json:"sequence"`
	Reports   int            `json:"reports"`
	Documents int            `json:"documents"`
	Bytes     int64          `json:"bytes"` // of all texts
	Copies    int            `json:"copies"`
	Groups    int            `json:"groups"`
	Unread    int            `json:"unread"` // in a language that is not read
	Undated   int            `json:"undated"`
	Failures  int            `json:"failures"`
	Facts     map[string]int `json:"facts"`     // by kind of entry
	Languages map[string]int `json:"languages"` // documents by language
	Formats   map[string]int `json:"formats"`   // reports by format
	Ledger    map[string]int `json:"ledger"`    // entries of the ledger by kind
	Pending   int            `json:"pending"`   // documents whose part in the ledger is out of date
	First     string         `json:"first"`     // earliest and latest date of publication
	Last      string         `json:"last"`
}

// Filter limits what is listed. The zero value lists all.
type Filter struct {
	Published query.Range // of the date of publication
	Language  string
	Publisher string
	Path      string // part of the path
	Copies    *bool  // only copies that are not the origin (true), or none of them (false)
	Limit     int    // 0: no limit
	After     int64  // number of the last report seen, for paging of listings
	Offset    int    // number of hits to pass over, for paging of searches
}

// Row is one report of a listing.
type Row struct {
	Number   int64 // order of adding, the cursor of listings
	Document record.Document
}

// Hit is one document found by a search, shown by the first of its reports that has the properties which query and
// filter ask for.
type Hit struct {
	Row
	Snippet string  // words around the match, matches between U+E000 and U+E001
	Rank    float64 // lower is better (bm25)
}

// Fault is one thing that verification found wrong.
type Fault struct {
	Place    string            `json:"place"`              // where, in words: the parts below on one line
	Table    string            `json:"table,omitempty"`    // of the database
	Row      int64             `json:"row,omitempty"`      // its number, 0 where the fault is not of one row
	Document record.DocumentID `json:"document,omitempty"` // the document that it concerns
	Field    string            `json:"field,omitempty"`    // column, or field of the entry
	Message  string            `json:"message"`            // what is wrong there
}

// LogEntry is one line of the log of what was done to the record, chained by digests.
type LogEntry struct {
	Sequence int64  `json:"sequence"`
	Action   string `json:"action"` // init, add, backup, ...
	Detail   string `json:"detail"` // JSON object
	Previous string `json:"previous"`
	Digest   string `json:"digest"`
}

// Store is a record's store. Reading is safe from many goroutines while one writes.
//
// Iterators stop at the first error, which is their last pair. A context that is done stops any call.
type Store interface {
	// Known tells whether a report with this key was added before. Inputs that failed are not known: they are tried
	// again, since another version may read them.
	Known(ctx context.Context, key Key) (bool, error)
	// Add adds a batch in one transaction, all or nothing, and writes a line of the log about it. Reports whose key is
	// known and texts that are there are passed over; the facts of a text are those that came with the earliest report of
	// it, as Source says which that is, in whatever order the reports came. The grouper may
	// be nil: then documents are kept without looking for copies. Batches of 500 to 2,000 reports are the quickest.
	Add(ctx context.Context, batch Batch, g Grouper) (Added, error)
	// Signatures gives the signatures of all documents in the order of their numbers, to fill a grouper.
	Signatures(ctx context.Context) iter.Seq2[Signature, error]

	// Reports lists reports in the order in which they were added.
	Reports(ctx context.Context, f Filter) iter.Seq2[Row, error]
	// Report gives the reports of the document with this id, or with the one id that begins so ("d_" and digits, or
	// digits alone): ErrNotFound, ErrAmbiguous.
	Report(ctx context.Context, id string) ([]Row, error)
	// Text gives the text of a document.
	Text(ctx context.Context, id record.DocumentID) (string, error)
	// Raw gives the bytes of the report with this number as they were found, also where they equal the text.
	Raw(ctx context.Context, number int64) ([]byte, error)
	// Facts gives the entries read from a document in the order in which they were added, without the document itself.
	Facts(ctx context.Context, id record.DocumentID) ([]record.Entry, error)
	// Copies gives the documents of the group of a document, origin first, or nothing.
	Copies(ctx context.Context, id record.DocumentID) ([]Row, error)
	// Search gives the documents that match, best first, and how many there are in all.
	Search(ctx context.Context, q query.Query, f Filter) (hits []Hit, total int, err error)
	// Failures lists what could not be read and was not read since under the same key, in the order of adding.
	Failures(ctx context.Context) iter.Seq2[Failure, error]
	// Status counts what the record holds.
	Status(ctx context.Context) (Status, error)
	// Log gives the log in order.
	Log(ctx context.Context) iter.Seq2[LogEntry, error]
	// Runs gives what the record was made with, in the order of first use.
	Runs(ctx context.Context) ([]RunCount, error)
	// Sequence gives a number that is another one whenever what the record shows is.
	Sequence(ctx context.Context) (int64, error)
	// LastNote gives the detail of the last line of the log with this action, "" where there is none.
	LastNote(ctx context.Context, action string) (string, error)
	// Note appends to the log. The detail is a JSON object.
	Note(ctx context.Context, action, detail string) error

	// Verify recomputes every digest, span, quote, signature-independent count and chain, and gives every fault to
	// report. It goes on until all is checked or report gives false.
	Verify(ctx context.Context, report func(Fault) bool) error
	// Backup writes a consistent copy to a new file while writing goes on.
	Backup(ctx context.Context, file string) error

	LedgerStore
	// ReplaceFacts puts other facts in the place of those that documents have, in one transaction with a line of the
	// log, and gives how many documents it changed: those whose facts are the same are not touched. ErrNotFound where a
	// document is not there.
	ReplaceFacts(ctx context.Context, all []Replacement, run Run) (changed int, err error)
	// Close gives the store back. What was added stays.
	Close() error
}
