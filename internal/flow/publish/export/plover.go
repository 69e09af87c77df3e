package export

import (
	"bufio"
	"fmt"

	"github.com/chancery-project/chancery/record"
)

// ploverEvent is a telling of an event under the names that PLOVER has for JSON. The keys within actors, places, texts
// and citations are ours.
type ploverEvent struct {
	ID         string        `json:"id"`
	Date       *string       `json:"date"`
	EndDate    *string       `json:"enddate"`
	Actor      []ploverActor `json:"actor"`
	Recipient  []ploverActor `json:"recipient"`
	Event      []string      `json:"event"`
	Mode       []string      `json:"mode"`
	Context    []string      `json:"context"`
	EventLoc   *ploverPlace  `json:"event_loc"`
	EventText  string        `json:"event_text"`
	QuadCode   int64         `json:"quad_code"`
	EventScale float64       `json:"event_scale"`
	TextInfo   ploverText    `json:"text_info"`
	CiteInfo   ploverCite    `json:"cite_info"`
	Coder      string        `json:"coder"`
	CodedDate  *string       `json:"coded_date"`

	*ploverOwn
}

type ploverActor struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Country string   `json:"country"`
	Sectors []string `json:"sector"`
	Text    string   `json:"text"`
}

type ploverPlace struct {
	Name      string   `json:"name"`
	Country   string   `json:"country"`
	Admin1    string   `json:"admin1"`
	Latitude  *float64 `json:"latitude"`
	Longitude *float64 `json:"longitude"`
	Precision string   `json:"precision"`
}

// ploverText is where the words stand: bytes of the text.
type ploverText struct {
	Sequence *int `json:"sequence"`
	Start    int  `json:"start"`
	End      int  `json:"end"`
}

type ploverCite struct {
	Document  string `json:"document"`
	Publisher string `json:"publisher"`
	Title     string `json:"title"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Language  string `json:"language"`
}

type ploverOwn struct {
	EventID    string  `json:"x_event_id"`
	Modality   string  `json:"x_modality"`
	Strict     string  `json:"x_strict"`
	CAMEO      string  `json:"x_cameo_code"`
	Speaker    string  `json:"x_speaker"`
	Precision  string  `json:"x_time_precision"`
	Origin     int     `json:"x_origin_rank"`
	Confidence float64 `json:"x_confidence"`
}

func (x *job) plover() error { return linesOf(x, x.ploverEvent) }

// linesOf writes a JSON object a line for each telling of each event that is asked for.
func linesOf[T any](x *job, row func(*record.Joined, record.Telling) (T, error)) error {
	out := bufio.NewWriter(x.out)
	for e, err := range entries[*record.Joined](x, x.Filter) {
		if err != nil {
			return err
		}
		for _, t := range e.Tellings {
			line, err := row(e, t)
			if err != nil {
				return fmt.Errorf("%s: %w", e.ID, err)
			}
			b, err := encodeJSON(line)
			if err != nil {
				return err
			}
			if _, err := out.Write(append(b, '\n')); err != nil {
				return err
			}
			x.about.Rows++
		}
	}
	return out.Flush()
}

func (x *job) ploverEvent(e *record.Joined, t record.Telling) (*ploverEvent, error) {
	told, err := fact[*record.Event](x, t)
	if err != nil {
		return nil, err
	}
	d, err := x.document(t.Document)
	if err != nil {
		return nil, err
	}
	p := &ploverEvent{
		ID: string(t.ID), Actor: ploverActors(told.Actors), Recipient: ploverActors(told.Recipients), Event: []string{told.Type},
		Mode: unique([]string{told.Mode}), Context: unique(told.Contexts), EventText: told.Quote, QuadCode: quadOf(told.Type), EventScale: told.Score,
		TextInfo: ploverText{Start: told.Span.Start, End: told.Span.End}, Coder: "chancery " + x.Program,
		CiteInfo: ploverCite{string(t.Document), t.Publisher, d.Title, t.Published, d.URL, d.Language},
	}
	if p.Mode == nil {
		p.Mode = []string{}
	}
	if p.Context == nil {
		p.Context = []string{}
	}
	if told.Time != nil {
		p.Date, p.EndDate = told.Time.From, told.Time.To
	}
	if w := told.Place; w != nil {
		p.EventLoc = &ploverPlace{w.Name, w.Country, w.Admin1, w.Latitude, w.Longitude, w.Precision}
	}
	if x.Strict {
		return p, nil
	}
	p.ploverOwn = &ploverOwn{
		EventID: string(e.ID), Modality: string(told.Status), Strict: told.Strict, CAMEO: told.CAMEO, Origin: t.Origin, Confidence: told.Confidence,
	}
	if told.Attribution != nil {
		p.Speaker = told.Attribution.Name
	}
	_, _, p.Precision = days(told.Time)
	return p, nil
}

func ploverActors(side []record.Actor) []ploverActor {
	all := []ploverActor{}
	for _, a := range side {
		sectors := sectorsOf(a)
		if sectors == nil {
			sectors = []string{}
		}
		all = append(all, ploverActor{a.ID, a.Name, a.Country, sectors, a.Text})
	}
	return all
}
