// Package kernel multiplies matrices: whole numbers for a trained model,
// float32 for training.
//
// Whole-number products are exact, so every kernel gives the same bits: plain
// Go, AVX2 and AVX-512 on amd64, NEON on arm64. Float32 products add in the
// order of the inner dimension in every kernel; the vector kernels of amd64
// round once per multiply-add (FMA) and so agree with each other, plain Go
// rounds twice and agrees with itself on every processor.
package kernel

// Kernel is a set of matrix routines for one kind of processor.
type Kernel struct {
	name  string
	quick bool
	// float tile: c[i*ldc+j] += sum over k of a[k*rows+i]*b[k*cols+j]
	rows, cols int
	tile       func(k int, a, b, c []float32, ldc int)
	// whole numbers: see MulInt and Dot
	group func(dst []int32, ldd int, x []int16, ldx, rows int, w panels, depth int)
	dot   func(a, b []int16) int32
	// see Squash
	squash func(dst []int16, sums []int32, scale, bias []float32)
}

// Name returns "plain", "avx2", "avx512" or "neon".
func (k *Kernel) Name() string { return k.name }

// Quick reports whether products cost little more than the sums of what was
// computed before, so that keeping them does not pay.
func (k *Kernel) Quick() bool { return k.quick }

// Plain returns the kernel in plain Go that runs everywhere.
func Plain() *Kernel {
	return &Kernel{name: "plain", rows: 4, cols: 4, tile: tilePlain, group: groupPlain, dot: dotPlain, squash: squashPlain}
}

// All returns the kernels that this machine can run, the slowest first.
func All() []*Kernel { return append([]*Kernel{Plain()}, vectorKernels()...) }

// Best returns the fastest kernel of this machine.
func Best() *Kernel {
	all := All()
	return all[len(all)-1]
}

// ByName returns the kernel of that name if this machine can run it.
func ByName(name string) (*Kernel, bool) {
	for _, k := range All() {
		if k.name == name {
			return k, true
		}
	}
	return nil, false
}
