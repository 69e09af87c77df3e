package main

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/publish/web"
	"github.com/chancery-project/chancery/internal/query"
)

// openAPI is what the fuzz of the interface reads of its document.
type openAPI struct {
	Paths map[string]map[string]struct {
		Parameters []apiParameter `json:"parameters"`
		Body       *struct {
			Content map[string]struct {
				Schema struct {
					Ref string `json:"$ref"`
				} `json:"schema"`
			} `json:"content"`
		} `json:"requestBody"`
	} `json:"paths"`
	Components struct {
		Schemas map[string]struct {
			Properties map[string]any `json:"properties"`
		} `json:"schemas"`
	} `json:"components"`
}

type apiParameter struct {
	Name    string `json:"name"`
	In      string `json:"in"`
	Example any    `json:"example"`
	Schema  struct {
		Type     any   `json:"type"`
		Examples []any `json:"examples"`
	} `json:"schema"`
}

func (p apiParameter) example() string {
	example := p.Example
	if example == nil && len(p.Schema.Examples) > 0 {
		example = p.Schema.Examples[0]
	}
	if list, ok := example.([]any); ok && len(list) > 0 {
		example = list[0]
	}
	if s, ok := example.(string); ok {
		return s
	}
	return "1"
}

// hostileValues are values that break programs which do not expect them.
var hostileValues = []string{
	"", " ", "\x00", "a\x00b", "\xff\xfe", "'", "' OR 1=1 --", `"; DROP TABLE entry; --`, `")`, "%", "%%s%n", "%00", "_", "*", "?", "~", "~~", "a~", "~b", "a~b~c", "../../etc/passwd", "..%2f..%2f", "<script>alert(1)</script>",
	"${jndi:ldap://x}", "{{.}}", "-1", "0", "1e309", "NaN", "Inf", "-Inf", "0x10", "1_000", "９", "٣", "99999999999999999999999", "-9223372036854775808", "9223372036854775807",
	"true", "null", "[]", "{}", "..", "...", "2025..", "..2025", "2025..2024", "0000-00-00", "9999-99-99", "-30d", "-99999999999d", "2025-02-30", "10000-01-01", "today", "\u202e", "\u0000", "İ", "ﬁ", "👩‍👩‍👧", "e_", "e_%", "d_", "sha256:", "x_0", "u_z", "+", "a,b,,c", ",", strings.Repeat("a", 501), strings.Repeat(",a", 200), strings.Repeat("2025..", 50),
}

// value draws a value of a parameter: one that is meant, one that is hostile, one of another parameter, or bytes.
func (f *apiFuzz) value(p apiParameter) string {
	switch f.random.IntN(6) {
	case 0:
		return p.example()
	case 1:
		return f.examples[f.random.IntN(len(f.examples))]
	case 2:
		b := make([]byte, f.random.IntN(40))
		for i := range b {
			b[i] = byte(f.random.IntN(256))
		}
		return string(b)
	case 3:
		return p.example() + hostileValues[f.random.IntN(len(hostileValues))]
	}
	return hostileValues[f.random.IntN(len(hostileValues))]
}

type apiFuzz struct {
	t        *testing.T
	h        http.Handler
	random   *rand.Rand
	examples []string
	statuses map[int]int
}

// TestInterfaceTakesAnything reads the document of the interface and asks every operation with values that are right, hostile
// or drawn: nothing may end in a fault of the server, and each refusal is a problem as RFC 9457 has it that names a
// parameter which was sent.
func TestInterfaceTakesAnything(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "record")
	if code, out := ran("init", "--demo", dir); code != exitDone {
		t.Fatalf("init --demo: exit %d: %s", code, out)
	}
	f := &apiFuzz{t: t, h: writable(t, dir, nil, web.Options{}), random: rand.New(rand.NewPCG(3, 9)), statuses: map[int]int{}}
	var doc openAPI
	if err := json.Unmarshal(get(t, f.h, "/api/v1/openapi.json").Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	f.examples = []string{"PAK~AFG", "2025", "e_0", "x_", "d_0", "Pakistan"}
	for _, list := range []string{"events", "claims", "disputes", "figures", "agenda", "stories"} {
		for i, address := range opened(t, f.h, "/"+list) {
			if i < 5 {
				f.examples = append(f.examples, address[strings.LastIndexByte(address, '/')+1:])
			}
		}
	}
	each := 60
	if testing.Short() {
		each = 15
	}
	for _, path := range slices.Sorted(maps.Keys(doc.Paths)) {
		for range each {
			if _, ok := doc.Paths[path]["get"]; !ok {
				break
			}
			f.ask(path, doc.Paths[path]["get"].Parameters)
		}
		for _, p := range doc.Paths[path]["get"].Parameters {
			for _, v := range hostileValues {
				f.askWith(path, map[string]string{p.In + "." + p.Name: v})
			}
		}
		if post, ok := doc.Paths[path]["post"]; ok && post.Body != nil {
			for _, c := range post.Body.Content {
				name := c.Schema.Ref[strings.LastIndexByte(c.Schema.Ref, '/')+1:]
				f.post(path, slices.Sorted(maps.Keys(doc.Components.Schemas[name].Properties)), each)
			}
		}
	}
	t.Logf("answers by status: %v", f.statuses)
	if f.statuses[http.StatusOK] < 100 || f.statuses[http.StatusBadRequest] < 100 || f.statuses[http.StatusNotFound] < 100 {
		t.Errorf("the values do not reach all of it: %v", f.statuses)
	}
}

// ask draws values for some parameters of an operation, and now and then for one that it does not have.
func (f *apiFuzz) ask(path string, parameters []apiParameter) {
	sent := map[string]string{}
	for _, p := range parameters {
		if p.In == "path" || f.random.IntN(max(len(parameters)/3, 1)) == 0 {
			sent[p.In+"."+p.Name] = f.value(p)
		}
	}
	if f.random.IntN(10) == 0 {
		sent["query."+f.value(apiParameter{})] = "1"
	}
	f.askWith(path, sent)
}

func (f *apiFuzz) askWith(path string, sent map[string]string) {
	f.t.Helper()
	query, names := url.Values{}, []string{}
	address := path
	for _, key := range slices.Sorted(maps.Keys(sent)) {
		in, name, _ := strings.Cut(key, ".")
		names = append(names, string([]rune(key))) // as JSON has bytes that are no text
		if in == "path" && sent[key] == "" {
			return // this is another address
		}
		if in == "path" {
			address = strings.ReplaceAll(address, "{"+name+"}", url.PathEscape(sent[key]))
		} else {
			query.Add(name, sent[key])
		}
	}
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	r, err := http.NewRequest(http.MethodGet, "http://127.0.0.1:8470"+address, nil)
	if err != nil || strings.Contains(address, "{") {
		return
	}
	r.RequestURI, r.RemoteAddr = r.URL.RequestURI(), f.remote()
	w := httptest.NewRecorder()
	f.h.ServeHTTP(w, r)
	f.judge(w, "GET "+address, names)
}

// remote gives an address of this machine: the limits of others are none of this test.
func (f *apiFuzz) remote() string { return "127.0.0.1:4000" }

// post draws bodies of an operation that has one.
func (f *apiFuzz) post(path string, properties []string, n int) {
	f.t.Helper()
	for range n {
		body := map[string]any{}
		for _, p := range properties {
			switch f.random.IntN(4) {
			case 0:
				body[p] = hostileValues[f.random.IntN(len(hostileValues))]
			case 1:
				body[p] = []any{nil, 1, -1.5, true, []string{"a"}, map[string]int{"a": 1}}[f.random.IntN(6)]
			case 2:
				body[p] = "2025-03-04"
			}
		}
		b, err := json.Marshal(body)
		if err != nil {
			f.t.Fatal(err)
		}
		if f.random.IntN(8) == 0 {
			b = b[:f.random.IntN(len(b))]
		}
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(string(b)))
		r.Host, r.RemoteAddr = "127.0.0.1:8470", f.remote()
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		f.h.ServeHTTP(w, r)
		f.judge(w, "POST "+path+" "+string(b), nil)
	}
}

// judge looks at an answer: one that refuses has to say what it refuses. sent are the parameters, nil for a body.
func (f *apiFuzz) judge(w *httptest.ResponseRecorder, asked string, sent []string) {
	f.t.Helper()
	f.statuses[w.Code]++
	if len(asked) > 300 {
		asked = asked[:300] + "…"
	}
	if w.Code >= 500 {
		f.t.Errorf("%s: status %d: %.300s", asked, w.Code, w.Body)
	}
	if w.Code < 400 {
		return
	}
	var p struct {
		Status int    `json:"status"`
		Title  string `json:"title"`
		Detail string `json:"detail"`
		Errors []struct {
			Location string `json:"location"`
			Message  string `json:"message"`
		} `json:"errors"`
	}
	if kind := w.Header().Get("Content-Type"); kind != "application/problem+json" {
		f.t.Errorf("%s: status %d as %s", asked, w.Code, kind)
		return
	}
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || p.Status != w.Code || p.Title == "" || p.Detail == "" {
		f.t.Errorf("%s: status %d, no whole problem (%v): %s", asked, w.Code, err, w.Body)
		return
	}
	if len(sent) == 0 {
		return
	}
	for _, e := range p.Errors {
		if e.Message != "" && slices.Contains(sent, e.Location) {
			return
		}
	}
	f.t.Errorf("%s: status %d names none of %q: %s", asked, w.Code, sent, w.Body)
}

// TestPagesTakeAnything asks every page and every form of it with values that are right, hostile or drawn: nothing may end in
// a fault of the server.
func TestPagesTakeAnything(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "record")
	if code, out := ran("init", "--demo", dir); code != exitDone {
		t.Fatalf("init --demo: exit %d: %s", code, out)
	}
	h := servedWith(t, dir, web.Options{})
	random := rand.New(rand.NewPCG(4, 1))
	paths := []string{"/", "/events", "/timeline", "/relations", "/actors", "/claims", "/disputes", "/figures", "/agenda", "/map", "/stories", "/search", "/digest", "/brief", "/log", "/runs", "/relations/PAK~AFG", "/actors/PAK"}
	for _, list := range []string{"events", "claims", "disputes", "figures", "agenda", "stories"} {
		paths = append(paths, opened(t, h, "/"+list)[0])
	}
	examples := []string{"PAK~AFG", "2025", "Pakistan", "day", "party", "-published", "2", "0.5", "ASSAULT", "actual", "10-20"}
	keys := append(query.Keys(), "time", "published", "dyad", "min_origins", "min_confidence", "sort", "limit", "cursor", "q", "span", "by", "rule", "view", "state")
	endings := []string{"", "", "", ".json", ".jsonl", ".csv", ".atom", ".ics", ".geojson", ".svg", ".gexf", ".graphml", ".md"}
	each := 40
	if testing.Short() {
		each = 8
	}
	statuses := map[int]int{}
	for _, path := range paths {
		for range each {
			values := url.Values{}
			for range 1 + random.IntN(3) {
				value := hostileValues[random.IntN(len(hostileValues))]
				if random.IntN(2) == 0 {
					value = examples[random.IntN(len(examples))]
				}
				values.Add(keys[random.IntN(len(keys))], value)
			}
			address := path + endings[random.IntN(len(endings))] + "?" + values.Encode()
			if path == "/" {
				address = "/?" + values.Encode()
			}
			w := asked(h, "GET", address, "", "From", "127.0.0.1:4000")
			statuses[w.Code]++
			if w.Code >= 500 {
				t.Errorf("%s: status %d: %.300s", address, w.Code, w.Body)
			}
			if w.Code >= 400 && w.Header().Get("Content-Type") == "application/problem+json" && !json.Valid(w.Body.Bytes()) {
				t.Errorf("%s: status %d, no problem: %.300s", address, w.Code, w.Body)
			}
		}
		for _, ending := range endings { // a part of a path
			if w := asked(h, "GET", path+"%00"+ending, "", "From", "127.0.0.1:4000"); w.Code >= 500 {
				t.Errorf("%s%%00%s: status %d", path, ending, w.Code)
			}
		}
	}
	t.Logf("answers by status: %v", statuses)
	if least := len(paths) * each / 15; statuses[http.StatusOK] < least || statuses[http.StatusBadRequest] < least {
		t.Errorf("the values do not reach all of it: %v", statuses)
	}
}
