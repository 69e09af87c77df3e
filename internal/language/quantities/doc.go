// Package quantities finds numbers in English text and says what they state: a value or a range, how exact it claims to
// be, and its unit of measure or currency. It knows no document and no grammar beyond the number phrase: what is counted
// ("6,000 fighters") is told by who reads the tree of the sentence.
//
// Start with [Open] and [Grammar.Find]. The words are data: data/numbers.tsv those of numbers, data/units.tsv and
// data/currencies.tsv those of units, data/qualifiers.tsv those that say how exact a number is, data/contexts.tsv those
// that show that a number is a name. Dates and times of day look like quantities here; who knows the times of the text
// leaves them out.
package quantities

// Form is how a number is written.
type Form uint8

// The forms of numbers.
const (
	Digits   Form = iota // 12, 1.5bn, 2 million
	Words                // twelve, two dozen, half a million
	Vague                // hundreds, tens of thousands, several hundred: the value is a magnitude
	Fraction             // two-thirds, half of, one in five
	Article              // "a" before a unit, behind a qualifier: over a year
)

// Unit is a unit of measure.
type Unit struct {
	Name string // "km", "percent", "year"; ISO 4217 code of a currency; "" for a bare number or a currency that is not told
	Kind string // "length", "share", "money", "time", ...; "" for a bare number
}

// Currency is a meaning of a symbol or name of money.
type Currency struct {
	Code    string // ISO 4217
	Country string // ISO 3166-1 alpha-3, "" where several use it
}

// Quantity is one number with what belongs to it. Positions are bytes of the text.
type Quantity struct {
	Start, End       int // of all: qualifier, number, unit
	NumStart, NumEnd int // of the number or range alone
	Value            float64
	Max              *float64 // the upper end of a range
	Qualifier        string   // exact, about, over, under, up to
	Unit             Unit
	Of               []Currency // what the name of the money may mean, where it means several; Unit.Name is the default
	Form             Form
	Hyphen           bool // bound to what follows: "900-kilometre", "3,000-strong", "four-member"
	Strong           bool // "3,000-strong"
	Age              bool // "15-year-old", "aged 45"
	Labelled         bool // behind a word that numbers follow as names: "Article 370"
	Pair             bool // one of two numbers that stand against each other: "14-1"
	YearLike         bool // four digits that may be a year
	Small            bool // a word up to ten
}
