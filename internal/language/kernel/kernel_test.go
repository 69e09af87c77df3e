package kernel_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/language/kernel"
)

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// wholeSides draws a left side with overlapping rows and packed weights, some
// of them at the bounds.
func wholeSides(r *rand.Rand, rows, ldx, depth, cols int) ([]int16, []int8) {
	x := make([]int16, (rows-1)*ldx+depth)
	for i := range x {
		x[i] = int16(r.IntN(2*kernel.MaxInput+1) - kernel.MaxInput)
		if r.IntN(4) == 0 {
			x[i] = kernel.MaxInput
		}
	}
	w := make([]int8, depth*cols)
	for i := range w {
		w[i] = int8(r.IntN(255) - 127)
		if r.IntN(4) == 0 {
			w[i] = 127
		}
	}
	return x, w
}

func TestIntegerKernelsGiveTheExactProduct(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := 8 * rapid.IntRange(1, 4).Draw(t, "rows/8")
		depth := 2 * rapid.IntRange(1, kernel.MaxDepth/2).Draw(t, "depth/2")
		cols := rapid.IntRange(1, 100).Draw(t, "cols")
		ldx := rapid.IntRange(1, depth+5).Draw(t, "ldx")
		r := random(rapid.Uint64().Draw(t, "seed"))
		x, plain := wholeSides(r, rows, ldx, depth, cols)
		w, err := kernel.OpenWeights(kernel.PackWeights(plain, depth, cols), depth, cols)
		if err != nil {
			t.Fatal(err)
		}
		ldd := w.PaddedCols() + rapid.IntRange(0, 3).Draw(t, "gap")
		for _, k := range kernel.All() {
			got := make([]int32, rows*ldd)
			k.MulInt(got, ldd, x, ldx, rows, w)
			half := depth / 4 * 2 // the same in two parts
			if half > 0 {
				first, second := make([]int32, rows*ldd), make([]int32, rows*ldd)
				k.MulPart(first, ldd, x, ldx, rows, w, 0, half)
				k.MulPart(second, ldd, x[half:], ldx, rows, w, half, depth-half)
				for i := range got {
					if first[i]+second[i] != got[i] {
						t.Fatalf("%s: value %d is %d in parts, %d at once", k.Name(), i, first[i]+second[i], got[i])
					}
				}
			}
			for i := range rows {
				for c := range w.PaddedCols() {
					want := int64(0)
					for d := 0; d < depth && c < cols; d++ {
						want += int64(x[i*ldx+d]) * int64(plain[d*cols+c])
					}
					if int64(got[i*ldd+c]) != want {
						t.Fatalf("%s: row %d column %d is %d, want %d", k.Name(), i, c, got[i*ldd+c], want)
					}
				}
			}
		}
	})
}

func TestDotIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := 32 * rapid.IntRange(0, kernel.MaxDotDepth/32).Draw(t, "n/32")
		r := random(rapid.Uint64().Draw(t, "seed"))
		a, b := make([]int16, n), make([]int16, n)
		want := int64(0)
		for i := range a {
			a[i] = int16(r.IntN(2*kernel.MaxDot+1) - kernel.MaxDot)
			b[i] = int16(r.IntN(2*kernel.MaxDot+1) - kernel.MaxDot)
			if r.IntN(2) == 0 {
				a[i], b[i] = kernel.MaxDot, kernel.MaxDot
			}
			want += int64(a[i]) * int64(b[i])
		}
		for _, k := range kernel.All() {
			if got := k.Dot(a, b); int64(got) != want {
				t.Fatalf("%s: %d, want %d", k.Name(), got, want)
			}
		}
	})
}

func TestSquashIsTheSameAndNearTheTangent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := 16 * rapid.IntRange(0, 9).Draw(t, "n/16")
		r := random(rapid.Uint64().Draw(t, "seed"))
		sums, scale, bias := make([]int32, n), make([]float32, n), make([]float32, n)
		for i := range sums {
			sums[i] = int32(r.Uint32()) >> r.IntN(32)
			scale[i] = float32(r.NormFloat64() * math.Pow(10, -float64(r.IntN(8))))
			bias[i] = float32(r.NormFloat64())
		}
		for _, k := range kernel.All() {
			got := make([]int16, n)
			k.Squash(got, sums, scale, bias)
			for i, v := range got {
				y := float32(float32(sums[i])*scale[i]) + bias[i]
				if want := math.Tanh(float64(y)) * kernel.SquashOne; math.Abs(float64(v)-want) > 2.5 {
					t.Fatalf("%s: squash of %v is %d, want %v", k.Name(), y, v, want)
				}
				first := make([]int16, n)
				kernel.Plain().Squash(first, sums, scale, bias)
				if v != first[i] {
					t.Fatalf("%s: squash of %v is %d, plain %d", k.Name(), y, v, first[i])
				}
			}
		}
	})
}

// TestFloatKernels compares with float64 sums, and the vector kernels of one
// processor with each other bit by bit.
func TestFloatKernels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, n := rapid.IntRange(1, 40).Draw(t, "m"), rapid.IntRange(1, 70).Draw(t, "n")
		depth := rapid.IntRange(1, 600).Draw(t, "depth")
		turnA, turnB := rapid.Bool().Draw(t, "a by column"), rapid.Bool().Draw(t, "b by column")
		r := random(rapid.Uint64().Draw(t, "seed"))
		a, b := floats(r, m, depth, turnA), floats(r, depth, n, turnB)
		start := floats(r, m, n, false).Data
		var fused []float32
		for _, k := range kernel.All() {
			c := append([]float32(nil), start...)
			var w kernel.Workspace
			k.AddProduct(m, n, depth, a, b, c, n, &w)
			for i := range m {
				for j := range n {
					want := float64(start[i*n+j])
					for d := range depth {
						want += float64(a.Data[i*a.RowStep+d*a.ColStep]) * float64(b.Data[d*b.RowStep+j*b.ColStep])
					}
					if math.Abs(float64(c[i*n+j])-want) > 1e-3 {
						t.Fatalf("%s: (%d, %d) is %v, want %v", k.Name(), i, j, c[i*n+j], want)
					}
				}
			}
			if k.Name() == "avx2" {
				fused = c
			}
			for i := range fused {
				if math.Float32bits(fused[i]) != math.Float32bits(c[i]) {
					t.Fatalf("%s: element %d is %v, in avx2 %v", k.Name(), i, c[i], fused[i])
				}
			}
		}
	})
}

func floats(r *rand.Rand, m, n int, turned bool) kernel.Matrix {
	x := kernel.Matrix{Data: make([]float32, m*n), RowStep: n, ColStep: 1}
	if turned {
		x.RowStep, x.ColStep = 1, m
	}
	for i := range x.Data {
		x.Data[i] = float32(r.NormFloat64())
	}
	return x
}

func TestOpenWeightsRefusesWrongSizes(t *testing.T) {
	for _, c := range [][3]int{{3, 1, 128}, {2, 0, 0}, {2, 1, 63}, {1026, 1, 1026 * 32}, {-2, 4, 0}} {
		if _, err := kernel.OpenWeights(make([]int8, c[2]), c[0], c[1]); err == nil {
			t.Errorf("%d x %d in %d bytes is accepted", c[0], c[1], c[2])
		}
	}
}

func BenchmarkMulInt(b *testing.B) {
	const rows, dim, cols = 64, 256, 768
	r := random(1)
	x, plain := wholeSides(r, rows, dim, 3*dim, cols)
	w, err := kernel.OpenWeights(kernel.PackWeights(plain, 3*dim, cols), 3*dim, cols)
	if err != nil {
		b.Fatal(err)
	}
	dst := make([]int32, rows*cols)
	for _, k := range kernel.All() {
		b.Run(k.Name(), func(b *testing.B) {
			for b.Loop() {
				k.MulInt(dst, cols, x, dim, rows, w)
			}
			b.ReportMetric(float64(rows*3*dim*cols)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
		})
	}
}

func BenchmarkAddProduct(b *testing.B) {
	const m, n, depth = 264, 768, 768
	r := random(1)
	x, y := floats(r, m, depth, false), floats(r, depth, n, false)
	c := make([]float32, m*n)
	for _, k := range kernel.All() {
		b.Run(k.Name(), func(b *testing.B) {
			var w kernel.Workspace
			for b.Loop() {
				k.AddProduct(m, n, depth, x, y, c, n, &w)
			}
			b.ReportMetric(float64(m*n*depth)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
		})
	}
}
