package identity

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/record"
)

// errNoEvent is given for an item that does not stand on an event.
type errNoEvent record.ID

func (e errNoEvent) Error() string { return fmt.Sprintf("%s is no event", string(e)) }

// mostConfident is as sure as what was read can be.
const mostConfident = 0.99

func round(c float64) float64 { return min(math.Round(c*1000)/1000, mostConfident) }

// terms gives what filters ask for. Every telling's sides and place count, so that an event is found by what any report
// says of it.
func (e *event) terms(j *record.Joined) []string {
	var terms []string
	add := func(key, value string) {
		if value != "" {
			terms = append(terms, key+"="+value)
		}
	}
	add("type", j.Type)
	add("mode", j.Mode)
	add("quad", strconv.Itoa(j.Quad))
	add("status", string(j.Status))
	add("strict", j.Strict)
	for _, c := range j.Contexts {
		add("context", c)
	}
	for n, t := range e.entries {
		side := func(key string, actors []record.Actor) {
			for _, a := range actors {
				for _, k := range []string{ledger.PartyOf(a), ledger.KeyOf(a)} {
					add(key, k)
					add("side", k)
				}
			}
		}
		side("actor", t.Actors)
		side("recipient", t.Recipients)
		for _, d := range dyads(t) {
			add("dyad", d)
		}
		if t.Place != nil {
			add("country", t.Place.Country)
			add("place", ledger.Fold(t.Place.Name))
			add("place", ledger.Fold(t.Place.Admin1))
		}
		if t.Attribution != nil {
			add("source", ledger.PartyOf(*t.Attribution))
			add("source", ledger.KeyOf(*t.Attribution))
		}
		add("source", ledger.Fold(e.tellings[n].Publisher))
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}

// dyads gives the pairs of parties between which a telling has the act: across its sides, or among the actors where the
// other side is empty.
func dyads(t *record.Event) []string {
	from, to := ledger.Parties(t.Actors), ledger.Parties(t.Recipients)
	if len(to) == 0 {
		to = from
	}
	var all []string
	for _, a := range from {
		for _, b := range to {
			if a != b {
				all = append(all, ledger.Dyad(a, b))
			}
		}
	}
	return all
}
