package likeness

import (
	"slices"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/record"
)

// Side is who stands on one side of an act: the parties, and the persons that were named.
type Side struct {
	States []Mark // sorted
	Groups []Mark // sorted; armed groups, organisations and others that no state answers for
	Named  []Mark // sorted; persons with a name
	Vague  bool   // somebody stands there whose party is not known: gunmen, people
}

// Parties gives the states and the groups.
func (s Side) Parties() []Mark {
	if len(s.Groups) == 0 {
		return s.States
	}
	return Union(s.States, s.Groups)
}

// SideOf gives the marks of a side of an event.
func SideOf(actors []record.Actor) Side {
	var s Side
	for _, a := range actors {
		key := ledger.PartyOf(a)
		switch {
		case key == "" || a.ID == "" && a.Country == "":
			s.Vague = true
		case key == a.Country:
			s.States = append(s.States, MarkOf(key))
		default:
			s.Groups = append(s.Groups, MarkOf(key))
		}
		if a.Kind == "person" && a.ID != "" {
			s.Named = append(s.Named, MarkOf(a.ID))
		}
	}
	s.States, s.Groups, s.Named = Sorted(s.States), Sorted(s.Groups), Sorted(s.Named)
	return s
}

// Sorted sorts marks and keeps each once.
func Sorted(marks []Mark) []Mark {
	slices.Sort(marks)
	return slices.Compact(marks)
}

// Common counts the marks of two sorted lists that are in both.
func Common(a, b []Mark) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// Union gives the marks of two sorted lists.
func Union(a, b []Mark) []Mark { return Sorted(append(slices.Clone(a), b...)) }

// Match is how two sides go together.
type Match int

// How two sides, or places, go together.
const (
	Unknown  Match = iota // one of them is not told
	Equal                 // the same
	Within                // one is part of the other
	Crossing              // they share something and each has more
	Mixed                 // one names states, the other groups
	Apart                 // they share nothing
)

// Match compares two sides. A state and a group that fights on its soil or for it may be two words for one side.
func (s Side) Match(o Side) Match {
	m := MatchOf(s.Parties(), o.Parties())
	if m == Apart && (len(s.States) == 0 && len(o.Groups) == 0 || len(s.Groups) == 0 && len(o.States) == 0) {
		return Mixed
	}
	return m
}

// Empty tells whether nobody stands there whose party is known.
func (s Side) Empty() bool { return len(s.States)+len(s.Groups) == 0 }

// And gives the two sides as one.
func (s Side) And(o Side) Side {
	return Side{Union(s.States, o.States), Union(s.Groups, o.Groups), Union(s.Named, o.Named), s.Vague || o.Vague}
}

// MatchOf compares two sorted lists.
func MatchOf(a, b []Mark) Match {
	if len(a) == 0 || len(b) == 0 {
		return Unknown
	}
	switch common := Common(a, b); {
	case common == 0:
		return Apart
	case common == len(a) && common == len(b):
		return Equal
	case common == len(a) || common == len(b):
		return Within
	}
	return Crossing
}
