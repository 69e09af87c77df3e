// Package segment finds the parts of a report: paragraphs, the title and
// headings, datelines, bylines, lines of lists and of the page; in them words
// and sentences; and the quotations that run through them.
package segment

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/language/words"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Lengths of sentences in words. A longer one than safeCut is cut where a cut
// does least harm; one that offers no such place is cut at hardCut.
const (
	safeCut = 400
	hardCut = 2000
)

// Segmenter writes the layers Tokens, Sentences and Quotations. It is
// read-only and safe for concurrent use.
type Segmenter struct {
	splitter  *words.Splitter
	bylines   []string
	notPlaces map[string]bool
	slugs     map[string]bool
}

// New returns a segmenter that finds words with the splitter.
func New(splitter *words.Splitter) (*Segmenter, error) {
	bylines, err := readList("bylines.tsv", bylinesFile)
	if err != nil {
		return nil, err
	}
	list, err := readList("notplaces.tsv", notPlacesFile)
	if err != nil {
		return nil, err
	}
	countries, err := readList("slugs.tsv", slugsFile)
	if err != nil {
		return nil, err
	}
	return &Segmenter{splitter: splitter, bylines: bylines, notPlaces: setOf(list), slugs: setOf(countries)}, nil
}

func setOf(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, word := range list {
		set[word] = true
	}
	return set
}

// Apply writes the layers of a document.
func (s *Segmenter) Apply(_ context.Context, d *text.Document) ([]notice.Notice, error) {
	d.Tokens, d.Sentences, d.Quotations = []text.Token{}, []text.Sentence{}, []text.Quotation{}
	w := writer{doc: d}
	paragraphs := s.paragraphs(d)
	places := s.rowOfPlaces(d, paragraphs)
	for i, p := range paragraphs {
		body := p.start
		if p.kind == text.Running || p.kind == text.Title {
			if end := s.slugEnd(d.Text[p.start:p.end]); end > 0 {
				w.dated = true
				w.add(s.splitter.Split(d.Text, p.start, p.start+end, nil), text.Dateline, i, true)
				body = p.start + end
			}
		}
		if p.kind == text.Running && body == p.start {
			if end := len(smallPlace.FindString(d.Text[p.start:p.end])); places && end > 0 {
				w.add(s.splitter.Split(d.Text, p.start, p.start+end, nil), text.Dateline, i, true)
				body = p.start + end
			} else if end := s.datelineEnd(d.Text[p.start:p.end]); end > 0 && w.mayDate() {
				w.dated = true
				w.add(s.splitter.Split(d.Text, p.start, p.start+end, nil), text.Dateline, i, true)
				body = p.start + end
			} else if end := clockEnd(d.Text[p.start:p.end]); end > 0 {
				w.add(s.splitter.Split(d.Text, p.start, p.start+end, nil), text.Dateline, i, true)
				body = p.start + end
			}
		}
		w.add(s.splitter.Split(d.Text, body, p.end, nil), p.kind, i, p.kind == text.Dateline || p.kind == text.Byline)
	}
	d.Quotations = findQuotations(d)
	return w.notices, nil
}

// writer appends words and sentences to the layers of a document.
type writer struct {
	doc     *text.Document
	bodies  int  // paragraphs of running text so far
	dated   bool // a dateline was found
	notices []notice.Notice
}

// mayDate tells whether a dateline may still come: it stands before one of the
// first paragraphs, and before any of a bulletin that begins with one.
func (w *writer) mayDate() bool { return w.dated || w.bodies < 3 }

// add appends the words of a paragraph or of a part of one. whole says that
// they are one sentence, whatever the splitter found.
func (w *writer) add(list []words.Word, kind text.SentenceKind, paragraph int, whole bool) {
	if kind == text.Running {
		w.bodies++
	}
	d := w.doc
	first := len(d.Tokens)
	for i, word := range list {
		d.Tokens = append(d.Tokens, text.Token{
			Span:     record.Span{Start: word.Start, End: word.End},
			Sentence: int32(len(d.Sentences)),
		})
		size := len(d.Tokens) - first
		switch {
		case i == len(list)-1, word.Last && !whole && !w.goesOn(list, i) && !(kind == text.ListItem && w.label(list[:i+1])):
			w.end(first, len(d.Tokens), kind, paragraph)
		case size >= safeCut && w.cutAt(first, list, i):
			w.end(first, len(d.Tokens), kind, paragraph)
			w.long(first, len(d.Tokens))
		default:
			continue
		}
		first = len(d.Tokens)
	}
}

// label tells whether the words at the start of a line of a list are only its
// bullet or number.
func (w *writer) label(list []words.Word) bool {
	start := w.doc.Text[list[0].Start:list[len(list)-1].End]
	_, first := utf8.DecodeRuneInString(start)
	return len(list) < 4 && len(start) < 6 && !strings.ContainsFunc(start[first:], unicode.IsLetter)
}

// goesOn says that a comma in a line ends no sentence: "Trump, Xi agree".
func (w *writer) goesOn(list []words.Word, i int) bool {
	d := w.doc
	return d.Text[list[i].Start:list[i].End] == "," && i+1 < len(list) && !strings.ContainsAny(d.Text[list[i].End:list[i+1].Start], "\n\t")
}

func (w *writer) end(first, end int, kind text.SentenceKind, paragraph int) {
	w.doc.Sentences = append(w.doc.Sentences, text.Sentence{
		Tokens:    text.TokenRange{First: text.TokenID(first), End: text.TokenID(end)},
		Kind:      kind,
		Paragraph: int32(paragraph),
	})
}

// cutAt tells whether a sentence that has grown too long is cut behind word i:
// at a mark that separates clauses, at the end of a line, or anywhere when it
// has become far too long.
func (w *writer) cutAt(first int, list []words.Word, i int) bool {
	d := w.doc
	switch d.Text[list[i].Start:list[i].End] {
	case ";", ":", ".", "!", "?", ",", "|", "•":
		return true
	}
	for _, c := range d.Text[list[i].End:list[i+1].Start] {
		if c == '\n' || c == '\t' {
			return true
		}
	}
	return len(d.Tokens)-first >= hardCut
}

func (w *writer) long(first, end int) {
	span := w.doc.SpanOf(text.TokenRange{First: text.TokenID(first), End: text.TokenID(end)})
	word := w.doc.Word(text.TokenID(end - 1))
	w.notices = append(w.notices, notice.Notice{
		Code: notice.SentenceCut, Span: &span,
		Message: fmt.Sprintf("a sentence of more than %d words was cut behind %q", end-first-1, word),
	})
}
