// Package vary makes more training text for names: sentences from patterns
// and lists of names, the same sentences with other names, and the same
// sentences in small or capital letters. All choices come from the random
// source that is passed in. The made sentences have no tags.
package vary

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/language/namer"
)

//go:embed patterns.txt
var patternFile string

// piece is a word of a pattern, or a slot for a name of a kind; prefix and
// suffix are glued to it.
type piece struct {
	word string
	kind string // "" for a word
}

// pattern is a sentence with slots and the names in it, counted in pieces.
type pattern struct {
	pieces []piece
	names  []namer.Name
}

// Source makes sentences.
type Source struct {
	patterns []pattern
	names    map[string][]string
}

// Open reads the patterns and the lists that their slots name.
func Open() (*Source, error) {
	names, err := namer.ListNames()
	if err != nil {
		return nil, err
	}
	return Parse(patternFile, names)
}

// Parse reads patterns, one a line, that are filled with names by kind.
func Parse(text string, names map[string][]string) (*Source, error) {
	s := &Source{names: names}
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		if line == "" || line[0] == '#' {
			continue
		}
		p, err := s.pattern(line)
		if err != nil {
			return nil, fmt.Errorf("patterns of names: line %d: %w", n, err)
		}
		s.patterns = append(s.patterns, p)
	}
	if len(s.patterns) == 0 {
		return nil, fmt.Errorf("patterns of names: there are none")
	}
	return s, nil
}

func (s *Source) pattern(line string) (pattern, error) {
	var p pattern
	open := ""
	for _, f := range strings.Fields(line) {
		switch {
		case len(f) > 1 && f[0] == '[':
			if open != "" {
				return p, fmt.Errorf("%q begins inside of another name", f)
			}
			open = f[1:]
			p.names = append(p.names, namer.Name{Start: len(p.pieces), Type: open})
		case f == "]" && open != "":
			p.names[len(p.names)-1].End = len(p.pieces)
			open = ""
		default:
			pre, rest, slot := strings.Cut(f, "<")
			if !slot {
				p.pieces = append(p.pieces, piece{word: f})
				continue
			}
			kind, ok := strings.CutSuffix(rest, ">")
			if !ok || len(s.names[kind]) == 0 {
				return p, fmt.Errorf("%q asks for a kind of names that is not there", f)
			}
			p.pieces = append(p.pieces, piece{word: pre, kind: kind})
		}
	}
	if open != "" {
		return p, fmt.Errorf("a name of type %s does not end", open)
	}
	return p, nil
}

// Sentences makes n sentences, each a document of its own.
func (s *Source) Sentences(n int, weight float64, rng *rand.Rand) []namer.Document {
	out := make([]namer.Document, 0, n)
	for range n {
		p := &s.patterns[rng.IntN(len(s.patterns))]
		var words []namer.Word
		starts := make([]int, 0, len(p.pieces)+1)
		for _, piece := range p.pieces {
			starts = append(starts, len(words))
			words = append(words, s.fill(piece, rng)...)
		}
		starts = append(starts, len(words))
		var names []namer.Name
		for _, name := range p.names {
			if known(name.Type) {
				names = append(names, namer.Name{Start: starts[name.Start], End: starts[name.End], Type: name.Type})
			}
		}
		out = append(out, namer.Document{Words: [][]namer.Word{words}, Names: [][]namer.Name{names}, Weight: weight})
	}
	return out
}

// known tells names from what only looks like one.
func known(typ string) bool { return typ == "PER" || typ == "ORG" || typ == "LOC" }

// fill returns the words of a piece.
func (s *Source) fill(p piece, rng *rand.Rand) []namer.Word {
	text := p.word
	if p.kind != "" {
		list := s.names[p.kind]
		text += list[rng.IntN(len(list))]
	}
	split := rng.IntN(2) == 0
	var words []namer.Word
	for f := range strings.FieldsSeq(text) {
		if split && len(f) > 2 && strings.Contains(f[1:len(f)-1], "-") {
			f = strings.ReplaceAll(f, "-", " - ")
		}
		for w := range strings.FieldsSeq(f) {
			words = append(words, namer.Word{Form: w})
		}
	}
	return words
}

// Letters returns copies of a share of the sentences in other letters: most
// in small ones, some in capitals, some with a capital on each word.
func Letters(docs []namer.Document, share float64, rng *rand.Rand) []namer.Document {
	var out []namer.Document
	for i := range docs {
		for j := range docs[i].Words {
			if rng.Float64() >= share {
				continue
			}
			change := strings.ToLower
			switch kind := rng.IntN(10); {
			case kind > 8:
				change = strings.ToUpper
			case kind > 7:
				change = title
			}
			words := make([]namer.Word, len(docs[i].Words[j]))
			for k := range words {
				words[k].Form = change(docs[i].Words[j][k].Form)
			}
			out = append(out, namer.Document{Words: [][]namer.Word{words}, Names: [][]namer.Name{docs[i].Names[j]}, Weight: docs[i].Weight})
		}
	}
	return out
}

func title(word string) string {
	r, n := utf8.DecodeRuneInString(word)
	if len(word) < 4 {
		return word
	}
	return string(unicode.ToUpper(r)) + word[n:]
}

// Swap returns copies of a share of the sentences with names, each name
// exchanged for another of its type and size: from the lists, or from the
// other sentences.
func (s *Source) Swap(docs []namer.Document, share float64, rng *rand.Rand) []namer.Document {
	pool := s.pool(docs)
	var out []namer.Document
	for i := range docs {
		for j := range docs[i].Words {
			if len(docs[i].Names[j]) == 0 || rng.Float64() >= share {
				continue
			}
			words, names := s.swap(docs[i].Words[j], docs[i].Names[j], pool, rng)
			out = append(out, namer.Document{Words: [][]namer.Word{words}, Names: [][]namer.Name{names}, Weight: docs[i].Weight})
		}
	}
	return out
}

// pool lists the names of each type that may stand in for another.
func (s *Source) pool(docs []namer.Document) map[string][][]namer.Word {
	pool := map[string][][]namer.Word{}
	for i := range docs {
		for j := range docs[i].Words {
			for _, n := range docs[i].Names[j] {
				if n.End-n.Start > 1 {
					pool[n.Type] = append(pool[n.Type], docs[i].Words[j][n.Start:n.End])
				}
			}
		}
	}
	return pool
}

func (s *Source) swap(words []namer.Word, names []namer.Name, pool map[string][][]namer.Word, rng *rand.Rand) ([]namer.Word, []namer.Name) {
	var out []namer.Word
	var moved []namer.Name
	at := 0
	for _, n := range names {
		for _, w := range words[at:n.Start] {
			out = append(out, namer.Word{Form: w.Form})
		}
		start := len(out)
		out = append(out, s.other(n.Type, n.End-n.Start, pool, rng)...)
		moved = append(moved, namer.Name{Start: start, End: len(out), Type: n.Type})
		at = n.End
	}
	for _, w := range words[at:] {
		out = append(out, namer.Word{Form: w.Form})
	}
	return out, moved
}

// other returns the words of another name.
func (s *Source) other(typ string, size int, pool map[string][][]namer.Word, rng *rand.Rand) []namer.Word {
	pick := func(kinds ...string) []namer.Word { return s.fill(piece{kind: kinds[rng.IntN(len(kinds))]}, rng) }
	switch {
	case typ == "PER" && size == 1:
		return pick("given", "surname", "surname")
	case typ == "PER" && size == 2:
		return append(pick("given"), pick("surname")...)
	case typ == "LOC" && (size == 1 || rng.IntN(2) == 0):
		return pick("country", "city", "city", "region", "nature")
	case typ == "ORG" && (size == 1 || rng.IntN(2) == 0):
		return pick("company", "body", "group", "media")
	}
	list := pool[typ]
	if len(list) == 0 {
		return pick("given")
	}
	var out []namer.Word
	for _, w := range list[rng.IntN(len(list))] {
		out = append(out, namer.Word{Form: w.Form})
	}
	return out
}
