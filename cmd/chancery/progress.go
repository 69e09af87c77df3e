package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/chancery-project/chancery/internal/flow"
)

// plainEvery is how often a line of progress goes to a file.
const plainEvery = 10 * time.Second

// meter shows on standard error how far an addition is.
type meter struct {
	a     *app
	form  string // plain, json, bar or off
	total int    // inputs to come, 0 when not known
	drawn bool   // a bar stands on the terminal
	since time.Time
	last  time.Time
}

// barEvery is how often a bar is drawn.
const barEvery = 150 * time.Millisecond

// meter starts the form that the user chose; total is 0 when it is not known.
func (a *app) meter(total int) *meter {
	m := &meter{a: a, form: a.progress, total: total, since: a.now(), last: a.now()}
	if m.form == "auto" {
		m.form = "plain"
		if isTerminal(a.err) {
			m.form = "bar"
		}
	}
	if a.quiet && m.form != "json" {
		m.form = "off"
	}
	return m
}

// show takes the counts of what is in the record.
func (m *meter) show(p flow.Progress) {
	switch m.form {
	case "bar":
		if now := m.a.now(); now.Sub(m.last) >= barEvery {
			m.last, m.drawn = now, true
			fmt.Fprint(m.a.err, "\r\x1b[K"+m.barLine(p.Seen, now.Sub(m.since).Seconds()))
		}
	case "json":
		m.writeJSON(p)
	case "plain":
		if now := m.a.now(); now.Sub(m.last) >= plainEvery {
			m.last = now
			fmt.Fprintln(m.a.err, m.line(p))
		}
	}
}

func (m *meter) line(p flow.Progress) string {
	of := ""
	if m.total > 0 {
		of = "/" + thousands(m.total)
	}
	return fmt.Sprintf("chancery: read %s%s  new %s  copies %s  known %s  failed %s",
		thousands(p.Seen), of, thousands(p.Reports), thousands(p.Copies), thousands(p.Known), thousands(p.Failures))
}

func (m *meter) writeJSON(p flow.Progress) {
	line, err := json.Marshal(struct {
		Type      string  `json:"message_type"`
		Total     int     `json:"total,omitempty"`
		Seen      int     `json:"seen"`
		Reports   int     `json:"reports"`
		Documents int     `json:"documents"`
		Known     int     `json:"known"`
		Copies    int     `json:"copies"`
		Failures  int     `json:"failures"`
		Bytes     int64   `json:"bytes"`
		Seconds   float64 `json:"seconds_elapsed"`
	}{
		"status", m.total, p.Seen, p.Reports, p.Documents, p.Known, p.Copies, p.Failures, p.Bytes,
		m.a.now().Sub(m.since).Seconds(),
	})
	if err == nil {
		fmt.Fprintf(m.a.err, "%s\n", line)
	}
}

// barWidth is how many signs a bar has.
const barWidth = 20

// barLine says how far an addition is: "reading 50/200 [#####---------------] 5/s, 30s to go".
func (m *meter) barLine(seen int, seconds float64) string {
	line, speed := fmt.Sprintf("reading %d", seen), 0.0
	if seconds > 0 {
		speed = float64(seen) / seconds
	}
	if m.total > 0 {
		full := min(seen, m.total) * barWidth / m.total
		line += fmt.Sprintf("/%d [%s%s]", m.total, strings.Repeat("#", full), strings.Repeat("-", barWidth-full))
	}
	if speed > 0 {
		line += fmt.Sprintf(" %.0f/s", speed)
	}
	if left := m.total - seen; speed > 0 && left > 0 {
		line += fmt.Sprintf(", %s to go", (time.Duration(float64(left)/speed) * time.Second).String())
	}
	return line
}

// end takes the bar off the terminal.
func (m *meter) end() {
	if m.drawn {
		fmt.Fprint(m.a.err, "\r\x1b[K")
	}
}
