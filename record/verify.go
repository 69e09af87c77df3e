package record

import "fmt"

// Fault is one way in which an entry does not hold against the text it was read from.
type Fault struct {
	Entry   string // kind and id of the entry
	Field   string // the field that is wrong, as in the JSON form
	Message string
}

// String writes the fault on one line.
func (f Fault) String() string { return f.Entry + ": " + f.Field + ": " + f.Message }

// Verify checks an entry against the text of its document and gives every fault: the document's id is not the digest
// of the text, a span is not a range of the text, a quote is not the text of its span, an id is not the digest of the
// entry, a status, stance or precision of a place is not one of the known ones, a place
// has half of its coordinates or some that its precision does not allow. No fault means that each word the entry quotes stands in
// the text where the entry says.
func Verify(entry Entry, text string) []Fault {
	v := verifier{text: text, entry: entry.EntryKind()}
	switch e := entry.(type) {
	case *Document:
		v.entry += " " + string(e.ID)
		v.document(e)
	case *Event:
		v.entry += " " + string(e.ID)
		v.home(e.Document)
		v.event(e)
		v.identity(e, e.ID)
	case *Claim:
		v.entry += " " + string(e.ID)
		v.home(e.Document)
		v.claim(e)
		v.identity(e, e.ID)
	case *Figure:
		v.entry += " " + string(e.ID)
		v.home(e.Document)
		v.quote("quote", e.Span, e.Quote)
		if e.SentenceSpan != nil {
			v.quote("sentence", *e.SentenceSpan, e.Sentence)
		}
		v.actor("source", e.Source)
		v.oneOf("qualifier", e.Qualifier == "" || contains(Qualifiers(), e.Qualifier), string(e.Qualifier))
		v.identity(e, e.ID)
	case *Occasion:
		v.entry += " " + string(e.ID)
		v.home(e.Document)
		v.quote("quote", e.Span, e.Quote)
		v.oneOf("step", contains(Steps(), e.Step), e.Step)
		if e.Time != nil {
			v.maybe("time", e.Time.Span)
		}
		for i, w := range e.Was {
			v.maybe(fmt.Sprintf("was[%d]", i), w.Span)
		}
		v.identity(e, e.ID)
	case *Nugget:
		v.entry += " " + string(e.ID)
		v.home(e.Document)
		v.nugget(e)
		v.identity(e, e.ID)
	case *Time:
		v.home(e.Document)
		v.quote("text", e.Span, e.Text)
	case *Place:
		v.home(e.Document)
		v.quote("text", e.Span, e.Text)
		v.place(e)
	case *ActorEntry:
		v.entry += " " + string(e.ID)
		v.home(e.Document)
		for i, m := range e.Mentions {
			v.span(fmt.Sprintf("mentions[%d]", i), m)
		}
		v.identity(e, e.ID)
	case *Dispute:
		v.entry += " " + string(e.ID)
		v.oneOf("relation", e.Relation == "contradicts" || e.Relation == "confirms", e.Relation)
		v.identity(e, e.ID)
	case *Notice:
		v.entry += " " + e.Code
		v.home(e.Document)
		v.maybe("span", e.Span)
	}
	return v.faults
}

type verifier struct {
	text   string
	entry  string
	faults []Fault
}

func (v *verifier) fault(field, format string, args ...any) {
	v.faults = append(v.faults, Fault{Entry: v.entry, Field: field, Message: fmt.Sprintf(format, args...)})
}

func (v *verifier) document(e *Document) {
	v.home(e.ID)
	if e.Bytes != len(v.text) {
		v.fault("bytes", "says %d, the text has %d", e.Bytes, len(v.text))
	}
	if e.Text != "" && e.Text != v.text {
		v.fault("text", "is not the text of the document")
	}
	v.maybe("headline", e.Headline)
	for i, f := range e.Furniture {
		v.span(fmt.Sprintf("furniture[%d].span", i), f.Span)
	}
	for i, d := range e.Dates {
		v.maybe(fmt.Sprintf("dates[%d].span", i), d.Span)
		if d.Span != nil && d.Span.Check(v.text) == nil && d.Span.Of(v.text) != d.Where {
			v.fault(fmt.Sprintf("dates[%d].where", i), "says %q, the text at %v is %q", d.Where, *d.Span, d.Span.Of(v.text))
		}
	}
}

func (v *verifier) home(id DocumentID) {
	if want := DocumentIDOf(v.text); id != want {
		v.fault("document", "says %s, the text has the id %s", id, want)
	}
}

func (v *verifier) event(e *Event) {
	v.quote("quote", e.Span, e.Quote)
	v.maybe("trigger", e.Trigger)
	v.oneOf("status", contains(Statuses(), e.Status), string(e.Status))
	v.actors("actors", e.Actors)
	v.actors("recipients", e.Recipients)
	v.actor("attribution", e.Attribution)
	if e.Content != nil {
		v.actors("content.actors", e.Content.Actors)
		v.actors("content.recipients", e.Content.Recipients)
	}
	if e.Time != nil && e.Time.Span != nil {
		v.quote("time.text", *e.Time.Span, e.Time.Text)
	}
	if e.Place != nil {
		v.maybe("place.span", e.Place.Span)
	}
}

func (v *verifier) nugget(e *Nugget) {
	v.quote("quote", e.Span, e.Quote)
	v.span("trigger", e.Trigger)
	v.oneOf("status", contains(Statuses(), e.Status), string(e.Status))
	v.actors("actors", e.Actors)
	v.actors("recipients", e.Recipients)
	if e.Time != nil && e.Time.Span != nil {
		v.quote("time.text", *e.Time.Span, e.Time.Text)
	}
	if e.Place != nil {
		v.maybe("place.span", e.Place.Span)
	}
}

func (v *verifier) place(e *Place) {
	v.oneOf("precision", contains(Precisions(), e.Precision), e.Precision)
	switch {
	case (e.Latitude == nil) != (e.Longitude == nil):
		v.fault("latitude", "stands without the longitude, or the longitude without it")
	case e.Latitude != nil && contains([]string{"district", "province", "country", "region"}, e.Precision):
		v.fault("latitude", "a place of the precision %s has no coordinates", e.Precision)
	case e.Latitude != nil && (*e.Latitude < -90 || 90 < *e.Latitude || *e.Longitude < -180 || 180 < *e.Longitude):
		v.fault("latitude", "%g, %g is no point of the earth", *e.Latitude, *e.Longitude)
	}
}

func (v *verifier) claim(e *Claim) {
	v.quote("quote", e.Span, e.Quote)
	v.quote("content", e.ContentSpan, e.Content)
	if e.CueSpan != nil {
		v.quote("cue", *e.CueSpan, e.Cue)
	}
	v.oneOf("stance", contains(Stances(), e.Stance), string(e.Stance))
	v.actor("source", e.Source)
	v.actor("target", e.Target)
	v.actors("via", e.Via)
}

func (v *verifier) actors(field string, actors []Actor) {
	for i := range actors {
		v.actor(fmt.Sprintf("%s[%d]", field, i), &actors[i])
	}
}

func (v *verifier) actor(field string, a *Actor) {
	if a != nil && a.Span != nil {
		v.quote(field+".text", *a.Span, a.Text)
	}
}

func (v *verifier) quote(field string, s Span, quote string) {
	if !v.span(field, s) {
		return
	}
	if got := s.Of(v.text); got != quote {
		v.fault(field, "says %q, the text at %v is %q", quote, s, got)
	}
}

func (v *verifier) maybe(field string, s *Span) {
	if s != nil {
		v.span(field, *s)
	}
}

func (v *verifier) span(field string, s Span) bool {
	if err := s.Check(v.text); err != nil {
		v.fault(field, "%v", err)
		return false
	}
	return true
}

func (v *verifier) oneOf(field string, known bool, value string) {
	if !known {
		v.fault(field, "%q is not a known value", value)
	}
}

func (v *verifier) identity(e Entry, id ID) {
	again, err := Decode(encoded(e))
	if err != nil {
		v.fault("id", "%v", err)
		return
	}
	if err := Identify(again); err != nil {
		v.fault("id", "%v", err)
		return
	}
	if want := IDOf(again); want != id {
		v.fault("id", "says %s, the entry digests to %s", id, want)
	}
}

func encoded(e Entry) []byte {
	b, err := Encode(e)
	if err != nil {
		return nil
	}
	return b
}

func contains[T comparable](all []T, one T) bool {
	for _, x := range all {
		if x == one {
			return true
		}
	}
	return false
}
