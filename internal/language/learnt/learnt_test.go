package learnt_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/learnt"
)

// toy are words whose first feature tells their class.
func toy() []learnt.Sample {
	var all []learnt.Sample
	for i := range 60 {
		s := learnt.Sample{Group: "toy", Class: learnt.Roles[i%3]}
		for _, f := range []string{"role " + s.Class, "bias", "noise " + string(rune('a'+i%7))} {
			s.Features = append(s.Features, learnt.Hash(f))
		}
		all = append(all, s)
	}
	return all
}

// TestFit wants a model that tells what the features tell, and the same bytes for the same samples.
func TestFit(t *testing.T) {
	l := learnt.Learning{Classes: learnt.Roles, Bits: 12, Rounds: 20, Rate: 0.1, Decay: 1e-5}
	m, err := l.Fit(toy())
	if err != nil {
		t.Fatal(err)
	}
	for _, class := range learnt.Roles {
		g := m.Of([]uint64{learnt.Hash("role " + class), learnt.Hash("bias")})
		if g.Class != class || g.Sure < .8 || g.Sure > 1 {
			t.Errorf("the features of %q are said to be of %q, %.2f sure", class, g.Class, g.Sure)
		}
	}
	total := 0.
	for _, p := range m.All([]uint64{learnt.Hash("unseen")}) {
		total += p
	}
	if total < .999 || total > 1.001 {
		t.Errorf("the classes of an unseen word are %f likely together", total)
	}
	again, err := l.Fit(toy())
	if err != nil {
		t.Fatal(err)
	}
	packed := written(t, m)
	if !bytes.Equal(packed, written(t, again)) {
		t.Error("the same samples give another model")
	}
	l.Runs = 3
	mean, err := l.Fit(toy())
	if err != nil || bytes.Equal(packed, written(t, mean)) {
		t.Errorf("three models have the mean of one: %v", err)
	}
	if g := mean.Of([]uint64{learnt.Hash("role A"), learnt.Hash("bias")}); g.Class != "A" {
		t.Errorf("the mean of three models says %q of A", g.Class)
	}
	read, err := learnt.Open("toy", learnt.Roles, packed)
	if err != nil || !bytes.Equal(written(t, read), packed) {
		t.Errorf("a model is not read as it was written: %v", err)
	}
}

func written(t *testing.T, m *learnt.Model) []byte {
	t.Helper()
	b, err := m.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestRefuses wants a clear word for what no model can be made of.
func TestRefuses(t *testing.T) {
	small, err := (learnt.Learning{Classes: learnt.Roles, Bits: 12, Rounds: 1, Rate: .1}).Fit(toy())
	if err != nil {
		t.Fatal(err)
	}
	packed := written(t, small)
	for name, b := range map[string][]byte{"cut": packed[:len(packed)/2], "foreign": []byte("no model")} {
		if _, err := learnt.Open(name, learnt.Roles, b); err == nil || !strings.Contains(err.Error(), "learnt "+name+": ") {
			t.Errorf("a model that is %s: %v", name, err)
		}
	}
	bad := toy()
	bad[3].Class = "Z"
	if _, err := (learnt.Learning{Classes: learnt.Roles, Bits: 12, Rounds: 1, Rate: .1}).Fit(bad); err == nil || !strings.Contains(err.Error(), `no class "Z"`) {
		t.Errorf("a class that does not exist: %v", err)
	}
	if _, err := (learnt.Learning{Classes: learnt.Roles, Bits: 40}).Fit(nil); err == nil || !strings.Contains(err.Error(), "2^40 places") {
		t.Errorf("a table too great: %v", err)
	}
}

// TestOfTheProgram opens the models that are part of the program.
func TestOfTheProgram(t *testing.T) {
	for name, open := range map[string]func() (*learnt.Model, error){"acts": learnt.Acts, "sides": learnt.Sides} {
		if _, err := open(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
