// Package words finds the words and sentences of running text, as Universal
// Dependencies counts words in English: "don't" is two, "U.S.-based" is three,
// "anti-war" is one. Rules with word lists answer first; a trained perceptron
// over the gaps between characters, and another over the ends of words, may
// overrule them where the rules see room for doubt. Every word is a range of
// bytes of the text. The work grows with the length of the text and with
// nothing else.
package words

import (
	"fmt"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/perceptron"
)

// Word is one word of a text.
type Word struct {
	Start, End int  // half-open range of bytes
	Last       bool // a sentence ends behind it
}

// Splitter finds words and sentences. It is read-only and safe for concurrent use.
type Splitter struct {
	lists *lists
	gaps  *perceptron.Table // nil: rules alone
	ends  *perceptron.Table
}

// Sections of the model file.
const (
	sectionGaps = "words/gaps"
	sectionEnds = "words/ends"
)

// Rules returns a splitter without trained parts.
func Rules() (*Splitter, error) {
	l, err := readLists()
	if err != nil {
		return nil, err
	}
	return &Splitter{lists: l}, nil
}

// Open returns the splitter of a model file. It refers to the file's bytes.
func Open(f *model.File) (*Splitter, error) {
	s, err := Rules()
	if err != nil {
		return nil, err
	}
	for _, part := range []struct {
		name string
		into **perceptron.Table
	}{{sectionGaps, &s.gaps}, {sectionEnds, &s.ends}} {
		data, err := f.Section(part.name)
		if err != nil {
			return nil, fmt.Errorf("open the word splitter: %w", err)
		}
		t, err := perceptron.Decode(data)
		if err != nil {
			return nil, fmt.Errorf("open the word splitter: %s: %w", part.name, err)
		}
		if t.Classes() != 1 {
			return nil, fmt.Errorf("open the word splitter: %s has %d classes, want 1", part.name, t.Classes())
		}
		*part.into = t
	}
	return s, nil
}

// Size returns the bytes of the trained parts.
func (s *Splitter) Size() int { return len(s.gaps.Bytes()) + len(s.ends.Bytes()) }

// Save sets the splitter's sections in a model file.
func (s *Splitter) Save(b *model.Builder) error {
	if err := b.Set(sectionGaps, s.gaps.Bytes()); err != nil {
		return fmt.Errorf("save the word splitter: %w", err)
	}
	if err := b.Set(sectionEnds, s.ends.Bytes()); err != nil {
		return fmt.Errorf("save the word splitter: %w", err)
	}
	return nil
}

// Split appends the words of text[from:to], which is one paragraph, to dst.
// The last word of a paragraph always ends a sentence.
func (s *Splitter) Split(text string, from, to int, dst []Word) []Word {
	first := len(dst)
	dst = s.words(text, from, to, dst, nil)
	s.sentences(text, dst[first:], nil)
	return dst
}

// words cuts a paragraph into words. watch, if not nil, sees each chunk after
// the rules and before the model.
func (s *Splitter) words(text string, from, to int, dst []Word, watch func(*chunk)) []Word {
	var k chunk
	for at := from; at < to; {
		start, end, plain := nextChunk(text, at, to)
		if start == to {
			break
		}
		at = end
		if plain && watch == nil && s.plain(text[start:end]) {
			dst = append(dst, Word{Start: start, End: end})
			continue
		}
		k.c = chars(text, start, end, k.c[:0])
		k.next, k.last = following(text, end, to)
		k.apply(s.lists)
		if watch != nil {
			watch(&k)
		}
		s.overrule(&k)
		begin := 0
		for i, cut := range k.cut {
			if cut {
				dst = append(dst, Word{Start: int(k.c[begin].at), End: int(k.c[i].end)})
				begin = i + 1
			}
		}
		dst = append(dst, Word{Start: int(k.c[begin].at), End: int(k.c[len(k.c)-1].end)})
	}
	return dst
}

// plain tells whether a word of ASCII letters is certainly one word.
func (s *Splitter) plain(w string) bool {
	if len(w) > 8 {
		return true
	}
	var b [8]byte
	for i := range len(w) {
		b[i] = w[i] | 0x20
	}
	_, two := s.lists.contraction[string(b[:len(w)])]
	return !two
}

// nextChunk finds the next stretch without white space; plain if it is all
// ASCII letters. start is to if there is none. A stretch of nothing but
// invisible characters counts as white space.
func nextChunk(text string, at, to int) (start, end int, plain bool) {
	for at < to {
		r, n := utf8.DecodeRuneInString(text[at:to])
		if !space(r) && !invisible(r) {
			break
		}
		at += n
	}
	start, plain = at, true
	for at < to {
		if b := text[at]; b < utf8.RuneSelf {
			if !asciiClass(b).letter() {
				if space(rune(b)) {
					break
				}
				plain = false
			}
			at++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[at:to])
		if space(r) {
			break
		}
		plain = false
		at += n
	}
	return start, at, plain
}

// following gives the class of the first character behind a chunk.
func following(text string, at, to int) (next class, last bool) {
	for at < to {
		r, n := utf8.DecodeRuneInString(text[at:to])
		if !space(r) && !invisible(r) {
			var one [1]char
			return chars(text, at, at+n, one[:0])[0].class, false
		}
		at += n
	}
	return other, true
}
