package trees

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/language/wordform"
)

// Word is one syntactic word of a sentence: its form and the tags that the
// tagger gave it.
type Word struct {
	Form string
	XPOS string // Penn Treebank tag, such as "VBD"
	UPOS string // universal tag, such as "VERB"
}

// Kind is a kind of feature. Each kind has its own list of values; value 0
// stands for all that are not in the list. The input of the network for a
// word is the sum of one learnt vector per kind.
type Kind int

// The kinds of features. Those up to NumFormKinds depend on the form alone.
const (
	KindWord    Kind = iota // in lower case, digits as 0, signs as the plain ones
	KindSuffix2             // its last 2, 3 and 4 letters, with a mark at the start of the word
	KindSuffix3
	KindSuffix4
	KindPrefix3 // its first 3 letters
	KindShape   // runs of capitals, letters, digits and signs
	KindXPOS
	KindUPOS
	NumKinds

	NumFormKinds = int(KindXPOS)
)

// String returns the name under which the kind is stored.
func (k Kind) String() string {
	return [NumKinds]string{"word", "suffix2", "suffix3", "suffix4", "prefix3", "shape", "xpos", "upos"}[k]
}

// maxForm is the longest form, in bytes, of which features are taken; what
// follows is ignored.
const maxForm = 256

// FormFeatures returns the values of the form's features, by kind.
func FormFeatures(form string) [NumFormKinds]string {
	form = cutForm(form)
	form = strings.Map(plain, wordform.Normal(form))
	norm := strings.Map(folded, form)
	marked := "^" + norm
	var f [NumFormKinds]string
	f[KindWord] = norm
	f[KindSuffix2] = lastRunes(marked, 2)
	f[KindSuffix3] = lastRunes(marked, 3)
	f[KindSuffix4] = lastRunes(marked, 4)
	f[KindPrefix3] = firstRunes(norm, 3)
	f[KindShape] = Shape(form)
	return f
}

// cutForm returns the part of a form that features are taken from.
func cutForm(form string) string {
	if len(form) <= maxForm {
		return form
	}
	cut := maxForm
	for cut > 0 && !utf8.RuneStart(form[cut]) {
		cut--
	}
	return form[:cut]
}

// plain writes quotation marks and dashes as the plain ones.
func plain(r rune) rune {
	switch r {
	case '‘', '’', 'ʼ':
		return '\''
	case '“', '”', '„', '«', '»':
		return '"'
	case '‐', '‑', '–', '—', '−':
		return '-'
	}
	return r
}

// folded writes lower case, and digits as 0.
func folded(r rune) rune {
	if unicode.IsDigit(r) {
		return '0'
	}
	return unicode.ToLower(r)
}

// Shape returns the form with capitals as X, other letters as x, digits as d
// and the rest as it is; of a run of one class one sign is kept, and at most
// 8 runs.
func Shape(form string) string {
	var b strings.Builder
	last, runs := rune(-1), 0
	for _, r := range form {
		c := r
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = 'd'
		}
		if c == last {
			continue
		}
		if runs == 8 {
			break
		}
		last = c
		runs++
		b.WriteRune(c)
	}
	return b.String()
}

func lastRunes(s string, n int) string {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}

func firstRunes(s string, n int) string {
	at := 0
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return s[:at]
}
