package follow

import "github.com/chancery-project/chancery/record"

// Days after which silence is told as such.
const (
	quietAfterDue  = 14 // behind the day that was set
	quietAfterWord = 90 // behind the last telling, where no day was set
)

// Outcome gives what became of a follow-up as a reader of the record may put it: "not seen" for a meeting that was to be
// held, or a promise or demand with a date, whose day is past by 14 days or more at the latest publication of the record
// (ISO 8601) without a word of it; for a meeting without a date 90 days behind the last telling. In all other cases the
// outcome that the entry has. A date of the record is asked for, never the clock: the same record gives the same answer.
func Outcome(u *record.FollowUp, latest string) string {
	now := dayOf(latest)
	if now == 0 || u.Outcome != "open" && u.Outcome != "moved" {
		return u.Outcome
	}
	due := dated(u.Due)
	switch {
	case due.known() && now >= due.To+quietAfterDue:
		return "not seen"
	case !due.known() && u.Of == meeting && u.Outcome == "open" && u.Support.Last != "" && now >= dayOf(u.Support.Last)+quietAfterWord:
		return "not seen"
	}
	return u.Outcome
}
