package copies_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/acquire/copies"
)

func hexSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

// prose makes a text of n made-up words, from the seed alone.
func prose(seed uint64, n int) []string {
	rng := rand.New(rand.NewPCG(seed, 1))
	words := make([]string, n)
	for i := range words {
		for range 2 + rng.IntN(4) {
			words[i] += string("bcdfghklmnprstvz"[rng.IntN(16)]) + string("aeiou"[rng.IntN(5)])
		}
	}
	return words
}

// matched adds the texts in order and returns the matches of the last.
func matched(texts ...string) []copies.Match {
	x := copies.NewIndex()
	var last []copies.Match
	for i, text := range texts {
		last = x.Add(int64(i), copies.Sign(text))
	}
	return last
}

func TestIndexFindsCut(t *testing.T) {
	words := prose(1, 400)
	whole := strings.Join(words, " ")
	for _, n := range []int{400, 300, 200, 140} {
		cut := strings.Join(words[:n], " ")
		if m := matched(whole, cut); len(m) != 1 || m[0].Similarity < 0.8 {
			t.Errorf("cut to %d of 400 words: %v", n, m)
		}
		if m := matched(cut, whole); len(m) != 1 {
			t.Errorf("cut to %d of 400 words, the cut one first: %v", n, m)
		}
	}
}

// TestIndexLeavesDigests has a long text that holds another one whole, further
// down: the digest is not a copy of what it collects.
func TestIndexLeavesDigests(t *testing.T) {
	a, b, c := prose(1, 200), prose(2, 200), prose(3, 200)
	digest := strings.Join(slices.Concat(a, b, c), " ")
	if m := matched(strings.Join(b, " "), digest); len(m) != 0 {
		t.Errorf("the second of three: %v", m)
	}
}

func TestIndexOrdersMatches(t *testing.T) {
	words := prose(1, 300)
	text := strings.Join(words, " ")
	edited := slices.Clone(words)
	for i := 0; i < 300; i += 10 {
		edited[i] = "changed"
	}
	m := matched(strings.Join(edited, " "), text, text, text)
	var keys []int64
	for _, one := range m {
		keys = append(keys, one.Key)
	}
	if !slices.Equal(keys, []int64{1, 2, 0}) {
		t.Errorf("matches %v, want keys 1 2 0", m)
	}
}

func TestShortTexts(t *testing.T) {
	for _, c := range []struct {
		a, b   string
		copied bool
	}{
		{"", "", false},
		{"—", "…", false},
		{"Talks end", "Talks end.", true},
		{"Talks end in Geneva today", "Talks end in Geneva tonight", false},
		{"a b c d e f g h i j k l", "a b c d e f g h i j k l", true}, // no long word
		{"a b c d e f g h i j k l", "a b c d e f g h i j k m", false},
		{
			"At least 12 people were killed in a suicide bombing in Kabul on Monday.",
			"At least 12 people were killed in a suicide bombing in Baghdad on Monday.", false,
		},
		{
			"At least 12 people were killed in a suicide bombing in Kabul on Monday, police said.",
			"AT LEAST 12 PEOPLE WERE KILLED IN A SUICIDE BOMBING IN KABUL ON MONDAY POLICE SAID", true,
		},
	} {
		if got := len(matched(c.a, c.b)) > 0; got != c.copied {
			t.Errorf("%q and %q: copied %v, want %v", c.a, c.b, got, c.copied)
		}
	}
}

// TestIndexAgreesWithCompare holds the index, which looks only where a key
// agrees, against comparing every pair, in both orders.
func TestIndexAgreesWithCompare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(variant(), 2, 12).Draw(t, "texts")
		x := copies.NewIndex()
		for i, text := range texts {
			s := copies.Sign(text)
			got := map[int64]float64{}
			for _, m := range x.Add(int64(i), s) {
				got[m.Key] = m.Similarity
			}
			for j, earlier := range texts[:i] {
				similarity, copied := copies.Compare(s, copies.Sign(earlier))
				back, backCopied := copies.Compare(copies.Sign(earlier), s)
				if similarity != back || copied != backCopied {
					t.Fatalf("compare is not symmetric: %v %v, %v %v", similarity, copied, back, backCopied)
				}
				if in, ok := got[int64(j)]; ok != copied || ok && in != similarity {
					t.Fatalf("index %v %v, compare %v %v", in, ok, similarity, copied)
				}
			}
		}
		if x.Len() != len(texts) {
			t.Fatalf("length %d, want %d", x.Len(), len(texts))
		}
	})
}

// variant draws one of a few texts, cut and edited somehow.
func variant() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		words := prose(uint64(rapid.IntRange(0, 3).Draw(t, "text")), rapid.SampledFrom([]int{5, 20, 80, 200}).Draw(t, "length"))
		words = words[:rapid.IntRange(1, len(words)).Draw(t, "cut")]
		for range rapid.IntRange(0, len(words)/5).Draw(t, "edits") {
			words[rapid.IntRange(0, len(words)-1).Draw(t, "at")] = rapid.SampledFrom([]string{"", "other", "17", "of"}).Draw(t, "word")
		}
		return strings.Join(words, " ")
	})
}

// TestOtherScripts edits and cuts texts in scripts without spaces.
func TestOtherScripts(t *testing.T) {
	for _, c := range []struct {
		name  string
		first rune
		n     int
		runes int // length of the text
	}{
		{"Chinese", 0x4e00, 3000, 900},
		{"Japanese kana", 0x3041, 80, 900},
		{"Thai", 0x0e01, 44, 1800},
		{"Khmer", 0x1780, 34, 1800},
	} {
		write := func(seed uint64) []rune {
			rng := rand.New(rand.NewPCG(seed, 2))
			text := make([]rune, c.runes)
			for i := range text {
				text[i] = c.first + rune(rng.IntN(c.n))
			}
			return text
		}
		a, b := write(1), write(2)
		edited := slices.Clone(a)
		for i := 0; i < len(edited); i += 20 {
			edited[i] = b[i]
		}
		if m := matched(string(a), string(a[:len(a)/3])); len(m) != 1 {
			t.Errorf("%s: a cut to a third is not found", c.name)
		}
		if m := matched(string(a), string(edited)); len(m) != 1 {
			t.Errorf("%s: edits of one character in twenty are not found", c.name)
		}
		if m := matched(string(a), string(b)); len(m) != 0 {
			t.Errorf("%s: different texts match: %v", c.name, m)
		}
	}
}

// bulletinOf is one day's bulletin of a series.
func bulletinOf(day int) string {
	rng := rand.New(rand.NewPCG(uint64(day), 3))
	n := func() int { return 2 + rng.IntN(60) }
	return fmt.Sprintf(`Over the past 24 hours the air defence reported %d drones, of which %d were shot down over the
northern regions and %d were lost to electronic warfare. Artillery fired on %d settlements along the river, wounding %d
civilians and damaging %d houses, a school and %d farms. Rescue teams brought %d people to safety. The command repeats its
call to stay in shelters until the end of the alert, to keep documents at hand, and to report unexploded shells to the police.
As of %d December, %d districts are without electricity and repair teams are at work.`, n(), n(), n(), n(), n(), n(), n(), n(), 1+day%28, n())
}

func TestBulletinsOfSeries(t *testing.T) {
	x := copies.NewIndex()
	for day := range 300 {
		if m := x.Add(int64(day), copies.Sign(bulletinOf(day))); len(m) != 0 {
			t.Errorf("day %d is taken for a copy of %v\n%s\n%s", day, m, bulletinOf(day), bulletinOf(int(m[0].Key)))
		}
	}
	again := "Correspondent in the capital\n" + strings.ReplaceAll(bulletinOf(7), "civilians", "residents")
	if m := x.Add(1000, copies.Sign(again)); len(m) != 1 || m[0].Key != 7 {
		t.Errorf("the bulletin of day 7, syndicated: %v", m)
	}
}

// TestSimilarity asks the index for what the signatures say.
func TestSimilarity(t *testing.T) {
	texts := []string{
		"the ministers met in Kabul on Monday and agreed to reopen the crossing for trade within a week of the talks",
		"the ministers met in Kabul on Monday and agreed to reopen the crossing for trade within a month of the talks",
		"a poll found that most of the voters wanted an early election and had not heard of any of the candidates yet",
	}
	index := copies.NewIndex()
	for i, s := range texts {
		index.Add(int64(10*i), copies.Sign(s))
	}
	for i := range texts {
		for j := range texts {
			want, _ := copies.Compare(copies.Sign(texts[i]), copies.Sign(texts[j]))
			if got := index.Similarity(int64(10*i), int64(10*j)); got != want {
				t.Errorf("similarity of %d and %d is %v, the signatures say %v", i, j, got, want)
			}
		}
	}
}
