package export

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/record"
)

// ucdpRow is a row in the columns of UCDP's georeferenced events: violence that killed. It is not UCDP's data.
type ucdpRow struct {
	ID             string   `col:"id"`
	RelID          string   `col:"relid"`
	Year           string   `col:"year"`
	ActiveYear     string   `col:"active_year"`
	CodeStatus     string   `col:"code_status"`
	Violence       string   `col:"type_of_violence"`
	ConflictDset   string   `col:"conflict_dset_id"`
	ConflictNew    string   `col:"conflict_new_id"`
	ConflictName   string   `col:"conflict_name"`
	DyadDset       string   `col:"dyad_dset_id"`
	DyadNew        string   `col:"dyad_new_id"`
	DyadName       string   `col:"dyad_name"`
	SideADset      string   `col:"side_a_dset_id"`
	SideANew       string   `col:"side_a_new_id"`
	SideA          string   `col:"side_a"`
	SideBDset      string   `col:"side_b_dset_id"`
	SideBNew       string   `col:"side_b_new_id"`
	SideB          string   `col:"side_b"`
	Sources        int64    `col:"number_of_sources"`
	Article        string   `col:"source_article"`
	Office         string   `col:"source_office"`
	SourceDate     string   `col:"source_date"`
	Headline       string   `col:"source_headline"`
	Original       string   `col:"source_original"`
	WherePrec      string   `col:"where_prec"`
	WhereName      string   `col:"where_coordinates"`
	WhereText      string   `col:"where_description"`
	Adm1           string   `col:"adm_1"`
	Adm2           string   `col:"adm_2"`
	Latitude       *float64 `col:"latitude"`
	Longitude      *float64 `col:"longitude"`
	Geometry       string   `col:"geom_wkt"`
	Cell           string   `col:"priogrid_gid"`
	Country        string   `col:"country"`
	CountryID      string   `col:"country_id"`
	Region         string   `col:"region"`
	Clarity        string   `col:"event_clarity"`
	DatePrec       string   `col:"date_prec"`
	DateStart      string   `col:"date_start"`
	DateEnd        string   `col:"date_end"`
	DeathsA        *float64 `col:"deaths_a"`
	DeathsB        *float64 `col:"deaths_b"`
	DeathsCivilian *float64 `col:"deaths_civilians"`
	DeathsUnknown  *float64 `col:"deaths_unknown"`
	Best           *float64 `col:"best"`
	High           *float64 `col:"high"`
	Low            *float64 `col:"low"`
	GWA            string   `col:"gwnoa"`
	GWB            string   `col:"gwnob"`

	Actors     string  `col:"x_actor_names"`
	Recipients string  `col:"x_recipient_names"`
	Mode       string  `col:"x_event_mode"`
	Modality   string  `col:"x_modality"`
	Disputed   bool    `col:"x_disputed"`
	Confidence float64 `col:"x_confidence"`
}

// Kinds of organised violence with the numbers that UCDP has for them.
const (
	stateBased = "1"
	nonState   = "2"
	oneSided   = "3"
)

func (x *job) ucdp() error {
	err := table(x, manyOf(x, (*job).ucdpRows))
	x.leftOut("events that are no use of force, did not happen, have no figure of people killed, or whose attacker is not told or not armed")
	return err
}

// ucdpRows gives the row of an event that killed, by somebody who is known to be armed.
func (x *job) ucdpRows(e *record.Joined) ([]ucdpRow, error) {
	attacker := interOf(e.Actors, "")
	if e.Type != "ASSAULT" || !happened(e) || attacker == 0 || attacker == civilians {
		x.left++
		return nil, nil
	}
	m, err := x.matterOf(e)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.ID, err)
	}
	if m.high == nil || *m.high < 1 {
		x.left++
		return nil, nil
	}
	r := ucdpRow{
		ID: globalID(e.ID), RelID: string(e.ID), CodeStatus: "Candidate", Sources: int64(e.Support.Origins), DeathsUnknown: m.best, Best: m.best,
		High: m.high, Low: m.low, Actors: list(actorNames(e.Actors)), Recipients: list(actorNames(e.Recipients)), Mode: e.Mode, Modality: string(e.Status),
		Disputed: len(m.disputes) > 0 || contradicted(e), Confidence: e.Confidence,
	}
	r.sides(e, attacker, interOf(e.Recipients, ""))
	r.when(e.Time)
	r.where(e.Place)
	err = x.ucdpSources(&r, e)
	return []ucdpRow{r}, err
}

// sides names the sides in UCDP's order, the government first, and the kind of violence where both are known.
func (r *ucdpRow) sides(e *record.Joined, attacker, attacked int) {
	a, b := e.Actors[0], record.Actor{}
	if len(e.Recipients) > 0 {
		b = e.Recipients[0]
	}
	if attacked == stateForces && attacker != stateForces {
		a, b = b, a
	}
	r.SideA, r.GWA = sideOf(a)
	r.SideB, r.GWB = sideOf(b)
	if r.GWA != "" && r.GWA == r.GWB {
		r.SideB, r.GWB, attacked = b.Name, "", 0 // one government on both sides: the words of the report say more than its name
	}
	switch {
	case attacked == civilians:
		r.Violence, r.SideB, r.GWB = oneSided, "Civilians", ""
	case attacked == 0:
	case attacker == stateForces || attacked == stateForces:
		r.Violence = stateBased
	default:
		r.Violence = nonState
	}
	if r.SideA != "" && r.SideB != "" {
		r.DyadName = r.SideA + " - " + r.SideB
	}
}

// sideOf gives the name of a side and the number of the state that it is: whatever acts for a state is its government.
func sideOf(a record.Actor) (name, number string) {
	c := codes().countries[a.Country]
	if interOf([]record.Actor{a}, "") != stateForces || c.name == "" || a.Kind == "armed group" {
		return a.Name, ""
	}
	return "Government of " + c.name, gwOf(a.Country)
}

// gwOf gives the number of a state by Gleditsch and Ward.
func gwOf(country string) string {
	c := codes().countries[country]
	if c.gw != "" {
		return c.gw
	}
	return c.cow
}

// when writes days with UCDP's precision: 1 the day, 2 some days, 3 a week, 4 a month, 5 a year.
func (r *ucdpRow) when(w *record.When) {
	from, to, ok := interval(w)
	if !ok {
		return
	}
	if from.Year() == to.Year() {
		r.Year = strconv.Itoa(from.Year())
	}
	r.DateStart, r.DateEnd = day(w.From), day(w.To)
	switch days := int(to.Sub(from).Hours()/24) + 1; {
	case days == 1:
		r.DatePrec = "1"
	case days < 7:
		r.DatePrec = "2"
	case days == 7:
		r.DatePrec = "3"
	case days <= mostDays:
		r.DatePrec = "4"
	default:
		r.DatePrec = "5"
	}
}

// where writes a place with UCDP's precision: 1 the place, 3 the district, 4 the province, 6 the country.
func (r *ucdpRow) where(w *record.Where) {
	if w == nil {
		return
	}
	c := codes().countries[w.Country]
	r.WhereName, r.Adm1, r.Country, r.CountryID, r.Region = w.Name, w.Admin1, c.name, gwOf(w.Country), c.ucdp
	r.WhereText = strings.Join(unique([]string{w.Name, w.Admin1, c.name}), ", ")
	switch w.Precision {
	case "district":
		r.Adm2, r.WherePrec = w.Name, "3"
	case "province":
		r.Adm1, r.WherePrec = w.Name, "4"
	case "country":
		r.WherePrec = "6"
	}
	if !slices.Contains(pins(), w.Precision) {
		return
	}
	r.WherePrec = "1"
	if w.Latitude != nil && w.Longitude != nil {
		r.Latitude, r.Longitude = w.Latitude, w.Longitude
		r.Geometry = fmt.Sprintf("POINT (%s %s)", number(*w.Longitude), number(*w.Latitude))
		r.Cell = priogrid(*w.Latitude, *w.Longitude)
	}
}

// priogrid gives the number of the cell of half a degree that a point lies in, counted from the south-west.
func priogrid(latitude, longitude float64) string {
	row := min(max(math.Floor((latitude+90)*2), 0), 359)
	column := min(max(math.Floor((longitude+180)*2), 0), 719)
	return strconv.Itoa(int(row*720+column) + 1)
}

// ucdpSources writes the reports of an event, and whom they name for it.
func (x *job) ucdpSources(r *ucdpRow, e *record.Joined) error {
	var articles, offices, dates, headlines, original []string
	for _, t := range e.Tellings {
		d, err := x.document(t.Document)
		if err != nil {
			return fmt.Errorf("%s: %w", e.ID, err)
		}
		told, err := fact[*record.Event](x, t)
		if err != nil {
			return fmt.Errorf("%s: %w", e.ID, err)
		}
		articles = append(articles, `"`+strings.ReplaceAll(strings.Join([]string{t.Publisher, t.Published, d.Title}, ","), `"`, "'")+`"`)
		offices, dates, headlines = append(offices, t.Publisher), append(dates, t.Published), append(headlines, d.Title)
		if told.Attribution != nil {
			original = append(original, told.Attribution.Name)
		}
	}
	r.Article, r.Office, r.SourceDate, r.Headline, r.Original = list(unique(articles)), list(unique(offices)), list(unique(dates)), list(unique(headlines)), list(unique(original))
	return nil
}
