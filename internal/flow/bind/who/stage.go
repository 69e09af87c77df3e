package who

import (
	"context"
	"errors"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Stage bind/who: needs the layers body, tokens, sentences, trees and names, gives the layer mentions. It is safe for
// concurrent use.
type Stage struct{ resolver *Resolver }

// NewStage makes the stage over a resolver.
func NewStage(r *Resolver) *Stage { return &Stage{r} }

// Apply writes doc.Mentions: the noun phrases and modifiers that mean actors, and the names of states and cities that
// are places, in the order of the text. The roles are those of the day of publication. Furniture, datelines and bylines
// are not read. It gives no notices; its error says that the trees that it needs are not there.
func (s *Stage) Apply(_ context.Context, doc *text.Document) ([]notice.Notice, error) {
	if len(doc.Tokens) > 0 && (doc.Trees == nil || doc.Trees.Len() != len(doc.Tokens)) {
		return nil, errors.New("find actors: the words of the document have no trees yet: run the stage syntax first")
	}
	b := &binder{
		resolver: s.resolver, doc: doc, scanner: s.resolver.base.Scanner(), byKey: map[string]int{}, bySurname: map[string]int{},
		byAcronym: map[string]int{}, byHead: map[text.TokenID]int{}, used: make([]bool, len(doc.Tokens)),
	}
	if on, err := knowledge.ParseDate(doc.Meta.Published[:min(10, len(doc.Meta.Published))]); err == nil {
		b.on = on
	}
	b.sport = b.aboutSport()
	b.items, b.abouts = doc.Items(), map[int]itemAbout{}
	for i := range doc.Sentences {
		b.enter(i)
		switch doc.Sentences[i].Kind {
		case text.PageParts, text.Dateline, text.Byline:
		default:
			b.sentence(i)
		}
	}
	b.police()
	b.settle()
	doc.Mentions = b.mentions()
	return nil, nil
}

// binder finds and groups the mentions of one document.
type binder struct {
	resolver  *Resolver
	doc       *text.Document
	on        knowledge.Date
	found     []found
	places    []text.Mention
	byKey     map[string]int       // id or description -> index in found
	bySurname map[string]int       // last word of a person's name -> index, -1 for several
	byAcronym map[string]int       // introduced in the text
	byHead    map[text.TokenID]int // head of a mention -> index of its first actor
	used      []bool               // for each word: it belongs to a mention
	scanner   *knowledge.Scanner
	names     []record.Span // of entities, in the sentence
	bodies    []unknownBody // that the knowledge does not hold, in the sentence
	countries []countryTold // of the sentences, as they are asked for
	sport     bool          // the report is about it
	waiting   []waiting     // for the country of the report
	home      focus         // what the report is about
	from      string        // country that it is written from
	ours      string        // country of which it says "our government"
	domestic  bool          // the report tells of the affairs of that country
	items     []int         // of the sentences
	inside    part          // item that home, from and domestic are of
	abouts    map[int]itemAbout
}

// waiting is a body of a state that is not told: "the army". It is kept where the report is about one country.
type waiting struct {
	actor Actor
	told  told
	words text.TokenRange
}

// found is one actor with its mentions so far.
type found struct {
	actor    Actor
	key      string
	mentions []told
}

// told is one mention: its words, the head of its phrase, the role told there and how it tells of its actor.
type told struct {
	span   record.Span
	head   text.TokenID
	role   string
	form   text.MentionForm
	plural bool
}

// sportTerms is how many different words of sport make a report one about it.
const sportTerms = 4

// aboutSport says that the names of states in a report are teams.
func (b *binder) aboutSport() bool {
	seen := map[string]bool{}
	for t := range b.doc.Tokens {
		if w := b.doc.Word(text.TokenID(t)); b.resolver.words.has(classSport, w) {
			seen[w] = true
		}
	}
	return len(seen) >= sportTerms
}
