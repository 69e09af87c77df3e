package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/record"
)

func (a *app) showCommand() *cobra.Command {
	cmd := a.showOneCommand("", "", "Show anything by its id: an event, claim, dispute, series, follow-up, report or fact")
	cmd.Use = "show ID"
	cmd.Example = `  chancery show e_7k2m
  chancery show x_4q9d --json
  chancery show d_9f2c`
	return cmd
}

// showOneCommand shows one entry of a kind ("" for any) by its id.
func (a *app) showOneCommand(noun, kind, short string) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: short,
		Long: short + `.

ID is the whole id or a beginning that nothing else has. An id that was merged
or parted says what replaced it.`,
		Example: "  chancery " + strings.TrimSpace(noun+" show") + " " + exampleID(kind),
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := a.openLedger(cmd.Context())
			if err != nil {
				return err
			}
			defer v.Close()
			if noun == "" && strings.HasPrefix(args[0], "d_") {
				rows, err := v.Report(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				if a.listing.machine() {
					return a.showKept(cmd.Context(), v.Store, rows, "jsonl", false)
				}
				return a.showKept(cmd.Context(), v.Store, rows, "text", false)
			}
			return a.showByID(cmd.Context(), v, kind, args[0])
		},
	}
	cmd.Flags().BoolVar(&a.listing.json, "json", false, "the entry as JSON")
	return cmd
}

// exampleID is an id as one of the kind looks.
func exampleID(kind string) string {
	switch kind {
	case "joined-claim":
		return "c_0bq4"
	case "contest":
		return "x_4q9d"
	case "series":
		return "s_81hz"
	case "story":
		return "n_2c7d"
	}
	return "e_7k2m"
}

func (a *app) showByID(ctx context.Context, v *ledgerView, kind, id string) error {
	g, err := v.find(ctx, id)
	var gone *keep.GoneError
	switch {
	case errors.As(err, &gone):
		a.say("chancery: %s", gone.Error())
		for _, to := range gone.Tombstone.ReplacedBy {
			if err := a.showByID(ctx, v, kind, string(to)); err != nil {
				return err
			}
		}
		if len(gone.Tombstone.ReplacedBy) == 0 {
			return fmt.Errorf("%s: %w", id, keep.ErrNotFound)
		}
		return nil
	case err != nil:
		return hinted(err, `"chancery event list" shows the ids of events; claims, disputes, figures have lists too`)
	}
	if kind != "" && g.Kind != kind {
		return hinted(fmt.Errorf("%s is a %s: %w", id, g.Kind, keep.ErrNotFound), fmt.Sprintf("chancery show %s", g.ID))
	}
	if a.listing.machine() {
		_, err := fmt.Fprintf(a.out, "%s\n", g.Entry)
		return err
	}
	out := bufio.NewWriter(a.out)
	if err := a.writeGroup(ctx, out, v, g); err != nil {
		return err
	}
	return out.Flush()
}

// find gives an entry of the ledger by its id, or the event or claim that a fact with this id is a telling of.
func (v *ledgerView) find(ctx context.Context, id string) (keep.Group, error) {
	g, err := v.Group(ctx, id)
	if !errors.Is(err, keep.ErrNotFound) {
		return g, err
	}
	entry, _, factErr := v.FactByID(ctx, id)
	if factErr != nil {
		return keep.Group{}, err
	}
	groups, err := v.GroupsOf(ctx, "", []record.ID{record.IDOf(entry)})
	if err != nil {
		return keep.Group{}, err
	}
	for _, g := range groups {
		if g.Kind == "joined" || g.Kind == "joined-claim" || g.Kind == "series" || g.Kind == "follow-up" && entry.EntryKind() == "occasion" {
			return g, nil
		}
	}
	return keep.Group{}, fmt.Errorf("%s: %w", id, keep.ErrNotFound)
}

func (a *app) writeGroup(ctx context.Context, out *bufio.Writer, v *ledgerView, g keep.Group) error {
	entry, err := record.Decode(g.Entry)
	if err != nil {
		return fmt.Errorf("%s: %w", g.ID, err)
	}
	s := a.styles()
	w := groupWriter{ctx: ctx, out: out, s: s, view: v}
	switch e := entry.(type) {
	case *record.Joined:
		return w.event(e)
	case *record.JoinedClaim:
		return w.claim(e)
	case *record.Contest:
		return w.contest(e)
	case *record.Series:
		return w.series(e)
	case *record.FollowUp:
		return w.followUp(e)
	case *record.Story:
		return w.story(e)
	}
	return fmt.Errorf("%s: a %s cannot be shown", g.ID, entry.EntryKind())
}

// groupWriter writes entries of the ledger with the words that they stand on.
type groupWriter struct {
	ctx  context.Context
	out  *bufio.Writer
	s    styles
	view *ledgerView
}

func (w *groupWriter) head(id record.ID, line string) {
	fmt.Fprintf(w.out, "%s%s%s  %s%s%s\n", w.s.grey, id, w.s.end, w.s.bold, oneLine(line), w.s.end)
}

func (w *groupWriter) line(name, value string) {
	if value != "" {
		fmt.Fprintf(w.out, "%s%-11s%s %s\n", w.s.grey, name, w.s.end, oneLine(value))
	}
}

func (w *groupWriter) title(words string) {
	fmt.Fprintf(w.out, "\n%s%s%s\n", w.s.bold, words, w.s.end)
}

// telling writes the words of one telling with where they stand.
func (w *groupWriter) telling(t record.Telling) error {
	entry, source, err := w.view.FactByID(w.ctx, string(t.ID))
	if err != nil {
		return fmt.Errorf("telling %s: %w", t.ID, err)
	}
	quote, span := record.WordsOf(entry)
	via := ""
	if t.Via != "" {
		via = ", citing " + t.Via
	}
	fmt.Fprintf(w.out, "  %d  “%s”\n     %s%s %s%s · %s bytes %d-%d · %s%s\n", t.Origin, oneLine(quote), w.s.grey,
		orUnknown(t.Published), oneLine(publisherOf(source)), oneLine(via), t.Document.Short(), span.Start, span.End, t.ID, w.s.end)
	return nil
}

// publisherOf names who published a document: the publisher, or else its title.
func publisherOf(s keep.Source) string {
	if s.Publisher != "" {
		return s.Publisher
	}
	return s.Title
}

func orUnknown(day string) string {
	if day == "" {
		return "day unknown"
	}
	return day
}

func (w *groupWriter) tellings(of []record.Telling) error {
	for _, t := range of {
		if err := w.telling(t); err != nil {
			return err
		}
	}
	return nil
}

func (w *groupWriter) event(e *record.Joined) error {
	w.head(e.ID, tell.Sides(e.Actors, e.Recipients)+" · "+tell.Act(e.Type, e.Mode, e.Content)+" · "+string(e.Status))
	w.line("when", tell.Days(e.Time))
	if e.Place != nil {
		w.line("where", placeWords(e.Place))
	}
	w.line("says", nameOrEmpty(e.Attribution))
	w.line("code", fmt.Sprintf("CAMEO %s · score %g · %s", e.CAMEO, e.Score, strings.Join(e.Contexts, ", ")))
	w.line("stands on", tell.Independent(e.Support))
	w.line("sure", fmt.Sprintf("%.2f", e.Confidence))
	if len(e.Fields) > 0 {
		w.title("told differently")
		for _, f := range e.Fields {
			values := make([]string, len(f.Values))
			for i, v := range f.Values {
				values[i] = fmt.Sprintf("%s (%d)", v.Value, v.Origins)
				if len(v.Says) > 0 {
					values[i] += " says " + tell.And(v.Says)
				}
			}
			w.line(f.Name, strings.Join(values, " | "))
		}
	}
	w.title("tellings (the number is that of the origin)")
	if err := w.tellings(e.Tellings); err != nil {
		return err
	}
	if err := w.retold(e.Retold); err != nil {
		return err
	}
	return w.related(idsOf(e.Tellings))
}

// retold writes the words that speak of an event without telling it: the word itself, and where it stands.
func (w *groupWriter) retold(of []record.Retelling) error {
	for i, t := range of {
		if i == 0 {
			w.title("spoken of again")
		}
		entry, source, err := w.view.FactByID(w.ctx, string(t.ID))
		if err != nil {
			return fmt.Errorf("nugget %s: %w", t.ID, err)
		}
		n, ok := entry.(*record.Nugget)
		if !ok {
			return fmt.Errorf("nugget %s is a %s", t.ID, entry.EntryKind())
		}
		fmt.Fprintf(w.out, "     “%s”\n     %s%s %s · %s bytes %d-%d · %s%s\n", oneLine(n.Quote), w.s.grey, orUnknown(t.Published), oneLine(publisherOf(source)),
			t.Document.Short(), n.Trigger.Start, n.Trigger.End, t.ID, w.s.end)
	}
	return nil
}

func idsOf(of []record.Telling) []record.ID {
	ids := make([]record.ID, len(of))
	for i, t := range of {
		ids[i] = t.ID
	}
	return ids
}

// related writes the disputes and follow-ups that stand on the same facts.
func (w *groupWriter) related(facts []record.ID) error {
	for _, kind := range []string{"contest", "follow-up"} {
		groups, err := w.view.GroupsOf(w.ctx, kind, facts)
		if err != nil {
			return err
		}
		for i, g := range groups {
			if i == 0 {
				w.title(map[string]string{"contest": "disputes", "follow-up": "follow-ups"}[kind])
			}
			entry, err := record.Decode(g.Entry)
			if err != nil {
				return fmt.Errorf("%s: %w", g.ID, err)
			}
			switch e := entry.(type) {
			case *record.Contest:
				fmt.Fprintf(w.out, "  %s  %s\n", e.ID, oneLine(tell.Contest(e)))
			case *record.FollowUp:
				fmt.Fprintf(w.out, "  %s  %s\n", e.ID, oneLine(tell.FollowUp(e)))
			}
		}
	}
	return nil
}

func placeWords(p *record.Where) string {
	words := p.Name
	if p.Admin1 != "" && p.Admin1 != p.Name {
		words += ", " + p.Admin1
	}
	if p.Country != "" {
		words += ", " + p.Country
	}
	return words + " (" + p.Precision + ")"
}

func (w *groupWriter) claim(c *record.JoinedClaim) error {
	who := nameOrEmpty(c.Source)
	if who == "" {
		who = "somebody"
	}
	w.head(c.ID, who+" "+tell.Stance(c.Stance))
	w.line("content", c.Content)
	w.line("about", nameOrEmpty(c.Target))
	w.line("stands on", tell.Independent(c.Support))
	w.title("tellings (the number is that of the origin)")
	if err := w.tellings(c.Tellings); err != nil {
		return err
	}
	return w.related(idsOf(c.Tellings))
}

func (w *groupWriter) contest(c *record.Contest) error {
	w.head(c.ID, strings.ToUpper(c.Matter)+"  "+c.Title)
	state := c.Status
	if c.Opened != "" {
		state += ", opened " + c.Opened
	}
	if c.Settled != "" {
		state += ", " + c.Settled
	}
	w.line("state", state)
	for i, side := range c.Sides {
		w.title(fmt.Sprintf("side %d  %s", i+1, oneLine(tell.Side(side))))
		w.line("  stands on", tell.Independent(side.Support))
		if err := w.tellings(side.Tellings); err != nil {
			return err
		}
	}
	for i, m := range c.Moves {
		if i == 0 {
			w.title("who moved")
		}
		fmt.Fprintf(w.out, "  %s  %s: %s → %s\n", orUnknown(m.Date), oneLine(m.Who), oneLine(m.From), oneLine(m.To))
	}
	return nil
}

func (w *groupWriter) series(e *record.Series) error {
	w.head(e.ID, e.What+" ("+e.Unit+")")
	w.line("where", e.Place)
	w.line("stands on", tell.Independent(e.Support))
	for _, p := range e.Points {
		w.title(p.Day + "  " + band(p.Low, p.High))
		for _, st := range p.Stated {
			fmt.Fprintf(w.out, "  %s  %s%s%s\n", tell.Figure(st), w.s.grey, oneLine(st.Who), w.s.end)
			if err := w.tellings(st.Tellings); err != nil {
				return err
			}
		}
	}
	return nil
}

// band says a low and a high value.
func band(low, high float64) string {
	if low == high {
		return tell.Number(low)
	}
	return tell.Number(low) + " to " + tell.Number(high)
}

func (w *groupWriter) followUp(f *record.FollowUp) error {
	w.head(f.ID, f.Of+": "+f.Title)
	w.line("outcome", strings.TrimSpace(f.Outcome+" "+f.Decided))
	w.line("due", tell.Days(f.Due))
	if f.Place != nil {
		w.line("where", placeWords(f.Place))
	}
	w.title("what was told of it")
	for _, m := range f.History {
		due := tell.Days(m.Due)
		if due != "" {
			due = " for " + due
		}
		fmt.Fprintf(w.out, "  %s%s\n", m.Step, due)
		if err := w.telling(m.Telling); err != nil {
			return err
		}
	}
	return nil
}

func (w *groupWriter) story(t *record.Story) error {
	w.head(t.ID, t.Title)
	w.line("names", strings.Join(t.Names, ", "))
	w.line("stands on", tell.Independent(t.Support))
	w.title("reports")
	for _, id := range t.Documents {
		source, err := w.view.Source(w.ctx, id)
		if err != nil {
			return err
		}
		fmt.Fprintf(w.out, "  %s  %s  %s  %s\n", id.Short(), orUnknown(source.Published), oneLine(source.Publisher), oneLine(source.Title))
	}
	return nil
}
