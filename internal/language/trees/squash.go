package trees

// Squash approximates the hyperbolic tangent by a quotient of polynomials
// (the continued fraction cut at x^7), exactly 1 or -1 beyond 4.97. Training
// uses the same function as the tables of the finished network, and every
// product is rounded on its own, so the values do not depend on the processor.
func Squash(x float32) float32 {
	if x > squashEnd {
		return 1
	}
	if x < -squashEnd {
		return -1
	}
	q := float32(x * x)
	num := float32(q*(float32(q*float32(q+378))+17325)) + 135135
	den := float32(q*(float32(q*(float32(28*q)+3150))+62370)) + 135135
	return float32(x*num) / den
}

// Sigmoid is the logistic function by way of Squash.
func Sigmoid(x float32) float32 { return float32(0.5*Squash(float32(0.5*x))) + 0.5 }

const squashEnd = 4.97
