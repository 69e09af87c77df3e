package story

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

//go:embed common.tsv
var commonFile string

//go:embed themes.tsv
var themesFile string

//go:embed countries.tsv
var countriesFile string

//go:embed seats.tsv
var seatsFile string

// theme is what the words of a context say about the story of a report.
type theme struct {
	name   string
	weight float64
	wide   bool // one matter can run in several countries of a part of the world
}

// country is what a country says about the story of a report.
type country struct {
	region string
	weight float64
}

// scale are the fixed weights of words, themes and countries.
type scale struct {
	words     map[string]float64 // by stem; a stem without an entry is rare
	themes    map[string]theme   // by context
	countries map[string]country // by ISO 3166-1 alpha-3 code
	seats     map[string]bool    // cities by their keys
}

// Weights of words, in names that few reports hold.
const (
	rareWord   = 0.8
	commonWord = 0.35
	oftenWord  = 0.1
)

func readScale() (*scale, error) {
	s := &scale{words: map[string]float64{}, themes: map[string]theme{}, countries: map[string]country{}, seats: map[string]bool{}}
	return s, errors.Join(
		rows("common.tsv", commonFile, "class\twords", s.common),
		rows("themes.tsv", themesFile, "context\ttheme\tweight\twide", s.theme),
		rows("countries.tsv", countriesFile, "region\tweight\tcountries", s.country),
		rows("seats.tsv", seatsFile, "region\tcities", s.seat),
	)
}

// rows gives the cells of each row behind the head. The error names every fault.
func rows(name, file, head string, take func(cells []string) error) error {
	var faults []error
	lines := bufio.NewScanner(strings.NewReader(file))
	headed := false
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case !headed:
			if headed = true; line != head {
				faults = append(faults, fmt.Errorf("%s:%d: want the head %q, got %q", name, n, head, line))
			}
		default:
			cells := strings.Split(line, "\t")
			err := fmt.Errorf("want %d cells, got %d", strings.Count(head, "\t")+1, len(cells))
			if len(cells) == strings.Count(head, "\t")+1 {
				err = take(cells)
			}
			if err != nil {
				faults = append(faults, fmt.Errorf("%s:%d: %w", name, n, err))
			}
		}
	}
	return errors.Join(faults...)
}

func (s *scale) common(cells []string) error {
	weight, ok := map[string]float64{"often": oftenWord, "common": commonWord}[cells[0]]
	if !ok {
		return fmt.Errorf("class %q: want often or common", cells[0])
	}
	for _, w := range strings.Fields(cells[1]) {
		stem := likeness.Stem(w)
		if known, ok := s.words[stem]; !ok || weight < known {
			s.words[stem] = weight
		}
	}
	return nil
}

func (s *scale) theme(cells []string) error {
	weight, err := tenths(cells[2])
	if err != nil {
		return err
	}
	if _, twice := s.themes[cells[0]]; twice {
		return fmt.Errorf("context %q stands twice", cells[0])
	}
	if cells[3] != "yes" && cells[3] != "no" {
		return fmt.Errorf("wide %q: want yes or no", cells[3])
	}
	s.themes[cells[0]] = theme{cells[1], weight, cells[3] == "yes"}
	return nil
}

func (s *scale) country(cells []string) error {
	weight, err := tenths(cells[1])
	if err != nil {
		return err
	}
	for _, c := range strings.Fields(cells[2]) {
		if _, twice := s.countries[c]; twice {
			return fmt.Errorf("country %q stands twice", c)
		}
		s.countries[c] = country{cells[0], weight}
	}
	return nil
}

func (s *scale) seat(cells []string) error {
	for _, city := range strings.Split(cells[1], "; ") {
		key := nameKey(city)
		if key == "" || s.seats[key] {
			return fmt.Errorf("city %q stands twice or has no name", city)
		}
		s.seats[key] = true
	}
	return nil
}

func tenths(cell string) (float64, error) {
	n, err := strconv.Atoi(cell)
	if err != nil || n < 1 || n > 30 {
		return 0, fmt.Errorf("weight %q: want a number from 1 to 30", cell)
	}
	return float64(n) / 10, nil
}

// word gives the weight of a word by its stem, 0 for one that tells nothing.
func (s *scale) word(stem string) float64 {
	weight, known := s.words[stem]
	if !known {
		weight = rareWord
	}
	return min(weight, likeness.WeightOf(stem))
}

// of gives what a country says.
func (s *scale) of(code string) country {
	if c, ok := s.countries[code]; ok {
		return c
	}
	return country{weight: 1}
}
