package text

import "github.com/chancery-project/chancery/record"

// Quotation is a stretch of text between quotation marks. It may run over several sentences and paragraphs: a
// paragraph that begins with an opening mark, while a quotation is open and no closing mark came, goes on with it.
//
// Layer: Document.Quotations, sorted by start; one may lie inside another (Depth 1). Writer: annotate/segment.
type Quotation struct {
	Span    record.Span // with its marks
	Content record.Span // without its marks, and without white space at its ends
	Tokens  TokenRange  // of Content
	Depth   int         // 0, or 1 for a quotation inside a quotation
	Closed  bool        // false where the closing mark is missing: it then ends with its paragraph
	Scare   bool        // only a word or two, as in: the "caretaker" cabinet
}

// QuotationAt gives the innermost quotation whose content holds the word, or nil.
func (d *Document) QuotationAt(t TokenID) *Quotation {
	var found *Quotation
	for i := range d.Quotations {
		q := &d.Quotations[i]
		if q.Tokens.First > t {
			break
		}
		if q.Tokens.Has(t) {
			found = q
		}
	}
	return found
}
