package follow

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/record"
)

// sureOccasion is how sure an occasion must be to say what is told of a meeting that an event tells as well.
const sureOccasion = 0.7

// occasion gives what is told of an occasion. Where an event of the sentence tells of a meeting, its telling is set right by it, and the
// occasion itself gives none.
func (r *report) occasion(o *record.Occasion, before []*telling) *telling {
	span, quote := r.partOf(o), o.Quote
	if span != o.Span {
		quote = quote[span.Start-o.Span.Start : span.End-o.Span.Start]
	}
	t := r.common(&record.Event{Span: span, Quote: quote}, nil)
	t.Of, t.Type, t.Occasion, t.Sure = meeting, consult, true, int(100*o.Confidence+0.5)
	r.stepOf(t, o)
	var other *telling
	for _, m := range before {
		if m == nil || m.Of != meeting || m.Implied || m.Occasion || r.settled[m] || !(record.Span{Start: m.At, End: m.End}).Overlaps(o.Span) {
			continue
		}
		if m.Step == t.Step && (other == nil || other.Step != t.Step) || other == nil {
			other = m
		}
	}
	switch {
	case other == nil:
		return t
	case t.likely():
		return nil
	case other.Step == t.Step && (!other.known() || !t.known() || other.sameDays(t)):
		if !other.known() {
			other.Due, other.New, other.Dates = t.Due, t.New, t.Dates
		}
	case o.Confidence >= sureOccasion:
		other.Step, other.PutOff, other.Due, other.New, other.Dates = t.Step, t.PutOff, t.Due, t.New, t.Dates
	}
	r.settled[other] = true
	return nil
}

// likely tells whether a telling is of an occasion that is no more than likely: it says something of a meeting of which another tells.
func (t *telling) likely() bool { return t.Occasion && t.Sure < 100*record.SureOccasion }

// partOf gives the part of the sentence of an occasion that is its own, where others are told in the sentence too: from the last sign of a new clause
// behind the time of the one before it, up to that of the next one. A part of few words is told with the sentence.
func (r *report) partOf(o *record.Occasion) record.Span {
	at := o.Time
	if at == nil && len(o.Was) > 0 {
		at = &o.Was[0]
	}
	if at == nil || at.Span == nil || !o.Span.Contains(*at.Span) || len(o.Quote) != o.Span.Len() {
		return o.Span
	}
	part := o.Span
	for _, f := range r.facts {
		other, ok := f.(*record.Occasion)
		if !ok || other == o || other.Span != o.Span || other.Time == nil || other.Time.Span == nil || !o.Span.Contains(*other.Time.Span) {
			continue
		}
		switch x := *other.Time.Span; {
		case x.End <= at.Span.Start:
			if i := border(o.Quote[x.End-o.Span.Start : at.Span.Start-o.Span.Start]); i >= 0 {
				part.Start = max(part.Start, x.End+i)
			}
		case at.Span.End <= x.Start:
			if i := border(o.Quote[at.Span.End-o.Span.Start : x.Start-o.Span.Start]); i >= 0 {
				part.End = min(part.End, at.Span.End+i)
			}
		}
	}
	if len(split(o.Quote[part.Start-o.Span.Start:part.End-o.Span.Start])) < fewWords {
		return o.Span
	}
	return part
}

// fewWords is how many words a part of a sentence has at least that can tell by itself what it is about.
const fewWords = 7

// border gives where the last clause of some words begins that stand between two times; -1 where they are of one clause.
func border(between string) int {
	found := -1
	for _, mark := range []string{", ", "; ", " and ", " but ", " while "} {
		if i := strings.LastIndex(between, mark); i >= 0 {
			found = max(found, i+len(mark))
		}
	}
	return found
}

// known tells whether a telling names a day of the meeting.
func (t *telling) known() bool { return t.Due.known() || t.New.known() || len(t.Dates) > 0 }

// sameDays tells whether two tellings of one step name the same days.
func (t *telling) sameDays(o *telling) bool {
	return t.Due.near(o.Due) || t.New.near(o.New) || shares(t.Dates, o.Dates)
}

// stepOf sets the step and the days of a telling as its occasion has them.
func (r *report) stepOf(t *telling, o *record.Occasion) {
	on := dated(o.Time)
	switch o.Step {
	case record.Announced:
		t.Step, t.Due = plans, on
		if on.narrow() {
			t.Due = r.coming(on)
		}
	case record.Held:
		t.Step, t.Due = holds, on
	case record.Moved, record.Cancelled:
		t.Step = cancels
		if o.Step == record.Moved {
			t.Step = moves
			if t.New = on; on.known() && r.behind(classUntil, o) {
				t.New = r.coming(on)
			}
		}
		for i := range o.Was {
			was := dated(&o.Was[i])
			switch {
			case was.narrow():
				t.Dates = append(t.Dates, was.From)
				if was.To != was.From {
					t.Dates = append(t.Dates, was.To)
				}
			case was.known() && !t.Due.known():
				t.Due = was
			}
		}
		t.settle()
	}
}

// behind tells whether the day of an occasion stands behind a word of a class: "put off to Thursday".
func (r *report) behind(class string, o *record.Occasion) bool {
	if o.Time == nil || o.Time.Span == nil || !o.Span.Contains(*o.Time.Span) || len(o.Quote) != o.Span.Len() {
		return false
	}
	return r.words.ends(class, split(o.Quote[:o.Time.Span.Start-o.Span.Start]))
}

// How many bytes before and behind the words of a telling are looked at, and how many words are kept of them.
const (
	nearBefore = 300
	nearBehind = 120
	nearMost   = 12
)

// nearWords gives the names and words of weight around a telling of a meeting and those of the headline, its own apart.
func nearWords(t *telling, title, text string) []likeness.Mark {
	if t.Of != meeting || t.At > len(text) || t.End > len(text) || t.End < t.At {
		return nil
	}
	from, to := max(0, t.At-nearBefore), min(len(text), t.End+nearBehind)
	for from < t.At && text[from] != ' ' && text[from] != '\n' {
		from++
	}
	for to > t.End && to < len(text) && text[to] != ' ' && text[to] != '\n' {
		to--
	}
	words := likeness.WordsOf(text[from:t.At] + " . " + text[t.End:to] + " . " + title)
	words = slices.DeleteFunc(words, func(w likeness.Word) bool {
		return w.Weight < likeness.FullWeight || slices.Contains(t.Names, w.Stem) || slices.Contains(t.Words, w.Stem)
	})
	return likeness.Sorted(likeness.Heaviest(words, nearMost))
}
