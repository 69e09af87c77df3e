package text_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
	"github.com/google/go-cmp/cmp"
)

// parsed makes a document by hand: one sentence a line, each word as form/UPOS/head/relation with heads counted from 1
// in the sentence.
func parsed(t *testing.T, lines ...string) *text.Document {
	t.Helper()
	var b strings.Builder
	var tokens []text.Token
	var sents []text.Sentence
	var morphs []text.Morph
	var heads []text.TokenID
	var rels []string
	for i, line := range lines {
		first := text.TokenID(len(tokens))
		for word := range strings.FieldsSeq(line) {
			col := strings.Split(word, "/")
			head := text.NoToken
			if n, err := strconv.Atoi(col[2]); err != nil {
				t.Fatal(err)
			} else if n > 0 {
				head = first + text.TokenID(n-1)
			}
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			tokens = append(tokens, text.Token{Span: record.Span{Start: b.Len(), End: b.Len() + len(col[0])}, Sentence: int32(i)})
			b.WriteString(col[0])
			morphs = append(morphs, text.Morph{Lemma: strings.ToLower(col[0]), UPOS: col[1], Feats: "Number=Sing|Person=3"})
			heads, rels = append(heads, head), append(rels, col[3])
		}
		sents = append(sents, text.Sentence{Tokens: text.TokenRange{First: first, End: text.TokenID(len(tokens))}, Kind: text.Running})
	}
	d := text.New(text.Raw{}, b.String())
	d.Tokens, d.Sentences = tokens, sents
	trees, err := text.NewForest(sents, morphs, heads, rels)
	if err != nil {
		t.Fatal(err)
	}
	d.Trees = trees
	return d
}

const talks = "Iran/PROPN/5/nsubj ,/PUNCT/3/punct Russia/PROPN/1/conj both/ADV/5/advmod said/VERB/0/root " +
	"talks/NOUN/8/nsubj would/AUX/8/aux resume/VERB/5/ccomp in/ADP/10/case Doha/PROPN/8/obl and/CCONJ/12/cc left/VERB/5/conj"

func words(d *text.Document, list []text.TokenID) string {
	var out []string
	for _, w := range list {
		out = append(out, d.Word(w))
	}
	return strings.Join(out, " ")
}

func TestQueries(t *testing.T) {
	d := parsed(t, talks, "Stop/VERB/0/root")
	tr := d.Trees
	const iran, russia, said, resume, doha, left = 0, 2, 4, 7, 9, 11
	for _, c := range []struct{ what, got, want string }{
		{"children", words(d, tr.Children(said)), "Iran both resume left"},
		{"subtree", words(d, tr.Subtree(resume)), "talks would resume in Doha"},
		{"edges", d.SpanOf(tr.Edges(resume)).Of(d.Text), "talks would resume in Doha"},
		{"conjuncts", words(d, tr.Conjuncts(russia)), "Iran Russia"},
		{"verb conjuncts", words(d, tr.Conjuncts(said)), "said left"},
		{"clause tokens", words(d, tr.ClauseTokens(said)), "Iran , Russia both said"},
		{"clause of Doha", d.Word(tr.Clause(doha)), "resume"},
		{"clause of Russia", d.Word(tr.Clause(russia)), "said"},
		{"clause of left", d.Word(tr.Clause(left)), "left"},
		{"child", d.Word(tr.Child(said, "obj", "ccomp")), "resume"},
		{"children by", words(d, tr.ChildrenBy(said, "nsubj", "conj")), "Iran left"},
		{"root", d.Word(tr.Root(doha)), "said"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
	if tr.Child(iran, "nsubj") != text.NoToken {
		t.Error("Iran has a subject")
	}
	if !tr.Dominates(said, doha) || tr.Dominates(doha, said) || !tr.Dominates(doha, doha) {
		t.Error("dominance")
	}
	if m := tr.Morph(said); m.Feat("Person") != "3" || m.Feat("Per") != "" {
		t.Error("features")
	}
}

func TestPath(t *testing.T) {
	d := parsed(t, talks, "Stop/VERB/0/root")
	var got []string
	for _, s := range d.Trees.Path(2, 9) {
		arrow := ">"
		if s.Up {
			arrow = "<"
		}
		got = append(got, d.Word(s.From)+arrow+s.Rel+arrow+d.Word(s.To))
	}
	want := []string{"Russia<conj<Iran", "Iran<nsubj<said", "said>ccomp>resume", "resume>obl>Doha"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if d.Trees.Path(3, 3) != nil || d.Trees.Path(3, 12) != nil {
		t.Error("a path between one word or two sentences")
	}
}

func TestIsRel(t *testing.T) {
	d := parsed(t, "a/X/2/nsubj:pass b/X/0/root c/X/2/nsubjx")
	if !d.Trees.IsRel(0, "nsubj") || !d.Trees.IsRel(0, "obj", "nsubj:pass") || d.Trees.IsRel(0, "nsubj:outer") || d.Trees.IsRel(2, "nsubj") {
		t.Error("relations match wrongly")
	}
}

func TestNewForestRefuses(t *testing.T) {
	sent := []text.Sentence{{Tokens: text.TokenRange{First: 0, End: 3}}}
	for _, c := range []struct {
		heads []text.TokenID
		sents []text.Sentence
		want  string
	}{
		{[]text.TokenID{1, 0, -1}, sent, "own ancestor"},
		{[]text.TokenID{-1, -1, 0}, sent, "2 roots"},
		{[]text.TokenID{0, -1, 1}, sent, "own ancestor"},
		{[]text.TokenID{1, -1, 7}, sent, "outside"},
		{[]text.TokenID{1, -1}, sent, "2 heads"},
		{[]text.TokenID{1, -1, 1}, nil, "hold 0 of 3"},
		{[]text.TokenID{1, -1, 1}, []text.Sentence{{Tokens: text.TokenRange{First: 1, End: 3}}}, "expected to begin at 0"},
	} {
		_, err := text.NewForest(c.sents, make([]text.Morph, 3), c.heads, make([]string, len(c.heads)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("heads %v: error %v, want %q", c.heads, err, c.want)
		}
	}
}

func TestSpansAndLookups(t *testing.T) {
	d := parsed(t, talks, "Stop/VERB/0/root")
	all := d.SpanOf(text.TokenRange{First: 0, End: 13})
	if all.Of(d.Text) != d.Text {
		t.Errorf("span of all words %v", all)
	}
	r := d.TokensIn(record.Span{Start: 2, End: 8}) // cuts Iran and Russia
	if r != (text.TokenRange{First: 0, End: 3}) {
		t.Errorf("words in span: %v", r)
	}
	if first, end := d.SentencesIn(all); first != 0 || end != 2 {
		t.Errorf("sentences %d to %d", first, end)
	}
	d.Names = []text.Name{{Tokens: text.TokenRange{First: 2, End: 3}, Type: text.LocationName}, {Tokens: text.TokenRange{First: 9, End: 10}}}
	if n := d.NameAt(2); n == nil || n.Type != text.LocationName || d.NameAt(3) != nil || d.NameAt(12) != nil {
		t.Error("names")
	}
	d.Quotations = []text.Quotation{{Tokens: text.TokenRange{First: 5, End: 10}}, {Tokens: text.TokenRange{First: 8, End: 9}, Depth: 1}}
	if q := d.QuotationAt(8); q == nil || q.Depth != 1 {
		t.Error("inner quotation")
	}
	if q := d.QuotationAt(9); q == nil || q.Depth != 0 || d.QuotationAt(10) != nil {
		t.Error("outer quotation")
	}
}
