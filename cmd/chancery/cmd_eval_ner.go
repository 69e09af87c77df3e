package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/language/iob"
	"github.com/chancery-project/chancery/internal/language/namer"
	"github.com/chancery-project/chancery/internal/language/tagger"
	scores "github.com/chancery-project/chancery/internal/score/names"
)

func (a *app) evalNERCommand() *cobra.Command {
	var path string
	var list bool
	cmd := &cobra.Command{
		Use:   "ner PATH...",
		Short: "Score names against gold sets in IOB2, with the tokens that they give",
		Long: `Score the names of persons, organisations and places (PER, ORG, LOC) against files
in IOB2: a token a line (id, form, label), an empty line after each sentence, "#
newdoc id = ..." where a document begins. A name is right when words and type agree.
Names of other types in the gold set are not counted.`,
		Example: `  chancery eval ner en_ewt-ud-dev.iob2
  chancery eval ner --errors --model new.model gum-ner-dev.iob2 | less`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			var sets [][]iob.Sentence
			for _, p := range args {
				sents, err := iob.ReadFile(p)
				if err != nil {
					return err
				}
				sets = append(sets, sents)
			}
			reader, err := openNameReader(path)
			if err != nil {
				return err
			}
			var s scores.Score
			for _, sents := range sets {
				reader.score(sents, &s)
			}
			if list {
				if err := s.WriteErrors(a.out); err != nil {
					return err
				}
			}
			if err := s.WriteTable(a.out); err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.out, "%d sentences, %d words\n", s.Sentences, s.Words)
			return err
		},
	}
	modelFlag(cmd, &path)
	cmd.Flags().BoolVar(&list, "errors", false, "list every name that was missed, found wrongly or with other bounds")
	return cmd
}

// nameReader tags words and finds names in them.
type nameReader struct {
	tags  *tagger.Model
	names *namer.Model
}

// openNameReader opens the models of a file, or those in the program.
func openNameReader(path string) (*nameReader, error) {
	f, err := openModel(path)
	if err != nil {
		return nil, err
	}
	r := &nameReader{}
	if r.tags, err = tagger.Open(f); err != nil {
		return nil, err
	}
	r.names, err = namer.Open(f)
	return r, err
}

// score reads the sentences document by document and counts.
func (r *nameReader) score(sents []iob.Sentence, s *scores.Score) {
	for from := 0; from < len(sents); {
		to := from + 1
		for to < len(sents) {
			if _, starts := sents[to].Comment("newdoc id"); starts {
				break
			}
			to++
		}
		for i, found := range r.find(sents[from:to]) {
			s.Add(forms(&sents[from+i]), sents[from+i].Names(), found, "PER", "ORG", "LOC")
		}
		from = to
	}
}

func forms(s *iob.Sentence) []string {
	var out []string
	for _, t := range s.Tokens {
		out = append(out, t.Form)
	}
	return out
}

// find returns the names of the sentences of one document.
func (r *nameReader) find(sents []iob.Sentence) [][]iob.Name {
	words := make([][]string, len(sents))
	for i := range sents {
		words[i] = forms(&sents[i])
	}
	doc := make([][]namer.Word, len(sents))
	for i, classes := range r.tags.Document(words) {
		for j, c := range classes {
			t := r.tags.Tag(c)
			doc[i] = append(doc[i], namer.Word{Form: words[i][j], UPOS: t.UPOS, XPOS: t.XPOS})
		}
	}
	out := make([][]iob.Name, len(sents))
	for i, found := range r.names.Document(doc) {
		for _, n := range found {
			out[i] = append(out[i], iob.Name(n))
		}
	}
	return out
}
