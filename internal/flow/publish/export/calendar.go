package export

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/record"
)

// foldAt is how many bytes a line of a calendar may have without its end.
const foldAt = 75

// calendarDay and calendarTime are days and instants as calendars write them.
const (
	calendarDay  = "20060102"
	calendarTime = "20060102T150405"
)

// ics writes what is due as a calendar (RFC 5545). What has no day cannot stand in one.
func (x *job) ics() error {
	out := bufio.NewWriter(x.out)
	x.calendar(out, "chancery agenda")
	left := 0
	for f, err := range entries[*record.FollowUp](x, x.Filter) {
		if err != nil {
			return err
		}
		d, ok := dueOf(f.Due)
		if !ok {
			left++
			continue
		}
		if err := x.vevent(out, f, d); err != nil {
			return fmt.Errorf("%s: %w", f.ID, err)
		}
		x.about.Rows++
	}
	x.line(out, "END", "VCALENDAR")
	if left > 0 {
		x.about.Losses = append(x.about.Losses, Loss{"entries", fmt.Sprintf("%d without a day are left out: a calendar has no place for them", left)})
	}
	return out.Flush()
}

// due is when something is due, as calendars write it.
type due struct{ start, end, params string }

// dueOf reads a time: an instant where the hour is known, else whole days, the end not included.
func dueOf(w *record.When) (d due, ok bool) {
	if w == nil || w.From == nil {
		return d, false
	}
	from := *w.From
	to := from
	if w.To != nil && *w.To >= from {
		to = *w.To
	}
	if start, zone, ok := instant(from); ok && (w.Precision == "hour" || w.Precision == "minute") {
		d.start, d.end = start.Format(calendarTime)+zone, start.Add(time.Hour).Format(calendarTime)+zone
		if end, z, ok := instant(to); ok && end.After(start) && z == zone {
			d.end = end.Format(calendarTime) + zone
		}
		return d, true
	}
	first, err := time.Parse(time.DateOnly, from[:min(10, len(from))])
	if err != nil {
		return d, false
	}
	last, err := time.Parse(time.DateOnly, to[:min(10, len(to))])
	if err != nil || last.Before(first) {
		last = first
	}
	return due{first.Format(calendarDay), last.AddDate(0, 0, 1).Format(calendarDay), ";VALUE=DATE"}, true
}

// instant reads a day with an hour. A time without a zone stays without: it holds where the reader is.
func instant(s string) (t time.Time, zone string, ok bool) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC(), "Z", true
	}
	for _, layout := range []string{"2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15"} {
		if t, err := time.Parse(layout, s); err == nil {
			if strings.Contains(layout, "Z") {
				return t.UTC(), "Z", true
			}
			return t, "", true
		}
	}
	return t, "", false
}

// calendarStatus says how sure an entry of a calendar is.
func calendarStatus(f *record.FollowUp) string {
	switch f.Outcome {
	case "cancelled", "refused":
		return "CANCELLED"
	case "held", "met":
		return "CONFIRMED"
	}
	for i := len(f.History) - 1; i >= 0; i-- {
		switch f.History[i].Step {
		case "confirmed":
			return "CONFIRMED"
		case "announced", "moved":
			return "TENTATIVE"
		}
	}
	return "TENTATIVE"
}

func (x *job) vevent(out *bufio.Writer, f *record.FollowUp, d due) error {
	description, err := x.history(f)
	if err != nil {
		return err
	}
	moves := 0
	for i, h := range f.History {
		if i > 0 && h.Step != "announced" {
			moves++
		}
	}
	x.line(out, "BEGIN", "VEVENT")
	x.line(out, "UID", words(string(f.ID)))
	x.line(out, "DTSTAMP", midnight(x.Latest))
	x.line(out, "DTSTART"+d.params, d.start)
	x.line(out, "DTEND"+d.params, d.end)
	x.line(out, "SUMMARY", words(f.Title))
	if p := f.Place; p != nil {
		x.line(out, "LOCATION", words(strings.Join(unique([]string{p.Name, p.Admin1, p.Country}), ", ")))
		if p.Latitude != nil && p.Longitude != nil {
			x.line(out, "GEO", number(*p.Latitude)+";"+number(*p.Longitude))
		}
	}
	x.line(out, "STATUS", calendarStatus(f))
	x.line(out, "SEQUENCE", strconv.Itoa(moves))
	if f.Support.Last != "" {
		x.line(out, "LAST-MODIFIED", midnight(f.Support.Last))
	}
	if u := x.link("agenda", f.ID); u != "" {
		x.line(out, "URL", strings.Map(printable, u))
	}
	x.line(out, "CATEGORIES", words(f.Of)+","+words(f.Outcome))
	x.line(out, "DESCRIPTION", words(description))
	x.line(out, "TRANSP", "TRANSPARENT")
	if !x.Strict {
		x.line(out, "X-CHANCERY-PRECISION", words(f.Due.Precision))
	}
	x.line(out, "END", "VEVENT")
	return nil
}

// history says what was told of an entry, a line for each report, with its words.
func (x *job) history(f *record.FollowUp) (string, error) {
	lines := []string{tell.FollowUp(f)}
	for _, h := range f.History {
		entry, source, err := x.store.FactByID(x.ctx, string(h.Telling.ID))
		if err != nil {
			return "", fmt.Errorf("telling %s: %w", h.Telling.ID, err)
		}
		quote, _ := record.WordsOf(entry)
		lines = append(lines, fmt.Sprintf("%s: “%s” (%s)", h.Step, flat(clean(quote)),
			strings.Join(unique([]string{source.Publisher, h.Telling.Published, h.Telling.Document.Short()}), ", ")))
	}
	return strings.Join(lines, "\n"), nil
}

// midnight writes a day as an instant of UTC: calendars want one, and the hour is not known. An unknown day is the first
// that calendars can write.
func midnight(day string) string {
	t, err := time.Parse(time.DateOnly, day[:min(10, len(day))])
	if err != nil {
		t = time.Unix(0, 0).UTC()
	}
	return t.Format(calendarTime) + "Z"
}

// words writes foreign text as a value of a calendar.
func words(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`, "\t", " ").Replace(clean(s))
}

func printable(r rune) rune {
	if r <= ' ' || 0x7f <= r && r < 0xa0 {
		return -1
	}
	return r
}

// line writes a line and folds it where it is too long, never within a character.
func (x *job) line(out *bufio.Writer, name, value string) {
	s := name + ":" + value
	room := foldAt
	for len(s) > room {
		cut := room
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		out.WriteString(s[:cut] + "\r\n ")
		s, room = s[cut:], foldAt-1
	}
	out.WriteString(s + "\r\n")
}
