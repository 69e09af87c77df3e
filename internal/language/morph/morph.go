// Package morph gives words their lemma and their morphological features from
// the written form and the part of speech. Both are learnt as answers for the
// longest known end of a word: a lemma is an edit ("small letters, take off
// three letters, put on y"), features are a set. What an answer depends on the
// tree for (number and person of verbs, the passive) is added by [Complete].
package morph

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/perceptron"
	"github.com/chancery-project/chancery/internal/language/wordform"
)

// Model gives lemmas and features. It is read-only and safe for concurrent use.
type Model struct {
	lemmas, feats *answers
	edits         []edit
	verbs         verbs // what the list of verbs says, before what was learnt
}

// answers maps ends of words, with tag and capitals, to the number of an
// answer. It is read in place: n keys of four bytes, sorted, then n numbers of
// two bytes, little endian.
type answers struct {
	data   []byte
	keys   []byte
	values []byte
	texts  []string
}

// longestEnd is the greatest number of letters of an end that is looked up
// besides the whole word.
const longestEnd = 6

// Sections of the model file.
const (
	sectionEdits = "lemmas/edits"
	sectionLemma = "lemmas/ends"
	sectionSets  = "lemmas/feature-sets"
	sectionFeats = "lemmas/features"
)

// Open returns the lemmas and features of a model file. It refers to the
// file's bytes.
func Open(f *model.File) (*Model, error) {
	m := &Model{}
	var err error
	if m.verbs, err = loadVerbs(verbsFile); err != nil {
		return nil, fmt.Errorf("open the lemmas: %w", err)
	}
	if m.lemmas, err = openAnswers(f, sectionEdits, sectionLemma); err != nil {
		return nil, fmt.Errorf("open the lemmas: %w", err)
	}
	if m.feats, err = openAnswers(f, sectionSets, sectionFeats); err != nil {
		return nil, fmt.Errorf("open the features: %w", err)
	}
	if m.edits, err = readEdits(m.lemmas.texts); err != nil {
		return nil, fmt.Errorf("open the lemmas: %w", err)
	}
	return m, nil
}

func openAnswers(f *model.File, textName, endName string) (*answers, error) {
	a := &answers{}
	if err := f.DecodeJSON(textName, &a.texts); err != nil {
		return nil, err
	}
	data, err := f.Section(endName)
	if err != nil {
		return nil, err
	}
	if len(data)%6 != 0 || len(a.texts) == 0 {
		return nil, fmt.Errorf("%s has %d bytes and %d answers", endName, len(data), len(a.texts))
	}
	a.set(data)
	for i := 0; i < len(a.values); i += 2 {
		if n := int(binary.LittleEndian.Uint16(a.values[i:])); n > len(a.texts)-1 {
			return nil, fmt.Errorf("%s names answer %d of %d", endName, n, len(a.texts))
		}
	}
	return a, nil
}

func (a *answers) set(data []byte) {
	n := len(data) / 6
	a.data, a.keys, a.values = data, data[:4*n], data[4*n:]
}

// Save sets the sections in a model file.
func (m *Model) Save(b *model.Builder) error {
	for _, s := range []struct {
		texts, ends string
		a           *answers
	}{{sectionEdits, sectionLemma, m.lemmas}, {sectionSets, sectionFeats, m.feats}} {
		if err := b.SetJSON(s.texts, s.a.texts); err != nil {
			return fmt.Errorf("save lemmas and features: %w", err)
		}
		if err := b.Set(s.ends, s.a.data); err != nil {
			return fmt.Errorf("save lemmas and features: %w", err)
		}
	}
	return nil
}

// Size returns the bytes of both lists of ends.
func (m *Model) Size() int { return len(m.lemmas.data) + len(m.feats.data) }

// Lemma returns the dictionary form of a word with its parts of speech.
func (m *Model) Lemma(form, upos, xpos string) string {
	normal := source(wordform.Normal(form), upos)
	if upos == "VERB" {
		if lemma := m.verbs[[2]string{strings.ToLower(normal), xpos}]; lemma != "" {
			return lemma
		}
	}
	n := m.lemmas.find(newPattern(normal, upos, xpos))
	if n < 0 {
		return normal
	}
	return m.edits[n].apply(normal)
}

// Feats returns the features of a word by itself, in the order and form of
// CoNLL-U, "" for none.
func (m *Model) Feats(form, upos, xpos string) string {
	normal := wordform.Normal(form)
	for _, written := range [...]string{normal, strings.ToLower(normal)} {
		if n := m.feats.find(newPattern(written, upos, xpos)); n > -1 {
			return m.feats.texts[n]
		}
	}
	return ""
}

// pattern is what an answer is looked up by.
type pattern struct {
	context uint64 // tag, and use of capitals where it tells something
	lower   string
}

func newPattern(normal, upos, xpos string) pattern {
	use := 1
	if keepsCapitals(upos) {
		use = capitals(normal)
	}
	return pattern{
		context: perceptron.Mix(perceptron.Hash(upos+"|"+xpos), uint64(use)),
		lower:   strings.ToLower(normal),
	}
}

// keepsCapitals tells whether the lemma of a word may depend on its capitals.
// All other words are read in small letters.
func keepsCapitals(upos string) bool {
	switch upos {
	case "PROPN", "NOUN", "ADJ", "X", "NUM", "SYM", "INTJ":
		return true
	}
	return false
}

// source is what the lemma of a word is made from.
func source(normal, upos string) string {
	if keepsCapitals(upos) {
		return normal
	}
	return strings.ToLower(normal)
}

// capitals tells how a word uses them: 1 none, 2 the first letter, 3 all of
// several letters, 4 otherwise.
func capitals(word string) int {
	upper, letters := 0, 0
	for _, r := range word {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case upper == 0:
		return 1
	case upper == 1 && unicode.IsUpper(first):
		return 2
	case upper == letters:
		return 3
	}
	return 4
}

// ends calls try for the keys of a word from the most to the least telling:
// the whole word, its last letters, its tag; until try says that it is done.
func (p *pattern) ends(try func(key uint32, whole bool) (done bool)) {
	if try(uint32(perceptron.Mix(p.context, perceptron.Hash("^"+p.lower))>>32), true) {
		return
	}
	var starts [longestEnd]int
	n, at := 0, len(p.lower)
	for n < longestEnd && at > 0 {
		_, size := utf8.DecodeLastRuneInString(p.lower[:at])
		at -= size
		starts[n] = at
		n++
	}
	for ; n > 0; n-- {
		if try(uint32(perceptron.Mix(p.context, perceptron.Hash(p.lower[starts[n-1]:]))>>32), false) {
			return
		}
	}
	try(uint32(perceptron.Mix(p.context, 0)>>32), false)
}

// find returns the number of the answer for a pattern, -1 if there is none.
func (a *answers) find(p pattern) int {
	found := -1
	p.ends(func(key uint32, _ bool) bool {
		found = a.get(key)
		return found > -1
	})
	return found
}

func (a *answers) get(key uint32) int {
	from, to := 0, len(a.keys)/4
	for from < to {
		mid := (from + to) / 2
		if binary.LittleEndian.Uint32(a.keys[4*mid:]) < key {
			from = mid + 1
		} else {
			to = mid
		}
	}
	if 4*from < len(a.keys) && binary.LittleEndian.Uint32(a.keys[4*from:]) == key {
		return int(binary.LittleEndian.Uint16(a.values[2*from:]))
	}
	return -1
}
