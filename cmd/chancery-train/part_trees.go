package main

import (
	"flag"
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/language/conllu"
	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/tagger"
	"github.com/chancery-project/chancery/internal/language/treebank"
	"github.com/chancery-project/chancery/internal/language/trees"
	"github.com/chancery-project/chancery/internal/language/trees/learn"
)

// treesSettings are the flags of the tree part.
type treesSettings struct {
	learn.Options
	kernel    string
	test      bool
	folds     int
	tagEpochs int
	tagsFile  string
	gumTimes  int
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
	f.IntVar(&o.TagLayer, "trees-tag-layer", o.TagLayer, "layer that the side task reads, from 1")
	f.IntVar(&o.gumTimes, "trees-gum-times", 1, "how often an epoch goes through GUM")
	f.IntVar(&o.folds, "trees-folds", 5, "parts of the training text that are tagged by a tagger of the others")
	f.StringVar(&o.tagsFile, "trees-tags", "", "file that keeps the tags of the training text between runs")
	f.IntVar(&o.tagEpochs, "trees-tag-epochs", 5, "epochs of those taggers")
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
			scores += fmt.Sprintf("  %s UAS %.2f LAS %.2f UPOS %.2f XPOS %.2f", d.name, sc.UAS(), sc.LAS(), sc.UPOS(), sc.XPOS())
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
	b.SetPart(model.Part{Name: "trees", Seed: s.Seed, Kernel: k.Name(), Config: fmt.Sprintf("%s, GUM %d times", o.Options, o.gumTimes), Scores: scores})
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

// treeSets reads the treebanks and tags them: the development sets with the
// tagger in the model, the training set with taggers that did not see it.
func treeSets(s *Settings, b *model.Builder) ([]learn.Sentence, []devSet, error) {
	docs, err := trainingDocuments(s, b)
	if err != nil {
		return nil, nil, err
	}
	tags, err := builtTagger(b)
	if err != nil {
		return nil, nil, err
	}
	knifed, err := knifedTags(s, tagSentences(docs, 0))
	if err != nil {
		return nil, nil, err
	}
	var train []learn.Sentence
	for i := range docs {
		for _, c := range docs[i].Sentences {
			l := learnSentence(c, knifed[len(train)])
			if strings.HasPrefix(c.ID(), "GUM_") {
				l.Times = s.trees.gumTimes
			}
			train = append(train, l)
		}
	}
	files := []struct{ name, path string }{{"EWT dev", devFile}, {"GUM dev", "ud-gum/gum-ccby-dev.conllu"}}
	if s.trees.test {
		files = append(files, struct{ name, path string }{"EWT test", "ud-ewt/en_ewt-ud-test.conllu"})
	}
	var dev []devSet
	for _, f := range files {
		docs, err := readDocuments(s, f.path)
		if err != nil {
			return nil, nil, err
		}
		dev = append(dev, newDevSet(f.name, docs, tags))
	}
	return train, dev, nil
}

// builtTagger opens the tagger that an earlier part has put into the model.
func builtTagger(b *model.Builder) (*tagger.Model, error) {
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
		return nil, fmt.Errorf("trees need the part tags: %w", err)
	}
	return m, nil
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
