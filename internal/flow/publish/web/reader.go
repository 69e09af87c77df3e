package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/record"
)

// readerPage is what the page of a document reads.
type readerPage struct {
	Document   record.Document
	Headed     bool       // the text itself begins with the title: it is not said twice
	Places     []keep.Row // where the text was found
	Copies     []keep.Row
	Paragraphs []paragraph
	Facts      []factLine
	Forms      []form
}

// paragraph is a stretch of the text between line ends.
type paragraph struct {
	Kind     string // "", title or furniture
	Segments []segment
}

// segment is a stretch of text under which the same layers lie.
type segment struct {
	Words   string
	Classes string // of the layers: event, claim, actor, place, time, figure
	Facts   string // numbers of the facts that it belongs to, with spaces between
	Here    bool   // it is what the address points at
	Anchor  bool   // the first such
}

// factLine is a fact of the panel.
type factLine struct {
	Number int
	Kind   string
	ID     record.ID
	Path   string
	Words  string
	Quote  string
	Quad   int
}

// layer is one marked stretch.
type layer struct {
	span  record.Span
	class string
	fact  int // 0 for none
}

// document shows a text with everything that was read from it.
func (s *Server) document(r *request) error {
	rows, err := s.record.Report(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	doc := rows[0].Document
	text, err := s.record.Text(r.Context(), doc.ID)
	if err != nil {
		return err
	}
	facts, err := s.record.Facts(r.Context(), doc.ID)
	if err != nil {
		return err
	}
	if r.format != "" {
		return documentData(r, &doc, facts)
	}
	p := readerPage{Document: doc, Places: rows, Forms: forms(r, "json")}
	if p.Copies, err = s.record.Copies(r.Context(), doc.ID); err != nil {
		return err
	}
	layers := p.layers(facts)
	p.Paragraphs = paragraphs(text, &doc, layers, spanOf(r.URL.Query().Get("span"), len(text)))
	p.Headed = len(p.Paragraphs) > 0 && p.Paragraphs[0].Kind == "title"
	title := doc.Title
	if title == "" {
		title = "Report " + doc.ID.Short()
	}
	return s.show(r, http.StatusOK, "document", title, p)
}

func documentData(r *request, doc *record.Document, facts []record.Entry) error {
	if r.format != "json" && r.format != "jsonl" {
		return noForm(r)
	}
	r.head("jsonl")
	w := record.NewWriter(r.w)
	if err := w.Write(doc); err != nil {
		return err
	}
	for _, f := range facts {
		if err := w.Write(f); err != nil {
			return err
		}
	}
	return nil
}

// spanOf reads the bytes that an address points at: "1042-1065".
func spanOf(s string, length int) *record.Span {
	from, to, ok := strings.Cut(s, "-")
	a, errA := strconv.Atoi(from)
	b, errB := strconv.Atoi(to)
	if !ok || errA != nil || errB != nil || a < 0 || b <= a || b > length {
		return nil
	}
	return &record.Span{Start: a, End: b}
}

// layers numbers the events, claims and figures of a document for its panel and gives everything that is marked.
func (p *readerPage) layers(facts []record.Entry) []layer {
	var all []layer
	add := func(f factLine, span record.Span, class string) {
		f.Number = len(p.Facts) + 1
		f.Path = pathOf(string(f.ID))
		p.Facts = append(p.Facts, f)
		all = append(all, layer{span, class, f.Number})
	}
	sides := func(of []record.Actor, fact int) {
		for _, a := range of {
			if a.Span != nil {
				all = append(all, layer{*a.Span, "", fact})
			}
		}
	}
	for _, f := range facts {
		switch e := f.(type) {
		case *record.Event:
			span := e.Span
			if e.Trigger != nil {
				span = *e.Trigger
			}
			words := upper(tell.Sides(e.Actors, e.Recipients))
			if e.Status != record.Actual {
				words += " (" + tell.Status(e.Status) + ")"
			}
			add(factLine{Kind: tell.Kind(e.Type), ID: e.ID, Words: words, Quote: e.Quote, Quad: quadOf(e.Type)}, span, "event q"+strconv.Itoa(quadOf(e.Type)))
			n := len(p.Facts)
			all = append(all, layer{e.Span, "", n})
			sides(e.Actors, n)
			sides(e.Recipients, n)
		case *record.Claim:
			who := "somebody"
			if e.Source != nil {
				who = e.Source.Name
			}
			add(factLine{Kind: "claim", ID: e.ID, Words: upper(who) + " " + tell.Stance(e.Stance), Quote: e.Content}, e.ContentSpan, "claim")
		case *record.Figure:
			stated := tell.Figure(record.Stated{Value: e.Value, ValueMax: e.ValueMax, Qualifier: e.Qualifier})
			add(factLine{Kind: "figure", ID: e.ID, Words: stated + " " + e.What, Quote: e.Quote}, e.Span, "figure")
		case *record.ActorEntry:
			for _, m := range e.Mentions {
				all = append(all, layer{m, "actor", 0})
			}
		case *record.Place:
			all = append(all, layer{e.Span, "place", 0})
		case *record.Time:
			all = append(all, layer{e.Span, "time", 0})
		}
	}
	return all
}

// paragraphs parts a text at its line ends and each part where a layer begins or ends.
func paragraphs(text string, doc *record.Document, layers []layer, here *record.Span) []paragraph {
	slices.SortStableFunc(layers, func(a, b layer) int { return cmp.Compare(a.span.Start, b.span.Start) })
	var all []paragraph
	anchored := false
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at
		}
		line := record.Span{Start: at, End: end}
		at = end + 1
		if strings.TrimSpace(line.Of(text)) == "" {
			continue
		}
		p := paragraph{Segments: segments(text, line, layers, here, &anchored)}
		if h := doc.Headline; h != nil && h.Start < line.End && line.Start < h.End {
			p.Kind = "title"
		}
		if slices.ContainsFunc(doc.Furniture, func(f record.Furniture) bool { return f.Span.Start <= line.Start && line.End <= f.Span.End }) {
			p.Kind = "furniture"
		}
		all = append(all, p)
	}
	return all
}

// segments parts a line so that no layer begins or ends within a segment.
func segments(text string, line record.Span, layers []layer, here *record.Span, anchored *bool) []segment {
	cuts := []int{line.Start, line.End}
	var within []layer
	cut := func(s record.Span) bool {
		if s.End <= line.Start || s.Start >= line.End {
			return false
		}
		cuts = append(cuts, max(s.Start, line.Start), min(s.End, line.End))
		return true
	}
	for _, l := range layers {
		if l.span.Start >= line.End {
			break
		}
		if cut(l.span) {
			within = append(within, l)
		}
	}
	if here != nil {
		cut(*here)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	all := make([]segment, 0, len(cuts))
	for i := range cuts[:len(cuts)-1] {
		s := segment{Words: text[cuts[i]:cuts[i+1]]}
		var classes, numbers []string
		for _, l := range within {
			if l.span.Start > cuts[i] || l.span.End < cuts[i+1] {
				continue
			}
			if l.class != "" && !slices.Contains(classes, l.class) {
				classes = append(classes, l.class)
			}
			if n := strconv.Itoa(l.fact); l.fact > 0 && !slices.Contains(numbers, n) {
				numbers = append(numbers, n)
			}
		}
		s.Classes, s.Facts = strings.Join(classes, " "), strings.Join(numbers, " ")
		if here != nil && here.Start <= cuts[i] && cuts[i+1] <= here.End {
			s.Here, s.Anchor = true, !*anchored
			*anchored = true
		}
		all = append(all, s)
	}
	return all
}

func (f factLine) Anchor() string { return fmt.Sprintf("fact-%d", f.Number) }
