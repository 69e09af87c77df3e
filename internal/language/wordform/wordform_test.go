package wordform_test

import (
	"testing"

	"github.com/chancery-project/chancery/internal/language/wordform"
)

func TestNormal(t *testing.T) {
	for in, want := range map[string]string{
		"don't":           "don't",
		"don’t":           "don't",
		"‘em":             "'em",
		"‘":               "‘",
		"co\u00adoperate": "cooperate",
		"a\u200bb":        "ab",
		"\u200b":          "\u200b",
		"non‑state":       "non-state",
		"«":               "“",
		"…":               "...",
		"Ｑａｔａｒ":           "Qatar",
		"Doğan":           "Doğan",
		"❤\ufe0f":         "❤",
	} {
		if got := wordform.Normal(in); got != want {
			t.Errorf("Normal(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLower(t *testing.T) {
	for in, want := range map[string]string{"Kabul": "kabul", "F-16": "f-00", "10:30": "00:00", "ÉTAT": "état"} {
		if got := wordform.Lower(in); got != want {
			t.Errorf("Lower(%q) = %q, want %q", in, got, want)
		}
	}
}
