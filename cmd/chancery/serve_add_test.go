package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/textproto"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chancery-project/chancery/internal/flow/acquire/fetch"
	"github.com/chancery-project/chancery/internal/flow/publish/access"
	"github.com/chancery-project/chancery/internal/flow/publish/api"
	"github.com/chancery-project/chancery/internal/flow/publish/intake"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/flow/publish/web"
)

// writable gives a server over a record that is open for adding.
func writable(t *testing.T, dir string, permit func(netip.AddrPort) error, o web.Options) http.Handler {
	t.Helper()
	a := &app{streams: streams{strings.NewReader(""), io.Discard, io.Discard}, env: func(string) string { return "" }, now: testNow, stop: make(chan struct{})}
	root := a.rootCommand()
	a.recordDir = dir
	if err := a.load(root); err != nil {
		t.Fatal(err)
	}
	v, err := a.openLedgerFor(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	desk := intake.New(t.Context(), &sentReader{a: a, store: v.Store, log: slog.New(slog.DiscardHandler), fetch: fetch.New(fetch.Options{Version: "test", Permit: permit})})
	t.Cleanup(func() { desk.Close(); v.Close() })
	o.Record = &view.Record{Store: v.Store, Names: v.names, Base: v.base, Now: testNow}
	o.Name, o.Version, o.Intake = "test", "test", desk
	o.API = api.New(api.Options{Record: o.Record, Version: "test", Intake: desk})
	server, err := web.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return server.Handler()
}

// sent is a form with its files.
type sent struct {
	fields map[string]string
	files  map[string]string
}

func (s sent) body(t *testing.T) (string, string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, v := range s.fields {
		if err := w.WriteField(k, v); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range s.files {
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", fmt.Sprintf(`form-data; name="files"; filename=%q`, name))
		part, err := w.CreatePart(h)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = part.Write([]byte(text))
	}
	w.Close()
	return b.String(), w.FormDataContentType()
}

// add sends the form of the page and gives the page that it ends on.
func (s sent) add(t *testing.T, h http.Handler, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	if s.fields["key"] == "" {
		key := formKeys.FindStringSubmatch(asked(h, "GET", "/add", "", header...).Body.String())
		if key == nil {
			t.Fatal("the page has no form")
		}
		if s.fields == nil {
			s.fields = map[string]string{}
		}
		s.fields["key"] = key[1]
	}
	body, kind := s.body(t)
	w := asked(h, "POST", "/add", body, append([]string{"Content-Type", kind}, header...)...)
	for end := time.Now().Add(time.Minute); w.Code == http.StatusSeeOther; {
		to := w.Header().Get("Location")
		w = asked(h, "GET", to, "", header...)
		if w.Header().Get("Refresh") != "" && time.Now().Before(end) {
			time.Sleep(50 * time.Millisecond)
			w.Code = http.StatusSeeOther
			w.Header().Set("Location", to)
		}
	}
	return w
}

var (
	eventLinks = regexp.MustCompile(`href="(/events/e_[^"]+)"`)
	added      = regexp.MustCompile(`(\d+) new`)
)

func TestAddFromThePage(t *testing.T) {
	h := writable(t, recordOf(t, small()), nil, web.Options{})
	text := "Iran condemned Israel on Friday. Iran's foreign ministry accused Israel of shelling its embassy. At least 14 people were killed, the ministry said.\n"
	w := sent{fields: map[string]string{"text": text, "title": "Iran <script>alert(1)</script> condemns", "published": "2025-03-07", "publisher": `"><b onclick=alert(2)>`}}.add(t, h)
	page := w.Body.String()
	links := eventLinks.FindAllStringSubmatch(page, -1)
	if w.Code != 200 || len(links) == 0 || !strings.Contains(page, "1 new") {
		t.Fatalf("status %d, %d events:\n%s", w.Code, len(links), page)
	}
	if strings.Contains(page, "<script>alert") || strings.Contains(page, "<b onclick") {
		t.Error("what was typed in is markup")
	}
	for _, m := range links {
		if w := get(t, h, m[1]); w.Code != 200 {
			t.Errorf("%s: status %d", m[1], w.Code)
		}
	}
	if rows := get(t, h, "/events.csv?actor=Iran").Body.String(); strings.Count(rows, "\n") < 2 {
		t.Errorf("the list of events does not hold what was added:\n%s", rows)
	}
	again := sent{fields: map[string]string{"text": text, "title": "Iran <script>alert(1)</script> condemns", "published": "2025-03-07", "publisher": `"><b onclick=alert(2)>`}}.add(t, h).Body.String()
	if !strings.Contains(again, "0 new") || !strings.Contains(again, "1 in the record before") || len(eventLinks.FindAllString(again, -1)) != len(links) {
		t.Errorf("the same text again:\n%s", again)
	}
}

func TestAddFiles(t *testing.T) {
	h := writable(t, recordOf(t, small()), nil, web.Options{})
	files := hostile()
	files["../../etc/passwd.html"] = "<html><body><article><p>China condemned the shelling on Friday, the foreign ministry said.</p></article></body></html>"
	files["<img src=x onerror=alert(1)>.bin"] = "\x00\x01\x02\x03\xff\xfe\x00binary"
	files["table.csv"] = "title,text,date\nOne,\"Turkey and Greece held talks in Athens on Friday, officials said.\",2025-03-01\nTwo,\"Turkey condemned Greece on Monday.\",2025-03-03\n"
	page := sent{files: files}.add(t, h).Body.String()
	n := added.FindStringSubmatch(page)
	if n == nil || n[1] != "6" || !strings.Contains(page, "1 not readable") {
		t.Errorf("added %v:\n%s", n, page)
	}
	for _, bad := range []string{"<script>alert", "<img src=x", "<svg onload", "<b onclick", `" onmouseover=`, "../"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
}

func TestFormsThatAreRefused(t *testing.T) {
	h := writable(t, recordOf(t, small()), nil, web.Options{})
	key := formKeys.FindStringSubmatch(asked(h, "GET", "/add", "").Body.String())[1]
	with := func(fields map[string]string) sent {
		if fields["key"] == "" {
			fields["key"] = key
		}
		return sent{fields: fields}
	}
	for name, c := range map[string]struct {
		form sent
		want int
	}{
		"nothing":        {with(map[string]string{"text": "  "}), 400},
		"a wrong key":    {with(map[string]string{"text": "Talks", "key": "00"}), 403},
		"no day":         {with(map[string]string{"text": "Talks", "published": "yesterday"}), 400},
		"a title of two": {with(map[string]string{"text": "Talks", "title": "a\nb"}), 400},
		"no address":     {with(map[string]string{"text": "Talks", "url": "javascript:alert(1)"}), 400},
		"a long text":    {with(map[string]string{"text": strings.Repeat("Talks. ", 1<<20)}), 413},
	} {
		if w := c.form.add(t, h); w.Code != c.want {
			t.Errorf("%s: status %d, want %d", name, w.Code, c.want)
		}
	}
	body, kind := with(map[string]string{"text": "Talks"}).body(t)
	for name, header := range map[string][]string{
		"another site":       {"Origin", "https://evil.example"},
		"a frame elsewhere":  {"Sec-Fetch-Site", "cross-site"},
		"another local port": {"Sec-Fetch-Site", "same-site", "Origin", "http://127.0.0.1:9999"},
	} {
		if w := asked(h, "POST", "/add", body, append(header, "Content-Type", kind, "From", "127.0.0.1:1")...); w.Code != 403 {
			t.Errorf("from %s: status %d", name, w.Code)
		}
	}
	for _, c := range []struct{ body, kind string }{{"text=Talks&key=" + key, "application/x-www-form-urlencoded"}, {"--x\r\nbroken", "multipart/form-data; boundary=x"}, {"", "multipart/form-data"}} {
		if w := asked(h, "POST", "/add", c.body, "Content-Type", c.kind, "From", "127.0.0.2:1"); w.Code != 400 {
			t.Errorf("%s: status %d", c.kind, w.Code)
		}
	}
	if w := asked(h, "GET", "/add/NOTHING", ""); w.Code != 404 {
		t.Errorf("an addition that is not there: status %d", w.Code)
	}
	if w := asked(served(t, small()), "GET", "/add", ""); w.Code != 404 {
		t.Errorf("a record for reading: status %d", w.Code)
	}
}

func TestAddAnAddress(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			fmt.Fprint(w, "User-agent: *\nDisallow: /closed\n")
		case "/image":
			w.Header().Set("Content-Type", "image/png")
			fmt.Fprint(w, "\x89PNG")
		case "/story":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, `<html><head><title>Kenya and Ethiopia sign pact</title><meta property="article:published_time" content="2025-03-05"></head><body><article><h1>Kenya and Ethiopia sign pact</h1><p>Kenya and Ethiopia signed an agreement on trade in Nairobi on Wednesday, officials said.</p></article></body></html>`)
		default:
			http.NotFound(w, r)
		}
	}))
	defer site.Close()
	allowed := site.Listener.Addr().(*net.TCPAddr).AddrPort()
	h := writable(t, recordOf(t, small()), func(at netip.AddrPort) error {
		if at == allowed {
			return nil
		}
		return fetch.Public(at)
	}, web.Options{})
	page := sent{fields: map[string]string{"address": site.URL + "/story"}}.add(t, h).Body.String()
	if !strings.Contains(page, "1 new") || !eventLinks.MatchString(page) || !strings.Contains(page, "Kenya and Ethiopia sign pact") {
		t.Errorf("the page of a site:\n%s", page)
	}
	for address, want := range map[string]string{
		site.URL + "/closed": "robots.txt", site.URL + "/nowhere": "404", site.URL + "/image": "image/png", "http://127.0.0.1:1/": "public network",
		"http://169.254.169.254/latest/meta-data/": "public network", "file:///etc/passwd": "http://", "http://[::1]:8470/": "public network",
	} {
		page := html.UnescapeString(sent{fields: map[string]string{"address": address}}.add(t, h, "From", "127.0.0.7:1").Body.String())
		if !strings.Contains(page, want) || !strings.Contains(page, "1 not readable") {
			t.Errorf("%s: no word of %q in\n%s", address, want, page)
		}
	}
}

func TestAddByTheInterface(t *testing.T) {
	dir := recordOf(t, small())
	list, reader, _ := access.List(nil).With("desk", access.Read)
	list, writer, _ := list.With("archive", access.Add)
	if err := list.Save(dir); err != nil {
		t.Fatal(err)
	}
	h := writable(t, dir, nil, web.Options{Tokens: access.NewWatch(dir).Tokens})
	post := func(token, body string, header ...string) *httptest.ResponseRecorder {
		return asked(h, "POST", "/api/v1/documents", body, append([]string{"Content-Type", "application/json", "Authorization", "Bearer " + token}, header...)...)
	}
	const story = `{"title":"Talks in Rabat","text":"Morocco and Spain held talks in Rabat on Monday, Morocco's foreign ministry said.","published":"2025-03-04","publisher":"Wire","url":"https://example.org/a"}`
	if w := post(reader, story); w.Code != 403 {
		t.Errorf("with a token to read: status %d", w.Code)
	}
	if w := post(writer, story, "Origin", "https://evil.example"); w.Code != 403 {
		t.Errorf("from another site: status %d", w.Code)
	}
	w := post(writer, story)
	var answer api.AddedDocument
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != 201 || !answer.New || len(answer.Documents) != 1 {
		t.Fatalf("status %d, %v: %s", w.Code, err, w.Body)
	}
	if w := asked(h, "GET", w.Header().Get("Location"), "", "Authorization", "Bearer "+reader); w.Code != 200 || !strings.Contains(w.Body.String(), "Rabat") {
		t.Errorf("what was added: status %d", w.Code)
	}
	if w := post(writer, story); w.Code != 200 || strings.Contains(w.Body.String(), `"new":true`) {
		t.Errorf("the same again: status %d: %s", w.Code, w.Body)
	}
	for body, want := range map[string]int{
		"": 400, "{": 400, "{}": 422, `{"text":"  "}`: 400, `{"text":1}`: 422, `{"text":"Talks","published":"x"}`: 400, `{"text":"Talks","more":1}`: 422,
		`{"text":"Talks","url":"javascript:alert(1)"}`: 400,
	} {
		if w := post(writer, body, "From", "203.0.113.20:1"); w.Code != want {
			t.Errorf("%s: status %d, want %d: %s", body, w.Code, want, w.Body)
		}
	}
	if w := asked(served(t, small()), "POST", "/api/v1/documents", story, "Content-Type", "application/json"); w.Code != 404 && w.Code != 405 {
		t.Errorf("a record for reading: status %d", w.Code)
	}
}
