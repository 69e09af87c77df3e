package dispute

import (
	"slices"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/record"
)

// statement is what somebody says for or against something.
type statement struct {
	Denies  bool            `json:"d,omitempty"`
	Charge  bool            `json:"c,omitempty"` // what is denied is not told: "the allegations"
	Accuses bool            `json:"a,omitempty"`
	Words   []likeness.Word `json:"w,omitempty"` // of what is said, by meaning, without the parties
	Parties []string        `json:"p,omitempty"` // that it names
	Target  string          `json:"t,omitempty"` // party that is accused
	Near    []likeness.Mark `json:"l,omitempty"` // places named or that the report begins with
	Against []record.ID     `json:"x,omitempty"` // facts of the same report that stand against it
}

// statementOf reads a claim; nil where it is nothing that disputes are about.
func (d *document) statementOf(c *record.Claim) *statement {
	if c.Source == nil {
		return nil
	}
	switch c.Stance {
	case record.Assert, record.Deny, record.Accuse:
	default:
		return nil
	}
	s := &statement{
		Denies: c.Stance == record.Deny, Accuses: c.Stance == record.Accuse,
		Words: merged(likeness.WordsOf(". " + c.Content)), Parties: d.partiesIn(c.ContentSpan),
	}
	if negated(c.Content) {
		s.Denies = !s.Denies
	}
	if c.Target != nil {
		s.Target = ledger.PartyOf(*c.Target)
	}
	near, lead := d.where(passage{c.ContentSpan, c.Content})
	s.Near = likeness.Union(near, lead)
	s.Charge = c.Stance == record.Deny && d.untold(c)
	return s
}

// negated tells whether the head of a content says no.
func negated(content string) bool {
	const head = 5
	list := plain(content)
	for _, w := range list[:min(head, len(list))] {
		if is(negator, w) {
			return true
		}
	}
	return false
}

// untold tells whether a denial does not say what it denies: "rejected the allegations", "denied any involvement".
func (d *document) untold(c *record.Claim) bool {
	const short = 9
	list := plain(c.Content)
	if len(list) > short {
		return anyOf(charge, list[:3]) && anyOf(part, list)
	}
	return anyOf(charge, list) || anyOf(part, list)
}

// merged puts words of one meaning under one stem, and keeps each once.
func merged(list []likeness.Word) []likeness.Word {
	meaning := words().meaning
	out := slices.Clone(list)
	for i, w := range out {
		if m, ok := meaning[w.Stem]; ok {
			out[i].Stem = m
		}
	}
	slices.SortFunc(out, func(a, b likeness.Word) int {
		if a.Stem != b.Stem {
			return int(min(max(int64(a.Stem)-int64(b.Stem), -1), 1))
		}
		return int(b.Weight) - int(a.Weight)
	})
	return slices.CompactFunc(out, func(a, b likeness.Word) bool { return a.Stem == b.Stem })
}

// oppose finds the claims of one report that stand against each other, and notes it on both.
func (d *document) oppose(all []*features) {
	for i, a := range all {
		if a.Said == nil || !a.Said.Denies {
			continue
		}
		if b := d.denied(a, all[:i], all); b != nil {
			a.Said.Against = append(a.Said.Against, b.ID)
			b.Said.Against = append(b.Said.Against, a.ID)
		}
	}
}

// How near a denial and what it denies stand in one report, in bytes.
const (
	nearDenial = 700
	rightBehid = 260
)

// denied gives what a denial of the same report denies: the same words, told of somebody else; else, where it does not
// say what, the last accusation of the one who denies, or what was said right before; else what shares its words.
func (d *document) denied(a *features, before, all []*features) *features {
	for _, b := range all {
		if b != a && b.Said != nil && !b.Said.Denies && b.Key != a.Key && overlap(a.content, b.content) {
			return b
		}
	}
	if a.Said.Charge {
		for _, b := range slices.Backward(before) {
			if b.Said == nil || b.Said.Denies || b.Key == a.Key || a.Start-b.End > nearDenial {
				continue
			}
			if b.Said.Accuses && (b.Said.Target == "" || b.Said.Target == a.Party || slices.Contains(b.Said.Parties, a.Party)) {
				return b
			}
			if a.Start-b.End < rightBehid && b.Party != a.Party {
				return b
			}
		}
		return nil
	}
	var best *features
	most := 0.0
	for _, b := range all {
		if b == a || b.Said == nil || b.Said.Denies || b.Key == a.Key || b.Party == a.Party && a.Party != "" {
			continue
		}
		s := likeness.Compare(a.Said.Words, b.Said.Words)
		if s.Mass >= leastMass && s.Part >= leastPart && s.Mass > most {
			best, most = b, s.Mass
		}
	}
	return best
}

// What a denial and what it denies must share.
const (
	leastMass = 2
	leastPart = 0.5
)

// overlap tells whether most of two spans is one.
func overlap(a, b record.Span) bool {
	common := min(a.End, b.End) - max(a.Start, b.Start)
	return common > 0 && 2*common > max(a.Len(), b.Len())
}

// against tells whether two statements contradict each other.
func against(a, b *features) bool {
	x, y := a.Said, b.Said
	if a.Document == b.Document {
		return slices.Contains(x.Against, b.ID)
	}
	if x.Denies == y.Denies || a.Key == b.Key || a.Party == b.Party {
		return false
	}
	if y.Denies {
		a, b, x, y = b, a, y, x
	}
	if !near(a.Published, b.Published, 4) {
		return false
	}
	if x.Charge {
		return y.Accuses && y.Target == a.Party && likeness.Common(x.Near, y.Near) > 0
	}
	s := likeness.Compare(x.Words, y.Words)
	return s.Mass >= leastMass && s.Part >= leastPart
}

// agree tells whether two statements of different reports say the same.
func agree(a, b *features) bool {
	x, y := a.Said, b.Said
	if a.Document == b.Document || x.Denies != y.Denies || a.Party != b.Party || x.Charge != y.Charge || !near(a.Published, b.Published, 4) {
		return false
	}
	s := likeness.Compare(x.Words, y.Words)
	return s.Mass >= leastMass && s.Both >= leastPart
}

func near(a, b likeness.Day, days likeness.Day) bool {
	return a != likeness.NoDay && b != likeness.NoDay && a-b <= days && b-a <= days
}
