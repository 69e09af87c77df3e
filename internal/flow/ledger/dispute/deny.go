package dispute

import (
	"slices"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/record"
)

// denied gives what a denial of the same report denies: the same words, told of somebody else; else, where it does not
// say what, the last accusation of the one who denies, or what was said right before; else what shares its words.
func denied(a *features, before, all []*features) *features {
	if a.Key == "" {
		return nil
	}
	if a.Said.Denial {
		for _, b := range all {
			if a.cue != nil && b.content.Contains(*a.cue) { // somebody tells that it was denied
				continue
			}
			if b != a && b.Said != nil && !b.Said.Denial && !b.Said.Told && (b.Key == "" || b.Key != a.Key) &&
				(overlap(a.content, b.content) || b.Key != "" && a.content.Contains(b.content)) && !b.content.Contains(record.Span{Start: a.Start, End: a.End}) {
				return b
			}
		}
	}
	if b := hitByDenier(a, before); b != nil {
		return b
	}
	if a.Said.Charge {
		if b := charged(a, before); b != nil {
			return b
		}
		if b := chargedBehind(a, all); b != nil || a.Said.Part {
			return b
		}
	}
	if b := sameAct(a, before); b != nil {
		return b
	}
	if a.Said.Self && !a.Said.Charge {
		if b := charged(a, before); b != nil {
			return b
		}
	}
	if b := answered(a, before); b != nil {
		return b
	}
	var best *features
	most := 0.0
	for _, b := range all {
		if b == a || b.Said == nil || b.Said.Denial || b.Said.Denies && !a.Said.Denial || b.Key == "" && !b.Said.Told || b.Party == a.Party && !b.Said.Admits || nested(a, b) {
			continue
		}
		if b.Said.Told && !(a.Said.Denial && slices.Contains(b.Said.Parties, a.Party)) {
			continue
		}
		if s := likeness.Compare(a.Said.Words, b.Said.Words); saysNo(a, b, s) && s.Mass >= most { // of equals the last
			best, most = b, s.Mass
		}
	}
	if best == nil && a.Said.Denial && !a.Said.Charge {
		return toldBehind(a, all)
	}
	return best
}

// toldBehind gives what a denial answers that is told right behind it: "denied that he had taken money. A prosecutor had said that
// money was found".
func toldBehind(a *features, all []*features) *features {
	for _, b := range all {
		if b.Said == nil || b.Said.Denies || b.Said.Told || b.Said.Ahead || b.Key == "" || b.Key == a.Key || b.Party == a.Party || b.Start < a.End || b.Start-a.End >= rightBehind || nested(a, b) {
			continue
		}
		if s := likeness.Compare(a.Said.Words, b.Said.Words); s.Mass-usualMass(a.Said, b.Said) >= 1 && s.Part >= 0.4 {
			return b
		}
	}
	return nil
}

// nested tells whether one claim is told within the other.
func nested(a, b *features) bool {
	if (a.Said.Told || b.Said.Told) && overlap(a.content, b.content) {
		return true
	}
	return a.cue != nil && b.content.Contains(*a.cue) || a.content.Contains(record.Span{Start: b.Start, End: b.End}) || b.content.Contains(record.Span{Start: a.Start, End: a.End}) ||
		overlap(a.content, b.content) && !a.Said.Denial && !b.Said.Denial
}

// saysNo tells whether one denies what the other says: enough words are shared, and those that a "not" is about are among
// them.
func saysNo(a, b *features, shared likeness.Shared) bool {
	if a.Said.Denial || !enough(shared) {
		return enough(shared)
	}
	return (a.Known || b.Known) && slices.ContainsFunc(b.Said.Words, func(w likeness.Word) bool {
		return w.Weight > 1 && slices.Contains(a.Said.Not, w.Stem)
	})
}

// answered gives what a denial answers that was said right before it of the one who denies and shares a word with it:
// "denied carrying out the strikes".
func answered(a *features, before []*features) *features {
	if !a.Said.Denial {
		return nil
	}
	for _, b := range slices.Backward(before) {
		if b.Said == nil || b.Said.Denial || b.Said.Pledge || b.Key != "" && b.Key == a.Key || b.Party != "" && b.Party == a.Party || a.Start-b.End > rightBehind || nested(a, b) {
			continue
		}
		about := slices.Contains(b.Said.Parties, a.Party)
		if b.Party != "" && slices.Contains(a.Said.Parties, b.Party) && likeness.Compare(a.Said.Words, b.Said.Words).Mass-usualMass(a.Said, b.Said) >= 1 {
			return b // "denied that trade had come up in talks with American leaders"
		}
		if s := likeness.Compare(a.Said.Words, b.Said.Words); s.Mass >= 2 || about && (s.Mass >= 1 || a.Start-b.End < rightNext && !a.Said.Ahead && tellsLittle(a.Said.Words)) {
			return b
		}
	}
	return nil
}

// tellsLittle tells whether what is denied has hardly a word of weight: "this", "any such meeting".
func tellsLittle(words []likeness.Word) bool {
	heavy := 0
	for _, w := range words {
		if w.Weight > 1 {
			heavy++
		}
	}
	return heavy <= 1 && len(words) <= fewWords
}

// charged gives what a denial of a charge or of a part in something answers: the last accusation of the one who denies;
// else what was said by whom the denial names ("Delhi's claims"); else what was said right before.
func charged(a *features, before []*features) *features {
	var named, last *features
	for _, b := range slices.Backward(before) {
		if b.Said == nil || b.Said.Denial || b.Said.Told || b.Said.Pledge || b.Key != "" && b.Key == a.Key || a.Start-b.End > nearDenial || nested(a, b) {
			continue
		}
		accused := !a.Said.Report && b.Said.Accuses && (b.Said.Target == "" || b.Said.Target == a.Party || b.Said.Target == a.Key || slices.Contains(b.Said.Parties, a.Party))
		switch {
		case accused, a.Said.Part && b.Said.Links && b.Party != a.Party, a.Said.Part && b.Said.Owns && likeness.Compare(a.Said.Words, b.Said.Words).Mass > 0:
			return b
		case a.Said.Part && b.Party != a.Party && !b.Said.Denies && slices.ContainsFunc(b.Said.Acts, func(v act) bool { return v.Type == "ASSAULT" && slices.Contains(v.By, a.Party) }):
			return b
		case a.Said.Part || a.Said.Self || b.Said.Denies || len(b.Said.Words) < 2 && (a.Start-b.End >= rightNext || len(b.Said.Words) == 0):
		case named == nil && b.Party != "" && slices.Contains(a.Said.Parties, b.Party):
			named = b
		case last == nil && a.Start-b.End < rightBehind && (slices.Contains(b.Said.Parties, a.Party) || a.Start-b.End < rightNext || a.Said.Blame && b.Said.Attack && a.Known && b.Known):
			last = b
		}
	}
	if named != nil {
		return named
	}
	return last
}

// hitByDenier gives what was said before of civilians who were hit, where it is denied that somebody fired on such people.
func hitByDenier(a *features, before []*features) *features {
	if !a.Said.Denial || !a.Said.Civil || !a.Said.Attack && !a.Said.Fires {
		return nil
	}
	for _, b := range slices.Backward(before) {
		if b.Said != nil && b.Said.Hit == string(civil) && !b.Said.Told && b.Key != "" && b.Party != a.Party && a.Start-b.End < rightBehind && !nested(a, b) {
			return b
		}
	}
	return nil
}

// chargedBehind gives what the report tells right behind a denial of a part in something: an accusation of the one who denies,
// or an act of his.
func chargedBehind(a *features, all []*features) *features {
	if !a.Said.Part {
		return nil
	}
	for _, b := range all {
		if b.Said == nil || b.Said.Denies || b.Said.Told || b.Key == "" || b.Key == a.Key || b.Party == a.Party || b.Start < a.End || nested(a, b) {
			continue
		}
		byHim := slices.ContainsFunc(b.Said.Acts, func(v act) bool { return !v.No && a.Party != "" && slices.Contains(v.By, a.Party) })
		if byHim && b.Start-a.End < rightNext || b.Said.Accuses && a.Party != "" && b.Said.Target == a.Party && b.Start-a.End < rightBehind {
			return b
		}
	}
	return nil
}

// enough tells whether two contents are about one thing.
func enough(s likeness.Shared) bool {
	if s.Mass > 1 && s.Part >= 0.8 { // all that is denied was said
		return true
	}
	return s.Mass >= 2 && s.Part >= 0.5 || s.Mass >= 3 && s.Part >= 0.4
}
