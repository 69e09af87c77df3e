package guess_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/text/guess"
)

func TestEncoding(t *testing.T) {
	for sample, want := range map[string]string{
		"Le ministre de la r\xe9gion a \xe9t\xe9 re\xe7u au palais, o\xf9 il a parl\xe9 de la fronti\xe8re.":                                                                              "iso-8859-1",
		"\xca\xe0\xe1\xf3\xeb \xee\xf2\xea\xe0\xe7\xe0\xeb\xf1\xff \xee\xf2 \xef\xe5\xf0\xe5\xe3\xee\xe2\xee\xf0\xee\xe2 \xed\xe0 \xef\xf0\xee\xf8\xeb\xee\xe9 \xed\xe5\xe4\xe5\xeb\xe5.": "windows-1251",
	} {
		if got := guess.Encoding([]byte(sample)); got != want {
			t.Errorf("%q: got %q, want %q", sample, got, want)
		}
	}
}

func TestSameForSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SliceOfN(rapid.Byte(), 1, 24).Draw(t, "bytes")
		first := guess.Encoding(b)
		for range 20 {
			if again := guess.Encoding(b); again != first {
				t.Fatalf("%q: got %q, then %q", b, first, again)
			}
		}
	})
}
