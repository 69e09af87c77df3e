package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
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
		return noForm(r)
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

// logWords says a line of the log as people would; the line itself stands beside it in the data.
func logWords(e keep.LogEntry) string {
	var d struct {
		Run       int64           `json:"run"`
		Reports   []int64         `json:"reports"`
		Documents []int64         `json:"documents"`
		Failures  []int64         `json:"failures"`
		Version   json.RawMessage `json:"version"`
	}
	if json.Unmarshal([]byte(e.Detail), &d) != nil {
		return ""
	}
	count := func(pair []int64, one string) string {
		if len(pair) != 2 || pair[1] < pair[0] {
			return ""
		}
		n := pair[1] - pair[0] + 1
		if n > 1 {
			one += "s"
		}
		return tell.Number(float64(n)) + " " + one
	}
	var parts []string
	for _, part := range []string{count(d.Reports, "report"), count(d.Documents, "new text"), count(d.Failures, "input") + " that could not be read"} {
		if part != "" && !strings.HasPrefix(part, " ") {
			parts = append(parts, part)
		}
	}
	switch version := strings.Trim(string(d.Version), `"`); e.Action {
	case "init":
		return "The record was made, in the form " + version
	case "add":
		return fmt.Sprintf("Added in run %d: %s", d.Run, strings.Join(parts, ", "))
	case "ledger":
		return "What holds across reports was built, by the rules of version " + version
	}
	return ""
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
	return noForm(r)
}
