package record

import "strings"

// The entries of this file are the ledger's: what holds across reports. Each is derived from facts of single reports,
// which it names by their ids, and from nothing else: the same facts give the same entries in whatever order the reports
// were added.

// LedgerKinds lists the kinds of the ledger's entries in the order in which they are written.
func LedgerKinds() []string {
	return []string{"joined", "joined-claim", "contest", "series", "follow-up", "story", "tombstone"}
}

// Joined is one event as several reports tell it. Its id is that of its earliest telling: a merge takes the id of the
// earlier event, a split keeps it with the part that holds that telling.
type Joined struct {
	Kind        string    `json:"kind"` // always "joined"
	ID          ID        `json:"id"`
	Type        string    `json:"type"`
	Mode        string    `json:"mode"`
	CAMEO       string    `json:"cameo"`
	Strict      string    `json:"strict"`
	Quad        int       `json:"quad"` // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
	Contexts    []string  `json:"contexts"`
	Status      Status    `json:"status"`
	Score       float64   `json:"score"`
	Actors      []Actor   `json:"actors"` // without Text and Span: the tellings have them
	Recipients  []Actor   `json:"recipients"`
	Time        *When     `json:"time"` // without Span
	Place       *Where    `json:"place"`
	Content     *Content  `json:"content,omitempty"`
	Attribution *Actor    `json:"attribution"` // who says so, where no origin tells it in its own name
	Fields      []Field   `json:"fields"`      // every field whose tellings differ, with all values
	Tellings    []Telling `json:"tellings"`    // in the order of publication
	Support     Backing   `json:"support"`
	Confidence  float64   `json:"confidence"`

	Retold []Retelling `json:"retold,omitempty"` // nuggets that speak of it, in the order of publication; nothing else rests on them
}

// Retelling is words of a report that speak of an event without telling it.
type Retelling struct {
	ID        ID         `json:"id"` // of the nugget
	Document  DocumentID `json:"document"`
	Published string     `json:"published"`
	Publisher string     `json:"publisher,omitempty"`
}

// EntryKind is "joined".
func (*Joined) EntryKind() string { return "joined" }

// Backing counts on what an entry of the ledger stands.
type Backing struct {
	Origins int    `json:"origins"` // independent ones: copies, agency texts and reports that cite another one are not
	Reports int    `json:"reports"` // documents, copies included
	Outlets int    `json:"outlets"` // publishers with a name
	First   string `json:"first"`   // earliest and latest date of publication, "" when unknown
	Last    string `json:"last"`
}

// Telling is one fact of one report that an entry of the ledger rests on.
type Telling struct {
	ID        ID         `json:"id"` // of the event, claim, figure or occasion
	Document  DocumentID `json:"document"`
	Published string     `json:"published"`
	Publisher string     `json:"publisher,omitempty"`
	Origin    int        `json:"origin"`        // tellings of one origin have one number, from 1 in the order of publication
	Via       string     `json:"via,omitempty"` // outlet or agency that it cites
}

// Field is a field of a joined entry with every value that a telling gives it.
type Field struct {
	Name   string  `json:"name"`   // type, mode, status, actors, recipients, time, place, ...
	Values []Value `json:"values"` // the one that was taken first
}

// Value is one value of a field and who gives it.
type Value struct {
	Value    string   `json:"value"`
	Origins  int      `json:"origins"`
	Tellings []ID     `json:"tellings"`
	Says     []string `json:"says,omitempty"` // names of the sources that the tellings are attributed to
}

// JoinedClaim is what one source says on one occasion, as several reports tell it. Its id is that of its earliest
// telling.
type JoinedClaim struct {
	Kind     string    `json:"kind"` // always "joined-claim"
	ID       ID        `json:"id"`
	Source   *Actor    `json:"source"`
	Stance   Stance    `json:"stance"`
	Content  string    `json:"content"` // of the telling that says most
	Target   *Actor    `json:"target"`
	Tellings []Telling `json:"tellings"`
	Support  Backing   `json:"support"`
}

// EntryKind is "joined-claim".
func (*JoinedClaim) EntryKind() string { return "joined-claim" }

// Contest is a dispute across reports: sides that contradict each other, or sources that confirm each other, on one
// matter.
type Contest struct {
	Kind     string  `json:"kind"` // always "contest"
	ID       ID      `json:"id"`
	Relation string  `json:"relation"` // contradicts or confirms
	Matter   string  `json:"matter"`   // occurrence, agent, figure, place, time or quotation
	Title    string  `json:"title"`    // the matter in words, made of words of the tellings
	Status   string  `json:"status"`   // open or settled
	Settled  string  `json:"settled"`  // why: withdrawn, conceded, same figure; "" while open
	Opened   string  `json:"opened"`   // date of publication of the first telling of the second side
	Sides    []Party `json:"sides"`
	Moves    []Move  `json:"moves"` // who changed what they say, in order
}

// EntryKind is "contest".
func (*Contest) EntryKind() string { return "contest" }

// Party is one side of a contest.
type Party struct {
	Who      string    `json:"who"` // the source that speaks, or the outlets
	Says     string    `json:"says"`
	Denies   bool      `json:"denies,omitempty"` // what it says is a denial of these words
	Value    *float64  `json:"value"`            // of figures, the latest
	Tellings []Telling `json:"tellings"`
	Support  Backing   `json:"support"`
}

// Move is a change of what one source says.
type Move struct {
	Who  string `json:"who"`
	Date string `json:"date"` // of publication
	From string `json:"from"`
	To   string `json:"to"`
	Fact ID     `json:"fact"` // the telling that shows it
}

// Series is one quantity over time: the figures that reports state of it.
type Series struct {
	Kind    string   `json:"kind"` // always "series"
	ID      ID       `json:"id"`
	Key     string   `json:"key"` // what, of whom, where
	What    string   `json:"what"`
	Unit    string   `json:"unit"`
	Place   string   `json:"place"`
	Points  []Point  `json:"points"` // in the order of their days
	Low     *float64 `json:"low"`    // of the latest day
	High    *float64 `json:"high"`
	Support Backing  `json:"support"`
}

// EntryKind is "series".
func (*Series) EntryKind() string { return "series" }

// Point is the state of a series on a day: every value stated for it, never an average.
type Point struct {
	Day    string   `json:"day"`
	Low    float64  `json:"low"`
	High   float64  `json:"high"`
	Stated []Stated `json:"stated"`
}

// Stated is one value of a series with who states it.
type Stated struct {
	Value     float64   `json:"value"`
	ValueMax  *float64  `json:"value_max"`
	Qualifier Qualifier `json:"qualifier"`
	Who       string    `json:"who"`
	Sector    string    `json:"sector,omitempty"` // of who states it, see Actor
	Tellings  []Telling `json:"tellings"`
	Origins   int       `json:"origins"`
}

// FollowUp is something announced, promised or demanded, and what became of it.
type FollowUp struct {
	Kind    string      `json:"kind"` // always "follow-up"
	ID      ID          `json:"id"`
	Of      string      `json:"of"`      // meeting, promise or demand
	Title   string      `json:"title"`   // in words
	Actors  []Actor     `json:"actors"`  // who meets, promises or demands
	Others  []Actor     `json:"others"`  // of whom it is demanded, to whom it is promised
	Due     *When       `json:"due"`     // the date it is planned for, as last announced
	Place   *Where      `json:"place"`   //
	Outcome string      `json:"outcome"` // open, held, moved, cancelled, not seen, met, refused
	Decided string      `json:"decided"` // the day of the outcome, "" while open
	History []Milestone `json:"history"` // what was told of it, in the order of publication
	Support Backing     `json:"support"`
}

// EntryKind is "follow-up".
func (*FollowUp) EntryKind() string { return "follow-up" }

// Milestone is a step of a follow-up.
type Milestone struct {
	Step    string  `json:"step"` // announced, confirmed, moved, cancelled, held, met, refused
	Due     *When   `json:"due"`
	Telling Telling `json:"telling"`
}

// Story is a running story: the reports that belong together over days.
type Story struct {
	Kind      string       `json:"kind"` // always "story"
	ID        ID           `json:"id"`
	Title     string       `json:"title"`
	Documents []DocumentID `json:"documents"` // in the order of publication
	Names     []string     `json:"names"`     // actors and places that mark it
	Support   Backing      `json:"support"`
}

// EntryKind is "story".
func (*Story) EntryKind() string { return "story" }

// Tombstone answers for an id of the ledger that is no longer in use.
type Tombstone struct {
	Kind       string `json:"kind"` // always "tombstone"
	ID         ID     `json:"id"`
	ReplacedBy []ID   `json:"replaced_by"` // none where it was withdrawn
	Cause      string `json:"cause"`       // merged, split, earlier telling, withdrawn
}

// EntryKind is "tombstone".
func (*Tombstone) EntryKind() string { return "tombstone" }

// filledLedger is filled for the entries of the ledger.
func filledLedger(entry Entry) Entry {
	switch e := entry.(type) {
	case *Joined:
		c := *e
		c.Kind, c.Contexts, c.Actors, c.Recipients = c.EntryKind(), list(c.Contexts), list(c.Actors), list(c.Recipients)
		c.Fields, c.Tellings = list(c.Fields), list(c.Tellings)
		if c.Content != nil {
			inner := *c.Content
			inner.Actors, inner.Recipients = list(inner.Actors), list(inner.Recipients)
			c.Content = &inner
		}
		return &c
	case *JoinedClaim:
		c := *e
		c.Kind, c.Tellings = c.EntryKind(), list(c.Tellings)
		return &c
	case *Contest:
		c := *e
		c.Kind, c.Sides, c.Moves = c.EntryKind(), list(c.Sides), list(c.Moves)
		return &c
	case *Series:
		c := *e
		c.Kind, c.Points = c.EntryKind(), list(c.Points)
		return &c
	case *FollowUp:
		c := *e
		c.Kind, c.Actors, c.Others, c.History = c.EntryKind(), list(c.Actors), list(c.Others), list(c.History)
		return &c
	case *Story:
		c := *e
		c.Kind, c.Documents, c.Names = c.EntryKind(), list(c.Documents), list(c.Names)
		return &c
	case *Tombstone:
		c := *e
		c.Kind, c.ReplacedBy = c.EntryKind(), list(c.ReplacedBy)
		return &c
	}
	return entry
}

// IdentifyAs gives the id of the kind with this letter that has the characters of another one: an entry
// of the ledger is named after the earliest fact that it stands on.
func IdentifyAs(letter string, fact ID) ID {
	s := string(fact)
	if i := strings.IndexByte(s, '_'); i >= 0 {
		s = s[i+1:]
	}
	return ID(letter + "_" + s)
}
