package ontology

import (
	"slices"

	"github.com/chancery-project/chancery/record"
)

// Types of acts. They are the words of PLOVER; [Types] tells what each means.
const (
	Agree     = "AGREE"
	Consult   = "CONSULT"
	Support   = "SUPPORT"
	Concede   = "CONCEDE"
	Cooperate = "COOPERATE"
	Aid       = "AID"
	Retreat   = "RETREAT"
	Request   = "REQUEST"
	Accuse    = "ACCUSE"
	Reject    = "REJECT"
	Threaten  = "THREATEN"
	Protest   = "PROTEST"
	Sanction  = "SANCTION"
	Mobilize  = "MOBILIZE"
	Coerce    = "COERCE"
	Assault   = "ASSAULT"
)

// Quad is one of four classes: words or deeds, for or against.
type Quad string

// The quads.
const (
	VerbalCooperation   Quad = "verbal cooperation"
	MaterialCooperation Quad = "material cooperation"
	VerbalConflict      Quad = "verbal conflict"
	MaterialConflict    Quad = "material conflict"
)

// Term is a word of a closed list with its meaning.
type Term struct {
	Name    string
	Meaning string
	Rules   string // when it is used, "" where the meaning says it
}

// Mode is a kind of an act within its type.
type Mode struct {
	Name    string
	Score   float64 // from -10, conflict, to 10, cooperation
	Meaning string
}

// Type is one of the 16 types of acts.
type Type struct {
	Name              string
	Quad              Quad
	Score             float64 // of acts without a mode, from -10, conflict, to 10, cooperation
	RecipientRequired bool
	Outer             bool // such an act may hold another as its content: agreed to, asked for, refused, threatened
	Meaning           string
	Rules             string
	Modes             []Mode
}

// Mode gives the mode of the type with this name; false where it has none.
func (t *Type) Mode(name string) (Mode, bool) {
	i := slices.IndexFunc(t.Modes, func(m Mode) bool { return m.Name == name })
	if i < 0 {
		return Mode{}, false
	}
	return t.Modes[i], true
}

// Code is one code of CAMEO with the act of PLOVER that it stands for.
type Code struct {
	Code     string // two to four digits; leading zeros count
	Text     string // in our words
	Type     string // "" where it is no event: plain statements
	Mode     string
	Contexts []string
	Differs  string // what PLOVER's conversion table has where we leave it, and why
}

// Note is a contradiction of the manuals and what holds here.
type Note struct{ Subject, Contradiction, Here string }

// Types lists the types in the order of the manual. Do not change what it gives.
func Types() []Type { return tables().types }

// TypeOf gives the type with this name, in capitals.
func TypeOf(name string) (Type, bool) {
	i, ok := tables().typeAt[name]
	if !ok {
		return Type{}, false
	}
	return tables().types[i], true
}

// Valid says whether there is such a type and, unless mode is empty, such a mode of it.
func Valid(typ, mode string) bool {
	t, ok := TypeOf(typ)
	if !ok || mode == "" {
		return ok
	}
	_, ok = t.Mode(mode)
	return ok
}

// ScoreOf gives the score of an act, from -10 to 10: that of its mode, or that of its type where the mode is empty or
// unknown; 0 for an unknown type. Whether an act counts at all is the business of its status: see [Counts].
func ScoreOf(typ, mode string) float64 {
	t, ok := TypeOf(typ)
	if !ok {
		return 0
	}
	if m, ok := t.Mode(mode); ok {
		return m.Score
	}
	return t.Score
}

// CAMEO gives what a code of CAMEO means.
func CAMEO(code string) (Code, bool) {
	i, ok := tables().codeAt[code]
	if !ok {
		return Code{}, false
	}
	return tables().codes[i], true
}

// Codes lists the codes of CAMEO in their order. Do not change what it gives.
func Codes() []Code { return tables().codes }

// Appeal gives the code of an appeal for what a demand asks for: 1056 becomes 0256. Codes that are no demands stay.
func Appeal(demand string) string {
	if len(demand) > 2 && demand[:2] == "10" {
		return "02" + demand[2:]
	}
	return demand
}

// Contexts lists the contexts of acts. Do not change what it gives.
func Contexts() []Term { return tables().contexts }

// IsContext says whether there is a context with this name.
func IsContext(name string) bool {
	return slices.ContainsFunc(tables().contexts, func(t Term) bool { return t.Name == name })
}

// Quads lists the four classes of types. Do not change what it gives.
func Quads() []Term { return tables().quads }

// Sectors lists the sectors of actors. Do not change what it gives.
func Sectors() []Term { return tables().sectors }

// Statuses tells what each status of an event means, in the order of [record.Statuses].
func Statuses() []Term { return tables().statuses }

// Stances tells what each stance of a claim means, in the order of [record.Stances].
func Stances() []Term { return tables().stances }

// Qualifiers tells what each qualifier of a figure means, in the order of [record.Qualifiers].
func Qualifiers() []Term { return tables().qualifiers }

// Notes lists where the manuals contradict themselves or each other, and what holds here.
func Notes() []Note { return tables().notes }

// Version names the ontology for the stamp of a run: the manual, and a digest of all tables, so that any change of them
// shows.
func Version() string { return "PLOVER-0.8-2021-09/" + tables().digest }

// Counts says whether an act with this status counts in scores and strict exports: what is denied or hypothetical does
// not.
func Counts(status record.Status) bool {
	return status != record.Denied && status != record.Hypothetical
}
