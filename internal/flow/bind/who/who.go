// Package who tells which actor a mention means: "Former U.S. envoy Zalmay Khalilzad", "Pakistani military chiefs",
// "the Taliban's foreign minister", "Islamabad".
//
// A mention is cut into the names that the knowledge holds and the words between them; rules over these pieces find the
// head, whom it belongs to and who holds the role on the date. What is described but not named is an actor with country
// and sector and the description as its name. What no rule reaches stays without an actor: nothing is guessed.
package who

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/pack"
)

// MaxMention is the length in bytes of the longest mention that is read; a longer one is no actor.
const MaxMention = 400

// Mention is what is to be resolved.
type Mention struct {
	Text     string
	On       knowledge.Date // of the event or the report; zero where not known
	Sentence string         // that holds the mention; "" where not known
	At       int            // byte of Sentence at which it begins; 0 for its first place there
	Home     string         // code of the country that the report is about; "" where not known or not one
}

// Actor is one actor that a mention means.
type Actor struct {
	ID      string   // of the entity; "" for who is only described
	Name    string   // the usual English one, or the description without its article
	Kind    string   // of the entity; person, group, government body or population for who is described
	Country string   // ISO 3166-1 alpha-3, or IGO, NGO, ISG; "" where not known
	Sectors []string // of PLOVER, the main one first; none where not known
	Role    string   // on the date
	Holder  string   // of an office that is named alone, "" where not known
	Part    string   // the words of a coordination that name it; "" where all words of the mention do
	Gender  string   // "f", "m" or "": of a person who is not known or only described
	Body    string   // id of the group or body to which one who is described belongs, "" where there is none
	Why     []string // the rules that led here, in their order

	seat    bool // a capital that stands for its government
	surname bool // known by the surname alone
	named   bool // by a name that the knowledge does not hold
	folk    bool // the people of a state, or one of them
	local   bool // the country is that of a town or province before the noun
	body    bool // described by a noun for a body, not for people
	of      bool // told as of a body that the knowledge does not hold
	joint   bool // told as of two states: "officials of both sides"
}

// Answer is what a mention means: no actor, one, or several that are coordinated.
type Answer struct {
	Actors []Actor
	Why    string   // why there is no actor; "" where there is one
	Lost   []string // ids of other readings of the names, in their order
}

// Resolver resolves mentions. It is never changed after [New] and may be used by many goroutines.
type Resolver struct {
	base     *knowledge.Base
	words    vocabulary
	near     nearNames
	missions missions
}

// New makes a resolver over what is known. The error names every fault of the embedded words.
func New(base *knowledge.Base) (*Resolver, error) {
	files, err := pack.Texts(packed, "words.tsv")
	if err != nil {
		return nil, fmt.Errorf("words of the resolver: %w", err)
	}
	words, err := readVocabulary(files[0])
	if err != nil {
		return nil, fmt.Errorf("words of the resolver: %w", err)
	}
	return &Resolver{base: base, words: words, near: newNearNames(base), missions: newMissions(base)}, nil
}

// Resolve tells whom a mention means on its date.
func (r *Resolver) Resolve(m Mention) Answer {
	text := strings.TrimSpace(m.Text)
	text = strings.Trim(text, `"“”‘«»,;:`)
	if text == "" {
		return Answer{Why: "the mention is empty"}
	}
	if len(text) > MaxMention {
		return Answer{Why: fmt.Sprintf("the mention is longer than %d bytes", MaxMention)}
	}
	q := &question{Resolver: r, on: m.On, sentence: m.Sentence, at: m.At, home: m.Home, text: text, scanner: r.base.Scanner()}
	actors, why := q.mention(text)
	actors = slices.DeleteFunc(actors, func(a Actor) bool {
		empty := a.ID == "" && a.Country == "" && len(a.Sectors) == 0 && a.Kind != string(knowledge.Person)
		if empty {
			why = fmt.Sprintf("%q says nothing of who it is", a.Name)
		}
		return empty
	})
	if len(actors) == 0 && why == "" {
		why = "no rule reaches it"
	}
	if len(actors) > 0 {
		why = ""
	}
	return Answer{Actors: actors, Why: why, Lost: q.lost}
}

// question is one mention on its way to an answer.
type question struct {
	*Resolver
	on       knowledge.Date
	sentence string
	at       int
	home     string
	text     string
	scanner  *knowledge.Scanner
	lost     []string
}

// lose keeps the candidates that were not taken.
func (q *question) lose(all []knowledge.Candidate, kept string) {
	for _, c := range all {
		id := c.ID()
		if id == "" || id == kept {
			continue
		}
		known := false
		for _, l := range q.lost {
			known = known || l == id
		}
		if !known && len(q.lost) < 12 {
			q.lost = append(q.lost, id)
		}
	}
}
