package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestPicture keeps the picture of the README what the program prints for its sample.
func TestPicture(t *testing.T) {
	var out, said bytes.Buffer
	env := func(name string) string { return map[string]string{"NO_COLOR": "1"}[name] }
	if code := run([]string{"read", "--sample"}, streams{nil, &out, &said}, env, time.Now); code != 0 {
		t.Fatalf("read --sample: %d: %s", code, said.String())
	}
	got := picture("$ chancery read --sample", out.String())
	file := filepath.Join("..", "..", "docs", "read-sample.svg")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Error("docs/read-sample.svg is not what the program prints: go test ./cmd/chancery -run Picture -update")
	}
}

// picture draws the lines of a terminal as SVG: the title bold, names of values and furniture grey.
func picture(command, output string) string {
	const columns, line, left, top = 104, 19, 22, 58
	lines := []string{command, ""}
	for l := range strings.Lines(output) {
		lines = append(lines, wrap(strings.TrimRight(l, "\n"), columns)...)
	}
	width, height := left*2+columns*8, top+line*len(lines)+10
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">`+"\n", width, height, width, height)
	b.WriteString("<title>What chancery reads from the report that it carries</title>\n")
	fmt.Fprintf(&b, `<rect width="%d" height="%d" rx="10" fill="#12161c"/>`+"\n", width, height)
	for i, c := range []string{"#e5675b", "#e0b34e", "#5fb363"} {
		fmt.Fprintf(&b, `<circle cx="%d" cy="20" r="6" fill="%s"/>`+"\n", left+6+20*i, c)
	}
	b.WriteString(`<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" fill="#d6dde6" xml:space="preserve">` + "\n")
	furniture := false
	for i, l := range lines {
		style := ""
		furniture = strings.HasPrefix(l, "~ ") || (furniture && strings.HasPrefix(l, " "))
		switch {
		case i == 0:
			style = ` fill="#7fd1c7"`
		case i == 2:
			style = ` font-weight="bold" fill="#ffffff"`
		case furniture:
			style = ` fill="#6f7a87"`
		}
		fmt.Fprintf(&b, `<text x="%d" y="%d"%s>%s</text>`+"\n", left, top+line*i, style, escape(l))
	}
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

func wrap(l string, columns int) []string {
	var lines []string
	for r := []rune(l); ; {
		if len(r) <= columns {
			return append(lines, string(r))
		}
		at := strings.LastIndex(string(r[:columns]), " ")
		at = len([]rune(string(r[:columns])[:max(at, 0)]))
		if at <= 0 {
			at = columns
		}
		lines = append(lines, string(r[:at]))
		r = []rune(strings.TrimPrefix(string(r[at:]), " "))
	}
}

func escape(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic("internal error: " + err.Error())
	}
	return b.String()
}
