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
	buckets   = 1 << 16 // every value of a key
	pageSize  = 256     // documents that are allocated at once
	noneYet   = 0
	headShift = 1 // a hit is document<<headShift, plus one if a head key agreed
)

// Index finds copies among the documents added to it. It keeps about 280
// bytes a document and 6 MB for the whole. It is not safe for concurrent use.
//
// Which pairs it finds does not depend on the order of adding.
type Index struct {
	heads [bands][]uint32 // newest document of each bucket, counted from 1
	pages []*[pageSize]indexed
	n     int
	hits  []uint64 // reused by Add
}

// indexed is a document in the index.
type indexed struct {
	outline outline
	key     int64
	next    [bands]uint32 // the next older document of the same bucket
}

// NewIndex returns an empty index.
func NewIndex() *Index { return &Index{} }

// Len returns the number of documents added.
func (x *Index) Len() int { return x.n }

// at returns document number id, counted from 1.
func (x *Index) at(id uint32) *indexed {
	return &x.pages[(id-1)/pageSize][(id-1)%pageSize]
}

// Add returns the copies among the earlier added documents, the most similar
// first and equal ones by key, and then adds the document. The caller gives
// each document a key of its own; a key added twice is two documents.
func (x *Index) Add(key int64, s Signature) []Match {
	matches := x.find(&s)
	x.insert(key, &s)
	return matches
}

// find verifies each document that shares a key with the signature.
func (x *Index) find(s *Signature) []Match {
	x.hits = x.hits[:0]
	for band, value := range s.keys {
		if value == 0 || x.heads[band] == nil {
			continue
		}
		inHead := uint64(0)
		if band < headBands {
			inHead = 1
		}
		for id := x.heads[band][value]; id != noneYet; id = x.at(id).next[band] {
			x.hits = append(x.hits, uint64(id)<<headShift|inHead)
		}
	}
	slices.Sort(x.hits)
	o := s.outline()
	var matches []Match
	for i := 0; i < len(x.hits); {
		id, inHead := x.hits[i]>>headShift, 0
		for ; i < len(x.hits) && x.hits[i]>>headShift == id; i++ {
			inHead += int(x.hits[i] & 1)
		}
		d := x.at(uint32(id))
		if similarity, copied := d.outline.compare(&o, inHead); copied {
			matches = append(matches, Match{Key: d.key, Similarity: similarity})
		}
	}
	slices.SortFunc(matches, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.Key, b.Key))
	})
	return matches
}

// insert adds the document to the buckets of its keys.
func (x *Index) insert(key int64, s *Signature) {
	if x.n%pageSize == 0 {
		x.pages = append(x.pages, new([pageSize]indexed))
	}
	x.n++
	d := x.at(uint32(x.n))
	d.key, d.outline = key, s.outline()
	for band, value := range s.keys {
		if value == 0 {
			continue
		}
		if x.heads[band] == nil {
			x.heads[band] = make([]uint32, buckets)
		}
		d.next[band] = x.heads[band][value]
		x.heads[band][value] = uint32(x.n)
	}
}
