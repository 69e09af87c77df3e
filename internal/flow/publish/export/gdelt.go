package export

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/chancery-project/chancery/record"
)

// gdeltColumns are the columns of GDELT 2.0's table of events, which its files do not name.
func gdeltColumns() []string {
	columns := strings.Split("GlobalEventID,Day,MonthYear,Year,FractionDate", ",")
	for _, side := range []string{"Actor1", "Actor2"} {
		for _, c := range strings.Split("Code,Name,CountryCode,KnownGroupCode,EthnicCode,Religion1Code,Religion2Code,Type1Code,Type2Code,Type3Code", ",") {
			columns = append(columns, side+c)
		}
	}
	columns = append(columns, strings.Split("IsRootEvent,EventCode,EventBaseCode,EventRootCode,QuadClass,GoldsteinScale,"+
		"NumMentions,NumSources,NumArticles,AvgTone", ",")...)
	for _, of := range []string{"Actor1", "Actor2", "Action"} {
		for _, c := range strings.Split("Type,Fullname,CountryCode,ADM1Code,ADM2Code,Lat,Long,FeatureID", ",") {
			columns = append(columns, of+"Geo_"+c)
		}
	}
	return append(columns, "DATEADDED", "SOURCEURL")
}

func mentionColumns() []string {
	return strings.Split("GlobalEventID,EventTimeDate,MentionTimeDate,MentionType,MentionSourceName,MentionIdentifier,SentenceID,"+
		"Actor1CharOffset,Actor2CharOffset,ActionCharOffset,InRawText,Confidence,MentionDocLen,MentionDocTone,"+
		"MentionDocTranslationInfo,Extras", ",")
}

// cells is a row of a table whose columns stand in a list.
type cells map[string]string

// plain writes rows by their columns, tab-separated, without a header and without quotation marks: those of a cell
// become apostrophes.
func plain(x *job, columns []string, rows iter.Seq2[cells, error]) error {
	x.about.Columns = columns
	line := make([]byte, 0, 1<<10)
	for row, err := range rows {
		if err != nil {
			return err
		}
		x.about.Rows++
		line = line[:0]
		for i, c := range columns {
			if i > 0 {
				line = append(line, '\t')
			}
			line = append(line, strings.ReplaceAll(flat(clean(row[c])), `"`, "'")...)
		}
		if _, err := x.out.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}

func (x *job) gdelt() error { return plain(x, gdeltColumns(), eachOf(x, (*job).gdeltRow)) }

func (x *job) mentions() error { return plain(x, mentionColumns(), manyOf(x, (*job).mentionRows)) }

// idAlphabet are the signs of ids in the order of their values.
const idAlphabet = "0123456789abcdefghjkmnpqrstvwxyz"

// globalID gives the whole number that stands for an id where a form has no place for letters: the first 50 bits of its
// digest, which a number of 64 bits with a point holds exactly too.
func globalID(id record.ID) string {
	_, signs, _ := strings.Cut(string(id), "_")
	var n uint64
	for i := range min(10, len(signs)) {
		n = n<<5 | uint64(max(0, strings.IndexByte(idAlphabet, signs[i])))
	}
	return strconv.FormatUint(n, 10)
}

func (x *job) gdeltRow(e *record.Joined) (cells, error) {
	r := cells{
		"GlobalEventID": globalID(e.ID), "EventCode": e.CAMEO, "QuadClass": strconv.Itoa(e.Quad), "GoldsteinScale": number(e.Score),
		"NumMentions": strconv.Itoa(len(e.Tellings)), "NumSources": strconv.Itoa(e.Support.Outlets), "NumArticles": strconv.Itoa(e.Support.Reports),
		"DATEADDED": stamp(e.Support.First),
	}
	if r["EventCode"] == "" {
		r["EventCode"] = rootOf(e.Type)
	}
	code := r["EventCode"]
	r["EventBaseCode"], r["EventRootCode"] = code[:min(3, len(code))], code[:min(2, len(code))]
	r.date(e.Time)
	r.actor("Actor1", e.Actors)
	r.actor("Actor2", e.Recipients)
	r.geo(e.Place)
	if len(e.Tellings) == 0 {
		return r, nil
	}
	lead := false
	for _, t := range e.Tellings {
		in, err := x.inLead(t)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.ID, err)
		}
		lead = lead || in
	}
	r["IsRootEvent"] = map[bool]string{true: "1", false: "0"}[lead]
	d, err := x.document(e.Tellings[0].Document)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.ID, err)
	}
	r["SOURCEURL"] = identifier(d)
	return r, nil
}

// date fills the columns of the time as far as it is known: of a month the day stays empty.
func (r cells) date(w *record.When) {
	from, to, ok := interval(w)
	if !ok || from.Year() != to.Year() {
		return
	}
	r["Year"] = from.Format("2006")
	if from.Month() != to.Month() {
		return
	}
	r["MonthYear"] = from.Format("200601")
	if !from.Equal(to) {
		return
	}
	r["Day"] = from.Format("20060102")
	// the approximation of GDELT: months of 30 days
	fraction := float64((int(from.Month())-1)*30+from.Day()) / 365
	r["FractionDate"] = strconv.FormatFloat(float64(from.Year())+math.Min(fraction, 0.9999), 'f', 4, 64)
}

// actor fills the columns of a side with its first actor: GDELT has one actor a side.
func (r cells) actor(side string, actors []record.Actor) {
	if len(actors) == 0 {
		return
	}
	a := actors[0]
	country := cameoCountry(a.Country)
	code := country
	types, religions := 0, 0
	for _, s := range sectorsOf(a) {
		has, ok := codes().roles[s]
		switch {
		case !ok:
		case has.column == "type" && types < 3 && !(a.Kind == "state" && has.cameo == "GOV"):
			types++
			r[side+"Type"+strconv.Itoa(types)+"Code"] = has.cameo
			code += has.cameo
		case has.column == "religion" && religions < 2:
			religions++
			r[side+"Religion"+strconv.Itoa(religions)+"Code"] = has.cameo
		}
	}
	r[side+"Code"], r[side+"Name"], r[side+"CountryCode"] = code, strings.ToUpper(a.Name), country
}

// geo fills the columns of the place of the act. A state of the USA has types of its own.
func (r cells) geo(p *record.Where) {
	if p == nil {
		return
	}
	american := p.Country == "USA"
	switch p.Precision {
	case "landmark", "crossing", "city":
		r["ActionGeo_Type"] = map[bool]string{true: "3", false: "4"}[american]
	case "district", "province":
		r["ActionGeo_Type"] = map[bool]string{true: "2", false: "5"}[american]
	case "country":
		r["ActionGeo_Type"] = "1"
		r["ActionGeo_FeatureID"] = fipsOf(p.Country)
	}
	r["ActionGeo_Fullname"] = strings.Join(unique([]string{p.Name, p.Admin1, p.Country}), ", ")
	if p.Precision == "country" {
		r["ActionGeo_Fullname"] = p.Name
	}
	r["ActionGeo_CountryCode"], r["ActionGeo_ADM1Code"] = fipsOf(p.Country), fipsOf(p.Country)
	if p.Latitude != nil && p.Longitude != nil {
		r["ActionGeo_Lat"], r["ActionGeo_Long"] = number(*p.Latitude), number(*p.Longitude)
	}
}

// inLead tells whether a telling stands in the first paragraph of its report, behind the headline.
func (x *job) inLead(t record.Telling) (bool, error) {
	told, err := fact[*record.Event](x, t)
	if err != nil {
		return false, err
	}
	d, err := x.document(t.Document)
	if err != nil {
		return false, err
	}
	text, err := x.textOf(t.Document)
	if err != nil {
		return false, err
	}
	return told.Span.Start < leadEnd(d, text), nil
}

// leadEnd gives the byte behind the first paragraph that is neither the headline nor furniture of the page.
func leadEnd(d *document, text string) int {
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.Index(text[start:], "\n"); i >= 0 {
			end = start + i
		}
		line := record.Span{Start: start, End: end}
		skip := strings.TrimSpace(text[start:end]) == "" || d.Headline != nil && line.Start < d.Headline.End ||
			slices.ContainsFunc(d.Furniture, func(f record.Furniture) bool { return f.Span.Start < line.End && line.Start < f.Span.End })
		if !skip {
			return end
		}
		start = end + 1
	}
	return len(text)
}

// identifier gives the address of a document, or its id where it has none.
func identifier(d *document) string {
	if d.URL != "" {
		return d.URL
	}
	return string(d.ID)
}

// stamp writes a day as GDELT writes instants; the hour is not known.
func stamp(day string) string {
	t, err := time.Parse(time.DateOnly, day[:min(10, len(day))])
	if err != nil {
		return ""
	}
	return t.Format("20060102") + "000000"
}

func (x *job) mentionRows(e *record.Joined) (rows []cells, err error) {
	for _, t := range e.Tellings {
		r, err := x.mention(e, t)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.ID, err)
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func (x *job) mention(e *record.Joined, t record.Telling) (cells, error) {
	told, err := fact[*record.Event](x, t)
	if err != nil {
		return nil, err
	}
	d, err := x.document(t.Document)
	if err != nil {
		return nil, err
	}
	text, err := x.textOf(t.Document)
	if err != nil {
		return nil, err
	}
	action := &told.Span
	if told.Trigger != nil {
		action = told.Trigger
	}
	r := cells{
		"GlobalEventID": globalID(e.ID), "EventTimeDate": stamp(e.Support.First), "MentionTimeDate": stamp(t.Published),
		"MentionType": "2", "MentionSourceName": t.Publisher, "MentionIdentifier": identifier(d),
		"Actor1CharOffset": actorOffset(text, told.Actors), "Actor2CharOffset": actorOffset(text, told.Recipients),
		"ActionCharOffset": offset(text, action), "InRawText": "1", "Confidence": strconv.Itoa(int(math.Round(told.Confidence * 100))),
		"MentionDocLen": strconv.Itoa(utf8.RuneCountInString(text)), "Extras": string(t.ID),
	}
	if d.URL != "" {
		r["MentionType"] = "1"
	}
	return r, nil
}

func actorOffset(text string, side []record.Actor) string {
	if len(side) == 0 {
		return "-1"
	}
	return offset(text, side[0].Span)
}

// offset gives the number of characters before a span, -1 where there is none.
func offset(text string, at *record.Span) string {
	if at == nil || at.Start < 0 || len(text) < at.Start {
		return "-1"
	}
	return strconv.Itoa(utf8.RuneCountInString(text[:at.Start]))
}
