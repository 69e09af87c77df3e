package pdf_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/pdf"
	"github.com/chancery-project/chancery/internal/text"
)

const helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"

// file makes a PDF file of pages with the operators given. more are further objects, from number 100 on.
func file(font string, info string, pages []string, more ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var kids []string
	for i := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 10+2*i))
	}
	fmt.Fprintf(&b, "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n")
	fmt.Fprintf(&b, "2 0 obj\n<</Type/Pages/Count %d/Kids[%s]/Resources<</Font<</F1 3 0 R>>/XObject<</X1 100 0 R>>>>/MediaBox[0 0 600 800]>>\nendobj\n", len(pages), strings.Join(kids, " "))
	fmt.Fprintf(&b, "3 0 obj\n%s\nendobj\n4 0 obj\n<<%s>>\nendobj\n", font, info)
	for i, p := range pages {
		var packed bytes.Buffer
		z := zlib.NewWriter(&packed)
		_, _ = z.Write([]byte(p))
		_ = z.Close()
		fmt.Fprintf(&b, "%d 0 obj\n<</Type/Page/Parent 2 0 R/Contents %d 0 R>>\nendobj\n", 10+2*i, 11+2*i)
		fmt.Fprintf(&b, "%d 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream\nendobj\n", 11+2*i, packed.Len(), packed.String())
	}
	for i, m := range more {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", 100+i, m)
	}
	b.WriteString("trailer\n<</Root 1 0 R/Info 4 0 R/Size 200>>\nstartxref\n0\n%%EOF\n")
	return b.Bytes()
}

// at writes lines from a point downwards, 14 points apart.
func at(x, y float64, lines ...string) string {
	var b strings.Builder
	for i, l := range lines {
		l = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(l)
		fmt.Fprintf(&b, "BT /F1 10 Tf %g %g Td (%s) Tj ET\n", x, y-14*float64(i), l)
	}
	return b.String()
}

func read(t *testing.T, b []byte) text.Extracted {
	t.Helper()
	got, err := pdf.Read(context.Background(), b, pdf.Options{Pure: true})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestTables(t *testing.T) {
	if err := pdf.CheckTables(); err != nil {
		t.Error(err)
	}
}

func TestWordsFromGaps(t *testing.T) {
	page := "BT /F1 10 Tf 50 700 Td [(Kab)-20(ul)-300(said)-280(no.)] TJ 0 -14 Td (It) Tj 12 0 Td (met) Tj ET"
	if got := read(t, file(helvetica, "", []string{page})); got.Text != "Kabul said no. It met" {
		t.Errorf("got %q", got.Text)
	}
}

func TestProperties(t *testing.T) {
	info := `/Title(\376\377\0T\0a\0l\0k\0s)/Author(A. Writer)/CreationDate(D:20250823101500+04'30')/ModDate(D:20250824)`
	got := read(t, file(helvetica, info, []string{at(50, 700, "Words.")}))
	g := got.Given
	if g.Title != "Talks" || g.Author != "A. Writer" || len(g.Dates) != 2 || g.Dates[0].Text != "2025-08-23T10:15:00+04:30" ||
		g.Dates[0].Where != "CreationDate" || g.Dates[1].Text != "2025-08-24" || got.Reader != pdf.BuiltIn {
		t.Errorf("got %+v", got)
	}
	if len(got.Notices) != 1 || got.Notices[0].Code != "spaces-rebuilt" {
		t.Errorf("got notices %v", got.Notices)
	}
}

func TestColumnsAndParagraphs(t *testing.T) {
	left := []string{
		"The two sides met again in the old palace", "on Monday, and they parted late in the eve-", "ning without a statement to the press there.",
		"   ", "A second meeting is planned for the next", "week, an official of the ministry told the",
	}
	right := []string{
		"Monitor, but he would not say where it is to", "take place. The cease-fire holds, he said.", "The cease-", "fire was signed in the spring of this year.",
		"Nothing else in the evening was said of it.",
	}
	page := at(50, 760, "A headline that runs over the whole width of the page, from one edge to the other edge of it") +
		at(50, 720, left...) + at(330, 720, right...) + at(50, 600, "A note below that runs over the whole width of the page, from one edge to the other edge of it")
	want := "A headline that runs over the whole width of the page, from one edge to the other edge of it\n\n" +
		"The two sides met again in the old palace on Monday, and they parted late in the evening without a statement to the press there.\n\n" +
		"A second meeting is planned for the next week, an official of the ministry told the Monitor, but he would not say where it is to " +
		"take place. The cease-fire holds, he said. The cease-fire was signed in the spring of this year. Nothing else in the evening was said of it.\n\n" +
		"A note below that runs over the whole width of the page, from one edge to the other edge of it"
	if got := read(t, file(helvetica, "", []string{page})); got.Text != want {
		t.Errorf("got\n%s\nwant\n%s", got.Text, want)
	}
}

func TestTableIsReadByRow(t *testing.T) {
	page := at(50, 700, "Province", "Herat", "Kabul", "Balkh") + at(300, 700, "Dead", "12", "7", "3")
	if got := read(t, file(helvetica, "", []string{page})); got.Text != "Province Dead Herat 12 Kabul 7 Balkh 3" {
		t.Errorf("got %q", got.Text)
	}
}

func TestFurniture(t *testing.T) {
	var pages []string
	for i := 1; i <= 4; i++ {
		pages = append(pages, at(50, 780, "The Border Monitor, August 2025")+at(290, 20, fmt.Sprint(i))+
			at(50, 700, strings.Repeat("a", i)+" is the first word of this page, which goes on and on until", strings.Repeat("b", i)+" is told",
				strings.Repeat("c", i)+" is told", "and it ends in the middle of a "+strings.Repeat("d", i)+" sentence"))
	}
	got := read(t, file(helvetica, "", pages))
	var marked []string
	for _, f := range got.Furniture {
		if err := f.Span.Check(got.Text); err != nil {
			t.Error(err)
		}
		marked = append(marked, f.Reason+": "+f.Span.Of(got.Text))
	}
	want := []string{"page header: The Border Monitor, August 2025", "page footer: 1", "page header: The Border Monitor, August 2025", "page footer: 2"}
	if !slices.Equal(marked[:4], want) || len(marked) != 8 {
		t.Errorf("got %q, want %q...", marked, want)
	}
}

func TestParagraphOverPages(t *testing.T) {
	pages := []string{
		at(50, 780, "The Monitor") + at(50, 700, "The sentence of this page goes on"),
		at(50, 780, "The Monitor") + at(50, 700, "on the next page and ends there."),
	}
	want := "The Monitor\n\nThe sentence of this page goes on on the next page and ends there.\n\nThe Monitor"
	if got := read(t, file(helvetica, "", pages)); got.Text != want {
		t.Errorf("got %q, want %q", got.Text, want)
	}
}

func TestUnicodeMap(t *testing.T) {
	font := `<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</DW 500/W[3[250] 4 6 600]>>]/ToUnicode 101 0 R>>`
	cmap := "1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfrange <0004> <0005> <041A> <0006> <0007> [<0430> <FB01>] endbfrange 1 beginbfchar <0003> <0020> endbfchar"
	stream := fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(cmap), cmap)
	page := "BT /F1 10 Tf 50 700 Td <0004000600030005> Tj <0007> Tj <0099> Tj ET"
	got := read(t, file(font, "", []string{page}, "null", stream))
	if got.Text != "Ка Лfi\uFFFD" {
		t.Errorf("got %q", got.Text)
	}
	if len(got.Notices) != 2 || got.Notices[1].Message != "letters that the fonts of the file do not tell: 1 of 6" {
		t.Errorf("got notices %v", got.Notices)
	}
}

func TestForms(t *testing.T) {
	form := "<</Subtype/Form/Matrix[1 0 0 1 100 0]/Length 47>>\nstream\nBT /F1 10 Tf 0 700 Td (in a form) Tj ET /X1 Do\nendstream"
	if got := read(t, file(helvetica, "", []string{at(50, 700, "Words") + "/X1 Do"}, form)); got.Text != "Words in a form" {
		t.Errorf("got %q", got.Text)
	}
}

func TestTurnedPage(t *testing.T) {
	b := file(helvetica, "", []string{"BT /F1 10 Tf 0 1 -1 0 100 50 Tm (Turned words.) Tj ET"})
	b = bytes.Replace(b, []byte("/Type/Page/"), []byte("/Type/Page/Rotate 90/"), 1)
	if got := read(t, b); got.Text != "Turned words." {
		t.Errorf("got %q", got.Text)
	}
}

// TestEncrypted reads files that were encrypted without a password for the reader, and one that needs a password.
func TestEncrypted(t *testing.T) {
	files, err := filepath.Glob("testdata/*.pdf")
	if err != nil || len(files) < 5 {
		t.Fatalf("got files %v, %v", files, err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := pdf.Read(context.Background(), b, pdf.Options{Pure: true})
		if strings.Contains(name, "password") {
			if !errors.Is(err, pdf.ErrEncrypted) {
				t.Errorf("%s: got %v, want %v", name, err, pdf.ErrEncrypted)
			}
			continue
		}
		if err != nil || got.Text != "These words are encrypted." || got.Given.Title != "Secret talks" {
			t.Errorf("%s: got %q, %q, %v", name, got.Text, got.Given.Title, err)
		}
	}
}

func TestBad(t *testing.T) {
	image := "<</Subtype/Image/Width 1/Height 1/Length 1>>\nstream\nx\nendstream"
	deep := file(helvetica, "", []string{strings.Repeat("[", 1<<20) + strings.Repeat("<<", 1<<20)})
	loop := bytes.Replace(file(helvetica, "", nil), []byte("/Kids[]"), []byte("/Kids[2 0 R]"), 1)
	nameless := `<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<<>>]>>`
	for _, c := range []struct {
		name string
		b    []byte
		o    pdf.Options
		want error
	}{
		{"text", []byte("words"), pdf.Options{}, pdf.ErrNoPDF},
		{"head only", []byte("%PDF-1.4\n"), pdf.Options{}, pdf.ErrDamaged},
		{"images", file(helvetica, "", []string{"/X1 Do"}, image), pdf.Options{}, pdf.ErrNoTextLayer},
		{"inline image", file(helvetica, "", []string{"BI /W 1 /H 1 ID \x01\x02 EI"}), pdf.Options{}, pdf.ErrNoTextLayer},
		{"empty", file(helvetica, "", []string{"0 0 m"}), pdf.Options{}, pdf.ErrEmpty},
		{"no letters", file(nameless, "", []string{"BT /F1 10 Tf 50 700 Td <00040005> Tj ET"}), pdf.Options{}, pdf.ErrNoLetters},
		{"deep", deep, pdf.Options{}, pdf.ErrEmpty},
		{"page loop", loop, pdf.Options{}, pdf.ErrDamaged},
		{"bomb", file(helvetica, "", []string{strings.Repeat(" ", 1<<20)}), pdf.Options{MaxUnpacked: 1 << 16}, pdf.ErrTooLarge},
		{"slow", file(helvetica, "", []string{at(1, 1, "x")}), pdf.Options{MaxTime: 1}, pdf.ErrTooSlow},
	} {
		c.o.Pure = true
		if _, err := pdf.Read(context.Background(), c.b, c.o); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

func TestDamagedFileIsReadAsFarAsItGoes(t *testing.T) {
	b := file(helvetica, "", []string{at(50, 700, "The first page."), at(50, 700, "The second page.")})
	cut := b[:bytes.Index(b, []byte("13 0 obj"))]
	if got := read(t, cut); got.Text != "The first page." {
		t.Errorf("got %q", got.Text)
	}
}

// TestProgram runs a program in the place of pdftotext.
func TestProgram(t *testing.T) {
	program := filepath.Join(t.TempDir(), "pdftotext")
	script := "#!/bin/sh\n[ \"$1 $2 $3 $4 $5 $7\" = '-q -enc UTF-8 -eol unix -' ] || exit 1\nprintf 'Header 1\\n\\nThe eve-\\nning.\\n\\fHeader 2\\n\\nThe end.\\n\\f'\n"
	if err := os.WriteFile(program, []byte(script), 0o755); err != nil { //nolint:gosec // a program
		t.Fatal(err)
	}
	b := file(helvetica, "/Title(T)", []string{at(50, 700, "Words of the file.")})
	got, err := pdf.Read(context.Background(), b, pdf.Options{Program: program})
	if err != nil || got.Reader != pdf.PDFToText || got.Text != "Header 1\n\nThe evening.\n\nHeader 2\n\nThe end." || len(got.Furniture) != 2 || got.Given.Title != "T" {
		t.Errorf("got %+v, %v", got, err)
	}
	if len(got.Notices) != 1 || got.Notices[0].Code != "outside-reader" {
		t.Errorf("got notices %v", got.Notices)
	}
	for _, fails := range []string{"#!/bin/sh\nexit 3\n", "#!/bin/sh\nprintf '\\377'\n", "#!/bin/sh\n"} {
		if err := os.WriteFile(program, []byte(fails), 0o755); err != nil { //nolint:gosec // a program
			t.Fatal(err)
		}
		got, err := pdf.Read(context.Background(), b, pdf.Options{Program: program})
		if err != nil || got.Reader != pdf.BuiltIn || got.Text != "Words of the file." {
			t.Errorf("behind %q: got %+v, %v", fails, got, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(file(helvetica, "/Title(T)", []string{at(50, 700, "Words.", "More words.")}))
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Type/Page/Contents 2 0 R/Resources<</Font<</F1<</Subtype/Type1>>>>>>>>endobj 2 0 obj<</Length 9>>stream\nBT /F1 1 Tf(x)Tj\nendstream"))
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Type/ObjStm/N 1/First 4>>stream\n5 0 <</Type/Page>>endstream trailer<</Root 5 0 R/Encrypt<</Filter/Standard/V 5/R 6>>>>"))
	files, _ := filepath.Glob("testdata/*.pdf")
	for _, name := range files {
		if b, err := os.ReadFile(name); err == nil {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := pdf.Read(context.Background(), b, pdf.Options{Pure: true, MaxUnpacked: 1 << 20})
		checkText(t, got, err)
		if !bytes.HasPrefix(b, []byte("%PDF")) {
			got, err = pdf.Read(context.Background(), file(helvetica, "", []string{string(b)}), pdf.Options{Pure: true, MaxUnpacked: 1 << 20})
			checkText(t, got, err)
		}
	})
}

func checkText(t *testing.T, got text.Extracted, err error) {
	if err == nil && got.Text == "" {
		t.Error("no fault and no text")
	}
	if !utf8.ValidString(got.Text) || strings.ContainsAny(got.Text, "\r\x00\f") {
		t.Errorf("text is not clean: %q", got.Text)
	}
	end := 0
	for _, furniture := range got.Furniture {
		if err := furniture.Span.Check(got.Text); err != nil || furniture.Span.Empty() || furniture.Span.Start < end {
			t.Errorf("furniture %v: %v", furniture, err)
		}
		end = furniture.Span.End
	}
}

func BenchmarkRead(b *testing.B) {
	var pages []string
	for i := range 17 {
		var lines []string
		for j := range 50 {
			lines = append(lines, fmt.Sprintf("Line %d of page %d holds about ninety letters, as the lines of a report usually do it.", j, i))
		}
		pages = append(pages, at(50, 760, lines...))
	}
	data := file(helvetica, "", pages)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := pdf.Read(context.Background(), data, pdf.Options{Pure: true}); err != nil {
			b.Fatal(err)
		}
	}
}
