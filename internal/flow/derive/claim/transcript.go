package claim

import (
	"slices"
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
	var labels []text.TokenRange
	named := false
	for i := range x.doc.Sentences {
		if x.isLabel(i) {
			labels = append(labels, x.doc.Sentences[i].Tokens)
			named = named || x.addresses(x.doc.Sentences[i].Tokens)
		}
	}
	if !named {
		labels = x.labelsInText()
	}
	for k, label := range labels {
		i := x.doc.SentenceOf(label.First)
		end := i + 1
		for end < len(x.doc.Sentences) && (k+1 >= len(labels) || x.doc.Sentences[end].Tokens.First < labels[k+1].First) && x.doc.Sentences[end].Paragraph == x.doc.Sentences[i].Paragraph && x.doc.Sentences[end].Kind != text.Dateline {
			end++
		}
		x.turn(label, text.TokenRange{First: label.End, End: x.doc.Sentences[end-1].Tokens.End})
	}
}

// turn adds what is said behind a label.
func (x *finder) turn(label, said text.TokenRange) {
	frames := x.lex.of(partColon, ":")
	source := x.labelled(label)
	if source != text.NoToken && x.isClass(classAnswerer, source) {
		if s := x.interviewed(label.First); s != text.NoToken {
			source = s
		}
	}
	if len(frames) == 0 || said.Len() < 1 || source == text.NoToken || x.isClass(classAsker, source) || x.doc.Word(said.End-1) == "?" {
		return
	}
	colon := label.End - 1
	x.relations = slices.DeleteFunc(x.relations, func(r Relation) bool { return r.Word == colon })
	x.add(Relation{
		Frame: frames[0], Cue: text.TokenRange{First: colon, End: label.End}, Word: colon, Source: source, Content: said, Top: x.top(said),
		Target: text.NoToken, listen: text.NoToken, Stance: record.Assert, Direct: true, Clausal: true, turn: true,
	})
}

// interviewed gives who answers under a label that does not name him: the person whom the words before the first turn are about, the first
// that is named there as a subject, else the first.
func (x *finder) interviewed(label text.TokenID) text.TokenID {
	first := text.NoToken
	for i := range x.doc.Names {
		n := &x.doc.Names[i]
		if n.Tokens.First >= label {
			break
		}
		if n.Type != text.PersonName || n.Tokens.Len() < 2 || x.doc.Sentences[x.doc.SentenceOf(n.Tokens.First)].Kind == text.Byline {
			continue
		}
		if x.trees.IsRel(n.Tokens.First, "nsubj") || x.trees.IsRel(n.Tokens.End-1, "nsubj") {
			return n.Tokens.First
		}
		if first == text.NoToken {
			first = n.Tokens.First
		}
	}
	return first
}

// labelsInText gives the labels with small letters that begin the paragraphs of a transcript: "Spokesperson: ...", "Question: ...". One of
// them comes again, and one asks or names somebody.
func (x *finder) labelsInText() []text.TokenRange {
	var labels []text.TokenRange
	times := map[string]int{}
	again, asked := false, false
	for i := range x.doc.Sentences {
		if i > 0 && x.doc.Sentences[i-1].Paragraph == x.doc.Sentences[i].Paragraph {
			continue
		}
		r := x.labelOf(x.doc.Sentences[i].Tokens)
		if r.Len() == 0 {
			continue
		}
		labels = append(labels, r)
		words := strings.ToLower(x.doc.SpanOf(r).Of(x.doc.Text))
		times[words]++
		again = again || times[words] > 1
		asked = asked || x.isClass(classAsker, r.First)
	}
	if !again || !asked {
		return nil
	}
	return labels
}

// labelOf gives the label with its colon that a sentence begins with: a few words that each begin with a capital letter, and more behind
// them. It is empty where there is none.
func (x *finder) labelOf(s text.TokenRange) text.TokenRange {
	for t := s.First; t < s.End && t <= s.First+mostLabel; t++ {
		w := x.doc.Word(t)
		if w == ":" && t > s.First {
			return text.TokenRange{First: s.First, End: t + 1}
		}
		if first := []rune(w)[0]; !unicode.IsUpper(first) && w != "." && w != "," && w != "of" && w != "the" && w != "(" && w != ")" {
			break
		}
	}
	return text.TokenRange{First: s.First, End: s.First}
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
