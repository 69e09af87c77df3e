package main

import (
	"flag"
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/language/conllu"
	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/tagger"
	"github.com/chancery-project/chancery/internal/language/trees"
	"github.com/chancery-project/chancery/internal/language/trees/learn"
)

// treesSettings are the flags of the tree part.
type treesSettings struct {
	learn.Options
	kernel     string
	folds      int
	tagEpochs  int
	tagsFile   string
	gumTimes   int
	pressTimes int
}

func treesPart() part {
	return part{name: "trees", flags: treesFlags, train: trainTrees, report: reportTrees}
}

func treesFlags(s *Settings, f *flag.FlagSet) {
	o := &s.trees
	o.Options = learn.Defaults()
	f.Uint64Var(&o.Seed, "trees-seed", 0, "seed of the trees alone; that of --seed when 0")
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
	f.IntVar(&o.TagLayer, "trees-tag-layer", o.TagLayer, "layer that the side task reads, from 1")
	f.IntVar(&o.gumTimes, "trees-gum-times", 2, "how often an epoch goes through GUM")
	f.IntVar(&o.pressTimes, "trees-press-times", 2, "how often an epoch goes through our own treebank of the press")
	f.IntVar(&o.folds, "trees-folds", 5, "parts of the training text that are tagged by a tagger of the others")
	f.StringVar(&o.tagsFile, "trees-tags", "", "file that keeps the tags of the training text between runs")
	f.IntVar(&o.tagEpochs, "trees-tag-epochs", 5, "epochs of those taggers")
	f.StringVar(&o.kernel, "trees-kernel", "", "matrix kernel (plain, avx2, avx512); the fastest when empty")
}

// trainTrees trains the network on jack-knifed tags and reports each epoch on
// the development sets, with the network made small as it is stored.
func trainTrees(s *Settings, b *model.Builder) error {
	o := s.trees
	if o.Seed == 0 {
		o.Seed = s.Seed
	}
	k := kernel.Best()
	if o.kernel != "" {
		var ok bool
		if k, ok = kernel.ByName(o.kernel); !ok {
			return fmt.Errorf("this machine has no kernel %q", o.kernel)
		}
	}
	train, err := treeSentences(s, b)
	if err != nil {
		return err
	}
	f, err := builtFile(b)
	if err != nil {
		return err
	}
	dev, err := devSets(s, f, false)
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
			scores += "  " + d.line(p)
		}
		fmt.Fprintln(s.Progress, scores)
	}
	b.SetPart(model.Part{
		Name: "trees", Seed: o.Seed, Kernel: k.Name(),
		Config: fmt.Sprintf("%s, GUM %d times, press %d times", o.Options, o.gumTimes, o.pressTimes), Scores: strings.TrimSpace(scores),
	})
	return t.Pack(b)
}

// treeSentences reads the training text with the tags of taggers that did not
// see it.
func treeSentences(s *Settings, b *model.Builder) ([]learn.Sentence, error) {
	docs, err := trainingDocuments(s, b)
	if err != nil {
		return nil, err
	}
	knifed, err := knifedTags(s, tagSentences(docs, 0))
	if err != nil {
		return nil, err
	}
	var train []learn.Sentence
	for i := range docs {
		for _, c := range docs[i].Sentences {
			l := learnSentence(c, knifed[len(train)])
			if strings.HasPrefix(c.ID(), "GUM_") {
				l.Times = s.trees.gumTimes
			} else if strings.HasPrefix(c.ID(), pressPrefix) {
				l.Times = s.trees.pressTimes
			}
			train = append(train, l)
		}
	}
	return train, nil
}

// builtFile opens what earlier parts have put into the model.
func builtFile(b *model.Builder) (*model.File, error) {
	file, err := b.Bytes()
	if err != nil {
		return nil, err
	}
	return model.Open(file)
}

// learnSentence joins a tree with the tags that a tagger gave.
func learnSentence(c *conllu.Sentence, tags []tagger.Tag) learn.Sentence {
	var l learn.Sentence
	for i, w := range c.Words {
		l.Words = append(l.Words, trees.Word{Form: w.Form, XPOS: tags[i].XPOS, UPOS: tags[i].UPOS})
		l.Heads = append(l.Heads, w.Head)
		l.Labels = append(l.Labels, w.Deprel)
		l.XPOS = append(l.XPOS, w.XPOS)
		l.UPOS = append(l.UPOS, w.UPOS)
	}
	return l
}
