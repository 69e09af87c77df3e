package statement

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/record"
)

// TestStances wants every fault of the list in the error, and no stance that goes with a denial.
func TestStances(t *testing.T) {
	_, err := readStances("s.tsv", "one\tother\tas\nassert\tassert\tx\nassert\n\nshout\tassert\tx\nassert\twarn\tx\nwarn\tassert\tx\n")
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"s.tsv:2", "s.tsv:3", "s.tsv:5", "s.tsv:7"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not tell of %s: %v", want, err)
		}
	}
	alike, err := readStances("stances.tsv", stancesFile)
	if err != nil {
		t.Fatal(err)
	}
	for pair := range alike {
		if pair[0] == record.Deny {
			t.Errorf("%v goes with a denial", pair[1])
		}
	}
}
