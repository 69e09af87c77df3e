package event

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// speaker gives who says a clause whose subject is a pronoun that nothing else tells: "Poland said it would send troops".
func (r *reader) speaker(w text.TokenID) []side {
	f := r.trees
	clause := f.Head(w)
	if !f.IsRel(w, "nsubj") || clause == text.NoToken || !f.IsRel(clause, "ccomp") || f.Head(clause) == text.NoToken {
		return nil
	}
	s := r.surface(f.Head(clause), 0)
	if s == text.NoToken || f.UPOS(s) == "PRON" {
		return nil
	}
	all := r.sides(s)
	if len(all) == 0 {
		return nil
	}
	person := all[0].actor.Kind == "person"
	plural := len(all) > 1 || f.Morph(s).Feat("Number") == "Plur" || r.lexicon.In("collective", lowerLemma(f.Lemma(s)))
	agrees := false
	switch r.lower(w) {
	case "it":
		agrees = !person && f.Morph(s).Feat("Number") != "Plur"
	case "he", "she":
		agrees = !plural && (person || all[0].actor.ID == "")
	case "they":
		agrees = plural
	}
	if !agrees {
		return nil
	}
	for i := range all {
		all[i].at = w
	}
	return all
}

// othersQuoted says that a pronoun of others in a quotation was taken to mean who speaks or his state, who would say "we": "They
// attacked our ships, and we have complained", the minister said.
func (r *reader) othersQuoted(w text.TokenID) bool {
	if !r.inClass(w, "others_word") || r.trees.UPOS(w) != "PRON" || r.doc.QuotationAt(w) == nil {
		return false
	}
	return slices.ContainsFunc(r.doc.ActorsAt(w), func(a record.Actor) bool { return r.speaksAt(w, &a) })
}

// speaksAt says that an actor is the source of the claim that a word stands in, or his state.
func (r *reader) speaksAt(w text.TokenID, a *record.Actor) bool {
	c := r.doc.ClaimAt(w)
	if c == nil || c.Source == nil {
		return false
	}
	return sameActor(a, c.Source) || a.ID == "" && c.Source.ID == "" && a.Country == c.Source.Country && (strings.HasSuffix(c.Source.Name, a.Name) || strings.HasSuffix(a.Name, c.Source.Name)) ||
		isCode(a.Country) && a.Country == c.Source.Country && (a.Kind == string(knowledge.State) || a.Kind == string(knowledge.Person) || a.Kind == string(knowledge.Government))
}

// othersMeant gives whom others in a quotation are that were taken for who speaks: the last party told outside the quotation that is not
// of the speaker's state. "Kabul's attitude is defiant. 'They reject every suggestion,' an official said."
func (r *reader) othersMeant(w text.TokenID) []side {
	source, quoted := r.doc.ClaimAt(w).Source, r.doc.QuotationAt(w)
	for i := len(r.doc.Mentions) - 1; i >= 0; i-- {
		m := &r.doc.Mentions[i]
		back := r.doc.SentenceOf(w) - r.doc.SentenceOf(m.Head)
		if m.Head >= w || back > twoBack || m.Form == text.PlaceMention || r.doc.QuotationAt(m.Head) != nil && r.doc.QuotationAt(m.Head) != quoted || m.Head >= quotedFrom(r, w) {
			continue
		}
		switch knowledge.Kind(m.As.Kind) {
		case knowledge.State, knowledge.Government, knowledge.ArmedGroup, knowledge.Movement:
		default:
			continue
		}
		if m.As.Country != source.Country && !sameActor(&m.As, source) {
			return []side{{actor: m.As, body: m.Body, at: w, direct: true}}
		}
	}
	return nil
}

// quotedFrom gives the first word of the sentence of a quotation that a word stands in.
func quotedFrom(r *reader, w text.TokenID) text.TokenID {
	for w > 0 && r.doc.QuotationAt(w-1) != nil {
		w--
	}
	return w
}

// untold gives whom a pronoun means that was not resolved: who says the clause, who was told before it in the sentence or the sentences
// before. Others in a quotation are never who speaks.
func (r *reader) untold(w text.TokenID) (all []side) {
	if r.ourWord(w) && r.doc.QuotationAt(w) == nil {
		if all = r.issuers(); len(all) > 0 {
			for i := range all {
				all[i].at, all[i].direct = w, true
			}
			return all
		}
	}
	if r.lower(w) == "us" {
		return r.ourselves(w)
	}
	if all = r.speaker(w); len(all) == 0 {
		all = r.earlier(w)
	}
	if len(all) == 0 {
		all = slices.Clone(r.fromContext(w))
	}
	if len(all) == 0 {
		all = r.onlyPeople(w)
	}
	if len(all) == 1 && r.inClass(w, "others_word") && r.doc.QuotationAt(w) != nil && r.speaksAt(w, &all[0].actor) {
		return r.othersMeant(w)
	}
	return all
}

// earlier gives whom a pronoun among the objects of a verb means, where nothing else tells it.
func (r *reader) earlier(w text.TokenID) []side {
	if o := r.goesBackTo(w); o != text.NoToken {
		return r.sides(o)
	}
	if r.lower(w) == "them" && r.trying != nil { // "The sides met in Moscow, where Russia pressed them to sign"
		here := r.doc.Sentences[r.doc.SentenceOf(w)].Tokens.First
		for t := w - 1; t >= here; t-- {
			c := r.acts[t]
			if c == nil || c.trigger.Frame.Sides != lexicon.Mutual || len(c.both) == 0 && len(c.actors) == 0 {
				continue
			}
			all := slices.Clone(c.both)
			if len(all) == 0 {
				all = slices.Clone(c.actors)
			}
			if len(without(all, r.sides(r.subject(r.trying.at)))) == len(all) {
				return all
			}
		}
	}
	return nil
}

// goesBackTo gives the noun that a pronoun among the objects of a verb means: what the verb before it is done to, or the
// object of a relative clause of the subject: "detained three men and beat them", "the Americans, who keep the Maoists on a
// list, refuse to speak to them".
func (r *reader) goesBackTo(w text.TokenID) text.TokenID {
	f := r.trees
	if f.UPOS(w) == "NUM" { // "freed three of them"
		if of := r.prepositional(w, "of", nil); len(of) > 0 {
			w = of[0]
		}
	}
	if o := r.captives(w); o != text.NoToken {
		return o
	}
	word := r.lower(w)
	if word != "them" && word != "him" && word != "her" || !f.IsRel(w, "obj", "iobj", "obl", "nmod") {
		return text.NoToken
	}
	v := f.Head(w)
	for range maxChain {
		if v == text.NoToken {
			break
		}
		if s := f.Child(v, "nsubj"); s != text.NoToken {
			for _, c := range f.ChildrenBy(s, "acl:relcl") {
				if o := r.objectBefore(c, w); o != text.NoToken && r.meant(o, word) {
					return o
				}
			}
		}
		h := f.Head(v)
		if f.IsRel(v, "conj", "advcl", "parataxis") && h < w {
			if o := r.objectBefore(h, w); o != text.NoToken && r.meant(o, word) {
				return o
			}
			if s := r.topicAbove(v, h, w); s != text.NoToken {
				return s
			}
		}
		if !f.IsRel(v, "conj", "advcl", "parataxis", "xcomp", "obj", "nmod", "obl") {
			break
		}
		v = h
	}
	return text.NoToken
}

// captives gives the noun that the owner in "their release" means where nothing else tells it: who was taken or arrested last.
func (r *reader) captives(w text.TokenID) text.TokenID {
	f := r.trees
	share := r.shareFreed(w)
	if !share && (f.UPOS(w) != "PRON" || !f.IsRel(w, "nmod:poss") || !r.inClass(f.Head(w), "freeing")) {
		return text.NoToken
	}
	for i := len(r.earlierActs) - 1; i >= 0; i-- {
		e := r.earlierActs[i]
		if r.doc.SentenceOf(w)-r.doc.SentenceOf(e.at) > maxBack {
			break
		}
		if e.trigger.Frame.Mode != "arrest" && e.trigger.Frame.Mode != "abduct" {
			continue
		}
		if told := r.doc.ActorsAt(w); !share && len(told) > 0 && (told[0].Kind == "person" || told[0].Kind == "population") && !slices.ContainsFunc(e.actors, func(s side) bool { return sameActor(&told[0], &s.actor) }) {
			break // it means somebody else than the captors, or a state that demands it
		}
		for _, s := range e.recipients {
			n := s.at
			for k := 0; k < maxChain && f.UPOS(n) != "NOUN" && f.IsRel(n, "amod", "compound", "conj"); k++ { // "French and Swiss nurses"
				n = f.Head(n)
			}
			if plural := f.Morph(n).Feat("Number") == "Plur"; s.direct && !s.place && plural == (share || r.lower(w) == "their") && n < w {
				return n
			}
		}
	}
	return text.NoToken
}

// shareFreed says that a word is how many were freed, of whom no more is said: "Most have been freed", "the last of them was let go".
func (r *reader) shareFreed(w text.TokenID) bool {
	f := r.trees
	if f.UPOS(w) != "NUM" && !r.lexicon.In("quantity", r.lower(w)) && !r.lexicon.In("measure", r.lower(w)) || !f.IsRel(w, "nsubj:pass", "obj", "nsubj") || !r.inClass(f.Head(w), "lets_out") {
		return false
	}
	return !slices.ContainsFunc(f.ChildrenBy(w, "nmod"), func(c text.TokenID) bool { return f.UPOS(c) != "PRON" })
}

// objectBefore gives the object of a verb, if it stands before a word.
func (r *reader) objectBefore(v, w text.TokenID) text.TokenID {
	if o := r.object(v); o != text.NoToken && o < w && r.trees.UPOS(o) != "PRON" {
		return o
	}
	return text.NoToken
}

// meant says whether a pronoun can mean the actors of a noun phrase.
func (r *reader) meant(o text.TokenID, pronoun string) bool {
	all := r.sides(o)
	plural := len(all) > 1 || r.trees.Morph(o).Feat("Number") == "Plur" || r.lexicon.In("collective", lowerLemma(r.trees.Lemma(o)))
	if len(all) == 1 && !all[0].direct && pronoun == "them" { // "raided the offices of Hezbollah, accusing them"
		switch knowledge.Kind(all[0].actor.Kind) {
		case knowledge.ArmedGroup, knowledge.Movement, knowledge.Party, knowledge.Criminal:
			return true
		}
	}
	return len(all) > 0 && all[0].direct && plural == (pronoun == "them") &&
		(plural || all[0].actor.Kind == "person" || all[0].actor.Kind == "population")
}

// thing gives the noun that "it", "them" or "one of them" as the object of a verb means: the object of the verb that it is
// coordinated with. "closed its border but reopened it", "shut two crossings and reopened one of them".
func (r *reader) thing(w text.TokenID) text.TokenID {
	f := r.trees
	if f.UPOS(w) == "NUM" {
		of := r.prepositional(w, "of", nil)
		if len(of) == 0 || r.lower(of[0]) != "them" {
			return text.NoToken
		}
	} else if word := r.lower(w); word != "it" && word != "them" {
		return text.NoToken
	}
	if !f.IsRel(w, "obj", "nsubj:pass") {
		return text.NoToken
	}
	v := f.Head(w)
	for range maxChain {
		if v == text.NoToken || !f.IsRel(v, "conj", "advcl", "parataxis") {
			return text.NoToken
		}
		v = f.Head(v)
		if v == text.NoToken || v > w {
			return text.NoToken
		}
		if o := r.objectBefore(v, w); o != text.NoToken && f.UPOS(o) == "NOUN" {
			plural := f.Morph(o).Feat("Number") == "Plur"
			if plural == (r.lower(w) != "it") {
				return o
			}
			return text.NoToken
		}
	}
	return text.NoToken
}

// selected says that a pronoun as the object of a verb means the noun last told before it that the verb asks for: "The two had
// resumed relations. Chad severed them in May".
func (r *reader) selected(x text.TokenID, c *lexicon.Condition) bool {
	f := r.trees
	plural := true
	switch r.lower(x) {
	case "it":
		plural = false
	case "them", "they", "those":
	default:
		return false
	}
	if t := r.trying; t == nil || !material(t.trigger.Frame.Type) || t.trigger.Role('C') != nil || f.UPOS(x) != "PRON" || !f.IsRel(x, "obj", "nsubj:pass") || len(r.doc.ActorsAt(x)) > 0 {
		return false
	}
	first := r.doc.Sentences[max(r.doc.SentenceOf(x)-1, 0)].Tokens.First
	for w := x - 1; w >= first; w-- {
		if f.UPOS(w) != "NOUN" || (f.Morph(w).Feat("Number") == "Plur") != plural || f.IsRel(w, "compound") || len(r.doc.MentionsAt(w)) > 0 {
			continue
		}
		if slices.ContainsFunc(r.lemmas(w), func(l string) bool { return slices.Contains(c.Words, l) }) ||
			slices.ContainsFunc(c.Class, func(class string) bool { return r.inClass(w, class) }) {
			return true
		}
	}
	return false
}

// onlyPeople gives the many that "them" means to whom force is used or who are held, moved or freed, where the sentence before the word
// and the one before that tell of one kind of people alone who do not do it: "Crowds stoned cars. Police shot five of them".
func (r *reader) onlyPeople(w text.TokenID) []side {
	if r.lower(w) != "them" || r.trying == nil || len(r.doc.ActorsAt(w)) > 0 || r.trees.IsRel(w, "nsubj") {
		return nil
	}
	switch t := r.trying.trigger.Frame; t.Type {
	case ontology.Assault, ontology.Coerce, ontology.Retreat, ontology.Aid, ontology.Sanction:
	default:
		return nil
	}
	doer := r.surface(r.trying.at, 0)
	if doer != text.NoToken && r.trees.UPOS(doer) == "PRON" {
		return nil // "they beat them"
	}
	here := r.doc.SentenceOf(w)
	found := text.NoToken
	for t := r.doc.Sentences[max(0, here-1)].Tokens.First; t < w; t++ {
		if r.trees.UPOS(t) != "NOUN" && r.trees.UPOS(t) != "PROPN" || !r.trees.IsRel(t, "nsubj", "nsubj:pass", "obj", "iobj", "obl:agent") && !(r.trees.IsRel(t, "obl") && r.marked(t, "on")) || r.trees.Morph(t).Feat("Number") != "Plur" || r.isTime(t) {
			continue
		}
		who := r.human(t) || r.inClass(t, "fighter") || r.inClass(t, "folk") || len(r.doc.MentionsAt(t)) > 0
		if !who || t == doer || doer != text.NoToken && r.trees.Lemma(t) == r.trees.Lemma(doer) {
			continue
		}
		if found != text.NoToken && r.trees.Lemma(found) != r.trees.Lemma(t) {
			return nil
		}
		found = t
	}
	if found == text.NoToken {
		return nil
	}
	return r.sides(found)
}

// struckBack gives the attackers whom "them" means to whom a force of the state does something that was just attacked itself or is of the same
// state as those who were: "Rebels raided the garrison. The army drove them off".
func (r *reader) struckBack(w text.TokenID) []side {
	of := r.doc.ActorsAt(w)
	if r.lower(w) != "them" || len(of) != 1 || r.trying == nil || !r.trees.IsRel(w, "obj") || r.trying.trigger.Frame.Type != ontology.Assault && r.trying.trigger.Frame.Type != ontology.Coerce {
		return nil
	}
	doers := r.sides(r.surface(r.trying.at, 0))
	own := []side{{actor: of[0]}}
	if len(doers) != 1 || !governs(doers) || !governs(own) || !sharesCountry(doers, own) {
		return nil
	}
	for _, e := range slices.Backward(r.earlierActs) {
		if r.doc.SentenceOf(w)-r.doc.SentenceOf(e.at) > 1 {
			break
		}
		if e.trigger.Frame.Type == ontology.Assault && len(e.actors) == 1 && e.actors[0].direct && !governs(e.actors) && covers(e.recipients, own) {
			return e.actors
		}
	}
	return nil
}

// spokenTo gives to whom the verb before is done or said whose subject goes on to do something to "him" or "them": "protested to the
// vice-president and asked him to keep away". Who is told in the same sentence and was found for the pronoun already stays.
func (r *reader) spokenTo(w text.TokenID) []side {
	f := r.trees
	word := r.lower(w)
	if word != "him" && word != "her" && word != "them" || !f.IsRel(w, "obj", "iobj") {
		return nil
	}
	v := f.Head(w)
	h := f.Head(v)
	if !f.IsRel(v, "conj") || h == text.NoToken || f.UPOS(h) != "VERB" || f.Child(v, "nsubj", "nsubj:pass") != text.NoToken {
		return nil
	}
	for _, a := range r.doc.ActorsAt(w) {
		if r.toldHere(w, &a) {
			return nil
		}
	}
	for _, o := range slices.Backward(f.ChildrenBy(h, "obj", "iobj", "obl")) {
		if o < h || o > v || f.IsRel(o, "obl") && !r.marked(o, "to") && !r.marked(o, "with") {
			continue
		}
		if f.UPOS(o) == "PRON" || !r.meant(o, word) {
			continue
		}
		return r.sides(o)
	}
	return nil
}

// toldHere says that the sentence of a word names an actor before it.
func (r *reader) toldHere(w text.TokenID, a *record.Actor) bool {
	for t := r.doc.Sentences[r.doc.SentenceOf(w)].Tokens.First; t < w; t++ {
		if r.trees.Morph(t).XPOS == "PRP$" {
			continue // "his minister spoke to the envoy and asked him"
		}
		if slices.ContainsFunc(r.doc.ActorsAt(t), func(b record.Actor) bool { return sameActor(a, &b) }) || slices.ContainsFunc(r.doc.MentionsAt(t), func(m *text.Mention) bool { return sameActor(a, &m.As) }) {
			return true
		}
	}
	return false
}
