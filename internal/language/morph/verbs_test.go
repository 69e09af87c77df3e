package morph

import (
	"strings"
	"testing"
)

func TestVerbs(t *testing.T) {
	v, err := loadVerbs(verbsFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][3]string{
		{"fled", "VBD", "flee"},
		{"fled", "VBN", "flee"},
		{"fleeing", "VBG", "flee"},
		{"bled", "VBD", "bleed"},
		{"shed", "VBD", "shed"},
		{"fed", "VBN", "feed"},
		{"sped", "VBD", "speed"},
		{"bred", "VBN", "breed"},
		{"vied", "VBD", "vie"},
		{"rid", "VBN", "rid"},
		{"bombed", "VBD", "bomb"},
		{"bombing", "VBG", "bomb"},
		{"banned", "VBN", "ban"},
		{"expelled", "VBD", "expel"},
		{"annexed", "VBN", "annex"},
		{"denies", "VBZ", "deny"},
		{"vowed", "VBD", "vow"},
		{"besieged", "VBN", "besiege"},
		{"kidnapped", "VBD", "kidnap"},
		{"withdrew", "VBD", "withdraw"},
		{"overthrown", "VBN", "overthrow"},
		{"wound", "VBD", "wind"},
		{"wounded", "VBD", "wound"},
	} {
		if got := v[[2]string{c[0], c[1]}]; got != c[2] {
			t.Errorf("%s %s is %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestVerbsReportsEveryFault(t *testing.T) {
	_, err := loadVerbs("go\twent\tgone\nGo\ngo\tran\nxx\ngo\twent\tgone\n")
	if err == nil {
		t.Fatal("faults passed")
	}
	for _, want := range []string{"line 2", "line 3", "line 4", "line 5: go stands here twice"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not name %s", err, want)
		}
	}
}
