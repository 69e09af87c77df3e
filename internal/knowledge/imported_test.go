package knowledge_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-project/chancery/internal/knowledge"
)

func TestForeign(t *testing.T) {
	base, err := knowledge.LoadOnly(os.DirFS("testdata/good"), os.DirFS("testdata/foreign"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, want string }{
		{"Hentzau", "geonames-1 city RUR 42.5 15.5 12000"},
		{"Henzau", "geonames-1 city RUR 42.5 15.5 12000"},
		{"Гентцау", "geonames-1 city RUR 42.5 15.5 12000"},
		{"Zenda", "zenda city RUR 42.1 15.2 30000; geonames-2 city RUR 42.1 15.2 30000"},
		{"Ruritania", "ruritania state RUR [GOV] false"},
		{"Forest of Zenda", ""},
		{"Strelsau Airport", "geonames-5 airport RUR 42.4 15.1 0"},
		{"Rupert Hentzau", "ftm-Q1 person RUR [GOV] false"},
		{"Rupert", "ftm-Q1 person RUR [GOV] true"},
		{"Strelsau Bank", "ftm-Q2 company RUR [BUS] false"},
		{"Black Legion", "ftm-Q4 armed group  [REB] false"},
		{"1 Castle Road", ""},
	} {
		var got []string
		for _, f := range base.Find(c.name) {
			switch {
			case f.Place != nil:
				p, ok := base.Place(f.ID())
				if !ok {
					t.Errorf("no place %s", f.ID())
					continue
				}
				got = append(got, fmt.Sprint(p.ID, " ", p.Kind, " ", p.Country, " ", p.Latitude, " ", p.Longitude, " ", p.Population))
			case f.Entity != nil:
				e, ok := base.Entity(f.ID())
				if !ok {
					t.Errorf("no entity %s", f.ID())
					continue
				}
				got = append(got, fmt.Sprint(e.ID, " ", e.Kind, " ", e.Country, " ", e.Sectors, " ", f.Name.Ambiguous))
			}
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	if _, ok := base.Entity("ftm-Q9"); ok {
		t.Error("an entity that is not there was found")
	}
}

func FuzzForeign(f *testing.F) {
	for _, name := range []string{"testdata/foreign/geonames/RT.txt", "testdata/foreign/followthemoney/people.jsonl"} {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		files := map[string][]byte{"geonames/a.txt": data, "followthemoney/a.jsonl": data}
		base, err := knowledge.LoadOnly(os.DirFS("testdata/good"), memory(files))
		var faults knowledge.Faults
		if err != nil && !errors.As(err, &faults) {
			t.Fatal(err)
		}
		if base != nil {
			base.Find("Hentzau")
		}
	})
}

// million gives a dump of GeoNames with a million names of made-up towns.
func million() fs.FS {
	syllables := strings.Fields("ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru sa se si so su ta te ti to tu za ze zi zo zu")
	var b strings.Builder
	for i := range 1_000_000 {
		n := i
		for k := range 4 {
			s := syllables[n%50]
			if k == 0 {
				s = strings.ToUpper(s[:1]) + s[1:]
			}
			if k == 0 {
				fmt.Fprintf(&b, "%d\t", i)
			}
			b.WriteString(s)
			n /= 50
		}
		b.WriteString("burg\t\t\t42.5\t15.5\tP\tPPL\tPK\t\t\t\t\t\t1000\t\t\t\t2025-01-01\n")
	}
	return fstest.MapFS{"geonames/all.txt": {Data: []byte(b.String())}}
}

// BenchmarkMillion loads a million names and reports the memory that they take when loaded.
func BenchmarkMillion(b *testing.B) {
	files := million()
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		base, err := knowledge.Load(files)
		if err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-held")
		if len(base.Find("Babababaeburg")) > 0 {
			b.Fatal("found what is not there")
		}
	}
}

// TestVersion: the version tells of every file that was read, whatever its form, and of nothing else.
func TestVersion(t *testing.T) {
	version := func(user fstest.MapFS) string {
		t.Helper()
		base, err := knowledge.Load(user)
		if err != nil {
			t.Fatal(err)
		}
		return base.Version()
	}
	group := "id\tname\tkind\taliases\tcountry\tsectors\tfrom\tto\tsource\nred-guard\tRed Guard\tarmed group\t\tFRA\tREB\t\t\tpublic-record\n"
	person := `{"id":"p1","schema":"Person","properties":{"name":["Hedwig Beispiel"],"country":["de"]}}`
	seen := map[string]string{}
	for _, c := range []struct {
		what  string
		files fstest.MapFS
	}{
		{"nothing", fstest.MapFS{}},
		{"a group", fstest.MapFS{"groups.tsv": {Data: []byte(group)}}},
		{"the group with another sector", fstest.MapFS{"groups.tsv": {Data: []byte(strings.Replace(group, "REB", "UNS", 1))}}},
		{"a person", fstest.MapFS{"people.jsonl": {Data: []byte(person)}}},
		{"another person", fstest.MapFS{"people.jsonl": {Data: []byte(strings.Replace(person, "de", "at", 1))}}},
	} {
		v := version(c.files)
		if was := seen[v]; was != "" {
			t.Errorf("%s and %s have one version", was, c.what)
		}
		seen[v] = c.what
		if again := version(c.files); again != v {
			t.Errorf("%s: the version is %s and %s", c.what, v, again)
		}
	}
	if v := version(fstest.MapFS{"notes.txt": {Data: []byte("for people")}}); seen[v] != "nothing" {
		t.Error("notes change the version")
	}
}
