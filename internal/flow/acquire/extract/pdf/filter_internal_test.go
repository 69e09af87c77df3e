package pdf

import (
	"bytes"
	"context"
	"testing"
)

func TestFilters(t *testing.T) {
	for _, c := range []struct {
		name string
		in   []byte
		p    dict
		want string
	}{
		// the example of ISO 32000-1, section 7.4.4.2
		{"LZWDecode", []byte{0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01}, nil, "-----A---B"},
		{"LZWDecode", earlyLZWOf(3000), nil, string(numbers(3000))},
		{"RunLengthDecode", []byte{2, 'a', 'b', 'c', 254, 'd', 128, 'e'}, nil, "abcddd"},
		{"ASCIIHexDecode", []byte("61 62 6>"), nil, "ab`"},
		{"ASCII85Decode", []byte("<~87cURD_*#TDfTZ)~>"), nil, "Hello, world"},
		{"FlateDecode", []byte("no zlib"), nil, ""},
		{"DCTDecode", []byte("an image"), nil, ""},
	} {
		f := &file{ctx: context.Background(), o: Options{}.filled()}
		got, err := f.filter(c.in, name(c.name), c.p)
		if err != nil || string(got) != c.want {
			t.Errorf("%s: got %q, %v; want %q", c.name, got, err, c.want)
		}
	}
}

func TestPredictors(t *testing.T) {
	f := &file{ctx: context.Background(), o: Options{}.filled()}
	p := dict{"Predictor": 12.0, "Columns": 3.0}
	rows := []byte{0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 2, 2, 2, 4, 1, 1, 1}
	want := []byte{1, 2, 3, 1, 2, 3, 2, 3, 4, 3, 5, 6, 4, 6, 7}
	if got := f.unpredict(rows, p); !bytes.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// numbers gives bytes without repetition of pairs over a long stretch, so that the codes grow.
func numbers(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i * i >> 3)
	}
	return b
}

// earlyLZWOf packs numbers(n) with a code for each byte; the widths grow as the table of the reader does.
func earlyLZWOf(n int) []byte {
	var out []byte
	var bits uint64
	var have uint
	put := func(code, width int) {
		bits, have = bits<<width|uint64(code), have+uint(width)
		for have >= 8 {
			out = append(out, byte(bits>>(have-8)))
			have -= 8
		}
	}
	width, next := 9, 258
	put(256, width)
	for i, b := range numbers(n) {
		put(int(b), width)
		if i > 0 && next < 4096 {
			next++
		}
		for width < 12 && next+1 >= 1<<width {
			width++
		}
	}
	put(257, width)
	return append(out, byte(bits<<(8-have)))
}
