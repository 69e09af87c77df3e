// Package namer finds names of persons, organisations and places in sentences
// that are cut into words and tagged. It scores labels (outside, and first,
// inner, last or only word of a name of a type) with a linear-chain model
// whose features are the words, their pieces, shapes, tags and neighbours, the
// runs of capitals they stand in, and lists of names and words of the world;
// the best sequence of labels is found by dynamic programming (Viterbi).
//
// A document is read twice: what the first reading found elsewhere in the
// document is evidence in the second. All scores are sums of integers: the
// names are the same on every machine.
package namer

import (
	"encoding/binary"
	"fmt"

	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/perceptron"
)

// Word is a word with its tags (see package tagger).
type Word struct {
	Form, UPOS, XPOS string
}

// Name is a run of words, half open, counted from 0 in its sentence. Type is
// PER, ORG or LOC.
type Name struct {
	Start, End int
	Type       string
}

// Model finds names. It is read-only and safe for concurrent use.
type Model struct {
	lists       *Lists
	table       *perceptron.Table
	transitions [classes]scores
}

// Sections of the model file.
const (
	sectionWeights     = "names/weights"
	sectionTransitions = "names/transitions"
	sectionLists       = "names/lists"
)

// Open returns the model for names of a model file. It refers to the file's bytes.
func Open(f *model.File) (*Model, error) {
	weights, err := f.Section(sectionWeights)
	if err != nil {
		return nil, fmt.Errorf("open the model for names: %w", err)
	}
	transitions, err := f.Section(sectionTransitions)
	if err != nil {
		return nil, fmt.Errorf("open the model for names: %w", err)
	}
	lists, err := f.Section(sectionLists)
	if err != nil {
		return nil, fmt.Errorf("open the model for names: %w", err)
	}
	m := &Model{}
	if m.lists, err = decodeLists(lists); err != nil {
		return nil, fmt.Errorf("open the model for names: %w", err)
	}
	if m.table, err = perceptron.Decode(weights); err != nil {
		return nil, fmt.Errorf("open the model for names: %w", err)
	}
	if m.table.Classes() != classes || len(transitions) != 4*classes*classes {
		return nil, fmt.Errorf("open the model for names: weights for %d labels and %d bytes of transitions, want %d and %d",
			m.table.Classes(), len(transitions), classes, 4*classes*classes)
	}
	for a := range classes {
		for b := range classes {
			w := int32(binary.LittleEndian.Uint32(transitions[4*(a*classes+b):]))
			m.transitions[a][b] = max(min(w, -never/4), never/4)
			if !follows(a, b) {
				m.transitions[a][b] = never
			}
		}
	}
	return m, nil
}

// Save sets the sections of the model in a model file.
func (m *Model) Save(b *model.Builder) error {
	var t []byte
	for a := range classes {
		for c := range classes {
			w := m.transitions[a][c]
			if !follows(a, c) {
				w = 0
			}
			t = binary.LittleEndian.AppendUint32(t, uint32(w))
		}
	}
	if err := b.Set(sectionTransitions, t); err != nil {
		return fmt.Errorf("save the model for names: %w", err)
	}
	if err := b.Set(sectionLists, m.lists.data); err != nil {
		return fmt.Errorf("save the model for names: %w", err)
	}
	if err := b.Set(sectionWeights, m.table.Bytes()); err != nil {
		return fmt.Errorf("save the model for names: %w", err)
	}
	return nil
}

// Size returns the number of features with weights and of bytes.
func (m *Model) Size() (features, bytes int) {
	return m.table.Features(), len(m.table.Bytes()) + len(m.lists.data) + 4*classes*classes
}

// Document returns the names of each sentence of a document, in order and
// apart from each other. A sentence alone is a document of one.
func (m *Model) Document(sents [][]Word) [][]Name {
	doc := m.lists.prepare(sents)
	emissions, labels := m.read(doc)
	giveHints(doc, labels)
	out := make([][]Name, len(doc))
	for i := range doc {
		if m.addHints(&doc[i], emissions[i]) {
			labels[i] = viterbi(emissions[i], &m.transitions)
		}
		out[i] = decode(labels[i])
	}
	return out
}

// read scores and labels a document without hints.
func (m *Model) read(doc []sentence) ([][]scores, [][]uint8) {
	emissions := make([][]scores, len(doc))
	labels := make([][]uint8, len(doc))
	var sum perceptron.Scores
	var buffer [maxKeys]uint64
	for i := range doc {
		emissions[i] = make([]scores, len(doc[i].words))
		for j := range doc[i].words {
			clear(sum[:classes])
			keys, _ := doc[i].keys(j, buffer[:0])
			for _, k := range keys {
				m.table.Add(k, &sum)
			}
			copy(emissions[i][j][:], sum[:classes])
		}
		labels[i] = viterbi(emissions[i], &m.transitions)
	}
	return emissions, labels
}

// addHints adds the weights of the hints to the scores of a sentence and
// tells whether there were any.
func (m *Model) addHints(s *sentence, emissions []scores) bool {
	var buffer [maxKeys]uint64
	any := false
	for j := range s.words {
		keys := s.hintKeys(j, buffer[:0])
		if len(keys) == 0 {
			continue
		}
		any = true
		var sum perceptron.Scores
		for _, k := range keys {
			m.table.Add(k, &sum)
		}
		for y := range classes {
			emissions[j][y] += sum[y]
		}
	}
	return any
}
