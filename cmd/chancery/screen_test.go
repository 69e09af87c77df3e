package main

import (
	"bytes"
	"strings"
	"testing"
)

// TestScreenWidth measures words as a terminal does.
func TestScreenWidth(t *testing.T) {
	for words, want := range map[string]int{"": 0, "Kabul": 5, "Erdoğan": 7, "e\u0301tat": 4, "漢字": 4, "한국": 4, "پاکستان": 7, "a\u200bb": 2, "😀": 2, "“x”": 3} {
		if got := screenWidth(words); got != want {
			t.Errorf("%q takes %d columns, want %d", words, got, want)
		}
	}
	for words, want := range map[string]string{"Kabul": "Kabul", "Islamabad": "Isla…", "漢字漢字": "漢字…", "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301": "e\u0301e\u0301e\u0301e\u0301…"} {
		if got := snip(words, 5); got != want || screenWidth(got) > 5 {
			t.Errorf("%q is cut to %q, want %q", words, got, want)
		}
	}
	if got := strings.Join(wrapped("one two  three\nfour", 9), "|"); got != "one two|three|four" {
		t.Errorf("wrapped are %q", got)
	}
	if got := wrapped("", 9); len(got) != 1 || got[0] != "" {
		t.Errorf("nothing is wrapped to %q", got)
	}
}

// TestDrawTable keeps columns under their heads, whatever their letters.
func TestDrawTable(t *testing.T) {
	var out bytes.Buffer
	if err := drawTable(&out, [][]string{{"id", "name"}, {"e_1", "漢字 and more"}, {"e_22", "x"}}, []int{4, 8}); err != nil {
		t.Fatal(err)
	}
	if want := " id    name\n e_1   漢字 an…\n e_22  x\n"; out.String() != want {
		t.Errorf("the table is\n%q, want\n%q", out.String(), want)
	}
}

// TestBar draws how far an addition is on one line that the next one covers.
func TestBar(t *testing.T) {
	m := &meter{total: 200}
	if got, want := m.barLine(50, 10), "reading 50/200 [#####---------------] 5/s, 30s to go"; got != want {
		t.Errorf("the bar is %q, want %q", got, want)
	}
	m.total = 0
	if got, want := m.barLine(7, 1), "reading 7 7/s"; got != want {
		t.Errorf("without a total it is %q, want %q", got, want)
	}
	m.total = 5
	if got := m.barLine(9, 0); !strings.HasPrefix(got, "reading 9/5 [####################]") {
		t.Errorf("above the total it is %q", got)
	}
}
