package likeness

import (
	"strings"
	"testing"
)

// TestWordsFaults wants every fault of the list in the error.
func TestWordsFaults(t *testing.T) {
	_, err := readWords("words.tsv", "class\twords\nsuffix\ts\nstop\tof own\nplain\town say\nodd\tx\nplain\n")
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"words.tsv:4", "words.tsv:5", "words.tsv:6"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not tell of %s: %v", want, err)
		}
	}
}
