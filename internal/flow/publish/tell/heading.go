package tell

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

//go:embed kinds.tsv
var kindsTable string

// kinds reads the table of what types are called.
var kinds = sync.OnceValue(func() map[string][2]string {
	table := map[string][2]string{}
	for n, line := range strings.Split(kindsTable, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 3 || !ontology.Valid(cells[0], "") {
			panic(fmt.Sprintf("internal error: kinds.tsv, line %d: want a type and what one and several acts of it are called", n+1))
		}
		table[cells[0]] = [2]string{cells[1], cells[2]}
	}
	return table
})

// Kind says a type of act in plain words: "attack" for ASSAULT. What is no type is given back as it is.
func Kind(typ string) string {
	if words, ok := kinds()[typ]; ok {
		return words[0]
	}
	return typ
}

// Kinds says acts of a type in plain words: "attacks" for ASSAULT.
func Kinds(typ string) string {
	if words, ok := kinds()[typ]; ok {
		return words[1]
	}
	return typ
}

// Status says a status as a journalist would: what happened needs no word, the others do.
func Status(s record.Status) string {
	switch s {
	case record.Actual:
		return "happened"
	case record.Ongoing:
		return "goes on"
	case record.Hypothetical:
		return "only imagined"
	case record.Habitual:
		return "said to recur"
	}
	return string(s)
}

// When says the days of a time in words: "24 December 2024", "January 2016", "11 to 15 October 2025"; the words of the
// report where no day is known.
func When(w *record.When) string {
	if w == nil {
		return ""
	}
	day := Day(w)
	for _, before := range []string{"on ", "in ", "from "} {
		day = strings.TrimPrefix(day, before)
	}
	if day == "" {
		return w.Text
	}
	return day
}

// few is how many names a heading has room for.
const few = 3

// Few joins names and counts those that are too many: "Pakistan, China, Iran and 2 others".
func Few(names []string) string {
	if len(names) <= few+1 {
		return And(names)
	}
	return fmt.Sprintf("%s and %d others", strings.Join(names[:few], ", "), len(names)-few)
}

func namesOf(actors []record.Actor) []string {
	names := make([]string, len(actors))
	for i, a := range actors {
		names[i] = a.Name
	}
	return names
}

// FollowUpHeading says in a sentence what was announced, promised or demanded. Words of a report stand in quotation marks.
func FollowUpHeading(f *record.FollowUp) string {
	who := Few(namesOf(f.Actors))
	switch f.Of {
	case "meeting":
		if who == "" {
			return upperFirst(f.Title)
		}
		heading := "Meeting of " + who
		if f.Place != nil {
			heading += " in " + f.Place.Name
		}
		return heading
	case "promise":
		return upperFirst(orSomebody(who)) + " promised: “" + f.Title + "”"
	case "demand":
		of := Few(namesOf(f.Others))
		if of == "" {
			return upperFirst(orSomebody(who)) + " demanded: “" + f.Title + "”"
		}
		return upperFirst(orSomebody(who)) + " demanded of " + of + ": “" + f.Title + "”"
	}
	return upperFirst(f.Title)
}

func orSomebody(who string) string {
	if who == "" {
		return "somebody"
	}
	return who
}

// ContestHeading says what sources disagree about.
func ContestHeading(c *record.Contest) string {
	switch c.Matter {
	case "figure":
		return "How many: " + c.Title
	case "occurrence":
		return "Whether it happened: “" + c.Title + "”"
	case "agent":
		return "Who did it: “" + c.Title + "”"
	case "place":
		return "Where: “" + c.Title + "”"
	case "time":
		return "When: “" + c.Title + "”"
	case "quotation", "quote":
		return "What was said: “" + c.Title + "”"
	}
	return upperFirst(c.Title)
}

// SeriesHeading says what a series counts and where: "Soldiers killed, Khyber Pakhtunkhwa".
func SeriesHeading(s *record.Series) string {
	heading := upperFirst(s.What)
	if s.Place != "" && !strings.Contains(strings.ToLower(heading), strings.ToLower(Place(s.Place))) {
		heading += ", " + Place(s.Place)
	}
	return heading
}

// Place writes a place that is kept as a key with capitals: "khyber-pakhtunkhwa" is "Khyber Pakhtunkhwa".
func Place(key string) string {
	words := strings.Fields(strings.ReplaceAll(key, "-", " "))
	for i, w := range words {
		if i == 0 || !smallWord(w) {
			words[i] = upperFirst(w)
		}
	}
	return strings.Join(words, " ")
}

// smallWord tells whether a word within a name has no capital: "Jammu and Kashmir", "Gulf of Oman".
func smallWord(w string) bool {
	return slices.Contains([]string{"and", "of", "the", "on", "in", "de", "del", "la", "du", "des"}, w)
}

// codedAct is an act as a measure names it: "CONSULT on 2025-11-07".
var codedAct = regexp.MustCompile(`\b([A-Z]{3,9}) on (\d{4}-\d{2}-\d{2})`)

// Reason writes the reason of a measure in words: types and days as people say them, a true minus before numbers.
func Reason(reason string) string {
	reason = codedAct.ReplaceAllStringFunc(reason, func(s string) string {
		m := codedAct.FindStringSubmatch(s)
		return Kind(m[1]) + " on " + Date(m[2])
	})
	return minus.ReplaceAllString(reason, "${1}−$2")
}

var minus = regexp.MustCompile(`(^|[ (])-(\d)`)

// Reporters names who tells something, those first who told it first: "Khyber Daily, Indus Wire and 2 others".
func Reporters(tellings []record.Telling) string {
	var names []string
	seen := map[string]bool{}
	for _, t := range tellings {
		if t.Publisher != "" && !seen[t.Publisher] {
			seen[t.Publisher] = true
			names = append(names, t.Publisher)
		}
	}
	if n := len(names); n > few {
		return fmt.Sprintf("%s and %d others", strings.Join(names[:2], ", "), n-2)
	}
	return And(names)
}
