package trees

import (
	"fmt"
	"sync"

	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/model"
)

// Arc is what the parser says of one word.
type Arc struct {
	Head   int    // number of the head, from 1; 0 for the root
	Deprel string // UD v2 relation with its subtype, such as "nsubj:pass"
	// XPOS and UPOS are the tags that the network itself would give; it has
	// seen the whole sentence.
	XPOS, UPOS string
}

// Parser gives trees to sentences. Several goroutines may use it.
type Parser struct {
	net  *network
	k    *kernel.Kernel
	pool sync.Pool
}

// Open reads the network from a model, for the fastest kernel of the machine.
func Open(f *model.File) (*Parser, error) { return OpenWith(f, kernel.Best()) }

// OpenWith is Open for a given kernel. All kernels give the same trees.
func OpenWith(f *model.File, k *kernel.Kernel) (*Parser, error) {
	n, err := openNetwork(f)
	if err != nil {
		return nil, fmt.Errorf("open the tree network: %w", err)
	}
	return &Parser{net: n, k: k}, nil
}

// Bounds of one pass. Sentences are taken together up to batchRows; longer
// ones than maxPiece are parsed in pieces that hang under the first.
const (
	batchRows = 96
	maxPiece  = 1000
)

// Parse returns the arcs of every sentence, one per word: always one root, no
// cycle. A sentence of more than 1,000 words is parsed in pieces; the root of
// each later piece depends on that of the first as parataxis.
func (p *Parser) Parse(sents [][]Word) [][]Arc {
	b, _ := p.pool.Get().(*batch)
	if b == nil {
		b = &batch{n: p.net, k: p.k, seen: memory{n: p.net, k: p.k}}
	}
	defer p.pool.Put(b)
	out := make([][]Arc, 0, len(sents))
	for len(sents) > 0 {
		n, rows := 0, 0
		for n < len(sents) && len(sents[n]) <= maxPiece && (n == 0 || rows+len(sents[n]) <= batchRows) {
			rows += len(sents[n]) + 1
			n++
		}
		if n == 0 {
			out = append(out, p.long(b, sents[0]))
			sents = sents[1:]
			continue
		}
		out = append(out, p.run(b, sents[:n])...)
		sents = sents[n:]
	}
	return out
}

// run parses sentences in one pass.
func (p *Parser) run(b *batch, sents [][]Word) [][]Arc {
	b.place(sents)
	for l := range b.n.layers {
		b.layer(l)
		if l+1 == b.n.cfg.TagLayer {
			b.chooseTags()
		}
	}
	b.headVectors()
	out := make([][]Arc, len(sents))
	arcs := make([]Arc, b.rows)
	heads, labels := make([]int32, b.rows), make([]int32, b.rows)
	for i, s := range sents {
		if len(s) == 0 {
			continue
		}
		h, l := heads[:len(s)], labels[:len(s)]
		b.arcs(i, h)
		b.labels(i, h, l)
		out[i], arcs = arcs[:len(s):len(s)], arcs[len(s):]
		for t := range s {
			tag := &p.net.tags[b.tags[b.first[i]+t]]
			out[i][t] = Arc{int(h[t]), p.net.cfg.Labels[l[t]], tag.XPOS, tag.UPOS}
		}
	}
	return out
}

// long parses a sentence in pieces.
func (p *Parser) long(b *batch, words []Word) []Arc {
	var out []Arc
	root := 0
	for at := 0; at < len(words); at += maxPiece {
		piece := p.run(b, [][]Word{words[at:min(at+maxPiece, len(words))]})[0]
		for t, a := range piece {
			switch {
			case a.Head > 0:
				a.Head += at
			case at == 0:
				root = t + 1
			default:
				a.Head, a.Deprel = root, "parataxis"
			}
			out = append(out, a)
		}
	}
	return out
}
