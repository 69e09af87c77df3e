package web

import (
	"net/http"
	"net/url"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/knowledge"
)

// actorLine is an actor in the list, or a neighbour of one.
type actorLine struct {
	Name, Address, Relation string
	N                       int
}

// maxActors is how many actors the list names.
const maxActors = 200

// actors lists who has to do with the events that are asked for.
func (s *Server) actors(r *request) error {
	if r.format == "json" {
		return s.network(r)
	}
	counts, err := s.counts(r, "side")
	if err != nil {
		return err
	}
	var lines []actorLine
	for _, c := range view.Ranked(counts.values["side"], maxActors) {
		lines = append(lines, s.actorLine(r, c))
	}
	net, err := s.networkOf(r)
	if err != nil {
		return err
	}
	source := "/actors.json"
	if r.URL.RawQuery != "" {
		source += "?" + r.URL.RawQuery
	}
	return s.show(r, http.StatusOK, "actors", "Actors", map[string]any{"Rows": lines, "Chips": chips(r), "Source": source, "Ties": net.Ties(), "Forms": []form{{"json", source}}})
}

func (s *Server) actorLine(r *request, c view.Count) actorLine {
	return actorLine{Name: s.record.PartyName(r.Context(), c.Value), Address: "/actors/" + url.PathEscape(c.Value), N: c.N}
}

// roleLine is an office or standing of an actor with its time.
type roleLine struct{ Title, Country, From, To string }

func (s *Server) actor(r *request) error {
	key := r.PathValue("id")
	name := s.record.PartyName(r.Context(), key)
	d, err := s.record.Deeds(r.Context(), key, r.selection.Time)
	if err != nil {
		return err
	}
	entity, known := s.record.Base.Entity(key)
	if !known && len(key) == 3 {
		entity, known = s.record.Base.StateOn(key, knowledge.Date{})
	}
	if !known && len(d.Did.Rows)+len(d.Suffered.Rows)+len(d.Said.Rows) == 0 {
		return keep.ErrNotFound
	}
	var roles []roleLine
	var also []string
	if known {
		for _, h := range s.record.Base.Roles(entity.ID) {
			roles = append(roles, roleLine{h.Title, h.Country, h.When.From.String(), h.When.To.String()})
		}
		for _, n := range entity.Names {
			if n.Text != entity.Name && len(also) < 12 {
				also = append(also, n.Text)
			}
		}
	}
	var near []actorLine
	for _, c := range d.Neighbour {
		l := s.actorLine(r, c)
		l.Relation = "/relations/" + url.PathEscape(key+"~"+c.Value)
		near = append(near, l)
	}
	return s.show(r, http.StatusOK, "actor", name, map[string]any{"Name": name, "Key": key, "Also": also, "Roles": roles, "Deeds": d, "Near": near, "Chips": chips(r)})
}
