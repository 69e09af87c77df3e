package dispute

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/record"
)

// flatNo tells whether a content says that what was told is not so without telling it: "An absolute lie", "Pure lies: we have kept
// to the truce", "Not so", "That was not the case".
func flatNo(content string) bool {
	const short, head = 7, 3
	clause, _, _ := strings.Cut(content, ":")
	list := plain(clause)
	if len(list) == 0 || len(list) > short {
		return false
	}
	for _, w := range list[1:] {
		if is(verbal, w) { // "lies in ruins"
			return isNot(list)
		}
	}
	return isNot(list) || anyOf(untrue, list[:min(head, len(list))]) && !anyOf(negator, list)
}

// isNot finds "not so", "that was not the case", "quite the contrary".
func isNot(list []string) bool {
	text := " " + strings.Join(list, " ") + " "
	for _, p := range vocabulary().flat {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// breach tells whether a criticism calls what somebody did a breach: "called the announcement a complete violation of the deal".
func breach(c *record.Claim) bool {
	return c.Stance == record.Criticize && c.Source != nil && anyOf(fight, plain(c.Content))
}

// goesOnFiring finds "the rebels never stopped", where the negation says that they went on.
func goesOnFiring(list []string) bool {
	for i, w := range list {
		if is(negator, w) && i+1 < len(list) && is(ceasing, list[i+1]) { // and not "did not stop any boat"
			rest := list[i+2:]
			return len(rest) == 0 && list[i+1] != "let" || len(rest) > 0 && (rest[0] == "up" || list[i+1] != "let" && (strings.HasSuffix(rest[0], "ing") || is(aside, rest[0]) || is(joining, rest[0])))
		}
	}
	return false
}

// mirrored tells whether two claims of one report right behind each other each lay force, or a breach, on the other one's party: "the
// rebels said soldiers had entered their camp; the army replied that it was the rebels who attacked".
func mirrored(a, b *features) bool {
	if a.Key == "" || b.Key == "" || a.Party == b.Party || !a.Known && !b.Known || b.Start-a.End >= rightBehind || nested(a, b) {
		return false
	}
	x, y := a.Said, b.Said
	if x.Denies || y.Denies || x.Ahead || y.Ahead || x.Told || y.Told || x.Admits || y.Admits {
		return false
	}
	return layOn(x, b.Party) && (layOn(y, a.Party) || y.Breach && b.Start-a.End < rightNext) || b.Start-a.End < rightNext && (turned(a, b) || deadBy(a, b))
}

// layOn tells whether a content says that a party used force, broke something or is to blame.
func layOn(s *statement, party string) bool {
	if party == "" {
		return false
	}
	if s.Began == party && (len(s.Fight) > 0 || s.Fires || s.Blames) || s.Accuses && s.Target == party && (len(s.Fight) > 0 || s.Attack || s.Fires) {
		return true
	}
	return slices.ContainsFunc(s.Acts, func(v act) bool { return v.Type == "ASSAULT" && !v.No && slices.Contains(v.By, party) })
}

// turned tells whether the second of two claims puts the blame elsewhere, where the first lays it on its own party: "Moscow says it is
// Ukrainian mines; Kyiv blames the blockade alone".
func turned(a, b *features) bool {
	return b.Said.Blames && slices.Contains(a.Said.Parties, b.Party) && (b.Said.Target == "" || b.Said.Target == a.Party) && a.Known && b.Known
}

// otherDoer tells whether the second claim, right behind the first, says that it was another party that did what the first one tells:
// "Afghan guards closed the gate, officials said. It was Pakistan that had closed it, the commissioner said".
func otherDoer(a, b *features) bool {
	x, y := a.Said, b.Said
	gap := b.Start - a.End
	return y.Cleft && gap >= 0 && gap < rightBehind && a.Key != "" && b.Key != "" && a.Key != b.Key && !x.Told && !y.Told && !x.Denies && !y.Denies && !x.Ahead && !nested(a, b) &&
		x.subject() != "" && y.subject() != "" && x.subject() != y.subject() && likeness.Compare(x.Words, y.Words).Mass >= 1
}

// deadBy tells whether two claims tell of one killing, which the second lays on the first one's party: "killed by their captors, the
// army says", "an air raid of the army killed all three".
func deadBy(a, b *features) bool {
	x, y := a.Said, b.Said
	kills := func(s *statement) bool {
		return slices.ContainsFunc(s.Words, func(w likeness.Word) bool { return w.Stem == meaningOf("kill") })
	}
	return a.Known && b.Known && anyOf(taking, plain(b.Says)) && kills(x) && kills(y) && len(x.Began) == 0 && layOn(y, a.Party) && !slices.ContainsFunc(x.Acts, func(v act) bool { return slices.Contains(v.By, b.Party) || slices.Contains(v.By, a.Party) })
}

// mutual notes who each of two parties lays the same breach on that they charged each other with right before: "Each charged the
// other with breaking it. Artillery was used against the north, Armenia said; the enemy shelled the town, said the ministry in Baku".
func mutual(all []*features, note func(a, b *features, matter string)) {
	const reach = 450
	for i, a := range all {
		if a.Said == nil || !a.Said.Accuses {
			continue
		}
		for _, b := range all[i+1:] {
			if b.Said == nil || !b.Said.Accuses || b.Start != a.Start || b.End != a.End || a.Party == b.Party {
				continue
			}
			if x, y := nextOf(all, a, reach), nextOf(all, b, reach); x != nil && y != nil && len(x.Said.Pairs) == 0 && len(y.Said.Pairs) == 0 && !nested(x, y) {
				note(x, y, agent)
			}
		}
	}
}

// nextOf gives the first claim of the party of a claim behind it, of force and within reach; nil where there is none.
func nextOf(all []*features, a *features, reach int) *features {
	for _, b := range all {
		s := b.Said
		if s != nil && b.Key != "" && b.Party == a.Party && b.Start >= a.End && b.Start-a.End < reach && !s.Denies && !s.Told && !s.Ahead && (s.Attack || s.Fires || len(s.Fight) > 0) {
			return b
		}
	}
	return nil
}

// noSuchPlan tells whether the second claim, of a party that the first names, says that there will be nothing of the kind that the first
// one announces: "negotiators would speak with Iran", "no plan for any meeting has been made".
func noSuchPlan(a, b *features) bool {
	x, y := a.Said, b.Said
	if !x.Ahead || x.Denies || x.Told || !y.Denies || y.Denial || y.Ahead || a.Key == "" || b.Key == "" || a.Party == b.Party || nested(a, b) || !slices.Contains(x.Parties, b.Party) {
		return false
	}
	gap := b.Start - a.End
	if gap >= 0 && gap < rightNext && slices.ContainsFunc(vocabulary().plan, func(m likeness.Mark) bool { return slices.Contains(y.Not, m) }) {
		return true // "the Kremlin speaks of no date"
	}
	return gap >= 0 && gap < rightBehind && slices.ContainsFunc(x.Words, func(w likeness.Word) bool { return slices.Contains(y.Not, w.Stem) })
}
