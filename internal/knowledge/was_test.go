package knowledge_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/record"
)

func TestWasOn(t *testing.T) {
	base := loaded(t)
	for _, c := range []struct{ id, on, want string }{
		{"taliban", "1995-03-01", "AFG REB insurgents"},
		{"taliban", "1998-08-08", "AFG GOV government of Afghanistan"},
		{"taliban", "2005-06-01", "AFG REB insurgents"},
		{"taliban", "2021-08-14", "AFG REB insurgents"},
		{"taliban", "2021-08-15", "AFG GOV government of Afghanistan"},
		{"taliban", "2023", "AFG GOV government of Afghanistan"},
		{"hayat-tahrir-al-sham", "2024-12-07", "SYR REB insurgents"},
		{"william-ruto", "2022-08-20", "KEN GOV President of Kenya (designate)"},
		{"donald-trump", "2016-12-01", "USA GOV/PTY President-elect of the United States"},
		{"angela-merkel", "2005-11-21", "DEU GOV Chancellor of Germany (designate)"},
		{"angela-merkel", "2005-11-22", "DEU GOV Chancellor of Germany"},
		{"angela-merkel", "2021-12-09", "DEU GOV/ELI former Chancellor of Germany"},
		{"mohamed-morsi", "2013-07-04", "EGY GOV/ELI former President of Egypt"},
		{"slobodan-milosevic", "1985-01-01", "YUG "},
		{"alassane-ouattara", "2010-12-20", "CIV GOV President of Ivory Coast"},
	} {
		on, err := knowledge.ParseDate(c.on)
		if err != nil {
			t.Fatal(err)
		}
		w, ok := base.WasOn(c.id, on)
		got := strings.TrimSpace(w.Country + " " + strings.Join(w.Sectors, "/") + " " + w.Role)
		if !ok || got != strings.TrimSpace(c.want) {
			t.Errorf("%s on %s: %q, want %q", c.id, c.on, got, c.want)
		}
	}
	if _, ok := base.WasOn("nobody-of-this-id", knowledge.Date{Year: 2000}); ok {
		t.Error("an id that is not known was something")
	}
}

// TestActorIn dates the actors of mentions anew: with an id, of a group, told by words alone.
func TestActorIn(t *testing.T) {
	base := loaded(t)
	taliban := record.Actor{ID: "taliban", Name: "Taliban", Country: "AFG", Sector: "GOV", Role: "government of Afghanistan"}
	fighters := record.Actor{Name: "Taliban fighters", Country: "AFG", Sector: "GOV"}
	minister := record.Actor{ID: "slobodan-milosevic", Country: "YUG", Sector: "BUS", Role: "bank director"}
	for _, c := range []struct {
		what           string
		actor          record.Actor
		body, from, to string
		want           string
	}{
		{"a movement before it governed", taliban, "", "2005-01-01", "2005-12-31", "AFG REB insurgents"},
		{"a movement that governs", taliban, "", "2023-06-01", "2023-06-01", "AFG GOV government of Afghanistan"},
		{"a time across the change", taliban, "", "2021-08-10", "2021-08-20", "AFG GOV/REB government of Afghanistan"},
		{"a time with an open end", taliban, "", "2005-01-01", "", "AFG REB insurgents"},
		{"no time", taliban, "", "", "", "AFG GOV government of Afghanistan"},
		{"one of the movement", fighters, "taliban", "2005-01-01", "2005-01-01", "AFG REB"},
		{"one of no body", fighters, "", "2005-01-01", "2005-01-01", "AFG GOV"},
		{"what only the words tell", minister, "", "1985-01-01", "1985-01-01", "YUG BUS bank director"},
	} {
		from, to := knowledge.Dates(&record.When{From: &c.from, To: &c.to})
		a := base.ActorIn(c.actor, c.body, from, to)
		sectors := a.Sector
		if len(a.Sectors) > 0 {
			sectors = strings.Join(a.Sectors, "/")
		}
		if got := strings.TrimSpace(a.Country + " " + sectors + " " + a.Role); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

// TestWasIn: a time of one day is that day, a role that holds at both ends of a time holds in it, and nobody is told to
// be what the roles on the days do not say.
func TestWasIn(t *testing.T) {
	base := loaded(t)
	all := base.Entities()
	rapid.Check(t, func(t *rapid.T) {
		e := all[rapid.IntRange(0, len(all)-1).Draw(t, "entity")]
		day := func(name string) knowledge.Date {
			return knowledge.Date{
				Year: int16(rapid.IntRange(1945, 2030).Draw(t, name+" year")), Month: uint8(rapid.IntRange(1, 12).Draw(t, name+" month")),
				Day: uint8(rapid.IntRange(1, 28).Draw(t, name+" day")),
			}
		}
		from, to := day("from"), day("to")
		one, _ := base.WasOn(e.ID, from)
		if same, _ := base.WasIn(e.ID, from, from); same.Role != one.Role || !slices.Equal(same.Sectors, one.Sectors) {
			t.Fatalf("%s on %s: %+v and as a time of one day %+v", e.ID, from, one, same)
		}
		other, _ := base.WasOn(e.ID, to)
		both, ok := base.WasIn(e.ID, from, to)
		if !ok {
			t.Fatalf("%s is not known", e.ID)
		}
		if one.Role == other.Role && slices.Equal(one.Sectors, other.Sectors) && (both.Role != one.Role || !slices.Equal(both.Sectors, one.Sectors)) {
			t.Fatalf("%s is %q from %s to %s but %q in between", e.ID, one.Role, from, to, both.Role)
		}
		for _, s := range both.Sectors {
			if _, ok := base.Sector(s); !ok {
				t.Fatalf("%s: no sector %q", e.ID, s)
			}
		}
	})
}
