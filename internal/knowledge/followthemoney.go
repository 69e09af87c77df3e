package knowledge

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// readFollowTheMoney reads an entity of FollowTheMoney as OpenSanctions publishes them. People and bodies are kept,
// other schemas passed over.
func readFollowTheMoney(f *foreignLine) {
	var e struct {
		ID         string              `json:"id"`
		Schema     string              `json:"schema"`
		Properties map[string][]string `json:"properties"`
	}
	if err := json.Unmarshal(f.text, &e); err != nil {
		f.fault("", "is no entity: "+inWords(err), "give one JSON object with id, schema and properties a line")
		return
	}
	kind := entityKindOf(e.Schema, e.Properties["topics"])
	if kind == "" {
		return
	}
	if e.ID == "" {
		f.fault("id", "is empty", "every entity needs it")
		return
	}
	f.scratch = importedThing{id: "ftm-" + e.ID, kind: string(kind), names: f.scratch.names[:0]}
	f.scratch.country = f.countryOf(e.Properties)
	f.scratch.sectors = sectorsOf(kind, e.Properties["topics"])
	if g := e.Properties["gender"]; len(g) == 1 && kind == Person {
		f.scratch.gender = map[string]Gender{"female": Female, "male": Male}[g[0]]
	}
	for _, property := range []string{"name", "alias", "previousName", "weakAlias", "abbreviation"} {
		for _, name := range e.Properties[property] {
			weak := property == "weakAlias" || property == "abbreviation"
			if !slices.ContainsFunc(f.scratch.names, func(n importedName) bool { return n.text == name }) {
				f.scratch.names = append(f.scratch.names, importedName{name, weak})
			}
		}
	}
	if len(f.scratch.names) == 0 {
		f.fault("properties", "has no name", "remove the line")
		return
	}
	f.keep()
}

// inWords tells what is wrong with JSON without the names of Go's types.
func inWords(err error) string {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return fmt.Sprintf("%s at byte %d is of the wrong type", wrong.Value, wrong.Offset)
	}
	return err.Error()
}

func entityKindOf(schema string, topics []string) Kind {
	switch schema {
	case "Person":
		return Person
	case "PublicBody":
		return Government
	case "Company", "Bank":
		return Company
	case "Organization", "LegalEntity":
		switch {
		case slices.Contains(topics, "gov.igo"):
			return IGO
		case slices.Contains(topics, "pol.party"):
			return Party
		case slices.Contains(topics, "crime.terror"):
			return ArmedGroup
		}
		return Organisation
	}
	return ""
}

// sectorsOf gives sectors for the kind and the topics of an entity, none where they say nothing.
func sectorsOf(kind Kind, topics []string) []string {
	byTopic := map[string]string{
		"gov": "GOV", "gov.national": "GOV", "gov.state": "GOV", "gov.muni": "GOV", "gov.head": "GOV", "gov.executive": "GOV",
		"gov.legislative": "LEG", "gov.judicial": "JUD", "gov.security": "COP", "gov.igo": "IGO", "gov.financial": "GOV", "gov.religion": "REL",
		"role.pep": "GOV", "role.judge": "JUD", "role.spy": "SPY", "role.journo": "MED", "role.oligarch": "BUS", "role.act": "CVL",
		"pol.party": "PTY", "pol.union": "LAB", "rel": "REL", "mil": "MIL", "crime": "CRM", "crime.terror": "REB",
	}
	var sectors []string
	for _, topic := range topics {
		if s := byTopic[topic]; s != "" && !slices.Contains(sectors, s) {
			sectors = append(sectors, s)
		}
	}
	slices.Sort(sectors)
	if len(sectors) == 0 {
		byKind := map[Kind]string{Government: "GOV", Company: "BUS", IGO: "IGO", Party: "PTY", ArmedGroup: "REB"}
		if s := byKind[kind]; s != "" {
			sectors = []string{s}
		}
	}
	return sectors
}

// countryOf gives the country where the properties agree on one.
func (f *foreignLine) countryOf(properties map[string][]string) string {
	for _, property := range []string{"country", "jurisdiction", "nationality", "mainCountry"} {
		if codes := properties[property]; len(codes) == 1 {
			return f.alpha2[strings.ToUpper(codes[0])]
		}
	}
	return ""
}
