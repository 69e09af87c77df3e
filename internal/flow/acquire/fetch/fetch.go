// Package fetch reads one address of the web when somebody asks for it. An address is words from outside: what it leads
// to is checked after names were resolved, at the moment of connecting, so that no name and no redirect can lead into the
// network of the machine that asks. It asks robots.txt, keeps no cookies, uses no proxy and stops at limits of size, time
// and redirects.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// Limits of one address.
const (
	MaxBytes     = 10 << 20
	MaxRedirects = 5
	MaxTime      = 20 * time.Second
	maxAddress   = 4 << 10
	maxHeader    = 64 << 10
)

// product is the name that robots.txt knows this program by.
const product = "chancery"

// Faults that callers tell apart.
var (
	// ErrAddress is given for what is no address of the web that may be read.
	ErrAddress = errors.New("not an address that is read")
	// ErrRobots is given where the robots.txt of a site asks programs not to read an address.
	ErrRobots = errors.New("the site asks programs not to read this address (robots.txt)")
	// ErrTooLarge is given for a page above the limit.
	ErrTooLarge = errors.New("larger than 10 MB")
)

// Page is what an address gave.
type Page struct {
	Address string // where the last redirect led
	Type    string // media type without parameters, lower case
	Bytes   []byte
}

// Fetcher reads addresses. It can be used by many goroutines.
type Fetcher struct {
	client *http.Client
	agent  string
}

// Options are the settings of a fetcher.
type Options struct {
	Version string // of the program, told to servers
	// Permit judges an address that is to be connected to; without it [Public] does.
	Permit func(netip.AddrPort) error
}

// New makes a fetcher.
func New(o Options) *Fetcher {
	permit := o.Permit
	if permit == nil {
		permit = Public
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: func(network, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil || !strings.HasPrefix(network, "tcp") {
			return fmt.Errorf("%w: %s %s", ErrAddress, network, address)
		}
		return permit(at)
	}}
	return &Fetcher{agent: product + "/" + o.Version, client: &http.Client{
		Transport: &http.Transport{
			Proxy: nil, DialContext: dialer.DialContext, DisableKeepAlives: true, ForceAttemptHTTP2: true,
			TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: 15 * time.Second, MaxResponseHeaderBytes: maxHeader,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Parse reads an address as it is typed: http or https, without a name of a user, at the usual port or one that is
// written.
func Parse(address string) (*url.URL, error) {
	address = strings.TrimSpace(address)
	if len(address) > maxAddress {
		return nil, fmt.Errorf("%w: longer than 4 KB", ErrAddress)
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%w: it cannot be read as an address", ErrAddress)
	}
	return u, check(u)
}

func check(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%w: want http:// or https://", ErrAddress)
	case u.Hostname() == "":
		return fmt.Errorf("%w: it names no server", ErrAddress)
	case u.User != nil:
		return fmt.Errorf("%w: names and passwords are not sent", ErrAddress)
	}
	return nil
}

// Fetch reads an address.
func (f *Fetcher) Fetch(ctx context.Context, address string) (*Page, error) {
	u, err := Parse(address)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, MaxTime)
	defer cancel()
	asked := map[string]rules{} // robots.txt by server
	for range MaxRedirects + 1 {
		if err := f.mayRead(ctx, u, asked); err != nil {
			return nil, err
		}
		page, next, err := f.one(ctx, u, MaxBytes)
		if err != nil {
			return nil, err
		}
		if next == nil {
			return page, nil
		}
		u = next
	}
	return nil, fmt.Errorf("%w: more than %d redirects", ErrAddress, MaxRedirects)
}

// statusError is an answer that is no page.
type statusError struct{ status int }

func (e *statusError) Error() string {
	return fmt.Sprintf("the server answers %d %s", e.status, http.StatusText(e.status))
}

// one asks for one address: it gives a page, or where a redirect leads.
func (f *Fetcher) one(ctx context.Context, u *url.URL, most int64) (*Page, *url.URL, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: it cannot be read as an address", ErrAddress)
	}
	r.Header.Set("User-Agent", f.agent)
	r.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain, application/pdf;q=0.8, */*;q=0.1")
	answer, err := f.client.Do(r)
	if err != nil {
		return nil, nil, plain(u, err)
	}
	defer answer.Body.Close()
	switch {
	case answer.StatusCode == 301, answer.StatusCode == 302, answer.StatusCode == 303, answer.StatusCode == 307, answer.StatusCode == 308:
		next, err := answer.Location()
		if err != nil {
			return nil, nil, fmt.Errorf("%s: a redirect that leads nowhere", u.Host)
		}
		return nil, next, check(next)
	case answer.StatusCode != http.StatusOK:
		return nil, nil, fmt.Errorf("%s: %w", u.Host, &statusError{answer.StatusCode})
	}
	b, err := io.ReadAll(io.LimitReader(answer.Body, most+1))
	if err != nil {
		return nil, nil, plain(u, err)
	}
	if int64(len(b)) > most {
		return nil, nil, fmt.Errorf("%s: %w", u.Host, ErrTooLarge)
	}
	kind, _, err := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	if err != nil {
		kind = ""
	}
	return &Page{Address: u.String(), Type: kind, Bytes: b}, nil, nil
}

// plain says what went wrong without the address that was asked for: it stands beside it already.
func plain(u *url.URL, err error) error {
	var inner *url.Error
	if errors.As(err, &inner) {
		err = inner.Err
	}
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Err != nil {
		err = dial.Err // without the number that a name leads to: it is nobody's business where that is an inner one
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s: no whole answer within %s: %w", u.Host, MaxTime, context.DeadlineExceeded)
	}
	return fmt.Errorf("%s: %w", u.Host, err)
}
