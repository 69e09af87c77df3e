package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
	"github.com/chancery-project/chancery/internal/flow/publish/web"
)

// crowded gives the folder of a record of 2,000 reports, or as many as CHANCERY_LEDGER_REPORTS says. CHANCERY_CROWD names
// a folder that it is kept in for the next time.
func crowded(tb testing.TB) string {
	tb.Helper()
	size := 2000
	if n, err := strconv.Atoi(os.Getenv("CHANCERY_LEDGER_REPORTS")); err == nil {
		size = n
	}
	dir := os.Getenv("CHANCERY_CROWD")
	if dir == "" {
		dir = filepath.Join(tb.TempDir(), "crowd")
	}
	if _, err := os.Stat(filepath.Join(dir, sqlite.File)); err == nil {
		return dir
	}
	begin := time.Now()
	if err := newCrowd(tb).fill(tb.Context(), dir, size, tb.Logf); err != nil {
		tb.Fatal(err)
	}
	tb.Logf("made a record of %d reports in %v", size, time.Since(begin).Round(time.Second))
	return dir
}

// BenchmarkPages asks for every sort of page of a large record, again and again in turn, the record changing before each turn, and gives the median and the 99th
// percentile of all answers, from request to answer, and those of each address in its log; on a machine with other work the
// processor time (cpu-...) says more. CHANCERY_PAGE names one address that is asked for alone.
func BenchmarkPages(b *testing.B) {
	dir := crowded(b)
	h := servedFor(b, dir, web.Options{})
	writer, err := sqlite.Open(b.Context(), dir, sqlite.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer writer.Close()
	addresses := []string{os.Getenv("CHANCERY_PAGE")}
	if addresses[0] == "" {
		addresses = sorts(b, h)
	}
	spent := map[string][]time.Duration{}
	var all, used []time.Duration
	for b.Loop() {
		// The record changes, so that no answer of the round before may be given again.
		if err := writer.Note(b.Context(), "round", "{}"); err != nil {
			b.Fatal(err)
		}
		for _, a := range addresses {
			r := httptest.NewRequest(http.MethodGet, a, nil)
			r.Host, r.RemoteAddr = "127.0.0.1:8470", "127.0.0.1:4000" // whose requests are not limited
			w := httptest.NewRecorder()
			begin, before := time.Now(), cpuTime()
			h.ServeHTTP(w, r)
			d := time.Since(begin)
			used = append(used, cpuTime()-before)
			if w.Code != http.StatusOK {
				b.Fatalf("%s: %d: %.300s", a, w.Code, w.Body)
			}
			spent[a] = append(spent[a], d)
			all = append(all, d)
		}
	}
	for _, a := range addresses {
		b.Logf("%8.1f ms median %8.1f ms at most  %s", milliseconds(quantile(spent[a], .5)), milliseconds(quantile(spent[a], 1)), a)
	}
	b.ReportMetric(milliseconds(quantile(used, .5)), "cpu-median-ms")
	b.ReportMetric(milliseconds(quantile(used, .99)), "cpu-99th-ms")
	b.ReportMetric(milliseconds(quantile(all, .5)), "median-ms")
	b.ReportMetric(milliseconds(quantile(all, .99)), "99th-ms")
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func quantile(of []time.Duration, q float64) time.Duration {
	of = slices.Sorted(slices.Values(of))
	return of[min(len(of)-1, int(q*float64(len(of))))]
}

// sorts gives addresses of every sort of page, with ids as the lists have them.
func sorts(tb testing.TB, h http.Handler) []string {
	tb.Helper()
	all := []string{
		"/", "/events", "/events?type=ASSAULT", "/events?dyad=Pakistan~India", "/events?side=China&status=planned", "/events?country=AFG&min_origins=2", "/events?time=2024",
		"/events?sort=-published", "/timeline", "/timeline?time=2024-03", "/relations", "/relations?time=2024", "/actors", "/actors?time=2024", "/actors.json",
		"/claims", "/claims?stance=deny", "/disputes", "/disputes?matter=figure", "/figures", "/agenda", "/agenda?of=meeting", "/map", "/map?time=2024", "/stories",
		"/search?q=border", "/search?q=%22foreign+ministry%22", "/codebook", "/api", "/log", "/runs",
		"/api/v1/events?limit=100", "/api/v1/claims?stance=deny", "/api/v1/stats?time=2024", "/api/v1/status", "/events.json?type=CONSULT", "/events.atom",
	}
	for list, n := range map[string]int{"/events": 12, "/claims": 8, "/disputes": 8, "/figures": 8, "/agenda": 8, "/stories": 8, "/relations": 6, "/actors": 6} {
		for i, address := range opened(tb, h, list) {
			if i == n {
				break
			}
			all = append(all, address)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// opened gives what the rows of a list open.
func opened(tb testing.TB, h http.Handler, list string) (all []string) {
	tb.Helper()
	r := httptest.NewRequest(http.MethodGet, list, nil)
	r.Host, r.RemoteAddr = "127.0.0.1:8470", "127.0.0.1:4000"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	for _, m := range hrefs.FindAllStringSubmatch(w.Body.String(), -1) {
		if strings.HasPrefix(m[1], list+"/") {
			all = append(all, m[1])
		}
	}
	if len(all) == 0 {
		tb.Fatalf("%s opens nothing: %.300s", list, w.Body)
	}
	return all
}
