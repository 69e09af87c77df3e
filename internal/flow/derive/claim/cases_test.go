package claim_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

var update = flag.Bool("update", false, "rewrite the claims found in the files of cases")

// wanted is a line "> stance | source | cue | content | more" of a case.
type wanted struct {
	stance, source, cue, content, target, via string
	direct                                    bool
}

// passage is a text with the claims that it holds.
type passage struct {
	text   string
	claims []wanted
}

func readCases(t *testing.T, file string) []passage {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []passage
	for i, line := range strings.Split(string(data), "\n") {
		switch {
		case strings.HasPrefix(line, "= "):
			all = append(all, passage{text: strings.ReplaceAll(line[2:], " // ", "\n\n")})
		case strings.HasPrefix(line, "> "):
			cells := strings.Split(line[2:], " | ")
			if len(cells) < 4 || len(all) == 0 {
				t.Fatalf("%s line %d: write stance | source | cue | content", file, i+1)
			}
			w := wanted{stance: cells[0], source: cells[1], cue: cells[2], content: cells[3]}
			for _, more := range cells[4:] {
				name, value, _ := strings.Cut(more, "=")
				switch name {
				case "target":
					w.target = value
				case "via":
					w.via = value
				case "direct":
					w.direct = true
				default:
					t.Fatalf("%s line %d: no %q", file, i+1, name)
				}
			}
			p := &all[len(all)-1]
			p.claims = append(p.claims, w)
		}
	}
	return all
}

func newReader(t testing.TB) *flow.Reader {
	t.Helper()
	r, err := flow.NewReader(flow.ReaderOptions{Wanted: []text.Layer{text.Claims}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func read(t testing.TB, r *flow.Reader, words string) *text.Document {
	t.Helper()
	got, err := r.Read(context.Background(), text.Raw{Path: "case.txt", Format: text.Plain, Bytes: []byte(words)})
	if err != nil {
		t.Fatalf("%.60q: %v", words, err)
	}
	return got.Document
}

// line says a claim on one line of a file of cases.
func line(c *record.Claim) string {
	source := "-"
	if c.Source != nil {
		source = c.Source.Name
	}
	parts := []string{string(c.Stance), source, c.Cue, strings.Join(strings.Fields(c.Content), " ")}
	if c.Direct {
		parts = append(parts, "direct")
	}
	if c.Hedge != nil {
		parts = append(parts, "hedge="+*c.Hedge)
	}
	if c.Target != nil {
		parts = append(parts, "target="+c.Target.Name)
	}
	for _, v := range c.Via {
		parts = append(parts, "via="+v.Name)
	}
	return strings.Join(parts, " | ")
}

func words(s string) map[string]int {
	m := map[string]int{}
	for _, w := range strings.Fields(strings.ToLower(s)) {
		m[strings.Trim(w, ".,:;\"“”'!?")]++
	}
	return m
}

// overlap is the F measure of the words of two contents.
func overlap(a, b string) float64 {
	wa, wb := words(a), words(b)
	shared, all := 0, 0
	for w, n := range wa {
		shared += min(n, wb[w])
		all += n
	}
	for _, n := range wb {
		all += n
	}
	return 2 * float64(shared) / float64(max(all, 1))
}

func named(a *record.Actor, want string) bool {
	if a == nil {
		return want == "-" || want == ""
	}
	has := func(s string) bool { return strings.Contains(strings.ToLower(s), strings.ToLower(want)) }
	return want != "-" && (has(a.Name) || has(a.Text) || strings.Contains(strings.ToLower(want), strings.ToLower(a.Name)))
}

// score counts the claims wanted, found, and right: source and content; and of these, those with the right stance.
type score struct{ wanted, found, right, stance, target, targets int }

func (s score) String() string {
	p, r := float64(s.right)/float64(max(s.found, 1)), float64(s.right)/float64(max(s.wanted, 1))
	return fmt.Sprintf("wanted %d found %d right %d: P %.3f R %.3f F1 %.3f; stance %d, targets %d of %d",
		s.wanted, s.found, s.right, p, r, 2*p*r/max(p+r, 1e-9), s.stance, s.target, s.targets)
}

func compare(s *score, p passage, found []*record.Claim, miss func(string, ...any)) {
	s.wanted += len(p.claims)
	s.found += len(found)
	used := map[int]bool{}
	for _, w := range p.claims {
		hit := false
		if w.target != "" {
			s.targets++
		}
		for i, c := range found {
			if used[i] || overlap(w.content, c.Content) < 0.5 || !named(c.Source, w.source) {
				continue
			}
			used[i], hit = true, true
			s.right++
			if string(c.Stance) == w.stance {
				s.stance++
			} else {
				miss("stance %s, wanted %s: %s", c.Stance, w.stance, p.text)
			}
			if w.target != "" && named(c.Target, w.target) {
				s.target++
			}
			break
		}
		if !hit {
			miss("missed %s | %s | %s: %s", w.source, w.cue, w.content, p.text)
		}
	}
	for i, c := range found {
		if !used[i] {
			miss("more: %s: %s", line(c), p.text)
		}
	}
}

// TestCases reads the passages and compares the claims with those wanted; the figures must not fall. What is found in
// those to develop with stands in their file.
func TestCases(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct {
		file         string
		right, found int // at least, at most
	}{
		{"testdata/cases/develop.txt", 55, 57},
		{"testdata/cases/kept.txt", 38, 43},
		{"testdata/cases/styles.txt", 74, 79},
		{"testdata/cases/mended.txt", 0, 600},
		{"testdata/cases/around.txt", 0, 60},
		{"testdata/cases/press.txt", 0, 200},
	} {
		var s score
		found := map[string][]string{}
		miss := func(format string, args ...any) {
			if !strings.HasSuffix(c.file, "kept.txt") {
				t.Logf(format, args...)
			}
		}
		for _, p := range readCases(t, c.file) {
			claims := read(t, r, p.text).Facts.Claims
			compare(&s, p, claims, miss)
			for _, f := range claims {
				found[p.text] = append(found[p.text], "\t"+line(f))
			}
		}
		t.Logf("%s: %s", c.file, s)
		if s.right < c.right || s.found > c.found {
			t.Errorf("%s: %d claims right of %d found, wanted at least %d of at most %d", c.file, s.right, s.found, c.right, c.found)
		}
		if !strings.HasSuffix(c.file, "kept.txt") {
			compareFile(t, c.file, found)
		}
	}
}

// compareFile compares the lines with a tab of a file of cases with what was found, or rewrites them.
func compareFile(t *testing.T, file string, found map[string][]string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	passage := ""
	flush := func() {
		lines = append(lines, found[passage]...)
		passage = ""
	}
	for _, l := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		switch {
		case strings.HasPrefix(l, "\t"):
			continue
		case l == "":
			flush()
		case strings.HasPrefix(l, "= "):
			passage = strings.ReplaceAll(l[2:], " // ", "\n\n")
		}
		lines = append(lines, l)
	}
	flush()
	now := strings.Join(lines, "\n") + "\n"
	if now == string(data) {
		return
	}
	if !*update {
		t.Errorf("%s: other claims are found than the file has; look at them with -update and git diff", file)
		return
	}
	if err := os.WriteFile(file, []byte(now), 0o644); err != nil {
		t.Fatal(err)
	}
}
