package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Options sets what a Reader keeps and how much it accepts. The zero value
// skips empty nodes and uses the default limits.
type Options struct {
	// Name is the name of the input in errors; "conllu" when empty.
	Name string
	// KeepEmpty keeps empty nodes in Sentence.Empty.
	KeepEmpty bool
	// MaxLine is the greatest length of a line in bytes; 1 MiB when 0.
	MaxLine int
	// MaxWords is the greatest number of words in a sentence; 20,000 when 0.
	MaxWords int
}

// ErrFormat is wrapped by every error about the contents of a file.
var ErrFormat = errors.New("not valid CoNLL-U")

// Reader reads sentences from a stream.
type Reader struct {
	scan *bufio.Scanner
	opts Options
	line int
	err  error
}

// NewReader returns a reader of r.
func NewReader(r io.Reader, opts Options) *Reader {
	if opts.Name == "" {
		opts.Name = "conllu"
	}
	if opts.MaxLine == 0 {
		opts.MaxLine = 1 << 20
	}
	if opts.MaxWords == 0 {
		opts.MaxWords = 20_000
	}
	scan := bufio.NewScanner(r)
	scan.Buffer(make([]byte, 0, min(opts.MaxLine, 64<<10)), opts.MaxLine)
	return &Reader{scan: scan, opts: opts}
}

// Next returns the next sentence, or io.EOF after the last. Errors name the
// input and the line; after one, every call returns it again.
func (r *Reader) Next() (*Sentence, error) {
	if r.err != nil {
		return nil, r.err
	}
	s, err := r.next()
	if err != nil {
		r.err = err
		return nil, err
	}
	return s, nil
}

func (r *Reader) next() (*Sentence, error) {
	s := &Sentence{}
	started := false
	for r.scan.Scan() {
		r.line++
		line := strings.TrimSuffix(r.scan.Text(), "\r")
		if r.line == 1 {
			line = strings.TrimPrefix(line, "\uFEFF")
		}
		if line == "" {
			if !started {
				continue
			}
			return r.finish(s)
		}
		started = true
		if err := r.addLine(s, line); err != nil {
			return nil, err
		}
	}
	if err := r.scan.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			r.line++
			return nil, r.fail("line is longer than %d bytes", r.opts.MaxLine)
		}
		return nil, fmt.Errorf("%s: line %d: %w", r.opts.Name, r.line, err)
	}
	if started {
		return r.finish(s)
	}
	return nil, io.EOF
}

// fail makes an error of format at the current line.
func (r *Reader) fail(format string, args ...any) error {
	return fmt.Errorf("%s: line %d: %s: %w", r.opts.Name, r.line, fmt.Sprintf(format, args...), ErrFormat)
}

func (r *Reader) addLine(s *Sentence, line string) error {
	if !utf8.ValidString(line) {
		return r.fail("line is not UTF-8")
	}
	if strings.Contains(line, "\r") {
		return r.fail("carriage return inside a line")
	}
	if line[0] == '#' {
		if len(s.Words) > 0 {
			return r.fail("comment after the first word of a sentence (is a blank line missing?)")
		}
		if len(s.Comments) >= r.opts.MaxWords {
			return r.fail("sentence has more than %d comments", r.opts.MaxWords)
		}
		s.Comments = append(s.Comments, line[1:])
		return nil
	}
	var col [10]string
	rest, more := line, true
	for i := range col {
		if !more {
			return r.fail("%d columns instead of 10", i)
		}
		col[i], rest, more = strings.Cut(rest, "\t")
		if col[i] == "" {
			return r.fail("column %d is empty (write _ for no value)", i+1)
		}
	}
	if more {
		return r.fail("more than 10 columns")
	}
	return r.addColumns(s, &col)
}

func (r *Reader) addColumns(s *Sentence, col *[10]string) error {
	if a, b, isRange := strings.Cut(col[0], "-"); isRange {
		return r.addRange(s, a, b, col)
	}
	if a, b, isEmpty := strings.Cut(col[0], "."); isEmpty {
		return r.addEmpty(s, a, b, col)
	}
	id, ok := number(col[0])
	if !ok || id != len(s.Words)+1 {
		return r.fail("word id %q, expected %d", col[0], len(s.Words)+1)
	}
	if id > r.opts.MaxWords {
		return r.fail("sentence has more than %d words", r.opts.MaxWords)
	}
	head := NoHead
	if col[6] != "_" {
		if head, ok = number(col[6]); !ok {
			return r.fail("head %q is not a number", col[6])
		}
	}
	lemma := col[2]
	if lemma == "_" && col[1] != "_" {
		lemma = ""
	}
	s.Words = append(s.Words, Word{
		Form: col[1], Lemma: lemma, UPOS: value(col[3]), XPOS: value(col[4]), Feats: value(col[5]),
		Head: head, Deprel: value(col[7]), Deps: value(col[8]), Misc: value(col[9]),
	})
	return nil
}

func (r *Reader) addRange(s *Sentence, a, b string, col *[10]string) error {
	first, ok1 := number(a)
	last, ok2 := number(b)
	if !ok1 || !ok2 || first != len(s.Words)+1 || last <= first || last > r.opts.MaxWords {
		return r.fail("range %q does not start at the next word, %d, and go on behind it", col[0], len(s.Words)+1)
	}
	if n := len(s.Ranges); n > 0 && s.Ranges[n-1].Last >= first {
		return r.fail("range %q overlaps the one before", col[0])
	}
	for i := 2; i < 9; i++ {
		if col[i] != "_" && i != 5 { // features (Typo=Yes) are allowed here
			return r.fail("range %q has a value in column %d", col[0], i+1)
		}
	}
	s.Ranges = append(s.Ranges, Range{First: first, Last: last, Form: col[1], Feats: value(col[5]), Misc: value(col[9])})
	return nil
}

func (r *Reader) addEmpty(s *Sentence, a, b string, col *[10]string) error {
	after, ok1 := number(a)
	index, ok2 := number(b)
	if !ok1 || !ok2 || after != len(s.Words) || index < 1 {
		return r.fail("empty node %q does not follow word %d", col[0], len(s.Words))
	}
	if !r.opts.KeepEmpty {
		return nil
	}
	want := 1
	if n := len(s.Empty); n > 0 && s.Empty[n-1].After == after {
		want = s.Empty[n-1].Index + 1
	}
	if index != want {
		return r.fail("empty node %q, expected %d.%d", col[0], after, want)
	}
	if len(s.Empty) >= r.opts.MaxWords {
		return r.fail("sentence has more than %d empty nodes", r.opts.MaxWords)
	}
	s.Empty = append(s.Empty, EmptyNode{After: after, Index: index, Columns: [9]string(col[1:])})
	return nil
}

// finish checks what only the whole sentence shows.
func (r *Reader) finish(s *Sentence) (*Sentence, error) {
	if len(s.Words) == 0 {
		return nil, r.fail("sentence without words before this line")
	}
	for i := range s.Words {
		if h := s.Words[i].Head; h > len(s.Words) || h == i+1 {
			return nil, r.fail("word %d of the sentence before this line has the head %d", i+1, h)
		}
	}
	if n := len(s.Ranges); n > 0 && s.Ranges[n-1].Last > len(s.Words) {
		return nil, r.fail("range %d-%d of the sentence before this line ends behind its last word", s.Ranges[n-1].First, s.Ranges[n-1].Last)
	}
	return s, nil
}

// number reads a decimal number without sign or leading zero.
func number(s string) (int, bool) {
	if len(s) > 9 || s == "" || s[0] < '0' || s[0] > '9' || (s[0] == '0' && len(s) > 1) {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

func value(col string) string {
	if col == "_" {
		return ""
	}
	return col
}

// ReadAll reads all sentences of r.
func ReadAll(r io.Reader, opts Options) ([]*Sentence, error) {
	rd := NewReader(r, opts)
	var all []*Sentence
	for {
		s, err := rd.Next()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
}

// ReadFile reads all sentences of a file; errors name its path.
func ReadFile(path string, opts Options) ([]*Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open treebank: %w", err)
	}
	defer f.Close()
	if opts.Name == "" {
		opts.Name = path
	}
	return ReadAll(f, opts)
}
