package knowledge

import (
	"cmp"
	"slices"
)

// index finds names in texts: a tree of words, kept as one table from (node, word) to node.
type index struct {
	keys    []uint64 // of the edge; 0 where the slot is free
	nodes   []uint32 // the node it leads to
	starts  []uint32 // node -> first of its entries; one more than there are nodes
	entries []entry
	filter  []uint64 // a bit for each word that begins a name
	edges   int
}

// entry is one name at a node.
type entry struct {
	subject subject
	name    uint16 // number of the name within its subject
	exact   shape  // of the letters, where the name is one word with capitals beyond the first: acronym or inner; strict
	forms   uint8  // of the words that are written in several ways, folded
	needs   uint16 // a bit for each word that must begin with a capital
	commas  uint16 // a bit for each word that may follow a comma or a parenthesis
}

// subject is what a name leads to: the kind in the upper bits, the number in the lower.
type subject uint32

const (
	ofEntity subject = iota << 28
	ofPlace
	ofOffice
	ofInstitution
	ofAgent
	ofImported
	ofAll subject = 15 << 28
)

const filterBits = 1 << 19

// builder collects names before the index is laid out.
type builder struct {
	ix       index
	spelling *spelling
	found    []found
	words    []word
	joined   []word
	next     uint32
}

type found struct {
	node  uint32
	entry entry
}

func newBuilder(names int, s *spelling) *builder {
	size := 1 << 10
	for size < names*4 {
		size *= 2
	}
	ix := index{keys: make([]uint64, size), nodes: make([]uint32, size), filter: make([]uint64, filterBits/64)}
	return &builder{ix: ix, spelling: s, next: 1}
}

// add adds a name. A strict name of one word is met by its own spelling alone; one that is none of a place is met as well where
// words that a hyphen joins are written as one.
func (b *builder) add(text string, s subject, name int, strict bool) {
	b.words = b.spelling.words(text, b.words)
	if len(b.words) == 0 || len(b.words) > maxWords {
		return
	}
	b.path(b.words, s, name, strict)
	if kind := s & ofAll; kind == ofPlace || kind == ofImported {
		return
	}
	for i, w := range b.words {
		if w.joined != 0 {
			b.joined = append(append(b.joined[:0], b.words[:i-1]...), w.joinedTo(b.words[i-1]))
			b.joined = append(b.joined, b.words[i+1:]...)
			b.path(b.joined, s, name, strict)
		}
	}
}

// path adds an entry at the end of the edges of some words.
func (b *builder) path(ws []word, s subject, name int, strict bool) {
	e := entry{subject: s, name: uint16(name)}
	node := uint32(0)
	for i, w := range ws {
		if w.shape&capital != 0 {
			e.needs |= 1 << i
		}
		if w.gap == comma {
			e.commas |= 1 << i
		}
		if i == 0 {
			b.ix.filter[w.key%filterBits/64] |= 1 << (w.key % 64)
		}
		e.forms = fold(e.forms, w.own)
		node = b.step(node, w.key)
	}
	if len(ws) == 1 {
		e.exact = ws[0].shape & inner
		if ws[0].shape&acronym != 0 {
			e.exact = acronym
		}
		if strict || e.exact != 0 {
			e.exact |= strictly
		}
	}
	b.found = append(b.found, found{node, e})
}

func (b *builder) step(node uint32, hash uint64) uint32 {
	if b.ix.edges*2 > len(b.ix.keys) {
		b.grow()
	}
	key := edge(node, hash)
	i := b.ix.slot(key)
	if b.ix.keys[i] == 0 {
		b.ix.keys[i], b.ix.nodes[i] = key, b.next
		b.next++
		b.ix.edges++
	}
	return b.ix.nodes[i]
}

func (b *builder) grow() {
	old := b.ix
	b.ix.keys, b.ix.nodes = make([]uint64, 2*len(old.keys)), make([]uint32, 2*len(old.keys))
	for i, key := range old.keys {
		if key != 0 {
			j := b.ix.slot(key)
			b.ix.keys[j], b.ix.nodes[j] = key, old.nodes[i]
		}
	}
}

func (b *builder) finish() index {
	slices.SortStableFunc(b.found, func(x, y found) int { return cmp.Compare(x.node, y.node) })
	b.ix.starts = make([]uint32, b.next+1)
	b.ix.entries = make([]entry, len(b.found))
	for i, f := range b.found {
		b.ix.entries[i] = f.entry
		b.ix.starts[f.node+1]++
	}
	for n := 1; n < len(b.ix.starts); n++ {
		b.ix.starts[n] += b.ix.starts[n-1]
	}
	return b.ix
}

// edge mixes a node and a word into a key. Two of a hundred million edges share one with a chance of less than one in
// a thousand, and the case of the letters must agree as well.
func edge(node uint32, hash uint64) uint64 {
	k := (hash ^ uint64(node)*0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9
	k ^= k >> 31
	return k | 1
}

func (ix *index) slot(key uint64) int {
	mask := len(ix.keys) - 1
	i := int(key>>20) & mask
	for ix.keys[i] != key && ix.keys[i] != 0 {
		i = (i + 1) & mask
	}
	return i
}

// child gives the node behind an edge, 0 where there is none.
func (ix *index) child(node uint32, hash uint64) uint32 { return ix.nodes[ix.slot(edge(node, hash))] }

// at lists the entries of a node.
func (ix *index) at(node uint32) []entry { return ix.entries[ix.starts[node]:ix.starts[node+1]] }

// begins says that a word may begin a name.
func (ix *index) begins(hash uint64) bool {
	return ix.filter[hash%filterBits/64]&(1<<(hash%64)) != 0
}

// fits says that the case of the words agrees with the name's: capitals where the name has them, or throughout.
func (e entry) fits(ws []word) bool {
	if e.exact&strictly != 0 && formsOf(ws) != e.forms {
		return false
	}
	if letters := e.exact &^ strictly; letters != 0 {
		return ws[0].shape&letters != 0
	}
	var has, commas uint16
	for i, w := range ws {
		if w.shape&capital != 0 {
			has |= 1 << i
		}
		if i > 0 && w.gap == comma {
			commas |= 1 << i
		}
	}
	return e.needs&^has == 0 && commas&^e.commas == 0
}
