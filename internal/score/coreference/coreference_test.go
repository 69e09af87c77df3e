package coreference_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/bind/refer"
	"github.com/chancery-project/chancery/internal/language/conllu"
	"github.com/chancery-project/chancery/internal/score/coreference"
	"github.com/chancery-project/chancery/internal/text"
)

// sample is a small treebank: id, form, lemma, tag, features, head, relation, MISC.
const sample = `# newdoc id = GUM_news_sample
# newpar_block = head (1 s)
1 Queen queen NOUN Number=Sing 2 nsubj Entity=(1-person-new)
2 visits visit VERB _ 0 root _
3 Oslo Oslo PROPN Number=Sing 2 obj Entity=(2-place-new)

# newpar_block = p (2 s)
1 The the DET _ 2 det Entity=(1-person-giv
2 queen queen NOUN Number=Sing 3 nsubj Entity=1)
3 met meet VERB _ 0 root _
4 a a DET _ 5 det Entity=(3-person-new(4-person-new
5 minister minister NOUN Number=Sing 3 obj Entity=4)
6 and and CCONJ _ 8 cc _
7 his his PRON Poss=Yes 8 nmod:poss Entity=(5-person-new(4-person-giv)
8 wife wife NOUN Number=Sing 5 conj Entity=5)3)

1 She she PRON Number=Sing 2 nsubj Entity=(1-person-giv)
2 thanked thank VERB _ 0 root _
3 them they PRON Number=Plur 2 obj Entity=(6-person-giv)|SplitAnte=4<6,5<6
4 and and CCONJ _ 5 cc _
5 it it PRON Number=Sing 2 conj _

# newdoc id = GUM_bio_other
1 He he PRON Number=Sing 2 nsubj Entity=(1-person-new)
2 slept sleep VERB _ 0 root _
`

// columns puts the sample into the ten columns of CoNLL-U.
func columns() string {
	var b strings.Builder
	for line := range strings.Lines(sample) {
		f := strings.Fields(line)
		if len(f) == 8 && !strings.HasPrefix(line, "#") {
			line = strings.Join([]string{f[0], f[1], f[2], f[3], "_", f[4], f[5], f[6], "_", f[7]}, "\t") + "\n"
		}
		b.WriteString(line)
	}
	return b.String()
}

// documents reads the sample with its own trees.
func documents(t testing.TB, genres ...string) []coreference.Document {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sample.conllu")
	if err := os.WriteFile(path, []byte(columns()), 0o644); err != nil {
		t.Fatal(err)
	}
	sents, err := conllu.ReadFile(path, conllu.Options{})
	if err != nil {
		t.Fatal(err)
	}
	docs, err := coreference.Documents(path, genres, func(d *text.Document) error {
		first, n := 0, 0
		for first < len(sents) && !strings.HasPrefix(d.Text, sents[first].Words[0].Form) {
			first++
		}
		var morphs []text.Morph
		var heads []text.TokenID
		var rels []string
		for i := range d.Sentences {
			for _, w := range sents[first+i].Words {
				head := text.NoToken
				if w.Head > 0 {
					head = text.TokenID(n + w.Head - 1)
				}
				morphs = append(morphs, text.Morph{Lemma: w.Lemma, UPOS: w.UPOS, Feats: w.Feats})
				heads, rels = append(heads, head), append(rels, w.Deprel)
			}
			n += len(sents[first+i].Words)
		}
		var err error
		d.Trees, err = text.NewForest(d.Sentences, morphs, heads, rels)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func TestScore(t *testing.T) {
	docs := documents(t, "news")
	if len(docs) != 1 || !docs[0].Report() || docs[0].Text.Sentences[0].Kind != text.Title || docs[0].Text.Sentences[1].Kind != text.Running {
		t.Fatalf("%d documents, or the heading is none", len(docs))
	}
	heads := func(words ...int) (list []text.TokenID) {
		for _, w := range words {
			list = append(list, text.TokenID(w))
		}
		return list
	}
	for _, c := range []struct {
		name    string
		answers []coreference.Answer
		want    coreference.Count
	}{
		{"nothing", nil, coreference.Count{Gold: 3}},
		{"right", []coreference.Answer{{Word: 11, Heads: heads(4)}, {Word: 9, Heads: heads(7)}, {Word: 13, Heads: heads(7, 10)}}, coreference.Count{Gold: 3, Answered: 3, Right: 3}},
		{"the headline", []coreference.Answer{{Word: 11, Heads: heads(0)}}, coreference.Count{Gold: 3, Answered: 1, Right: 1}},
		{"inside a longer mention", []coreference.Answer{{Word: 9, Heads: heads(10)}}, coreference.Count{Gold: 3, Answered: 1}},
		{"one of two", []coreference.Answer{{Word: 13, Heads: heads(7)}}, coreference.Count{Gold: 3, Answered: 1}},
		{"itself", []coreference.Answer{{Word: 11, Heads: heads(11)}}, coreference.Count{Gold: 3, Answered: 1}},
		{"idle", []coreference.Answer{{Word: 15, Heads: heads(4)}}, coreference.Count{Gold: 3, Idle: 1}},
	} {
		var s coreference.Score
		s.Add(docs[0].Text, docs[0].Gold, c.answers)
		if s.Third() != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, s.Third(), c.want)
		}
		var b bytes.Buffer
		if err := s.WriteErrors(&b); err != nil {
			t.Fatal(err)
		}
		wrong := c.want.Gold - c.want.Right + c.want.Idle
		if n := strings.Count(b.String(), "\n"); n != wrong {
			t.Errorf("%s: %d lines of errors, want %d:\n%s", c.name, n, wrong, b.String())
		}
	}
}

// TestLearn learns from one document what it then says of it, the same each time.
func TestLearn(t *testing.T) {
	r, err := refer.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	l := coreference.Learning{Rounds: 2, Epochs: 20, Rate: 0.1, Decay: []float64{0.01, 0.01, 0.01}, Report: 1, Seed: 1}
	written := func() string {
		var b bytes.Buffer
		if err := l.Learn(documents(t), r).Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	table := written()
	if table != written() {
		t.Error("two times learnt from the same gives two tables")
	}
	w, err := refer.ReadWeights("learnt", table)
	if err != nil {
		t.Fatal(err)
	}
	var s coreference.Score
	for _, d := range documents(t) {
		s.Add(d.Text, d.Gold, coreference.Answers(d.Text, r.With(w).Resolve(d.Text)))
	}
	if got, want := s.Third(), (coreference.Count{Gold: 3, Answered: 3, Right: 3}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// FuzzReadGold reads any attributes.
func FuzzReadGold(f *testing.F) {
	f.Add("(1-person-new(2-place)", "2)1)", "1<2,3<2")
	f.Add("1)", "((", "<")
	f.Add(")(", "()", "")
	f.Fuzz(func(t *testing.T, one, two, split string) {
		s := &conllu.Sentence{Words: []conllu.Word{
			{Form: "he", UPOS: "PRON", Misc: "Entity=" + one + "|SplitAnte=" + split}, {Form: "left", UPOS: "VERB", Misc: "Entity=" + two},
		}}
		g, err := coreference.ReadGold([]*conllu.Sentence{s})
		if err != nil {
			return
		}
		for _, m := range g.Mentions {
			if m.Words.Len() < 1 || m.Words.End > 2 {
				t.Errorf("the mention %v", m)
			}
		}
		for _, p := range g.Pronouns {
			g.Right(p, []text.TokenID{1})
			g.Nearest(p)
		}
	})
}
