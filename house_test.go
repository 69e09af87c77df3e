// Package chancery_test holds the rules of the house: they look at the source of the whole project and fail with the
// reason of the rule that is broken.
package chancery_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/chancery-project/chancery"

// layers give each package its height by the longest prefix. A package may import only packages that stand lower.
var layers = []struct {
	prefix string
	height int
}{
	{"record", 0},
	{"internal/pack", 0},
	{"internal/ontology", 1},
	{"internal/notice", 1},
	{"internal/query", 2},
	{"internal/language", 1},
	{"internal/text", 2},
	{"internal/knowledge", 3},
	{"internal/sample", 3},
	{"internal/flow/acquire", 4},
	{"internal/flow/annotate", 4},
	{"internal/flow/bind", 4},
	{"internal/flow/derive", 4},
	{"internal/flow/keep", 4},
	{"internal/flow/ledger", 5},
	{"internal/flow/measure", 6},
	{"internal/flow/publish/tell", 6},
	{"internal/flow/publish", 7},
	{"internal/flow", 8},
	{"internal/score", 9},
	{"cmd", 10},
}

// families are prefixes within which packages may import each other although they stand on one height.
var families = []string{
	"internal/language", "internal/knowledge", "internal/ontology", "internal/pack", "internal/text", "internal/query",
	"internal/flow/acquire/source", "internal/flow/acquire/extract", "internal/flow/acquire/copies",
	"internal/flow/annotate/segment", "internal/flow/annotate/syntax", "internal/flow/annotate/names",
	"internal/flow/keep", "internal/flow/ledger", "internal/flow/publish", "internal/score",
}

// bans are imports that the heights would allow and that are refused all the same.
var bans = []struct{ from, to, reason string }{
	{"internal/flow/keep", "internal/text", "a store keeps what leaves the program; the layers of a document are not its business"},
	{"internal/flow/publish", "internal/flow/acquire", "what is published comes from the record, never from an input"},
	{"internal/flow/measure", "internal/flow/keep/sqlite", "measures ask the interface, so that they hold for every store"},
	{"internal/flow/publish", "internal/flow/keep/sqlite", "views ask the interface, so that they hold for every store"},
	{"internal/flow/ledger", "internal/flow/keep/sqlite", "the ledger asks the interface, so that it holds for every store"},
	{"internal/text", "internal/language", "layers hold what was found, not the models that found it"},
	{"cmd/chancery-train", "internal/flow/keep", "training reads treebanks and writes a model; it has no record"},
}

// source is one Go file of the project.
type source struct {
	path string // slash-separated, from the root
	dir  string
	file *ast.File
	fset *token.FileSet
	test bool
}

func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules" || (d.Name() != "." && strings.HasPrefix(d.Name(), "."))) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		slashed := filepath.ToSlash(name)
		all = append(all, source{slashed, path.Dir(slashed), f, fset, strings.HasSuffix(name, "_test.go")})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no Go files found: the test does not run at the root of the project")
	}
	return all
}

func height(dir string) int {
	best, at := -1, -1
	for _, l := range layers {
		if within(dir, l.prefix) && len(l.prefix) > best {
			best, at = len(l.prefix), l.height
		}
	}
	return at
}

func within(dir, prefix string) bool { return dir == prefix || strings.HasPrefix(dir, prefix+"/") }

func sameFamily(a, b string) bool {
	return slices.ContainsFunc(families, func(f string) bool { return within(a, f) && within(b, f) })
}

// TestImports keeps the direction of imports: stages do not know each other, the store or the flow, so that each can
// be read, tested and replaced alone.
func TestImports(t *testing.T) {
	for _, s := range sources(t) {
		if s.dir == "." || s.test {
			continue
		}
		if height(s.dir) < 0 {
			t.Errorf("%s: the folder %s has no place in the layers; give it one in house_test.go", s.path, s.dir)
			continue
		}
		for _, imp := range s.file.Imports {
			target, ours := strings.CutPrefix(strings.Trim(imp.Path.Value, `"`), module+"/")
			if !ours {
				continue
			}
			if height(target) >= height(s.dir) && !sameFamily(s.dir, target) {
				t.Errorf("%s imports %s: a package may import only what stands lower (%d imports %d); "+
					"let the two meet in a lower package, or in internal/flow", s.path, target, height(s.dir), height(target))
			}
			for _, b := range bans {
				if within(s.dir, b.from) && within(target, b.to) {
					t.Errorf("%s imports %s: %s", s.path, target, b.reason)
				}
			}
		}
	}
}

// TestRecordIsPure keeps the public package free of dependencies: other programs read records with it.
func TestRecordIsPure(t *testing.T) {
	for _, s := range sources(t) {
		if s.dir != "record" || s.test {
			continue
		}
		for _, imp := range s.file.Imports {
			if strings.Contains(imp.Path.Value, ".") {
				t.Errorf("%s imports %s: record depends on the standard library alone", s.path, imp.Path.Value)
			}
		}
	}
}

// TestEnvironmentIsReadInOnePlace keeps flags, settings and the environment in the commands.
func TestEnvironmentIsReadInOnePlace(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || within(s.dir, "cmd") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			pkg, ok := sel.X.(*ast.Ident)
			if ok && pkg.Name == "os" && slices.Contains([]string{"Getenv", "LookupEnv", "Environ", "Exit", "Args"}, sel.Sel.Name) {
				t.Errorf("%s: os.%s: only the commands read the environment and end the program", s.fset.Position(n.Pos()), sel.Sel.Name)
			}
			return true
		})
	}
}

// TestNoClockNoChance keeps clocks and chance out of everything that reads a report: the same bytes give the same
// facts on any day.
func TestNoClockNoChance(t *testing.T) {
	pure := []string{
		"record", "internal/pack", "internal/text", "internal/notice", "internal/ontology", "internal/knowledge", "internal/query",
		"internal/flow/acquire", "internal/flow/annotate", "internal/flow/bind", "internal/flow/derive", "internal/flow/keep",
	}
	// Limits on time need a clock: what takes too long is given up, and nothing else depends on it.
	limited := []string{"internal/flow/acquire/source", "internal/flow/acquire/extract/pdf"}
	for _, s := range sources(t) {
		if s.test || !slices.ContainsFunc(pure, func(p string) bool { return within(s.dir, p) }) || strings.HasSuffix(s.dir, "test") ||
			slices.Contains(limited, s.dir) {
			continue
		}
		for _, imp := range s.file.Imports {
			if strings.Contains(imp.Path.Value, "math/rand") {
				t.Errorf("%s imports %s: reading is without chance", s.path, imp.Path.Value)
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "time" && (sel.Sel.Name == "Now" || sel.Sel.Name == "Since") {
				t.Errorf("%s: time.%s: reading has no clock; take the day as an argument", s.fset.Position(n.Pos()), sel.Sel.Name)
			}
			return true
		})
	}
}

// TestPackageComments wants each package to say why it exists.
func TestPackageComments(t *testing.T) {
	documented := map[string]bool{}
	for _, s := range sources(t) {
		if !s.test {
			documented[s.dir] = documented[s.dir] || s.file.Doc != nil
		}
	}
	for dir, ok := range documented {
		if !ok {
			t.Errorf("%s: no file has a package comment", dir)
		}
	}
}

// TestNames refuses folders whose name says nothing.
func TestNames(t *testing.T) {
	empty := []string{"util", "utils", "common", "helper", "helpers", "misc", "core", "base", "shared", "manager"}
	for _, s := range sources(t) {
		for _, part := range strings.Split(s.dir, "/") {
			if slices.Contains(empty, part) {
				t.Errorf("%s: a folder named %s says nothing about what is in it", s.path, part)
			}
		}
	}
}

// TestSizes keeps files and functions short enough to be read in one go.
func TestSizes(t *testing.T) {
	const maxFile, maxFunction = 700, 150
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		if n := s.fset.File(s.file.Pos()).LineCount(); n >= maxFile {
			t.Errorf("%s has %d lines, the most is %d", s.path, n, maxFile-1)
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			from, to := s.fset.Position(f.Pos()).Line, s.fset.Position(f.End()).Line
			if to-from >= maxFunction {
				t.Errorf("%s: %s has %d lines, the most is %d", s.path, f.Name.Name, to-from+1, maxFunction)
			}
		}
	}
}

// TestNoInit refuses work before main: every completion in the shell would pay for it.
func TestNoInit(t *testing.T) {
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s: init: let the caller do it, or do it at first use", s.fset.Position(f.Pos()))
			}
		}
	}
}

// TestDirections makes sure that the rules above speak of folders that are there: a ban on nothing bans nothing.
func TestDirections(t *testing.T) {
	for _, b := range bans {
		if _, err := os.Stat(filepath.FromSlash(b.from)); err == nil {
			if _, err := os.Stat(filepath.FromSlash(b.to)); err != nil {
				t.Errorf("the ban of %s in %s (%s) is on a folder that is not there", b.to, b.from, b.reason)
			}
		}
	}
}
