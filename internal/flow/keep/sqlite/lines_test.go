package sqlite

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestLines wants every list of strings back as it was, and no two lists with the same text.
func TestLines(t *testing.T) {
	part := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "\\", "n", "\n", "e", "\\n", "\\e", "", "é"}), 0, 4)
	rapid.Check(t, func(t *rapid.T) {
		var list []string
		for _, parts := range rapid.SliceOfN(part, 0, 5).Draw(t, "list") {
			s := ""
			for _, p := range parts {
				s += p
			}
			list = append(list, s)
		}
		text := lines(list)
		if back := listOf[string](text); !slices.Equal(back, list) {
			t.Fatalf("%q is kept as %q and comes back as %q", list, text, back)
		}
	})
}

// TestPacked wants keys back as they were.
func TestPacked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOf(rapid.Uint64()).Draw(t, "keys")
		if back := unpacked(packed(keys)); !slices.Equal(back, keys) {
			t.Fatalf("%v comes back as %v", keys, back)
		}
	})
}
