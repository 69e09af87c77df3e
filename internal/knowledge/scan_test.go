package knowledge_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/knowledge"
)

func loaded(t testing.TB) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Load()
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func scanned(base *knowledge.Base, text string) (all []string) {
	base.Scanner().Scan(text, func(m knowledge.Match) bool {
		c := m.Candidates()[0]
		all = append(all, fmt.Sprintf("%s=%s(%s)", text[m.Start:m.End], c.ID(), c.Name.Relation))
		return true
	})
	return all
}

func TestScan(t *testing.T) {
	base := good(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Ruritania’s envoy met the Blue Guard.", []string{"Ruritania=ruritania(name)", "envoy=(name)", "Blue Guard=blue-guard(name)"}},
		{"the blue guard of RURITANIA", []string{"RURITANIA=ruritania(name)"}},
		{"Kingdom of\nRuritania", []string{"Kingdom of\nRuritania=ruritania(alias)"}},
		{"Kingdom of\n\nRuritania", []string{"Ruritania=ruritania(name)"}},
		{"Blue, Guard. Lss LSS L.S.S.", []string{"LSS=league(alias)", "L.S.S=league(alias)"}},
		{"Rüritanian foreign ministries", []string{"Rüritanian=ruritania(adjective)", "foreign ministries=(plural)"}},
		{"ruritania", nil},
		{"Bog BoG BOG bog", []string{"BoG=blue-guard(alias)", "BOG=blue-guard(alias)"}},
		{"", nil},
	} {
		if diff := cmp.Diff(c.want, scanned(base, c.text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.text, diff)
		}
	}
}

func TestFindComposed(t *testing.T) {
	base := good(t)
	for _, name := range []string{"Ruritanian foreign ministry", "Foreign Ministry of Ruritania", "Ruritania's foreign ministry", "foreign ministry of the Kingdom of Ruritania"} {
		found := base.Find(name)
		if len(found) != 1 || found[0].Name.Text != "Ministry of Foreign Affairs of Ruritania" {
			t.Errorf("%s: got %+v", name, found)
		}
	}
	for _, name := range []string{"", "of", "Ruritanian", "foreign ministry of", "Ruritanian Blue Guard", strings.Repeat("Ruritania ", 5000)} {
		for _, c := range base.Find(name) {
			if c.Name.Relation == knowledge.IsComposed {
				t.Errorf("%.40s: composed as %s", name, c.Name.Text)
			}
		}
	}
}

// TestScanFindsWhatIsNamed puts every name into a sentence and expects it to be found again.
func TestScanFindsWhatIsNamed(t *testing.T) {
	base := loaded(t)
	scanner := base.Scanner()
	check := func(id, name string) {
		text := "yesterday: " + name + "; they said"
		found := false
		scanner.All(text, func(m knowledge.Match) bool {
			for _, c := range m.Candidates() {
				found = found || c.ID() == id
			}
			return true
		})
		if !found {
			t.Errorf("%q of %s is not found", name, id)
		}
	}
	for _, e := range base.Entities() {
		for _, n := range e.Names {
			check(e.ID, n.Text)
		}
	}
	for _, p := range base.Places() {
		for _, n := range p.Names {
			check(p.ID, n.Text)
		}
	}
	for _, o := range base.AllOffices() {
		check(o.ID, o.Title)
	}
}

// TestScanAnywhere scans words of names in any order and case: matches must lie in order, apart, and on whole words.
func TestScanAnywhere(t *testing.T) {
	base := loaded(t)
	scanner := base.Scanner()
	entities := base.Entities()
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 12).Draw(t, "names") {
			e := entities[rapid.IntRange(0, len(entities)-1).Draw(t, "entity")]
			word := rapid.SampledFrom(strings.Fields(e.Names[len(e.Names)-1].Text)).Draw(t, "word")
			b.WriteString(word + rapid.SampledFrom([]string{" ", ", ", "-", "'s ", ". ", "\n", "\n\n", " – ", "/"}).Draw(t, "gap"))
		}
		text, end := b.String(), 0
		scanner.Scan(text, func(m knowledge.Match) bool {
			if m.Start < end || m.End <= m.Start || strings.TrimSpace(text[m.Start:m.End]) != text[m.Start:m.End] {
				t.Errorf("match %q at %d after %d in %q", text[m.Start:m.End], m.Start, end, text)
			}
			end = m.End
			return true
		})
	})
}

func FuzzScan(f *testing.F) {
	base, err := knowledge.LoadOnly(os.DirFS("testdata/good"))
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"Ruritania's U.S. 'blue' Guard", "\xff\xfe.'s", "A.B.C.", "l’été", "& & &"} {
		f.Add(s)
	}
	scanner := base.Scanner()
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		scanner.Scan(text, func(m knowledge.Match) bool {
			if m.Start < end || m.End <= m.Start || m.End > len(text) {
				t.Errorf("match %d..%d after %d in %d bytes", m.Start, m.End, end, len(text))
			}
			end = m.End
			if len(m.Candidates()) == 0 {
				t.Error("a match without candidates")
			}
			return true
		})
		base.Find(text)
	})
}

func FuzzLoad(f *testing.F) {
	data, err := os.ReadFile("testdata/good/countries.tsv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("id\tname\n\ufeff\t\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		files := map[string][]byte{"countries.tsv": data, "persons.tsv": data, "places.tsv": data}
		base, err := knowledge.LoadOnly(os.DirFS("testdata/good"), memory(files))
		if (base == nil) == (err == nil) {
			t.Errorf("base %v with error %v", base != nil, err)
		}
	})
}

func BenchmarkScan(b *testing.B) {
	base := loaded(b)
	text := strings.Repeat("Pakistan is facilitating a meeting in Islamabad on August 25th and 26th, involving individuals opposed to "+
		"the Taliban. Former U.S. envoy Zalmay Khalilzad has criticized Pakistan's support for the event, indicating concerns. "+
		"He highlighted that such actions might further strain the relationship between Afghanistan and Pakistan.\n", 200)
	scanner := base.Scanner()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		scanner.Scan(text, func(knowledge.Match) bool { return true })
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		loaded(b)
	}
}
