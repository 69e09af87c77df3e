package trust_test

import (
	"testing"

	"github.com/chancery-project/chancery/internal/score/trust"
)

func samples() (all []trust.Sample) {
	for i := range 200 {
		s := trust.Sample{Group: string(rune('a' + i%10)), Features: []string{"noise"}, Right: i%4 != 0}
		if i%2 == 0 {
			s.Features, s.Right = append(s.Features, "doubt"), i%10 == 0
		}
		all = append(all, s)
	}
	return all
}

// TestFit learns that what has the doubtful feature is right one time in five and all else always but once in four.
func TestFit(t *testing.T) {
	l := trust.Learning{Rounds: 2000, Rate: 1, Decay: 0.1, Least: 2}
	w := l.Fit(samples())
	if sure := trust.Sure(w, []string{"noise", "doubt"}); sure < .1 || sure > .3 {
		t.Errorf("doubtful: %.2f", sure)
	}
	if sure := trust.Sure(w, []string{"noise"}); sure < .9 {
		t.Errorf("plain: %.2f", sure)
	}
	if _, ok := w["never seen"]; ok {
		t.Error("a weight of a feature that no sample has")
	}
}

func TestLeaveUsesOtherGroups(t *testing.T) {
	l := trust.Learning{Rounds: 500, Rate: 1, Decay: 0.1, Least: 1}
	alone := []trust.Sample{{Group: "a", Features: []string{"x"}, Right: true}, {Group: "b", Features: []string{"x"}, Right: false}}
	sure := l.Leave(alone)
	if sure[0] > .5 || sure[1] < .5 {
		t.Errorf("a sample was learnt from itself: %v", sure)
	}
}
