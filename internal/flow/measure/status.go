package measure

import (
	"fmt"
	"math"
	"strings"

	"github.com/chancery-project/chancery/record"
)

// Words for where a relation stands.
const (
	Worsening = "worsening"
	Steady    = "steady"
	Improving = "improving"
	Alert     = "alert"
	Unclear   = "unclear" // too little is known of it
	NotRead   = "not read"
)

// Status is a word for where a relation stands, with its reason in one sentence.
type Status struct {
	Word   string      `json:"word"`
	Reason string      `json:"reason"`
	Events []record.ID `json:"events"` // that the reason names
	Change float64     `json:"change"` // of the index within the window
}

// Limits of the words.
const (
	leastWeight = 1.0 // evidence, in events of today, below which nothing is said
	leastChange = 0.5 // of the index
	alertActs   = 3   // acts of material conflict within the window, and twice those of the window before
	mostNamed   = 2   // events in a reason
)

// standing compares the relation now with the one at the begin of the window. It worsens or improves where the index
// changed by half a point at least and by more than the standard errors of both ends together; it is an alert where the
// change is for the worse and twice as sure, or where acts of material conflict have doubled and are three or more.
func standing(events []dated, moved []Mover, at day, reports int, o Options) Status {
	then := at - day(o.Window)
	now, old := stateOf(events, at, o), stateOf(upTo(events, then), then, o)
	s := Status{Change: now.Index - old.Index}
	blows, before := material(events, then, at), material(events, then-day(o.Window), then)
	recent := len(events) - len(upTo(events, then))
	switch {
	case reports == 0 && recent == 0:
		s.Word, s.Change = NotRead, 0
		s.Reason = fmt.Sprintf("no report of the last %d days was read", o.Window)
		return s
	case now.Weight < leastWeight:
		s.Word = Unclear
		s.Reason = fmt.Sprintf("the events known weigh less than one of today; %d reports of the last %d days were read", reports, o.Window)
		return s
	}
	errors := math.Hypot(now.High-now.Index, old.High-old.Index) / o.Z
	sure := math.Abs(s.Change) >= leastChange && math.Abs(s.Change) > errors
	more := blows >= alertActs && blows >= 2*before
	switch {
	case more, sure && s.Change < 0 && -s.Change > 2*errors:
		s.Word = Alert
	case sure && s.Change < 0:
		s.Word = Worsening
	case sure:
		s.Word = Improving
	default:
		s.Word = Steady
	}
	s.Reason = fmt.Sprintf("the index went from %s to %s within %d days", signed(old.Index), signed(now.Index), o.Window)
	if signed(old.Index) == signed(now.Index) {
		s.Reason = fmt.Sprintf("the index stands at %s as it did %d days before", signed(now.Index), o.Window)
	}
	if more {
		s.Reason += fmt.Sprintf(" with %d acts of material conflict after %d", blows, before)
	}
	s.name(moved)
	return s
}

// signed writes an index with its sign; what rounds to nothing has none.
func signed(x float64) string {
	if math.Abs(x) < 0.05 {
		return "0.0"
	}
	return fmt.Sprintf("%+.1f", x)
}

// name adds the events that moved most in the direction of the change, or at all where it is steady.
func (s *Status) name(moved []Mover) {
	var words []string
	for _, m := range moved {
		with := m.Moved*s.Change > 0 || s.Word == Steady || s.Word == Alert && m.Moved < 0
		if !with || len(words) == mostNamed {
			continue
		}
		words = append(words, fmt.Sprintf("%s on %s [%s]", m.Type, m.Day, m.ID))
		s.Events = append(s.Events, m.ID)
	}
	if len(words) > 0 {
		s.Reason += ", moved most by " + strings.Join(words, " and ")
	}
}

// material counts acts of material conflict behind one day and up to another.
func material(events []dated, after, to day) int {
	n := 0
	for _, e := range events {
		if e.Quad == 4 && after < e.day && e.day <= to {
			n++
		}
	}
	return n
}
