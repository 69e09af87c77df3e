package export

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// attribute is a named value of a node or an edge, with its type in GraphML; of GEXF the types have the same names.
type attribute struct{ name, kind string }

func nodeAttributes() []attribute {
	return []attribute{{"label", "string"}, {"kind", "string"}, {"country", "string"}, {"sector", "string"}, {"wikidata", "string"}}
}

// edgeAttributes are those of edges; what is ours stands last.
func edgeAttributes(strict bool) []attribute {
	all := []attribute{
		{"kind", "string"},
		{"type", "string"},
		{"mode", "string"},
		{"quad", "int"},
		{"count", "int"},
		{"origins", "int"},
		{"intensity_mean", "double"},
		{"start", "string"},
		{"end", "string"},
		{"first_seen", "string"},
		{"last_seen", "string"},
		{"disputed", "int"},
	}
	if strict {
		return all
	}
	return append(all, attribute{"x_status", "string"}, attribute{"x_event", "string"})
}

func (n *node) values() []string {
	return []string{n.label, n.kind, n.country, n.sector, n.wikidata}
}

func (e *edge) values() []string {
	kind := "directed"
	if e.mutual {
		kind = "mutual" // a directed edge all the same: many programs refuse networks that mix the two
	}
	return []string{
		kind, e.typ, e.mode, strconv.Itoa(e.quad), strconv.Itoa(e.count), strconv.Itoa(e.origins),
		number(e.mean()), e.start, e.end, e.first, e.last, strconv.Itoa(e.disputed), e.status, e.event,
	}
}

// element writes XML. The first error stays and is given by flush. Characters that XML cannot hold are left out.
type element struct {
	enc *xml.Encoder
	err error
}

func newElement(w io.Writer) *element {
	_, err := io.WriteString(w, xml.Header)
	enc := xml.NewEncoder(w)
	enc.Indent("", " ")
	return &element{enc, err}
}

// within writes an element with its attributes, given as name and value in turn, round what inner writes.
func (e *element) within(name string, attributes []string, inner func()) {
	start := xml.StartElement{Name: xml.Name{Local: name}}
	for i := 0; i+1 < len(attributes); i += 2 {
		start.Attr = append(start.Attr, xml.Attr{Name: xml.Name{Local: attributes[i]}, Value: xmlText(attributes[i+1])})
	}
	e.put(start)
	if inner != nil {
		inner()
	}
	e.put(start.End())
}

func (e *element) text(s string) { e.put(xml.CharData(xmlText(s))) }

func (e *element) put(t xml.Token) {
	if e.err == nil {
		e.err = e.enc.EncodeToken(t)
	}
}

func (e *element) close(w io.Writer) error {
	if e.err == nil {
		e.err = e.enc.Close()
	}
	if e.err == nil {
		_, e.err = io.WriteString(w, "\n")
	}
	return e.err
}

// xmlText leaves out what no XML 1.0 document may hold.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\ufffd' || r < ' ' && r != '\t' && r != '\n' {
			return -1
		}
		return r
	}, clean(s))
}

// graphml writes a network as GraphML: values are data with keys.
func (x *job) graphml() error {
	n, err := x.network()
	if err != nil {
		return err
	}
	e, edges := newElement(x.out), edgeAttributes(x.Strict)
	e.within("graphml", []string{
		"xmlns", "http://graphml.graphdrawing.org/xmlns", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xsi:schemaLocation", "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
	}, func() {
		for _, a := range nodeAttributes() {
			e.within("key", []string{"id", "n_" + a.name, "for", "node", "attr.name", a.name, "attr.type", a.kind}, nil)
		}
		for _, a := range edges {
			e.within("key", []string{"id", "e_" + a.name, "for", "edge", "attr.name", a.name, "attr.type", a.kind}, nil)
		}
		e.within("graph", []string{"id", "chancery", "edgedefault", "directed"}, func() {
			for _, v := range n.nodes {
				e.within("node", []string{"id", v.id}, func() { e.data("n_", nodeAttributes(), v.values()) })
			}
			for i, v := range n.edges {
				at := []string{"id", "e" + strconv.Itoa(i+1), "source", v.source, "target", v.target}
				e.within("edge", at, func() { e.data("e_", edges, v.values()) })
			}
		})
	})
	return e.close(x.out)
}

// data writes the values that are not empty.
func (e *element) data(prefix string, attributes []attribute, values []string) {
	for i, a := range attributes {
		if values[i] != "" {
			e.within("data", []string{"key", prefix + a.name}, func() { e.text(values[i]) })
		}
	}
}

// gexf writes a network as GEXF 1.3. Edges of one pair differ by kind, so that none is taken for another one.
func (x *job) gexf() error {
	n, err := x.network()
	if err != nil {
		return err
	}
	e, edges := newElement(x.out), edgeAttributes(x.Strict)
	e.within("gexf", []string{
		"xmlns", "http://gexf.net/1.3", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xsi:schemaLocation", "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd", "version", "1.3",
	}, func() {
		e.within("meta", nil, func() {
			e.within("creator", nil, func() { e.text("chancery " + x.Program) })
		})
		e.within("graph", []string{"defaultedgetype", "directed", "mode", "static"}, func() {
			e.declare("node", nodeAttributes()[1:])
			e.declare("edge", edges)
			e.within("nodes", nil, func() {
				for _, v := range n.nodes {
					e.within("node", []string{"id", v.id, "label", v.label}, func() { e.attvalues(v.values()[1:]) })
				}
			})
			e.within("edges", nil, func() {
				for i, v := range n.edges {
					at := []string{"id", strconv.Itoa(i + 1), "source", v.source, "target", v.target, "kind", v.apart, "weight", strconv.Itoa(v.count)}
					e.within("edge", at, func() { e.attvalues(v.values()[:len(edges)]) })
				}
			})
		})
	})
	return e.close(x.out)
}

// declare names the values that nodes or edges have. GEXF has integer for GraphML's int.
func (e *element) declare(class string, attributes []attribute) {
	e.within("attributes", []string{"class", class, "mode", "static"}, func() {
		for i, a := range attributes {
			kind := a.kind
			if kind == "int" {
				kind = "integer"
			}
			e.within("attribute", []string{"id", strconv.Itoa(i), "title", a.name, "type", kind}, nil)
		}
	})
}

func (e *element) attvalues(values []string) {
	e.within("attvalues", nil, func() {
		for i, v := range values {
			if v != "" {
				e.within("attvalue", []string{"for", strconv.Itoa(i), "value", v}, nil)
			}
		}
	})
}
