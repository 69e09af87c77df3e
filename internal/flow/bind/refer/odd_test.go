package refer_test

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/bind/refer"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// drawn makes a document of any words in any trees, with names, quotations and mentions anywhere.
func drawn(t *rapid.T) *text.Document {
	words := []string{
		"he", "she", "her", "his", "it", "its", "they", "them", "themselves", "himself", "I", "we", "our", "Putin", "Merkel",
		"Angela", "Iran", "Hamas", "minister", "envoy", "country", "countries", "sides", "pair", "leaders", "the", "The",
		"this", "both", "two", "said", "told", "met", "and", "of", "in", "\"", "according", "to", ",", ".",
	}
	tags := []string{"NOUN", "PROPN", "PRON", "DET", "VERB", "ADJ", "NUM", "ADP", "CCONJ", "PUNCT"}
	rels := []string{
		"nsubj", "obj", "obl", "nmod:poss", "nmod", "conj", "cc", "det", "case", "ccomp", "xcomp", "advcl", "acl:relcl",
		"appos", "flat", "compound", "amod", "cop", "expl", "parataxis", "nummod", "punct",
	}
	var b strings.Builder
	d := text.New(text.Raw{}, "")
	var morphs []text.Morph
	var heads []text.TokenID
	var relations []string
	kinds := []text.SentenceKind{text.Running, text.Title, text.PageParts, text.Dateline}
	for s := range rapid.IntRange(1, 6).Draw(t, "sentences") {
		first, n := text.TokenID(len(d.Tokens)), rapid.IntRange(1, 14).Draw(t, "words")
		root := rapid.IntRange(0, n-1).Draw(t, "root")
		for i := range n {
			w := rapid.SampledFrom(words).Draw(t, "word")
			d.Tokens = append(d.Tokens, text.Token{Span: record.Span{Start: b.Len(), End: b.Len() + len(w)}, Sentence: int32(s)})
			b.WriteString(w + " ")
			morphs = append(morphs, text.Morph{
				Lemma: strings.ToLower(w), UPOS: rapid.SampledFrom(tags).Draw(t, "tag"),
				Feats: rapid.SampledFrom([]string{"", "Number=Plur", "Number=Sing"}).Draw(t, "features"),
			})
			// Words before the root depend on one to their right, words behind it on one to their left.
			head, rel := text.NoToken, "root"
			switch {
			case i < root:
				head = first + text.TokenID(rapid.IntRange(i+1, root).Draw(t, "head"))
			case i > root:
				head = first + text.TokenID(rapid.IntRange(root, i-1).Draw(t, "head"))
			}
			if head != text.NoToken {
				rel = rapid.SampledFrom(rels).Draw(t, "relation")
			}
			heads, relations = append(heads, head), append(relations, rel)
		}
		d.Sentences = append(d.Sentences, text.Sentence{
			Tokens: text.TokenRange{First: first, End: first + text.TokenID(n)}, Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Paragraph: int32(s),
		})
	}
	d.Text = strings.TrimSpace(b.String())
	forest, err := text.NewForest(d.Sentences, morphs, heads, relations)
	if err != nil {
		t.Fatal(err)
	}
	d.Trees = forest
	addLayers(t, d)
	return d
}

// addLayers draws names, a quotation and mentions.
func addLayers(t *rapid.T, d *text.Document) {
	n := len(d.Tokens)
	at := func(label string, from int) text.TokenID {
		return text.TokenID(rapid.IntRange(from, n-1).Draw(t, label))
	}
	types := []text.NameType{text.PersonName, text.OrganisationName, text.LocationName}
	for w := 0; w < n; w += 3 {
		if rapid.Bool().Draw(t, "named") {
			r := text.TokenRange{First: text.TokenID(w), End: text.TokenID(w + 1)}
			d.Names = append(d.Names, text.Name{Span: d.SpanOf(r), Tokens: r, Type: rapid.SampledFrom(types).Draw(t, "type")})
		}
	}
	if rapid.Bool().Draw(t, "quoted") {
		first := at("opens", 0)
		r := text.TokenRange{First: first, End: at("closes", int(first)) + 1}
		d.Quotations = append(d.Quotations, text.Quotation{Span: d.SpanOf(r), Content: d.SpanOf(r), Tokens: r, Closed: true})
	}
	kinds := []string{"person", "state", "armed group", "group", "population", "government body"}
	forms := []text.MentionForm{text.NamedMention, text.DescribedMention, text.ModifierMention, text.PlaceMention}
	for w := 0; w < n; w += rapid.IntRange(1, 5).Draw(t, "step") {
		r := text.TokenRange{First: text.TokenID(w), End: text.TokenID(w + 1)}
		key := rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(t, "key")
		d.Mentions = append(d.Mentions, text.Mention{
			Span: d.SpanOf(r), Tokens: r, Head: r.First, Key: key, Form: rapid.SampledFrom(forms).Draw(t, "form"),
			As:     record.Actor{Name: key, Kind: rapid.SampledFrom(kinds).Draw(t, "kind of actor"), Country: "RUS", Role: "foreign minister"},
			Plural: rapid.Bool().Draw(t, "plural"), Gender: rapid.SampledFrom([]string{"", "f", "m"}).Draw(t, "gender"),
		})
	}
}

// TestAnyTree reads documents that no parser would give.
func TestAnyTree(t *testing.T) {
	r := resolver(t)
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		links := r.Resolve(d)
		check(t, d, links)
		if again := r.Resolve(d); !reflect.DeepEqual(links, again) {
			t.Errorf("two readings differ: %v and %v", links, again)
		}
		if _, err := refer.New(r).Apply(t.Context(), d); err != nil {
			t.Error(err)
		}
		end := 0
		for _, ref := range d.References {
			if ref.Span.Start < end || len(ref.Antecedents) == 0 {
				t.Errorf("the reference %v follows one that ends at %d or means nothing", ref, end)
			}
			end = ref.Span.End
		}
	})
}

// TestGender never lets a pronoun mean a person whose gender is known to be the other one.
func TestGender(t *testing.T) {
	r := resolver(t)
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		for _, l := range r.Resolve(d) {
			want := map[string]string{"he": "m", "his": "m", "himself": "m", "she": "f", "her": "f"}[strings.ToLower(d.Word(l.Head))]
			if want == "" || len(l.Mentions) != 1 || d.Trees.UPOS(l.Head) != "PRON" {
				continue
			}
			m := &d.Mentions[l.Mentions[0]]
			if m.As.Kind == "person" && m.Gender != "" && m.Gender != want && lone(d, m.Key) {
				t.Errorf("%q means a person with the gender %q", d.Word(l.Head), m.Gender)
			}
		}
	})
}

// lone says that an actor has one mention, so that no other mention contradicts its gender.
func lone(d *text.Document, key string) bool {
	n := 0
	for i := range d.Mentions {
		if d.Mentions[i].Key == key {
			n++
		}
	}
	return n == 1
}

// TestNoTrees gives nothing where there is nothing to read by.
func TestNoTrees(t *testing.T) {
	d := text.New(text.Raw{}, "He left.")
	if links := resolver(t).Resolve(d); len(links) != 0 {
		t.Errorf("%d links", len(links))
	}
}

// TestWeightFaults wants every fault of a table of weights.
func TestWeightFaults(t *testing.T) {
	_, err := refer.ReadWeights("bad.tsv", "feature\tperson\tthing\tmany\nsame clause\t1\t2\tx\nno such thing\t1\t2\t3\nnearest\t1\n")
	if err == nil {
		t.Fatal("no fault was found")
	}
	for _, want := range []string{"line 2", "line 3", "line 4"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the fault of %s is missing: %v", want, err)
		}
	}
}

// BenchmarkResolve reads a report of 40 paragraphs again and again.
func BenchmarkResolve(b *testing.B) {
	var words strings.Builder
	for range 10 {
		words.WriteString("Angela Merkel met Vladimir Putin in Moscow on Friday. She told him that the sanctions of the European Union would stay.\n\n" +
			"Iran and Russia condemned them. Both countries said that they would trade in their own currencies, a spokesman for the ministry added.\n\n" +
			"\"We will not yield,\" the foreign minister said at a meeting with officials, who had asked him about his plans for the talks.\n\n" +
			"The rebels seized an airport near the border. They freed their prisoners, but the army said it would take the town back within days.\n\n")
	}
	d := read(b, "2024-05-02", words.String())
	r := resolver(b)
	b.ReportMetric(float64(len(d.Sentences)), "sentences")
	for b.Loop() {
		r.Resolve(d)
	}
	b.ReportMetric(float64(len(d.Sentences))*float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
}
