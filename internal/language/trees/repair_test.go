package trees

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// drawScores draws a table of scores; no word may be its own head.
func drawScores(t *rapid.T, n, span int) []int32 {
	scores := make([]int32, n*(n+1))
	for i := range scores {
		scores[i] = int32(rapid.IntRange(-span, span).Draw(t, "score"))
	}
	for w := range n {
		scores[w*(n+1)+w+1] = noArc
	}
	return scores
}

func drawHeads(t *rapid.T, n int) []int32 {
	heads := make([]int32, n)
	for w := range heads {
		h := rapid.IntRange(0, n-1).Draw(t, "head")
		if h == w+1 {
			h = n
		}
		if h == w+1 {
			h = 0
		}
		heads[w] = int32(h)
	}
	return heads
}

func TestAnyHeadsBecomeOneTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(t, "words")
		scores, heads := drawScores(t, n, 1000), drawHeads(t, n)
		var r repairer
		short := append([]int32(nil), heads...)
		r.oneTree(short, scores)
		if !r.isTree(short) {
			t.Fatalf("by Eisner: %v", short)
		}
		long := append([]int32(nil), heads...)
		r.oneRoot(long, scores)
		r.breakCycles(long, scores)
		if !r.isTree(long) {
			t.Fatalf("by moving arcs: %v", long)
		}
		for w, h := range append(short, long...) {
			if int(h) == w%n+1 {
				t.Fatalf("word %d is its own head", h)
			}
		}
	})
}

func TestTreesAreLeftAlone(t *testing.T) {
	scores := make([]int32, 4*5)
	heads := []int32{3, 4, 0, 3} // crossing arcs
	var r repairer
	r.oneTree(heads, scores)
	for i, h := range []int32{3, 4, 0, 3} {
		if heads[i] != h {
			t.Fatalf("%v", heads)
		}
	}
}

// TestEisnerFindsTheBestTree compares with all projective trees of few words.
func TestEisnerFindsTheBestTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "words")
		scores := drawScores(t, n, 30)
		var r repairer
		heads := make([]int32, n)
		r.eisner(heads, scores)
		got := total(heads, scores)
		try := make([]int32, n)
		best, any := int64(0), false
		var all func(at int)
		all = func(at int) {
			if at == n {
				if r.isTree(try) && projective(try) {
					if s := total(try, scores); !any || s > best {
						best, any = s, true
					}
				}
				return
			}
			for h := range n + 1 {
				if h != at+1 {
					try[at] = int32(h)
					all(at + 1)
				}
			}
		}
		all(0)
		if !r.isTree(heads) || !projective(heads) || got != best {
			t.Fatalf("%v scores %d, best %d", heads, got, best)
		}
	})
}

func total(heads, scores []int32) int64 {
	s := int64(0)
	for w, h := range heads {
		s += int64(scores[w*(len(heads)+1)+int(h)])
	}
	return s
}

func projective(heads []int32) bool {
	for w, h := range heads {
		a, b := min(w+1, int(h)), max(w+1, int(h))
		for v, g := range heads {
			c, d := min(v+1, int(g)), max(v+1, int(g))
			if a < c && c < b && b < d {
				return false
			}
		}
	}
	return true
}

func tanh(x float64) float64 { return math.Tanh(x) }

func TestSquashIsTheTangent(t *testing.T) {
	for x := float32(-6); x < 6; x += 0.01 {
		y := Squash(x)
		if d := float64(y) - tanh(float64(x)); d > 2e-4 || d < -2e-4 || y > 1 || y < -1 || y != -Squash(-x) {
			t.Fatalf("Squash(%v) = %v", x, y)
		}
	}
}
