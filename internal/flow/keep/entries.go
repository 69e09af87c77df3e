package keep

import (
	"fmt"
	"iter"

	"github.com/chancery-project/chancery/record"
)

// EntryOf decodes the entry of a group: ErrNotFound where it is of another kind than is asked for.
func EntryOf[T record.Entry](g Group) (T, error) {
	var none T
	entry, err := record.Decode(g.Entry)
	if err != nil {
		return none, fmt.Errorf("%s: %w", g.ID, err)
	}
	e, ok := entry.(T)
	if !ok {
		return none, fmt.Errorf("%s is a %s: %w", g.ID, entry.EntryKind(), ErrNotFound)
	}
	return e, nil
}

// Entries decodes the entries of a listing.
func Entries[T record.Entry](groups iter.Seq2[Group, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for g, err := range groups {
			if err != nil {
				yield(none, err)
				return
			}
			e, err := EntryOf[T](g)
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}
