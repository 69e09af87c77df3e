package words

import (
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/language/wordform"
)

// class is the kind of a character, for rules and features.
type class uint8

const (
	other     class = iota
	small           // letters that are not capitals, of any script
	upper           // capitals
	digit           //
	dot             // .
	hyphen          // - and its look-alikes inside words
	dash            // – — and longer
	quote           // double quotation marks
	tick            // ' and its look-alikes
	opener          // ( [ { and others
	closer          // ) ] }
	comma           // , ;
	colon           //
	slash           // / and \
	bang            // ! ?
	money           // currency
	pictogram       // emoji and dingbats
	symbol          // everything else that is not a letter: % & # @ + = * _ ...
)

// char is one character of a chunk together with the marks and invisible
// characters behind it, which never stand apart from it.
type char struct {
	r     rune // as the models see it: one form for look-alikes
	lower rune
	class class
	at    int32 // first byte
	end   int32 // behind its last byte
}

// chars appends the characters of text[from:to] to dst.
func chars(text string, from, to int, dst []char) []char {
	for at := from; at < to; {
		r, n := utf8.DecodeRuneInString(text[at:to])
		if len(dst) > 0 && joins(dst[len(dst)-1].r, text, dst, r, at) {
			dst[len(dst)-1].end = int32(at + n)
			at += n
			continue
		}
		c := char{r: r, lower: r, at: int32(at), end: int32(at + n)}
		if r < utf8.RuneSelf {
			c.class = asciiClass(byte(r))
			if c.class == upper {
				c.lower = r + 'a' - 'A'
			}
		} else {
			c.fill()
		}
		dst = append(dst, c)
		at += n
	}
	return dst
}

// joins tells whether r, which begins at at, belongs to the character before it.
func joins(last rune, text string, dst []char, r rune, at int) bool {
	if r < 0x300 && r != 0xAD {
		return false
	}
	switch {
	case wordform.Invisible(r), unicode.Is(unicode.M, r), r > 0x1F3FA && r < 0x1F400: // skin tones
		return true
	case dst[len(dst)-1].class == pictogram:
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		if before == 0x200D { // a joiner glues two pictograms to one
			return true
		}
		// Two letters of a flag are one; a third begins the next.
		prev := &dst[len(dst)-1]
		return regional(r) && regional(last) && prev.end-prev.at == 4
	}
	return false
}

func regional(r rune) bool { return r > 0x1F1E5 && r < 0x1F200 }

// fill classifies a character beyond ASCII.
func (c *char) fill() {
	r := c.r
	switch {
	case r == '’' || r == 'ʼ' || r == '′' || r == '‘' || r == '‛' || r == '‚' || r == '＇' || r == '´':
		c.class, c.lower = tick, '\''
	case r == '“' || r == '”' || r == '„' || r == '‟' || r == '«' || r == '»' || r == '″' || r == '‹' || r == '›' || r == '「' || r == '」':
		c.class, c.lower = quote, '"'
	case r == '‐' || r == '‑' || r == '−' || r == '⁃':
		c.class, c.lower = hyphen, '-'
	case r == '…':
		c.class, c.lower = dot, '.'
	case unicode.Is(unicode.Pd, r):
		c.class, c.lower = dash, '–'
	case unicode.IsUpper(r), unicode.IsTitle(r):
		c.class, c.lower = upper, unicode.ToLower(r)
	case unicode.IsLetter(r):
		c.class = small
	case unicode.IsDigit(r):
		c.class, c.lower = digit, '0'
	case unicode.Is(unicode.Ps, r), unicode.Is(unicode.Pi, r):
		c.class = opener
	case unicode.Is(unicode.Pe, r), unicode.Is(unicode.Pf, r):
		c.class = closer
	case unicode.Is(unicode.Sc, r):
		c.class = money
	case r == '¡' || r == '¿' || r == '！' || r == '？' || r == '。' || r == '؟':
		c.class = bang
	case r == '，' || r == '、' || r == '،' || r == '；' || r == '؛':
		c.class = comma
	case unicode.Is(unicode.So, r), r > 0x1F000:
		c.class = pictogram
	case unicode.IsNumber(r):
		c.class = digit
	default:
		c.class = symbol
	}
}

func asciiClass(b byte) class {
	switch {
	case b > 'a'-1 && b < 'z'+1:
		return small
	case b > 'A'-1 && b < 'Z'+1:
		return upper
	case b > '0'-1 && b < '9'+1:
		return digit
	}
	switch b {
	case '.':
		return dot
	case '-':
		return hyphen
	case '"':
		return quote
	case '\'', '`':
		return tick
	case '(', '[', '{':
		return opener
	case ')', ']', '}':
		return closer
	case ',', ';':
		return comma
	case ':':
		return colon
	case '/', '\\':
		return slash
	case '!', '?':
		return bang
	case '$':
		return money
	}
	return symbol
}

func (c class) letter() bool { return c == small || c == upper }

// space tells whether a character separates chunks.
func space(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || r > 8 && r < 14 || r < 8 || r > 13 && r < 32 || r == 127
	}
	return unicode.IsSpace(r) || r > 0x7F && r < 0xA0
}

func invisible(r rune) bool { return r > 0xAC && wordform.Invisible(r) }
