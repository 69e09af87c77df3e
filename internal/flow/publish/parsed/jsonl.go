package parsed

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// sentenceLine is a sentence as one JSON object. Spans are bytes of the text of the document.
type sentenceLine struct {
	Kind      string            `json:"kind"` // "sentence"
	Document  record.DocumentID `json:"document"`
	Number    int               `json:"number"`    // from 1
	Paragraph int               `json:"paragraph"` // from 1
	Part      text.SentenceKind `json:"part"`
	Span      record.Span       `json:"span"`
	Text      string            `json:"text"`
	Tokens    []tokenLine       `json:"tokens"`
}

// tokenLine is one word of a sentence.
type tokenLine struct {
	Span  record.Span   `json:"span"`
	Text  string        `json:"text"`
	Lemma string        `json:"lemma"`
	UPOS  string        `json:"upos"`
	XPOS  string        `json:"xpos"`
	Feats string        `json:"feats"`
	Head  int           `json:"head"` // number of the head in the sentence, from 1; 0 for the root
	Rel   string        `json:"rel"`
	Name  text.NameType `json:"name,omitempty"`
}

// quotationLine is a quotation as one JSON object.
type quotationLine struct {
	Kind     string            `json:"kind"` // "quotation"
	Document record.DocumentID `json:"document"`
	Span     record.Span       `json:"span"`
	Content  record.Span       `json:"content"`
	Text     string            `json:"text"` // of the content
	Depth    int               `json:"depth"`
	Closed   bool              `json:"closed"`
}

// WriteJSONL writes an object for each sentence, then one for each quotation,
// one a line.
func WriteJSONL(w io.Writer, d *text.Document) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for i := range d.Sentences {
		if err := out.Encode(sentence(d, i)); err != nil {
			return fmt.Errorf("write sentence %d: %w", i+1, err)
		}
	}
	for i := range d.Quotations {
		q := &d.Quotations[i]
		line := quotationLine{
			Kind: "quotation", Document: d.ID, Span: q.Span, Content: q.Content, Text: q.Content.Of(d.Text), Depth: q.Depth, Closed: q.Closed,
		}
		if err := out.Encode(line); err != nil {
			return fmt.Errorf("write quotation %d: %w", i+1, err)
		}
	}
	return nil
}

func sentence(d *text.Document, i int) sentenceLine {
	s := &d.Sentences[i]
	span := d.SentenceSpan(i)
	line := sentenceLine{
		Kind: "sentence", Document: d.ID, Number: i + 1, Paragraph: int(s.Paragraph) + 1, Part: s.Kind,
		Span: span, Text: span.Of(d.Text), Tokens: []tokenLine{},
	}
	for t := s.Tokens.First; t < s.Tokens.End; t++ {
		w := filled(d, s.Tokens.First, t)
		token := tokenLine{
			Span: d.Tokens[t].Span, Text: d.Word(t), Lemma: w.Lemma, UPOS: w.UPOS, XPOS: w.XPOS, Feats: w.Feats,
			Head: w.Head, Rel: w.Deprel,
		}
		if n := d.NameAt(t); n != nil {
			token.Name = n.Type
		}
		line.Tokens = append(line.Tokens, token)
	}
	return line
}
