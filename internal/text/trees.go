package text

import (
	"fmt"
	"slices"
	"strings"
)

// Morph is what is known of a word by itself: its lemma, its parts of speech and its features, with the values of
// Universal Dependencies. Strings are shared between words.
type Morph struct {
	Lemma string
	UPOS  string
	XPOS  string // Penn Treebank tag
	Feats string // "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "" for none
}

// Feat gives the value of a feature, "" where the word has none of that name.
func (m *Morph) Feat(name string) string {
	for rest := m.Feats; rest != ""; {
		var item string
		item, rest, _ = strings.Cut(rest, "|")
		if k, v, _ := strings.Cut(item, "="); k == name {
			return v
		}
	}
	return ""
}

// Forest holds tags, lemmas and dependency trees: one tree to a sentence, with one root and without cycles. Every list
// is parallel to Document.Tokens. Make it with [NewForest]; it is read only through its methods.
//
// Layer: Document.Trees. Writer: annotate/syntax. nil until then.
type Forest struct {
	morphs []Morph
	heads  []TokenID
	rels   []string
	starts []int32   // children of t are children[starts[t]:starts[t+1]]
	kids   []TokenID // in the order of the text
	left   []TokenID // first and last word of the subtree
	right  []TokenID
}

// NewForest builds the layer. heads holds numbers of words in the document, NoToken for the root of each sentence;
// rels holds UD relations with their subtypes. It checks that each sentence has exactly one root and no cycle, and
// that no arc leaves its sentence.
func NewForest(sentences []Sentence, morphs []Morph, heads []TokenID, rels []string) (*Forest, error) {
	n := len(morphs)
	if len(heads) != n || len(rels) != n {
		return nil, fmt.Errorf("trees of %d words have %d heads and %d relations", n, len(heads), len(rels))
	}
	t := &Forest{
		morphs: morphs, heads: heads, rels: rels,
		starts: make([]int32, n+1), kids: make([]TokenID, n), left: make([]TokenID, n), right: make([]TokenID, n),
	}
	end := TokenID(0)
	for i := range sentences {
		r := sentences[i].Tokens
		if r.First != end || r.End < r.First || int(r.End) > n {
			return nil, fmt.Errorf("sentence %d has the words %d to %d, expected to begin at %d of %d", i, r.First, r.End, end, n)
		}
		end = r.End
	}
	if int(end) != n {
		return nil, fmt.Errorf("sentences hold %d of %d words", end, n)
	}
	for i := range sentences {
		if err := checkTree(heads, sentences[i].Tokens); err != nil {
			return nil, fmt.Errorf("sentence %d: %w", i, err)
		}
	}
	t.index()
	return t, nil
}

func checkTree(heads []TokenID, r TokenRange) error {
	roots := 0
	for w := r.First; w < r.End; w++ {
		switch h := heads[w]; {
		case h == NoToken:
			roots++
		case !r.Has(h):
			return fmt.Errorf("word %d has the head %d outside its sentence", w, h)
		}
	}
	if r.Len() > 0 && roots != 1 {
		return fmt.Errorf("%d roots", roots)
	}
	// Walk up from every word; a word reached in this walk before is a cycle, one of an earlier walk is known to be good.
	walk := make([]TokenID, r.Len())
	for w := r.First; w < r.End; w++ {
		for u := w; u != NoToken; u = heads[u] {
			mark := &walk[u-r.First]
			if *mark == w+1 {
				return fmt.Errorf("word %d is its own ancestor", u)
			}
			if *mark != 0 {
				break
			}
			*mark = w + 1
		}
	}
	return nil
}

// index fills the lists of children and the edges of subtrees.
func (t *Forest) index() {
	for _, h := range t.heads {
		if h != NoToken {
			t.starts[h+1]++
		}
	}
	for i := 1; i < len(t.starts); i++ {
		t.starts[i] += t.starts[i-1]
	}
	next := slices.Clone(t.starts)
	for w, h := range t.heads {
		if h != NoToken {
			t.kids[next[h]] = TokenID(w)
			next[h]++
		}
	}
	for w := range t.heads {
		t.left[w], t.right[w] = TokenID(w), TokenID(w)
	}
	for _, w := range t.bottomUp() {
		if h := t.heads[w]; h != NoToken {
			t.left[h] = min(t.left[h], t.left[w])
			t.right[h] = max(t.right[h], t.right[w])
		}
	}
}

// bottomUp lists all words, each behind its children.
func (t *Forest) bottomUp() []TokenID {
	order := make([]TokenID, 0, len(t.heads))
	for w, h := range t.heads {
		if h == NoToken {
			order = append(order, TokenID(w))
		}
	}
	for i := 0; i < len(order); i++ {
		order = append(order, t.Children(order[i])...)
	}
	slices.Reverse(order)
	return order
}

// Len gives the number of words.
func (t *Forest) Len() int { return len(t.morphs) }

// noMorph is what a word that is not there has.
var noMorph Morph

// Morph gives tags, lemma and features of a word. It must not be changed. A word before the first or behind the last has none, here
// and in the methods below, so that whoever looks at the word beside another need not ask whether there is one.
func (t *Forest) Morph(w TokenID) *Morph {
	if w < 0 || int(w) >= len(t.morphs) {
		return &noMorph
	}
	return &t.morphs[w]
}

// Lemma gives the dictionary form of a word.
func (t *Forest) Lemma(w TokenID) string { return t.Morph(w).Lemma }

// UPOS gives the universal part of speech of a word.
func (t *Forest) UPOS(w TokenID) string { return t.Morph(w).UPOS }

// Head gives the word that w depends on, NoToken for a root.
func (t *Forest) Head(w TokenID) TokenID {
	if w < 0 || int(w) >= len(t.heads) {
		return NoToken
	}
	return t.heads[w]
}

// Rel gives the relation of a word to its head with its subtype: "nsubj:pass".
func (t *Forest) Rel(w TokenID) string {
	if w < 0 || int(w) >= len(t.rels) {
		return ""
	}
	return t.rels[w]
}

// IsRel tells whether the relation of a word to its head is one of those named. "nsubj" stands for all its subtypes
// as well, "nsubj:pass" for itself alone.
func (t *Forest) IsRel(w TokenID, rels ...string) bool {
	for _, r := range rels {
		if matches(t.Rel(w), r) {
			return true
		}
	}
	return false
}

func matches(rel, wanted string) bool {
	rest, ok := strings.CutPrefix(rel, wanted)
	return ok && (rest == "" || rest[0] == ':')
}

// Children gives the words that depend on w, in the order of the text. The list must not be changed.
func (t *Forest) Children(w TokenID) []TokenID {
	if w < 0 || int(w)+1 >= len(t.starts) {
		return nil
	}
	return t.kids[t.starts[w]:t.starts[w+1]]
}

// Child gives the first child of w with one of the relations, see IsRel; NoToken if there is none.
func (t *Forest) Child(w TokenID, rels ...string) TokenID {
	for _, c := range t.Children(w) {
		if t.IsRel(c, rels...) {
			return c
		}
	}
	return NoToken
}

// ChildrenBy gives all children of w with one of the relations, in the order of the text.
func (t *Forest) ChildrenBy(w TokenID, rels ...string) []TokenID {
	var found []TokenID
	for _, c := range t.Children(w) {
		if t.IsRel(c, rels...) {
			found = append(found, c)
		}
	}
	return found
}
