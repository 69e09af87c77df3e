package likeness

import (
	"slices"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/record"
)

// Side is who stands on one side of an act: the parties, and the persons and bodies that were named.
type Side struct {
	Parties []Mark // sorted; states, armed groups, organisations
	Named   []Mark // sorted; persons with a name
	Vague   bool   // somebody stands there whose party is not known: gunmen, people
}

// SideOf gives the marks of a side of an event.
func SideOf(actors []record.Actor) Side {
	var s Side
	for _, a := range actors {
		key := ledger.PartyOf(a)
		switch {
		case key == "" || key == ledger.Fold(a.Name) && a.ID == "" && a.Country == "":
			s.Vague = true
		default:
			s.Parties = append(s.Parties, MarkOf(key))
		}
		if a.Kind == "person" && a.ID != "" {
			s.Named = append(s.Named, MarkOf(a.ID))
		}
	}
	s.Parties, s.Named = Sorted(s.Parties), Sorted(s.Named)
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
	Apart                 // they share nothing
)

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
