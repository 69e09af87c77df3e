package measure

import "math"

// State is what the events up to a day say of a relation.
//
// With the score s and the weight w = c * 2^(-age/half-life) of each event (c its confidence, 1 where none is given), the
// prior weight k and the presumed spread d, the index is the shrunken exponentially weighted mean
//
//	index = sum(w s) / (W + k),  W = sum(w)
//
// the mean of a normal model whose prior is neutral and as heavy as k events of today (Efron and Morris 1977; weights
// that fall by halves: Brown 1959). Its band is index -+ z * sqrt(V / (W + k)) with
//
//	V = (sum(w (s - index)^2) + k d^2) / (W + k)
//
// W and not the effective number of events stands below the root: the latter does not fall while all events age alike, so
// that a relation of which nothing is heard would stay as certain as it was.
type State struct {
	Index     float64 `json:"index"`
	Low       float64 `json:"low"`
	High      float64 `json:"high"`
	Weight    float64 `json:"weight"`    // W, in events of today
	Effective float64 `json:"effective"` // sum(w)^2 / sum(w^2), the number of equal events that would say as much (Kish 1965)
}

// sums are the running sums of a state at a day.
type sums struct {
	at              day
	w, ws, wss, sqr float64 // of w, w s, w s^2, w^2
	options         Options
}

// age moves the sums to a later day.
func (x *sums) age(to day) {
	if to <= x.at {
		return
	}
	f := math.Exp2(-float64(to-x.at) / x.options.HalfLife)
	x.w, x.ws, x.wss, x.sqr, x.at = x.w*f, x.ws*f, x.wss*f, x.sqr*f*f, to
}

// add takes up an event of a day that is not before the last one.
func (x *sums) add(e dated) {
	x.age(e.day)
	c := weight(e)
	x.w += c
	x.ws += c * e.Score
	x.wss += c * e.Score * e.Score
	x.sqr += c * c
}

// weight is that of an event on its own day.
func weight(e dated) float64 {
	if e.Confidence > 0 && e.Confidence < 1 {
		return e.Confidence
	}
	return 1
}

// state gives the state at a day that is not before the last event.
func (x *sums) state(at day) State {
	x.age(at)
	o := x.options
	n := x.w + o.Prior
	s := State{Index: x.ws / n, Weight: x.w}
	if x.sqr > 0 {
		s.Effective = x.w * x.w / x.sqr
	}
	v := (max(0, x.wss-2*s.Index*x.ws+s.Index*s.Index*x.w) + o.Prior*o.Spread*o.Spread) / n
	half := o.Z * math.Sqrt(v/n)
	s.Low, s.High = s.Index-half, s.Index+half
	return s
}

// stateOf gives the state at a day of events that are none of them later.
func stateOf(events []dated, at day, o Options) State {
	x := sums{options: o}
	for _, e := range events {
		x.add(e)
	}
	return x.state(at)
}

// upTo gives those events that are not later than a day.
func upTo(events []dated, d day) []dated {
	for n, e := range events {
		if e.day > d {
			return events[:n]
		}
	}
	return events
}
