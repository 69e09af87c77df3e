package main

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/tagger"
	"github.com/chancery-project/chancery/internal/language/treebank"
)

// tagSettings are the flags of the tagger.
type tagSettings struct {
	epochs, rounds int
}

func tagsPart() part {
	return part{
		name: "tags",
		flags: func(s *Settings, f *flag.FlagSet) {
			d := tagger.DefaultSettings()
			f.IntVar(&s.tags.epochs, "tags-epochs", d.Epochs, "tagger: times it goes through the training text")
			f.IntVar(&s.tags.rounds, "tags-rounds", d.Rounds, "tagger: models that are averaged into one")
		},
		train: trainTags,
	}
}

func trainTags(s *Settings, b *model.Builder) error {
	sents, err := trainingSentences(s, b)
	if err != nil {
		return err
	}
	set := tagger.DefaultSettings()
	set.Seed, set.Epochs, set.Rounds, set.Progress = s.Seed, s.tags.epochs, s.tags.rounds, s.Progress
	if dev, err := readDocuments(s, devFile); err == nil {
		set.Dev = tagSentences(dev, 0)
	} else {
		fmt.Fprintf(s.Progress, "no scores on dev: %v\n", err)
	}
	m, err := tagger.Train(sents, set)
	if err != nil {
		return err
	}
	if err := m.Save(b); err != nil {
		return err
	}
	record := model.Part{Name: "tags", Seed: s.Seed, Config: fmt.Sprintf("%d epochs, %d rounds", set.Epochs, set.Rounds)}
	if len(set.Dev) > 0 {
		upos, xpos := tagger.Accuracy(m, set.Dev)
		record.Scores = fmt.Sprintf("EWT dev, gold tokens: UPOS %.2f XPOS %.2f", upos, xpos)
	}
	b.SetPart(record)
	return nil
}

// devFile is the text that training reports its scores on.
const devFile = "ud-ewt/en_ewt-ud-dev.conllu"

// trainingDocuments reads the training text of every published part and
// enters it into the header's list of sources.
func trainingDocuments(s *Settings, b *model.Builder) ([]treebank.Document, error) {
	ewt, err := ewtTrain(s, b)
	if err != nil {
		return nil, err
	}
	gum, err := gumTrain(s, b)
	if err != nil {
		return nil, err
	}
	docs, err := treebank.Read("EWT train", ewt)
	if err != nil {
		return nil, err
	}
	more, err := treebank.Read("GUM train", gum)
	if err != nil {
		return nil, err
	}
	press, err := pressDocuments(s, b)
	if err != nil {
		return nil, err
	}
	return slices.Concat(docs, more, press), nil
}

// pressPrefix begins the names of sentences of our own treebank of the press.
const pressPrefix = "press_"

// pressDocuments reads our own treebank of sentences of the press, a file a document, and enters it into the header's list of sources. None
// where no folder is named.
func pressDocuments(s *Settings, b *model.Builder) ([]treebank.Document, error) {
	if s.press == "" {
		return nil, nil
	}
	files, err := filepath.Glob(filepath.Join(s.press, "*.conllu"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no treebank of the press in %q: name its folder with --press, or --press '' to train without it", s.press)
	}
	var docs []treebank.Document
	sum := sha256.New()
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, fmt.Errorf("read the treebank of the press: %w", err)
		}
		sum.Write(data)
		more, err := treebank.Read(f, data)
		if err != nil {
			return nil, err
		}
		docs = append(docs, more...)
	}
	src := model.Source{Name: "sentences of the press", Origin: "this project", Licence: "Apache-2.0", SHA256: hex.EncodeToString(sum.Sum(nil))}
	if !slices.Contains(b.Header.Sources, src) {
		b.Header.Sources = append(b.Header.Sources, src)
	}
	return docs, nil
}

// readDocuments reads a treebank that is not trained on.
func readDocuments(s *Settings, path string) ([]treebank.Document, error) {
	data, err := os.ReadFile(filepath.Join(s.Data, path))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return treebank.Read(path, data)
}

// trainingSentences returns the training text as the tagger reads it.
func trainingSentences(s *Settings, b *model.Builder) ([]tagger.Sentence, error) {
	docs, err := trainingDocuments(s, b)
	if err != nil {
		return nil, err
	}
	return tagSentences(docs, 0), nil
}

// tagSentences takes words and tags out of documents, numbered from first.
func tagSentences(docs []treebank.Document, first int) []tagger.Sentence {
	var out []tagger.Sentence
	for i := range docs {
		for _, s := range docs[i].Sentences {
			t := tagger.Sentence{Document: first + i}
			for j := range s.Words {
				w := &s.Words[j]
				t.Forms = append(t.Forms, w.Form)
				t.Tags = append(t.Tags, tagger.Tag{UPOS: w.UPOS, XPOS: w.XPOS})
			}
			out = append(out, t)
		}
	}
	return out
}
