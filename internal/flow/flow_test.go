package flow_test

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/text"
)

// TestStagesFit proves that the list of stages is in an order in which each finds what it needs.
func TestStagesFit(t *testing.T) {
	if err := flow.Check(flow.Stages()); err != nil {
		t.Error(err)
	}
}

func TestCheckListsAllFaults(t *testing.T) {
	err := flow.Check([]flow.Stage{
		{Name: "trees", Needs: []text.Layer{text.Tokens, text.Sentences}, Gives: []text.Layer{text.Trees}},
		{Name: "tokens", Needs: []text.Layer{text.Body}, Gives: []text.Layer{text.Tokens, text.Sentences}},
		{Name: "more tokens", Gives: []text.Layer{text.Tokens}},
	})
	if err == nil {
		t.Fatal("a wrong order passed")
	}
	for _, want := range []string{
		"stage trees needs tokens", "stage trees needs sentences", "stage more tokens gives tokens, which tokens has given",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not say %q", err, want)
		}
	}
}

// TestNeeded opens no stage whose layers nobody wants.
func TestNeeded(t *testing.T) {
	names := func(wanted ...text.Layer) string {
		var all []string
		for _, s := range flow.Needed(flow.Stages(), wanted) {
			all = append(all, s.Name)
		}
		return strings.Join(all, " ")
	}
	for _, c := range []struct {
		wanted []text.Layer
		want   string
	}{
		{nil, ""},
		{[]text.Layer{text.Body}, ""},
		{[]text.Layer{text.Sentences}, "segment"},
		{[]text.Layer{text.Trees}, "segment syntax"},
	} {
		if got := names(c.wanted...); got != c.want {
			t.Errorf("%v needs the stages %q, want %q", c.wanted, got, c.want)
		}
	}
}
