package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Entry is any object of the JSON Lines form: *Document, *Event, *Claim, *Figure, *Occasion, *Nugget, *Time, *Place, *ActorEntry, *Dispute,
// *Notice, or one of the ledger's: *Joined, *JoinedClaim, *Contest, *Series, *FollowUp, *Story or *Tombstone.
type Entry interface {
	// EntryKind is the value of the object's "kind".
	EntryKind() string
}

var (
	_ Entry = (*Document)(nil)
	_ Entry = (*Event)(nil)
	_ Entry = (*Claim)(nil)
	_ Entry = (*Figure)(nil)
	_ Entry = (*Occasion)(nil)
	_ Entry = (*Nugget)(nil)
	_ Entry = (*Time)(nil)
	_ Entry = (*Place)(nil)
	_ Entry = (*ActorEntry)(nil)
	_ Entry = (*Dispute)(nil)
	_ Entry = (*Notice)(nil)
	_ Entry = (*Joined)(nil)
	_ Entry = (*JoinedClaim)(nil)
	_ Entry = (*Contest)(nil)
	_ Entry = (*Series)(nil)
	_ Entry = (*FollowUp)(nil)
	_ Entry = (*Story)(nil)
	_ Entry = (*Tombstone)(nil)
)

// ErrUnknownKind is wrapped by the error of [Decode] when the object is of a kind this version does not know. Readers
// that must go on may skip such a line: later versions only ever add.
var ErrUnknownKind = errors.New("unknown kind of entry")

// MaxLine is the length in bytes of the longest line that [Reader] accepts.
const MaxLine = 256 << 20

// Kinds lists the kinds of entries in the order in which one document's entries are written.
func Kinds() []string {
	return []string{"document", "event", "claim", "figure", "occasion", "nugget", "time", "place", "actor", "dispute", "notice"}
}

func blank(kind string) (Entry, error) {
	switch kind {
	case "document":
		return new(Document), nil
	case "event":
		return new(Event), nil
	case "claim":
		return new(Claim), nil
	case "figure":
		return new(Figure), nil
	case "occasion":
		return new(Occasion), nil
	case "nugget":
		return new(Nugget), nil
	case "time":
		return new(Time), nil
	case "place":
		return new(Place), nil
	case "actor":
		return new(ActorEntry), nil
	case "dispute":
		return new(Dispute), nil
	case "notice":
		return new(Notice), nil
	case "joined":
		return new(Joined), nil
	case "joined-claim":
		return new(JoinedClaim), nil
	case "contest":
		return new(Contest), nil
	case "series":
		return new(Series), nil
	case "follow-up":
		return new(FollowUp), nil
	case "story":
		return new(Story), nil
	case "tombstone":
		return new(Tombstone), nil
	}
	return nil, fmt.Errorf("%w %q", ErrUnknownKind, kind)
}

// Decode reads one object. Unknown keys are passed over, an unknown kind is [ErrUnknownKind].
func Decode(line []byte) (Entry, error) {
	var head struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(line, &head); err != nil {
		return nil, fmt.Errorf("entry: %w", err)
	}
	entry, err := blank(head.Kind)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(line, entry); err != nil {
		return nil, fmt.Errorf("entry of kind %s: %w", head.Kind, err)
	}
	return entry, nil
}

// Encode gives the one form in which an entry is written: a JSON object on a line without the line's end. Lists that
// hold nothing are [], not null; the characters < > & stand as they are.
func Encode(entry Entry) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(filled(entry)); err != nil {
		return nil, fmt.Errorf("write %s: %w", entry.EntryKind(), err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// filled gives a shallow copy of the entry with its kind set and every list present.
func filled(entry Entry) Entry {
	switch e := entry.(type) {
	case *Document:
		c := *e
		c.Kind, c.Dates, c.Furniture = c.EntryKind(), list(c.Dates), list(c.Furniture)
		return &c
	case *Event:
		c := *e
		c.Kind, c.Contexts, c.Actors, c.Recipients = c.EntryKind(), list(c.Contexts), list(c.Actors), list(c.Recipients)
		if c.Content != nil {
			inner := *c.Content
			inner.Actors, inner.Recipients = list(inner.Actors), list(inner.Recipients)
			c.Content = &inner
		}
		return &c
	case *Claim:
		c := *e
		c.Kind, c.Via = c.EntryKind(), list(c.Via)
		return &c
	case *Figure:
		c := *e
		c.Kind = c.EntryKind()
		return &c
	case *Occasion:
		c := *e
		c.Kind, c.Was = c.EntryKind(), list(c.Was)
		return &c
	case *Nugget:
		c := *e
		c.Kind, c.Actors, c.Recipients = c.EntryKind(), list(c.Actors), list(c.Recipients)
		return &c
	case *Time:
		c := *e
		c.Kind = c.EntryKind()
		return &c
	case *Place:
		c := *e
		c.Kind = c.EntryKind()
		return &c
	case *ActorEntry:
		c := *e
		c.Kind, c.Roles, c.Mentions = c.EntryKind(), list(c.Roles), list(c.Mentions)
		return &c
	case *Dispute:
		c := *e
		c.Kind, c.Claims, c.Sides = c.EntryKind(), list(c.Claims), list(c.Sides)
		return &c
	case *Notice:
		c := *e
		c.Kind = c.EntryKind()
		return &c
	}
	return filledLedger(entry)
}

func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// Identify sets the id of an event, claim, figure, occasion, nugget, actor or dispute; for other kinds it does nothing. An event is named
// after the words that evoke it and who does what to whom in them; a claim after its words, its source and its stance; a
// figure after its words, value and unit; an occasion after its words, what is told of it and where its day stands; a
// nugget after the word that speaks of the act. What else is read of them (day, place, confidence, ...) may be read better by a later version:
// they keep their names then. Actors and disputes are named after all that they say.
func Identify(entry Entry) (err error) {
	switch e := entry.(type) {
	case *Event:
		e.ID, err = identify("e", eventName(e))
	case *Claim:
		e.ID, err = identify("c", struct {
			Document      DocumentID
			Cue           *Span
			Span, Content Span
			Stance        Stance
			Source        string
		}{e.Document, e.CueSpan, e.Span, e.ContentSpan, e.Stance, sourceName(e.Source)})
	case *Figure:
		e.ID, err = identify("f", struct {
			Document DocumentID
			Span     Span
			Value    float64
			Max      *float64
			Unit     string
			What     string
		}{e.Document, e.Span, e.Value, e.ValueMax, e.Unit, e.What})
	case *Occasion:
		e.ID, err = identify("o", struct {
			Document DocumentID
			Span     Span
			Step     string
			Time     *Span
		}{e.Document, e.Span, e.Step, e.day()})
	case *Nugget:
		e.ID, err = identify("g", struct {
			Document      DocumentID
			Span, Trigger Span
			Type          string
		}{e.Document, e.Span, e.Trigger, e.Type})
	case *ActorEntry:
		e.ID = ""
		e.ID, err = identify("a", filled(e))
	case *Dispute:
		e.ID = ""
		e.ID, err = identify("x", filled(e))
	}
	return err
}

// day gives where the day of an occasion stands, the first that is told; nil for none.
func (e *Occasion) day() *Span {
	if e.Time != nil {
		return e.Time.Span
	}
	if len(e.Was) > 0 {
		return e.Was[0].Span
	}
	return nil
}

// eventName is what the id of an event is a digest of.
func eventName(e *Event) any {
	name := struct {
		Document           DocumentID
		Span               Span
		Trigger            *Span
		Type, Status       string
		Actors, Recipients []string
		Content            string
		Attribution        string
	}{
		Document: e.Document, Span: e.Span, Trigger: e.Trigger, Type: e.Type, Status: string(e.Status),
		Actors: sideNames(e.Actors), Recipients: sideNames(e.Recipients), Attribution: sideName(e.Attribution),
	}
	if e.Content != nil {
		name.Content = e.Content.Type
	}
	return name
}

func sideNames(side []Actor) []string {
	names := make([]string, len(side))
	for i := range side {
		names[i] = sideName(&side[i])
	}
	return names
}

// sideName names an actor by the words that do, so that a better reading of them changes no id.
func sideName(a *Actor) string {
	if a == nil {
		return ""
	}
	return a.Text
}

// sourceName names a source apart from another one of the same words: "both said" has two.
func sourceName(a *Actor) string {
	if a == nil {
		return ""
	}
	return a.Text + "\n" + a.Name
}

// Writer writes entries as JSON Lines.
type Writer struct{ w io.Writer }

// NewWriter gives a writer of JSON Lines to w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Write writes one entry and the end of its line.
func (w *Writer) Write(entry Entry) error {
	b, err := Encode(entry)
	if err != nil {
		return err
	}
	_, err = w.w.Write(append(b, '\n'))
	return err
}

// Reader reads entries from JSON Lines. Blank lines are passed over.
type Reader struct {
	s    *bufio.Scanner
	line int
}

// NewReader gives a reader of JSON Lines from r.
func NewReader(r io.Reader) *Reader {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 0, 64<<10), MaxLine)
	return &Reader{s: s}
}

// Read gives the next entry, io.EOF after the last, or an error that names the line. After an error of one line the
// next call goes on with the line behind it.
func (r *Reader) Read() (Entry, error) {
	for r.s.Scan() {
		r.line++
		line := bytes.TrimSpace(r.s.Bytes())
		if len(line) == 0 {
			continue
		}
		entry, err := Decode(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", r.line, err)
		}
		return entry, nil
	}
	if err := r.s.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", r.line+1, err)
	}
	return nil, io.EOF
}

// IDOf gives the id of an event, claim, figure, occasion, nugget, actor or dispute; "" for other kinds.
func IDOf(e Entry) ID {
	switch e := e.(type) {
	case *Event:
		return e.ID
	case *Claim:
		return e.ID
	case *Figure:
		return e.ID
	case *Occasion:
		return e.ID
	case *Nugget:
		return e.ID
	case *ActorEntry:
		return e.ID
	case *Dispute:
		return e.ID
	}
	return ""
}

// WordsOf gives the words that an event, claim, figure, occasion or nugget stands on, and where they stand; nothing for other kinds.
func WordsOf(e Entry) (string, Span) {
	switch e := e.(type) {
	case *Event:
		return e.Quote, e.Span
	case *Claim:
		return e.Quote, e.Span
	case *Figure:
		return e.Quote, e.Span
	case *Occasion:
		return e.Quote, e.Span
	case *Nugget:
		return e.Quote, e.Span
	}
	return "", Span{}
}
