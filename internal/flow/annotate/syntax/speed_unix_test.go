//go:build unix

package syntax_test

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/annotate/syntax"
	"github.com/chancery-project/chancery/internal/language/english"
	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/morph"
	"github.com/chancery-project/chancery/internal/language/tagger"
	"github.com/chancery-project/chancery/internal/language/treebank"
	"github.com/chancery-project/chancery/internal/language/trees"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// BenchmarkApply reads EWT dev, words and sentences given, with every kernel
// of the machine. It counts processor time, so that other work on the machine
// does not count.
func BenchmarkApply(b *testing.B) {
	folder := os.Getenv("CHANCERY_DATA")
	if folder == "" {
		folder = "../../../../../shared/data"
	}
	data, err := os.ReadFile(filepath.Join(folder, "ud-ewt/en_ewt-ud-dev.conllu"))
	if err != nil {
		b.Skipf("set CHANCERY_DATA to the folder of the treebanks: %v", err)
	}
	banks, err := treebank.Read("EWT dev", data)
	if err != nil {
		b.Fatal(err)
	}
	var docs []*text.Document
	words := 0
	for i := range banks {
		d := placed(banks[i].Raw())
		docs = append(docs, d)
		words += len(d.Tokens)
	}
	f, err := english.Model()
	if err != nil {
		b.Skip(err)
	}
	for _, k := range kernel.All() {
		stage := open(b, f, k)
		b.Run(k.Name(), func(b *testing.B) {
			start := cpu(b)
			for b.Loop() {
				for _, d := range docs {
					if _, err := stage.Apply(context.Background(), d); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(words)*float64(b.N)/(cpu(b)-start), "words/cpu-s")
		})
	}
}

// cpu returns the processor seconds of the process.
func cpu(b *testing.B) float64 {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Sec) + float64(u.Utime.Usec)/1e6 + float64(u.Stime.Sec) + float64(u.Stime.Usec)/1e6
}

// open returns the stage with a kernel.
func open(b *testing.B, f *model.File, k *kernel.Kernel) *syntax.Reader {
	b.Helper()
	tags, err := tagger.Open(f)
	if err != nil {
		b.Fatal(err)
	}
	parser, err := trees.OpenWith(f, k)
	if err != nil {
		b.Fatal(err)
	}
	lemmas, err := morph.Open(f)
	if err != nil {
		b.Fatal(err)
	}
	return syntax.New(tags, parser, lemmas)
}

// placed makes a document of a text whose words are known.
func placed(raw treebank.Text) *text.Document {
	d := text.New(text.Raw{}, raw.Text)
	for _, s := range raw.Words {
		first := text.TokenID(len(d.Tokens))
		for _, w := range s {
			d.Tokens = append(d.Tokens, text.Token{Span: record.Span{Start: w[0], End: w[1]}, Sentence: int32(len(d.Sentences))})
		}
		d.Sentences = append(d.Sentences, text.Sentence{Tokens: text.TokenRange{First: first, End: text.TokenID(len(d.Tokens))}, Kind: text.Running})
	}
	return d
}
