package knowledge_test

import (
	"testing"

	"github.com/chancery-project/chancery/internal/ontology"
)

// TestSectorsOfTheCodebook wants each sector that the codebook explains to be one that actors can have.
func TestSectorsOfTheCodebook(t *testing.T) {
	base := loaded(t)
	for _, s := range ontology.Sectors() {
		if _, ok := base.Sector(s.Name); !ok {
			t.Errorf("the codebook has the sector %s, which knowledge does not know", s.Name)
		}
	}
}
