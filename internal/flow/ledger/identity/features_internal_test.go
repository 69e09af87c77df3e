package identity

import (
	"reflect"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

// TestFeaturesRoundTrip writes features with a value in every field and reads them again.
func TestFeaturesRoundTrip(t *testing.T) {
	marks := []likeness.Mark{3, 9}
	words := []likeness.Word{{Stem: 4, Weight: 12}, {Stem: 8, Weight: 1}}
	side := likeness.Side{States: marks, Groups: marks[:1], Named: marks[1:], Vague: true}
	want := &telling{
		act: 1, mode: 2, frame: 3, content: 4, status: 2, actors: side, recipients: likeness.Side{States: marks},
		days: likeness.Days{From: 20000, To: likeness.NoDay}, assumed: 20000, night: true, published: 20001,
		place: likeness.Place{Name: 5, Admin: 6, Country: 7, Level: likeness.District}, places: marks, about: about{places: marks[:1], cast: marks, theme: words},
		figures: []uint64{46, 1 << 63}, units: marks, words: words, near: words[:1], trigger: 77, title: words[1:], whom: 12, several: true,
		start: 10, end: 99, definite: true, headline: true, resumes: -1, rivals: 2, nugget: true, origin: []byte(`{"c":["Wire"]}`),
	}
	v := reflect.ValueOf(*want)
	for i := range v.NumField() {
		if v.Field(i).IsZero() && v.Type().Field(i).Name != "armed" {
			t.Fatalf("%s has no value here", v.Type().Field(i).Name)
		}
	}
	got, err := decode(want.encode())
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}
