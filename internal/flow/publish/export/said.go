package export

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/chancery-project/chancery/record"
)

// claimRow is a row of the table of claims: one report of what a source says.
type claimRow struct {
	ClaimID     string `parquet:"claim_id,optional,dict"`
	ReportID    string `parquet:"report_id,optional"`
	SpeakerID   string `parquet:"speaker_id,optional,dict"`
	SpeakerName string `parquet:"speaker_name,optional,dict"`
	Via         string `parquet:"via,optional,dict"`
	Stance      string `parquet:"stance,optional,dict"`
	AboutEvent  string `parquet:"about_event_id,optional"`
	Proposition string `parquet:"proposition,optional"`
	Quote       string `parquet:"quote,optional"`
	DocumentID  string `parquet:"document_id,optional,dict"`
	ByteStart   int64  `parquet:"byte_start"`
	ByteEnd     int64  `parquet:"byte_end"`
	QuoteSHA256 string `parquet:"quote_sha256,optional"`
	SaidAt      string `parquet:"said_at,optional,dict"`
	PublishedAt string `parquet:"published_at,optional,dict"`
	OriginRank  int64  `parquet:"origin_rank"`
	DisputeIDs  string `parquet:"dispute_ids,optional"`
	RunID       string `parquet:"run_id,optional,dict"`
	SourceName  string `parquet:"x_source_name,optional,dict"`
	TargetID    string `parquet:"x_target_id,optional,dict"`
	TargetName  string `parquet:"x_target_name,optional,dict"`
	Cue         string `parquet:"x_cue,optional,dict"`
	Direct      bool   `parquet:"x_direct"`
	Hedge       string `parquet:"x_hedge,optional,dict"`
}

func (x *job) claims() error { return table(x, manyOf(x, (*job).claimRows)) }

func (x *job) claimRows(e *record.JoinedClaim) (rows []claimRow, err error) {
	for _, t := range e.Tellings {
		said, err := fact[*record.Claim](x, t)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.ID, err)
		}
		near, err := x.within(t.Document, said.ContentSpan)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.ID, err)
		}
		events, err := x.groupIDs("joined", near.events)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.ID, err)
		}
		disputes, err := x.disputesOf([]record.ID{t.ID})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.ID, err)
		}
		r := claimRow{
			ClaimID: string(e.ID), ReportID: string(t.ID), Via: list(unique(append(actorNames(said.Via), t.Via))), Stance: string(said.Stance),
			AboutEvent: list(events), Proposition: said.Content, Quote: said.Quote, DocumentID: string(t.Document),
			ByteStart: int64(said.Span.Start), ByteEnd: int64(said.Span.End), QuoteSHA256: digest(said.Quote),
			PublishedAt: t.Published, OriginRank: int64(t.Origin), DisputeIDs: list(disputes), SourceName: t.Publisher,
			Cue: said.Cue, Direct: said.Direct, Hedge: value(said.Hedge),
		}
		if said.Source != nil {
			r.SpeakerID, r.SpeakerName = said.Source.ID, said.Source.Name
		}
		if said.Target != nil {
			r.TargetID, r.TargetName = said.Target.ID, said.Target.Name
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func actorNames(actors []record.Actor) []string {
	all := make([]string, len(actors))
	for i, a := range actors {
		all[i] = a.Name
	}
	return all
}

// figureRow is a row of the table of figures: one report of a stated value.
type figureRow struct {
	FigureID     string   `parquet:"figure_id,optional"`
	SeriesID     string   `parquet:"series_id,optional,dict"`
	Kind         string   `parquet:"kind,optional,dict"`
	Unit         string   `parquet:"unit,optional,dict"`
	Low          *float64 `parquet:"low"`
	Best         *float64 `parquet:"best"`
	High         *float64 `parquet:"high"`
	Qualifier    string   `parquet:"qualifier,optional,dict"`
	Cumulative   string   `parquet:"cumulative,optional,dict"`
	AsOfDate     string   `parquet:"as_of_date,optional,dict"`
	EventID      string   `parquet:"event_id,optional"`
	ClaimID      string   `parquet:"claim_id,optional"`
	SpeakerID    string   `parquet:"speaker_id,optional,dict"`
	SourceID     string   `parquet:"source_id,optional,dict"`
	DocumentID   string   `parquet:"document_id,optional,dict"`
	ByteStart    int64    `parquet:"byte_start"`
	ByteEnd      int64    `parquet:"byte_end"`
	SupersededBy string   `parquet:"superseded_by,optional"`
	RunID        string   `parquet:"run_id,optional,dict"`
	SeriesKey    string   `parquet:"x_series_key,optional,dict"`
	SpeakerName  string   `parquet:"x_speaker_name,optional,dict"`
	SourceName   string   `parquet:"x_source_name,optional,dict"`
	PublishedAt  string   `parquet:"x_published_at,optional,dict"`
	OriginRank   int64    `parquet:"x_origin_rank"`
	Quote        string   `parquet:"x_quote,optional"`
}

func (x *job) figures() error { return table(x, manyOf(x, (*job).figureRows)) }

func (x *job) figureRows(s *record.Series) (rows []figureRow, err error) {
	for n, p := range s.Points {
		for _, stated := range p.Stated {
			for _, t := range stated.Tellings {
				r, err := x.figureRow(s, p.Day, stated, t)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", s.ID, err)
				}
				r.SupersededBy = next(s.Points[n+1:], stated)
				rows = append(rows, r)
			}
		}
	}
	return rows, nil
}

// next gives the figure by which the same source later gives another value.
func next(later []record.Point, s record.Stated) string {
	for _, p := range later {
		for _, other := range p.Stated {
			if other.Who == s.Who && s.Who != "" && other.Value != s.Value && len(other.Tellings) > 0 {
				return string(other.Tellings[0].ID)
			}
		}
	}
	return ""
}

func (x *job) figureRow(s *record.Series, on string, stated record.Stated, t record.Telling) (figureRow, error) {
	f, err := fact[*record.Figure](x, t)
	if err != nil {
		return figureRow{}, err
	}
	near, err := x.around(t.Document, f.Span)
	if err != nil {
		return figureRow{}, err
	}
	events, err := x.groupIDs("joined", near.events)
	if err != nil {
		return figureRow{}, err
	}
	claims, err := x.groupIDs("joined-claim", near.claims)
	if err != nil {
		return figureRow{}, err
	}
	r := figureRow{
		FigureID: string(t.ID), SeriesID: string(s.ID), Kind: f.What, Unit: f.Unit, Qualifier: string(f.Qualifier),
		AsOfDate: cmp.Or(value(f.AsOf), on), EventID: list(events), ClaimID: list(claims), SourceID: sourceID(t.Publisher), DocumentID: string(t.Document),
		ByteStart: int64(f.Span.Start), ByteEnd: int64(f.Span.End), SeriesKey: s.Key, SpeakerName: stated.Who, SourceName: t.Publisher,
		PublishedAt: t.Published, OriginRank: int64(t.Origin), Quote: f.Quote,
	}
	r.Low, r.Best, r.High = bounds(f)
	if f.Source != nil {
		r.SpeakerID = f.Source.ID
	}
	return r, nil
}

// bounds gives the range that a figure states: "over 10" has no upper end, "up to 10" no lower one. Best is the number
// itself, of a range the lower end.
func bounds(f *record.Figure) (low, best, high *float64) {
	v, w := f.Value, f.Value
	if f.ValueMax != nil {
		w = *f.ValueMax
	}
	low, best, high = &v, &v, &w
	switch f.Qualifier {
	case record.Over:
		if f.ValueMax == nil {
			high = nil
		}
	case record.Under, record.UpTo:
		low = nil
	}
	return low, best, high
}

// around gives the events and claims in whose words a passage stands.
func (x *job) around(id record.DocumentID, passage record.Span) (t tied, err error) {
	facts, err := x.factsOf(id)
	if err != nil {
		return t, err
	}
	for _, f := range facts {
		switch f := f.(type) {
		case *record.Event:
			if holds(f.Span, passage) {
				t.events = append(t.events, f.ID)
			}
		case *record.Claim:
			if holds(f.ContentSpan, passage) {
				t.claims = append(t.claims, f.ID)
			}
		}
	}
	return t, nil
}

// disputeRow is a row of the table of disputes: one side of one.
type disputeRow struct {
	DisputeID     string `parquet:"dispute_id,optional,dict"`
	Kind          string `parquet:"kind,optional,dict"`
	EventID       string `parquet:"event_id,optional"`
	Side          int64  `parquet:"side"`
	ClaimID       string `parquet:"claim_id,optional"`
	Value         string `parquet:"value,optional"`
	Origins       int64  `parquet:"origins"`
	OpenedAt      string `parquet:"opened_at,optional,dict"`
	Status        string `parquet:"status,optional,dict"`
	SettledAs     string `parquet:"settled_as,optional,dict"`
	SettledBy     string `parquet:"settled_by,optional,dict"`
	SettledReason string `parquet:"settled_reason,optional,dict"`
	Relation      string `parquet:"x_relation,optional,dict"`
	Title         string `parquet:"x_title,optional,dict"`
	Who           string `parquet:"x_who,optional,dict"`
	Says          string `parquet:"x_says,optional"`
	Reports       int64  `parquet:"x_reports"`
}

func (x *job) disputes() error { return table(x, manyOf(x, (*job).disputeRows)) }

func (x *job) disputeRows(c *record.Contest) (rows []disputeRow, err error) {
	var facts []record.ID
	for _, side := range c.Sides {
		for _, t := range side.Tellings {
			near, err := x.eventsAt(t)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", c.ID, err)
			}
			facts = append(facts, near...)
		}
	}
	events, err := x.groupIDs("joined", facts)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.ID, err)
	}
	settledBy, reason := "", ""
	if c.Status == "settled" && len(c.Moves) > 0 {
		last := c.Moves[len(c.Moves)-1]
		settledBy, reason = last.Who, last.To
	}
	for n, side := range c.Sides {
		r := disputeRow{
			DisputeID: string(c.ID), Kind: c.Matter, EventID: list(events), Side: int64(n + 1), Value: side.Says,
			Origins: int64(side.Support.Origins), OpenedAt: c.Opened, Status: c.Status, SettledAs: c.Settled, SettledBy: settledBy,
			SettledReason: reason, Relation: c.Relation, Title: c.Title, Who: side.Who, Says: side.Says, Reports: int64(side.Support.Reports),
		}
		if side.Value != nil {
			r.Value = number(*side.Value)
		}
		var ids []string
		for _, t := range side.Tellings {
			ids = append(ids, string(t.ID))
		}
		r.ClaimID = list(ids)
		rows = append(rows, r)
	}
	return rows, nil
}

// eventsAt gives the events that are told in the words of a claim, or in whose sentence a figure stands.
func (x *job) eventsAt(t record.Telling) ([]record.ID, error) {
	entry, _, err := x.store.FactByID(x.ctx, string(t.ID))
	if err != nil {
		return nil, fmt.Errorf("telling %s: %w", t.ID, err)
	}
	var near tied
	switch f := entry.(type) {
	case *record.Event:
		return []record.ID{f.ID}, nil
	case *record.Claim:
		near, err = x.within(t.Document, f.ContentSpan)
	case *record.Figure:
		near, err = x.around(t.Document, f.Span)
	}
	return slices.Clone(near.events), err
}
