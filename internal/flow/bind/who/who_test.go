package who_test

import (
	"flag"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/bind/who"
	"github.com/chancery-project/chancery/internal/knowledge"
)

var update = flag.Bool("update", false, "rewrite the case files")

// loaded builds the resolver once for all tests.
var loaded = sync.OnceValues(func() (*who.Resolver, error) {
	base, err := knowledge.Load()
	if err != nil {
		return nil, err
	}
	return who.New(base)
})

func resolver(t testing.TB) *who.Resolver {
	t.Helper()
	r, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestMentions(t *testing.T) {
	r := resolver(t)
	const file = "testdata/mentions.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "\t") {
			continue
		}
		b.WriteString(line + "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := append(strings.Split(line, "|"), "")
		on, err := knowledge.ParseDate(strings.TrimSpace(cells[1]))
		if err != nil {
			t.Fatal(err)
		}
		answer := r.Resolve(who.Mention{Text: strings.TrimSpace(cells[0]), On: on, Sentence: strings.TrimSpace(cells[2])})
		for _, a := range answer.Actors {
			b.WriteString("\t" + strings.Join([]string{a.Name, a.Kind, a.Country, strings.Join(a.Sectors, "/")}, " | ") + "\n")
		}
		if len(answer.Actors) == 0 {
			b.WriteString("\tnone: " + answer.Why + "\n")
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != string(data) {
		t.Errorf("%s has changed; run with -update and read the difference:\n%s", file, b.String())
	}
}

// TestAnyMention makes mentions of words that meet in mentions, in any order: every answer is either actors with
// reasons or a reason, sectors and countries are codes, and the same question has the same answer.
func TestAnyMention(t *testing.T) {
	r := resolver(t)
	parts := []string{
		"the", "a", "former", "acting", "U.S.", "Russian", "Pakistan", "Pakistan's", "'s", "and", ",", "(", ")", "of", "in", "to", "foreign",
		"minister", "ministers", "army", "Putin", "Vladimir Putin", "Taliban", "Kabul", "rebels", "officials", "UN", "Xyzzy", "Al", "bin", "north",
		"North", "South Korea", "two", "2021", "é", "\u0627\u0644", "group", "party", "president-elect", "\"", "’s", "&",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 9).Draw(t, "parts"), rapid.SampledFrom([]string{" ", ""}).Draw(t, "gap"))
		date := knowledge.Date{}
		if rapid.Bool().Draw(t, "dated") {
			date = knowledge.Date{Year: int16(rapid.IntRange(1985, 2030).Draw(t, "year")), Month: 6, Day: 15}
		}
		m := who.Mention{Text: text, On: date, Sentence: rapid.SampledFrom([]string{"", text, "In " + text + " it rained."}).Draw(t, "sentence")}
		check(t, r, m)
	})
}

func check(t interface{ Fatalf(string, ...any) }, r *who.Resolver, m who.Mention) {
	answer := r.Resolve(m)
	if (len(answer.Actors) == 0) != (answer.Why != "") {
		t.Fatalf("%q: %d actors and the reason for none %q", m.Text, len(answer.Actors), answer.Why)
	}
	for _, a := range answer.Actors {
		if a.Name == "" || a.Kind == "" || len(a.Why) == 0 {
			t.Fatalf("%q: an actor without name, kind or reason: %+v", m.Text, a)
		}
		if a.Country != "" && len(a.Country) != 3 {
			t.Fatalf("%q: country %q", m.Text, a.Country)
		}
		for _, s := range a.Sectors {
			if len(s) != 3 {
				t.Fatalf("%q: sector %q", m.Text, s)
			}
		}
	}
	if again := r.Resolve(m); !reflect.DeepEqual(answer, again) {
		t.Fatalf("%q: two answers: %+v and %+v", m.Text, answer, again)
	}
}

func FuzzResolve(f *testing.F) {
	for _, s := range []string{"U.S. and Russian negotiators", "Sergei Lavrov, the Russian foreign minister", "(TTP)", "’s", "\xff\xfe", strings.Repeat("the ", 200)} {
		f.Add(s, "They met "+s+" in Paris.")
	}
	r := resolver(f)
	f.Fuzz(func(t *testing.T, text, sentence string) {
		check(t, r, who.Mention{Text: text, On: knowledge.Date{Year: 2020, Month: 5, Day: 4}, Sentence: sentence})
	})
}

func BenchmarkResolve(b *testing.B) {
	r := resolver(b)
	on := knowledge.Date{Year: 2025, Month: 8, Day: 23}
	mentions := []string{"Former U.S. envoy Zalmay Khalilzad", "Pakistani military chiefs", "the Taliban", "U.S. and Russian negotiators", "the border"}
	for i := 0; b.Loop(); i++ {
		r.Resolve(who.Mention{Text: mentions[i%len(mentions)], On: on})
	}
}
