package web

import (
	"bytes"
	"testing"
)

// TestHeldBack wants nothing sent of a list that is not long, so that its error can be told, and a long one sent as it comes.
func TestHeldBack(t *testing.T) {
	var sent bytes.Buffer
	begun := 0
	h := &held{begin: func() { begun++ }, to: &sent}
	line := bytes.Repeat([]byte("x"), 1000)
	for range 1000 {
		if n, err := h.Write(line); n != len(line) || err != nil {
			t.Fatal(n, err)
		}
	}
	if sent.Len() > 0 || begun > 0 || h.begun {
		t.Errorf("%d bytes were sent of a million", sent.Len())
	}
	for range 1000 {
		if n, err := h.Write(line); n != len(line) || err != nil {
			t.Fatal(n, err)
		}
	}
	if sent.Len() != 2_000_000 || begun != 1 {
		t.Errorf("%d bytes were sent of two million, begun %d times", sent.Len(), begun)
	}
	if err := h.flush(); err != nil || begun != 1 || sent.Len() != 2_000_000 {
		t.Errorf("%v, begun %d times, %d bytes", err, begun, sent.Len())
	}
	short := &held{begin: func() { begun++ }, to: &sent}
	if err := short.flush(); err != nil || begun != 2 {
		t.Errorf("an empty list is not begun: %v", err)
	}
}

func TestPeriods(t *testing.T) {
	for _, c := range []struct {
		from, to string
		n        int
		first    period
	}{
		{"2025-03-04", "2025-03-10", 7, period{"2025-03-04", "2025-03-04"}},
		{"2025-01-01", "2025-12-31", 53, period{"2024-12-30", "2025-01-05"}},
		{"2018-01-15", "2025-11-26", 95, period{"2018-01-01", "2018-01-31"}},
		{"1990-06-01", "2025-11-26", 36, period{"1990-01-01", "1990-12-31"}},
		{"2025-03-04", "2025-03-01", 0, period{}},
		{"", "2025", 0, period{}},
	} {
		all := periods(c.from, c.to)
		if len(all) != c.n || c.n > 0 && all[0] != c.first {
			t.Errorf("%s to %s: %d periods, first %v", c.from, c.to, len(all), all)
			continue
		}
		for i, p := range all {
			if in(all, p.from) != i || in(all, p.to+"T10:00") != i {
				t.Errorf("%v is not in its own period", p)
			}
		}
		if c.n > 0 && (in(all, "1066-10-14") != -1 || in(all, "2100-01-01") != -1) {
			t.Error("days outside are in a period")
		}
	}
}
