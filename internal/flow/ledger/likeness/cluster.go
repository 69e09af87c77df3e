package likeness

import "slices"

// limit is the log-odds beyond which a pair does not count more in a mean.
const limit = 6

// Clusters splits n things into clusters. It begins with each by itself and joins, again and again, the two parts whose
// members are most alike on the mean (average linkage), as long as that mean is above the threshold and no member of one
// bars one of the other. Of equal means the parts with the earlier first members are joined first. The score of a pair
// i < j is in log-odds, false where it is barred. Members stand in rising order, clusters by their first members.
func Clusters(n int, threshold float64, score func(i, j int) (float64, bool)) [][]int {
	sums := make([][]float64, n) // of the log-odds between parts
	barred := make([][]bool, n)
	parts := make([][]int, n)
	for j := range n {
		sums[j], barred[j], parts[j] = make([]float64, n), make([]bool, n), []int{j}
		for i := range j {
			s, ok := score(i, j)
			s = min(max(s, -limit), limit)
			sums[i][j], sums[j][i] = s, s
			barred[i][j], barred[j][i] = !ok, !ok
		}
	}
	alive := make([]int, n)
	for i := range alive {
		alive[i] = i
	}
	for {
		x, y, best := -1, -1, threshold
		for at, i := range alive {
			for _, j := range alive[at+1:] {
				if barred[i][j] {
					continue
				}
				if mean := sums[i][j] / float64(len(parts[i])*len(parts[j])); mean > best {
					x, y, best = i, j, mean
				}
			}
		}
		if x < 0 {
			break
		}
		parts[x] = append(parts[x], parts[y]...)
		alive = slices.DeleteFunc(alive, func(i int) bool { return i == y })
		for _, j := range alive {
			sums[x][j] += sums[y][j]
			sums[j][x] = sums[x][j]
			barred[x][j] = barred[x][j] || barred[y][j]
			barred[j][x] = barred[x][j]
		}
	}
	clusters := make([][]int, len(alive))
	for n, i := range alive {
		slices.Sort(parts[i])
		clusters[n] = parts[i]
	}
	return clusters
}
