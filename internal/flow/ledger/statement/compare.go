package statement

import (
	_ "embed"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/record"
)

//go:embed stances.tsv
var stancesFile string

// readStances reads which stances go together. The error names every fault.
func readStances(name, file string) (map[[2]record.Stance]bool, error) {
	alike := map[[2]record.Stance]bool{}
	var faults []error
	for n, line := range strings.Split(file, "\n") {
		if line == "" || strings.HasPrefix(line, "#") || line == "one\tother\tas" {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 3 {
			faults = append(faults, fmt.Errorf("%s:%d: want two stances and why, got %q", name, n+1, line))
			continue
		}
		a, b := record.Stance(cells[0]), record.Stance(cells[1])
		if !slices.Contains(record.Stances(), a) || !slices.Contains(record.Stances(), b) || a == b || alike[[2]record.Stance{a, b}] {
			faults = append(faults, fmt.Errorf("%s:%d: want two stances, each pair once, got %q", name, n+1, line))
			continue
		}
		alike[[2]record.Stance{a, b}], alike[[2]record.Stance{b, a}] = true, true
	}
	return alike, errors.Join(faults...)
}

// Linked tells whether two tellings are of one statement, as far as the two show.
func (k *Kind) Linked(a, b *ledger.Item) bool {
	score, ok := k.score(a, b)
	return ok && score > 0
}

// What speaks for and against one statement, in log-odds. They are set by hand: there is no gold of statements.
const (
	begin       = -3.2
	wordsPart   = 3.5  // share of the words of the shorter one that both have
	wordsMass   = 1.5  // how many these are
	sameStance  = 0.4  // against stances that go together
	sameFigure  = 0.8  //
	otherFigure = -2.0 //
	sameName    = 0.5  // of the speaker
	noSpeaker   = -0.5 // neither has one that is known
	sameTarget  = 0.3
	otherTarget = -1.5
	bothDirect  = 0.5
	eachDay     = -0.2 // between the publications
	copied      = 6    // the same words in copies of one text
)

// leastMass is how much two statements share at least, in words of full weight.
const leastMass = 1.5

// score gives the log-odds that two tellings are of one statement; false where they cannot be.
func (k *Kind) score(x, y *ledger.Item) (float64, bool) {
	a, b := x.Features.(*saying), y.Features.(*saying)
	s := likeness.Compare(a.words, b.words)
	copies := x.Source.ID != y.Source.ID && x.Source.Group != 0 && x.Source.Group == y.Source.Group && s.Both > 0.8
	apart := 0
	if a.published != likeness.NoDay && b.published != likeness.NoDay {
		apart = int(max(a.published-b.published, b.published-a.published))
	}
	score := begin
	switch stances := [2]record.Stance{record.Stances()[a.stance], record.Stances()[b.stance]}; {
	case stances[0] == stances[1]:
		score += sameStance
	case !k.alike[stances]:
		return 0, false
	}
	switch a.speaker.Match(b.speaker) {
	case likeness.Apart, likeness.Mixed:
		return 0, false
	case likeness.Unknown:
		score += noSpeaker
	}
	if likeness.MatchOf(a.speaker.Named, b.speaker.Named) == likeness.Apart || !copies && (apart > occasion || s.Mass < leastMass) {
		return 0, false
	}
	if len(a.speaker.Named) > 0 && len(b.speaker.Named) > 0 {
		score += sameName
	}
	switch a.target.Match(b.target) {
	case likeness.Equal, likeness.Within, likeness.Crossing:
		score += sameTarget
	case likeness.Apart:
		score += otherTarget
	}
	score += wordsPart*s.Part + wordsMass*(1-math.Exp(-s.Mass/4)) + eachDay*float64(apart)
	if a.direct && b.direct {
		score += bothDirect
	}
	if copies {
		score += copied
	}
	return score + figures(a, b), true
}

// figures compares what is counted.
func figures(a, b *saying) float64 {
	for _, f := range a.figures {
		if slices.Contains(b.figures, f) {
			return sameFigure
		}
	}
	if likeness.Common(a.units, b.units) > 0 {
		return otherFigure
	}
	return 0
}
