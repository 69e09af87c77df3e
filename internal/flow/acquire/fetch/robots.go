package fetch

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// Limits of a robots.txt (RFC 9309 asks for at least 500 KiB).
const (
	maxRobots = 500 << 10
	maxRules  = 5000
	maxRule   = 2 << 10
)

// rules are what a robots.txt says to this program. The zero value allows all.
type rules struct {
	all  []rule
	none bool // nothing may be read
}

type rule struct {
	pattern string
	allow   bool
}

// mayRead asks the robots.txt of the server of an address, once for each server. Without one all may be read; where the
// server fails at it, nothing (RFC 9309, section 2.3.1).
func (f *Fetcher) mayRead(ctx context.Context, u *url.URL, asked map[string]rules) error {
	server := u.Scheme + "://" + u.Host
	r, ok := asked[server]
	if !ok {
		var err error
		if r, err = f.robots(ctx, server); err != nil {
			return err
		}
		asked[server] = r
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !r.allows(path) {
		return fmt.Errorf("%s: %w", u.Host, ErrRobots)
	}
	return nil
}

func (f *Fetcher) robots(ctx context.Context, server string) (rules, error) {
	u, err := url.Parse(server + "/robots.txt")
	if err != nil {
		return rules{}, fmt.Errorf("%w: it cannot be read as an address", ErrAddress)
	}
	for range MaxRedirects + 1 {
		page, next, err := f.one(ctx, u, maxRobots)
		var status *statusError
		switch {
		case errors.As(err, &status) && status.status >= 400 && status.status < 500 && status.status != http.StatusTooManyRequests:
			return rules{}, nil
		case errors.As(err, &status), errors.Is(err, ErrTooLarge):
			return rules{none: true}, nil
		case err != nil:
			return rules{}, err
		case next == nil:
			return parseRobots(page.Bytes), nil
		}
		u = next
	}
	return rules{}, nil // more redirects are as good as none, says the RFC
}

// parseRobots reads the groups that are for this program, or else those for all.
func parseRobots(b []byte) rules {
	var own, others rules
	named := false // a group names this program
	forOwn, forAll, agents := false, false, false
	lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))))
	lines.Buffer(nil, maxRobots+1)
	for lines.Scan() {
		line, _, _ := strings.Cut(lines.Text(), "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent":
			if !agents {
				forOwn, forAll = false, false
			}
			agents = true
			name, _, _ := strings.Cut(value, "/")
			forOwn = forOwn || strings.EqualFold(strings.TrimSpace(name), product)
			forAll = forAll || value == "*"
			named = named || forOwn
		case "allow", "disallow":
			agents = false
			if value == "" || len(value) > maxRule {
				continue
			}
			r := rule{value, key == "allow"}
			if forOwn && len(own.all) < maxRules {
				own.all = append(own.all, r)
			}
			if forAll && len(others.all) < maxRules {
				others.all = append(others.all, r)
			}
		}
	}
	if named {
		return own
	}
	return others
}

// allows tells whether a path may be read: the longest rule that fits decides, and of equal ones the one that allows.
func (r rules) allows(path string) bool {
	if r.none {
		return false
	}
	allow, longest := true, -1
	for _, one := range r.all {
		if n := len(one.pattern); (n > longest || n == longest && one.allow) && fits(one.pattern, path) {
			allow, longest = one.allow, n
		}
	}
	return allow
}

// fits tells whether a path begins as a pattern says, in which * stands for anything and $ at the end for the end. It
// takes the leftmost place for each part, so that its time is the product of the two lengths at most.
func fits(pattern, path string) bool {
	whole := strings.HasSuffix(pattern, "$")
	pattern = strings.TrimSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	rest := path[len(parts[0]):]
	for i, part := range parts[1:] {
		if whole && i == len(parts)-2 {
			return strings.HasSuffix(rest, part)
		}
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return !whole || rest == ""
}
