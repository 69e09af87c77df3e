package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/publish/access"
	"github.com/chancery-project/chancery/internal/flow/publish/web"
)

// asked sends a request with headers and gives the answer.
func asked(h http.Handler, method, address, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, address, strings.NewReader(body))
	r.Host = "127.0.0.1:8470"
	for i := 0; i+1 < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
			continue
		}
		if header[i] == "From" {
			r.RemoteAddr = header[i+1]
			continue
		}
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func small() map[string]string {
	return map[string]string{"a.txt": "Talks\n\n3 March 2025\n\nIndia and Pakistan held talks in Doha on Sunday, Qatar's foreign ministry said.\n"}
}

func TestForeignHosts(t *testing.T) {
	h := served(t, small())
	for host, want := range map[string]int{
		"127.0.0.1:8470": 200, "localhost": 200, "LOCALHOST:80": 200, "[::1]:8470": 200, "127.9.9.9": 200,
		"evil.example": 421, "evil.example:8470": 421, "127.0.0.1.evil.example": 421, "localhost.evil.example": 421, "": 421, "10.0.0.1": 421, "0.0.0.0": 421,
	} {
		if w := asked(h, "GET", "/events", "", "Host", host); w.Code != want {
			t.Errorf("host %q: status %d, want %d", host, w.Code, want)
		}
	}
}

var formKeys = regexp.MustCompile(`name="key" value="([0-9a-f]+)"`)

// TestTokens opens a record that others can reach.
func TestTokens(t *testing.T) {
	dir := recordOf(t, small())
	token := func(name, scope string) string {
		code, out := ran("-C", dir, "token", "add", name, "--scope", scope)
		secret := regexp.MustCompile(`chancery_[A-Za-z0-9_-]{43}`).FindString(out)
		if code != exitDone || secret == "" {
			t.Fatalf("token add: exit %d: %s", code, out)
		}
		return secret
	}
	reader := token("desk", "read")
	if code, _ := ran("-C", dir, "token", "add", "desk"); code != exitUsage {
		t.Errorf("a name twice: exit %d", code)
	}
	h := servedWith(t, dir, web.Options{Tokens: access.NewWatch(dir).Tokens})
	for _, c := range []struct {
		address, accept, header string
		want                    int
	}{
		{"/events", "text/html", "", 303},
		{"/events.csv", "*/*", "", 401},
		{"/api/v1/events", "text/html", "", 401},
		{"/metrics", "", "", 401},
		{"/nowhere", "", "", 401},
		{"/healthz", "", "", 200},
		{"/signin", "text/html", "", 200},
		{"/events", "", "Bearer " + reader, 200},
		{"/events", "", "bearer " + reader, 200},
		{"/api/v1/events", "", "Bearer " + reader, 200},
		{"/metrics", "", "Bearer " + reader, 200},
		{"/events", "text/html", "Bearer " + reader + "x", 401},
		{"/events", "text/html", "Bearer ", 401},
		{"/events", "", "Basic " + reader, 401},
		{"/assets/../events", "", "", 307},
	} {
		w := asked(h, "GET", c.address, "", "Host", "desk.example", "Accept", c.accept, "Authorization", c.header)
		if w.Code != c.want {
			t.Errorf("%s with %q: status %d, want %d", c.address, c.header, w.Code, c.want)
		}
		if w.Code != 200 && strings.Contains(w.Body.String(), "Doha") {
			t.Errorf("%s says what is in the record", c.address)
		}
	}
	signIn(t, h, dir, reader)
}

// signIn signs in by the page, out again, and with a token that is taken away.
func signIn(t *testing.T, h http.Handler, dir, reader string) {
	t.Helper()
	page := asked(h, "GET", "/signin?to=/claims", "").Body.String()
	if strings.Contains(page, "test") || !strings.Contains(page, `value="/claims"`) {
		t.Error("the page to sign in names the record, or forgets where to go on")
	}
	post := func(token, to string, header ...string) *httptest.ResponseRecorder {
		return asked(h, "POST", "/signin", url.Values{"token": {token}, "to": {to}}.Encode(), append([]string{"Content-Type", "application/x-www-form-urlencoded"}, header...)...)
	}
	if w := post("wrong", "/"); w.Code != 401 || w.Header().Get("Set-Cookie") != "" {
		t.Errorf("a wrong token: status %d", w.Code)
	}
	if w := post(reader, "/", "Origin", "https://evil.example"); w.Code != 403 {
		t.Errorf("from another site: status %d", w.Code)
	}
	for _, to := range []string{"//evil.example", "https://evil.example/", `/\evil.example`, "/%2fevil.example ", "javascript:alert(1)"} {
		if w := post(reader, to, "From", "203.0.113.30:1"); w.Header().Get("Location") != "/" {
			t.Errorf("to %s: leads to %s", to, w.Header().Get("Location"))
		}
	}
	w := post(reader, "/claims")
	cookie := w.Header().Get("Set-Cookie")
	if w.Code != 303 || w.Header().Get("Location") != "/claims" || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Strict") || strings.Contains(cookie, reader) {
		t.Fatalf("signing in: status %d, cookie %q", w.Code, cookie)
	}
	session, _, _ := strings.Cut(cookie, ";")
	if w := asked(h, "GET", "/events", "", "Cookie", session); w.Code != 200 || !strings.Contains(w.Body.String(), "Signed in: desk") {
		t.Errorf("signed in: status %d", w.Code)
	}
	if w := asked(h, "GET", "/add", "", "Cookie", session); w.Code != 403 {
		t.Errorf("adding with a token to read: status %d", w.Code)
	}
	form := []string{"Cookie", session, "Content-Type", "application/x-www-form-urlencoded"}
	if w := asked(h, "POST", "/signout", "key=0", form...); w.Code != 403 {
		t.Errorf("signing out without the key of the form: status %d", w.Code)
	}
	key := formKeys.FindStringSubmatch(asked(h, "GET", "/signin", "", "Cookie", session).Body.String())
	if key == nil {
		t.Fatal("the page has no way out")
	}
	if w := asked(h, "POST", "/signout", "key="+key[1], form...); w.Code != 303 {
		t.Errorf("signing out: status %d", w.Code)
	}
	if w := asked(h, "GET", "/events", "", "Cookie", session); w.Code != 401 {
		t.Errorf("after signing out: status %d", w.Code)
	}
	if code, _ := ran("-C", dir, "token", "rm", "desk"); code != exitDone {
		t.Errorf("token rm: exit %d", code)
	}
	if w := asked(h, "GET", "/events", "", "Authorization", "Bearer "+reader, "From", "203.0.113.9:1"); w.Code != 401 {
		t.Errorf("a token that was taken away: status %d", w.Code)
	}
}

func TestRates(t *testing.T) {
	dir := recordOf(t, small())
	h := servedWith(t, dir, web.Options{Tokens: access.NewWatch(dir).Tokens})
	statuses := func(n int, from string, ask func(from string) *httptest.ResponseRecorder) (last *httptest.ResponseRecorder, refused int) {
		for range n {
			if last = ask(from); last.Code == http.StatusTooManyRequests {
				refused++
			}
		}
		return last, refused
	}
	wrong := func(from string) *httptest.ResponseRecorder {
		return asked(h, "GET", "/events", "", "Authorization", "Bearer wrong", "From", from)
	}
	last, refused := statuses(12, "203.0.113.5:1000", wrong)
	if refused == 0 || refused > 5 || last.Header().Get("Retry-After") == "" || last.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("wrong tokens: %d of 12 refused, %v", refused, last.Header())
	}
	if w := wrong("203.0.113.6:1000"); w.Code != 401 {
		t.Errorf("another address is held to the limit of the first: status %d", w.Code)
	}
	if w := wrong("203.0.113.5:2000"); w.Code != 429 {
		t.Errorf("another port of one address is another address: status %d", w.Code)
	}
	statuses(12, "[2001:db8::1]:1000", wrong)
	if w := wrong("[2001:db8::ffff:1]:1000"); w.Code != 429 {
		t.Errorf("another address of one network of IPv6: status %d", w.Code)
	}
	health := func(from string) *httptest.ResponseRecorder { return asked(h, "GET", "/healthz", "", "From", from) }
	if _, refused := statuses(500, "203.0.113.7:1", health); refused > 0 {
		t.Errorf("%d of 500 requests to read were refused", refused)
	}
	if _, refused := statuses(2000, "203.0.113.8:1", health); refused == 0 {
		t.Error("nobody stops an address that asks 2,000 times at once")
	}
	if _, refused := statuses(2000, "127.0.0.1:1", health); refused > 0 {
		t.Error("this machine is held to a limit of reading")
	}
	if w := asked(h, "POST", "/signin", strings.Repeat("a", 20<<10), "Content-Type", "application/x-www-form-urlencoded"); w.Code != 413 {
		t.Errorf("a form of 20 KB: status %d", w.Code)
	}
}

func TestMetrics(t *testing.T) {
	h := served(t, small())
	for _, address := range []string{"/", "/events", "/events.csv", "/nowhere\"} 1\nx", "/events?type=no"} {
		asked(h, "GET", strings.NewReplacer("\n", "%0A", " ", "%20", `"`, "%22").Replace(address), "")
	}
	w := get(t, h, "/metrics")
	text := w.Body.String()
	for _, want := range []string{
		`chancery_http_requests_total{area="events",method="GET",status="200"} 2`, `chancery_http_requests_total{area="events",method="GET",status="400"} 1`,
		`chancery_http_requests_total{area="other",method="GET",status="404"} 1`, `chancery_http_request_seconds_bucket{area="overview",le="+Inf"} 1`,
		"chancery_record_reports 1", "# TYPE chancery_http_request_seconds histogram",
	} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("no line %s in\n%s", want, text)
		}
	}
	line := regexp.MustCompile(`^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? [0-9.e+-]+)$`)
	for _, l := range strings.Split(strings.TrimSpace(text), "\n") {
		if !line.MatchString(l) {
			t.Errorf("no line of the text form: %s", l)
		}
	}
}

func TestServingOthersNeedsTokens(t *testing.T) {
	dir := recordOf(t, small())
	if code, out := ran("-C", dir, "serve", "--addr", "0.0.0.0:0"); code != exitUsage || !strings.Contains(out, "token") {
		t.Errorf("without tokens: exit %d: %s", code, out)
	}
	if code, _ := ran("-C", dir, "serve", "--tls-cert", "x.pem"); code != exitUsage {
		t.Errorf("a certificate without its key: exit %d", code)
	}
	if code, _ := ran("demo", "--addr", "0.0.0.0:0"); code != exitUsage {
		t.Errorf("the demonstration for others: exit %d", code)
	}
}
