package refer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/knowledge/press"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// mostCredit is the most words of the name of an agency.
const mostCredit = 5

// credit finds whose text a document prints: the agency in brackets of its dateline ("KABUL (Reuters) -"), the outlet of
// its byline, the one behind a dash at its end, or the one given as its author. The span is empty where the text does
// not hold the name; the name is "" where none is credited.
func credit(doc *text.Document) (string, record.Span) {
	last := -1
	for i := range doc.Sentences {
		span := doc.SentenceSpan(i)
		words := span.Of(doc.Text)
		switch doc.Sentences[i].Kind {
		case text.Dateline:
			if at, name := bracketed(words); name != "" {
				return name, record.Span{Start: span.Start + at, End: span.Start + at + len(name)}
			}
		case text.Byline:
			if at, name := creditedIn(words); name != "" {
				return name, record.Span{Start: span.Start + at, End: span.Start + at + len(name)}
			}
		}
		if doc.Sentences[i].Kind != text.PageParts {
			last = i
		}
	}
	if last > 0 {
		span := doc.SentenceSpan(last)
		words := span.Of(doc.Text)
		if name := strings.TrimLeft(words, "-–—― (["); name != words {
			if name = strings.TrimRight(name, ")]. "); len(strings.Fields(name)) <= mostCredit && press.IsOutlet(name) {
				at := strings.Index(words, name)
				return name, record.Span{Start: span.Start + at, End: span.Start + at + len(name)}
			}
		}
	}
	if press.IsOutlet(doc.Meta.Author) {
		return doc.Meta.Author, record.Span{}
	}
	return "", record.Span{}
}

// bracketed gives the name in the brackets of a dateline, and where it begins.
func bracketed(words string) (int, string) {
	open := strings.LastIndexByte(words, '(')
	end := strings.LastIndexByte(words, ')')
	if open < 0 || end < open {
		return 0, ""
	}
	name, _, _ := strings.Cut(words[open+1:end], "/")
	first, _ := utf8.DecodeRuneInString(name)
	fields := strings.Fields(name)
	if !unicode.IsUpper(first) && !press.IsOutlet(name) || len(fields) == 0 || len(fields) > mostCredit ||
		strings.ContainsFunc(name, func(r rune) bool { return unicode.IsDigit(r) || r == ',' }) {
		return 0, ""
	}
	return open + 1, strings.TrimRight(name, " ")
}

// creditedIn gives the outlet that a byline names, "By Reuters" or "By Jane Doe, Reuters", and where it begins.
func creditedIn(words string) (int, string) {
	for _, part := range strings.FieldsFunc(words, func(r rune) bool { return r == ',' || r == '|' || r == ';' }) {
		name := strings.TrimSpace(part)
		for {
			first, rest, ok := strings.Cut(name, " ")
			if r, _ := utf8.DecodeRuneInString(first); !ok || !strings.EqualFold(first, "by") && !unicode.IsLower(r) {
				break
			}
			name = rest
		}
		if len(strings.Fields(name)) <= mostCredit && press.IsOutlet(name) {
			return strings.Index(words, name), name
		}
	}
	return 0, ""
}

// credited adds to the actors of a document the one whose text it prints.
func credited(doc *text.Document, entries []*record.ActorEntry) []*record.ActorEntry {
	name, at := credit(doc)
	if name == "" {
		return entries
	}
	key := press.Key(name)
	i := slices.IndexFunc(entries, func(e *record.ActorEntry) bool {
		return (e.ActorKind == "media" || e.ActorKind == "") && press.Key(e.Name) == key
	})
	if i < 0 {
		i = len(entries)
		entries = append(entries, &record.ActorEntry{Document: doc.ID, Name: name, ActorKind: "media", Sector: "MED"})
	}
	e := entries[i]
	e.Roles = append(e.Roles, record.BylineRole)
	if !at.Empty() {
		e.Mentions = append(e.Mentions, at)
	}
	return entries
}
