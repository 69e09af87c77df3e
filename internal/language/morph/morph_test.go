package morph_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/morph"
	"pgregory.net/rapid"
)

func examples() []morph.Example {
	var out []morph.Example
	for _, line := range []string{
		"talks talk NOUN NNS Number=Plur", "attacks attack NOUN NNS Number=Plur", "cities city NOUN NNS Number=Plur",
		"parties party NOUN NNS Number=Plur", "men man NOUN NNS Number=Plur", "States State PROPN NNPS Number=Plur",
		"flew fly VERB VBD Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "visited visit VERB VBD Mood=Ind|Tense=Past|VerbForm=Fin",
		"was be AUX VBD Mood=Ind|Tense=Past|VerbForm=Fin", "The the DET DT Definite=Def|PronType=Art", "the the DET DT Definite=Def|PronType=Art",
		"Doha Doha PROPN NNP Number=Sing", "al al PROPN NNP Number=Sing", "I I PRON PRP Case=Nom|Number=Sing|Person=1|PronType=Prs", "city city NOUN NN Number=Sing",
		"held hold VERB VBN Tense=Past|VerbForm=Part|Voice=Pass", "seen see VERB VBN Tense=Past|VerbForm=Part",
		"provoke provoke VERB VB VerbForm=Inf", "backed back VERB VBN Tense=Past|VerbForm=Part", "kicked kick VERB VBN Tense=Past|VerbForm=Part",
	} {
		col := strings.Fields(line)
		out = append(out, morph.Example{Form: col[0], Lemma: col[1], UPOS: col[2], XPOS: col[3], Feats: col[4]})
	}
	return out
}

func open(t testing.TB) *morph.Model {
	t.Helper()
	m, err := morph.Open(file(t))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func file(t testing.TB) *model.File {
	t.Helper()
	m, err := morph.Train(examples(), 2)
	if err != nil {
		t.Fatal(err)
	}
	b := &model.Builder{Header: model.Header{Language: "en"}}
	if err := m.Save(b); err != nil {
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
	return f
}

func TestLemmaAndFeats(t *testing.T) {
	m := open(t)
	for _, c := range []struct{ form, upos, xpos, lemma, feats string }{
		{"raids", "NOUN", "NNS", "raid", "Number=Plur"}, // an end that was learnt
		{"ministries", "NOUN", "NNS", "ministry", "Number=Plur"},
		{"men", "NOUN", "NNS", "man", "Number=Plur"},                       // a whole word
		{"provoked", "VERB", "VBN", "provoke", "Tense=Past|VerbForm=Part"}, // a regular form of a lemma that was seen
		{"Kabul", "PROPN", "NNP", "Kabul", "Number=Sing"},
		{"DOHA", "PROPN", "NNP", "Doha", "Number=Sing"},
		{"THE", "DET", "DT", "the", "Definite=Def|PronType=Art"},
		{"i", "PRON", "PRP", "I", "Case=Nom|Number=Sing|Person=1|PronType=Prs"},
		{"flew", "VERB", "VBD", "fly", "Mood=Ind|Tense=Past|VerbForm=Fin"}, // number and person come from the tree
		{"x", "NEW", "TAG", "x", ""},
	} {
		if got := m.Lemma(c.form, c.upos, c.xpos); got != c.lemma {
			t.Errorf("lemma of %s is %q, want %q", c.form, got, c.lemma)
		}
		if got := m.Feats(c.form, c.upos, c.xpos); got != c.feats {
			t.Errorf("features of %s are %q, want %q", c.form, got, c.feats)
		}
	}
}

func TestAnyWordHasALemma(t *testing.T) {
	m := open(t)
	rapid.Check(t, func(t *rapid.T) {
		form := rapid.StringN(1, 20, -1).Draw(t, "form")
		e := rapid.SampledFrom(examples()).Draw(t, "tag")
		if m.Lemma(form, e.UPOS, e.XPOS) == "" {
			t.Fatalf("no lemma for %q as %s", form, e.XPOS)
		}
	})
}

func TestTrainIsDeterministic(t *testing.T) {
	var all [][]byte
	for range 2 {
		s, err := file(t).Section("lemmas/ends")
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	if !bytes.Equal(all[0], all[1]) {
		t.Error("the same text gives different bytes")
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, section := range []string{"lemmas/edits", "lemmas/ends", "lemmas/feature-sets", "lemmas/features"} {
		b := model.NewBuilder(file(t))
		if err := b.Set(section, []byte(`["bad"]`)); err != nil {
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
		if _, err := morph.Open(f); err == nil {
			t.Errorf("%s: no error", section)
		}
	}
}

// parsed makes a sentence of words as lemma/XPOS/feats/head/relation.
func parsed(text string) []morph.Word {
	var out []morph.Word
	for word := range strings.FieldsSeq(text) {
		col := strings.Split(word, "/")
		upos := "VERB"
		if !strings.HasPrefix(col[1], "V") {
			upos = "NOUN"
		}
		out = append(out, morph.Word{Lemma: col[0], UPOS: upos, XPOS: col[1], Feats: strings.TrimPrefix(col[2], "-"), Head: int(col[3][0]-'0') - 1, Rel: col[4]})
	}
	return out
}

func TestComplete(t *testing.T) {
	past := "Mood=Ind|Tense=Past|VerbForm=Fin"
	for _, c := range []struct {
		name, sentence string
		word           int
		want           string
	}{
		{"own subject", "talks/NNS/Number=Plur/2/nsubj fail/VBD/" + past + "/0/root", 1, "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"},
		{"two subjects", "iran/NNP/Number=Sing/3/nsubj iraq/NNP/Number=Sing/1/conj agree/VBD/" + past + "/0/root", 2, "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"},
		{"auxiliary", "I/PRP/Number=Sing|Person=1/3/nsubj be/VBD/" + past + "/3/aux:pass see/VBN/Tense=Past|VerbForm=Part/0/root", 1, "Mood=Ind|Number=Sing|Person=1|Tense=Past|VerbForm=Fin"},
		{"passive", "I/PRP/Number=Sing|Person=1/3/nsubj:pass be/VBD/" + past + "/3/aux:pass see/VBN/Tense=Past|VerbForm=Part/0/root", 2, "Tense=Past|VerbForm=Part|Voice=Pass"},
		{"perfect", "I/PRP/-/3/nsubj have/VBP/-/3/aux see/VBN/Tense=Past|VerbForm=Part/0/root", 2, "Tense=Past|VerbForm=Part"},
		{"modifier", "seize/VBN/VerbForm=Part/2/amod land/NN/-/0/root", 0, "VerbForm=Part|Voice=Pass"},
		{"relative clause", "men/NNS/Number=Plur/0/root who/WP/PronType=Rel/3/nsubj flee/VBD/" + past + "/1/acl:relcl", 2, "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"},
		{"second verb", "he/PRP/Number=Sing|Person=3/2/nsubj go/VBD/" + past + "/0/root see/VBD/" + past + "/2/conj", 2, "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"},
		{"imperative", "stop/VB/VerbForm=Inf/0/root", 0, "Mood=Imp|VerbForm=Fin"},
		{"infinitive", "to/TO/-/2/mark stop/VB/VerbForm=Inf/0/root", 1, "VerbForm=Inf"},
		{"no subject", "fail/VBD/" + past + "/0/root", 0, past},
		{"object", "see/VB/VerbForm=Inf/0/root it/PRP/Case=Nom|Gender=Neut/1/obj", 1, "Case=Acc|Gender=Neut"},
	} {
		words := parsed(c.sentence)
		morph.Complete(words)
		if got := words[c.word].Feats; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
