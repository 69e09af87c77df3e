package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/text"
)

// Told is what is known of a word: the type of the act that it tells, and the words of its sentence that head the phrases of its sides.
type Told struct {
	Type           string
	Actors, Others []text.TokenID
}

// Pair is a phrase beside a word that tells an act, with the features of how it stands to it and the role it has, one of [learnt.Roles].
type Pair struct {
	Features []uint64
	Role     string
}

// Pairs gives for each word of a document that tells an act how each phrase of its sentence stands to it.
func (s *Stage) Pairs(doc *text.Document, told map[text.TokenID]Told) (all []Pair, err error) {
	r, err := s.reader(doc)
	if err != nil {
		return nil, err
	}
	r.unlearnt = true
	for i := range doc.Sentences {
		r.sentence(i)
		run := doc.Sentences[i].Tokens
		for w := run.First; w < run.End; w++ {
			t, ok := told[w]
			if !ok {
				continue
			}
			for x := run.First; x < run.End; x++ {
				if x == w || !r.phraseHead(x) {
					continue
				}
				role := ""
				switch {
				case slices.Contains(t.Others, x):
					role = "R"
				case slices.Contains(t.Actors, x):
					role = "A"
				}
				all = append(all, Pair{Features: r.between(w, x, t.Type), Role: role})
			}
		}
	}
	return all, nil
}
