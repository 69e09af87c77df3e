package web

import (
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// What is limited, each for itself.
type deed int

const (
	reading deed = iota
	adding
	trying // tokens
)

// rates are how often one remote address may do a thing: the first number in a second, the second at once.
func rates() map[deed]struct {
	each  rate.Limit
	burst int
} {
	return map[deed]struct {
		each  rate.Limit
		burst int
	}{reading: {60, 600}, adding: {0.5, 20}, trying: {0.1, 8}}
}

// maxRemotes is how many remote addresses are known at once. Those that come above it share one limit.
const maxRemotes = 10_000

// limits count what remote addresses do.
type limits struct {
	now func() time.Time

	mu    sync.Mutex
	all   map[netip.Prefix]*remote
	swept time.Time // when those that did nothing for long were last dropped
}

type remote struct {
	seen time.Time
	by   map[deed]*rate.Limiter
}

func newLimits(now func() time.Time) *limits {
	return &limits{now: now, all: map[netip.Prefix]*remote{}}
}

// remoteOf gives what stands for a remote address: an IPv4 address, or the network of 64 bits of an IPv6 address, since
// whoever has one of its addresses has them all.
func remoteOf(address string) netip.Prefix {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return netip.Prefix{}
	}
	ip := ap.Addr().Unmap().WithZone("")
	bits := 32
	if ip.Is6() {
		bits = 64
	}
	p, err := ip.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return p
}

// delay takes one of what a remote address may do, or gives how long it has to wait.
func (l *limits) delay(address string, d deed) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	key := remoteOf(address)
	r := l.all[key]
	if r == nil {
		if len(l.all) >= maxRemotes {
			l.forget(now)
		}
		if len(l.all) >= maxRemotes {
			key = netip.Prefix{}
			r = l.all[key]
		}
		if r == nil {
			r = &remote{by: map[deed]*rate.Limiter{}}
			for d, limit := range rates() {
				r.by[d] = rate.NewLimiter(limit.each, limit.burst)
			}
			l.all[key] = r
		}
	}
	r.seen = now
	take := r.by[d].ReserveN(now, 1)
	wait := take.DelayFrom(now)
	if wait > 0 {
		take.CancelAt(now)
	}
	return wait
}

// forget drops the remote addresses whose limits are full again.
func (l *limits) forget(now time.Time) {
	const idle, every = 2 * time.Minute, time.Second
	if now.Sub(l.swept) < every {
		return
	}
	l.swept = now
	for key, r := range l.all {
		if now.Sub(r.seen) > idle {
			delete(l.all, key)
		}
	}
}

// allow tells whether a request may go on. Where it may not, it is answered.
func (l *limits) allow(w http.ResponseWriter, r *http.Request, d deed) bool {
	wait := l.delay(r.RemoteAddr, d)
	if wait <= 0 {
		return true
	}
	w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
	problem(w, http.StatusTooManyRequests, "too many requests from this address: wait, and try again", r.URL.Path)
	return false
}

// limited holds remote addresses to their rates, and requests to a size. Who asks from this machine may read as often as
// it likes.
func (s *Server) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			most := int64(maxForm)
			if r.URL.Path == "/add" || r.URL.Path == "/api/v1/documents" {
				most = MaxUpload
				if !s.limits.allow(w, r, adding) {
					return
				}
			}
			if r.ContentLength > most {
				problem(w, http.StatusRequestEntityTooLarge, "this is larger than "+strconv.FormatInt(most>>10, 10)+" KB", r.URL.Path)
				return
			}
			r.Body = http.MaxBytesReader(w, r.Body, most)
		}
		if from := remoteOf(r.RemoteAddr); !from.Addr().IsLoopback() && !s.limits.allow(w, r, reading) {
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Limits of the bodies of requests: of forms, and of what is added.
const (
	maxForm   = 16 << 10
	MaxUpload = 64 << 20
)
