package refer

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Link says what a pronoun or a description means: a noun phrase of the text, or several ("both sides").
type Link struct {
	Tokens      text.TokenRange
	Head        text.TokenID
	Antecedents []Antecedent
	Mentions    []int         // numbers of mentions in Document.Mentions, the nearest of each actor; nil where no actor is meant
	As          *record.Actor // who is meant where no mention tells of him by himself: the state of "the ambassador of Chad"
	Lost        []string      // keys of the actors that were second best and worse
	Rule        string        // that decided
}

// Antecedent is the nearest noun phrase, no pronoun, that means the same as what a [Link] is about.
type Antecedent struct {
	Tokens text.TokenRange // from its first modifier to its head or the end of a name
	Head   text.TokenID
}

// Resolver finds what pronouns and descriptions mean. It is safe for concurrent use.
type Resolver struct {
	base    *knowledge.Base
	lexicon *lexicon
	weights *Weights
}

// Open makes a resolver with the weights of the program. The base tells the gender of persons and names.
func Open(base *knowledge.Base) (*Resolver, error) {
	l, err := openLexicon(base)
	if err != nil {
		return nil, fmt.Errorf("words of references: %w", err)
	}
	w, err := ReadWeights("weights.tsv", weightsFile)
	if err != nil {
		return nil, fmt.Errorf("weights of references: %w", err)
	}
	return &Resolver{base, l, w}, nil
}

// With gives a resolver with other weights.
func (r *Resolver) With(w *Weights) *Resolver {
	c := *r
	c.weights = w
	return &c
}

// Choice is what a pronoun may mean.
type Choice struct {
	Pronoun text.TokenID
	Kind    int      // 0 for "he" and "she", 1 for "it", 2 for "they"
	Options []Option // the nearest first
	None    []int    // features of none of them
	Score   float32  // of none of them
}

// Option is one chain of phrases that a pronoun may mean.
type Option struct {
	Antecedents []Antecedent
	Features    []int
	Score       float32
}

// Resolve gives what is meant where that is told with a margin, in the order of the text. The document needs tokens,
// sentences and trees; quotations, names and mentions help.
func (r *Resolver) Resolve(doc *text.Document) []Link { return r.Follow(doc, nil) }

// Follow reads as Resolve does and leaves each choice to decide: it gives the number of an option, or -1.
func (r *Resolver) Follow(doc *text.Document, decide func(*Choice) int) []Link {
	if doc.Trees == nil || doc.Trees.Len() != len(doc.Tokens) || len(doc.Tokens) == 0 {
		return nil
	}
	w := &reading{
		Resolver: r, doc: doc, forest: doc.Trees, byKey: map[string]int{}, byName: map[string]int{}, bySur: map[string]int{},
		byJoint: map[string]int{}, items: doc.Items(),
	}
	w.collect()
	w.findSpeakers()
	links := []Link{}
	for i := range doc.Sentences {
		w.chainSentence(i)
		for k := w.first[i]; k < w.first[i+1]; k++ {
			if p := &w.phrases[k]; p.pronoun != nil && p.pronoun.person == 3 {
				links = w.pronoun(k, decide, links)
			} else if p.form != aPronoun {
				links = w.description(k, links)
			}
		}
	}
	links = w.speakersMeant(links)
	slices.SortFunc(links, func(a, b Link) int { return int(a.Tokens.First) - int(b.Tokens.First) })
	return links
}

// pronoun decides what a pronoun of the third person means.
func (r *reading) pronoun(k int, decide func(*Choice) int, links []Link) []Link {
	p := &r.phrases[k]
	rule := "agreement, nearness and standing"
	list := r.candidates(k)
	if p.pronoun.use == asReflexive {
		if own := r.subjectsOf(p, list); len(own) == 1 {
			list, rule = own, "reflexive"
		}
	}
	r.look(k, list)
	none := r.none(k, len(list))
	kind := p.pronoun.kind()
	noneScore := r.weights.sum(kind, none)
	for i := range list {
		list[i].score = r.weights.sum(kind, list[i].features)
	}
	if acts, _ := r.does(p); acts != anyClass && kind == ofThing {
		noneScore -= sureToMean
	}
	best, lead := bestOf(list, noneScore)
	if twin := r.twin(p); twin != nil {
		best = slices.IndexFunc(list, func(c candidate) bool { return c.chain == twin.chain })
		lead, rule = twin.lead, "as in the clause before"
	}
	of := -1
	if best < 0 || min(lead, r.surety(list[best].last)) < r.weights.margin[kind] {
		if of = r.ofSubject(p, list); of >= 0 {
			best, lead, rule = of, r.weights.margin[kind], "the state of which the sentence before tells"
		}
	}
	if menaced := r.menaced(p, list); menaced >= 0 {
		best, lead, rule = menaced, r.weights.margin[kind], "whom a threat is against"
	}
	if said := r.sayer(p, list); said >= 0 && said != best {
		best, lead, rule = said, r.weights.margin[kind], "who says it"
	}
	if asked := r.asked(p, list); asked >= 0 && asked != best {
		best, lead, rule = asked, r.weights.margin[kind], "who was asked"
	}
	if decide != nil {
		best, lead = decide(r.choice(p, list, none, noneScore)), r.weights.margin[kind]
	}
	if best < 0 || best >= len(list) {
		return links
	}
	c := &list[best]
	if kind == ofThing && decide == nil && r.passedOver(p, list, c) {
		return links
	}
	if of < 0 {
		lead = min(lead, r.surety(c.last)) // no surer than the pronoun that it goes on from
	}
	p.lead = lead
	link, ok := r.link(k, c.chain)
	r.add(k, c.chain)
	if !ok || lead < r.weights.margin[kind] {
		return links
	}
	link.Rule = rule
	link.Lost = r.lost(list, best)
	return append(links, link)
}

// surety is how sure a pronoun is, endless for a noun phrase.
func (r *reading) surety(j int) float32 {
	if o := &r.phrases[j]; o.pronoun != nil {
		return o.lead
	}
	return math.MaxFloat32
}

// menaced gives the candidate that a threat is against, whom a pronoun means that is the subject of the condition: "NATO threatened to
// bomb Serbia if it refused", "warned Chad that it would close the border unless it handed over the men"; -1 where there is none.
func (r *reading) menaced(p *phrase, list []candidate) int {
	f := r.forest
	v := f.Head(p.head)
	if p.role != subject || p.pronoun.use == asOwner || v == text.NoToken || !f.IsRel(p.head, "nsubj") || !f.IsRel(v, "advcl") || v < f.Head(v) {
		return -1
	}
	if m := f.Child(v, "mark"); m == text.NoToken || !r.lexicon.is(wordUnless, strings.ToLower(r.doc.Word(m))) {
		return -1
	}
	for deed := f.Head(v); deed != text.NoToken; deed = f.Head(deed) {
		for i := range list {
			if o := &r.phrases[list[i].last]; o.sentence == p.sentence && o.head < p.head && o.head > deed && f.Head(o.head) == deed && f.IsRel(o.head, "obj", "iobj", "obl") && len(o.mentions) > 0 && r.menaces(deed) {
				return i
			}
		}
		if !f.IsRel(deed, "xcomp", "ccomp", "conj") {
			return -1
		}
	}
	return -1
}

// ofSubject gives the candidate that is the state of which the sentence before tells, where a sentence begins with what only states have:
// "China welcomed the talks with Pakistan. Its foreign ministry"; -1 where there is none.
func (r *reading) ofSubject(p *phrase, list []candidate) int {
	if !r.ofStates(p) || p.head != r.doc.Sentences[p.sentence].Tokens.First || p.sentence == 0 {
		return -1
	}
	return slices.IndexFunc(list, func(c candidate) bool {
		return slices.ContainsFunc(r.chains[c.chain].phrases, func(j int) bool {
			s := &r.phrases[j]
			v := r.forest.Head(s.head)
			return s.sentence == p.sentence-1 && s.role == subject && v != text.NoToken && r.forest.IsRel(v, "root") && r.isState(s)
		})
	})
}

// menaces says that a verb is one of threatening or what is threatened.
func (r *reading) menaces(v text.TokenID) bool {
	f := r.forest
	for ; v != text.NoToken; v = f.Head(v) {
		if r.lexicon.is(wordMenacing, strings.ToLower(f.Lemma(v))) {
			return true
		}
		if !f.IsRel(v, "xcomp", "ccomp", "conj") {
			return false
		}
	}
	return false
}

// passedOver says that what a possessive "its" is taken to mean was told further back than a body without a name that was the subject of
// the sentence before, which may well be meant: "Gambia voted. The force of the bloc stayed. Its soldiers".
func (r *reading) passedOver(p *phrase, list []candidate, best *candidate) bool {
	if p.pronoun.use != asOwner || p.sentence-r.phrases[best.last].sentence < 2 {
		return false
	}
	return slices.ContainsFunc(list, func(c candidate) bool {
		o := &r.phrases[c.last]
		return o.sentence == p.sentence-1 && o.role == subject && o.class == body && len(o.mentions) == 0
	})
}

// twin gives the pronoun that a possessive one goes on from, since both own the subjects of two clauses that are joined: "Its drones hit
// Tyre and its troops killed two farmers".
func (r *reading) twin(p *phrase) *phrase {
	f := r.forest
	n := f.Head(p.head)
	if p.pronoun.use != asOwner || n == text.NoToken || !f.IsRel(n, "nsubj") || !f.IsRel(f.Head(n), "conj") {
		return nil
	}
	s := f.Child(f.Head(f.Head(n)), "nsubj")
	if s == text.NoToken {
		return nil
	}
	o := f.Child(s, "nmod:poss")
	if o == text.NoToken || o > p.head || r.at[o] < 0 || !strings.EqualFold(r.doc.Word(o), r.doc.Word(p.head)) || r.phrases[r.at[o]].pronoun == nil {
		return nil
	}
	return &r.phrases[r.at[o]]
}

// sureToMean is how much less likely "it" means nothing told where its verb or what it owns says that it is a body.
const sureToMean = 1.5

// bestOf gives the best candidate and by how much it leads before the second and before none, or -1 where none is
// better.
func bestOf(list []candidate, none float32) (best int, lead float32) {
	best = -1
	for i := range list {
		if list[i].score > none && (best < 0 || list[i].score > list[best].score) {
			best = i
		}
	}
	if best < 0 {
		return -1, 0
	}
	lead = list[best].score - none
	for i := range list {
		if i != best {
			lead = min(lead, list[best].score-list[i].score)
		}
	}
	return best, lead
}

func (r *reading) choice(p *phrase, list []candidate, none []feature, score float32) *Choice {
	c := &Choice{Pronoun: p.head, Kind: int(p.pronoun.kind()), Score: score, None: numbers(none)}
	for i := range list {
		c.Options = append(c.Options, Option{
			Antecedents: r.antecedents(p, list[i].chain), Features: numbers(list[i].features), Score: list[i].score,
		})
	}
	return c
}

func numbers(list []feature) []int {
	out := make([]int, 0, len(list))
	for _, f := range list {
		out = append(out, int(f))
	}
	return out
}

// subjectsOf gives the candidates that are the subject that a reflexive goes with: of its own verb, else of the nearest
// verb above that has one.
func (r *reading) subjectsOf(p *phrase, list []candidate) []candidate {
	f := r.forest
	for v := f.Head(p.head); v != text.NoToken; v = f.Head(v) {
		s := f.Child(v, "nsubj")
		if s == text.NoToken {
			continue
		}
		for i := range list {
			if o := &r.phrases[list[i].last]; o.head == s {
				return list[i : i+1]
			}
		}
		return nil
	}
	return nil
}

// add joins a pronoun to a chain.
func (r *reading) add(k, c int) {
	p, ch := &r.phrases[k], &r.chains[c]
	p.chain = c
	at, _ := slices.BinarySearch(ch.phrases, k)
	ch.phrases = slices.Insert(ch.phrases, at, k)
	if ch.number == one|many && p.pronoun.kind() == ofMany {
		return // "they" of a party does not forbid "it"
	}
	ch.narrow(p.traits)
}

// link makes the link of a phrase to a chain; ok is false where the chain has no noun phrase.
func (r *reading) link(k, c int) (Link, bool) {
	p := &r.phrases[k]
	link := Link{Tokens: p.words, Head: p.head, Antecedents: r.antecedents(p, c)}
	link.Mentions = r.actors(p, c)
	return link, len(link.Antecedents) > 0
}

// nearest gives the number of the last phrase of a chain before p that has what is wanted, else of the first behind
// it, or -1.
func (r *reading) nearest(p *phrase, c int, wanted func(*phrase) bool) int {
	found := -1
	for _, j := range r.chains[c].phrases {
		o := &r.phrases[j]
		if o.head == p.head || !wanted(o) {
			continue
		}
		if o.head > p.head && found >= 0 {
			break
		}
		found = j
		if o.head > p.head {
			break
		}
	}
	return found
}

func (r *reading) antecedents(p *phrase, c int) []Antecedent {
	j := r.nearest(p, c, (*phrase).nominal)
	if j < 0 {
		return nil
	}
	o := &r.phrases[j]
	if o.form != joint || len(o.meant) > 0 {
		return []Antecedent{{o.words, o.head}}
	}
	var all []Antecedent
	for _, m := range o.members {
		all = append(all, Antecedent{r.phrases[m].words, r.phrases[m].head})
	}
	return all
}

// actors gives the mentions that a chain means; of a joint chain only where each member is an actor.
func (r *reading) actors(p *phrase, c int) []int {
	if j := r.nearest(p, c, func(o *phrase) bool { return len(o.mentions) > 0 }); j >= 0 {
		return r.phrases[j].mentions
	}
	j := r.nearest(p, c, func(o *phrase) bool { return o.form == joint })
	if j < 0 {
		return nil
	}
	if meant := r.phrases[j].meant; len(meant) > 0 {
		return meant
	}
	var all []int
	for _, m := range r.phrases[j].members {
		chain := r.phrases[m].chain
		if chain < 0 || chain == c {
			return nil
		}
		some := r.actors(p, chain)
		if len(some) == 0 {
			return nil
		}
		all = append(all, some...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// lost lists the actors that a pronoun could mean and does not, the best first.
func (r *reading) lost(list []candidate, best int) []string {
	others := slices.Delete(slices.Clone(list), best, best+1)
	slices.SortStableFunc(others, func(a, b candidate) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	var keys []string
	for _, c := range others {
		if j := r.nearest(&r.phrases[c.last], c.chain, func(o *phrase) bool { return len(o.mentions) > 0 }); j >= 0 {
			keys = append(keys, r.doc.Mentions[r.phrases[j].mentions[0]].Key)
		} else if o := &r.phrases[c.last]; len(o.mentions) > 0 {
			keys = append(keys, r.doc.Mentions[o.mentions[0]].Key)
		}
	}
	return keys
}

// findSpeakers finds the subjects of the verbs of speech that stand outside the quotations of their sentences.
func (r *reading) findSpeakers() {
	r.speakers = make([][]int, len(r.doc.Quotations))
	for i := range r.doc.Quotations {
		q := &r.doc.Quotations[i]
		if q.Depth > 0 || q.Scare || q.Tokens.Len() < 3 {
			continue
		}
		from, to := r.doc.SentenceOf(q.Tokens.First), r.doc.SentenceOf(q.Tokens.End-1)
		for _, s := range slices.Compact([]int{from, to}) {
			r.speakersIn(s, i)
			if len(r.speakers[i]) > 0 {
				break
			}
		}
		if len(r.speakers[i]) == 0 && i > 0 && r.goesOn(i, from, to) {
			r.speakers[i] = r.speakers[i-1]
		}
	}
}

// goesOn says that a quotation fills its sentences and goes on with the one before in its paragraph.
func (r *reading) goesOn(quote, from, to int) bool {
	last := &r.doc.Quotations[quote-1]
	for k := r.first[from]; k < r.first[to+1]; k++ {
		if r.phrases[k].quote != quote {
			return false
		}
	}
	before := r.doc.Sentences[r.doc.SentenceOf(last.Tokens.First)].Paragraph
	return last.Depth == 0 && from-r.doc.SentenceOf(last.Tokens.End-1) < 2 && r.doc.Sentences[from].Paragraph == before
}

func (r *reading) speakersIn(sentence, quote int) {
	f := r.forest
	for k := r.first[sentence]; k < r.first[sentence+1]; k++ {
		p := &r.phrases[k]
		if p.quote >= 0 || p.form == joint || p.form == modifier {
			continue
		}
		v := f.Head(p.head)
		said := p.role == subject && v != text.NoToken && r.lexicon.is(wordSpeech, strings.ToLower(f.Lemma(v)))
		if c := f.Child(p.head, "case"); c != text.NoToken && strings.EqualFold(r.doc.Word(c), "to") && f.Child(p.head, "fixed") == text.NoToken {
			said = said || c > 0 && strings.EqualFold(r.doc.Word(c-1), "according")
		}
		if c := f.Child(p.head, "case"); c != text.NoToken && strings.EqualFold(r.doc.Word(c), "according") {
			said = true
		}
		if said {
			r.speakers[quote] = append(r.speakers[quote], k)
		}
	}
}

// speakersMeant links "I" and "we" inside a quotation to its speaker, where there is one.
func (r *reading) speakersMeant(links []Link) []Link {
	for k := range r.phrases {
		p := &r.phrases[k]
		if p.pronoun == nil || p.pronoun.person != 1 || p.quote < 0 {
			continue
		}
		c := -1
		for _, s := range r.speakers[p.quote] {
			o := r.phrases[s].chain
			if o < 0 || c >= 0 && c != o {
				c = -1
				break
			}
			c = o
		}
		if c < 0 || p.number == one && (r.chains[c].class&person == 0 || r.chains[c].number&one == 0) {
			continue
		}
		if link, ok := r.link(k, c); ok {
			link.Rule = "speaker of the quotation"
			links = append(links, link)
		}
	}
	return links
}
