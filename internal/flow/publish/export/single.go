package export

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/record"
)

// ErrNoDay is given for a calendar of something whose day is not known.
var ErrNoDay = fmt.Errorf("its day is not known, and a calendar has no place without one")

// Calendar writes one event or one follow-up as a calendar (RFC 5545) of its own: ErrNoDay where its day is not known.
func Calendar(ctx context.Context, store Store, w io.Writer, program, latest string, e record.Entry) error {
	var b bytes.Buffer
	x := &job{ctx: ctx, store: store, out: &b, Request: Request{Program: program, Latest: latest}}
	out := bufio.NewWriter(&b)
	x.calendar(out, "chancery")
	var err error
	switch e := e.(type) {
	case *record.FollowUp:
		d, ok := dueOf(e.Due)
		if !ok {
			return ErrNoDay
		}
		err = x.vevent(out, e, d)
	case *record.Joined:
		err = x.happened(out, e)
	default:
		return fmt.Errorf("internal error: a %s has no place in a calendar", e.EntryKind())
	}
	if err != nil {
		return err
	}
	x.line(out, "END", "VCALENDAR")
	if err := out.Flush(); err != nil {
		return err
	}
	_, err = w.Write(b.Bytes())
	return err
}

// calendar writes the head of a calendar.
func (x *job) calendar(out *bufio.Writer, name string) {
	x.line(out, "BEGIN", "VCALENDAR")
	x.line(out, "VERSION", "2.0")
	x.line(out, "PRODID", "-//chancery//"+strings.ReplaceAll(words(x.Program), "/", "-")+"//EN")
	x.line(out, "CALSCALE", "GREGORIAN")
	x.line(out, "METHOD", "PUBLISH")
	x.line(out, "X-WR-CALNAME", name)
}

// happened writes an event: what is planned is tentative, what is denied is cancelled.
func (x *job) happened(out *bufio.Writer, e *record.Joined) error {
	d, ok := dueOf(e.Time)
	if !ok {
		return ErrNoDay
	}
	lines := []string{tell.Independent(e.Support)}
	for _, t := range e.Tellings {
		entry, source, err := x.store.FactByID(x.ctx, string(t.ID))
		if err != nil {
			return fmt.Errorf("telling %s: %w", t.ID, err)
		}
		if event, ok := entry.(*record.Event); ok {
			lines = append(lines, fmt.Sprintf("“%s” (%s)", flat(clean(event.Quote)), strings.Join(unique([]string{source.Publisher, t.Published, t.Document.Short()}), ", ")))
		}
	}
	x.line(out, "BEGIN", "VEVENT")
	x.line(out, "UID", words(string(e.ID)))
	x.line(out, "DTSTAMP", midnight(x.Latest))
	x.line(out, "DTSTART"+d.params, d.start)
	x.line(out, "DTEND"+d.params, d.end)
	x.line(out, "SUMMARY", words(tell.Sentence(e)))
	if p := e.Place; p != nil {
		x.line(out, "LOCATION", words(strings.Join(unique([]string{p.Name, p.Admin1, p.Country}), ", ")))
		if p.Latitude != nil && p.Longitude != nil {
			x.line(out, "GEO", number(*p.Latitude)+";"+number(*p.Longitude))
		}
	}
	status := "CONFIRMED"
	switch e.Status {
	case record.Planned, record.Proposed, record.Hypothetical:
		status = "TENTATIVE"
	case record.Denied:
		status = "CANCELLED"
	}
	x.line(out, "STATUS", status)
	if e.Support.Last != "" {
		x.line(out, "LAST-MODIFIED", midnight(e.Support.Last))
	}
	x.line(out, "CATEGORIES", words(e.Type)+","+words(string(e.Status)))
	x.line(out, "DESCRIPTION", words(strings.Join(lines, "\n")))
	x.line(out, "TRANSP", "TRANSPARENT")
	x.line(out, "X-CHANCERY-PRECISION", words(e.Time.Precision))
	x.line(out, "END", "VEVENT")
	return nil
}
