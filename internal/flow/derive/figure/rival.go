package figure

import (
	"strings"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// How far behind a figure another source gives its own number of the same, in bytes, and how many words stand between the verb and it.
const (
	rivalReach = 200
	rivalGap   = 4
)

// rival reads the number that another source gives of what was counted right before: "Eighteen people were hurt, the ministry said. A
// hospital spoke of at least 24". The clause tells no more than who counts and the number; nil for others.
func (r *reader) rival(b *bound) *record.Figure {
	all := r.doc.Facts.Figures
	if len(all) == 0 || b.Unit.Kind != "" || b.YearLike || b.Labelled || b.Small && b.Value == 1 {
		return nil
	}
	last := all[len(all)-1]
	if gap := b.Start - last.SentenceSpan.End; b.Start-last.Span.End > 2*rivalReach || gap > rivalReach || last.Unit == "percent" || last.Unit == fraction || last.Series == "" || b.Start < last.Span.End {
		return nil
	}
	if r.inside(b.after) && r.trees.UPOS(b.after) != "PUNCT" && r.trees.UPOS(b.after) != "CCONJ" {
		return nil
	}
	subject := r.reckoner(b)
	if subject == text.NoToken {
		return nil
	}
	source := r.actor(subject)
	if source == nil {
		source = r.described(subject)
	}
	if source == nil || last.Source != nil && last.Source.Name == source.Name {
		return nil
	}
	f := &record.Figure{
		Span: record.Span{Start: b.Start, End: b.NumEnd}, Value: b.Value, ValueMax: b.Max, Unit: last.Unit, Qualifier: r.qualifier(b),
		What: last.What, AsOf: r.asOf(b), Source: source, Series: last.Series,
	}
	f.Quote, f.Span = r.doc.Quote(f.Span)
	words, span := r.doc.Quote(r.doc.SpanOf(r.sentence))
	f.Sentence, f.SentenceSpan = words, &span
	return f
}

// described gives somebody of whom nothing but a description with an article is known: "the governor", "a hospital in the town".
func (r *reader) described(subject text.TokenID) *record.Actor {
	f := r.trees
	words := f.Edges(subject)
	const longest = 8
	if f.UPOS(subject) != "NOUN" || f.UPOS(words.First) != "DET" || words.Len() > longest || !r.isPerson(subject) && strings.EqualFold(f.Lemma(f.Head(subject)), "have") { // "the treaty has nine"
		return nil
	}
	words.First++
	quote, span := r.doc.Quote(r.doc.SpanOf(words))
	return &record.Actor{Name: quote, Text: quote, Span: &span}
}

// reckoner gives the subject of the verb of counting that a number stands right behind, where the clause begins with it: "the police
// count", "a hospital spoke of at least", "investigators are certain of only".
func (r *reader) reckoner(b *bound) text.TokenID {
	f := r.trees
	w := r.doc.TokensIn(record.Span{Start: b.Start, End: b.Start + 1}).First - 1
	for n := 0; n < rivalGap && r.inside(w) && !r.words.has(classReckon, strings.ToLower(f.Lemma(w))); n++ {
		if u := f.UPOS(w); u != "ADP" && u != "ADV" && u != "PRON" && u != "PART" && u != "SCONJ" {
			return text.NoToken
		}
		w--
	}
	if !r.inside(w) || !r.words.has(classReckon, strings.ToLower(f.Lemma(w))) {
		return text.NoToken
	}
	subject := f.Child(w, "nsubj")
	if subject == text.NoToken || subject > w || f.UPOS(subject) == "PRON" || !r.clauseFrom(subject, w) {
		return text.NoToken
	}
	return subject
}

// clauseFrom tells whether a clause begins with a subject, and nothing but its own words and auxiliaries stand before the verb.
func (r *reader) clauseFrom(subject, verb text.TokenID) bool {
	f := r.trees
	first := subject
	for w := subject; r.inside(w); w-- {
		if w != subject && !f.Dominates(subject, w) {
			break
		}
		first = w
	}
	if r.inside(first - 1) {
		switch word := strings.ToLower(r.doc.Word(first - 1)); {
		case word == ";", word == ":", word == ",", word == "but", word == "and", word == "while", word == "whereas", word == "though", word == "although":
		default:
			return false
		}
	}
	for w := subject + 1; w < verb; w++ {
		if u := f.UPOS(w); !f.Dominates(subject, w) && u != "AUX" && u != "ADV" {
			return false
		}
	}
	return true
}
