package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func commands(t *testing.T) *cobra.Command {
	t.Helper()
	a := &app{env: func(string) string { return "" }, now: func() time.Time { return time.Time{} }}
	return a.rootCommand()
}

// walk visits each command that users see, parents first, in the order of their names.
func walk(cmd *cobra.Command, visit func(*cobra.Command)) {
	visit(cmd)
	for _, c := range cmd.Commands() {
		if !c.Hidden && c.Name() != "help" && cmd.Name() != "completion" {
			walk(c, visit)
		}
	}
}

// TestManual keeps docs/cli.md the manual of the commands as they are.
func TestManual(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Commands\n\nWritten from the program by `go test ./cmd/chancery -run Manual -update`. Exit codes and\nsettings stand at the end.\n")
	walk(commands(t), func(cmd *cobra.Command) { page(&b, cmd) })
	b.WriteString("\n## Settings\n\n| key | environment | default | meaning |\n|---|---|---|---|\n")
	for _, s := range settingsTable() {
		fmt.Fprintf(&b, "| `%s` | `%s` | `%s` | %s |\n", s.key, environmentName(s.key), s.initial, s.meaning)
	}
	file := filepath.Join("..", "..", "docs", "cli.md")
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != b.String() {
		t.Error("docs/cli.md is not the manual of these commands: go test ./cmd/chancery -run Manual -update")
	}
}

func page(b *strings.Builder, cmd *cobra.Command) {
	fmt.Fprintf(b, "\n## %s\n\n", cmd.CommandPath())
	words := cmd.Long
	if words == "" {
		words = cmd.Short
	}
	fmt.Fprintf(b, "```\n%s\n\n%s\n", cmd.UseLine(), words)
	if cmd.Example != "" {
		fmt.Fprintf(b, "\n%s\n", cmd.Example)
	}
	if cmd.HasAvailableLocalFlags() && cmd.Name() != "completion" {
		fmt.Fprintf(b, "\n%s", cmd.LocalFlags().FlagUsages())
	}
	b.WriteString("```\n")
}

// TestHelp wants each command to say what it does, to show an example where it takes anything, and to name its flags
// in the style of the house.
func TestHelp(t *testing.T) {
	walk(commands(t), func(cmd *cobra.Command) {
		if cmd.Short == "" || strings.HasSuffix(cmd.Short, ".") {
			t.Errorf("%s: the short help is %q: want words without a full stop", cmd.CommandPath(), cmd.Short)
		}
		if strings.Contains(cmd.Use, " ") && cmd.Example == "" && cmd.Parent() != nil && cmd.Parent().Name() != "config" {
			t.Errorf("%s takes arguments and has no example", cmd.CommandPath())
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Usage == "" || regexp.MustCompile(`^[A-Z][a-z]`).MatchString(f.Usage) {
				t.Errorf("%s --%s: the help is %q: want lower case", cmd.CommandPath(), f.Name, f.Usage)
			}
		})
	})
}
