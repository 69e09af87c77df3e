package namer

import (
	"testing"
)

func TestListsAreFoundInSentences(t *testing.T) {
	l, err := ParseLists("city\ttest\tNew York | York\nmedia\ttest\tNew York Times")
	if err != nil {
		t.Fatal(err)
	}
	words := l.prepare([][]Word{{{Form: "the"}, {Form: "NEW"}, {Form: "York"}, {Form: "Times"}, {Form: "of"}, {Form: "york"}}})[0].words
	city, media := uint64(1<<2), uint64(1<<9)
	want := []uint64{0, (city | media) << spread, city | (city|media)<<spread, media << spread, 0, city}
	for i, w := range words {
		if w.list != want[i] {
			t.Errorf("word %d has the lists %b, want %b", i, w.list, want[i])
		}
	}
	if words[1].starts != uint32(city|media) || words[2].ends != uint32(city) || words[3].ends != uint32(media) {
		t.Errorf("starts %b, ends %b and %b", words[1].starts, words[2].ends, words[3].ends)
	}
}

func FuzzDecodeLists(f *testing.F) {
	l, err := ParseLists("city\ttest\tNew York | Oslo")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(l.data, "New")
	f.Add([]byte{1, 2, 3}, "Oslo")
	f.Fuzz(func(t *testing.T, data []byte, form string) {
		l, err := decodeLists(data)
		if err != nil {
			return
		}
		l.prepare([][]Word{{{Form: form}, {Form: "York"}, {Form: form}}})
	})
}
