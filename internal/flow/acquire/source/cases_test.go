package source_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/acquire/source"
	"github.com/chancery-project/chancery/internal/text"
)

var update = flag.Bool("update", false, "rewrite the wanted results in testdata")

// TestCases runs the case files of testdata/cases: a comment of lines "read ARG..." with "--map field=column" and
// "--flat" among the arguments, the files to be read, and the file "want" with what Read gives. The file "stdin" is
// standard input.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no case files: %v", err)
	}
	for _, file := range files {
		name, err := filepath.Abs(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { runCase(t, name) })
	}
}

func runCase(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rest, want, _ := strings.Cut(string(data), "-- want --\n")
	commands, files := sections(rest)
	t.Chdir(t.TempDir())
	for name, content := range files {
		if name != "stdin" {
			write(t, name, []byte(content))
		}
	}
	var got strings.Builder
	for line := range strings.Lines(commands) {
		command := strings.Fields(line)
		if len(command) == 0 || command[0] != "read" {
			continue
		}
		got.WriteString(line)
		args, o := parse(command[1:])
		for item := range source.Read(context.Background(), strings.NewReader(files["stdin"]), args, o) {
			got.WriteString(show(item))
		}
	}
	if got.String() == want {
		return
	}
	if !*update {
		t.Errorf("%s: got\n%s\nwant\n%s", file, got.String(), want)
		return
	}
	if err := os.WriteFile(file, []byte(rest+"-- want --\n"+got.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// sections takes apart what stands before the first line "-- NAME --" and the files behind such lines.
func sections(s string) (head string, files map[string]string) {
	files = map[string]string{}
	name := ""
	for line := range strings.Lines(s) {
		if n, ok := strings.CutPrefix(line, "-- "); ok && strings.HasSuffix(n, " --\n") {
			name = strings.TrimSuffix(n, " --\n")
			files[name] = ""
		} else if name == "" {
			head += line
		} else {
			files[name] += line
		}
	}
	return head, files
}

func parse(words []string) (args []string, o source.Options) {
	for i := 0; i < len(words); i++ {
		switch words[i] {
		case "--map":
			i++
			field, column, _ := strings.Cut(words[i], "=")
			if o.Map == nil {
				o.Map = map[string]string{}
			}
			o.Map[field] = column
		case "--flat":
			o.Flat = true
		case "--format":
			i++
			o.Format = text.Format(words[i])
		case "--name":
			i++
			o.StdinName = words[i]
		case "--max-faults":
			i++
			fmt.Sscan(words[i], &o.Limits.MaxFaults)
		default:
			args = append(args, words[i])
		}
	}
	return args, o
}

// show writes an item as lines: its place, format and words, then what is given; or its fault.
func show(item source.Item) string {
	if item.Err != nil {
		return fmt.Sprintf("  %s | %s\n", item.Err.Code, item.Err)
	}
	raw := item.Raw
	words := string(raw.Bytes)
	if len(words) > 60 {
		words = words[:60] + "…"
	}
	quoted := fmt.Sprintf("%q", words)
	if raw.Format == text.DOCX {
		quoted = "…"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "  %s | %s | %s\n", raw.Place(), raw.Format, quoted)
	g := raw.Given
	for _, given := range [][2]string{
		{"title", g.Title}, {"author", g.Author}, {"publisher", g.Publisher}, {"url", g.URL}, {"language", g.Language},
	} {
		if given[1] != "" {
			fmt.Fprintf(&b, "      %s: %s\n", given[0], given[1])
		}
	}
	for _, d := range g.Dates {
		fmt.Fprintf(&b, "      date: %s (%s, %s)\n", d.Text, d.From, d.Where)
	}
	for _, n := range raw.Notices {
		fmt.Fprintf(&b, "      notice: %s: %s\n", n.Code, n.Message)
	}
	return b.String()
}

func write(t *testing.T, name string, data []byte) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}
