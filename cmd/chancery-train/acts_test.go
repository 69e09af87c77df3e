package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/learnt"
)

// marked writes a folder of marked acts, with a line more in the first file.
func marked(t *testing.T, more string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "acts"), 0o755); err != nil {
		t.Fatal(err)
	}
	for i, state := range []string{"Chad", "Peru", "Kenya", "Nepal"} {
		text := fmt.Sprintf("= %s closed its border with Sudan on Monday .\n2 SANCTION A=1 R=6\n= Rain fell in %s .\n= %s urged Mali to free the men .\n2 REQUEST A=1 R=3\n5 RETREAT A=3 R=7 c\n", state, state, state)
		if i == 0 {
			text += more
		}
		if err := os.WriteFile(filepath.Join(dir, "acts", fmt.Sprintf("m%d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestActs learns both models from marked sentences, and wants their weights in the files named.
func TestActs(t *testing.T) {
	dir := marked(t, "")
	acts, sides := filepath.Join(dir, "acts.bin"), filepath.Join(dir, "sides.bin")
	text := command(t, 0, "--press", dir, "--acts", acts, "--acts-sides", sides)
	for _, want := range []string{"of 4 files; 0 marks fall on no word", "VERB lexicon", "side A 0.8"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for name, classes := range map[string][]string{acts: learnt.Types, sides: learnt.Roles} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := learnt.Open(filepath.Base(name), classes, data); err != nil {
			t.Error(err)
		}
	}
}

// TestBadMarks wants the file and the line of what cannot be read.
func TestBadMarks(t *testing.T) {
	for _, line := range []string{"9 SANCTION A=1 R=-", "2 QUARREL A=1 R=-", "two SANCTION A=1 R=-"} {
		dir := marked(t, line+"\n")
		text := command(t, 1, "--press", dir, "--acts", filepath.Join(dir, "x.bin"))
		if !strings.Contains(text, "m0.txt line 7: ") || !strings.Contains(text, line) {
			t.Errorf("%s: %s", line, text)
		}
	}
	if text := command(t, 1, "--press", t.TempDir(), "--acts", filepath.Join(t.TempDir(), "x.bin")); !strings.Contains(text, "no marked acts in") {
		t.Error(text)
	}
}
