package main

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/language/model"
)

// Settings hold the flags that all parts share, and one field per part for
// its own.
type Settings struct {
	Data     string    // folder of the treebanks
	Out      string    // model file
	Seed     uint64    // seed of every random choice
	Test     bool      // report on test sets too
	Progress io.Writer // tables for people

	press  string // folder of our own treebank of the press, "" for none
	report bool   // print scores instead of training

	tags  tagSettings
	trees treesSettings
	names namesSettings

	references referencesSettings
	trust      trustSettings
	acts       actsSettings
	rivals     rivalsSettings
	occasions  threadLearning
	links      linksSettings
	identity   identitySettings
}

// part is one part of the model. Its sections are named "<name>/...".
type part struct {
	name string
	// flags adds the part's own flags; nil if there are none.
	flags func(*Settings, *flag.FlagSet)
	// train reads what it needs under Settings.Data and from sections of
	// earlier parts in the builder, prints a table, and sets its sections
	// and its record (model.Part).
	train func(*Settings, *model.Builder) error
	// report prints the scores of a finished model; nil if there are none
	// beyond those that training prints.
	report func(*Settings, *model.File) error
}

// parts lists the parts in the order in which they are trained: a part may
// use those before it.
func parts() []part {
	return []part{wordsPart(), tagsPart(), lemmasPart(), treesPart(), namesPart()}
}

func partNames() []string {
	var names []string
	for _, p := range parts() {
		names = append(names, p.name)
	}
	return names
}

// choose returns the parts of those names in the order of the list, or all.
func choose(names []string) ([]part, error) {
	if len(names) == 0 {
		return parts(), nil
	}
	for _, n := range names {
		if !slices.Contains(partNames(), n) {
			return nil, fmt.Errorf("no part is named %q: choose from %s", n, strings.Join(partNames(), ", "))
		}
	}
	return slices.DeleteFunc(parts(), func(p part) bool { return !slices.Contains(names, p.name) }), nil
}

// openSource opens a data file under the data folder and, unless the model
// knows it already, enters it into the header's list of sources.
func openSource(s *Settings, b *model.Builder, path string, src model.Source) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(s.Data, path))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w; set --data to the folder of the treebanks", src.Name, err)
	}
	sum := sha256.Sum256(data)
	src.SHA256 = hex.EncodeToString(sum[:])
	if !slices.Contains(b.Header.Sources, src) {
		b.Header.Sources = append(b.Header.Sources, src)
	}
	return data, nil
}

// ewtTrain and gumTrain are the treebanks of every published part.
func ewtTrain(s *Settings, b *model.Builder) ([]byte, error) {
	return openSource(s, b, "ud-ewt/en_ewt-ud-train.conllu", model.Source{
		Name: "UD English EWT 2.15, train", Origin: "UniversalDependencies/UD_English-EWT", Licence: "CC-BY-SA-4.0",
	})
}

func gumTrain(s *Settings, b *model.Builder) ([]byte, error) {
	return openSource(s, b, "ud-gum/gum-ccby-train.conllu", model.Source{
		Name: "UD English GUM 11, documents with free texts, train", Origin: "UniversalDependencies/UD_English-GUM",
		Licence: "CC-BY-4.0 annotations; texts CC-BY-2.5, CC-BY-4.0, CC-BY-SA-3.0, public domain",
	})
}
