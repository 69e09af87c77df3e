package conllu_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/conllu"
	"github.com/google/go-cmp/cmp"
)

// lines turns a compact sample (columns split by single blanks) into CoNLL-U.
func lines(s string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(strings.TrimLeft(s, "\n"), "\n") {
		if !strings.HasPrefix(line, "#") {
			line = strings.ReplaceAll(line, " ", "\t")
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

const sample = `
# newdoc id = d1
# newpar
# sent_id = d1-1
# text = Talks don't resume.
1 Talks talk NOUN NNS Number=Plur 4 nsubj 4:nsubj _
2-3 don't _ _ _ _ _ _ _ _
2 do do AUX VBP Mood=Ind|VerbForm=Fin 4 aux 4:aux _
3 n't not PART RB _ 4 advmod 4:advmod _
4 resume resume VERB VB VerbForm=Inf 0 root 0:root SpaceAfter=No
4.1 talk talk NOUN _ _ _ _ 4:obj _
5 . . PUNCT . _ 4 punct 4:punct NE=O|Note=a=b

# newpar_block = head
1 _ _ SYM NFP _ _ _ _ _
`

func read(t *testing.T, text string, opts conllu.Options) []*conllu.Sentence {
	t.Helper()
	got, err := conllu.ReadAll(strings.NewReader(text), opts)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestReadFields(t *testing.T) {
	got := read(t, lines(sample), conllu.Options{})
	if len(got) != 2 || len(got[0].Words) != 5 || len(got[0].Empty) != 0 {
		t.Fatalf("got %d sentences, %+v", len(got), got[0])
	}
	s := got[0]
	want := conllu.Word{Form: "do", Lemma: "do", UPOS: "AUX", XPOS: "VBP", Feats: "Mood=Ind|VerbForm=Fin", Head: 4, Deprel: "aux", Deps: "4:aux"}
	if d := cmp.Diff(want, s.Words[1]); d != "" {
		t.Error(d)
	}
	if s.ID() != "d1-1" || !s.StartsDocument() || !s.StartsParagraph() {
		t.Errorf("comments: %q %v %v", s.ID(), s.StartsDocument(), s.StartsParagraph())
	}
	if d := cmp.Diff([]bool{true, false, true, false, true}, s.SpaceAfter()); d != "" {
		t.Error(d)
	}
	if v := s.Words[1].Feat("VerbForm"); v != "Fin" {
		t.Errorf("VerbForm = %q", v)
	}
	if v, ok := s.Words[4].MiscValue("Note"); v != "a=b" || !ok {
		t.Errorf("Note = %q, %v", v, ok)
	}
	if err := s.CheckTree(); err != nil {
		t.Error(err)
	}
	second := got[1]
	if second.StartsParagraph() || second.Words[0].Lemma != "_" || second.Words[0].Head != conllu.NoHead {
		t.Errorf("second sentence: %+v", second)
	}
}

func TestRoundTrip(t *testing.T) {
	for _, text := range []string{lines(sample), lines("1 a _ _ _ _ _ _ _ _\n")} {
		if got := write(t, read(t, text, conllu.Options{KeepEmpty: true})); got != strings.TrimRight(text, "\n")+"\n\n" {
			t.Errorf("wrote\n%s\nwant\n%s", got, text)
		}
	}
}

// TestRoundTripTreebanks writes the treebanks as they were read.
func TestRoundTripTreebanks(t *testing.T) {
	dir := os.Getenv("CHANCERY_DATA")
	if dir == "" {
		dir = "../../../../shared/data"
	}
	files, _ := filepath.Glob(filepath.Join(dir, "ud-*", "*.conllu"))
	if len(files) == 0 {
		t.Skip("no treebanks: set CHANCERY_DATA to the folder that holds ud-ewt and ud-gum")
	}
	for _, f := range files {
		want, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all := read(t, string(want), conllu.Options{Name: f, KeepEmpty: true})
		if got := write(t, all); got != string(want) {
			t.Errorf("%s is written differently", f)
		}
		for _, s := range all {
			if err := s.CheckTree(); err != nil {
				t.Errorf("%s: %s: %v", f, s.ID(), err)
			}
		}
	}
}

func write(t *testing.T, all []*conllu.Sentence) string {
	t.Helper()
	var b bytes.Buffer
	w := conllu.NewWriter(&b)
	for _, s := range all {
		if err := w.Write(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestReadErrors(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"columns", "1 a _ _", "line 1: 4 columns instead of 10"},
		{"extra", "1 a _ _ _ _ _ _ _ _ _", "more than 10 columns"},
		{"empty column", "1  _ _ _ _ _ _ _ _", "column 2 is empty"},
		{"id", "2 a _ _ _ _ _ _ _ _", `word id "2", expected 1`},
		{"head", "1 a _ _ _ _ x _ _ _", `head "x" is not a number`},
		{"far head", "1 a _ _ _ _ 2 _ _ _", "word 1 of the sentence before this line has the head 2"},
		{"own head", "1 a _ _ _ _ 1 _ _ _", "has the head 1"},
		{"range", "1-1 a _ _ _ _ _ _ _ _", `range "1-1"`},
		{"range overlap", "1-2 a _ _ _ _ _ _ _ _\n1-3 a _ _ _ _ _ _ _ _", "overlaps"},
		{"range end", "1-2 a _ _ _ _ _ _ _ _\n1 a _ _ _ _ _ _ _ _", "ends behind its last word"},
		{"empty node", "1.1 a _ _ _ _ _ _ _ _", `empty node "1.1" does not follow word 0`},
		{"late comment", "1 a _ _ _ _ _ _ _ _\n# x", "line 2: comment after the first word"},
		{"no words", "# x\n\n", "sentence without words"},
		{"bytes", "1 \xff _ _ _ _ _ _ _ _", "not UTF-8"},
		{"long line", "# " + strings.Repeat("x", 300), "line 1: line is longer than 200 bytes"},
		{"many words", "1 a _ _ _ _ _ _ _ _\n2 a _ _ _ _ _ _ _ _\n3 a _ _ _ _ _ _ _ _\n4 a _ _ _ _ _ _ _ _", "more than 3 words"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := conllu.ReadAll(strings.NewReader(lines(c.text)), conllu.Options{Name: "in", MaxLine: 200, MaxWords: 3})
			if !errors.Is(err, conllu.ErrFormat) || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "in: ") {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestCheckTree(t *testing.T) {
	for _, c := range []struct {
		heads []int
		want  string
	}{
		{[]int{2, 0, 2}, ""},
		{[]int{0, 0}, "both roots"},
		{[]int{2, 3, 2, 0}, "own ancestor"},
		{[]int{2, 1}, "no word is the root"},
	} {
		s := &conllu.Sentence{}
		for _, h := range c.heads {
			rel := "dep"
			if h == 0 {
				rel = "root"
			}
			s.Words = append(s.Words, conllu.Word{Form: "x", Head: h, Deprel: rel})
		}
		err := s.CheckTree()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("heads %v: %v, want %q", c.heads, err, c.want)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	w := conllu.NewWriter(&bytes.Buffer{})
	for _, s := range []*conllu.Sentence{
		{},
		{Words: []conllu.Word{{Form: ""}}},
		{Words: []conllu.Word{{Form: "a\tb"}}},
		{Words: []conllu.Word{{Form: "a", Head: 2}}},
		{Comments: []string{"a\nb"}, Words: []conllu.Word{{Form: "a"}}},
		{Words: []conllu.Word{{Form: "a"}}, Ranges: []conllu.Range{{First: 1, Last: 2, Form: "x"}}},
	} {
		if err := w.Write(s); !errors.Is(err, conllu.ErrFormat) {
			t.Errorf("%+v: error %v", s, err)
		}
	}
}

// FuzzReader: whatever is read without error is written and read again as the same.
func FuzzReader(f *testing.F) {
	f.Add(lines(sample))
	f.Add(lines("1-2 a _ _ _ Typo=Yes _ _ _ _\n1 a _ _ _ _ 0 root _ _\n2 b _ _ _ _ 1 x _ _"))
	f.Add("# x\r\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		opts := conllu.Options{KeepEmpty: true, MaxLine: 1000, MaxWords: 50}
		first, err := conllu.ReadAll(strings.NewReader(text), opts)
		if err != nil {
			return
		}
		for _, s := range first {
			_ = s.CheckTree()
			s.SpaceAfter()
		}
		second, err := conllu.ReadAll(strings.NewReader(write(t, first)), conllu.Options{KeepEmpty: true})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(first, second); d != "" {
			t.Error(d)
		}
	})
}
