package copies

import (
	"fmt"
	"sort"
)

// Similarity gives what [Compare] gives for the similarity of two documents
// of the index. It finds them by their keys, so these must have been added in
// rising order; a key that is not there is a mistake of the caller.
func (x *Index) Similarity(a, b int64) float64 {
	similarity, _ := x.byKey(a).compare(x.byKey(b), 0)
	return similarity
}

// byKey finds a document.
func (x *Index) byKey(key int64) *outline {
	i := sort.Search(x.n, func(i int) bool { return x.pages[i/pageSize].keys[i%pageSize] >= key })
	if i >= x.n || x.pages[i/pageSize].keys[i%pageSize] != key {
		panic(fmt.Sprintf("internal error: document %d is not in the index of copies, or keys were not added in rising order", key))
	}
	return &x.pages[i/pageSize].outlines[i%pageSize]
}
