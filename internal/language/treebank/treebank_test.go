package treebank_test

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/treebank"
)

func TestRaw(t *testing.T) {
	file := `# newdoc id = a
# newpar id = p1
1 "Talks _ _ _ _ _ _ _ _
2-3 can't _ _ _ _ _ _ _ SpaceAfter=No
2 ca _ _ _ _ _ _ _ _
3 n't _ _ _ _ _ _ _ _
4 ! _ _ _ _ _ _ _ _

1 Yes _ _ _ _ _ _ _ SpaceAfter=No
2 . _ _ _ _ _ _ _ _

# newpar
1 No _ _ _ _ _ _ _ _

# newdoc id = b
1 End _ _ _ _ _ _ _ _

`
	var lines []string
	for line := range strings.SplitSeq(file, "\n") {
		if !strings.HasPrefix(line, "#") {
			line = strings.ReplaceAll(line, " ", "\t")
		}
		lines = append(lines, line)
	}
	docs, err := treebank.Read("sample", []byte(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 2 || len(docs[0].Sentences) != 3 {
		t.Fatalf("%d documents", len(docs))
	}
	raw := docs[0].Raw()
	if want := "\"Talks can't! Yes.\n\nNo"; raw.Text != want {
		t.Errorf("text %q, want %q", raw.Text, want)
	}
	for i, s := range docs[0].Sentences {
		for j, w := range s.Words {
			span := raw.Words[i][j]
			if got := raw.Text[span[0]:span[1]]; got != w.Form {
				t.Errorf("sentence %d word %d is %q, want %q", i, j, got, w.Form)
			}
		}
	}
}
