package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Candidate is one thing that a name may mean. Exactly one of the pointers is set, but for a composition, which has an
// institution and the state or territory it belongs to.
type Candidate struct {
	Name        Name
	Entity      *Entity
	Place       *Place
	Office      *Office
	Institution *Institution
	Agent       *Agent
	late        bool // of a foreign file
	varied      bool // the text spells a word of the name in another way
}

// ID is the id of an entity, place or office; nouns have none.
func (c Candidate) ID() string {
	switch {
	case c.Institution != nil || c.Agent != nil:
		return ""
	case c.Entity != nil:
		return c.Entity.ID
	case c.Place != nil:
		return c.Place.ID
	}
	return c.Office.ID
}

// Match is the longest name that begins at a place in a text.
type Match struct {
	Start, End int // bytes of the text, half open
	base       *Base
	entries    []entry
	fitting    uint64 // a bit for each of the first 64 entries that fits the case of the text
	forms      uint8  // of the words that are written in several ways, folded
	text       string // the name as the text has it
}

// Candidates lists what the name may mean: names spelled just so first, unmarked names before marked ones, entities
// before places, offices, institutions and agents, larger places before smaller ones.
func (m Match) Candidates() []Candidate {
	var all []Candidate
	for i, e := range m.entries {
		if i < 64 && m.fitting&(1<<i) != 0 {
			c := m.base.candidate(e)
			c.varied = e.forms != m.forms
			switch k := slices.IndexFunc(all, c.same); {
			case k < 0:
				all = append(all, c)
			case c.rank(m.text) < all[k].rank(m.text):
				all[k] = c
			}
		}
	}
	all = spelled(all)
	slices.SortStableFunc(all, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(a.rank(m.text), b.rank(m.text)), cmp.Compare(b.population(), a.population()))
	})
	return all
}

// spelled keeps names apart that are one but for the spelling of their words: where one is spelled as in the text, nouns and places
// that are not go, and bodies that are not need the context, as do several of which none is.
func spelled(all []Candidate) []Candidate {
	exact := slices.ContainsFunc(all, func(c Candidate) bool { return !c.varied })
	varied := slices.ContainsFunc(all, func(c Candidate) bool { return c.varied })
	if !varied {
		return all
	}
	if exact {
		all = slices.DeleteFunc(all, func(c Candidate) bool { return c.varied && c.Entity == nil })
	}
	several := slices.ContainsFunc(all, func(c Candidate) bool { return c.Entity != all[0].Entity })
	for i := range all {
		if all[i].varied && several {
			all[i].Name.Ambiguous = true
		}
	}
	return all
}

// same says that two spellings of one name ("US", "U.S.") lead to the same thing in the same way.
func (c Candidate) same(d Candidate) bool {
	if c.late && d.late {
		return c.ID() == d.ID()
	}
	return c.Entity == d.Entity && c.Place == d.Place && c.Office == d.Office && c.Institution == d.Institution &&
		c.Agent == d.Agent && c.Name.When == d.Name.When &&
		(c.Name.Relation == d.Name.Relation || c.Name.itself() && d.Name.itself())
}

// itself says that the name stands for the thing, not for its people or its government.
func (n Name) itself() bool { return n.Relation == IsName || n.Relation == IsAlias }

func (c Candidate) rank(text string) int {
	rank := 4
	switch {
	case c.Institution != nil:
		rank = 3
	case c.Entity != nil:
		rank = 0
	case c.Place != nil:
		rank = 1
	case c.Office != nil:
		rank = 2
	}
	if c.Name.Ambiguous {
		rank += 5
	}
	if foreign(c.Name.Text) != foreign(text) {
		rank += 10
	}
	if c.varied {
		rank += 10
	}
	if c.late {
		rank += 20
	}
	return rank
}

// foreign says that a spelling has letters outside ASCII, so that accents count.
func foreign(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf && !strings.HasPrefix(s[i:], "\u2019") {
			return true
		}
	}
	return false
}

func (c Candidate) population() int {
	if c.Place != nil {
		return c.Place.Population
	}
	return 0
}

func (b *Base) candidate(e entry) Candidate {
	i := e.subject &^ ofAll
	switch e.subject & ofAll {
	case ofImported:
		return b.imported.candidate(uint32(i), int(e.name))
	case ofPlace:
		p := &b.places.items[i]
		return Candidate{Place: p, Name: p.Names[e.name]}
	case ofOffice:
		o := &b.offices.items[i]
		return Candidate{Office: o, Name: o.Names[e.name]}
	case ofInstitution:
		n := &b.institutions.items[i]
		return Candidate{Institution: n, Name: noun(n.Noun, n.Plural, e.name)}
	case ofAgent:
		a := &b.agents.items[i]
		return Candidate{Agent: a, Name: noun(a.Noun, a.Plural, e.name)}
	}
	x := &b.entities.items[i]
	return Candidate{Entity: x, Name: x.Names[e.name]}
}

func noun(singular, plural string, number uint16) Name {
	if number == 1 {
		return Name{Text: plural, Relation: IsPlural, When: always}
	}
	return Name{Text: singular, Relation: IsName, When: always}
}

// Scanner finds the names of texts. It keeps its memory from text to text and is not for several goroutines at once.
type Scanner struct {
	base  *Base
	text  string
	words []word
	path  []word // of the walk along the index
	taken int    // the number of its words in the longest match
}

// Scanner gives a scanner over all names of the base.
func (b *Base) Scanner() *Scanner { return &Scanner{base: b} }

// Scan calls yield for each name in the text, from left to right, the longest at each place, none within another; it
// stops when yield returns false. Letters must be capitals where the name has them; accents do not count.
func (s *Scanner) Scan(text string, yield func(Match) bool) {
	s.text, s.words = text, s.base.spelling.words(text, s.words)
	for i := 0; i < len(s.words); {
		m, n := s.longest(i)
		if n == 0 {
			i++
			continue
		}
		if !yield(m) {
			return
		}
		i += n
	}
}

// All calls yield for the longest name that begins at each word, within others too.
func (s *Scanner) All(text string, yield func(Match) bool) {
	s.text, s.words = text, s.base.spelling.words(text, s.words)
	for i := range s.words {
		if m, n := s.longest(i); n > 0 && !yield(m) {
			return
		}
	}
}

// longest gives the longest match that begins with word i and the number of its words.
func (s *Scanner) longest(i int) (best Match, length int) {
	ix := &s.base.index
	if !ix.begins(s.words[i].key) && (i+1 == len(s.words) || s.words[i+1].joined == 0 || !ix.begins(s.words[i+1].joined)) {
		return best, 0
	}
	s.path, s.taken = s.path[:0], 0
	s.walk(0, i, i, &best, &length)
	return best, length
}

// walk goes on from a node with word n of a name that begins with word i, taken for itself or as one with the word after it.
func (s *Scanner) walk(node uint32, i, n int, best *Match, length *int) {
	for ; n < len(s.words) && n-i < maxWords; n++ {
		if n > i && s.words[n].gap == parts {
			return
		}
		if n+1 < len(s.words) && s.words[n+1].joined != 0 {
			if next := s.base.index.child(node, s.words[n+1].joined); next != 0 {
				kept := len(s.path)
				s.path = append(s.path, s.words[n+1].joinedTo(s.words[n]))
				s.meet(next, i, n+1, best, length)
				s.walk(next, i, n+2, best, length)
				s.path = s.path[:kept]
			}
		}
		if node = s.base.index.child(node, s.words[n].key); node == 0 {
			return
		}
		s.path = append(s.path, s.words[n])
		s.meet(node, i, n, best, length)
	}
}

// meet takes the name that ends at a node with word n, where it fits and none is longer, or as long with words taken as one.
func (s *Scanner) meet(node uint32, i, n int, best *Match, length *int) {
	if n-i+1 < *length || n-i+1 == *length && len(s.path) <= s.taken {
		return
	}
	entries := s.base.index.at(node)
	if fitting := fittingEntries(entries, s.path); fitting != 0 {
		start, end := int(s.words[i].start), int(s.words[n].end)
		*best = Match{
			Start: start, End: end, base: s.base, entries: entries, fitting: fitting, forms: formsOf(s.path), text: s.text[start:end],
		}
		*length, s.taken = n-i+1, len(s.path)
	}
}

func fittingEntries(entries []entry, ws []word) (fitting uint64) {
	for k, e := range entries {
		if k < 64 && e.fits(ws) {
			fitting |= 1 << k
		}
	}
	return fitting
}

// Find lists what a name may mean, or a name made of a country and an institution ("Afghan foreign ministry",
// "Ministry of Defence of Poland"). The order is that of [Match.Candidates]; nothing found is nil.
func (b *Base) Find(name string) []Candidate {
	s := b.Scanner()
	s.text, s.words = name, b.spelling.words(name, nil)
	if len(s.words) == 0 || len(s.words) > 2*maxWords {
		return nil
	}
	for i := range s.words {
		s.words[i].gap = max(s.words[i].gap, joins)
	}
	if m, n := s.longest(0); n == len(s.words) {
		return m.Candidates()
	}
	return s.composed()
}

// composed reads the name as a country and an institution in either order.
func (s *Scanner) composed() []Candidate {
	first, n := s.longest(0)
	if n == 0 {
		return nil
	}
	skip := n
	for skip < len(s.words) && s.particle(skip) {
		skip++
	}
	if skip == len(s.words) {
		return nil
	}
	second, m := s.longest(skip)
	if m == 0 || skip+m != len(s.words) {
		return nil
	}
	all := compose(first.Candidates(), second.Candidates())
	if len(all) == 0 {
		all = compose(second.Candidates(), first.Candidates())
	}
	return all
}

// particle says that a word only joins two others: of, the, 's, in.
func (s *Scanner) particle(i int) bool {
	switch s.words[i].hash {
	case wordOf, wordThe, wordS, wordIn:
		return true
	}
	return false
}

var wordOf, wordThe, wordS, wordIn = hashOf("of"), hashOf("the"), hashOf("s"), hashOf("in")

func compose(countries, nouns []Candidate) (all []Candidate) {
	for _, c := range countries {
		if c.Entity == nil || c.Entity.Polity == nil {
			continue
		}
		for _, n := range nouns {
			if n.Institution != nil {
				name := Name{Text: n.Institution.Title + " of " + c.Entity.Name, Relation: IsComposed, When: c.Name.When, Ambiguous: c.Name.Ambiguous}
				made := Candidate{Name: name, Entity: c.Entity, Institution: n.Institution}
				if !slices.ContainsFunc(all, made.same) {
					all = append(all, made)
				}
			}
		}
	}
	return all
}
