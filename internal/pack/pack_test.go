package pack_test

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chancery-project/chancery/internal/pack"
)

// TestRoundTrip wants every file back as it was, and the same bytes whatever the order of the names.
func TestRoundTrip(t *testing.T) {
	folder := fstest.MapFS{"a.tsv": {Data: []byte("one\ttwo\n")}, "b/c.tsv": {Data: []byte("three\n")}}
	packed, err := pack.Files(folder, []string{"b/c.tsv", "a.tsv"})
	if err != nil {
		t.Fatal(err)
	}
	if again, err := pack.Files(folder, []string{"a.tsv", "b/c.tsv"}); err != nil || !bytes.Equal(again, packed) {
		t.Errorf("another order of names gives other bytes: %v", err)
	}
	files, err := pack.Open(packed)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range folder {
		if got, err := fs.ReadFile(files, name); err != nil || !bytes.Equal(got, want.Data) {
			t.Errorf("%s is %q (%v)", name, got, err)
		}
	}
	if texts, err := pack.Texts(packed, "b/c.tsv", "a.tsv"); err != nil || !slices.Equal(texts, []string{"three\n", "one\ttwo\n"}) {
		t.Errorf("the texts are %q (%v)", texts, err)
	}
	if _, err := pack.Texts(packed, "d.tsv"); err == nil || !strings.Contains(err.Error(), "d.tsv") {
		t.Errorf("a file that was not packed: %v", err)
	}
	if _, err := pack.Files(folder, []string{"d.tsv"}); err == nil {
		t.Error("a missing file is packed")
	}
	if _, err := pack.Open(packed[:len(packed)/2]); err == nil {
		t.Error("half a file is opened")
	}
}
