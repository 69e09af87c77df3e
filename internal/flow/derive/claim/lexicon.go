package claim

import (
	_ "embed" // for packed.zst
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/pack"
	"github.com/chancery-project/chancery/record"
)

// packed are cues.tsv and words.tsv, as TestPackedLexicon packs them; it fails where they differ.
//
//go:generate go test . -run Packed -repack
//go:embed packed.zst
var packed []byte

// Frame is one way in which a cue tells who says what: one line of cues.tsv.
type Frame struct {
	Cue         []string // lemmas; the frame hangs on the first
	Part        string
	Kind        string
	Stance      record.Stance
	Subjunctive record.Stance // where the content is in the subjunctive; "" for no difference
	Source      string
	Content     []string // slots, the first that is filled holds
	Target      string   // slot, "" for none
	Voice       string
}

// The parts of speech of cues.
const (
	partVerb        = "verb"
	partNoun        = "noun"
	partAdjective   = "adj"
	partPreposition = "prep"
	partCiting      = "citing"
	partColon       = "colon"
	partQuote       = "quote"
	partHedge       = "hedge"
)

// The kinds of cues, by what a relation says of its source.
const (
	kindSay   = "say"   // it said so
	kindThink = "think" // it holds so
	kindShow  = "show"  // it shows so: a study, data
	kindKnow  = "know"  // it knows or sees so: a relation, but no claim
)

// The demands on a source.
const (
	sourceAny      = "any"
	sourcePerson   = "person"
	sourceDocument = "document"
	sourceLight    = "light"
	sourceStress   = "stress"
)

// The slots for contents and targets that are no prepositions.
const (
	slotClause  = "clause"
	slotTo      = "to"
	slotToIng   = "toing"
	slotIng     = "ing"
	slotObj     = "obj"
	slotThing   = "thing"
	slotMatter  = "matter"
	slotClaim   = "claim"
	slotDenied  = "denied"
	slotPart    = "part"
	slotObjTo   = "objto"
	slotOnTo    = "onto"
	slotToTo    = "toto"
	slotAs      = "as"
	slotPred    = "pred"
	slotSum     = "sum"
	slotOffer   = "offer"
	slotSome    = "some"
	slotNumber  = "number"
	slotPassive = "passive"
	slotBlame   = "blame"
	slotAscribe = "ascribe"
	slotQuote   = "quote"
	slotThat    = "that"
	slotSubj    = "subj"
	slotOwn     = "own"
	slotNone    = "-"
)

const voiceAny, voiceActive, voicePassive, voiceWould = "any", "active", "passive", "would"

func contentSlots() []string {
	return []string{
		slotClause, slotTo, slotToIng, slotIng, slotObj, slotThing, slotMatter, slotClaim, slotDenied, slotPart, slotObjTo, slotOnTo,
		slotToTo, slotAs, slotPred, slotNumber, slotSum, slotOffer, slotSome, slotPassive, slotBlame, slotAscribe, slotQuote, slotThat, slotNone,
	}
}

func prepositions() []string {
	return []string{"of", "for", "about", "on", "over", "at", "with", "to", "in", "by", "against", "regarding", "into"}
}

// lexicon holds cues.tsv and words.tsv.
type lexicon struct {
	frames map[string]map[string][]*Frame // part -> first lemma of the cue -> in the order of the file, longer cues first
	words  map[string]map[string]bool     // class -> lemma
}

func (l *lexicon) of(part, lemma string) []*Frame { return l.frames[part][lemma] }

func (l *lexicon) is(class, word string) bool { return l.words[class][word] }

// builtIn reads the files that are compiled in.
func builtIn() (*lexicon, error) {
	files, err := pack.Texts(packed, "cues.tsv", "words.tsv")
	if err != nil {
		return nil, fmt.Errorf("cues of claims: %w", err)
	}
	return readLexicon(files[0], files[1])
}

// readLexicon reads both files and reports every fault of them.
func readLexicon(cues, words string) (*lexicon, error) {
	l := &lexicon{frames: map[string]map[string][]*Frame{}, words: map[string]map[string]bool{}}
	faults := append(l.readCues(cues), l.readWords(words)...)
	if len(faults) > 0 {
		return nil, fmt.Errorf("cues of claims: %w", errors.Join(faults...))
	}
	for _, byCue := range l.frames {
		for _, frames := range byCue {
			slices.SortStableFunc(frames, func(a, b *Frame) int { return len(b.Cue) - len(a.Cue) })
		}
	}
	return l, nil
}

// rows calls do with the cells of each line below the header and reports lines of another form.
func rows(name, file, header string, do func(cells []string) error) (faults []error) {
	wanted := strings.Split(header, "\t")
	head := false
	seen := map[string]int{}
	for i, line := range strings.Split(strings.TrimSuffix(file, "\n"), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fault := func(format string, args ...any) {
			faults = append(faults, fmt.Errorf("%s line %d: %w", name, i+1, fmt.Errorf(format, args...)))
		}
		cells := strings.Split(line, "\t")
		switch {
		case !head:
			head = true
			if line != header {
				fault("the header is %q, write %s", line, strings.Join(wanted, ", "))
			}
		case len(cells) != len(wanted):
			fault("%d cells, write %d", len(cells), len(wanted))
		case seen[line] > 0:
			fault("the same as line %d", seen[line])
		default:
			seen[line] = i + 1
			if err := do(cells); err != nil {
				fault("%w", err)
			}
		}
	}
	if !head {
		faults = append(faults, fmt.Errorf("%s: no header, write %s", name, strings.Join(wanted, ", ")))
	}
	return faults
}

func (l *lexicon) readCues(file string) []error {
	byKey := map[string]bool{}
	return rows("cues.tsv", file, "cue\tpart\tkind\tstance\tsource\tcontent\ttarget\tvoice", func(cells []string) error {
		f, err := readFrame(cells)
		if err != nil {
			return err
		}
		key := strings.Join([]string{cells[0], cells[1], cells[4], cells[5]}, "\t")
		if byKey[key] {
			return fmt.Errorf("cue %q has the content %q twice", cells[0], cells[5])
		}
		byKey[key] = true
		if l.frames[f.Part] == nil {
			l.frames[f.Part] = map[string][]*Frame{}
		}
		l.frames[f.Part][f.Cue[0]] = append(l.frames[f.Part][f.Cue[0]], f)
		return nil
	})
}

func readFrame(cells []string) (*Frame, error) {
	stance, subjunctive, _ := strings.Cut(cells[3], "/")
	f := &Frame{
		Cue: strings.Fields(cells[0]), Part: cells[1], Kind: cells[2], Stance: record.Stance(stance),
		Subjunctive: record.Stance(subjunctive), Source: cells[4], Content: strings.Split(cells[5], ","),
		Target: cells[6], Voice: cells[7],
	}
	if f.Target == slotNone {
		f.Target = ""
	}
	var faults []error
	oneOf := func(what, value string, known ...string) {
		if !slices.Contains(known, value) {
			faults = append(faults, fmt.Errorf("no %s %q, write one of %s", what, value, strings.Join(known, ", ")))
		}
	}
	if cells[0] == "" || cells[0] != strings.ToLower(strings.Join(f.Cue, " ")) {
		faults = append(faults, fmt.Errorf("cue %q: write lemmas in lower case, a blank between two", cells[0]))
	}
	oneOf("part", f.Part, partVerb, partNoun, partAdjective, partPreposition, partCiting, partColon, partQuote, partHedge)
	oneOf("kind", f.Kind, kindSay, kindThink, kindShow, kindKnow)
	var stances []string
	for _, s := range record.Stances() {
		stances = append(stances, string(s))
	}
	oneOf("stance", stance, stances...)
	if subjunctive != "" {
		oneOf("stance", subjunctive, stances...)
	}
	oneOf("source", f.Source, sourceAny, sourcePerson, sourceDocument, sourceLight, sourceStress)
	for _, c := range f.Content {
		oneOf("content", c, append(contentSlots(), prepositions()...)...)
	}
	oneOf("target", cells[6], append([]string{slotNone, slotObj, slotSubj, slotOwn}, prepositions()...)...)
	oneOf("voice", f.Voice, voiceAny, voiceActive, voicePassive, voiceWould)
	return f, errors.Join(faults...)
}

func (l *lexicon) readWords(file string) []error {
	for _, c := range wordClasses() {
		l.words[c] = map[string]bool{}
	}
	faults := rows("words.tsv", file, "class\tword", func(cells []string) error {
		switch {
		case l.words[cells[0]] == nil:
			return fmt.Errorf("no class %q", cells[0])
		case cells[1] == "" || cells[1] != strings.ToLower(cells[1]):
			return fmt.Errorf("word %q: write it in lower case", cells[1])
		}
		l.words[cells[0]][cells[1]] = true
		return nil
	})
	for _, c := range wordClasses() {
		if len(l.words[c]) == 0 {
			faults = append(faults, fmt.Errorf("words.tsv: the class %s has no words", c))
		}
	}
	return faults
}

// The classes of words, as words.tsv names them.
const (
	classPerson     = "person"     // nouns of people and bodies that speak
	classDocument   = "document"   // nouns of what can be read or shown
	classMedium     = "medium"     // nouns of who passes on what he was told
	classLight      = "light"      // verbs that give their subject to the noun of speech that is their object
	classCaused     = "caused"     // of these, those whose subject is not who speaks: "drew criticism from"
	classStress     = "stress"     // verbs of stressing: "stressed the need"
	classVoid       = "void"       // before an infinitive: nothing was said
	classKeep       = "keep"       // before an infinitive or "as": something was said
	classClaim      = "claim"      // nouns of what can be rejected as untrue
	classMatter     = "matter"     // nouns of what can be supported or opposed in words
	classWithheld   = "withheld"   // nouns of what is denied to somebody
	classNegator    = "negator"    //
	classUnreal     = "unreal"     // modals that leave open whether anything was said
	classStrong     = "strong"     // modals of demands
	classFirst      = "first"      // pronouns
	classSecond     = "second"     //
	classThird      = "third"      //
	classRelative   = "relative"   //
	classVague      = "vague"      // pronouns that tell of nobody
	classArticle    = "article"    //
	classCondition  = "condition"  // conjunctions
	classFalse      = "false"      // adjectives of a claim that the text does not share
	classAsking     = "asking"     // words that a question begins with that is told
	classHarsh      = "harsh"      // predicates that criticize
	classWarm       = "warm"       // predicates that support
	classFuture     = "future"     // modals of what is to come
	classUnnamed    = "unnamed"    // verbs: "asked not to be named"
	classGoesOn     = "goeson"     // conjunctions of a clause that belongs to what is said
	classAvoiding   = "avoiding"   // prepositions before what was not said
	classPart       = "part"       // nouns of having to do with something: "denies any role"
	classTelling    = "telling"    // verbs that have whom it is said to before what is said
	classIncluding  = "including"  // participles that do not end what is told of
	classClauseOnly = "clauseonly" // verbs that have no objects
	classVerbal     = "verbal"     // verbs whose form in s the tagger takes for a noun
	classInformed   = "informed"   // verbs whose passive tells of whoever heard it
	classPaper      = "paper"      // documents that speak for themselves
	classLabel      = "label"      // before a colon in a headline: not who speaks
	classDash       = "dash"       //
	classPhrasal    = "phrasal"    // prepositions that the tagger takes for conjunctions
	classHearsay    = "hearsay"    // nouns of what is told and not known: what they tell is hedged
	classSettled    = "settled"    // verbs by which it is known all the same: "confirmed reports that"
	classLapse      = "lapse"      // nouns of time: "attacked ships for months" is no reason
	classFew        = "few"        // subjects by which hardly anybody thinks so
	classAddress    = "address"    // words of address in the label of a transcript
	classAnswerer   = "answerer"   // labels of a transcript whose turns are answers of who is interviewed
	classAsker      = "asker"      // labels of a transcript whose turns are questions
	classSaying     = "saying"     // nouns that take up what was said before: ", a charge that Oslo called absurd"
	classCrime      = "crime"      // predicates that accuse
	classTerm       = "term"       // conjunctions of a condition or term
	classHarm       = "harm"       // verbs of acts against somebody
	classDire       = "dire"       // nouns and verbs of evils that are warned of
	classRefusing   = "refusing"   // verbs that threaten when they are negated: "would not tolerate"
	classForsake    = "forsake"    // verbs that promise when they are negated: "will not abandon"
	classContend    = "contend"    // verbs by which a party to a quarrel tells its side
	classPlot       = "plot"       // verbs of misdeeds that are told as an accusation
	classOwn        = "own"        // bodies that with "the" are those that somebody speaks for
	classAdmitting  = "admitting"  // verbs by which somebody says what he would rather not
	classRaise      = "raise"      // verbs whose participle has no speaker as its subject: "raising fears of war"
	classView       = "view"       // nouns: "in Cairo's view"
	classHowever    = "however"    // adverbs between commas before what is said
	classLikely     = "likely"     // adverbs of what is foretold and not promised
	classShouting   = "shouting"   // verbs of calling out
	classAttack     = "attack"     // nouns of acts that somebody claims to have done
	classContrast   = "contrast"   // conjunctions that set another speaker against the one before
	classNarrating  = "narrating"  // conjunctions behind a comma and a cue: the narrator goes on
	classPleading   = "pleading"   // verbs that name whom one asks before what for: "asked both sides for a truce"
	classFinding    = "finding"    // verbs that tell what somebody sees unless they judge: "found the door open"
	classOffice     = "office"     // nouns of those who speak for somebody: "his office"
	classTied       = "tied"       // prepositions that go with the noun before them: "an inquiry into"
	classAside      = "aside"      // particles that may stand behind the object: "waved the warning aside"
	classAlone      = "alone"      // words for one or more of those told of before: "another said"
	classSeeing     = "seeing"     // verbs: "as Tokyo sees it"
	classManner     = "manner"     // words that tell how somebody speaks, or that he has something to say, before a colon: "was blunt:"
	classVoicing    = "voicing"    // light verbs whose noun is told although nothing follows it: "expressed deep concern"
	classTurn       = "turn"       // nouns behind a preposition between a cue and what is said: "complained in turn of"
	classOffer      = "offer"      // nouns of what is promised where it is offered
	classSides      = "sides"      // nouns of two who are no persons: "both sides"
	classParting    = "parting"    // conjunctions that part the last clause from the one before
	classSome       = "some"       // words for some of those named before: "most of whom"
	classIssued     = "issued"     // documents whose heading tells who says "we" in them
	classTroops     = "troops"     // nouns of those whom somebody commands
	classCommand    = "command"    // verbs that tell one's own people what to do
	classSpread     = "spread"     // participles between a claim and what it says: "allegations, spread by the radio, that"
	classGiving     = "giving"     // verbs whose passive has an object: "was given a sentence"
	classOccasion   = "occasion"   // nouns of where something is said
)

func wordClasses() []string {
	return []string{
		classPerson, classDocument, classMedium, classLight, classCaused, classStress, classVoid, classKeep, classClaim,
		classMatter, classWithheld, classNegator, classUnreal, classStrong, classFirst, classSecond, classThird,
		classRelative, classVague, classArticle, classCondition, classFalse, classLabel, classDash, classHarsh,
		classWarm, classFuture, classUnnamed, classPaper, classInformed, classClauseOnly, classVerbal, classIncluding,
		classTelling, classPart, classAvoiding, classGoesOn, classAsking, classPhrasal, classHearsay, classSettled,
		classLapse, classFew, classAddress, classAnswerer, classAsker, classSaying, classLikely, classCrime, classTerm, classNarrating, classSome, classAside, classTied, classPleading, classOffice, classFinding,
		classShouting, classAdmitting, classHarm, classDire, classRefusing, classForsake, classContend, classPlot,
		classOwn, classContrast, classAttack, classView, classHowever, classRaise,
		classAlone, classSeeing, classManner, classVoicing, classTurn, classOffer, classSides, classParting, classIssued,
		classTroops, classCommand, classSpread, classOccasion, classGiving,
	}
}
