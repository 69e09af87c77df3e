package who

import (
	"slices"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// part is a run of sentences that is read as one report: all of it, or an item of a round-up.
type part struct{ first, end int }

// itemAbout is what a part is about and from where it is written.
type itemAbout struct {
	from     string
	ours     string
	home     focus
	domestic bool
}

// enter reads what the item of a sentence is about, where that is another one than before: "KATHMANDU - The government ... OSLO - The
// government".
func (b *binder) enter(sentence int) {
	if sentence >= b.inside.first && sentence < b.inside.end {
		return
	}
	n := b.items[sentence]
	b.inside = part{sentence, sentence + 1}
	for b.inside.first > 0 && b.items[b.inside.first-1] == n {
		b.inside.first--
	}
	for b.inside.end < len(b.items) && b.items[b.inside.end] == n {
		b.inside.end++
	}
	if known, ok := b.abouts[n]; ok {
		b.from, b.ours, b.home, b.domestic = known.from, known.ours, known.home, known.domestic
		return
	}
	b.from = b.writtenFrom()
	b.home, b.domestic = b.about()
	b.ours = b.writtenAtHome()
	if b.ours != "" && b.home.country != b.ours {
		b.home, b.domestic = focus{b.ours, true}, true
	}
	b.abouts[n] = itemAbout{b.from, b.ours, b.home, b.domestic}
}

// toldHere says that somebody is told in the item.
func (b *binder) toldHere(f *found) bool {
	return slices.ContainsFunc(f.mentions, func(m told) bool {
		i := b.doc.SentenceOf(m.head)
		return i >= b.inside.first && i < b.inside.end
	})
}

// enterAt does so for a word.
func (b *binder) enterAt(t text.TokenID) { b.enter(b.doc.SentenceOf(t)) }

// sentences gives those of the item.
func (b *binder) sentences() []text.Sentence { return b.doc.Sentences[b.inside.first:b.inside.end] }

// span gives the stretch of text of the item; of a report that is one item, all of it.
func (b *binder) span() record.Span {
	s := record.Span{End: len(b.doc.Text)}
	if b.inside.first > 0 {
		s.Start = b.doc.SentenceSpan(b.inside.first).Start
	}
	if b.inside.end < len(b.doc.Sentences) {
		s.End = b.doc.SentenceSpan(b.inside.end).Start
	}
	return s
}
