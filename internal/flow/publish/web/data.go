package web

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/record"
)

// one writes an entry as JSON, or as a line of Markdown with what it stands on.
func one(r *request, e record.Entry) error {
	b, err := record.Encode(e)
	if err != nil {
		return err
	}
	switch r.format {
	case "json", "jsonl":
		r.head(r.format)
		_, err = r.w.Write(append(b, '\n'))
		return err
	case "md":
		if j, ok := e.(*record.Joined); ok {
			r.head("md")
			_, err = fmt.Fprintf(r.w, "%s. (%s, %s)\n", tell.Sentence(j), tell.Independent(j.Support), j.ID)
			return err
		}
	}
	return &statusError{http.StatusNotFound, "This page has no form ." + r.format + ".", nil}
}

func (r *request) head(format string) {
	r.w.Header().Set("Content-Type", formats()[format])
}

// data writes a list in the form that was asked for: all of it for jsonl and csv, a page with its cursor for json.
func data[T record.Entry](s *Server, r *request, page, kind string) error {
	switch r.format {
	case "json":
		p, err := view.List[T](r.Context(), s.record, kind, r.selection)
		if err != nil {
			return err
		}
		return writeJSONPage(r, p.Rows, p.Next)
	case "jsonl":
		r.head("jsonl")
		return s.each(r, kind, func(line []byte) error {
			_, err := r.w.Write(append(line, '\n'))
			return err
		})
	case "csv":
		return writeCSV[T](s, r, kind)
	case "atom":
		return writeAtom[T](s, r, page, kind)
	}
	return &statusError{http.StatusNotFound, "This page has no form ." + r.format + ".", nil}
}

// each gives all entries of a list as they are kept.
func (s *Server) each(r *request, kind string, take func([]byte) error) error {
	f, err := s.record.Filter(kind, r.selection)
	if err != nil {
		return err
	}
	for g, err := range s.record.Groups(r.Context(), f) {
		if err != nil {
			return err
		}
		if err := take(g.Entry); err != nil {
			return err
		}
	}
	return nil
}

func writeJSONPage[T record.Entry](r *request, rows []T, next string) error {
	page := struct {
		Data []json.RawMessage `json:"data"`
		Next *string           `json:"next"`
	}{Data: []json.RawMessage{}}
	for _, e := range rows {
		b, err := record.Encode(e)
		if err != nil {
			return err
		}
		page.Data = append(page.Data, b)
	}
	if next != "" {
		page.Next = &next
	}
	r.head("json")
	enc := json.NewEncoder(r.w)
	enc.SetEscapeHTML(false)
	return enc.Encode(page)
}

func writeCSV[T record.Entry](s *Server, r *request, kind string) error {
	r.head("csv")
	out := csv.NewWriter(r.w)
	first := true
	err := s.each(r, kind, func(line []byte) error {
		entry, err := record.Decode(line)
		if err != nil {
			return err
		}
		names, cells := columnsOf(entry)
		if first {
			if err := out.Write(names); err != nil {
				return err
			}
			first = false
		}
		return out.Write(cells)
	})
	if err != nil {
		return err
	}
	if first {
		var none T
		names, _ := columnsOf(none)
		if err := out.Write(names); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// columnsOf gives the columns of an entry in a table, with its values; of a nil entry the names alone.
func columnsOf(e record.Entry) (names, cells []string) {
	add := func(name string, value func() string) {
		names = append(names, name)
		cells = append(cells, value())
	}
	switch e := e.(type) {
	case *record.Joined:
		if e == nil {
			e = &record.Joined{}
		}
		add("event_id", func() string { return string(e.ID) })
		add("date", func() string { return tell.Days(e.Time) })
		add("actors", func() string { return tell.Names(e.Actors) })
		add("type", func() string { return e.Type })
		add("mode", func() string { return e.Mode })
		add("recipients", func() string { return tell.Names(e.Recipients) })
		add("status", func() string { return string(e.Status) })
		add("place", func() string { return placeName(e.Place) })
		add("score", func() string { return strconv.FormatFloat(e.Score, 'g', -1, 64) })
		add("origins", func() string { return strconv.Itoa(e.Support.Origins) })
		add("reports", func() string { return strconv.Itoa(e.Support.Reports) })
		add("confidence", func() string { return strconv.FormatFloat(e.Confidence, 'f', 2, 64) })
	case *record.JoinedClaim:
		if e == nil {
			e = &record.JoinedClaim{}
		}
		add("claim_id", func() string { return string(e.ID) })
		add("published", func() string { return e.Support.First })
		add("speaker", func() string { return actorName(e.Source) })
		add("stance", func() string { return string(e.Stance) })
		add("content", func() string { return e.Content })
		add("target", func() string { return actorName(e.Target) })
		add("origins", func() string { return strconv.Itoa(e.Support.Origins) })
		add("reports", func() string { return strconv.Itoa(e.Support.Reports) })
	case *record.Contest:
		if e == nil {
			e = &record.Contest{}
		}
		add("dispute_id", func() string { return string(e.ID) })
		add("opened", func() string { return e.Opened })
		add("matter", func() string { return e.Matter })
		add("relation", func() string { return e.Relation })
		add("status", func() string { return e.Status })
		add("sides", func() string {
			return strings.Join(each(e.Sides, func(p record.Party) string { return p.Who + ": " + p.Says }), "; ")
		})
	case *record.Series:
		if e == nil {
			e = &record.Series{}
		}
		add("series_id", func() string { return string(e.ID) })
		add("what", func() string { return e.What })
		add("unit", func() string { return e.Unit })
		add("place", func() string { return e.Place })
		add("low", func() string { return number(e.Low) })
		add("high", func() string { return number(e.High) })
		add("origins", func() string { return strconv.Itoa(e.Support.Origins) })
	case *record.FollowUp:
		if e == nil {
			e = &record.FollowUp{}
		}
		add("followup_id", func() string { return string(e.ID) })
		add("of", func() string { return e.Of })
		add("title", func() string { return e.Title })
		add("due", func() string { return tell.Days(e.Due) })
		add("outcome", func() string { return e.Outcome })
		add("decided", func() string { return e.Decided })
	}
	return names, slices.Clone(cells)
}

func each[T, U any](of []T, f func(T) U) []U {
	all := make([]U, len(of))
	for i, v := range of {
		all[i] = f(v)
	}
	return all
}

func number(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

func placeName(p *record.Where) string {
	if p == nil {
		return ""
	}
	return p.Name
}

func actorName(a *record.Actor) string {
	if a == nil {
		return ""
	}
	return a.Name
}

// feed is an Atom feed (RFC 4287).
type feed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Entries []feedEntry `xml:"entry"`
}

type feedEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    feedLink `xml:"link"`
	Summary string   `xml:"summary"`
}

type feedLink struct {
	Href string `xml:"href,attr"`
}

// writeAtom writes the newest entries of a list as a feed: what is updated is the day of the last report of an entry.
func writeAtom[T record.Entry](s *Server, r *request, page, kind string) error {
	r.selection.Sort = "-published"
	p, err := view.List[T](r.Context(), s.record, kind, r.selection)
	if err != nil {
		return err
	}
	f := feed{ID: "urn:chancery:" + page, Title: "chancery: " + page, Updated: "1970-01-01T00:00:00Z"}
	for i, row := range p.Rows {
		var id record.ID
		var title, summary, last string
		switch e := any(row).(type) {
		case *record.Joined:
			id, title, summary, last = e.ID, tell.Sentence(e), tell.Independent(e.Support), e.Support.Last
		case *record.Contest:
			id, title, summary = e.ID, e.Title, e.Matter+", "+e.Status
			for _, side := range e.Sides {
				last = max(last, side.Support.Last)
			}
		}
		if last == "" {
			last = "1970-01-01"
		}
		at := last[:min(10, len(last))] + "T00:00:00Z"
		if i == 0 {
			f.Updated = at
		}
		f.Entries = append(f.Entries, feedEntry{ID: "urn:chancery:" + string(id), Title: clean(title), Updated: at, Link: feedLink{pathOf(string(id))}, Summary: clean(summary)})
	}
	r.head("atom")
	b, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(r.w, "%s%s\n", xml.Header, b)
	return err
}

// clean leaves out the characters that XML cannot hold.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, s)
}

func writeJSON(r *request, v any) error {
	r.head("json")
	enc := json.NewEncoder(r.w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func writeRows(r *request, rows [][]string) error {
	out := csv.NewWriter(r.w)
	if err := out.WriteAll(rows); err != nil {
		return err
	}
	return out.Error()
}
