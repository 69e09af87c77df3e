package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract"
	"github.com/chancery-project/chancery/internal/flow/acquire/source"
	annotatenames "github.com/chancery-project/chancery/internal/flow/annotate/names"
	"github.com/chancery-project/chancery/internal/flow/annotate/segment"
	"github.com/chancery-project/chancery/internal/flow/annotate/syntax"
	"github.com/chancery-project/chancery/internal/flow/publish/parsed"
	"github.com/chancery-project/chancery/internal/language/conllu"
	"github.com/chancery-project/chancery/internal/language/english"
	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/namer"
	"github.com/chancery-project/chancery/internal/language/words"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
)

// parseFlags are the flags of parse alone.
type parseFlags struct {
	input  string
	format string
	model  string
}

func (a *app) parseCommand() *cobra.Command {
	var flags parseFlags
	cmd := &cobra.Command{
		Use:   "parse [FILE...]",
		Short: "Show the sentences, words, tags and trees of a text",
		Long: `Show what the program sees in a text before it looks for facts: sentences,
words, parts of speech, lemmas, dependency trees and names, as Universal
Dependencies has them for English.

A text is plain text in UTF-8; paragraphs are apart by an empty line or stand
on lines of their own. With --input report a report of any format is read, as
"chancery read" does. With --input conllu the words and sentences of a CoNLL-U
file are kept and the rest is written anew. Without FILE, or with "-", standard
input is read.`,
		Example: `  echo "Qatar's foreign minister flew to Tehran on Monday." | chancery parse
  chancery parse --format conllu report.txt > report.conllu
  chancery parse --input report page.html
  chancery parse --input conllu --format jsonl gold.conllu | jq .text`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.parse(cmd.Context(), args, &flags)
		},
	}
	cmd.Flags().StringVar(&flags.input, "input", "text", "`text|report|conllu`")
	cmd.Flags().StringVar(&flags.format, "format", "tree", "`tree|conllu|jsonl`")
	modelFlag(cmd, &flags.model)
	return cmd
}

func modelFlag(cmd *cobra.Command, path *string) {
	cmd.Flags().StringVar(path, "model", "", "a model `file` instead of the one in the program")
}

// languageStages turn a text into sentences with trees.
type languageStages struct {
	segment *segment.Segmenter
	syntax  *syntax.Reader
	names   *annotatenames.Stage // nil where the model has no part for names
}

// openLanguage opens the model of a file, or the one in the program.
func openLanguage(path string) (*languageStages, error) {
	f, err := openModel(path)
	if err != nil {
		return nil, err
	}
	splitter, err := words.Open(f)
	if err != nil {
		return nil, err
	}
	s := &languageStages{}
	if s.segment, err = segment.New(splitter); err != nil {
		return nil, err
	}
	if s.syntax, err = syntax.Open(f); err != nil {
		return nil, err
	}
	if !f.Has("names/weights") {
		return s, nil
	}
	finder, err := namer.Open(f)
	if err != nil {
		return nil, err
	}
	s.names = annotatenames.New(finder)
	return s, nil
}

func openModel(path string) (*model.File, error) {
	if path == "" {
		f, err := english.Model()
		if errors.Is(err, english.ErrNoModel) {
			return nil, hinted(err, "name a model file with --model, or build the program with a trained model")
		}
		return f, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the model: %w", err)
	}
	f, err := model.Open(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}

// text writes the layers of a document.
func (s *languageStages) text(ctx context.Context, d *text.Document) ([]notice.Notice, error) {
	notices, err := s.segment.Apply(ctx, d)
	if err != nil {
		return nil, err
	}
	more, err := s.trees(ctx, d)
	return append(notices, more...), err
}

// trees writes trees and names of a document that has words and sentences.
func (s *languageStages) trees(ctx context.Context, d *text.Document) ([]notice.Notice, error) {
	notices, err := s.syntax.Apply(ctx, d)
	if err != nil || s.names == nil {
		return notices, err
	}
	more, err := s.names.Apply(ctx, d)
	return append(notices, more...), err
}

func (a *app) parse(ctx context.Context, args []string, flags *parseFlags) error {
	if err := oneOf("text", "report", "conllu")(flags.input); err != nil {
		return usage("--input %s: %w", flags.input, err)
	}
	if err := oneOf("tree", "conllu", "jsonl")(flags.format); err != nil {
		return usage("--format %s: %w", flags.format, err)
	}
	if len(args) == 0 {
		if isTerminal(a.in) {
			return usage("nothing to parse: name a file or pipe text in")
		}
		args = []string{"-"}
	}
	stages, err := openLanguage(flags.model)
	if err != nil {
		return err
	}
	p := &parseRun{app: a, stages: stages, format: flags.format, out: conllu.NewWriter(a.out), ids: map[string]int{}}
	if flags.input == "report" {
		if err := p.reports(ctx, args); err != nil {
			return err
		}
		return p.out.Flush()
	}
	for _, path := range args {
		if err := p.file(ctx, path, flags.input == "conllu"); err != nil {
			return err
		}
	}
	return p.out.Flush()
}

// parseRun is one call of parse.
type parseRun struct {
	*app
	stages *languageStages
	format string
	out    *conllu.Writer
	shown  int // documents so far
	ids    map[string]int
}

func (p *parseRun) file(ctx context.Context, path string, given bool) error {
	in, name := p.in, "standard input"
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("open the text: %w", err)
		}
		defer f.Close()
		in, name = f, path
	}
	if given {
		return p.conllu(ctx, in, name)
	}
	limit := p.settings.bytes("source.max_report")
	data, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if int64(len(data)) > limit {
		return fmt.Errorf("%s: more than %s bytes; cut it or raise source.max_report", name, thousands(int(limit)))
	}
	d := text.New(text.Raw{Path: path}, plainText(data))
	notices, err := p.stages.text(ctx, d)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, n := range notices {
		p.say("chancery: %s: %s", name, n.Message)
	}
	return p.show(d, p.documentID(path))
}

// reports parses the text of reports of any format, apart from their furniture.
func (p *parseRun) reports(ctx context.Context, args []string) error {
	options, err := p.sourceOptions(&inputFlags{})
	if err != nil {
		return err
	}
	stage := flow.Stage{
		Name: "language", Needs: []text.Layer{text.Body}, Gives: []text.Layer{text.Trees},
		Open: func() (flow.Apply, error) { return p.stages.text, nil },
	}
	reader, err := flow.NewReader(flow.ReaderOptions{
		Extract: extract.Options{Today: p.today()}, Timeout: p.settings.duration("run.timeout"),
		Stages: []flow.Stage{stage}, Wanted: stage.Gives,
	})
	if err != nil {
		return err
	}
	var failed []flow.Failed
	err = flow.ReadAll(ctx, p.stop, reader, source.Read(ctx, p.in, args, options), 1, func(r *flow.Reading, f *flow.Failed) error {
		if f != nil {
			failed = append(failed, *f)
			return nil
		}
		return p.show(r.Document, p.documentID(r.Document.Raw.Place()))
	})
	p.listFailures(failed, 0)
	if err == nil && len(failed) > 0 {
		return fmt.Errorf("%w: %s", errPartial, plural(len(failed), "input", "inputs"))
	}
	return err
}

// plainText makes text of bytes: UTF-8 without mark, lines ending in LF.
func plainText(data []byte) string {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	data = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	return strings.ToValidUTF8(string(data), "\uFFFD")
}

// documentID names a document after its file; a second one of that name gets a number.
func (p *parseRun) documentID(path string) string {
	id := "stdin"
	if path != "-" {
		id = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	}
	p.ids[id]++
	if n := p.ids[id]; n > 1 {
		id = fmt.Sprintf("%s.%d", id, n)
	}
	return id
}

// conllu parses a CoNLL-U file document by document.
func (p *parseRun) conllu(ctx context.Context, in io.Reader, name string) error {
	r := conllu.NewReader(in, conllu.Options{Name: name})
	var doc []*conllu.Sentence
	for {
		s, err := r.Next()
		done := errors.Is(err, io.EOF)
		if err != nil && !done {
			return err
		}
		if len(doc) > 0 && (done || s.StartsDocument() || len(doc) == largestDocument) {
			if err := p.given(ctx, doc); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			doc = nil
		}
		if done {
			return nil
		}
		doc = append(doc, s)
	}
}

// largestDocument bounds the sentences of a CoNLL-U document that are held at once.
const largestDocument = 5000

func (p *parseRun) given(ctx context.Context, sents []*conllu.Sentence) error {
	d := parsed.FromSentences(sents)
	if _, err := p.stages.trees(ctx, d); err != nil {
		return err
	}
	if p.format != "conllu" {
		return p.show(d, "")
	}
	parsed.Fill(d, sents)
	for _, s := range sents {
		if err := p.out.Write(s); err != nil {
			return err
		}
	}
	return nil
}

// show writes a document in the chosen form.
func (p *parseRun) show(d *text.Document, id string) error {
	p.shown++
	switch p.format {
	case "jsonl":
		return parsed.WriteJSONL(p.app.out, d)
	case "tree":
		if p.shown > 1 {
			fmt.Fprintln(p.app.out)
		}
		s := p.styles()
		name := ""
		if s.end != "" {
			name = "\x1b[1;33m"
		}
		return parsed.WriteTree(p.app.out, d, parsed.Style{Bold: s.bold, Grey: s.grey, Accent: s.accent, Name: name, End: s.end})
	}
	for _, s := range parsed.Sentences(d, id) {
		if err := p.out.Write(s); err != nil {
			return err
		}
	}
	return nil
}
