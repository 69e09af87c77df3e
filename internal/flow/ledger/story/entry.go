package story

import (
	"fmt"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/record"
)

// fewReports is how many reports have to share more than what most reports on a country share.
const fewReports = 3

// Groups describes the stories of linked reports. A story has two reports at least that are not copies of one text.
func (*Kind) Groups(component []*ledger.Item) ([]keep.Group, error) {
	var groups []keep.Group
	for _, items := range stories(component) {
		slices.SortFunc(items, ledger.Compare)
		if origins(items) < 2 {
			continue
		}
		all := rank(items)
		if len(items) <= fewReports && !told(all) {
			continue
		}
		g, err := group(items, all)
		if err != nil {
			return nil, err
		}
		groups = append(groups, g)
	}
	return groups, nil
}

// origins counts the texts of reports; copies of one text count once.
func origins(items []*ledger.Item) int {
	groups := map[int64]bool{}
	alone := 0
	for _, i := range items {
		if i.Source.Group == 0 {
			alone++
		} else {
			groups[i.Source.Group] = true
		}
	}
	return alone + len(groups)
}

// group describes one story.
func group(items []*ledger.Item, ranked []ranked) (keep.Group, error) {
	s := &record.Story{ID: record.IdentifyAs("n", items[0].ID)}
	publishers := map[string]bool{}
	var members []record.ID
	for _, i := range items {
		s.Documents = append(s.Documents, i.Source.ID)
		members = append(members, i.ID)
		if i.Source.Publisher != "" {
			publishers[ledger.Fold(i.Source.Publisher)] = true
		}
	}
	s.Support = record.Backing{
		Origins: origins(items), Reports: len(items), Outlets: len(publishers),
		First: items[0].Source.Published, Last: items[len(items)-1].Source.Published,
	}
	s.Names, s.Title = names(ranked), title(ranked)
	entry, err := record.Encode(s)
	if err != nil {
		return keep.Group{}, fmt.Errorf("story %s: %w", s.ID, err)
	}
	return keep.Group{
		Kind: Name, ID: s.ID, From: s.Support.First, To: s.Support.Last, First: s.Support.First, Last: s.Support.Last,
		Origins: s.Support.Origins, Reports: s.Support.Reports, Terms: terms(ranked, publishers), Members: members, Entry: entry,
	}, nil
}
