package kernel

// vectorKernels returns the NEON kernel: every arm64 processor has it.
// Training uses plain Go there.
func vectorKernels() []*Kernel {
	return []*Kernel{{name: "neon", rows: 4, cols: 4, tile: tilePlain, group: groupNEON, dot: dotNEON, squash: squashPlain}}
}

//go:noescape
func block4x16(dst *int32, ldd int, x *int16, ldx int, w *int8, pairs int)

//go:noescape
func dot32(a, b *int16, n int) int32

func groupNEON(dst []int32, ldd int, x []int16, ldx, rows int, w panels, depth int) {
	_, _, _ = dst[(rows-1)*ldd+31], x[(rows-1)*ldx+depth-1], w.data[w.next+16*depth-1]
	for c := 0; c < BlockCols; c += panelCols {
		for i := 0; i < rows; i += 4 {
			block4x16(&dst[i*ldd+c], ldd, &x[i*ldx], ldx, &w.data[c/panelCols*w.next], depth/2)
		}
	}
}

func dotNEON(a, b []int16) int32 { return dot32(&a[0], &b[0], len(a)) }
