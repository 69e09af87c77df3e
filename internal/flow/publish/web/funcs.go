package web

import (
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/publish/chart"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// funcs are what templates may call. None of them gives markup: words from outside are escaped by the template.
func (s *Server) funcs() template.FuncMap {
	return template.FuncMap{
		"asset":       func(name string) string { return s.assets[name].path },
		"sentence":    tell.Sentence,
		"independent": tell.Independent,
		"backing":     tell.Backing,
		"act":         tell.Act,
		"when":        tell.When,
		"daysOf":      chart.Days,
		"status":      tell.Status,
		"kindOf":      tell.Kind,
		"reporters":   tell.Reporters,
		"followUp":    tell.FollowUpHeading,
		"contest":     tell.ContestHeading,
		"series":      tell.SeriesHeading,
		"upper":       upper,
		"quads":       func() []int { return []int{1, 2, 3, 4} },
		"facetName":   facetName,
		"fieldValue":  s.fieldValue,
		"country":     func(code string) string { return view.PartyName(s.record.Base, code) },
		"differ":      func(a, b *float64) bool { return a != nil && b != nil && *a != *b },
		"pointDays":   pointDays,
		"latest":      latestOf,
		"logWords":    logWords,
		"party":       ledger.PartyOf,
		"told":        toldOf,
		"brief":       briefAddress,
		"date":        tell.Date,
		"number":      tell.Number,
		"stance":      tell.Stance,
		"figure":      tell.Figure,
		"quad":        quadName,
		"publisher":   publisher,
		"percent":     func(v float64) string { return fmt.Sprintf("%.0f", 100*v) },
		"path":        func(id record.ID) string { return pathOf(string(id)) },
		"passage":     passagePath,
		"setq": func(q url.Values, key, value string) string {
			c := clone(q)
			c.Del("cursor")
			c.Set(key, value)
			return "?" + c.Encode()
		},
		"first": func(q url.Values, key string) string { return q.Get(key) },
		"has": func(q url.Values, key, value string) bool {
			return strings.Contains(","+strings.Join(q[key], ",")+",", ","+value+",")
		},
		"statusMark": statusMark,
		"add":        func(a, b int) int { return a + b },
		"number64":   func(n int) string { return tell.Number(float64(n)) },
		"nav":        nav, "filterOf": filterOf, "facetsOf": facetsOf, "label": s.facetLabel,
		"facetNames": view.FacetKeys,
		"types":      func() []string { return query.Enum("type") },
		"statuses":   func() []string { return each(record.Statuses(), func(s record.Status) string { return string(s) }) },
		"slug":       func(s string) string { return strings.ReplaceAll(s, " ", "-") },
		"plain":      plain,
		"signed":     func(v float64) string { return chart.Signed(v, 1) },
		"quadOf":     quadOf,
		"snippet":    snippet,
		"deref": func(v *float64) float64 {
			if v == nil {
				return 0
			}
			return *v
		},
	}
}

func clone(q url.Values) url.Values {
	c := url.Values{}
	for k, v := range q {
		c[k] = append([]string(nil), v...)
	}
	return c
}

// quadName is the name of a class of acts.
func quadName(q int) string {
	switch q {
	case 1:
		return "verbal cooperation"
	case 2:
		return "material cooperation"
	case 3:
		return "verbal conflict"
	case 4:
		return "material conflict"
	}
	return ""
}

func publisher(s keep.Source) string {
	if s.Publisher != "" {
		return s.Publisher
	}
	return "publisher unknown"
}

// passagePath is the address of the words of a telling in the reader.
func passagePath(d record.DocumentID, s record.Span) string {
	return fmt.Sprintf("/documents/%s?span=%d-%d#here", d.Short(), s.Start, s.End)
}

// statusMark is the sign of a status: full for what happened, hollow for what is planned, crossed for what is denied.
func statusMark(s record.Status) string {
	switch s {
	case record.Ongoing:
		return "◐"
	case record.Planned, record.Proposed:
		return "○"
	case record.Denied:
		return "✕"
	case record.Hypothetical, record.Habitual:
		return "?"
	}
	return "●"
}

// part is a stretch of a snippet.
type part struct {
	Words string
	Hit   bool
}

// snippet parts the words round a match at the marks of the store.
func snippet(s string) []part {
	var all []part
	for s != "" {
		before, rest, ok := strings.Cut(s, "\ue000")
		if before != "" {
			all = append(all, part{before, false})
		}
		if !ok {
			break
		}
		hit, after, _ := strings.Cut(rest, "\ue001")
		all = append(all, part{hit, true})
		s = after
	}
	return all
}

// quadOf is the class of a type of act, from 1 to 4; 0 for no type.
func quadOf(typ string) int {
	t, ok := ontology.TypeOf(typ)
	if !ok {
		return 0
	}
	for i, q := range ontology.Quads() {
		if q.Name == string(t.Quad) {
			return i + 1
		}
	}
	return 0
}

// link is an entry of the head of every page.
type link struct{ Name, Address string }

func nav() []link {
	return []link{
		{"Overview", "/"},
		{"Events", "/events"},
		{"Stories", "/stories"},
		{"Timeline", "/timeline"},
		{"Relations", "/relations"},
		{"Actors", "/actors"},
		{"Claims", "/claims"},
		{"Disputes", "/disputes"},
		{"Figures", "/figures"},
		{"Agenda", "/agenda"},
		{"Map", "/map"},
	}
}

// filterForm is what the form of filters reads.
type filterForm struct {
	Path   string
	Query  url.Values
	Events bool
	Open   bool
}

func filterOf(page map[string]any, events bool) filterForm {
	f := filterForm{Events: events}
	f.Path, _ = page["Path"].(string)
	f.Query, _ = page["Query"].(url.Values)
	return f
}

// facetForm is what the counts beside a list read.
type facetForm struct {
	Query  url.Values
	Counts *view.Counts
}

func facetsOf(page map[string]any, c *view.Counts) facetForm {
	f := facetForm{Counts: c}
	f.Query, _ = page["Query"].(url.Values)
	return f
}

// facetLabel says a value of a facet in words.
func (s *Server) facetLabel(key, value string) string {
	switch key {
	case "quad":
		n, _ := strconv.Atoi(value)
		return quadName(n)
	case "type":
		return tell.Kinds(value)
	case "status":
		return tell.Status(record.Status(value))
	case "side", "country":
		return view.PartyName(s.record.Base, value)
	}
	return value
}

// facetName says what a facet counts by.
func facetName(key string) string {
	switch key {
	case "type":
		return "Kind of act"
	case "quad":
		return "Class"
	case "side":
		return "Party"
	case "status":
		return "Whether it happened"
	}
	return upper(key)
}

// fieldValue says a value that tellings give a field of an event, as people would.
func (s *Server) fieldValue(name, value string) string {
	switch name {
	case "actors", "recipients":
		var names []string
		for key := range strings.SplitSeq(value, ", ") {
			names = append(names, view.PartyName(s.record.Base, key))
		}
		return strings.Join(names, ", ")
	case "status":
		return tell.Status(record.Status(value))
	case "type":
		return tell.Kind(value)
	case "time":
		from, to, ok := strings.Cut(value, "/")
		if !ok {
			to = from
		}
		day := chart.Days(from, to)
		if _, clock, ok := strings.Cut(from, "T"); ok && from == to {
			day += ", " + clock
		}
		return day
	}
	return value
}

// upper begins words with a capital.
func upper(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// pointDays says the days of a series: the first and the last.
func pointDays(e *record.Series) string {
	if len(e.Points) == 0 {
		return ""
	}
	return chart.Days(e.Points[0].Day, e.Points[len(e.Points)-1].Day)
}

// latestOf says the latest values of a series with their unit: "3 people", "7 to 26 people", "50 %", "600 PKR".
func latestOf(e *record.Series) string {
	if e.Low == nil || e.High == nil {
		return ""
	}
	low, high, unit := *e.Low, *e.High, e.Unit
	switch unit {
	case "fraction":
		low, high, unit = 100*low, 100*high, "%"
	case "percent":
		unit = "%"
	}
	value := tell.Number(low)
	if low != high {
		value += " to " + tell.Number(high)
	}
	return strings.TrimSpace(value + " " + plural(unit, high))
}

// plural writes a unit that is a noun of the text as one says it of more than one. Codes of money and measures stay.
func plural(unit string, n float64) string {
	if n == 1 && unit == "people" {
		return "person"
	}
	if n == 1 || len(unit) < 4 || strings.HasSuffix(unit, "s") || strings.ToLower(unit) != unit || slices.Contains([]string{"people", "aircraft", "percent"}, unit) {
		return unit
	}
	if stem, ok := strings.CutSuffix(unit, "y"); ok && !strings.ContainsAny(stem[len(stem)-1:], "aeiou") {
		return stem + "ies"
	}
	return unit + "s"
}

// toldOf gives the event that a telling is read as, nothing where it is another fact.
func toldOf(p view.Passage) *record.Event {
	e, _ := p.Entry.(*record.Event)
	return e
}

// briefAddress gives the brief of what a page was asked for, "" where nothing was.
func briefAddress(page map[string]any) string {
	sel, _ := page["Selection"].(query.Selection)
	q, _ := page["Query"].(url.Values)
	if !sel.Has() {
		return ""
	}
	c := clone(q)
	for _, key := range append(own(), "cursor", "limit", "sort") {
		c.Del(key)
	}
	return "/brief?" + c.Encode()
}

// plain leaves the ids in brackets out of a sentence of a measure and begins it with a capital: the page links them behind
// it.
func plain(reason string) string {
	var b strings.Builder
	for reason != "" {
		before, rest, ok := strings.Cut(reason, " [")
		b.WriteString(before)
		if !ok {
			break
		}
		_, after, _ := strings.Cut(rest, "]")
		reason = after
	}
	s := tell.Reason(b.String())
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}
