package source_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/acquire/source"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

func TestTables(t *testing.T) {
	if err := source.CheckTables(); err != nil {
		t.Error(err)
	}
}

func TestEncodingsOfTables(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "utf16.csv", utf16Bytes("title;text\r\nКабул;Кабул отказался от новых переговоров.\r\n", binary.LittleEndian, true))
	write(t, "utf8.jsonl", []byte("\xef\xbb\xbf{\"text\":\"Words.\"}\n"))
	write(t, "old.csv", []byte("title,text\nCaf\xe9,\"Le ministre de la r\xe9gion a \xe9t\xe9 re\xe7u au palais, o\xf9 il a parl\xe9 de la fronti\xe8re.\"\n"))
	want(t, read(t, source.Options{}, "utf16.csv", "utf8.jsonl", "old.csv"),
		`utf16.csv!2 | article | "Кабул отказался от новых перегов…"`,
		`      title: Кабул`,
		`utf8.jsonl!1 | article | "Words."`,
		`old.csv!2 | article | "Le ministre de la région a été reçu au palais, où il a …"`,
		`      title: Café`,
		`      notice: charset-guessed: the table declares no encoding and was read as windows-1252`)
}

func TestGivenByTheUser(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a.csv", []byte("text,publisher,date\nWords.,The Desk,2025-08-23\n"))
	o := source.Options{Given: text.Given{Publisher: "The Monitor", Dates: []text.GivenDate{{Text: "2025-08-24", From: record.DateFromFlag, Where: "--date"}}}}
	want(t, read(t, o, "a.csv"),
		`a.csv!2 | article | "Words."`,
		`      publisher: The Monitor`,
		`      date: 2025-08-24 (flag, --date)`,
		`      date: 2025-08-23 (meta, date)`)
}

func TestOptions(t *testing.T) {
	o := source.Options{Map: map[string]string{"txt": "Body", "date": ""}, Limits: source.Limits{MaxBytes: -1}}
	want(t, read(t, o, "x"), `bad-options | map: field "date" is given no column`,
		`map: no field "txt", the fields are text, title, author, publisher, url, date, language, id`, `limits: a limit is below zero`)
}

func TestForcedFormat(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a.txt", []byte("<p>A fragment."))
	write(t, "b.zip", zipped(member{"c.log", "# A heading"}))
	want(t, read(t, source.Options{Format: text.HTML}, "a.txt", "b.zip"),
		`a.txt | html | "<p>A fragment."`, `b.zip!c.log | html | "# A heading"`)
}

// TestStreamsFromPipes reads archives that cannot be read anywhere, one of them larger than a report may be.
func TestStreamsFromPipes(t *testing.T) {
	for _, size := range []int64{0, 64} {
		o := source.Options{StdinName: "in.zip", Limits: source.Limits{MaxBytes: size}}
		got := collect(zipped(member{"a.txt", "Words."}), o)
		if len(got) != 1 || got[0].Err != nil || got[0].Raw.Place() != "in.zip!a.txt" {
			t.Errorf("limit %d: got %v", size, got)
		}
	}
	left, _ := os.ReadDir(os.TempDir())
	for _, f := range left {
		if strings.HasPrefix(f.Name(), fmt.Sprintf("chancery-%d", os.Getpid())) {
			t.Errorf("%s was left", f.Name())
		}
	}
}

func TestLimitOnNumbers(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a.jsonl", []byte("{\"text\":\"one\"}\n{\"text\":\"two\"}\n"))
	write(t, "b.csv", []byte("text\none\ntwo\n"))
	message := "From a@example.org Mon Aug 25 10:00:00 2025\nSubject: x\n\nwords\n\n"
	write(t, "c.mbox", []byte(message+message))
	want(t, read(t, source.Options{Limits: source.Limits{MaxMembers: 1}}, "a.jsonl", "b.csv", "c.mbox"),
		`a.jsonl!1 | article | "one"`, `too-many | a.jsonl: more than 1 lines, the rest was left; split it`,
		`b.csv!2 | article | "one"`, `too-many | b.csv: more than 1 rows, the rest was left; split it`,
		`c.mbox!1 | mail | "Subject: x\n\nwords\n"`, `too-many | c.mbox: more than 1 messages, the rest was left; split it`)
}

func TestCount(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "d/a.txt", []byte("a"))
	write(t, "d/sub/b.html", []byte("b"))
	write(t, "d/photo.jpg", []byte("c"))
	write(t, "d/.hidden", []byte("c"))
	write(t, "e.zip", zipped(member{"1.txt", "x"}, member{"2.txt", "y"}, member{"3.png", "z"}))
	write(t, "f.jsonl", []byte("{}"))
	for _, c := range []struct {
		args  []string
		n     int
		exact bool
	}{
		{[]string{"d"}, 2, true},
		{[]string{"d", "e.zip"}, 4, true},
		{[]string{"d/*.txt"}, 1, true},
		{[]string{"f.jsonl"}, 1, false},
		{[]string{"-"}, 1, false},
		{[]string{"missing"}, 1, true},
	} {
		if n, exact := source.Count(c.args); n != c.n || exact != c.exact {
			t.Errorf("%v: got %d, %v; want %d, %v", c.args, n, exact, c.n, c.exact)
		}
	}
}

// TestManyRowsAreStreamed reads a table that is far larger than what may be held at once.
func TestManyRowsAreStreamed(t *testing.T) {
	row := `{"title":"One","text":"` + strings.Repeat("Words of the report. ", 50) + "\"}\n"
	o := source.Options{StdinName: "in.jsonl", Limits: source.Limits{MaxBytes: 4096}}
	n := 0
	for item := range source.Read(context.Background(), strings.NewReader(strings.Repeat(row, 3000)), []string{"-"}, o) {
		if item.Err != nil {
			t.Fatal(item.Err)
		}
		n++
	}
	if n != 3000 {
		t.Errorf("got %d rows", n)
	}
}

func BenchmarkFiles(b *testing.B) {
	b.Chdir(b.TempDir())
	const files = 2000
	for i := range files {
		if err := os.MkdirAll(fmt.Sprintf("d/%02d", i%20), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(fmt.Sprintf("d/%02d/%d.txt", i%20, i), []byte(strings.Repeat("Words of the report. ", 150)), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	benchmark(b, files, "", "d")
}

func BenchmarkJSONLines(b *testing.B) {
	row := `{"title":"One","date":"2025-08-23","text":"` + strings.Repeat("Words of the \\\"report\\\". ", 130) + "\"}\n"
	benchmark(b, 2000, strings.Repeat(row, 2000), "-")
}

func BenchmarkCSV(b *testing.B) {
	row := `One,2025-08-23,"` + strings.Repeat(`Words of the ""report"". `, 130) + "\"\n"
	benchmark(b, 2000, "title,date,text\n"+strings.Repeat(row, 2000), "-")
}

func BenchmarkZip(b *testing.B) {
	var members []member
	for i := range 2000 {
		members = append(members, member{fmt.Sprintf("%d.txt", i), strings.Repeat("Words of the report. ", 150)})
	}
	benchmark(b, 2000, string(zipped(members...)), "-")
}

func benchmark(b *testing.B, reports int, stdin string, args ...string) {
	name := ""
	if strings.HasPrefix(stdin, "title,") {
		name = "in.csv"
	}
	for b.Loop() {
		n := 0
		for item := range source.Read(context.Background(), strings.NewReader(stdin), args, source.Options{StdinName: name}) {
			if item.Err != nil {
				b.Fatal(item.Err)
			}
			n++
		}
		if n != reports {
			b.Fatalf("got %d reports, want %d", n, reports)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*reports), "µs/report")
}
