package claim

import (
	"strings"
	"unicode"

	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// mostLabel is the most words of the label of a turn.
const mostLabel = 7

// transcript makes a claim of each turn of a transcript: "SPOKESPERSON: The embassy remains open." Its label is the
// source. Turns that ask make none.
func (x *finder) transcript() {
	frames := x.lex.of(partColon, ":")
	var labels []int
	named := false
	for i := range x.doc.Sentences {
		if x.isLabel(i) {
			labels = append(labels, i)
			named = named || x.addresses(x.doc.Sentences[i].Tokens)
		}
	}
	if len(frames) == 0 || !named {
		return
	}
	for _, i := range labels {
		label := x.doc.Sentences[i].Tokens
		end := i + 1
		for end < len(x.doc.Sentences) && x.doc.Sentences[end].Paragraph == x.doc.Sentences[i].Paragraph && x.doc.Sentences[end].Kind != text.Dateline {
			end++
		}
		source := x.labelled(label)
		if end == i+1 || source == text.NoToken || x.isClass(classAsker, source) {
			continue
		}
		said := text.TokenRange{First: label.End, End: x.doc.Sentences[end-1].Tokens.End}
		if x.doc.Word(said.End-1) == "?" {
			continue
		}
		colon := label.End - 1
		x.add(Relation{
			Frame: frames[0], Cue: text.TokenRange{First: colon, End: label.End}, Word: colon, Source: source, Content: said, Top: x.top(said),
			Target: text.NoToken, listen: text.NoToken, Stance: record.Assert, Direct: true, Clausal: true, turn: true,
		})
	}
}

// isLabel says that a sentence is words in capitals before a colon, and no place.
func (x *finder) isLabel(i int) bool {
	s := x.doc.Sentences[i]
	if s.Kind != text.Dateline || s.Tokens.Len() < 2 || s.Tokens.Len() > mostLabel || x.doc.Word(s.Tokens.End-1) != ":" {
		return false
	}
	letters := false
	for t := s.Tokens.First; t < s.Tokens.End; t++ {
		for _, r := range x.doc.Word(t) {
			if unicode.IsLower(r) {
				return false
			}
			letters = letters || unicode.IsUpper(r)
		}
	}
	return letters && !x.isPlace(s.Tokens.End-2)
}

// addresses says that a label names a person or an office: "MR. PRICE", "SPOKESPERSON".
func (x *finder) addresses(label text.TokenRange) bool {
	for t := label.First; t < label.End; t++ {
		w := strings.ToLower(x.doc.Word(t))
		if x.lex.is(classAddress, w) || x.lex.is(classPerson, w) || x.lex.is(classAsker, w) {
			return true
		}
	}
	return false
}

// labelled gives the word of a label that tells who speaks: the last one before the colon, or before a bracket or comma.
func (x *finder) labelled(label text.TokenRange) text.TokenID {
	source := text.NoToken
	for t := label.First; t < label.End && (x.trees.UPOS(t) != "PUNCT" || t == label.First); t++ {
		source = t
	}
	return source
}
