// Package tell says entries of the ledger in words: on one line for lists, and in sentences for briefs and pages. It adds
// nothing to what the entries hold, and every word that comes from outside stays text.
package tell

import (
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/record"
)

// Names joins the names of actors: "Pakistan, China and Iran"; "" for none.
func Names(actors []record.Actor) string {
	names := make([]string, len(actors))
	for i, a := range actors {
		names[i] = a.Name
	}
	return And(names)
}

// And joins words as English does: "a, b and c".
func And(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

// Sides says who acts on whom: "Pakistan → Afghanistan". A side that nobody names is "somebody".
func Sides(actors, recipients []record.Actor) string {
	from := Names(actors)
	if from == "" {
		from = "somebody"
	}
	if len(recipients) == 0 {
		return from
	}
	return from + " → " + Names(recipients)
}

// Act says type and mode, with what is asked, agreed or refused: "REQUEST change (RETREAT)".
func Act(typ, mode string, content *record.Content) string {
	act := strings.TrimSpace(typ + " " + mode)
	if content != nil {
		act += " (" + strings.TrimSpace(content.Type+" "+content.Mode) + ")"
	}
	return act
}

// Days says the days of a time: one, the first and the last, or the words where no day is known.
func Days(w *record.When) string {
	switch {
	case w == nil:
		return ""
	case w.From == nil && w.To == nil:
		return w.Text
	case w.From == nil:
		return "until " + *w.To
	case w.To == nil:
		return "since " + *w.From
	case *w.From == *w.To:
		return *w.From
	}
	return *w.From + " to " + *w.To
}

// Event says a joined event on one line.
func Event(e *record.Joined) string {
	parts := []string{Sides(e.Actors, e.Recipients), Act(e.Type, e.Mode, e.Content), string(e.Status)}
	if d := Days(e.Time); d != "" {
		parts = append(parts, d)
	}
	if e.Place != nil {
		parts = append(parts, "in "+e.Place.Name)
	}
	if e.Attribution != nil {
		parts = append(parts, "says: "+e.Attribution.Name)
	}
	return strings.Join(append(parts, Backing(e.Support)), " · ")
}

// Claim says a joined claim on one line.
func Claim(c *record.JoinedClaim) string {
	who := "somebody"
	if c.Source != nil {
		who = c.Source.Name
	}
	return fmt.Sprintf("%s %s: %s · %s", who, Stance(c.Stance), c.Content, Backing(c.Support))
}

// Stance says what a source does with its words.
func Stance(s record.Stance) string {
	switch s {
	case record.Deny:
		return "denies"
	case record.Accuse:
		return "accuses"
	case record.Criticize:
		return "criticizes"
	case "":
		return "says"
	}
	return string(s) + "s"
}

// Backing says on how much an entry stands: "3 origins (41 reports)".
func Backing(b record.Backing) string {
	origins := count(b.Origins, "origin", "origins")
	if b.Reports <= b.Origins {
		return origins
	}
	return fmt.Sprintf("%s (%s)", origins, count(b.Reports, "report", "reports"))
}

// Independent says the same in a sentence: "told by 3 independent origins in 41 reports".
func Independent(b record.Backing) string {
	switch {
	case b.Origins == 1 && b.Reports <= 1:
		return "reported once"
	case b.Origins == 1:
		return fmt.Sprintf("one origin, in %s", count(b.Reports, "report", "reports"))
	}
	return fmt.Sprintf("%d independent origins, in %s", b.Origins, count(b.Reports, "report", "reports"))
}

// Contest says a dispute on one line.
func Contest(c *record.Contest) string {
	sides := make([]string, len(c.Sides))
	for i, s := range c.Sides {
		sides[i] = Side(s)
	}
	line := c.Title + " · " + c.Matter + " · " + c.Status
	return line + " · " + strings.Join(sides, " | ")
}

// Side says what one side of a dispute says: "Taliban: 46 people were killed", "Pakistan denies: civilians were hit".
func Side(p record.Party) string {
	if p.Denies {
		return p.Who + " denies: " + p.Says
	}
	return p.Who + ": " + p.Says
}

// FollowUp says something announced, promised or demanded on one line.
func FollowUp(f *record.FollowUp) string {
	parts := []string{f.Title, f.Outcome}
	if d := Days(f.Due); d != "" {
		parts = append(parts, "due "+d)
	}
	if f.Decided != "" {
		parts = append(parts, f.Outcome+" "+f.Decided)
	}
	return strings.Join(append(parts, Backing(f.Support)), " · ")
}

// Figure says a stated value: "at least 14", "about 40 to 45".
func Figure(s record.Stated) string {
	value := Number(s.Value)
	if s.ValueMax != nil {
		value += " to " + Number(*s.ValueMax)
	}
	switch s.Qualifier {
	case record.Over:
		return "over " + value
	case record.Under:
		return "under " + value
	case record.About:
		return "about " + value
	case record.UpTo:
		return "up to " + value
	}
	return value
}

// Number writes a number with commas between thousands and no more digits than it has.
func Number(v float64) string {
	s := strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.6f", v), "0"), ".")
	whole, rest, point := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	var b strings.Builder
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if point {
		return sign + b.String() + "." + rest
	}
	return sign + b.String()
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Number(float64(n)) + " " + many
}
