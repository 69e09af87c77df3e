package export

import (
	"bufio"
	"fmt"
	"html"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

// slide is an event as TimelineJS has it. Its texts are HTML: every word from outside is escaped.
type slide struct {
	Start   *slideDate `json:"start_date"`
	End     *slideDate `json:"end_date,omitempty"`
	Display string     `json:"display_date,omitempty"`
	Text    slideText  `json:"text"`
	Group   string     `json:"group"`
	ID      string     `json:"unique_id"`
}

// slideDate is a date as far as it is known.
type slideDate struct {
	Year  string `json:"year"`
	Month string `json:"month,omitempty"`
	Day   string `json:"day,omitempty"`
}

type slideText struct {
	Headline string `json:"headline"`
	Text     string `json:"text"`
}

func (x *job) timelinejs() error {
	out := bufio.NewWriter(x.out)
	out.WriteString(`{"scale":"human","events":[`)
	for e, err := range entries[*record.Joined](x, x.Filter) {
		if err != nil {
			return err
		}
		s, err := x.slide(e)
		if err != nil {
			return fmt.Errorf("%s: %w", e.ID, err)
		}
		if s == nil {
			x.left++
			continue
		}
		b, err := encodeJSON(s)
		if err != nil {
			return err
		}
		if x.about.Rows > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		if _, err := out.Write(b); err != nil {
			return err
		}
		x.about.Rows++
	}
	x.leftOut("events whose first day is not known")
	out.WriteString("\n]}\n")
	return out.Flush()
}

// slide gives the slide of an event, nothing where no time is known from which it begins.
func (x *job) slide(e *record.Joined) (*slide, error) {
	if e.Time == nil || e.Time.From == nil {
		return nil, nil
	}
	s := &slide{Start: dateOf(day(e.Time.From), e.Time.Precision), Display: upperFirst(tell.When(e.Time)), ID: string(e.ID)}
	if s.Start == nil {
		return nil, nil
	}
	if to := day(e.Time.To); to != "" && to != day(e.Time.From) {
		if s.End = dateOf(to, e.Time.Precision); s.End != nil && *s.End == *s.Start {
			s.End = nil // the one month or year that the time is known to
		}
	}
	if all := ontology.Quads(); 1 <= e.Quad && e.Quad <= len(all) {
		s.Group = all[e.Quad-1].Name
	}
	s.Text.Headline = html.EscapeString(clean(tell.Sentence(e)))
	var b strings.Builder
	b.WriteString("<p>" + html.EscapeString(upperFirst(tell.Independent(e.Support))) + "</p>")
	for _, t := range e.Tellings {
		told, err := fact[*record.Event](x, t)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "<blockquote>“%s” <cite>%s</cite></blockquote>", html.EscapeString(flat(clean(told.Quote))),
			html.EscapeString(flat(clean(strings.Join(unique([]string{t.Publisher, t.Published}), ", ")))))
	}
	if link := x.link("events", e.ID); link != "" {
		fmt.Fprintf(&b, `<p><a href="%s">%s</a></p>`, html.EscapeString(link), html.EscapeString(string(e.ID)))
	}
	s.Text.Text = b.String()
	return s, nil
}

// dateOf gives a day with no more parts than its precision has: of a month no day, of a year no month.
func dateOf(day, precision string) *slideDate {
	parts := strings.Split(day, "-")
	if len(parts) != 3 {
		return nil
	}
	d := &slideDate{Year: trimZero(parts[0]), Month: trimZero(parts[1]), Day: trimZero(parts[2])}
	switch precision {
	case "month", "season", "quarter", "half-year":
		d.Day = ""
	case "year", "decade", "century":
		d.Month, d.Day = "", ""
	}
	return d
}

func trimZero(s string) string {
	n, err := strconv.Atoi(s)
	if err != nil {
		return s
	}
	return strconv.Itoa(n)
}

// upperFirst begins words with a capital.
func upperFirst(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
