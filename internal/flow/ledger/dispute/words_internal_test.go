package dispute

import (
	"strings"
	"testing"
)

func TestWordsReportEveryFault(t *testing.T) {
	_, err := readWords("class\twords\ndead\tkilled Slain\nunknown\tword\nhurt\nnumber\ttwo=2 three\n")
	if err == nil {
		t.Fatal("faults were accepted")
	}
	for _, want := range []string{`:2: "Slain"`, `:3: want a known class`, `:4: want a known class`, `:5: "three"`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("want %q in %v", want, err)
		}
	}
	if _, err := readWords(wordsFile); err != nil {
		t.Error(err)
	}
}
