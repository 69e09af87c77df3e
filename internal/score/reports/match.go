package reports

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/chancery-project/chancery/internal/score/facts"
	"github.com/chancery-project/chancery/record"
)

// pairs joins items of gold and found items one to one, those with the highest score first, of equal ones those that
// come first. A score of 0 or less is no pair. It gives the found item of each gold item, -1 for none.
func pairs(gold, found int, score func(g, f int) float64) []int {
	type pair struct {
		g, f  int
		score float64
	}
	var all []pair
	for g := range gold {
		for f := range found {
			if s := score(g, f); s > 0 {
				all = append(all, pair{g, f, s})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.g, b.g), cmp.Compare(a.f, b.f))
	})
	match := slices.Repeat([]int{-1}, gold)
	taken := make([]bool, found)
	for _, p := range all {
		if match[p.g] < 0 && !taken[p.f] {
			match[p.g], taken[p.f] = p.f, true
		}
	}
	return match
}

// fold makes names comparable: case, accents, articles, possessives, punctuation and runs of space go.
func fold(name string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '.' || r == '\'' || r == '’' || r == '‘':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		default:
			space = true
		}
	}
	s := b.String()
	for _, article := range []string{"the ", "a ", "an "} {
		s = strings.TrimPrefix(s, article)
	}
	return s
}

// cast are the actors of a gold report by the names that mean them.
type cast struct {
	byName map[string]*member
}

type member struct {
	names      []string      // folded: name, aliases, mentions and what is accepted
	at         []record.Span // of the mentions that are no pronouns, in the text
	country    string
	government bool // stands for the government of its country as a whole
}

func castOf(actors []Actor, text string) *cast {
	c := &cast{byName: map[string]*member{}}
	for _, a := range actors {
		m := &member{country: a.Country}
		for _, n := range a.Mentions {
			if !slices.Contains(pronouns, fold(n)) {
				m.at = append(m.at, wholeWords(text, places(text, n))...)
			}
		}
		for _, list := range [][]string{{a.Name}, a.Aliases, a.Accept, a.Mentions} {
			for _, n := range list {
				m.names = append(m.names, fold(n))
			}
		}
		m.government = a.Kind == "state" || a.Kind == "armed group" && a.Sector == "GOV" || wholeGovernment(a.Kind, a.Name)
		c.byName[fold(a.Name)] = m
	}
	return c
}

// pronouns are mentions that many actors share.
var pronouns = strings.Fields("he him his she her hers it its they them their theirs who whom whose which that this these those we us our i me my you one both each all some others another")

// wholeWords keeps the spans that do not begin or end inside a word.
func wholeWords(text string, at []record.Span) []record.Span {
	return slices.DeleteFunc(at, func(s record.Span) bool {
		before, _ := utf8.DecodeLastRuneInString(text[:s.Start])
		behind, _ := utf8.DecodeRuneInString(text[s.End:])
		return unicode.IsLetter(before) || unicode.IsLetter(behind)
	})
}

// described says whether a found actor that has no name of its own is told by a mention of the member: by words that stand
// inside the mention and end with it, "troops" in "its troops". A country that is told must be that of the member.
func (m *member) described(a *record.Actor) bool {
	return a.ID == "" && a.Span != nil && (a.Country == "" || m.country == "" || a.Country == m.country) &&
		slices.ContainsFunc(m.at, func(s record.Span) bool { return s.Start <= a.Span.Start && s.End == a.Span.End })
}

func wholeGovernment(kind, name string) bool {
	return kind == "government body" && strings.HasPrefix(name, "Government of ")
}

// is says whether the found actor is the one that gold names: by a name of it, or since both are one government.
func (c *cast) is(gold string, a *record.Actor) bool {
	name := fold(a.Name)
	m := c.byName[fold(gold)]
	if m == nil {
		return name == fold(gold)
	}
	if slices.Contains(m.names, name) || m.described(a) {
		return true
	}
	government := a.Kind == "state" || wholeGovernment(a.Kind, a.Role) || wholeGovernment(a.Kind, a.Name) || c.governs(name)
	return m.government && government && a.Country != "" && a.Country == m.country
}

// governs says whether a name is that of a government of the cast: a movement that rules.
func (c *cast) governs(name string) bool {
	m := c.byName[name]
	return m != nil && m.government
}

// one says whether a found actor, nil for the narrator, is the one that gold names, nil for the narrator.
func (c *cast) one(gold *string, accept *Accept, a *record.Actor) bool {
	named := gold != nil && *gold != ""
	if a == nil {
		return !named || accept.missing(*gold)
	}
	is := func(n string) bool { return c.is(n, a) }
	return named && (is(*gold) || accept.stands(*gold, is)) || accept.free(is)
}

// side says whether a side of an event has the actors that gold names and no others. A name that may stand freely is never one
// too many, and stands in for one that is missing.
func (c *cast) side(gold []string, accept *Accept, found []record.Actor) bool {
	missing, spare := 0, 0
	for i := range found {
		is := func(n string) bool { return c.is(n, &found[i]) }
		if slices.ContainsFunc(gold, func(n string) bool { return is(n) || accept.stands(n, is) }) {
			continue
		}
		if !accept.free(is) {
			return false
		}
		spare++
	}
	for _, n := range gold {
		if !accept.missing(n) && !slices.ContainsFunc(found, func(a record.Actor) bool {
			return c.is(n, &a) || accept.stands(n, func(other string) bool { return c.is(other, &a) })
		}) {
			missing++
		}
	}
	return missing <= spare
}

// countries says whether the actors that gold names and those found have the same countries, each a known one.
func (c *cast) countries(gold []string, found []record.Actor) bool {
	var want, got []string
	for _, n := range gold {
		m := c.byName[fold(n)]
		if m == nil || m.country == "" {
			return false
		}
		want = append(want, m.country)
	}
	for _, a := range found {
		if a.Country == "" {
			return false
		}
		got = append(got, a.Country)
	}
	slices.Sort(want)
	slices.Sort(got)
	return slices.Equal(slices.Compact(want), slices.Compact(got))
}

// places gives where a quote stands in the text.
func places(text, quote string) (spans []record.Span) {
	for at := 0; quote != ""; {
		i := strings.Index(text[at:], quote)
		if i < 0 {
			break
		}
		spans = append(spans, record.Span{Start: at + i, End: at + i + len(quote)})
		at += i + 1
	}
	return spans
}

// meets says how well a span falls together with one of the places: the share of the shorter that is covered.
func meets(at []record.Span, s record.Span) (best float64) {
	for _, p := range at {
		both := min(p.End, s.End) - max(p.Start, s.Start)
		if short := min(p.Len(), s.Len()); short > 0 {
			best = max(best, float64(both)/float64(short))
		}
	}
	return best
}

func within(at []record.Span, s *record.Span) bool {
	return s != nil && slices.ContainsFunc(at, func(p record.Span) bool { return p.Start <= s.Start && s.End <= p.End })
}

// overlap is the share of words that two contents have in common: those in both over those in either, by number.
func overlap(a, b string) float64 {
	count := map[string]int{}
	all := strings.Fields(fold(a))
	for _, w := range all {
		count[w]++
	}
	both, other := 0, strings.Fields(fold(b))
	for _, w := range other {
		if count[w] > 0 {
			count[w]--
			both++
		}
	}
	if either := len(all) + len(other) - both; either > 0 {
		return float64(both) / float64(either)
	}
	return 0
}

// sentence gives the words around a place, for listings.
func sentence(r *facts.Reading, at []record.Span) string {
	if len(at) == 0 {
		return ""
	}
	return oneLine(r.Sentence(at[0]))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
