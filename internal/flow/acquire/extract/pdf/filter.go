package pdf

import (
	"bytes"
	"compress/lzw"
	"encoding/ascii85"
	"errors"
	"io"

	"github.com/klauspost/compress/zlib"
)

// bytes gives the unpacked bytes of a stream. A stream that is damaged is given as far as it goes; one that is packed
// in a way that text never is (an image) is empty.
func (f *file) bytes(s *stream) ([]byte, error) {
	if s == nil {
		return nil, nil
	}
	b := s.raw
	if f.crypt != nil && f.name(s.dict["Type"]) != "XRef" {
		b = f.crypt.stream(b, s.id)
	}
	filters := f.list(s.dict["Filter"])
	parameters := f.list(s.dict["DecodeParms"])
	for i, filter := range filters[:min(len(filters), 8)] {
		var p dict
		if i < len(parameters) {
			p = f.dict(parameters[i])
		}
		var err error
		if b, err = f.filter(b, f.name(filter), p); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// list gives an array, or a list of one object.
func (f *file) list(o object) array {
	o = f.get(o)
	if a, ok := o.(array); ok {
		return a
	}
	if o == nil {
		return nil
	}
	return array{o}
}

func (f *file) filter(b []byte, filter name, p dict) ([]byte, error) {
	switch filter {
	case "FlateDecode", "Fl":
		r, err := zlib.NewReader(bytes.NewReader(b))
		if err != nil {
			return nil, nil //nolint:nilerr // damaged: nothing can be read
		}
		out, err := f.limited(r)
		if err != nil {
			return nil, err
		}
		return f.unpredict(out, p), nil
	case "LZWDecode", "LZW":
		out, err := f.limited(unlzw(b, f.earlyChange(p)))
		if err != nil {
			return nil, err
		}
		return f.unpredict(out, p), nil
	case "ASCII85Decode", "A85":
		if i := bytes.Index(b, []byte("~>")); i >= 0 {
			b = b[:i]
		}
		return f.limited(ascii85.NewDecoder(bytes.NewReader(bytes.TrimPrefix(b, []byte("<~")))))
	case "ASCIIHexDecode", "AHx":
		l := &lexer{b: append([]byte{'<'}, b...)}
		return []byte(l.hex()), nil
	case "RunLengthDecode", "RL":
		return f.limited(&runLength{b: b})
	case "Crypt":
		return b, nil
	}
	return nil, nil
}

// limited reads a stream to its end or its first fault, within the limit on all that is unpacked.
func (f *file) limited(r io.Reader) ([]byte, error) {
	left := f.o.MaxUnpacked - f.decoded
	out, err := io.ReadAll(io.LimitReader(r, left+1))
	f.decoded += int64(len(out))
	if int64(len(out)) > left {
		return nil, ErrTooLarge
	}
	if err != nil && errors.Is(f.ctx.Err(), err) {
		return nil, err
	}
	return out, f.ctx.Err()
}

func (f *file) earlyChange(p dict) bool {
	v, ok := f.get(p["EarlyChange"]).(float64)
	return !ok || v != 0
}

// unpredict undoes the prediction of a packed stream (section 7.4.4.4).
func (f *file) unpredict(b []byte, p dict) []byte {
	predictor := int(f.number(p["Predictor"]))
	if predictor < 10 {
		return b // 2 is for images
	}
	columns, colors, bits := int(f.number(p["Columns"])), int(f.number(p["Colors"])), int(f.number(p["BitsPerComponent"]))
	if columns <= 0 {
		columns = 1
	}
	if colors <= 0 {
		colors = 1
	}
	if bits <= 0 {
		bits = 8
	}
	if columns > 1<<20 || colors > 32 || bits > 32 {
		return nil
	}
	width, step := (columns*colors*bits+7)/8, max(1, colors*bits/8)
	out := make([]byte, 0, len(b))
	above := make([]byte, width)
	for len(b) > 0 {
		kind := b[0]
		row := append([]byte(nil), b[1:min(len(b), width+1)]...)
		b = b[min(len(b), width+1):]
		for i := range row {
			var left, corner byte
			if i >= step {
				left, corner = row[i-step], above[i-step]
			}
			switch kind {
			case 1:
				row[i] += left
			case 2:
				row[i] += above[i]
			case 3:
				row[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				row[i] += paeth(left, above[i], corner)
			}
		}
		copy(above, row)
		out = append(out, row...)
	}
	return out
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// unlzw unpacks LZW as PDF has it: codes grow one code early, other than in package compress/lzw, which is used where
// they do not.
func unlzw(b []byte, early bool) io.Reader {
	if !early {
		return lzw.NewReader(bytes.NewReader(b), lzw.MSB, 8)
	}
	return &earlyLZW{b: b}
}

type earlyLZW struct {
	b     []byte
	bits  uint32
	n     uint
	table [4096]struct {
		before int
		last   byte
	}
	next, width int
	before      int // the code before, -1 after a clear
	out         []byte
	started     bool
}

func (z *earlyLZW) clear() { z.next, z.width, z.before = 258, 9, -1 }

func (z *earlyLZW) code() int {
	for z.n < uint(z.width) {
		if len(z.b) == 0 {
			return 257
		}
		z.bits, z.b, z.n = z.bits<<8|uint32(z.b[0]), z.b[1:], z.n+8
	}
	z.n -= uint(z.width)
	return int(z.bits>>z.n) & (1<<z.width - 1)
}

func (z *earlyLZW) Read(p []byte) (int, error) {
	if !z.started {
		z.started = true
		z.clear()
	}
	for len(z.out) == 0 {
		code := z.code()
		switch {
		case code == 257:
			return 0, io.EOF
		case code == 256:
			z.clear()
			continue
		case code > z.next || code == z.next && z.before < 0:
			return 0, io.ErrUnexpectedEOF
		}
		z.take(code)
	}
	n := copy(p, z.out)
	z.out = z.out[n:]
	return n, nil
}

// take writes what a code stands for and adds an entry to the table.
func (z *earlyLZW) take(code int) {
	var word []byte
	if code < z.next {
		word = z.word(code)
	} else {
		word = z.word(z.before)
		word = append(word, word[0])
	}
	if z.before >= 0 && z.next < len(z.table) {
		e := &z.table[z.next]
		e.before, e.last = z.before, word[0]
		z.next++
		for z.width < 12 && z.next+1 >= 1<<z.width {
			z.width++
		}
	}
	z.before = code
	z.out = word
}

func (z *earlyLZW) word(code int) []byte {
	var reversed []byte
	for code >= 258 {
		reversed = append(reversed, z.table[code].last)
		code = z.table[code].before
	}
	reversed = append(reversed, byte(code))
	for i, j := 0, len(reversed)-1; i < j; i, j = i+1, j-1 {
		reversed[i], reversed[j] = reversed[j], reversed[i]
	}
	return reversed
}

// runLength unpacks runs of equal bytes.
type runLength struct {
	b   []byte
	out []byte
}

func (r *runLength) Read(p []byte) (int, error) {
	for len(r.out) == 0 {
		if len(r.b) < 2 || r.b[0] == 128 {
			return 0, io.EOF
		}
		n := int(r.b[0])
		if n < 128 {
			end := min(len(r.b), n+2)
			r.out, r.b = r.b[1:end], r.b[end:]
		} else {
			r.out, r.b = bytes.Repeat(r.b[1:2], 257-n), r.b[2:]
		}
	}
	n := copy(p, r.out)
	r.out = r.out[n:]
	return n, nil
}
