package export

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/record"
)

// network is who acts on whom.
type network struct {
	nodes []node // by id
	edges []edge // by source, target, type, month, id
}

// node is an actor, or all that acts for one state.
type node struct{ id, label, kind, country, sector, wikidata string }

// edge is one event between two nodes, or all of a type within a month.
type edge struct {
	source, target string
	mutual         bool   // acts that both take part in: there is no direction
	apart          string // what tells edges of one pair apart
	typ, mode      string
	quad           int
	count, origins int
	disputed       int
	intensity      float64 // the sum over events
	start, end     string  // days of the events
	first, last    string  // publication
	status         string  // "" where events of several are joined
	event          string  // the only one, "" of several
	order          string  // what edges of one pair are ordered by
}

// mean gives the middle intensity of the events of an edge.
func (e *edge) mean() float64 { return e.intensity / float64(e.count) }

// network gathers the events that were asked for. Raw keeps each as an edge between the actors as they were named; else
// what acts for one state is one node, and events of one type within a month are one edge: only those that happened or go
// on, for a plan is no act.
func (x *job) network() (*network, error) {
	nodes, edges := map[string]*node{}, map[string]*edge{}
	left := 0
	for e, err := range entries[*record.Joined](x, x.Filter) {
		if err != nil {
			return nil, err
		}
		if !x.Raw && !ontology.Counts(e.Status) {
			left++
			continue
		}
		m, err := x.matterOf(e)
		if err != nil {
			return nil, err
		}
		disputed := len(m.disputes) > 0 || contradicted(e)
		pairs := x.pairs(e)
		if len(pairs) == 0 {
			left++
		}
		for _, p := range pairs {
			x.put(nodes, p.from)
			x.put(nodes, p.to)
			x.join(edges, p, e, disputed)
		}
	}
	if left > 0 {
		x.about.Losses = append(x.about.Losses, Loss{"edges", fmt.Sprintf("%d events are no edge: they have one side only, or (without --raw) were planned, proposed, denied or would be", left)})
	}
	n := &network{}
	for _, id := range slices.Sorted(maps.Keys(nodes)) {
		n.nodes = append(n.nodes, *nodes[id])
	}
	for _, key := range slices.Sorted(maps.Keys(edges)) {
		n.edges = append(n.edges, *edges[key])
	}
	slices.SortFunc(n.edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.target, b.target), cmp.Compare(a.order, b.order))
	})
	x.about.Rows = len(n.edges)
	return n, nil
}

// pair is two actors between which an event takes place.
type pair struct {
	from, to record.Actor
	mutual   bool
}

// pairs gives the pairs of an event: each actor with each recipient, or the actors among themselves where there is no
// other side, as in talks. Nobody acts on himself.
func (x *job) pairs(e *record.Joined) []pair {
	var all []pair
	seen := map[string]bool{}
	add := func(a, b record.Actor, mutual bool) {
		from, to := x.nodeID(a), x.nodeID(b)
		if from == "" || to == "" || from == to || seen[from+"\n"+to] {
			return
		}
		seen[from+"\n"+to] = true
		all = append(all, pair{a, b, mutual})
	}
	if len(e.Recipients) > 0 {
		for _, a := range e.Actors {
			for _, b := range e.Recipients {
				add(a, b, false)
			}
		}
		return all
	}
	actors := slices.SortedFunc(slices.Values(e.Actors), func(a, b record.Actor) int { return cmp.Compare(x.nodeID(a), x.nodeID(b)) })
	for i, a := range actors {
		for _, b := range actors[i+1:] {
			add(a, b, true)
		}
	}
	return all
}

func (x *job) nodeID(a record.Actor) string {
	if x.Raw {
		return ledger.KeyOf(a)
	}
	return ledger.PartyOf(a)
}

// put adds the node of an actor. The label of a state is the name under which it acts itself, or else its code.
func (x *job) put(nodes map[string]*node, a record.Actor) {
	id := x.nodeID(a)
	n := node{id: id, label: clean(a.Name), kind: a.Kind, country: a.Country, sector: a.Sector}
	if !x.Raw && id == a.Country {
		if n.kind != "state" {
			n.label = id
		}
		n.kind, n.sector = "state", ""
	}
	old := nodes[id]
	if old == nil {
		nodes[id] = &n
		return
	}
	if old.label == id || n.label != id && n.label < old.label {
		old.label = n.label
	}
	old.kind, old.sector = cmp.Or(old.kind, n.kind), least(old.sector, n.sector)
}

// least gives the lesser of two values that are not empty.
func least(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

func (x *job) join(edges map[string]*edge, p pair, e *record.Joined, disputed bool) {
	start, end, _ := days(e.Time)
	start, end = start[:min(10, len(start))], end[:min(10, len(end))]
	month := cmp.Or(start, e.Support.First)
	month = month[:min(7, len(month))]
	order := e.Type + " " + month
	if x.Raw {
		order = cmp.Or(start, "~") + " " + string(e.ID)
	}
	from, to := x.nodeID(p.from), x.nodeID(p.to)
	key := strings.Join([]string{from, to, order, fmt.Sprint(p.mutual)}, "\n")
	g := edges[key]
	if g == nil {
		g = &edge{source: from, target: to, mutual: p.mutual, typ: e.Type, mode: e.Mode, quad: e.Quad, status: string(e.Status), order: order, apart: e.Type + " " + month}
		if x.Raw {
			g.apart = string(e.ID)
		}
		g.event = string(e.ID)
		edges[key] = g
	}
	if g.mode != e.Mode {
		g.mode = "" // of several modes there is none
	}
	if g.status != string(e.Status) {
		g.status = ""
	}
	if g.event != string(e.ID) {
		g.event = ""
	}
	g.count++
	g.origins += e.Support.Origins
	g.intensity += e.Score
	if disputed {
		g.disputed++
	}
	g.start, g.end = least(g.start, start), max(g.end, end)
	g.first, g.last = least(g.first, e.Support.First), max(g.last, e.Support.Last)
}
