package dispute

import (
	"slices"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

// contrary tells whether two claims of different parties say of one thing what excludes each other: "they had captured the
// airport", "the attack on the airport was repelled". Of one report they share a word of weight, or the second is told right
// behind the first; those of two reports share more.
func contrary(a, b *features) bool {
	x, y := a.Said, b.Said
	if a.Key == "" || b.Key == "" || a.Party == "" || b.Party == "" || a.Party == b.Party || !a.Known && !b.Known || x.Told || y.Told || x.Denial || y.Denial || nested(a, b) {
		return false
	}
	if !slices.ContainsFunc(x.Poles, func(p int) bool { return slices.Contains(y.Poles, p^1) }) {
		return false
	}
	shared := likeness.Compare(x.Words, y.Words)
	if a.Document != b.Document {
		return shared.Mass >= 3 && shared.Part >= 0.3
	}
	if shared.Mass-usualMass(x, y) >= 1 {
		return true
	}
	answers := x.Replies || y.Replies || slices.Contains(x.Parties, b.Party) || slices.Contains(y.Parties, a.Party) || x.Attack && y.Attack || min(len(x.Words), len(y.Words)) <= fewWords
	return answers && max(a.Start, b.Start)-min(a.End, b.End) < rightNext
}

// usualMass gives how much of what two contents share every report of violence has.
func usualMass(x, y *statement) float64 {
	usual := vocabulary().usual
	mass := 0.0
	for _, w := range x.Words {
		if i := slices.IndexFunc(y.Words, func(o likeness.Word) bool { return o.Stem == w.Stem }); i >= 0 && usual[w.Stem] {
			mass += float64(min(w.Weight, y.Words[i].Weight)) / fullWeight // the same whichever comes first
		}
	}
	return mass
}

// fullWeight is the weight of a word that counts as one.
const fullWeight = 6

// repliesTo tells whether the second claim, by its verb, holds against the first that is told right before it of its own
// party: "The Americans said Iran had fired. Tehran insisted that its forces had done nothing of the kind".
func repliesTo(a, b *features) bool {
	x, y := a.Said, b.Said
	if !y.Replies && !y.Only || y.Accuses || y.Ahead || x.Ahead || x.Told || y.Told || x.Denies || y.Denial || a.Key == "" || b.Key == "" || a.Party == b.Party || !a.Known && !b.Known || nested(a, b) {
		return false
	}
	gap := b.Start - a.End
	if !a.Known || !b.Known {
		return y.Replies && y.Denies && gap >= 0 && gap < rightNext && likeness.Compare(x.Words, y.Words).Mass-usualMass(x, y) >= 1
	}
	if gap < 0 || gap >= rightBehind || len(x.Words) < 2 || x.Admits {
		return false
	}
	if y.Counters && y.Denies && gap < rightNext {
		return true // "had destroyed a warship; Ukrainian officers replied that nothing military was there"
	}
	about := slices.Contains(x.Parties, b.Party) || x.Target == b.Party
	shared := likeness.Compare(x.Words, y.Words).Mass - usualMass(x, y)
	if y.Only && about && shared >= 1 {
		return true // "they wanted all sanctions lifted", "we asked only for a part of the sanctions"
	}
	if !y.Replies || gap >= rightNext {
		return false
	}
	return about && (shared >= 1 || x.Accuses || y.Counters) || shared >= 1
}
