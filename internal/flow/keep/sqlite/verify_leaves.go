package sqlite

import "encoding/binary"

// FTS5 finds a word by the table search_idx, which has the first word of each leaf of the index. Its own check holds
// the rows of search_idx against the leaves, but does not miss those that are gone: then searches find less.
//
// The number of a row of search_data is, by FTS5's description in fts5_index.c: 16 bits segment, 1 bit that marks
// indexes of long lists of documents, 5 bits height, 31 bits page. A leaf has height 0. It begins with 2 bytes that are
// passed over here and 2 bytes, big-endian, that say where the offsets of its words begin, if any word begins on it.
const (
	leafBits  = 31
	otherBits = 6
)

// leaf is a page of a segment of the index.
type leaf struct{ segment, page int64 }

// searchLeaves wants a row of search_idx for every leaf on which a word begins.
func (v *verifier) searchLeaves() error {
	known := map[leaf]bool{}
	err := v.query("SELECT segid, pgno >> 1 FROM search_idx", 2, func(values []any) {
		segment, _ := values[0].(int64)
		page, _ := values[1].(int64)
		known[leaf{segment, page}] = true
	})
	if err != nil {
		v.fault(place{table: "search_idx"}, "cannot be read: %v", err)
		return nil
	}
	err = v.query("SELECT id, substr(block, 1, 4), length(block) FROM search_data WHERE id >= ? ORDER BY id", 3, func(values []any) {
		id, _ := values[0].(int64)
		head, _ := values[1].([]byte)
		size, _ := values[2].(int64)
		if id>>leafBits&(1<<otherBits-1) != 0 || len(head) < 4 || size <= int64(binary.BigEndian.Uint16(head[2:])) {
			return
		}
		if l := (leaf{id >> (leafBits + otherBits), id & (1<<leafBits - 1)}); !known[l] {
			v.fault(place{table: "search_idx"}, "page %d of segment %d of the index of words is not named: searches would miss its words", l.page, l.segment)
		}
	}, int64(1)<<(leafBits+otherBits))
	if err != nil {
		v.fault(place{table: "search_data"}, "cannot be read: %v", err)
	}
	return nil
}
