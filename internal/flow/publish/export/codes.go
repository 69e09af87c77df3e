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

// countryCodes are the codes of a country in other systems; "" where a system has none.
type countryCodes struct{ cow, letters, fips, cameo string }

// role is what CAMEO has for a sector.
type role struct{ column, cameo string }

// codebook is all that the data files hold.
type codebook struct {
	countries map[string]countryCodes // by ISO 3166-1 alpha-3
	roles     map[string]role         // by sector
	losses    map[string][]Loss       // by format
}

// codes reads the data files at first use. The tests read the same files, so a fault in them never leaves the house.
var codes = sync.OnceValue(func() *codebook {
	c, faults := readCodes(countriesTable, rolesTable, lossesTable)
	if len(faults) > 0 {
		panic("internal error: " + strings.Join(faults, "\n"))
	}
	return c
})

// readCodes reads the three tables and reports all their faults, each with file and line.
func readCodes(countries, roles, losses string) (c *codebook, faults []string) {
	c = &codebook{countries: map[string]countryCodes{}, roles: map[string]role{}, losses: map[string][]Loss{}}
	seen := map[string]string{}
	faults = append(faults, readTable("countries.tsv", countries, []string{"country", "cow", "letters", "fips", "cameo", "source"}, func(cells []string) string {
		code := cells[0]
		switch {
		case !capitals(code, 3):
			return fmt.Sprintf("%q is no ISO 3166-1 alpha-3 code: write three capital letters", code)
		case c.countries[code] != (countryCodes{}):
			return code + " stands twice: join the lines"
		case (cells[1] == "") != (cells[2] == ""):
			return "number and letters of Correlates of War come together: fill or empty both"
		case cells[1] != "" && (!digits(cells[1]) || !capitals(cells[2], 3)):
			return fmt.Sprintf("%s %s is no code of Correlates of War: write a number and three capital letters", cells[1], cells[2])
		case cells[3] != "" && !capitals(cells[3], 2):
			return fmt.Sprintf("%q is no FIPS 10-4 code: write two capital letters", cells[3])
		case cells[3] != "" && seen[cells[3]] != "":
			return fmt.Sprintf("%s has the FIPS code %s of %s: correct one", code, cells[3], seen[cells[3]])
		case cells[4] != "" && cells[4] != "-" && !capitals(cells[4], 3):
			return fmt.Sprintf("%q is no code of CAMEO: write three capital letters, or - for none", cells[4])
		}
		seen[cells[3]] = code
		c.countries[code] = countryCodes{cells[1], cells[2], cells[3], cells[4]}
		return ""
	})...)
	faults = append(faults, readTable("roles.tsv", roles, []string{"sector", "column", "cameo", "source"}, func(cells []string) string {
		switch {
		case !slices.ContainsFunc(ontology.Sectors(), func(t ontology.Term) bool { return t.Name == cells[0] }):
			return fmt.Sprintf("%q is no sector", cells[0])
		case cells[1] != "type" && cells[1] != "religion":
			return fmt.Sprintf("%q is no column: write type or religion", cells[1])
		case !capitals(cells[2], 3):
			return fmt.Sprintf("%q is no code of CAMEO: write three capital letters", cells[2])
		}
		c.roles[cells[0]] = role{cells[1], cells[2]}
		return ""
	})...)
	faults = append(faults, readTable("losses.tsv", losses, []string{"format", "field", "why"}, func(cells []string) string {
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
	})...)
	return c, faults
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
