package trees

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/chancery-project/chancery/internal/language/kernel"
	"github.com/chancery-project/chancery/internal/language/model"
)

// Float is a trained network before its numbers are made small. Matrices are
// by row: element (input, output) is W[input*outputs+output].
type Float struct {
	Config Config
	Values [NumKinds][]string // without value 0
	Embed  [NumKinds][]float32
	Layers []FloatProduct
	Heads  FloatProduct // dim -> arc dependent, arc head, label dependent, label head
	Arc    FloatProduct
	Label  FloatProduct
	Tag    FloatProduct
	// RootArc and RootLabel are the root's vectors as a head.
	RootArc, RootLabel []float32
	// Distances are added to a head's arc vector by the class of its distance.
	Distances []float32
	// WayLabel is added to the label vectors by the same class.
	WayLabel []float32
	// MaxDep, MaxHead and MaxWant are the largest values that were met in the
	// vectors of arcs; they set the units of those vectors.
	MaxDep, MaxHead, MaxWant float32
}

// FloatProduct is a matrix with a bias per output.
type FloatProduct struct{ W, B []float32 }

// Pack writes the network into sections "trees/...".
func (f *Float) Pack(b *model.Builder) error {
	f.Config.Form = form
	c := &f.Config
	if err := c.check(); err != nil {
		return fmt.Errorf("pack the network: %w", err)
	}
	p := packer{b: b}
	if err := b.SetJSON("trees/config", c); err != nil {
		return err
	}
	for k := range NumKinds {
		list, err := model.PackStrings(f.Values[k])
		if err != nil {
			return fmt.Errorf("values of kind %s: %w", k, err)
		}
		p.set("trees/values-"+k.String(), list)
		p.embed(k.String(), f.Embed[k], c.Dim)
	}
	for l, layer := range f.Layers {
		scale, bias := gateUnits(layer.B, c.Dim)
		p.product(fmt.Sprintf("trees/layer%d", l+1), layer.W, 3*c.Dim, 3*c.Dim, scale, bias)
	}
	f.packHeads(&p)
	return p.err
}

// gateUnits gives what is squashed: candidates as they are, gates halved
// (their function is a squashing of half the value).
func gateUnits(b []float32, dim int) (scale, bias []float32) {
	for j, v := range b {
		s := float32(1)
		if j >= dim {
			s = 0.5
		}
		scale, bias = append(scale, s/valueOne), append(bias, v*s)
	}
	return scale, bias
}

// packHeads writes the layers that score arcs and labels, in their units.
func (f *Float) packHeads(p *packer) {
	c := &f.Config
	dep, head, want := kernel.MaxInput/f.MaxDep, kernel.MaxDot/f.MaxHead, kernel.MaxDot/f.MaxWant
	var scale, bias []float32
	for j, v := range f.Heads.B {
		unit := float32(labelOne)
		if j < c.Arc {
			unit = dep
		} else if j < 2*c.Arc {
			unit = head
		}
		half := float32(0.5)
		if j >= 2*c.Arc {
			half += rounder
		}
		scale = append(scale, unit/valueOne)
		bias = append(bias, float32(v*unit)+half)
	}
	p.product("trees/heads", f.Heads.W, c.Dim, len(scale), scale, bias)
	scale, bias = nil, nil
	for _, v := range f.Arc.B {
		scale = append(scale, want/dep)
		bias = append(bias, float32(v*want)+(rounder+0.5))
	}
	p.product("trees/arc", f.Arc.W, c.Arc, c.Arc, scale, bias)
	scale = make([]float32, len(c.Labels))
	for j := range scale {
		scale[j] = 1.0 / labelOne
	}
	p.product("trees/label", f.Label.W, c.Label, len(c.Labels), scale, f.Label.B)
	scale = make([]float32, len(c.Tags))
	for j := range scale {
		scale[j] = 1.0 / valueOne
	}
	p.product("trees/tag", f.Tag.W, c.Dim, len(c.Tags), scale, f.Tag.B)
	p.floats("trees/root-arc", scaled(f.RootArc, head))
	p.floats("trees/distances", scaled(f.Distances, head))
	p.floats("trees/way-label", scaled(f.WayLabel, labelOne))
	p.floats("trees/root-label", scaled(f.RootLabel, labelOne))
}

// scaled returns v times s, rounded.
func scaled(v []float32, s float32) []float32 {
	out := make([]float32, len(v))
	for i, x := range v {
		out[i] = float32(math.Round(float64(x * s)))
	}
	return out
}

// packer writes sections and keeps the first error.
type packer struct {
	b   *model.Builder
	err error
}

func (p *packer) set(name string, data []byte) {
	if err := p.b.Set(name, data); err != nil && p.err == nil {
		p.err = err
	}
}

func (p *packer) floats(name string, v []float32) {
	var out []byte
	for _, x := range v {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(x))
	}
	p.set(name, out)
}

// embed writes rows in 8 bits with a factor of 16 bits per row.
func (p *packer) embed(name string, w []float32, dim int) {
	data, factors := make([]byte, len(w)), []byte(nil)
	for r := 0; r < len(w); r += dim {
		factor := min(math.MaxUint16, math.Ceil(largest(w[r:r+dim])/127*valueOne*(1<<embedShift)))
		for i, v := range w[r : r+dim] {
			if factor > 0 {
				q := math.Round(float64(v) * valueOne * (1 << embedShift) / factor)
				data[r+i] = byte(int8(max(-127, min(127, q))))
			}
		}
		factors = binary.LittleEndian.AppendUint16(factors, uint16(factor))
	}
	p.set("trees/embed-"+name, data)
	p.set("trees/factors-"+name, factors)
}

// product writes a matrix in 8 bits with a scale per column.
func (p *packer) product(name string, w []float32, depth, cols int, scale, bias []float32) {
	small := make([]int8, len(w))
	scales := make([]float32, cols)
	for c := range cols {
		top := 0.0
		for d := range depth {
			top = max(top, math.Abs(float64(w[d*cols+c])))
		}
		if top == 0 {
			continue
		}
		for d := range depth {
			small[d*cols+c] = int8(math.Round(float64(w[d*cols+c]) / top * 127))
		}
		scales[c] = float32(top / 127 * float64(scale[c]))
	}
	packed := kernel.PackWeights(small, depth, cols)
	data := make([]byte, len(packed))
	for i, v := range packed {
		data[i] = byte(v)
	}
	p.set(name, data)
	p.floats(name+"-scale", scales)
	p.floats(name+"-bias", bias)
}

func largest(w []float32) float64 {
	top := 0.0
	for _, v := range w {
		top = max(top, math.Abs(float64(v)))
	}
	return top
}
