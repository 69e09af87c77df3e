package text

import "github.com/chancery-project/chancery/record"

// Hedge is a word by which a text keeps its distance from what it tells: "reportedly", "allegedly".
//
// Layer: Document.Hedges, in the order of the text. Writer: derive/claim.
type Hedge struct {
	Span   record.Span
	Word   TokenID
	Clause TokenID // the top of the clause that it stands in
}

// ClaimAt gives the innermost claim whose content holds the word, or nil where the narrator speaks. The words that
// tell who says it are not part of its content, although they may stand in its midst. Needs the layer claims.
func (d *Document) ClaimAt(t TokenID) *record.Claim {
	if d.claimAt == nil {
		d.claimAt = d.indexClaims()
	}
	if i := d.claimAt[t]; i > 0 {
		return d.Facts.Claims[i-1]
	}
	return nil
}

// indexClaims gives for each word the number of its claim, counted from 1, and 0 for a word in none.
func (d *Document) indexClaims() []int32 {
	at := make([]int32, len(d.Tokens))
	length := make([]int, len(d.Tokens))
	for i, c := range d.Facts.Claims {
		r := d.TokensIn(c.ContentSpan)
		for t := r.First; t < r.End; t++ {
			s := d.Tokens[t].Span
			if c.CueSpan != nil && c.CueSpan.Overlaps(s) || c.Source != nil && c.Source.Span != nil && c.Source.Span.Overlaps(s) {
				continue
			}
			if at[t] == 0 || c.ContentSpan.Len() < length[t] {
				at[t], length[t] = int32(i+1), c.ContentSpan.Len()
			}
		}
	}
	return at
}

// HedgeAt gives the hedge in the clause that the word stands in, or nil. Needs the layers trees and claims.
func (d *Document) HedgeAt(t TokenID) *Hedge {
	if len(d.Hedges) == 0 {
		return nil
	}
	clause := d.Trees.Clause(t)
	for i := range d.Hedges {
		if d.Hedges[i].Clause == clause {
			return &d.Hedges[i]
		}
	}
	return nil
}
