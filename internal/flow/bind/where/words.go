package where

import (
	_ "embed" // for packed.zst
	"errors"
	"fmt"
	"strconv"
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

// The classes of words that places are read by, as words.tsv names them.
const (
	classKind      = "kind"      // what a place is: "province", "border crossing"; the value is the class of the kind
	classDirection = "direction" // "northern"
	classInner     = "inner"     // of a city: "downtown"
	classCompass   = "compass"   // "north of"
	classUnit      = "unit"      // of length; the value is its kilometres
	classFiller    = "filler"    // may stand between an article and a kind
	classStay      = "stay"      // prepositions of places
	classNear      = "near"      // of those, which say that it is not the place itself
	classFrom      = "from"
	classTo        = "to"
	classOf        = "of"
	classOn        = "on"
	classSide      = "side"   // prepositions of those who act
	classLink      = "link"   // between a place and what holds it
	classMotion    = "motion" // with "to" and "from" it makes a place
	classBefall    = "befall" // what happens to places, as a verb with an object
	classHappen    = "happen" // what places do
	classEvent     = "event"  // behind a name it happened there
	classAttack    = "attack" // with "on" it makes a place
	classFeature   = "feature"
	classPart      = "part"  // before "of" it makes a place
	classBound     = "bound" // behind a name it makes something else of it
	classSport     = "sport"
	classSportNoun = "sportnoun"
	classSay       = "say"
	classCalendar  = "calendar"
	classJoined    = "joined"   // behind a hyphen it leaves a place: "Paris-based"
	classDivision  = "division" // the last word in names of provinces
	classCommon    = "common"   // names that are common words at the start of a sentence
	classBroad     = "broad"    // before "American" it tells of no country
	classShort     = "short"    // behind a name and a comma, a division in short: "Ala."; the value is its id
	classIssue     = "issue"    // comes from a government
	classJoint     = "joint"    // joins two places
	classEnds      = "ends"     // prepositions of what is joined
	classSeatWord  = "seatword" // behind the adjective of a country it is a city: "the Somali capital"
)

// The classes of kinds.
const (
	province = "province"
	district = "district"
	city     = "city"
	crossing = "crossing"
	landmark = "landmark"
	region   = "region"
	island   = "island"
	water    = "water"
	country  = "country"
)

// maxKindWords is the number of words of the longest kind in words.tsv.
const maxKindWords = 3

// vocabulary holds words.tsv: class -> word in lower case -> value.
type vocabulary map[string]map[string]string

func (v vocabulary) has(class, word string) bool {
	_, ok := v[class][strings.ToLower(word)]
	return ok
}

func (v vocabulary) value(class, word string) string { return v[class][strings.ToLower(word)] }

func classes() []string {
	return []string{
		classKind, classDirection, classInner, classCompass, classUnit, classFiller, classStay, classNear, classFrom, classTo,
		classOf, classOn, classSide, classLink, classMotion, classBefall, classHappen, classEvent, classAttack, classFeature,
		classPart, classBound, classSport, classSportNoun, classSay, classCalendar, classJoined, classDivision, classCommon, classBroad, classShort, classSeatWord, classJoint, classEnds, classIssue,
	}
}

// readVocabulary reads the form of words.tsv and reports every fault of it.
func readVocabulary(file string) (vocabulary, error) {
	v := vocabulary{}
	for _, c := range classes() {
		v[c] = map[string]string{}
	}
	var faults []error
	fault := func(line int, format string, args ...any) {
		faults = append(faults, fmt.Errorf("words.tsv line %d: %s", line, fmt.Sprintf(format, args...)))
	}
	header := false
	for i, line := range strings.Split(strings.TrimSuffix(file, "\n"), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		switch {
		case !header:
			if header = true; line != "class\tword\tvalue" {
				fault(i+1, "the header is %q, write class, word, value", line)
			}
		case len(cells) != 3:
			fault(i+1, "%d cells, write three", len(cells))
		case v[cells[0]] == nil:
			fault(i+1, "there is no class %q", cells[0])
		case strings.TrimSpace(cells[1]) == "" || strings.Count(cells[1], " ") >= maxKindWords:
			fault(i+1, "%q is no word, nor two or three", cells[1])
		case v.has(cells[0], cells[1]) && cells[0] != classDivision:
			fault(i+1, "%q stands in the class %s already", cells[1], cells[0])
		default:
			if err := checkValue(cells[0], cells[2]); err != nil {
				fault(i+1, "%q: %v", cells[1], err)
			}
			v[cells[0]][strings.ToLower(cells[1])] = cells[2]
		}
	}
	for _, c := range classes() {
		if len(v[c]) == 0 {
			faults = append(faults, fmt.Errorf("words.tsv: the class %s has no word", c))
		}
	}
	return v, errors.Join(faults...)
}

func checkValue(class, value string) error {
	switch class {
	case classKind:
		switch value {
		case province, district, city, crossing, landmark, region, island, water:
			return nil
		}
		return fmt.Errorf("there is no kind %q", value)
	case classShort:
		if value == "" {
			return errors.New("the id of the division is missing")
		}
		return nil
	case classUnit:
		if f, err := strconv.ParseFloat(value, 64); err != nil || f <= 0 {
			return fmt.Errorf("%q is no number of kilometres", value)
		}
		return nil
	}
	if value != "" {
		return fmt.Errorf("the class %s has no values, leave %q out", class, value)
	}
	return nil
}
