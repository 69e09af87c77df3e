package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"time"
	"unicode"

	"github.com/chancery-project/chancery/internal/flow/publish/intake"
	"github.com/chancery-project/chancery/record"
)

// Limits of one form.
const (
	maxFiles = 100
	maxField = 4 << 20 // of a text that is typed in
	maxName  = 200
)

// addPage is what the page reads that things are added with.
type addPage struct {
	Key   string
	Fault string
	Form  map[string]string // what was typed in before
}

func (s *Server) addForm(r *request) error {
	if s.o.Intake == nil {
		return &statusError{http.StatusNotFound, "Nothing is added from the page here: the record is open for reading (chancery serve --add opens it for adding).", nil}
	}
	return s.show(r, http.StatusOK, "add", "Add reports", addPage{Key: s.sessions.FormKey(visitorOf(r.Request).session)})
}

// uploadTime is how long the sending of a form may take, more than that of other requests.
const uploadTime = 3 * time.Minute

// added takes the form and leads to the page of its progress.
func (s *Server) added(r *request) error {
	if s.o.Intake == nil {
		return &statusError{http.StatusNotFound, "Nothing is added from the page here.", nil}
	}
	_ = http.NewResponseController(r.w).SetReadDeadline(time.Now().Add(uploadTime)) // not all writers have one
	fields, files, err := readForm(r.Request)
	if err != nil {
		return err
	}
	if !s.sessions.FormKeyIs(visitorOf(r.Request).session, fields["key"]) {
		return &statusError{http.StatusForbidden, "The form is not one of this server's: open the page again.", nil}
	}
	given := intake.Given{
		Title: strings.TrimSpace(fields["title"]), Published: strings.TrimSpace(fields["published"]),
		Publisher: strings.TrimSpace(fields["publisher"]), Address: strings.TrimSpace(fields["url"]),
	}
	in := intake.Input{Fetch: strings.TrimSpace(fields["address"]), Given: given}
	if text := fields["text"]; strings.TrimSpace(text) != "" {
		in.Uploads = append(in.Uploads, intake.Upload{Bytes: []byte(text), Format: "text", Given: given})
	}
	for _, f := range files {
		f.Given = intake.Given{Published: given.Published, Publisher: given.Publisher}
		in.Uploads = append(in.Uploads, f)
	}
	err = given.Check()
	var job *intake.Job
	if err == nil {
		job, err = s.o.Intake.Submit(in)
	}
	if err != nil {
		status := http.StatusBadRequest
		if errors.Is(err, intake.ErrBusy) || errors.Is(err, intake.ErrClosed) {
			status = http.StatusServiceUnavailable
			r.w.Header().Set("Retry-After", "60")
		}
		return s.show(r, status, "add", "Add reports", addPage{Key: fields["key"], Fault: err.Error(), Form: fields})
	}
	s.o.Log.InfoContext(r.Context(), "adding", "by", visitorOf(r.Request).token.Name, "from", r.RemoteAddr, "files", len(files), "address", in.Fetch)
	wait, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	job.Wait(wait)
	http.Redirect(r.w, r.Request, "/add/"+job.ID, http.StatusSeeOther)
	return nil
}

// readForm reads the parts of a form into memory, each to its limit. The limit of the whole is that of [Server.limited].
func readForm(r *http.Request) (map[string]string, []intake.Upload, error) {
	unreadable := &statusError{http.StatusBadRequest, "The form cannot be read.", nil}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, nil, unreadable
	}
	fields := map[string]string{}
	var files []intake.Upload
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return fields, files, nil
		}
		if err != nil {
			return nil, nil, tooLarge(err, unreadable)
		}
		most := int64(maxField)
		if part.FileName() != "" {
			most = MaxUpload
		}
		b, err := io.ReadAll(io.LimitReader(part, most+1))
		switch {
		case err != nil:
			return nil, nil, tooLarge(err, unreadable)
		case int64(len(b)) > most:
			return nil, nil, &statusError{http.StatusRequestEntityTooLarge, fmt.Sprintf("A text that is typed in has at most %d MB: send it as a file.", maxField>>20), nil}
		case part.FileName() != "":
			files = append(files, intake.Upload{Name: fileName(part), Bytes: b})
		default:
			fields[part.FormName()] = string(b)
		}
		if len(files) > maxFiles || len(fields) > 20 {
			return nil, nil, &statusError{http.StatusRequestEntityTooLarge, fmt.Sprintf("At most %d files are sent at once.", maxFiles), nil}
		}
	}
}

func tooLarge(err error, other *statusError) error {
	var most *http.MaxBytesError
	if errors.As(err, &most) {
		return &statusError{http.StatusRequestEntityTooLarge, fmt.Sprintf("All together may have %d MB: send less at once.", most.Limit>>20), nil}
	}
	return other
}

// fileName gives the name of a file that was sent, as a label: it is never opened.
func fileName(part *multipart.Part) string {
	name := path.Base(strings.ReplaceAll(part.FileName(), `\`, "/"))
	if name == "." || name == "/" || name == ".." {
		name = "file"
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return '_'
		}
		return r
	}, name)
	if len(name) > maxName {
		ext := path.Ext(name)
		if len(ext) > 10 {
			ext = ""
		}
		name = strings.ToValidUTF8(name[:maxName-len(ext)], "") + ext
	}
	return name
}

// jobPage is what the page of an addition reads.
type jobPage struct {
	intake.Look
	Words   string
	Found   []found
	Nothing bool // it is over and nothing was read
}

// found is a report of an addition with what was read from it.
type found struct {
	Document record.Document
	Facts    []factLine
}

// maxFound is how many reports the page of an addition shows with what was read from them.
const maxFound = 50

// addition shows how far an addition is, and what was found when it is over.
func (s *Server) addition(r *request) error {
	if s.o.Intake == nil {
		return &statusError{http.StatusNotFound, "Nothing is added from the page here.", nil}
	}
	job, ok := s.o.Intake.Job(r.PathValue("job"))
	if !ok {
		return &statusError{http.StatusNotFound, "This addition is not remembered any more; what it read is in the record.", nil}
	}
	p := jobPage{Look: job.Look()}
	if !p.Over() {
		r.w.Header().Set("Refresh", "1")
		return s.show(r, http.StatusOK, "addition", "Adding", p)
	}
	if p.Err != nil {
		s.o.Log.ErrorContext(r.Context(), "adding failed", "error", p.Err)
		p.Words = "The record could not be written; the log of the program says why."
		if errors.Is(p.Err, intake.ErrClosed) {
			p.Words = "The server ended before this was read."
		}
	}
	for _, id := range p.Result.Documents[:min(len(p.Result.Documents), maxFound)] {
		f, err := s.found(r, id)
		if err != nil {
			return err
		}
		p.Found = append(p.Found, f)
	}
	p.Result.More += len(p.Result.Documents) - len(p.Found)
	p.Nothing = len(p.Found) == 0
	return s.show(r, http.StatusOK, "addition", "Added", p)
}

func (s *Server) found(r *request, id record.DocumentID) (found, error) {
	rows, err := s.record.Report(r.Context(), string(id))
	if err != nil {
		return found{}, err
	}
	facts, err := s.record.Facts(r.Context(), id)
	if err != nil {
		return found{}, err
	}
	var p readerPage
	p.layers(facts)
	return found{rows[0].Document, p.Facts}, nil
}
