package actors_test

import (
	"testing"

	"github.com/chancery-project/chancery/internal/pack/packtest"
)

func TestPackedCases(t *testing.T) {
	packtest.Check(t, "./internal/score/actors", ".", "cases/*.txt", "running/*.txt")
}
