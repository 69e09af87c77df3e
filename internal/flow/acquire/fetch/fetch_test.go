package fetch_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/acquire/fetch"
)

// server answers on this machine; the fetchers of these tests may connect to it and to nothing else.
func server(t *testing.T, h http.Handler) (*fetch.Fetcher, string) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	allowed := s.Listener.Addr().(*net.TCPAddr).AddrPort()
	f := fetch.New(fetch.Options{Version: "1.2", Permit: func(at netip.AddrPort) error {
		if at == allowed {
			return nil
		}
		return fetch.Public(at)
	}})
	return f, s.URL
}

func TestPublic(t *testing.T) {
	for at, want := range map[string]bool{
		"8.8.8.8:80": true, "8.8.8.8:443": true, "[2606:4700::1111]:443": true, "8.8.8.8:22": false, "8.8.8.8:8080": false,
		"127.0.0.1:80": false, "127.9.9.9:80": false, "0.0.0.0:80": false, "10.1.2.3:80": false, "172.16.0.1:80": false, "172.31.255.255:443": false,
		"192.168.1.1:80": false, "169.254.169.254:80": false, "100.64.0.1:80": false, "100.127.255.254:80": false, "198.18.0.1:80": false,
		"224.0.0.1:80": false, "239.255.255.250:80": false, "255.255.255.255:80": false, "240.0.0.1:80": false, "192.0.0.170:80": false, "203.0.113.1:80": false,
		"[::1]:80": false, "[::]:80": false, "[::ffff:127.0.0.1]:80": false, "[::ffff:8.8.8.8]:80": false, "[::127.0.0.1]:80": false,
		"[64:ff9b::7f00:1]:80": false, "[64:ff9b:1::a00:1]:80": false, "[fc00::1]:80": false, "[fd12:3456::1]:80": false, "[fe80::1]:80": false,
		"[fec0::1]:80": false, "[ff02::1]:80": false, "[2002:7f00:1::]:80": false, "[2001::1]:80": false, "[2001:db8::1]:80": false, "[100::1]:80": false,
	} {
		if err := fetch.Public(netip.MustParseAddrPort(at)); (err == nil) != want {
			t.Errorf("%s: %v", at, err)
		}
	}
}

func TestWhatIsNoAddress(t *testing.T) {
	f := fetch.New(fetch.Options{Version: "1.2"})
	for _, address := range []string{
		"", "talks", "ftp://example.org/a", "file:///etc/passwd", "gopher://example.org", "javascript:alert(1)", "http://", "http:///a", "//example.org/a",
		"http://user:secret@example.org/", "http://example.org/%zz", "http://" + strings.Repeat("a", 5000) + "/",
		"http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/", "http://[::ffff:10.0.0.1]/", "https://10.0.0.1/",
	} {
		page, err := f.Fetch(t.Context(), address)
		if page != nil || !errors.Is(err, fetch.ErrAddress) {
			t.Errorf("%.40q: %v, %v", address, page, err)
		}
	}
}

func TestFetch(t *testing.T) {
	var seen *http.Request
	robots := 0
	f, base := server(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			robots++
			fmt.Fprint(w, "User-agent: *\nDisallow: /\n\nUser-agent: Chancery\nDisallow: /private\nAllow: /private/open$\n")
		case "/story":
			seen = r
			w.Header().Set("Content-Type", "Text/HTML; charset=utf-8")
			http.SetCookie(w, &http.Cookie{Name: "who", Value: "you"})
			fmt.Fprint(w, "<p>Talks</p>")
		case "/moved":
			http.SetCookie(w, &http.Cookie{Name: "who", Value: "you"})
			http.Redirect(w, r, "/story", http.StatusFound)
		case "/to-private":
			http.Redirect(w, r, "/private/a", http.StatusFound)
		case "/inside":
			http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusFound)
		case "/metadata":
			http.Redirect(w, r, "http://169.254.169.254/latest", http.StatusTemporaryRedirect)
		case "/file":
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(http.StatusFound)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/large":
			for range 11 {
				_, _ = w.Write(make([]byte, 1<<20))
			}
		default:
			http.NotFound(w, r)
		}
	}))
	for _, address := range []string{base + "/story", " " + base + "/moved "} {
		page, err := f.Fetch(t.Context(), address)
		if err != nil || string(page.Bytes) != "<p>Talks</p>" || page.Type != "text/html" || page.Address != base+"/story" {
			t.Fatalf("%s: %v, %v", address, page, err)
		}
		if seen.UserAgent() != "chancery/1.2" || len(seen.Cookies()) > 0 || seen.Referer() != "" {
			t.Errorf("asked with %v", seen.Header)
		}
	}
	if robots != 2 {
		t.Errorf("robots.txt was asked for %d times for two addresses", robots)
	}
	for address, want := range map[string]error{
		"/private/a": fetch.ErrRobots, "/private/open?x": fetch.ErrRobots, "/to-private": fetch.ErrRobots, "/inside": fetch.ErrAddress,
		"/metadata": fetch.ErrAddress, "/file": fetch.ErrAddress, "/loop": fetch.ErrAddress, "/large": fetch.ErrTooLarge,
	} {
		if page, err := f.Fetch(t.Context(), base+address); page != nil || !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", address, err, want)
		}
	}
	if _, err := f.Fetch(t.Context(), base+"/private/open"); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("what is not there: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.Fetch(ctx, base+"/story"); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that is done: %v", err)
	}
}

func TestRobotsThatFail(t *testing.T) {
	for status, want := range map[int]bool{200: true, 404: true, 403: true, 429: false, 500: false, 503: false} {
		f, base := server(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				w.WriteHeader(status)
				return
			}
			fmt.Fprint(w, "Talks")
		}))
		if _, err := f.Fetch(t.Context(), base+"/a"); (err == nil) != want {
			t.Errorf("robots.txt with status %d: %v", status, err)
		}
	}
}
