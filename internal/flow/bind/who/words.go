package who

import (
	_ "embed" // for packed.zst
	"errors"
	"fmt"
	"strings"
)

// packed is words.tsv, as TestPackedWords packs it; it fails where they differ.
//
//go:generate go test . -run Packed -repack
//go:embed packed.zst
var packed []byte

// The classes of words that a mention is read by, as words.tsv names them.
const (
	classArticle    = "article"
	classCourtesy   = "courtesy"  // titles that tell nothing but how somebody is spoken to: Mr
	classOwner      = "owner"     // possessive pronouns
	classQuantity   = "quantity"  // several, dozens
	classMeasure    = "measure"   // nouns that stand for what follows "of": "a group of refugees"
	classFormer     = "former"    //
	classActing     = "acting"    //
	classDesignate  = "designate" // elected or named, not yet in office
	classOf         = "of"
	classFrom       = "from"
	classIn         = "in"
	classTo         = "to" // what follows is not whom somebody belongs to
	classAnd        = "and"
	classPeriod     = "period"      // times, behind which a name begins a phrase of its own: "within the hour Hugo Chávez"
	classDirection  = "direction"   // before a name it makes a place
	classParticle   = "particle"    // of names of persons
	classMotion     = "motion"      // before "to" it makes a place
	classBring      = "bring"       // before "to" and a capital it makes a place: "sent troops to Kyiv"
	classIndefinite = "indefinite"  // articles before somebody who was not told before
	classStay       = "stay"        // before a name it makes a place
	classFor        = "for"         // for whom somebody acts who has no sector of his own: a spokesman
	classPlain      = "plain"       // with "of" or behind a name no actor: "a state of emergency"
	classProcess    = "process"     // with "of" they tell of something done: "the movement of troops"
	classPrefix     = "prefix"      // joined to a name it says on whose side somebody is, not who
	classPart       = "part"        // before "of" and a capital it makes a place
	classSide       = "side"        // before a capital it leaves it a government
	classUpon       = "upon"        // before a capital it leaves it a government, but behind a word of the next class: "pressure on Kyiv"
	classAssail     = "assail"      // what comes down on a town: "the raid on Kyiv", "set off for Kyiv"
	classFeature    = "feature"     // after a name it makes a place or an event
	classGround     = "ground"      // after the name of a place they are a part of its name: "Kunar province"
	classRank       = "rank"        // a title and the rank of the office
	classLocal      = "local"       // sectors of people who belong where they are
	classApart      = "apart"       // sectors that take no country from a neighbour
	classCombining  = "combining"   // first part of a compound adjective of two peoples, and the code of its country: "Sino-"
	classCustom     = "custom"      // nouns before which the adjective of a people tells of a way, not of an actor: "French bread"
	classSay        = "say"         // verbs by which a body speaks
	classForum      = "forum"       // towns from which one writes of the affairs of others
	classSeat       = "seat"        // nouns before which a capital is a government: "Beijing policy"
	classBefore     = "before"      // sectors of nouns that are actors before another noun: "rebel attacks"
	classThrone     = "throne"      // words for rulers, who are those of a state where its capital follows: "the generals in Naypyidaw"
	classLoose      = "loose"       // nouns that are no actors by themselves: "internal divisions", "social media"
	classBare       = "bare"        // nouns that are no part of the government of their state: "the Afghan team"
	classRelation   = "relation"    // nouns for what somebody is to another, who gives them nothing: "a rival of the Taliban"
	classIdle       = "idle"        // before another noun they say nothing: "veteran politician"
	classWeighty    = "weighty"     // sectors of bodies that are kept without a country
	classDispatch   = "dispatch"    // nouns for what comes from a town, not from a government: "footage from Baghdad"
	classStrong     = "strong"      // sectors of nouns that the noun before them does not change: "party militia"
	classCalled     = "called"      // nouns for officials, and the words of a role by which somebody may be called so
	classPrincipal  = "principal"   // offices that one person of a state has, in the plural: "presidents"
	classAbroad     = "abroad"      // nouns for people who are often not of the country where they are: "diplomats"
	classCivic      = "civic"       // sectors of those who belong to the country that a report is about
	classToward     = "toward"      // prepositions before whom something is done to or with
	classArmed      = "armed"       // sectors of nouns before which an unknown name is that of a group: "Fano militiamen"
	classSport      = "sport"       // words of reports in which the name of a state is a team
	classLeading    = "leading"     // verbs by which somebody leads a body: "who heads the union"
	classLed        = "led"         // behind a hyphen they leave the name before it an actor: "Saudi-led airstrikes"
	classHome       = "home"        // nouns that every country has one of, of the own country in a report on its affairs: "the government"
	classOfficial   = "official"    // sectors of bodies and officers that every state has
	classRealm      = "realm"       // nouns for states before "of" and their name: "the kingdom of Tonga"
	classSole       = "sole"        // titles that one person of a state has at a time
	classShared     = "shared"      // words before a body that say that it is not of one state, or not of this one
	classFighter    = "fighter"     // nouns for members of an armed group or a mission whose plural is the group
	classAide       = "aide"        // nouns for who serves whom "to" names: "an adviser to the president"
	classWhich      = "which"       // prepositions before what tells which of a kind somebody is
	classPair       = "pair"        // before a noun of the next class they mean two states told before
	classCountry    = "country"     // nouns for states: "officials of both countries"
	classPlayer     = "player"      // titles that behind the bare name of a state are those of sportsmen: "India captain"
	classCharge     = "charge"      // verbs whose "of" or "for" tells of an act: "accused the mayor of lying"
	classOfficer    = "officer"     // nouns for members of an army or of the police
	classStage      = "stage"       // before another noun they make those who play and sing: "ballet company"
	classFaith      = "faith"       // words that keep their capital within a sentence: "Islamist fighters"
	classBody       = "body"        // nouns at the end of the name of a body, or before "of" and "for" in it, with its kind and sector
	classIntroduce  = "introducing" // between the name of a body and its acronym: "the Forces for the Defence of Democracy, or FDD"
	classTailed     = "tailed"      // nouns of these that make a name only with what follows: "the Forces for the Defence of Democracy"
	classTrait      = "trait"       // words in the name of a body that tell its sector
	classFolk       = "folk"        // nouns whose 's or ' is part of the name of a body: "Workers' Party"
	classPosted     = "posted"      // nouns for bodies that are sent, so that "to" and "in" go on with their name
	classEpithet    = "epithet"     // nouns by which a person named just before is told of, with "former" those that do so only behind that word or an age
	classPortrait   = "portrait"    // words and ends of words that tell what somebody is like: "veteran", "Harvard-educated"
	classMeeting    = "meeting"     // verbs whose object may be told of next as well as their subject: "met"
	classPeer       = "peer"        // nouns for who stands beside somebody: "his Venezuelan ally"
	classPending    = "pending"     // what stands behind the hyphen of a title for a post that is not held yet: "prime minister-designate"
	classBand       = "band"        // nouns for armed groups and parties: "the Palestinian group"
	classThing      = "thing"       // nouns before which such a noun is no actor: "police station"
)

// vocabulary holds words.tsv: class -> word -> values.
type vocabulary map[string]map[string][]string

func (v vocabulary) has(class, word string) bool {
	_, ok := v[class][strings.ToLower(word)]
	return ok
}

func (v vocabulary) values(class, word string) []string { return v[class][strings.ToLower(word)] }

// readVocabulary reads the form of words.tsv and reports every fault of it.
func readVocabulary(file string) (vocabulary, error) {
	known := map[string]bool{}
	for _, c := range []string{
		classArticle, classCourtesy, classOwner, classQuantity, classMeasure, classFormer, classActing, classDesignate, classOf, classFrom,
		classIn, classTo, classAnd, classPeriod, classDirection, classParticle, classMotion, classStay, classFeature, classRank, classLocal,
		classApart, classSide, classUpon, classAssail, classPart, classFor, classPlain, classBring, classIndefinite, classProcess, classPrefix, classCombining, classCustom, classSeat, classSay, classForum, classBefore,
		classOfficial, classSole, classRealm, classShared, classWhich, classFighter, classAide, classBody, classTailed, classIntroduce, classTrait, classFolk, classPosted, classThing, classHome, classPair, classCountry, classPlayer, classCharge, classOfficer, classStage, classFaith, classGround, classThrone, classLoose, classBare, classRelation, classIdle, classArmed, classWeighty, classToward, classStrong, classAbroad, classPrincipal, classCivic, classDispatch, classSport, classLed, classLeading, classCalled, classEpithet, classPortrait, classMeeting, classPeer, classBand, classPending,
	} {
		known[c] = true
	}
	v := vocabulary{}
	var faults []error
	rows := 0
	for i, line := range strings.Split(strings.TrimSuffix(file, "\n"), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if rows++; rows == 1 {
			if line != "class\tword\tvalue" {
				faults = append(faults, fmt.Errorf("words.tsv line %d: the header is %q, write class, word, value", i+1, line))
			}
			continue
		}
		cells := strings.Split(line, "\t")
		switch {
		case len(cells) != 3:
			faults = append(faults, fmt.Errorf("words.tsv line %d: %d cells, write three", i+1, len(cells)))
		case !known[cells[0]]:
			faults = append(faults, fmt.Errorf("words.tsv line %d: no class %q", i+1, cells[0]))
		case cells[1] == "" || valued(cells[0]) != (cells[2] != ""):
			faults = append(faults, fmt.Errorf("words.tsv line %d: a word is missing, or a value is missing or too much", i+1))
		default:
			if v[cells[0]] == nil {
				v[cells[0]] = map[string][]string{}
			}
			word := strings.ToLower(cells[1])
			v[cells[0]][word] = append(v[cells[0]][word], cells[2])
		}
	}
	return v, errors.Join(faults...)
}

// valued says that the words of a class have values.
func valued(class string) bool {
	return class == classRank || class == classCombining || class == classBody || class == classTrait || class == classCalled || class == classEpithet
}
