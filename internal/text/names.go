package text

import "github.com/chancery-project/chancery/record"

// NameType is the kind of thing a name names.
type NameType string

// The types of names.
const (
	PersonName       NameType = "PER"
	OrganisationName NameType = "ORG"
	LocationName     NameType = "LOC"
)

// Name is a run of words that names somebody or something, without titles ("President") and articles.
//
// Layer: Document.Names, sorted, apart from each other, each within one sentence. Writer: annotate/names.
type Name struct {
	Span   record.Span
	Tokens TokenRange
	Type   NameType
}

// NameAt gives the name that holds the word, or nil.
func (d *Document) NameAt(t TokenID) *Name {
	from, to := 0, len(d.Names)
	for from < to {
		mid := (from + to) / 2
		if d.Names[mid].Tokens.End > t {
			to = mid
		} else {
			from = mid + 1
		}
	}
	if from < len(d.Names) && d.Names[from].Tokens.Has(t) {
		return &d.Names[from]
	}
	return nil
}
