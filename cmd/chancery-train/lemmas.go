package main

import (
	"fmt"

	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/morph"
	"github.com/chancery-project/chancery/internal/language/treebank"
)

func lemmasPart() part {
	return part{name: "lemmas", train: trainLemmas}
}

// leastWords is how many words must share an end before it has an answer.
const leastWords = 1

// trainLemmas learns lemmas and features.
func trainLemmas(s *Settings, b *model.Builder) error {
	docs, err := trainingDocuments(s, b)
	if err != nil {
		return err
	}
	var examples []morph.Example
	eachWord(docs, func(e morph.Example) { examples = append(examples, e) })
	m, err := morph.Train(examples, leastWords)
	if err != nil {
		return err
	}
	if err := m.Save(b); err != nil {
		return err
	}
	record := model.Part{Name: "lemmas", Seed: s.Seed, Config: fmt.Sprintf("ends of at least %d words", leastWords)}
	if dev, err := readDocuments(s, devFile); err == nil {
		right, total := 0, 0
		eachWord(dev, func(e morph.Example) {
			total++
			if m.Lemma(e.Form, e.UPOS, e.XPOS) == e.Lemma {
				right++
			}
		})
		record.Scores = fmt.Sprintf("EWT dev, gold tags: lemmas %.2f", 100*float64(right)/float64(max(total, 1)))
		fmt.Fprintf(s.Progress, "%s, %d bytes\n", record.Scores, m.Size())
	}
	b.SetPart(record)
	return nil
}

func eachWord(docs []treebank.Document, give func(morph.Example)) {
	for i := range docs {
		for _, s := range docs[i].Sentences {
			for j := range s.Words {
				w := &s.Words[j]
				give(morph.Example{Form: w.Form, Lemma: w.Lemma, UPOS: w.UPOS, XPOS: w.XPOS, Feats: w.Feats})
			}
		}
	}
}
