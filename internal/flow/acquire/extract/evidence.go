package extract

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/charset"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/markup"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/pubdate"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// evidence is something that may tell the date of publication.
type evidence struct {
	from    record.DateSource
	where   string
	span    *record.Span // in the kept text
	words   string       // as written
	reading pubdate.Reading
	weak    bool // tells the date of a change, or of something beside the report
	file    bool // weak: tells when the file was made
	far     bool // weak: an element of the page that says that it tells a date and stands far from the heading
	late    bool // a date below the dateline that does not say what it dates
}

// order is the place of evidence in the order in which sources are believed. A dateline tells the day of writing: a line
// that dates the report goes before it, a bare date in the report behind it.
func (e evidence) order() int {
	at := 2 * slices.Index([]record.DateSource{
		record.DateFromFlag, record.DateFromJSONLD, record.DateFromMeta, record.DateFromTime, record.DateFromURL,
		record.DateFromText, record.DateFromDateline, record.DateFromFeed,
	}, e.from)
	if e.late {
		at += 3 // behind the dateline, before what is told by a feed
	}
	return at
}

func locale(d *draft) pubdate.Locale {
	return pubdate.LocaleOf(firstOf(d.language, d.given.Language), firstOf(d.given.URL, d.url))
}

// pageEvidence collects the dates that a page tells outside of its text.
func pageEvidence(p *markup.Page, article markup.Article, l pubdate.Locale) []evidence {
	var all []evidence
	add := func(from record.DateSource, where, words string, weak bool) {
		if r, ok := pubdate.Stamp(words, l); ok {
			all = append(all, evidence{from: from, where: value(where), words: words, reading: r, weak: weak})
		}
	}
	add(record.DateFromJSONLD, article.Type+".datePublished", article.Published, false)
	if article.Published == "" {
		add(record.DateFromJSONLD, article.Type+".dateCreated", article.Created, false)
	}
	add(record.DateFromJSONLD, article.Type+".dateModified", article.Modified, true)
	for _, field := range []string{publishedField, changedField} {
		for _, key := range metaKeys()[field] {
			if value := p.Meta(key); value != "" {
				add(record.DateFromMeta, "meta "+key, value, field == changedField)
			}
		}
	}
	for _, s := range p.Stamps {
		if s.Aside {
			continue
		}
		far := !s.Declared && s.Heading > nearHeading
		weak, before := s.Kind == markup.Modified || far, len(all)
		add(record.DateFromTime, s.Where, s.Value, weak)
		if r, ok := pubdate.Read(s.Text, l); ok && r.Date.Full() {
			add(record.DateFromTime, s.Where, s.Text, weak || saysChanged(s.Text, l))
		}
		for i := range all[before:] {
			all[before+i].far = far && s.Kind != markup.Modified && !saysChanged(s.Text, l)
		}
	}
	return all
}

// saysChanged tells whether the words of an element say that its date is that of a change.
func saysChanged(words string, l pubdate.Locale) bool {
	lines := pubdate.Lines(words, l)
	return len(lines) > 0 && lines[0].Kind == pubdate.Changed
}

// aroundEvidence reads the dates in the lines beside the heading that are not in the kept text. A page with more than
// two of them lists other reports.
func aroundEvidence(lines []string, kept string, l pubdate.Locale) []evidence {
	var all []evidence
	days := map[pubdate.Date]bool{}
	for _, line := range lines {
		if strings.Contains(kept, line) {
			continue
		}
		for _, found := range pubdate.Lines(line, l) {
			if found.Kind == pubdate.Dateline {
				continue
			}
			days[found.Date] = true
			all = append(all, evidence{from: record.DateFromText, where: value(line), words: line, reading: found.Reading, weak: found.Kind == pubdate.Changed})
		}
	}
	if len(days) > 2 {
		return nil
	}
	return all
}

// nearHeading is how many pieces of text may stand between the heading and an element that dates the page.
const nearHeading = 25

// date weighs the evidence and writes the dates of the document.
func (x *Extractor) date(d *draft, doc *text.Document) {
	l := locale(d)
	if l.Language == "" {
		l.Language = doc.Meta.Language
	}
	all := givenEvidence(d, l)
	all = append(all, d.evidence...)
	if date, where, ok := pubdate.FromURL(doc.Meta.URL); ok {
		all = append(all, evidence{from: record.DateFromURL, where: where, words: where, reading: pubdate.Reading{Date: date, Value: date.String()}})
	}
	all = append(all, d.textEvidence(l)...)
	slices.SortStableFunc(all, func(a, b evidence) int { return a.order() - b.order() })
	judge{x.today, d, doc}.decide(all)
}

func givenEvidence(d *draft, l pubdate.Locale) []evidence {
	var all []evidence
	for _, g := range d.given.Dates {
		r, ok := pubdate.Stamp(g.Text, l)
		if !ok {
			d.note(notice.DateImplausible, nil, "%s %q is no date that can be read", g.Where, short(g.Text))
			continue
		}
		all = append(all, evidence{from: g.From, where: value(g.Where), words: g.Text, reading: r})
	}
	return all
}

// headerLines is the number of lines, and headerBytes the number of bytes, at the beginning of a text in which its own
// dates are looked for.
const (
	headerLines = 12
	headerBytes = 3000
)

// textEvidence finds the dateline and the dated header lines at the beginning of the text.
func (d *draft) textEvidence(l pubdate.Locale) []evidence {
	var all []evidence
	below := false
	d.eachHeaderLine(func(line record.Span) {
		for _, found := range pubdate.Lines(line.Of(d.text), l) {
			span := record.Span{Start: line.Start + found.Start, End: line.Start + found.End}
			words := span.Of(d.text)
			from := record.DateFromText
			if found.Kind == pubdate.Dateline {
				from, below = record.DateFromDateline, true
			}
			all = append(all, evidence{
				from: from, where: words, words: words, span: &span, reading: found.Reading,
				weak: found.Kind == pubdate.Changed, late: below && found.Kind == pubdate.Header && !found.Issued,
			})
		}
	})
	return all
}

// eachHeaderLine gives the lines at the beginning of the text but for the headline.
func (d *draft) eachHeaderLine(use func(line record.Span)) {
	seen, at := 0, 0
	for seen < headerLines && at < min(len(d.text), headerBytes) {
		line := lineAt(d.text, at)
		if line.Empty() {
			return
		}
		at = line.End
		seen++
		if d.headline == nil || !d.headline.Overlaps(line) {
			use(line)
		}
	}
}

// judge decides which evidence is used.
type judge struct {
	today string
	d     *draft
	doc   *text.Document
}

// decide writes the candidates, best first, marks the one that is used and tells of contradictions.
func (j judge) decide(all []evidence) {
	j.completeYears(all)
	used := -1
	for i, e := range all {
		if !j.sound(e) || used >= 0 {
			continue
		}
		if !e.weak {
			used = i
		}
	}
	if used >= 0 {
		used = j.localDay(all, used)
	} else {
		used = j.weakest(all)
	}
	meta := &j.doc.Meta
	for i, e := range all {
		if e.reading.Value == "" || e.reading.Date.Year == 0 {
			continue
		}
		meta.Dates = append(meta.Dates, record.DateCandidate{Value: e.reading.Value, From: e.from, Where: e.where, Span: e.span, Used: i == used})
	}
	slices.SortStableFunc(meta.Dates, func(a, b record.DateCandidate) int { return boolOrder(a.Used) - boolOrder(b.Used) })
	meta.Dates = dropRepeated(meta.Dates)
	if used < 0 {
		j.missing(all)
		return
	}
	meta.Published, meta.PublishedFrom = all[used].reading.Date.String(), all[used].from
	j.contradictions(all, used)
}

func boolOrder(used bool) int {
	if used {
		return 0
	}
	return 1
}

// dropRepeated drops candidates that say the same from the same place.
func dropRepeated(all []record.DateCandidate) []record.DateCandidate {
	var kept []record.DateCandidate
	for _, c := range all {
		same := func(k record.DateCandidate) bool {
			return k.Value == c.Value && k.From == c.From && k.Where == c.Where && (k.Span == nil) == (c.Span == nil) && (k.Span == nil || *k.Span == *c.Span)
		}
		if !slices.ContainsFunc(kept, same) {
			kept = append(kept, c)
		}
	}
	return kept
}

// completeYears gives a dateline without a year the year of the other evidence, where that is one year and the day
// then falls close to it.
func (j judge) completeYears(all []evidence) {
	for i := range all {
		date := all[i].reading.Date
		if date.Year != 0 || date.Month == 0 {
			continue
		}
		for _, other := range all {
			if !other.reading.Date.Full() || other.weak {
				continue
			}
			for _, year := range []int{other.reading.Date.Year, other.reading.Date.Year - 1, other.reading.Date.Year + 1} {
				full := pubdate.Date{Year: year, Month: date.Month, Day: date.Day}
				if _, ok := pubdate.Parse(full.String()); ok && distance(full, other.reading.Date) <= 7 {
					all[i].reading.Date = full
					all[i].reading.Value = full.String()
				}
			}
			break
		}
	}
}

func distance(a, b pubdate.Date) int { return max(a.Days()-b.Days(), b.Days()-a.Days()) }

// sound tells whether evidence gives a date that can be one of publication, and notes why not.
func (j judge) sound(e evidence) bool {
	r := e.reading
	switch {
	case r.Impossible:
		j.note(notice.DateImplausible, e, "is no day of the calendar")
	case r.Ambiguous:
		j.note(notice.DateImplausible, e, "can be read with the day first or the month first; give --date")
	case !r.Date.Full():
		return false
	case r.Date.Year < earliestYear:
		j.note(notice.DateImplausible, e, fmt.Sprintf("gives %s, before there was news to read here", r.Date))
	case j.future(r.Date):
		j.note(notice.DateImplausible, e, fmt.Sprintf("gives %s, which is after today, %s", r.Date, j.today))
	default:
		return true
	}
	return e.from == record.DateFromFlag && r.Date.Full()
}

// earliestYear is the first year in which a report that is read here can have been published.
const earliestYear = 1900

// future tells whether a date is later than the day after today, which it may be where the sun rises earlier.
func (j judge) future(d pubdate.Date) bool {
	today, ok := pubdate.Parse(j.today)
	return ok && d.Days() > today.Days()+1
}

func (j judge) note(code notice.Code, e evidence, what string) {
	j.d.note(code, e.span, "the date %q (%s) %s", short(e.words), e.from, what)
}

// localDay gives the evidence that tells the day in the zone of the source, where the evidence that would be used tells
// the moment in universal time: the page, its address or another property may show the day before or after, which is
// the same moment elsewhere.
func (j judge) localDay(all []evidence, used int) int {
	hour, universal := universalHour(all[used].reading.Value)
	if !universal {
		return used
	}
	best := used
	for i, e := range all {
		if _, alike := universalHour(e.reading.Value); i != used && !alike && !e.weak && e.reading.Date == all[used].reading.Date &&
			e.from != record.DateFromURL && strings.Contains(e.reading.Value, "T") {
			return used // told in the zone of the source as well
		}
	}
	for i, e := range all {
		_, alike := universalHour(e.reading.Value)
		if alike || e.weak || e.from == record.DateFromDateline || e.from == record.DateFromFeed || !e.reading.Date.Full() ||
			e.from == record.DateFromURL && !strings.Contains(e.where, "/") { // a day in the name of a page may be that of the event
			continue
		}
		switch e.reading.Date.Days() - all[used].reading.Date.Days() {
		case -1:
			if hour < 12 && (best == used || all[best].from == record.DateFromURL) {
				best = i
			}
		case 1:
			if hour >= 10 && (best == used || all[best].from == record.DateFromURL) {
				best = i
			}
		}
	}
	return best
}

// universalHour gives the hour of a date with a time that is in universal time, or without a zone.
func universalHour(value string) (hour int, ok bool) {
	_, clock, ok := strings.Cut(value, "T")
	if !ok || len(clock) < 5 {
		return 0, false
	}
	for _, zone := range []string{"+00:00", "+0000", "+00", "-00:00", "Z", "z"} {
		clock = strings.TrimSuffix(clock, zone)
	}
	if strings.ContainsAny(clock, "+-") {
		return 0, false
	}
	return int(clock[0]-'0')*10 + int(clock[1]-'0'), true
}

// weakest gives the best of the evidence that dates a change or the file, or that stands far from the heading, where
// there is nothing else.
func (j judge) weakest(all []evidence) int {
	for i, e := range all {
		if j.usable(e) && e.from == record.DateFromText {
			j.note(notice.DateWeak, e, "is that of a change to the report, the only one that it tells")
			return i
		}
	}
	for i, e := range all {
		if j.usable(e) && e.file {
			j.note(notice.DateWeak, e, "is that on which the file was made, which may be later than the report")
			return i
		}
	}
	return j.lonely(all)
}

func (j judge) usable(e evidence) bool {
	return e.weak && e.reading.Date.Full() && e.reading.Date.Year >= earliestYear && !j.future(e.reading.Date)
}

// lonely gives the element far from the heading that tells a date, where all such elements of the page tell the same.
func (j judge) lonely(all []evidence) int {
	best := -1
	for i, e := range all {
		switch {
		case !e.far || !j.usable(e):
		case best < 0:
			best = i
		case all[best].reading.Date != e.reading.Date:
			return -1
		}
	}
	if best >= 0 {
		j.note(notice.DateWeak, all[best], "stands far from the heading of the page; it is the only date that the page tells")
	}
	return best
}

// missing tells that no date of publication is known, and why the evidence that was found is not used.
func (j judge) missing(all []evidence) {
	const most = 3
	var why []string
	for _, e := range all {
		reason := fmt.Sprintf("%q (%s) %s", short(e.words), e.from, j.unused(e))
		if len(why) < most && !slices.Contains(why, reason) {
			why = append(why, reason)
		}
	}
	if len(why) == 0 {
		j.d.note(notice.DateMissing, nil, "no evidence for the date of publication was found; give --date if you know it")
		return
	}
	j.d.note(notice.DateMissing, nil, "no usable evidence for the date of publication was found: %s; give --date if you know it", strings.Join(why, ", "))
}

// unused tells why evidence gives no date of publication.
func (j judge) unused(e evidence) string {
	d := e.reading.Date
	switch {
	case e.reading.Impossible:
		return "is no day of the calendar"
	case e.reading.Ambiguous:
		return "can be read in two ways"
	case !d.Full():
		return "lacks a " + lacking(d)
	case d.Year < earliestYear:
		return "is too early"
	case j.future(d):
		return "is after today"
	case e.far:
		return "stands far from the heading, as other dates do"
	}
	return "dates a change"
}

func lacking(d pubdate.Date) string {
	if d.Year == 0 {
		return "year"
	}
	return "day"
}

// contradictions notes evidence that differs by more than a day from the date that is used. A day is the difference of
// zones.
func (j judge) contradictions(all []evidence, used int) {
	date := all[used].reading.Date
	for i, e := range all {
		d := e.reading.Date
		if i == used || e.weak || e.late || d.Year < earliestYear || d.Month == 0 {
			continue
		}
		apart := d.Full() && distance(d, date) > j.tolerance(e, all[used]) || !d.Full() && (d.Year != date.Year || d.Month != date.Month)
		if apart {
			j.note(notice.DateContradicted, e, fmt.Sprintf("differs from %s (%s), which is used", date, all[used].from))
		}
	}
}

// tolerance is the number of days that two dates may lie apart without contradiction: one for zones, none for a dateline
// and a dated line that stand in the same text.
func (j judge) tolerance(a, b evidence) int {
	if a.from == record.DateFromDateline && b.from == record.DateFromText || a.from == record.DateFromText && b.from == record.DateFromDateline {
		return 0
	}
	return 1
}

// short cuts words for a message.
func short(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

func withoutSpans(t charset.Text) []notice.Notice {
	all := slices.Clone(t.Notices)
	for i := range all {
		all[i].Span = nil
	}
	return all
}
