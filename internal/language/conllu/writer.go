package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Writer writes sentences to a stream.
type Writer struct {
	w *bufio.Writer
}

// NewWriter returns a writer to w. Call Flush after the last sentence.
func NewWriter(w io.Writer) *Writer { return &Writer{w: bufio.NewWriter(w)} }

// Flush writes what is buffered.
func (w *Writer) Flush() error { return w.w.Flush() }

// Write writes one sentence and the blank line after it. It refuses values
// that would break the format: a tab or line break in a column or comment, an
// empty form, or an impossible range.
func (w *Writer) Write(s *Sentence) error {
	if err := s.writable(); err != nil {
		return fmt.Errorf("write sentence %q: %w", s.ID(), err)
	}
	for _, c := range s.Comments {
		w.w.WriteByte('#')
		w.w.WriteString(c)
		w.w.WriteByte('\n')
	}
	ranges, empty := s.Ranges, s.Empty
	for len(empty) > 0 && empty[0].After == 0 {
		w.empty(&empty[0])
		empty = empty[1:]
	}
	for i := range s.Words {
		id := i + 1
		if len(ranges) > 0 && ranges[0].First == id {
			w.columns(fmt.Sprintf("%d-%d", id, ranges[0].Last), ranges[0].Form, "", "", "", ranges[0].Feats, "", "", "", ranges[0].Misc)
			ranges = ranges[1:]
		}
		w.word(id, &s.Words[i])
		for len(empty) > 0 && empty[0].After == id {
			w.empty(&empty[0])
			empty = empty[1:]
		}
	}
	if err := w.w.WriteByte('\n'); err != nil {
		return fmt.Errorf("write sentence %q: %w", s.ID(), err)
	}
	return nil
}

func (w *Writer) word(id int, word *Word) {
	head := ""
	if word.Head != NoHead {
		head = strconv.Itoa(word.Head)
	}
	w.columns(strconv.Itoa(id), word.Form, word.Lemma, word.UPOS, word.XPOS, word.Feats, head, word.Deprel, word.Deps, word.Misc)
}

func (w *Writer) empty(e *EmptyNode) {
	w.columns(fmt.Sprintf("%d.%d", e.After, e.Index), e.Columns[:]...)
}

func (w *Writer) columns(first string, rest ...string) {
	w.w.WriteString(first)
	for _, v := range rest {
		w.w.WriteByte('\t')
		if v == "" {
			v = "_"
		}
		w.w.WriteString(v)
	}
	w.w.WriteByte('\n')
}

// writable reports the first value that cannot be written.
func (s *Sentence) writable() error {
	if len(s.Words) == 0 {
		return fmt.Errorf("it has no words: %w", ErrFormat)
	}
	for _, c := range s.Comments {
		if strings.ContainsAny(c, "\n\r") {
			return fmt.Errorf("comment %q holds a line break: %w", c, ErrFormat)
		}
	}
	for i := range s.Words {
		w := &s.Words[i]
		if w.Form == "" {
			return fmt.Errorf("word %d has no form: %w", i+1, ErrFormat)
		}
		if w.Head < NoHead || w.Head > len(s.Words) {
			return fmt.Errorf("word %d has the head %d: %w", i+1, w.Head, ErrFormat)
		}
		for _, v := range []string{w.Form, w.Lemma, w.UPOS, w.XPOS, w.Feats, w.Deprel, w.Deps, w.Misc} {
			if strings.ContainsAny(v, "\t\n\r") {
				return fmt.Errorf("word %d holds a tab or line break in %q: %w", i+1, v, ErrFormat)
			}
		}
	}
	last := 0
	for _, r := range s.Ranges {
		if r.First <= last || r.Last <= r.First || r.Last > len(s.Words) || r.Form == "" || strings.ContainsAny(r.Form+r.Feats+r.Misc, "\t\n\r") {
			return fmt.Errorf("range %d-%d %q is impossible: %w", r.First, r.Last, r.Form, ErrFormat)
		}
		last = r.Last
	}
	return nil
}
