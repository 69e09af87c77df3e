package export

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

// polecatRow is a row in the form of POLECAT, the machine-coded event data in PLOVER's categories.
type polecatRow struct {
	EventID           string   `col:"Event ID"`
	EventDate         string   `col:"Event Date"`
	EventType         string   `col:"Event Type"`
	EventMode         string   `col:"Event Mode"`
	Intensity         float64  `col:"Event Intensity"`
	QuadCode          string   `col:"Quad Code"`
	Contexts          string   `col:"Contexts"`
	ActorName         string   `col:"Actor Name"`
	ActorCountry      string   `col:"Actor Country"`
	ActorCOW          string   `col:"Actor COW"`
	PrimaryActor      string   `col:"Primary Actor Sector"`
	ActorSectors      string   `col:"Actor Sectors"`
	ActorTitle        string   `col:"Actor Title"`
	ActorRaw          string   `col:"Actor Name Raw"`
	ActorWikipedia    string   `col:"Wikipedia Actor ID"`
	RecipientName     string   `col:"Recipient Name"`
	RecipientCountry  string   `col:"Recipient Country"`
	RecipientCOW      string   `col:"Recipient COW"`
	PrimaryRecipient  string   `col:"Primary Recipient Sector"`
	RecipientSectors  string   `col:"Recipient Sectors"`
	RecipientTitle    string   `col:"Recipient Title"`
	RecipientRaw      string   `col:"Recipient Name Raw"`
	RecipientWiki     string   `col:"Wikipedia Recipient ID"`
	Placename         string   `col:"Placename"`
	City              string   `col:"City"`
	District          string   `col:"District"`
	Province          string   `col:"Province"`
	Country           string   `col:"Country"`
	Latitude          *float64 `col:"Latitude"`
	Longitude         *float64 `col:"Longitude"`
	GeoNamesID        string   `col:"GeoNames ID"`
	RawPlacename      string   `col:"Raw Placename"`
	FeatureType       string   `col:"Feature Type"`
	Source            string   `col:"Source"`
	PublicationDate   string   `col:"Publication Date"`
	StoryPeople       string   `col:"Story People"`
	StoryOrganization string   `col:"Story Organizations"`
	StoryLocations    string   `col:"Story Locations"`
	Language          string   `col:"Language"`
	Version           string   `col:"Version"`

	ID             string   `col:"x_event_id"`
	DateStart      string   `col:"x_date_start"`
	DateEnd        string   `col:"x_date_end"`
	TimePrecision  string   `col:"x_time_precision"`
	GeoPrecision   string   `col:"x_geo_precision"`
	Modality       string   `col:"x_modality"`
	Says           string   `col:"x_says"`
	Reports        int64    `col:"x_reports"`
	Origins        int64    `col:"x_origins"`
	Disputed       bool     `col:"x_disputed"`
	FatalitiesLow  *float64 `col:"x_fatalities_low"`
	FatalitiesBest *float64 `col:"x_fatalities_best"`
	FatalitiesHigh *float64 `col:"x_fatalities_high"`
	Confidence     float64  `col:"x_confidence"`
}

func (x *job) polecat() error {
	columns := columnsOf(reflect.TypeFor[polecatRow](), x.Strict)
	if x.Old {
		for i := range columns {
			columns[i].name = strings.Replace(columns[i].name, "Event Intensity", "Intensity", 1)
		}
	}
	x.about.Columns = columnNames(columns)
	form := separatedForm{comma: '\t', header: true, flat: true, excel: x.Excel, missing: "None"}
	return separated(x, columns, rowsOf(eachOf(x, (*job).polecatRow)), form)
}

// polecatRow takes what is one story's from the first telling.
func (x *job) polecatRow(e *record.Joined) (r polecatRow, err error) {
	if len(e.Tellings) == 0 {
		return r, fmt.Errorf("%s has no telling", e.ID)
	}
	first := e.Tellings[0]
	told, err := fact[*record.Event](x, first)
	if err != nil {
		return r, fmt.Errorf("%s: %w", e.ID, err)
	}
	d, err := x.document(first.Document)
	if err != nil {
		return r, fmt.Errorf("%s: %w", e.ID, err)
	}
	m, err := x.matterOf(e)
	if err != nil {
		return r, fmt.Errorf("%s: %w", e.ID, err)
	}
	from, to, precision := days(e.Time)
	r = polecatRow{
		EventID: strings.TrimPrefix(first.Document.Short(), "d_") + "-" + string(e.ID), EventDate: eventDate(e.Time),
		EventType: e.Type, EventMode: e.Mode, Intensity: e.Score, QuadCode: quadWords(e.Quad), Contexts: list(e.Contexts),
		ActorName: listOf(e.Actors, actorName), ActorCountry: countries(e.Actors), ActorCOW: cowCodes(e.Actors),
		ActorSectors: sectorList(e.Actors), ActorTitle: list(unique(actorRoles(e.Actors))), ActorRaw: listOf(told.Actors, actorText),
		RecipientName: listOf(e.Recipients, actorName), RecipientCountry: countries(e.Recipients), RecipientCOW: cowCodes(e.Recipients),
		RecipientSectors: sectorList(e.Recipients), RecipientTitle: list(unique(actorRoles(e.Recipients))), RecipientRaw: listOf(told.Recipients, actorText),
		Source: first.Publisher, PublicationDate: first.Published, Language: d.Language, Version: x.Program + " " + ontology.Version(),
		ID: string(e.ID), DateStart: from[:min(10, len(from))], DateEnd: to[:min(10, len(to))], TimePrecision: precision, Modality: string(e.Status), Reports: int64(len(e.Tellings)),
		Origins: int64(e.Support.Origins), Disputed: len(m.disputes) > 0 || contradicted(e), FatalitiesLow: m.low, FatalitiesBest: m.best,
		FatalitiesHigh: m.high, Confidence: e.Confidence,
	}
	if len(e.Actors) > 0 {
		r.PrimaryActor = e.Actors[0].Sector
	}
	if len(e.Recipients) > 0 {
		r.PrimaryRecipient = e.Recipients[0].Sector
	}
	if e.Attribution != nil {
		r.Says = e.Attribution.Name
	}
	r.place(e, told)
	return r, x.story(&r, first.Document)
}

// mostDays is how long a time may be whose first day stands for it: one of a year would make a peak of January.
const mostDays = 31

// eventDate gives the first day of a time of at most a month, "" of a longer or open one.
func eventDate(w *record.When) string {
	from, to, ok := interval(w)
	if !ok || to.Sub(from) >= mostDays*24*time.Hour {
		return ""
	}
	return from.Format(time.DateOnly)
}

// interval gives the first and the last day of a time that has both.
func interval(w *record.When) (from, to time.Time, ok bool) {
	if w == nil {
		return from, to, false
	}
	from, errFrom := time.Parse(time.DateOnly, day(w.From))
	to, errTo := time.Parse(time.DateOnly, day(w.To))
	return from, to, errFrom == nil && errTo == nil && !to.Before(from)
}

func (r *polecatRow) place(e *record.Joined, told *record.Event) {
	p := e.Place
	if p == nil {
		return
	}
	r.Placename, r.Country, r.Latitude, r.Longitude, r.GeoPrecision = p.Name, p.Country, p.Latitude, p.Longitude, p.Precision
	r.Province = p.Admin1
	switch p.Precision {
	case "city":
		r.City = p.Name
	case "district":
		r.District = p.Name
	case "province":
		r.Province = p.Name
	}
	if told.Place != nil {
		r.RawPlacename = wordsAt(told.Quote, told.Span, told.Place.Span)
	}
}

// story gives who and what the first report names.
func (x *job) story(r *polecatRow, id record.DocumentID) error {
	facts, err := x.factsOf(id)
	if err != nil {
		return err
	}
	var persons, bodies, places []string
	for _, f := range facts {
		switch f := f.(type) {
		case *record.ActorEntry:
			if f.ActorKind == "person" {
				persons = append(persons, f.Name)
			} else {
				bodies = append(bodies, f.Name)
			}
		case *record.Place:
			places = append(places, f.Name)
		}
	}
	r.StoryPeople, r.StoryOrganization, r.StoryLocations = list(sorted(persons)), list(sorted(bodies)), list(sorted(places))
	return nil
}

func sorted(values []string) []string {
	values = unique(values)
	slices.Sort(values)
	return values
}

// quadWords gives the name of a class of acts in capitals.
func quadWords(quad int) string {
	if all := ontology.Quads(); 1 <= quad && quad <= len(all) {
		return strings.ToUpper(all[quad-1].Name)
	}
	return ""
}

func countries(actors []record.Actor) string {
	return list(unique(each(actors, func(a record.Actor) string { return a.Country })))
}

func cowCodes(actors []record.Actor) string {
	return list(unique(each(actors, func(a record.Actor) string { return cowOf(a.Country) })))
}

func actorRoles(actors []record.Actor) []string {
	return each(actors, func(a record.Actor) string { return a.Role })
}

func sectorList(actors []record.Actor) string {
	var all []string
	for _, a := range actors {
		all = append(all, sectorsOf(a)...)
	}
	return list(unique(all))
}

func each(actors []record.Actor, of func(a record.Actor) string) []string {
	all := make([]string, len(actors))
	for i, a := range actors {
		all[i] = of(a)
	}
	return all
}
