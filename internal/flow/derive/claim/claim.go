// Package claim finds who says what: the claims of a report with their sources, from verbs, nouns and prepositions of
// speech and opinion, from quotations and from the colons of headlines, and the claims of one report that contradict
// or confirm each other.
//
// cues.tsv holds the cues: what each says of its source (asserts, denies, accuses ...), and where in the tree the
// source, the content and the target stand. A cue whose content is not found gives nothing. What nobody said is no
// claim: "did not say", "refused to say", "if he says".
package claim

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Stage derive/claim: needs the layers body, tokens, sentences, quotations, trees, names, mentions and references,
// gives the layer claims. It is safe for concurrent use.
type Stage struct{ lex *lexicon }

// New makes the stage; its error lists all faults of the files of cues and words.
func New() (*Stage, error) {
	lex, err := builtIn()
	if err != nil {
		return nil, err
	}
	return &Stage{lex}, nil
}

var errNoTrees = errors.New("find claims: the words of the document have no trees yet: run the stage syntax first")

// Apply writes doc.Facts.Claims and doc.Facts.Disputes in the order of the text, and doc.Hedges. It gives no notices;
// its error says that the trees that it needs are not there.
func (s *Stage) Apply(_ context.Context, doc *text.Document) ([]notice.Notice, error) {
	doc.Facts.Claims, doc.Facts.Disputes, doc.Hedges = []*record.Claim{}, []*record.Dispute{}, []text.Hedge{}
	if len(doc.Tokens) == 0 {
		return nil, nil
	}
	if doc.Trees == nil || doc.Trees.Len() != len(doc.Tokens) {
		return nil, errNoTrees
	}
	doc.Hedges = s.lex.hedges(doc)
	x := s.lex.find(doc)
	for i := range x.relations {
		if r := &x.relations[i]; r.hearsay && !r.Negated && !r.Idle {
			doc.Hedges = append(doc.Hedges, text.Hedge{Span: doc.Tokens[r.Word].Span, Word: r.Word, Clause: doc.Trees.Clause(r.Top)})
		}
	}
	slices.SortStableFunc(doc.Hedges, func(a, b text.Hedge) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	told, err := x.claims()
	if err != nil {
		return nil, err
	}
	for _, c := range told {
		doc.Facts.Claims = append(doc.Facts.Claims, c.claim)
	}
	doc.Facts.Disputes, err = x.disputes(told)
	return nil, err
}

// Relations gives all relations of a document, also those that are no claims, in the order of their cues.
func (s *Stage) Relations(doc *text.Document) ([]Relation, error) {
	if len(doc.Tokens) == 0 {
		return nil, nil
	}
	if doc.Trees == nil || doc.Trees.Len() != len(doc.Tokens) {
		return nil, errNoTrees
	}
	return s.lex.find(doc).relations, nil
}

// hedges finds the adverbs by which the text keeps its distance.
func (l *lexicon) hedges(doc *text.Document) []text.Hedge {
	found := []text.Hedge{}
	for i := range doc.Tokens {
		t := text.TokenID(i)
		if u := doc.Trees.UPOS(t); u != "ADV" && u != "ADJ" || len(l.of(partHedge, strings.ToLower(doc.Word(t)))) == 0 {
			continue
		}
		found = append(found, text.Hedge{Span: doc.Tokens[t].Span, Word: t, Clause: doc.Trees.Clause(t)})
	}
	return append(found, l.hearsay(doc)...)
}

// hearsay finds the nouns of what is told and not known, with the clause that tells it: "rumours that the king had fled".
func (l *lexicon) hearsay(doc *text.Document) []text.Hedge {
	found := []text.Hedge{}
	x := &finder{lex: l, doc: doc, trees: doc.Trees}
	for i := range doc.Tokens {
		t := text.TokenID(i)
		if u := doc.Trees.UPOS(t); u != "NOUN" || !x.isClass(classHearsay, t) {
			continue
		}
		if h := doc.Trees.Head(t); h != text.NoToken && x.isClass(classSettled, h) && !x.negated(h) {
			continue
		}
		for _, c := range doc.Trees.ChildrenBy(t, "acl", "ccomp") {
			if t < c && x.thatClause(c) && doc.Trees.UPOS(doc.Trees.Child(c, "mark")) == "SCONJ" && doc.Trees.Clause(c) == c {
				found = append(found, text.Hedge{Span: doc.Tokens[t].Span, Word: t, Clause: c})
			}
		}
	}
	return found
}

// told is a claim with the relation that it was made of.
type told struct {
	claim    *record.Claim
	relation *Relation
}

// claims makes the claims of the relations in the order of the text, one for each of several sources.
func (x *finder) claims() ([]told, error) {
	var all []told
	seen := map[string]bool{}
	for k := range x.relations {
		r := &x.relations[k]
		if !r.IsClaim() {
			continue
		}
		speaker := x.spokeBefore(r)
		if speaker < r.Word {
			x.limit = r.Word // a source does not run over its cue
		}
		sources := x.sources(speaker)
		x.limit = 0
		if len(sources) == 0 && r.Source != text.NoToken && (r.inner || x.isClass(classFirst, r.Source)) {
			continue // somebody in the words of somebody else, and nothing tells who
		}
		if len(sources) == 0 {
			sources = []record.Actor{{}}
		}
		if sources[0].Name == "" && x.toldByOther(r) {
			continue
		}
		for _, a := range sources {
			c := x.claim(r, a)
			key := fmt.Sprint(c.ContentSpan, a.ID, a.Name, c.Stance)
			if seen[key] {
				continue
			}
			seen[key] = true
			if err := record.Identify(c); err != nil {
				return nil, fmt.Errorf("claim %q: %w", c.Content, err)
			}
			all = append(all, told{c, r})
		}
	}
	slices.SortStableFunc(all, func(a, b told) int {
		return cmp.Or(cmp.Compare(a.claim.Span.Start, b.claim.Span.Start), cmp.Compare(a.claim.ContentSpan.Start, b.claim.ContentSpan.Start),
			cmp.Compare(a.claim.Span.End, b.claim.Span.End))
	})
	return all, nil
}

// spokeBefore gives the source of a relation. Behind its content a pronoun means who spoke in the same sentence before, and not
// somebody whom the content names: "The army denied that it had fired; the Taliban had attacked, it said".
func (x *finder) spokeBefore(r *Relation) text.TokenID {
	if r.Source == text.NoToken || x.trees.UPOS(r.Source) != "PRON" {
		return r.Source
	}
	if r.Source > 0 && r.Source < r.Word && r.Frame.Part == partVerb && (r.Content.Has(r.Source) && r.Content.Has(r.Word) || x.doc.Word(r.Source-1) == "," && int(r.Word)+1 < len(x.doc.Tokens) && x.doc.Word(r.Word+1) == ",") {
		return x.putInBy(r)
	}
	if r.Content.End > r.Source {
		return r.Source
	}
	ref := x.doc.ReferenceAt(r.Source)
	if ref == nil || len(ref.Antecedents) != 1 || !r.Content.Has(x.doc.Mentions[ref.Antecedents[0]].Head) {
		return r.Source
	}
	best := r.Source
	for k := range x.relations {
		o := &x.relations[k]
		if o.IsClaim() && o.Word < r.Content.First && o.Source != text.NoToken && o.Source < o.Word && x.trees.UPOS(o.Source) != "PRON" && x.doc.SentenceOf(o.Word) == x.doc.SentenceOf(r.Word) && !o.inner {
			best = o.Source
		}
	}
	return best
}

// putInBy gives who a pronoun means that speaks in the midst of what is said: not somebody whom these words name before it without a verb,
// but who was the subject of the sentence before, or spoke there: "The Iranians, they note, have not packed".
func (x *finder) putInBy(r *Relation) text.TokenID {
	p := r.Source
	ref, here := x.doc.ReferenceAt(p), x.doc.SentenceOf(p)
	within := func(t text.TokenID) bool { return r.Content.First <= t && t < p }
	if r.Content.First > x.doc.Sentences[here].Tokens.First { // "The group blames them for the raid, in which, it says, nine were shot"
		for k := range x.relations {
			if o := &x.relations[k]; x.doc.Sentences[here].Tokens.Has(o.Word) && o.Word < min(r.Content.First, p) && o.IsClaim() && !o.inner && x.agreed(p, o.Source) != text.NoToken {
				return o.Source
			}
		}
		if b := x.subjectOfSentence(here); b < r.Content.First && x.agreed(p, b) != text.NoToken { // "Her neighbour nodded: the shops, he said, were empty"
			return b
		}
	}
	if x.hasVerb(text.TokenRange{First: r.Content.First, End: p}) { // "The president has asked no more, he insists, than that": the president
		if s := x.subjectOfSentence(here); ref == nil && s != text.NoToken && within(s) && x.agreed(p, s) != text.NoToken {
			return s
		}
		if ref != nil {
			return p
		}
	}
	if here == 0 {
		return p
	}
	if ref != nil && (len(ref.Antecedents) != 1 || !within(x.doc.Mentions[ref.Antecedents[0]].Head)) {
		return p
	}
	if all := x.doc.ActorsAt(p); ref == nil && len(all) > 0 {
		return p
	}
	if b := x.subjectOfSentence(here - 1); x.agreed(p, b) != text.NoToken {
		return b
	}
	if b := x.samePronoun(p, here-1); b != text.NoToken {
		return b
	}
	before := x.doc.Sentences[here-1].Tokens
	for k := range x.relations {
		if o := &x.relations[k]; before.Has(o.Word) && before.Has(o.Source) && o.IsClaim() && !o.inner && x.agreed(p, o.Source) != text.NoToken {
			return o.Source
		}
	}
	return p
}

// subjectOfSentence gives the subject at the top of a sentence.
func (x *finder) subjectOfSentence(i int) text.TokenID {
	r := x.doc.Sentences[i].Tokens
	if r.Len() == 0 {
		return text.NoToken
	}
	return x.ownSubject(x.trees.Root(r.First))
}

// toldByOther says that a claim without a source is told by another relation with one: "said in a statement that".
func (x *finder) toldByOther(r *Relation) bool {
	return slices.ContainsFunc(x.relations, func(o Relation) bool {
		return o.Word != r.Word && !o.back && (o.IsClaim() || o.gone) && o.Source != text.NoToken && r.Source == text.NoToken && (o.Content == r.Content || o.Content.First == r.Content.First && o.Word < r.Word)
	})
}

// claim makes the claim of a relation with one source; a source without a name is none.
func (x *finder) claim(r *Relation, source record.Actor) *record.Claim {
	doc := x.doc
	c := &record.Claim{Document: doc.ID, Stance: r.Stance, Direct: r.Direct, Via: x.passedOn(r, source)}
	whole := x.balanced(r.Content)
	c.Content, c.ContentSpan = doc.Quote(doc.SpanOf(whole))
	if r.back { // what it denies stands elsewhere
		whole = hull(r.Cue, text.TokenRange{First: r.Source, End: r.Word + 2})
	}
	if r.Cue.Len() > 0 {
		words, span := doc.Quote(doc.SpanOf(r.Cue))
		c.Cue, c.CueSpan = words, &span
		if r.back || x.sameParagraph(r.Cue.First, r.Content.First) {
			whole = hull(whole, r.Cue)
		}
	}
	if r.Source != text.NoToken && (r.back || x.sameParagraph(r.Source, r.Content.First)) {
		whole = hull(whole, text.TokenRange{First: r.Source, End: r.Source + 1})
		if e := x.trees.Edges(r.Source); e.First <= r.Source && e.Len() <= 2*mostWords {
			whole = hull(whole, x.trim(e))
		}
	}
	c.Quote, c.Span = doc.Quote(doc.SpanOf(whole))
	if source.Name != "" {
		c.Source = &source
	}
	if r.Target != text.NoToken && r.Target < r.Content.First {
		if x.limit = r.Content.First; x.trees.UPOS(x.limit-1) == "ADP" {
			x.limit--
		}
	}
	to := x.sources(r.Target)
	x.limit = 0
	if len(to) > 0 && x.severalAt(r.Target) && !strings.HasPrefix(strings.ToLower(to[0].Name), "both") {
		to = nil // "urged both sides": nobody alone
	}
	if len(to) > 0 && to[0].Name != source.Name && (len(x.doc.ActorsAt(r.Target)) > 0 || x.canSpeak(r.Target)) {
		c.Target = &to[0]
	}
	if h := x.hedge(r); h != "" {
		c.Hedge = &h
	}
	return c
}

// severalAt says that a phrase means two or more: "both sides".
func (x *finder) severalAt(t text.TokenID) bool {
	d := x.trees.Child(t, "det")
	return d != text.NoToken && x.lower(d) == "both" && x.trees.Morph(t).Feat("Number") == "Plur"
}

func (x *finder) sameParagraph(a, b text.TokenID) bool {
	return x.doc.Sentences[x.doc.SentenceOf(a)].Paragraph == x.doc.Sentences[x.doc.SentenceOf(b)].Paragraph
}

// hedge gives the hedge of a claim: with its cue, or in the clause that is its content.
func (x *finder) hedge(r *Relation) string {
	for _, t := range []text.TokenID{r.Word, r.Top} {
		if t == r.Top && r.Frame.Stance == record.Deny {
			continue // "rejected the allegation that"
		}
		if h := x.doc.HedgeAt(t); h != nil && h.Word != r.Word && !(r.Direct && t == r.Top) {
			return strings.ToLower(h.Span.Of(x.doc.Text))
		}
	}
	return ""
}
