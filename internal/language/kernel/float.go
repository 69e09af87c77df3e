package kernel

// Matrix is a view of float32 values: element (i, j) is Data[i*RowStep+j*ColStep].
// Rows may overlap, so a window of rows is a view with wider rows.
type Matrix struct {
	Data             []float32
	RowStep, ColStep int
}

// Workspace holds the packed blocks of a product between calls. The zero
// value is ready; one goroutine uses it at a time.
type Workspace struct {
	a, b, c []float32
}

// depthBlock is the part of the inner dimension that is packed at once. All
// kernels share it, so that they add in the same order.
const depthBlock = 256

// AddProduct adds the product of a (m x depth) and b (depth x n) to c, whose
// rows of n values are ldc apart.
func (k *Kernel) AddProduct(m, n, depth int, a, b Matrix, c []float32, ldc int, w *Workspace) {
	if m == 0 || n == 0 {
		return
	}
	mp, np := (m+k.rows-1)/k.rows*k.rows, (n+k.cols-1)/k.cols*k.cols
	w.a = grown(w.a, mp*min(depth, depthBlock))
	w.b = grown(w.b, k.cols*min(depth, depthBlock))
	w.c = grown(w.c, k.rows*k.cols)
	for d := 0; d < depth; d += depthBlock {
		kc := min(depthBlock, depth-d)
		k.packRows(w.a, a, m, d, kc)
		for j := 0; j < np; j += k.cols {
			packCols(w.b, b, d, kc, j, min(k.cols, n-j), k.cols)
			for i := 0; i < mp; i += k.rows {
				ap := w.a[i*kc : (i+k.rows)*kc]
				if i+k.rows <= m && j+k.cols <= n {
					k.tile(kc, ap, w.b, c[i*ldc+j:], ldc)
				} else {
					k.edge(kc, ap, w, c[i*ldc+j:], ldc, min(k.rows, m-i), min(k.cols, n-j))
				}
			}
		}
	}
}

// edge computes a tile of which only rows x cols values exist.
func (k *Kernel) edge(kc int, a []float32, w *Workspace, c []float32, ldc, rows, cols int) {
	clear(w.c)
	for i := range rows {
		copy(w.c[i*k.cols:i*k.cols+cols], c[i*ldc:])
	}
	k.tile(kc, a, w.b, w.c, k.cols)
	for i := range rows {
		copy(c[i*ldc:i*ldc+cols], w.c[i*k.cols:])
	}
}

// packRows copies columns d to d+kc of a into strips of k.rows rows, each
// strip by column, missing rows as zero.
func (k *Kernel) packRows(dst []float32, a Matrix, m, d, kc int) {
	r := k.rows
	for i := 0; i < m; i += r {
		strip := dst[i*kc : (i+r)*kc]
		if a.RowStep == 1 && i+r <= m {
			for x := range kc {
				copy(strip[x*r:x*r+r], a.Data[i+(d+x)*a.ColStep:])
			}
			continue
		}
		for ii := range r {
			if i+ii >= m {
				for x := range kc {
					strip[x*r+ii] = 0
				}
				continue
			}
			at := (i+ii)*a.RowStep + d*a.ColStep
			if a.ColStep == 1 {
				for x, v := range a.Data[at : at+kc] {
					strip[x*r+ii] = v
				}
				continue
			}
			for x := range kc {
				strip[x*r+ii] = a.Data[at]
				at += a.ColStep
			}
		}
	}
}

// packCols copies rows d to d+kc and n columns from j of b, each row of cols
// values, missing columns as zero.
func packCols(dst []float32, b Matrix, d, kc, j, n, cols int) {
	if n < cols {
		clear(dst[:kc*cols])
	}
	if b.ColStep == 1 {
		for x := range kc {
			at := (d+x)*b.RowStep + j
			copy(dst[x*cols:x*cols+n], b.Data[at:at+n])
		}
		return
	}
	for jj := range n {
		at := d*b.RowStep + (j+jj)*b.ColStep
		for x := range kc {
			dst[x*cols+jj] = b.Data[at]
			at += b.RowStep
		}
	}
}

// grown returns a slice of n values, reusing s if it is long enough.
func grown(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}

// tilePlain is the 4 x 4 tile. The conversions keep the compiler from joining
// product and sum into one rounding on processors that could.
func tilePlain(k int, a, b, c []float32, ldc int) {
	for i := 0; i < 4; i += 2 {
		r0, r1 := c[i*ldc:i*ldc+4], c[(i+1)*ldc:(i+1)*ldc+4]
		s00, s01, s02, s03 := r0[0], r0[1], r0[2], r0[3]
		s10, s11, s12, s13 := r1[0], r1[1], r1[2], r1[3]
		for x := range k {
			p := a[4*x+i : 4*x+i+2 : 4*x+i+2]
			q := b[4*x : 4*x+4 : 4*x+4]
			a0, a1 := p[0], p[1]
			s00 += float32(a0 * q[0])
			s01 += float32(a0 * q[1])
			s02 += float32(a0 * q[2])
			s03 += float32(a0 * q[3])
			s10 += float32(a1 * q[0])
			s11 += float32(a1 * q[1])
			s12 += float32(a1 * q[2])
			s13 += float32(a1 * q[3])
		}
		r0[0], r0[1], r0[2], r0[3] = s00, s01, s02, s03
		r1[0], r1[1], r1[2], r1[3] = s10, s11, s12, s13
	}
}
