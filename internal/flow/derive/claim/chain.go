package claim

import (
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// most of a content is another relation where at least this part of its words is.
const most = 0.7

// chains joins relations whose content is another relation: "officials said that the minister had said so". The inner
// one is kept, with the outer source as the one who passed it on.
func (x *finder) chains() {
	for i := range x.relations {
		if r := &x.relations[i]; r.Frame.Part == partCiting {
			x.cites(i, r)
		}
	}
	for i := range x.relations {
		for j := range x.relations {
			if c := x.relations[j].calls; c > 0 && x.relations[i].Word == c {
				x.relations[i].gone = true
			}
		}
	}
	x.besideEachOther()
	x.passOn()
	for i := range x.relations {
		a := &x.relations[i]
		if a.Frame.Part == partCiting || a.gone {
			continue
		}
		for j := range x.relations {
			if i != j && a.Content.Has(x.relations[j].Word) {
				x.nest(a, &x.relations[j])
			}
		}
		x.quotedAs(a)
	}
}

// cites gives what a sentence says to who it cites; who said it passed it on.
func (x *finder) cites(i int, a *Relation) {
	j, ok := x.byWord[a.Top]
	if !ok || j == i {
		return
	}
	b := &x.relations[j]
	if b.Source != text.NoToken {
		b.via = append(b.via, b.Source)
	}
	b.Source, a.gone = a.Source, true
}

// quotedAs adds who quoted somebody: "was quoted by the agency as saying".
func (x *finder) quotedAs(r *Relation) {
	h := x.trees.Head(r.Word)
	if h == text.NoToken || len(x.lex.of(partCiting, x.lemma(h))) == 0 || !x.trees.IsRel(r.Word, "advcl", "xcomp", "ccomp") {
		return
	}
	if a := x.agent(h); a != text.NoToken {
		r.via = append(r.via, a)
	} else if s := x.subject(h, 0); s != text.NoToken && s != r.Source && x.trees.Child(h, "aux:pass") == text.NoToken {
		r.via = append(r.via, s)
	}
}

// nest says what becomes of a relation inside the content of another one.
func (x *finder) nest(a, b *Relation) {
	if b.Word == a.Word || b.Frame.Part == partQuote {
		return
	}
	if c := b.Frame.Content[0]; c == slotPred && b.Source != text.NoToken && a.Source != text.NoToken && x.isClass(classAsking, a.Content.First) && len(x.doc.ActorsAt(b.Source)) == 0 && x.trees.UPOS(b.Source) == "PRON" {
		b.Source, a.gone = a.Source, true // "protested what it called a violation"
		return
	}
	same := a.Top == b.Word || x.trees.IsRel(b.Word, "conj") && x.conjunct(b.Word, a.Top) || x.lightOf(b, a.Top)
	first := b.Source != text.NoToken && x.isClass(classFirst, b.Source)
	switch {
	case b.Frame.Part == partPreposition && !same:
		return
	case a.Direct && first && (a.turn || x.quoted(b.Word)):
		if same && a.Stance == record.Assert && b.IsClaim() {
			a.Stance = b.Stance
		}
		b.gone = b.gone || same || b.Stance == record.Assert
		return
	case a.Direct && b.Frame.Kind == kindThink && x.quoted(b.Word):
		b.gone = true // what others think, in the words of who is quoted
		return
	case a.Direct && same && x.quoted(b.Word) && b.Source != text.NoToken && x.trees.UPOS(b.Source) == "PRON" && !x.isClass(classFirst, b.Source):
		b.gone = true // "They tell us": nothing says who they are
		return
	case b.Frame.Part == partNoun && b.Source == text.NoToken:
		b.gone = b.gone || a.IsClaim()
		return
	}
	if same && (a.Negated || a.Idle || a.Stance != record.Assert && a.Stance != record.Warn && a.Stance != record.Accuse) {
		b.Idle = true
		return
	}
	if !b.IsClaim() || !a.IsClaim() {
		return
	}
	if a.Source != text.NoToken && a.Source != b.Source {
		b.via = append(append([]text.TokenID{}, b.via...), a.Source)
	}
	if !same {
		return
	}
	switch {
	case a.Frame.Part == partVerb && a.Frame.Kind == kindSay && a.Clausal && x.past(b.Word) && b.Frame.Part == partVerb && b.Frame.Stance == record.Demand:
		b.gone = true // "said he had advised his capital to wait"
	case a.Frame.Kind == kindThink && b.Stance != record.Assert:
		b.gone = true // "believes that Moscow wants": it is what is believed
	case x.lightOf(b, a.Top):
		a.gone = true // "stressed the need to act": the demand tells it
	case x.trees.IsRel(b.Word, "conj") && b.Word != a.Top && a.Frame.Part == partVerb && x.parted(b.Word) && b.Word > a.Top: // "told them that they would fight, and accuse"
		a.Content = x.trim(text.TokenRange{First: a.Content.First, End: x.trees.Edges(b.Word).First})
	case b.Word != a.Top && a.Frame.Part == partVerb && !a.Direct && x.trees.IsRel(b.Word, "conj") && b.Content.First > b.Word && x.trees.Edges(b.Word).First-a.Content.First > 2: // "said she accepted it but maintained that"
		a.Content = x.withoutLastConjunction(text.TokenRange{First: a.Content.First, End: x.trees.Edges(b.Word).First})
	case a.Frame.Part == partPreposition || b.Source == text.NoToken || x.trees.UPOS(b.Source) == "PRON":
		if a.gone = x.covers(b, a); a.gone && a.Frame.Kind == kindSay && b.Source != text.NoToken && x.lower(b.Source) == "it" && len(x.doc.ActorsAt(b.Source)) == 0 && a.Source != text.NoToken {
			b.Source = a.Source // "The party said it rejected the result"
		}
	}
}

// past says that a verb tells with "had" of what was done before it was said.
func (x *finder) past(t text.TokenID) bool {
	for _, c := range x.trees.ChildrenBy(t, "aux") {
		if x.lower(c) == "had" {
			return true
		}
	}
	return false
}

// withoutLastConjunction takes a conjunction from the end of a run.
func (x *finder) withoutLastConjunction(r text.TokenRange) text.TokenRange {
	r = x.trim(r)
	for r.Len() > 2 && x.trees.UPOS(r.End-1) == "CCONJ" {
		r = x.trim(text.TokenRange{First: r.First, End: r.End - 1})
	}
	return r
}

// conjunct says that a word is coordinated with another one.
func (x *finder) conjunct(t, with text.TokenID) bool {
	for x.trees.IsRel(t, "conj") {
		if t = x.trees.Head(t); t == with {
			return true
		}
	}
	return false
}

// lightOf says that the word at the top is the light verb of the noun of a relation.
func (x *finder) lightOf(b *Relation, top text.TokenID) bool {
	return b.Frame.Part == partNoun && top != text.NoToken && b.Cue.Has(top)
}

// covers says that most of the words of a content are another relation.
func (x *finder) covers(b, a *Relation) bool {
	whole := hull(b.Cue, b.Content)
	if b.Source != text.NoToken && a.Content.Has(b.Source) {
		whole = hull(whole, x.trees.Edges(b.Source))
	}
	shared := text.TokenRange{First: max(whole.First, a.Content.First), End: min(whole.End, a.Content.End)}
	return float64(shared.Len()) >= most*float64(a.Content.Len())
}

// besideEachOther ends what is said before a cue that is no part of it: "said the water had fallen, and blamed Cairo",
// "deny that it was tested, as a newspaper reported".
func (x *finder) besideEachOther() {
	f := x.trees
	for i := range x.relations {
		for j := range x.relations {
			a, b := &x.relations[i], &x.relations[j]
			if i == j || a.Direct || b.Word <= a.Word || !a.Content.Has(b.Word) || a.Content.First >= b.Word || x.quoted(b.Word) {
				continue
			}
			adding := f.Morph(b.Word).XPOS == "VBG" && f.IsRel(b.Word, "advcl", "acl", "conj", "xcomp") && b.Source != text.NoToken && (b.Source == a.Source || x.trees.UPOS(b.Source) == "PRON" && a.Content.Has(b.Source) && a.Source != text.NoToken) && b.Content.First > b.Word && x.afterComma(b.Word)
			and := f.IsRel(b.Word, "conj") && f.Head(b.Word) == a.Word && f.Child(b.Word, "cc") != text.NoToken
			as := f.IsRel(b.Word, "advcl") && x.hasMark(b.Word, "as") && f.Child(b.Word, "nsubj") != text.NoToken && b.Content.End <= b.Word
			if first := f.Edges(b.Word).First; (and || as || adding) && first > a.Content.First+1 {
				a.Content = x.trim(text.TokenRange{First: a.Content.First, End: first})
				for a.Content.Len() > 2 && f.UPOS(a.Content.End-1) == "CCONJ" {
					a.Content = x.trim(text.TokenRange{First: a.Content.First, End: a.Content.End - 1})
				}
			}
		}
	}
}

// passOn makes "according to a statement" behind a quotation that has its speaker one who passed it on.
func (x *finder) passOn() {
	for i := range x.relations {
		a := &x.relations[i]
		if a.Frame.Part != partPreposition || a.gone {
			continue
		}
		for j := range x.relations {
			b := &x.relations[j]
			if i == j || !b.Direct || b.gone || b.Frame.Part != partVerb || b.Source == text.NoToken || x.doc.SentenceOf(b.Word) != x.doc.SentenceOf(a.Word) || b.Content.Has(a.Word) {
				continue
			}
			if shared := min(a.Content.End, b.Content.End) - max(a.Content.First, b.Content.First); float64(shared) >= most*float64(b.Content.Len()) {
				b.via, a.gone = append(b.via, a.Source), true
				break
			}
		}
	}
}
