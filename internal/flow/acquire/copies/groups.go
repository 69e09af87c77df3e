package copies

import (
	"cmp"
	"slices"
)

// Document is what grouping needs to know of a document.
type Document struct {
	Key       int64
	Published string // ISO 8601 date, month, year or time; empty if unknown
}

// Pair is two documents of which one is a copy of the other, in either order.
type Pair struct{ A, B int64 }

// Member is a document's place in its group. A group is a set of documents
// joined by pairs, directly or over others. A document without copies is a
// group of its own.
//
// The origin is the earliest document of the group: by publication date, then
// by key. A date counts as the end of what it names, so that "2025-08" comes
// after "2025-08-31": a date of less precision does not make a document the
// origin. Documents without a date come after all that have one.
type Member struct {
	Document
	Origin     int64   // key of the group's origin; names the group
	Similarity float64 // to the origin, see Compare; 1 for the origin itself
}

// Join gives the group that a new document makes with its copies: the
// document joins the groups of all documents it matches, and they become one.
// The groups are those that the matches stand in, each with all its members,
// in any order; without any the document is a group of its own. The result is
// ordered from the origin on.
//
// Join changes nothing that it is given. Adding documents one by one in any
// order, each with its matches among the earlier ones, gives the groups that
// [Group] gives for all documents and pairs at once.
func Join(added Document, groups [][]Member, similarity func(origin, copied int64) float64) []Member {
	members := []Member{{Document: added}}
	for _, g := range groups {
		members = append(members, g...)
	}
	slices.SortFunc(members, func(a, b Member) int { return a.Document.compare(b.Document) })
	members = slices.CompactFunc(members, func(a, b Member) bool { return a.Key == b.Key })
	origin := members[0].Key
	for i := range members {
		m := &members[i]
		if m.Key == origin {
			m.Similarity = 1
		} else if m.Origin != origin || m.Key == added.Key {
			m.Similarity = similarity(origin, m.Key)
		}
		m.Origin = origin
	}
	return members
}

// Group gives the place of every document, ordered by key. Pairs that name a
// document not given are left out. Similarity is asked once for each document
// that is not an origin; Compare on the two signatures answers it.
func Group(docs []Document, pairs []Pair, similarity func(origin, copied int64) float64) []Member {
	docs = slices.SortedFunc(slices.Values(docs), Document.compare)
	place := make(map[int64]int, len(docs))
	parent := make([]int, len(docs))
	for i, d := range docs {
		place[d.Key], parent[i] = i, i
	}
	// The root of a tree is its earliest document, since docs are in order.
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for _, p := range pairs {
		a, okA := place[p.A]
		b, okB := place[p.B]
		if !okA || !okB {
			continue
		}
		a, b = root(a), root(b)
		parent[max(a, b)] = min(a, b)
	}
	members := make([]Member, len(docs))
	for i, d := range docs {
		members[i] = Member{Document: d, Origin: docs[root(i)].Key, Similarity: 1}
		if members[i].Origin != d.Key {
			members[i].Similarity = similarity(members[i].Origin, d.Key)
		}
	}
	slices.SortFunc(members, func(a, b Member) int { return cmp.Compare(a.Key, b.Key) })
	return members
}

// compare orders documents from the earliest on.
func (d Document) compare(other Document) int {
	return cmp.Or(cmp.Compare(latest(d.Published), latest(other.Published)), cmp.Compare(d.Key, other.Key))
}

// latest makes a date comparable as the end of what it names: a tilde sorts
// after every character of a date.
func latest(published string) string { return published + "~" }
