package record

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// Span is a half-open byte range [Start, End) of a document's text. Its JSON form is the array [start, end].
type Span struct {
	Start int
	End   int
}

// Len gives the number of bytes of the span.
func (s Span) Len() int { return s.End - s.Start }

// Empty tells whether the span holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains tells whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps tells whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Of gives the text that the span covers. It must be valid for that text, see [Span.Check].
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Check tells what is wrong with the span as a range of text, or gives nil: it must lie within the text, run
// forward, and begin and end between two characters.
func (s Span) Check(text string) error {
	if s.Start < 0 || s.End < s.Start || len(text) < s.End {
		return fmt.Errorf("span %v is not within the %d bytes of the text", s, len(text))
	}
	if !atBoundary(text, s.Start) || !atBoundary(text, s.End) {
		return fmt.Errorf("span %v cuts a character", s)
	}
	return nil
}

func atBoundary(text string, i int) bool {
	return i == len(text) || utf8.RuneStart(text[i])
}

// String writes the span as [start:end].
func (s Span) String() string { return fmt.Sprintf("[%d:%d]", s.Start, s.End) }

// MarshalJSON writes [start,end].
func (s Span) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, "[%d,%d]", s.Start, s.End), nil }

// UnmarshalJSON reads [start,end].
func (s *Span) UnmarshalJSON(b []byte) error {
	var pair []int
	if err := json.Unmarshal(b, &pair); err != nil {
		return fmt.Errorf("span %s: %w", b, err)
	}
	if len(pair) != 2 {
		return fmt.Errorf("span %s: want two numbers, got %d", b, len(pair))
	}
	s.Start, s.End = pair[0], pair[1]
	return nil
}
