package story

import (
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

// sense is what a word says by itself.
type sense struct {
	stem   string
	weight float64
	themes []theme
	opens  []string // its forms that speak of a theme together with a word behind them
}

// mostSenses is how many words are remembered.
const mostSenses = 50_000

// sense gives what a word in small letters says. Words are looked up once, as long as there is room.
func (k *Kind) sense(lower string) (sense, error) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if s, ok := k.senses[lower]; ok {
		return s, nil
	}
	lexicon, err := k.lexicon()
	if err != nil {
		return sense{}, err
	}
	s := sense{stem: likeness.Stem(lower)}
	s.weight = k.scale.word(s.stem)
	for _, form := range forms(lower) {
		if len(s.themes) == 0 {
			s.themes = k.themes(lexicon.Contexts(form))
		}
		if lexicon.OpensContext(form) {
			s.opens = append(s.opens, form)
		}
	}
	if len(k.senses) < mostSenses {
		k.senses[strings.Clone(lower)] = s
	}
	return s, nil
}

// pair gives the themes that a word speaks of with the one before it.
func (k *Kind) pair(before []string, lower string) []theme {
	lexicon, err := k.lexicon()
	if err != nil {
		return nil // sense has told it
	}
	for _, first := range before {
		for _, form := range forms(lower) {
			if themes := k.themes(lexicon.Contexts(first + " " + form)); len(themes) > 0 {
				return themes
			}
		}
	}
	return nil
}

func (k *Kind) themes(contexts []string) []theme {
	var themes []theme
	for _, c := range contexts {
		if t, ok := k.scale.themes[c]; ok {
			themes = append(themes, t)
		}
	}
	return themes
}

// forms gives a word as it stands and what it may be a form of.
func forms(word string) []string {
	all := []string{word}
	for _, end := range []string{"s", "es", "ed", "d", "ing"} {
		if cut, ok := strings.CutSuffix(word, end); ok && len(cut) >= 3 {
			all = append(all, cut)
		}
	}
	return all
}
