package who

import (
	"maps"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// A report is about a country when at least so many of the names of states and towns in it belong to it, at least this
// part of them, and so many times as many as to any other.
const (
	leastAbout  = 3
	leastLed    = 2 // where a title or dateline names it
	shareAbout  = 0.4
	timesAbout  = 2
	shareInside = 0.3 // where a sentence names it and no other
	shareLed    = 0.25
)

// focus is the country that a report is about. It is clear where no other comes near.
type focus struct {
	country string
	clear   bool
}

// of gives the code of the country where it is clear.
func (f focus) of() string {
	if !f.clear {
		return ""
	}
	return f.country
}

// leadWeight is how many times the names in a headline, a dateline and the first sentence count.
const leadWeight = 2

// about reads all names of states, towns, bodies and persons of a report, and says whether it tells of the affairs of
// one country.
func (b *binder) about() (home focus, domestic bool) {
	lead := b.leadEnd()
	counts, leads, all := map[string]int{}, map[string]int{}, 0
	span := b.span()
	lead -= span.Start
	b.scanner.Scan(span.Of(b.doc.Text), func(m knowledge.Match) bool {
		c := b.standsFor(m.Candidates(), true)
		if c == "" {
			return true
		}
		n := 1
		if m.Start < lead {
			n = leadWeight
			leads[c]++
		}
		counts[c] += n
		all += n
		return true
	})
	best, first, second := "", 0, 0
	for _, country := range slices.Sorted(maps.Keys(counts)) {
		switch n := counts[country]; {
		case n > first:
			best, first, second = country, n, first
		case n > second:
			second = n
		}
	}
	share := float64(first) / float64(max(1, all))
	led := b.leads(best, leads)
	if first < leastAbout && !(led && first >= leastLed && b.headed()) || share < shareInside && !(led && share >= shareLed) || first == second {
		return focus{}, false
	}
	home = focus{best, led || share >= shareAbout && first >= timesAbout*second}
	return home, isDomestic(home, counts, leads)
}

// leads says that a report begins with a country: its dateline is of a town there, or title and first sentence name it and
// no other.
func (b *binder) leads(country string, lead map[string]int) bool {
	if b.from != "" {
		return b.from == country
	}
	for i := b.inside.first; i < b.inside.end; i++ {
		if b.doc.Sentences[i].Kind == text.Dateline {
			if here, several := b.named(i); here != "" && !several {
				return here == country
			}
		}
	}
	return len(lead) == 1 && lead[country] > 0
}

// headed says that a report has a title or a dateline.
func (b *binder) headed() bool {
	return slices.ContainsFunc(b.sentences(), func(s text.Sentence) bool { return s.Kind == text.Title || s.Kind == text.Dateline })
}

// leadEnd gives the byte at which the first sentence of the running text ends.
func (b *binder) leadEnd() int {
	for i := b.inside.first; i < b.inside.end; i++ {
		switch b.doc.Sentences[i].Kind {
		case text.PageParts, text.Dateline, text.Byline, text.Title:
		default:
			return b.doc.SentenceSpan(i).End
		}
	}
	return 0
}

// standsFor gives the country that a name stands for: of a state, of its people, of a place or, where others count, of
// a body of a state or a person by the full name.
func (b *binder) standsFor(found []knowledge.Candidate, others bool) string {
	if len(found) == 0 || found[0].Name.Ambiguous {
		return ""
	}
	c := found[0]
	switch {
	case c.Institution != nil || c.Office != nil || c.Agent != nil:
		return ""
	case c.Place != nil:
		return c.Place.Country
	case c.Entity.Polity != nil:
		return c.Entity.Country
	case others && c.Entity.Country != "" && (c.Entity.Kind == knowledge.Person && c.Name.Relation != knowledge.IsSurname || c.Entity.Kind == knowledge.Government):
		if _, ok := b.resolver.base.StateOn(c.Entity.Country, b.on); ok {
			return c.Entity.Country
		}
	}
	return ""
}

// settle gives those who are not told to belong to any state the country of the place where they are, or that the
// report is about.
func (b *binder) settle() {
	if b.sport {
		return
	}
	for i := range b.found {
		if b.belongs(b.found[i].actor) {
			b.rehome(i)
		}
	}
	for _, w := range b.waiting {
		b.enterAt(w.told.head)
		country := b.homeAt(w.told.head, false)
		if country == "" || b.groupBefore(w) {
			continue
		}
		w.actor = settled(w.actor, country)
		b.use(w.words)
		if k := b.alike(w.actor); k >= 0 {
			b.add(k, w.told)
			continue
		}
		b.keep(w.actor, w.told)
	}
}

// groupBefore says that the text named an armed group before "the militant group" or "the paramilitary force", so that this may well be
// the same one, whatever country the report is about.
func (b *binder) groupBefore(w waiting) bool {
	if !b.resolver.words.has(classArmed, w.actor.Sectors[0]) {
		return false
	}
	return slices.ContainsFunc(b.found, func(f found) bool {
		switch f.actor.Kind {
		case string(knowledge.ArmedGroup), string(knowledge.Movement):
			return f.actor.ID != "" && slices.ContainsFunc(f.mentions, func(m told) bool { return m.head < w.told.head })
		}
		return false
	})
}

// belongs says that somebody described is of the kind that belongs where it is.
func (b *binder) belongs(a Actor) bool {
	if a.named && a.body && a.Country == "" && a.Body == "" && len(a.Sectors) == 0 {
		return true
	}
	if a.joint || a.ID != "" || a.Country != "" || a.Body != "" || len(a.Sectors) == 0 || b.resolver.words.has(classApart, a.Sectors[0]) {
		return false
	}
	if a.named && !person(a) {
		return true
	}
	if a.named {
		return a.Role != "" && b.resolver.words.has(classCivic, a.Sectors[0])
	}
	noun := strings.ToLower(a.Name[strings.LastIndexByte(a.Name, ' ')+1:])
	return (!b.resolver.words.has(classAbroad, noun) || a.Sectors[0] == "OPP") && !b.resolver.words.principals(a.Name)
}

// principals says that people are told by an office that one person of a state has at a time, so that they are of several
// states: "presidents", "foreign ministers".
func (v vocabulary) principals(name string) bool {
	all := strings.Fields(strings.ToLower(name))
	for n := 1; n <= min(2, len(all)); n++ {
		if v.has(classPrincipal, strings.Join(all[len(all)-n:], " ")) {
			return true
		}
	}
	return false
}

// rehome gives each mention of an actor the country that its sentence speaks for.
func (b *binder) rehome(i int) {
	was := b.found[i]
	local := len(was.actor.Sectors) > 0 && b.resolver.words.has(classLocal, was.actor.Sectors[0])
	b.found[i].mentions = nil
	for _, m := range was.mentions {
		b.enterAt(m.head)
		country := ""
		if m.form != text.ModifierMention {
			country = b.homeAt(m.head, local && !was.actor.named)
		}
		if local && b.suffers(m.head, country) {
			country = ""
		}
		if was.actor.named && country != b.home.of() {
			country = ""
		}
		if country == "" {
			b.found[i].mentions = append(b.found[i].mentions, m)
			continue
		}
		b.keep(settled(was.actor, country), m)
	}
}

// homeAt gives the country of those who are told in a sentence without theirs: that of the places there, for people who
// belong where they are, or that of the report; "" where the sentence names several, or nothing says which.
func (b *binder) homeAt(t text.TokenID, local bool) string {
	span := b.doc.SentenceSpan(b.doc.SentenceOf(t))
	here, several := b.named(b.doc.SentenceOf(t))
	inPlace := slices.ContainsFunc(b.places, func(m text.Mention) bool {
		return span.Start <= m.Span.Start && m.Span.End <= span.End && m.As.Country == here && b.around(t, m.Head)
	})
	switch {
	case several:
		return ""
	case here == "":
		return b.home.of()
	case here == b.home.country || local && inPlace:
		return here
	}
	return ""
}

// around says that a place is where those are who are told by a word: it stands before them, or with "in" on them or on
// the verb that they hang on. "Residents said people fled toward the Algerian border" tells nothing of the residents.
func (b *binder) around(t, place text.TokenID) bool {
	if place < t {
		return true
	}
	f := b.doc.Trees
	mark := f.Child(place, "case")
	if mark != text.NoToken && !b.resolver.words.has(classStay, b.doc.Word(mark)) {
		return false
	}
	top := f.Conjuncts(t)[0]
	return f.Dominates(top, place) || f.Head(top) == f.Head(place) || f.Head(top) != text.NoToken && f.Head(place) != text.NoToken && f.Dominates(f.Head(top), f.Head(place)) && !f.IsRel(f.Head(place), "ccomp", "parataxis")
}

func settled(a Actor, country string) Actor {
	a.Country = country
	a.Why = append(a.Why[:len(a.Why):len(a.Why)], "the sentence or the report is about "+country)
	return a
}

// alike finds a body of the same country that is told by the same noun: "Syria's army" for "the army".
func (b *binder) alike(a Actor) int {
	noun := strings.ToLower(a.Name[strings.LastIndexByte(a.Name, ' ')+1:])
	return slices.IndexFunc(b.found, func(f found) bool {
		name := strings.ToLower(f.actor.Name)
		return f.actor.ID == "" && f.actor.body && f.actor.Country == a.Country && name[strings.LastIndexByte(name, ' ')+1:] == noun
	})
}
