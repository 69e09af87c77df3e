package tagger

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/language/perceptron"
	"github.com/chancery-project/chancery/internal/language/wordform"
)

// word is what the features of one position, and of its neighbours, are made
// from: hashes of the word and of its pieces.
type word struct {
	form, lower uint64
	suffix      [6]uint64 // of 1 to 6 letters of the lower-cased word
	prefix      [4]uint64 // of 1 to 4 letters
	shape       uint64    // Xxx0- with runs cut to two
	seen        uint64    // the tags that training saw for this word
	tail        uint64    // what stands behind the last hyphen
	stem        uint64    // the tags seen for the word without its ending, for words not seen
	capital     bool
	letter      bool
	known       bool
	style       uint64 // how the sentence uses capitals
	before      uint64 // how the document writes the word elsewhere
}

// Templates number the features; a new one takes the next free number.
const (
	tBias = iota + 1
	tForm
	tLower
	tSuffix // to +5
	_
	_
	_
	_
	_
	tPrefix // to +3
	_
	_
	_
	tShape
	tPrev
	tPrev2
	tNext
	tNext2
	tPrevLower
	tLowerNext
	tPrevNext
	tSufPrev
	tSufNext
	tShapePrev
	tShapeNext
	tSeen
	tSeenNext
	tSeenNext2
	tSeenBoth
	tSeenPrev
	tShapeFirst
	tSufShape
	tTail
	tStem
	tDoc
	tDocFirst
	tTag1
	tTag2
	tTags
	tTag1Lower
	tTag1Seen
	tTag1SeenNext
	tTag1Suf
	tTagsSeen
	tTag1Next
	tTag2Lower
	tTagsSeenNext
	tSeenTriple
	tPrevSuf2Next
	tShapes
	tShapes5
	tStyle
	tStyleSeen
	tSeenShape
	tTag1Shape
	tTag1ShapeNext
	tSufSeenNext
	tSuf2Both
)

// maxKeys is more than the number of features of one position.
const maxKeys = 72

// edge stands for words and tags before the first and behind the last.
const edge = 0x5ca1ab1e

// fill computes the pieces of one word.
func (w *word) fill(form string, lex *lexicon) {
	normal := wordform.Normal(form)
	lower := wordform.Lower(normal)
	w.form = perceptron.Hash(normal)
	w.lower = perceptron.Hash(lower)
	end := len(lower)
	for i := range w.suffix {
		if end > 0 {
			_, n := utf8.DecodeLastRuneInString(lower[:end])
			end -= n
		}
		w.suffix[i] = perceptron.Hash(lower[end:])
	}
	start := 0
	for i := range w.prefix {
		if start < len(lower) {
			_, n := utf8.DecodeRuneInString(lower[start:])
			start += n
		}
		w.prefix[i] = perceptron.Hash(lower[:start])
	}
	w.shape = perceptron.Hash(Shape(normal))
	r, _ := utf8.DecodeRuneInString(normal)
	w.capital = unicode.IsUpper(r)
	w.letter = unicode.IsLetter(r)
	w.seen = lex.seen(w.lower)
	w.known = w.seen != 0
	w.tail, w.stem = 0, 0
	if i := strings.LastIndexByte(lower, '-'); i > 0 && i < len(lower)-1 {
		w.tail = perceptron.Hash(lower[i:])
	}
	if !w.known {
		w.stem = lex.stem(lower)
	}
}

// Shape returns the kinds of a word's characters: X for capitals, x for small
// letters, 0 for digits, others as they are; runs of more than two are cut.
func Shape(word string) string {
	var b [24]byte
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
		if run < 3 {
			out = utf8.AppendRune(out, r)
		}
		if len(out) > 20 {
			break
		}
	}
	return string(out)
}

var outside = word{form: edge, lower: edge, suffix: [6]uint64{edge, edge, edge, edge, edge, edge}, shape: edge, seen: edge}

// at returns the word at i, or the one that stands for the edge.
func at(words []word, i int) *word {
	if i < 0 || i > len(words)-1 {
		return &outside
	}
	return &words[i]
}

func key(template uint64, a uint64) uint64        { return perceptron.Mix(a, template) }
func key2(template uint64, a, b uint64) uint64    { return perceptron.Mix(perceptron.Mix(a, b), template) }
func key3(template uint64, a, b, c uint64) uint64 { return key2(template, perceptron.Mix(a, b), c) }

func truth(b bool) uint64 {
	if b {
		return 1
	}
	return 2
}

// static appends the features of position i that do not depend on tags.
func static(words []word, i int, keys []uint64) []uint64 {
	w, p, n := &words[i], at(words, i-1), at(words, i+1)
	p2, n2 := at(words, i-2), at(words, i+2)
	keys = append(keys,
		key(tBias, 1), key(tForm, w.form), key(tLower, w.lower), key(tShape, w.shape),
		key(tPrev, p.lower), key(tPrev2, p2.lower), key(tNext, n.lower), key(tNext2, n2.lower),
		key2(tPrevLower, p.lower, w.lower), key2(tLowerNext, w.lower, n.lower), key2(tPrevNext, p.lower, n.lower),
		key(tSufPrev, p.suffix[2]), key(tSufNext, n.suffix[2]),
		key(tShapePrev, p.shape), key(tShapeNext, n.shape),
		key(tSeen, w.seen), key(tSeenNext, n.seen), key(tSeenNext2, n2.seen), key2(tSeenBoth, w.seen, n.seen),
		key2(tSeenPrev, p.seen, w.seen), key3(tSeenTriple, w.seen, n.seen, n2.seen),
		key2(tShapeFirst, w.shape, truth(i == 0)), key2(tSufShape, w.suffix[2], w.shape),
		key3(tPrevSuf2Next, p.lower, w.suffix[1], n.lower),
		key3(tShapes, p.shape, w.shape, n.shape),
		key3(tShapes5, perceptron.Mix(p2.shape, p.shape), w.shape, perceptron.Mix(n.shape, n2.shape)),
		key3(tStyle, w.style, w.shape, truth(i == 0)), key3(tStyleSeen, w.style, w.shape, w.seen),
		key2(tSeenShape, w.seen, w.shape),
		key2(tSufSeenNext, w.suffix[2], n.seen), key3(tSuf2Both, p.suffix[1], w.suffix[1], n.suffix[1]),
	)
	for j, s := range w.suffix {
		keys = append(keys, key(tSuffix+uint64(j), s))
	}
	for j, s := range w.prefix {
		keys = append(keys, key(tPrefix+uint64(j), s))
	}
	if w.tail != 0 {
		keys = append(keys, key(tTail, w.tail))
	}
	if w.stem != 0 {
		keys = append(keys, key(tStem, w.stem))
	}
	if w.before != 0 {
		keys = append(keys, key2(tDoc, w.before, w.seen), key3(tDocFirst, w.before, w.shape, truth(i == 0)))
	}
	return keys
}

// dynamic appends the features of position i that depend on the two tags before it.
func dynamic(words []word, i int, tag1, tag2 uint64, keys []uint64) []uint64 {
	w, n := &words[i], at(words, i+1)
	return append(keys,
		key(tTag1, tag1), key(tTag2, tag2), key2(tTags, tag1, tag2),
		key2(tTag1Lower, tag1, w.lower), key2(tTag1Seen, tag1, w.seen), key2(tTag1SeenNext, tag1, n.seen),
		key2(tTag1Suf, tag1, w.suffix[2]), key3(tTagsSeen, tag1, tag2, w.seen), key2(tTag1Next, tag1, n.lower),
		key2(tTag2Lower, tag2, w.lower), key3(tTagsSeenNext, tag1, w.seen, n.seen),
		key2(tTag1Shape, tag1, w.shape), key3(tTag1ShapeNext, tag1, w.shape, n.shape),
	)
}

// words computes the pieces of the words of a sentence.
func words(forms []string, lex *lexicon) []word {
	out := make([]word, len(forms))
	for i, f := range forms {
		out[i].fill(f, lex)
	}
	style(out)
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

// lookAround notes for each capitalised word whether the document writes the
// same word with a small letter elsewhere, or with a capital inside a sentence.
func lookAround(doc [][]word) {
	type uses struct{ small, inner int }
	count := map[uint64]uses{}
	for _, s := range doc {
		for i := range s {
			u := count[s[i].lower]
			if !s[i].capital {
				u.small++
			} else if i > 0 {
				u.inner++
			}
			count[s[i].lower] = u
		}
	}
	for _, s := range doc {
		for i := range s {
			if !s[i].capital {
				continue
			}
			u := count[s[i].lower]
			if i > 0 {
				u.inner--
			}
			s[i].before = 1 + uint64(min(u.small, 1)) + 2*uint64(min(u.inner, 1))
		}
	}
}
