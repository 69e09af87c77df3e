package refer

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/text"
)

// kind is a kind of pronouns that have weights of their own.
type kind uint8

const (
	ofPerson kind = iota // he, she
	ofThing              // it
	ofMany               // they
	kinds
)

// feature is something that speaks for or against a candidate. The names are those of weights.tsv.
type feature uint8

// The features. Those from noneBias on are of the candidate "nothing named here".
const (
	sameClause feature = iota
	sameSentence
	oneBack
	twoBack
	threeBack
	farBack
	ownerSameClause
	ownerSameSentence
	nearest
	second
	third
	further
	matrixSubject
	subjectBack
	firstBack
	wasSubject
	wasObject
	wasOblique
	wasOwner
	wasWithin
	wasPredicate
	wasTop
	bySame
	byPronoun
	byName
	byDefinite
	byNear
	byOwned
	byIndefinite
	byBare
	byModifier
	byJoint
	parallel
	bothSubjects
	ownerOfSubject
	oneBefore
	twoBefore
	threeBefore
	manyBefore
	inTitle
	inFirst
	hasName
	nounFar
	genderKnown
	classPerson
	classBody
	classPlace
	classThing
	classPeriod
	classLight
	classUnsure
	numberLoose
	deep
	deeper
	sameQuote
	otherQuote
	speakerOfQuote
	ahead
	touching
	closely
	sameParagraph
	newSentenceSubject
	actor
	mixedJoint
	coordinatedVerbs
	saysAndPerson
	saysAndThing
	inSubordinate
	objectOfSame
	ownerAndOwner
	quotedOnly
	aroundClause
	opensOwned
	whereIs

	noneBias
	noneExpletive
	noneSubject
	noneObject
	noneOwner
	noneBeThat
	noneSeem
	noneWeather
	noneSpeech
	noneEmpty
	noneQuote

	rolesFar // a role and a distance, see pairs
	formsFar = rolesFar + feature(roles)*distances
	usesFar  = formsFar + feature(forms)*distances
	features = usesFar + feature(uses)*feature(roles)
)

func featureNames() []string {
	names := []string{
		"same clause", "same sentence", "one sentence back", "two sentences back", "three sentences back", "further back",
		"owner in the same clause", "owner in the same sentence", "nearest", "second nearest", "third nearest", "further candidates",
		"subject of a clause above", "subject one sentence back", "first of the sentence back",
		"was subject", "was object", "was oblique", "was owner", "was within a phrase", "was predicate", "was top",
		"by the same pronoun", "by a pronoun", "by name", "by the", "by this", "by an owner", "by a", "by a bare noun",
		"by a modifier", "by several", "same role", "both subjects", "owner and subject of its clause",
		"told once", "told twice", "told three times", "told often", "in the headline", "in the first sentence", "has a name",
		"noun far back", "gender known", "person", "body", "place", "thing", "time", "light noun", "class guessed",
		"number may be either", "within a phrase", "deeper within", "same quotation", "one within a quotation",
		"speaker of the quotation", "follows", "touching", "close", "same paragraph", "begins the sentence after a subject", "actor",
		"persons and things", "subject of a verb coordinated with its own",
		"somebody before a verb of speech", "something before a verb of speech", "in a clause below", "object of the same verb",
		"both owners", "told in quotations alone", "around the clause", "owner that begins the sentence after a subject", "where something is",
		"none", "none: expletive", "none: subject", "none: object", "none: owner", "none: it is so that", "none: it seems",
		"none: weather", "none: they say", "none: no candidate", "none: in a quotation",
	}
	for i := range roles {
		for _, d := range distanceNames() {
			names = append(names, roleNames()[i]+", "+d)
		}
	}
	for i := range forms {
		for _, d := range distanceNames() {
			names = append(names, formNames()[i]+", "+d)
		}
	}
	for _, u := range []string{"subject", "object", "owner", "reflexive"} {
		for i := range roles {
			names = append(names, u+" for "+roleNames()[i])
		}
	}
	return names
}

// distances is the number of distances that roles and forms are paired with.
const distances = 4

func distanceNames() [distances]string {
	return [distances]string{"same clause", "same sentence", "one back", "further back"}
}

func roleNames() [roles]string {
	return [roles]string{"other", "subject", "object", "oblique", "owner", "within a phrase", "predicate", "top"}
}

func formNames() [forms]string {
	return [forms]string{"pronoun", "name", "the", "this", "owned", "a", "bare noun", "modifier", "several"}
}

// pairs joins what the candidate was with how far it is back and with what the pronoun is.
func (r *reading) pairs(k int, c *candidate, f []feature) []feature {
	p, o := &r.phrases[k], &r.phrases[c.last]
	d := min(p.sentence-o.sentence+1, distances-1)
	if p.sentence == o.sentence && p.clause == o.clause {
		d = 0
	}
	return append(f, rolesFar+feature(o.role)*distances+feature(d), formsFar+feature(o.form)*distances+feature(d),
		usesFar+feature(p.pronoun.use)*feature(roles)+feature(o.role))
}

// look lists the features of each candidate of a pronoun.
func (r *reading) look(k int, list []candidate) {
	firstBackOf := r.firstOfLast(k)
	for i := range list {
		c := &list[i]
		c.features = r.nearness(k, c, i, make([]feature, 0, 40))
		c.features = r.standing(k, c, firstBackOf, c.features)
		c.features = r.weight(k, c, c.features)
		c.features = r.fit(k, c, c.features)
		if r.phrases[k].pronoun.kind() != ofThing { // too few are known of "it" to learn pairs
			c.features = r.pairs(k, c, c.features)
		}
	}
}

// nearness: how far, and how many are nearer.
func (r *reading) nearness(k int, c *candidate, rank int, f []feature) []feature {
	p, o := &r.phrases[k], &r.phrases[c.last]
	f = append(f, [...]feature{nearest, second, third, further}[min(rank, 3)])
	if c.ahead {
		f = append(f, ahead)
	}
	switch d := p.sentence - o.sentence; {
	case d == 0 && o.clause == p.clause:
		f = append(f, sameClause)
		if p.pronoun.use == asOwner {
			f = append(f, ownerSameClause)
		}
	case d == 0:
		f = append(f, sameSentence)
		if p.pronoun.use == asOwner {
			f = append(f, ownerSameSentence)
		}
	default:
		f = append(f, [...]feature{oneBack, twoBack, threeBack, farBack}[min(d, 4)-1])
	}
	if d := int(p.head) - int(o.words.End); p.sentence == o.sentence && d >= 0 {
		if d < 2 {
			f = append(f, touching)
		} else if d < 7 {
			f = append(f, closely)
		}
	}
	if r.doc.Sentences[p.sentence].Paragraph == r.doc.Sentences[o.sentence].Paragraph {
		f = append(f, sameParagraph)
	}
	return f
}

// standing: what pronoun and candidate are in their clauses.
func (r *reading) standing(k int, c *candidate, firstOfLast int, f []feature) []feature {
	p, o := &r.phrases[k], &r.phrases[c.last]
	if o.sentence == p.sentence && o.role == subject {
		if r.above(p, o) {
			f = append(f, matrixSubject)
		}
		if r.beside(p, o) {
			f = append(f, coordinatedVerbs)
		}
		if p.pronoun.use == asOwner && o.clause == p.clause {
			f = append(f, ownerOfSubject)
		}
	}
	if p.sentence-o.sentence == 1 && o.role == subject && o.depth == 0 {
		f = append(f, subjectBack)
		switch {
		case p.role == subject && r.opens(p):
			f = append(f, newSentenceSubject)
		case p.role == owner && r.opens(p):
			f = append(f, opensOwned)
		}
	}
	if firstOfLast == c.last {
		f = append(f, firstBack)
	}
	if p.role == o.role && p.role != otherRole {
		f = append(f, parallel)
		if p.role == subject {
			f = append(f, bothSubjects)
		}
	}
	if o.role != otherRole {
		f = append(f, wasSubject+feature(o.role-subject))
	}
	return r.quoting(p, o, c, f)
}

// quoting: in which quotations pronoun and candidate stand.
func (r *reading) quoting(p, o *phrase, c *candidate, f []feature) []feature {
	if p.quote < 0 && o.quote < 0 {
		return f
	}
	if p.quote == o.quote {
		f = append(f, sameQuote)
	} else {
		f = append(f, otherQuote)
	}
	if p.quote >= 0 && r.speaks(r.chains[c.chain].phrases, p.quote) {
		f = append(f, speakerOfQuote)
	}
	return f
}

// weight: what the candidate is and how it was told.
func (r *reading) weight(k int, c *candidate, f []feature) []feature {
	o, ch := &r.phrases[c.last], &r.chains[c.chain]
	if o.form == aPronoun && o.pronoun.kind() == r.phrases[k].pronoun.kind() {
		f = append(f, bySame)
	}
	f = append(f, [...]feature{byPronoun, byName, byDefinite, byNear, byOwned, byIndefinite, byBare, byModifier, byJoint}[o.form])
	told, nouns, lastNoun := r.told(ch, c)
	f = append(f, [...]feature{oneBefore, twoBefore, threeBefore, threeBefore, manyBefore}[min(told, 5)-1])
	if nouns == 0 || r.phrases[c.last].sentence-lastNoun > 3 {
		f = append(f, nounFar)
	}
	if ch.title {
		f = append(f, inTitle)
	}
	if r.phrases[ch.phrases[0]].sentence == 0 {
		f = append(f, inFirst)
	}
	if ch.name != "" {
		f = append(f, hasName)
	}
	if ch.class&person != 0 && ch.gender != male|female {
		f = append(f, genderKnown)
	}
	for i, cl := range [...]class{person, body, place, thing, period, light} {
		if ch.class&cl != 0 {
			f = append(f, classPerson+feature(i))
		}
	}
	if ch.unsure {
		f = append(f, classUnsure)
	}
	if o.form == joint && o.unsure {
		f = append(f, mixedJoint)
	}
	if ch.number == one|many && r.phrases[k].pronoun.kind() == ofMany {
		f = append(f, numberLoose)
	}
	if o.depth == 1 {
		f = append(f, deep)
	} else if o.depth > 1 {
		f = append(f, deeper)
	}
	if slices.ContainsFunc(ch.phrases, func(j int) bool { return len(r.phrases[j].mentions) > 0 }) {
		f = append(f, actor)
	}
	return f
}

// fit: what the verb of the pronoun says of the candidate.
func (r *reading) fit(k int, c *candidate, f []feature) []feature {
	p, o := &r.phrases[k], &r.phrases[c.last]
	t := r.forest
	v, u := t.Head(t.Conjuncts(p.head)[0]), t.Head(t.Conjuncts(o.head)[0])
	if p.role == subject && v != text.NoToken && r.lexicon.is(wordSpeech, strings.ToLower(t.Lemma(v))) {
		if r.chains[c.chain].class&(person|body) != 0 {
			f = append(f, saysAndPerson)
		} else {
			f = append(f, saysAndThing)
		}
	}
	if o.sentence == p.sentence && o.head < p.head && t.Dominates(o.head, p.head) {
		f = append(f, aroundClause)
	}
	if t.IsRel(o.clause, "advcl", "acl", "ccomp") {
		f = append(f, inSubordinate)
	}
	if p.role == o.role && (p.role == object || p.role == subject) && v != text.NoToken && u != text.NoToken && t.Lemma(v) == t.Lemma(u) {
		f = append(f, objectOfSame)
	}
	if r.isWhere(o) {
		f = append(f, whereIs)
	}
	if p.role == owner && o.role == owner {
		f = append(f, ownerAndOwner)
	}
	if p.quote < 0 && o.quote >= 0 {
		f = append(f, quotedOnly)
	}
	return f
}

// isWhere says that a phrase is a place in which something is or happens.
func (r *reading) isWhere(o *phrase) bool {
	if o.class&place == 0 || o.role != oblique && o.role != within {
		return false
	}
	c := r.forest.Child(r.forest.Conjuncts(o.head)[0], "case")
	return c != text.NoToken && r.lexicon.is(wordWhere, strings.ToLower(r.doc.Word(c)))
}

// told counts the phrases of a chain up to the candidate's last, and those that are no pronouns, and gives the
// sentence of the last of these.
func (r *reading) told(ch *chain, c *candidate) (all, nouns, sentence int) {
	for _, j := range ch.phrases {
		if j > c.last {
			break
		}
		all++
		if r.phrases[j].nominal() {
			nouns++
			sentence = r.phrases[j].sentence
		}
	}
	return max(all, 1), nouns, sentence
}

// firstOfLast gives the first phrase of the sentence before that a pronoun can agree with.
func (r *reading) firstOfLast(k int) int {
	p := &r.phrases[k]
	if p.sentence == 0 {
		return -1
	}
	for j := r.first[p.sentence-1]; j < r.first[p.sentence]; j++ {
		if o := &r.phrases[j]; o.chain >= 0 && r.agree(p, &r.chains[o.chain].traits) {
			return j
		}
	}
	return -1
}

// above says that o is the subject of a clause that p's clause depends on.
func (r *reading) above(p, o *phrase) bool {
	f := r.forest
	v := f.Head(f.Conjuncts(o.head)[0])
	return v != text.NoToken && v != p.clause && f.Dominates(v, p.clause)
}

// beside says that the verbs of both clauses are coordinated.
func (r *reading) beside(p, o *phrase) bool {
	return p.clause != o.clause && r.forest.IsRel(p.clause, "conj") && r.forest.Head(p.clause) == o.clause
}

// opens says that no other phrase stands before p in its sentence.
func (r *reading) opens(p *phrase) bool {
	return p.head-r.doc.Sentences[p.sentence].Tokens.First < 3
}

// speaks says that one of the phrases is the subject of a verb of speech outside a quotation in its sentence.
func (r *reading) speaks(phrases []int, quote int) bool {
	for _, s := range r.speakers[quote] {
		for _, j := range phrases {
			if s == j {
				return true
			}
		}
	}
	return false
}

// none lists what speaks for a pronoun that means nothing that is named.
func (r *reading) none(k, candidates int) []feature {
	p, f := &r.phrases[k], []feature{noneBias}
	t := r.forest
	if candidates == 0 {
		f = append(f, noneEmpty)
	}
	if t.IsRel(p.head, "expl") {
		f = append(f, noneExpletive)
	}
	if p.quote >= 0 {
		f = append(f, noneQuote)
	}
	switch {
	case p.pronoun.use == asOwner:
		return append(f, noneOwner)
	case p.role == subject:
		f = append(f, noneSubject)
	case p.role == object:
		f = append(f, noneObject)
	}
	v := t.Head(p.head)
	if v == text.NoToken || p.role == object {
		return f
	}
	lemma := strings.ToLower(t.Lemma(v))
	clausal := t.Child(v, "csubj", "ccomp", "xcomp", "advcl", "acl") > v
	switch {
	case r.lexicon.is(wordPlain, lemma) && clausal:
		f = append(f, noneBeThat)
	case r.lexicon.is(wordSeeming, lemma) && (clausal || t.Child(v, "aux:pass") != text.NoToken):
		f = append(f, noneSeem)
	case r.lexicon.is(wordWeather, lemma):
		f = append(f, noneWeather)
	case r.lexicon.is(wordSpeech, lemma) && p.pronoun.kind() == ofMany:
		f = append(f, noneSpeech)
	}
	return f
}
