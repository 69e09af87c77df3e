package web

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/publish/export"
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
	if format := exported(page, r.format); format != "" {
		return s.export(r, format, kind)
	}
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

// exported gives the format of package export that a list is written in for an ending; "" where there is none.
func exported(page, ending string) string {
	switch {
	case ending == "csv" && slices.Contains([]string{"events", "claims", "figures", "disputes"}, page):
		return page
	case ending == "csv" && page == "timeline":
		return "events"
	case ending == "geojson" && (page == "events" || page == "timeline"), ending == "ics" && page == "agenda":
		return ending
	case (ending == "gexf" || ending == "graphml") && page == "events":
		return ending
	}
	return ""
}

// export writes all of a list in the form of package export: what the page gives is what the command line gives. Two at a
// time: each may be as large as the record.
func (s *Server) export(r *request, format, kind string) error {
	f, err := s.record.Filter(kind, r.selection)
	if err != nil {
		return err
	}
	latest, err := s.extent(r.Context())
	if err != nil {
		return err
	}
	select {
	case s.exports <- struct{}{}:
		defer func() { <-s.exports }()
	case <-r.Context().Done():
		return r.Context().Err()
	}
	out := &held{begin: func() { r.head(r.format) }, to: r.w}
	err = export.Write(r.Context(), s.record, out, export.Request{Format: format, Filter: f, Program: s.o.Version, Latest: latest.Last})
	if err != nil && out.begun {
		s.o.Log.ErrorContext(r.Context(), "list cut off", "path", r.URL.Path, "error", err)
		panic(http.ErrAbortHandler) // the reader sees that it is not whole
	}
	if err != nil {
		return err
	}
	return out.flush()
}

// mostHeld is how many bytes of a list are held back, so that an error before them can still be told.
const mostHeld = 1 << 20

// held writes on what is written to it when it is more than it may hold, or at the end.
type held struct {
	begin func()
	to    io.Writer
	begun bool
	bytes bytes.Buffer
}

func (h *held) Write(b []byte) (int, error) {
	if !h.begun && h.bytes.Len()+len(b) <= mostHeld {
		return h.bytes.Write(b)
	}
	if err := h.flush(); err != nil {
		return 0, err
	}
	return h.to.Write(b)
}

func (h *held) flush() error {
	if !h.begun {
		h.begun = true
		h.begin()
	}
	_, err := h.bytes.WriteTo(h.to)
	return err
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
