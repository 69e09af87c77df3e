package statement

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
	"github.com/chancery-project/chancery/record"
)

// Groups splits a component into statements and describes each.
func (k *Kind) Groups(component []*ledger.Item) ([]keep.Group, error) {
	var groups []keep.Group
	score := func(i, j int) (float64, bool) { return k.score(component[i], component[j]) }
	for _, c := range likeness.Clusters(len(component), 0, score) {
		members := make([]*ledger.Item, len(c))
		for n, at := range c {
			members[n] = component[at]
		}
		g, err := groupOf(members)
		if err != nil {
			return nil, err
		}
		groups = append(groups, g)
	}
	return groups, nil
}

func groupOf(members []*ledger.Item) (keep.Group, error) {
	claims := make([]*record.Claim, len(members))
	for n, i := range members {
		entry, err := i.Entry()
		if err != nil {
			return keep.Group{}, err
		}
		c, ok := entry.(*record.Claim)
		if !ok {
			return keep.Group{}, fmt.Errorf("%s is no claim", i.ID)
		}
		claims[n] = c
	}
	tellings, support := origin.Told(members)
	j := &record.JoinedClaim{
		ID: record.IdentifyAs("c", members[0].ID), Tellings: tellings, Support: support,
		Source: exactest(claims, func(c *record.Claim) *record.Actor { return c.Source }),
		Target: exactest(claims, func(c *record.Claim) *record.Actor { return c.Target }),
		Stance: stance(claims, tellings), Content: fullest(members, claims),
	}
	encoded, err := record.Encode(j)
	if err != nil {
		return keep.Group{}, err
	}
	g := keep.Group{
		Kind: "joined-claim", ID: j.ID, From: support.First, To: support.First, First: support.First, Last: support.Last,
		Type: string(j.Stance), Origins: support.Origins, Reports: support.Reports, Terms: terms(j, claims, tellings), Entry: encoded,
	}
	for _, i := range members {
		g.Members = append(g.Members, i.ID)
	}
	return g, nil
}

// exactest gives the actor as the telling has it that names it most exactly, the first of these, without the words of
// the report.
func exactest(claims []*record.Claim, of func(c *record.Claim) *record.Actor) *record.Actor {
	var best *record.Actor
	for _, c := range claims {
		if a := of(c); a != nil && (best == nil || exactness(a) > exactness(best)) {
			best = a
		}
	}
	if best == nil {
		return nil
	}
	a := *best
	a.Text, a.Span = "", nil
	return &a
}

func exactness(a *record.Actor) int {
	switch {
	case a.ID != "" && a.Kind == "person":
		return 3
	case a.ID != "" && a.Kind != "state":
		return 2
	case a.Country != "":
		return 1
	}
	return 0
}

// stance gives the one of most origins, then of most tellings, then the one told first.
func stance(claims []*record.Claim, tellings []record.Telling) record.Stance {
	type vote struct {
		stance  record.Stance
		origins map[int]bool
		count   int
	}
	var votes []vote
	for i, c := range claims {
		n := slices.IndexFunc(votes, func(v vote) bool { return v.stance == c.Stance })
		if n < 0 {
			n = len(votes)
			votes = append(votes, vote{c.Stance, map[int]bool{}, 0})
		}
		votes[n].origins[tellings[i].Origin] = true
		votes[n].count++
	}
	slices.SortStableFunc(votes, func(a, b vote) int {
		return cmp.Or(-cmp.Compare(len(a.origins), len(b.origins)), -cmp.Compare(a.count, b.count))
	})
	return votes[0].stance
}

// fullest gives the content that tells most: the most weight of words, the first of these.
func fullest(members []*ledger.Item, claims []*record.Claim) string {
	best, most := 0, -1
	for n, i := range members {
		weight := 0
		for _, w := range i.Features.(*saying).words {
			weight += int(w.Weight)
		}
		if weight > most {
			best, most = n, weight
		}
	}
	return claims[best].Content
}

// terms gives what filters ask for.
func terms(j *record.JoinedClaim, claims []*record.Claim, tellings []record.Telling) []string {
	terms := []string{"stance=" + string(j.Stance)}
	add := func(value string, keys ...string) {
		for _, key := range keys {
			if value != "" {
				terms = append(terms, key+"="+value)
			}
		}
	}
	for n, c := range claims {
		for _, a := range []struct {
			actor *record.Actor
			keys  []string
		}{{c.Source, []string{"speaker", "source", "side"}}, {c.Target, []string{"target", "side"}}} {
			if a.actor != nil {
				add(ledger.PartyOf(*a.actor), a.keys...)
				add(ledger.KeyOf(*a.actor), a.keys...)
			}
		}
		if c.Source != nil && c.Target != nil {
			if from, to := ledger.PartyOf(*c.Source), ledger.PartyOf(*c.Target); from != "" && to != "" && from != to {
				add(ledger.Dyad(from, to), "dyad")
			}
		}
		add(ledger.Fold(tellings[n].Publisher), "source")
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}
