package copies_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/acquire/copies"
)

// sameWords are pairs of texts with the same words.
var sameWords = []struct{ name, a, b string }{
	{"case", "The Council met in Geneva on Tuesday to talk.", "THE COUNCIL MET IN GENEVA ON TUESDAY TO TALK."},
	{"white space", "The council met in Geneva on Tuesday to talk.", "The  council\n\nmet in\tGeneva\u00a0on Tuesday\r\nto talk.  "},
	{"quotes and dashes", "“We won't go,” he said - and left.", "\"We won’t go\", he said — and left!"},
	{"ligature", "The official flew to the first office.", "The oﬃcial ﬂew to the ﬁrst oﬃce."},
	{"soft hyphen", "The government of the federation", "The govern\u00admen\u200bt of the federation"},
	{"accents", "Erdoğan met Müller in Bogotá.", "Erdogan met Mu\u0308ller in Bogota."},
	{"abbreviation", "The U.S. and the U.N. agreed.", "The US and the UN agreed."},
	{"thousands", "It cost 1,200,000 dollars.", "It cost 1200000 dollars."},
	{"full width", "Ｔｏｋｙｏ ２０２３", "Tokyo 2023"},
	{"digits of other scripts", "في ٢٠٢٣", "في 2023"},
	{"Arabic stretcher and vowels", "مُحَمَّد قـــال", "محمد قال"},
	{"Cyrillic case", "Министр заявил в Киеве", "МИНИСТР ЗАЯВИЛ В КИЕВЕ"},
	{"Chinese punctuation", "外交部发言人说，会谈将于周二举行。", "外交部发言人说 会谈将于周二举行"},
	{"invalid bytes", "one two \xff three", "one two three"},
}

func TestSignIgnoresTypography(t *testing.T) {
	for _, c := range sameWords {
		if copies.Sign(c.a) != copies.Sign(c.b) {
			t.Errorf("%s: %q and %q have different signatures", c.name, c.a, c.b)
		}
	}
}

// TestSignTellsApart has texts that differ in a word that counts.
func TestSignTellsApart(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"It cost 3.5 million.", "It cost 35 million."},
		{"Twelve died in Kabul.", "Twelve died in Herat."},
		{"They met at 10.", "They met at 11."},
		{"He can't say.", "He can say."},
		{"会谈将于周二举行", "会谈将于周三举行"},
		{"end. Next", "endNext"},
	} {
		if copies.Sign(c.a) == copies.Sign(c.b) {
			t.Errorf("%q and %q have one signature", c.a, c.b)
		}
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"":                               0,
		" \n—…":                          0,
		"one":                            1,
		"It's the U.S. army, 1,000 men.": 6,
		"会谈 held 2023":                   4,
		strings.Repeat("x", 200):         4, // an endless word is cut
	} {
		if got := copies.Sign(text).Words(); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}

func TestBytesRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := copies.Sign(rapid.String().Draw(t, "text"))
		b := s.Bytes()
		if len(b) != copies.Size {
			t.Fatalf("%d bytes, want %d", len(b), copies.Size)
		}
		back, err := copies.FromBytes(b)
		if err != nil || back != s {
			t.Fatalf("read back %v, %v", back, err)
		}
	})
}

func TestFromBytesRefuses(t *testing.T) {
	b := copies.Sign("a text of some words").Bytes()
	wide := slices.Clone(b)
	for i := len(b) - 80; i < len(b); i++ {
		wide[i] = 0xff
	}
	for name, damaged := range map[string][]byte{"a byte short": b[:len(b)-1], "nothing": nil, "a key too large": wide} {
		if _, err := copies.FromBytes(damaged); !errors.Is(err, copies.ErrDamaged) {
			t.Errorf("%s: %v, want ErrDamaged", name, err)
		}
	}
	b[0]++
	if _, err := copies.FromBytes(b); !errors.Is(err, copies.ErrVersion) {
		t.Errorf("other version: %v, want ErrVersion", err)
	}
}

// TestStoredForm fails when Sign changes: then Version must change too.
func TestStoredForm(t *testing.T) {
	b := copies.Sign("On 4 March the council of Geneva signed 12 agreements with ministers from 3 neighbouring countries.").Bytes()
	const want = "421d6e51ed8295e3"
	if got := hexSum(b); got != want {
		t.Errorf("signature is %s, want %s: if the change is meant, raise Version and this value", got, want)
	}
}

func FuzzFromBytes(f *testing.F) {
	f.Add(copies.Sign("a text of some words, of which 12 are long enough to be signed").Bytes())
	f.Add([]byte{copies.Version})
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := copies.FromBytes(b)
		if err != nil {
			return
		}
		if !bytes.Equal(s.Bytes(), b) {
			t.Fatalf("%x is written as %x", b, s.Bytes())
		}
		x := copies.NewIndex()
		x.Add(1, s)
		for _, m := range x.Add(2, s) {
			if m.Similarity < 0 || m.Similarity > 1 {
				t.Fatalf("similarity %v", m.Similarity)
			}
		}
	})
}

func FuzzSign(f *testing.F) {
	for _, c := range sameWords {
		f.Add(c.a)
		f.Add(c.b)
	}
	f.Add("\xed\xa0\x80 ½ ㎏ ﷺ ก็ํ ½")
	f.Fuzz(func(t *testing.T, text string) {
		s := copies.Sign(text)
		if s != copies.Sign(" "+text+"\n") {
			t.Fatal("white space around the text changes the signature")
		}
		if s.Words() > len(text)*18 {
			t.Fatalf("%d words in %d bytes", s.Words(), len(text))
		}
	})
}
