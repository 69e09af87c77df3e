package keeptest

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/query"
)

func testIterateWhileWriting(t *testing.T, s keep.Store) {
	all := Many(8, 600, 40)
	add(t, s, all[:300]...)
	n := 0
	for row, err := range s.Reports(t.Context(), keep.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n%30 == 0 {
			add(t, s, all[300+n], all[301+n])
		}
		if row.Document.Path != all[n].Document.Path {
			t.Fatalf("report %d is %s", n, row.Document.Path)
		}
		n++
	}
	if n != 300 {
		t.Errorf("%d reports were listed, 300 were there when it began", n)
	}
	for _, err := range s.Reports(t.Context(), keep.Filter{}) {
		if err != nil {
			t.Error(err)
		}
		break // leaving early gives everything back
	}
	if err := s.Note(t.Context(), "after", "{}"); err != nil {
		t.Error(err)
	}
}

func testConcurrent(t *testing.T, s keep.Store) {
	all := Many(9, 400, 200)
	var writers, readers sync.WaitGroup
	stop := make(chan struct{})
	for w := range 4 {
		writers.Go(func() {
			for i := w * 100; i < (w+1)*100; i += 10 {
				if _, err := s.Add(context.Background(), keep.Batch{Reports: all[i : i+10], Run: run}, nil); err != nil {
					t.Errorf("add: %v", err)
				}
			}
		})
	}
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				readOnce(t, s, all)
			}
		})
	}
	writers.Wait()
	close(stop)
	readers.Wait()
	if st := status(t, s); st.Reports != len(all) {
		t.Errorf("%d reports, want %d", st.Reports, len(all))
	}
	sound(t, s)
}

func readOnce(t *testing.T, s keep.Store, all []keep.Report) {
	ctx := context.Background()
	if _, err := s.Status(ctx); err != nil {
		t.Errorf("status: %v", err)
	}
	if _, _, err := s.Search(ctx, query.Query{Root: query.Term{Words: []string{Word(5)}}}, keep.Filter{Limit: 5}); err != nil {
		t.Errorf("search: %v", err)
	}
	if _, err := s.Known(ctx, all[17].Key); err != nil {
		t.Errorf("known: %v", err)
	}
	for _, err := range s.Reports(ctx, keep.Filter{Limit: 50}) {
		if err != nil {
			t.Errorf("list: %v", err)
		}
	}
}

func testDoneContext(t *testing.T, s keep.Store) {
	r := full()
	add(t, s, r)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	check := func(what string, err error) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s with a context that is done: %v", what, err)
		}
	}
	_, err := s.Add(ctx, keep.Batch{Reports: []keep.Report{Report("b", "", "", "b")}, Run: run}, nil)
	check("add", err)
	_, err = s.Known(ctx, r.Key)
	check("known", err)
	_, err = s.Report(ctx, string(r.Document.ID))
	check("report", err)
	_, err = s.Text(ctx, r.Document.ID)
	check("text", err)
	_, err = s.Facts(ctx, r.Document.ID)
	check("facts", err)
	_, err = s.Raw(ctx, 1)
	check("raw", err)
	_, err = s.Status(ctx)
	check("status", err)
	_, _, err = s.Search(ctx, query.Query{}, keep.Filter{})
	check("search", err)
	check("note", s.Note(ctx, "a", "{}"))
	check("verify", s.Verify(ctx, func(keep.Fault) bool { return true }))
	for _, err := range s.Reports(ctx, keep.Filter{}) {
		check("reports", err)
	}
	for _, err := range s.Log(ctx) {
		check("log", err)
	}
	if st := status(t, s); st.Reports != 1 {
		t.Errorf("%d reports", st.Reports)
	}
	sound(t, s)
}
