package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/namer"
	"github.com/chancery-project/chancery/internal/language/tagger"
	"github.com/chancery-project/chancery/internal/language/words"
)

// reportRecord is a document of the reports on the war in Syria and Iraq
// (dstl/re3d), with entities at places counted in characters.
type reportRecord struct {
	ID       string         `json:"id"`
	Licence  string         `json:"licence"`
	Text     string         `json:"text"`
	Entities []reportEntity `json:"entities"`
}

type reportEntity struct {
	Start int     `json:"start"`
	End   int     `json:"end"`
	Type  string  `json:"type"`
	Sure  float64 `json:"confidence"` // of the crowd
}

// namedReports reads the reports. Their entities are phrases ("the Iraqi
// forces"); what is kept of each is the run of words with capitals, if it is
// one that a name can be. Every licence among them lets the text be used.
func namedReports(s *Settings, b *model.Builder, tags *tagger.Model) ([]namer.Document, error) {
	data, err := openSource(s, b, "re3d/re3d-dev.jsonl", model.Source{
		Name: "Relationship and Entity Extraction Evaluation Dataset, half", Origin: "dstl/re3d",
		Licence: "US government public domain, OGL-UK-3.0, CC-BY-3.0-AU, CC-BY-SA-3.0, EU decision 2011/833/EU",
	})
	if err != nil {
		return nil, err
	}
	splitter, err := openSplitter(b)
	if err != nil {
		return nil, err
	}
	lists, err := namer.ListNames()
	if err != nil {
		return nil, err
	}
	r := reports{
		countries: set(lists["country"]), peoples: set(lists["people"]), titles: set(strings.Fields(strings.Join(lists["title"], " "))),
		other: set(slices.Concat(lists["time"], lists["thing"], lists["orgword"])),
		small: set(strings.Fields("the a an our i he she they we it his her their who this that and of for")),
		joins: set(strings.Fields("of and the for al ad - ' in 's ’s")),
	}
	var docs []namer.Document
	dec := json.NewDecoder(bytes.NewReader(data))
	for {
		var record reportRecord
		if err := dec.Decode(&record); err == io.EOF {
			return docs, nil
		} else if err != nil {
			return nil, fmt.Errorf("re3d-dev.jsonl: document %d: %w", len(docs)+1, err)
		}
		d := r.document(&record, splitter)
		d.Weight = s.names.reports
		tagWords(d.Words, tags)
		docs = append(docs, r.complete(d))
	}
}

// complete keeps the sentences in which every word tagged as a proper noun is
// part of a name, a title, or of something that is no name.
func (r *reports) complete(d namer.Document) namer.Document {
	out := namer.Document{Weight: d.Weight}
	for i, words := range d.Words {
		whole := true
		for j, w := range words {
			lower := strings.ToLower(w.Form)
			if w.UPOS != "PROPN" || r.titles[lower] || r.peoples[lower] || r.other[lower] {
				continue
			}
			whole = whole && slices.ContainsFunc(d.Names[i], func(n namer.Name) bool { return n.Start <= j && j < n.End })
		}
		if whole {
			out.Words, out.Names = append(out.Words, words), append(out.Names, d.Names[i])
		}
	}
	return out
}

// openSplitter opens the splitter of words that was trained before.
func openSplitter(b *model.Builder) (*words.Splitter, error) {
	file, err := b.Bytes()
	if err != nil {
		return nil, err
	}
	f, err := model.Open(file)
	if err != nil {
		return nil, err
	}
	m, err := words.Open(f)
	if err != nil {
		return nil, fmt.Errorf("%w; train the words before the names", err)
	}
	return m, nil
}

func set(names []string) map[string]bool {
	out := make(map[string]bool, len(names))
	for _, n := range names {
		out[strings.ToLower(n)] = true
	}
	return out
}

// reports turns phrases into names.
type reports struct {
	countries, peoples, titles map[string]bool
	other                      map[string]bool // words with capitals of dates and things
	small                      map[string]bool // words that no name begins with
	joins                      map[string]bool // small words inside of names
}

// document splits a report and places the names in its sentences.
func (r *reports) document(record *reportRecord, m *words.Splitter) namer.Document {
	var found []words.Word
	words.Paragraphs(record.Text, func(from, to int) { found = m.Split(record.Text, from, to, found) })
	place := bytePlaces(record.Text)
	var d namer.Document
	var sentence []words.Word
	for i, w := range found {
		sentence = append(sentence, w)
		if i+1 < len(found) && !w.Last {
			continue
		}
		forms := make([]namer.Word, len(sentence))
		for j, w := range sentence {
			forms[j].Form = record.Text[w.Start:w.End]
		}
		var names []namer.Name
		sorted := slices.Clone(record.Entities)
		slices.SortStableFunc(sorted, func(a, b reportEntity) int { return cmp.Compare(b.Sure, a.Sure) })
		for _, e := range sorted {
			if e.Start < 0 || e.End < e.Start || e.End > len(place)-1 {
				continue
			}
			if n, ok := r.name(forms, sentence, place[e.Start], place[e.End], e.Type); ok {
				names = append(names, n)
			}
		}
		d.Words, d.Names = append(d.Words, forms), append(d.Names, longest(names))
		sentence = nil
	}
	return d
}

// bytePlaces gives the byte at which each character begins, and the end.
func bytePlaces(text string) []int {
	var out []int
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

// name cuts an entity down to a name: no article, title or small word at its
// edges, and none but joining words inside.
func (r *reports) name(forms []namer.Word, sentence []words.Word, from, to int, typ string) (namer.Name, bool) {
	n := namer.Name{Start: len(sentence), Type: map[string]string{"Person": "PER", "Organisation": "ORG", "Location": "LOC"}[typ]}
	for j, w := range sentence {
		if w.Start >= from && w.End <= to {
			n.Start, n.End = min(n.Start, j), j+1
		}
	}
	if n.Type == "" {
		return n, false
	}
	for n.Start < n.End && !capital(forms[n.Start].Form) || n.Start < n.End && r.small[strings.ToLower(forms[n.Start].Form)] {
		n.Start++
	}
	for n.Type == "PER" && n.Start < n.End && r.titles[strings.ToLower(forms[n.Start].Form)] {
		n.Start++
	}
	for n.Start < n.End && !capital(forms[n.End-1].Form) {
		n.End--
	}
	if n.Start >= n.End || n.End-n.Start > 8 {
		return n, false
	}
	people := true
	var text []string
	for _, w := range forms[n.Start:n.End] {
		lower := strings.ToLower(w.Form)
		inner := capital(w.Form) || r.joins[lower]
		if !inner || n.Type == "PER" && (r.small[lower] || r.titles[lower] || r.peoples[lower] || !capital(w.Form) && lower != "-") {
			return n, false
		}
		people = people && r.peoples[lower]
		text = append(text, lower)
	}
	if r.countries[strings.Join(text, " ")] {
		n.Type = "LOC"
	}
	acronym := n.Type == "PER" && forms[n.Start].Form == strings.ToUpper(forms[n.Start].Form) && len(forms[n.Start].Form) > 2
	return n, !people && !acronym
}

func capital(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first)
}

// longest keeps of names that overlap the longest, and of equals the first.
func longest(names []namer.Name) []namer.Name {
	slices.SortStableFunc(names, func(a, b namer.Name) int { return (b.End - b.Start) - (a.End - a.Start) })
	var out []namer.Name
	for _, n := range names {
		if !slices.ContainsFunc(out, func(o namer.Name) bool { return n.Start < o.End && o.Start < n.End }) {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b namer.Name) int { return a.Start - b.Start })
	return out
}
