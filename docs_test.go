package chancery_test

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/sample"
	"github.com/chancery-project/chancery/record"
)

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestDependenciesHaveReasons compares go.mod with docs/DEPENDENCIES.md, both ways.
func TestDependenciesHaveReasons(t *testing.T) {
	docs := read(t, "docs/DEPENDENCIES.md")
	direct := map[string]bool{}
	for line := range strings.Lines(read(t, "go.mod")) {
		fields := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(fields) >= 2 && strings.Contains(fields[0], ".") && strings.HasPrefix(fields[1], "v") && !strings.Contains(line, "// indirect") {
			direct[fields[0]] = true
			if !strings.Contains(docs, "`"+fields[0]+"`") {
				t.Errorf("%s is required and has no reason in docs/DEPENDENCIES.md", fields[0])
			}
		}
	}
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)`").FindAllStringSubmatch(docs, -1) {
		if !direct[m[1]] {
			t.Errorf("docs/DEPENDENCIES.md lists %s, which go.mod does not require directly", m[1])
		}
	}
}

// TestNoticesAreDocumented wants each code of a notice with its meaning in docs/notices.md.
func TestNoticesAreDocumented(t *testing.T) {
	docs := read(t, "docs/notices.md")
	for _, m := range notice.Codes() {
		if !strings.Contains(docs, "`"+string(m.Code)+"` | "+m.Text) {
			t.Errorf("docs/notices.md has no row of %s with the words %q", m.Code, m.Text)
		}
	}
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|").FindAllStringSubmatch(docs, -1) {
		known := false
		for _, c := range notice.Codes() {
			known = known || string(c.Code) == m[1]
		}
		if !known {
			t.Errorf("docs/notices.md lists %s, which no stage gives", m[1])
		}
	}
}

// TestReadmeCommands wants the two commands that a newcomer runs on lines of their own: .ci/run runs them from there.
func TestReadmeCommands(t *testing.T) {
	readme := read(t, "README.md")
	for _, command := range []string{"\ngo run ./cmd/chancery read --sample\n", "\ngo test ./...\n"} {
		if !strings.Contains(readme, command) {
			t.Errorf("README.md does not have the command %q on a line of its own", strings.TrimSpace(command))
		}
	}
}

// TestReadmeEvent wants the event that the README shows to be one that the sample gives, but for its id and confidence.
func TestReadmeEvent(t *testing.T) {
	_, shown, _ := strings.Cut(read(t, "README.md"), "```json\n")
	shown, _, _ = strings.Cut(shown, "```")
	var want record.Event
	if err := json.Unmarshal([]byte(shown), &want); err != nil {
		t.Fatalf("the JSON of README.md: %v", err)
	}
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	reading, err := reader.Read(t.Context(), sample.Report())
	if err != nil {
		t.Fatal(err)
	}
	var nearest string
	for _, e := range reading.Entries() {
		got, ok := e.(*record.Event)
		if !ok || got.Span != want.Span || got.Type != want.Type {
			continue
		}
		want.ID, want.Confidence = got.ID, got.Confidence
		a, errA := record.Encode(got)
		b, errB := record.Encode(&want)
		if err := errors.Join(errA, errB); err != nil {
			t.Fatal(err)
		}
		if string(a) == string(b) {
			return
		}
		nearest = string(a)
	}
	t.Errorf("the sample does not give the event of README.md; nearest:\n%s", nearest)
}

// TestLinksLead wants every relative link of the documents to lead to a file.
func TestLinksLead(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	files, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	top, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, top...) {
		for _, m := range link.FindAllStringSubmatch(read(t, file), -1) {
			target := filepath.Join(filepath.Dir(file), filepath.FromSlash(m[1]))
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s links to %s, which is not there", file, m[1])
			}
		}
	}
}

// TestStart keeps the work before main small: every completion in a shell pays for it. The program is built and tells
// what its packages did before main; 20 ms and 20 MB are the most for all of them.
func TestStart(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program: left out with -short")
	}
	program := filepath.Join(t.TempDir(), "chancery")
	if out, err := exec.Command("go", "build", "-o", program, "./cmd/chancery").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	line := regexp.MustCompile(`init (\S+) @\S+ ms, (\S+) ms clock, (\d+) bytes, (\d+) allocs`)
	best := 1e9
	var bytes int
	var slow string
	for range 5 { // the least of five: another program may take the processor in between
		cmd := exec.Command(program, "version")
		cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("version: %v\n%s", err, out)
		}
		sum, held, most := 0.0, 0, 0.0
		name := ""
		for _, m := range line.FindAllStringSubmatch(string(out), -1) {
			ms, _ := strconv.ParseFloat(m[2], 64)
			n, _ := strconv.Atoi(m[3])
			sum, held = sum+ms, held+n
			if ms > most {
				most, name = ms, m[1]
			}
		}
		if sum < best {
			best, bytes, slow = sum, held, name
		}
	}
	if best > 20 {
		t.Errorf("packages work %.1f ms before main, the most is 20; the slowest is %s", best, slow)
	}
	if bytes > 20<<20 {
		t.Errorf("packages take %d MB before main, the most is 20", bytes>>20)
	}
}
