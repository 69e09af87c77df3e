package syntax

import (
	_ "embed"
	"strings"

	"github.com/chancery-project/chancery/internal/language/morph"
)

//go:embed labels.tsv
var labelsFile string

//go:embed zones.tsv
var zonesFile string

// minLabelled is how many words stand behind the label of a report at least.
const minLabelled = 3

// labelled gives how many words at the beginning of a sentence only say what kind of report it is, the colon among them: "Live: Israel
// strikes Doha". What stands behind them is tagged and read as a sentence of its own; taken together, a headline loses its verb.
func (r *Reader) labelled(forms []string) int {
	if n := r.timed(forms); n > 0 && len(forms) >= n+minLabelled {
		return n
	}
	if len(forms) < 2+minLabelled || forms[1] != ":" || !r.label[strings.ToLower(forms[0])] {
		return 0
	}
	return 2
}

// timed gives how many words the time of an entry of a live page has with the dash or colon behind it: "15:40 GMT - Army retakes town".
func (r *Reader) timed(forms []string) int {
	if len(forms) == 0 || len(forms[0]) < 4 || strings.Trim(forms[0], "0123456789:.") != "" || forms[0][0] > '2' {
		return 0
	}
	n := 1
	for n < len(forms) && n < 4 && r.zone[strings.ToLower(forms[n])] {
		n++
	}
	if n == len(forms) || forms[n] != "-" && forms[n] != "–" && forms[n] != "—" && forms[n] != ":" || n == 1 && !strings.ContainsAny(forms[0], ":.") {
		return 0
	}
	return n + 1
}

// withLabel puts the label of a sentence before its words again, as a remark beside the root.
func withLabel(label, rest []morph.Word) []morph.Word {
	n := len(label)
	root := n
	for i := range rest {
		if rest[i].Head < 0 {
			root = i + n
			continue
		}
		rest[i].Head += n
	}
	all := make([]morph.Word, 0, n+len(rest))
	for i := range label {
		w := label[i]
		w.Head, w.Rel = root, "dep"
		if w.UPOS == "PUNCT" {
			w.Head, w.Rel = 0, "punct"
		}
		all = append(all, w)
	}
	return append(all, rest...)
}
