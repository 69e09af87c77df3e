package ledger

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/chancery-project/chancery/record"
)

// PartyOf gives the key of the party that an actor is or acts for: the ISO 3166-1 alpha-3 code of a state for its organs,
// officials, soldiers and people; the actor's own key for armed groups that do not govern, parties in opposition,
// organisations of states and others that no state answers for. "" for an actor without a name.
func PartyOf(a record.Actor) string {
	if state(a) {
		return a.Country
	}
	return KeyOf(a)
}

// KeyOf gives the key of the actor itself: its id in the knowledge, or its name with hyphens.
func KeyOf(a record.Actor) string { return cmp.Or(a.ID, Fold(a.Name)) }

// state tells whether what the actor does counts for a state.
func state(a record.Actor) bool {
	switch a.Country {
	case "", "IGO", "NGO", "ISG":
		return false
	}
	switch a.Sector {
	case "REB", "UNS", "OPP", "PTY", "CRM":
		return false
	}
	return true
}

// Parties gives the keys of the parties of a side, sorted, each once.
func Parties(side []record.Actor) []string {
	var keys []string
	for _, a := range side {
		if key := PartyOf(a); key != "" {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// Dyad gives the key of a pair of parties, whichever comes first.
func Dyad(a, b string) string { return min(a, b) + "~" + max(a, b) }

// Fold writes a name as a key: lower case, words joined by hyphens, other signs left out. "" stays "".
func Fold(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == '\'' || r == '’' || r == '.':
		default:
			gap = true
		}
	}
	return b.String()
}
