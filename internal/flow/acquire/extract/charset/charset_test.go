package charset_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/charset"
	"github.com/chancery-project/chancery/internal/notice"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

const (
	english = "The ministers’ talks “went on” — in the café, for 3 hours.\nThey end on Monday.\n"
	russian = "Министр иностранных дел заявил во вторник, что переговоры продолжатся на следующей неделе в столице страны. Об этом сообщили журналистам.\n"
	arabic  = "قال وزير الخارجية يوم الثلاثاء إن المحادثات ستستمر الأسبوع المقبل في العاصمة، وأضاف أن الجانبين يريدان السلام والاستقرار في المنطقة.\n"
)

func encode(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestFindsTheEncoding(t *testing.T) {
	le, be := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	mark := func(m string, b []byte) []byte { return append([]byte(m), b...) }
	for _, c := range []struct {
		name  string
		bytes []byte
		hint  charset.Hint
		want  string
		text  string
	}{
		{"UTF-8", []byte(english), charset.Hint{}, "utf-8", english},
		{"UTF-8 with mark", mark("\xef\xbb\xbf", []byte(english)), charset.Hint{}, "utf-8", english},
		{"UTF-16 with mark", mark("\xff\xfe", encode(t, le, english)), charset.Hint{}, "utf-16le", english},
		{"UTF-16 big with mark", mark("\xfe\xff", encode(t, be, arabic)), charset.Hint{}, "utf-16be", arabic},
		{"UTF-16 without mark", encode(t, le, english), charset.Hint{}, "utf-16le", english},
		{"UTF-16 big without mark", encode(t, be, english), charset.Hint{}, "utf-16be", english},
		{"UTF-16 without mark, Arabic", encode(t, le, arabic), charset.Hint{}, "utf-16le", arabic},
		{"windows-1252", encode(t, charmap.Windows1252, english), charset.Hint{}, "windows-1252", english},
		{"windows-1251 guessed", encode(t, charmap.Windows1251, russian), charset.Hint{}, "windows-1251", russian},
		{"KOI8-R guessed", encode(t, charmap.KOI8R, russian), charset.Hint{}, "koi8-r", russian},
		{"windows-1256 guessed", encode(t, charmap.Windows1256, arabic), charset.Hint{}, "windows-1256", arabic},
		{"declared by meta", mark(`<html><meta charset="windows-1251"><p>`, encode(t, charmap.Windows1251, "Да")), charset.Hint{Markup: true}, "windows-1251", `<html><meta charset="windows-1251"><p>Да`},
		{"declared late", mark("<html><!--"+strings.Repeat("x", 3000)+`--><meta charset=windows-1251><p>`, encode(t, charmap.Windows1251, "Да")), charset.Hint{Markup: true}, "windows-1251", "<html><!--" + strings.Repeat("x", 3000) + `--><meta charset=windows-1251><p>Да`},
		{"windows-1251 guessed in markup", mark("<html>"+strings.Repeat("<div class=a></div>", 300)+"<p>", encode(t, charmap.Windows1251, russian)), charset.Hint{Markup: true}, "windows-1251", "<html>" + strings.Repeat("<div class=a></div>", 300) + "<p>" + russian},
		{"declared by XML", mark(`<?xml version="1.0" encoding="ISO-8859-2"?><p>`, encode(t, charmap.ISO8859_2, "Łódź")), charset.Hint{Markup: true}, "iso-8859-2", `<?xml version="1.0" encoding="ISO-8859-2"?><p>Łódź`},
		{"declared by container", encode(t, japanese.ISO2022JP, "外務大臣"), charset.Hint{Declared: "iso-2022-jp"}, "iso-2022-jp", "外務大臣"},
		{"ASCII with a stray NUL of even length", []byte("Ministers said\x00 no.\n"), charset.Hint{}, "utf-8", "Ministers said no.\n"},
		{"C1 controls", []byte("It \u009b1msaid\u0085no more.\n"), charset.Hint{}, "utf-8", "It 1msaid\nno more.\n"},
		{"declared wrongly, valid UTF-8", []byte(`<meta charset="windows-1251"><p>Да`), charset.Hint{Markup: true}, "utf-8", `<meta charset="windows-1251"><p>Да`},
	} {
		got, err := charset.Decode(c.bytes, c.hint)
		if err != nil || got.Charset != c.want || got.Text != c.text {
			t.Errorf("%s: %s %q %v, want %s", c.name, got.Charset, got.Text[:min(60, len(got.Text))], err, c.want)
		}
		if guessed := strings.Contains(c.name, "guessed") || strings.Contains(c.name, "without") || c.name == "windows-1252"; guessed != has(got, notice.CharsetGuessed) {
			t.Errorf("%s: notices %v", c.name, got.Notices)
		}
	}
}

func has(t charset.Text, code notice.Code) bool {
	for _, n := range t.Notices {
		if n.Code == code {
			return true
		}
	}
	return false
}

func TestRepairsDamage(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		code           notice.Code
		words          string
	}{
		{"invalid bytes in UTF-8", "caf\u00e9 talks \xff\xfe go on", "caf\u00e9 talks \uFFFD\uFFFD go on", notice.InvalidUTF8, "byte offsets 12 (0xff), 13 (0xfe)"},
		{"invalid bytes in ASCII", "talks \xc3\x28 go on in the capital", "talks \uFFFD( go on in the capital", notice.InvalidUTF8, "byte offset 6 (0xc3)"},
		{"a cut sequence", "talks go on in the capital \xe2\x80", "talks go on in the capital \uFFFD\uFFFD", notice.InvalidUTF8, "byte offsets 27 (0xe2), 28 (0x80)"},
		{"zero bytes", "talks go on in the capital of the country, \x00it is said, and they end on Monday.", "talks go on in the capital of the country, it is said, and they end on Monday.", notice.ControlRemoved, "byte offset 43 (0x00)"},
	} {
		got, err := charset.Decode([]byte(c.in), charset.Hint{})
		if err != nil || got.Text != c.want || !has(got, c.code) || !strings.Contains(got.Notices[0].Message, c.words) {
			t.Errorf("%s: %q %v %v", c.name, got.Text, got.Notices, err)
		}
		for _, n := range got.Notices {
			if n.Span != nil && n.Span.Of(got.Text) != "\uFFFD" {
				t.Errorf("%s: the span holds %q", c.name, n.Span.Of(got.Text))
			}
		}
	}
}

func TestMakesLineEndsAlike(t *testing.T) {
	got, err := charset.Decode([]byte("a\r\nb\rc\nd\fe"), charset.Hint{})
	if err != nil || got.Text != "a\nb\nc\nd\ne" || len(got.Notices) > 0 {
		t.Errorf("%q %v %v", got.Text, got.Notices, err)
	}
}

func TestRefusesWhatIsNoText(t *testing.T) {
	for in, want := range map[string]error{
		"": charset.ErrEmpty, "\xef\xbb\xbf": charset.ErrEmpty, "\xff\xfe": charset.ErrEmpty,
		"\x89PNG\r\n\x1a\n....": charset.ErrBinary, "\x7fELF": charset.ErrBinary, strings.Repeat("\x00\x01\x02\x9f", 50): charset.ErrBinary,
	} {
		if _, err := charset.Decode([]byte(in), charset.Hint{}); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", in[:min(10, len(in))], err, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(english), "", false)
	f.Add([]byte("<meta charset=gbk>\xd6\xd0"), "", true)
	f.Add([]byte("\x1b$B30\x1b(B"), "iso-2022-jp", false)
	f.Fuzz(func(t *testing.T, b []byte, declared string, markup bool) {
		got, err := charset.Decode(b, charset.Hint{Declared: declared, Markup: markup})
		if err != nil {
			return
		}
		if again := charset.Clean(got.Text); again.Text != got.Text || !again.Exact {
			t.Fatalf("%q is not clean", got.Text)
		}
		for _, n := range got.Notices {
			if n.Span != nil && n.Span.Check(got.Text) != nil {
				t.Fatalf("notice %v", n)
			}
		}
	})
}
