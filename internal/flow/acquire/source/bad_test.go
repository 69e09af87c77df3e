package source_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/klauspost/compress/zstd"

	"github.com/chancery-project/chancery/internal/flow/acquire/source"
)

// read gives what Read gives in the form of the case files.
func read(t *testing.T, o source.Options, args ...string) string {
	t.Helper()
	var b strings.Builder
	for item := range source.Read(context.Background(), strings.NewReader(""), args, o) {
		if (item.Err == nil) == (len(item.Raw.Bytes) == 0) {
			t.Errorf("want exactly one of bytes and fault, got %d bytes and %v", len(item.Raw.Bytes), item.Err)
		}
		b.WriteString(strings.TrimPrefix(show(item), "  "))
	}
	return b.String()
}

func want(t *testing.T, got string, lines ...string) {
	t.Helper()
	if w := strings.Join(lines, "\n") + "\n"; got != w {
		t.Errorf("got\n%swant\n%s", got, w)
	}
}

// member is a file for an archive.
type member struct{ name, data string }

func zipped(members ...member) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		w, _ := z.Create(m.name)
		_, _ = w.Write([]byte(m.data))
	}
	_ = z.Close()
	return b.Bytes()
}

func tarred(members ...member) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, m := range members {
		_ = w.WriteHeader(&tar.Header{Name: m.name, Size: int64(len(m.data)), Mode: 0o644, Typeflag: tar.TypeReg})
		_, _ = w.Write([]byte(m.data))
	}
	_ = w.Close()
	return b.Bytes()
}

func gzipped(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
}

func zstded(data []byte) []byte {
	w, _ := zstd.NewWriter(nil)
	return w.EncodeAll(data, nil)
}

func utf16Bytes(s string, order binary.AppendByteOrder, mark bool) []byte {
	if mark {
		s = "\uFEFF" + s
	}
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func TestBadFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "d/01-empty.txt", nil)
	write(t, "d/02-blank.txt", []byte(" \n\t\n"))
	write(t, "d/03-binary.txt", []byte("\x00\x01\x02\x03\x04\xfe\xff\x10\x11\x12 words"))
	write(t, "d/04-picture.txt", []byte("\x89PNG\r\n\x1a\n\x00\x00"))
	write(t, "d/05-invalid.txt", []byte("The minister \xff\xfe said no."))
	write(t, "d/06-utf16-mark.txt", utf16Bytes("Kabul said no.", binary.LittleEndian, true))
	write(t, "d/07-utf16.txt", utf16Bytes("Кабул отказался от переговоров.", binary.BigEndian, false))
	write(t, "d/08-old.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00"))
	write(t, "d/09-rich.rtf", []byte(`{\rtf1 words}`))
	write(t, "d/10-pdf.txt", []byte("%PDF-1.4\n1 0 obj"))
	write(t, "d/11-sheet.docx", zipped(member{"xl/workbook.xml", "x"}))
	write(t, "d/12-unknown.xyz", []byte("\x00\x01\x02\x03\x04\x05"))
	write(t, "d/13-good.txt", []byte("The others are read."))
	write(t, "d/14-nul.txt", []byte("Ministers said\x00 no.\n"))
	write(t, "d/15-nul-latin.txt", []byte("Le ministre a d\xe9clar\xe9\x00 qu'il ne reviendra pas avant la fin de la semaine."))
	want(t, read(t, source.Options{}, "d"),
		`empty | d/01-empty.txt: empty; leave it out or fetch it again`,
		`empty | d/02-blank.txt: holds nothing but blanks; leave it out or fetch it again`,
		`binary | d/03-binary.txt: binary bytes, not plain text; leave it out or check where it came from`,
		`binary | d/04-picture.txt: a PNG image, not a text although it is named .txt; leave it out`,
		`d/05-invalid.txt | text | "The minister \xff\xfe said no."`,
		`d/06-utf16-mark.txt | text | "\xff\xfeK\x00a\x00b\x00u\x00l\x00 \x00s\x00a\x00i\x00d\x00 \x00n\x00o\x00.\x00"`,
		`d/07-utf16.txt | text | "\x04\x1a\x040\x041\x04C\x04;\x00 \x04>\x04B\x04:\x040\x047\x040\x04;\x04A\x04O\x00 \x04>\x04B\x00 \x04?\x045\x04@\x045\x043\x04>\x042\x04>\x04@\x04>\x042…"`,
		`d/08-old.doc | docx | …`,
		`unsupported | d/09-rich.rtf: a document in Rich Text Format is not read; convert it to text, HTML, .docx or PDF, or unpack it to files that are`,
		`d/10-pdf.txt | pdf | "%PDF-1.4\n1 0 obj"`,
		`d/11-sheet.docx | docx | …`,
		`d/13-good.txt | text | "The others are read."`,
		`d/14-nul.txt | text | "Ministers said\x00 no.\n"`,
		`d/15-nul-latin.txt | text | "Le ministre a d\xe9clar\xe9\x00 qu'il ne reviendra pas avant la fin d…"`,
		`skipped | d: 1 file that is no report was left out: 1 .xyz`,
	)
}

func TestLargeFileIsRefusedUnread(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"large.txt", "large.html"} {
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString(strings.Repeat("words ", 2000)); err != nil {
			t.Fatal(err)
		}
		if err := f.Truncate(200 << 20); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	want(t, read(t, source.Options{}, "large.txt", "large.html"),
		`too-large | large.txt: 200 MB is more than the 32 MB that one report may have; split it or raise the limit`,
		`too-large | large.html: 200 MB is more than the 32 MB that one report may have; split it or raise the limit`,
	)
}

func TestArchives(t *testing.T) {
	t.Chdir(t.TempDir())
	members := []member{
		{"b.txt", "The second name."},
		{"../evil.txt", "out"},
		{"/etc/evil.txt", "out"},
		{`c:\evil.txt`, "out"},
		{"a/../../evil.txt", "out"},
		{"2021/a.html", "<html>A page.</html>"},
		{"__MACOSX/._a.html", "no"},
		{".DS_Store", "no"},
		{"photo.jpg", "\xff\xd8\xff"},
		{"empty.txt", ""},
		{"rows.csv", "title,text\nOne,Words.\n"},
	}
	lines := func(path string) []string {
		leave := "pack it again with names that do not"
		return []string{
			path + `!b.txt | text | "The second name."`,
			"unsafe-name | " + path + `!../evil.txt: the name leads out of the archive, left out; ` + leave,
			"unsafe-name | " + path + `!/etc/evil.txt: the name leads out of the archive, left out; ` + leave,
			"unsafe-name | " + path + `!c:\evil.txt: the name leads out of the archive, left out; ` + leave,
			"unsafe-name | " + path + `!a/../../evil.txt: the name leads out of the archive, left out; ` + leave,
			path + `!2021/a.html | html | "<html>A page.</html>"`,
			"empty | " + path + `!empty.txt: empty; leave it out or fetch it again`,
			path + `!rows.csv!2 | article | "Words."`,
			`      title: One`,
			"skipped | " + path + `: 1 file that is no report was left out: 1 .jpg`,
		}
	}
	for name, data := range map[string][]byte{
		"n.zip": zipped(members...), "n.tar": tarred(members...), "n.tar.gz": gzipped(tarred(members...)),
		"n.tgz": gzipped(tarred(members...)), "n.tar.zst": zstded(tarred(members...)), "named.txt": zipped(members...),
	} {
		write(t, name, data)
		want(t, read(t, source.Options{}, name), lines(name)...)
	}
}

func TestPackedFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a.txt.gz", gzipped([]byte("Packed words.")))
	write(t, "b.jsonl.zst", zstded([]byte(`{"text":"A row."}`)))
	write(t, "c.zip.gz", gzipped(zipped(member{"in.txt", "Within."})))
	write(t, "d.zip", zipped(member{"inner.tar.gz", string(gzipped(tarred(member{"x.txt", "Deep words."})))}))
	write(t, "e.txt.gz", gzipped([]byte("These words end in the middle of it all."))[:40])
	write(t, "f.gz", []byte("no archive"))
	deep := zipped(member{"x.txt", "too deep"})
	for range 3 {
		deep = zipped(member{"z.zip", string(deep)}, member{"a.txt", "Above."}, member{"z2.zip", string(deep)})
	}
	write(t, "g.zip", deep)
	want(t, read(t, source.Options{}, "a.txt.gz", "b.jsonl.zst", "c.zip.gz", "d.zip", "e.txt.gz", "f.gz"),
		`a.txt.gz | text | "Packed words."`,
		`b.jsonl.zst!1 | article | "A row."`,
		`c.zip.gz!in.txt | text | "Within."`,
		`d.zip!inner.tar.gz!x.txt | text | "Deep words."`,
		`truncated | e.txt.gz: ends in the middle; fetch or pack it again`,
		`bad-archive | f.gz: not a gzip archive or damaged at its beginning; fetch or pack it again`,
	)
	if got := read(t, source.Options{}, "g.zip"); strings.Count(got, "Above.") != 7 || !strings.Contains(got, "and 7 like it") {
		t.Errorf("got\n%s", got)
	}
}

func TestBombs(t *testing.T) {
	t.Chdir(t.TempDir())
	big := strings.Repeat("a", 40<<20)
	write(t, "bomb.zip", zipped(member{"bomb.txt", big}, member{"good.txt", "The others are read."}))
	write(t, "bomb.txt.gz", gzipped([]byte(big)))
	write(t, "bomb.tar.zst", zstded(tarred(member{"good.txt", "Before it."}, member{"bomb.jsonl", big})))
	write(t, "deep.zip", zipped(member{"inner.tar.gz", string(gzipped(tarred(member{"x.txt", "Deep words."})))}))
	write(t, "many.zip", zipped(member{"1.txt", "one"}, member{"2.txt", "two"}, member{"3.txt", "three"}))
	o := source.Options{Limits: source.Limits{MaxBytes: 64 << 20}}
	want(t, read(t, o, "bomb.zip", "bomb.txt.gz", "bomb.tar.zst"),
		`bomb | bomb.zip!bomb.txt: unpacks to more than 200 times its size, which looks like a bomb; unpack it by hand if you trust it`,
		`bomb.zip!good.txt | text | "The others are read."`,
		`bomb | bomb.txt.gz: unpacks to more than 200 times its size, which looks like a bomb; unpack it by hand if you trust it`,
		`bomb.tar.zst!good.txt | text | "Before it."`,
		`bomb | bomb.tar.zst!bomb.jsonl: unpacks to more than 200 times its size, which looks like a bomb; unpack it by hand if you trust it`,
	)
	want(t, read(t, source.Options{Limits: source.Limits{MaxDepth: 2}}, "deep.zip"),
		`too-deep | deep.zip!inner.tar.gz: an archive more than 2 archives deep was left; unpack the outer archive first`)
	want(t, read(t, source.Options{Limits: source.Limits{MaxMembers: 2}}, "many.zip"),
		`many.zip!1.txt | text | "one"`, `many.zip!2.txt | text | "two"`,
		`too-many | many.zip: more than 2 members, the rest was left; unpack it first`)
	want(t, read(t, source.Options{Limits: source.Limits{MaxTotal: 5}}, "many.zip"),
		`many.zip!1.txt | text | "one"`,
		`bomb | many.zip!2.txt: unpacks to more than 5 bytes; unpack it by hand if you trust it`)
}

func TestEncryptedZip(t *testing.T) {
	t.Chdir(t.TempDir())
	data := zipped(member{"secret.txt", "words"}, member{"open.txt", "Open words."})
	data[6] |= 1 // the flag in the member's header and in the directory
	data[bytes.Index(data, []byte("PK\x01\x02"))+8] |= 1
	write(t, "secret.zip", data)
	want(t, read(t, source.Options{}, "secret.zip"),
		`encrypted | secret.zip!secret.txt: needs a password; unpack it first`,
		`secret.zip!open.txt | text | "Open words."`)
}

func TestLinks(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "d/a/report.txt", []byte("Words."))
	write(t, "out/other.txt", []byte("Other words."))
	for link, to := range map[string]string{
		"d/a/loop": "..", "d/self": "self", "d/broken.txt": "nowhere", "d/out": "../out", "d/out2": "../out",
		"d/again": "a", "d/file.txt": "a/report.txt", "out/back": "../d",
	} {
		if err := os.Symlink(to, link); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	want(t, read(t, source.Options{}, "d"),
		`loop | d/a/loop: a symbolic link that leads back to a folder around it, left out; remove the link`,
		`d/a/report.txt | text | "Words."`,
		`not-found | d/broken.txt: no such file or folder; check the name`,
		`d/file.txt | text | "Words."`,
		`outside | d/out: a symbolic link that leads out of the folder, left out; name its target, or follow links`,
		`outside | d/out2: a symbolic link that leads out of the folder, left out; name its target, or follow links`,
		`loop | d/self: a symbolic link that leads back to itself; remove the link`)
	want(t, read(t, source.Options{Follow: true, Leave: []string{"d/a/report.txt"}}, "d"),
		`loop | d/a/loop: a symbolic link that leads back to a folder around it, left out; remove the link`,
		`not-found | d/broken.txt: no such file or folder; check the name`,
		`d/file.txt | text | "Words."`,
		`d/out/other.txt | text | "Other words."`,
		`loop | d/self: a symbolic link that leads back to itself; remove the link`)
}

func TestEndsEarly(t *testing.T) {
	t.Chdir(t.TempDir())
	for i := range 10 {
		write(t, fmt.Sprintf("d/%d.txt", i), []byte("words"))
	}
	n := 0
	for range source.Read(context.Background(), nil, []string{"d"}, source.Options{}) {
		if n++; n == 3 {
			break
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for range source.Read(ctx, nil, []string{"d"}, source.Options{}) {
		if n++; n == 6 {
			cancel()
		}
	}
	if n != 6 {
		t.Errorf("got %d items, want 3 before the break and 3 before the end of the context", n)
	}
}
