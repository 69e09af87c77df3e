package extract_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

func apply(t *testing.T, raw text.Raw) (*text.Document, []notice.Notice) {
	t.Helper()
	doc, notices, err := extract.New(extract.Options{Today: "2026-11-22"}).Apply(context.Background(), raw)
	if err != nil {
		t.Fatal(err)
	}
	verify(t, doc, notices)
	return doc, notices
}

// verify checks every span of a document.
func verify(t interface{ Fatalf(string, ...any) }, doc *text.Document, notices []notice.Notice) {
	for _, f := range record.Verify(doc.Entry(), doc.Text) {
		t.Fatalf("fault: %v", f)
	}
	end := 0
	for _, f := range doc.Furniture {
		if f.Span.Start < end || f.Span.Empty() {
			t.Fatalf("furniture %v is empty or not in order", f)
		}
		end = f.Span.End
	}
	for _, n := range notices {
		for _, f := range record.Verify(n.Entry(doc.ID), doc.Text) {
			t.Fatalf("fault: %v", f)
		}
	}
}

func TestKeepsPlainTextByteForByte(t *testing.T) {
	const report = "Talks resume in the capital\n\n\u00a0KABUL, Aug. 23, 2025 (Agency) -- The talks, e\u0301l\u00adsewhere suspended, went on. \n\n\n"
	doc, _ := apply(t, text.Raw{Path: "a.txt", Format: text.Plain, Bytes: []byte(report)})
	if doc.Text != report {
		t.Errorf("kept %q", doc.Text)
	}
	if doc.Meta.Title != "Talks resume in the capital" || doc.Headline == nil || doc.Meta.Published != "2025-08-23" || doc.Meta.PublishedFrom != record.DateFromDateline {
		t.Errorf("meta %+v, headline %v", doc.Meta, doc.Headline)
	}
}

func TestOneSentenceIsTextAndNoTitle(t *testing.T) {
	for _, s := range []string{
		"Pakistan urged Kabul to rein in the TTP.", "Pakistan urged Kabul to rein in the TTP", "Talks resume in the capital\n",
		"Pakistan urged Kabul.\n\nKabul refused to do so, officials in the capital said on Monday.",
	} {
		doc, _ := apply(t, text.Raw{Path: "a.txt", Format: text.Plain, Bytes: []byte(s)})
		if doc.Meta.Title != "" || doc.Headline != nil {
			t.Errorf("%q: title %q", s, doc.Meta.Title)
		}
	}
}

func TestRefusesWhatHoldsNoText(t *testing.T) {
	for _, c := range []struct {
		name   string
		format text.Format
		bytes  string
		code   extract.Code
	}{
		{"nothing", text.Plain, "", extract.Empty},
		{"a mark only", text.Plain, "\ufeff", extract.Empty},
		{"white space", text.Plain, " \n\t \n", extract.NoText},
		{"a program", text.Plain, "\x7fELF\x02\x01\x01\x00\x00\x00\x00", extract.Binary},
		{"random bytes", text.Plain, strings.Repeat("\x01\x02\x03\x9f\xfe\x10\x11ab", 40), extract.Binary},
		{"an empty page", text.HTML, "<html><body><script>var a = 1</script></body></html>", extract.NoText},
		{"another format", text.Format("odt"), "x", extract.Unsupported},
	} {
		_, _, err := extract.New(extract.Options{}).Apply(context.Background(), text.Raw{Path: "a", Format: c.format, Bytes: []byte(c.bytes)})
		var e *extract.Error
		if !errors.As(err, &e) || e.Code != c.code || e.Place != "a" || e.Hint == "" {
			t.Errorf("%s: %v, want the code %s", c.name, err, c.code)
		}
	}
}

func TestReadsPagesNestedWithoutEnd(t *testing.T) {
	const words = "The ministers met on Monday and agreed to meet again, the ministry said in a statement that was sent to reporters."
	for _, tag := range []string{"div", "b", "p", "table", "ul", "a", "font", "span", "blockquote"} {
		page := strings.Repeat("<"+tag+">", 100_000) + "<p>" + words + "</p>" + strings.Repeat("</"+tag+">", 100_000)
		doc, notices := apply(t, text.Raw{Path: "a.html", Format: text.HTML, Bytes: []byte(page)})
		if !strings.Contains(doc.Text, words) {
			t.Errorf("%s: kept %q", tag, doc.Text)
		}
		if tag != "p" && tag != "a" && len(notices) == 0 {
			t.Errorf("%s: no notice", tag)
		}
	}
}

func TestDataFilesAreSound(t *testing.T) {
	if err := extract.CheckData(); err != nil {
		t.Fatal(err)
	}
}

func TestTellsTheLanguage(t *testing.T) {
	long := strings.Repeat("Le ministre des affaires étrangères a déclaré mardi que les pourparlers se poursuivraient. ", 6)
	for _, c := range []struct{ text, given, want string }{
		{"Talks resume in the capital of the country, the ministry said.", "", "en"},
		{"Kabul: talks", "", "und"},
		{"Kabul: talks", "en-GB", "en"},
		{"Kabul: talks", "English", "und"},
		{long[:90], "ro", "ro"},
		{long, "en", "fr"},
	} {
		doc, notices := apply(t, text.Raw{Path: "a.txt", Format: text.Plain, Bytes: []byte(c.text), Given: text.Given{Language: c.given}})
		if doc.Meta.Language != c.want {
			t.Errorf("%q given %q: %s, want %s", c.text[:12], c.given, doc.Meta.Language, c.want)
		}
		unread := slices.ContainsFunc(notices, func(n notice.Notice) bool { return n.Code == notice.LanguageUnread })
		if unread != (c.want != "en" && c.want != "und") || doc.Entry().Read != text.IsRead(c.want) {
			t.Errorf("%s: notices %v", c.want, notices)
		}
	}
}

func TestStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, _, err := extract.New(extract.Options{}).Apply(ctx, text.Raw{Path: "a.html", Format: text.HTML, Bytes: []byte("<p>text")})
	var e *extract.Error
	if !errors.As(err, &e) || e.Code != extract.TooSlow || !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestFlagGoesBeforeAllAndIsKept(t *testing.T) {
	given := text.Given{Dates: []text.GivenDate{{Text: "1875-03-04", From: record.DateFromFlag, Where: "--date"}}}
	doc, notices := apply(t, text.Raw{Path: "a.txt", Format: text.Plain, Bytes: []byte("Talks.\n\nPublished: 23 August 2025\n\nMore."), Given: given})
	if doc.Meta.Published != "1875-03-04" || doc.Meta.PublishedFrom != record.DateFromFlag {
		t.Errorf("%+v", doc.Meta)
	}
	if !slices.ContainsFunc(notices, func(n notice.Notice) bool { return n.Code == notice.DateImplausible }) {
		t.Errorf("not told: %v", notices)
	}
}

func TestKeepsThePlaceOfDamage(t *testing.T) {
	doc, notices := apply(t, text.Raw{Path: "a.txt", Format: text.Plain, Bytes: []byte("The talks in the capit\xffal went on, the ministry said.\r\nThey end on Monday.\r\n")})
	if doc.Text != "The talks in the capit\uFFFDal went on, the ministry said.\nThey end on Monday.\n" {
		t.Errorf("%q", doc.Text)
	}
	if len(notices) == 0 || !slices.ContainsFunc(notices, func(n notice.Notice) bool {
		return n.Code == notice.InvalidUTF8 && strings.Contains(n.Message, "byte offset 22 (0xff)") && n.Span.Of(doc.Text) == "\uFFFD"
	}) {
		t.Errorf("%v", notices)
	}
}

func TestKnowsTheCodesOfLanguages(t *testing.T) {
	for code, want := range map[string]bool{
		"en": true, "EN": true, "eng": true, "en-GB": true, "pt_BR": true, "ckb": true, "pes": true, "iw": true,
		"": false, "xx": false, "e": false, "klingon": false, "english": false, "e1": false, "--": false,
	} {
		if got := extract.KnownLanguage(code); got != want {
			t.Errorf("%q: known %v, want %v", code, got, want)
		}
	}
}
