package ontology_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

var update = flag.Bool("update", false, "rewrite the case files")

func TestTypes(t *testing.T) {
	types := ontology.Types()
	if len(types) != 16 {
		t.Fatalf("%d types", len(types))
	}
	for _, typ := range types {
		if cooperation := strings.HasSuffix(string(typ.Quad), "cooperation"); cooperation != (typ.Score > 0) {
			t.Errorf("%s is %s with the score %g", typ.Name, typ.Quad, typ.Score)
		}
		for _, m := range typ.Modes {
			if typ.Name != ontology.Request && (m.Score > 0) != (typ.Score > 0) {
				t.Errorf("%s %s has the score %g, its type %g", typ.Name, m.Name, m.Score, typ.Score)
			}
		}
	}
	for _, c := range []struct {
		typ, mode string
		want      float64
	}{
		{"SANCTION", "", -6},
		{"ACCUSE", "", -3},
		{"CONSULT", "phone", 1.5},
		{"PROTEST", "vandalize", -5},
		{"ASSAULT", "no such mode", -9},
		{"NOTHING", "", 0},
	} {
		if got := ontology.ScoreOf(c.typ, c.mode); got != c.want {
			t.Errorf("score of %s %s is %g, want %g", c.typ, c.mode, got, c.want)
		}
	}
	if s, _ := ontology.TypeOf("SANCTION"); s.Quad != ontology.MaterialConflict || !s.RecipientRequired {
		t.Errorf("SANCTION is %s, recipient required: %v", s.Quad, s.RecipientRequired)
	}
}

func TestCodes(t *testing.T) {
	roots := 0
	for _, c := range ontology.Codes() {
		if len(c.Code) == 2 {
			roots++
		}
		if got, ok := ontology.CAMEO(c.Code); !ok || got.Text != c.Text {
			t.Errorf("%s is not found by itself", c.Code)
		}
		if demand, ok := strings.CutPrefix(c.Code, "10"); ok && demand != "" {
			appeal, ok := ontology.CAMEO(ontology.Appeal(c.Code))
			if appeal.Code != "02"+demand || (c.Code != "100" && (!ok || appeal.Type != "REQUEST" || appeal.Mode != c.Mode)) {
				t.Errorf("the appeal of %s is %+v", c.Code, appeal)
			}
		}
	}
	if roots != 20 {
		t.Errorf("%d roots", roots)
	}
	if _, ok := ontology.CAMEO("42"); ok {
		t.Error("42 is a code")
	}
	if got := ontology.Appeal("042"); got != "042" {
		t.Errorf("the appeal of 042 is %s", got)
	}
}

// TestStrict keeps the strict code of every act in every status: testdata/strict.txt, one line a type and mode.
func TestStrict(t *testing.T) {
	var b bytes.Buffer
	for _, s := range record.Statuses() {
		fmt.Fprintf(&b, "# %s\n", s)
		for _, typ := range ontology.Types() {
			for _, m := range append([]ontology.Mode{{}}, typ.Modes...) {
				strict := ontology.Strict(typ.Name, m.Name, s, nil)
				act := strings.TrimSpace(typ.Name + " " + m.Name)
				if strict != act {
					fmt.Fprintf(&b, "%s: %s %g\n", act, strict, ontology.StrictScore(strict))
				}
				if (strict == "") == ontology.Counts(s) {
					t.Errorf("%s %s: strict %q, counts %v", s, act, strict, ontology.Counts(s))
				}
			}
		}
	}
	compare(t, "strict.txt", b.Bytes())
	content := &record.Content{Type: "RETREAT", Mode: "release"}
	if got := ontology.Strict("REQUEST", "", record.Actual, content); got != "REQUEST yield" {
		t.Errorf("a request for a release is %q", got)
	}
	if got := ontology.Strict("SONG", "", record.Actual, nil); got != "" {
		t.Errorf("an unknown type is %q", got)
	}
}

// TestInner keeps what holds for acts that hold others, and what it is to end an act.
func TestInner(t *testing.T) {
	var b bytes.Buffer
	for _, typ := range ontology.Types() {
		for _, m := range append([]ontology.Mode{{}}, typ.Modes...) {
			fmt.Fprintf(&b, "%s\n", strings.TrimSpace(typ.Name+" "+m.Name))
			for _, outer := range []string{"AGREE", "REQUEST", "REJECT", "THREATEN"} {
				mode, cameo := ontology.Outer(outer, typ.Name, m.Name)
				fmt.Fprintf(&b, "\t%s: %s %s\n", outer, mode, cameo)
			}
			if end, mode, cameo, ok := ontology.Ending(typ.Name, m.Name); ok {
				fmt.Fprintf(&b, "\tended: %s %s %s\n", end, mode, cameo)
			}
		}
	}
	compare(t, "inner.txt", b.Bytes())
	if mode, cameo := ontology.Outer("CONSULT", "AID", ""); mode != "" || cameo != "" {
		t.Errorf("CONSULT holds AID: %s %s", mode, cameo)
	}
	if mode, cameo := ontology.Outer("REQUEST", "", ""); mode != "" || cameo != "100" {
		t.Errorf("a request for nothing known: %s %s", mode, cameo)
	}
}

func compare(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s changed (go test ./internal/ontology -update rewrites it):\n%s", name, got)
	}
}

// files gives the tables of the program for spoiling.
func files(t testing.TB) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS("."), "data", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.FromSlash(name))
		all[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestFaults spoils one thing at a time and wants it named.
func TestFaults(t *testing.T) {
	if err := ontology.Check(files(t)); err != nil {
		t.Fatal(err)
	}
	cases := []struct{ table, old, new, want string }{
		{"types", "\t2.5\t", "\tmuch\t", `types.tsv:3: score: "much" is no number from -10 to 10`},
		{"types", "verbal cooperation", "small talk", `quad: quads.tsv has no "small talk"`},
		{"types", "AGREE\t", "CONSULT\t", `CONSULT stands twice`},
		{"types", "\toptional\t", "\tperhaps\t", `recipient: "perhaps"; write optional or required`},
		{"modes", "\tvisit\t", "\tphone\t", `phone stands twice`},
		{"modes", "CONSULT\tvisit", "DANCE\tvisit", `types.tsv has no "DANCE"`},
		{"cameo", "\tphone\n", "\tletter\n", `modes.tsv has no "letter" of CONSULT`},
		{"cameo", "\n041\t", "\n04x\t", `"04x" is no code of two to four digits`},
		{"cameo", "\n041\t", "\n043\t", `042 does not stand behind 043`},
		{"cameo", "\teconomic\t", "\tmoney\t", `contexts.tsv has no "money"`},
		{"strict", "\nplanned\t*", "\nplanned\tTHREATEN", `status planned has no row with the type *`},
		{"strict", "\nplanned\tAID", "\nsomeday\tAID", `there is no status "someday"`},
		{"outer", "\nREQUEST\tAID\t*", "\nREQUEST\tCONSULT\t*", `REQUEST with CONSULT * stands twice`},
		{"outer", "\t106\n", "\t036\n", `036 is AGREE in cameo.tsv, here it stands for REQUEST`},
		{"ended", "\nAID\t", "\nBREAD\t", `AID has no row with the mode *`},
		{"stances", "\ndeny\t", "\nlie\t", `stances.tsv: has`},
		{"contexts", "context\t", "\t", `the first line must name the columns: context, meaning`},
		{"notes", "\n", "\n\n\ta\tb\tc\td\n", `columns`},
		{"sectors", "\nGOV\t", "\nLEG\t", `LEG stands twice`},
	}
	for _, c := range cases {
		all := files(t)
		name := "data/" + c.table + ".tsv"
		spoiled := strings.Replace(string(all[name].Data), c.old, c.new, 1)
		if spoiled == string(all[name].Data) {
			t.Errorf("%s does not hold %q", name, c.old)
			continue
		}
		all[name] = &fstest.MapFile{Data: []byte(spoiled)}
		if err := ontology.Check(all); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q for %q: %v, want %q", c.table, c.new, c.old, err, c.want)
		}
	}
	if err := ontology.Check(fstest.MapFS{}); err == nil || strings.Count(err.Error(), "\n") < 10 {
		t.Errorf("no tables: %v, want each named", err)
	}
}

// TestWordsOfOurOwn wants codes without a mode to be the exception and the words of each code its own.
func TestWordsOfOurOwn(t *testing.T) {
	var texts []string
	for _, c := range ontology.Codes() {
		texts = append(texts, c.Text)
	}
	slices.Sort(texts)
	for i := 1; i < len(texts); i++ {
		if texts[i] == texts[i-1] {
			t.Errorf("two codes say %q", texts[i])
		}
	}
}

func TestLoaderStands(t *testing.T) {
	all := files(t)
	var names []string
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	rapid.Check(t, func(t *rapid.T) {
		spoiled := fstest.MapFS{}
		for name, f := range all {
			spoiled[name] = f
		}
		name := rapid.SampledFrom(names).Draw(t, "table")
		data := slices.Clone(all[name].Data)
		for range rapid.IntRange(1, 5).Draw(t, "changes") {
			at := rapid.IntRange(0, len(data)-1).Draw(t, "at")
			data[at] = rapid.SampledFrom([]byte("\t\n-*0 X\xff")).Draw(t, "byte")
		}
		spoiled[name] = &fstest.MapFile{Data: data}
		_ = ontology.Check(spoiled) // any fault is an error, none a panic
	})
}
