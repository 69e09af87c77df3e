package dispute

import (
	"slices"
	"strconv"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

// bond is two statements of different reports, each of which may tell its own side alone: one capital says that a ship was rammed, the
// other that a boat steered into its path. They share hardly a word; who speaks of whom, what is denied and what the two reports begin
// with speak for it that they stand against each other.
type bond struct {
	a, b *features // where one of them says no, that is the first
	no   bool      // one of the two says no
	own  float64   // the weight of the words that both have, besides what every report of violence has
	s    likeness.Shared
}

// Within how many days two sides of one matter speak, how much the beginnings of their reports share then, and of how many words of
// what a report is about keys are made.
const (
	soonDays   = 3
	laterDays  = 7
	storyWords = 2.0
	storyKey   = 5
)

// bondOf gives the bond of two statements of different reports; nil where they cannot stand against each other.
func bondOf(a, b *features) *bond {
	x, y := a.Said, b.Said
	if a.Document == b.Document || !near(a.Published, b.Published, laterDays) || !twoVoices(a, b) || a.settledAlone() || b.settledAlone() ||
		x.Ahead || y.Ahead || x.Admits || y.Admits || x.Denies && y.Denies || x.countsWith(y) || x.otherDay(y) {
		return nil
	}
	k := &bond{a: a, b: b, no: x.Denies != y.Denies}
	if y.Denies {
		k.a, k.b = b, a
	}
	k.s = likeness.Compare(x.Words, y.Words)
	k.own = k.s.Mass - usualMass(x, y)
	return k
}

// twoVoices tells whether two statements are of two who can contradict each other: of two parties, or of two persons of one, of whom one says
// no. What the report tells of itself stands against a denial alone, and what somebody tells is read as his claim.
func twoVoices(a, b *features) bool {
	x, y := a.Said, b.Said
	if x.Told && (a.Who != "" || !y.Denial) || y.Told && (b.Who != "" || !x.Denial) || a.Key == "" && b.Key == "" && x.Denies == y.Denies || a.Key != "" && a.Key == b.Key {
		return false
	}
	return a.Party == "" || a.Party != b.Party || x.Denies != y.Denies && a.Known && !a.Body && !b.Body
}

// settledAlone tells whether a statement needs no other report: a denial of a charge that its own report tells, or that there were none.
func (f *features) settledAlone() bool {
	return f.Said.Charge && len(f.Said.Pairs) > 0 || f.Said.Denies && f.Count != nil
}

// countsWith tells whether two statements are of numbers, which are compared as figures.
func (s *statement) countsWith(o *statement) bool {
	return s.Number && o.Number && (s.Denies == o.Denies || !(s.Harm && !s.Denies) && !(o.Harm && !o.Denies))
}

// otherDay tells whether two statements tell of acts of one type on other days alone.
func (s *statement) otherDay(o *statement) bool {
	one, other := false, false
	for _, v := range s.Acts {
		for _, w := range o.Acts {
			if v.Type == w.Type && v.Day != "" && w.Day != "" {
				one, other = one || v.Day == w.Day, other || v.Day != w.Day
			}
		}
	}
	return other && !one
}

// matter tells on what the two stand against each other, "" where they do not.
func (k *bond) matter() string {
	switch {
	case k.a.Party != "" && k.a.Party == k.b.Party:
		if k.undone() && k.own >= 2 {
			return occurrence // two voices of one state
		}
	case k.crossed():
		return agent
	case k.opposite(), k.elsewhere():
		return occurrence
	case k.partDenied():
		return matterOf(k.a.Said, k.b.Said)
	case k.undone(), k.spared(), k.noneOfOwn():
		return occurrence
	}
	return ""
}

// storied tells whether the two reports begin alike: a name counts as two words.
func (k *bond) storied(least float64) bool {
	names, words := sharedStory(k.a, k.b)
	return 2*names+words >= least
}

// soon tells whether the two were published within few days.
func (k *bond) soon() bool { return near(k.a.Published, k.b.Published, soonDays) }

// crossed tells whether each of the two tells what the other one's party did to its own: "a Chinese ship rammed a Philippine boat", "the
// Philippine vessel steered into the path of a Chinese ship".
func (k *bond) crossed() bool {
	x, y := k.a.Said, k.b.Said
	if k.otherDoer() {
		return true
	}
	if k.no || !x.Harm || !y.Harm || !k.soon() || k.a.Party == "" || k.b.Party == "" || x.subject() != k.b.Party || y.subject() != k.a.Party ||
		!x.involves(k.a.Party) || !y.involves(k.b.Party) {
		return false
	}
	return k.own >= 1 && k.storied(1) || k.storied(storyWords) && x.forceful() && y.forceful() && k.s.Mass >= 1
}

// otherDoer tells whether one of the two says that it was another party that did what the other one tells.
func (k *bond) otherDoer() bool {
	x, y := k.a.Said, k.b.Said
	return !k.no && (x.Cleft || y.Cleft) && k.soon() && k.storied(storyWords) && x.subject() != "" && y.subject() != "" && x.subject() != y.subject() && k.own >= 1
}

// opposite tells whether the two say contraries of one thing.
func (k *bond) opposite() bool {
	x, y := k.a.Said, k.b.Said
	if !slices.ContainsFunc(x.Poles, func(p int) bool { return slices.Contains(y.Poles, p^1) }) || !k.storied(storyWords) {
		return false
	}
	return k.own >= 1 || x.subject() != "" && x.subject() == y.subject() || k.storied(2*storyWords)
}

// partDenied tells whether the first denies any part, and the second lays it on the first one's party.
func (k *bond) partDenied() bool {
	x, y := k.a.Said, k.b.Said
	if !k.no || x.Report || !x.Part && !x.Charge || k.a.Party == "" || !k.storied(1) {
		return false
	}
	if nothing := x.Part && k.own-2*k.s.Names >= 1 && k.s.Part >= 0.6 && k.storied(storyWords); nothing {
		return true // "the ship had nothing to do with Gaza"
	}
	if x.Charge && y.Harm && y.subject() == k.a.Party && (x.Harm || x.subject() == k.a.Party) && k.soon() && k.storied(storyWords) {
		return true // "the accusation that Belgians brought the aircraft down is grotesque", "Belgian soldiers fired the rockets"
	}
	return y.Target == k.a.Party || y.involves(k.a.Party) && (y.Accuses || y.Links)
}

// undone tells whether the first says that what the second tells was not done.
func (k *bond) undone() bool {
	x, y := k.a.Said, k.b.Said
	if !k.no || x.Part || x.Charge && !x.Lie || x.Wish || x.Denial && len(x.Pairs) > 0 || !k.storied(1) {
		return false
	}
	all, fresh := k.scope()
	if k.actUndone() {
		return true
	}
	if fresh == 0 || y.Told && all < 2 {
		return false
	}
	if x.Denial && k.ofItsOwn() && k.soon() && k.storied(storyWords) || k.none() {
		return true
	}
	switch one, other := x.subject(), y.subject(); {
	case k.own < 1:
		return false
	case one != "" && one == other:
		return k.own >= 2 || k.s.Part >= 0.4
	case one != "" && other != "":
		return all >= 2 && (k.own >= 2 && k.s.Part >= 0.5 || x.Lie && k.storied(2*storyWords))
	}
	return k.s.Part >= 0.4
}

// actUndone tells whether the first says that an act was not done that the second tells of its party, where their words share nothing: "no
// representative has met anyone of the rebels".
func (k *bond) actUndone() bool {
	x, y := k.a.Said, k.b.Said
	if x.Told || y.Told || k.a.Party == "" || !y.involves(k.a.Party) || !k.soon() || !k.storied(storyWords) {
		return false
	}
	for _, v := range x.Acts {
		for _, w := range y.Acts {
			if v.No && !w.No && v.Type == w.Type && (v.Type != "ASSAULT" || k.own >= 1) {
				return true
			}
		}
	}
	return false
}

// scope counts the words of weight that a denial is about and the other one has, and those of them that are no names and not
// in both titles.
func (k *bond) scope() (all, fresh int) {
	x, y := k.a.Said, k.b.Said
	for _, w := range y.Words {
		if w.Weight < fullWeight || !slices.ContainsFunc(x.Words, func(o likeness.Word) bool { return o.Stem == w.Stem }) || !x.Denial && !slices.Contains(x.Not, w.Stem) {
			continue
		}
		all++
		if w.Weight > fullWeight {
			continue // that both speak of one person or place is no more than a beginning
		}
		if !slices.Contains(k.a.Title, w.Stem) || !slices.Contains(k.b.Title, w.Stem) {
			fresh++
		}
	}
	return all, fresh
}

// ofItsOwn tells whether the first denies what the second lays on its party first of all, in a word of force.
func (k *bond) ofItsOwn() bool {
	x, y := k.a.Said, k.b.Said
	return k.a.Party != "" && y.subject() == k.a.Party && y.Harm && x.Harm && k.s.Mass >= 1
}

// none tells whether the first says that there was none of what the second tells: "ignored ten warnings", "there was no warning of any
// kind".
func (k *bond) none() bool {
	return k.storied(storyWords) && k.soon() && slices.ContainsFunc(k.b.Said.Words, func(w likeness.Word) bool {
		return w.Weight == fullWeight && slices.Contains(k.a.Said.None, w.Stem)
	})
}

// elsewhere tells whether the two put one thing into the waters, airspace or land of two states: "entered Japanese waters", "a patrol in
// Chinese waters".
func (k *bond) elsewhere() bool {
	x, y := k.a.Said, k.b.Said
	return !k.no && x.Realm != "" && y.Realm != "" && x.Realm != y.Realm && k.a.Known && k.b.Known && k.soon() && k.storied(storyWords) && (k.own >= 1 || x.Harm != y.Harm)
}

// noneOfOwn tells whether the first says of his own people that none of them did something, and the second that they did harm: "no Botswanan
// soldier set foot on the other bank", "Botswanan soldiers crossed the river and opened fire".
func (k *bond) noneOfOwn() bool {
	x, y := k.a.Said, k.b.Said
	if !k.no || !x.NoneOf || k.a.Party == "" || k.b.Party == "" || x.subject() != k.a.Party || y.subject() != k.a.Party || !y.Harm || !k.soon() {
		return false
	}
	return k.storied(storyWords) || y.involves(k.b.Party) && near(k.a.Published, k.b.Published, 1)
}

// spared tells whether the first says that nobody but fighters was there or was hit, where the second tells of others who were: "no
// civilians were in the village", "a massacre of civilians".
func (k *bond) spared() bool {
	x, y := k.a.Said, k.b.Said
	return k.no && !x.Charge && x.Civil && y.Civil && (y.Attack || y.Hit == string(civil)) && k.soon() && k.storied(storyWords) && k.s.Mass >= 1 &&
		slices.ContainsFunc(y.Words, func(w likeness.Word) bool { return slices.Contains(x.Not, w.Stem) })
}

// involves tells whether a content speaks of a party: by name, as the accused, or as one who acts or is acted on.
func (s *statement) involves(party string) bool {
	return slices.Contains(s.Parties, party) || slices.Contains(s.Lands, party) || s.Target == party || slices.ContainsFunc(s.Acts, func(v act) bool {
		return slices.Contains(v.By, party) || slices.Contains(v.On, party)
	})
}

// subject gives the party that a content names first, "" where it names none.
func (s *statement) subject() string { return first(s.Parties) }

// forceful tells whether a content speaks of force.
func (s *statement) forceful() bool { return s.Attack || s.Fires || len(s.Fight) > 0 }

// bondKeys are what statements are found by that tell the two sides of one matter in words of their own: what the other party does to
// one's own; contraries, with a word of what the report is about.
func (f *features) bondKeys() (keys []uint64) {
	add := func(days int, parts ...string) {
		turn := int(f.Published) / days
		for n := range 2 {
			keys = append(keys, ledger.Key(append([]string{"bond", strconv.Itoa(turn - n)}, parts...)...))
		}
	}
	s := f.Said
	if subject := s.subject(); f.Party != "" && subject != "" && subject != f.Party && s.Harm && !s.Denies && s.involves(f.Party) {
		add(soonDays, "crossed", ledger.Dyad(f.Party, subject))
	}
	if s.Realm != "" && f.Known {
		for _, w := range heaviest(f.Story, storyKey) {
			add(soonDays, "realm", strconv.FormatUint(uint64(w), 36))
		}
	}
	if of := s.subject(); s.NoneOf && of == f.Party || s.Harm && !s.Denies && of != "" && of != f.Party {
		add(soonDays, "none", of)
	}
	if len(s.Poles) > 0 && f.Party != "" {
		for _, w := range heaviest(f.Story, storyKey) {
			add(laterDays, "contrary", strconv.Itoa(s.Poles[0]/2), strconv.FormatUint(uint64(w), 36))
		}
	}
	return keys
}
