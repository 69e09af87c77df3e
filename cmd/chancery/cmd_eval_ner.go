package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/language/iob"
	scores "github.com/chancery-project/chancery/internal/score/names"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
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
		RunE: func(cmd *cobra.Command, args []string) error {
			var sets [][]iob.Sentence
			for _, p := range args {
				sents, err := iob.ReadFile(p)
				if err != nil {
					return err
				}
				sets = append(sets, sents)
			}
			stages, err := openLanguage(path)
			if err != nil {
				return err
			}
			if stages.names == nil {
				return hinted(errors.New("the model has no part for names"), "train it with chancery-train --only names")
			}
			var s scores.Score
			for _, sents := range sets {
				if err := stages.scoreNames(cmd.Context(), sents, &s); err != nil {
					return err
				}
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

// scoreNames reads the sentences document by document, with their own tokens, and counts.
func (s *languageStages) scoreNames(ctx context.Context, sents []iob.Sentence, score *scores.Score) error {
	for from := 0; from < len(sents); {
		to := from + 1
		for to < len(sents) {
			if _, starts := sents[to].Comment("newdoc id"); starts {
				break
			}
			to++
		}
		d := tokenDocument(sents[from:to])
		if _, err := s.trees(ctx, d); err != nil {
			return err
		}
		at := 0
		for i := range d.Sentences {
			r := d.Sentences[i].Tokens
			var found []iob.Name
			for ; at < len(d.Names) && d.Names[at].Tokens.First < r.End; at++ {
				n := d.Names[at]
				found = append(found, iob.Name{Start: int(n.Tokens.First - r.First), End: int(n.Tokens.End - r.First), Type: string(n.Type)})
			}
			score.Add(forms(&sents[from+i]), sents[from+i].Names(), found, "PER", "ORG", "LOC")
		}
		from = to
	}
	return nil
}

func forms(s *iob.Sentence) []string {
	var out []string
	for _, t := range s.Tokens {
		out = append(out, t.Form)
	}
	return out
}

// tokenDocument makes a document of sentences whose tokens are given: the tokens with blanks between them.
func tokenDocument(sents []iob.Sentence) *text.Document {
	var b strings.Builder
	var tokens []text.Token
	var sentences []text.Sentence
	for i := range sents {
		first := text.TokenID(len(tokens))
		for _, t := range sents[i].Tokens {
			start := b.Len()
			b.WriteString(t.Form)
			tokens = append(tokens, text.Token{Span: record.Span{Start: start, End: b.Len()}, Sentence: int32(i)})
			b.WriteByte(' ')
		}
		b.WriteByte('\n')
		sentences = append(sentences, text.Sentence{Tokens: text.TokenRange{First: first, End: text.TokenID(len(tokens))}, Kind: text.Running})
	}
	d := text.New(text.Raw{}, b.String())
	d.Tokens, d.Sentences = tokens, sentences
	return d
}
