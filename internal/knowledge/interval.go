package knowledge

// Bound is one end of an interval. The zero value is an end that is not known, which is not the same as no end.
type Bound struct {
	Date Date // zero where Open or not known
	Open bool // at the start: since before anything recorded here; at the end: had not ended on the file's asof date
}

// String gives the form of the files: a date, "open", or "" for not known.
func (b Bound) String() string {
	if b.Open {
		return "open"
	}
	return b.Date.String()
}

// Interval is the time in which something holds, both ends included.
type Interval struct {
	From, To Bound
	AsOf     Date // the date for which an open end is vouched; zero: for any date
}

// String gives "from..to".
func (i Interval) String() string { return i.From.String() + ".." + i.To.String() }

// Standing says how surely something holds on a date.
type Standing uint8

// The standings, from the weakest to the strongest.
const (
	Not      Standing = iota // it does not hold
	Possible                 // it may: an end is unknown, or a date is less exact than the question
	Assumed                  // it held when the file was written, and nothing says that it ended
	Certain                  // it holds
)

// String names the standing.
func (s Standing) String() string {
	return [...]string{"not", "possible", "assumed", "certain"}[s]
}

// On tells whether the interval holds on a date. A month or a year is answered for any day in it: a change within it
// makes the answer [Possible]. Without a date the answer is [Possible].
func (i Interval) On(d Date) Standing {
	if d.IsZero() {
		return Possible
	}
	first, last := d.first(), d.last()
	return min(i.From.begun(first, last), i.To.lasting(first, last, i.AsOf))
}

func (b Bound) begun(first, last int) Standing {
	switch {
	case b.Open:
		return Certain
	case b.Date.IsZero():
		return Possible
	case last < b.Date.first():
		return Not
	case first < b.Date.last():
		return Possible
	}
	return Certain
}

func (b Bound) lasting(first, last int, asOf Date) Standing {
	switch {
	case b.Open && !asOf.IsZero() && last > asOf.last():
		return Assumed
	case b.Open:
		return Certain
	case b.Date.IsZero():
		return Possible
	case first > b.Date.last():
		return Not
	case last > b.Date.first():
		return Possible
	}
	return Certain
}

// EndedBefore says that the interval was surely over when d began.
func (i Interval) EndedBefore(d Date) bool {
	return !i.To.Date.IsZero() && !d.IsZero() && i.To.Date.last() < d.first()
}

// BeginsAfter says that the interval had surely not begun when d ended.
func (i Interval) BeginsAfter(d Date) bool {
	return !i.From.Date.IsZero() && !d.IsZero() && i.From.Date.first() > d.last()
}

// reversed says that the end surely lies before the start.
func (i Interval) reversed() bool {
	return !i.From.Date.IsZero() && !i.To.Date.IsZero() && i.To.Date.last() < i.From.Date.first()
}

// far stands for the end of time in comparisons of ordinals.
const far = 1 << 30

// surely gives the days on which the interval holds for certain; ok is false where there is none. An end that is not
// known is taken next to the other end, an open one goes on for ever.
func (i Interval) surely() (first, last int, ok bool) {
	switch {
	case i.From.Open:
		first = -far
	case !i.From.Date.IsZero():
		first = i.From.Date.last()
	case !i.To.Date.IsZero():
		first = i.To.Date.first()
	default:
		return 0, 0, false
	}
	switch {
	case i.To.Open:
		last = far
	case !i.To.Date.IsZero():
		last = i.To.Date.first()
	default:
		last = first
	}
	return first, last, first <= last
}

// overlap gives the number of days that both intervals surely share.
func (i Interval) overlap(j Interval) int {
	iFirst, iLast, ok := i.surely()
	jFirst, jLast, also := j.surely()
	if !ok || !also {
		return 0
	}
	return max(0, min(iLast, jLast)-max(iFirst, jFirst)+1)
}

// mayMeet says that the intervals cannot be told apart: some day may lie in both.
func (i Interval) mayMeet(j Interval) bool {
	return !i.To.endsBefore(j.From) && !j.To.endsBefore(i.From)
}

func (b Bound) endsBefore(from Bound) bool {
	return !b.Date.IsZero() && !from.Date.IsZero() && b.Date.last() < from.Date.first()
}
