package likeness

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Weights of words: names tell most, plain words little.
const (
	weightName  = 12
	weightWord  = 6
	weightPlain = 1
)

// FullWeight is the weight of a word in no list that is no name.
const FullWeight = weightWord

// Word is a stem with what it tells, from 1 to 12.
type Word struct {
	Stem   Mark
	Weight uint8
}

// MaxWords is how many words of a passage are kept: those that tell most.
const MaxWords = 48

// WordsOf gives the words of a passage that tell something, by stem, each once. Numbers are left out: they are figures.
func WordsOf(passage string) []Word {
	var words []Word
	first := true
	for _, w := range split(passage) {
		if w == "." {
			first = true
			continue
		}
		stem := Stem(w)
		weight := uint8(weightWord)
		switch class := lists().class[stem]; {
		case class == stopWord || len(stem) < 3:
			first = false
			continue
		case class == plainWord:
			weight = weightPlain
		case !first && capital(w):
			weight = weightName
		}
		first = false
		words = append(words, Word{MarkOf(stem), weight})
	}
	slices.SortFunc(words, func(a, b Word) int {
		return cmp.Or(cmp.Compare(a.Stem, b.Stem), -cmp.Compare(a.Weight, b.Weight))
	})
	words = slices.CompactFunc(words, func(a, b Word) bool { return a.Stem == b.Stem })
	if len(words) > MaxWords {
		slices.SortFunc(words, func(a, b Word) int {
			return cmp.Or(-cmp.Compare(a.Weight, b.Weight), cmp.Compare(a.Stem, b.Stem))
		})
		words = words[:MaxWords]
		slices.SortFunc(words, func(a, b Word) int { return cmp.Compare(a.Stem, b.Stem) })
	}
	return words
}

func capital(w string) bool {
	for _, r := range w {
		return unicode.IsUpper(r)
	}
	return false
}

// split gives the words of a passage, "." where a sentence may end. Words with digits are left out.
func split(passage string) []string {
	var words []string
	end := func(r rune) bool {
		return r == '.' || r == '!' || r == '?' || r == ':' || r == '“' || r == '"' || r == '\n'
	}
	start := -1
	digits := false
	flush := func(at int) {
		if start >= 0 && !digits {
			w := passage[start:at]
			w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
			words = append(words, strings.Trim(w, "'’"))
		}
		start, digits = -1, false
	}
	for i, r := range passage {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' || r == '’' {
			if start < 0 {
				start = i
			}
			digits = digits || unicode.IsDigit(r)
			continue
		}
		flush(i)
		if end(r) {
			words = append(words, ".")
		}
	}
	flush(len(passage))
	return words
}

// Stem gives the beginning of a word that its forms and kin share ("close", "closed", "closure"), in lower case without
// accents on Latin letters: the first suffix is cut that leaves four letters, and then what is behind the seventh letter.
func Stem(word string) string { return lists().stem(word) }

func (v *vocabulary) stem(word string) string {
	w := plainLetters(strings.ToLower(word))
	for _, s := range v.suffixes {
		if len(w)-len(s) >= 4 && strings.HasSuffix(w, s) {
			w = w[:len(w)-len(s)]
			break
		}
	}
	runes := 0
	for i := range w {
		if runes == 7 {
			return w[:i]
		}
		runes++
	}
	return w
}

// plainLetters folds what differs between writings of one name.
func plainLetters(w string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case 'á', 'à', 'â', 'ä', 'ã', 'å', 'ā':
			return 'a'
		case 'é', 'è', 'ê', 'ë', 'ē':
			return 'e'
		case 'í', 'ì', 'î', 'ï', 'ī', 'ı':
			return 'i'
		case 'ó', 'ò', 'ô', 'ö', 'õ', 'ø', 'ō':
			return 'o'
		case 'ú', 'ù', 'û', 'ü', 'ū':
			return 'u'
		case 'ç', 'č', 'ć':
			return 'c'
		case 'ñ':
			return 'n'
		case 'š', 'ş', 'ș':
			return 's'
		case 'ž':
			return 'z'
		case '\'', '’', 'ʿ', 'ʾ':
			return -1
		}
		return r
	}, w)
}

// Shared tells how much two passages share.
type Shared struct {
	Mass  float64 // of the words in both, in words of full weight
	Names float64 // of these, names
	Part  float64 // of the words of the shorter one, 0 to 1
	Both  float64 // of all words of both, 0 to 1
}

// Compare gives what two lists of words share. Both are sorted by stem, as WordsOf gives them.
func Compare(a, b []Word) Shared {
	var both, names, all, left, right int
	for _, w := range a {
		left += int(w.Weight)
	}
	for _, w := range b {
		right += int(w.Weight)
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].Stem < b[j].Stem:
			i++
		case a[i].Stem > b[j].Stem:
			j++
		default:
			w := int(min(a[i].Weight, b[j].Weight))
			both += w
			if w == weightName {
				names += w
			}
			i, j = i+1, j+1
		}
	}
	all = left + right - both
	s := Shared{Mass: float64(both) / weightWord, Names: float64(names) / weightName}
	if less := min(left, right); less > 0 {
		s.Part, s.Both = float64(both)/float64(less), float64(both)/float64(all)
	}
	return s
}

// Without gives the words that are not among others.
func Without(words []Word, others ...Mark) []Word {
	var kept []Word
	for _, w := range words {
		if !slices.Contains(others, w.Stem) {
			kept = append(kept, w)
		}
	}
	return kept
}

// Heaviest gives the n words that tell most, the heaviest first.
func Heaviest(words []Word, n int) []Mark {
	sorted := slices.Clone(words)
	slices.SortFunc(sorted, func(a, b Word) int {
		return cmp.Or(-cmp.Compare(a.Weight, b.Weight), cmp.Compare(a.Stem, b.Stem))
	})
	var marks []Mark
	for _, w := range sorted[:min(n, len(sorted))] {
		marks = append(marks, w.Stem)
	}
	return marks
}

// WeightOf gives how much a word tells by its stem, from 0 for one that tells nothing to 1 for one in no list.
func WeightOf(stem string) float64 {
	switch class := lists().class[stem]; {
	case class == stopWord || len(stem) < 3:
		return 0
	case class == plainWord:
		return float64(weightPlain) / weightWord
	}
	return 1
}
