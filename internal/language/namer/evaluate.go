package namer

import "fmt"

// Count counts names: those that a reading found, those that are right, and
// those of the answer key.
type Count struct {
	Found, Right, Gold int
}

// F1 returns the harmonic mean of precision and recall in per cent.
func (c Count) F1() float64 { return 200 * float64(c.Right) / float64(max(1, c.Found+c.Gold)) }

// String writes precision, recall and F1 in per cent.
func (c Count) String() string {
	return fmt.Sprintf("P %5.2f R %5.2f F %5.2f",
		100*float64(c.Right)/float64(max(1, c.Found)), 100*float64(c.Right)/float64(max(1, c.Gold)), c.F1())
}

// Evaluate reads documents and counts the names that agree in span and type.
func Evaluate(m *Model, docs []Document) Count {
	var c Count
	for d := range docs {
		for i, names := range m.Document(docs[d].Words) {
			right := map[Name]bool{}
			for _, n := range docs[d].Names[i] {
				right[n] = true
			}
			c.Gold += len(docs[d].Names[i])
			c.Found += len(names)
			for _, n := range names {
				if right[n] {
					c.Right++
				}
			}
		}
	}
	return c
}
