package tagger

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/language/perceptron"
)

//go:embed endings.tsv
var endingsFile string

// ending is one line of endings.tsv with the hashes its features need.
type ending struct {
	text, restored string
	hash, hashE    uint64
}

// endings are the lines of endings.tsv by kind.
type endings struct {
	strip, add []ending
}

// readEndings reads the embedded list and reports every faulty line.
func readEndings(file string) (*endings, error) {
	list := &endings{}
	var faults []string
	n := 0
	for line := range strings.SplitSeq(strings.TrimSuffix(file, "\n"), "\n") {
		n++
		if strings.HasPrefix(line, "#") {
			continue
		}
		col := strings.Split(line, "\t")
		if len(col) != 3 || col[1] == "" {
			faults = append(faults, fmt.Sprintf("line %d: want kind, ending, restored letter", n))
			continue
		}
		e := ending{text: col[1], restored: col[2], hash: perceptron.Hash(col[1]), hashE: perceptron.Hash(col[1] + "~" + col[2])}
		switch col[0] {
		case "strip":
			list.strip = append(list.strip, e)
		case "add":
			list.add = append(list.add, e)
		default:
			faults = append(faults, fmt.Sprintf("line %d: kind %q is not strip or add", n, col[0]))
		}
	}
	if faults != nil {
		return nil, fmt.Errorf("endings.tsv: %s", strings.Join(faults, "; "))
	}
	return list, nil
}
