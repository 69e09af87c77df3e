package when_test

import (
	"context"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/bind/when"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// document is a text of sentences, each a word for the sake of the stage; kinds says which are furniture.
func document(sentences []string, kinds []text.SentenceKind) *text.Document {
	whole := ""
	var tokens []text.Token
	var list []text.Sentence
	for i, s := range sentences {
		tokens = append(tokens, text.Token{Span: record.Span{Start: len(whole), End: len(whole) + len(s)}, Sentence: int32(i)})
		list = append(list, text.Sentence{Tokens: text.TokenRange{First: text.TokenID(i), End: text.TokenID(i + 1)}, Kind: kinds[i]})
		whole += s + "\n"
	}
	d := text.New(text.Raw{}, whole)
	d.Tokens, d.Sentences = tokens, list
	return d
}

func TestApply(t *testing.T) {
	stage, err := when.Open()
	if err != nil {
		t.Fatal(err)
	}
	d := document(
		[]string{"Updated on Monday.", "They met on 12 May 2024 – and, a day earlier, in Köln.", "Nothing happened on 31 February."},
		[]text.SentenceKind{text.PageParts, text.Running, text.Running},
	)
	d.Meta.Published = "2025-08-23"
	notices, err := stage.Apply(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"2024-05-12", "2024-05-11", "XXXX-XX-XX"}
	if len(d.Facts.Times) != len(want) {
		t.Fatalf("%d times, want %d", len(d.Facts.Times), len(want))
	}
	for i, f := range d.Facts.Times {
		if f.Value != want[i] {
			t.Errorf("%q is %s, want %s", f.Text, f.Value, want[i])
		}
		for _, fault := range record.Verify(f, d.Text) {
			t.Error(fault)
		}
	}
	if len(notices) != 1 || notices[0].Code != "time-impossible" || notices[0].Span.Of(d.Text) != "31 February" {
		t.Errorf("notices %+v", notices)
	}
}

// TestWithoutDate leaves a weekday open, and says no more than the words.
func TestWithoutDate(t *testing.T) {
	stage, err := when.Open()
	if err != nil {
		t.Fatal(err)
	}
	d := document([]string{"They met on Friday."}, []text.SentenceKind{text.Running})
	if _, err := stage.Apply(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	f := d.Facts.Times[0]
	if f.Value != "XXXX-WXX-5" || f.From != nil || f.To != nil {
		t.Errorf("got %s from %v to %v", f.Value, f.From, f.To)
	}
}
