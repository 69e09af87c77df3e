package export

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

// eventRow is a row of the table of events. Lists are joined by "; " in the order of the entry.
type eventRow struct {
	EventID         string   `parquet:"event_id,optional"`
	EventType       string   `parquet:"event_type,optional,dict"`
	EventMode       string   `parquet:"event_mode,optional,dict"`
	Contexts        string   `parquet:"contexts,optional,dict"`
	QuadCode        int64    `parquet:"quad_code"`
	Intensity       float64  `parquet:"intensity"`
	CAMEO           string   `parquet:"cameo_code,optional,dict"`
	ActorIDs        string   `parquet:"actor_ids,optional,dict"`
	ActorNames      string   `parquet:"actor_names,optional,dict"`
	RecipientIDs    string   `parquet:"recipient_ids,optional,dict"`
	RecipientNames  string   `parquet:"recipient_names,optional,dict"`
	DateStart       string   `parquet:"date_start,optional,dict"`
	DateEnd         string   `parquet:"date_end,optional,dict"`
	TimePrecision   string   `parquet:"time_precision,optional,dict"`
	PlaceID         string   `parquet:"place_id,optional,dict"`
	PlaceName       string   `parquet:"place_name,optional,dict"`
	Admin1          string   `parquet:"admin1,optional,dict"`
	Admin2          string   `parquet:"admin2,optional,dict"`
	Country         string   `parquet:"country,optional,dict"`
	Latitude        *float64 `parquet:"latitude"`
	Longitude       *float64 `parquet:"longitude"`
	GeoPrecision    string   `parquet:"geo_precision,optional,dict"`
	Modality        string   `parquet:"modality,optional,dict"`
	Status          string   `parquet:"status,optional,dict"`
	Reports         int64    `parquet:"reports"`
	Documents       int64    `parquet:"documents"`
	Outlets         int64    `parquet:"outlets"`
	Origins         int64    `parquet:"origins"`
	FirstReportedAt string   `parquet:"first_reported_at,optional,dict"`
	LastReportedAt  string   `parquet:"last_reported_at,optional,dict"`
	Disputed        bool     `parquet:"disputed"`
	DisputeIDs      string   `parquet:"dispute_ids,optional"`
	FatalitiesLow   *float64 `parquet:"fatalities_low"`
	FatalitiesBest  *float64 `parquet:"fatalities_best"`
	FatalitiesHigh  *float64 `parquet:"fatalities_high"`
	Confidence      float64  `parquet:"confidence"`
	Reviewed        bool     `parquet:"reviewed"`
	Corrected       bool     `parquet:"corrected"`
	ReplacedBy      string   `parquet:"replaced_by,optional"`
	Ontology        string   `parquet:"ontology,optional,dict"`
	RunID           string   `parquet:"run_id,optional,dict"`
	Permalink       string   `parquet:"permalink,optional"`

	Strict         string `parquet:"x_strict,optional,dict"`
	Content        string `parquet:"x_content,optional,dict"`
	SaysID         string `parquet:"x_says_id,optional,dict"`
	SaysName       string `parquet:"x_says_name,optional,dict"`
	FatalitySeries string `parquet:"x_fatality_series,optional"`
	Differing      string `parquet:"x_differing_fields,optional,dict"`
}

// candidateStatus is the status of rows that nobody reviewed.
const candidateStatus = "candidate"

func (x *job) events() error { return table(x, eachOf(x, (*job).eventRow)) }

// eachOf gives a row for each entry.
func eachOf[T record.Entry, R any](x *job, row func(x *job, e T) (R, error)) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		var none R
		for e, err := range entries[T](x, x.Filter) {
			if err != nil {
				yield(none, err)
				return
			}
			r, err := row(x, e)
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// manyOf gives some rows for each entry.
func manyOf[T record.Entry, R any](x *job, rows func(x *job, e T) ([]R, error)) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		var none R
		for e, err := range entries[T](x, x.Filter) {
			if err != nil {
				yield(none, err)
				return
			}
			all, err := rows(x, e)
			if err != nil {
				yield(none, err)
				return
			}
			for _, r := range all {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

// matter is what is known of an event besides its entry.
type matter struct {
	toll
	disputes []string
}

// matterOf finds the toll of an event and the disputes about it, over the facts that share sentences with its tellings.
func (x *job) matterOf(e *record.Joined) (m matter, err error) {
	var facts, figures []record.ID
	for _, t := range e.Tellings {
		told, err := fact[*record.Event](x, t)
		if err != nil {
			return m, err
		}
		at, err := x.within(t.Document, told.Span)
		if err != nil {
			return m, err
		}
		facts = append(append(append(facts, t.ID), at.claims...), at.figures...)
		figures = append(figures, at.figures...)
	}
	if e.Quad == 4 && ontology.Counts(e.Status) {
		if m.toll, err = x.tollOf(e, figures); err != nil {
			return m, err
		}
	}
	m.disputes, err = x.disputesOf(facts)
	return m, err
}

func (x *job) eventRow(e *record.Joined) (eventRow, error) {
	m, err := x.matterOf(e)
	if err != nil {
		return eventRow{}, fmt.Errorf("%s: %w", e.ID, err)
	}
	r := eventRow{
		EventID: string(e.ID), EventType: e.Type, EventMode: e.Mode, Contexts: list(e.Contexts), QuadCode: int64(e.Quad),
		Intensity: e.Score, CAMEO: e.CAMEO, ActorIDs: listOf(e.Actors, actorID), ActorNames: listOf(e.Actors, actorName),
		RecipientIDs: listOf(e.Recipients, actorID), RecipientNames: listOf(e.Recipients, actorName), Modality: string(e.Status),
		Status: candidateStatus, Reports: int64(len(e.Tellings)), Documents: int64(e.Support.Reports), Outlets: int64(e.Support.Outlets),
		Origins: int64(e.Support.Origins), FirstReportedAt: e.Support.First, LastReportedAt: e.Support.Last,
		Disputed: len(m.disputes) > 0 || contradicted(e), DisputeIDs: list(m.disputes),
		FatalitiesLow: m.low, FatalitiesBest: m.best, FatalitiesHigh: m.high, Confidence: e.Confidence,
		Ontology: ontology.Version(), Permalink: x.link("events", e.ID), Strict: e.Strict, FatalitySeries: m.series,
	}
	r.DateStart, r.DateEnd, r.TimePrecision = days(e.Time)
	if p := e.Place; p != nil {
		r.PlaceName, r.Admin1, r.Country, r.Latitude, r.Longitude, r.GeoPrecision = p.Name, p.Admin1, p.Country, p.Latitude, p.Longitude, p.Precision
	}
	if e.Content != nil {
		r.Content = strings.TrimSpace(e.Content.Type + " " + e.Content.Mode)
	}
	if e.Attribution != nil {
		r.SaysID, r.SaysName = e.Attribution.ID, e.Attribution.Name
	}
	names := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		names[i] = f.Name
	}
	r.Differing = list(names)
	return r, nil
}

func actorID(a record.Actor) string   { return a.ID }
func actorName(a record.Actor) string { return a.Name }
func actorText(a record.Actor) string { return a.Text }

// contradicted tells whether some tellings deny what others tell.
func contradicted(e *record.Joined) bool {
	for _, f := range e.Fields {
		if f.Name == "status" && slices.ContainsFunc(f.Values, func(v record.Value) bool { return v.Value == string(record.Denied) }) {
			return true
		}
	}
	return false
}

// link gives the address of the page of an entry, "" where the pages have no address.
func (x *job) link(kind string, id record.ID) string {
	if x.Base == "" {
		return ""
	}
	return strings.TrimSuffix(x.Base, "/") + "/" + kind + "/" + string(id)
}

// reportRow is a row of the table of reports of events: one telling.
type reportRow struct {
	ReportID       string   `parquet:"report_id,optional"`
	EventID        string   `parquet:"event_id,optional,dict"`
	DocumentID     string   `parquet:"document_id,optional,dict"`
	ByteStart      int64    `parquet:"byte_start"`
	ByteEnd        int64    `parquet:"byte_end"`
	Quote          string   `parquet:"quote,optional"`
	QuoteSHA256    string   `parquet:"quote_sha256,optional"`
	EventType      string   `parquet:"event_type,optional,dict"`
	EventMode      string   `parquet:"event_mode,optional,dict"`
	Contexts       string   `parquet:"contexts,optional,dict"`
	QuadCode       int64    `parquet:"quad_code"`
	Intensity      float64  `parquet:"intensity"`
	ActorID        string   `parquet:"actor_id,optional,dict"`
	ActorName      string   `parquet:"actor_name,optional,dict"`
	ActorRaw       string   `parquet:"actor_raw,optional,dict"`
	RecipientID    string   `parquet:"recipient_id,optional,dict"`
	RecipientName  string   `parquet:"recipient_name,optional,dict"`
	RecipientRaw   string   `parquet:"recipient_raw,optional,dict"`
	DateStart      string   `parquet:"date_start,optional,dict"`
	DateEnd        string   `parquet:"date_end,optional,dict"`
	TimePrecision  string   `parquet:"time_precision,optional,dict"`
	PlaceID        string   `parquet:"place_id,optional,dict"`
	PlaceName      string   `parquet:"place_name,optional,dict"`
	Latitude       *float64 `parquet:"latitude"`
	Longitude      *float64 `parquet:"longitude"`
	GeoPrecision   string   `parquet:"geo_precision,optional,dict"`
	Modality       string   `parquet:"modality,optional,dict"`
	Polarity       string   `parquet:"polarity,optional,dict"`
	SpeakerID      string   `parquet:"speaker_id,optional,dict"`
	SpeakerName    string   `parquet:"speaker_name,optional,dict"`
	Via            string   `parquet:"via,optional,dict"`
	SourceID       string   `parquet:"source_id,optional,dict"`
	SourceName     string   `parquet:"source_name,optional,dict"`
	PublishedAt    string   `parquet:"published_at,optional,dict"`
	FetchedAt      string   `parquet:"fetched_at,optional,dict"`
	CopyGroup      string   `parquet:"copy_group,optional,dict"`
	OriginRank     int64    `parquet:"origin_rank"`
	Confidence     float64  `parquet:"confidence"`
	Status         string   `parquet:"status,optional,dict"`
	Corrected      bool     `parquet:"corrected"`
	RunID          string   `parquet:"run_id,optional,dict"`
	Hedge          string   `parquet:"x_hedge,optional,dict"`
	CAMEO          string   `parquet:"x_cameo_code,optional,dict"`
	Strict         string   `parquet:"x_strict,optional,dict"`
	Frame          string   `parquet:"x_frame,optional,dict"`
	TitleOfReport  string   `parquet:"x_title,optional,dict"`
	URL            string   `parquet:"x_url,optional,dict"`
	LanguageOfText string   `parquet:"x_language,optional,dict"`
}

func (x *job) reports() error { return table(x, manyOf(x, (*job).reportRows)) }

func (x *job) reportRows(e *record.Joined) (rows []reportRow, err error) {
	for _, t := range e.Tellings {
		told, err := fact[*record.Event](x, t)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.ID, err)
		}
		d, err := x.document(t.Document)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.ID, err)
		}
		r := reportRow{
			ReportID: string(t.ID), EventID: string(e.ID), DocumentID: string(t.Document), ByteStart: int64(told.Span.Start),
			ByteEnd: int64(told.Span.End), Quote: told.Quote, QuoteSHA256: digest(told.Quote), EventType: told.Type, EventMode: told.Mode,
			Contexts: list(told.Contexts), QuadCode: quadOf(told.Type), Intensity: told.Score,
			ActorID: listOf(told.Actors, actorID), ActorName: listOf(told.Actors, actorName), ActorRaw: listOf(told.Actors, actorText),
			RecipientID: listOf(told.Recipients, actorID), RecipientName: listOf(told.Recipients, actorName), RecipientRaw: listOf(told.Recipients, actorText),
			Modality: string(told.Status), Polarity: polarity(told.Status), Via: t.Via, SourceID: sourceID(t.Publisher),
			SourceName: t.Publisher, PublishedAt: t.Published, CopyGroup: d.Group, OriginRank: int64(t.Origin),
			Confidence: told.Confidence, Status: candidateStatus, Hedge: value(told.Hedge), CAMEO: told.CAMEO, Strict: told.Strict,
			Frame: told.Frame, TitleOfReport: d.Title, URL: d.URL, LanguageOfText: d.Language,
		}
		r.DateStart, r.DateEnd, r.TimePrecision = days(told.Time)
		if p := told.Place; p != nil {
			r.PlaceName, r.Latitude, r.Longitude, r.GeoPrecision = p.Name, p.Latitude, p.Longitude, p.Precision
		}
		if told.Attribution != nil {
			r.SpeakerID, r.SpeakerName = told.Attribution.ID, told.Attribution.Name
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func polarity(s record.Status) string {
	if s == record.Denied {
		return "negative"
	}
	return "positive"
}

// quadOf gives the number of the class of a type, from 1 to 4, 0 for an unknown type.
func quadOf(typ string) int64 {
	t, ok := ontology.TypeOf(typ)
	if !ok {
		return 0
	}
	return 1 + int64(slices.IndexFunc(ontology.Quads(), func(q ontology.Term) bool { return q.Name == string(t.Quad) }))
}
