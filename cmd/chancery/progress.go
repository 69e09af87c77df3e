package main

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/chancery-project/chancery/internal/flow"
)

// plainEvery is how often a line of progress goes to a file.
const plainEvery = 10 * time.Second

// meter shows on standard error how far an addition is.
type meter struct {
	a     *app
	form  string // plain, json, bar or off
	total int    // inputs to come, 0 when not known
	bars  *mpb.Progress
	bar   *mpb.Bar
	since time.Time
	last  time.Time
}

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
	if m.form == "bar" {
		m.bars = mpb.New(mpb.WithOutput(a.err), mpb.WithRefreshRate(150*time.Millisecond))
		m.bar = m.bars.AddBar(int64(total),
			mpb.PrependDecorators(decor.Name("reading "), decor.CountersNoUnit("%d/%d ")),
			mpb.AppendDecorators(decor.AverageSpeed(0, "%.0f/s "), decor.AverageETA(decor.ET_STYLE_GO)),
			mpb.BarRemoveOnComplete(),
		)
	}
	return m
}

// show takes the counts of what is in the record.
func (m *meter) show(p flow.Progress) {
	switch m.form {
	case "bar":
		m.bar.SetCurrent(int64(p.Seen))
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

// end takes the bar off the terminal.
func (m *meter) end() {
	if m.bars != nil {
		m.bar.Abort(true)
		m.bars.Wait()
	}
}
