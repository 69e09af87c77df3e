package web

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// logLines is how many lines of the log a page shows.
const logLines = 100

// logPage is what the page of the log reads.
type logPage struct {
	Lines []keep.LogEntry // the latest first
	Next  string
	Forms []form
}

// log shows what was done to the record: each line holds the digest of the one before.
func (s *Server) log(r *request) error {
	before := int64(0)
	if c := r.selection.Cursor; c != "" {
		n, err := strconv.ParseInt(c, 10, 64)
		if err != nil || n < 1 {
			return keep.ErrCursor
		}
		before = n
	}
	switch r.format {
	case "", "json":
	case "jsonl":
		return s.wholeLog(r)
	default:
		return &statusError{http.StatusNotFound, "This page has no form ." + r.format + ".", nil}
	}
	p := logPage{Forms: forms(r, "json", "jsonl")}
	for e, err := range s.record.Log(r.Context()) {
		if err != nil {
			return err
		}
		if before > 0 && e.Sequence >= before {
			break
		}
		p.Lines = append(p.Lines, e)
		if len(p.Lines) > 2*logLines {
			p.Lines = append(p.Lines[:0], p.Lines[len(p.Lines)-logLines-1:]...)
		}
	}
	if len(p.Lines) > logLines {
		p.Lines = p.Lines[len(p.Lines)-logLines:]
		p.Next = address(r, "cursor", strconv.FormatInt(p.Lines[0].Sequence, 10))
	}
	slices.Reverse(p.Lines)
	if r.format == "json" {
		return writeJSON(r, p.Lines)
	}
	return s.show(r, http.StatusOK, "log", "Log", p)
}

func (s *Server) wholeLog(r *request) error {
	r.head("jsonl")
	enc := json.NewEncoder(r.w)
	enc.SetEscapeHTML(false)
	for e, err := range s.record.Log(r.Context()) {
		if err != nil {
			return err
		}
		if err := enc.Encode(e); err != nil {
			return err
		}
	}
	return nil
}

// runs shows what the record was made with: the versions of the program and of all that it knows.
func (s *Server) runs(r *request) error {
	all, err := s.record.Runs(r.Context())
	if err != nil {
		return err
	}
	switch r.format {
	case "":
		return s.show(r, http.StatusOK, "runs", "Runs", map[string]any{"Runs": all, "Forms": forms(r, "json")})
	case "json":
		return writeJSON(r, append([]keep.RunCount{}, all...))
	}
	return &statusError{http.StatusNotFound, "This page has no form ." + r.format + ".", nil}
}
