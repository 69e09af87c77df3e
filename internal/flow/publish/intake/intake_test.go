package intake_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/chancery-project/chancery/internal/flow/publish/intake"
)

// reader counts what it is given; words say how it ends.
type reader struct{ begun, free chan struct{} }

func (r reader) Fetch(_ context.Context, address string) (intake.Upload, error) {
	if strings.Contains(address, "nowhere") {
		return intake.Upload{}, errors.New("no such server")
	}
	return intake.Upload{Name: "page", Bytes: []byte("fetched"), Given: intake.Given{Address: address + "/end"}}, nil
}

func (r reader) Add(_ context.Context, all []intake.Upload, done func(int)) (intake.Result, error) {
	var result intake.Result
	for i, u := range all {
		switch string(u.Bytes) {
		case "break":
			panic("broken")
		case "full":
			return result, errors.New("no space is left")
		case "wait":
			r.begun <- struct{}{}
			<-r.free
		}
		if u.Given.Address != "" {
			result.Failures = append(result.Failures, intake.Failure{Place: u.Given.Address, Message: u.Title})
		}
		result.Reports++
		done(i + 1)
	}
	return result, nil
}

func words(s string) intake.Input {
	return intake.Input{Uploads: []intake.Upload{{Bytes: []byte(s)}, {Name: "empty"}}}
}

func TestJobs(t *testing.T) {
	d := intake.New(t.Context(), reader{})
	defer d.Close()
	run := func(in intake.Input) intake.Look {
		j, err := d.Submit(in)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		return j.Wait(ctx)
	}
	if l := run(words("talks")); l.State != intake.Done || l.Result.Reports != 1 || l.Taken != 1 || l.Err != nil {
		t.Errorf("words: %+v", l)
	}
	if l := run(words("break")); l.State != intake.Failed || l.Err == nil {
		t.Errorf("a reader that breaks: %+v", l)
	}
	if l := run(words("full")); l.State != intake.Failed {
		t.Errorf("a store that is full: %+v", l)
	}
	if l := run(intake.Input{Fetch: "http://nowhere/"}); l.State != intake.Done || l.Result.Reports != 0 || len(l.Result.Failures) != 1 {
		t.Errorf("an address that leads nowhere: %+v", l)
	}
	if l := run(intake.Input{Fetch: "http://a", Given: intake.Given{Title: "Talks", Address: "typed"}}); l.Result.Reports != 1 ||
		l.Result.Failures[0] != (intake.Failure{Place: "http://a/end", Message: "Talks"}) {
		t.Errorf("an address: %+v", l)
	}
	if _, err := d.Submit(intake.Input{Uploads: []intake.Upload{{Name: "empty"}}}); !errors.Is(err, intake.ErrEmpty) {
		t.Errorf("nothing: %v", err)
	}
	if _, ok := d.Job("nothing"); ok {
		t.Error("a job that is not there is found")
	}
}

func TestLimits(t *testing.T) {
	r := reader{begun: make(chan struct{}), free: make(chan struct{})}
	d := intake.New(t.Context(), r)
	first, err := d.Submit(words("wait"))
	if err != nil {
		t.Fatal(err)
	}
	<-r.begun
	if l := first.Look(); l.State != intake.Reading || l.Over() {
		t.Errorf("in hand: %+v", l)
	}
	taken := 0
	for ; taken < 100; taken++ {
		if _, err = d.Submit(words("talks")); err != nil {
			break
		}
	}
	if !errors.Is(err, intake.ErrBusy) || taken == 0 || taken == 100 {
		t.Errorf("%d are waiting, then %v", taken, err)
	}
	close(r.free)
	d.Close()
	if l := first.Look(); l.State != intake.Done {
		t.Errorf("what was in hand when the desk was closed: %+v", l)
	}
	if _, err := d.Submit(words("late")); !errors.Is(err, intake.ErrClosed) {
		t.Errorf("behind the end: %v", err)
	}
}

func TestGiven(t *testing.T) {
	for _, c := range []struct {
		given intake.Given
		ok    bool
	}{
		{intake.Given{}, true},
		{intake.Given{Title: "Talks <b>", Published: "2025-03-01", Publisher: "Wire", Address: "https://example.org/a?b"}, true},
		{intake.Given{Published: "2025-02-30"}, false},
		{intake.Given{Published: "yesterday"}, false},
		{intake.Given{Title: strings.Repeat("a", 501)}, false},
		{intake.Given{Title: "a\nb"}, false},
		{intake.Given{Publisher: "\x1b[2J"}, false},
		{intake.Given{Address: "javascript:alert(1)"}, false},
		{intake.Given{Address: "http://user:secret@example.org/"}, false},
		{intake.Given{Address: "//example.org"}, false},
	} {
		if err := c.given.Check(); (err == nil) != c.ok {
			t.Errorf("%+v: %v", c.given, err)
		}
	}
}
