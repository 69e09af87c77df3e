package namer

// never is the score of what the labels do not allow.
const never = -1 << 28

// scores holds one whole number for each label.
type scores [classes]int32

// viterbi returns the best sequence of labels that the rules of names allow.
// Of sequences with equal scores the one with the lower label, from the end,
// is taken.
func viterbi(emissions []scores, transitions *[classes]scores) []uint8 {
	n := len(emissions)
	out := make([]uint8, n)
	if n == 0 {
		return out
	}
	back := make([]scores, n)
	var now scores
	for y := range classes {
		now[y] = never
		if follows(outside, y) {
			now[y] = emissions[0][y] + transitions[outside][y]
		}
	}
	for i := 1; i < n; i++ {
		var next scores
		for y := range classes {
			best, from := int32(2*never), int32(0)
			for x := range classes {
				if s := now[x] + transitions[x][y]; s > best {
					best, from = s, int32(x)
				}
			}
			next[y] = max(best+emissions[i][y], never)
			back[i][y] = from
		}
		now = next
	}
	last := outside
	for y := range classes {
		if !opens(y) && now[y] > now[last] {
			last = y
		}
	}
	for i := n - 1; i >= 0; i-- {
		out[i] = uint8(last)
		last = int(back[i][last])
	}
	return out
}
