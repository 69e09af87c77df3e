package knowledge

import "math"

// Relation is how a name belongs to what it names.
type Relation string

// The relations.
const (
	IsName      Relation = "name"        // the usual name
	IsAlias     Relation = "alias"       // another name, an acronym, a spelling
	IsAdjective Relation = "adjective"   // "Afghan"
	IsPerson    Relation = "person"      // "an Afghan", "a Frenchwoman": one of its people
	IsPeople    Relation = "people"      // "Afghans", "the French": its people
	IsCapital   Relation = "capital"     // "Kabul", where it stands for the government
	IsMetonym   Relation = "metonym"     // "the Kremlin", "Foggy Bottom"
	IsSurname   Relation = "surname"     // the last name of a person
	IsPlural    Relation = "plural"      // of a noun
	IsComposed  Relation = "composition" // "Afghan" and "foreign ministry"
)

// Name is one name with the time in which it was in use.
type Name struct {
	Text      string
	Relation  Relation
	Language  string // ISO 639 code, with the script after a hyphen; "" for English and for names as the English press writes them
	When      Interval
	Ambiguous bool // it names this only where the context says so: another reading is the usual one, or none is
}

// Kind is what an entity is.
type Kind string

// The kinds of entities, in the words of the record.
const (
	State        Kind = "state"
	Territory    Kind = "territory"
	Government   Kind = "government body"
	IGO          Kind = "intergovernmental organisation"
	NGO          Kind = "non-governmental organisation"
	Party        Kind = "political party"
	ArmedGroup   Kind = "armed group"
	Movement     Kind = "movement"
	Media        Kind = "media"
	University   Kind = "university"
	ThinkTank    Kind = "think tank"
	Company      Kind = "company"
	Religious    Kind = "religious body"
	Population   Kind = "population"
	Union        Kind = "trade union"
	Criminal     Kind = "criminal group"
	Person       Kind = "person"
	Organisation Kind = "organisation"
)

// Kinds lists all kinds of entities.
func Kinds() []Kind {
	return []Kind{
		State, Territory, Government, IGO, NGO, Party, ArmedGroup, Movement, Media, University, ThinkTank, Company, Religious,
		Population, Union, Criminal, Person, Organisation,
	}
}

func entityKinds() []string {
	var words []string
	for _, k := range Kinds() {
		words = append(words, string(k))
	}
	return words
}

// Gender is that of the pronoun used for a person.
type Gender string

// The genders; "" is not known.
const (
	Female Gender = "f"
	Male   Gender = "m"
	Either Gender = "u" // of names and nouns that say nothing of it
)

// Entity is an actor that has a name: a state, a body, a group, a person.
type Entity struct {
	ID      string
	Name    string // the usual English one
	Kind    Kind
	Names   []Name   // the usual one first
	Country string   // ISO 3166-1 alpha-3, or IGO, NGO, ISG; "" where not known
	Sectors []string // of PLOVER, where no dated role says otherwise
	When    Interval // of its existence, or a person's life
	Gender  Gender   // of a person
	Hosts   []string // codes of other countries in which a group is present
	Parent  string   // id of the entity that it is part of
	Polity  *Polity  // of a state or territory
	Source  string
}

// Polity is what only states and territories have.
type Polity struct {
	Alpha2   string // ISO 3166-1 alpha-2, "" where there is none
	Status   string // state, partly recognised, de facto, territory, historical
	Capitals []Name // in their time
	Within   string // code of the country that it belongs to or is claimed by
}

// Office is a post that persons hold one after the other.
type Office struct {
	ID      string
	Title   string // "President of France"
	Names   []Name
	Rank    string // head of state, head of government, foreign minister, ...
	Country string
	Sectors []string
	Body    string // id of the entity that it leads or belongs to
	Single  bool   // one holder at a time
	When    Interval
	Source  string
}

// Role is what an entity was in a time: an office held, or a standing such as "insurgents".
type Role struct {
	Entity  string
	Office  string // id of an [Office], "" for none
	Title   string // of the office, or in words
	Country string
	Sectors []string
	Mark    string // "", acting, disputed, designate
	When    Interval
	Source  string
}

// Membership is the time in which a country belonged to a body.
type Membership struct {
	Body, Member string // an entity's id; a country's code
	Mark         string // "", observer, suspended, partner
	When         Interval
	Source       string
}

// Agent is a common noun for people or bodies that act: "negotiators", "gunmen", "envoy".
type Agent struct {
	Noun, Plural string // Plural is "" for nouns without one
	Class        string // agent, title, population, collective
	Sectors      []string
	Gender       Gender
	Number       string // singular, plural, either: of the noun as it stands
	BeforeName   bool   // may stand before a name without an article: "envoy Zalmay Khalilzad"
	Source       string
}

// Institution is a noun for a body that every state has one of: "foreign ministry", "parliament".
type Institution struct {
	Noun, Plural string
	Title        string // of the body where it has no name of its own: "Ministry of Foreign Affairs"
	Class        string // foreign ministry, army, parliament, ...: joins synonyms
	Kind         Kind
	Sectors      []string
	Source       string
}

// Place is a part of the earth with a name.
type Place struct {
	ID         string
	Name       string
	Names      []Name
	Kind       string // city, province, crossing, strait, region, ...
	Country    string // code; "" for seas and for regions of several countries
	Within     string // id of the place that contains it
	Latitude   float32
	Longitude  float32
	Population int // 0 where not known
	When       Interval
	Source     string
}

// Point is a point of the earth in degrees.
type Point struct{ Latitude, Longitude float64 }

// Degrees gives the coordinates with the digits of the files and no others.
func (p *Place) Degrees() Point {
	return Point{decimal(p.Latitude), decimal(p.Longitude)}
}

// decimal widens a coordinate to the nearest number with four digits behind the point.
func decimal(v float32) float64 { return math.Round(float64(v)*1e4) / 1e4 }

// Box is a rough rectangle, in degrees, around a country or a part of it.
type Box struct {
	Country                  string
	South, West, North, East float32
}

// Holds says that a point lies in the box.
func (b Box) Holds(latitude, longitude float32) bool {
	return b.South <= latitude && latitude <= b.North && b.West <= longitude && longitude <= b.East
}

// GivenName is a first name with the gender of nearly all who bear it.
type GivenName struct {
	Name     string
	Gender   Gender
	Cultures []string
}

// Source is where a fact comes from.
type Source struct{ ID, Title string }
