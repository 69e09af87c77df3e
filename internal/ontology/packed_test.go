package ontology_test

import (
	"testing"

	"github.com/chancery-project/chancery/internal/pack/packtest"
)

func TestPackedTables(t *testing.T) { packtest.Check(t, "./internal/ontology", ".", "data/*.tsv") }
