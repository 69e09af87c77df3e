package syntax

import "github.com/chancery-project/chancery/internal/text"

// dashed reads two dashes with blanks around them as the commas around an insertion, which the models know better: "China - a
// neighbour of India - banned the film", where the second dash was taken for a hyphen.
func dashed(doc *text.Document, run text.TokenRange, forms []string) {
	var at []int
	for i := range forms {
		switch forms[i] {
		case "-", "–", "—", "--":
		default:
			continue
		}
		t := run.First + text.TokenID(i)
		if i == 0 || i+1 == len(forms) || doc.Tokens[t-1].Span.End == doc.Tokens[t].Span.Start || doc.Tokens[t].Span.End == doc.Tokens[t+1].Span.Start {
			continue
		}
		at = append(at, i)
	}
	if len(at) == 2 && at[1] > at[0]+1 {
		forms[at[0]], forms[at[1]] = ",", ","
	}
}
