package source

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPropertiesAreThoseOfTheStandardLibrary compares the own way of taking objects apart with encoding/json.
func TestPropertiesAreThoseOfTheStandardLibrary(t *testing.T) {
	piece := rapid.SampledFrom([]string{`{`, `}`, `[`, `]`, `,`, `:`, `"a"`, `"\u00e9\ud83d\ude00"`, `"\ud83d x"`, `"b\\"`, `"\"c"`, `1`, `-2.5e3`, `true`, `null`, ` `, "\n", `"é"`, "\"\xff\"", `""`, `"\/\b\f\r\t"`})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
		compareObjects(t, s)
		compareObjects(t, `{"x":`+s+`,"y" : [ {"z":"}"} , "]" ] }`)
		compareObjects(t, `{"x":"`+strings.Trim(s, `"`)+`"}`)
	})
}

func compareObjects(t *rapid.T, s string) {
	var want map[string]json.RawMessage
	errWant := json.Unmarshal([]byte(s), &want)
	got, err := properties([]byte(s))
	if (err == nil) != (errWant == nil && want != nil) {
		t.Fatalf("%s: got %v, want %v", s, err, errWant)
	}
	last := map[string][]byte{}
	for _, p := range got {
		last[p.name] = p.raw
	}
	if len(last) != len(want) && err == nil {
		t.Fatalf("%s: got %q, want %q", s, last, want)
	}
	for name, raw := range want {
		if string(last[name]) != string(raw) {
			t.Fatalf("%s: %q: got %s, want %s", s, name, last[name], raw)
		}
		if raw[0] == '"' {
			var text string
			if err := json.Unmarshal(raw, &text); err != nil || unquote(raw) != strings.ToValidUTF8(text, "") {
				t.Fatalf("%s: got %q, want %q", raw, unquote(raw), text)
			}
		}
	}
}
