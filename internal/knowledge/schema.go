package knowledge

import (
	"slices"
	"strconv"
	"strings"
)

// tables lists the form of every file, in the order in which files are read.
func tables() []*table {
	entity := []string{"id", "name", "kind", "aliases?", "country", "sectors", "hosts?", "parent?", "gender?", "surname?", "from?", "to?", "source"}
	return []*table{
		{"sources", []string{"id", "title"}, readSource},
		{"sectors", []string{"code", "meaning", "source"}, readSector},
		{"countries", []string{
			"id", "code", "alpha2", "name", "status", "aliases", "adjectives", "person", "people", "capitals", "within",
			"from", "to", "source",
		}, readCountry},
		{"spelling", []string{"word", "variants", "source"}, readSpelling},
		{"boxes", []string{"country", "south", "west", "north", "east", "source"}, readBox},
		{"institutions", entity, readEntity},
		{"bodies", entity, readEntity},
		{"organisations", entity, readEntity},
		{"parties", entity, readEntity},
		{"groups", entity, readEntity},
		{"persons", entity, readEntity},
		{"aliases", []string{"name", "entity", "relation", "language", "mark", "from", "to", "source"}, readAlias},
		{"members", []string{"body", "member", "mark", "from", "to", "source"}, readMember},
		{"offices", []string{"id", "title", "aliases", "rank", "country", "sectors", "body", "holders", "from", "to", "source"}, readOffice},
		{"roles", []string{"entity", "office", "title", "country", "sectors", "mark", "from", "to", "source"}, readRole},
		{"nouns", []string{"noun", "plural", "class", "kind", "title", "sectors", "source"}, readInstitution},
		{"agents", []string{"noun", "plural", "class", "sectors", "gender", "number", "before_name", "source"}, readAgent},
		{"places", []string{
			"id", "name", "kind", "country", "within", "latitude", "longitude", "population", "aliases?", "from?", "to?", "source",
		}, readPlace},
		{"given_names", []string{"name", "gender", "cultures", "source"}, readGivenName},
		{"surnames", []string{"name", "cultures", "source"}, readSurname},
	}
}

func readSource(l *loader, r *row) {
	l.sources.put(r, r.slug("id"), Source{r.cells[0], r.need("title")})
}

func readSector(l *loader, r *row) {
	code := r.need("code")
	if strings.ToUpper(code) != code || len(code) != 3 {
		r.fault("code", shown(code)+" is no sector", "use three capital letters")
	}
	meaning := r.need("meaning")
	r.source()
	l.sectors.put(r, code, meaning)
}

func readCountry(l *loader, r *row) {
	e := Entity{ID: r.slug("id"), Kind: State, Country: r.need("code"), Sectors: []string{"GOV"}, Polity: &Polity{}}
	if !isCode(e.Country) {
		r.fault("code", shown(e.Country)+" is no country code", "use three capital letters")
	}
	e.Polity.Alpha2 = r.cell("alpha2")
	e.Name = r.name("name", r.need("name"))
	e.Polity.Status = r.oneOf("status", []string{"state", "partly recognised", "de facto", "territory", "historical"})
	if e.Polity.Status == "territory" {
		e.Kind = Territory
	}
	e.Names = slices.Concat(usual(e.Name), r.names("aliases", IsAlias), r.names("adjectives", IsAdjective),
		r.names("person", IsPerson), r.names("people", IsPeople))
	e.Polity.Capitals = r.names("capitals", IsCapital)
	e.Names = append(e.Names, e.Polity.Capitals...)
	e.Polity.Within = r.cell("within")
	e.When = r.interval()
	e.Source = r.source()
	l.codes[e.Country] = append(l.codes[e.Country], l.entities.put(r, e.ID, e))
}

func isCode(s string) bool {
	return len(s) == 3 && !strings.ContainsFunc(s, func(c rune) bool { return c < 'A' || c > 'Z' })
}

// usual makes the list that begins with the usual name. A name told apart by words in parentheses, as titles of
// articles are, stands for its entity without them only where the context agrees.
func usual(name string) []Name {
	names := []Name{{Text: name, Relation: IsName, When: always}}
	if short, _, ok := strings.Cut(name, " ("); ok {
		names[0].Text, names[0].Ambiguous = short, true
		names = append(names, Name{Text: name, Relation: IsAlias, When: always})
	}
	return names
}

func readBox(l *loader, r *row) {
	b := Box{Country: r.country("country", r.need("country")), South: r.degrees("south", 90), West: r.degrees("west", 180)}
	b.North, b.East = r.degrees("north", 90), r.degrees("east", 180)
	if b.South >= b.North {
		r.fault("north", "lies south of the box's southern edge", "exchange them")
	}
	if b.West >= b.East {
		r.fault("east", "lies west of the box's western edge", "exchange them, or cut the box at 180 degrees into two rows")
	}
	r.source()
	l.boxes.put(r, strings.Join(r.cells[:5], " "), b)
}

func readEntity(l *loader, r *row) {
	e := Entity{ID: r.slug("id"), Name: r.name("name", r.need("name"))}
	r.need("kind")
	e.Kind = Kind(r.oneOf("kind", entityKinds()))
	e.Names = append(usual(e.Name), r.names("aliases", IsAlias)...)
	e.Country = r.country("country", r.cell("country"))
	e.Sectors = r.sectorList()
	for _, code := range r.list("hosts") {
		e.Hosts = append(e.Hosts, r.country("hosts", code))
	}
	e.Parent = r.cell("parent")
	e.Gender = Gender(r.oneOf("gender", []string{string(Female), string(Male)}))
	if s := r.name("surname", r.cell("surname")); s != "" {
		e.Names = append(e.Names, Name{Text: s, Relation: IsSurname, When: always, Ambiguous: true})
	}
	if e.Kind != Person && (e.Gender != "" || slices.ContainsFunc(e.Names, func(n Name) bool { return n.Relation == IsSurname })) {
		r.fault("kind", "only a person has a gender or a surname", "empty those cells or make it a person")
	}
	e.When = r.interval()
	e.Source = r.source()
	l.entities.put(r, e.ID, e)
}

func readAlias(l *loader, r *row) {
	a := alias{name: Name{Text: r.name("name", r.need("name"))}, entity: r.entity("entity")}
	r.need("relation")
	a.name.Relation = Relation(r.oneOf("relation", []string{string(IsAlias), string(IsAdjective), string(IsPerson), string(IsPeople), string(IsMetonym)}))
	a.name.Language = r.cell("language")
	if a.name.Language != "" && !isLanguage(a.name.Language) {
		r.fault("language", shown(a.name.Language)+" is no language", `use a code of two or three letters, with a script as in "uz-Cyrl"`)
	}
	a.name.Ambiguous = r.oneOf("mark", []string{"!"}) == "!"
	a.name.When = r.interval()
	r.source()
	l.aliases.put(r, strings.Join(r.cells[:3], "|")+"|"+a.name.When.From.String(), a)
}

func readMember(l *loader, r *row) {
	m := Membership{Body: r.entity("body"), Member: r.country("member", r.need("member")), Mark: r.oneOf("mark", []string{"observer", "suspended", "partner"})}
	m.When = r.interval()
	m.Source = r.source()
	l.members.put(r, m.Body+"|"+m.Member+"|"+m.Mark+"|"+m.When.From.String(), m)
}

func readOffice(l *loader, r *row) {
	o := Office{ID: r.slug("id"), Title: r.name("title", r.need("title"))}
	o.Names = append([]Name{{Text: o.Title, Relation: IsName, When: always}}, r.names("aliases", IsAlias)...)
	o.Rank = r.need("rank")
	o.Country = r.country("country", r.cell("country"))
	o.Sectors = r.sectorList()
	if r.cell("body") != "" {
		o.Body = r.entity("body")
	}
	r.need("holders")
	o.Single = r.oneOf("holders", []string{"one", "many"}) == "one"
	o.When = r.interval()
	o.Source = r.source()
	l.offices.put(r, o.ID, o)
}

func readRole(l *loader, r *row) {
	o := Role{Entity: r.entity("entity"), Office: r.cell("office"), Title: r.cell("title")}
	o.Country = r.country("country", r.cell("country"))
	o.Sectors = r.sectorList()
	o.Mark = r.oneOf("mark", []string{"acting", "disputed", "designate"})
	o.When = r.interval()
	o.Source = r.source()
	if _, ok := l.offices.get(o.Office); o.Office != "" && !ok {
		r.fault("office", "there is no office "+shown(o.Office), "write an id of offices.tsv")
	}
	if o.Office == "" && o.Title == "" {
		r.fault("title", "neither an office nor a title is given", "name an office of offices.tsv, or say in words what the role is")
	}
	l.roles.put(r, strings.Join([]string{o.Entity, o.Office, o.Title, o.When.From.String()}, "|"), o)
}

func readInstitution(l *loader, r *row) {
	n := Institution{Noun: r.name("noun", r.need("noun")), Plural: r.name("plural", r.cell("plural")), Class: r.need("class")}
	n.Kind = Kind(r.oneOf("kind", entityKinds()))
	n.Title = r.need("title")
	n.Sectors = r.sectorList()
	n.Source = r.source()
	l.institutions.put(r, n.Noun, n)
}

func readAgent(l *loader, r *row) {
	a := Agent{Noun: r.name("noun", r.need("noun")), Plural: r.name("plural", r.cell("plural"))}
	r.need("class")
	a.Class = r.oneOf("class", []string{"agent", "title", "population", "collective"})
	a.Sectors = r.sectorList()
	a.Gender = Gender(r.oneOf("gender", []string{string(Female), string(Male), string(Either)}))
	a.Number = r.oneOf("number", []string{"singular", "plural", "either"})
	a.BeforeName = r.oneOf("before_name", []string{"yes", "no"}) == "yes"
	a.Source = r.source()
	l.agents.put(r, a.Noun, a)
}

func readPlace(l *loader, r *row) {
	p := Place{ID: r.slug("id"), Name: r.name("name", r.need("name"))}
	r.need("kind")
	p.Kind = r.oneOf("kind", placeKinds())
	p.Country = r.country("country", r.cell("country"))
	p.Within = r.cell("within")
	p.Latitude, p.Longitude = r.degrees("latitude", 90), r.degrees("longitude", 180)
	if s := r.cell("population"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || n > 2e9 {
			r.fault("population", shown(s)+" is no number of people", "write digits only, or leave it empty")
		}
		p.Population = n
	}
	p.Names = append(usual(p.Name), r.names("aliases", IsAlias)...)
	p.When = r.interval()
	p.Source = r.source()
	l.places.put(r, p.ID, p)
}

func placeKinds() []string {
	return []string{
		"city", "province", "district", "region", "disputed area", "crossing", "strait", "sea", "river", "canal", "lake",
		"mountain", "island", "landmark", "line", "base", "camp", "port", "airport", "continent",
	}
}

func readGivenName(l *loader, r *row) {
	g := GivenName{Name: r.name("name", r.need("name"))}
	r.need("gender")
	g.Gender = Gender(r.oneOf("gender", []string{string(Female), string(Male), string(Either)}))
	g.Cultures = r.list("cultures")
	r.source()
	l.given.put(r, g.Name, g)
}

func readSurname(l *loader, r *row) {
	name := r.name("name", r.need("name"))
	cultures := r.list("cultures")
	r.source()
	l.surnames.put(r, name, cultures)
}
