package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/bind/who"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/knowledge"
)

// maxMentionLine is the length in bytes of the longest line that "actor resolve" reads.
const maxMentionLine = 1 << 20

func (a *app) actorCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "actor",
		Short: "Who a mention means, and what somebody was in which time",
		Long: `Who a mention means on a date, and what an actor was in which time, from what the
program knows ("chancery knowledge") and what a record's folder adds to it.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.actorResolveCommand(), a.actorShowCommand(), a.actorListCommand())
	return cmd
}

// mentionLine is a line of input of "actor resolve".
type mentionLine struct {
	ID      json.RawMessage `json:"id"`
	Mention string          `json:"mention"`
	Date    string          `json:"date"`
	Context string          `json:"context"`
}

// resolvedActor is one actor in the form for programs.
type resolvedActor struct {
	Name    *string  `json:"name"` // null where the mention is no actor
	Kind    string   `json:"kind"`
	Country *string  `json:"country"`
	Sector  *string  `json:"sector"` // the main one
	Sectors []string `json:"sectors"`
	Role    string   `json:"role"`
	Holder  string   `json:"holder,omitempty"` // of an office that is named alone
	Entity  string   `json:"entity,omitempty"` // id in the knowledge
	Why     string   `json:"why"`
}

// resolvedLine is a line of output of "actor resolve": the first actor, and all where the mention names several.
type resolvedLine struct {
	ID      json.RawMessage `json:"id,omitempty"`
	Mention string          `json:"mention"`
	resolvedActor
	Lost   []string        `json:"lost,omitempty"`   // ids of other readings
	Actors []resolvedActor `json:"actors,omitempty"` // of a mention of several
}

func (a *app) actorResolveCommand() *cobra.Command {
	var on, format, context string
	var known knowledgeFlags
	cmd := &cobra.Command{
		Use:   "resolve [MENTION]",
		Short: "Tell which actor a mention means on a date",
		Long: `Tell which actor a mention means on a date: name, country (ISO 3166-1 alpha-3, or
IGO, NGO, ISG), sectors of PLOVER with the main one first, role on the date, and
why. What is described but not named has its description as its name; a mention
of several gives them all; what is no actor has none.

Without MENTION, lines of JSON are read from standard input,
{"id","mention","date","context"}, and each is answered with a line.`,
		Example: `  chancery actor resolve --date 2005 "the Taliban"
  chancery actor resolve --date 2025-08-23 "Former U.S. envoy Zalmay Khalilzad"
  chancery actor resolve --context "She taught in Washington." Washington
  chancery actor resolve < mentions.jsonl > actors.jsonl`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "" && format != "text" && format != "jsonl" {
				return usage("--format %s: want text or jsonl", format)
			}
			date, err := dateFlag(cmd, on)
			if err != nil {
				return err
			}
			r, _, err := a.resolver(&known)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				if isTerminal(a.in) {
					return usage("name a mention, or give lines of JSON on standard input")
				}
				return a.resolveLines(r, date, format == "text")
			}
			line := resolved(r, who.Mention{Text: strings.Join(args, " "), On: date, Sentence: context})
			return a.writeResolved(&line, format != "jsonl")
		},
	}
	cmd.Flags().StringVar(&on, "date", "", "the `day`, month or year of the event or report: 2021-08-15, 2021-08, 2021")
	known.register(cmd.Flags())
	cmd.Flags().StringVar(&format, "format", "", "`text|jsonl` (default: text for MENTION, jsonl for lines)")
	cmd.Flags().StringVar(&context, "context", "", "the `sentence` that holds the mention")
	return cmd
}

func (a *app) resolver(known *knowledgeFlags) (*who.Resolver, *knowledge.Base, error) {
	base, err := a.world(known)()
	if err != nil {
		return nil, nil, err
	}
	r, err := who.New(base)
	return r, base, err
}

// resolveLines answers each line of standard input; a line that cannot be read is reported and the others go on.
func (a *app) resolveLines(r *who.Resolver, fallback knowledge.Date, text bool) error {
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
		answer, err := resolveLine(r, line, fallback)
		if err != nil {
			failed++
			fmt.Fprintf(a.err, "chancery: line %d: %s\n", n, oneLine(err.Error()))
			continue
		}
		if err := writeResolved(out, &answer, text); err != nil {
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

func resolveLine(r *who.Resolver, line []byte, fallback knowledge.Date) (resolvedLine, error) {
	var in mentionLine
	if err := json.Unmarshal(line, &in); err != nil {
		return resolvedLine{}, fmt.Errorf("not an object with id, mention, date, context: %w", err)
	}
	date, err := lineDate(in.Date, fallback)
	if err != nil {
		return resolvedLine{}, err
	}
	answer := resolved(r, who.Mention{Text: in.Mention, On: date, Sentence: in.Context})
	answer.ID = in.ID
	return answer, nil
}

// resolved gives the answer to one mention in the form for programs.
func resolved(r *who.Resolver, m who.Mention) resolvedLine {
	answer := r.Resolve(m)
	line := resolvedLine{Mention: m.Text, Lost: answer.Lost}
	line.Why, line.Sectors = answer.Why, []string{}
	for i, x := range answer.Actors {
		row := resolvedActor{
			Name: &x.Name, Kind: x.Kind, Sectors: append([]string{}, x.Sectors...), Role: x.Role, Holder: x.Holder, Entity: x.ID,
			Why: strings.Join(x.Why, "; "),
		}
		if x.Country != "" {
			row.Country = &x.Country
		}
		if len(x.Sectors) > 0 {
			row.Sector = &x.Sectors[0]
		}
		if i == 0 {
			line.resolvedActor = row
		}
		if len(answer.Actors) > 1 {
			line.Actors = append(line.Actors, row)
		}
	}
	return line
}

func (a *app) writeResolved(line *resolvedLine, text bool) error {
	return writeResolved(a.out, line, text)
}

func writeResolved(w io.Writer, line *resolvedLine, text bool) error {
	if !text {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(line); err != nil {
			return fmt.Errorf("write an answer: %w", err)
		}
		_, err := w.Write(b.Bytes())
		return err
	}
	if line.Name == nil {
		_, err := fmt.Fprintf(w, "%s\n  no actor: %s\n", line.Mention, line.Why)
		return err
	}
	rows := line.Actors
	if len(rows) == 0 {
		rows = []resolvedActor{line.resolvedActor}
	}
	var b bytes.Buffer
	fmt.Fprintln(&b, line.Mention)
	for _, x := range rows {
		country := "-"
		if x.Country != nil {
			country = *x.Country
		}
		fmt.Fprintf(&b, "  %s  %s  %s", *x.Name, country, strings.Join(x.Sectors, " "))
		if x.Role != "" {
			fmt.Fprintf(&b, "  %s", x.Role)
		}
		if x.Holder != "" {
			fmt.Fprintf(&b, " (%s)", x.Holder)
		}
		fmt.Fprintf(&b, "\n    %s\n", x.Why)
	}
	if len(line.Lost) > 0 {
		fmt.Fprintf(&b, "    other readings: %s\n", strings.Join(line.Lost, ", "))
	}
	_, err := w.Write(b.Bytes())
	return err
}

func (a *app) actorShowCommand() *cobra.Command {
	var on string
	var known knowledgeFlags
	cmd := &cobra.Command{
		Use:   "show NAME",
		Short: "Show what an actor was in which time, and what a record tells of it",
		Long: `Show what an actor was in which time: country, sectors and roles. With --date only
what may hold on that day. Within a record a table is followed by what the actor
did, what was done to it, what it said and was accused of.`,
		Example: `  chancery actor show Taliban
  chancery actor show "Hillary Clinton" --date 2010`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			date, err := dateFlag(cmd, on)
			if err != nil {
				return err
			}
			r, base, err := a.resolver(&known)
			if err != nil {
				return err
			}
			name := strings.Join(args, " ")
			rows := rolesOf(base, r, name, date)
			if len(rows) == 0 {
				return hinted(fmt.Errorf("%w: no actor %q", keep.ErrNotFound, name), `"chancery knowledge find" lists what a name may mean`)
			}
			if err := list(a, roleColumns(), all(rows)); err != nil {
				return err
			}
			return a.writeDeeds(cmd, rows[0].Name)
		},
	}
	known.register(cmd.Flags())
	cmd.Flags().StringVar(&on, "date", "", "only what may hold on this `day`, month or year")
	a.listing.register(cmd)
	return cmd
}

// roleRow is one role of an actor with its time.
type roleRow struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Role     string   `json:"role"`
	Country  string   `json:"country"`
	Sectors  []string `json:"sectors"`
	From     string   `json:"from"`
	To       string   `json:"to"`
	Standing string   `json:"standing"` // on the date
}

func roleColumns() []column[roleRow] {
	return []column[roleRow]{
		{name: "id", text: func(r roleRow) string { return r.ID }},
		{name: "role", text: func(r roleRow) string { return r.Role }},
		{name: "country", text: func(r roleRow) string { return r.Country }},
		{name: "sectors", text: func(r roleRow) string { return strings.Join(r.Sectors, " ") }},
		{name: "from", text: func(r roleRow) string { return r.From }},
		{name: "to", text: func(r roleRow) string { return r.To }},
		{name: "standing", text: func(r roleRow) string { return r.Standing }},
	}
}

// rolesOf lists the roles of the actor whose id or name is given, the first begun first.
func rolesOf(base *knowledge.Base, r *who.Resolver, name string, on knowledge.Date) []roleRow {
	e, ok := base.Entity(name)
	if !ok {
		answer := r.Resolve(who.Mention{Text: name, On: on})
		if len(answer.Actors) != 1 {
			return nil
		}
		if e, ok = base.Entity(answer.Actors[0].ID); !ok {
			return nil
		}
	}
	var rows []roleRow
	held := base.RolesOn(e.ID, on)
	if on.IsZero() {
		held = held[:0]
		for _, role := range base.Roles(e.ID) {
			held = append(held, knowledge.Holding{Role: role})
		}
	}
	for _, h := range held {
		row := roleRow{ID: e.ID, Name: e.Name, Role: h.Title, Country: h.Country, Sectors: h.Sectors, From: h.When.From.String(), To: h.When.To.String()}
		if !on.IsZero() {
			row.Standing = h.Standing.String()
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		rows = append(rows, roleRow{ID: e.ID, Name: e.Name, Role: string(e.Kind), Country: e.Country, Sectors: e.Sectors})
	}
	return rows
}
