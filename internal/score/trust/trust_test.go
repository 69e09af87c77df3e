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

// TestRescale moves what is said of samples to how many of them are right, and keeps their order.
func TestRescale(t *testing.T) {
	weights := map[string]float64{trust.Bias: 2, "good": 1}
	var judged []trust.Sample
	for i := range 100 {
		s := trust.Sample{Group: "a", Right: i%2 == 0}
		if i%2 == 0 || i%3 == 0 {
			s.Features = []string{"good"}
		}
		judged = append(judged, s)
	}
	scaled := trust.Rescale(weights, judged)
	mean := 0.
	for _, s := range judged {
		mean += trust.Sure(scaled, s.Features) / 100
	}
	if mean < .48 || mean > .52 {
		t.Errorf("half of the samples are right, %.2f is said", mean)
	}
	if trust.Sure(scaled, []string{"good"}) <= trust.Sure(scaled, nil) {
		t.Error("the order is turned round")
	}
}

func TestReadPassages(t *testing.T) {
	all, err := trust.ReadPassages("# remark\n= 2020-01-02 Chad attacked Mali.\n+ ASSAULT actual Chad > Mali [attacked]\n- AID actual - > Mali [x]\n")
	if err != nil || len(all) != 1 || all[0].Date != "2020-01-02" || len(all[0].Verdicts) != 2 || !all[0].Verdicts["ASSAULT actual Chad > Mali [attacked]"] {
		t.Errorf("read %v, %v", all, err)
	}
	for _, bad := range []string{"+ no passage", "= 2020", "= 2020-01-02 x\n+ E\n- E", "what"} {
		if _, err := trust.ReadPassages(bad); err == nil {
			t.Errorf("no fault in %q", bad)
		}
	}
}
