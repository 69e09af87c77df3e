package api

import (
	"cmp"
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/measure"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/query"
)

// Found is what a search gives.
type Found struct {
	Total int        `json:"total" doc:"how many documents match"`
	Data  []FoundHit `json:"data" doc:"the best of them"`
}

// FoundHit is a document that matches.
type FoundHit struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Published string `json:"published"`
	Snippet   string `json:"snippet" doc:"words around the match"`
	Address   string `json:"permalink"`
}

// finds registers lists that are not of entries.
func (s *service) finds(a huma.API) {
	huma.Register(a, huma.Operation{
		OperationID: "list-relations", Method: http.MethodGet, Path: "/api/v1/relations", Summary: "How relations move, those with the most events first", Tags: []string{"relations"},
	}, func(ctx context.Context, in *struct {
		Selection
		By string `query:"by" doc:"day, week or month" example:"month"`
	},
	) (*struct{ Body *measure.Ranking }, error) {
		sel, err := s.parse(&in.Selection)
		if err != nil {
			return nil, problem(err)
		}
		step, err := stepOf(in.By)
		if err != nil {
			return nil, problem(err, "query.by")
		}
		ranking, err := view.Relations(ctx, s.record, sel, step)
		if err != nil {
			return nil, problem(err)
		}
		return &struct{ Body *measure.Ranking }{ranking}, nil
	})
	huma.Register(a, huma.Operation{
		OperationID: "search-documents", Method: http.MethodGet, Path: "/api/v1/search", Summary: "Documents whose words match, the best first", Tags: []string{"documents"},
	}, s.search)
}

func (s *service) search(ctx context.Context, in *struct {
	Q         string `query:"q" doc:"words, phrases, OR, -, NEAR/8, title:, publisher:; all documents without it" example:"torkham"`
	Published string `query:"published" doc:"reported within these days" example:"2025"`
	Limit     string `query:"limit" doc:"how many at most, up to 1000" example:"20"`
},
) (*struct{ Body Found }, error) {
	q, err := query.Parse(in.Q)
	if err != nil {
		return nil, problem(err, "query.q")
	}
	sel, err := s.parse(&Selection{Published: in.Published, Limit: in.Limit})
	if err != nil {
		return nil, problem(err)
	}
	limit := min(cmp.Or(sel.Limit, view.PageSize), view.MaxPageSize)
	hits, total, err := s.record.Search(ctx, q, keep.Filter{Published: sel.Published, Limit: limit})
	if err != nil {
		return nil, problem(err)
	}
	found := Found{total, []FoundHit{}}
	marks := strings.NewReplacer("\ue000", "", "\ue001", "") // those of the store around a match
	for _, h := range hits {
		d := &h.Document
		hit := FoundHit{string(d.ID), d.Title, "", d.Published, marks.Replace(h.Snippet), "/documents/" + d.ID.Short()}
		if d.Publisher != nil {
			hit.Publisher = *d.Publisher
		}
		found.Data = append(found.Data, hit)
	}
	return &struct{ Body Found }{found}, nil
}
