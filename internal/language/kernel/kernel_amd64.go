package kernel

import (
	"math"

	"golang.org/x/sys/cpu"
)

// vectorKernels returns the vector kernels of this processor, slowest first.
func vectorKernels() []*Kernel {
	var out []*Kernel
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		out = append(out, &Kernel{name: "avx2", quick: true, rows: 6, cols: 16, tile: tileAVX2, group: groupAVX2, dot: dotAVX2, squash: squashAVX2})
	}
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA && cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
		out = append(out, &Kernel{name: "avx512", quick: true, rows: 12, cols: 32, tile: tileAVX512, group: groupAVX512, dot: dotAVX2, squash: squashAVX512})
	}
	return out
}

//go:noescape
func tile6x16(k int, a, b, c *float32, ldc int)

//go:noescape
func tile12x32(k int, a, b, c *float32, ldc int)

//go:noescape
func block4x16(dst *int32, ldd int, x *int16, ldx int, w *int8, pairs int)

//go:noescape
func block8x32(dst *int32, ldd int, x *int16, ldx int, w *int8, next, pairs int)

//go:noescape
func dot32(a, b *int16, n int) int32

func tileAVX2(k int, a, b, c []float32, ldc int) {
	_, _, _ = a[6*k-1], b[16*k-1], c[5*ldc+15]
	tile6x16(k, &a[0], &b[0], &c[0], ldc)
}

func tileAVX512(k int, a, b, c []float32, ldc int) {
	_, _, _ = a[12*k-1], b[32*k-1], c[11*ldc+31]
	tile12x32(k, &a[0], &b[0], &c[0], ldc)
}

func groupAVX2(dst []int32, ldd int, x []int16, ldx, rows int, w panels, depth int) {
	_, _, _ = dst[(rows-1)*ldd+31], x[(rows-1)*ldx+depth-1], w.data[w.next+16*depth-1]
	for c := 0; c < BlockCols; c += panelCols {
		for i := 0; i < rows; i += 4 {
			block4x16(&dst[i*ldd+c], ldd, &x[i*ldx], ldx, &w.data[c/panelCols*w.next], depth/2)
		}
	}
}

func groupAVX512(dst []int32, ldd int, x []int16, ldx, rows int, w panels, depth int) {
	_, _, _ = dst[(rows-1)*ldd+31], x[(rows-1)*ldx+depth-1], w.data[w.next+16*depth-1]
	for i := 0; i < rows; i += BlockRows {
		block8x32(&dst[i*ldd], ldd, &x[i*ldx], ldx, &w.data[0], w.next, depth/2)
	}
}

//go:noescape
func squash8(dst *int16, sums *int32, scale, bias *float32, n int, constants *float32)

//go:noescape
func squash16(dst *int16, sums *int32, scale, bias *float32, n int, constants *float32)

// squashConstants are the numbers of squashPlain in the order in which the
// assembly reads them; the last is a whole number.
func squashConstants() *[11]float32 {
	return &[11]float32{-squashEnd, squashEnd, 378, 17325, 135135, 28, 3150, 62370, SquashOne, SquashOne + 0.5, math.Float32frombits(SquashOne)}
}

func squashAVX2(dst []int16, sums []int32, scale, bias []float32) {
	squash8(&dst[0], &sums[0], &scale[0], &bias[0], len(dst), &squashConstants()[0])
}

func squashAVX512(dst []int16, sums []int32, scale, bias []float32) {
	squash16(&dst[0], &sums[0], &scale[0], &bias[0], len(dst), &squashConstants()[0])
}

func dotAVX2(a, b []int16) int32 { return dot32(&a[0], &b[0], len(a)) }
