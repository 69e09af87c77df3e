// Package event derives events from a report: who did what to whom, when, where, with what status and according to whom.
//
// A word that the lexicon knows as a trigger is tried in each of its senses, whose conditions must hold (condition.go); the
// roles of the sense are bound in the tree around the word (slots.go, clause.go, subject.go), the phrases there give actors
// (sides.go), the most specific sense stands (match.go). What the sentence leaves out is told by what was told before
// (memory.go, answer.go, dual.go, domestic.go, maker.go).
// What stands around the act says whether it happened, will, may or did not (reality.go). Acts inside an asking,
// agreeing, refusing or threatening become its content, and what no rule supports is left out (compose.go).
package event

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/language/learnt"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Stage derive/event: needs the layers body, tokens, sentences, trees, names, times, mentions, references, places and
// claims, gives the layer events. It is safe for concurrent use.
type Stage struct {
	lexicon *lexicon.Lexicon
	world   *knowledge.Base
	trust   *trust
	model   *learnt.Model // of words that tell of acts
	roles   *learnt.Model // of who does them, and to whom
}

// New makes the stage over a lexicon and what is known of the world: what actors were in the time of an event.
func New(l *lexicon.Lexicon, world *knowledge.Base) (*Stage, error) {
	t, err := readTrust(trustFile)
	if err != nil {
		return nil, err
	}
	m, err := learnt.Acts()
	if err != nil {
		return nil, err
	}
	roles, err := learnt.Sides()
	if err != nil {
		return nil, err
	}
	return &Stage{l, world, t, m, roles}, nil
}

// leastSure is how sure an event must be to be told: of those that are less sure, most are wrong.
const leastSure = 0.31

// Apply writes doc.Facts.Events in the order of their triggers, and doc.Facts.Nuggets. It gives no notices; its error says
// that the trees that it needs are not there.
func (s *Stage) Apply(_ context.Context, doc *text.Document) ([]notice.Notice, error) {
	r, err := s.reader(doc)
	if err != nil {
		return nil, err
	}
	events, nuggets := []*record.Event{}, []*record.Nugget{}
	for i := range doc.Sentences {
		told := map[text.TokenID]string{}
		for _, c := range r.sentence(i) {
			e, err := r.entry(c)
			if err != nil {
				return nil, err
			}
			if e.Confidence >= leastSure {
				events = append(events, e)
				told[c.at] = e.Type
			}
		}
		of, err := r.nuggets(i, told)
		if err != nil {
			return nil, err
		}
		nuggets = append(nuggets, of...)
	}
	doc.Facts.Events, doc.Facts.Nuggets = events, nuggets
	return nil, nil
}

// reader reads one document.
type reader struct {
	*Stage
	doc   *text.Document
	trees *text.Forest
	times []*record.Time // of the sentence
	// worldly says that the report names political actors, so that its "protesters" and "police" are of that world.
	worldly bool
	// ofPolitics says that political actors stand in it throughout, so that who is named beside them acts in politics as well.
	ofPolitics bool
	// ofHistory says that most of the years it tells are long past.
	ofHistory bool
	genres    map[int]string // of sentences: why they tell of no acts, "" where they may
	acts      map[text.TokenID]*candidate
	// readings are all senses that stand at a word, in the order in which they were tried.
	readings map[text.TokenID][]*candidate
	// trying is the sense whose conditions and roles are asked for now.
	trying       *candidate
	nesting      int                        // how many phrases deep sides is
	forceful     *bool                      // that the report is about force as a whole, nil before it is asked
	pair         []string                   // the two states that the report is about
	unverbed     map[int]taken              // verbs taken for nouns, by sentence
	nouns        map[string]work            // common nouns that were looked up
	contexted    map[text.TokenID][]side    // what the report around a phrase tells
	earlierActs  []*candidate               // the events of the sentences before
	heads        map[int32]head             // dates that the paragraphs of a chronology begin with, nil before they are asked for
	homeState    *side                      // the state that the text calls ours, nil before it is asked
	issuing      []side                     // whose statement the report is
	issuersKnown bool                       // that it was asked for
	trace        func(*candidate)           // of every sense tried, nil where nobody asks
	guesses      map[text.TokenID][]float64 // of the sentence, by [learnt.Types]
	items        []int                      // of the sentences
	unlearnt     bool                       // that words are read by the senses of the lexicon alone
}

func (s *Stage) reader(doc *text.Document) (*reader, error) {
	if len(doc.Tokens) > 0 && (doc.Trees == nil || doc.Trees.Len() != len(doc.Tokens)) {
		return nil, errors.New("find events: the words of the document have no trees yet: run the stage syntax first")
	}
	return &reader{Stage: s, doc: doc, trees: doc.Trees, worldly: worldly(doc), ofPolitics: ofPolitics(doc), ofHistory: ofHistory(doc.Facts.Times), items: doc.Items()}, nil
}

// worldly says that a report names political actors: two at least, or one in a text of a few sentences.
func worldly(doc *text.Document) bool {
	named := map[string]bool{}
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		if m.Form != text.DescribedMention && m.As.Country != "" && m.As.Kind != "person" {
			named[m.Key] = true
		}
	}
	return len(named) > 1 || len(named) == 1 && len(doc.Sentences) < 6
}

// Bounds of a report of politics: how many political actors it tells of, and how often it does in ten sentences.
const (
	politicalActors = 4
	politicalOften  = 5
)

// ofPolitics says that a report is about what political actors do: it tells of several, in every second sentence or more often.
// A life of a poet names kings and states as well, but seldom.
func ofPolitics(doc *text.Document) bool {
	often, actors := 0, map[string]bool{}
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		if m.Form == text.PlaceMention || m.Form == text.ModifierMention || m.As.Sector == "" || apart(m.As.Sector) {
			continue
		}
		often++
		actors[m.Key] = true
	}
	return len(actors) >= politicalActors && often*10 >= politicalOften*len(doc.Sentences)
}

// apart says that a sector is of trade, the press, schools and private people.
func apart(sector string) bool {
	switch sector {
	case "BUS", "MED", "CVL", "EDU", "HLH", "AGR", "ELI":
		return true
	}
	return false
}

// maxWords is the length in words of the longest sentence that is read for events; a longer one is a list or a table.
const maxWords = 150

// sentence gives the events of a sentence.
func (r *reader) sentence(i int) []*candidate {
	s := &r.doc.Sentences[i]
	r.acts, r.readings, r.guesses = map[text.TokenID]*candidate{}, map[text.TokenID][]*candidate{}, nil
	if i > 0 && r.items[i] != r.items[i-1] { // of a round-up
		r.earlierActs = nil
	}
	switch s.Kind {
	case text.PageParts, text.Dateline, text.Byline:
		return nil
	}
	if s.Tokens.Len() > maxWords {
		return nil
	}
	r.times = r.timesIn(r.doc.SpanOf(s.Tokens))
	var found []*candidate
	for w := s.Tokens.First; w < s.Tokens.End; w++ {
		if c := r.actAt(w); c != nil {
			found = append(found, c)
		}
	}
	events := r.ellipses(s.Tokens, r.compose(found))
	events = append(events, r.disowned(i, events)...)
	slices.SortStableFunc(events, func(a, b *candidate) int { return int(a.at) - int(b.at) })
	for _, c := range events {
		if c.content != text.NoToken {
			c.kept = r.actAt(c.content)
		}
	}
	r.earlierActs = append(r.earlierActs, events...)
	return events
}

func (r *reader) timesIn(span record.Span) (in []*record.Time) {
	for _, t := range r.doc.Facts.Times {
		if t.Span.Start >= span.Start && t.Span.End <= span.End && !r.ofName(t.Span) {
			in = append(in, t)
		}
	}
	return in
}

// ofName says that a time is part of the name of somebody: "the 23 March Movement".
func (r *reader) ofName(s record.Span) bool {
	return slices.ContainsFunc(r.doc.Mentions, func(m text.Mention) bool {
		return m.Form == text.NamedMention && m.Span.Start <= s.Start+len("The ") && m.Span.Start < s.End && s.End < m.Span.End
	})
}

// Features gives what speaks for and against each event of a document, by its id: what the confidence is made of.
func (s *Stage) Features(doc *text.Document) (map[record.ID][]string, error) {
	r, err := s.reader(doc)
	if err != nil {
		return nil, err
	}
	all := map[record.ID][]string{}
	for i := range doc.Sentences {
		for _, c := range r.sentence(i) {
			e, err := r.entry(c)
			if err != nil {
				return nil, err
			}
			all[e.ID] = r.features(c, e)
		}
	}
	return all, nil
}

// Attempt tells of one sense that was tried at a word of a sentence.
type Attempt struct {
	Frame   string `json:"frame"`
	Word    string `json:"word"`
	At      int    `json:"at"`      // byte of the text where the word begins
	Where   string `json:"entry"`   // file and line of the entry
	Bound   string `json:"bound"`   // roles and what fills them
	Outcome string `json:"outcome"` // "event", or why there is none
}

// Explain tries every sense in a document and tells what became of it, in the order of the text.
func (s *Stage) Explain(doc *text.Document) ([]Attempt, error) {
	r, err := s.reader(doc)
	if err != nil {
		return nil, err
	}
	var all []Attempt
	for i := range doc.Sentences {
		var tried []*candidate
		r.trace = func(c *candidate) { tried = append(tried, c) }
		events := map[*candidate]bool{}
		for _, c := range r.sentence(i) {
			events[c] = true
		}
		for _, c := range tried {
			a := Attempt{
				Frame: c.trigger.Frame.ID, Word: doc.Word(c.at), At: doc.Tokens[c.at].Span.Start, Where: fmt.Sprintf("%s:%d", c.trigger.File, c.trigger.Line),
				Bound: r.bound(c), Outcome: c.reject,
			}
			switch {
			case events[c]:
				a.Outcome = "event, " + string(c.real.status())
			case a.Outcome == "" && c.trigger.Frame.None():
				a.Outcome = "this sense is no act"
			case a.Outcome == "":
				a.Outcome = "another sense of the word is more specific"
			}
			all = append(all, a)
		}
	}
	return all, nil
}
