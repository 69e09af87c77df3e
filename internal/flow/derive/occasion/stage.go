// Package occasion reads what is told of occasions: of meetings, journeys, votes, hearings, signings and whatever else has a day set for it, by
// whomever, that it is announced, was held, moved or called off.
//
// Every expression of time is looked at, and every sentence without one. A linear model over hashed features of the words around it tells what it
// does for an occasion; it is learnt from threads of reports of our own in which the plans and what became of them are marked
// (testdata/ledger/threads). Every time that does
// something makes an occasion of its own; those of one cancellation make one, and the days that had been set before go with that of the sentence which they stand beside.
package occasion

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/chancery-project/chancery/internal/language/learnt"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Stage reads the occasions of documents; it needs trees and times, and gives the layer occasions. It is safe for concurrent use.
type Stage struct{ model *learnt.Model }

// New makes the stage.
func New() (*Stage, error) {
	m, err := openModel()
	if err != nil {
		return nil, err
	}
	return &Stage{m}, nil
}

// With makes the stage with another model, of [Classes] over the features of [Spots].
func With(m *learnt.Model) *Stage { return &Stage{m} }

// Apply writes doc.Facts.Occasions in the order of the text. It gives no notices; its error says that the trees that it needs are not there.
func (s *Stage) Apply(_ context.Context, doc *text.Document) ([]notice.Notice, error) {
	if len(doc.Tokens) > 0 && (doc.Trees == nil || doc.Trees.Len() != len(doc.Tokens)) {
		return nil, errors.New("find occasions: the words of the document have no trees yet: run the stage syntax first")
	}
	doc.Facts.Occasions = []*record.Occasion{}
	var told []telling
	var likely telling // of a sentence of which nothing is sure
	spots := Spots(doc)
	for i := range spots {
		spot := &spots[i]
		all := s.model.All(spot.Features)
		best := 1 + slices.Index(all[1:], slices.Max(all[1:]))
		switch t := (telling{spot, Classes[best], all[best], all[slices.Index(Classes, Set)]}); {
		case t.sure >= leastSure && t.sure > all[0]:
			told = append(told, t)
		case 1-all[0] >= leastLikely && t.step != Set && t.sure > likely.sure:
			likely = t
		}
		if i+1 < len(spots) && spots[i+1].Sentence == spot.Sentence {
			continue
		}
		if len(told) == 0 && likely.Spot != nil {
			told = append(told, likely)
		}
		if len(told) > 0 {
			setOne(told)
			if err := write(doc, told); err != nil {
				return nil, err
			}
		}
		told, likely = told[:0], telling{}
	}
	return nil, nil
}

// telling is a time, or a sentence without one, with what it does for an occasion.
type telling struct {
	*Spot
	step string
	sure float64
	set  float64 // how likely it is the day that had been set
}

// setOne takes one of two days of a sentence to which something was moved for the day that had been set.
func setOne(told []telling) {
	likeliest, moved := -1, 0
	for i := range told {
		switch {
		case told[i].step == Set:
			return
		case told[i].step == record.Moved && told[i].Time != nil:
			moved++
			if likeliest < 0 || told[i].set > told[likeliest].set {
				likeliest = i
			}
		}
	}
	if moved > 1 {
		told[likeliest].step = Set
	}
}

// write adds the occasions of a sentence.
func write(doc *text.Document, told []telling) error {
	sentence := doc.SentenceSpan(told[0].Sentence)
	for _, part := range parts(told) {
		o := &record.Occasion{Document: doc.ID}
		o.Quote, o.Span = doc.Quote(sentence)
		for _, t := range part {
			if t.step != Set {
				o.Step = t.step
			}
			o.Confidence = max(o.Confidence, math.Round(t.sure*100)/100)
			if t.Time == nil {
				continue
			}
			span := t.Time.Span
			w := record.When{From: t.Time.From, To: t.Time.To, Precision: t.Time.Precision, Text: t.Time.Text, Span: &span, Rule: t.Time.Rule}
			switch {
			case t.step == Set, t.step == record.Cancelled:
				o.Was = append(o.Was, w)
			case o.Time == nil:
				o.Time = &w
			}
		}
		if o.Step == "" {
			o.Step = record.Moved
		}
		if err := record.Identify(o); err != nil {
			return fmt.Errorf("occasion %q: %w", o.Quote, err)
		}
		doc.Facts.Occasions = append(doc.Facts.Occasions, o)
	}
	return nil
}

// parts shares out what is told in a sentence: a step begins anew with each time of its own, the days that had been set go with it.
func parts(told []telling) (all [][]telling) {
	for _, t := range told {
		if n := len(all); n > 0 && takes(all[n-1], t) {
			all[n-1] = append(all[n-1], t)
		} else {
			all = append(all, []telling{t})
		}
	}
	return all
}

// takes tells whether a time goes with those of a part.
func takes(part []telling, t telling) bool {
	for _, o := range part {
		switch {
		case o.step == Set && (t.step == record.Moved || t.step == record.Held || t.step == Set), t.step == Set && (o.step == record.Moved || o.step == record.Held), t.step == record.Cancelled && o.step == record.Cancelled:
		default:
			return false
		}
	}
	return true
}
