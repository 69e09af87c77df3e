// Package where finds the places of a report: the names that mean a part of the earth, with the words that narrow them,
// and which one of several places of a name is meant.
//
// A name is a place by where it stands: "in Washington" is one, "Washington said" is a government, "the Washington
// Post" a newspaper. Which one it is follows from what holds it ("Paris, Texas", "a village in Kunar province"), from
// the countries that the sentence and the report tell of, and from how large it is. Candidates that lost are kept. A
// place that only the words describe has the country and the division that the words give, and no pin: coordinates are
// given where the precision is city or better, never for the middle of a province or a country.
package where

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Stage bind/where: needs the layers body, tokens, sentences, trees, names and mentions, gives the layer places. It is
// never changed after [New] and safe for concurrent use.
type Stage struct {
	base  *knowledge.Base
	words vocabulary
	stems map[string][]*knowledge.Place // provinces by their names without the word "Province"
}

// New makes the stage over what is known. The error names every fault of the embedded words.
func New(base *knowledge.Base) (*Stage, error) {
	words, err := builtIn()
	if err != nil {
		return nil, fmt.Errorf("words of places: %w", err)
	}
	s := &Stage{base: base, words: words, stems: map[string][]*knowledge.Place{}}
	places := base.Places()
	for i := range places {
		p := &places[i]
		if p.Kind != "province" {
			continue
		}
		for _, n := range p.Names {
			if stem := s.stem(n.Text); stem != "" {
				s.stems[stem] = append(s.stems[stem], p)
			}
		}
	}
	return s, nil
}

// stem gives the name of a division without its last word in the form in which names are compared, "" where the last
// word is none of those that divisions end in.
func (s *Stage) stem(name string) string {
	i := strings.LastIndexByte(name, ' ')
	if i < 0 || !s.words.has(classDivision, name[i+1:]) {
		return ""
	}
	return folded(name[:i])
}

// Apply writes doc.Places. What does not belong to the report and its bylines are not read. It gives a notice for each
// place whose coordinates lie outside of its country; its error says that the trees that it needs are not there.
func (s *Stage) Apply(_ context.Context, doc *text.Document) ([]notice.Notice, error) {
	if len(doc.Tokens) > 0 && (doc.Trees == nil || doc.Trees.Len() != len(doc.Tokens)) {
		return nil, errors.New("find places: the words of the document have no trees yet: run the stage syntax first")
	}
	f := &finder{
		Stage: s, doc: doc, scanner: s.base.Scanner(), begins: map[int]bool{}, ends: map[int]bool{}, told: map[int][]string{}, counts: map[string]int{},
	}
	for i := range doc.Sentences {
		switch doc.Sentences[i].Kind {
		case text.PageParts, text.Byline:
		default:
			f.sentence(i)
		}
	}
	f.resolve()
	doc.Places = f.places()
	var notices []notice.Notice
	for i := range doc.Places {
		if n, outside := s.outside(&doc.Places[i]); outside {
			notices = append(notices, n)
		}
	}
	return notices, nil
}

// outside is the reverse check: coordinates must lie in a box of the country that is stated.
func (s *Stage) outside(p *text.Place) (notice.Notice, bool) {
	w := &p.Where
	if w.Latitude == nil || w.Longitude == nil {
		return notice.Notice{}, false
	}
	if inside, known := s.base.Inside(w.Country, float32(*w.Latitude), float32(*w.Longitude)); inside || !known {
		return notice.Notice{}, false
	}
	span := p.Span
	return notice.Notice{
		Code: notice.PlaceOutside, Span: &span,
		Message: fmt.Sprintf("%q was read as %s in %s, but %g, %g lies outside of it; correct the entry %s of the knowledge",
			w.Name, w.Name, w.Country, *w.Latitude, *w.Longitude, p.ID),
	}, true
}

// finder finds the places of one document.
type finder struct {
	*Stage
	doc     *text.Document
	scanner *knowledge.Scanner
	sites   []site
	begins  map[int]bool     // bytes at which the names of sites begin
	ends    map[int]bool     // and end
	told    map[int][]string // countries that a sentence tells of, by a name, an adjective or an actor
	counts  map[string]int   // of sentences that tell of a country
	total   int              // of counts
}

// site is a name in the text that may mean a place, with what stands around it.
type site struct {
	sentence int
	name     record.Span // of the name alone
	span     record.Span // with the words that narrow it
	first    text.TokenID
	last     text.TokenID // of the name
	head     text.TokenID // of its noun phrase

	prep    string // the preposition before it, in lower case; "" for none
	kind    string // class of the kind that the words give it: "province of", "border crossing"
	kindEnd bool   // the kind stands behind the name
	wording string // the kind in its own words
	dir     bool   // "northern"
	inner   bool   // "downtown"
	away    bool   // some way off: "north of", "40 km from"
	nation  string // country whose adjective or owner stands before it
	seat    bool   // its name may stand for a government
	governs string // the country whose capital has its name
	rival   bool   // its usual reading is no place
	common  bool   // it is a common word as well

	readings []reading // best first after resolve
	holder   int       // site that holds it by the words, -1 for none
	outer    *reading  // what holds it, told in short: "Ala."
	merged   bool      // the holder is a part of its span
	part     bool      // of another site's span: not listed
	rule     string    // why it is a place
	reason   string    // why this one
	fixed    bool      // the words alone decide: one reading a name does not hold
}

// word gives a word in lower case.
func (f *finder) word(t text.TokenID) string { return strings.ToLower(f.doc.Word(t)) }

// within says that a word belongs to a sentence.
func (f *finder) within(t text.TokenID, sentence int) bool {
	return f.doc.Sentences[sentence].Tokens.Has(t)
}

// capital says that a word begins with a capital.
func (f *finder) capital(t text.TokenID) bool { return startsUpper(f.doc.Word(t)) }

// adjacent says that nothing but one blank or hyphen parts a word from the one before it.
func (f *finder) adjacent(t text.TokenID) bool {
	if t <= 0 || int(t) >= len(f.doc.Tokens) {
		return false
	}
	gap := f.doc.Text[f.doc.Tokens[t-1].Span.End:f.doc.Tokens[t].Span.Start]
	return gap == "" || strings.TrimSpace(gap) == "" && !strings.Contains(gap, "\n\n")
}

// Of gives the place that a mention in a document means: of those that share words with the mention's first place in the
// text the narrowest, the first where they are alike, or nil.
func Of(doc *text.Document, mention string) *text.Place {
	start := strings.Index(doc.Text, mention)
	if start < 0 {
		start = strings.Index(strings.ToLower(doc.Text), strings.ToLower(mention))
	}
	if start < 0 || mention == "" {
		return nil
	}
	at := record.Span{Start: start, End: start + len(mention)}
	var best *text.Place
	for i := range doc.Places {
		p := &doc.Places[i]
		if p.Span.Overlaps(at) && (best == nil || width(p.Where.Precision) < width(best.Where.Precision)) {
			best = p
		}
	}
	return best
}

// width ranks precisions, the narrowest first.
func width(precision string) int {
	return slices.Index([]string{landmark, crossing, city, district, province, region, country}, precision)
}
