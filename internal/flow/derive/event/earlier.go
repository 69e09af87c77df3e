package event

import (
	"slices"
	"strconv"

	"github.com/chancery-project/chancery/internal/text"
)

// How many sentences before an act an actor may stand that the model of sides takes for one of its sides, and how many of them it looks at.
const (
	mostBack    = 4
	mostEarlier = 8
)

// earlierPhrase is the last phrase of an actor before a sentence.
type earlierPhrase struct {
	at    text.TokenID
	all   []side
	back  int // sentences back
	rank  int // actors that stand nearer
	often int // sentences of those looked at that name it
}

// phrasesOf gives the phrases of a sentence that name actors, the last first.
func (r *reader) phrasesOf(i int) []earlierPhrase {
	if all, known := r.phrased[i]; known {
		return all
	}
	var all []earlierPhrase
	s := &r.doc.Sentences[i]
	switch s.Kind {
	case text.PageParts, text.Dateline, text.Byline:
	default:
		for x := s.Tokens.End - 1; x >= s.Tokens.First && s.Tokens.Len() <= maxWords; x-- {
			if !r.phraseHead(x) {
				continue
			}
			if own := r.trees.UPOS(x) == "ADJ"; own {
				continue
			}
			sides := slices.DeleteFunc(r.sides(x), func(s side) bool { return s.at != x || !political(&s.actor) && !(r.worldly && someone(&s)) })
			if len(sides) > 0 {
				all = append(all, earlierPhrase{at: x, all: sides})
			}
		}
	}
	if r.phrased == nil {
		r.phrased = map[int][]earlierPhrase{}
	}
	r.phrased[i] = all
	return all
}

// namedBefore gives the actors of the sentences before one, the nearest first, each with its last phrase. Those whom the sentence itself names are
// left out: what it says of them it says itself.
func (r *reader) namedBefore(sentence int) (all []earlierPhrase) {
	if list, known := r.givenBefore[sentence]; known {
		return list
	}
	here := r.phrasesOf(sentence)
	for back := 1; back <= mostBack && sentence-back >= 0; back++ {
		seen := map[int]bool{} // of all
		for _, p := range r.phrasesOf(sentence - back) {
			if slices.ContainsFunc(here, func(h earlierPhrase) bool { return sharesActor(h.all, p.all) }) {
				continue
			}
			if k := slices.IndexFunc(all, func(e earlierPhrase) bool { return sharesActor(e.all, p.all) }); k >= 0 {
				if !seen[k] {
					all[k].often++
				}
				seen[k] = true
				continue
			}
			if len(all) == mostEarlier {
				continue
			}
			seen[len(all)] = true
			all = append(all, earlierPhrase{at: p.at, all: p.all, back: back, rank: len(all), often: 1})
		}
	}
	if r.givenBefore == nil {
		r.givenBefore = map[int][]earlierPhrase{}
	}
	r.givenBefore[sentence] = all
	return all
}

// sharesActor says that two phrases name an actor that is the same.
func sharesActor(a, b []side) bool {
	return slices.ContainsFunc(a, func(x side) bool {
		return slices.ContainsFunc(b, func(y side) bool { return sameActor(&x.actor, &y.actor) })
	})
}

// across lists how an actor of a sentence before stands to a word that tells an act of a type.
func (r *reader) across(w text.TokenID, p *earlierPhrase, typ string) []uint64 {
	f := r.trees
	a := &about{r: r}
	lemma, pos := lowerLemma(f.Lemma(w)), string(r.posOf(w))
	kind, sector := r.kindAround(p.at)
	back := strconv.Itoa(p.back)
	form := "plain"
	if pos == "v" {
		subject, object := r.subject(w), r.object(w)
		switch {
		case r.passive(w):
			form = "passive"
		case subject == text.NoToken:
			form = "no subject"
		case f.UPOS(subject) == "PRON":
			form = "pronoun subject"
		}
		if object == text.NoToken {
			form += ", no object"
		}
	} else {
		form = "noun"
		if f.Child(w, "nmod:poss") != text.NoToken {
			form = "owned noun"
		}
		for _, n := range f.ChildrenBy(w, "nmod", "obl") {
			for _, m := range f.ChildrenBy(n, "case") {
				a.add("far has", r.preposition(m), typ)
			}
		}
		if d := f.Child(w, "det"); d != text.NoToken {
			form += " " + r.lower(d)
		}
		if v := r.carrier(w); v != text.NoToken {
			form += ", carried"
		}
	}
	a.add("far", back)
	a.add("far form", pos, form, typ)
	a.add("far form", pos, form, back)
	a.add("far lemma", pos, lemma)
	a.add("far rank", strconv.Itoa(p.rank), back)
	a.add("far rank", strconv.Itoa(p.rank), typ)
	a.add("far often", strconv.Itoa(min(p.often, 3)))
	a.add("far kind", kind, sector, typ)
	a.add("far kind", kind, sector, form)
	rel := f.Rel(p.at)
	a.add("far rel", rel, typ)
	a.add("far rel", rel, back)
	a.add("far rel", rel, form)
	a.add("far rank and rel", strconv.Itoa(p.rank), rel)
	if h := f.Head(p.at); h != text.NoToken {
		if f.IsRel(h, "root") {
			a.add("far of root", rel, back)
			a.add("far of root", rel, typ)
		}
		for i, l := range r.leanings(h) {
			if i == 0 {
				a.add("far act", rel, l.Type, typ)
				if f.Lemma(h) == f.Lemma(w) {
					a.add("far same word", rel, back)
				}
			}
		}
	}
	for _, e := range slices.Backward(r.earlierActs) {
		if r.doc.SentenceOf(w)-r.doc.SentenceOf(e.at) > mostBack {
			break
		}
		if r.doc.SentenceOf(e.at) >= r.doc.SentenceOf(w) {
			continue
		}
		role := ""
		switch {
		case sharesActor(e.actors, p.all):
			role = "A"
		case sharesActor(e.recipients, p.all):
			role = "R"
		default:
			continue
		}
		same := "other type"
		if e.trigger.Frame.Type == typ {
			same = "same type"
		}
		a.add("far was", role, same)
		a.add("far was", role, e.trigger.Frame.Type, typ)
		a.add("far was", role, same, form)
		break
	}
	slices.Sort(a.all)
	return slices.Compact(a.all)
}

// Told is what is known of a word: the type of the act that it tells, and the words that head the phrases of its sides, also in sentences
// before.
type Told struct {
	Type, Status   string
	Actors, Others []text.TokenID
}

// Pair is a phrase beside or before a word that tells an act, with the features of how it stands to it and the role it has, one of
// [learnt.Roles].
type Pair struct {
	Features []uint64
	Role     string
	Before   bool // that it stands in another sentence
}

// Pairs gives for each word of a document that tells an act how each phrase of its sentence, and each actor of those before, stands to it.
func (s *Stage) Pairs(doc *text.Document, told map[text.TokenID]Told) (all []Pair, err error) {
	r, err := s.reader(doc)
	if err != nil {
		return nil, err
	}
	r.unlearnt = true
	for i := range doc.Sentences {
		r.sentence(i)
		run := doc.Sentences[i].Tokens
		for w := run.First; w < run.End; w++ {
			t, ok := told[w]
			if !ok {
				continue
			}
			for x := run.First; x < run.End; x++ {
				if x != w && r.phraseHead(x) {
					role := ""
					switch {
					case slices.Contains(t.Others, x):
						role = "R"
					case slices.Contains(t.Actors, x):
						role = "A"
					}
					all = append(all, Pair{Features: r.between(w, x, t.Type), Role: role})
				}
			}
			if doc.Sentences[i].Tokens.Len() > maxWords {
				continue
			}
			outside := func(at []text.TokenID) (list []side) {
				for _, x := range at {
					if x < run.First && x >= 0 {
						list = append(list, r.sides(x)...)
					}
				}
				return list
			}
			actors, others := outside(t.Actors), outside(t.Others)
			for _, p := range r.namedBefore(i) {
				role := ""
				switch {
				case sharesActor(others, p.all):
					role = "R"
				case sharesActor(actors, p.all):
					role = "A"
				}
				all = append(all, Pair{Features: r.across(w, &p, t.Type), Role: role, Before: true})
			}
		}
	}
	return all, nil
}
