// Package follow follows what was announced: a planned meeting, visit, round of talks or exercise is held, moved to
// another day, called off, or not heard of again; a promise or demand is met or refused.
//
// Its items are tellings. A plan is linked to the tellings that can be of the same matter: the same parties, places
// that fit, and dates no more than two days apart. Two tellings of meetings that were held are never linked to each
// other, so that what is linked stays as small as the plans make it. Within linked tellings each is given to the plan
// that it fits best, in the order of publication.
//
// What a follow-up says depends on its tellings alone. That nothing was heard of a plan can be told only against the
// record as a whole: [Outcome] says so to who reads an entry.
package follow

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
)

// Name is the kind of the entries.
const Name = "follow-up"

// What is followed: the values of Of.
const (
	meeting = "meeting"
	promise = "promise"
	demand  = "demand"
)

// What a telling does with a plan, a promise or a demand.
const (
	plans   = "plan" // announces a meeting
	holds   = "held" // tells that it was held
	cancels = "off"  // tells that it was called off
	moves   = "moved"
	missed  = "not"    // tells that it did not take place
	makes   = "made"   // promises or demands
	acts    = "act"    // does what may have been promised or demanded
	refuses = "refuse" // refuses
	yields  = "yield"  // gives way to a demand as such
)

// Kind makes follow-ups.
type Kind struct{ words vocabulary }

var _ ledger.TextKind = (*Kind)(nil)

// New reads the words by which moves and cancellations are told.
func New() (*Kind, error) {
	words, err := readVocabulary(wordsFile)
	if err != nil {
		return nil, fmt.Errorf("follow-ups: %w", err)
	}
	return &Kind{words}, nil
}

// Name is "follow-up".
func (*Kind) Name() string { return Name }

// telling is what an item is compared by.
type telling struct {
	Step        string          `json:"s"`
	Of          string          `json:"o"`
	Parties     []string        `json:"p,omitempty"`  // who meets; who promises or demands; who does the act
	Others      []string        `json:"q,omitempty"`  // to whom it is promised, of whom it is demanded; to whom it is done
	Around      []string        `json:"w,omitempty"`  // parties that the clause names besides, and the country of the place
	Bodies      []string        `json:"i,omitempty"`  // of the parties, organisations of states
	People      []string        `json:"u,omitempty"`  // persons by id and by office
	Lead        []string        `json:"v,omitempty"`  // of them those who visit
	Doer        []string        `json:"d,omitempty"`  // of promises and demands: who is to do it
	Whom        []string        `json:"wh,omitempty"` // persons that it is done to, by their ids
	Type        string          `json:"y,omitempty"`  // of the act promised, demanded or done
	Mode        string          `json:"m,omitempty"`
	Frame       string          `json:"fr,omitempty"` // of an act that was planned or done
	Implied     bool            `json:"im,omitempty"` // no meeting is told, but what the sides did together
	Cue         bool            `json:"cu,omitempty"` // a refusal of what is called a demand
	Due         interval        `json:"t,omitzero"`   // when it is to be, or was held or done
	New         interval        `json:"n,omitzero"`   // of moved meetings, the new date
	Dates       []day           `json:"x,omitempty"`  // of cancelled meetings, the days that the clause names
	City        string          `json:"c,omitempty"`  // place, where it is a city or less
	Country     string          `json:"l,omitempty"`  // that it lies in
	Line        string          `json:"j,omitempty"`  // the city that the report is written from, where the clause names none
	Told        []string        `json:"f,omitempty"`  // sides that nobody knows, by the first of their words
	Words       []likeness.Mark `json:"wd,omitempty"` // of weight, of the clause of a meeting, names apart
	Names       []likeness.Mark `json:"nm,omitempty"` // of the clause of a meeting
	Who         []likeness.Mark `json:"wo,omitempty"` // the sides and the actors that the clause names, each as itself
	Near        []likeness.Mark `json:"nr,omitempty"` // words and names of the sentences around and of the headline
	Occasion    bool            `json:"oc,omitempty"` // no event tells it, but an occasion
	Sure        int             `json:"su,omitempty"` // of an occasion, how sure it is, in hundredths
	Nouns       []string        `json:"g,omitempty"`  // kinds of gatherings that the clause names
	PutOff      bool            `json:"z,omitempty"`  // called off as put off, without a new day
	Was         bool            `json:"h,omitempty"`  // a plan told as one of the past
	Strange     bool            `json:"sg,omitempty"` // a side is told as somebody of no state or group: "the governor", "traders"
	Guess       bool            `json:"e,omitempty"`  // the parties are those of the report, not of the clause
	Round       int             `json:"r,omitempty"`
	At          int             `json:"a"` // bytes at which the clause begins and ends
	End         int             `json:"b"`
	origin.Mark `json:"k"`
}

// OriginMark tells where the telling comes from.
func (t *telling) OriginMark() origin.Mark { return t.Mark }

// Decode reads the features of an item.
func (*Kind) Decode(features []byte) (any, error) {
	t := new(telling)
	if err := json.Unmarshal(features, t); err != nil {
		return nil, fmt.Errorf("telling: %w", err)
	}
	return t, nil
}

// Linked tells whether one of two items is a plan, a promise or a demand and the other can be of the same matter.
func (*Kind) Linked(a, b *ledger.Item) bool {
	x, y := a.Features.(*telling), b.Features.(*telling)
	if (x.Of == meeting) != (y.Of == meeting) {
		return false
	}
	if x.Of == meeting {
		return score(a, b) > 0
	}
	return bound(a, b) > 0
}

// Groups describes the follow-ups of linked items.
func (k *Kind) Groups(component []*ledger.Item) ([]keep.Group, error) {
	var all []*matter
	if component[0].Features.(*telling).Of == meeting {
		all = meetings(component)
	} else {
		all = pledges(component)
	}
	var groups []keep.Group
	for _, m := range all {
		if !slices.ContainsFunc(m.items, func(i *ledger.Item) bool { return !i.Features.(*telling).likely() }) {
			continue
		}
		entry, err := m.entry()
		if err != nil {
			return nil, err
		}
		g, err := m.group(entry)
		if err != nil {
			return nil, err
		}
		groups = append(groups, g)
	}
	return groups, nil
}

// inOrder orders tellings by publication, and those of one document as they stand there.
func inOrder(a, b *ledger.Item) int {
	if a.Source.ID == b.Source.ID {
		return cmp.Or(cmp.Compare(a.Features.(*telling).At, b.Features.(*telling).At), cmp.Compare(a.ID, b.ID))
	}
	return ledger.Compare(a, b)
}

// told gives the day of publication.
func told(i *ledger.Item) day { return dayOf(i.Source.Published) }
