package words_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/query/words"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{" -- … ", ""},
		{"The U.S. envoy’s 2,000-mile trip", "the u s envoy s 2 000 mile trip"},
		{"Türkiye, Łódź, São Paulo, Ærø, Straße", "turkiye lodz sao paulo aero strasse"},
		{"e\u0301lan soft\u00adhyphen zero\u200bwidth", "elan softhyphen zero width"},
		{"ﬁnal ＡＢＣ ½", "final abc 12"},
		{"علي كابل", "علی کابل"},
		{"آمریکا إيران مُحَمَّد", "امریکا ایران محمد"},
		{"می\u200cرود کـــابل ۱۲٣", "میرود کابل 123"},
		{"北京会谈 2025", "北 京 会 谈 2025"},
		{"a\x00b\xffc", "a b c"},
		{"ΑΘΉΝΑ Київ", "αθηνα киів"},
	} {
		if got := strings.Join(words.Split(c.text), " "); got != c.want {
			t.Errorf("Split(%q) = %q, want %q", c.text, got, c.want)
		}
		if got := string(words.Append(nil, c.text)); got != c.want {
			t.Errorf("Append(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestScannerSpans(t *testing.T) {
	text := "«Kābul’s» مُحَمَّد"
	var got []string
	s := words.NewScanner(text)
	for s.Next() {
		got = append(got, text[s.Start:s.End])
	}
	if want := []string{"Kābul", "s", "مُحَمَّد"}; !slices.Equal(got, want) {
		t.Errorf("words are %q, want %q", got, want)
	}
}

func TestLongWordsAreCut(t *testing.T) {
	for _, text := range []string{strings.Repeat("x", 10_000), strings.Repeat("é", 5_000), strings.Repeat("ش", 5_000)} {
		all := words.Split(text)
		if len(all) != 1 || len(all[0]) > words.MaxBytes+utf8.UTFMax || !utf8.ValidString(all[0]) {
			t.Errorf("%d words, the first of %d bytes", len(all), len(all[0]))
		}
	}
}

func TestForms(t *testing.T) {
	for _, c := range []struct {
		word      string
		with, not string
	}{
		{"talks", "talk talked talking", ""},
		{"talk", "talks talked talking", ""},
		{"strikes", "strike struck striking", "striker"},
		{"released", "release releases releasing", ""},
		{"stopped", "stop stops stopping", ""},
		{"countries", "country", ""},
		{"agreement", "agreements", ""},
		{"news", "", "new"},
		{"new", "", "news"},
		{"attacking", "attack attacks attacked", ""},
		{"crises", "crisis", ""},
		{"passes", "pass passed passing", ""},
		{"lives", "life live living", ""},
		{"kabul", "", "kabu"},
		{"کابل", "", ""},
		{"b52s", "", "b52"},
	} {
		got := words.Forms(c.word)
		if got[0] != c.word {
			t.Errorf("Forms(%q) begins with %q", c.word, got[0])
		}
		for _, w := range strings.Fields(c.with) {
			if !slices.Contains(got, w) {
				t.Errorf("Forms(%q) = %q, lacks %q", c.word, got, w)
			}
		}
		for _, w := range strings.Fields(c.not) {
			if slices.Contains(got, w) {
				t.Errorf("Forms(%q) = %q, has %q", c.word, got, w)
			}
		}
		if len(got) > 20 {
			t.Errorf("Forms(%q) gives %d forms", c.word, len(got))
		}
	}
}

func FuzzScanner(f *testing.F) {
	f.Add("The U.S. envoy’s می\u200cرود 北京")
	f.Add("\xff\u0301\u200c")
	f.Fuzz(func(t *testing.T, text string) {
		s, last := words.NewScanner(text), 0
		for s.Next() {
			if s.Start < last || s.End <= s.Start || len(text) < s.End {
				t.Fatalf("word [%d:%d] behind %d of %d bytes", s.Start, s.End, last, len(text))
			}
			for _, form := range words.Forms(string(s.Folded)) {
				if !oneToken(form) {
					t.Fatalf("form %q of %q", form, s.Folded)
				}
			}
			last = s.End
		}
	})
}

// oneToken tells whether an index that parts ASCII text at everything but letters and digits takes s as one word.
func oneToken(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < utf8.RuneSelf && (c < '0' || '9' < c) && (c < 'a' || 'z' < c) {
			return false
		}
	}
	return s != "" && utf8.ValidString(s)
}

func BenchmarkAppend(b *testing.B) {
	text := strings.Repeat("The envoy said in Kabul on Sunday that both sides’ negotiators would meet again. ", 38)
	b.SetBytes(int64(len(text)))
	var dst []byte
	for b.Loop() {
		dst = words.Append(dst[:0], text)
	}
}
