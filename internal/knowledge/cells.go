package knowledge

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// slug is the id of a thing: lower case letters and digits of ASCII, joined by single hyphens.
func (r *row) slug(column string) string {
	s := r.need(column)
	if s != "" && !isSlug(s) {
		r.fault(column, shown(s)+" is no id", "use lower case letters a to z, digits and single hyphens")
	}
	return s
}

func isSlug(s string) bool {
	for i := range len(s) {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		case c == '-' && i > 0 && i < len(s)-1 && s[i-1] != '-':
		default:
			return false
		}
	}
	return s != "" && len(s) <= maxName
}

// oneOf is a cell that must be one of a few words.
func (r *row) oneOf(column string, words []string) string {
	s := r.cell(column)
	if s != "" && !slices.Contains(words, s) {
		r.fault(column, "unknown value "+shown(s), "use one of "+strings.Join(words, ", "))
	}
	return s
}

// list is a cell of values separated by "; ".
func (r *row) list(column string) []string {
	s := r.cell(column)
	if s == "" {
		return nil
	}
	parts := strings.Split(s, ";")
	for i := range parts {
		parts[i] = strings.TrimPrefix(parts[i], " ")
		if parts[i] == "" {
			r.fault(column, "holds an empty value", "separate values by one semicolon each")
		}
	}
	return slices.DeleteFunc(parts, func(p string) bool { return p == "" })
}

// interval reads the columns from and to.
func (r *row) interval() Interval {
	return r.between("from", r.cell("from"), "to", r.cell("to"))
}

func (r *row) between(fromColumn, from, toColumn, to string) Interval {
	i := Interval{From: r.bound(fromColumn, from), To: r.bound(toColumn, to), AsOf: r.asOf}
	if i.reversed() {
		r.fault(toColumn, fmt.Sprintf("%s lies before %s", to, from), "the end of an interval cannot lie before its start")
	}
	if i.To.Open && r.asOf.IsZero() {
		r.fault(toColumn, "an open end needs a date for which it is vouched", `write "# asof: 2025-06-01" above the header`)
	}
	return i
}

func (r *row) bound(column, s string) Bound {
	switch s {
	case "":
		return Bound{}
	case "open":
		return Bound{Open: true}
	}
	d, err := ParseDate(s)
	if err != nil {
		r.fault(column, fmt.Sprintf("%s is no date: %v", shown(s), err), `leave it empty where not known, write "open" where there is no end`)
	}
	return Bound{Date: d}
}

// noCoordinate stands for a coordinate with a fault.
const noCoordinate = 1000

// degrees reads a coordinate between -limit and limit.
func (r *row) degrees(column string, limit float64) float32 {
	s := r.need(column)
	if s == "" {
		return noCoordinate
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v != v || v < -limit || v > limit {
		r.fault(column, shown(s)+" is no coordinate", fmt.Sprintf("give degrees between %g and %g", -limit, limit))
		return noCoordinate
	}
	return float32(v)
}

// name checks a name: its length, its words, its letters.
func (r *row) name(column, s string) string {
	switch {
	case s == "":
	case len(s) > maxName:
		r.fault(column, fmt.Sprintf("the name %s is longer than %d bytes", shown(s), maxName), "shorten it")
		return ""
	case mixed(s):
		r.fault(column, "the name "+shown(s)+" mixes letters of two scripts in one word", "write each word in one script")
	case !strings.ContainsFunc(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }):
		r.fault(column, "the name "+shown(s)+" holds no letter", "write a name")
		return ""
	case strings.Count(s, " ") >= maxWords:
		r.fault(column, fmt.Sprintf("the name %s has more than %d words", shown(s), maxWords), "shorten it")
		return ""
	}
	return s
}

// mixed says that some word holds letters of Latin and of a script whose letters look alike.
func mixed(s string) bool {
	if !foreign(s) {
		return false
	}
	latin, other := false, false
	for _, c := range s {
		switch {
		case c < 0x80 && !unicode.IsLetter(c):
			latin, other = false, false
		case unicode.Is(unicode.Latin, c):
			latin = true
		case unicode.In(c, unicode.Cyrillic, unicode.Greek):
			other = true
		}
		if latin && other {
			return true
		}
	}
	return false
}

// names reads a list of names with marks in braces: "Daesh", "IS {!}", "داعش {ar}", "Zaire {1971-10-27..1997-05-17}".
func (r *row) names(column string, relation Relation) []Name {
	var names []Name
	for _, part := range r.list(column) {
		n := Name{Relation: relation, Text: part, When: always}
		if text, marks, ok := strings.Cut(part, " {"); ok {
			n.Text = text
			r.marks(column, strings.TrimSuffix(marks, "}"), part, &n)
		} else if strings.ContainsAny(part, "{}") {
			r.badMarks(column, part)
		}
		if n.Text = r.name(column, n.Text); n.Text == "" {
			continue
		}
		if slices.ContainsFunc(names, func(m Name) bool { return m.Text == n.Text && m.When.overlap(n.When) > 0 }) {
			r.fault(column, shown(n.Text)+" stands twice", "remove one")
		}
		names = append(names, n)
	}
	return names
}

var always = Interval{From: Bound{Open: true}, To: Bound{Open: true}}

func (r *row) badMarks(column, part string) {
	r.fault(column, shown(part)+" has marks that cannot be read", `write them as "name {! ar 1971-10-27..1997-05-17}", each once at most`)
}

func (r *row) marks(column, marks, part string, n *Name) {
	if !strings.HasSuffix(part, "}") || strings.ContainsAny(marks, "{}") || marks == "" {
		r.badMarks(column, part)
		return
	}
	for _, mark := range strings.Fields(marks) {
		from, to, dated := strings.Cut(mark, "..")
		switch {
		case mark == "!" && !n.Ambiguous:
			n.Ambiguous = true
		case dated && n.When == always:
			n.When = r.between(column, from, column, to)
		case isLanguage(mark) && n.Language == "":
			n.Language = mark
		default:
			r.badMarks(column, part)
			return
		}
	}
}

// isLanguage accepts a code of two or three letters, with a script of four letters after a hyphen.
func isLanguage(s string) bool {
	code, script, hasScript := strings.Cut(s, "-")
	if len(code) != 2 && len(code) != 3 || strings.ContainsFunc(code, func(c rune) bool { return c < 'a' || c > 'z' }) {
		return false
	}
	return !hasScript || len(script) == 4 && !strings.ContainsFunc(script, func(c rune) bool { return !unicode.IsLetter(c) || c > 'z' })
}

// source is the column that says where a row's facts come from.
func (r *row) source() string {
	s := r.need("source")
	if _, ok := r.loader.sources.get(s); s != "" && !ok {
		r.fault("source", "there is no source "+shown(s), "write an id of sources.tsv")
	}
	return s
}

func (r *row) sectorList() []string {
	sectors := r.list("sectors")
	for _, s := range sectors {
		if _, ok := r.loader.sectors.get(s); !ok {
			r.fault("sectors", "there is no sector "+shown(s), "write a code of sectors.tsv")
		}
	}
	return sectors
}

// country checks a code of countries.tsv, or one of the three codes for actors of no country.
func (r *row) country(column, code string) string {
	switch code {
	case "", "IGO", "NGO", "ISG":
		return code
	}
	if _, ok := r.loader.codes[code]; !ok {
		r.fault(column, "there is no country "+shown(code), "write a code of countries.tsv, or IGO, NGO or ISG")
	}
	return code
}

// entity checks the id of an entity of this file's layer or one below.
func (r *row) entity(column string) string {
	id := r.need(column)
	if _, ok := r.loader.entities.get(id); id != "" && !ok {
		r.fault(column, "there is nobody with the id "+shown(id), "write an id of countries, institutions, bodies, organisations, parties, groups or persons")
	}
	return id
}
