package knowledge_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-project/chancery/internal/knowledge"
)

// TestCapitals looks for a place in each state that bears the name of its capital, within the state's box.
func TestCapitals(t *testing.T) {
	base := loaded(t)
	places := map[string][]string{} // country -> names of its cities
	for _, p := range base.Places() {
		for _, n := range p.Names {
			places[p.Country] = append(places[p.Country], n.Text)
		}
	}
	for _, e := range base.Entities() {
		if e.Polity == nil || e.Polity.Status != "state" || len(e.Polity.Capitals) == 0 {
			continue
		}
		if len(base.Boxes(e.Country)) == 0 {
			t.Errorf("%s has no box", e.Country)
		}
		known := func(n knowledge.Name) bool { return slices.Contains(places[e.Country], n.Text) }
		if !slices.ContainsFunc(e.Polity.Capitals, known) {
			t.Errorf("%s: none of its capitals is a place: %v", e.ID, e.Polity.Capitals)
		}
	}
}

// TestPeople checks what every person and every office must have.
func TestPeople(t *testing.T) {
	base := loaded(t)
	for _, e := range base.Entities() {
		if e.Kind == knowledge.Person && e.Gender == "" {
			t.Errorf("%s has no gender", e.ID)
		}
		if e.Kind == knowledge.Person && len(base.Roles(e.ID)) == 0 {
			t.Errorf("%s has no role", e.ID)
		}
	}
	for _, o := range base.AllOffices() {
		holders := base.HoldersOn(o.ID, knowledge.Date{})
		if len(holders) == 0 {
			t.Errorf("%s was never held", o.ID)
		}
		for _, h := range holders {
			if e, _ := base.Entity(h.Entity); e.Kind != knowledge.Person {
				t.Errorf("%s is held by %s, a %s", o.ID, e.ID, e.Kind)
			}
		}
	}
}

// TestAgents checks that the gender of nouns agrees with their form.
func TestAgents(t *testing.T) {
	for _, a := range loaded(t).Agents() {
		if strings.HasSuffix(a.Noun, "woman") && a.Gender != knowledge.Female {
			t.Errorf("%s has gender %q", a.Noun, a.Gender)
		}
		if a.Gender == knowledge.Female && strings.HasSuffix(a.Noun, "sman") {
			t.Errorf("%s has gender %q", a.Noun, a.Gender)
		}
		if a.Plural == a.Noun {
			t.Errorf("%s: give a plural that equals the singular as empty", a.Noun)
		}
	}
}

// TestWho asks for well-known facts: a name, a day, and the country, sector and words of the role expected. An empty
// role asks that there is none.
func TestWho(t *testing.T) {
	base := loaded(t)
	for _, c := range []struct{ name, on, country, sector, role string }{
		{"Taliban", "2000-01-01", "AFG", "GOV", "government of Afghanistan"},
		{"Taliban", "2005-06-01", "AFG", "REB", "insurgents"},
		{"Taliban", "2021-08-14", "AFG", "REB", "insurgents"},
		{"Taliban", "2021-08-15", "AFG", "GOV", "government of Afghanistan"},
		{"Hayat Tahrir al-Sham", "2019-01-01", "SYR", "REB", "insurgents"},
		{"Ahmed al-Sharaa", "2024-12-20", "SYR", "GOV", "de facto leader of Syria"},
		{"Ahmed al-Sharaa", "2025-03-01", "SYR", "GOV", "President of Syria"},
		{"Bashar al-Assad", "2012-01-01", "SYR", "GOV", "President of Syria"},
		{"FARC", "2010-01-01", "COL", "REB", "insurgents"},
		{"FARC", "2019-01-01", "COL", "PTY", "political party"},
		{"RSF", "2020-01-01", "SDN", "PAR", "paramilitary of the state"},
		{"RSF", "2024-01-01", "SDN", "REB", "insurgents"},
		{"UNITA", "1990-01-01", "AGO", "REB", "insurgents"},
		{"UNITA", "2010-01-01", "AGO", "PTY", "opposition party"},
		{"Boris Johnson", "2017-01-01", "GBR", "GOV", "Foreign Secretary of the United Kingdom"},
		{"Boris Johnson", "2021-01-01", "GBR", "GOV", "Prime Minister of the United Kingdom"},
		{"Boris Johnson", "2024-01-01", "", "", ""},
		{"Donald Trump", "2018-05-01", "USA", "GOV", "President of the United States"},
		{"Donald Trump", "2016-12-01", "USA", "PTY", "President-elect of the United States"},
		{"Angela Merkel", "2015-09-01", "DEU", "GOV", "Chancellor of Germany"},
		{"Zelensky", "2022-03-01", "UKR", "GOV", "President of Ukraine"},
		{"António Guterres", "1999-01-01", "PRT", "GOV", "Prime Minister of Portugal"},
		{"António Guterres", "2010-01-01", "IGO", "IGO", "United Nations High Commissioner for Refugees"},
		{"António Guterres", "2020-01-01", "IGO", "IGO", "Secretary-General of the United Nations"},
		{"Zalmay Khalilzad", "2005-01-01", "USA", "GOV", "United States Ambassador to Afghanistan"},
		{"Zalmay Khalilzad", "2025-08-23", "", "", ""},
		{"Zabihullah Mujahid", "2015-01-01", "AFG", "REB", "spokesman of the Taliban"},
		{"Hemedti", "2022-06-01", "SDN", "GOV", "Deputy Chairman of the Sovereignty Council"},
		{"Hemedti", "2024-06-01", "SDN", "REB", "leader of the Rapid Support Forces"},
		{"ISI", "2024-06-01", "PAK", "SPY", "government body"},
		{"Nelson Mandela", "1992-01-01", "ZAF", "OPP", "leader of the African National Congress"},
		{"Nelson Mandela", "1996-01-01", "ZAF", "GOV", "President of South Africa"},
		{"Yasser Arafat", "1985-01-01", "PSE", "REB", "chairman of the Palestine Liberation Organization"},
		{"Pervez Musharraf", "2000-01-01", "PAK", "MIL", "Chief of Army Staff of Pakistan"},
		{"KGB", "1980-01-01", "SUN", "SPY", "government body"},
		{"USSR", "1980-01-01", "SUN", "GOV", "state"},
		{"Zaire", "1980-01-01", "COD", "GOV", "state"},
		{"Bharatiya Janata Party", "2010-01-01", "IND", "OPP", "opposition party"},
		{"Bharatiya Janata Party", "2020-01-01", "IND", "GOV", "governing party"},
		{"Hamas", "2024-01-01", "PSE", "REB", "rulers of the Gaza Strip, armed"},
		{"MONUSCO", "2015-01-01", "IGO", "IGO", "intergovernmental organisation"},
	} {
		on, err := knowledge.ParseDate(c.on)
		if err != nil {
			t.Fatal(err)
		}
		found := base.Find(c.name)
		if len(found) == 0 || found[0].Entity == nil {
			t.Errorf("%s is not found", c.name)
			continue
		}
		held := slices.DeleteFunc(base.RolesOn(found[0].Entity.ID, on), func(h knowledge.Holding) bool {
			return h.Standing == knowledge.Possible && h.Title != string(found[0].Entity.Kind)
		})
		if c.role == "" {
			if len(held) > 0 {
				t.Errorf("%s on %s: got %s, want no role", c.name, c.on, held[0].Title)
			}
			continue
		}
		matches := func(h knowledge.Holding) bool {
			return h.Title == c.role && h.Country == c.country && slices.Contains(h.Sectors, c.sector)
		}
		if !slices.ContainsFunc(held, matches) {
			t.Errorf("%s on %s: want %s (%s %s), got %+v", c.name, c.on, c.role, c.country, c.sector, held)
		}
	}
}

// TestWhere asks for well-known places by name: the first candidate that is a place must lie in the country.
func TestWhere(t *testing.T) {
	base := loaded(t)
	for name, country := range map[string]string{
		"Torkham": "AFG", "Spin Boldak": "AFG", "Chaman": "PAK", "Rawalpindi": "PAK", "Hyderabad": "IND", "Tripoli": "LBY",
		"Goma": "COD", "El Fasher": "SDN", "Bakhmut": "UKR", "Sevastopol": "UKR", "Cambridge": "GBR", "Rafah": "PSE",
		"Strait of Hormuz": "", "Kashmir": "", "Memphis": "USA", "Valencia": "ESP", "Córdoba": "ARG", "Jalalabad": "AFG",
		"San José": "CRI", "Kyiv": "UKR", "Bengaluru": "IND", "Xinjiang": "CHN", "Marawi": "PHL", "Cabo Delgado": "MOZ",
	} {
		places := slices.DeleteFunc(base.Find(name), func(c knowledge.Candidate) bool { return c.Place == nil })
		if len(places) == 0 || places[0].Place.Country != country {
			t.Errorf("%s: want a place in %q, got %d candidates: %+v", name, country, len(places), places)
		}
	}
}

func TestMembers(t *testing.T) {
	base := loaded(t)
	for _, c := range []struct {
		body, on, country string
		member            bool
	}{
		{"nato", "2022-01-01", "FIN", false},
		{"nato", "2024-01-01", "FIN", true},
		{"european-union", "2019-01-01", "GBR", true},
		{"european-union", "2021-01-01", "GBR", false},
		{"ecowas", "2020-01-01", "MLI", true},
		{"ecowas", "2025-03-01", "MLI", false},
		{"arab-league", "2015-01-01", "SYR", false},
		{"brics", "2024-02-01", "IRN", true},
	} {
		on, err := knowledge.ParseDate(c.on)
		if err != nil {
			t.Fatal(err)
		}
		members := base.MembersOn(c.body, on)
		if got := slices.ContainsFunc(members, func(m knowledge.Membership) bool { return m.Member == c.country }); got != c.member {
			t.Errorf("%s in %s on %s: got %v", c.country, c.body, c.on, got)
		}
	}
}

// TestScripts finds names of other scripts beside Latin ones, and none where letters only look alike.
func TestScripts(t *testing.T) {
	base := loaded(t)
	text := "Hamas (حماس) and Владимир Путин; 中国 and Ελλάδα; \u0422aliban and H\u0430mas."
	want := []string{"Hamas=hamas(name)", "حماس=hamas(alias)", "Владимир Путин=vladimir-putin(alias)", "中国=china(alias)", "Ελλάδα=greece(alias)"}
	if diff := cmp.Diff(want, scanned(base, text)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for _, name := range []string{strings.Repeat("Taliban", 1500), strings.Repeat("Taliban ", 1500), strings.Repeat("\u0301", 10000)} {
		if found := base.Find(name); len(found) > 0 {
			t.Errorf("a name of %d bytes is found: %+v", len(name), found[0])
		}
	}
}

// TestGender compares the gender of people with that of their first names.
func TestGender(t *testing.T) {
	base := loaded(t)
	for _, e := range base.Entities() {
		first, _, _ := strings.Cut(e.Name, " ")
		name, ok := base.Given(first)
		if e.Kind == knowledge.Person && ok && name.Gender != knowledge.Either && name.Gender != e.Gender && strings.Contains(e.Name, " ") {
			t.Errorf("%s is %q, the name %s is %q", e.Name, e.Gender, first, name.Gender)
		}
	}
}
