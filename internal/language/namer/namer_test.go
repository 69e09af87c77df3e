package namer_test

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/namer"
)

// sentence reads words with names written as [TYPE words ]; capitals are
// tagged as proper nouns.
func sentence(line string) ([]namer.Word, []namer.Name) {
	var words []namer.Word
	var names []namer.Name
	for f := range strings.FieldsSeq(line) {
		switch {
		case f[0] == '[':
			names = append(names, namer.Name{Start: len(words), Type: f[1:]})
		case f == "]":
			names[len(names)-1].End = len(words)
		case f[0] >= 'A' && f[0] <= 'Z':
			words = append(words, namer.Word{Form: f, UPOS: "PROPN", XPOS: "NNP"})
		default:
			words = append(words, namer.Word{Form: f, UPOS: "NOUN", XPOS: "NN"})
		}
	}
	return words, names
}

func documents(lines ...string) []namer.Document {
	var docs []namer.Document
	for _, l := range lines {
		words, names := sentence(l)
		docs = append(docs, namer.Document{Words: [][]namer.Word{words}, Names: [][]namer.Name{names}})
	}
	return docs
}

func corpus() []namer.Document {
	return documents(
		"the minister flew to [LOC Tehran ] on Monday",
		"talks in [LOC Cairo ] were held by [PER Amal Haddad ]",
		"[PER John Miller ] left [LOC Paris ]",
		"the [ORG Ministry of Defence ] denied it",
		"the [ORG Ministry of Health ] said so",
		"[PER Amal Haddad ] of the [ORG Ministry of Health ] spoke in [LOC Geneva ]",
		"soldiers left the village",
		"it rained in [LOC Geneva ] on Tuesday",
	)
}

func settings() namer.Settings {
	set := namer.DefaultSettings()
	set.Epochs, set.Rounds, set.MinCount, set.Cut, set.Folds = 8, 1, 1, 0, 2
	return set
}

func train(t testing.TB) *namer.Model {
	t.Helper()
	lists, err := namer.ReadLists()
	if err != nil {
		t.Fatal(err)
	}
	m, err := namer.Train(corpus(), lists, settings())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func save(t testing.TB, m *namer.Model) []byte {
	t.Helper()
	b := &model.Builder{Header: model.Header{Language: "en"}}
	if err := m.Save(b); err != nil {
		t.Fatal(err)
	}
	data, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestTrainedModelFindsNamesItDidNotSee(t *testing.T) {
	m := train(t)
	docs := documents("the ministry flew to [LOC Baghdad ] on Monday", "the [ORG Ministry of Justice ] denied it", "[PER Susan Carter ] left [LOC Rome ]")
	if c := namer.Evaluate(m, docs); c.F1() < 99 {
		for _, d := range docs {
			t.Log(d.Words, m.Document(d.Words))
		}
		t.Fatalf("%v of %+v", c, docs)
	}
}

func TestSameSeedGivesTheSameBytesAndSavedModelTheSameNames(t *testing.T) {
	m := train(t)
	data := save(t, m)
	if again := save(t, train(t)); !bytes.Equal(data, again) {
		t.Fatal("two trainings with one seed differ")
	}
	f, err := model.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := namer.Open(f)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := namer.Evaluate(m, corpus()), namer.Evaluate(opened, corpus()); a != b || a.Right == 0 {
		t.Fatalf("trained %v, opened %v", a, b)
	}
}

func TestNamesLieApartWithinTheirSentenceForAnyWords(t *testing.T) {
	m := train(t)
	tags := []string{"PROPN", "NOUN", "X", "", "VERB"}
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.Custom(func(t *rapid.T) namer.Word {
			form := rapid.OneOf(rapid.SampledFrom([]string{"Ministry", "of", "New", "York", "-", "Amal", "Bank", "\u00ad", ""}), rapid.String()).Draw(t, "form")
			return namer.Word{Form: form, UPOS: rapid.SampledFrom(tags).Draw(t, "upos"), XPOS: "NNP"}
		})
		doc := rapid.SliceOfN(rapid.SliceOfN(word, 0, 12), 0, 4).Draw(t, "doc")
		found := m.Document(doc)
		if len(found) != len(doc) {
			t.Fatalf("%d sentences of names for %d", len(found), len(doc))
		}
		for i, names := range found {
			last := 0
			for _, n := range names {
				if n.Start < last || n.End <= n.Start || n.End > len(doc[i]) {
					t.Fatalf("sentence of %d words has the names %v", len(doc[i]), names)
				}
				if n.Type != "PER" && n.Type != "ORG" && n.Type != "LOC" {
					t.Fatalf("type %q", n.Type)
				}
				last = n.End
			}
		}
	})
}

func TestOpenRefusesSectionsOfOtherShape(t *testing.T) {
	for _, section := range []string{"names/weights", "names/transitions", "names/lists"} {
		f, err := model.Open(save(t, train(t)))
		if err != nil {
			t.Fatal(err)
		}
		b := model.NewBuilder(f)
		if err := b.Set(section, []byte{1, 2, 3}); err != nil {
			t.Fatal(err)
		}
		data, err := b.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if f, err = model.Open(data); err != nil {
			t.Fatal(err)
		}
		if _, err := namer.Open(f); err == nil {
			t.Fatalf("a model with three bytes in %s is opened", section)
		}
	}
}

func TestListsReportEveryFault(t *testing.T) {
	_, err := namer.ParseLists("city\ttest\tRome | Paris\nplanet\ttest\tMars\ncity\ttest\tRome\ncity\t\tOslo\ncity\ttest\t Bonn")
	if err == nil {
		t.Fatal("faulty lists are read")
	}
	for _, want := range []string{`line 2: no kind is named "planet"`, `line 3: "Rome" stands in line 1 already`, "line 4: want kind, source, names", `line 5: " Bonn" is not a name`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in: %v", want, err)
		}
	}
}
