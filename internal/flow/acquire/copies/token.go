package copies

import (
	"unicode"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/text/unicode/norm"
)

// kind says how a token was cut from the text, which decides the width of
// the shingles that end in it.
type kind uint8

const (
	word      kind = iota // letters and digits between separators
	ideograph             // one character of Han or kana
	letter                // one character of a script that writes no spaces: Thai, Lao, Khmer, Burmese
)

// token is one folded word of the text.
type token struct {
	hash   uint64
	kind   kind
	long   bool // counts for the sketch: not one of the short words that every text has
	rare   bool // counts for the keys: longer still
	number bool // begins with a digit
}

// maxToken is the length in bytes at which an endless word is cut.
const maxToken = 64

// Lengths in folded bytes from which a word counts as long. Letters outside
// ASCII take two or three bytes each.
const (
	longASCII = 4
	longOther = 6
)

// scanner holds the word that is being read. Its methods are the signer's,
// which takes each token as soon as it is whole.
type scanner struct {
	word    [maxToken + utf8.UTFMax]byte
	n       int  // bytes in word
	since   int  // letters since the word's start or its last dropped dot
	other   bool // word holds a letter outside ASCII
	numeric bool // word holds a digit
}

// class of an ASCII byte.
type class uint8

const (
	separator class = iota
	lower
	upper
	digit
	mark // may stand inside a word or number
)

// classOf gives the class of an ASCII byte.
func classOf(c byte) class {
	switch {
	case 'a' <= c && c <= 'z':
		return lower
	case 'A' <= c && c <= 'Z':
		return upper
	case '0' <= c && c <= '9':
		return digit
	case c == '\'' || c == '.' || c == ',':
		return mark
	}
	return separator
}

// scan reads the whole text. Bytes that are not UTF-8 separate words.
func (s *signer) scan(text string) {
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			switch classOf(c) {
			case lower:
				end := i + 1
				for end < len(text) && 'a' <= text[end] && text[end] <= 'z' {
					end++
				}
				s.putAll(text[i:end])
				i = end
				continue
			case upper:
				s.put(c + 'a' - 'A')
			case digit:
				s.numeric = true
				s.put(c)
			case mark:
				s.mark(c, text, i+1)
			default:
				s.flush()
			}
			i++
			continue
		}
		i += s.scanRune(text, i)
	}
	s.flush()
}

// put adds one folded ASCII byte to the word.
func (s *signer) put(c byte) {
	s.word[s.n] = c
	s.n++
	s.since++
	if s.n >= maxToken {
		s.flush()
	}
}

// putAll adds folded ASCII letters to the word.
func (s *signer) putAll(letters string) {
	for len(letters) > 0 {
		n := copy(s.word[s.n:maxToken], letters)
		s.n += n
		s.since += n
		if s.n >= maxToken {
			s.flush()
		}
		letters = letters[n:]
	}
}

// mark reads an apostrophe, dot or comma that may stand inside a word: "don't"
// and "U.S." lose it, "1,000" loses it, "3.5" keeps it, all else ends the word.
func (s *signer) mark(c byte, text string, next int) {
	if s.n == 0 || next >= len(text) {
		s.flush()
		return
	}
	following, last := text[next], s.word[s.n-1]
	followed := following >= utf8.RuneSelf || classOf(following) == lower || classOf(following) == upper
	between := classOf(last) == digit && classOf(following) == digit
	switch {
	case c == '\'' && followed:
	case c == '.' && followed && s.since == 1 && classOf(last) != digit:
		s.since = 0
	case c == '.' && between:
		s.put(c)
	case c == ',' && between:
	default:
		s.flush()
	}
}

// scanRune reads one character outside ASCII at text[i:] and returns its
// length in bytes.
func (s *signer) scanRune(text string, i int) int {
	r, size := utf8.DecodeRuneInString(text[i:])
	switch {
	case r == utf8.RuneError && size == 1:
		s.flush()
		return 1
	case r == '’' || r == 'ʼ' || r == '＇' || r == '‘':
		s.mark('\'', text, i+size)
		return size
	case r == '\u00ad' || '\u200b' <= r && r <= '\u200f' || r == '\u2060' || r == '\ufeff':
		return size // soft hyphen and characters without width
	}
	decomposed := norm.NFKD.PropertiesString(text[i:]).Decomposition()
	if decomposed == nil {
		s.fold(r)
		return size
	}
	for len(decomposed) > 0 {
		part, n := utf8.DecodeRune(decomposed)
		s.fold(part)
		decomposed = decomposed[n:]
	}
	return size
}

// fold adds one decomposed character to the word, or ends the word.
func (s *signer) fold(r rune) {
	if k := scriptOf(r); k != word && unicode.IsLetter(r) {
		s.flush()
		var b [utf8.UTFMax]byte
		s.add(token{hash: xxhash.Sum64(b[:utf8.EncodeRune(b[:], r)]), kind: k, long: true, rare: true})
		return
	}
	switch {
	case unicode.Is(unicode.Mn, r), r == 'ـ': // accents, vowel points, the Arabic stretcher
	case r == 'ß':
		s.put('s')
		s.put('s')
	case r == 'ı':
		s.put('i')
	case unicode.IsLetter(r), unicode.Is(unicode.Mc, r):
		s.putRune(unicode.ToLower(r))
	case unicode.Is(unicode.Nd, r):
		s.numeric = true
		s.put('0' + digitValue(r))
	default:
		s.flush()
	}
}

// putRune adds one folded letter to the word.
func (s *signer) putRune(r rune) {
	if r < utf8.RuneSelf {
		s.put(byte(r))
		return
	}
	s.other = true
	s.n += utf8.EncodeRune(s.word[s.n:], r)
	s.since++
	if s.n >= maxToken {
		s.flush()
	}
}

// flush ends the word, if there is one, and emits it.
func (s *signer) flush() {
	if s.n == 0 {
		return
	}
	least := longASCII
	if s.other {
		least = longOther
	}
	s.add(token{
		hash:   xxhash.Sum64(s.word[:s.n]),
		long:   s.n >= least || s.numeric,
		rare:   s.n >= least+1 || s.numeric,
		number: s.numeric && classOf(s.word[0]) == digit,
	})
	s.n, s.since, s.other, s.numeric = 0, 0, false, false
}

// scriptOf says whether the script of a character writes no spaces.
func scriptOf(r rune) kind {
	switch {
	case r < 0x0e00:
		return word
	case r < 0x0f00, 0x1000 <= r && r < 0x10a0, 0x1780 <= r && r < 0x1800:
		return letter
	case 0x3040 <= r && r < 0x3100, 0x3400 <= r && r < 0x4dc0, 0x4e00 <= r && r < 0xa000,
		0xf900 <= r && r < 0xfb00, 0x20000 <= r && r < 0x40000:
		return ideograph
	}
	return word
}

// digitValue gives the value of a decimal digit of any script: Unicode keeps
// the ten digits of a script together and in order.
func digitValue(r rune) byte {
	for _, part := range unicode.Nd.R16 {
		if rune(part.Lo) <= r && r <= rune(part.Hi) {
			return byte((r - rune(part.Lo)) % 10)
		}
	}
	for _, part := range unicode.Nd.R32 {
		if rune(part.Lo) <= r && r <= rune(part.Hi) {
			return byte((r - rune(part.Lo)) % 10)
		}
	}
	return 0
}
