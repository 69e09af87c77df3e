package series

import (
	"cmp"
	"slices"

	"github.com/chancery-project/chancery/record"
)

// Rule chooses among the values that are stated for a day.
type Rule string

// The rules. Each gives a value that somebody stated.
const (
	Lowest   Rule = "lowest"
	Highest  Rule = "highest"  // by the upper end where a range is stated
	Median   Rule = "median"   // each value counts as often as it has origins; of an even number the lower of the two in the middle
	Latest   Rule = "latest"   // published last; of several on one day the one of most origins
	Official Rule = "official" // the latest of a government's
)

// Rules lists the rules in the order of the documentation.
func Rules() []Rule { return []Rule{Lowest, Highest, Median, Latest, Official} }

// Pick chooses one of the values stated for a day; false where the rule finds none: no value, no government that states
// one, or a rule that does not exist.
func Pick(rule Rule, p record.Point) (record.Stated, bool) {
	stated := slices.Clone(p.Stated)
	slices.SortStableFunc(stated, func(a, b record.Stated) int {
		return cmp.Or(cmp.Compare(a.Value, b.Value), cmp.Compare(highest(a.Value, a.ValueMax), highest(b.Value, b.ValueMax)), cmp.Compare(a.Who, b.Who))
	})
	if rule == Official {
		stated = slices.DeleteFunc(stated, func(s record.Stated) bool { return s.Sector != "GOV" })
		rule = Latest
	}
	if len(stated) == 0 {
		return record.Stated{}, false
	}
	switch rule {
	case Lowest:
		return stated[0], true
	case Highest:
		return slices.MaxFunc(stated, func(a, b record.Stated) int {
			return cmp.Compare(highest(a.Value, a.ValueMax), highest(b.Value, b.ValueMax))
		}), true
	case Median:
		return middle(stated), true
	case Latest:
		return slices.MaxFunc(stated, func(a, b record.Stated) int {
			return cmp.Or(cmp.Compare(last(a), last(b)), cmp.Compare(a.Origins, b.Origins))
		}), true
	}
	return record.Stated{}, false
}

// middle gives the value in the middle of sorted ones, each counted as often as it has origins.
func middle(stated []record.Stated) record.Stated {
	total := 0
	for _, s := range stated {
		total += max(1, s.Origins)
	}
	passed := 0
	for _, s := range stated {
		if passed += max(1, s.Origins); 2*passed >= total {
			return s
		}
	}
	return stated[len(stated)-1]
}

func last(s record.Stated) string {
	day := ""
	for _, t := range s.Tellings {
		day = max(day, t.Published)
	}
	return day
}
