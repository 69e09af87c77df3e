package model_test

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/language/model"
)

func sample(t testing.TB) []byte {
	t.Helper()
	var b model.Builder
	b.Header = model.Header{
		Language: "en", Licence: "CC-BY-SA-4.0",
		Sources: []model.Source{{Name: "set", Origin: "owner/name", Licence: "CC-BY-4.0", SHA256: "00"}},
	}
	b.SetPart(model.Part{Name: "trees", Seed: 7, Kernel: "plain"})
	for name, data := range map[string][]byte{"trees/weights": bytes.Repeat([]byte{1, 255}, 77), "tags/set": {}, "words/list": []byte("abc")} {
		if err := b.Set(name, data); err != nil {
			t.Fatal(err)
		}
	}
	file, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestWriteThenOpenGivesTheSameSections(t *testing.T) {
	file := sample(t)
	if again := sample(t); !bytes.Equal(file, again) {
		t.Fatal("two writes of the same model differ")
	}
	f, err := model.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	w, err := f.Section("words/list")
	if err != nil || string(w) != "abc" {
		t.Fatalf("words/list = %q, %v", w, err)
	}
	if w, err = f.Section("tags/set"); err != nil || len(w) != 0 {
		t.Fatalf("tags/set = %q, %v", w, err)
	}
	if _, err = f.Section("names/x"); !errors.Is(err, model.ErrNoSection) {
		t.Fatalf("missing section: %v", err)
	}
	if h := f.Header(); h.Language != "en" || len(h.Sections) != 3 || h.Parts[0].Seed != 7 {
		t.Fatalf("header %+v", h)
	}
	for _, s := range f.Header().Sections {
		if s.Offset%64 != 0 {
			t.Errorf("section %s at %d", s.Name, s.Offset)
		}
	}
}

func TestRebuildKeepsOtherParts(t *testing.T) {
	f, err := model.Open(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	b := model.NewBuilder(f)
	same, err := b.Bytes()
	if err != nil || !bytes.Equal(same, sample(t)) {
		t.Fatalf("rebuilt file differs: %v", err)
	}
	b.RemovePart("trees")
	file, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if f, err = model.Open(file); err != nil || f.Has("trees/weights") || !f.Has("words/list") || len(f.Header().Parts) != 0 {
		t.Fatalf("after RemovePart: %v %+v", err, f.Header())
	}
}

func TestEveryChangedByteIsRefused(t *testing.T) {
	file := sample(t)
	f, err := model.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	covered := make([]bool, len(file))
	used := len(file)
	for _, s := range f.Header().Sections {
		used -= int(s.Size)
	}
	for i := range file {
		changed := bytes.Clone(file)
		changed[i] ^= 0x20
		_, err := model.Open(changed)
		covered[i] = err != nil
		if err != nil && !errors.Is(err, model.ErrDamaged) && !errors.Is(err, model.ErrNotModel) && !errors.Is(err, model.ErrVersion) {
			t.Fatalf("byte %d: unclassified error %v", i, err)
		}
	}
	open := 0
	for _, c := range covered {
		if !c {
			open++
		}
	}
	// Only the zero bytes between sections may change unseen.
	if open > 63*(len(f.Header().Sections)+1) {
		t.Fatalf("%d of %d bytes may change unseen", open, len(file))
	}
	for n := range file {
		if _, err := model.Open(file[:n]); err == nil {
			t.Fatalf("file cut to %d bytes is accepted", n)
		}
	}
}

func TestOtherVersionIsNamed(t *testing.T) {
	file := sample(t)
	file[8] = 9
	_, err := model.Open(file)
	if !errors.Is(err, model.ErrVersion) || err.Error() != "model file of another format version: it has version 9, this program reads 1; train it again with this program" {
		t.Fatal(err)
	}
	if _, err := model.Open(nil); !errors.Is(err, model.ErrNotModel) {
		t.Fatal(err)
	}
}

func TestStringsFindWhatWasPacked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfNDistinct(rapid.String(), 0, 60, rapid.ID[string]).Draw(t, "list")
		packed, err := model.PackStrings(list)
		if err != nil {
			t.Fatal(err)
		}
		s, err := model.OpenStrings(packed)
		if err != nil || s.Len() != len(list) {
			t.Fatal(err, s.Len())
		}
		in := make(map[string]bool)
		for i, v := range list {
			in[v] = true
			if s.Find(v) != i || s.FindBytes([]byte(v)) != i || s.At(i) != v {
				t.Fatalf("%q at %d: found at %d", v, i, s.Find(v))
			}
		}
		if other := rapid.String().Draw(t, "other"); !in[other] && s.Find(other) != -1 {
			t.Fatalf("%q found", other)
		}
	})
}

func TestPackStringsRefusesTwins(t *testing.T) {
	if _, err := model.PackStrings([]string{"a", "b", "a"}); err == nil {
		t.Fatal("a list with twins is packed")
	}
}

// packed gives the sample as it is given to people.
func packed(t testing.TB) []byte {
	t.Helper()
	b, err := model.Pack(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestPackedModelsOpen(t *testing.T) {
	f, err := model.Open(packed(t))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := model.Open(sample(t))
	if err != nil || !reflect.DeepEqual(f.Header(), plain.Header()) {
		t.Errorf("%+v, want %+v, %v", f.Header(), plain.Header(), err)
	}
	if again := packed(t); !bytes.Equal(again, packed(t)) {
		t.Error("the same model is packed to other bytes")
	}
	cut := packed(t)
	if _, err := model.Open(cut[:len(cut)-9]); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("a packed model that is cut off: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(packed(f))
	f.Add(sample(f))
	f.Add([]byte("CHNCRYLM"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := model.Open(data)
		if err != nil {
			return
		}
		for _, s := range m.Header().Sections {
			if b, err := m.Section(s.Name); err != nil || uint64(len(b)) != s.Size {
				t.Fatal(fmt.Sprint(s, err))
			}
		}
		again, err := model.NewBuilder(m).Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := model.Open(again); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzOpenStrings(f *testing.F) {
	packed, _ := model.PackStrings([]string{"a", "bc", ""})
	f.Add(packed, "bc")
	f.Fuzz(func(t *testing.T, data []byte, v string) {
		s, err := model.OpenStrings(data)
		if err != nil {
			return
		}
		if i := s.Find(v); i >= 0 && s.At(i) != v {
			t.Fatalf("%q found at %d, which is %q", v, i, s.At(i))
		}
	})
}
