package claim_test

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/derive/claim"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// sound checks what must hold of the claims of any text.
func sound(t interface{ Errorf(string, ...any) }, doc *text.Document) {
	for _, c := range doc.Facts.Claims {
		for _, f := range record.Verify(c, doc.Text) {
			t.Errorf("%v", f)
		}
		if c.Content == "" || !c.Span.Contains(c.ContentSpan) {
			t.Errorf("the content %v of %q does not lie in its claim %v", c.ContentSpan, c.Content, c.Span)
		}
		if c.Source != nil && c.Source.Name == "" {
			t.Errorf("a source without a name: %q", c.Quote)
		}
	}
	ids := map[record.ID]bool{}
	for _, c := range doc.Facts.Claims {
		ids[c.ID] = true
	}
	for _, d := range doc.Facts.Disputes {
		for _, id := range d.Claims {
			if !ids[id] {
				t.Errorf("dispute %s joins %s, which is no claim", d.ID, id)
			}
		}
		for _, f := range record.Verify(d, doc.Text) {
			t.Errorf("%v", f)
		}
	}
	for i := range doc.Tokens {
		c := doc.ClaimAt(text.TokenID(i))
		if c != nil && !c.ContentSpan.Contains(doc.Tokens[i].Span) {
			t.Errorf("word %q is not in the content %q", doc.Word(text.TokenID(i)), c.Content)
		}
	}
}

// TestSound reads texts that are put together of the passages, whole and cut, with marks where none belong.
func TestSound(t *testing.T) {
	r := newReader(t)
	var pieces []string
	for _, p := range append(readCases(t, "testdata/cases/develop.txt"), readCases(t, "testdata/cases/kept.txt")...) {
		pieces = append(pieces, p.text)
	}
	between := []string{" ", "\n\n", ", ", "; ", ": ", " \"", "\" ", " “", "” ", " that ", " said ", " according to ", ""}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 5).Draw(t, "pieces") {
			fields := strings.Fields(rapid.SampledFrom(pieces).Draw(t, "piece"))
			from := rapid.IntRange(0, len(fields)-1).Draw(t, "from")
			end := rapid.IntRange(from+1, len(fields)).Draw(t, "end")
			b.WriteString(strings.Join(fields[from:end], " ") + rapid.SampledFrom(between).Draw(t, "between"))
		}
		raw := text.Raw{Path: "made.txt", Format: text.Plain, Bytes: []byte(b.String())}
		first, err := r.Read(context.Background(), raw)
		if err != nil {
			t.Skip("nothing to read")
		}
		sound(t, first.Document)
		again, err := r.Read(context.Background(), raw)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(first.Document.Facts.Claims, again.Document.Facts.Claims) {
			t.Errorf("other claims at the second reading of %q", b.String())
		}
		if !reflect.DeepEqual(first.Document.Facts.Disputes, again.Document.Facts.Disputes) {
			t.Errorf("other disputes at the second reading of %q", b.String())
		}
	})
}

func FuzzRead(f *testing.F) {
	r := newReader(f)
	f.Add("\"He said,\" she said, \"that they said.\" According to according to. : : said: \"")
	f.Add("Army: Army: said that that said, it was said to be said.")
	f.Fuzz(func(t *testing.T, words string) {
		if len(words) > 2000 {
			return
		}
		got, err := r.Read(context.Background(), text.Raw{Path: "f.txt", Format: text.Plain, Bytes: []byte(words)})
		if err != nil {
			if strings.Contains(err.Error(), "internal error") {
				t.Fatal(err)
			}
			return
		}
		sound(t, got.Document)
	})
}

// TestClaimAt finds the innermost claim of a word: the event in what is said bears its source.
func TestClaimAt(t *testing.T) {
	doc := read(t, newReader(t), "Officials told the newspaper that the prime minister had said the talks were over. The river froze.")
	for word, want := range map[string]string{
		"talks": "prime minister", "over": "prime minister", "prime": "officials", "river": "", "Officials": "",
	} {
		got := ""
		for i := range doc.Tokens {
			if doc.Word(text.TokenID(i)) == word {
				if c := doc.ClaimAt(text.TokenID(i)); c != nil && c.Source != nil {
					got = c.Source.Name
				}
			}
		}
		if got != want {
			t.Errorf("%q is said by %q, wanted %q", word, got, want)
		}
	}
}

func TestHedgeAt(t *testing.T) {
	doc := read(t, newReader(t), "Rebels reportedly shelled the airport. Soldiers closed the road.")
	for word, want := range map[string]string{"shelled": "reportedly", "airport": "reportedly", "closed": ""} {
		got := ""
		for i := range doc.Tokens {
			if doc.Word(text.TokenID(i)) == word {
				if h := doc.HedgeAt(text.TokenID(i)); h != nil {
					got = h.Span.Of(doc.Text)
				}
			}
		}
		if got != want {
			t.Errorf("the hedge of %q is %q, wanted %q", word, got, want)
		}
	}
}

// TestDisputes reads passages of which some hold claims that contradict or confirm each other.
func TestDisputes(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct{ text, want string }{
		{"The Taliban denies the presence of such groups; however, the United Nations confirmed their presence.", "contradicts"},
		{"Ukraine said that Russian troops had crossed the river. Russia denied that its troops had crossed the river.", "contradicts"},
		{"Ethiopia accused Eritrea of arming rebels. Eritrea rejected the accusation.", "contradicts"},
		{"France said that the convoy had reached the besieged town. Germany said that the convoy had reached the besieged town.", "confirms"},
		{"France said that the harvest was good. Germany said that the election was fair.", ""},
		{"Peru said that the road was closed. Peru later denied that the road was closed.", ""},
		{"Ethiopia accused Eritrea of arming rebels. Sudan rejected the offer.", ""},
	} {
		var got []string
		for _, d := range read(t, r, c.text).Facts.Disputes {
			got = append(got, d.Relation)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, wanted %q", c.text, got, c.want)
		}
	}
}

// BenchmarkApply measures the stage alone on the reports with gold for development.
func BenchmarkApply(b *testing.B) {
	files, err := filepath.Glob("../../../../testdata/reports/dev/*.txt")
	if err != nil || len(files) == 0 {
		b.Skip("no reports in testdata")
	}
	stage, err := claim.New()
	if err != nil {
		b.Fatal(err)
	}
	r, err := flow.NewReader(flow.ReaderOptions{Wanted: []text.Layer{text.Claims}})
	if err != nil {
		b.Fatal(err)
	}
	var docs []*text.Document
	sentences := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		doc := read(b, r, string(data))
		docs = append(docs, doc)
		sentences += len(doc.Sentences)
	}
	b.ReportAllocs()
	b.ResetTimer()
	n := 0
	for b.Loop() {
		for _, d := range docs {
			if _, err := stage.Apply(context.Background(), d); err != nil {
				b.Fatal(err)
			}
		}
		n += sentences
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "sentences/s")
}
