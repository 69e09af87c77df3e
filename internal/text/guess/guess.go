// Package guess tells the encoding of a text from the statistics of its bytes, the same for the same bytes.
//
// The detector that it asks runs its tests side by side and gives, of several that are equally sure, the one that was
// ready first. Here the choice between them is fixed.
package guess

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gogs/chardet"
)

// Encoding gives the name of the encoding that fits a sample best, as the WHATWG standard labels it, in lower case; ""
// where none fits. Of encodings that fit equally, those of Western Europe come first, then the order of the alphabet.
func Encoding(sample []byte) string {
	found, err := chardet.NewTextDetector().DetectAll(sample)
	if err != nil || len(found) == 0 {
		return ""
	}
	best := slices.MinFunc(found, func(a, b chardet.Result) int {
		return cmp.Or(
			cmp.Compare(b.Confidence, a.Confidence),
			cmp.Compare(rank(a.Charset), rank(b.Charset)),
			cmp.Compare(a.Charset, b.Charset),
		)
	})
	label := strings.ToLower(best.Charset)
	if label == "gb-18030" {
		return "gb18030"
	}
	return label
}

func rank(name string) int {
	if name == "ISO-8859-1" || name == "windows-1252" {
		return 0
	}
	return 1
}
