package namer

import (
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/language/perceptron"
	"github.com/chancery-project/chancery/internal/language/wordform"
)

// word is what the features of a position and its neighbours are made from.
type word struct {
	form, lower  uint64
	suffix       [5]uint64 // of 1 to 5 letters of the lower-cased word
	prefix       [5]uint64
	shape        uint64 // Xxx0- with runs cut to two
	brief        uint64 // shape with runs cut to one
	upos, xpos   uint64
	list         uint64 // see Lists.look
	starts, ends uint32 // longer list names that start and end here
	hint         uint64 // what the rest of the document says of the word; 0 for nothing
	capital      bool
	letter       bool
	proper       bool // tagged as a proper noun
	style        uint64
	before       uint64 // how the document writes the word elsewhere
	run          int    // the run of capitals the word belongs to, counted from 1
}

// run is a stretch of words with capitals inside a sentence, and hyphens between them.
type run struct{ start, end int }

// fill computes the pieces of one word.
func (w *word) fill(in Word) {
	normal := wordform.Normal(in.Form)
	lower := wordform.Lower(normal)
	w.form = perceptron.Hash(normal)
	w.lower = perceptron.Hash(lower)
	rest := len(lower)
	for i := range w.suffix {
		if rest > 0 {
			_, n := utf8.DecodeLastRuneInString(lower[:rest])
			rest -= n
		}
		w.suffix[i] = perceptron.Hash(lower[rest:])
	}
	start := 0
	for i := range w.prefix {
		if start < len(lower) {
			_, n := utf8.DecodeRuneInString(lower[start:])
			start += n
		}
		w.prefix[i] = perceptron.Hash(lower[:start])
	}
	w.shape, w.brief = shape(normal, 2), shape(normal, 1)
	r, _ := utf8.DecodeRuneInString(normal)
	w.capital = unicode.IsUpper(r)
	w.letter = unicode.IsLetter(r)
	w.upos, w.xpos = perceptron.Hash(in.UPOS), perceptron.Hash(in.XPOS)
	w.proper = in.UPOS == "PROPN"
}

// shape hashes the kinds of a word's characters: X for capitals, x for small
// letters, 0 for digits, others as they are; runs of more than keep are cut.
func shape(word string, keep int) uint64 {
	var b [32]byte
	out := b[:0]
	var last rune
	run := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			r = 'X'
		case unicode.IsLetter(r), unicode.IsMark(r):
			r = 'x'
		case unicode.IsDigit(r):
			r = '0'
		}
		if r == last {
			run++
		} else {
			last, run = r, 1
		}
		if run < keep+1 {
			out = utf8.AppendRune(out, r)
		}
		if len(out) > 20 {
			break
		}
	}
	return perceptron.Hash(string(out))
}

// sentence is a sentence made ready for features.
type sentence struct {
	words []word
	runs  []run
}

// prepare computes the words of all sentences of a document.
func (l *Lists) prepare(doc [][]Word) []sentence {
	out := make([]sentence, len(doc))
	for i, in := range doc {
		words := make([]word, len(in))
		for j := range in {
			words[j].fill(in[j])
		}
		style(words)
		l.look(words)
		out[i] = sentence{words: words, runs: runs(words, in)}
	}
	lookAround(out)
	return out
}

// style notes in all words of a sentence how many of them have capitals.
func style(words []word) {
	capital, letters := 0, 0
	for i := range words {
		if words[i].letter {
			letters++
		}
		if words[i].capital {
			capital++
		}
	}
	kind := uint64(1)
	if letters > 0 {
		kind += uint64(4 * capital / letters)
	}
	if capital == 0 {
		kind = 7
	}
	for i := range words {
		words[i].style = kind
	}
}

// runs finds the runs of capitals. The first word of a sentence counts only
// when it is tagged as a proper noun; hyphens and points join.
func runs(words []word, in []Word) []run {
	var out []run
	open := false
	for i := range words {
		w := &words[i]
		is := w.capital && (i > 0 || w.proper) || w.proper && w.letter
		joins := open && i+1 < len(words) && (in[i].Form == "-" || in[i].Form == "'") && words[i+1].capital
		if !is && !joins {
			open = false
			continue
		}
		if !open {
			out = append(out, run{i, i})
			open = true
		}
		out[len(out)-1].end = i + 1
		w.run = len(out)
	}
	return out
}

// lookAround notes for each word with a capital whether the document writes
// it with a small letter elsewhere, or with a capital inside a sentence.
func lookAround(doc []sentence) {
	type uses struct{ small, inner int }
	count := map[uint64]uses{}
	for _, s := range doc {
		for i := range s.words {
			u := count[s.words[i].lower]
			if !s.words[i].capital {
				u.small++
			} else if i > 0 {
				u.inner++
			}
			count[s.words[i].lower] = u
		}
	}
	for _, s := range doc {
		for i := range s.words {
			if !s.words[i].capital {
				continue
			}
			u := count[s.words[i].lower]
			if i > 0 {
				u.inner--
			}
			s.words[i].before = 1 + uint64(min(u.small, 1)) + 2*uint64(min(u.inner, 1))
		}
	}
}
