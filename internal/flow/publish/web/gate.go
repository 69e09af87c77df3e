package web

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/publish/access"
)

// visitor is who asks: nobody in particular where no tokens are asked for.
type visitor struct {
	token   access.Token
	session string // what the cookie holds, "" for none
}

type visitorKey struct{}

func visitorOf(r *http.Request) visitor {
	v, _ := r.Context().Value(visitorKey{}).(visitor)
	return v
}

// gated lets in who may come in. Without tokens the server is for this machine alone: a name in the address that is not
// this machine's own is that of a page elsewhere that had its name lead here, and is refused.
func (s *Server) gated(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.o.Tokens == nil {
			if !local(r.Host) {
				problem(w, http.StatusMisdirectedRequest, "this server answers to 127.0.0.1, ::1 and localhost alone", "")
				return
			}
			next.ServeHTTP(w, r)
			return
		}
		if open(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		v, ok := s.visitor(w, r)
		if !ok {
			return
		}
		if wanted := wantedScope(r); !v.token.Scope.Covers(wanted) {
			problem(w, http.StatusForbidden, "this token is good for "+string(v.token.Scope)+", not for "+string(wanted), r.URL.Path)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), visitorKey{}, v)))
	})
}

// open tells whether an address says nothing of the record: the way in, the looks of it, and whether the server lives.
func open(path string) bool {
	return path == "/signin" || path == "/healthz" || path == "/readyz" || strings.HasPrefix(path, "/assets/")
}

func wantedScope(r *http.Request) access.Scope {
	if (r.Method == http.MethodGet || r.Method == http.MethodHead) && r.URL.Path != "/add" && !strings.HasPrefix(r.URL.Path, "/add/") || r.URL.Path == "/signout" {
		return access.Read
	}
	return access.Add
}

// mayAdd tells whether who asks may add.
func (s *Server) mayAdd(r *request) bool {
	return s.o.Tokens == nil || visitorOf(r.Request).token.Scope.Covers(access.Add)
}

// local tells whether the host of a request is a name of this machine.
func local(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if strings.EqualFold(strings.TrimSuffix(host, "."), "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// cookieName is the name of the cookie of sessions. With TLS its prefix has browsers hold it to this host and TLS.
func (s *Server) cookieName() string {
	if s.o.TLS {
		return "__Host-chancery"
	}
	return "chancery"
}

// visitor finds who asks by the header or the cookie. Where nobody is found it answers and gives false.
func (s *Server) visitor(w http.ResponseWriter, r *http.Request) (visitor, bool) {
	tokens, err := s.o.Tokens()
	if err != nil {
		s.o.Log.ErrorContext(r.Context(), "tokens cannot be read", "error", err)
		problem(w, http.StatusServiceUnavailable, "the tokens of the record cannot be read", "")
		return visitor{}, false
	}
	if scheme, secret, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok && strings.EqualFold(scheme, "Bearer") {
		if t, ok := tokens.Find(strings.TrimSpace(secret)); ok {
			return visitor{token: t}, true
		}
		if !s.limits.allow(w, r, trying) {
			return visitor{}, false
		}
		s.o.Log.WarnContext(r.Context(), "wrong token", "from", r.RemoteAddr)
		w.Header().Set("WWW-Authenticate", `Bearer realm="chancery", error="invalid_token"`)
		problem(w, http.StatusUnauthorized, "this is no token of the record", r.URL.Path)
		return visitor{}, false
	}
	if c, err := r.Cookie(s.cookieName()); err == nil {
		if t, ok := s.sessions.Find(c.Value, tokens); ok {
			return visitor{t, c.Value}, true
		}
	}
	if r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html") && !strings.HasPrefix(r.URL.Path, "/api/") {
		http.Redirect(w, r, "/signin?to="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		return visitor{}, false
	}
	w.Header().Set("WWW-Authenticate", `Bearer realm="chancery"`)
	problem(w, http.StatusUnauthorized, "a token is wanted: Authorization: Bearer TOKEN; \"chancery token add\" makes one", r.URL.Path)
	return visitor{}, false
}

// signInPage is what the page to sign in reads.
type signInPage struct {
	To, Fault, Who, Key string
}

// signIn shows the page that asks for a token, or who is signed in.
func (s *Server) signIn(r *request) error {
	if s.o.Tokens == nil {
		http.Redirect(r.w, r.Request, "/", http.StatusSeeOther)
		return nil
	}
	p := signInPage{To: within(r.URL.Query().Get("to"))}
	if c, err := r.Cookie(s.cookieName()); err == nil {
		if tokens, err := s.o.Tokens(); err == nil {
			if t, ok := s.sessions.Find(c.Value, tokens); ok {
				p.Who, p.Key = t.Name, s.sessions.FormKey(c.Value)
			}
		}
	}
	return s.bare(r, http.StatusOK, "signin", "Sign in", p)
}

// signedIn takes the token that was typed in and begins a session.
func (s *Server) signedIn(r *request) error {
	if s.o.Tokens == nil {
		return &statusError{http.StatusNotFound, "There is no page at this address.", nil}
	}
	if !s.limits.allow(r.w, r.Request, trying) {
		return nil
	}
	if err := r.ParseForm(); err != nil {
		return &statusError{http.StatusBadRequest, "The form cannot be read.", nil}
	}
	tokens, err := s.o.Tokens()
	if err != nil {
		return err
	}
	to := within(r.PostForm.Get("to"))
	t, ok := tokens.Find(strings.TrimSpace(r.PostForm.Get("token")))
	if !ok {
		s.o.Log.WarnContext(r.Context(), "wrong token", "from", r.RemoteAddr)
		return s.bare(r, http.StatusUnauthorized, "signin", "Sign in", signInPage{To: to, Fault: "This is no token of the record."})
	}
	http.SetCookie(r.w, &http.Cookie{
		Name: s.cookieName(), Value: s.sessions.Begin(t), Path: "/", HttpOnly: true, Secure: s.o.TLS,
		SameSite: http.SameSiteStrictMode, MaxAge: int(access.SessionTime.Seconds()),
	})
	http.Redirect(r.w, r.Request, to, http.StatusSeeOther)
	return nil
}

// signOut ends the session.
func (s *Server) signOut(r *request) error {
	v := visitorOf(r.Request)
	if err := r.ParseForm(); err != nil || v.session == "" || !s.sessions.FormKeyIs(v.session, r.PostForm.Get("key")) {
		return &statusError{http.StatusForbidden, "The form is not one of this server's: open the page again.", nil}
	}
	s.sessions.End(v.session)
	http.SetCookie(r.w, &http.Cookie{Name: s.cookieName(), Path: "/", HttpOnly: true, Secure: s.o.TLS, SameSite: http.SameSiteStrictMode, MaxAge: -1})
	http.Redirect(r.w, r.Request, "/signin", http.StatusSeeOther)
	return nil
}

// within gives an address of this server and no other: where to go on after signing in.
func within(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || u.User != nil || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\t") {
		return "/"
	}
	if to = u.RequestURI(); strings.HasPrefix(to, "//") { // as from /%2fevil.example with a blank behind it
		return "/"
	}
	return to
}
