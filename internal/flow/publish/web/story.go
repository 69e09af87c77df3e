package web

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/record"
)

// storyRow is a story in the list, under the headline of one of its reports.
type storyRow struct {
	*record.Story
	Headline string
}

// storiesPage is what the page of stories reads.
type storiesPage struct {
	Rows  []storyRow
	Chips []chip
	Next  string
	Forms []form
}

func (s *Server) stories(r *request) error {
	if r.selection.Sort == "" {
		r.selection.Sort = "-published"
	}
	if r.format != "" {
		return data[*record.Story](s, r, "stories", "story")
	}
	list, err := view.List[*record.Story](r.Context(), s.record, "story", r.selection)
	if err != nil {
		return err
	}
	p := storiesPage{Chips: chips(r), Forms: forms(r, "json", "jsonl", "md", "atom")}
	if list.Next != "" {
		p.Next = address(r, "cursor", list.Next)
	}
	for _, story := range list.Rows {
		headline, err := s.record.Headline(r.Context(), story)
		if err != nil {
			return err
		}
		p.Rows = append(p.Rows, storyRow{story, headline})
	}
	return s.show(r, http.StatusOK, "stories", "Stories", p)
}

// storyPage is what the page of a story reads.
type storyPage struct {
	Story    *record.Story
	Headline string
	Reports  []keep.Source
	More     int // reports above those that are shown
	Events   []*record.Joined
	Forms    []form
}

// Limits of the page of a story.
const (
	storyReports = 200
	storyEvents  = 100
)

func (s *Server) story(r *request) error {
	story, err := view.One[*record.Story](r.Context(), s.record, r.PathValue("id"))
	if err != nil {
		return err
	}
	if r.format != "" {
		return one(r, story)
	}
	p := storyPage{Story: story, Forms: forms(r, "json"), More: max(len(story.Documents)-storyReports, 0)}
	var facts []record.ID
	for _, id := range story.Documents[:min(len(story.Documents), storyReports)] {
		source, err := s.record.Source(r.Context(), id)
		if err != nil {
			return err
		}
		p.Reports = append(p.Reports, source)
		entries, err := s.record.Facts(r.Context(), id)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if event, ok := e.(*record.Event); ok {
				facts = append(facts, event.ID)
			}
		}
	}
	if p.Events, err = s.eventsOf(r, facts); err != nil {
		return err
	}
	if p.Headline, err = s.record.Headline(r.Context(), story); err != nil {
		return err
	}
	return s.show(r, http.StatusOK, "story", p.Headline, p)
}

// eventsOf gives the events that stand on facts, each once, by rising day; those told by the most origins where there are
// too many.
func (s *Server) eventsOf(r *request, facts []record.ID) ([]*record.Joined, error) {
	if len(facts) == 0 {
		return nil, nil
	}
	groups, err := s.record.GroupsOf(r.Context(), "joined", facts)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(groups, func(a, b keep.Group) int {
		return cmp.Or(cmp.Compare(b.Origins, a.Origins), cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.ID, b.ID))
	})
	groups = slices.CompactFunc(groups, func(a, b keep.Group) bool { return a.ID == b.ID })
	groups = groups[:min(len(groups), storyEvents)]
	// An event without a day stands where it was first reported.
	slices.SortFunc(groups, func(a, b keep.Group) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.From, a.First), cmp.Or(b.From, b.First)), cmp.Compare(a.From, b.From), cmp.Compare(a.ID, b.ID))
	})
	all := make([]*record.Joined, 0, len(groups))
	for _, g := range groups {
		e, err := keep.EntryOf[*record.Joined](g)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}
