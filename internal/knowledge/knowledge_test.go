package knowledge_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-project/chancery/internal/knowledge"
)

var update = flag.Bool("update", false, "rewrite the expected results under testdata")

func TestEmbedded(t *testing.T) {
	if _, err := knowledge.Load(); err != nil {
		t.Fatal(err)
	}
}

// TestBad loads each folder of testdata/bad over testdata/good and compares all faults with the folder's want.txt.
func TestBad(t *testing.T) {
	folders, err := filepath.Glob("testdata/bad/*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no folders of bad files: %v", err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			base, err := knowledge.LoadOnly(os.DirFS("testdata/good"), os.DirFS(folder))
			if base != nil {
				t.Error("a base was loaded in spite of faults")
			}
			if faults := knowledge.Faults(nil); !errors.As(err, &faults) {
				t.Fatalf("the error is no list of faults: %v", err)
			}
			compareFile(t, filepath.Join(folder, "want.txt"), err.Error()+"\n")
		})
	}
}

func compareFile(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// TestAllAtOnce loads two bad folders together and expects the faults of both.
func TestAllAtOnce(t *testing.T) {
	_, err := knowledge.LoadOnly(os.DirFS("testdata/good"), os.DirFS("testdata/bad/date-impossible"), os.DirFS("testdata/bad/coordinates"))
	var faults knowledge.Faults
	if !errors.As(err, &faults) || len(faults) != 7 {
		t.Errorf("got %d faults, want the 4 of one and the 3 of the other folder:\n%v", len(faults), err)
	}
}

func good(t *testing.T) *knowledge.Base {
	t.Helper()
	base, err := knowledge.LoadOnly(os.DirFS("testdata/good"))
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func TestRolesOn(t *testing.T) {
	base := good(t)
	for _, c := range []struct{ id, on, want string }{
		{"rudolf-elphberg", "1959", ""},
		{"rudolf-elphberg", "1960-01-01", "King of Ruritania certain"},
		{"rudolf-elphberg", "1980", "King of Ruritania certain"},
		{"rudolf-elphberg", "1980-12-31", "King of Ruritania certain"},
		{"rudolf-elphberg", "1981-01-01", ""},
		{"flavia-elphberg", "1980-12", "King of Ruritania possible"},
		{"flavia-elphberg", "1981", "King of Ruritania certain"},
		{"flavia-elphberg", "2026-01-01", "King of Ruritania assumed"},
		{"blue-guard", "1970", "armed group possible"},
		{"nobody", "1970", ""},
	} {
		on, err := knowledge.ParseDate(c.on)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range base.RolesOn(c.id, on) {
			got = append(got, h.Title+" "+h.Standing.String())
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s on %s: got %q, want %q", c.id, c.on, s, c.want)
		}
	}
}
