package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Verdict is what marks say of an event that is found: what of it is right, and what speaks for and against it.
type Verdict struct {
	Event                        *record.Event
	Features                     []string
	Word                         text.TokenID // that is marked, [text.NoToken] where none is
	Type, Actors, Others, Status bool
	Doubtful                     bool // that another word of the sentence is marked with its type: it may be the same act
}

// Right says that all of it is.
func (v *Verdict) Right() bool { return v.Type && v.Actors && v.Others && v.Status }

// Judge holds the events of a document against words that are marked with the acts they tell.
func (s *Stage) Judge(doc *text.Document, told map[text.TokenID]Told) (all []Verdict, err error) {
	r, err := s.reader(doc)
	if err != nil {
		return nil, err
	}
	for i := range doc.Sentences {
		run := doc.Sentences[i].Tokens
		for _, c := range r.sentence(i) {
			e, err := r.entry(c)
			if err != nil {
				return nil, err
			}
			v := Verdict{Event: e, Features: r.features(c, e), Word: text.NoToken}
			for _, w := range []text.TokenID{c.at, c.carrier} {
				if t, ok := told[w]; ok && (v.Word == text.NoToken || t.Type == e.Type) {
					v.Word = w
				}
			}
			if v.Word == text.NoToken {
				for w := run.First; w < run.End; w++ {
					if t, ok := told[w]; ok && t.Type == e.Type {
						v.Doubtful = true
					}
				}
				all = append(all, v)
				continue
			}
			t := told[v.Word]
			v.Type = t.Type == e.Type
			if c.trigger.Frame.Sides == lexicon.Mutual {
				v.Actors = r.tellsOf(c.actors, slices.Concat(t.Actors, t.Others))
				v.Others = true
			} else {
				v.Actors, v.Others = r.tellsOf(c.actors, t.Actors), r.tellsOf(c.recipients, t.Others)
			}
			v.Status = happens(string(e.Status)) == happens(t.Status)
			all = append(all, v)
		}
	}
	return all, nil
}

// tellsOf says that sides are those of marked words.
func (r *reader) tellsOf(sides []side, marked []text.TokenID) bool {
	marked = slices.DeleteFunc(slices.Clone(marked), func(x text.TokenID) bool { return x == text.NoToken })
	met := make([]bool, len(sides))
	for _, x := range marked {
		meant, found := r.sides(x), false
		for i := range sides {
			if sides[i].at == x || slices.ContainsFunc(meant, func(m side) bool { return sameActor(&m.actor, &sides[i].actor) }) {
				met[i], found = true, true
			}
		}
		if !found && (len(meant) > 0 || len(sides) == 0) && (len(meant) > 0 || len(marked) == 0) {
			return false
		}
	}
	return !slices.Contains(met, false)
}

// happens brings statuses of what goes on to one.
func happens(status string) string {
	switch status {
	case "ongoing", "habitual":
		return "actual"
	}
	return status
}
