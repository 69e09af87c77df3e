package main

import (
	"context"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// selectFlags choose entries of the ledger: the commands that list, draw and export share them, and with them the page
// and the programming interface.
type selectFlags struct {
	keys   []string
	values map[string]*string
}

// selectHelp says what each key of a selection is for.
func selectHelp(key string) string {
	help := map[string]string{
		"time":           "that happened in `A..B`: 2025-08, 2025-08-01..2025-08-20, -30d",
		"published":      "reported in `A..B`",
		"dyad":           "between these two: `A~B`, whichever acts",
		"actor":          "done by `NAME` (with commas: one of them)",
		"recipient":      "done to `NAME`",
		"side":           "with `NAME` on either side",
		"type":           "`TYPE` of PLOVER: ACCUSE,THREATEN (\"chancery codebook\" lists them)",
		"mode":           "`MODE` of the type",
		"context":        "`CONTEXT`: military, refugees, trade, ...",
		"quad":           "class of type: `1` verbal or 2 material cooperation, 3 verbal or 4 material conflict",
		"status":         "`STATUS`: actual, planned, denied, open, settled, ...",
		"country":        "at a place in `COUNTRY`",
		"place":          "at `PLACE`",
		"source":         "said by `NAME`, or told by this publisher",
		"stance":         "with `STANCE`: assert, deny, accuse, demand, warn, promise, ...",
		"speaker":        "said by `NAME`",
		"target":         "about `NAME`",
		"matter":         "about `MATTER`: occurrence, agent, figure, place, time, quotation",
		"relation":       "`contradicts|confirms`",
		"what":           "of `WHAT` is counted",
		"unit":           "in `UNIT`: people, USD, percent, km, ...",
		"of":             "`KIND`: meeting, promise or demand",
		"min_origins":    "told by at least `N` independent origins",
		"min_confidence": "at least so sure, from `0` to 1",
		"sort":           "`ORDER`: -time (the latest first), time, -published, -origins",
		"limit":          "at most `N`",
		"cursor":         "go on where a page ended",
	}
	return help[key]
}

// register adds the flags of these keys and of those that every selection has.
func (s *selectFlags) register(cmd *cobra.Command, keys ...string) {
	s.keys = append([]string{"time", "published"}, keys...)
	s.keys = append(s.keys, "min_origins", "sort", "limit", "cursor")
	s.values = map[string]*string{}
	for _, key := range s.keys {
		s.values[key] = cmd.Flags().String(strings.ReplaceAll(key, "_", "-"), "", selectHelp(key))
	}
}

// eventKeys are the keys of selections of events.
func eventKeys() []string {
	return []string{"dyad", "actor", "recipient", "side", "type", "mode", "context", "quad", "status", "country", "place", "source", "min_confidence"}
}

// selection reads the flags, and arguments as they are typed in one line.
func (a *app) selection(cmd *cobra.Command, s *selectFlags, args []string) (query.Selection, error) {
	sel, err := query.ParseLine(joinArgs(args), a.now())
	if err != nil {
		return sel, &usageError{err: err, command: cmd.CommandPath()}
	}
	for _, key := range s.keys {
		if v := *s.values[key]; v != "" {
			if err := sel.Set(key, v, a.now()); err != nil {
				return sel, usage("--%s: %w", strings.ReplaceAll(key, "_", "-"), err)
			}
		}
	}
	return sel, nil
}

// joinArgs writes arguments as one line: what the shell gave as one argument stays one word.
func joinArgs(args []string) string {
	words := make([]string, len(args))
	for i, arg := range args {
		if key, value, ok := strings.Cut(arg, "="); ok && strings.ContainsAny(value, " ") && !strings.Contains(value, `"`) {
			arg = key + `="` + value + `"`
		}
		words[i] = arg
	}
	return strings.Join(words, " ")
}

// ledgerView is an open record with what selections need.
type ledgerView struct {
	keep.Store
	names  ledger.Names
	base   *knowledge.Base
	latest string // day of the latest report: what "not seen" is judged by
}

// openLedger opens the record for reading.
func (a *app) openLedger(ctx context.Context) (*ledgerView, error) { return a.openLedgerFor(ctx, true) }

// openLedgerFor opens the record for reading, or for writing too.
func (a *app) openLedgerFor(ctx context.Context, readOnly bool) (*ledgerView, error) {
	store, err := a.open(ctx, readOnly)
	if err != nil {
		return nil, err
	}
	v := &ledgerView{Store: store}
	if err := v.fill(ctx, a); err != nil {
		store.Close()
		return nil, err
	}
	return v, nil
}

func (v *ledgerView) fill(ctx context.Context, a *app) error {
	pending, err := v.PendingDocuments(ctx)
	if err != nil {
		return err
	}
	if pending > 0 {
		a.say("chancery: %s not yet in what holds across reports; \"chancery run\" takes them up", plural(pending, "document is", "documents are"))
	}
	resolver, base, err := a.resolver(&knowledgeFlags{})
	if err != nil {
		return err
	}
	v.names, v.base = ledger.NamesOf(resolver), base
	if v.latest, err = view.Latest(ctx, v); err != nil {
		return err
	}
	return nil
}

// defaultLimit is how many rows a list shows where nothing else is said.
const defaultLimit = 50

// listSelected lists entries of a kind as the flags ask, and says how to go on where there are more.
func listSelected[T record.Entry](a *app, cmd *cobra.Command, flags *selectFlags, args []string, kind string, columns []column[T]) error {
	return listJudged(a, cmd, flags, args, kind, columns, func(*ledgerView, T) {})
}

// listJudged does the same, with a word on each entry before it is shown.
func listJudged[T record.Entry](a *app, cmd *cobra.Command, flags *selectFlags, args []string, kind string, columns []column[T], judge func(*ledgerView, T)) error {
	s, err := a.selection(cmd, flags, args)
	if err != nil {
		return err
	}
	v, err := a.openLedger(cmd.Context())
	if err != nil {
		return err
	}
	defer v.Close()
	limit := s.Limit
	if limit == 0 && !a.listing.machine() && !a.listing.csv && !a.listing.tsv && isTerminal(a.out) {
		limit = defaultLimit
	}
	if limit > 0 {
		s.Limit = limit + 1
	}
	more := ""
	f := ledger.Filter(kind, s, v.names)
	rows := keep.Entries[T](cut(v.Groups(cmd.Context(), f), limit, func(last keep.Group) { more = f.Order.Cursor(last) }))
	n := 0
	judged := func(yield func(T, error) bool) {
		for e, err := range rows {
			if err == nil {
				judge(v, e)
			}
			if !yield(e, err) {
				return
			}
		}
	}
	if err := list(a, columns, counted(judged, &n)); err != nil {
		return err
	}
	if err := a.sayLeftOut(cmd.Context(), v, kind, s, n); err != nil {
		return err
	}
	if more != "" {
		a.say("there are more; go on with --cursor %q, or show more with --limit", more)
	}
	return nil
}

// cut passes on the first rows; where there are more it gives the last one that was shown.
func cut(groups iter.Seq2[keep.Group, error], limit int, more func(last keep.Group)) iter.Seq2[keep.Group, error] {
	return func(yield func(keep.Group, error) bool) {
		n := 0
		var last keep.Group
		for g, err := range groups {
			if limit > 0 && n == limit {
				more(last)
				return
			}
			n++
			last = g
			if !yield(g, err) {
				return
			}
		}
	}
}

// sayLeftOut says what a list does not show although a reader may look for it: entries without a day where a time was
// asked for, and names that nobody in the record bears.
func (a *app) sayLeftOut(ctx context.Context, v *ledgerView, kind string, s query.Selection, shown int) error {
	if a.quiet || a.listing.machine() {
		return nil
	}
	if !s.Time.Open() {
		n, err := v.undated(ctx, kind, s)
		if err != nil {
			return err
		}
		if n > 0 {
			a.say("%s without a day, reported in this time, not shown: ask with --published instead of --time", plural(n, "entry", "entries"))
		}
	}
	if shown > 0 {
		return nil
	}
	for _, name := range namesIn(s) {
		if known, err := v.bears(ctx, kind, name); err != nil {
			return err
		} else if !known {
			a.say("nobody in these entries of the record is called %q", name)
		}
	}
	return nil
}

// most is how many entries are counted to say what a list leaves out.
const most = 10_000

// undated counts the entries without a day that were reported within the time of a selection.
func (v *ledgerView) undated(ctx context.Context, kind string, s query.Selection) (int, error) {
	s.Published, s.Time, s.Cursor, s.Limit = s.Time, query.Range{}, "", most
	f := ledger.Filter(kind, s, v.names)
	f.Columns = true
	n := 0
	for g, err := range v.Groups(ctx, f) {
		if err != nil {
			return 0, err
		}
		if g.From == "" && g.To == "" {
			n++
		}
	}
	return n, nil
}

// namesIn gives the names of actors that a selection asks for.
func namesIn(s query.Selection) (names []string) {
	for _, d := range s.Dyad {
		names = append(names, d.A, d.B)
	}
	for _, key := range []string{"actor", "recipient", "side", "speaker", "target"} {
		names = append(names, s.Values[key]...)
	}
	return names
}

// bears tells whether any entry of a kind has an actor that a name may mean.
func (v *ledgerView) bears(ctx context.Context, kind, name string) (bool, error) {
	var any []string
	for _, key := range v.names(name) {
		for _, of := range []string{"side", "actor", "recipient", "speaker", "target", "source"} {
			any = append(any, of+"="+key)
		}
	}
	for _, err := range v.Groups(ctx, keep.GroupFilter{Kind: kind, Terms: [][]string{any}, Limit: 1, Columns: true}) {
		return err == nil, err
	}
	return false, nil
}
