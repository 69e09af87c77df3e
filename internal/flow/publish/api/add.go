package api

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-project/chancery/internal/flow/publish/intake"
	"github.com/chancery-project/chancery/record"
)

// NewDocument is a report to be read.
type NewDocument struct {
	Text      string `json:"text" minLength:"1" maxLength:"4194304" doc:"the words of the report" example:"India and Pakistan held talks in Doha on Sunday, Qatar's foreign ministry said."`
	Title     string `json:"title,omitempty" doc:"its title" example:"Talks in Doha"`
	Published string `json:"published,omitempty" doc:"the day it was published on" example:"2025-03-03"`
	Publisher string `json:"publisher,omitempty" doc:"who published it" example:"Indus Wire"`
	URL       string `json:"url,omitempty" doc:"where it was published; it is not fetched" example:"https://example.org/talks"`
}

// AddedDocument says what became of a report.
type AddedDocument struct {
	State     string              `json:"state" doc:"done, or reading where it takes long: what was read is in the record a little later"`
	New       bool                `json:"new" doc:"false: it was in the record before"`
	Copy      bool                `json:"copy" doc:"it is a copy of another report"`
	Documents []record.DocumentID `json:"documents" doc:"ask /api/v1/documents/{id} for what was read from it"`
	Failures  []AddFailure        `json:"failures" doc:"why it could not be read"`
}

// AddFailure is one reason.
type AddFailure struct {
	Place   string `json:"place"`
	Message string `json:"message"`
}

// patience is how long an answer waits for the reading of a report.
const patience = 15 * time.Second

// maxDocument is the size in bytes of the body that adds a report.
const maxDocument = 9 << 20

// adding registers what changes the record, where it may be changed.
func (s *service) adding(a huma.API) {
	if s.intake == nil {
		return
	}
	huma.Register(a, huma.Operation{
		OperationID: "add-document", Method: http.MethodPost, Path: "/api/v1/documents", Tags: []string{"documents"}, MaxBodyBytes: maxDocument, BodyReadTimeout: time.Minute,
		Summary: "Read a report into the record", DefaultStatus: http.StatusCreated,
		Errors: []int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusServiceUnavailable},
	}, s.add)
}

func (s *service) add(ctx context.Context, in *struct{ Body NewDocument }) (*struct {
	Status   int
	Location string `header:"Location"`
	Body     AddedDocument
}, error,
) {
	given := intake.Given{
		Title: strings.TrimSpace(in.Body.Title), Published: strings.TrimSpace(in.Body.Published),
		Publisher: strings.TrimSpace(in.Body.Publisher), Address: strings.TrimSpace(in.Body.URL),
	}
	if err := given.Check(); err != nil {
		return nil, huma.Error400BadRequest(err.Error())
	}
	if strings.TrimSpace(in.Body.Text) == "" {
		return nil, huma.Error400BadRequest("text: there are no words to read")
	}
	job, err := s.intake.Submit(intake.Input{Uploads: []intake.Upload{{Bytes: []byte(in.Body.Text), Format: "text", Given: given}}})
	if errors.Is(err, intake.ErrBusy) || errors.Is(err, intake.ErrClosed) {
		return nil, huma.ErrorWithHeaders(huma.Error503ServiceUnavailable(err.Error()), http.Header{"Retry-After": {"60"}})
	}
	if err != nil {
		return nil, huma.Error400BadRequest(err.Error())
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return answered(job.Wait(ctx))
}

// answered says what became of a job.
func answered(l intake.Look) (*struct {
	Status   int
	Location string `header:"Location"`
	Body     AddedDocument
}, error,
) {
	out := &struct {
		Status   int
		Location string `header:"Location"`
		Body     AddedDocument
	}{Status: http.StatusAccepted, Location: "/add/" + l.ID, Body: AddedDocument{State: "reading", Documents: []record.DocumentID{}, Failures: []AddFailure{}}}
	if !l.Over() {
		return out, nil
	}
	if l.Err != nil {
		return nil, huma.Error503ServiceUnavailable("the record could not be written; the log of the program says why")
	}
	out.Body.State, out.Body.New, out.Body.Copy = "done", l.Result.Reports > 0, l.Result.Copies > 0
	out.Body.Documents = append(out.Body.Documents, l.Result.Documents...)
	for _, f := range l.Result.Failures {
		out.Body.Failures = append(out.Body.Failures, AddFailure(f))
	}
	switch {
	case len(l.Result.Documents) == 0:
		return nil, huma.Error422UnprocessableEntity("the report could not be read", failures(l.Result.Failures)...)
	case out.Body.New:
		out.Status = http.StatusCreated
	default:
		out.Status = http.StatusOK
	}
	out.Location = "/api/v1/documents/" + l.Result.Documents[0].Short()
	return out, nil
}

func failures(of []intake.Failure) []error {
	all := make([]error, len(of))
	for i, f := range of {
		all[i] = errors.New(f.Message)
	}
	return all
}
