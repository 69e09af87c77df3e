package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const threadText = `== ferry
2004-05-06 Strait Post: Ferry stopped
PORT SAID - A patrol boat stopped the ferry, its captain said.

The navy said no ship had been stopped.
---
2004-05-07 Strait Post: Captain insists
The captain insisted that sailors had come aboard.
= occurrence open | A patrol boat stopped the ferry, its captain said && The captain insisted that sailors had come aboard | The navy said no ship had been stopped
> held | the plan | -
& stopped the ferry | come aboard
== two
2004-05-06 Strait Post: Nothing
It rained.
`

// TestReadThreads reads two threads and names what is wrong in others.
func TestReadThreads(t *testing.T) {
	write := func(text string) string {
		file := filepath.Join(t.TempDir(), "threads.txt")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	all, err := readThreads(write(threadText))
	if err != nil || len(all) != 2 || len(all[0].reports) != 2 || len(all[0].disputes) != 1 || len(all[1].disputes) != 0 {
		t.Fatalf("%+v: %v", all, err)
	}
	if r := all[0].reports[0]; r.date != "2004-05-06" || r.publisher != "Strait Post" || r.title != "Ferry stopped" || !strings.Contains(r.body, "no ship") {
		t.Errorf("%+v", r)
	}
	if m := all[0].meetings; len(m) != 1 || m[0] != (threadMeeting{"held", "the plan", ""}) {
		t.Errorf("%+v", m)
	}
	if a := all[0].again; len(a) != 1 || len(a[0]) != 2 || a[0][1] != "come aboard" {
		t.Errorf("%q", a)
	}
	if d := all[0].disputes[0]; d.kind != "occurrence" || len(d.sides) != 2 || len(d.sides[0]) != 2 || len(d.sides[1]) != 1 {
		t.Errorf("%+v", d)
	}
	for text, want := range map[string]string{
		"== x\n2004-05-06 no title\n":                       "line 2",
		"== x\n2004-05-06 Post: T\nText\n= weather | a | b": "line 4",
		"== x\n2004-05-06 Post: T\nText\n= figure | a":      "line 4",
		"== x\n2004-05-06 Post: T\nText\n> held | a":        "line 4",
	} {
		if _, err := readThreads(write(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// TestMatters joins meetings that share a quote, or of which an act that is told again has both.
func TestMatters(t *testing.T) {
	x := thread{
		meetings: []threadMeeting{
			{"moved", "will meet on Friday", "was put off to Monday"},
			{"held", "was put off to Monday", "sat together at last"},
			{"not seen", "will vote in May", ""},
			{"held", "is to visit Oslo", "flew to Oslo"},
			{"held", "the journey north", "came home"},
		},
		again: [][]string{{"visit Oslo", "the journey north", "his trip"}, {"a raid", "the attack"}},
	}
	of := map[string]int{}
	for _, m := range x.matters() {
		if n, ok := of[m.quote]; ok && n != m.matter {
			t.Errorf("%q is of %d and of %d", m.quote, n, m.matter)
		}
		of[m.quote] = m.matter
	}
	for _, same := range [][2]string{{"will meet on Friday", "sat together at last"}, {"is to visit Oslo", "came home"}, {"his trip", "flew to Oslo"}} {
		if of[same[0]] != of[same[1]] {
			t.Errorf("%q and %q are two", same[0], same[1])
		}
	}
	if of["will vote in May"] == of["will meet on Friday"] || of["is to visit Oslo"] == of["will meet on Friday"] {
		t.Errorf("different meetings are one: %v", of)
	}
	if _, ok := of["a raid"]; ok {
		t.Error("an act that is no meeting is marked")
	}
}
