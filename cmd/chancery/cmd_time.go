package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/language/times"
	"github.com/chancery-project/chancery/record"
)

func (a *app) timeCommand() *cobra.Command {
	var date, format string
	cmd := &cobra.Command{
		Use:   "time [TEXT]",
		Short: "Find the times in a text and show which days they mean",
		Long: `Find the expressions of time in a text and show what they mean: a TIMEX3 value, the
first and the last day (or minute), how precise the words are, and the rule that
read them. What "Friday" or "a month ago" means is told from --date, the day on
which the text was published; without it they stay open.

Without TEXT it reads JSON Lines from standard input, {"id","date","text"} a line
(id and date may be missing), and prints {"id","times":[...]} for each. A line that
cannot be read is reported with its number, and the others are read.`,
		Example: `  chancery time --date 2025-08-23 "The talks begin on August 25th, early next week."
  chancery time --format jsonl "from May 2019 to early 2020"
  echo '{"id":1,"date":"2025-08-23","text":"two days ago"}' | chancery time`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("", "text", "jsonl")(format); err != nil {
				return usage("--format %s: %w", format, err)
			}
			if date != "" {
				if _, err := times.ParseDay(date); err != nil {
					return usage("--date: %w", err)
				}
			}
			g, err := times.Open()
			if err != nil {
				return err
			}
			if len(args) > 0 {
				return a.timeOf(g, strings.Join(args, " "), date, format)
			}
			if isTerminal(a.in) {
				return usage("nothing to read: give a text, or pipe lines of JSON in")
			}
			return a.timeLines(g, date, format)
		},
	}
	cmd.Flags().StringVar(&date, "date", "", "`day` of publication, YYYY-MM-DD; for lines without a date of their own")
	cmd.Flags().StringVar(&format, "format", "", "`text|jsonl` (jsonl where lines are read)")
	return cmd
}

// timeJSON is one time in the answer of the command.
type timeJSON struct {
	Text      string      `json:"text"`
	Value     string      `json:"value"`
	From      *string     `json:"from"`
	To        *string     `json:"to"`
	Precision string      `json:"precision"`
	Rule      string      `json:"rule"`
	Span      record.Span `json:"span"`
}

func readTimes(g *times.Grammar, text, date string) []timeJSON {
	found, _ := g.Find(times.Report{Text: text, Date: date, Segments: times.Split(text)})
	out := make([]timeJSON, 0, len(found))
	for _, t := range found {
		j := timeJSON{
			Text: text[t.Start:t.End], Value: t.Value, Precision: t.Precision, Rule: t.Rule,
			Span: record.Span{Start: t.Start, End: t.End},
		}
		if t.From != "" {
			j.From = &t.From
		}
		if t.To != "" {
			j.To = &t.To
		}
		out = append(out, j)
	}
	return out
}

func (a *app) timeOf(g *times.Grammar, text, date, format string) error {
	if !utf8.ValidString(text) {
		return usage("the text is not valid UTF-8")
	}
	found := readTimes(g, text, date)
	if format == "jsonl" {
		return a.writeTimes(nil, found)
	}
	return a.showTimes(found)
}

func (a *app) showTimes(found []timeJSON) error {
	end := func(s *string) string {
		if s == nil {
			return "open"
		}
		return *s
	}
	for _, t := range found {
		if _, err := fmt.Fprintf(a.out, "%s\t%s\t%s to %s\t%s\t%s\n", t.Text, t.Value, end(t.From), end(t.To), t.Precision, t.Rule); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) writeTimes(id json.RawMessage, found []timeJSON) error {
	if id == nil {
		id = json.RawMessage("null")
	}
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		ID    json.RawMessage `json:"id"`
		Times []timeJSON      `json:"times"`
	}{id, found})
}

// timeLine is one line of the input.
type timeLine struct {
	ID   json.RawMessage `json:"id"`
	Date string          `json:"date"`
	Text *string         `json:"text"`
}

// maxTimeLine bounds a line of the input in bytes.
const maxTimeLine = 16 << 20

func (a *app) timeLines(g *times.Grammar, date, format string) error {
	in := bufio.NewReader(a.in)
	bad := 0
	for n := 1; ; n++ {
		line, tooLong, err := readLine(in, maxTimeLine)
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("standard input: %w", err)
		}
		if done := errors.Is(err, io.EOF); done && len(line) == 0 && !tooLong {
			break
		}
		if len(strings.TrimSpace(string(line))) == 0 && !tooLong {
			continue
		}
		if err := a.timeLine(g, line, tooLong, date, format); err != nil {
			bad++
			a.say("chancery: line %d: %v", n, err)
		}
	}
	if bad > 0 {
		return fmt.Errorf("%w: %s", errPartial, plural(bad, "line", "lines"))
	}
	return nil
}

func (a *app) timeLine(g *times.Grammar, line []byte, tooLong bool, date, format string) error {
	if tooLong {
		return fmt.Errorf("longer than %d bytes", maxTimeLine)
	}
	var in timeLine
	if !utf8.Valid(line) {
		return fmt.Errorf("not valid UTF-8")
	}
	if err := json.Unmarshal(line, &in); err != nil {
		return fmt.Errorf("not an object with id, date and text: %w", err)
	}
	if in.Text == nil {
		return fmt.Errorf("no text")
	}
	if in.Date == "" {
		in.Date = date
	}
	if in.Date != "" {
		if _, err := times.ParseDay(in.Date); err != nil {
			return fmt.Errorf("date: %w", err)
		}
	}
	found := readTimes(g, *in.Text, in.Date)
	if format == "text" {
		return a.showTimes(found)
	}
	return a.writeTimes(in.ID, found)
}

// readLine reads a line without its end; of one that is too long the rest is skipped.
func readLine(in *bufio.Reader, limit int) (line []byte, tooLong bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > limit {
			tooLong, line = true, line[:0]
		}
		if !tooLong {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, tooLong, err
		}
	}
}
