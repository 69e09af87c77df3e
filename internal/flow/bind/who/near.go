package who

import (
	"strings"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/knowledge"
)

// Names shorter than this, in letters, are never read as misspelt; those from longNear on may differ in two letters.
const (
	shortNear = 9
	longNear  = 14
)

// nearNames holds the long unmarked names of persons, groups and bodies by their first two letters.
type nearNames map[string][]nearName

type nearName struct {
	text   string
	entity *knowledge.Entity
}

func newNearNames(base *knowledge.Base) nearNames {
	near := nearNames{}
	all := base.Entities()
	for i := range all {
		e := &all[i]
		if e.Polity != nil {
			continue
		}
		for _, n := range e.Names {
			text := strings.ToLower(n.Text)
			if n.Ambiguous || utf8.RuneCountInString(text) < shortNear || n.Relation == knowledge.IsSurname {
				continue
			}
			near[text[:2]] = append(near[text[:2]], nearName{text, e})
			if plain := withoutInitials(text); plain != text && e.Kind == knowledge.Person && utf8.RuneCountInString(plain) >= shortNear {
				near[text[:2]] = append(near[text[:2]], nearName{plain, e})
			}
		}
	}
	return near
}

// withoutInitials leaves out the initials within a name and what stands in parentheses: "William J. Burns (diplomat)".
func withoutInitials(name string) string {
	name, _, _ = strings.Cut(name, " (")
	words := strings.Fields(name)
	kept := words[:0]
	for i, w := range words {
		if i == 0 || i == len(words)-1 || len(strings.TrimSuffix(w, ".")) > 1 {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// find gives the one entity whose name differs from the given one in a letter or, where it is long, in two; nil where
// there is none or more than one. The first two letters must be right and the number of words the same.
func (n nearNames) find(name string) *knowledge.Entity {
	text := withoutInitials(strings.ToLower(name))
	length := utf8.RuneCountInString(text)
	if length < shortNear || len(text) < 2 {
		return nil
	}
	limit := 1
	if length >= longNear {
		limit = 2
	}
	var best *knowledge.Entity
	least := limit + 1
	for _, c := range n[text[:2]] {
		if strings.Count(c.text, " ") != strings.Count(text, " ") {
			continue
		}
		d := distance([]rune(text), []rune(c.text), limit)
		switch {
		case d > limit:
		case d < least:
			best, least = c.entity, d
		case d == least && best != c.entity:
			best = nil
		}
	}
	return best
}

// distance counts the letters to add, drop, replace or swap with a neighbour to make one of the other, at most limit + 1.
func distance(a, b []rune, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	older, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
		older, last, row = last, row, older
	}
	return min(last[len(b)], limit+1)
}
