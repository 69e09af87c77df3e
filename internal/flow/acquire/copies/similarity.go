package copies

import (
	"fmt"
	"sort"
)

// Similarity gives what [Compare] gives for the similarity of two documents
// of the index. It finds them by their keys, so these must have been added in
// rising order; a key that is not there is a mistake of the caller.
func (x *Index) Similarity(a, b int64) float64 {
	similarity, _ := x.byKey(a).outline.compare(&x.byKey(b).outline, 0)
	return similarity
}

func (x *Index) byKey(key int64) *indexed {
	id := 1 + sort.Search(x.n, func(i int) bool { return x.at(uint32(i+1)).key >= key })
	if id > x.n || x.at(uint32(id)).key != key {
		panic(fmt.Sprintf("internal error: document %d is not in the index of copies, or keys were not added in rising order", key))
	}
	return x.at(uint32(id))
}
