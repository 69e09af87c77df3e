package parsed_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/publish/parsed"
	"github.com/chancery-project/chancery/internal/language/conllu"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// document is "He can’t leave Doha.\n\nNo." by hand, with a decomposed accent in "Dohá".
func document(t *testing.T) *text.Document {
	t.Helper()
	d := text.New(text.Raw{}, "He can’t leave\nDoha\u0301.\n\nNo.")
	at := 0
	for i, word := range []string{"He", "ca", "n’t", "leave", "Doha\u0301", ".", "No", "."} {
		at += strings.Index(d.Text[at:], word)
		d.Tokens = append(d.Tokens, text.Token{Span: record.Span{Start: at, End: at + len(word)}, Sentence: int32(i / 6)})
		at += len(word)
	}
	d.Sentences = []text.Sentence{
		{Tokens: text.TokenRange{First: 0, End: 6}, Kind: text.Running},
		{Tokens: text.TokenRange{First: 6, End: 8}, Kind: text.Title, Paragraph: 1},
	}
	d.Names = []text.Name{{Span: d.Tokens[4].Span, Tokens: text.TokenRange{First: 4, End: 5}, Type: text.LocationName}}
	d.Quotations = []text.Quotation{{Span: d.Tokens[0].Span, Content: d.Tokens[0].Span, Tokens: text.TokenRange{First: 0, End: 1}}}
	morphs := []text.Morph{
		{Lemma: "he", UPOS: "PRON", XPOS: "PRP", Feats: "Case=Nom"},
		{Lemma: "can", UPOS: "AUX", XPOS: "MD"},
		{Lemma: "not", UPOS: "PART", XPOS: "RB"},
		{Lemma: "leave", UPOS: "VERB", XPOS: "VB"},
		{Lemma: "Doha\u0301", UPOS: "PROPN", XPOS: "NNP"},
		{Lemma: ".", UPOS: "PUNCT", XPOS: "."},
		{Lemma: "no", UPOS: "INTJ", XPOS: "UH"},
		{Lemma: ".", UPOS: "PUNCT", XPOS: "."},
	}
	trees, err := text.NewForest(d.Sentences, morphs, []text.TokenID{3, 3, 3, text.NoToken, 3, 3, text.NoToken, 6},
		[]string{"nsubj", "aux", "advmod", "root", "obj", "punct", "root", "punct"})
	if err != nil {
		t.Fatal(err)
	}
	d.Trees = trees
	return d
}

func write(t *testing.T, sents []*conllu.Sentence) string {
	t.Helper()
	var b bytes.Buffer
	w := conllu.NewWriter(&b)
	for _, s := range sents {
		if err := s.CheckTree(); err != nil {
			t.Error(err)
		}
		if err := w.Write(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const wanted = `# newdoc id = a_b
# newpar
# sent_id = a_b-1
# text = He can’t leave Dohá.
1 He he PRON PRP Case=Nom 4 nsubj _ _
2 ca can AUX MD _ 4 aux _ SpaceAfter=No
3 n’t not PART RB _ 4 advmod _ _
4 leave leave VERB VB _ 0 root _ _
5 Dohá Dohá PROPN NNP _ 4 obj _ NE=B-LOC|SpaceAfter=No
6 . . PUNCT . _ 4 punct _ _

# newpar
# sent_id = a_b-2
# part = headline
# text = No.
1 No no INTJ UH _ 0 root _ SpaceAfter=No
2 . . PUNCT . _ 1 punct _ _

`

func TestSentences(t *testing.T) {
	got := write(t, parsed.Sentences(document(t), "a b"))
	var lines []string
	for line := range strings.SplitSeq(wanted, "\n") {
		if !strings.HasPrefix(line, "#") {
			line = strings.ReplaceAll(line, " ", "\t")
		}
		lines = append(lines, line)
	}
	if d := cmp.Diff(strings.Join(lines, "\n"), got); d != "" {
		t.Error(d)
	}
}

func TestGivenSentencesAreKept(t *testing.T) {
	file := "# sent_id = x\n# newpar\n1-2\tcan’t\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tca\t_\t_\t_\t_\t_\t_\t_\tKeep=1|NE=B-PER\n" +
		"2\tn’t\t_\t_\t_\t_\t_\t_\t_\t_\n2.1\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n3\t.\told\tX\t_\tA=B\t1\tdep\t1:dep\t_\n\n"
	sents, err := conllu.ReadAll(strings.NewReader(file), conllu.Options{KeepEmpty: true})
	if err != nil {
		t.Fatal(err)
	}
	d := parsed.FromSentences(sents)
	if d.Text != "can’t." || len(d.Tokens) != 3 {
		t.Fatalf("text %q with %d words", d.Text, len(d.Tokens))
	}
	d.Trees, err = text.NewForest(d.Sentences, []text.Morph{{Lemma: "can", UPOS: "AUX"}, {Lemma: "not", UPOS: "PART"}, {Lemma: ".", UPOS: "PUNCT"}},
		[]text.TokenID{text.NoToken, 0, 0}, []string{"root", "advmod", "punct"})
	if err != nil {
		t.Fatal(err)
	}
	parsed.Fill(d, sents)
	want := "# sent_id = x\n# newpar\n1-2\tcan’t\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tca\tcan\tAUX\t_\t_\t0\troot\t_\tKeep=1\n" +
		"2\tn’t\tnot\tPART\t_\t_\t1\tadvmod\t_\t_\n3\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_\n\n"
	if diff := cmp.Diff(want, write(t, sents)); diff != "" {
		t.Error(diff)
	}
}

func TestWriteTree(t *testing.T) {
	var b bytes.Buffer
	if err := parsed.WriteTree(&b, document(t), parsed.Style{}); err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(`He can’t leave Doha@.
 ┌──╴ He     PRON   nsubj
 ├──╴ ca     AUX    aux     can
 ├──╴ n’t    PART   advmod  not
╶┼──╴ leave  VERB   root
 ├──╴ Doha@   PROPN  obj     LOC
 └──╴ .      PUNCT  punct

headline No.
╶┬──╴ No  INTJ   root
 └──╴ .   PUNCT  punct
`, "@", "\u0301")
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
}

func TestStyleLeavesTheWords(t *testing.T) {
	var plain, styled bytes.Buffer
	st := parsed.Style{Bold: "<", Grey: "<", Accent: "<", Name: "<", End: ">"}
	if err := parsed.WriteTree(&plain, document(t), parsed.Style{}); err != nil {
		t.Fatal(err)
	}
	if err := parsed.WriteTree(&styled, document(t), st); err != nil {
		t.Fatal(err)
	}
	bare := strings.NewReplacer("<", "", ">", "").Replace(styled.String())
	for i, line := range strings.Split(bare, "\n") {
		if got := strings.TrimRight(line, " "); got != strings.Split(plain.String(), "\n")[i] {
			t.Errorf("line %d: %q", i, got)
		}
	}
}

func TestJSONLinesQuoteTheText(t *testing.T) {
	d := document(t)
	var b bytes.Buffer
	if err := parsed.WriteJSONL(&b, d); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for line := range strings.Lines(b.String()) {
		var got struct {
			Kind, Text    string
			Span, Content [2]int
			Tokens        []struct {
				Span            [2]int
				Text, Rel, Name string
				Head            int
			}
		}
		if err := json.Unmarshal([]byte(line), &got); err != nil {
			t.Fatal(err)
		}
		kinds[got.Kind]++
		span := got.Span
		if got.Kind == "quotation" {
			span = got.Content
		}
		if d.Text[span[0]:span[1]] != got.Text {
			t.Errorf("%s %q is not its span", got.Kind, got.Text)
		}
		for _, w := range got.Tokens {
			if d.Text[w.Span[0]:w.Span[1]] != w.Text || w.Head < 0 || w.Head > len(got.Tokens) {
				t.Errorf("word %+v", w)
			}
		}
	}
	if kinds["sentence"] != 2 || kinds["quotation"] != 1 {
		t.Errorf("lines %v", kinds)
	}
}

// TestAnyTreeIsDrawn draws trees of any form: a line for each word, with the
// word in it, and no line without a beginning.
func TestAnyTreeIsDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "words")
		order := rapid.Permutation(makeRange(n)).Draw(t, "order")
		heads := make([]text.TokenID, n)
		heads[order[0]] = text.NoToken
		for i := 1; i < n; i++ { // each hangs on one that stands before it in the order
			heads[order[i]] = text.TokenID(order[rapid.IntRange(0, i-1).Draw(t, "head")])
		}
		var b strings.Builder
		d := text.New(text.Raw{}, "")
		for i := range n {
			b.WriteString("w ")
			d.Tokens = append(d.Tokens, text.Token{Span: record.Span{Start: 2 * i, End: 2*i + 1}})
		}
		d.Text = b.String()
		d.Sentences = []text.Sentence{{Tokens: text.TokenRange{First: 0, End: text.TokenID(n)}, Kind: text.Running}}
		var err error
		if d.Trees, err = text.NewForest(d.Sentences, make([]text.Morph, n), heads, make([]string, n)); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := parsed.WriteTree(&out, d, parsed.Style{}); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
		if len(lines) != n+1 {
			t.Fatalf("%d lines for %d words", len(lines), n)
		}
		for i, line := range lines[1:] {
			if !strings.Contains(line, "╴ w") {
				t.Fatalf("line %d: %q", i, line)
			}
		}
	})
}

func makeRange(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}
