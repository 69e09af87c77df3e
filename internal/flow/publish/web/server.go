// Package web is the page: every view of a record as HTML that is complete without scripts, and the same data under the
// same address with another ending. It reads through package view and writes nothing but what people add.
package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/access"
	"github.com/chancery-project/chancery/internal/flow/publish/intake"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/query"
)

//go:embed pages/*.html
var pageFiles embed.FS

//go:embed assets
var assetFiles embed.FS

// Options are the settings of a server.
type Options struct {
	Record  *view.Record
	Name    string // of the record, shown in the head of every page
	Version string // of the program
	Log     *slog.Logger
	API     http.Handler // under /api/, nil for none
	Timeout time.Duration
	// Tokens gives who may ask, at each request. Without it the server is for this machine alone, and nobody has to say
	// who they are.
	Tokens func() (access.List, error)
	// Intake takes what is added; nil for a record that is open for reading alone.
	Intake *intake.Desk
	TLS    bool // the server is reached over TLS: cookies are held to it
	// Past gives the record as it was at a state of it; nil for a server that shows the present alone.
	Past func(ctx context.Context, state int64) (*view.Record, error)
	// State is the past state that this server shows, "" for the present.
	State string
}

// DefaultTimeout is how long the making of a page may take, exportTimeout the writing of all rows of a list.
const (
	DefaultTimeout = 20 * time.Second
	exportTimeout  = 10 * time.Minute
)

// exportsAtOnce is how many lists are written out whole at the same time; others wait.
const exportsAtOnce = 2

// Server answers requests for pages.
type Server struct {
	o      Options
	record *view.Record
	pages  map[string]*template.Template
	assets map[string]asset // by the name that pages use
	served map[string]asset // by the path that is asked for
	mux    *http.ServeMux

	sessions *access.Sessions
	limits   *limits
	metrics  *metrics
	areas    map[string]bool // first parts of addresses that are counted apart
	exports  chan struct{}   // a place for each list that is written out
	pasts    pasts
}

// asset is a file of the page: its path holds the digest of its bytes, so that it can be kept for ever.
type asset struct {
	path   string
	kind   string
	bytes  []byte
	packed []byte // the same by gzip, where it is kept so
}

// New makes a server over an open record.
func New(o Options) (*Server, error) {
	if o.Timeout == 0 {
		o.Timeout = DefaultTimeout
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{
		o: o, record: o.Record, mux: http.NewServeMux(), areas: map[string]bool{"assets": true, "healthz": true, "readyz": true, "metrics": true},
		sessions: access.NewSessions(time.Now), limits: newLimits(time.Now), metrics: newMetrics(time.Now),
		exports: make(chan struct{}, exportsAtOnce),
	}
	if err := s.loadAssets(); err != nil {
		return nil, err
	}
	if err := s.loadPages(); err != nil {
		return nil, err
	}
	s.routes()
	return s, nil
}

func (s *Server) loadAssets() error {
	s.assets, s.served = map[string]asset{}, map[string]asset{}
	return fs.WalkDir(assetFiles, "assets", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := assetFiles.ReadFile(name)
		if err != nil {
			return err
		}
		base, gz := strings.CutSuffix(strings.TrimPrefix(name, "assets/"), ".gz")
		a := asset{bytes: b}
		if gz {
			a.packed = b
			if a.bytes, err = unpacked(b); err != nil {
				return fmt.Errorf("internal error: %s: %w", name, err)
			}
		}
		sum := sha256.Sum256(a.bytes)
		ext := path.Ext(base)
		a.path, a.kind = "/assets/"+strings.TrimSuffix(base, ext)+"-"+hex.EncodeToString(sum[:6])+ext, kindOf(ext)
		s.assets[base], s.served[a.path] = a, a
		return nil
	})
}

func unpacked(b []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func kindOf(ext string) string {
	switch ext {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json"
	case ".svg":
		return "image/svg+xml"
	}
	return "application/octet-stream"
}

func (s *Server) loadPages() error {
	base, err := template.New("base.html").Funcs(s.funcs()).ParseFS(pageFiles, "pages/base.html", "pages/parts.html", "pages/chart.html")
	if err != nil {
		return fmt.Errorf("internal error: templates of pages: %w", err)
	}
	names, err := fs.Glob(pageFiles, "pages/*.html")
	if err != nil {
		return err
	}
	s.pages = map[string]*template.Template{}
	for _, name := range names {
		base2 := path.Base(name)
		if base2 == "base.html" || base2 == "parts.html" {
			continue
		}
		t, err := template.Must(base.Clone()).ParseFS(pageFiles, name)
		if err != nil {
			return fmt.Errorf("internal error: template %s: %w", name, err)
		}
		s.pages[strings.TrimSuffix(base2, ".html")] = t
	}
	return nil
}

// Handler gives the whole of the server with its guards round it.
func (s *Server) Handler() http.Handler {
	return s.guarded(s.mux)
}

func (s *Server) routes() {
	get := func(pattern string, h func(*request) error) {
		s.areas[strings.Split(pattern, "/")[1]] = true
		s.mux.Handle("GET "+pattern, s.page(h))
	}
	fresh := func(pattern string, h func(*request) error) {
		s.areas[strings.Split(pattern, "/")[1]] = true
		s.mux.Handle(pattern, s.fresh(h))
	}
	get("/{$}", s.overview)
	get("/events", s.events)
	get("/events/{id}", s.event)
	get("/claims", s.claims)
	get("/claims/{id}", s.claim)
	get("/disputes", s.disputes)
	get("/disputes/{id}", s.dispute)
	get("/figures", s.figures)
	get("/figures/{id}", s.series)
	get("/agenda", s.agenda)
	get("/agenda/{id}", s.followUp)
	get("/stories", s.stories)
	get("/stories/{id}", s.story)
	get("/log", s.log)
	get("/runs", s.runs)
	get("/timeline", s.timeline)
	get("/actors", s.actors)
	get("/actors/{id}", s.actor)
	get("/map", s.mapPage)
	get("/relations", s.relations)
	get("/relations/{dyad}", s.relation)
	get("/documents/{id}", s.document)
	get("/search", s.search)
	get("/digest", s.digest)
	get("/brief", s.brief)
	get("/codebook", s.codebook)
	get("/api", s.apiPage)
	fresh("GET /add", s.addForm)
	fresh("POST /add", s.added)
	fresh("GET /add/{job}", s.addition)
	fresh("GET /signin", s.signIn)
	fresh("POST /signin", s.signedIn)
	fresh("POST /signout", s.signOut)
	s.mux.HandleFunc("GET /metrics", s.showMetrics)
	s.mux.HandleFunc("GET /assets/{file}", s.asset)
	s.mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	s.mux.HandleFunc("GET /readyz", s.ready)
	s.mux.Handle("/", s.page(func(r *request) error {
		return &statusError{http.StatusNotFound, "There is no page at this address.", nil}
	}))
	if s.o.API != nil {
		s.mux.Handle("/api/", s.o.API)
	}
}

func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	if _, err := s.record.Sequence(r.Context()); err != nil {
		http.Error(w, "the record cannot be read", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ready")
}

func (s *Server) asset(w http.ResponseWriter, r *http.Request) {
	a, ok := s.served[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", a.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	if a.packed != nil && slices.ContainsFunc(strings.Split(r.Header.Get("Accept-Encoding"), ","), func(e string) bool { return strings.TrimSpace(e) == "gzip" }) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Add("Vary", "Accept-Encoding")
		w.Header().Set("Content-Length", strconv.Itoa(len(a.packed)))
		_, _ = w.Write(a.packed)
		return
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.bytes))
}

// request is one request for a page.
type request struct {
	*http.Request
	w         http.ResponseWriter
	format    string // "" for HTML, or the ending that was asked for: json, csv, ...
	selection query.Selection
	server    *Server
}

// own are the parameters of addresses that are no filters.
func own() []string { return []string{"q", "span", "by", "rule", "view", "state"} }

// statusError is an error with a status and words for the reader.
type statusError struct {
	status int
	words  string
	gone   []string // where to go on
}

func (e *statusError) Error() string { return e.words }

// page answers one address: it reads the selection, gives 304 where nothing changed, and shows errors as pages.
func (s *Server) page(h func(*request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		past, err := s.asOf(r)
		if past != nil {
			past.mux.ServeHTTP(w, r)
			return
		}
		limit := s.o.Timeout
		if f := formatOf(r); f != "" && f != "json" && f != "svg" {
			limit = exportTimeout
			// A connection that cannot set a limit of its own keeps that of the server.
			_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(exportTimeout))
		}
		ctx, cancel := context.WithTimeout(r.Context(), limit)
		defer cancel()
		req := &request{Request: r.WithContext(ctx), w: w, server: s, format: formatOf(r)}
		if err == nil {
			err = s.answer(req, h)
		}
		if err != nil {
			s.fail(req, err)
		}
	})
}

// fresh answers an address whose page holds for one visitor or one moment: it is never kept. Forms are sent from these
// pages, so that the browser has to say which page they come from.
func (s *Server) fresh(h func(*request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), s.o.Timeout)
		defer cancel()
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Referrer-Policy", "same-origin")
		req := &request{Request: r.WithContext(ctx), w: w, server: s, format: formatOf(r)}
		if err := h(req); err != nil {
			s.fail(req, err)
		}
	})
}

func (s *Server) answer(r *request, h func(*request) error) error {
	var err error
	if r.selection, err = query.ParseSelection(r.URL.Query(), own(), s.record.Now()); err != nil {
		return err
	}
	tag, err := s.tag(r)
	if err != nil {
		return err
	}
	r.w.Header().Set("ETag", tag)
	r.w.Header().Set("Cache-Control", "private, no-cache")
	if match := r.Header.Get("If-None-Match"); match != "" && strings.Contains(match, tag) {
		r.w.WriteHeader(http.StatusNotModified)
		return nil
	}
	return h(r)
}

// tag is the entity tag of a page: the state of the record, whether it is past, the version of the program and the address decide what it
// holds. Pages with relative dates hold the day too.
func (s *Server) tag(r *request) (string, error) {
	sequence, err := s.record.Sequence(r.Context())
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s %s %s %s %s %s", sequence, s.o.State, s.o.Version, r.URL.String(), r.format, s.record.Now().Format(time.DateOnly), visitorOf(r.Request).token.Name))
	return `"` + hex.EncodeToString(sum[:8]) + `"`, nil
}

// formats are the endings of addresses with what they are.
func formats() map[string]string {
	return map[string]string{
		"json": "application/json", "jsonl": "application/x-ndjson", "csv": "text/csv; charset=utf-8", "ics": "text/calendar; charset=utf-8",
		"atom": "application/atom+xml", "geojson": "application/geo+json", "svg": "image/svg+xml", "gexf": "application/gexf+xml", "graphml": "application/graphml+xml", "md": "text/markdown; charset=utf-8",
	}
}

// formatOf gives the ending that was asked for; [Server.guarded] took it off the path.
func formatOf(r *http.Request) string {
	f, _ := r.Context().Value(formatKey{}).(string)
	return f
}

type formatKey struct{}

// fail shows an error as a page, or as a problem (RFC 9457) where data was asked for.
func (s *Server) fail(r *request, err error) {
	e := s.statusOf(err)
	if e.status >= http.StatusInternalServerError {
		s.o.Log.ErrorContext(r.Context(), "page failed", "path", r.URL.Path, "error", err)
	}
	r.w.Header().Del("ETag")
	if r.format != "" {
		problem(r.w, e.status, e.words, r.URL.Path)
		return
	}
	show := s.show
	if open(r.URL.Path) {
		show = s.bare
	}
	if showErr := show(r, e.status, "error", failed(e.status), map[string]any{"Words": e.words, "Gone": e.gone, "Status": e.status, "Bare": r.URL.RawQuery != "" && e.status == http.StatusBadRequest}); showErr != nil {
		http.Error(r.w, e.words, e.status)
	}
}

// failed says in two words what became of a request.
func failed(status int) string {
	switch status {
	case http.StatusBadRequest:
		return "Not understood"
	case http.StatusNotFound:
		return "Not found"
	case http.StatusGone:
		return "No longer in use"
	}
	return "Not shown"
}

func (s *Server) statusOf(err error) *statusError {
	var e *statusError
	var gone *keep.GoneError
	var syntax *query.SyntaxError
	switch {
	case errors.As(err, &e):
		return e
	case errors.As(err, &gone):
		e := &statusError{http.StatusGone, gone.Error(), nil}
		for _, id := range gone.Tombstone.ReplacedBy {
			e.gone = append(e.gone, pathOf(string(id)))
		}
		return e
	case errors.As(err, &syntax):
		return &statusError{http.StatusBadRequest, syntax.Error(), nil}
	case errors.Is(err, keep.ErrCursor):
		return &statusError{http.StatusBadRequest, err.Error(), nil}
	case errors.Is(err, keep.ErrNotFound):
		return &statusError{http.StatusNotFound, "The record holds nothing with this id.", nil}
	case errors.Is(err, keep.ErrAmbiguous):
		return &statusError{http.StatusNotFound, "More than one thing has an id that begins so: give more of it.", nil}
	case errors.Is(err, context.DeadlineExceeded):
		return &statusError{http.StatusServiceUnavailable, "This took too long and was stopped: ask for less, for example a shorter time.", nil}
	}
	return &statusError{http.StatusInternalServerError, "Something went wrong in the program; its log says what.", nil}
}

// pathOf gives the page of an id by its first letter.
func pathOf(id string) string {
	for letter, page := range map[string]string{"e_": "events", "c_": "claims", "x_": "disputes", "s_": "figures", "u_": "agenda", "n_": "stories", "d_": "documents"} {
		if strings.HasPrefix(id, letter) {
			return "/" + page + "/" + id
		}
	}
	return "/search?q=" + template.URLQueryEscaper(id)
}
