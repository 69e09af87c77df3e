// Package parsed writes the words, tags, trees and names of a document for
// other programs (CoNLL-U, JSON Lines) and for people (trees in a terminal),
// and makes documents of sentences that were given as CoNLL-U.
package parsed

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/chancery-project/chancery/internal/language/conllu"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// FromSentences makes a document of given sentences: its text is made of their
// words, its layers Tokens and Sentences keep them as they are.
func FromSentences(sents []*conllu.Sentence) *text.Document {
	var b strings.Builder
	var tokens []text.Token
	var sentences []text.Sentence
	paragraph, gap := int32(0), ""
	for i, s := range sents {
		if i > 0 && (s.StartsParagraph() || s.StartsDocument()) {
			paragraph++
			gap = "\n\n"
		}
		first := text.TokenID(len(tokens))
		space := s.SpaceAfter()
		for j := range s.Words {
			b.WriteString(gap)
			start := b.Len()
			b.WriteString(s.Words[j].Form)
			tokens = append(tokens, text.Token{Span: record.Span{Start: start, End: b.Len()}, Sentence: int32(i)})
			gap = ""
			if space[j] {
				gap = " "
			}
		}
		sentences = append(sentences, text.Sentence{
			Tokens: text.TokenRange{First: first, End: text.TokenID(len(tokens))}, Kind: text.Running, Paragraph: paragraph,
		})
	}
	d := text.New(text.Raw{}, b.String())
	d.Tokens, d.Sentences, d.Quotations = tokens, sentences, []text.Quotation{}
	return d
}

// Fill writes the document's tags, lemmas, trees and names into the sentences
// that it was made of. Comments, multiword tokens and MISC stay; empty nodes
// and enhanced graphs, which the program does not make, are taken out.
func Fill(d *text.Document, sents []*conllu.Sentence) {
	for i, s := range sents {
		s.Empty = nil
		first := d.Sentences[i].Tokens.First
		for j := range s.Words {
			w := &s.Words[j]
			word := filled(d, first, first+text.TokenID(j))
			w.Lemma, w.UPOS, w.XPOS, w.Feats, w.Head, w.Deprel = word.Lemma, word.UPOS, word.XPOS, word.Feats, word.Head, word.Deprel
			w.Deps = ""
			w.Misc = withName(w.Misc, nameLabel(d, first+text.TokenID(j)))
		}
	}
}

// Sentences gives all sentences of a document as CoNLL-U. id names the
// document; sentences are id-1, id-2 and so on.
func Sentences(d *text.Document, id string) []*conllu.Sentence {
	id = safeID(id)
	out := make([]*conllu.Sentence, 0, len(d.Sentences))
	paragraph := int32(-1)
	for i := range d.Sentences {
		s := &conllu.Sentence{}
		if i == 0 {
			s.Comments = append(s.Comments, " newdoc id = "+id)
		}
		if p := d.Sentences[i].Paragraph; p != paragraph {
			s.Comments = append(s.Comments, " newpar")
			paragraph = p
		}
		s.Comments = append(s.Comments, fmt.Sprintf(" sent_id = %s-%d", id, i+1))
		if k := d.Sentences[i].Kind; k != text.Running {
			s.Comments = append(s.Comments, " part = "+string(k))
		}
		s.Comments = append(s.Comments, " text = "+words(d, i, s))
		out = append(out, s)
	}
	return out
}

// words fills the words of a sentence and returns its text: the forms with one
// blank where the document has white space.
func words(d *text.Document, i int, s *conllu.Sentence) string {
	var b strings.Builder
	r := d.Sentences[i].Tokens
	for t := r.First; t < r.End; t++ {
		w := filled(d, r.First, t)
		w.Form = norm.NFC.String(d.Word(t))
		b.WriteString(w.Form)
		w.Misc = withName("", nameLabel(d, t))
		if glued := t+1 < text.TokenID(len(d.Tokens)) && d.Tokens[t+1].Span.Start == d.Tokens[t].Span.End; glued {
			w.Misc = joined(w.Misc, "SpaceAfter=No")
			if t+1 == r.End {
				b.WriteByte(' ')
			}
		} else {
			b.WriteByte(' ')
		}
		s.Words = append(s.Words, w)
	}
	return strings.TrimSuffix(b.String(), " ")
}

// filled gives what the layers say of word t in the sentence that begins at first.
func filled(d *text.Document, first, t text.TokenID) conllu.Word {
	w := conllu.Word{Head: conllu.NoHead}
	if d.Trees == nil {
		return w
	}
	m := d.Trees.Morph(t)
	w.Lemma, w.UPOS, w.XPOS, w.Feats, w.Deprel = norm.NFC.String(m.Lemma), m.UPOS, m.XPOS, m.Feats, d.Trees.Rel(t)
	w.Head = 0
	if h := d.Trees.Head(t); h != text.NoToken {
		w.Head = int(h-first) + 1
	}
	return w
}

// nameLabel gives B-PER, I-PER and so on for a word in a name, else "".
func nameLabel(d *text.Document, t text.TokenID) string {
	n := d.NameAt(t)
	switch {
	case n == nil:
		return ""
	case n.Tokens.First == t:
		return "B-" + string(n.Type)
	}
	return "I-" + string(n.Type)
}

// withName puts NE=label into a MISC column, or takes it out where there is no label.
func withName(misc, label string) string {
	var list []string
	for item := range strings.SplitSeq(misc, "|") {
		if item != "" && !strings.HasPrefix(item, "NE=") {
			list = append(list, item)
		}
	}
	if label != "" {
		list = append([]string{"NE=" + label}, list...)
	}
	return strings.Join(list, "|")
}

func joined(misc, item string) string {
	if misc == "" {
		return item
	}
	return misc + "|" + item
}

// safeID makes an identifier that CoNLL-U allows: no white space, no slash.
func safeID(id string) string {
	id = strings.Map(func(r rune) rune {
		if r <= ' ' || r == '/' || r == '\\' || r == '\u00a0' || r == 0xFFFD || r == 0x7f {
			return '_'
		}
		return r
	}, norm.NFC.String(id))
	if id == "" {
		return "document"
	}
	return id
}
