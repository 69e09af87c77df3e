package refer

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// several finds the actors that a phrase for more than one means: "both sides", "the two leaders", "the two".
func (r *reading) several(p *phrase) {
	d := r.lexicon.descriptions[strings.ToLower(r.forest.Lemma(p.head))]
	if d == nil || d.several == "" || d.several == band || len(p.mentions) > 0 || !r.alone(p) {
		return
	}
	n := r.countOf(p, d)
	if n < 2 {
		return
	}
	phrases, mentions := r.exactly(n, p, d)
	if len(mentions) == n && !r.mixed(mentions) && !r.scattered(p, d, phrases, mentions) && !r.oneState(mentions) && !r.distant(p, mentions) {
		p.form, p.number = joint, many
		p.members, p.meant = phrases, mentions
		slices.Sort(p.meant)
	}
}

// oneState says that two actors are a state and its own body, "Syria" and "Syria's army", which are no two sides.
func (r *reading) oneState(mentions []int) bool {
	if len(mentions) != 2 {
		return false
	}
	a, b := &r.doc.Mentions[mentions[0]].As, &r.doc.Mentions[mentions[1]].As
	body := func(x *record.Actor) bool {
		return x.Kind == string(knowledge.State) || x.Kind == string(knowledge.Government)
	}
	return a.Country != "" && a.Country == b.Country && body(a) && body(b)
}

// distant says that two who are told as neighbours are no neighbours: Qatar and Turkey.
func (r *reading) distant(p *phrase, mentions []int) bool {
	if len(mentions) != 2 || !r.lexicon.is(wordNextDoor, strings.ToLower(r.forest.Lemma(p.head))) {
		return false
	}
	a, b := r.doc.Mentions[mentions[0]].As.Country, r.doc.Mentions[mentions[1]].As.Country
	return len(r.base.Boxes(a)) > 0 && len(r.base.Boxes(b)) > 0 && !r.base.Beside(a, b)
}

// scattered says that two persons were told in two sentences, who may have nothing to do with each other unless each is the subject of his
// and these go just before.
func (r *reading) scattered(p *phrase, d *description, phrases, mentions []int) bool {
	if len(mentions) != 2 || len(phrases) != 2 || r.doc.Mentions[mentions[0]].As.Kind != string(knowledge.Person) {
		return false
	}
	x, y := &r.phrases[phrases[0]], &r.phrases[phrases[1]]
	near := d.several != "two" && max(x.sentence, y.sentence) >= p.sentence-1 && min(x.sentence, y.sentence) >= p.sentence-2
	return x.sentence != y.sentence && !(near && x.role == subject && y.role == subject)
}

// mixed says that some of the actors are persons and others are not: a spokesman and a state are no "both sides".
func (r *reading) mixed(mentions []int) bool {
	persons := 0
	for _, i := range mentions {
		if r.doc.Mentions[i].As.Kind == string(knowledge.Person) {
			persons++
		}
	}
	return persons > 0 && persons < len(mentions)
}

// actsOn says that a phrase is the subject of the verb that another is an object of: who urges both sides is neither.
func (r *reading) actsOn(o, p *phrase) bool {
	f := r.forest
	verb := f.Head(f.Conjuncts(p.head)[0])
	top := f.Conjuncts(o.head)[0]
	for f.IsRel(top, "nmod:poss") { // "Chad's government thanked both sides"
		top = f.Head(top)
	}
	if f.IsRel(top, "appos") { // "Its president, John Doe, invited both leaders"
		top = f.Head(top)
	}
	if verb != text.NoToken && f.IsRel(verb, "acl:relcl") && f.Head(verb) == top {
		s := f.Child(verb, "nsubj") // "Mandela, who mediates between the sides"
		return s != text.NoToken && f.UPOS(s) == "PRON" && f.IsRel(f.Conjuncts(p.head)[0], "obj", "iobj", "obl")
	}
	if verb == text.NoToken || !f.IsRel(top, "nsubj", "root") || !f.IsRel(f.Conjuncts(p.head)[0], "obj", "iobj", "obl") {
		return false
	}
	for f.IsRel(verb, "conj") && f.Child(verb, "nsubj", "nsubj:pass") == text.NoToken { // "condemned the attack and called on both sides"
		verb = f.Head(verb)
	}
	if f.IsRel(top, "root") { // "Chad, which is neutral, called on both sides", where the tree hangs the verb on the relative clause
		return f.IsRel(verb, "acl:relcl") && f.Head(verb) == top && verb != f.Head(f.Conjuncts(p.head)[0])
	}
	return f.Head(top) == verb
}

// exactly lists the actors that a phrase may mean, of its sentence and as many before as it takes to find n. A numeral
// by itself means persons where there are any.
func (r *reading) exactly(n int, p *phrase, d *description) (phrases, mentions []int) {
	if d.several == "itself" && d.kinds[0] == string(knowledge.Person) {
		persons := &description{kinds: d.kinds[:1], several: d.several}
		if phrases, mentions = r.accumulate(n, p, persons); len(mentions) > 0 {
			return phrases, mentions
		}
	}
	return r.accumulate(n, p, d)
}

func (r *reading) accumulate(n int, p *phrase, d *description) (phrases, mentions []int) {
	if n == 2 {
		if phrases, mentions = r.twoTogether(p, d); len(mentions) == 2 {
			return phrases, mentions
		}
	}
	for s := p.sentence; s >= 0 && p.sentence-s <= farSeveral && len(mentions) < n; s-- {
		some, told := r.ofKind(p, d, s, mentions)
		phrases, mentions = append(phrases, some...), append(mentions, told...)
	}
	if n == 2 && d.several != "itself" && (len(phrases) != 2 || r.phrases[phrases[0]].sentence != r.phrases[phrases[1]].sentence) {
		if main, of := r.mainTwo(p, d); len(of) == 2 {
			return main, of
		}
	}
	return phrases, mentions
}

// twoTogether lists the two that were last told together, "Armenia and Azerbaijan", where neither the sentence of a phrase nor the one
// before names two of the kind.
func (r *reading) twoTogether(p *phrase, d *description) (phrases, mentions []int) {
	for s := p.sentence; s >= 0 && p.sentence-s <= 1; s-- {
		some, told := r.ofKind(p, d, s, nil)
		plain := 0
		for _, j := range some {
			if r.phrases[j].form != modifier {
				plain++
			}
		}
		if plain >= 2 || s == p.sentence && len(told) > 0 {
			return nil, nil
		}
	}
	for s := p.sentence - 1; s >= 0 && p.sentence-s <= farTogether && r.items[s] == r.items[p.sentence]; s-- {
		for j := r.first[s+1] - 1; j >= r.first[s]; j-- {
			o := &r.phrases[j]
			if o.form != joint || len(o.members) != 2 || len(o.meant) > 0 {
				continue
			}
			phrases, mentions = nil, nil
			for _, m := range o.members {
				if told := r.phrases[m].mentions; len(told) == 1 && d.means(&r.doc.Mentions[told[0]]) {
					phrases, mentions = append(phrases, m), append(mentions, told[0])
				}
			}
			if len(mentions) == 2 && !r.distant(p, mentions) {
				return phrases, mentions
			}
		}
	}
	return nil, nil
}

// faceless says that a mention tells of people by what they are alone, who are no side of anything: "reservists".
func (r *reading) faceless(m *text.Mention) bool {
	noun := r.doc.Word(m.Head)
	return m.Plural && m.As.ID == "" && m.Form == text.DescribedMention && noun == strings.ToLower(noun) && (m.As.Sector == "CVL" || m.As.Country == "" && m.As.Sector != "REB")
}

// countOf gives how many a phrase means, 0 where that is not told.
func (r *reading) countOf(p *phrase, d *description) int {
	n, fixed := 0, false
	if d.several == "itself" {
		w := strings.ToLower(r.doc.Word(p.head))
		if r.lexicon.is(wordBoth, w) {
			return 2
		}
		n = r.lexicon.count(w)
	}
	for _, c := range r.forest.Children(p.head) {
		w := strings.ToLower(r.doc.Word(c))
		switch {
		case c > p.head:
		case r.lexicon.is(wordBoth, w):
			n, fixed = 2, true
		case r.forest.IsRel(c, "nummod"):
			n = r.lexicon.count(w)
		case r.forest.IsRel(c, "det"):
			fixed = fixed || r.lexicon.is(wordDefinite, w) || r.lexicon.is(wordNear, w)
		case r.forest.IsRel(c, "amod", "compound", "nmod"):
			return 0
		}
	}
	switch {
	case !fixed:
		return 0
	case n == 0 && (d.several == "two" && p.number == many || d.several == "pair"):
		return 2
	}
	return n
}

// ofKind lists the actors of a sentence before p that a description of several may mean, each once: their phrases
// and mentions. Those in known are passed over.
func (r *reading) ofKind(p *phrase, d *description, sentence int, known []int) (phrases, mentions []int) {
	has := func(list []int, key string) bool {
		return slices.ContainsFunc(list, func(i int) bool { return r.doc.Mentions[i].Key == key })
	}
	for j := r.first[p.sentence]; j < r.first[p.sentence+1]; j++ { // who urges both is neither, however he was told before
		if o := &r.phrases[j]; o.head < p.head && r.actsOn(o, p) {
			known = append(known[:len(known):len(known)], o.mentions...)
			if o.pronoun != nil && o.chain >= 0 {
				known = append(known, r.actors(p, o.chain)...) // "Its foreign ministry called on both sides"
			}
		}
	}
	for j := r.first[sentence]; j < r.first[sentence+1]; j++ {
		o := &r.phrases[j]
		if o.head >= p.head {
			break
		}
		if r.actsOn(o, p) || o.role == owner && len(d.kinds) <= 1 && o.class == person && o.nominal() {
			continue // "the king's envoy met the minister. The two men"
		}
		for _, i := range r.meantBy(o, p, d) {
			m := &r.doc.Mentions[i]
			fits := d.means(m) && (!m.Plural || m.As.Kind != string(knowledge.Person)) && !r.faceless(m)
			if d.title {
				fits = m.As.Kind == string(knowledge.Person) && r.tells(j, strings.ToLower(r.forest.Lemma(p.head)))
			}
			if m.As.Kind == string(knowledge.Person) && o.gender&p.gender == 0 || m.Form == text.PlaceMention && len(d.kinds) != 1 {
				fits = false
			}
			if fits && !has(known, m.Key) && !has(mentions, m.Key) {
				phrases, mentions = append(phrases, j), append(mentions, i)
			}
		}
	}
	return phrases, mentions
}
