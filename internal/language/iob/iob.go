// Package iob reads names in IOB2 columns: one token a line (id, form, label,
// and columns that are ignored), a blank line after each sentence, comments
// that begin with "# ". B-X begins a name of type X, I-X goes on with it, O is
// outside.
package iob

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"
)

// Token is one line.
type Token struct {
	Form  string
	Label string
}

// Sentence is a run of tokens. Comments are without the leading "#".
type Sentence struct {
	Comments []string
	Tokens   []Token
}

// Name is a run of tokens, half open, with its type.
type Name struct {
	Start, End int
	Type       string
}

// ErrFormat is wrapped by every error about the contents of a file.
var ErrFormat = errors.New("not valid IOB2")

const (
	maxLine   = 64 << 10
	maxTokens = 20_000
)

// Names returns the names of a sentence in order.
func (s *Sentence) Names() []Name {
	var names []Name
	for i, t := range s.Tokens {
		switch {
		case strings.HasPrefix(t.Label, "B-"):
			names = append(names, Name{i, i + 1, t.Label[2:]})
		case strings.HasPrefix(t.Label, "I-"):
			names[len(names)-1].End = i + 1
		}
	}
	return names
}

// Comment returns the value of the first comment "key = value".
func (s *Sentence) Comment(key string) (string, bool) {
	for _, c := range s.Comments {
		if k, v, ok := strings.Cut(c, "="); ok && strings.TrimSpace(k) == key {
			return strings.TrimSpace(v), true
		}
	}
	return "", false
}

// ReadFile reads a file; errors name its path.
func ReadFile(path string) ([]Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open names: %w", err)
	}
	defer f.Close()
	return Read(f, path)
}

// Read reads all sentences of r; name is the input's name in errors. A label
// I-X that continues nothing of type X is an error.
func Read(r io.Reader, name string) ([]Sentence, error) {
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, maxLine)
	var all []Sentence
	var s Sentence
	line := 0
	for scan.Scan() {
		line++
		text := strings.TrimSuffix(scan.Text(), "\r")
		if text == "" {
			if len(s.Tokens) > 0 {
				all = append(all, s)
				s = Sentence{}
			}
			continue
		}
		if err := s.add(text); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", name, line, err)
		}
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("%s: line %d: %w", name, line+1, err)
	}
	if len(s.Tokens) > 0 {
		all = append(all, s)
	}
	return all, nil
}

func (s *Sentence) add(line string) error {
	if !utf8.ValidString(line) {
		return fmt.Errorf("line is not UTF-8: %w", ErrFormat)
	}
	if len(s.Tokens) >= maxTokens || len(s.Comments) >= maxTokens {
		return fmt.Errorf("sentence has more than %d lines: %w", maxTokens, ErrFormat)
	}
	if strings.HasPrefix(line, "# ") && !strings.Contains(line, "\t") {
		s.Comments = append(s.Comments, line[1:])
		return nil
	}
	col := strings.SplitN(line, "\t", 4)
	if len(col) < 3 || col[1] == "" {
		return fmt.Errorf("fewer than three columns (id, form, label): %w", ErrFormat)
	}
	label := col[2]
	kind, typ, _ := strings.Cut(label, "-")
	switch {
	case label == "O", kind == "B" && typ != "":
	case kind == "I" && typ != "":
		if n := len(s.Tokens); n == 0 || s.Tokens[n-1].Label == "O" || s.Tokens[n-1].Label[2:] != typ {
			return fmt.Errorf("label %q continues no name of that type: %w", label, ErrFormat)
		}
	default:
		return fmt.Errorf("label %q is not O, B-type or I-type: %w", label, ErrFormat)
	}
	s.Tokens = append(s.Tokens, Token{Form: col[1], Label: label})
	return nil
}
