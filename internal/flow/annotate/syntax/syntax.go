// Package syntax gives the words of a document their tags, lemmas and trees.
//
// Stage annotate/syntax: needs the layers tokens and sentences, gives the layer
// trees. The models are those of internal/language; the stage only carries
// words to them and their answers into the layer.
package syntax

import (
	"context"
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/morph"
	"github.com/chancery-project/chancery/internal/language/tagger"
	"github.com/chancery-project/chancery/internal/language/trees"
	"github.com/chancery-project/chancery/internal/language/wordform"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
)

// Reader is the stage. It is safe for concurrent use.
type Reader struct {
	tags       *tagger.Model
	trees      *trees.Parser
	lemmas     *morph.Model
	speech     map[string]bool   // forms of verbs of saying
	zone       map[string]bool   // words behind a time of the day
	thats      map[string]bool   // forms in -s of verbs with a clause that are nouns as well
	saying     map[string]bool   // verbs of saying, judging and asking
	label      map[string]bool   // words that say what kind of report a headline stands above
	measures   map[string]bool   // nouns of time and way
	sites      map[string]bool   // nouns of places and times of the day
	sameBase   map[string]bool   // verbs whose past is their base
	twoObjects map[string]bool   // verbs that keep an object in the passive
	cardinals  map[string]bool   // number words
	often      map[string]bool   // words that tell how often or when
	naming     map[string]bool   // verbs of calling something so
	offices    map[string]bool   // nouns of offices that one person has
	vowing     map[string]bool   // participles of verbs whose subject is to do what follows
	ordering   map[string]bool   // verbs of asking and ordering
	numbers    map[string]bool   // forms in -s of verbs before a number
	addressed  map[string]bool   // further verbs that have people as their object
	headline   map[string]bool   // nouns that are verbs behind two names
	present    map[string]string // forms of the present of verbs that are no nouns, with their tags
	pasts      map[string]bool   // forms of the past that are no nouns
	calendar   map[string]bool   // names of days and months
	compound   map[string]bool   // nouns that modify another
	document   map[string]bool   // nouns of what is written
	gerunds    map[string]bool   // verbs whose form in "-ing" has an object behind a preposition
	dayWords   map[string]bool   // words for a day that need no preposition
	alsoVerbs  map[string]bool   // adjectives that are verbs as well
	verbs      *verbs
}

// New returns the stage with its three models.
func New(tags *tagger.Model, parser *trees.Parser, lemmas *morph.Model) *Reader {
	verbs, err := readVerbs(releaseFile)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return &Reader{
		tags:       tags,
		trees:      parser,
		lemmas:     lemmas,
		speech:     wordList(speechFile),
		thats:      wordList(thatsFile),
		zone:       wordList(zonesFile),
		saying:     wordList(sayingFile),
		numbers:    wordList(numberVerbsFile),
		addressed:  wordList(addressingFile),
		label:      wordList(labelsFile),
		measures:   wordList(measuresFile),
		sites:      wordList(sitesFile),
		sameBase:   wordList(sameBaseFile),
		twoObjects: wordList(twoObjectsFile),
		cardinals:  wordList(cardinalsFile),
		often:      wordList(oftenFile),
		naming:     wordList(namingFile),
		offices:    wordList(officesFile),
		vowing:     wordList(vowingFile),
		ordering:   wordList(orderingFile),
		headline:   wordList(headlinesFile),
		compound:   wordList(compoundsFile),
		document:   wordList(documentsFile),
		gerunds:    wordList(gerundsFile),
		dayWords:   wordList(dayWordsFile),
		alsoVerbs:  wordList(alsoVerbsFile),
		present:    presentForms(onlyVerbsFile),
		pasts:      wordList(onlyPastsFile),
		calendar:   wordList(calendarFile),
		verbs:      verbs,
	}
}

// Open returns the stage with the models of a file.
func Open(f *model.File) (*Reader, error) {
	tags, err := tagger.Open(f)
	if err != nil {
		return nil, err
	}
	parser, err := trees.Open(f)
	if err != nil {
		return nil, err
	}
	lemmas, err := morph.Open(f)
	if err != nil {
		return nil, err
	}
	return New(tags, parser, lemmas), nil
}

// Apply writes doc.Trees: one tree with one root for every sentence. It gives
// no notices; its error is that of layers that do not fit together.
func (r *Reader) Apply(ctx context.Context, doc *text.Document) ([]notice.Notice, error) {
	sents := r.tagged(doc)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("read the trees of a document: %w", err)
	}
	n := len(doc.Tokens)
	morphs := make([]text.Morph, 0, n)
	heads := make([]text.TokenID, 0, n)
	rels := make([]string, 0, n)
	for i, words := range r.parse(sents) {
		first := doc.Sentences[i].Tokens.First
		r.complete(sents[i], words)
		for _, w := range words {
			head := text.NoToken
			if w.Head >= 0 {
				head = first + text.TokenID(w.Head)
			}
			morphs = append(morphs, text.Morph{Lemma: w.Lemma, UPOS: w.UPOS, XPOS: w.XPOS, Feats: w.Feats})
			heads = append(heads, head)
			rels = append(rels, w.Rel)
		}
	}
	forest, err := text.NewForest(doc.Sentences, morphs, heads, rels)
	if err != nil {
		return nil, fmt.Errorf("read the trees of a document: %w", err)
	}
	doc.Trees = forest
	return nil, nil
}

// words joins a sentence, or a part of one, with its tree. The tags are those of the network,
// which has seen the whole of it: they are right more often than those it was given.
func (r *Reader) words(sent []trees.Word, arcs []trees.Arc) []morph.Word {
	out := make([]morph.Word, len(arcs))
	governs, acts := make([]bool, len(arcs)+1), make([]bool, len(arcs)+1)
	for _, a := range arcs {
		governs[a.Head] = governs[a.Head] || a.Deprel == "obj"
		acts[a.Head] = acts[a.Head] || a.Deprel == "nsubj"
	}
	for t, a := range arcs {
		form := sent[t].Form
		xpos := a.XPOS
		if a.UPOS == "NOUN" && (clausal(a.Deprel) || a.Deprel == "appos") && r.present[form] == "VBZ" { // "denies", which the parser still takes for a noun
			a.UPOS, xpos = "VERB", "VBZ"
		}
		if a.UPOS != "VERB" && governs[t+1] && clausal(a.Deprel) && r.lemmas.OnlyPast(form) { // "jets struck villages", where struck is taken for a noun
			a.UPOS, xpos = "VERB", "VBD"
		}
		if r.pastTense(form, a, governs[t+1], acts[t+1]) || sent[len(sent)-1].Form == "." && betweenNames(form, arcs, t) {
			a.UPOS, xpos = "VERB", "VBD"
		}
		switch given := &sent[t]; {
		case given.XPOS == "CD" && a.UPOS != "NUM" && r.cardinal(form):
			a.UPOS, xpos = "NUM", "CD"
		case given.UPOS == "VERB" && a.UPOS != "VERB" && clausal(a.Deprel) && acts[t+1] && r.alsoVerbs[form]:
			a.UPOS, xpos = "VERB", given.XPOS
		}
		if xpos == "VBP" && r.lemmas.OnlyPast(form) || xpos == "VBN" && r.lemmas.NoParticiple(form) {
			xpos = "VBD"
		}
		if a.UPOS == "PRON" && form == "WHO" && t > 0 && strings.EqualFold(sent[t-1].Form, "the") {
			a.UPOS, xpos = "PROPN", "NNP" // the World Health Organization
		}
		if a.UPOS == "AUX" && nameInIng(form) {
			a.UPOS, xpos = "PROPN", "NNP"
			if a.Deprel != "root" {
				a.Deprel = "nsubj"
			}
		}
		out[t] = morph.Word{Lemma: r.lemmas.Lemma(form, a.UPOS, xpos), UPOS: a.UPOS, XPOS: xpos, Head: a.Head - 1, Rel: a.Deprel}
	}
	if len(sent) > 0 {
		form := func(i int) string { return sent[i].Form }
		last := form(len(sent) - 1)
		whole(
			out,
			func(w []morph.Word) { hyphenated(w, sent) },
			func(w []morph.Word) { whole(w, r.hosts()...); mend(w, last) },
			func(w []morph.Word) { betweenThenVerb(w, last) },
			pluralTalks,
			func(w []morph.Word) { participled(w, last) },
			behindPeople,
			func(w []morph.Word) { affairs(w, form) },
			firstOfTwo,
			whoseVerb,
			sameCase,
			whoseOwner,
			gapped, behindOpeningClause,
			twoClauses,
			activePerfect,
			activePast,
			liftFromNoun, liftFromInfinitive, liftFromPast,
			hadUsed,
			rowedPast,
			itselfDone,
			twoSubjects,
			besideClause,
			func(w []morph.Word) { mainVerb(w, form, r.lemmas.OnlyPast) },
			partedName,
			func(w []morph.Word) { complement(w, form, r.lemmas.OnlyPast) },
			thatObject,
			thatNoun,
			havingDone,
			namedSo,
			takePlace,
			presentRoot,
			func(w []morph.Word) { whole(w, r.attachments(form)...) },
			func(w []morph.Word) { r.itSays(w, sent) },
			func(w []morph.Word) { intending(w, last) },
			func(w []morph.Word) { headlined(w, r.headline) },
			func(w []morph.Word) { opened(w, form, r.calendar) },
			func(w []morph.Word) { dayFirst(w, r.dayWords, form) },
			func(w []morph.Word) { compounded(w, r.compound) },
			func(w []morph.Word) { called(w, form(0)) },
			func(w []morph.Word) { worded(w, r.document) },
			func(w []morph.Word) { gerund(w, r.gerunds) },
			func(w []morph.Word) { goneBy(w, r.calendar, form) },
			further,
			absolute,
			joinedPast,
			func(w []morph.Word) { pastBehindConjunction(w, r.irregular(form)) },
			costing,
			titleSubject,
			byMeans,
			func(w []morph.Word) { whole(w, r.passives(last)...) },
			func(w []morph.Word) { afterTime(w, r.measures) },
			calledSo,
			hadDone,
			func(w []morph.Word) { between(w, r.speech, form) },
			casedSubject,
			func(w []morph.Word) { misplaced(w, r.offices) },
			acting,
			func(w []morph.Word) { behindDate(w, r.calendar, form) },
			sharedNoun,
			sameSubject,
			relativeVerb,
			whereToDo,
			appositive,
			both,
			fronted,
			oneRow,
			goneOn,
			asClause,
			attributive,
			infinitive,
			func(w []morph.Word) { doing(w, r.alsoVerbs) },
			calledOn,
			func(w []morph.Word) { ordered(w, r.ordering) },
			func(w []morph.Word) { askedWhile(w, r.ordering) },
			parted,
			rowed,
			objected,
			named,
			transitive,
			func(w []morph.Word) { counted(w, form, r.measures) },
			jailed,
			timed,
			func(w []morph.Word) { whenNotWho(w, r.calendar, r.measures) },
			nearest,
			func(w []morph.Word) { officeHolder(w, form, r.offices) },
			func(w []morph.Word) { dayThenOwner(w, form, r.calendar) },
			func(w []morph.Word) { dayThenPhrase(w, form, r.calendar) },
			apposedName,
			rowOfStates,
			nearConjunct,
			func(w []morph.Word) { paired(w, form, r.offices) },
			namesThenVerb,
			subjectThenAside,
			pastBehindAnd,
			func(w []morph.Word) { presentBehindNoun(w); modifiedObject(w, r.addressing) },
			behindAside,
			func(w []morph.Word) { accusing(w, r.saying) },
			lastConjunct,
			func(w []morph.Word) { noInterjection(w, form) },
			r.verbs.release,
			r.verbs.give,
			r.verbs.result,
			doneAway,
		)
	}
	return out
}

// irregular gives the verb of a word that is the past of an irregular one by its form, otherwise nothing.
func (r *Reader) irregular(form func(int) string) func(int) string {
	return func(i int) string {
		if !r.lemmas.OnlyPast(form(i)) {
			return ""
		}
		return r.lemmas.Lemma(form(i), "VERB", "VBD")
	}
}

// nameInIng says that a word with a capital and the ending of a participle is none of the auxiliaries that have one: "Beijing
// lodged a protest".
func nameInIng(form string) bool {
	if !strings.HasSuffix(form, "ing") || form[0] < 'A' || form[0] > 'Z' {
		return false
	}
	switch form {
	case "Being", "Having", "Doing", "Getting":
		return false
	}
	return true
}

// clausal says that a relation is that of the head of a clause.
func clausal(rel string) bool {
	switch rel {
	case "root", "acl", "acl:relcl", "advcl", "ccomp", "conj", "parataxis":
		return true
	}
	return false
}

// pastTense says that a word is a verb in the past that is taken for another: a name without a capital ("the army overran
// Kuwait"), a noun with a subject that is no noun by its form ("the general swore to go"), an adjective with subject and
// object ("Chad armed militiamen").
func (r *Reader) pastTense(form string, a trees.Arc, object, subject bool) bool {
	switch a.UPOS {
	case "PROPN":
		return form == strings.ToLower(form) && r.lemmas.NoParticiple(form)
	case "NOUN":
		return subject && a.Deprel == "root" && r.lemmas.NoParticiple(form)
	case "ADJ":
		return subject && object && strings.HasSuffix(form, "ed") && clausal(a.Deprel)
	}
	return false
}

// betweenNames says that a word in "-ed" that is taken for an adjective has a name right before it, and both hang on the noun at
// the top of the sentence, which has no verb then: "India relaxed visa rules."
func betweenNames(form string, arcs []trees.Arc, t int) bool {
	a := arcs[t]
	if a.UPOS != "ADJ" || a.Deprel != "amod" || !strings.HasSuffix(form, "ed") || t == 0 || a.Head <= t || arcs[a.Head-1].Deprel != "root" || arcs[a.Head-1].UPOS != "NOUN" {
		return false
	}
	return arcs[t-1].UPOS == "PROPN" && arcs[t-1].Head == a.Head && arcs[t-1].Deprel == "compound"
}

// complete gives the words of a sentence their features.
func (r *Reader) complete(sent []trees.Word, out []morph.Word) {
	for t := range out {
		out[t].Feats = r.lemmas.Feats(sent[t].Form, out[t].UPOS, out[t].XPOS)
	}
	morph.Complete(out)
}

// tagged returns the sentences with their tags. The whole document is tagged
// at once: its sentences help each other.
func (r *Reader) tagged(doc *text.Document) [][]trees.Word {
	forms := make([][]string, len(doc.Sentences))
	for i := range doc.Sentences {
		s := doc.Sentences[i].Tokens
		for t := s.First; t < s.End; t++ {
			forms[i] = append(forms[i], wordform.Normal(doc.Word(t)))
		}
		dashed(doc, s, forms[i])
		if doc.Sentences[i].Kind == text.Title {
			listed(forms[i])
		}
	}
	parts := make([][]string, 0, len(forms))
	for _, f := range forms {
		if n := r.labelled(f); n > 0 {
			parts, f = append(parts, f[:n]), f[n:]
		}
		parts = append(parts, f)
	}
	all := r.tags.Document(parts)
	out := make([][]trees.Word, len(forms))
	next := 0
	for i := range out {
		out[i] = make([]trees.Word, 0, len(forms[i]))
		for ok := true; ok; ok = len(out[i]) < len(forms[i]) {
			first := len(out[i])
			for _, c := range all[next] {
				tag := r.tags.Tag(c)
				out[i] = append(out[i], trees.Word{Form: forms[i][len(out[i])], XPOS: tag.XPOS, UPOS: tag.UPOS})
			}
			r.retag(out[i][first:])
			r.sited(out[i][first:])
			next++
		}
	}
	return out
}
