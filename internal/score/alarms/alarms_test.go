package alarms_test

import (
	"context"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/language/treebank"
	"github.com/chancery-project/chancery/internal/score/alarms"
	"github.com/chancery-project/chancery/internal/score/facts"
	"github.com/chancery-project/chancery/record"
)

const bank = `# newdoc id = reviews-001325
1	Great	_	_	_	_	0	root	_	_

1	Nasty	_	_	_	_	0	root	_	_

# newdoc id = weblog-juancole
1	War	_	_	_	_	0	root	_	_

# newdoc id = GUM_bio_byron
1	Born	_	_	_	_	0	root	_	_
2	here	_	_	_	_	1	advmod	_	_

`

func TestScore(t *testing.T) {
	docs, err := treebank.Read("bank", []byte(bank))
	if err != nil {
		t.Fatal(err)
	}
	read := func(_ context.Context, name, words, date string) (*facts.Reading, error) {
		r := &facts.Reading{Text: words}
		if date != "" {
			t.Errorf("%s is read as of %s", name, date)
		}
		for i := range map[string]int{"reviews-001325": 0, "GUM_bio_byron": 2, "weblog-juancole": 5}[name] {
			r.Events = append(r.Events, &record.Event{Type: "ASSAULT", Span: record.Span{End: 3}, Confidence: .4 + .4*float64(i)})
		}
		return r, nil
	}
	for _, c := range []struct {
		least  float64
		genres []string
		want   string
		per    float64
	}{
		{0, nil, "| bio | 1 | 1 | 2 | 2000.0 | ASSAULT 2 | 0 | 0 |", 2000. / 3},
		{.5, nil, "| bio | 1 | 1 | 1 | 1000.0 | ASSAULT 1 | 0 | 0 |", 1000. / 3},
		{0, []string{"reviews"}, "| reviews | 1 | 2 | 0 | 0.0 |  | 0 | 0 |", 0},
		{0, []string{"weblog"}, "| weblog | 1 | 1 | 5 | 5000.0 | ASSAULT 5 | 0 | 0 |", 5000},
	} {
		s := alarms.Score{MinConfidence: c.least, Genres: c.genres}
		if err := s.Read(t.Context(), docs, read); err != nil {
			t.Fatal(err)
		}
		var b, list strings.Builder
		if err := s.WriteTable(&b); err != nil || !strings.Contains(b.String(), c.want) || s.PerThousand() != c.per {
			t.Errorf("%v: %v, %g\n%s", c.genres, err, s.PerThousand(), b.String())
		}
		if err := s.WriteErrors(&list); err != nil || (c.per == 0) != (list.Len() == 0) {
			t.Errorf("%v: %v\n%s", c.genres, err, list.String())
		}
	}
}

func TestGenre(t *testing.T) {
	for id, want := range map[string]string{
		"answers-20111108_ans": "answers", "GUM_voyage_athens": "voyage", "notes": "", "": "",
	} {
		if got := alarms.Genre(id); got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
}
