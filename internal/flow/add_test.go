package flow_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/acquire/source"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
	"github.com/chancery-project/chancery/internal/flow/publish/export"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
)

// reports writes n small reports with a bad one among them and gives their folder.
func reports(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		words := fmt.Sprintf("The assembly of district %d met on day %d and voted on bill %d of the session, members said.", i*7, i, i*i)
		if i == n/2 {
			words = ""
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.txt", i)), []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func create(t *testing.T) keep.Store {
	t.Helper()
	store, err := sqlite.Create(t.Context(), filepath.Join(t.TempDir(), "record"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func exported(t *testing.T, store keep.Store) string {
	t.Helper()
	var b bytes.Buffer
	if err := export.JSONL(t.Context(), store, &b, export.Options{Text: true}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestAddIsTheSameWithAnyWorkers compares what is exported after one worker and after eight.
func TestAddIsTheSameWithAnyWorkers(t *testing.T) {
	dir := reports(t, 700)
	t.Chdir(dir)
	var first string
	for _, workers := range []int{1, 8} {
		store := create(t)
		adder := &flow.Adder{Store: store, Reader: reader(t, flow.ReaderOptions{}), Workers: workers}
		sum, err := adder.Add(t.Context(), nil, source.Read(t.Context(), nil, []string{"."}, source.Options{}))
		if err != nil {
			t.Fatal(err)
		}
		if sum.Reports != 699 || sum.Failures != 1 || sum.Seen != 700 {
			t.Errorf("%d workers: %+v", workers, sum.Progress)
		}
		if got := exported(t, store); first == "" {
			first = got
		} else if got != first {
			t.Errorf("%d workers export something else", workers)
		}
		again, err := adder.Add(t.Context(), nil, source.Read(t.Context(), nil, []string{"."}, source.Options{}))
		if err != nil {
			t.Fatal(err)
		}
		if again.Reports != 0 || again.Known != 699 || again.Failures != 1 || exported(t, store) != first {
			t.Errorf("adding twice changed the record: %+v", again.Progress)
		}
	}
}

// TestAddGoesOnAfterAStop stops in the middle and finishes with the same command.
func TestAddGoesOnAfterAStop(t *testing.T) {
	dir := reports(t, 1500)
	t.Chdir(dir)
	whole, parts := create(t), create(t)
	for _, c := range []struct {
		store keep.Store
		stops int
	}{{whole, 0}, {parts, 1}} {
		adder := &flow.Adder{Store: c.store, Reader: reader(t, flow.ReaderOptions{}), Workers: 2}
		for range c.stops {
			stop := make(chan struct{})
			stopped := false
			adder.Notify = func(flow.Progress) {
				if !stopped {
					stopped = true
					close(stop)
				}
			}
			sum, err := adder.Add(t.Context(), stop, source.Read(t.Context(), nil, []string{"."}, source.Options{}))
			if err != nil {
				t.Fatal(err)
			}
			if !sum.Stopped || sum.Seen == 1500 || sum.Seen < 512 {
				t.Errorf("stopped %t after %d inputs", sum.Stopped, sum.Seen)
			}
			adder.Notify = nil
		}
		if _, err := adder.Add(t.Context(), nil, source.Read(t.Context(), nil, []string{"."}, source.Options{})); err != nil {
			t.Fatal(err)
		}
	}
	if exported(t, whole) != exported(t, parts) {
		t.Error("the record made in two parts is not the one made at once")
	}
}

// TestAddKeepsFailuresWithTheirReason lets one report panic; the others are kept.
func TestAddKeepsFailuresWithTheirReason(t *testing.T) {
	dir := reports(t, 10)
	t.Chdir(dir)
	store := create(t)
	r := reader(t, flow.ReaderOptions{Stages: stage(func(_ context.Context, d *text.Document) ([]notice.Notice, error) {
		if strings.Contains(d.Text, "bill 49 ") {
			panic("a verb too many")
		}
		return nil, nil
	})})
	sum, err := (&flow.Adder{Store: store, Reader: r}).Add(t.Context(), nil, source.Read(t.Context(), nil, []string{"."}, source.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	if sum.Reports != 8 || sum.Failures != 2 {
		t.Errorf("%+v", sum.Progress)
	}
	var codes []string
	for f, err := range store.Failures(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		codes = append(codes, f.Path+" "+f.Stage+" "+f.Code)
	}
	if got := strings.Join(codes, ", "); got != "0005.txt source empty, 0007.txt trial panic" {
		t.Errorf("failures kept: %s", got)
	}
}
