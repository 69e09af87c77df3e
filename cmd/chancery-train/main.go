// Command chancery-train trains the parts of the language model and writes
// them into one model file.
//
//	go run ./cmd/chancery-train --data ../shared/data --out english.model
//	go run ./cmd/chancery-train --only trees --out english.model
//	go run ./cmd/chancery-train --report --out english.model
//
// Without --only it trains every part in the order of the list in parts.go.
// With --only it reads the existing file, trains that part again and keeps
// the others. The same seed, data, settings and kernel give the same file.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/language/model"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is main without the process: 0 done, 1 failed, 2 wrong usage.
func run(args []string, stdout, stderr io.Writer) int {
	s, only, err := parseFlags(args, stderr)
	if err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		fmt.Fprintf(stderr, "chancery-train: %v\n", err)
		return 2
	}
	s.Progress = stdout
	if err := train(s, only); err != nil {
		fmt.Fprintf(stderr, "chancery-train: %v\n", err)
		return 1
	}
	return 0
}

// parseFlags reads the flags into settings and the names of the parts.
func parseFlags(args []string, stderr io.Writer) (*Settings, []string, error) {
	s := &Settings{}
	flags := flag.NewFlagSet("chancery-train", flag.ContinueOnError)
	flags.SetOutput(stderr)
	data := os.Getenv("CHANCERY_DATA")
	if data == "" {
		data = "../shared/data"
	}
	flags.StringVar(&s.Data, "data", data, "folder of the treebanks (also CHANCERY_DATA)")
	flags.StringVar(&s.Out, "out", "english.model", "model file to write")
	flags.StringVar(&s.press, "press", "internal/language/english/press", "folder of our own treebank of the press; none when empty")
	flags.Uint64Var(&s.Seed, "seed", 1, "seed of every random choice")
	flags.BoolVar(&s.report, "report", false, "train nothing: print the scores of the model in --out")
	flags.BoolVar(&s.Test, "test", false, "with --report, score the test set too: for reporting, never to choose by")
	only := flags.String("only", "", "train these parts, separated by commas, into the existing file: "+strings.Join(partNames(), ", "))
	for _, p := range parts() {
		if p.flags != nil {
			p.flags(s, flags)
		}
	}
	referencesFlags(s, flags)
	trustFlags(s, flags)
	actsFlags(s, flags)
	rivalsFlags(s, flags)
	occasionsFlags(s, flags)
	linksFlags(s, flags)
	identityFlags(s, flags)
	if err := flags.Parse(args); err != nil {
		return nil, nil, err
	}
	if flags.NArg() > 0 {
		return nil, nil, fmt.Errorf("unexpected argument %q: see --help", flags.Arg(0))
	}
	if *only == "" {
		return s, nil, nil
	}
	return s, strings.Split(*only, ","), nil
}

// train runs the parts and writes the file after each of them, so that a
// stopped run keeps what it has.
func train(s *Settings, only []string) error {
	if s.references.out != "" {
		return trainReferences(s)
	}
	if s.identity.out != "" {
		return trainIdentity(s)
	}
	if s.trust.out != "" {
		return trainTrust(s)
	}
	if s.rivals.out != "" {
		return trainRivals(s)
	}
	if s.occasions.out != "" {
		return trainOccasions(s)
	}
	if s.links.out != "" {
		return trainLinks(s)
	}
	if s.acts.out != "" {
		return trainActs(s)
	}
	chosen, err := choose(only)
	if err != nil {
		return err
	}
	if s.report {
		return report(s, chosen)
	}
	b, err := startModel(s.Out, len(only) > 0)
	if err != nil {
		return err
	}
	for _, p := range chosen {
		fmt.Fprintf(s.Progress, "== %s\n", p.name)
		b.RemovePart(p.name)
		if err := p.train(s, b); err != nil {
			return fmt.Errorf("train %s: %w", p.name, err)
		}
		// A part that is trained again keeps its place, so that the file is the
		// same as if all had been trained at once.
		slices.SortStableFunc(b.Header.Parts, func(x, y model.Part) int {
			return cmp.Compare(slices.Index(partNames(), x.Name), slices.Index(partNames(), y.Name))
		})
		file, err := b.Bytes()
		if err != nil {
			return fmt.Errorf("after %s: %w", p.name, err)
		}
		if file, err = model.Pack(file); err != nil {
			return fmt.Errorf("after %s: %w", p.name, err)
		}
		if err := os.WriteFile(s.Out, file, 0o644); err != nil {
			return fmt.Errorf("write the model: %w", err)
		}
		fmt.Fprintf(s.Progress, "%s: %d bytes\n", s.Out, len(file))
	}
	return nil
}

// report prints the scores of a finished model.
func report(s *Settings, chosen []part) error {
	file, err := os.ReadFile(s.Out)
	if err != nil {
		return fmt.Errorf("open the model to report on: %w", err)
	}
	f, err := model.Open(file)
	if err != nil {
		return fmt.Errorf("%s: %w", s.Out, err)
	}
	for _, p := range chosen {
		if p.report == nil {
			continue
		}
		fmt.Fprintf(s.Progress, "== %s\n", p.name)
		if err := p.report(s, f); err != nil {
			return fmt.Errorf("report on %s: %w", p.name, err)
		}
	}
	return nil
}

// startModel begins an empty model or, to retrain parts, opens the old one.
func startModel(path string, keep bool) (*model.Builder, error) {
	b := &model.Builder{Header: model.Header{Language: "en", Licence: "CC-BY-SA-4.0"}}
	if !keep {
		return b, nil
	}
	file, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(file) == 0 {
		return b, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open the model to retrain parts of: %w", err)
	}
	f, err := model.Open(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return model.NewBuilder(f), nil
}
