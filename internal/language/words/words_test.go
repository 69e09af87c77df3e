package words_test

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/wordform"
	"github.com/chancery-project/chancery/internal/language/words"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "rewrite the case files with what the code gives now")

func rules(t testing.TB) *words.Splitter {
	t.Helper()
	s, err := words.Rules()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// show joins words by blanks and sentences by " / ".
func show(s *words.Splitter, text string) string {
	var out []string
	for _, w := range s.Split(text, 0, len(text), nil) {
		out = append(out, text[w.Start:w.End])
		if w.Last {
			out = append(out, "/")
		}
	}
	return strings.TrimSuffix(strings.Join(out, " "), " /")
}

// TestRules compares the rules with testdata/rules.txt: a line of text, and
// below it, after a tab, its words and sentences.
func TestRules(t *testing.T) {
	const path = "testdata/rules.txt"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := rules(t)
	var b strings.Builder
	cases := 0
	for line := range strings.SplitSeq(strings.TrimSuffix(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "\t") {
			continue
		}
		b.WriteString(line + "\n")
		if line != "" && !strings.HasPrefix(line, "# ") {
			b.WriteString("\t" + show(s, line) + "\n")
			cases++
		}
	}
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if cases < 20 {
		t.Fatalf("only %d cases", cases)
	}
	want, got := strings.Split(string(data), "\n"), strings.Split(b.String(), "\n")
	for i := range got {
		if i > len(want)-1 || got[i] != want[i] {
			t.Fatalf("line %d:\n got %s\nwant %s", i+1, got[i], want[min(i, len(want)-1)])
		}
	}
}

// check reports the first broken promise about the words of a text.
func check(t interface {
	Fatalf(string, ...any)
}, text string, list []words.Word,
) {
	end, last := 0, true
	for i, w := range list {
		if w.Start < end || w.End <= w.Start || w.End > len(text) {
			t.Fatalf("word %d is %d to %d behind %d in %d bytes", i, w.Start, w.End, end, len(text))
		}
		if utf8.ValidString(text) && !utf8.ValidString(text[w.Start:w.End]) {
			t.Fatalf("word %d cuts a character: %q", i, text[w.Start:w.End])
		}
		covered(t, text[end:w.Start])
		if strings.ContainsFunc(text[w.Start:w.End], unicode.IsSpace) {
			t.Fatalf("word %d holds white space: %q", i, text[w.Start:w.End])
		}
		end, last = w.End, w.Last
	}
	covered(t, text[end:])
	if !last {
		t.Fatalf("the last word ends no sentence")
	}
}

// covered fails if there is a visible character between words.
func covered(t interface {
	Fatalf(string, ...any)
}, between string,
) {
	for _, r := range between {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && !wordform.Invisible(r) {
			t.Fatalf("%q (%U) is in no word", r, r)
		}
	}
}

func TestAnyUnicodeIsCovered(t *testing.T) {
	s, m := rules(t), trained(t)
	piece := rapid.OneOf(
		rapid.String(),
		rapid.SampledFrom(strings.Fields("Mr. U.S. don't can't cannot ’s “ ” \" ' ... … — – - -- e-mail anti-war $5m 5km 10am 6,000 "+
			"http://a.b/c?d=e x@y.org :) [12] ( ) ! ?! é e\u0301 \u200b \u00ad 👩‍👩‍👧 🇵🇰🇦🇫 👍🏽 ﷽ 中文。 ١٢٣ ' '' `` .doc a.b.c.d")),
		rapid.SampledFrom([]string{" ", "\u00a0", "\n", "\t", "\u2003", "\u2028", "  "}),
	)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "pieces"), "")
		check(t, text, s.Split(text, 0, len(text), nil))
		check(t, text, m.Split(text, 0, len(text), nil))
	})
}

func FuzzSplit(f *testing.F) {
	f.Add("Mr. Khan's aide didn't say (\"no comment\"). U.S.-based firms... paid $5m.")
	f.Add("a\xffb \u200b\u0301 👩‍👧 3-4 x@y.z http://")
	s := rules(f)
	f.Fuzz(func(t *testing.T, text string) {
		check(t, text, s.Split(text, 0, len(text), nil))
	})
}

// samples is a little training text in which ";" ends sentences and "foo-bar" is one word.
func samples() []words.Sample {
	text := "We saw foo-bar ; They saw foo-bar ; He left ;"
	var sents [][][2]int
	at := 0
	for part := range strings.SplitSeq(strings.TrimSuffix(text, " ;"), " ; ") {
		var sent [][2]int
		for word := range strings.FieldsSeq(part + " ;") {
			i := at + strings.Index(text[at:], word)
			sent = append(sent, [2]int{i, i + len(word)})
			at = i + len(word)
		}
		sents = append(sents, sent)
	}
	return []words.Sample{{Text: text, Sentences: sents}, {Text: text + "\n\n" + "End .", Sentences: append(sents, [][2]int{{len(text) + 2, len(text) + 5}, {len(text) + 6, len(text) + 7}})}}
}

func trained(t testing.TB) *words.Splitter {
	t.Helper()
	set := words.DefaultSettings()
	set.Epochs, set.Cut = 20, 0
	s, err := words.Train(samples(), set)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTrainingOverrulesTheRules(t *testing.T) {
	s := trained(t)
	want := "They saw foo-bar ; / We left ;"
	if got := show(s, "They saw foo-bar ; We left ;"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	b := &model.Builder{Header: model.Header{Language: "en"}}
	if err := s.Save(b); err != nil {
		t.Fatal(err)
	}
	data, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	f, err := model.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := words.Open(f)
	if err != nil {
		t.Fatal(err)
	}
	if got := show(opened, "They saw foo-bar ; We left ;"); got != want {
		t.Errorf("after opening: %s", got)
	}
	again := &model.Builder{Header: model.Header{Language: "en"}}
	if err := trained(t).Save(again); err != nil {
		t.Fatal(err)
	}
	if second, _ := again.Bytes(); !bytes.Equal(data, second) {
		t.Error("the same seed gives different bytes")
	}
}

func TestOpenRefuses(t *testing.T) {
	b := &model.Builder{Header: model.Header{Language: "en"}}
	if err := b.Set("words/gaps", []byte("x")); err != nil {
		t.Fatal(err)
	}
	data, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	f, err := model.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := words.Open(f); err == nil || !strings.Contains(err.Error(), "words/gaps") {
		t.Errorf("error %v", err)
	}
}

func BenchmarkSplitLongChunk(b *testing.B) {
	s := rules(b)
	text := strings.Repeat("a-1.b'c/", 1<<14)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s.Split(text, 0, len(text), nil)
	}
}

func BenchmarkSplitText(b *testing.B) {
	s := rules(b)
	text := strings.Repeat("Qatar's foreign minister flew to Tehran on Monday, but declined to say whether talks would resume. ", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s.Split(text, 0, len(text), nil)
	}
}
