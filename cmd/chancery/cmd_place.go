package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/bind/where"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

func (a *app) placeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "place",
		Short: "Which place a name means, and what is known of a place",
		Long: `Which place a name in a sentence means, and what is known of a place, from what the
program knows ("chancery knowledge") and what a record's folder adds to it.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.placeResolveCommand(), a.placeShowCommand())
	return cmd
}

// resolvedPlace is a line of output of "place resolve".
type resolvedPlace struct {
	ID        json.RawMessage `json:"id,omitempty"`
	Mention   string          `json:"mention"`
	Name      *string         `json:"name"` // null where the mention is no place
	Country   *string         `json:"country"`
	Admin1    string          `json:"admin1"`
	Latitude  *float64        `json:"latitude"`
	Longitude *float64        `json:"longitude"`
	Precision string          `json:"precision"`
	Entry     string          `json:"entry,omitempty"` // id in the knowledge
	Why       string          `json:"why"`
	Lost      []string        `json:"lost,omitempty"` // ids of other readings
}

func (a *app) placeResolveCommand() *cobra.Command {
	var on, format string
	var known knowledgeFlags
	cmd := &cobra.Command{
		Use:   "resolve [SENTENCE]",
		Short: "Tell which places the names in a sentence mean",
		Long: `Tell which places the names in a sentence, or a name alone, mean: name, country (ISO
3166-1 alpha-3), first-level division, precision (landmark, crossing, city,
district, province, country, region), and coordinates where it is city or better.
What is no place, such as a capital that stands for its government, is not listed.

Without SENTENCE, lines of JSON are read from standard input,
{"id","mention","date","context"}, and each is answered with a line; its name is
null where the mention is no place.`,
		Example: `  chancery place resolve "A bomb went off near Tripoli, in northern Lebanon."
  chancery place resolve --format jsonl "Washington said that troops had left Kandahar."
  chancery place resolve < mentions.jsonl > places.jsonl`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "" && format != "text" && format != "jsonl" {
				return usage("--format %s: want text or jsonl", format)
			}
			date, err := dateFlag(cmd, on)
			if err != nil {
				return err
			}
			if len(args) == 0 && isTerminal(a.in) {
				return usage("give a sentence, or lines of JSON on standard input")
			}
			reader, err := a.placeReader(&known)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return a.placeLines(cmd.Context(), reader, date, format == "text")
			}
			return a.placesOf(cmd.Context(), reader, strings.Join(args, " "), date, format != "jsonl")
		},
	}
	cmd.Flags().StringVar(&on, "date", "", "the `day`, month or year of the report: 2021-08-15, 2021-08, 2021")
	cmd.Flags().StringVar(&format, "format", "", "`text|jsonl` (default: text for SENTENCE, jsonl for lines)")
	known.register(cmd.Flags())
	return cmd
}

// placeReader reads sentences for their places with what a record's folder adds to the knowledge.
func (a *app) placeReader(known *knowledgeFlags) (*flow.Reader, error) {
	return flow.NewReader(flow.ReaderOptions{Stages: flow.StagesOver(a.world(known)), Wanted: []text.Layer{text.Places}})
}

// placesOf writes all places of a sentence.
func (a *app) placesOf(ctx context.Context, r *flow.Reader, words string, on knowledge.Date, asText bool) error {
	if !utf8.ValidString(words) {
		return usage("the sentence is not valid UTF-8")
	}
	doc, err := r.ReadText(ctx, words, on.String())
	if err != nil {
		return err
	}
	if len(doc.Places) == 0 && asText {
		_, err := fmt.Fprintln(a.out, "no place")
		return err
	}
	for i := range doc.Places {
		line := placeAnswer(doc, &doc.Places[i])
		if err := writePlace(a.out, &line, asText); err != nil {
			return err
		}
	}
	return nil
}

func placeAnswer(doc *text.Document, p *text.Place) resolvedPlace {
	w := &p.Where
	line := resolvedPlace{
		Mention: p.Span.Of(doc.Text), Name: &w.Name, Admin1: w.Admin1, Latitude: w.Latitude, Longitude: w.Longitude,
		Precision: w.Precision, Entry: p.ID, Why: p.Rule, Lost: p.Lost,
	}
	if w.Country != "" {
		line.Country = &w.Country
	}
	return line
}

// placeLines answers each line of standard input; a line that cannot be read is reported and the others go on.
func (a *app) placeLines(ctx context.Context, r *flow.Reader, fallback knowledge.Date, asText bool) error {
	lines := bufio.NewScanner(a.in)
	lines.Buffer(make([]byte, 64<<10), maxMentionLine)
	out := bufio.NewWriter(a.out)
	failed, n := 0, 0
	for lines.Scan() {
		n++
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		answer, err := placeLine1(ctx, r, line, fallback)
		if err != nil {
			failed++
			fmt.Fprintf(a.err, "chancery: line %d: %s\n", n, oneLine(err.Error()))
			continue
		}
		if err := writePlace(out, &answer, asText); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		out.Flush()
		return fmt.Errorf("standard input line %d: %w", n+1, err)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if failed > 0 {
		return errPartial
	}
	return nil
}

func placeLine1(ctx context.Context, r *flow.Reader, line []byte, fallback knowledge.Date) (resolvedPlace, error) {
	var in mentionLine
	if err := json.Unmarshal(line, &in); err != nil {
		return resolvedPlace{}, fmt.Errorf("not an object with id, mention, date, context: %w", err)
	}
	date, err := lineDate(in.Date, fallback)
	if err != nil {
		return resolvedPlace{}, err
	}
	doc, p, err := placeIn(ctx, r, in.Mention, in.Context, date.String())
	if err != nil {
		return resolvedPlace{}, err
	}
	answer := resolvedPlace{Mention: in.Mention, Why: "it stands for no place here, or for none that is known"}
	if p != nil {
		answer = placeAnswer(doc, p)
	}
	answer.ID, answer.Mention = in.ID, in.Mention
	return answer, nil
}

// placeIn reads the context for the place of a mention, or the mention alone where there is none.
func placeIn(ctx context.Context, r *flow.Reader, mention, whole, date string) (*text.Document, *text.Place, error) {
	if !strings.Contains(strings.ToLower(whole), strings.ToLower(mention)) {
		whole = mention
	}
	doc, err := r.ReadText(ctx, whole, date)
	if err != nil {
		return nil, nil, err
	}
	return doc, where.Of(doc, mention), nil
}

// lineDate reads the date of a line, with or without a time of day.
func lineDate(s string, fallback knowledge.Date) (knowledge.Date, error) {
	if s == "" {
		return fallback, nil
	}
	day := s
	if len(day) > 10 && (day[10] == 'T' || day[10] == ' ') {
		day = day[:10]
	}
	d, err := knowledge.ParseDate(day)
	if err != nil {
		return d, fmt.Errorf("date %q: %w", s, err)
	}
	return d, nil
}

func writePlace(w io.Writer, line *resolvedPlace, asText bool) error {
	var b bytes.Buffer
	if !asText {
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(line); err != nil {
			return fmt.Errorf("write an answer: %w", err)
		}
		_, err := w.Write(b.Bytes())
		return err
	}
	fmt.Fprintln(&b, oneLine(line.Mention))
	if line.Name == nil {
		fmt.Fprintf(&b, "  no place: %s\n", line.Why)
	} else {
		fmt.Fprintf(&b, "  %s", *line.Name)
		if line.Admin1 != "" && line.Admin1 != *line.Name {
			fmt.Fprintf(&b, ", %s", line.Admin1)
		}
		if line.Country != nil {
			fmt.Fprintf(&b, ", %s", *line.Country)
		}
		fmt.Fprintf(&b, "  %s", line.Precision)
		if line.Latitude != nil && line.Longitude != nil {
			fmt.Fprintf(&b, "  %.2f, %.2f", *line.Latitude, *line.Longitude)
		}
		fmt.Fprintf(&b, "\n    %s\n", line.Why)
	}
	if len(line.Lost) > 0 {
		fmt.Fprintf(&b, "    other readings: %s\n", strings.Join(line.Lost, ", "))
	}
	_, err := w.Write(b.Bytes())
	return err
}

func (a *app) placeShowCommand() *cobra.Command {
	var known knowledgeFlags
	cmd := &cobra.Command{
		Use:   "show NAME|ID",
		Short: "Show the places of a name",
		Long: `Show the places that bear a name, or the one with an id: kind, country, what holds it,
coordinates and population. The middle of an area is what its coordinates are.`,
		Example: `  chancery place show Tripoli
  chancery place show kunar-afg`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			base, err := a.world(&known)()
			if err != nil {
				return err
			}
			name := strings.Join(args, " ")
			rows := placeRows(base, name)
			if len(rows) == 0 {
				return hinted(fmt.Errorf("%w: no place %q", keep.ErrNotFound, name), `"chancery knowledge find" lists what a name may mean`)
			}
			return list(a, placeColumns(), all(rows))
		},
	}
	known.register(cmd.Flags())
	a.listing.register(cmd)
	return cmd
}

// placeRow is one place in the form for programs.
type placeRow struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Kind       string   `json:"kind"`
	Country    string   `json:"country"`
	Within     string   `json:"within"`
	Latitude   float64  `json:"latitude"`
	Longitude  float64  `json:"longitude"`
	Population int      `json:"population"`
	Names      []string `json:"names"`
}

func placeColumns() []column[placeRow] {
	return []column[placeRow]{
		{name: "id", text: func(r placeRow) string { return r.ID }},
		{name: "name", text: func(r placeRow) string { return r.Name }},
		{name: "kind", text: func(r placeRow) string { return r.Kind }},
		{name: "country", text: func(r placeRow) string { return r.Country }},
		{name: "within", text: func(r placeRow) string { return r.Within }},
		{name: "latitude", text: func(r placeRow) string { return fmt.Sprintf("%.2f", r.Latitude) }},
		{name: "longitude", text: func(r placeRow) string { return fmt.Sprintf("%.2f", r.Longitude) }},
		{name: "population", text: func(r placeRow) string {
			if r.Population == 0 {
				return ""
			}
			return strconv.Itoa(r.Population)
		}},
		{name: "names", text: func(r placeRow) string { return strings.Join(r.Names, "; ") }, wide: true},
	}
}

func placeRows(base *knowledge.Base, name string) []placeRow {
	if p, ok := base.Place(name); ok {
		return []placeRow{placeRowOf(p)}
	}
	var rows []placeRow
	for _, c := range base.Find(name) {
		if c.Place != nil {
			rows = append(rows, placeRowOf(c.Place))
		}
	}
	return rows
}

func placeRowOf(p *knowledge.Place) placeRow {
	row := placeRow{
		ID: p.ID, Name: p.Name, Kind: p.Kind, Country: p.Country, Within: p.Within, Latitude: p.Degrees().Latitude,
		Longitude: p.Degrees().Longitude, Population: p.Population, Names: []string{},
	}
	for _, n := range p.Names {
		row.Names = append(row.Names, n.Text)
	}
	return row
}
