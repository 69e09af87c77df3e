package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chancery-project/chancery/internal/flow/publish/web"
)

// TestManyReaders has 50 readers follow links from page to page while reports are added: six pages each and three reports, or
// as many as there is time for in what CHANCERY_READERS says ("10m"); readers look at a page for a second or two then, as
// people do. CHANCERY_CROWD names the record that is read, which is added to; without it that is the demonstration.
func TestManyReaders(t *testing.T) {
	ctx, pause, pages, reports := t.Context(), time.Millisecond, 6, 3
	patience := 5 * time.Minute // how fast pages are is measured where CHANCERY_READERS is set, and nowhere else
	if s := os.Getenv("CHANCERY_READERS"); s != "" {
		long, err := time.ParseDuration(s)
		if err != nil {
			t.Fatal(err)
		}
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, long)
		defer cancel()
		pause, pages, reports = time.Second, 1<<30, 1<<30
		patience = web.DefaultTimeout
	}
	dir := os.Getenv("CHANCERY_CROWD")
	own := dir == ""
	if own {
		dir = filepath.Join(t.TempDir(), "record")
		if code, out := ran("init", "--demo", dir); code != exitDone {
			t.Fatalf("init --demo: exit %d: %s", code, out)
		}
	}
	if err := byTheseRules(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(writable(t, dir, nil, web.Options{Timeout: patience}))
	defer server.Close()
	begin := time.Now()
	read := &readings{at: server.URL, pause: pause, patience: patience, statuses: map[int]int{}}
	var all sync.WaitGroup
	for n := range 50 {
		all.Go(func() { read.on(ctx, rand.New(rand.NewPCG(11, uint64(n))), pages) })
	}
	added := 0
	all.Go(func() { added = read.add(ctx, reports) })
	all.Wait()
	slices.Sort(read.spent)
	t.Logf("%d pages in %v: median %v, 99th percentile %v, longest %v; %d reports added; answers by status: %v",
		len(read.spent), time.Since(begin).Round(time.Second), quantile(read.spent, .5), quantile(read.spent, .99), quantile(read.spent, 1), added, read.statuses)
	for _, f := range read.faults[:min(len(read.faults), 20)] {
		t.Error(f)
	}
	if own {
		if code, out := ran("-C", dir, "verify"); code != exitDone {
			t.Errorf("the record is not whole behind it: exit %d: %s", code, out)
		}
	}
	if len(read.spent) < 50 || added == 0 {
		t.Errorf("%d pages were read and %d reports added", len(read.spent), added)
	}
}

// readings are the answers that all readers got.
type readings struct {
	at       string
	pause    time.Duration
	patience time.Duration

	mu       sync.Mutex
	spent    []time.Duration
	statuses map[int]int
	faults   []string
}

func (r *readings) fault(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.faults = append(r.faults, fmt.Sprintf(format, args...))
}

// on goes from page to page by links, so many or until the time is over.
func (r *readings) on(ctx context.Context, random *rand.Rand, pages int) {
	starts := []string{"/", "/events", "/relations", "/claims", "/disputes", "/figures", "/agenda", "/stories", "/timeline", "/map", "/actors", "/search?q=border", "/api/v1/events?limit=20"}
	client := &http.Client{Timeout: r.patience + time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	var links []string
	tags := map[string]string{}
	for range pages {
		address := starts[random.IntN(len(starts))]
		if len(links) > 0 && random.IntN(5) > 0 {
			address = links[random.IntN(len(links))]
		}
		page, ok := r.page(ctx, client, address, tags)
		if links = nil; ok {
			links = linksOf(page)
		}
		wait := r.pause + time.Duration(random.Int64N(int64(2*r.pause)))
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
	}
}

// page asks for a page and judges the answer. What was replaced while somebody read may be gone.
func (r *readings) page(ctx context.Context, client *http.Client, address string, tags map[string]string) (string, bool) {
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, r.at+address, nil)
	if err != nil {
		r.fault("%s: %v", address, err)
		return "", false
	}
	if tag := tags[address]; tag != "" {
		ask.Header.Set("If-None-Match", tag)
	}
	begin := time.Now()
	answer, err := client.Do(ask)
	if err != nil {
		if ctx.Err() == nil {
			r.fault("%s: %v", address, err)
		}
		return "", false
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		if ctx.Err() == nil {
			r.fault("%s: %v", address, err)
		}
		return "", false
	}
	r.mu.Lock()
	r.spent = append(r.spent, time.Since(begin))
	r.statuses[answer.StatusCode]++
	r.mu.Unlock()
	page := string(b)
	switch answer.StatusCode {
	case http.StatusOK:
		tags[address] = answer.Header.Get("ETag")
		if strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") && !strings.HasSuffix(strings.TrimSpace(page), "</html>") {
			r.fault("%s is cut off", address)
		}
		return page, true
	case http.StatusNotModified, http.StatusSeeOther, http.StatusGone:
	default:
		r.fault("%s: status %d: %.200s", address, answer.StatusCode, page)
	}
	return "", false
}

// linksOf gives the addresses of pages that a page leads to; what is downloaded is left to other tests.
func linksOf(page string) (all []string) {
	for _, m := range hrefs.FindAllStringSubmatch(page, -1) {
		to := strings.ReplaceAll(strings.ReplaceAll(m[1], "&amp;", "&"), "&#43;", "+")
		to, _, _ = strings.Cut(to, "#")
		path, _, _ := strings.Cut(to, "?")
		if strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "/assets/") && !strings.HasPrefix(to, "/add") && !strings.Contains(path, ".") {
			all = append(all, to)
		}
	}
	return all
}

// add sends one report after the other, so many or until the time is over, and gives how many were added.
func (r *readings) add(ctx context.Context, reports int) (added int) {
	for n := 0; n < reports && ctx.Err() == nil; n++ {
		body, err := json.Marshal(map[string]string{
			"title":     fmt.Sprintf("Talks number %d", n),
			"text":      fmt.Sprintf("Morocco and Spain held talks number %d in Rabat on Monday, Morocco's foreign ministry said. Spain denied that %d people were detained at the border.", n, n+3),
			"published": "2025-11-24", "publisher": "Strait Wire",
		})
		if err != nil {
			r.fault("%v", err)
			return added
		}
		ask, err := http.NewRequest(http.MethodPost, r.at+"/api/v1/documents", strings.NewReader(string(body)))
		if err != nil {
			r.fault("%v", err)
			return added
		}
		ask.Header.Set("Content-Type", "application/json")
		answer, err := http.DefaultClient.Do(ask)
		if err != nil {
			r.fault("add: %v", err)
			continue
		}
		answer.Body.Close()
		switch answer.StatusCode {
		case http.StatusCreated, http.StatusOK, http.StatusAccepted:
			added++
		case http.StatusTooManyRequests:
		default:
			r.fault("add: status %d", answer.StatusCode)
		}
		select {
		case <-ctx.Done():
		case <-time.After(5 * r.pause):
		}
	}
	return added
}
