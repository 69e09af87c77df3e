package flow_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

func plain(words string) text.Raw {
	return text.Raw{Path: "wire/a.txt", Format: text.Plain, Bytes: []byte(words)}
}

func reader(t testing.TB, o flow.ReaderOptions) *flow.Reader {
	t.Helper()
	r, err := flow.NewReader(o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// stage makes a stage that does as told, behind the others.
func stage(apply func(context.Context, *text.Document) ([]notice.Notice, error)) []flow.Stage {
	return []flow.Stage{{
		Name: "trial", Needs: []text.Layer{text.Body}, Gives: []text.Layer{text.Events},
		Open: func() (flow.Apply, error) { return apply, nil },
	}}
}

const sentence = "Qatar's foreign minister flew to Tehran on Monday, but declined to say whether talks would resume.\n"

func TestReadKeepsNoticesInOrder(t *testing.T) {
	r := reader(t, flow.ReaderOptions{Stages: stage(func(_ context.Context, d *text.Document) ([]notice.Notice, error) {
		return []notice.Notice{
			{Code: "late", Span: &record.Span{Start: 50, End: 52}},
			{Code: "early", Span: &record.Span{Start: 0, End: 5}},
			{Code: "early", Span: &record.Span{Start: 0, End: 5}},
		}, nil
	})})
	reading, err := r.Read(t.Context(), plain(sentence))
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, n := range reading.Document.Notices {
		if n.Span != nil {
			codes = append(codes, string(n.Code))
		}
	}
	if got := strings.Join(codes, " "); got != "early late" {
		t.Errorf("notices %q", got)
	}
	for _, e := range reading.Entries() {
		if faults := record.Verify(e, reading.Document.Text); len(faults) > 0 {
			t.Errorf("%s: %v", e.EntryKind(), faults)
		}
	}
}

// TestReadFailsAlone turns whatever goes wrong in a stage into the failure of the report.
func TestReadFailsAlone(t *testing.T) {
	cases := []struct {
		name, code, words string
		apply             func(context.Context, *text.Document) ([]notice.Notice, error)
	}{
		{"panic", "panic", "trial: internal error: index out of range", func(context.Context, *text.Document) ([]notice.Notice, error) {
			panic("index out of range")
		}},
		{"error", "error", "wire/a.txt: trial: no verb anywhere", func(context.Context, *text.Document) ([]notice.Notice, error) {
			return nil, errors.New("no verb anywhere")
		}},
		{"too slow, but listens", "time-out", "given up", func(ctx context.Context, _ *text.Document) ([]notice.Notice, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}},
		{"too slow and deaf", "time-out", "given up", func(context.Context, *text.Document) ([]notice.Notice, error) {
			time.Sleep(300 * time.Millisecond)
			return nil, nil
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := reader(t, flow.ReaderOptions{Stages: stage(c.apply), Timeout: 20 * time.Millisecond})
			_, err := r.Read(t.Context(), plain(sentence))
			var failed *flow.Failed
			if !errors.As(err, &failed) {
				t.Fatalf("error %v is no failure of a report", err)
			}
			if failed.Code != c.code || !strings.Contains(failed.Error(), c.words) {
				t.Errorf("failed with %s: %v; want %s and the words %q", failed.Code, failed, c.code, c.words)
			}
			if failed.Place != "wire/a.txt" {
				t.Errorf("place %q", failed.Place)
			}
		})
	}
}

func TestReadEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := reader(t, flow.ReaderOptions{}).Read(ctx, plain(sentence))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestReadIsTheSameEveryTime(t *testing.T) {
	r := reader(t, flow.ReaderOptions{})
	first := encoded(t, r)
	for range 20 {
		if again := encoded(t, r); again != first {
			t.Fatalf("read differently:\n%s\n%s", first, again)
		}
	}
}

func encoded(t *testing.T, r *flow.Reader) string {
	t.Helper()
	reading, err := r.Read(t.Context(), plain("KABUL, Aug. 23 (Wire) --\n"+sentence+"\nShare this article\n"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	w := record.NewWriter(&b)
	for _, e := range reading.Entries() {
		if err := w.Write(e); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}
