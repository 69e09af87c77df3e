package refer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// How far back descriptions may mean something, in sentences.
const (
	farTitle   = 15 // "the minister"
	farKind    = 3  // "the country"
	farForm    = 12 // "the kingdom", which few states are
	farSeveral = 3  // "both sides"

	farTogether = 6 // "both countries", where two were told together
)

// What a candidate of a description by kind is worth, and by how much the best must lead.
const (
	worthSame     = 3.0 // in this sentence or the one before
	worthTwoBack  = 1.5
	worthFar      = 0.5
	worthSubject  = 1.5
	worthParallel = 1.0 // subject as the description is, in the sentence before
	worthTitle    = 0.75
	worthRepeat   = 0.25 // each telling, up to four
	worthModifier = -1.0
	worthPlace    = -0.5
	worthLead     = 1.0
)

// clearBack is how many sentences the other minister must be further back than "the minister" who is meant.
const clearBack = 3

// description is a row of descriptions.tsv.
type description struct {
	kinds    []string // of actors
	official bool     // persons with an office
	title    bool     // persons told by the noun
	noun     bool     // bodies told by the noun
	home     bool     // the state that is told most of
	several  string   // "", counted, two, pair, itself, band
}

// band is what several says of nouns whose plural means one group: "the rebels".
const band = "band"

func (l *lexicon) addDescription(cells []string) error {
	d := &description{several: cells[2]}
	if !slices.Contains([]string{"", "counted", "two", "pair", "itself", band}, d.several) {
		return fmt.Errorf("several %q, write counted, two, pair, itself, band or nothing", cells[2])
	}
	for k := range strings.SplitSeq(cells[1], "; ") {
		switch {
		case k == "official":
			d.official = true
		case k == "title":
			d.title = true
		case k == "noun":
			d.noun = true
		case k == "home":
			d.home, d.kinds = true, []string{string(knowledge.State)}
		case k == "group" || slices.Contains(kindsOfActors(), knowledge.Kind(k)):
			d.kinds = append(d.kinds, k)
		default:
			return fmt.Errorf("%q means %q, which is no kind of actors", cells[0], k)
		}
	}
	if cells[0] == "" || l.descriptions[cells[0]] != nil {
		return fmt.Errorf("%q is empty or stands here twice", cells[0])
	}
	l.descriptions[cells[0]] = d
	return nil
}

func kindsOfActors() []knowledge.Kind {
	return []knowledge.Kind{
		knowledge.State, knowledge.Government, knowledge.IGO, knowledge.NGO, knowledge.Party, knowledge.ArmedGroup, knowledge.Movement,
		knowledge.Media, knowledge.University, knowledge.ThinkTank, knowledge.Company, knowledge.Religious, knowledge.Population,
		knowledge.Union, knowledge.Criminal, knowledge.Person, knowledge.Organisation,
	}
}

// unclear is what stands for the chain of a description that may mean several.
const unclear = -2

// described finds the chain of an actor that a phrase without a name describes: -1 where the phrase describes none,
// unclear where it may mean several.
func (r *reading) described(p *phrase) int {
	d, told := r.descriptionOf(p)
	if d == nil || p.number&one == 0 && !d.home && d.several != band || d.several == band && p.number&many == 0 || p.form != definite && p.form != near || d.several == "pair" || d.several == "two" || !r.alone(p) {
		return -1
	}
	switch {
	case d.title || d.noun:
		return r.byTitle(p, d)
	case d.home:
		return r.home(p)
	}
	return r.byKind(p, d, told)
}

// alone says that a phrase has nothing behind its noun that would say whom it means: "the envoy of France".
func (r *reading) alone(p *phrase) bool {
	for _, c := range r.forest.Children(p.head) {
		if c > p.head && r.forest.IsRel(c, "nmod", "acl", "appos", "flat", "compound") && !r.parenthesis(c) && !r.ofVerb(p, c) {
			return false
		}
	}
	return !r.forest.IsRel(p.head, "appos", "compound") && p.role != predicate
}

// ofVerb says that what trees hang on an object belongs to its verb: "urged the emirate to help", "accused the kingdom of
// hostile acts".
func (r *reading) ofVerb(p *phrase, c text.TokenID) bool {
	f := r.forest
	v := f.Head(p.head)
	if v == text.NoToken || f.UPOS(v) != "VERB" || v > p.head || !f.IsRel(p.head, "obj", "iobj") {
		return false
	}
	marked := func(rel, word string) bool {
		m := f.Child(c, rel)
		return m != text.NoToken && strings.EqualFold(r.doc.Word(m), word)
	}
	return f.IsRel(c, "acl") && !f.IsRel(c, "acl:relcl") && (marked("mark", "to") || marked("mark", "for") || marked("mark", "that")) ||
		r.lexicon.is(wordCharging, f.Lemma(v)) && (marked("case", "of") || marked("mark", "of"))
}

// parenthesis says that a clause stands behind a comma: "the group, based in Paris, denied it".
func (r *reading) parenthesis(c text.TokenID) bool {
	first := r.forest.Edges(c).First
	if !r.forest.IsRel(c, "acl") {
		return false
	}
	return r.doc.Word(first) == "," || first > 0 && r.doc.Word(first-1) == ","
}

// byTitle finds the person who was told by the noun of a phrase: by name and title, by an office, in an apposition.
func (r *reading) byTitle(p *phrase, d *description) int {
	found, at := -1, -1
	for _, last := range r.before(p, farTitle) {
		c, s := r.phrases[last].chain, r.phrases[last].sentence
		if !r.isTitled(c, p, d) {
			continue
		}
		switch {
		case found < 0 || s-at >= clearBack:
			found, at = c, s
		case at-s >= clearBack:
		default:
			return unclear
		}
	}
	return found
}

// isTitled says that a chain is a person with the noun of a phrase, and its modifiers, among its titles, or a body with
// them in its name.
func (r *reading) isTitled(c int, p *phrase, d *description) bool {
	ch := &r.chains[c]
	if d.title && (ch.class != person || ch.gender&p.gender == 0) || d.noun && ch.class&body == 0 || ch.number&one == 0 {
		return false
	}
	for _, t := range r.wordsOf(p) {
		w := strings.ToLower(r.forest.Lemma(t))
		if !slices.ContainsFunc(ch.phrases, func(j int) bool {
			return r.phrases[j].head < p.head && r.tells(j, w) && !r.forest.Dominates(r.phrases[j].head, p.head)
		}) {
			return false
		}
	}
	return slices.ContainsFunc(ch.phrases, func(j int) bool { return len(r.phrases[j].mentions) > 0 })
}

// wordsOf lists the head of a phrase and its modifiers without the determiners.
func (r *reading) wordsOf(p *phrase) []text.TokenID {
	list := []text.TokenID{p.head}
	for _, c := range r.forest.Children(p.head) {
		if c < p.head && r.forest.IsRel(c, "amod", "compound", "nmod", "nummod") {
			list = append(list, c)
		}
	}
	return list
}

// tells says that a phrase holds a word, or its actor has it in the name of an office.
func (r *reading) tells(j int, word string) bool {
	o := &r.phrases[j]
	for t := o.words.First; t < o.words.End; t++ {
		if r.lexicon.is(wordFormer, strings.ToLower(r.doc.Word(t))) {
			return false // "the president" is not the former one
		}
		if r.forest.Lemma(t) == word || strings.EqualFold(r.doc.Word(t), word) {
			return true
		}
	}
	for _, i := range o.mentions {
		m := &r.doc.Mentions[i]
		if former, _, _ := strings.Cut(m.As.Role, " "); r.lexicon.is(wordFormer, strings.ToLower(former)) {
			continue
		}
		for w := range strings.FieldsSeq(m.As.Role) {
			if strings.EqualFold(strings.Trim(w, ",."), word) {
				return true
			}
		}
	}
	return false
}

// byKind finds the actor of a kind that is most told of just before a phrase: "the country". told are the words before its
// noun.
func (r *reading) byKind(p *phrase, d *description, told string) int {
	best, second := -1, 0.0
	var lead float64
	far, precise := farKind, r.toldBefore(p) != ""
	if isForm(strings.ToLower(r.forest.Lemma(p.head))) || precise || d.several == band {
		far = farForm
	}
	for _, last := range r.before(p, far) {
		c := r.phrases[last].chain
		if !(r.isOf(c, p, d) || r.unnamed(last, d)) || told != "" && !r.within(c, told) || r.faces(&r.phrases[last], p) {
			continue
		}
		if p.form == near && strings.EqualFold(r.doc.Word(p.words.First), "that") && r.phrases[last].sentence >= p.sentence-1 && r.phrases[last].form == aName {
			return c // "talks with Vanuatu on a pact that the parliament of that country refused"
		}
		switch s := r.worth(p, c, last); {
		case best < 0 || s > lead:
			best, lead, second = c, s, lead
		case s > second:
			second = s
		}
	}
	if best >= 0 && d.several == band && r.otherBand(p, best) {
		return unclear
	}
	if best >= 0 && (lead-second < worthLead && !(precise && second == 0) || d.several == band && second > 0) {
		return unclear
	}
	return best
}

// otherBand says that fighters without a name were told between the last telling of a group, more than a few sentences back, and a phrase
// that may mean either: "gunmen attacked a village".
func (r *reading) otherBand(p *phrase, c int) bool {
	last := -1
	for _, j := range r.chains[c].phrases {
		if r.phrases[j].head < p.head {
			last = j
		}
	}
	if last < 0 || p.sentence-r.phrases[last].sentence <= farKind {
		return false
	}
	for j := last + 1; j < len(r.phrases) && r.phrases[j].head < p.head; j++ {
		o := &r.phrases[j]
		if d, _ := r.descriptionOf(o); d != nil && (d.several == band || slices.Contains(d.kinds, string(knowledge.ArmedGroup)) && len(d.kinds) < 4) && o.form != definite && o.form != near && o.chain != c {
			return true
		}
	}
	return false
}

// faces says that a phrase is the subject of the clause in which another is what something is done to or with: who suspends
// sales to the kingdom is not the kingdom.
func (r *reading) faces(o, p *phrase) bool {
	if o.role != subject || o.clause != p.clause || o.sentence != p.sentence {
		return false
	}
	if p.role == object {
		return true
	}
	mark := r.forest.Child(p.head, "case")
	return mark != text.NoToken && r.lexicon.is(wordToward, strings.ToLower(r.doc.Word(mark)))
}

// home finds the state whose government "the government" is: the one that the text has told most of, unless the sentence
// tells of another first.
func (r *reading) home(p *phrase) int {
	if len(r.wordsOf(p)) > 1 {
		return -1
	}
	if c := r.incumbent(p); c >= 0 {
		return c
	}
	best, most, second := -1, 0, 0
	other := map[int]bool{}
	for c := range r.chains {
		n := 0
		for _, j := range r.chains[c].phrases {
			if o := &r.phrases[j]; o.head < p.head && r.together(p, o) && r.isState(o) {
				n++
				if k := r.doc.Sentences[o.sentence].Kind; k == text.Title || k == text.Dateline {
					n++
				}
				if o.sentence == p.sentence {
					other[c] = true
				}
			}
		}
		switch {
		case n > most:
			best, most, second = c, n, most
		case n > second:
			second = n
		}
	}
	delete(other, best)
	if most < homeTold || most < 2*second || len(other) > 0 {
		return unclear
	}
	return best
}

// incumbent finds the state that a noun for a government means wherever that state was told just before: "the administration" after
// "Washington"; -1 for other nouns.
func (r *reading) incumbent(p *phrase) int {
	if strings.ToLower(r.forest.Lemma(p.head)) != wordAdministration {
		return -1
	}
	for _, j := range r.before(p, farKind) {
		c := r.phrases[j].chain
		if slices.ContainsFunc(r.chains[c].phrases, func(k int) bool {
			o := &r.phrases[k]
			return o.head < p.head && r.isState(o) && r.lexicon.is(wordAdministration, strings.ToLower(r.doc.Mentions[o.mentions[0]].As.Country))
		}) {
			return c
		}
	}
	return -1
}

// homeTold is how often the text must have told of a state before "the government" is its government; headlines and
// datelines count twice.
const homeTold = 3

func (r *reading) isState(o *phrase) bool {
	return len(o.mentions) == 1 && r.doc.Mentions[o.mentions[0]].As.Kind == string(knowledge.State)
}

// isOf says that a chain is an actor of a kind that a description may mean.
func (r *reading) isOf(c int, p *phrase, d *description) bool {
	ch := &r.chains[c]
	if ch.number&p.number == 0 && p.number == one || slices.Contains(d.kinds, string(knowledge.Person)) && ch.gender&p.gender == 0 {
		return false
	}
	if !slices.Contains(d.kinds, string(knowledge.State)) && slices.ContainsFunc(ch.phrases, func(j int) bool { return r.isState(&r.phrases[j]) }) {
		return false // "Bogota" is no body
	}
	for _, j := range ch.phrases {
		if r.phrases[j].head >= p.head {
			break
		}
		for _, i := range r.phrases[j].mentions {
			if d.means(&r.doc.Mentions[i]) && r.crowned(p, &r.doc.Mentions[i]) && len(r.phrases[j].mentions) == 1 {
				return true
			}
		}
	}
	return false
}

// unnamed says that a phrase tells of an armed group that has no name, which "the group" may mean as well: "a militia led by
// an arms dealer".
func (r *reading) unnamed(j int, d *description) bool {
	o := &r.phrases[j]
	if len(o.mentions) > 0 || o.form == aName || r.forest.Morph(o.head).Feat("Number") == "Plur" || o.role != subject && o.role != object || !slices.Contains(d.kinds, string(knowledge.ArmedGroup)) || d.several == band {
		return false
	}
	other, told := r.descriptionOf(o)
	return other != nil && other.several != band && len(other.kinds) > 0 && other.kinds[0] == string(knowledge.ArmedGroup) && (told == "" || r.lexicon.regions[told] == nil)
}

// crowned says that a state may be called as a phrase does, where that tells its form: not every state is "the kingdom".
func (r *reading) crowned(p *phrase, m *text.Mention) bool {
	form := strings.ToLower(r.forest.Lemma(p.head))
	return !isForm(form) || r.lexicon.is(form, strings.ToLower(m.As.Country))
}

// isForm says that a noun tells the form of a state, which few are.
func isForm(noun string) bool {
	switch noun {
	case wordKingdom, wordEmirate, wordSultanate, wordSheikhdom, wordIsland, wordArchipelago:
		return true
	}
	return false
}

// means says that a description may mean an actor.
func (d *description) means(m *text.Mention) bool {
	if d.official && m.As.Kind == string(knowledge.Person) && m.As.Role != "" {
		return true
	}
	if d.several == band && (m.As.ID == "" || m.As.Sector == "GOV") {
		return false // rebels who rule are none
	}
	return slices.Contains(d.kinds, m.As.Kind)
}

func (r *reading) worth(p *phrase, c, last int) float64 {
	o, ch := &r.phrases[last], &r.chains[c]
	s := worthFar
	switch p.sentence - o.sentence {
	case 0, 1:
		s = worthSame
	case 2:
		s = worthTwoBack
	}
	if r.wasSubject(ch, p, o.sentence) {
		s += worthSubject
		if p.role == subject && o.sentence == p.sentence-1 {
			s += worthParallel
		}
	}
	if ch.title {
		s += worthTitle
	}
	s += worthRepeat * float64(min(len(ch.phrases), 4))
	if o.form == modifier {
		s += worthModifier
	}
	for _, i := range o.mentions {
		if r.doc.Mentions[i].Form == text.PlaceMention {
			s += worthPlace
		}
	}
	return s
}

// meantBy gives the mentions of a phrase, of a description or a pronoun that is answered that of whom it means.
func (r *reading) meantBy(o, p *phrase, d *description) []int {
	if len(d.kinds) <= 1 && o.chain >= 0 && len(o.mentions) == 0 && (o.form == definite || o.form == near) {
		if one := r.actors(p, o.chain); len(one) == 1 {
			return one
		}
	}
	if o.pronoun == nil || o.chain < 0 || o.pronoun.use == asOwner || o.lead < r.weights.margin[o.pronoun.kind()] {
		return o.mentions
	}
	if one := r.actors(p, o.chain); len(one) == 1 {
		return one
	}
	return nil
}

// wasSubject says that a phrase of a chain before p is a subject in a sentence.
func (r *reading) wasSubject(ch *chain, p *phrase, sentence int) bool {
	return slices.ContainsFunc(ch.phrases, func(j int) bool {
		o := &r.phrases[j]
		return o.role == subject && o.sentence == sentence && o.head < p.head
	})
}

// description gives the link of a phrase that describes an actor told before, or several.
func (r *reading) description(k int, links []Link) []Link {
	p := &r.phrases[k]
	if len(p.mentions) > 0 {
		return links
	}
	if len(p.meant) > 0 {
		link := Link{Tokens: p.words, Head: p.head, Mentions: p.meant, Rule: "several of a kind"}
		for _, m := range p.members {
			link.Antecedents = append(link.Antecedents, Antecedent{r.phrases[m].words, r.phrases[m].head})
		}
		return append(links, link)
	}
	if p.form != definite && p.form != near || p.role == predicate || r.forest.IsRel(p.head, "appos") {
		return links
	}
	link, ok := r.link(k, p.chain)
	if r.chains[p.chain].phrases[0] == k || !ok || len(link.Mentions) == 0 {
		if state, ok := r.belongingTo(p); ok {
			links = append(links, state)
		}
		return links
	}
	link.Rule = "description"
	return append(links, link)
}
