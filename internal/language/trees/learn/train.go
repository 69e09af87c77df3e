package learn

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/trees"
)

// Options are the settings of a training. Start from Defaults.
type Options struct {
	Seed    uint64
	Epochs  int
	Batch   int // sentences per step
	Dim     int // see trees.Config
	Layers  int
	Arc     int
	Label   int
	MinWord int // how often a word must be seen to have a vector of its own
	MinPart int // the same for affixes and shapes

	Rate     float64 // step size of Adam after the warm-up, falling to zero
	Warmup   int     // steps
	Clip     float64 // largest norm of the gradient
	Dropout  float64
	WordDrop float64 // a word seen n times becomes unknown with WordDrop/(WordDrop+n)
	TagDrop  float64 // tags become unknown
	TagLoss  float64 // weight of the side task
	TagLayer int     // the layer, from 1, that it reads
}

// Defaults are the settings of the published model.
func Defaults() Options {
	return Options{
		Epochs: 12, Batch: 32, Dim: 256, Layers: 3, Arc: 128, Label: 128, MinWord: 4, MinPart: 5,
		Rate: 0.002, Warmup: 200, Clip: 5, Dropout: 0.33, WordDrop: 0.25, TagDrop: 0.05, TagLoss: 1, TagLayer: 2,
	}
}

// String returns the settings in one line, for the model's header.
func (o Options) String() string {
	return fmt.Sprintf("epochs %d, batch %d, %d layers x %d, arc %d, label %d, least counts %d/%d, rate %g, warm-up %d, "+
		"dropout %g, word drop %g, tag drop %g, tag loss %g at layer %d",
		o.Epochs, o.Batch, o.Layers, o.Dim, o.Arc, o.Label, o.MinWord, o.MinPart, o.Rate, o.Warmup,
		o.Dropout, o.WordDrop, o.TagDrop, o.TagLoss, o.TagLayer)
}

// Sentence is a sentence with its right tree.
type Sentence struct {
	Words  []trees.Word // with the tags that a tagger gave
	Heads  []int        // 0 root, else word number from 1
	Labels []string
	XPOS   []string // the right tags, for the side task
	UPOS   []string
	// Times says how often an epoch goes through the sentence; 0 is once.
	Times int
}

// Trainer holds a training between epochs.
type Trainer struct {
	opts     Options
	k        *kernel.Kernel
	n        *net
	vocab    *vocabulary
	examples []*example
	round    []int // an epoch's examples before they are shuffled
	shards   [shards]*shard
	step     int
	steps    int
}

// New prepares a training: lists of values, numbers for all features, random
// weights.
func New(opts Options, k *kernel.Kernel, sents []Sentence) (*Trainer, error) {
	if len(sents) == 0 || opts.Batch < 1 || opts.Epochs < 1 {
		return nil, fmt.Errorf("train trees: %d sentences, batches of %d, %d epochs: nothing to do", len(sents), opts.Batch, opts.Epochs)
	}
	v := newVocabulary(sents, opts)
	t := &Trainer{opts: opts, k: k, vocab: v}
	for i := range sents {
		e, err := v.example(&sents[i])
		if err != nil {
			return nil, fmt.Errorf("training sentence %d: %w", i+1, err)
		}
		for range max(1, sents[i].Times) {
			t.round = append(t.round, len(t.examples))
		}
		t.examples = append(t.examples, e)
	}
	t.n = newNet(v.config(opts), opts.Seed)
	for s := range shards {
		t.shards[s] = newShard(t.n, k, s, opts)
	}
	t.steps = opts.Epochs * ((len(t.round) + opts.Batch - 1) / opts.Batch)
	return t, nil
}

// Report is what an epoch cost and reached on the training data, under
// dropout.
type Report struct {
	Epoch int
	Loss  float64 // per word
	Arcs  float64 // share of words whose best-scored head is right
	Wall  time.Duration
}

// Epoch runs one epoch, from 1.
func (t *Trainer) Epoch(epoch int) Report {
	start := time.Now()
	r := rand.New(rand.NewPCG(t.opts.Seed, 0x65706f6368+uint64(epoch)))
	order := slices.Clone(t.round)
	r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	rep := Report{Epoch: epoch}
	words := 0.0
	for at := 0; at < len(order); at += t.opts.Batch {
		loss, right, n := t.runBatch(order[at:min(at+t.opts.Batch, len(order))], r)
		rep.Loss += loss * n
		rep.Arcs += right
		words += n
	}
	rep.Loss /= words
	rep.Arcs /= words
	rep.Wall = time.Since(start)
	return rep
}

// runBatch makes one step.
func (t *Trainer) runBatch(order []int, r *rand.Rand) (loss, right, words float64) {
	var parts [shards][]*example
	var seeds [shards][]uint64
	order = slices.Clone(order)
	slices.SortStableFunc(order, func(a, b int) int { return len(t.examples[b].heads) - len(t.examples[a].heads) })
	var size [shards]int
	for _, i := range order {
		s := 0
		if size[1] < size[0] {
			s = 1
		}
		e := t.examples[i]
		parts[s] = append(parts[s], e)
		seeds[s] = append(seeds[s], r.Uint64())
		size[s] += len(e.heads) + 1
		words += float64(len(e.heads))
	}
	each(shards, func(s int) { t.shards[s].run(parts[s], seeds[s], float32(1/words)) })
	for _, s := range t.shards {
		loss += s.loss
		right += s.arcsRight
	}
	t.update()
	return loss, right, words
}

// update joins the gradients and moves the weights.
func (t *Trainer) update() {
	norms := make([]float64, len(t.n.tensors))
	const workers = 2
	each(workers, func(w int) {
		for i, x := range t.n.tensors {
			if t.worker(i) == w {
				norms[i] = x.join()
			}
		}
	})
	sum := 0.0
	for _, v := range norms {
		sum += v
	}
	t.step++
	o := &t.opts
	rate := o.Rate * min(1, float64(t.step)/float64(o.Warmup))
	if t.step > o.Warmup {
		rate *= float64(t.steps-t.step) / float64(max(1, t.steps-o.Warmup))
	}
	a := adam{rate: float32(rate), beta1: 0.9, beta2: 0.98, epsilon: 1e-8, scale: 1}
	if norm := math.Sqrt(sum); norm > o.Clip {
		a.scale = float32(o.Clip / norm)
	}
	a.correct1 = float32(1 / (1 - math.Pow(0.9, float64(t.step))))
	a.correct2 = float32(1 / (1 - math.Pow(0.98, float64(t.step))))
	each(workers, func(w int) {
		for i, x := range t.n.tensors {
			if t.worker(i) == w {
				x.update(a)
			}
		}
	})
}

// worker shares the tensors out: the layers alternate, the embeddings go with
// the smaller share.
func (t *Trainer) worker(i int) int {
	switch {
	case i < int(trees.NumKinds):
		return 1
	case i < int(trees.NumKinds)+2*t.opts.Layers:
		return (i - int(trees.NumKinds)) / 2 % 2
	}
	return 1
}

// each runs f for 0 to n-1 at the same time and waits.
func each(n int, f func(int)) {
	if runtime.GOMAXPROCS(0) == 1 {
		for i := range n {
			f(i)
		}
		return
	}
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { f(i) })
	}
	wg.Wait()
}

// Pack writes the network as it stands into a model.
func (t *Trainer) Pack(b *model.Builder) error {
	f := t.n.float()
	f.Values = t.vocab.lists
	f.MaxDep, f.MaxHead, f.MaxWant = t.ranges()
	return f.Pack(b)
}

// Parser returns the network as it stands, made small as it would be in a
// model file.
func (t *Trainer) Parser() (*trees.Parser, error) {
	var b model.Builder
	if err := t.Pack(&b); err != nil {
		return nil, err
	}
	file, err := b.Bytes()
	if err != nil {
		return nil, err
	}
	f, err := model.Open(file)
	if err != nil {
		return nil, err
	}
	return trees.OpenWith(f, t.k)
}

// ranges runs some sentences without dropout and returns the largest values
// of the arc vectors.
func (t *Trainer) ranges() (dep, head, want float32) {
	quiet := t.opts
	quiet.Dropout, quiet.WordDrop, quiet.TagDrop = 0, 0, 0
	s := newShard(t.n, t.k, 0, quiet)
	for at := 0; at < min(len(t.examples), 1600); at += 16 {
		part := t.examples[at:min(at+16, len(t.examples))]
		s.place(part)
		s.drop(make([]uint64, len(part)))
		s.forward()
		d, h, w := s.arcRanges()
		dep, head, want = max(dep, d), max(head, h), max(want, w)
	}
	return dep, head, want
}

// Table writes the heading of the table of epochs.
func Table(w io.Writer) {
	fmt.Fprintln(w, "epoch  loss/word  train arcs  seconds")
}

// Row writes a line of the table, without its end.
func (r Report) Row(w io.Writer) {
	fmt.Fprintf(w, "%5d  %9.4f  %10.4f  %7.1f", r.Epoch, r.Loss, r.Arcs, r.Wall.Seconds())
}
