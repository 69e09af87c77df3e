package learn

import (
	"math"
	"math/rand/v2"
)

// shards is the number of parts into which a batch is cut. It is fixed, and
// their gradients are added in order, so the result does not depend on the
// number of processors.
const shards = 2

// tensor is a matrix of parameters with its gradients and moments.
type tensor struct {
	rows, cols int
	w          []float32
	m, v       []float32
	grad       [shards][]float32
	// rowwise tensors (embeddings) are updated only in the rows that a batch
	// touched.
	rowwise bool
	marked  [shards][]bool
	touched [shards][]int32
}

func newTensor(rows, cols int, rowwise bool) *tensor {
	t := &tensor{rows: rows, cols: cols, rowwise: rowwise}
	n := rows * cols
	t.w, t.m, t.v = make([]float32, n), make([]float32, n), make([]float32, n)
	for s := range shards {
		t.grad[s] = make([]float32, n)
		if rowwise {
			t.marked[s] = make([]bool, rows)
		}
	}
	return t
}

// spread fills the weights evenly from -a to a.
func (t *tensor) spread(r *rand.Rand, a float64) *tensor {
	for i := range t.w {
		t.w[i] = float32((2*r.Float64() - 1) * a)
	}
	return t
}

// glorot fills the weights by the sizes of both sides.
func (t *tensor) glorot(r *rand.Rand) *tensor {
	return t.spread(r, math.Sqrt(6/float64(t.rows+t.cols)))
}

func (t *tensor) row(i int32) []float32 { return t.w[int(i)*t.cols : (int(i)+1)*t.cols] }

// touch returns the gradient of a row of a rowwise tensor.
func (t *tensor) touch(shard int, i int32) []float32 {
	if !t.marked[shard][i] {
		t.marked[shard][i] = true
		t.touched[shard] = append(t.touched[shard], i)
	}
	return t.grad[shard][int(i)*t.cols : (int(i)+1)*t.cols]
}

// join adds the other shards' gradients to the first and clears theirs. It
// returns the sum of squares.
func (t *tensor) join() float64 {
	if !t.rowwise {
		return joinRange(t.grad[0], t.grad[1])
	}
	for _, i := range t.touched[1] {
		t.touch(0, i)
		t.marked[1][i] = false
	}
	t.touched[1] = t.touched[1][:0]
	sum := 0.0
	for _, i := range t.touched[0] {
		from, to := int(i)*t.cols, (int(i)+1)*t.cols
		sum += joinRange(t.grad[0][from:to], t.grad[1][from:to])
	}
	return sum
}

func joinRange(a, b []float32) float64 {
	var s0, s1 float64
	b = b[:len(a)]
	for i := range a {
		g := a[i] + b[i]
		a[i], b[i] = g, 0
		if i&1 == 0 {
			s0 += float64(g * g)
		} else {
			s1 += float64(g * g)
		}
	}
	return s0 + s1
}

// adam holds the settings of one update.
type adam struct {
	rate, beta1, beta2, epsilon float32
	scale                       float32 // of the gradients (clipping)
	correct1, correct2          float32 // 1/(1-beta^step)
}

// update moves the weights and clears the gradients.
func (t *tensor) update(a adam) {
	if !t.rowwise {
		a.apply(t.w, t.m, t.v, t.grad[0])
		return
	}
	for _, i := range t.touched[0] {
		from, to := int(i)*t.cols, (int(i)+1)*t.cols
		a.apply(t.w[from:to], t.m[from:to], t.v[from:to], t.grad[0][from:to])
		t.marked[0][i] = false
	}
	t.touched[0] = t.touched[0][:0]
}

func (a adam) apply(w, m, v, g []float32) {
	m, v, g = m[:len(w)], v[:len(w)], g[:len(w)]
	b1, b2 := 1-a.beta1, 1-a.beta2
	rate, correct2 := a.rate*a.correct1, a.correct2
	for i := range w {
		x := g[i] * a.scale
		g[i] = 0
		m[i] += b1 * (x - m[i])
		v[i] += b2 * (x*x - v[i])
		w[i] -= rate * m[i] / (float32(math.Sqrt(float64(v[i]*correct2))) + a.epsilon)
	}
}
