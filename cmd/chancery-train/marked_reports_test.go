package main

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/text"
)

const markedBody = `# 1999-03-04 Sierra Leone, wire
Rebels who had slipped[MOBILIZE actual A=Rebels R=-] through the lines torched[ASSAULT actual A=Rebels R=mission] a mission at Kabala, and a Nigerian jet strafed[ASSAULT actual A=jet R=them] them.
The raid[ASSAULT actual A=Rebels@1 R=mission@1 again] came after the president had offered[AGREE actual A=president R=rebels] the rebels seats.

# 2001-01-02 Peru, bulletin
Peru closed[SANCTION actual A=Peru:1 R=Chile] its border with Chile.
`

// TestMarkedReports reads two reports, and finds the words of their marks in what the program makes of the text without them.
func TestMarkedReports(t *testing.T) {
	reports, err := readReports("reports/two.txt", []byte(markedBody))
	if err != nil || len(reports) != 2 {
		t.Fatalf("%d reports: %v", len(reports), err)
	}
	r := &reports[0]
	if r.name != "two-01" || r.date != "1999-03-04" || len(r.acts) != 5 || strings.Contains(r.body, "[") {
		t.Errorf("%+v", r)
	}
	j, err := newJudge()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := j.document(r.name, r.body, r.date)
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	for w, told := range r.told(doc) {
		var sides []string
		for _, x := range append(append([]text.TokenID{}, told.Actors...), told.Others...) {
			sides = append(sides, doc.Word(x))
		}
		words[doc.Word(w)] = told.Type + " " + strings.Join(sides, " ")
	}
	for word, want := range map[string]string{"slipped": "MOBILIZE Rebels", "strafed": "ASSAULT jet them", "raid": "ASSAULT ", "offered": "AGREE president rebels"} {
		if words[word] != want {
			t.Errorf("%s is %q, want %q", word, words[word], want)
		}
	}
	if len(words) != len(r.acts) {
		t.Errorf("%d of %d marks fall on a word", len(words), len(r.acts))
	}
}

// TestMarkedFaults wants every fault told with its line.
func TestMarkedFaults(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"# 1999-03-04 Sierra Leone, wire\n", "", "line 1: a sentence stands above"},
		{"# 1999-03-04 Sierra Leone, wire", "# Sierra Leone", "line 1: write \"# YYYY-MM-DD PLACE, FORM\""},
		{"MOBILIZE actual", "MOVE actual", "line 2: [MOVE actual"},
		{"MOBILIZE actual", "MOBILIZE done", "line 2: [MOBILIZE done"},
		{"A=jet", "X=jet", "line 2: [ASSAULT actual X=jet"},
		{"A=jet", "A=jet:0", "counted from 1"},
		{"A=jet", "A=jet@0", "counted from 1"},
		{"A=jet", "A=jet@2", "no such sentence above"},
		{"MOBILIZE actual A=Rebels R=-] through the lines torched[ASSAULT actual", "MOVE actual A=Rebels R=-] through the lines torched[HIT actual", "line 2: [HIT"},
	} {
		if _, err := readReports("two.txt", []byte(strings.Replace(markedBody, c.old, c.new, 1))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.want, err)
		}
	}
}
