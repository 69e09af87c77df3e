package follow

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed words.tsv
var wordsFile string

// The classes of words.tsv.
const (
	classCancel     = "cancel"  // "the visit was called off"
	classMove       = "move"    // "the talks were put off"
	classUntil      = "until"   // "postponed to Monday"
	classSince      = "since"   // "from Friday"
	classRound      = "round"   // "the second round"
	classOrdinal    = "ordinal" // second=2
	classAt         = "at"      // "in Doha"
	classRefuse     = "refuse"  // "turned the invitation down"
	classInvite     = "invite"  // frames of invitations
	classComing     = "coming"  // "is coming to Doha this week"
	classLeaving    = "leaving" // "is leaving for Beijing"
	classBefore     = "before"  // "before the ministers meet on Monday"
	classWont       = "wont"    // "would not meet him"
	classPast       = "past"    // "was to go to Doha on Tuesday"
	classIf         = "if"      // what a condition begins with
	classTake       = "take"    // frames of accepting
	classInvitation = "invitation"
	classTook       = "took"   // "the postponed summit took place"
	classSaid       = "said"   // "announced a third meeting on Thursday"
	classSpoke      = "spoke"  // "the ministry announced on Friday"
	classOther      = "other"  // "the governor": no party of a meeting of states
	classWithin     = "within" // "within three months"
	classWish       = "wish"   // "wants to bring them together"
	classPair       = "pair"   // "both sides"
	classDrill      = "drill"  // nouns for exercises
	classBeen       = "been"   // "was to go to Doha"
	classMany       = "many"   // "the four ministers"
	classSigning    = "signing"
	classOffice     = "office"  // offices that one person of a state holds
	classBehind     = "behind"  // "after a night of negotiations"
	classAnswer     = "answer"  // "in retaliation"
	classRevenge    = "revenge" // "vowed revenge"
	classDemand     = "demand"  // "the ultimatum"
	classLimit      = "limit"   // "before Christmas"
	classNever      = "never"   // "cannot be held"
	classAbsent     = "absent"  // "did not turn up"
	classHere       = "here"    // where the report is written
	classKin        = "kin"     // frame=TYPE/mode under which an act is compared
)

// vocabulary holds words.tsv: class -> phrase -> number of an ordinal.
type vocabulary map[string]map[string]int

// ReadWords checks words in the form of words.tsv and reports every fault.
func ReadWords(file string) error {
	_, err := readVocabulary(file)
	return err
}

func readVocabulary(file string) (vocabulary, error) {
	v := vocabulary{}
	for _, c := range []string{classCancel, classMove, classUntil, classSince, classRound, classOrdinal, classAt, classRefuse, classInvite, classComing, classLeaving, classBefore, classWont, classPast, classIf, classTake, classInvitation, classTook, classSaid, classSpoke, classOther, classWithin, classWish, classPair, classDrill, classBeen, classMany, classSigning, classOffice, classBehind, classAnswer, classRevenge, classDemand, classLimit, classNever, classAbsent, classHere, classKin} {
		v[c] = map[string]int{}
	}
	var faults []error
	fault := func(line int, format string, args ...any) {
		faults = append(faults, fmt.Errorf("words.tsv:%d: %s", line, fmt.Sprintf(format, args...)))
	}
	for n, line := range strings.Split(strings.TrimSuffix(file, "\n"), "\n") {
		if strings.HasPrefix(line, "#") || line == "class\tword" {
			continue
		}
		class, word, ok := strings.Cut(line, "\t")
		words, known := v[class]
		number := 0
		if class == classOrdinal {
			var err error
			var digits string
			word, digits, _ = strings.Cut(word, "=")
			if number, err = strconv.Atoi(digits); err != nil || number < 1 {
				fault(n+1, "%q is no ordinal with its number", line)
				continue
			}
		}
		_, twice := words[word]
		switch {
		case class == classKin && (!strings.Contains(word, "=") || !strings.Contains(word, "/")):
			fault(n+1, "%q is not a frame with a type and a mode", line)
		case !ok || word == "" || class != classKin && word != strings.ToLower(strings.Join(strings.Fields(word), " ")):
			fault(n+1, "%q is not a class and a phrase in lower case", line)
		case !known:
			fault(n+1, "class %q is not known", class)
		case twice:
			fault(n+1, "%s %q stands twice", class, word)
		default:
			words[word] = number
		}
	}
	for class, words := range v {
		if len(words) == 0 {
			faults = append(faults, fmt.Errorf("words.tsv: class %s has no word", class))
		}
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return v, errors.Join(faults...)
}

// longest is the number of words of the longest phrase.
const longest = 4

// has tells whether a phrase is of a class.
func (v vocabulary) has(class, phrase string) bool {
	_, ok := v[class][phrase]
	return ok
}

// find gives where in the words a phrase of a class begins, the first one; -1 for none.
func (v vocabulary) find(class string, words []string) int {
	for i := range words {
		if v.at(class, words[i:]) {
			return i
		}
	}
	return -1
}

// at tells whether the words begin with a phrase of the class.
func (v vocabulary) at(class string, words []string) bool {
	for n := 1; n <= min(longest, len(words)); n++ {
		if _, ok := v[class][strings.Join(words[:n], " ")]; ok {
			return true
		}
	}
	return false
}

// parted tells whether the words begin with a phrase of the class, be it with its object within: "put the visit off".
func (v vocabulary) parted(class string, words []string) bool {
	if v.at(class, words) {
		return true
	}
	for i := 2; i < min(len(words), objectWithin); i++ {
		if _, ok := v[class][words[0]+" "+words[i]]; ok {
			return true
		}
	}
	return false
}

// objectWithin is within how many words of a verb its particle stands.
const objectWithin = 10

// ends tells whether the words end with a phrase of the class.
func (v vocabulary) ends(class string, words []string) bool {
	for n := 1; n <= min(longest, len(words)); n++ {
		if _, ok := v[class][strings.Join(words[len(words)-n:], " ")]; ok {
			return true
		}
	}
	return false
}

// round gives the number of the round, session or visit that the words name, 0 for none.
func (v vocabulary) round(words []string) int {
	for i, w := range words {
		n := v[classOrdinal][w]
		if n > 0 && v.find(classRound, words[i+1:min(len(words), i+3)]) >= 0 {
			return n
		}
	}
	return 0
}

// office gives the longest office that the words name, "" for none.
func (v vocabulary) office(words []string) string {
	for n := longest; n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			if phrase := strings.Join(words[i:i+n], " "); v.has(classOffice, phrase) {
				return phrase
			}
		}
	}
	return ""
}

// split gives the words of a text in lower case, without signs.
func split(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !(r == '-' || r == '\'' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127 && r != '’' && r != '“' && r != '”' && r != '—' && r != '–')
	})
}
