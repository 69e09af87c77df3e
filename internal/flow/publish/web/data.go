package web

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/publish/brief"
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
			_, err = fmt.Fprintf(r.w, "%s. (%s, %s)\n", brief.Plain(tell.Sentence(j)), tell.Independent(j.Support), j.ID)
			return err
		}
	}
	return noForm(r)
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
	case "md":
		return writeMarkdown[T](s, r, kind)
	case "atom":
		return writeAtom[T](s, r, page, kind)
	}
	return noForm(r)
}

// writeMarkdown writes a part of a list as lines to paste: each says an entry, on what it stands, and its id.
func writeMarkdown[T record.Entry](s *Server, r *request, kind string) error {
	p, err := view.List[T](r.Context(), s.record, kind, r.selection)
	if err != nil {
		return err
	}
	r.head("md")
	for _, row := range p.Rows {
		l := said(row)
		if _, err := fmt.Fprintf(r.w, "- %s (%s; %s)\n", brief.Plain(l.title), brief.Plain(l.summary), l.id); err != nil {
			return err
		}
	}
	return nil
}

// saidLine is an entry in words.
type saidLine struct {
	id                   record.ID
	title, summary, last string
}

// said says an entry of any kind on a line, with the day of its last report.
func said(e record.Entry) saidLine {
	switch e := e.(type) {
	case *record.Joined:
		return saidLine{e.ID, tell.Sentence(e), tell.Independent(e.Support), e.Support.Last}
	case *record.JoinedClaim:
		return saidLine{e.ID, strings.TrimSuffix(tell.Claim(e), " · "+tell.Backing(e.Support)), tell.Independent(e.Support), e.Support.Last}
	case *record.Series:
		return saidLine{e.ID, tell.SeriesHeading(e) + ": " + latestOf(e), tell.Independent(e.Support), e.Support.Last}
	case *record.FollowUp:
		return saidLine{e.ID, tell.FollowUpHeading(e), e.Outcome + ", " + tell.Independent(e.Support), e.Support.Last}
	case *record.Story:
		return saidLine{e.ID, strings.Join(e.Names, ", "), tell.Independent(e.Support), e.Support.Last}
	case *record.Contest:
		l := saidLine{e.ID, tell.ContestHeading(e), e.Matter + ", " + e.Status, ""}
		for _, side := range e.Sides {
			l.last = max(l.last, side.Support.Last)
		}
		return l
	}
	return saidLine{}
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
	}{}
	var broken error
	if page.Data = encoded(rows, &broken); broken != nil {
		return broken
	}
	if next != "" {
		page.Next = &next
	}
	r.head("json")
	enc := json.NewEncoder(r.w)
	enc.SetEscapeHTML(false)
	return enc.Encode(page)
}

// encoded gives entries as they leave the program.
func encoded[T record.Entry](rows []T, broken *error) []json.RawMessage {
	all := make([]json.RawMessage, len(rows))
	for i, e := range rows {
		b, err := record.Encode(e)
		*broken = errors.Join(*broken, err)
		all[i] = b
	}
	return all
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
	Author  string      `xml:"author>name"`
	Self    feedLink    `xml:"link"`
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
	Rel  string `xml:"rel,attr"`
}

// writeAtom writes the newest entries of a list as a feed: what is updated is the day of the last report of an entry.
func writeAtom[T record.Entry](s *Server, r *request, page, kind string) error {
	r.selection.Sort = "-published"
	p, err := view.List[T](r.Context(), s.record, kind, r.selection)
	if err != nil {
		return err
	}
	f := feed{ID: "urn:chancery:" + page, Title: "chancery: " + page, Author: "chancery", Updated: "1970-01-01T00:00:00Z", Self: feedLink{r.URL.Path + ".atom", "self"}}
	if r.URL.RawQuery != "" {
		f.Self.Href += "?" + r.URL.RawQuery
	}
	for i, row := range p.Rows {
		l := said(row)
		at := cmp.Or(clip(l.last), "1970-01-01") + "T00:00:00Z"
		if i == 0 {
			f.Updated = at
		}
		f.Entries = append(f.Entries, feedEntry{ID: "urn:chancery:" + string(l.id), Title: clean(l.title), Updated: at, Link: feedLink{pathOf(string(l.id)), "alternate"}, Summary: clean(l.summary)})
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
