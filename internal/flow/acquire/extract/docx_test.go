package extract_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
	"pgregory.net/rapid"
)

// document makes a DOCX file of paragraphs.
func document(tb interface{ Fatalf(string, ...any) }, title, created string, paragraphs ...string) []byte {
	escape := func(s string) string {
		var b bytes.Buffer
		if err := xml.EscapeText(&b, []byte(s)); err != nil {
			tb.Fatalf("escape: %v", err)
		}
		return b.String()
	}
	var body strings.Builder
	for _, p := range paragraphs {
		fmt.Fprintf(&body, `<w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>`, escape(p))
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body.String() + `</w:body></w:document>`},
		{"docProps/core.xml", fmt.Sprintf(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>%s</dc:title><dcterms:created>%s</dcterms:created><dcterms:modified>2026-02-02T10:00:00Z</dcterms:modified></cp:coreProperties>`, escape(title), created)},
	} {
		w, err := z.Create(f[0])
		if err == nil {
			_, err = w.Write([]byte(f[1]))
		}
		if err != nil {
			tb.Fatalf("zip: %v", err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatalf("zip: %v", err)
	}
	return b.Bytes()
}

const (
	firstLine = "Ministers agree to resume talks on the border"
	paragraph = "The foreign ministers of the two countries agreed on Friday to resume their talks, a spokesman said."
)

// TestPropertiesOfAFileAreWeak: the day on which a file was made counts only where the text tells none, and with a
// notice; a title that a program made up never counts.
func TestPropertiesOfAFileAreWeak(t *testing.T) {
	for _, c := range []struct {
		name, title   string
		lines         []string
		wantTitle     string
		wantPublished string
		weak          bool
	}{
		{"dateline", "Microsoft Word - x", []string{firstLine, "KABUL, 23 August 2025 (Agency) – " + paragraph}, firstLine, "2025-08-23", false},
		{"no date", "Quarterly talks memorandum", []string{firstLine, paragraph + " " + paragraph}, firstLine, "2026-01-05", true},
		{"own title", "Border talks: a report", []string{paragraph, paragraph}, "Border talks: a report", "2026-01-05", true},
		{"file name", "final report.docx", []string{paragraph, paragraph}, "", "2026-01-05", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, notices := apply(t, text.Raw{Path: "a.docx", Format: text.DOCX, Bytes: document(t, c.title, "2026-01-05T10:00:00Z", c.lines...)})
			if doc.Meta.Title != c.wantTitle || doc.Meta.Published != c.wantPublished {
				t.Errorf("title %q, published %s (%s)", doc.Meta.Title, doc.Meta.Published, doc.Meta.PublishedFrom)
			}
			weak := false
			for _, n := range notices {
				weak = weak || n.Code == notice.DateWeak
			}
			if weak != c.weak || len(doc.Meta.Dates) < 2 {
				t.Errorf("weak %v, dates %v", weak, doc.Meta.Dates)
			}
		})
	}
}

func TestEverySpanOfADocumentHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces()), 1, 4).Draw(t, "pieces"), "")
		}), 1, 12).Draw(t, "lines")
		raw := text.Raw{Path: "a.docx", Format: text.DOCX, Bytes: document(t, lines[0], "2025-08-23T10:00:00Z", lines...)}
		raw.Given.Dates = []text.GivenDate{{Text: "2025-08-24", From: record.DateFromFlag, Where: "--date"}}
		check(t, raw)
	})
}
