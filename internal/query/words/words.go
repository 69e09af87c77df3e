// Package words says what a word is when a record is searched. The index of a store and the words of a query both go
// through it, so that both see the same.
//
// A word is a stretch of letters and digits. It is folded: to lower case, without accents and other marks, and in the
// Arabic script with one form for the letters that keyboards write in several (yeh, kaf, alef with hamza, teh
// marbuta), without vowel signs, tatweel and the zero-width joiners. Scripts that set no blanks between words (Han,
// Kana, Thai and others) give one word a character, so that a phrase of them finds them in order.
//
// Whether "talks" also finds "talk" is a matter of the question, not of the index: see [Forms].
package words

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxBytes is the length to which longer words are cut, in the index and in queries alike.
const MaxBytes = 64

// Scanner walks over the words of a text.
type Scanner struct {
	text string
	pos  int

	Start, End int    // of the word in the text, in bytes
	Folded     []byte // the word as it is searched; overwritten by the next word
}

// NewScanner gives a scanner before the first word of the text. Bytes that are not UTF-8 are no part of words.
func NewScanner(text string) *Scanner {
	return &Scanner{text: text, Folded: make([]byte, 0, MaxBytes+utf8.UTFMax)}
}

// Next moves to the next word and tells whether there is one.
func (s *Scanner) Next() bool {
	s.Folded = s.Folded[:0]
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		if c < utf8.RuneSelf {
			f := ascii[c]
			if f == 0 {
				if len(s.Folded) > 0 {
					return true
				}
				s.pos++
				continue
			}
			s.grow(1)
			if len(s.Folded) < MaxBytes {
				s.Folded = append(s.Folded, f)
			}
			continue
		}
		if s.wide() {
			return true
		}
	}
	return len(s.Folded) > 0
}

// grow takes n bytes of the text into the word.
func (s *Scanner) grow(n int) {
	if len(s.Folded) == 0 {
		s.Start = s.pos
	}
	s.pos += n
	s.End = s.pos
}

// wide takes one character beyond ASCII and tells whether the word ends before or with it.
func (s *Scanner) wide() (ends bool) {
	r, n := utf8.DecodeRuneInString(s.text[s.pos:])
	switch class(r, n) {
	case joiner:
		if len(s.Folded) > 0 {
			s.grow(n)
		} else {
			s.pos += n
		}
		return false
	case alone:
		if len(s.Folded) > 0 {
			return true
		}
		s.grow(n)
		s.Folded = appendFolded(s.Folded, r)
		return len(s.Folded) > 0
	case letter:
		before := len(s.Folded)
		if before < MaxBytes {
			folded := appendFolded(s.Folded, r)
			if len(folded) == before && before == 0 {
				s.pos += n
				return false
			}
			s.grow(n)
			s.Folded = folded
			return false
		}
		s.grow(n)
		return false
	}
	if len(s.Folded) > 0 {
		return true
	}
	s.pos += n
	return false
}

// Append appends the folded words of the text to dst, a blank before each word but the first: the form in which an
// index takes a text.
func Append(dst []byte, text string) []byte {
	start := len(dst)
	s := NewScanner(text)
	for s.Next() {
		if len(dst) > start {
			dst = append(dst, ' ')
		}
		dst = append(dst, s.Folded...)
	}
	return dst
}

// Split gives the folded words of a text.
func Split(text string) []string {
	var all []string
	s := NewScanner(text)
	for s.Next() {
		all = append(all, string(s.Folded))
	}
	return all
}

// ascii gives the folded form of each ASCII character, 0 for those that are no part of a word.
var ascii = func() (t [utf8.RuneSelf]byte) {
	for c := range t {
		switch {
		case '0' <= c && c <= '9', 'a' <= c && c <= 'z':
			t[c] = byte(c)
		case 'A' <= c && c <= 'Z':
			t[c] = byte(c - 'A' + 'a')
		}
	}
	return t
}()

type kind int

const (
	separator kind = iota
	letter         // part of a word
	alone          // a word by itself
	joiner         // nothing, but does not end a word
)

// class tells what a character beyond ASCII, n bytes long, is to a word.
func class(r rune, n int) kind {
	switch {
	case r == utf8.RuneError && n <= 1:
		return separator
	case r == '\u00ad', r == '\u0640', '\u200c' <= r && r <= '\u200f', '\u202a' <= r && r <= '\u202e',
		'\u2060' <= r && r <= '\u2069', r == '\ufeff':
		return joiner
	case '\u2000' <= r && r <= '\u206f':
		return separator
	case r < '\u0e00':
		return common(r)
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer,
		unicode.Myanmar) && !unicode.Is(unicode.M, r):
		return alone
	}
	return common(r)
}

func common(r rune) kind {
	switch {
	case unicode.Is(unicode.Mn, r):
		return joiner
	case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r), unicode.Is(unicode.Co, r):
		return letter
	}
	return separator
}

// appendFolded appends the folded form of one character.
func appendFolded(dst []byte, r rune) []byte {
	if '\u0600' <= r && r <= '\u06ff' {
		return utf8.AppendRune(dst, arabic(r))
	}
	if s := letters(r); s != "" {
		return append(dst, s...)
	}
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	var room [64]byte
	for _, d := range string(norm.NFKD.Append(room[:0], buf[:n]...)) {
		switch {
		case unicode.Is(unicode.Mn, d):
		case d < utf8.RuneSelf:
			if f := ascii[d]; f != 0 {
				dst = append(dst, f)
			}
		case '\u0600' <= d && d <= '\u06ff':
			dst = utf8.AppendRune(dst, arabic(d))
		case class(d, utf8.RuneLen(d)) == letter, class(d, utf8.RuneLen(d)) == alone:
			d = unicode.ToLower(d)
			if s := letters(d); s != "" {
				dst = append(dst, s...)
			} else {
				dst = utf8.AppendRune(dst, d)
			}
		}
	}
	return dst
}

// letters gives the plain form of Latin letters that Unicode does not take apart, "" for others.
func letters(r rune) string {
	switch r {
	case 'ß', 'ẞ':
		return "ss"
	case 'ø', 'Ø':
		return "o"
	case 'ł', 'Ł':
		return "l"
	case 'đ', 'Đ', 'ð', 'Ð':
		return "d"
	case 'ı':
		return "i"
	case 'æ', 'Æ':
		return "ae"
	case 'œ', 'Œ':
		return "oe"
	}
	return ""
}

// arabic gives the one form of a letter or digit of the Arabic script.
func arabic(r rune) rune {
	switch r {
	case 'ي', 'ى', 'ئ':
		return 'ی'
	case 'ك':
		return 'ک'
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ؤ':
		return 'و'
	case 'ة', 'ۀ', 'ۃ', 'ۂ', 'ہ':
		return 'ه'
	case 'ۓ':
		return 'ے'
	}
	switch {
	case '٠' <= r && r <= '٩':
		return r - '٠' + '0'
	case '۰' <= r && r <= '۹':
		return r - '۰' + '0'
	}
	return r
}
