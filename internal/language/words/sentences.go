package words

import (
	"strings"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/language/perceptron"
	"github.com/chancery-project/chancery/internal/language/wordform"
)

const maxEndKeys = 40

// token is what the search for sentence ends knows of a word.
type token struct {
	hash   uint64 // of the lower-cased word
	class  class  // of its first character
	second class  // of its second character
	size   int
	kind   tokenKind
	abbr   bool // a word with its stop: Mr., U.S.
	single bool // a capital with a stop: J.
	start  bool // in the list of starters
	glued  bool // no white space before it
}

// tokenKind is what a word can do to the end of a sentence.
type tokenKind uint8

const (
	plainWord tokenKind = iota
	stop                // .
	shout               // ! ? and runs of them
	ellipsis            // ... and runs
	halt                // : ;
	open                // opening bracket or quotation mark
	shut                // closing bracket or quotation mark
	mark                // a quotation mark of either kind
	stroke              // dashes and bullets
	commaMark
)

// sentences sets Last in the words of a paragraph. watch, if not nil, sees the
// places that are asked about instead of the model.
func (s *Splitter) sentences(text string, words []Word, watch func(f *ends, i int, rule bool)) {
	if len(words) == 0 {
		return
	}
	f := ends{text: text, words: words, lists: s.lists}
	f.fill()
	var buf [maxEndKeys]uint64
	for i := range len(words) - 1 {
		f.see(i)
		end := false
		if f.possible(i) {
			rule := f.rule(i)
			end = rule
			switch {
			case watch != nil:
				watch(&f, i, rule)
				end = words[i].Last
			case s.ends != nil:
				sum := int32(0)
				for _, key := range f.keys(i, rule, buf[:0]) {
					sum += s.ends.Binary(key)
				}
				end = sum > 0
			}
		}
		words[i].Last = end
		if end {
			f.begin(i + 1)
		}
	}
	words[len(words)-1].Last = true
}

// ends looks for the ends of sentences in a paragraph.
type ends struct {
	text   string
	words  []Word
	lists  *lists
	tokens []token
	first  int    // first word of the sentence
	quoted bool   // inside quotation marks since the sentence's paragraph began
	depth  int    // open brackets
	style  uint64 // how the paragraph uses stops and capitals
}

func (f *ends) fill() {
	f.tokens = make([]token, len(f.words))
	for i := range f.words {
		f.tokens[i] = f.token(i)
	}
	stops, capitals, letters := 0, 0, 0
	for i := range f.tokens {
		switch t := &f.tokens[i]; {
		case t.kind == stop, t.kind == shout:
			stops++
		case t.class == upper:
			capitals, letters = capitals+1, letters+1
		case t.class == small:
			letters++
		}
	}
	f.style = uint64(min(stops, 2))*16 + uint64(8*capitals/max(letters, 1))
}

func (f *ends) token(i int) token {
	w := f.words[i]
	form := f.text[w.Start:w.End]
	lower := form
	if len(form) < 40 {
		lower = strings.ToLower(wordform.Normal(form))
	}
	var two [8]char
	c := chars(form, 0, min(len(form), 12), two[:0])
	t := token{hash: perceptron.Hash(lower), class: c[0].class, size: len(form), glued: i > 0 && f.words[i-1].End == w.Start}
	if len(c) > 1 {
		t.second = c[1].class
	}
	switch t.class {
	case dot:
		t.kind = stop
		if len(c) > 1 || utf8.RuneLen(c[0].r) > 1 {
			t.kind = ellipsis
		}
	case bang:
		t.kind = shout
	case colon:
		t.kind = halt
	case comma:
		t.kind = commaMark
		if lower == ";" {
			t.kind = halt
		}
	case opener:
		t.kind = open
	case closer:
		t.kind = shut
	case quote, tick:
		t.kind = f.quoteKind(i, c[0].r)
	case dash, hyphen, pictogram:
		t.kind = stroke
	default:
		if len(lower) > 1 && lower[len(lower)-1] == '.' {
			t.abbr = true
			t.single = len(lower) == 2
		}
		if t.class == upper {
			t.start = f.lists.starter[lower]
		}
	}
	return t
}

// quoteKind tells opening from closing marks by their form, else by white space.
func (f *ends) quoteKind(i int, r rune) tokenKind {
	switch r {
	case '“', '„', '«', '‘', '‹', '`':
		return open
	case '”', '»', '›':
		return shut
	}
	if r == '’' || r == '\'' {
		switch f.text[f.words[i].Start:f.words[i].End] {
		case "''", "’’":
			return shut
		case "'", "’":
		default:
			return plainWord
		}
	}
	before := i > 0 && f.words[i-1].End == f.words[i].Start
	after := i+1 < len(f.words) && f.words[i].End == f.words[i+1].Start
	switch {
	case before && !after:
		return shut
	case after && !before:
		return open
	}
	return mark
}

// see takes note of word i, which now belongs to the sentence.
func (f *ends) see(i int) {
	switch t := &f.tokens[i]; t.kind {
	case open:
		if t.class == opener {
			f.depth++
		} else {
			f.quoted = true
		}
	case shut:
		if t.class == closer {
			f.depth = max(0, f.depth-1)
		} else {
			f.quoted = false
		}
	case mark:
		f.quoted = !f.quoted
	}
}

func (f *ends) begin(i int) { f.first, f.depth = i, 0 }

// possible tells whether a sentence may end behind word i at all.
func (f *ends) possible(i int) bool {
	t, n := &f.tokens[i], &f.tokens[i+1]
	if t.kind == plainWord && !t.abbr {
		return !n.glued && n.class != small && n.kind != stop && n.kind != commaMark
	}
	return t.kind != commaMark || n.class == upper
}

// reference tells whether a number in brackets, such as [12], begins at word i.
func (f *ends) reference(i int) bool {
	return f.tok(i).class == opener && f.tok(i+1).class == digit && f.tok(i+2).class == closer &&
		f.tok(i+1).size < 4 && f.text[f.words[i].Start] == '['
}

// terminal gives the place of the mark that may end the sentence at i, looking
// back over closing marks; -1 if there is none.
func (f *ends) terminal(i int) int {
	for j := i; j > f.first-1 && j > i-8; j-- {
		if j > f.first+2 && f.reference(j-2) {
			j -= 2
			continue
		}
		switch t := &f.tokens[j]; {
		case t.kind == stop, t.kind == shout, t.kind == ellipsis, t.abbr:
			return j
		case t.kind != shut && t.kind != mark:
			return -1
		}
	}
	return -1
}

// rule gives the rules' answer: does a sentence end behind word i?
func (f *ends) rule(i int) bool {
	end := f.terminal(i)
	if end < 0 {
		return false
	}
	n := &f.tokens[i+1]
	if n.glued && (n.kind == shut || n.kind == mark) || n.kind == shut || n.kind == stop || n.kind == shout {
		return false
	}
	if f.reference(i+1) || f.depth > 0 && f.tokens[i].kind != shut {
		return false
	}
	follow := n
	for j := i + 1; j < len(f.tokens)-1 && (f.tokens[j].kind == open || f.tokens[j].kind == mark) && j < i+4; j++ {
		follow = &f.tokens[j+1]
	}
	t := &f.tokens[end]
	if t.abbr {
		return t.size > 2 && follow.start && !f.neverLast(end)
	}
	if t.kind == ellipsis || end < i {
		return follow.class == upper || follow.class == digit && n.kind == plainWord
	}
	return follow.class != small && n.kind != commaMark
}

// neverLast tells whether the abbreviation is of a kind that something follows.
func (f *ends) neverLast(i int) bool {
	w := strings.ToLower(f.text[f.words[i].Start:f.words[i].End])
	switch f.lists.abbreviation[strings.TrimSuffix(w, ".")] {
	case "title", "mid", "number":
		return true
	}
	return false
}

// look describes a word in a few bits.
func (t *token) look() uint64 {
	return uint64(t.class)<<9 | uint64(t.kind)<<5 | truth(t.second.letter())<<4 | truth(t.second == small)<<3 |
		truth(t.abbr)<<2 | truth(t.single)<<1 | truth(t.glued)
}

var nothing = token{hash: 0x0ed9e, class: other, kind: 15}

func (f *ends) tok(i int) *token {
	if i < 0 || i > len(f.tokens)-1 {
		return &nothing
	}
	return &f.tokens[i]
}

// keys appends the features of the place behind word i.
func (f *ends) keys(i int, rule bool, dst []uint64) []uint64 {
	r := 1 + truth(rule)
	t, n, p, n2, p2 := f.tok(i), f.tok(i+1), f.tok(i-1), f.tok(i+2), f.tok(i-2)
	lt, ln, lp, ln2 := t.look(), n.look(), p.look(), n2.look()
	length := uint64(bucket(i + 1 - f.first))
	left := uint64(bucket(len(f.tokens) - 1 - i))
	state := truth(f.quoted)<<1 | truth(f.depth > 0)
	return append(dst,
		key(1, r), key(2, mix(t.hash, r)), key(3, mix(n.hash, r)), key(4, mix(mix(p.hash, lt), r)),
		key(5, mix(lt, r)), key(6, mix(ln, r)), key(7, mix(mix(lt, ln), r)), key(8, mix(mix(lt, ln), mix(lp, ln2))),
		key(9, mix(mix(t.hash, ln), r)), key(10, mix(mix(lt, n.hash), r)), key(11, mix(t.hash, n.hash)),
		key(12, mix(mix(length, lt), ln)), key(13, mix(mix(state, lt), ln)), key(14, mix(mix(lt, ln), ln2)),
		key(15, mix(mix(lp, lt), ln)), key(16, mix(length, r)), key(17, mix(mix(n.hash, n2.look()), lt)),
		key(18, mix(mix(state, length), r)), key(19, mix(mix(p2.look(), lp), mix(lt, ln))),
		key(20, mix(mix(n2.hash, lt), ln)), key(21, mix(mix(length, left), lt)), key(22, mix(mix(p.hash, t.hash), ln)),
		key(23, mix(mix(f.tok(f.first).look(), lt), ln)), key(24, mix(mix(truth(n.start), lt), r)),
		key(25, mix(mix(uint64(min(p.size, 5)), lt), ln)),
		key(26, mix(mix(n.hash, n2.hash), lt)), key(27, mix(mix(t.hash, n.hash), n2.look())),
		key(28, mix(mix(f.style, lt), ln)), key(29, mix(mix(f.style, length), mix(lt, ln))),
		key(30, mix(mix(n2.look(), f.tok(i+3).look()), mix(lt, ln))), key(31, mix(mix(f.style, left), mix(lt, ln))),
	)
}

// bucket puts lengths into classes.
func bucket(n int) int {
	switch {
	case n < 6:
		return n
	case n < 11:
		return 6
	case n < 21:
		return 7
	case n < 41:
		return 8
	}
	return 9
}
