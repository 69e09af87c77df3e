package trees

import "math"

// noArc is the score of what cannot be an arc. The sum of an arc's two
// products (word and distance) is always greater: see Config.check.
const noArc = math.MinInt32

// maxEisner is the longest sentence that is repaired by Eisner's algorithm,
// whose time grows with the third power of the length. Longer ones are
// repaired by moving one arc of each cycle.
const maxEisner = 200

// repairer turns heads into a tree with exactly one root. It keeps its memory.
type repairer struct {
	best, cut []int64 // Eisner's tables: [direction][from*size+to]
	bestAt    []int32
	cutAt     []int32
	state     []int32
	list      []int32
}

// oneTree leaves heads alone if they are a tree with one child of the root,
// and replaces them if not. scores[t*(n+1)+h] is the score of head h (0 is the
// root) for word t+1.
func (r *repairer) oneTree(heads, scores []int32) {
	if r.isTree(heads) {
		return
	}
	if len(heads) <= maxEisner {
		r.eisner(heads, scores)
		return
	}
	r.oneRoot(heads, scores)
	r.breakCycles(heads, scores)
}

// isTree reports whether there is one root and no cycle.
func (r *repairer) isTree(heads []int32) bool {
	roots := 0
	for _, h := range heads {
		if h == 0 {
			roots++
		}
	}
	return roots == 1 && r.cycle(heads) < 0
}

// cycle returns a word (from 0) on a cycle, or -1.
func (r *repairer) cycle(heads []int32) int {
	r.state = zeroed(r.state, len(heads))
	for t := range heads {
		mark := int32(t + 1)
		at := int32(t + 1)
		for at != 0 && r.state[at-1] == 0 {
			r.state[at-1] = mark
			at = heads[at-1]
		}
		if at != 0 && r.state[at-1] == mark {
			return int(at - 1)
		}
	}
	return -1
}

// eisner finds the best projective tree in which the root has one child: the
// best tree over the words alone for every possible child of the root.
func (r *repairer) eisner(heads, scores []int32) {
	n := len(heads)
	r.best, r.cut = sized(r.best, 2*n*n), sized(r.cut, 2*n*n)
	r.bestAt, r.cutAt = sized(r.bestAt, 2*n*n), sized(r.cutAt, 2*n*n)
	// best[0]: word i is the head of all in [i, j]; best[1]: word j is.
	// cut[0]: arc i -> j and all between; cut[1]: arc j -> i.
	left, right := 0, n*n
	for i := range n {
		r.best[left+i*n+i], r.best[right+i*n+i] = 0, 0
	}
	for width := 1; width < n; width++ {
		for i := 0; i+width < n; i++ {
			r.span(n, i, i+width, scores)
		}
	}
	top, root := int64(math.MinInt64), 0
	for c := range n {
		s := r.best[right+0*n+c] + r.best[left+c*n+n-1] + int64(scores[c*(n+1)])
		if s > top {
			top, root = s, c
		}
	}
	heads[root] = 0
	r.follow(heads, n, 0, root, true)
	r.follow(heads, n, root, n-1, false)
}

// span fills the tables for the words i to j.
func (r *repairer) span(n, i, j int, scores []int32) {
	left, right := 0, n*n
	join, at := int64(math.MinInt64), i
	for m := i; m < j; m++ {
		if s := r.best[left+i*n+m] + r.best[right+(m+1)*n+j]; s > join {
			join, at = s, m
		}
	}
	ij := i*n + j
	r.cut[left+ij] = join + int64(scores[j*(n+1)+i+1])
	r.cut[right+ij] = join + int64(scores[i*(n+1)+j+1])
	r.cutAt[left+ij], r.cutAt[right+ij] = int32(at), int32(at)
	top, at := int64(math.MinInt64), i
	for m := i + 1; m <= j; m++ {
		if s := r.cut[left+i*n+m] + r.best[left+m*n+j]; s > top {
			top, at = s, m
		}
	}
	r.best[left+ij], r.bestAt[left+ij] = top, int32(at)
	top, at = math.MinInt64, i
	for m := i; m < j; m++ {
		if s := r.best[right+i*n+m] + r.cut[right+m*n+j]; s > top {
			top, at = s, m
		}
	}
	r.best[right+ij], r.bestAt[right+ij] = top, int32(at)
}

// follow writes the heads within the words i to j, of which i (or, turned, j)
// is the head. The depth of the recursion is at most twice the length.
func (r *repairer) follow(heads []int32, n, i, j int, turned bool) {
	if i == j {
		return
	}
	if turned {
		m := int(r.bestAt[n*n+i*n+j])
		r.follow(heads, n, i, m, true)
		heads[m] = int32(j + 1)
		r.inside(heads, n, m, j, n*n)
		return
	}
	m := int(r.bestAt[i*n+j])
	heads[m] = int32(i + 1)
	r.inside(heads, n, i, m, 0)
	r.follow(heads, n, m, j, false)
}

// inside writes the heads below an arc between i and j.
func (r *repairer) inside(heads []int32, n, i, j, side int) {
	m := int(r.cutAt[side+i*n+j])
	r.follow(heads, n, i, m, false)
	r.follow(heads, n, m+1, j, true)
}

// oneRoot makes the word that loses least the only child of the root.
func (r *repairer) oneRoot(heads, scores []int32) {
	n := len(heads)
	root := 0
	for t := range heads {
		if scores[t*(n+1)] > scores[root*(n+1)] {
			root = t
		}
	}
	for t := range heads {
		if heads[t] == 0 && t != root {
			heads[t] = bestHead(scores[t*(n+1):(t+1)*(n+1)], func(int32) bool { return true })
		}
	}
	heads[root] = 0
}

// bestHead returns the best head other than the root that may be taken.
func bestHead(row []int32, may func(int32) bool) int32 {
	best := int32(-1)
	for h := int32(1); int(h) < len(row); h++ {
		if row[h] > noArc && may(h) && (best < 0 || row[h] > row[best]) {
			best = h
		}
	}
	return best
}

// breakCycles moves, for each cycle, the arc that loses least to a head that
// leads to the root. There is one root before and after.
func (r *repairer) breakCycles(heads, scores []int32) {
	n := len(heads)
	for {
		start := r.cycle(heads)
		if start < 0 {
			return
		}
		r.reachRoot(heads)
		word, to, loss := -1, int32(0), int64(math.MaxInt64)
		for at := start; ; {
			row := scores[at*(n+1) : (at+1)*(n+1)]
			h := bestHead(row, func(h int32) bool { return r.state[h-1] == 1 })
			if l := int64(row[heads[at]]) - int64(row[h]); l < loss {
				word, to, loss = at, h, l
			}
			at = int(heads[at]) - 1
			if at == start {
				break
			}
		}
		heads[word] = to
	}
}

// reachRoot sets state to 1 for words whose heads lead to the root, else 2.
func (r *repairer) reachRoot(heads []int32) {
	r.state = zeroed(r.state, len(heads))
	for t := range heads {
		r.list = r.list[:0]
		at := int32(t + 1)
		for at != 0 && r.state[at-1] == 0 {
			r.state[at-1] = 2
			r.list = append(r.list, at)
			at = heads[at-1]
		}
		if at != 0 && r.state[at-1] == 2 {
			continue // a cycle, or a way that leads into one
		}
		for _, w := range r.list {
			r.state[w-1] = 1
		}
	}
}
