package identity

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

// telling is what one telling of an event is compared by. Features and fields of the record differ in that these are
// digests: only whether they are equal can be asked.
type telling struct {
	act        likeness.Mark // type
	mode       likeness.Mark
	frame      likeness.Mark
	content    likeness.Mark // type of the inner act
	status     uint8         // index in record.Statuses
	actors     likeness.Side
	recipients likeness.Side
	days       likeness.Days // of the event as told
	assumed    likeness.Day  // the first day of the last ones that the report names, where the event has none
	night      bool          // told of a time that two days share
	published  likeness.Day
	place      likeness.Place
	places     []likeness.Mark // names of the places in the quote, sorted
	about                      // what the whole report is about
	figures    []uint64        // value and unit of those in the quote, sorted
	units      []likeness.Mark // what they count, sorted
	words      []likeness.Word // of the quote
	near       []likeness.Word // of these, those near the words that tell the act
	trigger    likeness.Mark   // stem of the words that tell the act
	title      []likeness.Word // of the report
	whom       likeness.Mark   // stem of the word for whom it was done to, where that is a described person or people
	several    bool            // they are more than one
	start, end int             // of the quote
	armed      bool            // who is hurt are fighters; not stored, it serves to take up tellings
	definite   bool            // told as known: "the attack", "Tuesday's attack"
	headline   bool            // told by the title
	resumes    int             // start of the quote of the telling that it takes up or announces, -1 for none
	rivals     int             // events of its type in the report beside it
	nugget     bool            // it is no event but a nugget
	origin     []byte          // origin.Mark in JSON
}

// OriginMark is what the telling shows of where it comes from.
func (t *telling) OriginMark() (m origin.Mark) {
	if json.Unmarshal(t.origin, &m) != nil { // decode has checked it
		return origin.Mark{}
	}
	return m
}

// features makes the features of an event with the facts of its document.
func features(source keep.Source, e *record.Event, facts []record.Entry, of about, mark origin.Mark) (*telling, error) {
	from, err := json.Marshal(mark)
	if err != nil {
		return nil, fmt.Errorf("origin of %s: %w", e.ID, err)
	}
	t := &telling{
		act: likeness.MarkOf(e.Type), mode: likeness.MarkOf(e.Mode), frame: likeness.MarkOf(e.Frame),
		status: uint8(max(slices.Index(record.Statuses(), e.Status), 0)), about: of,
		actors: likeness.SideOf(e.Actors), recipients: likeness.SideOf(e.Recipients),
		days: likeness.DaysOf(e.Time), published: likeness.DayOf(source.Published), place: likeness.WhereOf(e.Place),
		night: likeness.Night(e.Quote),
		words: likeness.Without(likeness.WordsOf(e.Quote), partyWords(e)...), title: likeness.WordsOf(source.Title),
		start: e.Span.Start, end: e.Span.End, origin: from, assumed: likeness.NoDay,
	}
	said, around, definite := trigger(e)
	t.definite, t.headline, t.resumes = definite, mark.Headline, -1
	t.trigger = likeness.MarkOf(likeness.Stem(said))
	t.near = likeness.Without(likeness.WordsOf("- "+around), append(partyWords(e), t.trigger)...)
	t.armed = slices.ContainsFunc(e.Recipients, func(a record.Actor) bool { return a.Sector == "REB" || a.Sector == "UNS" || a.Sector == "CRM" })
	t.whom, t.several = whomOf(e.Recipients)
	if e.Content != nil {
		t.content = likeness.MarkOf(e.Content.Type)
	}
	t.surroundings(e, facts)
	if e.Time != nil && strings.HasPrefix(e.Time.Rule, "offset.") && t.days.Single() && t.published != likeness.NoDay && t.published-t.days.From >= roundDays {
		t.days.From, t.days.To = t.days.From-1, t.days.To+1
	}
	return t, nil
}

// roundDays is from how many days on "ten days earlier" may be a day more or less.
const roundDays = 7

// surroundings takes what stands in the quote beside the act: figures, places, and the day where the act has none and
// the quote has one alone.
func (t *telling) surroundings(e *record.Event, facts []record.Entry) {
	var whens []likeness.Days
	for _, f := range facts {
		switch f := f.(type) {
		case *record.Figure:
			if e.Span.Contains(f.Span) && f.Value >= smallest {
				t.figures = append(t.figures, likeness.FigureOf(f))
				t.units = append(t.units, likeness.MarkOf(f.Unit))
			}
		case *record.Place:
			p := likeness.PlaceOf(f.Name, f.Country, f.Admin1, f.Precision)
			if p.Level >= likeness.Province && e.Span.Contains(f.Span) {
				t.places = append(t.places, p.Name)
			}
		case *record.Time:
			d := likeness.DaysOf(&record.When{From: f.From, To: f.To})
			if d.Single() && e.Span.Contains(f.Span) {
				whens = append(whens, d)
			}
			if d.Single() && t.assumed == likeness.NoDay && d.From <= t.published && t.published-d.From <= newsDays {
				t.assumed = d.From
			}
		}
	}
	slices.Sort(t.figures)
	t.figures = slices.Compact(t.figures)
	t.units, t.places = likeness.Sorted(t.units), likeness.Sorted(t.places)
	if e.Time == nil && len(whens) == 1 {
		t.days = whens[0]
	}
}

// besideBytes is how far before a telling of victims alone the attack is told that they fell to.
const besideBytes = 200

// resume finds what tellings take up that say little by themselves: of those told as known, and of those of who was hurt
// without by whom, the nearest telling before them of the same kind of act that they do not contradict; of the title the
// first such telling behind it. They have its day, place and sides then where they tell none. The tellings stand in the
// order of the text.
func resume(tellings []*telling) {
	for i, t := range tellings {
		t.assume(tellings)
		if t.days != likeness.NoDays {
			continue
		}
		switch {
		case t.headline:
			for _, a := range tellings[i+1:] {
				if !a.nugget && !a.headline && a.start < t.end+leadBytes && t.takes(a) {
					break
				}
			}
		case t.definite && realityOf(t.status) == denied, (t.definite || t.suffered()) && realityOf(t.status) == done:
			for n := i - 1; n >= 0; n-- {
				a := tellings[n]
				if !t.definite && a.end+besideBytes < t.start {
					break
				}
				if !a.nugget && !a.headline && a.end <= t.start && t.takes(a) {
					break
				}
			}
		}
	}
}

// assume takes the day of a telling in the same words as the likely one where the telling has none.
func (t *telling) assume(tellings []*telling) {
	for _, a := range tellings {
		if t.days == likeness.NoDays && a.days.Single() && a.start < t.end && t.start < a.end {
			t.assumed = a.days.From
		}
	}
}

// suffered tells of an attack of which the telling names the victims alone.
func (t *telling) suffered() bool {
	return t.act == likeness.MarkOf(ontology.Assault) && t.actors.Empty() && !t.actors.Vague && !t.armed && t.place.Level <= likeness.Country
}

// takes lets a telling take up another one, if it can.
func (t *telling) takes(a *telling) bool {
	var v vector
	if realityOf(a.status) != realityOf(t.status) && (realityOf(a.status) != done || realityOf(t.status) != denied) || a.act != t.act || !sides(pair{a: a, b: t}, &v) ||
		likeness.MatchOf(a.places, t.places) == likeness.Apart || t.place.Match(a.place) == likeness.Apart {
		return false
	}
	t.resumes = a.start
	t.days = a.days
	if t.place.Level < a.place.Level {
		t.place = a.place
	}
	if t.actors.Empty() {
		t.actors = a.actors
	}
	if t.recipients.Empty() {
		t.recipients = a.recipients
	}
	return true
}

// nearBytes is how far around the words that tell an act others are near them.
const nearBytes = 48

// trigger gives the last of the words that tell the act, the words around them, and whether they are told as known.
func trigger(e *record.Event) (said, around string, definite bool) {
	if e.Trigger == nil || !e.Span.Contains(*e.Trigger) || len(e.Quote) != e.Span.Len() {
		return "", e.Quote, false
	}
	from, to := e.Trigger.Start-e.Span.Start, e.Trigger.End-e.Span.Start
	said = e.Quote[from:to]
	if i := strings.LastIndexByte(said, ' '); i >= 0 {
		said = said[i+1:]
	}
	from, to = max(from-nearBytes, 0), min(to+nearBytes, len(e.Quote))
	for from > 0 && e.Quote[from-1] != ' ' {
		from--
	}
	for to < len(e.Quote) && e.Quote[to] != ' ' {
		to++
	}
	return said, e.Quote[from:to], known(e)
}

// knownWords is how many words may stand between "the" and the noun.
const knownWords = 3

// known tells whether the act is told by a noun that begins as something that was told before: "the deadly attack on",
// "Tuesday's bombing", "this meeting".
func known(e *record.Event) bool {
	if !likeness.Noun(e.Quote[e.Trigger.End-e.Span.Start:]) {
		return false
	}
	words := strings.Fields(e.Quote[:e.Trigger.Start-e.Span.Start])
	for n := len(words) - 1; n >= 0 && n >= len(words)-knownWords; n-- {
		switch w := strings.ToLower(words[n]); {
		case w == "the" || w == "this" || w == "that" || w == "these" || w == "those" || strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s"):
			return true
		case strings.HasSuffix(w, ",") || strings.HasSuffix(w, ";"):
			return false
		}
	}
	return false
}

// whomOf gives the stem of the noun for one recipient who is only described, and whether it stands in the plural: "dozens of
// members of the ruling party", "the president's brother".
func whomOf(side []record.Actor) (likeness.Mark, bool) {
	if len(side) != 1 || side[0].ID != "" || side[0].Name == "" || side[0].Name[0] < 'a' || 'z' < side[0].Name[0] {
		return 0, false
	}
	head := side[0].Name
	for _, cut := range []string{" of ", " in ", " from ", " on ", " at ", " with ", " who "} {
		head, _, _ = strings.Cut(head, cut)
	}
	noun := head[strings.LastIndexByte(head, ' ')+1:]
	several := strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss") || slices.Contains([]string{"people", "men", "women", "children", "police", "personnel"}, noun)
	return likeness.MarkOf(likeness.Stem(noun)), several
}

// partyWords gives the words that name the parties and who says so: they are compared as parties, not as words.
func partyWords(e *record.Event) []likeness.Mark {
	var marks []likeness.Mark
	add := func(actors ...record.Actor) {
		for _, a := range actors {
			if a.Kind == "person" {
				continue
			}
			for _, w := range likeness.WordsOf("- " + a.Text + " " + a.Name) {
				marks = append(marks, w.Stem)
			}
		}
	}
	add(e.Actors...)
	add(e.Recipients...)
	if e.Attribution != nil {
		add(*e.Attribution)
	}
	return marks
}

// version is the first byte of features. Features of another version are made anew before they are compared.
const version = 5

// encode writes features as numbers.
func (t *telling) encode() []byte {
	w := likeness.Writer{}
	w.Number(version)
	for _, m := range []likeness.Mark{t.act, t.mode, t.frame, t.content} {
		w.Number(uint64(m))
	}
	w.Number(uint64(t.status))
	w.Side(t.actors)
	w.Side(t.recipients)
	for _, d := range []likeness.Day{t.days.From, t.days.To, t.assumed, t.published} {
		w.Signed(int64(d))
	}
	w.Place(t.place)
	w.Marks(t.places)
	w.Marks(t.about.places)
	w.Marks(t.cast)
	w.Words(t.theme)
	w.Figures(t.figures)
	w.Marks(t.units)
	w.Words(t.words)
	w.Words(t.near)
	w.Number(uint64(t.trigger))
	w.Words(t.title)
	w.Number(uint64(t.whom))
	w.Truth(t.several)
	w.Number(uint64(t.start))
	w.Number(uint64(t.end))
	w.Truth(t.definite)
	w.Truth(t.headline)
	w.Truth(t.night)
	w.Signed(int64(t.resumes))
	w.Number(uint64(t.rivals))
	w.Truth(t.nugget)
	return append(w.Bytes, t.origin...)
}

// decode reads what encode wrote.
func decode(features []byte) (*telling, error) {
	if len(features) == 0 || features[0] != version {
		return nil, errors.New("features of another version; mark the documents as pending")
	}
	r := likeness.Reader{Bytes: features[1:]}
	t := &telling{}
	for _, m := range []*likeness.Mark{&t.act, &t.mode, &t.frame, &t.content} {
		*m = likeness.Mark(r.Number())
	}
	t.status = uint8(r.Number())
	t.actors, t.recipients = r.Side(), r.Side()
	for _, d := range []*likeness.Day{&t.days.From, &t.days.To, &t.assumed, &t.published} {
		*d = likeness.Day(r.Signed())
	}
	t.place = r.Place()
	t.places = r.Marks()
	t.about = about{places: r.Marks(), cast: r.Marks(), theme: r.Words()}
	t.figures = r.Figures()
	t.units = r.Marks()
	t.words, t.near, t.trigger = r.Words(), r.Words(), likeness.Mark(r.Number())
	t.title = r.Words()
	t.whom, t.several = likeness.Mark(r.Number()), r.Number() > 0
	t.start, t.end = int(r.Number()), int(r.Number())
	t.definite, t.headline, t.night, t.resumes = r.Number() > 0, r.Number() > 0, r.Number() > 0, int(r.Signed())
	t.rivals, t.nugget = int(r.Number()), r.Number() > 0
	t.origin = r.Bytes
	if r.Bad || !json.Valid(t.origin) || int(t.status) >= len(record.Statuses()) {
		return nil, errors.New("damaged features; mark the documents as pending")
	}
	return t, nil
}
