// Package examples tries the lexicon of acts on the sentences that its files carry: each frame must be found where its
// examples say so, with its sides and status, and must not be where they say "none".
package examples

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Miss is an example that fails.
type Miss struct {
	Example lexicon.Example
	Found   []string // the events that were found, in the form of what is wanted
}

// String gives the miss with its place, for people.
func (m Miss) String() string {
	found := "nothing"
	if len(m.Found) > 0 {
		found = strings.Join(m.Found, "; ")
	}
	return fmt.Sprintf("%s:%d: %s: %q: want %s, found %s", m.Example.File, m.Example.Line, m.Example.Frame.ID, m.Example.Text, m.Example.Want, found)
}

// Run reads every example that keep lets pass (nil: all) and gives those that fail, in their order.
func Run(ctx context.Context, reader *flow.Reader, acts *lexicon.Lexicon, keep func(lexicon.Example) bool) ([]Miss, error) {
	var misses []Miss
	for _, x := range acts.Examples() {
		if keep != nil && !keep(x) {
			continue
		}
		reading, err := reader.Read(ctx, text.Raw{
			Path: x.File, Format: text.Plain, Bytes: []byte(x.Text), Given: text.Given{Language: "en", LanguageSure: true},
		})
		if err != nil {
			return nil, fmt.Errorf("example %q of %s line %d: %w", x.Text, x.File, x.Line, err)
		}
		if events := reading.Document.Facts.Events; !holds(x, events) {
			m := Miss{Example: x}
			for _, e := range events {
				m.Found = append(m.Found, told(e))
			}
			misses = append(misses, m)
		}
	}
	return misses, nil
}

func holds(x lexicon.Example, events []*record.Event) bool {
	if x.Want == "none" {
		return !slices.ContainsFunc(events, func(e *record.Event) bool { return e.Type == x.Frame.Type })
	}
	want := parse(x.Want)
	return slices.ContainsFunc(events, func(e *record.Event) bool {
		return e.Type == x.Frame.Type && (x.Frame.Mode == "" || e.Mode == x.Frame.Mode) && e.Status == want.status &&
			same(want.actors, e.Actors) && same(want.recipients, e.Recipients)
	})
}

// wanted is what an example asks for.
type wanted struct {
	status             record.Status
	actors, recipients []string
}

func parse(s string) wanted {
	w := wanted{status: record.Actual}
	if status, rest, ok := strings.Cut(s, ": "); ok {
		w.status, s = record.Status(status), rest
	}
	actors, recipients, _ := strings.Cut(s, " > ")
	w.actors, w.recipients = names(actors), names(recipients)
	return w
}

func names(s string) []string {
	if s == "" || s == "-" {
		return nil
	}
	return strings.Split(s, " + ")
}

// same says that a list of names means just these actors.
func same(want []string, got []record.Actor) bool {
	if len(want) != len(got) {
		return false
	}
	for _, w := range want {
		if !slices.ContainsFunc(got, func(a record.Actor) bool { return means(w, &a) }) {
			return false
		}
	}
	return true
}

// means accepts the usual name, the words of the text with or without an article, and the code of the country.
func means(want string, a *record.Actor) bool {
	plain := func(s string) string { return strings.TrimPrefix(strings.ToLower(s), "the ") }
	return plain(want) == plain(a.Name) || plain(want) == plain(a.Text) || want == a.Country
}

// told gives an event in the form of what is wanted, with its type before it.
func told(e *record.Event) string {
	list := func(all []record.Actor) string {
		var out []string
		for _, a := range all {
			out = append(out, a.Name+" "+a.Country)
		}
		if len(out) == 0 {
			return "-"
		}
		return strings.Join(out, " + ")
	}
	s := e.Type
	if e.Mode != "" {
		s += " " + e.Mode
	}
	s += " " + string(e.Status) + ": " + list(e.Actors)
	if len(e.Recipients) > 0 {
		s += " > " + list(e.Recipients)
	}
	return s
}
