package dispute

import (
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

//go:embed words.tsv
var wordsFile string

// class is a class of words in words.tsv.
type class string

// The classes of words.tsv.
const (
	dead      class = "dead"
	toll      class = "toll"
	hurt      class = "hurt"
	casualty  class = "casualty"
	held      class = "held"
	missing   class = "missing"
	anybody   class = "anybody"
	armed     class = "armed"
	rebel     class = "rebel"
	woman     class = "woman"
	child     class = "child"
	attacker  class = "attacker"
	attack    class = "attack"
	negator   class = "none"
	zero      class = "zero"
	changed   class = "changed"
	charge    class = "charge"
	part      class = "part"
	alike     class = "alike"
	vague     class = "vague"
	such      class = "such"
	civil     class = "civil"
	fight     class = "fight"
	aimed     class = "aimed"
	speech    class = "speech"
	subset    class = "subset"
	own       class = "own"
	untrue    class = "false"
	admit     class = "admit"
	denying   class = "denying"
	month     class = "month"
	answering class = "answering"
	only      class = "only"
	role      class = "role"
	freed     class = "freed"
	spokesman class = "spokesman"
	accuse    class = "accuse"
	trace     class = "trace"
	author    class = "author"
	shots     class = "shots"
	beginner  class = "first"
	answer    class = "answer"
	asking    class = "asking"
	accusing  class = "accusation"
	numeral   class = "numeral"
	crowd     class = "crowd"
	struck    class = "struck"
	unsaid    class = "open"
	its       class = "its"
	reply     class = "reply"
	number    class = "number"
	organ     class = "organ"
	officer   class = "officer"
	sentence  class = "sentence"
	event     class = "event"
	ahead     class = "ahead"
	counting  class = "counting"
	moment    class = "moment"
	telling   class = "telling"
	pronoun   class = "pronoun"
	stretch   class = "stretch"
	aside     class = "aside"
	losing    class = "losing"
	mishap    class = "mishap"
	branch    class = "branch"
	taking    class = "taking"
	portion   class = "portion"
	verbal    class = "verbal"
	ceasing   class = "ceasing"
	lacking   class = "lacking"
	lasting   class = "lasting"
	causing   class = "causing"

	confirming class = "confirming"
	totalling  class = "totalling"
	harm       class = "harm"
	joining    class = "joining"
	realm      class = "realm"
	wishing    class = "wishing"
	auxiliary  class = "auxiliary"
)

// lexicon is the content of words.tsv.
type lexicon struct {
	words   map[class]map[string]bool
	meaning map[likeness.Mark]likeness.Mark // stem -> the first of its meaning
	numbers map[string]float64
	usual   map[likeness.Mark]bool // what every report of violence has
	poles   [][2][]string          // words that say the contrary of each other
	plan    []likeness.Mark        // what there is none of where nothing is planned
	flat    []string               // phrases that say that something is not so

	breakaway []secession

	classesOf map[string][]string // of a word, in their order

	contrast []string // phrases that set what follows against what was told
	adding   []string // phrases that put it beside
}

// secession is a state that holds land of another one without being recognised, with a phrase that is said of what is its own.
type secession struct{ id, phrase string }

var vocabulary = sync.OnceValue(func() *lexicon {
	l, err := readWords(wordsFile)
	if err != nil {
		panic(fmt.Sprintf("internal error: %v", err))
	}
	return l
})

// readWords reads rows of a class and its words. The error names every fault.
func readWords(file string) (*lexicon, error) {
	l := &lexicon{words: map[class]map[string]bool{}, meaning: map[likeness.Mark]likeness.Mark{}, numbers: map[string]float64{}, usual: map[likeness.Mark]bool{}, classesOf: map[string][]string{}}
	for _, c := range []class{
		dead, toll, hurt, casualty, held, missing, anybody, armed, rebel, woman, child, attacker, attack, negator, zero, changed, charge, part,
		alike, vague, such, civil, fight, aimed, speech, subset, own, untrue, admit, denying, numeral, month, answering, only, role, freed, spokesman, accuse, trace, author, shots, beginner, answer, asking, accusing, crowd, struck, unsaid, its, reply, number, organ, officer, sentence, event, ahead, counting, moment, telling, pronoun, stretch, aside, losing, mishap, branch, taking, portion, verbal, ceasing, lacking, lasting, causing, confirming, totalling, harm, joining, auxiliary, realm, wishing,
	} {
		l.words[c] = map[string]bool{}
	}
	var faults []error
	for i, line := range strings.Split(file, "\n") {
		if line == "" || line[0] == '#' || line == "class\twords" {
			continue
		}
		c, list, ok := strings.Cut(line, "\t")
		if c == "plan" && list == strings.ToLower(list) {
			for _, w := range strings.Fields(list) {
				l.plan = append(l.plan, likeness.MarkOf(likeness.Stem(w)))
			}
			continue
		}
		if c == "breakaway" {
			for _, w := range strings.Fields(list) {
				id, phrase, found := strings.Cut(w, "=")
				if !found {
					faults = append(faults, fmt.Errorf("words.tsv:%d: %q: want an id, = and a phrase", i+1, w))
				}
				l.breakaway = append(l.breakaway, secession{id, phrases(phrase)[0]})
			}
			continue
		}
		if p := l.phrases(c); p != nil && list == strings.ToLower(list) {
			*p = append(*p, phrases(list)...)
			continue
		}
		if c == "contrary" {
			one, other, halves := strings.Cut(list, " | ")
			if !halves || len(strings.Fields(one)) == 0 || len(strings.Fields(other)) == 0 || list != strings.ToLower(list) {
				faults = append(faults, fmt.Errorf("words.tsv:%d: want words in lower case, \" | \" and other words; got %q", i+1, line))
				continue
			}
			l.poles = append(l.poles, [2][]string{phrases(one), phrases(other)})
			continue
		}
		set := l.words[class(c)]
		if !ok || set == nil || len(strings.Fields(list)) == 0 {
			faults = append(faults, fmt.Errorf("words.tsv:%d: want a known class, a tab and words; got %q", i+1, line))
			continue
		}
		var first likeness.Mark
		for _, w := range strings.Fields(list) {
			if w != strings.ToLower(w) {
				faults = append(faults, fmt.Errorf("words.tsv:%d: %q is not in lower case", i+1, w))
			}
			if class(c) == number {
				numeral, value, _ := strings.Cut(w, "=")
				v, err := strconv.ParseFloat(value, 64)
				if err != nil {
					faults = append(faults, fmt.Errorf("words.tsv:%d: %q: want a numeral, = and its value", i+1, w))
				}
				l.numbers[numeral], w = v, numeral
			}
			set[w] = true
			if class(c) != alike {
				continue
			}
			mark := likeness.MarkOf(likeness.Stem(w))
			if first == 0 {
				first = mark
			}
			if _, known := l.meaning[mark]; !known {
				l.meaning[mark] = first
			}
		}
	}
	for _, c := range []class{dead, toll, hurt, casualty, anybody, armed, rebel, attacker, attack, fight, struck, crowd} {
		for w := range l.words[c] {
			m := likeness.MarkOf(likeness.Stem(w))
			if first, ok := l.meaning[m]; ok {
				m = first
			}
			l.usual[m] = true
		}
	}
	for _, c := range slices.Sorted(maps.Keys(l.words)) {
		for w := range l.words[c] {
			l.classesOf[w] = append(l.classesOf[w], string(c))
		}
	}
	return l, errors.Join(faults...)
}

// phrases gives the list of phrases of a class, nil for classes of words.
func (l *lexicon) phrases(c string) *[]string {
	switch c {
	case "flat":
		return &l.flat
	case "contrast":
		return &l.contrast
	case "adding":
		return &l.adding
	}
	return nil
}

// phrases gives the words of a list with a space on either side.
func phrases(list string) []string {
	all := strings.Fields(list)
	for i, w := range all {
		all[i] = " " + strings.ReplaceAll(w, "_", " ") + " "
	}
	return all
}

// polesOf gives the numbers of the contraries whose first half (even) or second half (odd) words hold: not where they hold
// both.
// Of a content that says no only phrases count that hold the negation: "no agreement".
func polesOf(list []string, denied bool) []int {
	text := " " + strings.Join(list, " ") + " "
	holds := func(half []string) bool {
		for _, w := range half {
			if first, _, _ := strings.Cut(strings.TrimSpace(w), " "); denied && !is(negator, first) {
				continue
			}
			if strings.Contains(text, w) {
				return true
			}
		}
		return false
	}
	var found []int
	for n, p := range vocabulary().poles {
		switch one, other := holds(p[0]), holds(p[1]); {
		case one && !other:
			found = append(found, 2*n)
		case other && !one:
			found = append(found, 2*n+1)
		}
	}
	return found
}

func is(c class, word string) bool { return vocabulary().words[c][word] }

// any tells whether one of the words is of a class.
func anyOf(c class, list []string) bool {
	for _, w := range list {
		if is(c, w) {
			return true
		}
	}
	return false
}

// plain gives the words of a passage in lower case.
func plain(passage string) []string {
	return strings.FieldsFunc(strings.ToLower(passage), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '-'
	})
}

// meanings gives the words of a passage by what they mean: those of one meaning are one.
func meanings(passage string) []likeness.Word {
	return merged(likeness.WordsOf(passage))
}
