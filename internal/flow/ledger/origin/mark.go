package origin

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/knowledge/press"
	"github.com/chancery-project/chancery/record"
)

// Mark is what one telling shows of where it comes from. Items of the ledger carry it in their features.
type Mark struct {
	// Cites are the outlets that it takes the fact from, as the text names them, the nearest to the narrator first.
	Cites []string `json:"c,omitempty"`
	// Beside are other names next to the words of saying. One counts as cited where a report of that publisher is at hand.
	Beside []string `json:"n,omitempty"`
	// Agency is whose text the report prints, where its dateline or byline says so.
	Agency string `json:"a,omitempty"`
	// Headline marks a telling of the headline: it shows nothing of where the report has it from.
	Headline bool `json:"h,omitempty"`
	// Words is a digest of the wording, see [Mark.Alike]; nil for a telling of few words.
	Words []uint32 `json:"w,omitempty"`
}

// Marked are the features of an item whose origin can be told.
type Marked interface{ OriginMark() Mark }

// The digest of a wording: the least of the digests of its runs of words.
const (
	run       = 4  // words
	leastRuns = 6  // of a wording that has a digest
	kept      = 8  // digests
	alike     = 6  // of those kept that two wordings of one text share
	mostNames = 3  // kept of each kind
	mostName  = 80 // bytes of one
)

// Alike tells whether two tellings have the same words but for small changes.
func (m Mark) Alike(o Mark) bool {
	if len(m.Words) == 0 || len(o.Words) == 0 {
		return false
	}
	shared, union, i, j := 0, 0, 0, 0
	for union < kept && i < len(m.Words) && j < len(o.Words) { // both are sorted: the least of the union
		union++
		switch a, b := m.Words[i], o.Words[j]; {
		case a == b:
			shared, i, j = shared+1, i+1, j+1
		case a < b:
			i++
		default:
			j++
		}
	}
	return shared*kept >= alike*union && union >= leastRuns-1
}

func digest(words string) []uint32 {
	fields := strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(fields) < run+leastRuns-1 {
		return nil
	}
	var all []uint32
	for i := range len(fields) - run + 1 {
		h := fnv.New32a()
		for _, f := range fields[i : i+run] {
			h.Write([]byte(f))
			h.Write([]byte{0})
		}
		all = append(all, h.Sum32())
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return all[:min(kept, len(all))]
}

// Report reads from the facts of one document where each of them comes from.
type Report struct {
	source keep.Source
	self   string // key of the publisher
	agency string
	facts  []record.Entry
	claims []*record.Claim // the widest content first
	others []record.Span   // mentions of actors that are no outlets
}

// Read takes up the facts of a document in the order in which the store gives them.
func Read(source keep.Source, facts []record.Entry) *Report {
	r := &Report{source: source, self: press.Key(source.Publisher), facts: facts}
	for _, f := range facts {
		switch f := f.(type) {
		case *record.Claim:
			r.claims = append(r.claims, f)
		case *record.ActorEntry:
			switch {
			case slices.Contains(f.Roles, record.BylineRole):
				if r.agency == "" && press.Key(f.Name) != r.self {
					r.agency = clipped(f.Name)
				}
			case f.ActorKind != "media" && f.ActorKind != "":
				r.others = append(r.others, f.Mentions...)
			}
		}
	}
	slices.SortStableFunc(r.claims, func(a, b *record.Claim) int {
		return cmp.Or(cmp.Compare(b.ContentSpan.Len(), a.ContentSpan.Len()), cmp.Compare(a.ContentSpan.Start, b.ContentSpan.Start))
	})
	return r
}

// Mark gives the mark of the fact with this index: an event, a claim, a figure or a nugget. Other facts, and a document as a whole
// (index -1), have that of the report.
func (r *Report) Mark(fact int) Mark {
	m := Mark{Agency: r.agency}
	if fact < 0 || fact >= len(r.facts) {
		return m
	}
	switch f := r.facts[fact].(type) {
	case *record.Event:
		at := f.Span
		if f.Trigger != nil {
			at = *f.Trigger
		}
		r.place(&m, f.Span, f.Quote)
		for _, c := range r.claims {
			if c.ContentSpan.Overlaps(at) {
				r.claim(&m, c)
			} else if within(c.CueSpan, f.Span) && c.Source != nil && outlet(c.Source) {
				r.cite(&m, c.Source.Name)
			}
		}
		if f.Attribution != nil && outlet(f.Attribution) {
			r.cite(&m, f.Attribution.Name)
		}
	case *record.Nugget:
		r.place(&m, f.Span, f.Quote)
	case *record.Claim:
		r.place(&m, f.Span, f.Quote)
		for _, c := range r.claims {
			if c == f || c.ContentSpan.Contains(f.ContentSpan) && !f.ContentSpan.Contains(c.ContentSpan) {
				r.claim(&m, c)
			}
		}
	case *record.Figure:
		r.place(&m, f.Span, f.Quote)
		for _, c := range r.claims {
			if c.ContentSpan.Contains(f.Span) {
				r.claim(&m, c)
			}
		}
		if f.Source != nil && outlet(f.Source) {
			r.cite(&m, f.Source.Name)
		}
	}
	return m
}

// place notes the wording, and whether it is that of the headline.
func (r *Report) place(m *Mark, at record.Span, quote string) {
	m.Headline = r.source.Title != "" && at.End <= len(r.source.Title)+2 && strings.Contains(r.source.Title, quote)
	m.Words = digest(quote)
}

// claim notes who passes on what a claim says.
func (r *Report) claim(m *Mark, c *record.Claim) {
	for i := range c.Via {
		if a := &c.Via[len(c.Via)-1-i]; outlet(a) {
			r.cite(m, a.Name)
		}
	}
	if c.Source != nil && outlet(c.Source) {
		r.cite(m, c.Source.Name)
	}
	for _, name := range r.namesBeside(c) {
		if press.IsOutlet(name) {
			r.cite(m, name)
		} else if key := press.Key(name); key != r.self && len(m.Beside) < mostNames && !slices.Contains(m.Beside, name) {
			m.Beside = append(m.Beside, clipped(name))
		}
	}
}

// cite adds an outlet once; the report's own is none.
func (r *Report) cite(m *Mark, name string) {
	key := press.Key(name)
	if key == "" || key == r.self || len(m.Cites) == mostNames {
		return
	}
	if !slices.ContainsFunc(m.Cites, func(n string) bool { return press.Key(n) == key }) {
		m.Cites = append(m.Cites, clipped(name))
	}
}

// outlet tells whether an actor is a newspaper, an agency or another medium with a name.
func outlet(a *record.Actor) bool {
	switch {
	case a.Kind == "media" || a.ID != "" && a.Sector == "MED":
		return a.ID != "" || press.IsOutlet(a.Name)
	case a.ID != "" || a.Kind == "person" || a.Country != "":
		return false
	}
	return press.IsOutlet(a.Name)
}

// namesBeside gives the names in the words that tell who says something, outside of what is said and without those of
// other actors: "officials told the Khyber Daily that".
func (r *Report) namesBeside(c *record.Claim) []string {
	var names []string
	start := -1
	end := 0
	flush := func() {
		if start >= 0 {
			names = append(names, c.Quote[start:end])
		}
		start = -1
	}
	for at := 0; at < len(c.Quote); {
		if c.Quote[at] == ' ' {
			at++
			continue
		}
		stop := len(c.Quote)
		if i := strings.IndexByte(c.Quote[at:], ' '); i >= 0 {
			stop = at + i
		}
		word := strings.TrimRight(c.Quote[at:stop], ",.;:!?\"'”’)")
		span := record.Span{Start: c.Span.Start + at, End: c.Span.Start + at + len(word)}
		first, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsUpper(first) || c.ContentSpan.Overlaps(span) || slices.ContainsFunc(r.others, span.Overlaps) {
			flush()
		} else {
			if start < 0 {
				start = at
			}
			if end = at + len(word); stop > end {
				flush()
			}
		}
		at = stop
	}
	flush()
	return slices.DeleteFunc(names, func(n string) bool { return len(n) < 3 || n == "The" })
}

func within(s *record.Span, in record.Span) bool { return s != nil && in.Contains(*s) }

// clipped cuts a name to a bounded length between two characters.
func clipped(name string) string {
	if len(name) <= mostName {
		return name
	}
	cut := mostName
	for cut > 0 && !utf8.RuneStart(name[cut]) {
		cut--
	}
	return name[:cut]
}
