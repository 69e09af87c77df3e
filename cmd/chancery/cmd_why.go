package main

import (
	"bufio"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/record"
)

func (a *app) whyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "why ID[.FIELD]",
		Short: "Where a value comes from: its words, the entry of the lexicon, other readings, and what it stands on",
		Long: `Where a value comes from: the words that give it, the entry of the lexicon that
read them, the values of other tellings, and whether it stands on one origin alone.

Fields of events: type, mode, status, actors, recipients, time, place, ...`,
		Example: `  chancery why e_7k2m
  chancery why e_7k2m.recipients`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := a.openLedger(cmd.Context())
			if err != nil {
				return err
			}
			defer v.Close()
			id, field, _ := strings.Cut(args[0], ".")
			g, err := v.find(cmd.Context(), id)
			if err != nil {
				return err
			}
			if g.Kind != "joined" {
				return a.showByID(cmd.Context(), v, "", string(g.ID))
			}
			e, err := keep.EntryOf[*record.Joined](g)
			if err != nil {
				return err
			}
			if field != "" && !slices.Contains(whyFields(), field) {
				return usage("%s: an event has no field %q; there are %s", args[0], field, strings.Join(whyFields(), ", "))
			}
			out := bufio.NewWriter(a.out)
			w := groupWriter{ctx: cmd.Context(), out: out, s: a.styles(), view: v}
			if err := w.why(e, field); err != nil {
				return err
			}
			return out.Flush()
		},
	}
}

func whyFields() []string {
	return []string{"type", "mode", "status", "actors", "recipients", "time", "place", "content", "attribution", "confidence"}
}

// why writes for each field, or the one that is asked for, its value and what every telling gives for it.
func (w *groupWriter) why(e *record.Joined, field string) error {
	w.head(e.ID, tell.Sentence(e))
	tellings := make([]*record.Event, len(e.Tellings))
	for i, t := range e.Tellings {
		entry, _, err := w.view.FactByID(w.ctx, string(t.ID))
		if err != nil {
			return fmt.Errorf("telling %s: %w", t.ID, err)
		}
		ev, ok := entry.(*record.Event)
		if !ok {
			return fmt.Errorf("telling %s is a %s", t.ID, entry.EntryKind())
		}
		tellings[i] = ev
	}
	for _, name := range whyFields() {
		if field != "" && name != field {
			continue
		}
		value := joinedValue(e, name)
		if value == "" && field == "" {
			continue
		}
		w.title(name + " = " + orNone(value))
		for i, t := range tellings {
			got, span := tellingValue(t, name)
			words, err := w.words(t.Document, span)
			if err != nil {
				return err
			}
			where := fmt.Sprintf("%s[%d:%d]", t.Document.Short(), span.Start, span.End)
			fmt.Fprintf(w.out, "  %-28s ← %s “%s” ← lexicon %s · origin %d · %s\n", oneLine(orNone(got)), where, oneLine(words),
				t.Frame, e.Tellings[i].Origin, t.ID)
		}
	}
	w.title("stands on")
	fmt.Fprintf(w.out, "  %s", tell.Independent(e.Support))
	if e.Support.Origins > 1 {
		fmt.Fprintf(w.out, "; without any one of them still %d", e.Support.Origins-1)
	} else {
		fmt.Fprint(w.out, "; without it nothing is left")
	}
	fmt.Fprintln(w.out)
	return w.madeBy(w.ctx, e.Tellings)
}

// madeBy says with which documents the facts were read; the runs of the record say with which version.
func (w *groupWriter) madeBy(ctx context.Context, tellings []record.Telling) error {
	for i, t := range tellings {
		if i > 0 && t.Document == tellings[i-1].Document {
			continue
		}
		s, err := w.view.Source(ctx, t.Document)
		if err != nil {
			return err
		}
		fmt.Fprintf(w.out, "  %s  %s  %s  %s%s\n", t.Document.Short(), orUnknown(s.Published), oneLine(publisherOf(s)), oneLine(s.Title), copyNote(s))
	}
	return nil
}

func copyNote(s keep.Source) string {
	if s.Group != 0 {
		return " (has copies)"
	}
	return ""
}

func orNone(s string) string {
	if s == "" {
		return "(nothing)"
	}
	return s
}

func joinedValue(e *record.Joined, field string) string {
	switch field {
	case "type":
		return e.Type
	case "mode":
		return e.Mode
	case "status":
		return string(e.Status)
	case "actors":
		return actorNames(e.Actors)
	case "recipients":
		return actorNames(e.Recipients)
	case "time":
		return tell.Days(e.Time)
	case "place":
		if e.Place != nil {
			return placeWords(e.Place)
		}
	case "content":
		if e.Content != nil {
			return strings.TrimSpace(e.Content.Type + " " + e.Content.Mode)
		}
	case "attribution":
		return nameOrEmpty(e.Attribution)
	case "confidence":
		return fmt.Sprintf("%.2f", e.Confidence)
	}
	return ""
}

// tellingValue gives the value of a field in one telling and the words that it comes from: its own where it has some,
// those that evoke the act, or else the clause.
func tellingValue(t *record.Event, field string) (string, record.Span) {
	own := func(s *record.Span) record.Span {
		switch {
		case s != nil:
			return *s
		case t.Trigger != nil:
			return *t.Trigger
		}
		return t.Span
	}
	side := func(of []record.Actor) (string, record.Span) {
		if len(of) == 0 {
			return "", own(nil)
		}
		return actorNames(of), own(of[0].Span)
	}
	switch field {
	case "type":
		return t.Type, own(nil)
	case "mode":
		return t.Mode, own(nil)
	case "status":
		return string(t.Status), t.Span
	case "actors":
		return side(t.Actors)
	case "recipients":
		return side(t.Recipients)
	case "time":
		if t.Time != nil {
			return tell.Days(t.Time) + " by " + t.Time.Rule, own(t.Time.Span)
		}
	case "place":
		if t.Place != nil {
			return placeWords(t.Place), own(t.Place.Span)
		}
	case "content":
		if t.Content != nil {
			return strings.TrimSpace(t.Content.Type + " " + t.Content.Mode), own(nil)
		}
	case "attribution":
		if t.Attribution != nil {
			return t.Attribution.Name, own(t.Attribution.Span)
		}
	case "confidence":
		return fmt.Sprintf("%.2f", t.Confidence), t.Span
	}
	return "", own(nil)
}

// words gives the words of a document at a span.
func (w *groupWriter) words(id record.DocumentID, s record.Span) (string, error) {
	text, err := w.view.Text(w.ctx, id)
	if err != nil {
		return "", err
	}
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return "", fmt.Errorf("%s: bytes %d to %d are outside the text", id.Short(), s.Start, s.End)
	}
	return s.Of(text), nil
}
