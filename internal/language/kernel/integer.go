package kernel

import "fmt"

// BlockRows and BlockCols are the sizes to which the rows of the left side
// and the columns of the packed right side are rounded up.
const (
	BlockRows = 8
	BlockCols = 32
	panelCols = 16 // columns stored together, two values of depth each
)

// Bounds that keep every sum of an integer product within int32: weights are
// -127 to 127, so depth * 127 * MaxInput < 2^31 for depth <= MaxDepth.
const (
	MaxInput = 16383
	MaxDepth = 1024
	// MaxDot bounds both sides of Dot for up to MaxDotDepth values.
	MaxDot      = 2047
	MaxDotDepth = 512
)

// Weights is a matrix of depth x Cols small whole numbers, packed for the
// kernels: for every 16 columns and every two values of depth, the 16 pairs.
// Depth is even; columns beyond Cols are zero up to a multiple of BlockCols.
type Weights struct {
	Depth, Cols int
	data        []int8
}

// PackedSize returns the bytes that a matrix takes when packed.
func PackedSize(depth, cols int) int {
	return (depth + depth%2) * ((cols + BlockCols - 1) / BlockCols * BlockCols)
}

// PackWeights packs w, whose element (d, c) is w[d*cols+c].
func PackWeights(w []int8, depth, cols int) []int8 {
	out := make([]int8, PackedSize(depth, cols))
	for d := range depth {
		for c := range cols {
			out[packedAt(d, c, depth+depth%2)] = w[d*cols+c]
		}
	}
	return out
}

// packedAt is the place of element (d, c).
func packedAt(d, c, depth int) int {
	return c/panelCols*panelCols*depth + d/2*2*panelCols + c%panelCols*2 + d%2
}

// OpenWeights views packed data, which is not copied.
func OpenWeights(data []int8, depth, cols int) (Weights, error) {
	if depth <= 0 || cols <= 0 || depth%2 != 0 || depth > MaxDepth || len(data) != PackedSize(depth, cols) {
		return Weights{}, fmt.Errorf("packed weights of %d x %d have %d bytes, want %d with even depth up to %d",
			depth, cols, len(data), PackedSize(depth, cols), MaxDepth)
	}
	return Weights{Depth: depth, Cols: cols, data: data}, nil
}

// PaddedCols returns Cols rounded up to a multiple of BlockCols.
func (w Weights) PaddedCols() int { return (w.Cols + BlockCols - 1) / BlockCols * BlockCols }

// panels are 32 columns of packed weights, from one place of depth on: the
// first 16 start at data[0], the others at data[next].
type panels struct {
	data []int8
	next int
}

// MulInt sets dst[i*ldd+c] to the sum over d of x[i*ldx+d] * w(d, c) for rows
// rows and all padded columns. rows is a multiple of BlockRows; rows of x may
// overlap (ldx < Depth); |x| <= MaxInput.
func (k *Kernel) MulInt(dst []int32, ldd int, x []int16, ldx, rows int, w Weights) {
	k.MulPart(dst, ldd, x, ldx, rows, w, 0, w.Depth)
}

// MulPart is MulInt with the rows from to from+depth of the weights alone; both
// numbers are even.
func (k *Kernel) MulPart(dst []int32, ldd int, x []int16, ldx, rows int, w Weights, from, depth int) {
	cols := w.PaddedCols()
	if rows == 0 {
		return
	}
	if rows%BlockRows != 0 || ldd < cols || len(dst) < (rows-1)*ldd+cols || len(x) < (rows-1)*ldx+depth ||
		from%2 != 0 || depth%2 != 0 || from < 0 || depth <= 0 || from+depth > w.Depth {
		panic(fmt.Sprintf("internal error: product of %d x %d and %d x %d from %d does not fit %d and %d values",
			rows, depth, w.Depth, w.Cols, from, len(x), len(dst)))
	}
	// All rows for one group of columns: the weights of the group stay in the
	// first cache, the rows of a batch in the second.
	for c := 0; c < cols; c += BlockCols {
		group := panels{w.data[c*w.Depth+from*panelCols : (c+BlockCols)*w.Depth], panelCols * w.Depth}
		k.group(dst[c:], ldd, x, ldx, rows, group, depth)
	}
}

// Dot returns the sum of the products of a and b, which have the same length,
// at most MaxDotDepth, a multiple of 32, and values up to MaxDot.
func (k *Kernel) Dot(a, b []int16) int32 {
	if len(a) != len(b) || len(a)%32 != 0 || len(a) > MaxDotDepth {
		panic(fmt.Sprintf("internal error: dot product of %d and %d values", len(a), len(b)))
	}
	if len(a) == 0 {
		return 0
	}
	return k.dot(a, b)
}

// groupPlain multiplies all rows with 32 columns. It takes two columns at
// once: their weights sit in the halves of one 64-bit number, and since both
// sums fit 32 bits the halves are parted again at the end.
func groupPlain(dst []int32, ldd int, x []int16, ldx, rows int, w panels, depth int) {
	var pairs [MaxDepth]int64
	for c := 0; c < BlockCols; c += 2 {
		at := c/panelCols*w.next + c%panelCols*2
		for d := 0; d < depth; d += 2 {
			p := w.data[at : at+4 : at+4]
			pairs[d] = int64(p[0]) + int64(p[2])<<32
			pairs[d+1] = int64(p[1]) + int64(p[3])<<32
			at += 2 * panelCols
		}
		for i := 0; i < rows; i += 4 {
			x0 := x[i*ldx:][:depth]
			x1, x2, x3 := x[(i+1)*ldx:][:depth], x[(i+2)*ldx:][:depth], x[(i+3)*ldx:][:depth]
			var s0, s1, s2, s3 int64
			for d, p := range pairs[:depth] {
				s0 += p * int64(x0[d])
				s1 += p * int64(x1[d])
				s2 += p * int64(x2[d])
				s3 += p * int64(x3[d])
			}
			putPair(dst[i*ldd+c:], s0)
			putPair(dst[(i+1)*ldd+c:], s1)
			putPair(dst[(i+2)*ldd+c:], s2)
			putPair(dst[(i+3)*ldd+c:], s3)
		}
	}
}

// putPair parts a sum of two columns.
func putPair(dst []int32, s int64) {
	low := int32(s)
	dst[0], dst[1] = low, int32((s-int64(low))>>32)
}

func dotPlain(a, b []int16) int32 {
	var s0, s1 int32
	b = b[:len(a)]
	for i := 0; i+1 < len(a); i += 2 {
		s0 += int32(a[i]) * int32(b[i])
		s1 += int32(a[i+1]) * int32(b[i+1])
	}
	return s0 + s1
}
