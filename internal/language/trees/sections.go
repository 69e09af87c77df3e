package trees

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"

	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/model"
)

// Units of the whole-number network.
const (
	valueOne   = 1 << 11 // 1.0 in the vectors between layers
	embedShift = 9       // embeddings are summed with 20 bits after the point
	labelOne   = 1 << 10 // 1.0 in the label vectors
	// rounder makes cutting off the fraction a rounding, for values down to
	// -rounder, when rounder is taken away afterwards.
	rounder = 1 << 15
)

// product is a packed matrix with what turns its sums into values: value =
// sum*scale + bias, by column.
type product struct {
	w           kernel.Weights
	scale, bias []float32
}

// network is the opened network.
type network struct {
	cfg       Config
	values    [NumKinds]*model.Strings // value i of the list is feature i+1
	embed     [NumKinds][]int8
	factors   [NumKinds][]uint16
	layers    []product
	heads     product // dependent and head of an arc, then of a label
	arc       product // dependent -> the head it wants
	label     product // hidden layer -> labels
	tag       product // a layer -> pairs of tags
	tags      []Word  // without form, by number
	rootArc   []int16
	distances []int16 // one arc vector per class of distance
	wayLabel  []int32 // one label vector per class of distance
	rootLabel []int32
}

// openNetwork reads the sections; the weights are used in place.
func openNetwork(f *model.File) (*network, error) {
	n := &network{}
	if err := f.DecodeJSON("trees/config", &n.cfg); err != nil {
		return nil, err
	}
	if err := n.cfg.check(); err != nil {
		return nil, fmt.Errorf("section %q: %w", "trees/config", err)
	}
	c := &n.cfg
	r := sectionReader{f: f}
	for k := range NumKinds {
		n.values[k] = r.strings("trees/values-"+k.String(), c.Counts[k]-1)
		n.embed[k] = model.Int8s(r.bytes("trees/embed-"+k.String(), c.Counts[k]*c.Dim))
		n.factors[k] = r.uint16s("trees/factors-"+k.String(), c.Counts[k])
	}
	for l := range c.Layers {
		n.layers = append(n.layers, r.product(fmt.Sprintf("trees/layer%d", l+1), 3*c.Dim, 3*c.Dim))
	}
	n.heads = r.product("trees/heads", c.Dim, 2*c.Arc+2*c.Label)
	n.arc = r.product("trees/arc", c.Arc, c.Arc)
	n.label = r.product("trees/label", c.Label, len(c.Labels))
	n.tag = r.product("trees/tag", c.Dim, len(c.Tags))
	for _, t := range c.Tags {
		upos, xpos, _ := strings.Cut(t, "|")
		n.tags = append(n.tags, Word{UPOS: upos, XPOS: xpos})
	}
	for _, v := range r.floats("trees/root-arc", c.Arc) {
		n.rootArc = append(n.rootArc, int16(limit(v, kernel.MaxDot)))
	}
	for _, v := range r.floats("trees/distances", NumDistances*c.Arc) {
		n.distances = append(n.distances, int16(limit(v, kernel.MaxDot)))
	}
	for _, v := range r.floats("trees/way-label", NumDistances*c.Label) {
		n.wayLabel = append(n.wayLabel, limit(v, kernel.MaxInput))
	}
	for _, v := range r.floats("trees/root-label", c.Label) {
		n.rootLabel = append(n.rootLabel, limit(v, kernel.MaxInput))
	}
	return n, r.err
}

// sectionReader keeps the first error.
type sectionReader struct {
	f   *model.File
	err error
}

// bytes returns a section that must have size bytes; on failure, that many
// zero bytes, so that the caller need not stop.
func (r *sectionReader) bytes(name string, size int) []byte {
	b, err := r.f.Section(name)
	if err == nil && len(b) != size {
		err = fmt.Errorf("section %q has %d bytes, want %d; train the trees again", name, len(b), size)
	}
	if err != nil {
		if r.err == nil {
			r.err = err
		}
		return make([]byte, size)
	}
	return b
}

func (r *sectionReader) strings(name string, count int) *model.Strings {
	b, err := r.f.Section(name)
	var s *model.Strings
	if err == nil {
		s, err = model.OpenStrings(b)
	}
	if err == nil && s.Len() != count {
		err = fmt.Errorf("section %q has %d values, want %d; train the trees again", name, s.Len(), count)
	}
	if err != nil && r.err == nil {
		r.err = err
	}
	return s
}

func (r *sectionReader) uint16s(name string, n int) []uint16 {
	b := r.bytes(name, 2*n)
	out := make([]uint16, n)
	for i := range out {
		out[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return out
}

func (r *sectionReader) floats(name string, n int) []float32 {
	b := r.bytes(name, 4*n)
	out := make([]float32, n)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
		if bad := math.IsNaN(float64(out[i])) || math.Abs(float64(out[i])) > 1e9; bad && r.err == nil {
			r.err = fmt.Errorf("section %q: value %d is %v; train the trees again", name, i, out[i])
		}
	}
	return out
}

func (r *sectionReader) product(name string, depth, cols int) product {
	p := product{scale: r.floats(name+"-scale", cols), bias: r.floats(name+"-bias", cols)}
	data := model.Int8s(r.bytes(name, kernel.PackedSize(depth, cols)))
	w, err := kernel.OpenWeights(data, depth, cols)
	if err != nil && r.err == nil {
		r.err = fmt.Errorf("section %q: %w", name, err)
	}
	p.w = w
	return p
}

// limit cuts v off to a whole number within -end and end.
func limit(v float32, end int32) int32 {
	if v >= float32(end) {
		return end
	}
	if v <= float32(-end) {
		return -end
	}
	return int32(v)
}
