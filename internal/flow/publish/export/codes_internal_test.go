package export

import (
	"slices"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/record"
)

// TestCodes holds the codes against the countries that the program knows.
func TestCodes(t *testing.T) {
	c, faults := readCodes(sheets{countriesTable, rolesTable, interTable, acledTable, lossesTable})
	for _, f := range faults {
		t.Error(f)
	}
	base, err := knowledge.Load()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, e := range base.Entities() {
		if e.Polity == nil {
			continue
		}
		known[e.Country] = true
		has := c.countries[e.Country]
		if e.Polity.Status == "state" && (has.name == "" || has.alpha2 != e.Polity.Alpha2 || has.number == "" || has.acled == "" || has.ucdp == "") {
			t.Errorf("%s has not all names, numbers and regions: %+v", e.Name, has)
		}
		if e.Polity.Status == "state" && has.cow == "" && e.Country != "VAT" {
			t.Errorf("%s has no number in Correlates of War", e.Name)
		}
		if e.Polity.Status == "state" && has.fips == "" {
			t.Errorf("%s has no FIPS code", e.Name)
		}
	}
	for code := range c.countries {
		if !known[code] {
			t.Errorf("%s is no country that the program knows", code)
		}
	}
	for country, want := range map[string][4]string{
		"PAK": {"770", "PAK", "PK", "PAK"}, "AFG": {"700", "AFG", "AF", "AFG"}, "GBR": {"200", "UKG", "UK", "GBR"},
		"DEU": {"255", "GMY", "GM", "DEU"}, "CHN": {"710", "CHN", "CH", "CHN"}, "CHE": {"225", "SWZ", "SZ", "CHE"},
		"ROU": {"360", "ROM", "RO", "ROM"}, "XKX": {"347", "KOS", "KV", ""}, "PSE": {"", "", "", "PSE"}, "IGO": {"", "", "", ""},
	} {
		if got := [4]string{cowOf(country), c.countries[country].letters, fipsOf(country), cameoCountry(country)}; got != want {
			t.Errorf("%s has the codes %v, want %v", country, got, want)
		}
	}
}

// TestFaultyCodes wants every fault of a table with its line.
func TestFaultyCodes(t *testing.T) {
	const country = "country\tname\talpha2\tnumber\tacled\tucdp\tcow\tletters\tgw\tfips\tcameo\tsource\n"
	for line, want := range map[string]string{
		"PAKI\tP\tPK\t1\ta\tb\t\t\t\tPK\t\tfips":                                 "no ISO 3166-1 alpha-3",
		"PAK\tP\tP\t1\ta\tb\t\t\t\tPK\t\tfips":                                   "no ISO 3166-1 alpha-2",
		"PAK\tP\tPK\tone\ta\tb\t\t\t\tPK\t\tfips":                                "must be numbers",
		"PAK\tP\tPK\t1\ta\tb\t770\t\t\tPK\t\tfips":                               "come together",
		"PAK\tP\tPK\t1\ta\tb\tx\tPAK\t\tPK\t\tfips":                              "no code of Correlates of War",
		"PAK\tP\tPK\t1\ta\tb\t\t\t\tP\t\tfips":                                   "no FIPS",
		"PAK\tP\tPK\t1\ta\tb\t\t\t\tPK\tpak\tfips":                               "no code of CAMEO",
		"PAK\tP\tPK\t1\ta\tb\t\t\t\tPK\tfips":                                    "has 11 cells",
		"PAK\tP\tPK\t1\ta\tb\t\t\t\tPK\t\t":                                      "last cell is empty",
		"PAK\tP\tPK\t1\ta\tb\t\t\t\tPK\t\ta\nPAK\tP\tPK\t1\ta\tb\t\t\t\tPA\t\ta": "stands twice",
		"PAK\tP\tPK\t1\ta\tb\t\t\t\tPK\t\ta\nIND\tI\tIN\t2\ta\tb\t\t\t\tPK\t\ta": "FIPS code PK of PAK",
	} {
		_, faults := readCodes(sheets{countries: country + line + "\n"})
		if !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, want) && strings.Contains(f, "countries.tsv, line ") }) {
			t.Errorf("%q gives %v, want %q", line, faults, want)
		}
	}
	for want, s := range map[string]sheets{
		"roles.tsv, line 2":  {roles: "sector\tcolumn\tcameo\tsource\nXXX\ttype\tGOV\tcameo\n"},
		"roles.tsv, line 3":  {roles: "sector\tcolumn\tcameo\tsource\nGOV\ttype\tGOV\tcameo\nGOV\trow\tGOV\tcameo\n"},
		"inter.tsv, line 2":  {inters: "sector\tinter\tsource\nGOV\tGovernment\tacled\n"},
		"acled.tsv, line 2":  {acled: "type\tmode\tcontent\tagainst\tevent\tsub\tdisorder\nASSAULT\tshout\t*\t*\tBattles\tArmed clash\tPolitical violence\n"},
		"acled.tsv, line 3":  {acled: "type\tmode\tcontent\tagainst\tevent\tsub\tdisorder\nASSAULT\t*\t*\t*\ta\tb\tc\nASSAULT\t*\t*\tall\ta\tb\tc\n"},
		"losses.tsv, line 2": {losses: "format\tfield\twhy\nxlsx\tx\ty\n"},
	} {
		if _, faults := readCodes(s); !slices.ContainsFunc(faults, func(f string) bool { return strings.HasPrefix(f, want) }) {
			t.Errorf("faults are %v, want one of %s", faults, want)
		}
	}
}

// TestLeadEnd finds the first paragraph behind headline and furniture.
func TestLeadEnd(t *testing.T) {
	text := "Headline\n\nShare this\nFirst paragraph.\nSecond.\n"
	d := &document{}
	if got := text[:leadEnd(d, text)]; got != "Headline" {
		t.Errorf("without a headline the first line is the lead, got %q", got)
	}
	d.Headline = &record.Span{Start: 0, End: len("Headline")}
	d.Furniture = []record.Furniture{{Span: record.Span{Start: 10, End: 20}, Reason: "share"}}
	if got := text[:leadEnd(d, text)]; !strings.HasSuffix(got, "First paragraph.") {
		t.Errorf("the lead ends after %q", got)
	}
	if got := leadEnd(d, ""); got != 0 {
		t.Errorf("of an empty text the lead ends at %d", got)
	}
}
