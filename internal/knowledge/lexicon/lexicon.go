// Package lexicon holds the words that evoke acts: frames with their PLOVER type, the verbs, nouns and adjectives that
// trigger them, where in the tree their sides stand, the conditions under which a word has this sense, the light verbs
// that carry a noun, and the operators that place an act in time or doubt.
//
// All of it is data: the files under data, and files of the same form in a folder of the user. [Load] checks them and
// reports every fault at once. data/README.md describes the form.
package lexicon

import "slices"

// Sides says how the sides of a frame are told.
type Sides string

// The kinds of sides.
const (
	Directed Sides = "directed" // an actor does something to a recipient
	Mutual   Sides = "mutual"   // all parties are actors: talks, clashes, trade
)

// Frame is one kind of act.
type Frame struct {
	ID    string // family.name: "assault.shell"
	Type  string // of PLOVER; "" for a sense that is no act and keeps other senses out
	Mode  string // of PLOVER, "" where none holds
	CAMEO string // best code, "" where unclear
	Sides Sides
	Gloss string // what it covers, for people
}

// None tells that the frame is a sense that is no event.
func (f *Frame) None() bool { return f.Type == "" }

// POS is the part of speech of a trigger.
type POS string

// The parts of speech of triggers and operators.
const (
	Verb      POS = "v"
	Noun      POS = "n"
	Adjective POS = "a"
	Adverb    POS = "r"
	Auxiliary POS = "x"
)

// Slot is a place around a word in the tree. A preposition stands for what hangs on the word with it.
type Slot string

// The slots that are no prepositions.
const (
	Subj  Slot = "subj"  // who does what the verb says, also where the clause is passive, reduced or controlled
	Obj   Slot = "obj"   // to whom or what it is done, also as the subject of a passive
	Iobj  Slot = "iobj"  // indirect object
	Xcomp Slot = "xcomp" // infinitive or participle without a subject of its own
	Ccomp Slot = "ccomp" // clause with a subject
	Poss  Slot = "poss"  // owner: "Russia's shelling"
	Mod   Slot = "mod"   // modifier before a noun: "Israeli strikes", "the Iran talks"
	Omod  Slot = "omod"  // what modifies the object: "military" in "suspended military aid"
	Prt   Slot = "prt"   // particle of a phrasal verb
	Head  Slot = "head"  // the noun that an adjective or participle modifies
	Amod  Slot = "amod"  // adverb of a verb
	Self  Slot = "self"  // the trigger itself
	Case  Slot = "case"  // the prepositions before a noun: "at" in "at France's request"
	Doer  Slot = "doer"  // who does what the verb says that a noun hangs on: "Chad" in "Chad withdrew at France's request"
)

// Role is one role of a trigger: A actor, R recipient, B both (all parties), C the act inside, T a thing.
type Role struct {
	Name     byte
	Slots    []Slot // in the order in which they are tried; all are joined for B
	Required bool
}

// Derived says that a role can take the sides of the act inside.
func (r *Role) Derived() bool {
	return slices.Contains(r.Slots, "inner") || slices.Contains(r.Slots, "aim")
}

// Condition is what must hold for a word to have this sense.
type Condition struct {
	Slots []Slot
	Not   bool
	Any   bool     // "*": the slot is filled
	Words []string // lemmas
	Kinds []string // "@actor", "@state", "@person", "@group", "@org", "@place", "@act", "@money", or "@ASSAULT": an act of the type
	Class []string // "#prisoner"
	text  string
}

// String gives the condition as the file has it.
func (c Condition) String() string { return c.text }

// Trigger is one sense of a word.
type Trigger struct {
	Frame *Frame
	Lemma string // of the word in the tree
	POS   POS
	Roles []Role
	When  []Condition
	File  string
	Line  int
}

// Negative says that the sense holds only for a word that is negated, by "not", "no longer" or "no", so that its negation is part of what it tells.
func (t *Trigger) Negative() bool {
	return slices.ContainsFunc(t.When, func(c Condition) bool {
		return !c.Not && (slices.Contains(c.Slots, Amod) && (slices.Contains(c.Words, "not") || slices.Contains(c.Words, "longer")) || slices.Contains(c.Slots, Obj) && slices.Contains(c.Words, "none") ||
			(slices.Contains(c.Slots, Mod) || slices.Contains(c.Slots, Omod)) && slices.Contains(c.Words, "no"))
	})
}

// Role gives the role of a name, or nil.
func (t *Trigger) Role(name byte) *Role {
	for i := range t.Roles {
		if t.Roles[i].Name == name {
			return &t.Roles[i]
		}
	}
	return nil
}

// Light is a verb that carries an act told by a noun: "hold talks", "launch strikes", "come under attack".
type Light struct {
	Verb string
	Prt  string // particle: "carry out"
	Slot Slot   // where the noun stands: obj, or a preposition
	Role byte   // what the subject of the verb is in the act: A or R
}

// Effect is what an operator says of the act below it.
type Effect string

// The effects of operators.
const (
	Transparent  Effect = "transparent"  // says nothing of it: say, begin
	Planned      Effect = "planned"      //
	Proposed     Effect = "proposed"     //
	Denied       Effect = "denied"       //
	Hypothetical Effect = "hypothetical" //
	Ongoing      Effect = "ongoing"      //
	Habitual     Effect = "habitual"     //
	Dropped      Effect = "dropped"      // the act is not told of at all: "is famous for attacking"
)

// Operator is a word that places an act in time or doubt.
type Operator struct {
	Word   string
	POS    POS
	Slots  []Slot // where the act stands; empty for auxiliaries and adverbs, which stand below the act
	Effect Effect
}

// Lexicon is the whole, safe for concurrent use.
type Lexicon struct {
	frames    map[string]*Frame
	triggers  map[string][]*Trigger // pos + lemma
	all       []*Trigger            // in the order of the files
	classes   map[string]map[string]bool
	lights    map[string][]Light
	operators map[string][]Operator // pos + word
	contexts  map[string][]string   // lemma or two lemmas -> contexts
	openers   map[string]bool       // the first of two lemmas in contexts
	examples  []Example
	general   map[string]*Trigger  // pos + type
	member    map[string][]string  // lemma -> its classes, sorted
	fits      map[string][]string  // slot + " " + lemma -> the types of senses that ask for it there
	leanings  map[string][]Leaning // pos + word
	leansWith map[string]bool      // verbs that lean to something with a word behind them
}

// Leaning is a type of act that a word may tell, whatever stands around it.
type Leaning struct {
	Type string // of PLOVER
	Much int    // 3: nearly always where its sides are political; 2: often; 1: sometimes
}

// Example is a sentence with the event that a frame must find in it, or must not.
type Example struct {
	Frame *Frame
	Text  string
	Want  string // "none", or "[status: ]actors[ > recipients]", names joined by " + ", "-" for an empty side
	File  string
	Line  int
}

func key(pos POS, lemma string) string { return string(pos) + lemma }

// Triggers gives the senses of a word, nil where it has none. The list must not be changed.
func (l *Lexicon) Triggers(pos POS, lemma string) []*Trigger { return l.triggers[key(pos, lemma)] }

// All gives every trigger in the order of the files.
func (l *Lexicon) All() []*Trigger { return l.all }

// Examples gives the sentences that the lexicon is tried on.
func (l *Lexicon) Examples() []Example { return l.examples }

// Frame gives the frame of an id, or nil.
func (l *Lexicon) Frame(id string) *Frame { return l.frames[id] }

// Frames gives all frames sorted by id.
func (l *Lexicon) Frames() []*Frame {
	all := make([]*Frame, 0, len(l.frames))
	for _, f := range l.frames {
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b *Frame) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return all
}

// In tells whether a noun belongs to a semantic class.
func (l *Lexicon) In(class, lemma string) bool { return l.classes[class][lemma] }

// ClassesOf gives the semantic classes that a lemma belongs to, sorted. The list must not be changed.
func (l *Lexicon) ClassesOf(lemma string) []string { return l.member[lemma] }

// Fits gives the types of the senses of all words that ask for a lemma in a slot, by name or by class, those that at least a fifth of these
// senses have, sorted. The list must not be changed.
func (l *Lexicon) Fits(slot Slot, lemma string) []string { return l.fits[string(slot)+" "+lemma] }

// General gives the sense of a word of which no more is known than that it tells an act of a type, or nil: its lemma is empty.
func (l *Lexicon) General(pos POS, typ string) *Trigger { return l.general[key(pos, typ)] }

// Leanings gives the types of act that a word, or a verb with a particle, object or preposition behind a space, may tell, the likeliest first.
// The list must not be changed. They bind nothing: they are what internal/language/learnt knows of words that no sense reads.
func (l *Lexicon) Leanings(pos POS, word string) []Leaning { return l.leanings[key(pos, word)] }

// LeansWith says that a verb leans to some act with a word behind it.
func (l *Lexicon) LeansWith(verb string) bool { return l.leansWith[verb] }

// Lights gives the uses of a verb as a carrier of nouns.
func (l *Lexicon) Lights(verb string) []Light { return l.lights[verb] }

// Operators gives what a word does to the acts around it.
func (l *Lexicon) Operators(pos POS, word string) []Operator { return l.operators[key(pos, word)] }

// Contexts gives the PLOVER contexts that a lemma, or two lemmas with a space, speaks of.
func (l *Lexicon) Contexts(words string) []string { return l.contexts[words] }

// OpensContext tells whether a lemma is the first of two that speak of a context together.
func (l *Lexicon) OpensContext(lemma string) bool { return l.openers[lemma] }
