package dispute

import (
	"slices"
	"testing"
)

// TestSentenceEnds cuts where a stop is followed by a capital letter or the line ends, also behind quotation marks.
func TestSentenceEnds(t *testing.T) {
	for text, want := range map[string][]int{
		"He came. She left.":                    {9},
		"\"No,\" he said. \"Never.\" He went\n": {15, 24, 32},
		"The U.S. navy fired.":                  nil,
		"He said “no.” The rest":                {18},
		"A line\nanother":                       {7},
		"":                                      nil,
		"ends with an ellipsis ...\"":           nil,
	} {
		if got := sentenceEnds(text); !slices.Equal(got, want) {
			t.Errorf("%q ends at %v, want %v", text, got, want)
		}
	}
}
