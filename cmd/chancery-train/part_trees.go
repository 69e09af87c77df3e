package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/chancery-project/chancery/internal/language/conllu"
	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/trees"
	"github.com/chancery-project/chancery/internal/language/trees/learn"
)

// treesSettings are the flags of the tree part.
type treesSettings struct {
	learn.Options
	kernel string
	test   bool
}

func treesPart() part {
	return part{name: "trees", flags: treesFlags, train: trainTrees}
}

func treesFlags(s *Settings, f *flag.FlagSet) {
	o := &s.trees
	o.Options = learn.Defaults()
	f.IntVar(&o.Epochs, "trees-epochs", o.Epochs, "passes over the treebanks")
	f.IntVar(&o.Batch, "trees-batch", o.Batch, "sentences per step")
	f.IntVar(&o.Dim, "trees-dim", o.Dim, "width of the network")
	f.IntVar(&o.Layers, "trees-layers", o.Layers, "recurrent layers")
	f.IntVar(&o.Arc, "trees-arc", o.Arc, "width of the vectors that score arcs")
	f.IntVar(&o.Label, "trees-label", o.Label, "width of the layer that chooses labels")
	f.IntVar(&o.MinWord, "trees-min-word", o.MinWord, "least count of a word with a vector of its own")
	f.IntVar(&o.MinPart, "trees-min-part", o.MinPart, "least count of an affix or shape with a vector of its own")
	f.Float64Var(&o.Rate, "trees-rate", o.Rate, "step size")
	f.Float64Var(&o.Dropout, "trees-dropout", o.Dropout, "dropout")
	f.Float64Var(&o.WordDrop, "trees-word-drop", o.WordDrop, "how readily rare words become unknown in training")
	f.Float64Var(&o.TagDrop, "trees-tag-drop", o.TagDrop, "share of tags that become unknown in training")
	f.Float64Var(&o.TagLoss, "trees-tag-loss", o.TagLoss, "weight of the side task of tagging")
	f.StringVar(&o.kernel, "trees-kernel", "", "matrix kernel (plain, avx2, avx512); the fastest when empty")
	f.BoolVar(&o.test, "trees-test", false, "report EWT test at the end; for reporting only, never to choose by")
}

// trainTrees trains the network on jack-knifed tags and reports each epoch on
// the development sets, with the network made small as it is stored.
func trainTrees(s *Settings, b *model.Builder) error {
	o := s.trees
	o.Seed = s.Seed
	k := kernel.Best()
	if o.kernel != "" {
		var ok bool
		if k, ok = kernel.ByName(o.kernel); !ok {
			return fmt.Errorf("this machine has no kernel %q", o.kernel)
		}
	}
	train, dev, err := treeSets(s, b)
	if err != nil {
		return err
	}
	t, err := learn.New(o.Options, k, train)
	if err != nil {
		return err
	}
	learn.Table(s.Progress)
	scores := ""
	for epoch := 1; epoch <= o.Epochs; epoch++ {
		t.Epoch(epoch).Row(s.Progress)
		p, err := t.Parser()
		if err != nil {
			return err
		}
		scores = ""
		for _, d := range dev {
			sc := d.score(p)
			scores += fmt.Sprintf("  %s UAS %.2f LAS %.2f", d.name, sc.UAS(), sc.LAS())
		}
		fmt.Fprintln(s.Progress, scores)
	}
	p, err := t.Parser()
	if err != nil {
		return err
	}
	for _, d := range dev {
		sc := d.score(p)
		fmt.Fprintf(s.Progress, "%s, by relation\n", d.name)
		if err := sc.WriteRelations(s.Progress); err != nil {
			return err
		}
	}
	b.SetPart(model.Part{Name: "trees", Seed: s.Seed, Kernel: k.Name(), Config: o.String(), Scores: scores})
	return t.Pack(b)
}

// devSet is a treebank with the tags of our tagger.
type devSet struct {
	name  string
	words [][]trees.Word
	gold  [][]trees.Arc
}

func (d *devSet) score(p *trees.Parser) *trees.Score {
	var s trees.Score
	for i, arcs := range p.Parse(d.words) {
		s.Add(d.gold[i], arcs)
	}
	return &s
}

// treeSets reads the treebanks and tags them.
func treeSets(s *Settings, b *model.Builder) ([]learn.Sentence, []devSet, error) {
	var train []*conllu.Sentence
	for _, open := range []func(*Settings, *model.Builder) ([]byte, error){ewtTrain, gumTrain} {
		data, err := open(s, b)
		if err != nil {
			return nil, nil, err
		}
		sents, err := conllu.ReadAll(bytes.NewReader(data), conllu.Options{})
		if err != nil {
			return nil, nil, err
		}
		train = append(train, sents...)
	}
	out := make([]learn.Sentence, 0, len(train))
	for _, c := range train {
		out = append(out, learnSentence(c))
	}
	files := []struct{ name, path string }{
		{"EWT dev", "ud-ewt/en_ewt-ud-dev.conllu"}, {"GUM dev", "ud-gum/gum-ccby-dev.conllu"},
	}
	if s.trees.test {
		files = append(files, struct{ name, path string }{"EWT test", "ud-ewt/en_ewt-ud-test.conllu"})
	}
	var dev []devSet
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(s.Data, f.path))
		if err != nil {
			return nil, nil, fmt.Errorf("read %s: %w; set --data to the folder of the treebanks", f.name, err)
		}
		sents, err := conllu.ReadAll(bytes.NewReader(data), conllu.Options{Name: f.path})
		if err != nil {
			return nil, nil, err
		}
		d := devSet{name: f.name}
		for _, c := range sents {
			l := learnSentence(c)
			d.words = append(d.words, l.Words)
			var gold []trees.Arc
			for t, h := range l.Heads {
				gold = append(gold, trees.Arc{Head: h, Deprel: l.Labels[t]})
			}
			d.gold = append(d.gold, gold)
		}
		dev = append(dev, d)
	}
	return out, dev, nil
}

// learnSentence takes what the trees need, with the right tags.
func learnSentence(c *conllu.Sentence) learn.Sentence {
	var l learn.Sentence
	for _, w := range c.Words {
		l.Words = append(l.Words, trees.Word{Form: w.Form, XPOS: w.XPOS, UPOS: w.UPOS})
		l.Heads = append(l.Heads, w.Head)
		l.Labels = append(l.Labels, w.Deprel)
		l.XPOS = append(l.XPOS, w.XPOS)
		l.UPOS = append(l.UPOS, w.UPOS)
	}
	return l
}
