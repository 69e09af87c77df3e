package main

import (
	"bufio"
	"fmt"
	"sort"
	"strings"

	"github.com/chancery-project/chancery/record"
)

// marks tell where the words that evoke events stand in a text. The numbers are those of the events in their list.
type marks []mark

type mark struct {
	span   record.Span
	number int
}

// marksOf numbers the events of a report in the order of its list.
func marksOf(facts []record.Entry) (all marks) {
	n := 0
	for _, f := range facts {
		e, ok := f.(*record.Event)
		if !ok {
			continue
		}
		n++
		if e.Trigger != nil {
			all = append(all, mark{*e.Trigger, n})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].span.Start < all[j].span.Start })
	return all
}

// line writes a line of text with the words of events marked by their number: "attacked[2]".
func (m marks) line(out *bufio.Writer, s styles, line record.Span, text, around string) {
	at := line.Start
	fmt.Fprint(out, around)
	for i := range m {
		if m[i].span.Start < at || m[i].span.End > line.End {
			continue
		}
		fmt.Fprint(out, visible(text[at:m[i].span.Start]), s.accent, visible(m[i].span.Of(text)))
		if s.accent != "" {
			fmt.Fprint(out, s.end, around)
		}
		fmt.Fprintf(out, "[%d", m[i].number)
		for k := i + 1; k < len(m) && m[k].span == m[i].span; k++ { // two acts of one word
			fmt.Fprintf(out, ",%d", m[k].number)
		}
		fmt.Fprint(out, "]")
		at = m[i].span.End
	}
	fmt.Fprint(out, visible(text[at:line.End]))
	if around != "" {
		fmt.Fprint(out, s.end)
	}
	fmt.Fprintln(out)
}

// writeEvents writes the events as a list: who to whom, the act, its reality, day, place, who says so, how sure.
func writeEvents(out *bufio.Writer, s styles, facts []record.Entry) {
	n := 0
	for _, f := range facts {
		e, ok := f.(*record.Event)
		if !ok {
			continue
		}
		if n++; n == 1 {
			fmt.Fprintf(out, "\n%sevents%s\n", s.bold, s.end)
		}
		fmt.Fprintf(out, "  %2d  %s\n", n, eventLine(e))
	}
}

// eventLine says an event: "Pakistan → Taliban · ACCUSE allege · actual · 2025-10-28 · says: senior security official".
func eventLine(e *record.Event) string {
	line := names(e.Actors)
	if len(e.Recipients) > 0 {
		line += " → " + names(e.Recipients)
	}
	line += " · " + strings.TrimSpace(e.Type+" "+e.Mode)
	if c := e.Content; c != nil {
		line += " (" + strings.TrimSpace(c.Type+" "+c.Mode) + ")"
	}
	line += " · " + string(e.Status)
	if day := days(e.Time); day != "" {
		line += " · " + day
	}
	if e.Place != nil {
		line += " · in " + e.Place.Name
	}
	if e.Attribution != nil {
		line += " · says: " + e.Attribution.Name
	}
	if e.Hedge != nil {
		line += " · " + *e.Hedge
	}
	return oneLine(line + " · " + strings.TrimPrefix(fmt.Sprintf("%.2f", e.Confidence), "0"))
}

// days gives the days of a time: one, or the first and the last.
func days(w *record.When) string {
	switch {
	case w == nil:
		return ""
	case w.From == nil && w.To == nil:
		return w.Text
	case w.From == nil:
		return "until " + *w.To
	case w.To == nil:
		return "since " + *w.From
	case *w.From == *w.To:
		return *w.From
	}
	return *w.From + " to " + *w.To
}
