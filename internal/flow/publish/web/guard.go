package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"path"
	"runtime/debug"
	"strings"

	"github.com/klauspost/compress/gzhttp"
)

// policy lets a page load nothing but its own files, run no script that stands in it, and send forms nowhere else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// maxAddress is the length in bytes of the longest address that is read.
const maxAddress = 8 << 10

// guarded puts round a handler what every answer needs: headers that keep pages apart from others, an end to requests
// from other sites that would change something, limits, a gate for those who may come in, compression, and an answer where
// a handler breaks.
func (s *Server) guarded(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection()
	inner := cross.Handler(s.recovered(s.ended(next)))
	return s.counted(headers(s.limited(s.gated(gzhttp.GzipHandler(inner)))))
}

func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		if len(r.RequestURI) > maxAddress {
			problem(w, http.StatusRequestURITooLong, "the address is longer than 8 KB", "")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// recovered answers for a handler that breaks, and keeps the others going.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) { // an answer that was begun is not to look whole
					panic(p)
				}
				s.o.Log.ErrorContext(r.Context(), "handler broke", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
				problem(w, http.StatusInternalServerError, "something went wrong in the program; its log says what", r.URL.Path)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// ended takes the ending of an address off its path (/events.csv) and keeps it as the form that is asked for.
func (s *Server) ended(next http.Handler) http.Handler {
	known := formats()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ext := strings.TrimPrefix(path.Ext(r.URL.Path), ".")
		if _, ok := known[ext]; !ok || strings.HasPrefix(r.URL.Path, "/assets/") || strings.HasPrefix(r.URL.Path, "/api/") {
			next.ServeHTTP(w, r)
			return
		}
		r2 := r.Clone(context.WithValue(r.Context(), formatKey{}, ext))
		r2.URL.Path = strings.TrimSuffix(r.URL.Path, "."+ext)
		if r2.URL.Path == "" || r2.URL.Path == "/overview" {
			r2.URL.Path = "/"
		}
		r2.URL.RawPath = ""
		next.ServeHTTP(w, r2)
	})
}

// problem writes an error as RFC 9457 has it.
func problem(w http.ResponseWriter, status int, words, at string) {
	b, err := json.Marshal(struct {
		Type     string `json:"type"`
		Title    string `json:"title"`
		Status   int    `json:"status"`
		Detail   string `json:"detail"`
		Instance string `json:"instance,omitempty"`
	}{"/problems/" + strings.ReplaceAll(strings.ToLower(http.StatusText(status)), " ", "-"), http.StatusText(status), status, words, at})
	if err != nil {
		http.Error(w, words, status)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_, _ = w.Write(append(b, '\n'))
}
