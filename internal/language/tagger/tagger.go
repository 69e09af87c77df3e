// Package tagger gives words their parts of speech: the universal one (UPOS)
// and the one of the Penn Treebank as UD English writes it (XPOS), both at
// once, with an averaged perceptron that goes through a sentence from left to
// right and sees the words around, the two tags before, and how the document
// writes the same word elsewhere. Scores are sums of integers, so the tags are
// the same on every machine.
package tagger

import (
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/perceptron"
)

// Tag is a pair of parts of speech.
type Tag struct {
	UPOS, XPOS string
}

// Class numbers a Tag in the list of a model.
type Class uint8

// Model tags words. It is read-only and safe for concurrent use.
type Model struct {
	tags  []Tag
	lex   *lexicon
	table *perceptron.Table
	dict  []byte
}

// Sections of the model file.
const (
	sectionClasses = "tags/classes"
	sectionWords   = "tags/words"
	sectionWeights = "tags/weights"
)

// Open returns the tagger of a model file. It refers to the file's bytes.
func Open(f *model.File) (*Model, error) {
	var names []string
	if err := f.DecodeJSON(sectionClasses, &names); err != nil {
		return nil, fmt.Errorf("open the tagger: %w", err)
	}
	words, err := f.Section(sectionWords)
	if err != nil {
		return nil, fmt.Errorf("open the tagger: %w", err)
	}
	weights, err := f.Section(sectionWeights)
	if err != nil {
		return nil, fmt.Errorf("open the tagger: %w", err)
	}
	m := &Model{dict: words}
	for _, n := range names {
		upos, xpos, ok := strings.Cut(n, "|")
		if !ok {
			return nil, fmt.Errorf("open the tagger: class %q has no XPOS", n)
		}
		m.tags = append(m.tags, Tag{upos, xpos})
	}
	if m.lex, err = openLexicon(words); err != nil {
		return nil, fmt.Errorf("open the tagger: %w", err)
	}
	if m.table, err = perceptron.Decode(weights); err != nil {
		return nil, fmt.Errorf("open the tagger: %w", err)
	}
	if m.table.Classes() != len(m.tags) {
		return nil, fmt.Errorf("open the tagger: weights for %d classes, names for %d", m.table.Classes(), len(m.tags))
	}
	return m, nil
}

// Save sets the tagger's sections in a model file.
func (m *Model) Save(b *model.Builder) error {
	var names []string
	for _, t := range m.tags {
		names = append(names, t.UPOS+"|"+t.XPOS)
	}
	if err := b.SetJSON(sectionClasses, names); err != nil {
		return fmt.Errorf("save the tagger: %w", err)
	}
	if err := b.Set(sectionWords, m.dict); err != nil {
		return fmt.Errorf("save the tagger: %w", err)
	}
	if err := b.Set(sectionWeights, m.table.Bytes()); err != nil {
		return fmt.Errorf("save the tagger: %w", err)
	}
	return nil
}

// Size returns the number of features with weights and of bytes of all sections but the names.
func (m *Model) Size() (features, bytes int) {
	return m.table.Features(), len(m.table.Bytes()) + len(m.dict)
}

// Tags returns the tags by class.
func (m *Model) Tags() []Tag { return m.tags }

// Tag returns the tag of a class.
func (m *Model) Tag(c Class) Tag { return m.tags[c] }

// Document tags the sentences of one document, each a list of words as they
// are written. Sentences of one document help each other with capitals; a
// sentence alone is a document of one.
func (m *Model) Document(sents [][]string) [][]Class {
	doc := make([][]word, len(sents))
	for i := range sents {
		doc[i] = words(sents[i], m.lex)
	}
	lookAround(doc)
	out := make([][]Class, len(sents))
	for i := range doc {
		out[i] = m.tag(doc[i])
	}
	return out
}

func (m *Model) tag(words []word) []Class {
	out := make([]Class, len(words))
	tag1, tag2 := uint64(edge), uint64(edge)
	var buf [maxKeys]uint64
	for i := range words {
		var scores perceptron.Scores
		keys := dynamic(words, i, tag1, tag2, static(words, i, buf[:0]))
		for _, k := range keys {
			m.table.Add(k, &scores)
		}
		out[i] = Class(scores.Best(len(m.tags)))
		tag1, tag2 = uint64(out[i]), tag1
	}
	return out
}
