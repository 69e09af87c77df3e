package who

import (
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// writtenAtHome gives the country of a leading article or the like, which calls what a state has one of its own: "our foreign ministry",
// "our border guards", in the item that is read. It is the country of the town that the text is dated from, where the text names one.
func (b *binder) writtenAtHome() string {
	from := b.from
	if from == "" {
		from = b.datedFrom()
	}
	if from == "" {
		return ""
	}
	for i := b.inside.first; i < b.inside.end; i++ {
		words := b.doc.Sentences[i].Tokens
		for t := words.First; t < words.End; t++ {
			if b.ownedByUs(t) {
				return from
			}
		}
	}
	return ""
}

// ownedByUs says that a word is a body, an officer or a force of a state that the writer of the text calls ours.
func (b *binder) ownedByUs(t text.TokenID) bool {
	f := b.doc.Trees
	p := f.Child(t, "nmod:poss")
	if p == text.NoToken || !strings.EqualFold(b.doc.Word(p), "our") || b.doc.QuotationAt(t) != nil {
		return false
	}
	words := strings.ToLower(b.doc.Text[b.doc.Tokens[p].Span.End:b.doc.Tokens[t].Span.End])
	q := b.question(strings.TrimSpace(words))
	pieces := q.cut(q.text)
	if len(pieces) == 0 {
		return false
	}
	agent, noun, office := nouns(pieces[len(pieces)-1])
	return office != nil || noun != nil && noun.Kind == knowledge.Government ||
		agent != nil && agent.Class != "population" && len(agent.Sectors) > 0 && b.resolver.words.has(classOfficial, agent.Sectors[0])
}

// datedFrom gives the country of the town at the head of the line that tells where and when a text was written, which is no part of it:
// "Dhaka, 18 June 2016".
func (b *binder) datedFrom() string {
	const mostLines = 6 // of a heading
	for i := 0; i < min(mostLines, len(b.doc.Sentences)); i++ {
		if b.doc.Sentences[i].Kind != text.PageParts {
			continue
		}
		town, day, ok := strings.Cut(b.doc.SentenceSpan(i).Of(b.doc.Text), ",")
		if !ok || !strings.ContainsAny(day, "0123456789") {
			continue
		}
		country := ""
		b.scanner.Scan(lowered(town), func(m knowledge.Match) bool {
			country = b.standsFor(m.Candidates(), false)
			return false
		})
		if country != "" {
			return country
		}
	}
	return ""
}

// ourOwn gives those of a state whom the writer calls ours the country that a text is written in.
func (b *binder) ourOwn(t text.TokenID, core text.TokenRange, answer Answer) Answer {
	if b.ours == "" || len(answer.Actors) > 1 || len(answer.Actors) == 1 && (answer.Actors[0].ID != "" || answer.Actors[0].Country != "") || !b.ownedByUs(t) {
		return answer
	}
	state, ok := b.resolver.base.StateOn(b.ours, b.on)
	words := b.doc.SpanOf(core).Of(b.doc.Text)
	if first, rest, cut := strings.Cut(words, " "); cut && strings.EqualFold(first, b.doc.Word(b.doc.Trees.Child(t, "nmod:poss"))) {
		words = rest
	}
	more := b.resolver.Resolve(Mention{Text: state.Name + " " + words, On: b.on}).Actors
	if !ok || len(more) != 1 || more[0].Country != b.ours {
		return answer
	}
	a := more[0]
	if a.ID == "" {
		a.Name = words
	}
	a.Why = append(a.Why, "the text is written in "+b.ours)
	return Answer{Actors: []Actor{a}}
}
