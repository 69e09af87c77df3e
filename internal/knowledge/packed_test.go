package knowledge

import (
	"testing"

	"github.com/chancery-project/chancery/internal/pack/packtest"
)

func TestPackedTables(t *testing.T) { packtest.Check(t, "./internal/knowledge", "data", "*.tsv") }
