package record

// Status is what the text says of the reality of an act.
type Status string

// The statuses of an event.
const (
	Actual       Status = "actual"
	Ongoing      Status = "ongoing"
	Planned      Status = "planned"
	Proposed     Status = "proposed"
	Denied       Status = "denied"
	Hypothetical Status = "hypothetical"
	Habitual     Status = "habitual"
)

// Statuses lists every status in the order of the documentation.
func Statuses() []Status {
	return []Status{Actual, Ongoing, Planned, Proposed, Denied, Hypothetical, Habitual}
}

// Stance is what the source of a claim does with its content.
type Stance string

// The stances of a claim.
const (
	Assert    Stance = "assert"
	Deny      Stance = "deny"
	Accuse    Stance = "accuse"
	Demand    Stance = "demand"
	Warn      Stance = "warn"
	Promise   Stance = "promise"
	Support   Stance = "support"
	Criticize Stance = "criticize"
	Question  Stance = "question"
)

// Stances lists every stance in the order of the documentation.
func Stances() []Stance {
	return []Stance{Assert, Deny, Accuse, Demand, Warn, Promise, Support, Criticize, Question}
}

// Qualifier is how exact a figure claims to be.
type Qualifier string

// The qualifiers of a figure.
const (
	Exact Qualifier = "exact"
	About Qualifier = "about"
	Over  Qualifier = "over"
	Under Qualifier = "under"
	UpTo  Qualifier = "up to"
)

// Qualifiers lists every qualifier in the order of the documentation.
func Qualifiers() []Qualifier { return []Qualifier{Exact, About, Over, Under, UpTo} }

// Actor is somebody in a role of a fact: a resolved entry, or a described one whose Name is the description.
type Actor struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`
	Country string   `json:"country"`           // ISO 3166-1 alpha-3, or IGO, NGO, ISG; "" when unknown
	Sector  string   `json:"sector"`            // of PLOVER; the first where several hold
	Sectors []string `json:"sectors,omitempty"` // all, where several hold
	Role    string   `json:"role"`              // the office held on the date of the fact
	Text    string   `json:"text"`              // the words that name the actor here
	Span    *Span    `json:"span"`              // of Text
}

// When is the time of an event: an interval of days or instants with the precision of the words.
type When struct {
	From      *string `json:"from"` // ISO 8601, null when open
	To        *string `json:"to"`
	Precision string  `json:"precision"` // minute, hour, day, week, month, season, quarter, half-year, year, decade, century, vague
	Text      string  `json:"text"`
	Span      *Span   `json:"span"`
	Rule      string  `json:"rule,omitempty"` // what the interval was computed from
}

// Where is the place of an event with the precision of the words. Coordinates are WGS 84 degrees and null unless the
// precision is city or better.
type Where struct {
	Name      string   `json:"name"`
	Country   string   `json:"country"`
	Admin1    string   `json:"admin1"`
	Latitude  *float64 `json:"latitude"`
	Longitude *float64 `json:"longitude"`
	Precision string   `json:"precision"` // landmark, crossing, city, district, province, country, region
	Span      *Span    `json:"span"`
}

// Content is the act inside an asking, agreeing, refusing or threatening.
type Content struct {
	Type       string  `json:"type"`
	Mode       string  `json:"mode"`
	Actors     []Actor `json:"actors"`
	Recipients []Actor `json:"recipients"`
}

// Event is one telling of who did what to whom, when and where, with its status and its source.
type Event struct {
	Kind        string     `json:"kind"` // always "event"
	ID          ID         `json:"id"`
	Document    DocumentID `json:"document"`
	Span        Span       `json:"span"`    // the sentence or clause
	Quote       string     `json:"quote"`   // its words
	Trigger     *Span      `json:"trigger"` // the words that evoke the act
	Type        string     `json:"type"`    // one of the 16 types of PLOVER
	Mode        string     `json:"mode"`    // "" where none holds
	CAMEO       string     `json:"cameo"`   // a string: leading zeros count
	Strict      string     `json:"strict"`  // the code of the codebook, from act and status
	Contexts    []string   `json:"contexts"`
	Status      Status     `json:"status"`
	Score       float64    `json:"score"`
	Actors      []Actor    `json:"actors"`
	Recipients  []Actor    `json:"recipients"`
	Time        *When      `json:"time"`
	Place       *Where     `json:"place"`
	Attribution *Actor     `json:"attribution"` // who says so; null where the narrator does
	Hedge       *string    `json:"hedge"`       // reportedly, allegedly, ...
	Frame       string     `json:"frame"`       // the entry of the lexicon
	Content     *Content   `json:"content,omitempty"`
	Confidence  float64    `json:"confidence"` // how sure it is that type, sides and status are right, 0 to 1
}

// EntryKind is "event".
func (*Event) EntryKind() string { return "event" }

// Claim is what a source asserts, denies, demands or otherwise says.
type Claim struct {
	Kind        string     `json:"kind"` // always "claim"
	ID          ID         `json:"id"`
	Document    DocumentID `json:"document"`
	Span        Span       `json:"span"`
	Quote       string     `json:"quote"`
	Source      *Actor     `json:"source"`
	Stance      Stance     `json:"stance"`
	Cue         string     `json:"cue"`
	CueSpan     *Span      `json:"cue_span"`
	Content     string     `json:"content"`
	ContentSpan Span       `json:"content_span"`
	Target      *Actor     `json:"target"`
	Hedge       *string    `json:"hedge"`
	Direct      bool       `json:"direct"` // the content is a quotation
	Via         []Actor    `json:"via"`    // who passed it on, nearest to the narrator last
}

// EntryKind is "claim".
func (*Claim) EntryKind() string { return "claim" }

// Figure is a quantity that the text states.
type Figure struct {
	Kind      string     `json:"kind"` // always "figure"
	ID        ID         `json:"id"`
	Document  DocumentID `json:"document"`
	Span      Span       `json:"span"` // the number phrase with its noun
	Quote     string     `json:"quote"`
	Value     float64    `json:"value"`
	ValueMax  *float64   `json:"value_max"` // the upper end of a range
	Unit      string     `json:"unit"`      // people, percent, km, USD, day, year, ...
	What      string     `json:"what"`
	Qualifier Qualifier  `json:"qualifier"`
	AsOf      *string    `json:"as_of"`
	Source    *Actor     `json:"source"`
	Series    string     `json:"series,omitempty"` // what, of whom, where: equal for figures that can be compared

	Sentence     string `json:"sentence,omitempty"` // the words of the sentence that states it
	SentenceSpan *Span  `json:"sentence_span,omitempty"`
}

// EntryKind is "figure".
func (*Figure) EntryKind() string { return "figure" }

// Occasion is a telling of what has a day: a meeting, journey, vote, hearing, signing or the like of anybody that is announced, was held, moved or
// called off. It says no more than that; who did what on it is told by events.
type Occasion struct {
	Kind       string     `json:"kind"` // always "occasion"
	ID         ID         `json:"id"`
	Document   DocumentID `json:"document"`
	Span       Span       `json:"span"` // the sentence
	Quote      string     `json:"quote"`
	Step       string     `json:"step"`       // one of [Steps]
	Time       *When      `json:"time"`       // its day; the new one where it was moved, null where none is told
	Was        []When     `json:"was"`        // days for which it had been set
	Confidence float64    `json:"confidence"` // how sure it is that this is told of an occasion, 0 to 1
}

// EntryKind is "occasion".
func (*Occasion) EntryKind() string { return "occasion" }

// SureOccasion is the confidence from which an occasion counts by itself. One below it is a lead: it counts in a follow-up beside a telling that is
// sure, and lists leave it out.
const SureOccasion = 0.5

// What may be told of an occasion.
const (
	Announced = "announced"
	Held      = "held"
	Moved     = "moved"
	Cancelled = "cancelled"
)

// Steps lists what may be told of an occasion.
func Steps() []string { return []string{Announced, Held, Moved, Cancelled} }

// Nugget is words that speak of an act without telling it: "after Monday's strike", "the talks", "since the border was closed". It is no event:
// who acted on whom may be left open, and it counts nowhere as one. Which event it speaks of is for the ledger to find.
type Nugget struct {
	Kind       string     `json:"kind"` // always "nugget"
	ID         ID         `json:"id"`
	Document   DocumentID `json:"document"`
	Span       Span       `json:"span"` // the sentence
	Quote      string     `json:"quote"`
	Trigger    Span       `json:"trigger"` // the word that speaks of the act
	Type       string     `json:"type"`    // one of the 16 types of PLOVER
	Status     Status     `json:"status"`
	Actors     []Actor    `json:"actors"` // as far as the sentence tells them
	Recipients []Actor    `json:"recipients"`
	Time       *When      `json:"time"`
	Place      *Where     `json:"place"`
	Confidence float64    `json:"confidence"` // how likely the word speaks of an act of this type, 0 to 1
}

// EntryKind is "nugget".
func (*Nugget) EntryKind() string { return "nugget" }

// Lead tells whether a fact says nothing by itself: a nugget, or an occasion less sure than [SureOccasion]. It counts in an entry of the ledger beside
// what is sure; lists of what a report tells leave it out.
func Lead(fact Entry) bool {
	switch f := fact.(type) {
	case *Nugget:
		return true
	case *Occasion:
		return f.Confidence < SureOccasion
	}
	return false
}

// Time is one expression of time in the text.
type Time struct {
	Kind      string     `json:"kind"` // always "time"
	Document  DocumentID `json:"document"`
	Span      Span       `json:"span"`
	Text      string     `json:"text"`
	Value     string     `json:"value"` // TIMEX3; intervals as A/B
	From      *string    `json:"from"`
	To        *string    `json:"to"`
	Precision string     `json:"precision"`
	Rule      string     `json:"rule"`
}

// EntryKind is "time".
func (*Time) EntryKind() string { return "time" }

// Place is one name of the text that means a part of the earth, with the words that narrow it. Coordinates are WGS 84
// degrees and null unless the precision is city or better: the middle of a country or province is no pin.
type Place struct {
	Kind      string     `json:"kind"` // always "place"
	Document  DocumentID `json:"document"`
	Span      Span       `json:"span"`
	Text      string     `json:"text"`
	Name      string     `json:"name"`    // the usual English one, or the words where no name is known
	Country   string     `json:"country"` // ISO 3166-1 alpha-3; "" for seas and for regions of several countries
	Admin1    string     `json:"admin1"`  // the first-level division that holds it, "" where not known
	Latitude  *float64   `json:"latitude"`
	Longitude *float64   `json:"longitude"`
	Precision string     `json:"precision"` // landmark, crossing, city, district, province, country, region
	Rule      string     `json:"rule"`      // that decided
}

// EntryKind is "place".
func (*Place) EntryKind() string { return "place" }

// Precisions lists how exact a place may be, the narrowest first.
func Precisions() []string {
	return []string{"landmark", "crossing", "city", "district", "province", "country", "region"}
}

// ActorEntry is one actor of a document with all its mentions.
type ActorEntry struct {
	Kind      string     `json:"kind"` // always "actor"
	ID        ID         `json:"id"`
	Document  DocumentID `json:"document"`
	Name      string     `json:"name"`
	ActorKind string     `json:"actor_kind"`
	Country   string     `json:"country"`
	Sector    string     `json:"sector"`
	Sectors   []string   `json:"sectors,omitempty"`
	Roles     []string   `json:"roles"`
	Mentions  []Span     `json:"mentions"`
	Why       string     `json:"why,omitempty"`
}

// BylineRole is the role of an agency whose text a document prints, as its dateline or byline says: "KABUL (Reuters) -".
const BylineRole = "byline"

// EntryKind is "actor".
func (*ActorEntry) EntryKind() string { return "actor" }

// Dispute joins claims that contradict or confirm each other.
type Dispute struct {
	Kind     string `json:"kind"` // always "dispute"
	ID       ID     `json:"id"`
	Relation string `json:"relation"` // contradicts or confirms
	Claims   []ID   `json:"claims"`
	Sides    [][]ID `json:"sides"`
}

// EntryKind is "dispute".
func (*Dispute) EntryKind() string { return "dispute" }

// Notice is a doubt or a loss that was met while reading a document.
type Notice struct {
	Kind     string     `json:"kind"` // always "notice"
	Document DocumentID `json:"document"`
	Span     *Span      `json:"span"` // null where it concerns the whole document
	Code     string     `json:"code"`
	Message  string     `json:"message"`
}

// EntryKind is "notice".
func (*Notice) EntryKind() string { return "notice" }
