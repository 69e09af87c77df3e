package lexicon

import (
	"testing"

	"github.com/chancery-project/chancery/internal/pack/packtest"
)

func TestPackedLexicon(t *testing.T) {
	packtest.Check(t, "./internal/knowledge/lexicon", "data", "*.tsv", "*/*.tsv")
}
