package refer_test

import (
	"testing"

	"github.com/chancery-project/chancery/internal/pack/packtest"
)

func TestPackedTables(t *testing.T) {
	packtest.Check(t, "./internal/flow/bind/refer", ".", "pronouns.tsv", "nouns.tsv", "words.tsv", "regions.tsv", "descriptions.tsv")
}
