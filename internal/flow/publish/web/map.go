package web

import (
	"net/http"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// drawn is how many events maps and networks are drawn from, the newest ones.
const drawn = 5_000

// termCounts are how many events have each value of a key, by key.
type termCounts struct {
	values map[string]map[string]int
	events int
}

// counts counts the terms of some keys over the events that are asked for.
func (s *Server) counts(r *request, keys ...string) (*termCounts, error) {
	sel := r.selection
	sel.Sort, sel.Limit, sel.Cursor = "", drawn, ""
	return view.Remember(r.Context(), s.record, "terms "+strings.Join(keys, ",")+" "+sel.String(), func() (*termCounts, error) {
		return s.countTerms(r, sel, keys)
	})
}

func (s *Server) countTerms(r *request, sel query.Selection, keys []string) (*termCounts, error) {
	f, err := s.record.Filter("joined", sel)
	if err != nil {
		return nil, err
	}
	f.Columns, f.WithTerms = true, true
	counts := termCounts{values: map[string]map[string]int{}}
	for _, k := range keys {
		counts.values[k] = map[string]int{}
	}
	for g, err := range s.record.Groups(r.Context(), f) {
		if err != nil {
			return nil, err
		}
		counts.events++
		for _, t := range g.Terms {
			key, value, _ := strings.Cut(t, "=")
			if c, ok := counts.values[key]; ok && !s.isState(value) {
				c[value]++
			}
		}
	}
	return &counts, nil
}

// isState tells whether a key is the id of a state, which stands beside its code in the terms of an event.
func (s *Server) isState(key string) bool {
	e, ok := s.record.Base.Entity(key)
	return ok && e.Polity != nil
}

// placeCounts are how many events took place where, parted by how exactly it is known.
type placeCounts struct{ points, areas map[string]int }

// placesOf counts the places of the events that are asked for: those of towns and better, which are points of the map, and
// those of districts and provinces, which are none.
func (s *Server) placesOf(r *request) (*placeCounts, error) {
	sel := r.selection
	sel.Sort, sel.Limit, sel.Cursor = "", drawn, ""
	return view.Remember(r.Context(), s.record, "places "+sel.String(), func() (*placeCounts, error) {
		f, err := s.record.Filter("joined", sel)
		if err != nil {
			return nil, err
		}
		p := placeCounts{map[string]int{}, map[string]int{}}
		for e, err := range keep.Entries[*record.Joined](s.record.Groups(r.Context(), f)) {
			switch {
			case err != nil:
				return nil, err
			case e.Place == nil || e.Place.Precision == "country" || e.Place.Precision == "region":
			case e.Place.Precision == "district" || e.Place.Precision == "province":
				p.areas[e.Place.Name]++
			default:
				p.points[e.Place.Name]++
			}
		}
		return &p, nil
	})
}

// Most places of each sort that the list beside the map names.
const (
	mostPoints = 90
	mostAreas  = 60
)

// mapPage shows where the events that are asked for took place; the list below the map has the same.
func (s *Server) mapPage(r *request) error {
	if r.format == "geojson" {
		return s.export(r, "geojson", "joined")
	}
	counts, err := s.counts(r, "country")
	if err != nil {
		return err
	}
	places, err := s.placesOf(r)
	if err != nil {
		return err
	}
	var countries []actorLine
	for _, c := range view.Ranked(counts.values["country"], 60) {
		countries = append(countries, actorLine{Name: s.record.PartyName(r.Context(), c.Value), Address: "/events?" + with(r, "country", c.Value), N: c.N})
	}
	return s.show(r, http.StatusOK, "map", "Map", map[string]any{
		"Source": forms(r, "geojson")[0].Address, "Countries": countries, "Points": view.Ranked(places.points, mostPoints), "Areas": view.Ranked(places.areas, mostAreas),
		"Events": counts.events, "Chips": chips(r), "Forms": forms(r, "geojson"),
	})
}

// with gives the parameters of this address with one more.
func with(r *request, key, value string) string {
	q := r.URL.Query()
	q.Del("cursor")
	q.Set(key, value)
	return q.Encode()
}

// networkNode and networkLink are what the drawing of a network reads.
type networkNode struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Events int    `json:"events"`
}

type networkLink struct {
	Source  string  `json:"source"`
	Target  string  `json:"target"`
	Events  int     `json:"events"`
	Score   float64 `json:"score"`
	Address string  `json:"address"`
}

// networkSize is how many relations a network is drawn from: more cannot be read.
const networkSize = 40

// named tells whether a party is one that the knowledge has a name for, not only a description ("militants").
func (s *Server) named(key string) bool {
	if len(key) == 3 && strings.ToUpper(key) == key {
		return true
	}
	_, ok := s.record.Base.Entity(key)
	return ok
}

// networkData is a network as its drawing and its table read it.
type networkData struct {
	Nodes []networkNode `json:"nodes"`
	Links []networkLink `json:"links"`
}

// tie is a row of the table of a network.
type tie struct {
	Names, Address string
	Events         int
	Score          float64
}

// Ties gives the links with the names of both ends.
func (d *networkData) Ties() (all []tie) {
	names := map[string]string{}
	for _, n := range d.Nodes {
		names[n.ID] = n.Name
	}
	for _, l := range d.Links {
		all = append(all, tie{names[l.Source] + " and " + names[l.Target], l.Address, l.Events, l.Score})
	}
	return all
}

// network answers with the network as data.
func (s *Server) network(r *request) error {
	d, err := s.networkOf(r)
	if err != nil {
		return err
	}
	return writeJSON(r, d)
}

// networkOf gives the strongest relations of the events that are asked for as nodes and links.
func (s *Server) networkOf(r *request) (*networkData, error) {
	sel := r.selection
	sel.Sort, sel.Limit, sel.Cursor = "", drawn, ""
	return view.Remember(r.Context(), s.record, "network "+sel.String(), func() (*networkData, error) { return s.makeNetwork(r, sel) })
}

func (s *Server) makeNetwork(r *request, sel query.Selection) (*networkData, error) {
	f, err := s.record.Filter("joined", sel)
	if err != nil {
		return nil, err
	}
	f.Columns, f.WithTerms = true, true
	n, scores := map[string]int{}, map[string]float64{}
	for g, err := range s.record.Groups(r.Context(), f) {
		if err != nil {
			return nil, err
		}
		for _, t := range g.Terms {
			if pair, ok := strings.CutPrefix(t, "dyad="); ok {
				n[pair]++
				scores[pair] += g.Score
			}
		}
	}
	d := &networkData{Nodes: []networkNode{}, Links: []networkLink{}}
	nodes := map[string]int{}
	for _, c := range view.Ranked(n, len(n)) {
		a, b, _ := strings.Cut(c.Value, "~")
		if !s.named(a) || !s.named(b) || len(d.Links) == networkSize {
			continue
		}
		d.Links = append(d.Links, networkLink{a, b, c.N, scores[c.Value] / float64(c.N), "/relations/" + c.Value})
		nodes[a] += c.N
		nodes[b] += c.N
	}
	for _, c := range view.Ranked(nodes, 2*networkSize) {
		d.Nodes = append(d.Nodes, networkNode{c.Value, s.record.PartyName(r.Context(), c.Value), c.N})
	}
	return d, nil
}
