package identity

import (
	"cmp"
	"math"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/record"
)

// about is what a report as a whole is about: two tellings that say little by themselves are known by what stands around them.
type about struct {
	places []likeness.Mark // names of its narrow places, sorted
	cast   []likeness.Mark // names of those whom it tells of most, states left out, sorted
	lead   []likeness.Mark // of cast and places those that are told of most; not stored
	theme  []likeness.Word // the words that its facts are told in most
}

// How much of a report is kept.
const (
	maxAbout = 12
	maxCast  = 12
	maxTheme = 24
	maxLead  = 3
)

// aboutOf gives what the facts of a report tell of it.
func aboutOf(facts []record.Entry) about {
	var a about
	var cast []*record.ActorEntry
	count := map[likeness.Mark]int{}
	weight := map[likeness.Mark]uint8{}
	tell := func(quote string) {
		for _, w := range likeness.WordsOf("- " + quote) {
			count[w.Stem]++
			weight[w.Stem] = max(weight[w.Stem], w.Weight)
		}
	}
	for _, f := range facts {
		switch f := f.(type) {
		case *record.Place:
			p := likeness.PlaceOf(f.Name, f.Country, f.Admin1, f.Precision)
			if p.Level >= likeness.Province && len(a.places) < maxAbout {
				a.places = append(a.places, p.Name)
			}
		case *record.ActorEntry:
			if f.ActorKind != "state" && len(f.Mentions) > 0 && f.Name != "" && (f.Name[0] < 'a' || 'z' < f.Name[0]) {
				cast = append(cast, f)
			}
		case *record.Event:
			tell(f.Quote)
		case *record.Claim:
			tell(f.Quote)
		}
	}
	slices.SortStableFunc(cast, func(a, b *record.ActorEntry) int {
		return cmp.Or(-cmp.Compare(len(a.Mentions), len(b.Mentions)), cmp.Compare(a.Name, b.Name))
	})
	for _, f := range cast[:min(len(cast), maxLead)] {
		a.lead = append(a.lead, likeness.MarkOf(f.Name))
	}
	a.lead = append(a.lead, a.places[:min(len(a.places), maxLead)]...)
	for _, f := range cast[:min(len(cast), maxCast)] {
		a.cast = append(a.cast, likeness.MarkOf(f.Name))
	}
	for s, n := range count {
		a.theme = append(a.theme, likeness.Word{Stem: s, Weight: max(uint8(min(n, mostTold)*int(weight[s])/mostTold), 1)})
	}
	slices.SortFunc(a.theme, func(a, b likeness.Word) int {
		return cmp.Or(-cmp.Compare(a.Weight, b.Weight), cmp.Compare(a.Stem, b.Stem))
	})
	a.theme = slices.Clone(a.theme[:min(len(a.theme), maxTheme)])
	slices.SortFunc(a.theme, func(a, b likeness.Word) int { return cmp.Compare(a.Stem, b.Stem) })
	a.places, a.cast = likeness.Sorted(a.places), likeness.Sorted(a.cast)
	return a
}

// mostTold is from how many facts on that tell a word it counts in full.
const mostTold = 4

// stories compares what the reports of two tellings are about.
func stories(p pair, v *vector) {
	shared := likeness.Common(p.a.cast, p.b.cast)
	v[castShared] = 1 - math.Exp(-float64(shared)/2)
	set(v, castOther, shared == 0 && len(p.a.cast) > 1 && len(p.b.cast) > 1)
	both := likeness.Compare(p.a.theme, p.b.theme)
	v[themeShared] = min(1, 2*both.Both)
	v[themeNames] = 1 - math.Exp(-both.Names/2)
	set(v, strange, shared == 0 && both.Both < strangeBoth)
	set(v, alone, p.a.rivals == 0 && p.b.rivals == 0)
	v[rivals] = float64(min(p.a.rivals, mostRivals)+min(p.b.rivals, mostRivals)) / (2 * mostRivals)
	gap := int(max(p.a.published-p.b.published, p.b.published-p.a.published))
	v[publishedApart] = math.Log10(float64(1 + gap))
}

// strangeBoth is how much of the words of two reports they share at least that are of one story.
const strangeBoth = 0.05
