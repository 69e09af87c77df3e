package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/chancery-project/chancery/internal/language/tagger"
)

// knifedTags tags the training text with taggers that did not see it. With
// --trees-tags the tags are kept in a file and read from there the next time.
func knifedTags(s *Settings, sents []tagger.Sentence) ([][]tagger.Tag, error) {
	set := tagger.DefaultSettings()
	set.Seed, set.Epochs, set.Rounds = s.Seed, s.trees.tagEpochs, 1
	head := knifedHead(sents, s.trees.folds, set)
	path := s.trees.tagsFile
	if path != "" {
		data, err := os.ReadFile(path)
		if err == nil {
			return readTags(path, data, head, sents)
		}
		if !errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("read the kept tags: %w", err)
		}
	}
	fmt.Fprintf(s.Progress, "tagging the training text in %d folds\n", s.trees.folds)
	tags, err := tagger.JackKnife(sents, s.trees.folds, set)
	if err != nil || path == "" {
		return tags, err
	}
	var out bytes.Buffer
	fmt.Fprintln(&out, head)
	for _, sent := range tags {
		for _, t := range sent {
			fmt.Fprintf(&out, "%s\t%s\n", t.UPOS, t.XPOS)
		}
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		return nil, fmt.Errorf("keep the tags: %w", err)
	}
	return tags, nil
}

// knifedHead names the text and the settings that the tags were made with.
func knifedHead(sents []tagger.Sentence, folds int, set tagger.Settings) string {
	h := sha256.New()
	for i := range sents {
		fmt.Fprintf(h, "%d %q %q\n", sents[i].Document, sents[i].Forms, sents[i].Tags)
	}
	set.Progress, set.Dev = nil, nil
	fmt.Fprintf(h, "%d %+v", folds, set)
	return fmt.Sprintf("%x", h.Sum(nil))
}

// readTags reads kept tags.
func readTags(path string, data []byte, head string, sents []tagger.Sentence) ([][]tagger.Tag, error) {
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	if lines[0] != head {
		return nil, fmt.Errorf("%s: tags of another text or other settings: remove the file or name another", path)
	}
	lines = lines[1:]
	out := make([][]tagger.Tag, len(sents))
	for i := range sents {
		if len(lines) < len(sents[i].Forms) {
			return nil, fmt.Errorf("%s: the file ends in sentence %d: remove it", path, i+1)
		}
		for _, l := range lines[:len(sents[i].Forms)] {
			upos, xpos, _ := strings.Cut(l, "\t")
			out[i] = append(out[i], tagger.Tag{UPOS: upos, XPOS: xpos})
		}
		lines = lines[len(sents[i].Forms):]
	}
	return out, nil
}
