package copies

import (
	"math/rand/v2"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/acquire/copies"
)

// LeastWords is the length from which a given text is copied.
const LeastWords = 150

// given are texts of the caller, those long enough to be copied first.
type given struct {
	*lexicon
	seed  uint64
	texts []string
	long  int
}

// newGiven orders the texts. Of texts with the same words it takes the first.
func newGiven(lex *lexicon, seed uint64, texts []string) *given {
	g := &given{lexicon: lex, seed: seed}
	known := make(map[copies.Signature]bool, len(texts))
	var short []string
	for _, text := range texts {
		s := copies.Sign(text)
		switch {
		case known[s]:
		case s.Words() < LeastWords:
			short = append(short, text)
		default:
			g.texts = append(g.texts, text)
		}
		known[s] = true
	}
	g.long = len(g.texts)
	g.texts = append(g.texts, short...)
	return g
}

func (g *given) copied() int              { return g.long }
func (g *given) relation(int, int) string { return "texts given as different" }

func (g *given) writer(number, stream uint64) *writer {
	return &writer{lexicon: g.lexicon, rng: rand.New(rand.NewPCG(g.seed<<8|stream, number))}
}

// article takes the first line as the headline if there are others.
func (g *given) article(i int) (article, *event) {
	text := strings.TrimSpace(g.texts[i])
	headline, body, ok := strings.Cut(text, "\n")
	if !ok {
		return article{paragraphs: []string{text}}, nil
	}
	return article{headline: headline, paragraphs: []string{body}}, nil
}
