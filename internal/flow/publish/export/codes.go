package export

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

//go:embed data/countries.tsv
var countriesTable string

//go:embed data/roles.tsv
var rolesTable string

//go:embed data/losses.tsv
var lossesTable string

//go:embed data/inter.tsv
var interTable string

//go:embed data/acled.tsv
var acledTable string

// countryCodes are the names and codes of a country in other systems; "" where a system has none.
type countryCodes struct {
	name, alpha2, number string // ISO 3166-1
	acled, ucdp          string // regions
	cow, letters, gw     string
	fips, cameo          string
}

// role is what CAMEO has for a sector.
type role struct{ column, cameo string }

// codebook is all that the data files hold.
type codebook struct {
	countries map[string]countryCodes // by ISO 3166-1 alpha-3
	roles     map[string]role         // by sector
	inters    map[string]int          // kinds of actors of ACLED by sector
	acled     []acledAct
	losses    map[string][]Loss // by format
}

// sheets are the data files as they are written.
type sheets struct{ countries, roles, inters, acled, losses string }

// codes reads the data files at first use. The tests read the same files, so a fault in them never leaves the house.
var codes = sync.OnceValue(func() *codebook {
	c, faults := readCodes(sheets{countriesTable, rolesTable, interTable, acledTable, lossesTable})
	if len(faults) > 0 {
		panic("internal error: " + strings.Join(faults, "\n"))
	}
	return c
})

// readCodes reads the tables and reports all their faults, each with file and line.
func readCodes(s sheets) (c *codebook, faults []string) {
	c = &codebook{countries: map[string]countryCodes{}, roles: map[string]role{}, inters: map[string]int{}, losses: map[string][]Loss{}}
	for _, f := range []struct {
		name, table, columns string
		read                 func(cells []string) string
	}{
		{"countries.tsv", s.countries, "country name alpha2 number acled ucdp cow letters gw fips cameo source", c.readCountry()},
		{"roles.tsv", s.roles, "sector column cameo source", c.readRole},
		{"inter.tsv", s.inters, "sector inter source", c.readInter},
		{"acled.tsv", s.acled, "type mode content against event sub disorder", c.readAct},
		{"losses.tsv", s.losses, "format field why", c.readLoss},
	} {
		faults = append(faults, readTable(f.name, f.table, strings.Fields(f.columns), f.read)...)
	}
	return c, faults
}

// readCountry takes in a line of countries.tsv. No two countries have one FIPS code.
func (c *codebook) readCountry() func(cells []string) string {
	seen := map[string]string{}
	return func(cells []string) string {
		code := cells[0]
		n := countryCodes{
			name: cells[1], alpha2: cells[2], number: cells[3], acled: cells[4], ucdp: cells[5],
			cow: cells[6], letters: cells[7], gw: cells[8], fips: cells[9], cameo: cells[10],
		}
		switch {
		case !capitals(code, 3):
			return fmt.Sprintf("%q is no ISO 3166-1 alpha-3 code: write three capital letters", code)
		case c.countries[code] != (countryCodes{}):
			return code + " stands twice: join the lines"
		case n.alpha2 != "" && !capitals(n.alpha2, 2):
			return fmt.Sprintf("%q is no ISO 3166-1 alpha-2 code: write two capital letters", n.alpha2)
		case n.number != "" && !digits(n.number) || n.gw != "" && !digits(n.gw):
			return fmt.Sprintf("%q and %q must be numbers or nothing", n.number, n.gw)
		case (n.cow == "") != (n.letters == ""):
			return "number and letters of Correlates of War come together: fill or empty both"
		case n.cow != "" && (!digits(n.cow) || !capitals(n.letters, 3)):
			return fmt.Sprintf("%s %s is no code of Correlates of War: write a number and three capital letters", n.cow, n.letters)
		case n.fips != "" && !capitals(n.fips, 2):
			return fmt.Sprintf("%q is no FIPS 10-4 code: write two capital letters", n.fips)
		case n.fips != "" && seen[n.fips] != "":
			return fmt.Sprintf("%s has the FIPS code %s of %s: correct one", code, n.fips, seen[n.fips])
		case n.cameo != "" && n.cameo != "-" && !capitals(n.cameo, 3):
			return fmt.Sprintf("%q is no code of CAMEO: write three capital letters, or - for none", n.cameo)
		}
		seen[n.fips] = code
		c.countries[code] = n
		return ""
	}
}

func (c *codebook) readRole(cells []string) string {
	switch {
	case !sector(cells[0]):
		return fmt.Sprintf("%q is no sector", cells[0])
	case cells[1] != "type" && cells[1] != "religion":
		return fmt.Sprintf("%q is no column: write type or religion", cells[1])
	case !capitals(cells[2], 3):
		return fmt.Sprintf("%q is no code of CAMEO: write three capital letters", cells[2])
	}
	c.roles[cells[0]] = role{cells[1], cells[2]}
	return ""
}

func (c *codebook) readInter(cells []string) string {
	n := 1 + slices.Index(inters(), cells[1])
	if !sector(cells[0]) || n == 0 {
		return fmt.Sprintf("%s %q is no sector with a kind of actor: there are %s", cells[0], cells[1], strings.Join(inters(), ", "))
	}
	c.inters[cells[0]] = n
	return ""
}

func (c *codebook) readAct(cells []string) string {
	a := acledAct{cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]}
	switch {
	case a.mode != "*" && !ontology.Valid(a.typ, strings.TrimPrefix(a.mode, "-")) || a.mode == "*" && !ontology.Valid(a.typ, ""):
		return fmt.Sprintf("there is no act %s %s", a.typ, a.mode)
	case !slices.Contains([]string{"*", "civilians", "armed"}, a.against):
		return fmt.Sprintf("%q is nobody that an act is against: write civilians, armed or *", a.against)
	case a.event == "" || a.sub == "":
		return "an event of ACLED has a type and a sub-event"
	}
	c.acled = append(c.acled, a)
	return ""
}

func (c *codebook) readLoss(cells []string) string {
	for _, format := range strings.Split(cells[0], " ") {
		if _, ok := formatOf(format); !ok {
			return fmt.Sprintf("%q is no format", format)
		}
		c.losses[format] = append(c.losses[format], Loss{cells[1], cells[2]})
	}
	if cells[1] == "" || cells[2] == "" {
		return "a loss needs a field and a reason"
	}
	return ""
}

func sector(s string) bool {
	return slices.ContainsFunc(ontology.Sectors(), func(t ontology.Term) bool { return t.Name == s })
}

// readTable gives each line of a table to read, which says what is wrong with it. Lines that begin with # are comments,
// the first other line names the columns.
func readTable(file, table string, columns []string, read func(cells []string) string) (faults []string) {
	head := true
	for n, line := range strings.Split(strings.TrimSuffix(table, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		fault := ""
		switch {
		case head:
			head = false
			if !slices.Equal(cells, columns) {
				fault = "the columns must be " + strings.Join(columns, ", ")
			}
		case len(cells) != len(columns):
			fault = fmt.Sprintf("has %d cells, want %d", len(cells), len(columns))
		case cells[len(cells)-1] == "":
			fault = "the last cell is empty"
		default:
			fault = read(cells)
		}
		if fault != "" {
			faults = append(faults, fmt.Sprintf("%s, line %d: %s", file, n+1, fault))
		}
	}
	return faults
}

func capitals(s string, n int) bool {
	return len(s) == n && !strings.ContainsFunc(s, func(r rune) bool { return r < 'A' || 'Z' < r })
}

func digits(s string) bool {
	_, err := strconv.ParseUint(s, 10, 16)
	return err == nil
}

// cowOf gives the number of a state in Correlates of War, "" where it has none.
func cowOf(country string) string { return codes().countries[country].cow }

// fipsOf gives the FIPS 10-4 code of a country, "" where it has none.
func fipsOf(country string) string { return codes().countries[country].fips }

// cameoCountry gives the code of a country as an actor of CAMEO, "" where it has none.
func cameoCountry(country string) string {
	switch country {
	case "", "IGO", "NGO", "ISG":
		return ""
	}
	switch c := codes().countries[country].cameo; c {
	case "":
		return country
	case "-":
		return ""
	default:
		return c
	}
}

// sectorsOf gives all sectors of an actor, the first one first.
func sectorsOf(a record.Actor) []string {
	if len(a.Sectors) > 0 {
		return a.Sectors
	}
	if a.Sector != "" {
		return []string{a.Sector}
	}
	return nil
}

// rootOf gives the root code of CAMEO for acts of a type, where the type has only one.
func rootOf(typ string) string {
	root := ""
	for _, c := range ontology.Codes() {
		if c.Type != typ || len(c.Code) < 2 {
			continue
		}
		if root != "" && root != c.Code[:2] {
			return ""
		}
		root = c.Code[:2]
	}
	return root
}
