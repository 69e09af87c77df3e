package web

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/chart"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// show writes a page. Data is what its template reads beside the frame.
func (s *Server) show(r *request, status int, page, title string, data any) error {
	t, ok := s.pages[page]
	if !ok {
		return fmt.Errorf("internal error: no page %s", page)
	}
	if r.format != "" && status == http.StatusOK { // never a page where data was asked for
		return noForm(r)
	}
	count, err := s.record.PendingDocuments(r.Context())
	if err != nil && status == http.StatusOK { // a page that tells of an error is shown all the same
		return err
	}
	sequence, err := s.record.Sequence(r.Context())
	if err != nil && status == http.StatusOK {
		return err
	}
	changed, err := s.pinned(r)
	if err != nil && status == http.StatusOK {
		return err
	}
	return s.write(r, status, t, map[string]any{
		"State": state(sequence), "Changed": changed, "Now": now(r), "Past": s.o.State,
		"Title": title, "Name": s.o.Name, "Version": s.o.Version, "Path": r.URL.Path, "Query": r.URL.Query(),
		"Selection": r.selection, "Pending": count, "Page": page, "Data": data, "Visitor": visitorOf(r.Request).token.Name, "Adds": s.o.Intake != nil && s.mayAdd(r),
	})
}

// noForm says that a page has not the form that was asked for.
func noForm(r *request) error {
	return &statusError{http.StatusNotFound, "This page has no form ." + r.format + "; those that it has stand at its foot.", nil}
}

// bare writes a page that says nothing of the record, for those who are not in.
func (s *Server) bare(r *request, status int, page, title string, data any) error {
	return s.write(r, status, s.pages[page], map[string]any{
		"Title": title, "Bare": true, "Name": "", "Version": "", "Path": r.URL.Path, "Query": url.Values{}, "Page": page, "Data": data,
	})
}

func (s *Server) write(r *request, status int, t *template.Template, page map[string]any) error {
	var out bytes.Buffer
	err := t.Execute(&out, page)
	if err != nil {
		return fmt.Errorf("internal error: page %s: %w", page["Page"], err)
	}
	r.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	r.w.WriteHeader(status)
	b := out.Bytes()
	if s.o.State != "" {
		b = keepState(b, s.o.State)
	}
	_, err = r.w.Write(b)
	return err
}

// now gives this address without the state that it names.
func now(r *request) string {
	q := r.URL.Query()
	q.Del("state")
	if len(q) == 0 {
		return r.URL.Path
	}
	return r.URL.Path + "?" + q.Encode()
}

// listPage is what the template of a list reads.
type listPage[T any] struct {
	view.Page[T]
	Histogram *chart.Drawing
	Counts    *view.Counts
	Chips     []chip
	Forms     []form
	Next      string // address of the next part
	Hidden    int    // entries without a day that were reported in the time that is asked for
	ByReport  string // address of the list of them
}

// chip is a filter that holds, with the address without it.
type chip struct{ Words, Without string }

// form is the same view in another form.
type form struct{ Name, Address string }

// listing answers the address of a list: a page, or its data.
func listing[T record.Entry](s *Server, r *request, page, title, kind string, facets bool, names ...string) error {
	if r.format == "svg" && facets {
		counts, err := s.record.Facets(r.Context(), kind, r.selection)
		if err != nil {
			return err
		}
		drawing, err := s.histogram(r, counted(title), counts)
		if err != nil {
			return err
		}
		return s.svg(r, drawing)
	}
	if r.format != "" {
		return data[T](s, r, page, kind)
	}
	p, err := view.List[T](r.Context(), s.record, kind, r.selection)
	if err != nil {
		return err
	}
	l := listPage[T]{Page: p, Chips: chips(r), Forms: forms(r, names...)}
	if p.Next != "" {
		l.Next = address(r, "cursor", p.Next)
	}
	if l.Hidden, err = s.record.Undated(r.Context(), kind, r.selection); err != nil {
		return err
	}
	if l.Hidden > 0 {
		q := r.URL.Query()
		q.Set("published", q.Get("time"))
		q.Del("time")
		q.Del("cursor")
		l.ByReport = r.URL.Path + "?" + q.Encode()
	}
	if facets {
		if l.Counts, err = s.record.Facets(r.Context(), kind, r.selection); err != nil {
			return err
		}
		if l.Histogram, err = s.histogram(r, counted(title), l.Counts); err != nil {
			return err
		}
		if l.Histogram != nil {
			l.Forms = append(l.Forms, forms(r, "svg")...)
		}
	}
	return s.show(r, http.StatusOK, page, title, l)
}

// counted says what the rows of a list are called in many.
func counted(title string) string {
	if title == "Agenda" {
		return "Announcements"
	}
	return title
}

// address gives the address of this page with one parameter set, or without it where the value is empty. Where the page
// was a later part of a list it is the first again, unless the cursor is what is set.
func address(r *request, key, value string) string {
	q := r.URL.Query()
	q.Del("cursor")
	if value == "" {
		q.Del(key)
	} else {
		q.Set(key, value)
	}
	if len(q) == 0 {
		return r.URL.Path
	}
	return r.URL.Path + "?" + q.Encode()
}

// chips gives the filters that hold in words.
func chips(r *request) (all []chip) {
	q := r.URL.Query()
	for _, key := range append([]string{"time", "published", "dyad"}, append(query.Keys(), "min_origins", "min_confidence")...) {
		for _, v := range q[key] {
			if strings.TrimSpace(v) == "" {
				continue
			}
			without := r.URL.Query()
			without.Del("cursor")
			var rest []string
			for _, other := range without[key] {
				if other != v {
					rest = append(rest, other)
				}
			}
			without[key] = rest
			if len(rest) == 0 {
				delete(without, key)
			}
			to := r.URL.Path
			if len(without) > 0 {
				to += "?" + without.Encode()
			}
			all = append(all, chip{strings.ReplaceAll(key, "_", " ") + " " + v, to})
		}
	}
	return all
}

func forms(r *request, names ...string) []form {
	all := make([]form, len(names))
	for i, n := range names {
		to := r.URL.Path + "." + n
		if r.URL.Path == "/" {
			to = "/overview." + n
		}
		if r.URL.RawQuery != "" {
			to += "?" + r.URL.RawQuery
		}
		all[i] = form{n, to}
	}
	return all
}

func (s *Server) events(r *request) error {
	return listing[*record.Joined](s, r, "events", "Events", "joined", true, "csv", "json", "jsonl", "md", "atom", "geojson", "gexf", "graphml")
}

func (s *Server) claims(r *request) error {
	return listing[*record.JoinedClaim](s, r, "claims", "Claims", "joined-claim", true, "csv", "json", "jsonl", "md", "atom")
}

func (s *Server) disputes(r *request) error {
	return listing[*record.Contest](s, r, "disputes", "Disputes", "contest", true, "csv", "json", "jsonl", "md", "atom")
}

func (s *Server) figures(r *request) error {
	return listing[*record.Series](s, r, "figures", "Figures", "series", true, "csv", "json", "jsonl", "md", "atom")
}

func (s *Server) agenda(r *request) error {
	return listing[*record.FollowUp](s, r, "agenda", "Agenda", "follow-up", true, "ics", "json", "jsonl", "md", "atom")
}

// timelinePage is what the page of the timeline reads.
type timelinePage struct {
	listPage[*record.Joined]
	Chart *chart.Drawing
	By    string
	Lanes []string
}

// timelineEvents is how many events a timeline has room for, the latest where none are asked for.
const timelineEvents = 300

// timeline shows events by rising day, the latest of them where there are too many.
func (s *Server) timeline(r *request) error {
	by := r.URL.Query().Get("by")
	if by == "" {
		by = "class"
	}
	if !slices.Contains(lanesOf(), by) {
		return &query.SyntaxError{Input: by, Message: "is nothing that a timeline has lanes of", Hint: "there are " + strings.Join(lanesOf(), ", ")}
	}
	if r.selection.Limit == 0 {
		r.selection.Limit = timelineEvents
	}
	if r.format != "" && r.format != "svg" {
		if r.selection.Sort == "" {
			r.selection.Sort = "time"
		}
		return data[*record.Joined](s, r, "timeline", "joined")
	}
	page, err := view.List[*record.Joined](r.Context(), s.record, "joined", r.selection)
	if err != nil {
		return err
	}
	p := timelinePage{By: by, Lanes: lanesOf()}
	p.Page, p.Chips, p.Forms = page, chips(r), forms(r, "svg", "csv", "json", "jsonl", "md", "geojson")
	p.Rows = slices.DeleteFunc(p.Rows, func(e *record.Joined) bool { return e.Time == nil || e.Time.From == nil })
	if r.selection.Sort == "" {
		slices.Reverse(p.Rows)
	}
	if page.Next != "" {
		p.Next = address(r, "cursor", page.Next)
	}
	if p.Hidden, err = s.record.Undated(r.Context(), "joined", r.selection); err != nil {
		return err
	}
	if p.Chart, err = s.timelineOf(r, p.Rows, by); err != nil {
		return err
	}
	if r.format == "svg" {
		return s.svg(r, p.Chart)
	}
	return s.show(r, http.StatusOK, "timeline", "Timeline", p)
}

// eventPage is what the page of an event reads.
type eventPage struct {
	Event    *record.Joined
	Sentence string
	Passages []view.Passage
	Disputes []*record.Contest
	Follows  []*record.FollowUp
	Figures  []*record.Series // that the words which tell it state
	Forms    []form
}

// figuresOf gives the series that figures within the words of some tellings belong to.
func (s *Server) figuresOf(r *request, passages []view.Passage) ([]*record.Series, error) {
	var tellings []record.Telling
	for _, p := range passages {
		facts, err := s.record.Facts(r.Context(), p.Document)
		if err != nil {
			return nil, err
		}
		for _, f := range facts {
			if f, ok := f.(*record.Figure); ok && p.Span.Start <= f.Span.Start && f.Span.End <= p.Span.End {
				tellings = append(tellings, record.Telling{ID: f.ID})
			}
		}
	}
	return view.Related[*record.Series](r.Context(), s.record, "series", tellings)
}

func (s *Server) event(r *request) error {
	e, err := view.One[*record.Joined](r.Context(), s.record, r.PathValue("id"))
	if err != nil {
		return err
	}
	if r.format == "ics" {
		return s.calendar(r, e)
	}
	if r.format != "" {
		return one(r, e)
	}
	p := eventPage{Event: e, Sentence: tell.Sentence(e), Forms: forms(r, "json", "md")}
	if e.Time != nil && e.Time.From != nil {
		p.Forms = append(p.Forms, forms(r, "ics")...)
	}
	if p.Passages, err = s.record.Passages(r.Context(), e.Tellings); err != nil {
		return err
	}
	if p.Disputes, err = view.Related[*record.Contest](r.Context(), s.record, "contest", e.Tellings); err != nil {
		return err
	}
	if p.Follows, err = view.Related[*record.FollowUp](r.Context(), s.record, "follow-up", e.Tellings); err != nil {
		return err
	}
	if p.Figures, err = s.figuresOf(r, p.Passages); err != nil {
		return err
	}
	return s.show(r, http.StatusOK, "event", p.Sentence, p)
}

func (s *Server) claim(r *request) error {
	c, err := view.One[*record.JoinedClaim](r.Context(), s.record, r.PathValue("id"))
	if err != nil {
		return err
	}
	if r.format != "" {
		return one(r, c)
	}
	passages, err := s.record.Passages(r.Context(), c.Tellings)
	if err != nil {
		return err
	}
	disputes, err := view.Related[*record.Contest](r.Context(), s.record, "contest", c.Tellings)
	if err != nil {
		return err
	}
	return s.show(r, http.StatusOK, "claim", tell.Claim(c), map[string]any{"Claim": c, "Passages": passages, "Disputes": disputes, "Forms": forms(r, "json")})
}

// sidePage is one side of a dispute with its words.
type sidePage struct {
	record.Party
	Passages []view.Passage
}

func (s *Server) dispute(r *request) error {
	c, err := view.One[*record.Contest](r.Context(), s.record, r.PathValue("id"))
	if err != nil {
		return err
	}
	if r.format != "" && r.format != "svg" {
		return one(r, c)
	}
	var sides []sidePage
	var all []record.Telling
	for _, p := range c.Sides {
		passages, err := s.record.Passages(r.Context(), p.Tellings)
		if err != nil {
			return err
		}
		sides = append(sides, sidePage{p, passages})
		all = append(all, p.Tellings...)
	}
	events, err := view.Related[*record.Joined](r.Context(), s.record, "joined", all)
	if err != nil {
		return err
	}
	drawing, err := s.contestOf(r, c, sides)
	if err != nil {
		return err
	}
	if r.format == "svg" {
		return s.svg(r, drawing)
	}
	names := []string{"json"}
	if drawing != nil {
		names = append(names, "svg")
	}
	return s.show(r, http.StatusOK, "dispute", tell.ContestHeading(c), map[string]any{"Contest": c, "Sides": sides, "Events": events, "Chart": drawing, "Forms": forms(r, names...)})
}

func (s *Server) series(r *request) error {
	e, err := view.One[*record.Series](r.Context(), s.record, r.PathValue("id"))
	if err != nil {
		return err
	}
	if r.format == "csv" {
		return seriesRows(r, e)
	}
	if r.format != "" && r.format != "svg" {
		return one(r, e)
	}
	if t := r.selection.Time; !t.Open() {
		part := *e
		part.Points = slices.DeleteFunc(slices.Clone(e.Points), func(p record.Point) bool {
			return t.From != "" && p.Day < t.From || t.To != "" && clip(p.Day) > t.To
		})
		e = &part
	}
	drawing, who, err := s.valuesOf(r, e)
	if err != nil {
		return err
	}
	if r.format == "svg" {
		return s.svg(r, drawing)
	}
	var all []record.Telling
	for _, p := range e.Points {
		for _, st := range p.Stated {
			all = append(all, st.Tellings...)
		}
	}
	passages, err := s.record.Passages(r.Context(), all)
	if err != nil {
		return err
	}
	disputes, err := view.Related[*record.Contest](r.Context(), s.record, "contest", all)
	if err != nil {
		return err
	}
	disputes = slices.DeleteFunc(disputes, func(c *record.Contest) bool { return c.Relation != "contradicts" })
	names := []string{"csv", "json"}
	if drawing != nil {
		names = append(names, "svg")
	}
	return s.show(r, http.StatusOK, "series", tell.SeriesHeading(e), map[string]any{
		"Series": e, "Passages": passages, "Chips": chips(r), "Forms": forms(r, names...), "Chart": drawing, "Who": who, "Disputes": disputes,
	})
}

// seriesRows writes the values of a series as a table.
func seriesRows(r *request, e *record.Series) error {
	r.head("csv")
	rows := [][]string{{"day", "low", "high", "unit", "qualifier", "who", "origins", "reports"}}
	for _, p := range e.Points {
		for _, st := range p.Stated {
			high := st.Value
			if st.ValueMax != nil {
				high = *st.ValueMax
			}
			rows = append(rows, []string{p.Day, number(&st.Value), number(&high), e.Unit, string(st.Qualifier), st.Who, strconv.Itoa(st.Origins), strconv.Itoa(len(st.Tellings))})
		}
	}
	return writeRows(r, rows)
}

func (s *Server) followUp(r *request) error {
	f, err := view.One[*record.FollowUp](r.Context(), s.record, r.PathValue("id"))
	if err != nil {
		return err
	}
	if r.format == "ics" {
		return s.calendar(r, f)
	}
	if r.format != "" {
		return one(r, f)
	}
	tellings := make([]record.Telling, len(f.History))
	for i, m := range f.History {
		tellings[i] = m.Telling
	}
	passages, err := s.record.Passages(r.Context(), tellings)
	if err != nil {
		return err
	}
	return s.show(r, http.StatusOK, "followup", tell.FollowUpHeading(f), map[string]any{"FollowUp": f, "Passages": passages, "Forms": forms(r, followUpForms(f)...)})
}

func (s *Server) search(r *request) error {
	words := r.URL.Query().Get("q")
	if id := strings.TrimSpace(words); len(id) > 2 && id[1] == '_' && strings.ContainsRune("ecxsund", rune(id[0])) {
		http.Redirect(r.w, r.Request, pathOf(id), http.StatusSeeOther)
		return nil
	}
	q, err := query.Parse(words)
	var syntax *query.SyntaxError
	if err != nil && !errors.As(err, &syntax) {
		return err
	}
	var hits []keep.Hit
	total := 0
	if err == nil && strings.TrimSpace(words) != "" {
		if hits, total, err = s.record.Search(r.Context(), q, keep.Filter{Published: r.selection.Published, Limit: searchedHits}); err != nil {
			return err
		}
	}
	if r.format == "json" {
		if syntax != nil {
			return syntax
		}
		return writeJSON(r, foundOf(hits[:min(len(hits), view.PageSize)], total))
	}
	fault := ""
	if syntax != nil {
		fault = syntax.Error()
	}
	return s.show(r, http.StatusOK, "search", "Search", map[string]any{
		"Words": words, "Hits": hits[:min(len(hits), view.PageSize)], "Total": total, "Fault": fault, "Chips": chips(r),
		"Facets": hitFacets(r, words, hits), "Counted": len(hits), "Forms": forms(r, "json"),
	})
}

// foundPage is what a search gives as data.
type foundPage struct {
	Total int        `json:"total"`
	Data  []foundHit `json:"data"`
}

type foundHit struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Published string `json:"published"`
	Snippet   string `json:"snippet"`
	Link      string `json:"link"`
}

func foundOf(hits []keep.Hit, total int) foundPage {
	f := foundPage{total, []foundHit{}}
	marks := strings.NewReplacer("\ue000", "", "\ue001", "")
	for _, h := range hits {
		d := &h.Document
		hit := foundHit{ID: string(d.ID), Title: d.Title, Published: d.Published, Snippet: marks.Replace(h.Snippet), Link: "/documents/" + d.ID.Short()}
		if d.Publisher != nil {
			hit.Publisher = *d.Publisher
		}
		f.Data = append(f.Data, hit)
	}
	return f
}

// searchedHits is how many hits the counts beside a search are made from, the best ones.
const searchedHits = 200

// hitFacet counts hits by one property.
type hitFacet struct {
	Name   string
	Values []hitCount
}

type hitCount struct {
	Value, Address string
	N              int
}

// hitFacets counts hits by publisher and by year of publication, each with the address of those alone.
func hitFacets(r *request, words string, hits []keep.Hit) (all []hitFacet) {
	publishers, years := map[string]int{}, map[string]int{}
	for _, h := range hits {
		if p := h.Document.Publisher; p != nil && *p != "" {
			publishers[*p]++
		}
		if len(h.Document.Published) >= 4 {
			years[h.Document.Published[:4]]++
		}
	}
	for _, f := range []struct {
		name    string
		counts  map[string]int
		address func(value string) string
	}{
		{"Publisher", publishers, func(v string) string { return address(r, "q", words+` publisher:"`+strings.ReplaceAll(v, `"`, "")+`"`) }},
		{"Year", years, func(v string) string { return address(r, "published", v) }},
	} {
		if len(f.counts) < 2 {
			continue
		}
		facet := hitFacet{Name: f.name}
		for _, c := range view.Ranked(f.counts, 10) {
			facet.Values = append(facet.Values, hitCount{c.Value, f.address(c.Value), c.N})
		}
		all = append(all, facet)
	}
	return all
}

func (s *Server) codebook(r *request) error {
	return s.show(r, http.StatusOK, "codebook", "Codebook", map[string]any{
		"Types": ontology.Types(), "Contexts": ontology.Contexts(), "Sectors": ontology.Sectors(), "Statuses": ontology.Statuses(),
		"Stances": ontology.Stances(), "Version": ontology.Version(),
	})
}

// apiPage says how the data is had.
func (s *Server) apiPage(r *request) error {
	return s.show(r, http.StatusOK, "api", "Data and API", nil)
}
