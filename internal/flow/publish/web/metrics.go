package web

import (
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// metrics count what the server did, in the text form of Prometheus (version 0.0.4).
type metrics struct {
	now func() time.Time

	mu      sync.Mutex
	answers map[answerKey]int
	took    map[string]*histogram // by area
}

type answerKey struct {
	area, method string
	status       int
}

type histogram struct {
	counts []int // one more than the bounds
	sum    float64
	n      int
}

func newMetrics(now func() time.Time) *metrics {
	return &metrics{now: now, answers: map[answerKey]int{}, took: map[string]*histogram{}}
}

// bounds are the upper ends of the classes of durations in seconds.
func bounds() []float64 { return []float64{0.005, 0.02, 0.08, 0.2, 0.4, 1, 5, 20} }

// area is the first part of an address, where it is one of the server's: labels have few values, whatever is asked for.
func (s *Server) area(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	first, _, _ = strings.Cut(first, ".")
	if first == "" {
		return "overview"
	}
	if s.areas[first] {
		return first
	}
	return "other"
}

// counted counts the answers of a handler.
func (s *Server) counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := s.metrics.now()
		answer := &counter{ResponseWriter: w}
		next.ServeHTTP(answer, r)
		method := r.Method
		if !slices.Contains([]string{"GET", "HEAD", "POST"}, method) {
			method = "other"
		}
		if answer.status == 0 {
			answer.status = http.StatusOK
		}
		s.metrics.add(answerKey{s.area(r.URL.Path), method, answer.status}, s.metrics.now().Sub(began).Seconds())
	})
}

// counter remembers the status of an answer.
type counter struct {
	http.ResponseWriter
	status int
}

func (c *counter) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the writer below.
func (c *counter) Unwrap() http.ResponseWriter { return c.ResponseWriter }

func (m *metrics) add(key answerKey, seconds float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.answers[key]++
	h := m.took[key.area]
	if h == nil {
		h = &histogram{counts: make([]int, len(bounds())+1)}
		m.took[key.area] = h
	}
	i, _ := slices.BinarySearch(bounds(), seconds)
	h.counts[i]++
	h.sum += seconds
	h.n++
}

// text writes the counts, sorted.
func (m *metrics) text(b *strings.Builder) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b.WriteString("# HELP chancery_http_requests_total Requests by area of the page, method and status.\n# TYPE chancery_http_requests_total counter\n")
	lines := make([]string, 0, len(m.answers))
	for k, n := range m.answers {
		lines = append(lines, fmt.Sprintf("chancery_http_requests_total{area=%q,method=%q,status=\"%d\"} %d\n", k.area, k.method, k.status, n))
	}
	slices.Sort(lines)
	b.WriteString(strings.Join(lines, ""))
	b.WriteString("# HELP chancery_http_request_seconds How long answers took.\n# TYPE chancery_http_request_seconds histogram\n")
	areas := make([]string, 0, len(m.took))
	for a := range m.took {
		areas = append(areas, a)
	}
	slices.Sort(areas)
	for _, a := range areas {
		h, sum := m.took[a], 0
		for i, bound := range bounds() {
			sum += h.counts[i]
			fmt.Fprintf(b, "chancery_http_request_seconds_bucket{area=%q,le=\"%g\"} %d\n", a, bound, sum)
		}
		fmt.Fprintf(b, "chancery_http_request_seconds_bucket{area=%q,le=\"+Inf\"} %d\n", a, h.n)
		fmt.Fprintf(b, "chancery_http_request_seconds_sum{area=%q} %g\nchancery_http_request_seconds_count{area=%q} %d\n", a, h.sum, a, h.n)
	}
}

// showMetrics answers /metrics.
func (s *Server) showMetrics(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	s.metrics.text(&b)
	status, err := s.record.Status(r.Context())
	if err == nil {
		for _, g := range []struct {
			name, help string
			value      int64
		}{
			{"reports", "Reports in the record.", int64(status.Reports)},
			{"documents", "Texts in the record.", int64(status.Documents)},
			{"failures", "Inputs that could not be read.", int64(status.Failures)},
			{"pending_documents", "Texts not yet joined with the others.", int64(status.Pending)},
			{"sequence", "Another number whenever what the record shows is.", status.Sequence},
		} {
			fmt.Fprintf(&b, "# HELP chancery_record_%s %s\n# TYPE chancery_record_%s gauge\nchancery_record_%s %d\n", g.name, g.help, g.name, g.name, g.value)
		}
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	fmt.Fprintf(&b, "# HELP go_goroutines Goroutines.\n# TYPE go_goroutines gauge\ngo_goroutines %d\n", runtime.NumGoroutine())
	fmt.Fprintf(&b, "# HELP go_memstats_heap_inuse_bytes Memory of the heap in use.\n# TYPE go_memstats_heap_inuse_bytes gauge\ngo_memstats_heap_inuse_bytes %d\n", mem.HeapInuse)
	fmt.Fprintf(&b, "# HELP chancery_info The program.\n# TYPE chancery_info gauge\nchancery_info{version=%q} 1\n", s.o.Version)
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte(b.String()))
}
