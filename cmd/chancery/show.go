package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/record"
)

// styles are the escape sequences of the terminal; all empty without colours.
type styles struct {
	bold, grey, accent, end string
}

func (a *app) styles() styles {
	if !a.colors() {
		return styles{}
	}
	return styles{bold: "\x1b[1m", grey: "\x1b[90m", accent: "\x1b[36m", end: "\x1b[0m"}
}

// showReport writes a report for a person: what is known of it, its text with the furniture marked, and what was read
// from it.
func (a *app) showReport(w io.Writer, doc *record.Document, text string, facts []record.Entry) error {
	out := bufio.NewWriter(w)
	s := a.styles()
	title := doc.Title
	if title == "" {
		title = "(no title)"
	}
	fmt.Fprintf(out, "%s%s%s\n", s.bold, oneLine(title), s.end)
	for _, f := range headLines(doc) {
		fmt.Fprintf(out, "%s%-10s%s %s\n", s.grey, f[0], s.end, oneLine(f[1]))
	}
	fmt.Fprintln(out)
	writeText(out, s, doc, text, marksOf(facts))
	for _, kind := range record.Kinds() {
		writeFacts(out, s, kind, text, facts)
	}
	return out.Flush()
}

// headLines gives what is known of the report, name and value, in the order of reading.
func headLines(doc *record.Document) [][2]string {
	lines := [][2]string{{"id", string(doc.ID)}, {"from", place(doc)}}
	add := func(name, value string) {
		if value != "" {
			lines = append(lines, [2]string{name, value})
		}
	}
	if doc.Published == "" {
		add("published", "unknown")
	}
	for _, d := range doc.Dates {
		line := fmt.Sprintf("%s (%s: %s)", d.Value, d.From, d.Where)
		if d.Used {
			add("published", line)
		} else {
			add("", "not used: "+line)
		}
	}
	add("publisher", orEmpty(doc.Publisher))
	add("author", orEmpty(doc.Author))
	add("address", orEmpty(doc.URL))
	language := doc.Language
	if !doc.Read {
		language += " (kept and searchable; not analysed yet)"
	}
	add("language", language)
	size := fmt.Sprintf("%s bytes of text from %s", thousands(doc.Bytes), doc.Format)
	if doc.Sentences > 0 {
		size += fmt.Sprintf(", %s, %s", plural(doc.Sentences, "sentence", "sentences"), plural(doc.Words, "word", "words"))
	}
	add("size", size)
	if c := doc.Copy; c != nil {
		if c.Origin == doc.ID {
			add("copies", fmt.Sprintf("origin of a group of %d", c.Group))
		} else {
			add("copies", fmt.Sprintf("copy of %s (similarity %.2f, group of %d)", c.Origin.Short(), c.Similarity, c.Group))
		}
	}
	return lines
}

func place(doc *record.Document) string {
	if doc.Member == "" {
		return doc.Path
	}
	return doc.Path + "!" + doc.Member
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// writeText writes the text line by line with the words of events marked. Furniture is grey on a terminal and begins
// with "~ " elsewhere.
func writeText(out *bufio.Writer, s styles, doc *record.Document, text string, events marks) {
	furniture := doc.Furniture
	for at := 0; at < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i
		}
		line := record.Span{Start: at, End: end}
		for len(furniture) > 0 && furniture[0].Span.End <= at {
			furniture = furniture[1:]
		}
		writeLine(out, s, line, doc, furniture, text, events)
		at = end + 1
	}
}

func writeLine(
	out *bufio.Writer, s styles, line record.Span, doc *record.Document, furniture []record.Furniture, text string,
	events marks,
) {
	switch {
	case strings.TrimSpace(line.Of(text)) == "":
		fmt.Fprintln(out)
	case len(furniture) > 0 && furniture[0].Span.Overlaps(line):
		writeFurniture(out, s, line, furniture, text)
	case doc.Headline != nil && doc.Headline.Overlaps(line):
		events.line(out, s, line, text, s.bold)
	default:
		events.line(out, s, line, text, "")
	}
}

// writeFurniture writes a line that is furniture as a whole or in part.
func writeFurniture(out *bufio.Writer, s styles, line record.Span, furniture []record.Furniture, text string) {
	whole := strings.TrimSpace(furniture[0].Span.Of(text))
	if furniture[0].Span.Contains(line) || whole == strings.TrimSpace(line.Of(text)) {
		mark := "~ "
		if s.grey != "" {
			mark = ""
		}
		fmt.Fprintf(out, "%s%s%s%s\n", mark, s.grey, visible(line.Of(text)), s.end)
		return
	}
	at := line.Start
	for _, f := range furniture {
		if line.End <= f.Span.Start {
			break
		}
		from, to := max(f.Span.Start, line.Start), min(f.Span.End, line.End)
		left, right := "~[", "]"
		if s.grey != "" {
			left, right = s.grey, s.end
		}
		fmt.Fprint(out, visible(text[at:from]), left, visible(text[from:to]), right)
		at = to
	}
	fmt.Fprintln(out, visible(text[at:line.End]))
}

// visible takes the power over the terminal from foreign text.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return r
		case r < ' ' || (0x7f <= r && r < 0xa0):
			return '\ufffd'
		case overrides(r):
			return -1
		}
		return r
	}, s)
}

func writeFacts(out *bufio.Writer, s styles, kind, text string, facts []record.Entry) {
	if kind == "event" {
		writeEvents(out, s, facts)
		return
	}
	if kind == "figure" {
		writeFigures(out, s, facts)
		return
	}
	first := true
	for _, f := range facts {
		if f.EntryKind() != kind || record.Lead(f) {
			continue
		}
		if first {
			fmt.Fprintf(out, "\n%s%ss%s\n", s.bold, kind, s.end)
			first = false
		}
		if d, ok := f.(*record.Dispute); ok {
			fmt.Fprintf(out, "  %s\n", disputeLine(d, facts))
			continue
		}
		fmt.Fprintf(out, "  %s\n", factLine(f, text))
	}
}

// claimLine says who says what: "Zabihullah Mujahid · deny · “the presence of such groups”".
func claimLine(c *record.Claim) string {
	source := "?"
	if c.Source != nil {
		source = c.Source.Name
	}
	line := fmt.Sprintf("%s · %s · “%s”", source, c.Stance, strings.Trim(c.Content, "“”\""))
	if c.Target != nil {
		line += " · about: " + c.Target.Name
	}
	if len(c.Via) > 0 {
		line += " · via: " + names(c.Via)
	}
	if c.Hedge != nil {
		line += " · " + *c.Hedge
	}
	return line
}

// disputeLine says which claims contradict or confirm each other.
func disputeLine(d *record.Dispute, facts []record.Entry) string {
	var lines []string
	for _, id := range d.Claims {
		for _, f := range facts {
			if c, ok := f.(*record.Claim); ok && c.ID == id {
				lines = append(lines, claimLine(c))
			}
		}
	}
	return oneLine(d.Relation + ": " + strings.Join(lines, map[bool]string{true: " ≠ ", false: " = "}[d.Relation == "contradicts"]))
}

// occasionLine says what is told of an occasion, its day and the words.
func occasionLine(e *record.Occasion) string {
	line := e.Step
	if e.Time != nil {
		line += " " + tell.Day(e.Time)
	}
	for n := range e.Was {
		line += " (was " + tell.Day(&e.Was[n]) + ")"
	}
	return oneLine(line + " · " + e.Quote)
}

// nuggetLine says of what kind of act the words speak.
func nuggetLine(e *record.Nugget) string { return oneLine("speaks of " + e.Type + " · " + e.Quote) }

// factLine says a fact on one line.
func factLine(entry record.Entry, text string) string {
	switch e := entry.(type) {
	case *record.Event:
		return eventLine(e)
	case *record.Claim:
		return oneLine(claimLine(e))
	case *record.Figure:
		return quantity(e) + " · " + about(e)
	case *record.Occasion:
		return occasionLine(e)
	case *record.Nugget:
		return nuggetLine(e)
	case *record.Time:
		return oneLine(fmt.Sprintf("%s = %s", e.Text, e.Value))
	case *record.Place:
		return oneLine(placeLine(e))
	case *record.ActorEntry:
		return oneLine(fmt.Sprintf("%s · %s %s", e.Name, e.Country, e.Sector))
	case *record.Notice:
		line := e.Code + ": " + e.Message
		if e.Span != nil && e.Span.Check(text) == nil {
			line += fmt.Sprintf(" (at %v)", *e.Span)
		}
		return oneLine(line)
	}
	b, err := record.Encode(entry)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// placeLine says a place with its country, precision and pin.
func placeLine(e *record.Place) string {
	line := e.Text
	if e.Name != e.Text {
		line += " = " + e.Name
	}
	for _, more := range []string{e.Admin1, e.Country} {
		if more != "" && more != e.Name {
			line += ", " + more
		}
	}
	line += " · " + e.Precision
	if e.Latitude != nil && e.Longitude != nil {
		line += fmt.Sprintf(" · %.2f, %.2f", *e.Latitude, *e.Longitude)
	}
	return line
}

func names(actors []record.Actor) string {
	if len(actors) == 0 {
		return "–"
	}
	all := make([]string, len(actors))
	for i, a := range actors {
		all[i] = a.Name
	}
	return strings.Join(all, ", ")
}
