package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/knowledge"
)

// actorLine is an actor in the list, or a neighbour of one.
type actorLine struct {
	Name     string `json:"name"`
	Address  string `json:"link"`
	Relation string `json:"relation,omitempty"`
	N        int    `json:"events"`
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
	if r.format == "csv" {
		r.head("csv")
		rows := [][]string{{"actor", "name", "events"}}
		for i, c := range view.Ranked(counts.values["side"], maxActors) {
			rows = append(rows, []string{c.Value, lines[i].Name, strconv.Itoa(c.N)})
		}
		return writeRows(r, rows)
	}
	net, err := s.networkOf(r)
	if err != nil {
		return err
	}
	source := "/actors.json"
	if r.URL.RawQuery != "" {
		source += "?" + r.URL.RawQuery
	}
	return s.show(r, http.StatusOK, "actors", "Actors", map[string]any{"Rows": lines, "Chips": chips(r), "Source": source, "Ties": net.Ties(), "Forms": forms(r, "csv", "json")})
}

func (s *Server) actorLine(r *request, c view.Count) actorLine {
	return actorLine{Name: s.record.PartyName(r.Context(), c.Value), Address: "/actors/" + url.PathEscape(c.Value), N: c.N}
}

// roleLine is an office or standing of an actor with its time.
type roleLine struct {
	Title   string `json:"title"`
	Country string `json:"country"`
	From    string `json:"from"`
	To      string `json:"to"`
}

// namesOf gives the other names of an actor, with the time in which they were in use where that is known, and the places
// that stand for it in reports.
func namesOf(e *knowledge.Entity) (names, standins []string) {
	seen := []string{e.Name}
	for _, n := range e.Names {
		if slices.Contains(seen, n.Text) {
			continue
		}
		seen = append(seen, n.Text)
		switch n.Relation {
		case knowledge.IsName, knowledge.IsAlias:
			text := n.Text
			switch from, to := dayOf(n.When.From), dayOf(n.When.To); {
			case from != "" && to != "":
				text += " (" + from + " to " + to + ")"
			case from != "":
				text += " (since " + from + ")"
			case to != "":
				text += " (until " + to + ")"
			}
			names = append(names, text)
		case knowledge.IsCapital, knowledge.IsMetonym:
			standins = append(standins, n.Text)
		}
	}
	return names[:min(len(names), mostNames)], standins[:min(len(standins), mostNames)]
}

// mostNames is how many names of a sort an actor's page has.
const mostNames = 16

// actorData is an actor as data: the newest of what it did, suffered, said, and of what is disputed of it.
type actorData struct {
	ID         string            `json:"id"`
	Name       string            `json:"name"`
	Also       []string          `json:"also"`
	Roles      []roleLine        `json:"roles"`
	Neighbours []actorLine       `json:"neighbours"`
	Did        []json.RawMessage `json:"did"`
	Suffered   []json.RawMessage `json:"suffered"`
	Said       []json.RawMessage `json:"said"`
	Disputed   []json.RawMessage `json:"disputed"`
}

func actorJSON(r *request, a *actorData, d *view.Deeds) error {
	var broken error
	a.Did, a.Suffered = encoded(d.Did.Rows, &broken), encoded(d.Suffered.Rows, &broken)
	a.Said, a.Disputed = encoded(d.Said.Rows, &broken), encoded(d.Disputed.Rows, &broken)
	if broken != nil {
		return broken
	}
	return writeJSON(r, a)
}

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
	var also, standins []string
	if known {
		for _, h := range s.record.Base.Roles(entity.ID) {
			roles = append(roles, roleLine{h.Title, h.Country, h.When.From.String(), h.When.To.String()})
		}
		also, standins = namesOf(entity)
	}
	var near []actorLine
	for _, c := range d.Neighbour {
		l := s.actorLine(r, c)
		l.Relation = "/relations/" + url.PathEscape(key+"~"+c.Value)
		near = append(near, l)
	}
	if r.format == "json" {
		return actorJSON(r, &actorData{ID: key, Name: name, Also: also, Roles: roles, Neighbours: near}, d)
	}
	return s.show(r, http.StatusOK, "actor", name, map[string]any{"Name": name, "Key": key, "Also": also, "Standins": standins, "Roles": roles, "Deeds": d, "Near": near, "Chips": chips(r), "Forms": forms(r, "json")})
}

// dayOf writes a bound that is known, "" for an open or unknown one.
func dayOf(b knowledge.Bound) string {
	if b.Date.IsZero() {
		return ""
	}
	return b.Date.String()
}
