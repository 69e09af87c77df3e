package export

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/chancery-project/chancery/record"
)

// annotation is a telling as the Web Annotation Data Model of the W3C has it.
type annotation struct {
	Context    string           `json:"@context"`
	ID         string           `json:"id"`
	Type       string           `json:"type"`
	Motivation string           `json:"motivation"`
	Creator    string           `json:"creator"`
	Body       []annotationBody `json:"body"`
	Target     annotationTarget `json:"target"`
}

type annotationBody struct {
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
	Value   string `json:"value"`
}

type annotationTarget struct {
	Source   string     `json:"source"`
	Selector []selector `json:"selector"`
}

// selector points at words by their place in the text, and by the words themselves with those around them.
type selector struct {
	Type   string `json:"type"`
	Start  *int   `json:"start,omitempty"`
	End    *int   `json:"end,omitempty"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

// around is how many characters before and behind its words an annotation has.
const around = 32

func (x *job) webanno() error { return linesOf(x, x.annotation) }

func (x *job) annotation(e *record.Joined, t record.Telling) (*annotation, error) {
	told, err := fact[*record.Event](x, t)
	if err != nil {
		return nil, err
	}
	d, err := x.document(t.Document)
	if err != nil {
		return nil, err
	}
	words, err := x.textOf(t.Document)
	if err != nil {
		return nil, err
	}
	if told.Span.Start < 0 || told.Span.End > len(words) || told.Span.Start > told.Span.End {
		return nil, fmt.Errorf("telling %s stands outside of its text", t.ID)
	}
	start := utf8.RuneCountInString(words[:told.Span.Start])
	end := start + utf8.RuneCountInString(words[told.Span.Start:told.Span.End])
	a := &annotation{
		Context: "http://www.w3.org/ns/anno.jsonld", ID: "urn:chancery:" + string(t.ID), Type: "Annotation", Motivation: "classifying", Creator: "chancery " + x.Program,
		Target: annotationTarget{identifier(d), []selector{
			{Type: "TextPositionSelector", Start: &start, End: &end},
			{Type: "TextQuoteSelector", Exact: told.Quote, Prefix: lastRunes(words[:told.Span.Start], around), Suffix: firstRunes(words[told.Span.End:], around)},
		}},
	}
	for _, value := range []string{
		strings.TrimSpace(told.Type + " " + told.Mode), "status: " + string(told.Status), "actor: " + list(actorNames(told.Actors)), "recipient: " + list(actorNames(told.Recipients)),
		"event: " + string(e.ID), "text: " + string(t.Document),
	} {
		if !strings.HasSuffix(value, ": ") {
			a.Body = append(a.Body, annotationBody{"TextualBody", "tagging", clean(value)})
		}
	}
	return a, nil
}

// lastRunes and firstRunes give so many characters of the end and of the beginning of words.
func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

func firstRunes(s string, n int) string {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return s[:i]
}
