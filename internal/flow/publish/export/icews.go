package export

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

// icewsRow is a row in the columns of ICEWS: who acts on whom, one row for each pair. It is not ICEWS's data.
type icewsRow struct {
	ID             string   `col:"Event ID"`
	Date           string   `col:"Event Date"`
	SourceName     string   `col:"Source Name"`
	SourceSectors  string   `col:"Source Sectors"`
	SourceCountry  string   `col:"Source Country"`
	Text           string   `col:"Event Text"`
	CAMEO          string   `col:"CAMEO Code"`
	Intensity      float64  `col:"Intensity"`
	TargetName     string   `col:"Target Name"`
	TargetSectors  string   `col:"Target Sectors"`
	TargetCountry  string   `col:"Target Country"`
	StoryID        string   `col:"Story ID"`
	SentenceNumber string   `col:"Sentence Number"`
	Publisher      string   `col:"Publisher"`
	City           string   `col:"City"`
	District       string   `col:"District"`
	Province       string   `col:"Province"`
	Country        string   `col:"Country"`
	Latitude       *float64 `col:"Latitude"`
	Longitude      *float64 `col:"Longitude"`

	EventID    string  `col:"x_event_id"`
	Type       string  `col:"x_event_type"`
	Mode       string  `col:"x_event_mode"`
	Modality   string  `col:"x_modality"`
	Says       string  `col:"x_says"`
	Origins    int64   `col:"x_origins"`
	Confidence float64 `col:"x_confidence"`
}

func (x *job) icews() error {
	err := table(x, manyOf(x, (*job).icewsRows))
	x.leftOut("events that did not happen, have no day, or of which only one side is told")
	return err
}

// icewsRows gives a row for each pair of an event that happened on a day that is known. The first has the event's id, the
// others a number behind it: no id stands twice.
func (x *job) icewsRows(e *record.Joined) (rows []icewsRow, err error) {
	date := eventDate(e.Time)
	pairs := pairsOf(e)
	if !happened(e) || date == "" || len(pairs) == 0 || len(e.Tellings) == 0 {
		x.left++
		return nil, nil
	}
	code := e.CAMEO
	if code == "" {
		code = rootOf(e.Type)
	}
	r := icewsRow{
		ID: string(e.ID), Date: date, Text: codeText(code), CAMEO: code, Intensity: e.Score, StoryID: strings.TrimPrefix(e.Tellings[0].Document.Short(), "d_"),
		Publisher: e.Tellings[0].Publisher, EventID: string(e.ID), Type: e.Type, Mode: e.Mode, Modality: string(e.Status), Origins: int64(e.Support.Origins), Confidence: e.Confidence,
	}
	if e.Attribution != nil {
		r.Says = e.Attribution.Name
	}
	if p := e.Place; p != nil {
		r.Province, r.Country = p.Admin1, codes().countries[p.Country].name
		switch {
		case slices.Contains(pins(), p.Precision):
			r.City, r.Latitude, r.Longitude = p.Name, p.Latitude, p.Longitude
		case p.Precision == "district":
			r.District = p.Name
		case p.Precision == "province":
			r.Province = p.Name
		}
	}
	for n, pair := range pairs {
		if n > 0 {
			r.ID = fmt.Sprintf("%s.%d", e.ID, n+1)
		}
		a, b := pair[0], pair[1]
		r.SourceName, r.SourceSectors, r.SourceCountry = a.Name, list(sectorsOf(a)), codes().countries[a.Country].name
		r.TargetName, r.TargetSectors, r.TargetCountry = b.Name, list(sectorsOf(b)), codes().countries[b.Country].name
		rows = append(rows, r)
	}
	return rows, nil
}

// pairsOf gives who acts and to whom. What all do together, as talks, goes both ways.
func pairsOf(e *record.Joined) (pairs [][2]record.Actor) {
	for i, a := range e.Actors {
		for _, b := range e.Recipients {
			pairs = append(pairs, [2]record.Actor{a, b})
		}
		if len(e.Recipients) > 0 {
			continue
		}
		for j, b := range e.Actors {
			if i != j {
				pairs = append(pairs, [2]record.Actor{a, b})
			}
		}
	}
	return pairs
}

// codeText says what a code of CAMEO means.
func codeText(code string) string {
	for _, c := range ontology.Codes() {
		if c.Code == code {
			return c.Text
		}
	}
	return ""
}
