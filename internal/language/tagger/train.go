package tagger

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/language/perceptron"
	"github.com/chancery-project/chancery/internal/language/wordform"
)

// Sentence is one sentence of training text with its right tags.
type Sentence struct {
	Forms []string
	Tags  []Tag
	// Document numbers the document that the sentence belongs to; sentences
	// of one document follow each other.
	Document int
}

// Settings of a training run. Start from DefaultSettings.
type Settings struct {
	Seed     uint64
	Epochs   int
	Rounds   int     // models that are trained with different seeds and averaged
	Margin   int32   // weights change also when the right tag wins by no more than this
	MinCount int     // features that do not look at tags and are seen less often are left out
	LexMin   int     // words seen at least this often have their tags in the lexicon
	LexShare int     // tags of less than one in this many uses are left out there
	Drop     float64 // share of the features that are left out at random in each decision
	Scale    float64 // steps of a weight byte to one update of training
	Cut      float64 // weights with a smaller average are left out
	// Progress, if not nil, gets a line per epoch, with the scores on Dev.
	Progress io.Writer
	Dev      []Sentence
}

// DefaultSettings are those of the published model.
func DefaultSettings() Settings {
	return Settings{
		Seed: 1, Epochs: 8, Rounds: 3, Margin: 2, MinCount: 2,
		LexMin: 5, LexShare: 50, Drop: 0.25, Scale: 16, Cut: 0.7,
	}
}

// sample is a sentence made ready for training.
type sample struct {
	lower  []uint64
	gold   []int
	words  []word
	static [][]int32
}

// Train learns a model from the sentences.
func Train(sents []Sentence, set Settings) (*Model, error) {
	m, samples, err := prepare(sents, set)
	if err != nil {
		return nil, fmt.Errorf("train the tagger: %w", err)
	}
	var trainers []*perceptron.Trainer
	for round := range set.Rounds {
		tr := perceptron.NewTrainer(len(m.tags))
		intern(samples, tr, set.MinCount)
		trainers = append(trainers, tr)
		rng := rand.New(rand.NewPCG(set.Seed, uint64(round)))
		for epoch := range set.Epochs {
			right, total := 0, 0
			for _, s := range rng.Perm(len(samples)) {
				right += learn(tr, &samples[s], set, rng)
				total += len(samples[s].gold)
			}
			if set.Progress != nil {
				fmt.Fprintf(set.Progress, "round %d epoch %2d  right in training %.2f\n", round+1, epoch+1, 100*float64(right)/float64(total))
			}
		}
		if set.Progress != nil && len(set.Dev) > 0 {
			m.table = perceptron.Freeze(trainers, set.Scale, set.Cut)
			upos, xpos := Accuracy(m, set.Dev)
			features, bytes := m.Size()
			fmt.Fprintf(set.Progress, "after round %d: dev UPOS %.2f XPOS %.2f, %d features, %d bytes\n", round+1, upos, xpos, features, bytes)
		}
	}
	m.table = perceptron.Freeze(trainers, set.Scale, set.Cut)
	return m, nil
}

// JackKnife tags the sentences with models that did not see them: the list is
// cut into folds of whole documents, and each fold is tagged by a model of the
// others. A parser that is to read predicted tags trains on these.
func JackKnife(sents []Sentence, folds int, set Settings) ([][]Tag, error) {
	out := make([][]Tag, len(sents))
	bounds := cutFolds(sents, folds)
	for k := range folds {
		from, to := bounds[k], bounds[k+1]
		rest := slices.Concat(sents[:from], sents[to:])
		m, err := Train(rest, set)
		if err != nil {
			return nil, fmt.Errorf("fold %d of %d: %w", k+1, folds, err)
		}
		at := from
		m.documents(sents[from:to], func(tags []Class) {
			for _, c := range tags {
				out[at] = append(out[at], m.tags[c])
			}
			at++
		})
	}
	return out, nil
}

// cutFolds returns the first sentence of each fold, and the number of
// sentences: runs of documents with about the same number of words.
func cutFolds(sents []Sentence, folds int) []int {
	all := 0
	for i := range sents {
		all += len(sents[i].Forms)
	}
	bounds := []int{0}
	sum := 0
	for i := range sents {
		if i > 0 && sents[i].Document != sents[i-1].Document && sum*folds >= all*len(bounds) && len(bounds) < folds {
			bounds = append(bounds, i)
		}
		sum += len(sents[i].Forms)
	}
	for len(bounds) < folds+1 {
		bounds = append(bounds, len(sents))
	}
	return bounds
}

// documents tags sentences document by document and calls give for each sentence.
func (m *Model) documents(sents []Sentence, give func([]Class)) {
	for from := 0; from < len(sents); {
		to := from
		var doc [][]string
		for to < len(sents) && sents[to].Document == sents[from].Document {
			doc = append(doc, sents[to].Forms)
			to++
		}
		for _, tags := range m.Document(doc) {
			give(tags)
		}
		from = to
	}
}

// Accuracy returns the percentages of words with the right UPOS and XPOS.
func Accuracy(m *Model, sents []Sentence) (upos, xpos float64) {
	u, x, n, at := 0, 0, 0, 0
	m.documents(sents, func(tags []Class) {
		for j, c := range tags {
			n++
			if m.tags[c].UPOS == sents[at].Tags[j].UPOS {
				u++
			}
			if m.tags[c].XPOS == sents[at].Tags[j].XPOS {
				x++
			}
		}
		at++
	})
	return 100 * float64(u) / float64(max(n, 1)), 100 * float64(x) / float64(max(n, 1))
}

// prepare numbers the tags, learns the lexicon and computes all words' pieces.
func prepare(sents []Sentence, set Settings) (*Model, []sample, error) {
	m := &Model{}
	ids := map[Tag]int{}
	for i := range sents {
		for _, t := range sents[i].Tags {
			if _, ok := ids[t]; !ok {
				ids[t] = 0
				m.tags = append(m.tags, t)
			}
		}
	}
	if len(m.tags) == 0 || len(m.tags) > perceptron.MaxClasses {
		return nil, nil, fmt.Errorf("%d different tags, from 1 to %d can be told apart", len(m.tags), perceptron.MaxClasses)
	}
	slices.SortFunc(m.tags, func(a, b Tag) int { return strings.Compare(a.UPOS+"|"+a.XPOS, b.UPOS+"|"+b.XPOS) })
	for i, t := range m.tags {
		ids[t] = i
	}
	samples := make([]sample, len(sents))
	for i := range sents {
		s := &samples[i]
		for j, f := range sents[i].Forms {
			s.lower = append(s.lower, perceptron.Hash(wordform.Lower(wordform.Normal(f))))
			s.gold = append(s.gold, ids[sents[i].Tags[j]])
		}
	}
	m.dict = learnLexicon(samples, set.LexMin, set.LexShare)
	var err error
	if m.lex, err = openLexicon(m.dict); err != nil {
		return nil, nil, err
	}
	for from := 0; from < len(sents); {
		var doc [][]word
		to := from
		for ; to < len(sents) && sents[to].Document == sents[from].Document; to++ {
			samples[to].words = words(sents[to].Forms, m.lex)
			doc = append(doc, samples[to].words)
		}
		lookAround(doc)
		from = to
	}
	return m, samples, nil
}

// intern numbers the static features that are seen at least least times.
func intern(samples []sample, tr *perceptron.Trainer, least int) {
	count := map[uint64]int{}
	var keys []uint64
	for i := range samples {
		for j := range samples[i].words {
			for _, k := range static(samples[i].words, j, keys[:0]) {
				count[k]++
			}
		}
	}
	for i := range samples {
		s := &samples[i]
		s.static = s.static[:0]
		for j := range s.words {
			keys = static(s.words, j, keys[:0])
			ids := make([]int32, 0, len(keys))
			for _, k := range keys {
				if count[k] >= least {
					ids = append(ids, tr.Feature(k))
				}
			}
			s.static = append(s.static, ids)
		}
	}
}

// learn goes through a sentence once, following its own tags, and returns how
// many of them were right.
func learn(tr *perceptron.Trainer, s *sample, set Settings, rng *rand.Rand) int {
	right := 0
	drop := uint32(set.Drop * (1 << 32))
	tag1, tag2 := uint64(edge), uint64(edge)
	var keys [maxKeys]uint64
	var kept [maxKeys]int32
	for i := range s.words {
		features := kept[:0]
		for _, f := range s.static[i] {
			if rng.Uint32() > drop {
				features = append(features, f)
			}
		}
		for _, k := range dynamic(s.words, i, tag1, tag2, keys[:0]) {
			features = append(features, tr.Feature(k))
		}
		var scores perceptron.Scores
		tr.Score(features, &scores)
		tr.Step()
		best, gold := scores.Best(tr.Classes()), s.gold[i]
		if best == gold {
			right++
		}
		rival := strongest(&scores, tr.Classes(), gold)
		if scores[gold]-scores[rival] <= set.Margin {
			tr.Update(features, gold, 1)
			tr.Update(features, rival, -1)
		}
		tag1, tag2 = uint64(best), tag1
	}
	return right
}

// strongest returns the best class other than the right one.
func strongest(scores *perceptron.Scores, classes, gold int) int {
	best := -1
	for c := range classes {
		if c != gold && (best < 0 || scores[c] > scores[best]) {
			best = c
		}
	}
	return max(best, 0)
}
