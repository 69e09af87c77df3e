package refer

import (
	_ "embed" // for packed.zst and weights.tsv
	"errors"
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/pack"
)

// packed are the tables of the package but the weights, as TestPackedTables packs them; it fails where they differ.
//
//go:generate go test . -run Packed -repack
//go:embed packed.zst
var packed []byte

//go:embed weights.tsv
var weightsFile string

// The classes of words.tsv.
const (
	wordSpeech         = "speech"     // verbs whose subject is the speaker of what is quoted with them
	wordWeather        = "weather"    // verbs whose "it" means nothing
	wordPlain          = "plain"      // adjectives and nouns whose "it is ... that" means nothing
	wordSeeming        = "seeming"    // verbs whose "it" means nothing before a clause: "it seems that"
	wordMany           = "many"       // singular nouns of many: "police"
	wordLoose          = "loose"      // singular nouns that "they" may mean: "team"
	wordMale           = "male"       // titles before the names of men
	wordFemale         = "female"     // titles before the names of women
	wordPerson         = "person"     // titles before the names of persons
	wordDefinite       = "definite"   // articles
	wordNear           = "near"       // demonstratives
	wordIndefinite     = "indefinite" // determiners of what is new
	wordPlus           = "plus"       // conjunctions that make several of one
	wordBoth           = "both"       // determiners of two
	wordTwo            = "two"        // numerals
	wordThree          = "three"
	wordFour           = "four"
	wordWhere          = "where"     // prepositions before a place
	wordAgentive       = "agentive"  // verbs of what only persons and bodies do
	wordAffecting      = "affecting" // verbs of what is only done to persons and bodies
	wordText           = "text"      // nouns of what says something
	wordToward         = "toward"    // prepositions before whom something is done to or with
	wordAlien          = "alien"     // nouns for who is not of the state whose he is: "its allies"
	wordCivil          = "civil"     // sectors of who is an actor beside the state whose he is: its ministers, but not its army
	wordFighter        = "fighter"   // nouns whose plural means the armed group whose they are
	wordManned         = "manned"    // nouns of what only states and bodies have
	wordKingdom        = "kingdom"   // codes of the states that are "the kingdom"
	wordEmirate        = "emirate"   // and so on
	wordSheikhdom      = "sheikhdom"
	wordIsland         = "island"
	wordArchipelago    = "archipelago"
	wordSultanate      = "sultanate"
	wordAdministration = "administration" // codes of the states whose government is "the administration"
	wordOfficer        = "officer"        // nouns of who speaks for or leads somebody, without a sector of their own
	wordOfState        = "ofstate"        // nouns of what only states have
	wordIdle           = "idle"           // words before a noun that do not say which of its kind is meant: "tiny"
	wordCharging       = "charging"       // verbs with what is said of their object behind "of"
	wordMenacing       = "menacing"       // verbs with what is done to somebody unless he yields
	wordNextDoor       = "nextdoor"       // nouns for states that lie beside each other
	wordFormer         = "former"         // words before a noun for what somebody is no longer
	wordVoice          = "voice"          // nouns for who says what others do
	wordAsking         = "asking"         // verbs by which somebody is asked or offered something
	wordAnswering      = "answering"      // verbs by which he answers
	wordUnless         = "unless"         // conjunctions before the condition under which a threat holds
)

func wordClasses() []string {
	return []string{
		wordSpeech, wordWeather, wordPlain, wordSeeming, wordMany, wordLoose, wordMale, wordFemale, wordPerson,
		wordDefinite, wordNear, wordIndefinite, wordPlus, wordBoth, wordTwo, wordThree, wordFour,
		wordAgentive, wordText, wordManned, wordToward, wordAlien, wordCivil, wordFighter, wordWhere, wordAffecting,
		wordKingdom, wordEmirate, wordSultanate, wordSheikhdom, wordIsland, wordArchipelago, wordCharging, wordIdle, wordOfficer, wordOfState,
		wordMenacing, wordFormer, wordAdministration, wordUnless, wordNextDoor, wordVoice,
		wordAsking, wordAnswering,
	}
}

// number, gender and class are sets: what a phrase may be. The empty set is never a value of a phrase that may be meant.
type (
	number uint8
	gender uint8
	class  uint8
)

const (
	one number = 1 << iota
	many
)

const (
	male gender = 1 << iota
	female
)

const (
	person class = 1 << iota // somebody
	body                     // people who act as one: a state, a ministry, a band
	place
	thing
	period // a time
	light  // "way", "part"
)

// traits are what a pronoun and what it means must share.
type traits struct {
	number number
	gender gender // of persons
	class  class
	unsure bool // the class is guessed by the end of the word
}

// noun is a row of nouns.tsv.
type noun struct {
	class  class
	gender gender
}

// pronoun is a row of pronouns.tsv.
type pronoun struct {
	form   string
	person int // 1 or 3
	traits traits
	use    use
}

// use is the case of a pronoun as far as what it may mean depends on it.
type use uint8

const (
	asSubject use = iota
	asObject
	asOwner
	asReflexive
	uses
)

// lexicon holds the data files.
type lexicon struct {
	pronouns     map[string]*pronoun
	nouns        map[string]noun // by lemma
	ends         []ending
	words        map[string]map[string]bool // class -> word
	descriptions map[string]*description    // by noun
	regions      map[string][]string        // part of the world -> codes of its states
}

type ending struct {
	letters string
	noun    noun
}

func (l *lexicon) is(class, word string) bool { return l.words[class][word] }

// codes lists the countries that are of a form of state: "kingdom".
func (l *lexicon) codes(form string) (all []string) {
	for w := range l.words[form] {
		all = append(all, strings.ToUpper(w))
	}
	return all
}

// count gives the number that a word tells, 0 for others.
func (l *lexicon) count(word string) int {
	for i, class := range [...]string{wordTwo, wordThree, wordFour} {
		if l.is(class, word) {
			return i + 2
		}
	}
	return 0
}

// openLexicon reads the data files and adds the nouns of the knowledge. The error names every fault.
func openLexicon(base *knowledge.Base) (*lexicon, error) {
	l := &lexicon{
		pronouns: map[string]*pronoun{}, nouns: map[string]noun{}, words: map[string]map[string]bool{},
		descriptions: map[string]*description{}, regions: map[string][]string{},
	}
	files, err := pack.Texts(packed, "pronouns.tsv", "nouns.tsv", "words.tsv", "regions.tsv", "descriptions.tsv")
	if err != nil {
		return nil, err
	}
	err = errors.Join(
		rows("pronouns.tsv", files[0], []string{"form", "person", "number", "gender", "means", "case"}, l.addPronoun),
		rows("nouns.tsv", files[1], []string{"noun", "class", "gender"}, l.addNoun),
		rows("words.tsv", files[2], []string{"class", "word"}, l.addWord),
		rows("regions.tsv", files[3], []string{"region", "states"}, l.addRegion),
		rows("descriptions.tsv", files[4], []string{"noun", "means", "several"}, l.addDescription),
	)
	if err != nil {
		return nil, err
	}
	l.addKnowledge(base)
	return l, nil
}

// rows reads a file of cells parted by tabs: comments, a header, rows. It reports every faulty row.
func rows(name, file string, header []string, add func(cells []string) error) error {
	var faults []error
	started := false
	for i, line := range strings.Split(strings.TrimSuffix(file, "\n"), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if !started {
			if started = true; line != strings.Join(header, "\t") {
				faults = append(faults, fmt.Errorf("%s line %d: the header is %q, write %s", name, i+1, line, strings.Join(header, ", ")))
			}
			continue
		}
		if len(cells) != len(header) {
			faults = append(faults, fmt.Errorf("%s line %d: %d cells, write %d", name, i+1, len(cells), len(header)))
			continue
		}
		if err := add(cells); err != nil {
			faults = append(faults, fmt.Errorf("%s line %d: %w", name, i+1, err))
		}
	}
	return errors.Join(faults...)
}

func (l *lexicon) addPronoun(cells []string) error {
	p := &pronoun{form: cells[0]}
	var err error
	if p.traits.number, err = numberOf(cells[2]); err != nil {
		return err
	}
	if p.traits.gender, err = genderOf(cells[3]); err != nil {
		return err
	}
	switch cells[4] {
	case "person":
		p.traits.class = person
	case "thing":
		p.traits.class = body | place | thing | period | light
	case "any":
		p.traits.class = person | body | place | thing | period | light
	default:
		return fmt.Errorf("means %q, write person, thing or any", cells[4])
	}
	switch cells[1] {
	case "1":
		p.person = 1
	case "3":
		p.person = 3
	default:
		return fmt.Errorf("person %q, write 1 or 3", cells[1])
	}
	uses := map[string]use{"subject": asSubject, "object": asObject, "owner": asOwner, "reflexive": asReflexive}
	u, ok := uses[cells[5]]
	if !ok {
		return fmt.Errorf("case %q, write subject, object, owner or reflexive", cells[5])
	}
	p.use = u
	if cells[0] == "" || cells[0] != strings.ToLower(cells[0]) || l.pronouns[cells[0]] != nil {
		return fmt.Errorf("%q is empty, has capitals or stands here twice", cells[0])
	}
	l.pronouns[cells[0]] = p
	return nil
}

func numberOf(s string) (number, error) {
	switch s {
	case "singular":
		return one, nil
	case "plural":
		return many, nil
	}
	return 0, fmt.Errorf("number %q, write singular or plural", s)
}

func genderOf(s string) (gender, error) {
	switch s {
	case "m":
		return male, nil
	case "f":
		return female, nil
	case "", "u":
		return male | female, nil
	}
	return 0, fmt.Errorf("gender %q, write m, f, u or nothing", s)
}

func (l *lexicon) addNoun(cells []string) error {
	classes := map[string]class{"person": person, "group": body, "place": place, "time": period, "light": light, "thing": thing}
	c, ok := classes[cells[1]]
	if !ok {
		return fmt.Errorf("class %q, write person, group, place, thing, time or light", cells[1])
	}
	g, err := genderOf(cells[2])
	if err != nil {
		return err
	}
	if cells[2] != "" && c != person {
		return fmt.Errorf("%q has a gender and is no person", cells[0])
	}
	n := noun{c, g}
	if letters, ok := strings.CutPrefix(cells[0], "-"); ok {
		l.ends = append(l.ends, ending{letters, n})
		return nil
	}
	if _, twice := l.nouns[cells[0]]; twice || cells[0] == "" {
		return fmt.Errorf("%q is empty or stands here twice", cells[0])
	}
	l.nouns[cells[0]] = n
	return nil
}

func (l *lexicon) addWord(cells []string) error {
	if l.words[cells[0]] == nil {
		known := false
		for _, c := range wordClasses() {
			known = known || c == cells[0]
		}
		if !known {
			return fmt.Errorf("no class %q", cells[0])
		}
		l.words[cells[0]] = map[string]bool{}
	}
	if cells[1] == "" || l.words[cells[0]][cells[1]] {
		return fmt.Errorf("%q is empty or stands twice in its class", cells[1])
	}
	l.words[cells[0]][cells[1]] = true
	return nil
}

// addKnowledge adds the last words of nouns for actors that nouns.tsv does not have.
func (l *lexicon) addKnowledge(base *knowledge.Base) {
	if base == nil {
		return
	}
	for _, a := range base.Agents() {
		n := noun{person, male | female}
		if a.Class == "collective" {
			n.class = body
		}
		switch a.Gender {
		case knowledge.Male:
			n.gender = male
		case knowledge.Female:
			n.gender = female
		}
		l.addKnown(a.Noun, n)
	}
	for _, i := range base.Institutions() {
		l.addKnown(i.Noun, noun{body, male | female})
	}
}

func (l *lexicon) addKnown(words string, n noun) {
	w := strings.ToLower(words)
	if strings.Contains(w, " of ") {
		w, _, _ = strings.Cut(w, " of ")
	}
	w = w[strings.LastIndexByte(w, ' ')+1:]
	if _, known := l.nouns[w]; !known {
		l.nouns[w] = n
	}
}

// noun tells what a common noun means; ok is false where nothing is known of it.
func (l *lexicon) noun(lemma string) (n noun, ok bool) {
	if n, ok = l.nouns[lemma]; ok {
		return n, true
	}
	if k := strings.LastIndexByte(lemma, '-'); k > 0 {
		if n, ok = l.nouns[lemma[k+1:]]; ok {
			return n, true
		}
	}
	for _, e := range l.ends {
		if len(lemma) > len(e.letters)+1 && strings.HasSuffix(lemma, e.letters) {
			return e.noun, true
		}
	}
	return noun{}, false
}
