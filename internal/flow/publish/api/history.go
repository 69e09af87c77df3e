package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-project/chancery/internal/flow/keep"
)

// LogPage is a part of the log.
type LogPage struct {
	Data []keep.LogEntry `json:"data" doc:"the lines in their order"`
	Next *int64          `json:"next" doc:"what to ask for as since, null behind the last line"`
}

// logLines is how many lines of the log an answer has.
const logLines = 1000

// history registers what says how the record was made.
func (s *service) history(a huma.API) {
	huma.Register(a, huma.Operation{
		OperationID: "list-log", Method: http.MethodGet, Path: "/api/v1/log", Summary: "What was done to the record, each line with the digest of the one before", Tags: []string{"record"},
	}, func(ctx context.Context, in *struct {
		Since int64 `query:"since" minimum:"0" doc:"lines behind this one"`
	},
	) (*struct{ Body LogPage }, error) {
		page := LogPage{Data: []keep.LogEntry{}}
		for e, err := range s.record.Log(ctx) {
			if err != nil {
				return nil, problem(err)
			}
			if e.Sequence <= in.Since {
				continue
			}
			if len(page.Data) == logLines {
				page.Next = &page.Data[logLines-1].Sequence
				break
			}
			page.Data = append(page.Data, e)
		}
		return &struct{ Body LogPage }{page}, nil
	})
	huma.Register(a, huma.Operation{
		OperationID: "list-runs", Method: http.MethodGet, Path: "/api/v1/runs", Summary: "What the record was made with", Tags: []string{"record"},
	}, func(ctx context.Context, _ *struct{}) (*struct{ Body []keep.RunCount }, error) {
		all, err := s.record.Runs(ctx)
		if err != nil {
			return nil, problem(err)
		}
		return &struct{ Body []keep.RunCount }{append([]keep.RunCount{}, all...)}, nil
	})
}
