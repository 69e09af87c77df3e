package identity

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
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
	published  likeness.Day
	place      likeness.Place
	places     []likeness.Mark // names of the places in the quote, sorted
	about      []likeness.Mark // names of the narrow places in the whole report, sorted
	figures    []uint64        // value and unit of those in the quote, sorted
	units      []likeness.Mark // what they count, sorted
	words      []likeness.Word // of the quote
	near       []likeness.Word // of these, those near the words that tell the act
	trigger    likeness.Mark   // stem of the words that tell the act
	title      []likeness.Word // of the report
	start, end int             // of the quote
	definite   bool            // told as known: "the attack", "Tuesday's attack"
	resumes    int             // start of the quote of the telling that it takes up, -1 for none
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
func features(source keep.Source, e *record.Event, facts []record.Entry, mark origin.Mark) (*telling, error) {
	from, err := json.Marshal(mark)
	if err != nil {
		return nil, fmt.Errorf("origin of %s: %w", e.ID, err)
	}
	t := &telling{
		act: likeness.MarkOf(e.Type), mode: likeness.MarkOf(e.Mode), frame: likeness.MarkOf(e.Frame),
		status: uint8(max(slices.Index(record.Statuses(), e.Status), 0)),
		actors: likeness.SideOf(e.Actors), recipients: likeness.SideOf(e.Recipients),
		days: likeness.DaysOf(e.Time), published: likeness.DayOf(source.Published), place: likeness.WhereOf(e.Place),
		words: likeness.Without(likeness.WordsOf(e.Quote), partyWords(e)...), title: likeness.WordsOf(source.Title),
		start: e.Span.Start, end: e.Span.End, origin: from,
	}
	said, around, definite := trigger(e)
	t.definite, t.resumes = definite, -1
	t.trigger = likeness.MarkOf(likeness.Stem(said))
	t.near = likeness.Without(likeness.WordsOf("- "+around), append(partyWords(e), t.trigger)...)
	if e.Content != nil {
		t.content = likeness.MarkOf(e.Content.Type)
	}
	t.surroundings(e, facts)
	return t, nil
}

// maxAbout is how many places of a report are kept.
const maxAbout = 12

// surroundings takes what stands in the quote beside the act: figures, places, and the day where the act has none and
// the quote has one alone.
func (t *telling) surroundings(e *record.Event, facts []record.Entry) {
	var whens []likeness.Days
	for _, f := range facts {
		switch f := f.(type) {
		case *record.Figure:
			if e.Span.Contains(f.Span) {
				t.figures = append(t.figures, figure(f))
				t.units = append(t.units, likeness.MarkOf(f.Unit))
			}
		case *record.Place:
			p := likeness.PlaceOf(f.Name, f.Country, f.Admin1, f.Precision)
			if p.Level >= likeness.Province && e.Span.Contains(f.Span) {
				t.places = append(t.places, p.Name)
			}
			if p.Level >= likeness.Province && len(t.about) < maxAbout {
				t.about = append(t.about, p.Name)
			}
		case *record.Time:
			if d := likeness.DaysOf(&record.When{From: f.From, To: f.To}); d.Single() && e.Span.Contains(f.Span) {
				whens = append(whens, d)
			}
		}
	}
	slices.Sort(t.figures)
	t.figures = slices.Compact(t.figures)
	t.units, t.places, t.about = likeness.Sorted(t.units), likeness.Sorted(t.places), likeness.Sorted(t.about)
	if e.Time == nil && len(whens) == 1 && soleTime {
		t.days = whens[0]
	}
}

const soleTime = true

// resume finds for tellings of a report that are told as known and say little by themselves what they take up: the
// nearest telling before them of the same kind of act whose sides they do not contradict. They have its day, place and
// sides then where they tell none. The tellings stand in the order of the text.
func (k *Kind) resume(tellings []*telling) {
	for i, t := range tellings {
		if !t.definite || t.days != likeness.NoDays || t.place.Level > likeness.Country || realityOf(t.status) != done {
			continue
		}
		for n := i - 1; n >= 0; n-- {
			a := tellings[n]
			var v vector
			if a.end > t.start || realityOf(a.status) != done || a.act != t.act || !sides(pair{a: a, b: t}, &v) ||
				likeness.MatchOf(a.places, t.places) == likeness.Apart {
				continue
			}
			t.resumes = a.start
			t.days, t.place = a.days, a.place
			if t.actors.Empty() {
				t.actors = a.actors
			}
			if t.recipients.Empty() {
				t.recipients = a.recipients
			}
			break
		}
	}
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

// known tells whether the words that tell the act, or the noun phrase that they end, begin as something that was told
// before.
func known(e *record.Event) bool {
	words := strings.Fields(e.Quote[:e.Trigger.Start-e.Span.Start])
	for n := len(words) - 1; n >= 0 && n >= len(words)-4; n-- {
		w := strings.ToLower(words[n])
		switch {
		case w == "the" || w == "this" || w == "that" || w == "these" || w == "those" || strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s"):
			return true
		case strings.HasSuffix(w, ",") || strings.HasSuffix(w, ";"):
			return false
		}
	}
	return false
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

// figure digests a value with its unit.
func figure(f *record.Figure) uint64 {
	return uint64(likeness.MarkOf(f.Unit)) ^ math.Float64bits(f.Value)
}

// version is the first byte of features. Features of another version are made anew before they are compared.
const version = 1

// encode writes features as numbers.
func (t *telling) encode() []byte {
	w := writer{buf: []byte{version}}
	for _, m := range []likeness.Mark{t.act, t.mode, t.frame, t.content} {
		w.number(uint64(m))
	}
	w.number(uint64(t.status))
	for _, s := range []likeness.Side{t.actors, t.recipients} {
		w.marks(s.States)
		w.marks(s.Groups)
		w.marks(s.Named)
		w.truth(s.Vague)
	}
	for _, d := range []likeness.Day{t.days.From, t.days.To, t.published} {
		w.signed(int64(d))
	}
	for _, m := range []likeness.Mark{t.place.Name, t.place.Admin, t.place.Country, likeness.Mark(t.place.Level)} {
		w.number(uint64(m))
	}
	w.marks(t.places)
	w.marks(t.about)
	w.number(uint64(len(t.figures)))
	for _, f := range t.figures {
		w.number(f)
	}
	w.marks(t.units)
	w.words(t.words)
	w.words(t.near)
	w.number(uint64(t.trigger))
	w.words(t.title)
	w.number(uint64(t.start))
	w.number(uint64(t.end))
	w.truth(t.definite)
	w.signed(int64(t.resumes))
	return append(w.buf, t.origin...)
}

// decode reads what encode wrote.
func decode(features []byte) (*telling, error) {
	if len(features) == 0 || features[0] != version {
		return nil, errors.New("features of another version; mark the documents as pending")
	}
	r := reader{buf: features[1:]}
	t := &telling{}
	for _, m := range []*likeness.Mark{&t.act, &t.mode, &t.frame, &t.content} {
		*m = likeness.Mark(r.number())
	}
	t.status = uint8(r.number())
	for _, s := range []*likeness.Side{&t.actors, &t.recipients} {
		s.States, s.Groups, s.Named, s.Vague = r.marks(), r.marks(), r.marks(), r.number() > 0
	}
	for _, d := range []*likeness.Day{&t.days.From, &t.days.To, &t.published} {
		*d = likeness.Day(r.signed())
	}
	t.place = likeness.Place{
		Name: likeness.Mark(r.number()), Admin: likeness.Mark(r.number()),
		Country: likeness.Mark(r.number()), Level: likeness.Level(r.number()),
	}
	t.places, t.about = r.marks(), r.marks()
	t.figures = make([]uint64, r.length())
	for i := range t.figures {
		t.figures[i] = r.number()
	}
	t.units = r.marks()
	t.words, t.near, t.trigger = r.words(), r.words(), likeness.Mark(r.number())
	t.title = r.words()
	t.start, t.end = int(r.number()), int(r.number())
	t.definite, t.resumes = r.number() > 0, int(r.signed())
	t.origin = r.buf
	if r.bad || !json.Valid(t.origin) || int(t.status) >= len(record.Statuses()) {
		return nil, errors.New("damaged features; mark the documents as pending")
	}
	return t, nil
}

type writer struct{ buf []byte }

func (w *writer) number(n uint64) { w.buf = binary.AppendUvarint(w.buf, n) }
func (w *writer) signed(n int64)  { w.buf = binary.AppendVarint(w.buf, n) }

func (w *writer) truth(b bool) {
	n := uint64(0)
	if b {
		n = 1
	}
	w.number(n)
}

func (w *writer) marks(marks []likeness.Mark) {
	w.number(uint64(len(marks)))
	for _, m := range marks {
		w.number(uint64(m))
	}
}

func (w *writer) words(words []likeness.Word) {
	w.number(uint64(len(words)))
	for _, x := range words {
		w.number(uint64(x.Stem))
		w.number(uint64(x.Weight))
	}
}

type reader struct {
	buf []byte
	bad bool
}

func (r *reader) number() uint64 {
	n, size := binary.Uvarint(r.buf)
	if size <= 0 {
		r.bad, r.buf = true, nil
		return 0
	}
	r.buf = r.buf[size:]
	return n
}

func (r *reader) signed() int64 {
	n, size := binary.Varint(r.buf)
	if size <= 0 {
		r.bad, r.buf = true, nil
		return 0
	}
	r.buf = r.buf[size:]
	return n
}

// length reads the length of a list, of which every element takes a byte at least.
func (r *reader) length() int {
	n := r.number()
	if n > uint64(len(r.buf)) {
		r.bad, r.buf = true, nil
		return 0
	}
	return int(n)
}

func (r *reader) marks() []likeness.Mark {
	n := r.length()
	if n == 0 {
		return nil
	}
	marks := make([]likeness.Mark, n)
	for i := range marks {
		marks[i] = likeness.Mark(r.number())
	}
	return marks
}

func (r *reader) words() []likeness.Word {
	n := r.length()
	if n == 0 {
		return nil
	}
	words := make([]likeness.Word, n)
	for i := range words {
		words[i] = likeness.Word{Stem: likeness.Mark(r.number()), Weight: uint8(r.number())}
	}
	return words
}

// heaviest gives the n words that tell most, the heaviest first.
func heaviest(words []likeness.Word, n int) []likeness.Mark {
	sorted := slices.Clone(words)
	slices.SortFunc(sorted, func(a, b likeness.Word) int {
		return cmp.Or(-cmp.Compare(a.Weight, b.Weight), cmp.Compare(a.Stem, b.Stem))
	})
	var marks []likeness.Mark
	for _, w := range sorted[:min(n, len(sorted))] {
		marks = append(marks, w.Stem)
	}
	return marks
}
