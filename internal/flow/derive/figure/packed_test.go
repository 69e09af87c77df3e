package figure_test

import (
	"testing"

	"github.com/chancery-project/chancery/internal/pack/packtest"
)

func TestPackedWords(t *testing.T) {
	packtest.Check(t, "./internal/flow/derive/figure", ".", "words.tsv")
}
