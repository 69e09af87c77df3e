package dispute

import (
	"cmp"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/record"
)

// oppose finds the tellings of one report that stand against each other, and notes it on both: those that the model of rivals finds likely, to
// which what the rules say is one hint of many. Where the text is not known, the rules alone say it.
func (d *document) oppose(all []*features) {
	d.byRules(all)
	d.weighed(all, notePair)
	if d.text == "" {
		return
	}
	rivals := d.rivals(all)
	for _, f := range all {
		if f.Said != nil {
			f.Said.Pairs = nil
		}
	}
	for _, x := range chosen(rivals) {
		d.stated(x.a)
		d.stated(x.b)
		notePair(x.a, x.b, x.matter)
	}
}

// chosen gives the couples that the model finds likely, in the order of the text: of those that are readings of the same words on both sides, the one of
// the most claims, and of these the likeliest.
func chosen(rivals []Rivals) []Rivals {
	type found struct {
		Rivals
		sure   float64
		claims int
	}
	var all []found
	for _, x := range rivals {
		p := rivalModel().All(x.Features)
		if sure := 1 - p[0]; sure < leastRuled || x.Ruled == "" && sure < leastRival {
			continue
		}
		x.matter = Matters[likeliest(p)]
		f := found{x, 1 - p[0], 0}
		for _, one := range []*features{x.a, x.b} {
			if one.claim != nil {
				f.claims++
			}
		}
		all = append(all, f)
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Or(cmp.Compare(b.claims, a.claims), cmp.Compare(b.sure, a.sure)) })
	var kept []Rivals
	for _, x := range all {
		if !slices.ContainsFunc(kept, func(k Rivals) bool { return k.A.Overlaps(x.A) && k.B.Overlaps(x.B) }) {
			kept = append(kept, x.Rivals)
		}
	}
	slices.SortStableFunc(kept, func(a, b Rivals) int {
		return cmp.Or(cmp.Compare(a.A.Start, b.A.Start), cmp.Compare(a.B.Start, b.B.Start))
	})
	return kept
}

// stated makes of a telling that says nothing the rules know one that says something.
func (d *document) stated(f *features) {
	if f.Said != nil {
		return
	}
	p := passage{record.Span{Start: f.Start, End: f.End}, f.Says}
	if f.claim != nil {
		p.words, p.span = said(f.claim)
	}
	f.Said = &statement{Words: d.wordsOf(p.words, p.span), Parties: d.partiesIn(p.span), Ahead: true}
}

func notePair(a, b *features, matter string) {
	a.Said.Pairs = append(a.Said.Pairs, pair{b.ID, matter})
	b.Said.Pairs = append(b.Said.Pairs, pair{a.ID, matter})
}

// byRules notes those that a rule of their form sets against each other.
func (d *document) byRules(all []*features) {
	note := notePair
	countered := map[*features][]string{} // who names another one as the one who began
	for i, a := range all {
		if a.Said == nil || a.Said.Denies {
			continue
		}
		for _, b := range all[i+1:] {
			if b.Said == nil || a.Said.Told || b.Said.Told || b.Said.Denies && !answersCharge(a, b) && (b.Said.Denial || !repliesTo(a, b) && !contrary(a, b) && !noSuchPlan(a, b)) {
				continue
			}
			switch {
			case mirrored(a, b), blamed(a, b), otherDoer(a, b), a.Key != "" && b.Key != "" && b.Start-a.End < rightBehind && !nested(a, b) && otherMaker(a, b):
				countered[a] = append(countered[a], b.Key)
				note(a, b, agent)
			case hitOthers(a, b) && b.Start-a.End < farApart:
				countered[a] = append(countered[a], b.Key)
				note(a, b, agent)
			case answersCharge(a, b), contrary(a, b) && b.Start-a.End < farApart, repliesTo(a, b), noSuchPlan(a, b):
				countered[a] = append(countered[a], b.Key)
				note(a, b, occurrence)
			case a.Said.Accuses && b.Said.Replies && a.Party != b.Party && b.Start > a.Start && b.Start-a.End < rightNext:
				note(a, b, occurrence)
			}
		}
	}
	mutual(all, note)
	for i, a := range all {
		if a.Said == nil || !a.Said.Denies {
			continue
		}
		if b := denied(a, all[:i], all); b != nil {
			matter := matterOf(a.Said, b.Said)
			if slices.Contains(countered[b], a.Key) { // one with what he says instead
				note(a, b, matterWith(b, a.Key, all))
				continue
			}
			if c, m := instead(a, b, all); c != nil {
				note(a, c, m)
				continue
			}
			note(a, b, matter)
			if (a.Said.Charge || a.Said.Denial && a.content.End <= a.Start) && !a.Said.Part {
				goOn(a, b, all, matter, note)
			}
		}
	}
	d.asRead(all, note)
}

// matterWith gives on what a claim stands against another one of a source.
func matterWith(b *features, key string, all []*features) string {
	for _, p := range b.Said.Pairs {
		if slices.ContainsFunc(all, func(c *features) bool { return c.ID == p.ID && c.Key == key }) {
			return p.Matter
		}
	}
	return occurrence
}

// instead gives what the denier of an account contradicts in the words he has instead right behind, and on what, where that was
// found: the denial is one with them.
func instead(a, b *features, all []*features) (*features, string) {
	if !a.Said.Charge || a.Said.Part {
		return nil, ""
	}
	for _, c := range all {
		if c == a || c.Said == nil || c.Said.Told || c.Party != a.Party || c.Start < a.Start || c.Start-a.End >= rightNext {
			continue
		}
		for _, p := range c.Said.Pairs {
			for _, d := range all {
				if d.ID == p.ID && d.Party == b.Party && d.Said != nil && !d.Said.Denies && d.Start < a.Start {
					return d, p.Matter
				}
			}
		}
	}
	return nil, ""
}

// goOn notes what belongs to a denial that does not tell what it denies: what the denier says instead right behind, and the other
// claims of the account that is denied.
func goOn(a, b *features, all []*features, matter string, note func(a, b *features, matter string)) {
	for _, c := range all {
		if c == a || c == b || c.Said == nil || c.Said.Told || c.Said.Ahead || c.Key == "" || nested(a, c) || nested(b, c) || len(c.Said.Pairs) > 0 {
			continue
		}
		switch {
		case c.Party == a.Party && c.Start >= a.Start && c.Start-a.End < rightNext:
			note(c, b, matter)
		case a.Said.Report && c.Party == b.Party && !c.Said.Denies && c.Start < b.Start && b.Start-c.End < rightBehind:
			note(a, c, matter)
		}
	}
}

// answersCharge tells whether a claim right behind an accusation is the answer of the accused, who says no.
func answersCharge(a, b *features) bool {
	return a.Said.Accuses && b.Said.Denies && !b.Said.Denial && !b.Said.Ahead && a.Said.Target != "" && a.Said.Target == b.Party &&
		b.Start >= a.End && b.Start-a.End < rightNext
}

// asRead notes what the reading of the report found to contradict each other, of denials that nothing else was found for.
func (d *document) asRead(all []*features, note func(a, b *features, matter string)) {
	byID := map[record.ID]*features{}
	for _, f := range all {
		if f.Said != nil {
			byID[f.ID] = f
		}
	}
	for _, p := range d.disputes {
		if p.Relation != "contradicts" || len(p.Claims) != 2 {
			continue
		}
		a, b := byID[p.Claims[0]], byID[p.Claims[1]]
		if a == nil || b == nil || a.Said.Denial == b.Said.Denial {
			continue
		}
		if b.Said.Denial {
			a, b = b, a
		}
		told := len(a.Said.Words) > fewWords && !a.Said.Charge
		if told && likeness.Compare(a.Said.Words, b.Said.Words).Mass < 1 {
			continue
		}
		if len(a.Said.Pairs)+len(b.Said.Pairs) == 0 && !b.Said.Denies && a.Key != b.Key && !d.inHeadline(record.Span{Start: b.Start, End: b.End}) {
			note(a, b, matterOf(a.Said, b.Said))
		}
	}
}
