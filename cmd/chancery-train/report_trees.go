package main

import (
	"fmt"

	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/tagger"
	"github.com/chancery-project/chancery/internal/language/treebank"
	"github.com/chancery-project/chancery/internal/language/trees"
)

// reportTrees scores the trees of a finished model: heads and labels, the
// network's own tags, and a table of the relations, from right words and
// sentences and the tags of the model's tagger.
func reportTrees(s *Settings, f *model.File) error {
	p, err := trees.Open(f)
	if err != nil {
		return err
	}
	sets, err := devSets(s, f, s.Test)
	if err != nil {
		return err
	}
	for _, d := range sets {
		fmt.Fprintln(s.Progress, d.line(p))
		if err := d.score(p).WriteRelations(s.Progress); err != nil {
			return err
		}
	}
	return nil
}

// devSet is a treebank with the tags of our tagger.
type devSet struct {
	name  string
	words [][]trees.Word
	gold  [][]trees.Arc
}

// devSets reads and tags the development sets and, for reporting, EWT test.
func devSets(s *Settings, f *model.File, test bool) ([]devSet, error) {
	tags, err := tagger.Open(f)
	if err != nil {
		return nil, fmt.Errorf("trees need the part tags: %w", err)
	}
	files := []struct{ name, path string }{{"EWT dev", devFile}, {"GUM dev", "ud-gum/gum-ccby-dev.conllu"}}
	if test {
		files = append(files, struct{ name, path string }{"EWT test", "ud-ewt/en_ewt-ud-test.conllu"})
	}
	var sets []devSet
	for _, file := range files {
		docs, err := readDocuments(s, file.path)
		if err != nil {
			fmt.Fprintf(s.Progress, "no scores on %s: %v\n", file.name, err)
			continue
		}
		sets = append(sets, newDevSet(file.name, docs, tags))
	}
	return sets, nil
}

// newDevSet tags a treebank.
func newDevSet(name string, docs []treebank.Document, tags *tagger.Model) devSet {
	d := devSet{name: name}
	for i := range docs {
		var forms [][]string
		for _, t := range tagSentences(docs[i:i+1], 0) {
			forms = append(forms, t.Forms)
		}
		for j, classes := range tags.Document(forms) {
			var given []tagger.Tag
			for _, c := range classes {
				given = append(given, tags.Tag(c))
			}
			l := learnSentence(docs[i].Sentences[j], given)
			d.words = append(d.words, l.Words)
			gold := make([]trees.Arc, len(l.Heads))
			for t, h := range l.Heads {
				gold[t] = trees.Arc{Head: h, Deprel: l.Labels[t], XPOS: l.XPOS[t], UPOS: l.UPOS[t]}
			}
			d.gold = append(d.gold, gold)
		}
	}
	return d
}

func (d *devSet) score(p *trees.Parser) *trees.Score {
	var s trees.Score
	for i, arcs := range p.Parse(d.words) {
		s.Add(d.gold[i], arcs)
	}
	return &s
}

// line gives the scores in one line.
func (d *devSet) line(p *trees.Parser) string {
	s := d.score(p)
	return fmt.Sprintf("%s UAS %.2f LAS %.2f UPOS %.2f XPOS %.2f", d.name, s.UAS(), s.LAS(), s.UPOS(), s.XPOS())
}
