package where_test

import (
	"testing"

	"github.com/chancery-project/chancery/internal/pack/packtest"
)

func TestPackedWords(t *testing.T) { packtest.Check(t, "./internal/flow/bind/where", ".", "words.tsv") }
