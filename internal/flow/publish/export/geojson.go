package export

import (
	"bufio"
	"slices"

	"github.com/chancery-project/chancery/record"
)

// feature is an event as GeoJSON has it.
type feature struct {
	Type       string            `json:"type"`
	ID         string            `json:"id"`
	Geometry   *point            `json:"geometry"`
	Properties featureProperties `json:"properties"`
}

type point struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"` // longitude first
}

type featureProperties struct {
	EventType      string   `json:"event_type"`
	EventMode      string   `json:"event_mode"`
	QuadCode       int      `json:"quad_code"`
	ActorNames     []string `json:"actor_names"`
	RecipientNames []string `json:"recipient_names"`
	DateStart      *string  `json:"date_start"`
	DateEnd        *string  `json:"date_end"`
	TimePrecision  string   `json:"time_precision"`
	PlaceName      string   `json:"place_name"`
	Country        string   `json:"country"`
	GeoPrecision   string   `json:"geo_precision"`
	Origins        int      `json:"origins"`
	Disputed       bool     `json:"disputed"`
	FatalitiesLow  *float64 `json:"fatalities_low"`
	FatalitiesBest *float64 `json:"fatalities_best"`
	FatalitiesHigh *float64 `json:"fatalities_high"`
	Permalink      string   `json:"permalink"`

	*ownProperties
}

// ownProperties are those that no other program knows.
type ownProperties struct {
	Modality   string  `json:"x_modality"`
	Says       string  `json:"x_says"`
	Reports    int     `json:"x_reports"`
	Confidence float64 `json:"x_confidence"`
}

// pins are the precisions at which a place is a point. The middle of a province or country is none.
func pins() []string { return []string{"landmark", "crossing", "city"} }

func (x *job) geojson() error {
	out := bufio.NewWriter(x.out)
	out.WriteString(`{"type":"FeatureCollection","features":[`)
	for e, err := range entries[*record.Joined](x, x.Filter) {
		if err != nil {
			return err
		}
		f, err := x.feature(e)
		if err != nil {
			return err
		}
		b, err := encodeJSON(f)
		if err != nil {
			return err
		}
		if x.about.Rows > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		if _, err := out.Write(b); err != nil {
			return err
		}
		x.about.Rows++
	}
	out.WriteString("\n]}\n")
	return out.Flush()
}

func (x *job) feature(e *record.Joined) (*feature, error) {
	m, err := x.matterOf(e)
	if err != nil {
		return nil, err
	}
	f := &feature{Type: "Feature", ID: string(e.ID), Properties: featureProperties{
		EventType: e.Type, EventMode: e.Mode, QuadCode: e.Quad, ActorNames: cleaned(actorNames(e.Actors)),
		RecipientNames: cleaned(actorNames(e.Recipients)), Origins: e.Support.Origins, Disputed: len(m.disputes) > 0 || contradicted(e),
		FatalitiesLow: m.low, FatalitiesBest: m.best, FatalitiesHigh: m.high, Permalink: x.link("events", e.ID),
	}}
	p := &f.Properties
	if w := e.Time; w != nil {
		p.DateStart, p.DateEnd, p.TimePrecision = w.From, w.To, w.Precision
	}
	if w := e.Place; w != nil {
		p.PlaceName, p.Country, p.GeoPrecision = clean(w.Name), w.Country, w.Precision
		if w.Latitude != nil && w.Longitude != nil && slices.Contains(pins(), w.Precision) {
			f.Geometry = &point{"Point", [2]float64{*w.Longitude, *w.Latitude}}
		}
	}
	if !x.Strict {
		p.ownProperties = &ownProperties{Modality: string(e.Status), Reports: len(e.Tellings), Confidence: e.Confidence}
		if e.Attribution != nil {
			p.Says = clean(e.Attribution.Name)
		}
	}
	return f, nil
}

func cleaned(values []string) []string {
	for i, v := range values {
		values[i] = clean(v)
	}
	return values
}
