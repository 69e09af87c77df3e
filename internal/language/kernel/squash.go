package kernel

import "fmt"

// SquashOne is 1.0 in the results of Squash.
const SquashOne = 1 << 14

// squashEnd is where Squash stops growing.
const squashEnd = 4.97

// Squash sets dst[i] to the squashed value of sums[i]*scale[i]+bias[i], from
// -SquashOne to SquashOne: an approximation of the hyperbolic tangent by a
// quotient of polynomials (the continued fraction cut at x^7). Every product,
// sum and quotient is rounded to float32 on its own, so all kernels agree. The
// length is a multiple of 16.
func (k *Kernel) Squash(dst []int16, sums []int32, scale, bias []float32) {
	n := len(dst)
	if n%16 != 0 || len(sums) < n || len(scale) < n || len(bias) < n {
		panic(fmt.Sprintf("internal error: squash %d of %d, %d and %d values", n, len(sums), len(scale), len(bias)))
	}
	if n > 0 {
		k.squash(dst, sums[:n], scale[:n], bias[:n])
	}
}

func squashPlain(dst []int16, sums []int32, scale, bias []float32) {
	sums, scale, bias = sums[:len(dst)], scale[:len(dst)], bias[:len(dst)]
	for i := range dst {
		y := float32(float32(sums[i])*scale[i]) + bias[i]
		y = min(max(y, -squashEnd), squashEnd)
		q := float32(y * y)
		num := float32((q+378)*q) + 17325
		num = float32(num*q) + 135135
		den := float32(28*q) + 3150
		den = float32(den*q) + 62370
		den = float32(den*q) + 135135
		v := float32(float32(float32(y*num)/den)*SquashOne) + (SquashOne + 0.5)
		dst[i] = int16(int32(v) - SquashOne)
	}
}
