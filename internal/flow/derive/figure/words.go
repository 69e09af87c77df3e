package figure

import (
	_ "embed" // for packed.zst
	"errors"
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/pack"
)

// packed is words.tsv, as TestPackedWords packs it; it fails where they differ.
//
//go:generate go test . -run Packed -repack
//go:embed packed.zst
var packed []byte

// builtIn reads the words that are compiled in.
func builtIn() (vocabulary, error) {
	files, err := pack.Texts(packed, "words.tsv")
	if err != nil {
		return nil, err
	}
	return readVocabulary(files[0])
}

// The classes of words.tsv.
const (
	classPerson    = "person"    // nouns counted as people, besides the agents of the knowledge
	classThing     = "thing"     // agents of the knowledge and nouns with a suffix that are not counted as people
	classSuffix    = "suffix"    // ends of nouns for people
	classGroup     = "group"     // "a crowd of 50,000"
	classToll      = "toll"      // "the death toll rose to 45"
	classNumber    = "number"    // "the number of refugees rose to 45"
	classHit       = "hit"       // verbs: "killed at least 14"
	classHandled   = "handled"   // verbs whose passive says of a bare number that it is of people
	classModifier  = "modifier"  // plurals that stand before other nouns: "goods trains"
	classExceed    = "exceed"    // verbs: "had passed 70 percent" is over 70
	classIrregular = "irregular" // those of classHit whose participle is not regular
	classSingular  = "singular"  // plural=singular where the dictionary errs
	classSort      = "sort"      // thing=unit: "jets" and "airliners" are counted as aircraft
	classBallot    = "ballot"    // "10 against"
	classAmount    = "amount"    // verbs: "the guerrillas number 6,000"
	classAboard    = "aboard"    // "the 172 on board"
	classSame      = "same"      // nouns whose plural is the singular
	classFate      = "fate"      // verbs: "14 died"
	classState     = "state"     // "14 wounded"
	classVote      = "vote"      // "voted 14-1"
	classBound     = "bound"     // "a 450-seat parliament"
	classEmpty     = "empty"     // nouns that are not counted
	classSay       = "say"       // verbs of saying
	classAccording = "according" //
	classPut       = "put"       // verbs that say a number of their object: "put the toll at 40"
	classPay       = "pay"       // verbs whose object is money where it is a bare number
	classOther     = "other"     // "others" are of what was counted before
	classDefinite  = "definite"  // "the two sides" states no number
	classAim       = "aim"       // prepositions of what money is for
	classCompare   = "compare"   // words before what a figure is compared with
	classMight     = "might"     // "thousands might have died"
	classPeriod    = "period"    // stretches of time that nothing is spent on
	classHandOver  = "handover"  // verbs whose "over" is a part of them
	classReach     = "reach"     // verbs: "oil prices hit $80"
	classStand     = "stand"     // verbs between a count and its number: "stood at 430"
	classDaytime   = "daytime"   // "at noon", "on Monday"
	classRevised   = "revised"   // "the first count"
	classReckon    = "reckon"    // verbs by which a source gives its own number
	classMoved     = "moved"     // "up from 25"
)

// vocabulary holds words.tsv: class -> word.
type vocabulary map[string]map[string]bool

func (v vocabulary) has(class, word string) bool { return v[class][word] }

// ReadWords checks words in the form of words.tsv and reports every fault.
func ReadWords(file string) error {
	_, err := readVocabulary(file)
	return err
}

func readVocabulary(file string) (vocabulary, error) {
	v := vocabulary{}
	for _, c := range []string{
		classPerson, classThing, classGroup, classToll, classNumber, classHit, classFate, classState, classVote, classBound,
		classEmpty, classSay, classAccording, classDefinite, classAim, classSuffix, classSingular, classSort, classBallot, classAmount, classAboard, classSame, classIrregular, classHandled, classExceed, classModifier, classPay, classOther, classPut,
		classCompare, classMight, classPeriod, classReach, classHandOver, classStand, classDaytime, classRevised, classMoved, classReckon,
	} {
		v[c] = map[string]bool{}
	}
	var faults []error
	fault := func(line int, format string, args ...any) {
		faults = append(faults, fmt.Errorf("words.tsv line %d: %s", line, fmt.Sprintf(format, args...)))
	}
	rows := 0
	for i, line := range strings.Split(strings.TrimSuffix(file, "\n"), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if rows++; rows == 1 {
			if line != "class\tword" {
				fault(i+1, "the head is %q, write class, word", line)
			}
			continue
		}
		class, word, ok := strings.Cut(line, "\t")
		switch {
		case !ok || word == "" || strings.Contains(word, "\t"):
			fault(i+1, "write two cells")
		case v[class] == nil:
			fault(i+1, "no class %q", class)
		case v[class][word]:
			fault(i+1, "%s %q stands twice", class, word)
		default:
			v[class][word] = true
		}
	}
	return v, errors.Join(faults...)
}
