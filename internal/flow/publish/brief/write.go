package brief

import (
	"bufio"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"
)

// Markdown writes a brief as Markdown (CommonMark). Words of sources are escaped: they stay text.
func (b *Brief) Markdown(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# %s\n", Plain(b.Title))
	if b.Asked != "" {
		fmt.Fprintf(out, "\nAsked for: `%s`\n", strings.ReplaceAll(oneLine(b.Asked), "`", "'"))
	}
	for _, s := range b.Sections {
		fmt.Fprintf(out, "\n## %s\n\n", Plain(s.Title))
		for _, l := range s.Lines {
			fmt.Fprintf(out, "- %s%s. *%s*\n", Plain(l.Text), numbers(l.Sources), Plain(l.Note))
		}
		if s.Empty != "" {
			if len(s.Lines) > 0 {
				fmt.Fprintln(out)
			}
			fmt.Fprintln(out, Plain(s.Empty))
		}
	}
	if len(b.Sources) > 0 {
		fmt.Fprint(out, "\n## Sources\n\n")
		for _, s := range b.Sources {
			fmt.Fprintf(out, "%d. %s — “%s” (%s, bytes %d to %d)\n", s.Number, Plain(s.line()), Plain(s.Quote), s.Document.Short(), s.Span.Start, s.Span.End)
		}
	}
	fmt.Fprintf(out, "\n%s\n\nRead by a machine and not reviewed. “verify” checks every quotation against the kept texts.\n", Plain(b.Read))
	return out.Flush()
}

// line says where a source was published: "Khyber Daily, 2025-10-12: Title, citing Indus Wire".
func (s Source) line() string {
	line := s.Publisher
	if line == "" {
		line = "publisher unknown"
	}
	if s.Published != "" {
		line += ", " + s.Published
	}
	if s.Title != "" {
		line += ": " + s.Title
	}
	if s.Via != "" {
		line += ", citing " + s.Via
	}
	return line
}

func numbers(of []int) string {
	var b strings.Builder
	for i, n := range of {
		if i == 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, `\[%d\]`, n)
	}
	return b.String()
}

// Plain escapes what Markdown would take for marks, and line ends.
func Plain(s string) string {
	var b strings.Builder
	for _, r := range oneLine(s) {
		if strings.ContainsRune("\\`*_{}[]<>#|~!&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// oneLine puts words on one line and leaves out what moves a cursor or turns the order of writing round.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case r < ' ' || 0x7f <= r && r < 0xa0:
			return ' '
		case 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069:
			return -1
		}
		return r
	}, s)), " ")
}

//go:embed page.html
var pageText string

// HTML writes a brief as one page that needs nothing from outside and prints on paper.
func (b *Brief) HTML(w io.Writer) error {
	page, err := template.New("brief").Funcs(template.FuncMap{"where": Source.line, "one": oneLine}).Parse(pageText)
	if err != nil {
		return fmt.Errorf("internal error: template of briefs: %w", err)
	}
	return page.Execute(w, b)
}
