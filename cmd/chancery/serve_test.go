package main

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chancery-project/chancery/internal/flow/publish/api"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/flow/publish/web"
)

// hostile are reports that try to break out of every field that a page shows.
func hostile() map[string]string {
	const script = `<script>alert(1)</script><img src=x onerror=alert(2)>`
	return map[string]string{
		`a<script>alert(3)<.md`: "---\ntitle: \"" + `Pakistan <script>alert(4)</script> \" onmouseover=alert(5)` + "\"\ndate: 2025-03-01\npublisher: \"" + script + "\"\nauthor: \"" + script +
			"\"\nurl: \"javascript:alert(6)\"\n---\nPakistan condemned India over " + script + " on Friday. Prime Minister <script>alert(7)</script> Khan accused India of shelling. “" + script + "”, the foreign ministry said.\n",
		"b.html": `<html><head><title>India &lt;script&gt;alert(8)&lt;/script&gt;</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"</title><svg onload=alert(9)>","datePublished":"2025-03-02","author":{"name":"\"><b onclick=alert(10)>"}}</script></head><body><article><p>India rejected the accusation of Pakistan on Saturday. India's foreign ministry denied that its army had shelled Pakistan.</p><p onclick="alert(11)">China called on both to talk.</p></article></body></html>`,
		"c.txt":  "Talks between India and Pakistan\n\n3 March 2025\n\nIndia and Pakistan held talks in Doha on Sunday, Qatar's foreign ministry said. At least 14 people were killed in the shelling, Pakistan said; India said 9 people were killed.\n",
	}
}

// served gives a server over a record made of files.
func served(t *testing.T, files map[string]string) http.Handler {
	t.Helper()
	return servedWith(t, recordOf(t, files), web.Options{})
}

// testNow is the clock of the tests.
func testNow() time.Time { return time.Date(2025, 11, 30, 12, 0, 0, 0, time.UTC) }

// recordOf makes a record of files and gives its folder.
func recordOf(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	wire := filepath.Join(dir, "wire")
	if err := os.Mkdir(wire, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(wire, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	dir = filepath.Join(dir, "record")
	for _, args := range [][]string{{"init", dir}, {"-C", dir, "add", wire}} {
		if code, out := ran(args...); code != exitDone {
			t.Fatalf("chancery %v: exit %d: %s", args, code, out)
		}
	}
	return dir
}

// ran carries out a command line and gives what it wrote.
func ran(args ...string) (int, string) {
	var out strings.Builder
	code := run(args, streams{strings.NewReader(""), &out, &out}, func(string) string { return "" }, testNow)
	return code, out.String()
}

// servedWith gives a server over the record in a folder.
func servedWith(t *testing.T, dir string, o web.Options) http.Handler {
	t.Helper()
	return servedFor(t, dir, o)
}

// servedFor does the same for a benchmark.
func servedFor(t testing.TB, dir string, o web.Options) http.Handler {
	t.Helper()
	a := &app{streams: streams{strings.NewReader(""), io.Discard, io.Discard}, env: func(string) string { return "" }, now: testNow, recordDir: dir}
	v, err := a.openLedger(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	o.Record = &view.Record{Store: v.Store, Names: v.names, Base: v.base, Now: testNow}
	o.Name, o.Version, o.API = "test <b>", "test", api.New(api.Options{Record: o.Record, Version: "test"})
	server, err := web.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return server.Handler()
}

func get(t *testing.T, h http.Handler, address string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.Host = "127.0.0.1:8470"
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

var hrefs = regexp.MustCompile(`href="([^"]*)"`)

// TestPages opens every page that can be reached from the first one, and looks for what a hostile report put into it.
func TestPages(t *testing.T) {
	h := served(t, hostile())
	seen := map[string]bool{}
	todo := []string{"/"}
	for len(todo) > 0 && len(seen) < 400 {
		address := todo[0]
		todo = todo[1:]
		if seen[address] {
			continue
		}
		seen[address] = true
		w := get(t, h, address)
		if w.Code != http.StatusOK && w.Code != http.StatusSeeOther {
			t.Errorf("%s: status %d", address, w.Code)
		}
		page := w.Body.String()
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		for _, bad := range []string{"<script>alert", "<img src=x", "<svg onload", "<b onclick", `href="javascript:`, `" onmouseover=`, "<b>"} {
			if strings.Contains(strings.ReplaceAll(page, "<b>chancery</b>", ""), bad) && bad != "<b>" {
				t.Errorf("%s holds %q", address, bad)
			}
		}
		if strings.Contains(page, " style=") || strings.Contains(page, "<style") {
			t.Errorf("%s holds styles, which the policy refuses", address)
		}
		for _, m := range hrefs.FindAllStringSubmatch(page, -1) {
			to := strings.ReplaceAll(strings.ReplaceAll(m[1], "&amp;", "&"), "&#43;", "+")
			to, _, _ = strings.Cut(to, "#")
			if strings.HasPrefix(to, "?") {
				path, _, _ := strings.Cut(address, "?")
				to = path + to
			}
			if strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "/assets/") {
				todo = append(todo, to)
			}
		}
	}
	if len(seen) < 40 {
		t.Errorf("only %d pages were reached", len(seen))
	}
}

func TestHeadersAndErrors(t *testing.T) {
	h := served(t, hostile())
	w := get(t, h, "/events")
	for name, part := range map[string]string{
		"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
		"Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin", "ETag": `"`,
	} {
		if !strings.Contains(w.Header().Get(name), part) {
			t.Errorf("%s is %q, want %q in it", name, w.Header().Get(name), part)
		}
	}
	if again := get(t, h, "/events", "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified {
		t.Errorf("the same page again: status %d, want 304", again.Code)
	}
	for address, want := range map[string]int{
		"/events?typ=ACCUSE": http.StatusBadRequest, "/events?type=ACUSE": http.StatusBadRequest, "/events?time=2025-13": http.StatusBadRequest,
		"/events?cursor=%21%21": http.StatusBadRequest, "/events/e_nothing": http.StatusNotFound, "/documents/d_zz": http.StatusNotFound,
		"/documents/..%2f..%2fetc%2fpasswd": http.StatusNotFound, "/nowhere": http.StatusNotFound, "/relations/PAK": http.StatusNotFound,
		"/events.parquet": http.StatusNotFound, "/claims.ics": http.StatusNotFound, "/api/v1/events?typ=x": http.StatusBadRequest,
		"/api/v1/events?limit=-1": http.StatusBadRequest, "/api/v1/events/e_nothing": http.StatusNotFound, "/api/v1/no": http.StatusNotFound,
		"/" + strings.Repeat("a", 9000): http.StatusRequestURITooLong, "/healthz": http.StatusOK, "/readyz": http.StatusOK,
	} {
		if w := get(t, h, address); w.Code != want {
			t.Errorf("%.60s: status %d, want %d", address, w.Code, want)
		}
	}
}

// TestForms reads every form of a list with a reader of that form.
func TestForms(t *testing.T) {
	h := served(t, hostile())
	var page struct {
		Data []json.RawMessage `json:"data"`
		Next *string           `json:"next"`
	}
	if err := json.Unmarshal(get(t, h, "/events.json").Body.Bytes(), &page); err != nil || len(page.Data) == 0 {
		t.Fatalf("events.json: %v, %d entries", err, len(page.Data))
	}
	rows, err := csv.NewReader(get(t, h, "/events.csv").Body).ReadAll()
	if err != nil || len(rows) != len(page.Data)+1 {
		t.Errorf("events.csv: %v, %d rows for %d events", err, len(rows), len(page.Data))
	}
	lines := strings.Split(strings.TrimSpace(get(t, h, "/events.jsonl").Body.String()), "\n")
	if len(lines) != len(page.Data) {
		t.Errorf("events.jsonl has %d lines for %d events", len(lines), len(page.Data))
	}
	var feed struct {
		Entries []struct {
			Title string `xml:"title"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(get(t, h, "/events.atom").Body.Bytes(), &feed); err != nil || len(feed.Entries) != len(page.Data) {
		t.Errorf("events.atom: %v, %d entries", err, len(feed.Entries))
	}
}

// TestCursors reads a list in parts of one and compares them with the whole.
func TestCursors(t *testing.T) {
	h := served(t, hostile())
	type part struct {
		Data []struct {
			ID string `json:"id"`
		} `json:"data"`
		Next *string `json:"next"`
	}
	read := func(address string) (p part) {
		t.Helper()
		if err := json.Unmarshal(get(t, h, address).Body.Bytes(), &p); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		return p
	}
	for _, sort := range []string{"-time", "time", "-published", "-origins"} {
		var whole, parts []string
		for _, e := range read("/api/v1/events?sort=" + sort).Data {
			whole = append(whole, e.ID)
		}
		for cursor := ""; ; {
			p := read("/api/v1/events?limit=1&sort=" + sort + "&cursor=" + cursor)
			for _, e := range p.Data {
				parts = append(parts, e.ID)
			}
			if p.Next == nil || len(parts) > len(whole) {
				break
			}
			cursor = *p.Next
		}
		if strings.Join(whole, " ") != strings.Join(parts, " ") {
			t.Errorf("sort %s: in parts %v, whole %v", sort, parts, whole)
		}
	}
}

// TestOpenAPI calls every operation of the document of the interface with the examples of its parameters.
func TestOpenAPI(t *testing.T) {
	h := served(t, hostile())
	var doc struct {
		OpenAPI string `json:"openapi"`
		Paths   map[string]map[string]struct {
			Parameters []struct {
				Name    string `json:"name"`
				In      string `json:"in"`
				Example any    `json:"example"`
				Schema  struct {
					Examples []any `json:"examples"`
				} `json:"schema"`
			} `json:"parameters"`
		} `json:"paths"`
	}
	if err := json.Unmarshal(get(t, h, "/api/v1/openapi.json").Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.1") || len(doc.Paths) < 15 {
		t.Fatalf("OpenAPI %s with %d paths", doc.OpenAPI, len(doc.Paths))
	}
	calls := 0
	for path, operations := range doc.Paths {
		for _, p := range operations["get"].Parameters {
			if p.In != "query" || p.Example == nil && len(p.Schema.Examples) == 0 {
				continue
			}
			example := p.Example
			if example == nil {
				example = p.Schema.Examples[0]
			}
			if list, ok := example.([]any); ok && len(list) > 0 {
				example = list[0]
			}
			value, ok := example.(string)
			if !ok {
				t.Errorf("%s: the example of %s is %v", path, p.Name, example)
				continue
			}
			address := strings.NewReplacer("{dyad}", "PAK~IND", "{id}", "e_0").Replace(path)
			w := get(t, h, address+"?"+p.Name+"="+strings.ReplaceAll(value, " ", "+"))
			calls++
			if w.Code != http.StatusOK && w.Code != http.StatusNotFound {
				t.Errorf("%s with %s=%s: status %d: %s", path, p.Name, value, w.Code, w.Body)
			}
		}
	}
	if calls < 50 {
		t.Errorf("only %d examples were called", calls)
	}
}

func TestLoopback(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:8470": true, "localhost:0": true, "[::1]:80": true, "0.0.0.0:8470": false, ":8470": false, "192.168.1.4:80": false,
	} {
		if own, err := loopback(address); own != want || err != nil {
			t.Errorf("%s: %v, %v", address, own, err)
		}
	}
	if _, err := loopback("nonsense"); err == nil {
		t.Error("an address without a port is taken")
	}
}

// TestStoriesAndLog opens what the record says of its stories and of what was done to it.
func TestStoriesAndLog(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "record")
	if code, out := ran("init", "--demo", dir); code != exitDone {
		t.Fatalf("init --demo: exit %d: %s", code, out)
	}
	h := servedWith(t, dir, web.Options{})
	page := get(t, h, "/stories").Body.String()
	for _, m := range regexp.MustCompile(`href="(/stories/n_[^"]+)"`).FindAllStringSubmatch(page, -1) {
		if w := get(t, h, m[1]); w.Code != 200 || !strings.Contains(w.Body.String(), "Its reports") {
			t.Errorf("%s: status %d", m[1], w.Code)
		}
		if w := get(t, h, m[1]+".json"); !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s.json is no JSON", m[1])
		}
	}
	if !strings.Contains(page, "/stories/n_") {
		t.Error("the demonstration has no story")
	}
	log := get(t, h, "/log").Body.String()
	if !strings.Contains(log, ">init<") || !strings.Contains(log, ">add<") {
		t.Errorf("the log has no line of how the record was made:\n%s", log)
	}
	var lines []struct {
		Sequence         int64
		Previous, Digest string
	}
	for _, line := range strings.Split(strings.TrimSpace(get(t, h, "/log.jsonl").Body.String()), "\n") {
		lines = append(lines, struct {
			Sequence         int64
			Previous, Digest string
		}{})
		if err := json.Unmarshal([]byte(line), &lines[len(lines)-1]); err != nil {
			t.Fatal(err)
		}
	}
	for i := 1; i < len(lines); i++ {
		if lines[i].Previous != lines[i-1].Digest || lines[i].Sequence <= lines[i-1].Sequence {
			t.Errorf("line %d does not hold the digest of the one before", i)
		}
	}
	var runs []struct {
		Program   string
		Documents int
	}
	if err := json.Unmarshal(get(t, h, "/runs.json").Body.Bytes(), &runs); err != nil || len(runs) != 1 || runs[0].Program != programVersion() || runs[0].Documents < 200 {
		t.Errorf("runs: %v, %+v", err, runs)
	}
	if page := get(t, h, "/runs").Body.String(); !strings.Contains(page, programVersion()) {
		t.Error("the page of runs does not name the version of the program")
	}
	if w := get(t, h, "/log?cursor=2"); strings.Contains(w.Body.String(), ">add<") || !strings.Contains(w.Body.String(), ">init<") {
		t.Error("the lines before the second are not the first")
	}
	var part struct {
		Data []struct{ Sequence int64 }
		Next *int64
	}
	if err := json.Unmarshal(get(t, h, "/api/v1/log?since=1").Body.Bytes(), &part); err != nil || len(part.Data) != len(lines)-1 || part.Data[0].Sequence != 2 || part.Next != nil {
		t.Errorf("/api/v1/log: %v, %+v", err, part)
	}
	if w := get(t, h, "/api/v1/runs"); w.Code != 200 || !strings.Contains(w.Body.String(), `"documents":2`) {
		t.Errorf("/api/v1/runs: status %d: %s", w.Code, w.Body)
	}
	for address, want := range map[string]int{"/api/v1/log?since=-1": 422, "/log?cursor=x": 400, "/log?cursor=-1": 400, "/log.csv": 404, "/stories/n_nothing": 404, "/stories?x=1": 400} {
		if w := get(t, h, address); w.Code != want {
			t.Errorf("%s: status %d, want %d", address, w.Code, want)
		}
	}
}
