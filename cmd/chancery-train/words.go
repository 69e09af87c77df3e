package main

import (
	"fmt"

	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/treebank"
	"github.com/chancery-project/chancery/internal/language/words"
	"github.com/chancery-project/chancery/internal/score/parses"
)

func wordsPart() part {
	return part{name: "words", train: trainWords}
}

// trainWords trains the splitter of words and sentences.
func trainWords(s *Settings, b *model.Builder) error {
	docs, err := trainingDocuments(s, b)
	if err != nil {
		return err
	}
	set := words.DefaultSettings()
	set.Seed, set.Progress = s.Seed, s.Progress
	m, err := words.Train(wordSamples(docs), set)
	if err != nil {
		return err
	}
	if err := m.Save(b); err != nil {
		return err
	}
	record := model.Part{Name: "words", Seed: s.Seed, Config: fmt.Sprintf("%d epochs, %d rounds", set.Epochs, set.Rounds)}
	if dev, err := readDocuments(s, devFile); err == nil {
		w, x := scoreWords(m, dev)
		record.Scores = fmt.Sprintf("EWT dev, raw text: words F1 %.2f sentences F1 %.2f", 100*w.F1(), 100*x.F1())
		fmt.Fprintf(s.Progress, "%s, %d bytes\n", record.Scores, m.Size())
	}
	b.SetPart(record)
	return nil
}

// wordSamples turns documents into running text with the places of its words.
func wordSamples(docs []treebank.Document) []words.Sample {
	var out []words.Sample
	for i := range docs {
		raw := docs[i].Raw()
		out = append(out, words.Sample{Text: raw.Text, Sentences: raw.Words})
	}
	return out
}

// scoreWords splits the running text of documents and compares words and sentences.
func scoreWords(m *words.Splitter, docs []treebank.Document) (w, s parses.Count) {
	for _, sample := range wordSamples(docs) {
		var got []words.Word
		words.Paragraphs(sample.Text, func(from, to int) { got = m.Split(sample.Text, from, to, got) })
		w.Add(parses.Spans(wordSpans(sample.Sentences), splitSpans(got)))
		s.Add(parses.Spans(sentenceSpans(sample.Sentences), sentencesOf(got)))
	}
	return w, s
}

func wordSpans(sents [][][2]int) [][2]int {
	var out [][2]int
	for _, s := range sents {
		out = append(out, s...)
	}
	return out
}

func sentenceSpans(sents [][][2]int) [][2]int {
	var out [][2]int
	for _, s := range sents {
		out = append(out, [2]int{s[0][0], s[len(s)-1][1]})
	}
	return out
}

func splitSpans(list []words.Word) [][2]int {
	var out [][2]int
	for _, w := range list {
		out = append(out, [2]int{w.Start, w.End})
	}
	return out
}

func sentencesOf(list []words.Word) [][2]int {
	var out [][2]int
	first := 0
	for i, w := range list {
		if w.Last {
			out = append(out, [2]int{list[first].Start, w.End})
			first = i + 1
		}
	}
	return out
}
