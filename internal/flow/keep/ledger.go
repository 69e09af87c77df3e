package keep

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// Source is what the ledger asks of a document: where and when it was published, and of which text it is a copy.
type Source struct {
	Number    int64 // of the document
	ID        record.DocumentID
	Published string // the earliest date among its reports, ISO 8601, "" when unknown
	Publisher string // of that report
	Title     string // of that report
	Group     int64  // documents of one group of copies have one number; 0 for a document without copies
}

// Fact is an entry read from a document, with its number in the store.
type Fact struct {
	Number int64
	Entry  record.Entry
}

// Item is a fact (or a whole document) as one kind of the ledger's entries sees it: what it is compared by.
type Item struct {
	Number    int64     // given by PutItem
	Kind      string    // of the entries it can be part of: joined, joined-claim, contest, series, follow-up, story
	ID        record.ID // of the fact, or "d_" and digits of a document
	Source    Source
	Fact      int64    // number of the fact, 0 for a document
	Features  []byte   // what comparing needs; opaque to the store
	Keys      []uint64 // items of one kind that share none are never compared
	Component int64    // items that are linked, directly or over others, have one number; that of one of them
}

// Group is an entry of the ledger with the columns that listings and measures ask for.
type Group struct {
	Kind       string
	ID         record.ID
	From, To   string      // days of the matter, ISO 8601, "" when unknown; of events the interval
	First      string      // first publication
	Last       string      // last publication
	Type       string      // of events the type, of claims the stance, of contests the matter, ...
	Status     string      // of events the status, of contests open or settled, of follow-ups the outcome
	Score      float64     // of events
	Origins    int         //
	Reports    int         //
	Confidence float64     // 0 where the kind has none
	Terms      []string    // what filters ask for, as "actor=PAK": sorted, each once
	Members    []record.ID // ids of the items that it stands on
	Entry      []byte      // as record.Encode writes it; nil where only the columns were asked for
}

// GroupFilter limits what is listed. The zero value of a field limits nothing.
type GroupFilter struct {
	Kind          string
	Terms         [][]string  // one of each list must hold
	Without       []string    // none of these may hold
	Time          query.Range // days of the matter; what has no day is left out
	Undated       bool        // what has no day alone
	Published     query.Range // reported within
	MinOrigins    int
	MinConfidence float64
	Order         Order
	Limit         int    // 0: no limit
	After         string // the cursor of a row; the listing goes on behind it
	Columns       bool   // without Entry, Members and Terms
	WithTerms     bool   // with Terms also where Columns is set
}

// Order is the order of a listing. Equal rows stand by id.
type Order string

// Orders of listings.
const (
	ByTime      Order = ""           // by From, the latest first; those without a day last
	ByTimeUp    Order = "time"       // the earliest first; those without a day last
	ByPublished Order = "-published" // by Last, the latest first
	ByOrigins   Order = "-origins"   // the most first, then by Last, the latest first
)

// Cursor gives the place of a row in a listing.
func (o Order) Cursor(g Group) string {
	switch o {
	case ByPublished:
		return g.Last + " " + string(g.ID)
	case ByOrigins:
		return fmt.Sprintf("%d %s %s", g.Origins, g.Last, g.ID)
	}
	return g.From + " " + string(g.ID)
}

// GoneError is given for an id of the ledger that is not in use any more.
type GoneError struct{ Tombstone record.Tombstone }

func (e *GoneError) Error() string {
	if len(e.Tombstone.ReplacedBy) == 0 {
		return fmt.Sprintf("%s was withdrawn (%s)", e.Tombstone.ID, e.Tombstone.Cause)
	}
	ids := make([]string, len(e.Tombstone.ReplacedBy))
	for i, id := range e.Tombstone.ReplacedBy {
		ids[i] = string(id)
	}
	return fmt.Sprintf("%s is now %s (%s)", e.Tombstone.ID, strings.Join(ids, ", "), e.Tombstone.Cause)
}

// Ledger is one transaction on what holds across reports. All that it keeps is derived.
type Ledger interface {
	// Pending gives the documents whose part in the ledger is out of date, in the order of their numbers, at most limit:
	// new ones, those whose facts were replaced, those whose earliest date or publisher changed, those of groups of
	// copies that were merged.
	Pending(ctx context.Context, limit int) ([]Source, error)
	// Settled says that the documents are up to date.
	Settled(ctx context.Context, documents []int64) error

	// FactsOf gives the facts of a document in the order in which they were read.
	FactsOf(ctx context.Context, document int64) ([]Fact, error)
	// TextOf gives the text of a document.
	TextOf(ctx context.Context, document int64) (string, error)
	// Fact gives a fact by its number.
	Fact(ctx context.Context, number int64) (record.Entry, error)

	// ItemsOf gives the items of a document of every kind, with their sources.
	ItemsOf(ctx context.Context, document int64) ([]Item, error)
	// ItemsWith gives the items of a kind that have one of the keys, each once.
	ItemsWith(ctx context.Context, kind string, keys []uint64) ([]Item, error)
	// ItemsIn gives the items of components.
	ItemsIn(ctx context.Context, kind string, components []int64) ([]Item, error)
	// PutItem adds an item and gives its number. Its component is its own number until SetComponent.
	PutItem(ctx context.Context, item Item) (int64, error)
	// DeleteItem takes an item away.
	DeleteItem(ctx context.Context, number int64) error
	// SetComponent moves an item.
	SetComponent(ctx context.Context, number, component int64) error

	// GroupsIn gives the groups that stand on items of components, entries included.
	GroupsIn(ctx context.Context, kind string, components []int64) ([]Group, error)
	// PutGroup writes a group of a component; one of the same kind and id is replaced.
	PutGroup(ctx context.Context, component int64, g Group) error
	// DeleteGroup takes a group away.
	DeleteGroup(ctx context.Context, kind string, id record.ID) error
	// Bury keeps a tombstone; one of the same id is replaced. Unearth takes it away: the id is in use again.
	Bury(ctx context.Context, t record.Tombstone) error
	Unearth(ctx context.Context, id record.ID) error
}

// LedgerStore is the part of a store that the ledger is kept in.
type LedgerStore interface {
	// UpdateLedger runs one transaction, all or nothing.
	UpdateLedger(ctx context.Context, change func(ctx context.Context, l Ledger) error) error
	// PendingDocuments counts the documents whose part in the ledger is out of date.
	PendingDocuments(ctx context.Context) (int, error)
	// MarkPending marks all documents (nil), or those given, so that the ledger takes them up again.
	MarkPending(ctx context.Context, documents []int64) error
	// ClearLedger takes all items and entries away and marks all documents, in one transaction. Tombstones stay.
	ClearLedger(ctx context.Context) error

	// Groups lists entries of the ledger of one kind.
	Groups(ctx context.Context, f GroupFilter) iter.Seq2[Group, error]
	// Group gives the entry with this id, or with the one id that begins so: ErrNotFound, ErrAmbiguous, *GoneError. The
	// id of a telling gives the events that it is part of by GroupsOf.
	Group(ctx context.Context, id string) (Group, error)
	// GroupsOf gives the groups of a kind ("" for any) that stand on one of the facts.
	GroupsOf(ctx context.Context, kind string, facts []record.ID) ([]Group, error)
	// FactByID gives an event, claim, figure or other fact with an id, and its document.
	FactByID(ctx context.Context, id string) (record.Entry, Source, error)
	// Sources gives what the ledger knows of documents.
	Source(ctx context.Context, id record.DocumentID) (Source, error)
	// Coverage counts the documents that were read by day of publication and publisher, by rising day.
	Coverage(ctx context.Context, days query.Range) iter.Seq2[Covered, error]
	// Tombstones gives all of them by id.
	Tombstones(ctx context.Context) iter.Seq2[record.Tombstone, error]
}

// Covered is how many documents of a publisher were read that were published on a day.
type Covered struct {
	Day       string
	Publisher string
	Documents int
	Copies    int // of them, copies that are not the first of their group
}
