package copies

import (
	"cmp"
	"slices"
)

// Match is an earlier document that is a copy of the added one, or of which
// the added one is a copy.
type Match struct {
	Key        int64
	Similarity float64 // share of the smaller text that stands in the larger, 0 to 1
}

const (
	pageSize = 1024 // documents that are allocated at once
	nobody   = 0    // ends a bucket
)

// Votes of a document for being looked at: the keys of the head that agree
// are counted in the upper four bits, those of the whole in the lower.
const (
	headVote  = 1 << 4
	headsFull = 15 << 4
)

// Index finds copies among the documents added to it. It keeps about 320
// bytes a document and 4 MB for the whole. It is not safe for concurrent use.
//
// Which pairs it finds does not depend on the order of adding.
type Index struct {
	heads  [bands]*[keyValues]uint32 // newest document of each value of a key, counted from 1
	pages  []*page
	n      int
	sparse []bool   // by document: few keys, one that agrees is enough
	votes  []uint8  // by document, all zero between calls
	voted  []uint32 // reused by Add
}

// page holds documents by column, so that following a bucket stays in few
// cache lines.
type page struct {
	next     [bands][pageSize]uint32 // the next older document with the same key
	outlines [pageSize]outline
	keys     [pageSize]int64
}

// NewIndex returns an empty index.
func NewIndex() *Index { return &Index{} }

// Len returns the number of documents added.
func (x *Index) Len() int { return x.n }

// Add returns the copies among the earlier added documents, the most similar
// first and equal ones by key, and then adds the document. The caller gives
// each document a key of its own; a key added twice is two documents.
func (x *Index) Add(key int64, s Signature) []Match {
	o, sparse := s.outline(), s.sparse()
	x.vote(&s)
	var matches []Match
	for _, id := range x.voted {
		votes := x.votes[id-1]
		x.votes[id-1] = 0
		inHead, inWhole := int(votes/headVote), int(votes%headVote)
		if !enoughKeys(inHead+inWhole, sparse || x.sparse[id-1]) {
			continue
		}
		p, i := x.pages[(id-1)/pageSize], (id-1)%pageSize
		if similarity, copied := p.outlines[i].compare(&o, inHead); copied {
			matches = append(matches, Match{Key: p.keys[i], Similarity: similarity})
		}
	}
	slices.SortFunc(matches, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.Key, b.Key))
	})
	x.insert(key, &s, o, sparse)
	return matches
}

// vote counts the agreeing keys of each document that has one, and lists
// those documents.
func (x *Index) vote(s *Signature) {
	x.voted = x.voted[:0]
	for band, value := range s.keys {
		if value == 0 || x.heads[band] == nil {
			continue
		}
		for id := x.heads[band][value]; id != nobody; id = x.pages[(id-1)/pageSize].next[band][(id-1)%pageSize] {
			v := &x.votes[id-1]
			if *v == 0 {
				x.voted = append(x.voted, id)
			}
			if band >= headBands {
				*v++
			} else if *v < headsFull {
				*v += headVote
			}
		}
	}
}

// insert adds the document to the buckets of its keys.
func (x *Index) insert(key int64, s *Signature, o outline, sparse bool) {
	if x.n%pageSize == 0 {
		x.pages = append(x.pages, new(page))
	}
	p, i := x.pages[x.n/pageSize], x.n%pageSize
	x.n++
	p.keys[i], p.outlines[i] = key, o
	x.sparse = append(x.sparse, sparse)
	x.votes = append(x.votes, 0)
	for band, value := range s.keys {
		if value == 0 {
			continue
		}
		if x.heads[band] == nil {
			x.heads[band] = new([keyValues]uint32)
		}
		p.next[band][i] = x.heads[band][value]
		x.heads[band][value] = uint32(x.n)
	}
}
