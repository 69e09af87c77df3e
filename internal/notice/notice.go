// Package notice holds doubts as data: what a stage was not sure of or had to leave out, with the words it concerns.
//
// A notice never stops a report. Stages return notices beside their results; they are merged, kept with the document
// and shown by every command that shows the document. What does stop a report is an error.
package notice

import (
	"cmp"
	"slices"

	"github.com/chancery-project/chancery/record"
)

// Code names a kind of doubt. Every code stands in [Codes] with its meaning.
type Code string

// The codes, grouped by the stage that gives them.
const (
	// acquire/source and acquire/extract
	InvalidUTF8      Code = "invalid-utf8"
	CharsetGuessed   Code = "charset-guessed"
	ControlRemoved   Code = "control-removed"
	DateMissing      Code = "date-missing"
	DateContradicted Code = "date-contradicted"
	DateImplausible  Code = "date-implausible"
	DateWeak         Code = "date-weak"
	LanguageUnread   Code = "language-unread"
	LanguageUnknown  Code = "language-unknown"
	LanguageIgnored  Code = "language-ignored"
	MainTextDoubtful Code = "main-text-doubtful"
	TruncatedInput   Code = "truncated-input"
	SpacesRebuilt    Code = "spaces-rebuilt"
	AttachmentUnread Code = "attachment-unread"
	OutsideReader    Code = "outside-reader"

	// annotate/segment
	SentenceCut Code = "sentence-cut"

	// bind/when
	TimeImpossible Code = "time-impossible"
	TimeAmbiguous  Code = "time-ambiguous"
	TimeConverted  Code = "time-converted"

	// bind/where
	PlaceOutside Code = "place-outside"
)

// Codes lists every code with its meaning in a sentence, sorted by code. The documentation is checked against it.
func Codes() []Meaning {
	all := []Meaning{
		{InvalidUTF8, "bytes that are no valid text were replaced by U+FFFD"},
		{CharsetGuessed, "the encoding was not declared and was guessed from the bytes"},
		{ControlRemoved, "control characters that are no part of a text were removed"},
		{DateMissing, "no evidence for the date of publication was found, or none that can be used"},
		{DateContradicted, "two pieces of evidence give different dates of publication"},
		{DateImplausible, "a date of publication was found that cannot be one"},
		{DateWeak, "the date of publication rests on that of a change to the report, of the file that holds it, or far from its heading"},
		{LanguageUnread, "the report is kept and searchable, but its language is not read yet"},
		{LanguageUnknown, "the text is too short or too mixed to tell its language"},
		{LanguageIgnored, "the language that was given is not used: it is not known, or the text tells another"},
		{MainTextDoubtful, "the main text of the page could not be told from its surroundings with confidence"},
		{TruncatedInput, "the input ends in the middle; what came before is kept"},
		{SpacesRebuilt, "the spaces between words were rebuilt from the positions of letters on the page"},
		{AttachmentUnread, "an attachment was not read"},
		{OutsideReader, "the text was read by a program outside of this one, and may read differently on another machine"},
		{SentenceCut, "a sentence was too long to be one and was cut at a safe place"},
		{TimeImpossible, "a date of the text does not exist; it has no interval"},
		{TimeAmbiguous, "a date in digits can be read with the day or the month first; its interval holds both"},
		{PlaceOutside, "the coordinates of a place lie outside of its country"},
		{TimeConverted, "a date of another calendar was converted to the Gregorian one"},
	}
	slices.SortFunc(all, func(a, b Meaning) int { return cmp.Compare(a.Code, b.Code) })
	return all
}

// Meaning says in a sentence when a code is given.
type Meaning struct {
	Code Code
	Text string
}

// Notice is one doubt.
type Notice struct {
	Code    Code
	Span    *record.Span // nil where it concerns the whole document
	Message string       // lower case, no full stop; names the words it is about
}

// Entry gives the form in which the notice leaves the program.
func (n Notice) Entry(document record.DocumentID) *record.Notice {
	return &record.Notice{Kind: "notice", Document: document, Span: n.Span, Code: string(n.Code), Message: n.Message}
}

// Merge sorts notices by place, code and words and drops the repeated ones. Notices on the whole document come first.
func Merge(lists ...[]Notice) []Notice {
	all := slices.Concat(lists...)
	slices.SortStableFunc(all, compare)
	return slices.CompactFunc(all, func(a, b Notice) bool { return compare(a, b) == 0 })
}

func compare(a, b Notice) int {
	return cmp.Or(compareSpans(a.Span, b.Span), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
}

func compareSpans(a, b *record.Span) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}
