package tell

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

//go:embed acts.tsv
var actsTable string

// act is how an act is said.
type act struct{ past, infinitive, pastAlone, infinitiveAlone string }

// acts reads the table; key is type and mode with a tab between.
var acts = sync.OnceValue(func() map[string]act {
	table := map[string]act{}
	for n, line := range strings.Split(actsTable, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 6 || strings.Count(cells[2], "%s") != 1 || strings.Count(cells[3], "%s") != 1 {
			panic(fmt.Sprintf("internal error: acts.tsv, line %d: want type, mode and four ways to say it", n+1))
		}
		mode := strings.TrimPrefix(cells[1], "-")
		if !ontology.Valid(cells[0], mode) {
			panic(fmt.Sprintf("internal error: acts.tsv, line %d: no such act %s %s", n+1, cells[0], mode))
		}
		table[cells[0]+"\t"+mode] = act{cells[2], cells[3], cells[4], cells[5]}
	}
	return table
})

// Sentence says a joined event in a sentence without its full stop: "On 24 December 2024 Pakistan attacked Afghanistan in
// Barmal". Who says so and whether it is denied or planned is part of it: nothing that a source said stands as a fact.
func Sentence(e *record.Joined) string {
	verb, ok := acts()[e.Type+"\t"+e.Mode]
	if !ok {
		verb = acts()[e.Type+"\t"]
	}
	who, whom := Names(e.Actors), Names(e.Recipients)
	if who == "" {
		who = "somebody"
	}
	say := func(with, alone string) string {
		if whom == "" {
			return alone
		}
		return strings.Replace(with, "%s", whom, 1)
	}
	past, infinitive := say(verb.past, verb.pastAlone), say(verb.infinitive, verb.infinitiveAlone)
	var b strings.Builder
	day := Day(e.Time)
	switch e.Status {
	case record.Planned:
		b.WriteString(who + " planned to " + infinitive)
	case record.Proposed:
		b.WriteString("It was proposed that " + who + " " + infinitive)
	case record.Denied:
		b.WriteString("It was denied that " + who + " " + past)
	case record.Hypothetical:
		b.WriteString("It was said what would be if " + who + " " + past)
	case record.Habitual:
		b.WriteString(who + " is said to " + infinitive + " again and again")
	default:
		b.WriteString(who + " " + past)
	}
	b.WriteString(inner(e))
	if e.Place != nil {
		b.WriteString(" in " + e.Place.Name)
	}
	if day != "" {
		b.WriteString(", " + day)
	}
	if e.Attribution != nil {
		b.WriteString(", according to " + e.Attribution.Name)
	}
	return upperFirst(b.String())
}

// inner says what is asked, agreed, refused, threatened or blamed: ": to hold talks", ": that it used force". Nothing where
// the act says it already.
func inner(e *record.Joined) string {
	if e.Content == nil || e.Mode == "meet" && e.Content.Type == ontology.Consult {
		return ""
	}
	act, ok := acts()[e.Content.Type+"\t"+e.Content.Mode]
	if !ok {
		return ""
	}
	if e.Type == ontology.Accuse {
		return " over this: " + act.infinitiveAlone
	}
	return ": to " + act.infinitiveAlone
}

func upperFirst(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// Day says a time in words: "on 24 December 2024", "in December 2024", "from 11 to 15 October 2025"; "" where no day is
// known.
func Day(w *record.When) string {
	if w == nil || w.From == nil && w.To == nil {
		return ""
	}
	if w.From == nil {
		return "until " + Date(*w.To)
	}
	if w.To == nil {
		return "since " + Date(*w.From)
	}
	from, err := time.Parse(time.DateOnly, first10(*w.From))
	if err != nil {
		return ""
	}
	to, err := time.Parse(time.DateOnly, first10(*w.To))
	if err != nil {
		return ""
	}
	switch {
	case from.Equal(to):
		return "on " + from.Format("2 January 2006")
	case from.Day() == 1 && from.AddDate(0, 1, -1).Equal(to):
		return "in " + from.Format("January 2006")
	case from.YearDay() == 1 && from.AddDate(1, 0, -1).Equal(to):
		return "in " + from.Format("2006")
	case from.Year() == to.Year() && from.Month() == to.Month():
		return fmt.Sprintf("from %d to %s", from.Day(), to.Format("2 January 2006"))
	case from.Year() == to.Year():
		return "from " + from.Format("2 January") + " to " + to.Format("2 January 2006")
	}
	return "from " + from.Format("2 January 2006") + " to " + to.Format("2 January 2006")
}

// Date says a day: "24 December 2024"; what is no ISO 8601 date is given back as it is.
func Date(day string) string {
	t, err := time.Parse(time.DateOnly, first10(day))
	if err != nil {
		return day
	}
	return t.Format("2 January 2006")
}

func first10(s string) string { return s[:min(10, len(s))] }
