package web

import (
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"path"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzWithin looks for an address that leads to another server after signing in.
func FuzzWithin(f *testing.F) {
	for _, to := range []string{"/claims?x=1", "//evil.example", `/\evil.example`, "https://evil.example", "/%2f/evil.example", "/\t/evil.example", "javascript:alert(1)", "/a#b", "///evil.example", "/./\\/evil.example", ""} {
		f.Add(to)
	}
	base, err := url.Parse("https://desk.example/signin")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, to string) {
		got := within(to)
		// As browsers read a Location: a backslash is a slash, tabs and line ends are left out.
		seen := strings.NewReplacer(`\`, "/", "\t", "", "\n", "", "\r", "").Replace(got)
		u, err := base.Parse(seen)
		if err != nil || u.Host != base.Host || u.Scheme != base.Scheme || !strings.HasPrefix(seen, "/") || strings.HasPrefix(seen, "//") {
			t.Fatalf("%q leads to %q", to, got)
		}
	})
}

// FuzzForm reads forms of any bytes.
func FuzzForm(f *testing.F) {
	f.Add("--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nTalks\r\n--x--\r\n", "x")
	f.Add("--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"../../a\\\\b.txt\"\r\n\r\nTalks\r\n--x--\r\n", "x")
	f.Add("--x\r\n\r\n", "x")
	f.Fuzz(func(t *testing.T, body, boundary string) {
		r := httptest.NewRequest(http.MethodPost, "/add", strings.NewReader(body))
		r.Header.Set("Content-Type", "multipart/form-data; boundary="+boundary)
		r.Body = http.MaxBytesReader(httptest.NewRecorder(), r.Body, 1<<16)
		fields, files, err := readForm(r)
		if err != nil {
			return
		}
		if len(files) > maxFiles || len(fields) > 20 {
			t.Fatalf("%d files, %d fields", len(files), len(fields))
		}
		for _, u := range files {
			if strings.ContainsAny(u.Name, "/\\\n\r\x00") || u.Name == "" || u.Name == ".." || len(u.Name) > maxName {
				t.Fatalf("a file named %q", u.Name)
			}
		}
	})
}

func TestFileNames(t *testing.T) {
	for name, want := range map[string]string{
		"a.txt": "a.txt", "../../etc/passwd": "passwd", `wire\a.html`: "a.html", "..": "file", "/": "file", "a\nb\x1b[2J.txt": "a_b_[2J.txt", "<img>.txt": "<img>.txt", "خبر.txt": "خبر.txt",
	} {
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", "form-data; name=files; filename*=utf-8''"+url.PathEscape(name))
		if got := fileName(&multipart.Part{Header: h}); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
	h := textproto.MIMEHeader{}
	h.Set("Content-Disposition", "form-data; name=files; filename*=utf-8''"+url.PathEscape(strings.Repeat("خ", 300)+".html"))
	if got := fileName(&multipart.Part{Header: h}); len(got) > maxName || !utf8.ValidString(got) || path.Ext(got) != ".html" {
		t.Errorf("a long name is %q", got)
	}
}

func TestLimitsForget(t *testing.T) {
	now := time.Date(2025, 11, 30, 12, 0, 0, 0, time.UTC)
	l := newLimits(func() time.Time { return now })
	for i := range 3 * maxRemotes {
		l.delay(fmt.Sprintf("[2001:%x::1]:1", i), reading)
	}
	if len(l.all) > maxRemotes+1 {
		t.Errorf("%d remote addresses are remembered", len(l.all))
	}
	now = now.Add(time.Hour)
	l.delay("198.51.100.1:1", reading)
	if len(l.all) > 2 {
		t.Errorf("%d remote addresses are remembered that did nothing for an hour", len(l.all))
	}
	for range 8 {
		l.delay("198.51.100.2:1", trying)
	}
	wait := l.delay("198.51.100.2:1", trying)
	if wait <= 0 || wait > 10*time.Second {
		t.Errorf("the ninth try waits %s", wait)
	}
	now = now.Add(wait)
	if again := l.delay("198.51.100.2:1", trying); again > 0 {
		t.Errorf("behind the time to wait it waits %s more", again)
	}
}
