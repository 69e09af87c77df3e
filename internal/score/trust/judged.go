package trust

import (
	"errors"
	"fmt"
	"strings"
)

// Passage is a text whose events a reader judged one by one.
type Passage struct {
	Date     string // of publication, YYYY-MM-DD
	Text     string
	Verdicts map[string]bool // of an event, in one line: right or wrong
}

// ReadPassages reads judged passages: a line "= DATE TEXT", and below it for each event that was found "+ " or "- " and the
// event. Lines that begin with # are remarks. It reports every fault.
func ReadPassages(file string) ([]Passage, error) {
	var all []Passage
	var faults []error
	for i, line := range strings.Split(strings.TrimSuffix(file, "\n"), "\n") {
		mark, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case mark == "=" && len(rest) > 11 && rest[10] == ' ':
			all = append(all, Passage{Date: rest[:10], Text: rest[11:], Verdicts: map[string]bool{}})
		case (mark == "+" || mark == "-") && rest != "" && len(all) > 0:
			p := &all[len(all)-1]
			if was, twice := p.Verdicts[rest]; twice && was != (mark == "+") {
				faults = append(faults, fmt.Errorf("line %d: %q is right and wrong in one passage", i+1, rest))
			}
			p.Verdicts[rest] = mark == "+"
		default:
			faults = append(faults, fmt.Errorf("line %d: write \"= DATE TEXT\", \"+ EVENT\" or \"- EVENT\"", i+1))
		}
	}
	return all, errors.Join(faults...)
}
