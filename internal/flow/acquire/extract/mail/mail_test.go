package mail_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/mail"
	"github.com/chancery-project/chancery/internal/text"
)

var update = flag.Bool("update", false, "rewrite the wanted results in testdata")

// TestCases reads the messages of testdata/cases and compares what Read gives with the file .want beside each.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.eml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no case files: %v", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got, err := mail.Read(context.Background(), b, mail.Options{})
		shown := show(got, err)
		wanted := strings.TrimSuffix(file, ".eml") + ".want"
		if *update {
			if err := os.WriteFile(wanted, []byte(shown), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(wanted)
		if err != nil {
			t.Fatal(err)
		}
		if shown != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", file, shown, want)
		}
	}
}

func show(got text.Extracted, err error) string {
	var b strings.Builder
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
	}
	g := got.Given
	fmt.Fprintf(&b, "title: %s\nauthor: %s\npublisher: %s\nurl: %s\nlanguage: %s\ncharset: %s\n", g.Title, g.Author, g.Publisher, g.URL, g.Language, got.Charset)
	for _, d := range g.Dates {
		fmt.Fprintf(&b, "date: %s (%s, %s)\n", d.Text, d.From, d.Where)
	}
	for _, n := range got.Notices {
		fmt.Fprintf(&b, "notice: %s: %s\n", n.Code, n.Message)
	}
	for _, f := range got.Furniture {
		fmt.Fprintf(&b, "furniture: %s: %q\n", f.Reason, f.Span.Of(got.Text))
	}
	if got.HTML != nil {
		fmt.Fprintf(&b, "html:\n%s\n", got.HTML)
	} else {
		fmt.Fprintf(&b, "text:\n%s\n", got.Text)
	}
	return b.String()
}

func nested(depth int) []byte {
	var b strings.Builder
	b.WriteString("Subject: deep\n")
	for i := range depth {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	return []byte(b.String() + "\nwords\n")
}

func TestBad(t *testing.T) {
	for _, c := range []struct {
		name string
		b    string
		want error
	}{
		{"no header", "These words are no mail.", mail.ErrNoMail},
		{"empty", "Subject: x\n\n \n", mail.ErrEmpty},
		{"encrypted", "Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n", mail.ErrEncrypted},
		{"deep", string(nested(30)), mail.ErrTooDeep},
		{"many", "Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 1001), mail.ErrTooMany},
	} {
		if _, err := mail.Read(context.Background(), []byte(c.b), mail.Options{}); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/cases/*.eml")
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := mail.Read(context.Background(), b, mail.Options{})
		if err == nil && (got.Text == "") == (got.HTML == nil) {
			t.Errorf("want text or a page, got %q and %q", got.Text, got.HTML)
		}
		if !utf8.ValidString(got.Text) || strings.Contains(got.Text, "\r") {
			t.Errorf("text is not clean: %q", got.Text)
		}
		end := 0
		for _, furniture := range got.Furniture {
			if err := furniture.Span.Check(got.Text); err != nil || furniture.Span.Empty() || furniture.Span.Start < end {
				t.Errorf("furniture %v: %v", furniture, err)
			}
			end = furniture.Span.End
		}
	})
}
