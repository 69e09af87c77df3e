package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/record"
)

// citation is one passage as it is cited.
type citation struct {
	author, title, publisher, published, url string
	document                                 record.DocumentID
	span                                     record.Span
	quote                                    string
}

func (a *app) citeCommand() *cobra.Command {
	var style string
	cmd := &cobra.Command{
		Use:   "cite ID",
		Short: "Cite the passages that an event, claim, dispute or report stands on",
		Long: `Cite the passages that an event, claim, dispute or report stands on, each with
its words and the digest of its text, so that a reader can check it.`,
		Example: `  chancery cite e_7k2m
  chancery cite d_9f2c --style bibtex`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("chicago", "apa", "bibtex", "csl")(style); err != nil {
				return usage("--style %s: %w", style, err)
			}
			v, err := a.openLedger(cmd.Context())
			if err != nil {
				return err
			}
			defer v.Close()
			passages, err := v.passages(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return a.writeCitations(passages, style)
		},
	}
	cmd.Flags().StringVar(&style, "style", "chicago", "`chicago|apa|bibtex|csl`")
	return cmd
}

// passages gives what an id stands on: the tellings of an entry of the ledger, or the report itself.
func (v *ledgerView) passages(ctx context.Context, id string) ([]citation, error) {
	if strings.HasPrefix(id, "d_") || strings.HasPrefix(id, "sha256:") {
		rows, err := v.Report(ctx, id)
		if err != nil {
			return nil, err
		}
		return []citation{documentCitation(rows[0])}, nil
	}
	g, err := v.find(ctx, id)
	if err != nil {
		return nil, err
	}
	var all []citation
	for _, m := range g.Members {
		if strings.HasPrefix(string(m), "d_") {
			continue
		}
		entry, source, err := v.FactByID(ctx, string(m))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m, err)
		}
		rows, err := v.Report(ctx, string(source.ID))
		if err != nil {
			return nil, err
		}
		c := documentCitation(rows[0])
		c.quote, c.span = record.WordsOf(entry)
		all = append(all, c)
	}
	return all, nil
}

func documentCitation(row keep.Row) citation {
	d := row.Document
	return citation{
		author: oneLine(orEmpty(d.Author)), title: oneLine(d.Title), publisher: oneLine(orEmpty(d.Publisher)), published: d.Published,
		url: oneLine(orEmpty(d.URL)), document: d.ID,
	}
}

func (a *app) writeCitations(passages []citation, style string) error {
	if style == "csl" {
		return a.writeCSL(passages)
	}
	for i, p := range passages {
		var err error
		switch style {
		case "bibtex":
			_, err = fmt.Fprint(a.out, p.bibtex(i+1))
		case "apa":
			_, err = fmt.Fprintln(a.out, p.apa())
		default:
			_, err = fmt.Fprintln(a.out, p.chicago())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// where says where the words stand in the text that can be verified.
func (c citation) where() string {
	if c.quote == "" {
		return string(c.document)
	}
	return fmt.Sprintf("%s, bytes %d-%d", c.document, c.span.Start, c.span.End)
}

func (c citation) chicago() string {
	var parts []string
	if c.author != "" {
		parts = append(parts, c.author+".")
	}
	if c.title != "" {
		parts = append(parts, "“"+c.title+".”")
	}
	out := c.publisher
	if c.published != "" {
		if out != "" {
			out += ", "
		}
		out += tell.Date(c.published)
	}
	if out != "" {
		parts = append(parts, out+".")
	}
	if c.url != "" {
		parts = append(parts, c.url+".")
	}
	if c.quote != "" {
		parts = append(parts, "“"+oneLine(c.quote)+"”")
	}
	return strings.Join(append(parts, "["+c.where()+"]"), " ")
}

func (c citation) apa() string {
	who := c.author
	if who == "" {
		who = c.publisher
	}
	year := "n.d."
	if c.published != "" {
		year = apaDate(c.published)
	}
	parts := []string{strings.TrimSpace(who + " (" + year + ").")}
	if c.title != "" {
		parts = append(parts, c.title+".")
	}
	if c.author != "" && c.publisher != "" {
		parts = append(parts, c.publisher+".")
	}
	if c.url != "" {
		parts = append(parts, c.url)
	}
	if c.quote != "" {
		parts = append(parts, "“"+oneLine(c.quote)+"”")
	}
	return strings.Join(append(parts, "["+c.where()+"]"), " ")
}

// apaDate writes a day as "2025, October 12".
func apaDate(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("2006, January 2")
}

// bibtex escapes what TeX would take for a command.
func (c citation) bibtex(n int) string {
	escape := strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "%", `\%`, "&", `\&`, "#", `\#`, "_", `\_`, "$", `\$`, "~", `\~{}`, "^", `\^{}`)
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s-%d,\n", c.document.Short(), n)
	for _, f := range [][2]string{
		{"author", c.author},
		{"title", c.title},
		{"howpublished", c.publisher},
		{"date", c.published},
		{"url", c.url},
		{"note", strings.TrimSpace(oneLine(c.quote) + " [" + c.where() + "]")},
	} {
		if f[1] != "" {
			fmt.Fprintf(&b, "  %s = {%s},\n", f[0], escape.Replace(f[1]))
		}
	}
	b.WriteString("}\n")
	return b.String()
}

// cslItem is an item of CSL-JSON 1.0.
type cslItem struct {
	ID             string     `json:"id"`
	Type           string     `json:"type"`
	Title          string     `json:"title,omitempty"`
	ContainerTitle string     `json:"container-title,omitempty"`
	Author         []cslName  `json:"author,omitempty"`
	Issued         *cslIssued `json:"issued,omitempty"`
	URL            string     `json:"URL,omitempty"`
	Note           string     `json:"note,omitempty"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslIssued struct {
	Raw string `json:"raw"`
}

func (a *app) writeCSL(passages []citation) error {
	items := make([]cslItem, len(passages))
	for i, c := range passages {
		items[i] = cslItem{
			ID: fmt.Sprintf("%s-%d", c.document.Short(), i+1), Type: "article-newspaper", Title: c.title,
			ContainerTitle: c.publisher, URL: c.url, Note: strings.TrimSpace(oneLine(c.quote) + " [" + c.where() + "]"),
		}
		if c.author != "" {
			items[i].Author = []cslName{{c.author}}
		}
		if c.published != "" {
			items[i].Issued = &cslIssued{c.published}
		}
	}
	b, err := json.MarshalIndent(items, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "%s\n", b)
	return err
}
