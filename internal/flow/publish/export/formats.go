package export

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// Store is what exports ask of a record.
type Store interface {
	keep.LedgerStore
	Report(ctx context.Context, id string) ([]keep.Row, error)
	Facts(ctx context.Context, id record.DocumentID) ([]record.Entry, error)
	Copies(ctx context.Context, id record.DocumentID) ([]keep.Row, error)
	Text(ctx context.Context, id record.DocumentID) (string, error)
}

// Form is how a table is written.
type Form string

// The forms of tables.
const (
	CSV     Form = "csv"
	TSV     Form = "tsv"
	JSON    Form = "jsonl"
	Parquet Form = "parquet"
)

// Forms lists the forms of tables.
func Forms() []Form { return []Form{CSV, TSV, JSON, Parquet} }

// Format is one form in which entries of the ledger leave the program.
type Format struct {
	Name      string
	Kind      string // of the entries that it is made of, "" for jsonl: all
	Summary   string // what is written, in a few words
	Extension string // of its files
	Table     bool   // it can be written in any of Forms
}

// Formats lists the formats in the order of the documentation.
func Formats() []Format {
	return []Format{
		{"events", "joined", "events, joined across reports", "csv", true},
		{"reports", "joined", "the tellings of events, one for each report, with their words", "csv", true},
		{"claims", "joined-claim", "what sources say, one row for each report of it", "csv", true},
		{"figures", "series", "stated figures, in their series", "csv", true},
		{"disputes", "contest", "what sources disagree about, one row for each side", "csv", true},
		{"plover", "joined", "tellings of events as JSON Lines with PLOVER's names", "jsonl", false},
		{"polecat", "joined", "events in the 40 columns of POLECAT", "txt", false},
		{"gdelt", "joined", "events in the 61 columns of GDELT 2.0, without a header", "tsv", false},
		{"mentions", "joined", "tellings in the 16 columns of GDELT's mentions, without a header", "tsv", false},
		{"geojson", "joined", "events on a map (RFC 7946)", "geojson", false},
		{"acled", "joined", "events that happened, in the 31 columns of ACLED (not ACLED's data)", "csv", true},
		{"ucdp", "joined", "violence that killed, in the 49 columns of UCDP's georeferenced events (not UCDP's data)", "csv", true},
		{"icews", "joined", "events that happened, a row for each pair, in the 20 columns of ICEWS (not ICEWS's data)", "csv", true},
		{"webanno", "joined", "tellings as annotations of their words (W3C Web Annotation)", "jsonl", false},
		{"ftm", "joined", "events, actors and reports as entities of FollowTheMoney", "jsonl", false},
		{"timelinejs", "joined", "events as slides of TimelineJS", "json", false},
		{"graphml", "joined", "who acts on whom, as a network for most programs", "graphml", false},
		{"gexf", "joined", "who acts on whom, as a network for Gephi (GEXF 1.3)", "gexf", false},
		{"ics", "follow-up", "what was announced, promised or demanded, as a calendar (RFC 5545)", "ics", false},
		{"jsonl", "", "all documents, facts and entries of the ledger, one JSON object a line", "jsonl", false},
	}
}

func formatOf(name string) (Format, bool) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// Request is what is to be written.
type Request struct {
	Format  string
	Filter  keep.GroupFilter // of the format's kind
	Form    Form             // of a table, "" for CSV
	Strict  bool             // without the columns of our own
	Excel   bool             // CSV for a spreadsheet: byte order mark, CRLF, no cell that begins a formula
	Raw     bool             // networks: every event an edge, between the actors as named
	Old     bool             // polecat: Intensity in place of Event Intensity
	Numeric bool             // acled: numbers for the kinds of actors
	Base    string           // address of the pages of this record, for links; "" for none
	Program string           // version of the program
	Latest  string           // latest date of publication in the record: time stamps of calendars
	About   *Metadata        // filled while writing; nil for none
}

// job is one export while it is written.
type job struct {
	Request
	ctx   context.Context
	store Store
	out   io.Writer
	seen  map[record.DocumentID]*document
	about *Metadata
	left  int // entries that the form has no place for
}

// leftOut notes how many entries the form has no place for.
func (x *job) leftOut(which string) {
	if x.left > 0 {
		x.about.Losses = append(x.about.Losses, Loss{"rows", strconv.Itoa(x.left) + " left out: " + which})
	}
}

// Write writes entries of the ledger in one of Formats, but for jsonl, which [JSONL] writes. What it notes of the rows
// and what the form cannot hold goes to Request.About.
func Write(ctx context.Context, store Store, w io.Writer, r Request) error {
	f, ok := formatOf(r.Format)
	if !ok || f.Kind == "" {
		return fmt.Errorf("export: %q is no format of entries; there are %s", r.Format, strings.Join(names(), ", "))
	}
	if r.About == nil {
		r.About = &Metadata{}
	}
	x := &job{Request: r, ctx: ctx, store: store, out: w, seen: map[record.DocumentID]*document{}, about: r.About}
	x.Filter.Kind = f.Kind
	if x.Filter.Order == keep.ByTime {
		x.Filter.Order = keep.ByTimeUp
	}
	x.about.Format, x.about.Losses = r.Format, append(x.about.Losses, codes().losses[r.Format]...)
	if err := x.write(); err != nil {
		return fmt.Errorf("export %s: %w", r.Format, err)
	}
	return nil
}

func (x *job) write() error {
	write, ok := map[string]func() error{
		"events": x.events, "reports": x.reports, "claims": x.claims, "figures": x.figures, "disputes": x.disputes,
		"plover": x.plover, "polecat": x.polecat, "gdelt": x.gdelt, "mentions": x.mentions, "acled": x.acled, "ucdp": x.ucdp, "icews": x.icews, "webanno": x.webanno,
		"geojson": x.geojson, "graphml": x.graphml, "gexf": x.gexf, "ics": x.ics, "ftm": x.ftm, "timelinejs": x.timelinejs,
	}[x.Format]
	if !ok {
		return fmt.Errorf("internal error: nothing writes %s", x.Format)
	}
	return write()
}

func names() []string {
	var all []string
	for _, f := range Formats() {
		all = append(all, f.Name)
	}
	return all
}

// entries gives the entries of a kind that a filter asks for.
func entries[T record.Entry](x *job, f keep.GroupFilter) iter.Seq2[T, error] {
	return keep.Entries[T](x.store.Groups(x.ctx, f))
}
