package coreference

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/language/conllu"
	"github.com/chancery-project/chancery/internal/text"
)

// Mention is a phrase of the answer key.
type Mention struct {
	Words text.TokenRange
	Chain string // equal for phrases that mean the same
}

// Gold is the answer key of one document, from the Entity and SplitAnte attributes of CoNLL-U files in the manner of
// GUM.
type Gold struct {
	ID       string
	Mentions []Mention // in the order of their ends
	Pronouns []Pronoun
	split    map[string][]string // chain -> the chains that it joins
	size     map[string]int
}

// Pronoun is a pronoun of the answer key.
type Pronoun struct {
	Word  text.TokenID
	Form  string // in small letters
	Chain string // "" where it is no mention
}

// ReadGold reads the answer key of the sentences of one document. Words are counted through all sentences.
func ReadGold(sents []*conllu.Sentence) (*Gold, error) {
	g := &Gold{split: map[string][]string{}, size: map[string]int{}}
	open := map[string][]text.TokenID{}
	word := text.TokenID(0)
	for _, s := range sents {
		if id, ok := s.Comment("newdoc id"); ok {
			g.ID = id
		}
		for i := range s.Words {
			w := &s.Words[i]
			if v, ok := w.MiscValue("Entity"); ok {
				if err := g.entity(v, word, open); err != nil {
					return nil, fmt.Errorf("%s, word %d %q: %w", s.ID(), i+1, w.Form, err)
				}
			}
			if v, ok := w.MiscValue("SplitAnte"); ok {
				g.joined(v)
			}
			if w.UPOS == "PRON" {
				g.Pronouns = append(g.Pronouns, Pronoun{Word: word, Form: strings.ToLower(w.Form)})
			}
			word++
		}
	}
	g.finish()
	return g, nil
}

// entity reads the brackets at a word: "(3-event-new(4-person-new)", "4)3)".
func (g *Gold) entity(v string, word text.TokenID, open map[string][]text.TokenID) error {
	for v != "" {
		if v[0] != '(' {
			id, rest, ok := strings.Cut(v, ")")
			starts := open[id]
			if !ok || len(starts) == 0 {
				return fmt.Errorf("the entity %q ends and has not begun", id)
			}
			first := starts[len(starts)-1]
			open[id] = starts[:len(starts)-1]
			g.Mentions = append(g.Mentions, Mention{text.TokenRange{First: first, End: word + 1}, id})
			v = rest
			continue
		}
		end := strings.IndexAny(v[1:], "()") + 1
		if end == 0 {
			end = len(v)
		}
		id, _, _ := strings.Cut(v[1:end], "-")
		if end < len(v) && v[end] == ')' {
			g.Mentions = append(g.Mentions, Mention{text.TokenRange{First: word, End: word + 1}, id})
			end++
		} else {
			open[id] = append(open[id], word)
		}
		v = v[end:]
	}
	return nil
}

// joined reads "4<54,9<54": 54 means 4 and 9 together.
func (g *Gold) joined(v string) {
	for item := range strings.SplitSeq(v, ",") {
		if from, to, ok := strings.Cut(item, "<"); ok && !slices.Contains(g.split[to], from) {
			g.split[to] = append(g.split[to], from)
		}
	}
}

func (g *Gold) finish() {
	at := map[text.TokenID]string{}
	for _, m := range g.Mentions {
		g.size[m.Chain]++
		if m.Words.Len() == 1 {
			at[m.Words.First] = m.Chain
		}
	}
	for i := range g.Pronouns {
		g.Pronouns[i].Chain = at[g.Pronouns[i].Word]
	}
}

// Has tells whether what a pronoun means is told elsewhere too.
func (g *Gold) Has(p Pronoun) bool {
	return p.Chain != "" && (g.size[p.Chain] > 1 || len(g.split[p.Chain]) > 1)
}

// Right tells whether the phrases with these heads are together what a pronoun means: the smallest phrase of the answer
// key that holds all of them is of its chain, or their chains are those that its chain joins.
func (g *Gold) Right(p Pronoun, heads []text.TokenID) bool {
	if len(heads) == 0 || p.Chain == "" {
		return false
	}
	if slices.Contains(g.chains(p.Word, heads...), p.Chain) {
		return true
	}
	parts := g.split[p.Chain]
	if len(parts) != len(heads) {
		return false
	}
	for _, h := range heads {
		if !slices.ContainsFunc(g.chains(p.Word, h), func(c string) bool { return slices.Contains(parts, c) }) {
			return false
		}
	}
	return true
}

// chains gives the chains of the smallest phrases that hold all the words and are not the pronoun itself.
func (g *Gold) chains(pronoun text.TokenID, words ...text.TokenID) []string {
	var found []string
	size := -1
	for _, m := range g.Mentions {
		n := m.Words.Len()
		if size >= 0 && n > size || n == 1 && m.Words.First == pronoun {
			continue
		}
		if slices.ContainsFunc(words, func(w text.TokenID) bool { return !m.Words.Has(w) }) {
			continue
		}
		if size < 0 || n < size {
			found, size = nil, n
		}
		found = append(found, m.Chain)
	}
	return found
}

// Nearest gives the last other phrase of a pronoun's chain before it, else the first behind it.
func (g *Gold) Nearest(p Pronoun) (m Mention, ok bool) {
	for _, o := range g.Mentions {
		if o.Chain != p.Chain || o.Words.First == p.Word && o.Words.Len() == 1 {
			continue
		}
		if o.Words.First > p.Word && ok {
			break
		}
		m, ok = o, true
	}
	return m, ok
}
