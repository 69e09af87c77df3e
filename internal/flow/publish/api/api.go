// Package api is the programming interface: the same questions as the pages, as JSON under /api/v1, described by an
// OpenAPI 3.1 document that is made from this code. Errors are problems as RFC 9457 has them; parameters that are not
// known are refused by name.
//
// Promise: within v1 no key, parameter or meaning is taken away; new keys may come.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/measure"
	"github.com/chancery-project/chancery/internal/flow/publish/intake"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// Options are the settings of the interface.
type Options struct {
	Record  *view.Record
	Version string       // of the program
	Intake  *intake.Desk // takes what is added; nil for a record that is open for reading alone
}

// New gives the handler of everything under /api/.
func New(o Options) http.Handler {
	mux := http.NewServeMux()
	config := huma.DefaultConfig("chancery", "v1")
	config.Info.Description = "A record of who did what to whom, when, where and according to whom, as read from news reports. " +
		"Every fact names the document and the bytes that it stands on."
	config.DocsPath = ""
	config.OpenAPIPath = "/api/v1/openapi"
	config.SchemasPath = ""
	config.CreateHooks = nil // no $schema keys within the data
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	config.Servers = []*huma.Server{{URL: "/"}}
	s := &service{record: o.Record, version: o.Version, intake: o.Intake}
	a := humago.New(mux, config)
	a.UseMiddleware(known(a))
	s.lists(a)
	s.others(a)
	s.adding(a)
	s.history(a)
	s.finds(a)
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) {
		write(w, http.StatusNotFound, "there is nothing at this address; /api/v1/openapi.json lists what there is", r.URL.Path)
	})
	return mux
}

// schemaName names the schema of a type after its package as well: two packages may call different things a count.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if pkg := path.Base(t.PkgPath()); t.Name() != "" && pkg != "." && pkg != "api" && pkg != "record" {
		return strings.ToUpper(pkg[:1]) + pkg[1:] + name
	}
	return name
}

type service struct {
	record  *view.Record
	version string
	intake  *intake.Desk
}

// Selection is what lists are asked for: the filters of the command line and of the pages.
type Selection struct {
	Time          string   `query:"time" doc:"days of the matter" example:"2025-10..2025-11"`
	Published     string   `query:"published" doc:"reported within these days" example:"2025"`
	Dyad          []string `query:"dyad,explode" doc:"between these two, whichever acts" example:"PAK~AFG"`
	Actor         []string `query:"actor,explode" doc:"done by" example:"Pakistan"`
	Recipient     []string `query:"recipient,explode" doc:"done to" example:"Afghanistan"`
	Side          []string `query:"side,explode" doc:"with this actor on either side" example:"China"`
	Type          []string `query:"type,explode" doc:"type of PLOVER" example:"ACCUSE"`
	Mode          []string `query:"mode,explode" doc:"mode of the type" example:"visit"`
	Context       []string `query:"context,explode" doc:"context" example:"military"`
	Quad          []string `query:"quad,explode" doc:"class of type, 1 to 4" example:"4"`
	Status        []string `query:"status,explode" doc:"status or outcome" example:"actual"`
	Country       []string `query:"country,explode" doc:"country of the place" example:"AFG"`
	Place         []string `query:"place,explode" doc:"name of the place" example:"Torkham"`
	Source        []string `query:"source,explode" doc:"who says so, or the publisher" example:"Indus Wire"`
	Stance        []string `query:"stance,explode" doc:"stance of a claim" example:"deny"`
	Speaker       []string `query:"speaker,explode" doc:"who speaks" example:"Taliban"`
	Target        []string `query:"target,explode" doc:"whom a claim is about" example:"Pakistan"`
	Matter        []string `query:"matter,explode" doc:"matter of a dispute" example:"figure"`
	Relation      []string `query:"relation,explode" doc:"contradicts or confirms" example:"contradicts"`
	What          []string `query:"what,explode" doc:"what is counted" example:"people killed"`
	Unit          []string `query:"unit,explode" doc:"unit of a figure" example:"people"`
	Of            []string `query:"of,explode" doc:"meeting, promise or demand" example:"meeting"`
	MinOrigins    string   `query:"min_origins" doc:"told by at least so many independent origins" example:"2"`
	MinConfidence string   `query:"min_confidence" doc:"at least so sure, 0 to 1" example:"0.5"`
	Sort          string   `query:"sort" doc:"-time (the default), time, -published or -origins" example:"-published"`
	Limit         string   `query:"limit" doc:"rows of a page, at most 1000" example:"20"`
	Cursor        string   `query:"cursor" doc:"what the page before ended with"`
}

// parse reads the selection as pages do.
func (s *service) parse(in *Selection) (query.Selection, error) {
	values := map[string][]string{}
	add := func(key string, v ...string) {
		if len(v) > 0 && v[0] != "" {
			values[key] = v
		}
	}
	add("time", in.Time)
	add("published", in.Published)
	add("min_origins", in.MinOrigins)
	add("min_confidence", in.MinConfidence)
	add("sort", in.Sort)
	add("limit", in.Limit)
	add("cursor", in.Cursor)
	for key, v := range map[string][]string{
		"dyad": in.Dyad, "actor": in.Actor, "recipient": in.Recipient, "side": in.Side, "type": in.Type, "mode": in.Mode,
		"context": in.Context, "quad": in.Quad, "status": in.Status, "country": in.Country, "place": in.Place, "source": in.Source,
		"stance": in.Stance, "speaker": in.Speaker, "target": in.Target, "matter": in.Matter, "relation": in.Relation,
		"what": in.What, "unit": in.Unit, "of": in.Of,
	} {
		add(key, v...)
	}
	return query.ParseSelection(values, nil, s.record.Now())
}

// Page is a part of a list.
type Page struct {
	Data []json.RawMessage `json:"data" doc:"the entries"`
	Next *string           `json:"next" doc:"cursor of the next part, null behind the last"`
	Meta Meta              `json:"meta"`
}

// Meta says of which state of the record an answer is.
type Meta struct {
	Sequence int64  `json:"sequence" doc:"another number whenever what the record shows is another"`
	Version  string `json:"version" doc:"of the program"`
}

// body is an answer with its tag.
type body[T any] struct {
	ETag string `header:"ETag"`
	Body T
}

// lists registers a list and an entry of each kind.
func (s *service) lists(a huma.API) {
	list[*record.Joined](s, a, "events", "joined", "events joined across reports")
	list[*record.JoinedClaim](s, a, "claims", "joined-claim", "claims joined across reports")
	list[*record.Contest](s, a, "disputes", "contest", "disputes between sources")
	list[*record.Series](s, a, "figures", "series", "figures over time")
	list[*record.FollowUp](s, a, "agenda", "follow-up", "what was announced, promised or demanded")
	list[*record.Story](s, a, "stories", "story", "running stories")
}

func list[T record.Entry](s *service, a huma.API, name, kind, what string) {
	huma.Register(a, huma.Operation{
		OperationID: "list-" + name, Method: http.MethodGet, Path: "/api/v1/" + name, Summary: "List " + what, Tags: []string{name},
	}, func(ctx context.Context, in *Selection) (*body[Page], error) {
		sel, err := s.parse(in)
		if err != nil {
			return nil, problem(err)
		}
		p, err := view.List[T](ctx, s.record, kind, sel)
		if err != nil {
			return nil, problem(err)
		}
		page := Page{Data: []json.RawMessage{}}
		for _, e := range p.Rows {
			b, err := record.Encode(e)
			if err != nil {
				return nil, problem(err)
			}
			page.Data = append(page.Data, b)
		}
		if p.Next != "" {
			page.Next = &p.Next
		}
		if page.Meta, err = s.meta(ctx); err != nil {
			return nil, problem(err)
		}
		return &body[Page]{ETag: tag(page.Meta), Body: page}, nil
	})
	huma.Register(a, huma.Operation{
		OperationID: "get-" + name, Method: http.MethodGet, Path: "/api/v1/" + name + "/{id}", Summary: "One of the " + what, Tags: []string{name},
	}, func(ctx context.Context, in *struct {
		ID string `path:"id" doc:"the whole id, or a beginning that nothing else has"`
	},
	) (*body[json.RawMessage], error) {
		e, err := view.One[T](ctx, s.record, in.ID)
		if err != nil {
			return nil, problem(err, "path.id")
		}
		b, err := record.Encode(e)
		if err != nil {
			return nil, problem(err)
		}
		m, err := s.meta(ctx)
		if err != nil {
			return nil, problem(err)
		}
		return &body[json.RawMessage]{ETag: tag(m), Body: b}, nil
	})
}

func (s *service) meta(ctx context.Context) (Meta, error) {
	n, err := s.record.Sequence(ctx)
	return Meta{Sequence: n, Version: s.version}, err
}

func tag(m Meta) string { return fmt.Sprintf(`"%d-%s"`, m.Sequence, m.Version) }

// Passage is the words that a telling stands on.
type Passage struct {
	record.Telling
	Quote   string      `json:"quote"`
	Span    record.Span `json:"span" doc:"bytes of the text of the document, the end left out"`
	Title   string      `json:"title"`
	Address string      `json:"permalink" doc:"the words in the page of the document"`
}

// others registers what is no list of entries.
func (s *service) others(a huma.API) {
	huma.Register(a, huma.Operation{
		OperationID: "get-event-reports", Method: http.MethodGet, Path: "/api/v1/events/{id}/reports", Summary: "The tellings of an event, word for word", Tags: []string{"events"},
	}, func(ctx context.Context, in *struct {
		ID string `path:"id"`
	},
	) (*struct{ Body []Passage }, error) {
		e, err := view.One[*record.Joined](ctx, s.record, in.ID)
		if err != nil {
			return nil, problem(err, "path.id")
		}
		passages, err := s.record.Passages(ctx, e.Tellings)
		if err != nil {
			return nil, problem(err)
		}
		all := make([]Passage, len(passages))
		for i, p := range passages {
			all[i] = Passage{p.Telling, p.Quote, p.Span, p.Source.Title, fmt.Sprintf("/documents/%s?span=%d-%d#here", p.Document.Short(), p.Span.Start, p.Span.End)}
		}
		return &struct{ Body []Passage }{all}, nil
	})
	huma.Register(a, huma.Operation{
		OperationID: "get-relation", Method: http.MethodGet, Path: "/api/v1/relations/{dyad}", Summary: "How the relation of two parties moves", Tags: []string{"relations"},
	}, s.relation)
	huma.Register(a, huma.Operation{
		OperationID: "get-stats", Method: http.MethodGet, Path: "/api/v1/stats", Summary: "Counts of events by type, status, party, country, context and month", Tags: []string{"events"},
	}, func(ctx context.Context, in *Selection) (*struct{ Body view.Counts }, error) {
		sel, err := s.parse(in)
		if err != nil {
			return nil, problem(err)
		}
		counts, err := s.record.Facets(ctx, "joined", sel)
		if err != nil {
			return nil, problem(err)
		}
		return &struct{ Body view.Counts }{*counts}, nil
	})
	huma.Register(a, huma.Operation{
		OperationID: "get-document", Method: http.MethodGet, Path: "/api/v1/documents/{id}", Summary: "A document with all that was read from it", Tags: []string{"documents"},
	}, s.document)
	huma.Register(a, huma.Operation{
		OperationID: "get-status", Method: http.MethodGet, Path: "/api/v1/status", Summary: "What the record holds", Tags: []string{"record"},
	}, func(ctx context.Context, _ *struct{}) (*struct{ Body keep.Status }, error) {
		status, err := s.record.Status(ctx)
		if err != nil {
			return nil, problem(err)
		}
		return &struct{ Body keep.Status }{status}, nil
	})
}

func (s *service) relation(ctx context.Context, in *struct {
	Dyad string `path:"dyad" doc:"two names with ~ between" example:"PAK~AFG"`
	Time string `query:"time" example:"2025"`
	By   string `query:"by" doc:"day, week or month" example:"month"`
},
) (*struct{ Body *measure.Pair }, error) {
	var sel query.Selection
	if err := sel.Set("dyad", in.Dyad, s.record.Now()); err != nil {
		return nil, problem(err, "path.dyad")
	}
	if len(sel.Dyad) != 1 {
		return nil, problem(&query.SyntaxError{Input: in.Dyad, Message: "is not one pair of actors", Hint: "write two names with ~ between, as Pakistan~India"}, "path.dyad")
	}
	if in.Time != "" {
		if err := sel.Set("time", in.Time, s.record.Now()); err != nil {
			return nil, problem(err, "query.time")
		}
	}
	step, err := stepOf(in.By)
	if err != nil {
		return nil, problem(err, "query.by")
	}
	pair, err := view.Relation(ctx, s.record, sel.Dyad[0], measure.Options{Step: step, From: sel.Time.From, To: sel.Time.To})
	if err != nil {
		return nil, problem(err, "path.dyad")
	}
	return &struct{ Body *measure.Pair }{pair}, nil
}

// stepOf gives the periods that a relation is measured by: months where nothing is said.
func stepOf(by string) (measure.Step, error) {
	switch by {
	case "", "month":
		return measure.Month, nil
	case "day", "week":
		return measure.Step(by), nil
	}
	return "", &query.SyntaxError{Input: by, Message: "is no period", Hint: "there are day, week, month"}
}

// Document is a text with all that was read from it.
type Document struct {
	Document json.RawMessage   `json:"document"`
	Text     string            `json:"text"`
	Facts    []json.RawMessage `json:"facts"`
}

func (s *service) document(ctx context.Context, in *struct {
	ID string `path:"id" doc:"d_ and digits, or sha256: and digits"`
},
) (*struct{ Body Document }, error) {
	rows, err := s.record.Report(ctx, in.ID)
	if err != nil {
		return nil, problem(err, "path.id")
	}
	doc := rows[0].Document
	out := Document{Facts: []json.RawMessage{}}
	if out.Document, err = record.Encode(&doc); err != nil {
		return nil, problem(err)
	}
	if out.Text, err = s.record.Text(ctx, doc.ID); err != nil {
		return nil, problem(err)
	}
	facts, err := s.record.Facts(ctx, doc.ID)
	if err != nil {
		return nil, problem(err)
	}
	for _, f := range facts {
		b, err := record.Encode(f)
		if err != nil {
			return nil, problem(err)
		}
		out.Facts = append(out.Facts, b)
	}
	return &struct{ Body Document }{out}, nil
}

// problem gives an error its status. at is the parameter that the error is about, as "path.id", where the error does not
// say it itself.
func problem(err error, at ...string) error {
	var syntax *query.SyntaxError
	var gone *keep.GoneError
	detail := &huma.ErrorDetail{Message: err.Error()}
	if len(at) > 0 {
		detail.Location = at[0]
	}
	switch {
	case errors.As(err, &syntax):
		if syntax.Key != "" {
			detail.Location = "query." + syntax.Key
		}
		return huma.Error400BadRequest(err.Error(), detail)
	case errors.Is(err, keep.ErrCursor):
		detail.Location = "query.cursor"
		return huma.Error400BadRequest(err.Error(), detail)
	case errors.As(err, &gone):
		return huma.NewError(http.StatusGone, err.Error(), detail)
	case errors.Is(err, keep.ErrNotFound), errors.Is(err, keep.ErrAmbiguous):
		return huma.Error404NotFound(err.Error(), detail)
	case errors.Is(err, context.DeadlineExceeded):
		return huma.Error503ServiceUnavailable("this took too long and was stopped: ask for less, for example a shorter time")
	}
	return huma.Error500InternalServerError("something went wrong in the program; its log says what")
}

// known refuses parameters that the operation does not have, with the nearest that it has.
func known(a huma.API) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		var names []string
		for _, p := range ctx.Operation().Parameters {
			if p.In == "query" {
				names = append(names, p.Name)
			}
		}
		u := ctx.URL()
		asked, err := url.ParseQuery(u.RawQuery)
		if err != nil {
			_ = huma.WriteErr(a, ctx, http.StatusBadRequest, "the address cannot be read: "+err.Error())
			return
		}
		keys := make([]string, 0, len(asked))
		for key := range asked {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			if !slices.Contains(names, key) {
				hint := "this address takes none"
				if len(names) > 0 {
					hint = query.Nearest(key, names)
				}
				words := fmt.Sprintf("there is no parameter %q; %s", key, hint)
				_ = huma.WriteErr(a, ctx, http.StatusBadRequest, words, &huma.ErrorDetail{Message: words, Location: "query." + key})
				return
			}
		}
		next(ctx)
	}
}

// write writes a problem for an address that no operation has.
func write(w http.ResponseWriter, status int, words, at string) {
	b, err := json.Marshal(map[string]any{
		"type": "/problems/" + strings.ReplaceAll(strings.ToLower(http.StatusText(status)), " ", "-"), "title": http.StatusText(status),
		"status": status, "detail": words, "instance": at,
	})
	if err != nil {
		http.Error(w, words, status)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_, _ = w.Write(append(b, '\n'))
}
