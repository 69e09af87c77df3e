package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/docx"
)

const (
	head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` +
		`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`
	foot = `</w:body></w:document>`
	core = `<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Talks resume</dc:title>` +
		`<dc:creator>A. Writer</dc:creator><dcterms:created>2025-08-23T09:00:00Z</dcterms:created>` +
		`<dcterms:modified>2025-08-24T10:00:00Z</dcterms:modified><dc:language>en-GB</dc:language></cp:coreProperties>`
)

func document(parts map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/other.xml"} {
		if data, ok := parts[name]; ok {
			w, _ := z.Create(name)
			_, _ = w.Write([]byte(data))
		}
	}
	_ = z.Close()
	return b.Bytes()
}

func body(xml string) []byte {
	return document(map[string]string{"word/document.xml": head + xml + foot})
}

func run(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }

func paragraph(s string) string { return `<w:p>` + s + `</w:p>` }

func TestText(t *testing.T) {
	for _, c := range []struct{ name, xml, want string }{
		{"paragraphs", paragraph(run("One.")) + paragraph("") + paragraph(run("Two ")+run("joined.")), "One.\n\nTwo joined."},
		{"tabs and breaks", paragraph(`<w:pPr><w:tabs><w:tab w:val="left" w:pos="100"/></w:tabs></w:pPr>` + `<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>`), "a\tb\nc"},
		{"revisions", paragraph(run("Kabul ") + `<w:del><w:r><w:delText>agreed</w:delText></w:r></w:del><w:ins>` + run("refused") + `</w:ins>` + run(" to sign.")), "Kabul refused to sign."},
		{"moved", paragraph(`<w:moveFrom>` + run("gone") + `</w:moveFrom><w:moveTo>` + run("here") + `</w:moveTo>`), "here"},
		{"hidden", paragraph(run("seen") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>`), "seen"},
		{"link", paragraph(`<w:hyperlink>` + run("The ministry") + `</w:hyperlink>` + run(" said.")), "The ministry said."},
		{"field", paragraph(`<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>` + run("shown")), "shown"},
		{
			"table", `<w:tbl><w:tr><w:tc>` + paragraph(run("Province")) + `</w:tc><w:tc>` + paragraph(run("Dead")) + `</w:tc></w:tr><w:tr><w:tc>` +
				paragraph(run("Herat")) + paragraph(run("(west)")) + `</w:tc><w:tc>` + paragraph(run("12")) + `</w:tc></w:tr></w:tbl>` + paragraph(run("After.")),
			"Province\tDead\nHerat (west)\t12\n\nAfter.",
		},
		{"text box", paragraph(run("Before ") + `<w:r><mc:AlternateContent><mc:Choice>` + `<w:txbxContent>` + paragraph(run("In the box.")) + `</w:txbxContent></mc:Choice><mc:Fallback>` +
			paragraph(run("In the box.")) + `</mc:Fallback></mc:AlternateContent></w:r>` + run("after.")), "Before after.\n\nIn the box."},
		{"entities", paragraph(run("A &amp; B &lt;C&gt;")), "A & B <C>"},
	} {
		got, err := docx.Read(context.Background(), body(c.xml), docx.Options{})
		if err != nil || got.Text != c.want {
			t.Errorf("%s: got %q, %v; want %q", c.name, got.Text, err, c.want)
		}
	}
}

func TestProperties(t *testing.T) {
	b := document(map[string]string{
		"_rels/.rels":       `<Relationships><Relationship Type="http://x/officeDocument" Target="/word/other.xml"/></Relationships>`,
		"docProps/core.xml": core,
		"word/other.xml":    head + paragraph(run("Words")+`<w:r><w:footnoteReference w:id="1"/></w:r>`) + foot,
	})
	got, err := docx.Read(context.Background(), b, docx.Options{})
	if err != nil {
		t.Fatal(err)
	}
	g := got.Given
	if got.Text != "Words" || g.Title != "Talks resume" || g.Author != "A. Writer" || g.Language != "en-GB" || len(g.Dates) != 2 ||
		g.Dates[0].Text != "2025-08-23T09:00:00Z" || g.Dates[0].Where != "dcterms:created" || g.Dates[1].Where != "dcterms:modified" {
		t.Errorf("got %+v", got)
	}
	if len(got.Notices) != 1 || got.Notices[0].Message != "footnotes and endnotes were left out: 1" {
		t.Errorf("got notices %v", got.Notices)
	}
}

func TestTitleFromStyle(t *testing.T) {
	b := body(paragraph(`<w:pPr><w:pStyle w:val="Title"/></w:pPr>`+run("Talks resume")) + paragraph(run("Words.")))
	got, err := docx.Read(context.Background(), b, docx.Options{})
	if err != nil || got.Given.Title != "Talks resume" {
		t.Errorf("got %q, %v", got.Given.Title, err)
	}
}

func TestBad(t *testing.T) {
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	for _, c := range []struct {
		name string
		b    []byte
		o    docx.Options
		want error
	}{
		{"legacy", []byte(ole + "WordDocument"), docx.Options{}, docx.ErrLegacy},
		{"encrypted", []byte(ole + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), docx.Options{}, docx.ErrEncrypted},
		{"text", []byte("words"), docx.Options{}, docx.ErrNoWord},
		{"cut zip", body(paragraph(run("words")))[:100], docx.Options{}, docx.ErrDamaged},
		{"sheet", document(map[string]string{"word/other.xml": "x"}), docx.Options{}, docx.ErrNoWord},
		{"empty", body(""), docx.Options{}, docx.ErrEmpty},
		{"bomb", body(paragraph(run(strings.Repeat("a", 1<<20)))), docx.Options{MaxPart: 1 << 16}, docx.ErrTooLarge},
		{"text limit", body(strings.Repeat(paragraph(run("words")), 100)), docx.Options{MaxText: 64}, docx.ErrTooLarge},
		{"deep", body(strings.Repeat("<w:p>", 100_000)), docx.Options{}, docx.ErrTooDeep},
		{"deep deleted", body("<w:p><w:del>" + strings.Repeat("<w:r>", 100_000)), docx.Options{}, docx.ErrTooDeep},
	} {
		if _, err := docx.Read(context.Background(), c.b, c.o); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

func TestCutDocumentIsKept(t *testing.T) {
	b := document(map[string]string{"word/document.xml": head + paragraph(run("Whole.")) + `<w:p><w:r><w:t>Cut in the`})
	got, err := docx.Read(context.Background(), b, docx.Options{})
	if err != nil || got.Text != "Whole.\n\nCut in the" || len(got.Notices) != 1 || got.Notices[0].Code != "truncated-input" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(body(paragraph(run("Words."))))
	f.Add(document(map[string]string{"docProps/core.xml": core, "word/document.xml": head + `<w:tbl><w:tr><w:tc>` + paragraph(run("x")) + foot}))
	f.Add([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	f.Fuzz(func(t *testing.T, b []byte) {
		check(t, b)
		check(t, document(map[string]string{"word/document.xml": string(b)}))
		check(t, body(string(b)))
	})
}

func check(t *testing.T, b []byte) {
	got, err := docx.Read(context.Background(), b, docx.Options{MaxPart: 1 << 20})
	if err == nil && strings.TrimSpace(got.Text) == "" {
		t.Error("no fault and no text")
	}
	if strings.Contains(got.Text, "\r") || strings.ToValidUTF8(got.Text, "") != got.Text {
		t.Errorf("text is not clean: %q", got.Text)
	}
}
