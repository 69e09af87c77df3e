package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/record"
)

// acledRow is a row in the columns of ACLED. It is not ACLED's data.
type acledRow struct {
	ID            string   `col:"event_id_cnty"`
	Date          string   `col:"event_date"`
	Year          string   `col:"year"`
	TimePrecision string   `col:"time_precision"`
	Disorder      string   `col:"disorder_type"`
	EventType     string   `col:"event_type"`
	SubEventType  string   `col:"sub_event_type"`
	Actor1        string   `col:"actor1"`
	Assoc1        string   `col:"assoc_actor_1"`
	Inter1        string   `col:"inter1"`
	Actor2        string   `col:"actor2"`
	Assoc2        string   `col:"assoc_actor_2"`
	Inter2        string   `col:"inter2"`
	Interaction   string   `col:"interaction"`
	Civilian      string   `col:"civilian_targeting"`
	ISO           string   `col:"iso"`
	Region        string   `col:"region"`
	Country       string   `col:"country"`
	Admin1        string   `col:"admin1"`
	Admin2        string   `col:"admin2"`
	Admin3        string   `col:"admin3"`
	Location      string   `col:"location"`
	Latitude      *float64 `col:"latitude"`
	Longitude     *float64 `col:"longitude"`
	GeoPrecision  string   `col:"geo_precision"`
	Source        string   `col:"source"`
	SourceScale   string   `col:"source_scale"`
	Notes         string   `col:"notes"`
	Fatalities    *float64 `col:"fatalities"`
	Tags          string   `col:"tags"`
	Timestamp     string   `col:"timestamp"`

	FatalitiesLow  *float64 `col:"x_fatalities_low"`
	FatalitiesBest *float64 `col:"x_fatalities_best"`
	FatalitiesHigh *float64 `col:"x_fatalities_high"`
	Directed       bool     `col:"x_directed"` // actor1 acts on actor2
	Type           string   `col:"x_event_type"`
	Mode           string   `col:"x_event_mode"`
	Modality       string   `col:"x_modality"`
	Against        string   `col:"x_recipient_names"`
	Says           string   `col:"x_says"`
	Origins        int64    `col:"x_origins"`
	Disputed       bool     `col:"x_disputed"`
	Confidence     float64  `col:"x_confidence"`
}

// acledAct is a line of acled.tsv: acts that fit it are events of one kind.
type acledAct struct{ typ, mode, content, against, event, sub, disorder string }

// Kinds of actors of ACLED with the numbers that it had for them before.
const (
	stateForces = iota + 1
	rebels
	politicalMilitia
	identityMilitia
	rioters
	protesters
	civilians
	outerForces
)

// inters are the names of the kinds of actors in the order of their numbers.
func inters() []string {
	return []string{"State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians", "External/Other forces"}
}

func (x *job) acled() error {
	err := table(x, manyOf(x, (*job).acledRows))
	x.leftOut("events that did not happen, or are of a kind that ACLED does not have, or of which it is not told whether civilians were meant")
	return err
}

// happened tells whether an event is told as one that took place: what is planned, asked, imagined or denied would read
// as fact in a table that has no column for it.
func happened(e *record.Joined) bool { return e.Status == record.Actual || e.Status == record.Ongoing }

// acledRows gives the row of an event, none where ACLED has no such events.
func (x *job) acledRows(e *record.Joined) ([]acledRow, error) {
	act, ok := acledOf(e)
	if !ok || !happened(e) {
		x.left++
		return nil, nil
	}
	m, err := x.matterOf(e)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.ID, err)
	}
	r := acledRow{
		ID: string(e.ID), Disorder: act.disorder, EventType: act.event, SubEventType: act.sub,
		Actor1: first(actorNames(e.Actors)), Assoc1: list(rest(actorNames(e.Actors))), Source: list(outlets(e)), Fatalities: m.low,
		FatalitiesLow: m.low, FatalitiesBest: m.best, FatalitiesHigh: m.high, Type: e.Type, Mode: e.Mode, Modality: string(e.Status),
		Against: list(actorNames(e.Recipients)), Origins: int64(e.Support.Origins), Disputed: len(m.disputes) > 0 || contradicted(e), Confidence: e.Confidence,
	}
	if e.Attribution != nil {
		r.Says = e.Attribution.Name
	}
	if t, err := time.Parse(time.DateOnly, e.Support.Last); err == nil {
		r.Timestamp = strconv.FormatInt(t.Unix(), 10)
	}
	r.when(e.Time)
	r.where(e.Place)
	r.sides(e, act, x.Numeric)
	r.Notes, err = x.notes(e)
	return []acledRow{r}, err
}

// acledOf gives the kind of event that an act is to ACLED.
func acledOf(e *record.Joined) (acledAct, bool) {
	against := ""
	switch interOf(e.Recipients, "") {
	case 0:
	case civilians:
		against = "civilians"
	default:
		against = "armed"
	}
	content := ""
	if e.Content != nil {
		content = e.Content.Type
	}
	fits := func(pattern, value string) bool { return pattern == "*" || strings.TrimPrefix(pattern, "-") == value }
	i := slices.IndexFunc(codes().acled, func(a acledAct) bool {
		return a.typ == e.Type && fits(a.mode, e.Mode) && fits(a.content, content) && fits(a.against, against)
	})
	if i < 0 {
		return acledAct{}, false
	}
	return codes().acled[i], true
}

// interOf gives the kind of the first actor of a side whose kind is known, 0 where none is. Forces of a state that act in
// another country are outer ones.
func interOf(side []record.Actor, country string) int {
	for _, a := range side {
		n := 0
		for _, s := range sectorsOf(a) {
			if n = codes().inters[s]; n > 0 {
				break
			}
		}
		if a.Kind == "state" || a.Kind == "government body" {
			n = stateForces // a militia of the state too
		}
		switch {
		case n == stateForces && country != "" && a.Country != "" && a.Country != country:
			return outerForces
		case n > 0:
			return n
		}
	}
	return 0
}

// sides writes who met whom. In protests the other side is whom they are against, which ACLED does not have.
func (r *acledRow) sides(e *record.Joined, act acledAct, numeric bool) {
	country := ""
	if e.Place != nil {
		country = e.Place.Country
	}
	one, two := interOf(e.Actors, country), interOf(e.Recipients, country)
	crowd := false
	switch {
	case e.Type == "PROTEST" && act.event == "Riots":
		one, two, crowd = rioters, 0, true
	case e.Type == "PROTEST":
		one, two, crowd = protesters, 0, true
	}
	if !crowd {
		r.Actor2, r.Assoc2 = first(actorNames(e.Recipients)), list(rest(actorNames(e.Recipients)))
		r.Directed = len(e.Actors) > 0 && len(e.Recipients) > 0
	}
	if two == civilians && e.Type == "ASSAULT" {
		r.Civilian = "Civilian targeting"
	}
	r.Inter1, r.Inter2 = interName(one, numeric), interName(two, numeric)
	switch {
	case one > 0 && two > 0 && numeric:
		r.Interaction = strconv.Itoa(10*min(one, two) + max(one, two))
	case one > 0 && two > 0:
		r.Interaction = interName(min(one, two), false) + "-" + interName(max(one, two), false)
	case one > 0 && (crowd || len(e.Recipients) == 0 && e.Type != "ASSAULT") && numeric:
		r.Interaction = strconv.Itoa(10 * one)
	case one > 0 && (crowd || len(e.Recipients) == 0 && e.Type != "ASSAULT"):
		r.Interaction = interName(one, false) + " only"
	}
}

func interName(n int, numeric bool) string {
	switch {
	case n == 0:
		return ""
	case numeric:
		return strconv.Itoa(n)
	}
	return inters()[n-1]
}

// when writes the first day of a time of at most a month, with ACLED's precision: 1 the day, 2 the week, 3 the month.
func (r *acledRow) when(w *record.When) {
	from, to, ok := interval(w)
	if r.Date = eventDate(w); !ok || r.Date == "" {
		if ok && from.Year() == to.Year() {
			r.Year = strconv.Itoa(from.Year())
		}
		return
	}
	r.Year = strconv.Itoa(from.Year())
	switch days := int(to.Sub(from).Hours()/24) + 1; {
	case days == 1:
		r.TimePrecision = "1"
	case days <= 7:
		r.TimePrecision = "2"
	default:
		r.TimePrecision = "3"
	}
}

// where writes a place with ACLED's precision: 1 a town or better, 2 a district, 3 a province.
func (r *acledRow) where(w *record.Where) {
	if w == nil {
		return
	}
	c := codes().countries[w.Country]
	r.ISO, r.Region, r.Country, r.Admin1 = c.number, c.acled, c.name, w.Admin1
	switch {
	case slices.Contains(pins(), w.Precision):
		r.Location, r.Latitude, r.Longitude, r.GeoPrecision = w.Name, w.Latitude, w.Longitude, "1"
	case w.Precision == "district":
		r.Location, r.Admin2, r.GeoPrecision = w.Name, w.Name, "2"
	case w.Precision == "province":
		r.Location, r.Admin1, r.GeoPrecision = w.Name, w.Name, "3"
	}
}

// notes tells an event in a sentence and in the words of its first report.
func (x *job) notes(e *record.Joined) (string, error) {
	if len(e.Tellings) == 0 {
		return tell.Sentence(e) + ".", nil
	}
	told, err := fact[*record.Event](x, e.Tellings[0])
	if err != nil {
		return "", fmt.Errorf("%s: %w", e.ID, err)
	}
	return flat(fmt.Sprintf("%s. “%s” (%s)", tell.Sentence(e), told.Quote, strings.Join(unique([]string{e.Tellings[0].Publisher, e.Tellings[0].Published}), ", "))), nil
}

// outlets gives the publishers of an event's tellings in their order.
func outlets(e *record.Joined) []string {
	var all []string
	for _, t := range e.Tellings {
		all = append(all, t.Publisher)
	}
	return unique(all)
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

func rest(values []string) []string { return values[min(1, len(values)):] }
