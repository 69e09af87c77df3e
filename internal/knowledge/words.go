package knowledge

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is one word of a text as the index sees it: folded to lower case without accents, its letters hashed.
type word struct {
	hash       uint64
	key, own   uint64 // by which it is looked up; its own hash where it is written in several ways, 0 else
	joined     uint64 // the key of the word before and this one written as one; 0 where nothing joins them
	joinedOwn  uint64 // as own, of the two
	start, end int32
	shape      shape
	gap        gap // what parts it from the word before
}

// gap is what stands between two words.
type gap uint8

const (
	parts gap = iota // no name goes across it
	joins            // any name may
	comma            // only a name that has a comma, a parenthesis, a slash or a dash there
)

// shape says which letters of a word are capitals.
type shape uint8

const (
	capital  shape = 1 << iota // the first letter is one, or the script has none
	allCaps                    // every letter is one
	acronym                    // more than one letter, and all are capitals
	inner                      // a letter after the first is one ("LeT")
	strictly                   // of a name: only its own spelling will do
)

const (
	hashSeed  = 14695981039346656037
	hashPrime = 1099511628211
)

// words cuts a text. Apostrophes inside a word are passed over ("Sana'a"), a final 's is a word of its own, and the
// letters of dotted initials are one word ("U.S.").
func words(text string, into []word) []word {
	into = into[:0]
	end := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c < 0x80 && class[c] == 0 {
			i++
			continue
		}
		if c >= 0x80 {
			if r, n := utf8.DecodeRuneInString(text[i:]); !wordRune(r) {
				i += n
				continue
			}
		}
		w := cut(text, i, hashSeed)
		if len(into) > 0 {
			w.gap = between(text[end:i], end-int(into[len(into)-1].start))
		}
		into = append(into, w)
		i = int(w.end)
		end = i
	}
	return into
}

// class is 1 for letters and digits of ASCII and the plus of "OPEC+", 2 for "&", which is read as the word "and".
var class = func() (t [128]uint8) {
	for c := range t {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '+':
			t[c] = 1
		case c == '&':
			t[c] = 2
		}
	}
	return t
}()

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// cut reads the word that begins at i; its hash goes on from the seed.
func cut(text string, i int, seed uint64) word {
	w := word{start: int32(i), hash: seed, shape: capital | allCaps}
	if text[i] == '&' {
		for _, c := range []byte("and") {
			w.hash = (w.hash ^ uint64(c)) * hashPrime
		}
		w.end = int32(i + 1)
		return w
	}
	letters, end := 0, i
	for i < len(text) {
		c := text[i]
		if c < 0x80 && class[c] == 1 {
			switch {
			case 'A' <= c && c <= 'Z':
				c |= 0x20
				if letters > 0 {
					w.shape |= inner
				}
			case c > '9':
				if letters == 0 {
					w.shape &^= capital
				}
				w.shape &^= allCaps
			}
			w.hash = (w.hash ^ uint64(c)) * hashPrime
			letters, i = letters+1, i+1
			end = i
			continue
		}
		n := 0
		if c >= 0x80 {
			n = w.foreign(text[i:], letters)
		}
		switch {
		case n > 0:
			letters, i = letters+1, i+n
			end = i
		default:
			skip := passed(text, i, letters)
			if skip == 0 {
				i = len(text)
			}
			i += skip
		}
	}
	w.end = int32(end)
	if letters > 1 && w.shape&allCaps != 0 {
		w.shape |= acronym
	}
	return w
}

// foreign adds a letter outside ASCII and gives its length, 0 where it is none.
func (w *word) foreign(s string, letters int) int {
	r, n := utf8.DecodeRuneInString(s)
	if !wordRune(r) {
		return 0
	}
	if unicode.IsLower(r) {
		if letters == 0 {
			w.shape &^= capital
		}
		w.shape &^= allCaps
	}
	if to, ok := folded(r); ok {
		for i := range len(to) {
			w.hash = (w.hash ^ uint64(to[i])) * hashPrime
		}
		return n
	}
	var buf [4 * utf8.UTFMax]byte
	for _, d := range string(norm.NFKD.AppendString(buf[:0], s[:n])) {
		if unicode.Is(unicode.Mn, d) {
			continue
		}
		for _, b := range []byte(string(unicode.ToLower(d))) {
			w.hash = (w.hash ^ uint64(b)) * hashPrime
		}
	}
	return n
}

// folded gives the usual letters of ASCII for those that are no letter with an accent.
func folded(r rune) (string, bool) {
	switch r {
	case 'ø', 'Ø':
		return "o", true
	case 'ł', 'Ł':
		return "l", true
	case 'đ', 'Đ', 'ð', 'Ð':
		return "d", true
	case 'ı', 'İ':
		return "i", true
	case 'ß':
		return "ss", true
	case 'æ', 'Æ':
		return "ae", true
	case 'œ', 'Œ':
		return "oe", true
	case 'þ', 'Þ':
		return "th", true
	case 'ə', 'Ə':
		return "e", true
	case 'ʻ', 'ʼ', 'ʿ', 'ʾ':
		return "", true
	}
	return "", false
}

// passed gives the length of what stands inside a word without being a part of it: an apostrophe between letters that
// begins no final s, a dot between single letters.
func passed(text string, i, letters int) int {
	n := 0
	switch {
	case text[i] == '\'' || text[i] == '`':
		n = 1
	case len(text) >= i+3 && (text[i:i+3] == "\u2019" || text[i:i+3] == "\u2018"):
		n = 3
	case text[i] == '.' && initials(text, i, letters):
		return 1
	}
	rest := text[i+n:]
	if n == 0 || letters == 0 || !startsWord(rest) {
		return 0
	}
	if (rest[0] == 's' || rest[0] == 'S') && !startsWord(rest[1:]) {
		return 0
	}
	return n
}

func startsWord(s string) bool {
	if s == "" {
		return false
	}
	if s[0] < 0x80 {
		return class[s[0]] == 1
	}
	r, _ := utf8.DecodeRuneInString(s)
	return wordRune(r)
}

// initials says that the dot at i stands between single capitals.
func initials(text string, i, letters int) bool {
	upper := func(k int) bool { return k >= 0 && k < len(text) && 'A' <= text[k] && text[k] <= 'Z' }
	if !upper(i-1) || !upper(i+1) || i+2 < len(text) && startsWord(text[i+2:]) {
		return false
	}
	return letters == 1 || i >= 2 && text[i-2] == '.'
}

// between reads what stands between two words, the first of them of so many bytes. A dot may follow a short word
// ("St."); a blank line parts.
func between(s string, before int) gap {
	if len(s) > 6 {
		return parts
	}
	g := joins
	for i, c := range s {
		switch c {
		case ' ', '-', '\'', '\u2019', '\u2010', '\u2011', '\u00a0':
		case '\n':
			if i > 0 && s[i-1] == '\n' {
				return parts
			}
		case '.':
			if before > 3 {
				return parts
			}
		case ',', '(', ')', '/', '\u2013', '\u2014':
			g = comma
		default:
			return parts
		}
	}
	return g
}
