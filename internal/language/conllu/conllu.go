// Package conllu reads and writes CoNLL-U, the file format of Universal
// Dependencies (https://universaldependencies.org/format.html), one sentence at
// a time, with limits on what a foreign file may ask for.
//
// A Sentence that was read and is written again gives the same bytes, apart
// from carriage returns, a missing blank line at the end of the file, and
// empty nodes when the reader was told to skip them.
package conllu

import (
	"errors"
	"fmt"
	"strings"
)

// NoHead is the Head of a word whose head column is "_": no tree is known.
const NoHead = -1

// Sentence is one sentence block of a file.
type Sentence struct {
	// Comments are the lines before the words, without the leading "#" and
	// otherwise unchanged (" sent_id = x").
	Comments []string
	// Words are the syntactic words in order; the word with id i is Words[i-1].
	Words []Word
	// Ranges are the multiword tokens, in order, never overlapping.
	Ranges []Range
	// Empty are the empty nodes (ids such as 8.1), in order. The reader leaves
	// them out unless Options.KeepEmpty is set.
	Empty []EmptyNode
}

// Word is one syntactic word. A column that holds "_" is the empty string,
// except in Form, and in Lemma where the form itself is an underscore.
type Word struct {
	Form  string
	Lemma string
	UPOS  string
	XPOS  string
	// Feats is the column as written: "Name=Value" joined by "|".
	Feats string
	// Head is the id of the head word (1 for the first word), 0 for the root,
	// NoHead where the column is empty.
	Head   int
	Deprel string
	// Deps is the enhanced graph, as written.
	Deps string
	// Misc is the column as written: attributes joined by "|".
	Misc string
}

// Range is a multiword token: the surface form of the words First to Last
// (ids, both included).
type Range struct {
	First, Last int
	Form        string
	Feats       string // Typo=Yes or empty
	Misc        string
}

// EmptyNode is a node of the enhanced graph that has no surface form. It
// stands behind the word with id After, as the Index-th of its kind there.
type EmptyNode struct {
	After, Index int
	// Columns are the nine columns after the id, as written.
	Columns [9]string
}

// ErrNotTree is wrapped by what CheckTree returns.
var ErrNotTree = errors.New("heads do not form a tree with one root")

// Comment returns the value of the first comment "key = value", or of the bare
// comment "key" with an empty value.
func (s *Sentence) Comment(key string) (value string, ok bool) {
	for _, c := range s.Comments {
		rest, found := strings.CutPrefix(strings.TrimLeft(c, " "), key)
		if !found {
			continue
		}
		rest = strings.TrimLeft(rest, " ")
		if rest == "" {
			return "", true
		}
		if v, found := strings.CutPrefix(rest, "="); found {
			return strings.TrimSpace(v), true
		}
	}
	return "", false
}

// ID returns the sentence's sent_id, or "".
func (s *Sentence) ID() string { v, _ := s.Comment("sent_id"); return v }

// StartsDocument reports whether the sentence begins a document ("newdoc").
func (s *Sentence) StartsDocument() bool {
	return s.hasMark("newdoc")
}

// StartsParagraph reports whether the sentence begins a paragraph ("newpar").
func (s *Sentence) StartsParagraph() bool {
	return s.hasMark("newpar")
}

// hasMark looks for "mark", "mark = x" or "mark id = x", but not "mark_y".
func (s *Sentence) hasMark(mark string) bool {
	for _, c := range s.Comments {
		rest, found := strings.CutPrefix(strings.TrimLeft(c, " "), mark)
		if found && (rest == "" || rest[0] == ' ') {
			return true
		}
	}
	return false
}

// SpaceAfter reports, for each word, whether white space follows it in the
// text. Inside a multiword token there is none; after its last word the
// token's own line decides.
func (s *Sentence) SpaceAfter() []bool {
	out := make([]bool, len(s.Words))
	for i := range s.Words {
		out[i] = !hasNoSpace(s.Words[i].Misc)
	}
	for _, r := range s.Ranges {
		for id := r.First; id < r.Last; id++ {
			out[id-1] = false
		}
		out[r.Last-1] = !hasNoSpace(r.Misc)
	}
	return out
}

func hasNoSpace(misc string) bool {
	v, _ := attribute(misc, "SpaceAfter")
	return v == "No"
}

// Feat returns the value of a morphological feature, or "".
func (w *Word) Feat(name string) string { v, _ := attribute(w.Feats, name); return v }

// MiscValue returns the value of an attribute of the MISC column.
func (w *Word) MiscValue(name string) (value string, ok bool) { return attribute(w.Misc, name) }

// attribute finds name=value in a list joined by "|".
func attribute(list, name string) (string, bool) {
	for list != "" {
		var item string
		item, list, _ = strings.Cut(list, "|")
		if k, v, _ := strings.Cut(item, "="); k == name {
			return v, true
		}
	}
	return "", false
}

// CheckTree returns an error that wraps ErrNotTree unless the heads form one
// tree: exactly one word with head 0, which has the relation root, and no cycle.
func (s *Sentence) CheckTree() error {
	root := 0
	for i := range s.Words {
		w := &s.Words[i]
		if w.Head < 0 || w.Head > len(s.Words) {
			return fmt.Errorf("word %d has the head %d: %w", i+1, w.Head, ErrNotTree)
		}
		if (w.Head == 0) != (w.Deprel == "root") {
			return fmt.Errorf("word %d has head %d and relation %q: %w", i+1, w.Head, w.Deprel, ErrNotTree)
		}
		if w.Head == 0 {
			if root != 0 {
				return fmt.Errorf("words %d and %d are both roots: %w", root, i+1, ErrNotTree)
			}
			root = i + 1
		}
	}
	if root == 0 {
		return fmt.Errorf("no word is the root: %w", ErrNotTree)
	}
	return s.checkCycles()
}

// checkCycles walks up from each word; a word seen in this walk before is a
// cycle, a word seen in an earlier walk is known to reach the root.
func (s *Sentence) checkCycles() error {
	seen := make([]int, len(s.Words)+1)
	for i := range s.Words {
		for id := i + 1; id != 0 && seen[id] != -1; id = s.Words[id-1].Head {
			if seen[id] == i+1 {
				return fmt.Errorf("word %d is its own ancestor: %w", id, ErrNotTree)
			}
			seen[id] = i + 1
		}
		for id := i + 1; id != 0 && seen[id] != -1; id = s.Words[id-1].Head {
			seen[id] = -1
		}
	}
	return nil
}
