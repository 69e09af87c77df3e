package text

import "github.com/chancery-project/chancery/record"

// TokenID is the number of a word in a document, counted from 0 through all sentences.
type TokenID int32

// NoToken stands where there is no word: above a root, or where a search found nothing.
const NoToken TokenID = -1

// Token is one word as Universal Dependencies counts words: clitics and punctuation marks stand alone ("does" "n't").
// It is always a stretch of the text; soft hyphens and marks of no width stay inside it.
//
// Layer: Document.Tokens, in the order of the text, never overlapping, covering every character that is not white
// space. Writer: annotate/segment.
type Token struct {
	Span     record.Span
	Sentence int32 // index in Document.Sentences
}

// Word gives the characters of a token as the text has them; nothing where there is no such token.
func (d *Document) Word(t TokenID) string {
	if t < 0 || int(t) >= len(d.Tokens) {
		return ""
	}
	return d.Tokens[t].Span.Of(d.Text)
}

// TokenRange is a run of words, half open.
type TokenRange struct {
	First, End TokenID
}

// Len gives the number of words.
func (r TokenRange) Len() int { return int(r.End - r.First) }

// Has tells whether a word is in the run.
func (r TokenRange) Has(t TokenID) bool { return r.First <= t && t < r.End }

// SpanOf gives the stretch of text from the first to the last word of a run; an empty run has an empty span at the
// start of its first word, or at the end of the text.
func (d *Document) SpanOf(r TokenRange) record.Span {
	if r.Len() > 0 {
		return record.Span{Start: d.Tokens[r.First].Span.Start, End: d.Tokens[r.End-1].Span.End}
	}
	at := len(d.Text)
	if int(r.First) < len(d.Tokens) {
		at = d.Tokens[r.First].Span.Start
	}
	return record.Span{Start: at, End: at}
}

// NumberBehind says that a hyphen and a number are glued to a word: "F-16s", "Su-24".
func (d *Document) NumberBehind(t TokenID) bool {
	if int(t)+2 >= len(d.Tokens) || d.Word(t+1) != "-" || d.SentenceOf(t) != d.SentenceOf(t+2) {
		return false
	}
	n := d.Word(t + 2)
	return d.Tokens[t].Span.End == d.Tokens[t+1].Span.Start && d.Tokens[t+1].Span.End == d.Tokens[t+2].Span.Start && n[0] >= '0' && n[0] <= '9'
}

// TokensIn gives the words that lie within a span, also those that it cuts.
func (d *Document) TokensIn(s record.Span) TokenRange {
	first := d.firstEndingAfter(s.Start)
	end := first
	for int(end) < len(d.Tokens) && d.Tokens[end].Span.Start < s.End {
		end++
	}
	return TokenRange{first, end}
}

// firstEndingAfter finds the first word that ends behind a place of the text.
func (d *Document) firstEndingAfter(at int) TokenID {
	from, to := 0, len(d.Tokens)
	for from < to {
		mid := (from + to) / 2
		if d.Tokens[mid].Span.End > at {
			to = mid
		} else {
			from = mid + 1
		}
	}
	return TokenID(from)
}
