package fetch

import (
	"strings"
	"testing"
)

func TestRobots(t *testing.T) {
	for _, c := range []struct {
		robots, path string
		want         bool
	}{
		{"", "/a", true},
		{"User-agent: *\nDisallow:", "/a", true},
		{"User-agent: *\nDisallow: /", "/a", false},
		{"user-agent:*\r\ndisallow:/a # all\r\n", "/ab", false},
		{"\xef\xbb\xbfUser-agent: *\nDisallow: /", "/a", false},
		{"Disallow: /", "/a", true},
		{"User-agent: other\nDisallow: /", "/a", true},
		{"User-agent: other\nUser-agent: chancery\nDisallow: /", "/a", false},
		{"User-agent: chancery/2\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", true},
		{"User-agent: chancery\n\nUser-agent: *\nDisallow: /", "/a", false},
		{"User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true},
		{"User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", false},
		{"User-agent: *\nAllow: /a\nDisallow: /a", "/a", true},
		{"User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false},
		{"User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", true},
		{"User-agent: *\nDisallow: /a*b*c", "/a-b-b-c-d", false},
		{"User-agent: *\nDisallow: /*?", "/a?b", false},
		{"User-agent: *\nDisallow: /$", "/", false},
		{"User-agent: *\nDisallow: /$", "/a", true},
		{"User-agent: *\nSitemap: /x\nCrawl-delay: 5\nDisallow: /a", "/a", false},
		{"User-agent: chancery\nDisallow: /a\nUser-agent: *\nDisallow: /\nUser-agent: chancery\nDisallow: /b", "/b", false},
		{"User-agent: chancery\nDisallow: /a\nUser-agent: *\nDisallow: /\nUser-agent: chancery\nDisallow: /b", "/c", true},
	} {
		if got := parseRobots([]byte(c.robots)).allows(c.path); got != c.want {
			t.Errorf("%q: %s is %v", c.robots, c.path, got)
		}
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a*b$\nAllow: /a", "/ab")
	f.Add("User-agent: chancery\nDisallow: *", "/")
	f.Add("User-agent: *\nDisallow: /"+strings.Repeat("*a", 500), "/"+strings.Repeat("a", 400))
	f.Fuzz(func(t *testing.T, robots, path string) {
		r := parseRobots([]byte(robots))
		if len(r.all) > maxRules {
			t.Fatalf("%d rules", len(r.all))
		}
		if len(r.all) == 0 && !r.allows(path) {
			t.Fatal("no rule refuses")
		}
		for _, one := range r.all {
			if len(one.pattern) > maxRule {
				t.Fatalf("a rule of %d bytes", len(one.pattern))
			}
			if !strings.ContainsAny(one.pattern, "*$") && fits(one.pattern, path) != strings.HasPrefix(path, one.pattern) {
				t.Fatalf("%q on %q", one.pattern, path)
			}
		}
	})
}
