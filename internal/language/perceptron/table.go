package perceptron

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
)

// Table is a frozen model: a hash table from features to rows of (class,
// weight). It is a view of its encoded bytes:
//
//	u32  number of classes
//	u32  b, the number of bits of a bucket number
//	u32  n, the number of features
//	u32  × (2^b + 1)  offsets of the buckets in the stream
//	stream: the features of each bucket one after the other, each
//	    u16  low 12 bits of the key × 16 + number of weights (15: see next byte)
//	    u8   number of weights, only behind 15
//	    (u8 class, i8 weight) × number
//
// A weight byte w stands for the value w + w×|w|/32 (rounded to zero): small
// weights are kept finely, great ones within three per cent.
//
// All numbers are little endian. The bucket of a key is its top b bits.
// A feature that was not trained meets a stored one by chance in about one of
// a thousand look-ups; the sum is then a little off, but the same everywhere.
type Table struct {
	classes int
	shift   uint
	starts  []byte
	stream  []byte
	n       int
	data    []byte
	values  [256]int32
}

// ErrTable is wrapped by errors about the bytes of a table.
var ErrTable = errors.New("damaged perceptron table")

type frozen struct {
	key     uint64
	classes []uint8
	weights []int8
}

const (
	fingerBits = 12
	manyMark   = 15
)

// build encodes rows that are sorted by key.
func build(rows []frozen, classes int) *Table {
	b := max(1, bits.Len(uint(len(rows)/4)))
	head := make([]byte, 12, 12+4*(1<<b+1))
	binary.LittleEndian.PutUint32(head, uint32(classes))
	binary.LittleEndian.PutUint32(head[4:], uint32(b))
	binary.LittleEndian.PutUint32(head[8:], uint32(len(rows)))
	var stream []byte
	next := 0
	for bucket := range uint64(1) << b {
		head = binary.LittleEndian.AppendUint32(head, uint32(len(stream)))
		for ; next < len(rows) && rows[next].key>>(64-b) == bucket; next++ {
			r := &rows[next]
			n := min(len(r.classes), 255)
			finger := uint16(r.key&(1<<fingerBits-1)) << 4
			if n < manyMark {
				stream = binary.LittleEndian.AppendUint16(stream, finger|uint16(n))
			} else {
				stream = append(binary.LittleEndian.AppendUint16(stream, finger|manyMark), byte(n))
			}
			for i := range n {
				stream = append(stream, r.classes[i], byte(r.weights[i]))
			}
		}
	}
	head = binary.LittleEndian.AppendUint32(head, uint32(len(stream)))
	t, err := Decode(append(head, stream...))
	if err != nil {
		panic("internal error: perceptron table built wrongly: " + err.Error())
	}
	return t
}

// Decode returns the table that the bytes hold, without copying them.
func Decode(data []byte) (*Table, error) {
	if len(data) < 12 {
		return nil, fmt.Errorf("%d bytes are too few for a header: %w", len(data), ErrTable)
	}
	classes := binary.LittleEndian.Uint32(data)
	b := binary.LittleEndian.Uint32(data[4:])
	n := binary.LittleEndian.Uint32(data[8:])
	if classes < 1 || classes > MaxClasses || b < 1 || b > 24 || uint64(len(data)) < 12+4*(1<<b+1) {
		return nil, fmt.Errorf("header says %d classes and %d bits for %d bytes: %w", classes, b, len(data), ErrTable)
	}
	end := 12 + 4*(1<<b+1)
	t := &Table{classes: int(classes), shift: uint(64 - b), starts: data[12:end], stream: data[end:], n: int(n), data: data}
	for w := range 256 {
		t.values[w] = value(int32(int8(w)))
	}
	last := uint32(0)
	for i := 0; i < len(t.starts); i += 4 {
		at := binary.LittleEndian.Uint32(t.starts[i:])
		if at < last || int64(at) > int64(len(t.stream)) {
			return nil, fmt.Errorf("bucket %d begins at %d: %w", i/4, at, ErrTable)
		}
		last = at
	}
	if int(last) != len(t.stream) {
		return nil, fmt.Errorf("stream of %d bytes ends at %d: %w", len(t.stream), last, ErrTable)
	}
	return t, nil
}

// value decodes a weight byte.
func value(w int32) int32 {
	if w < 0 {
		return w - w*w/32
	}
	return w + w*w/32
}

// code returns the weight byte whose value is nearest to v.
func code(v float64) int8 {
	best := int32(0)
	for w := int32(1); w < 128 && math.Abs(float64(value(w))-math.Abs(v)) < math.Abs(float64(value(best))-math.Abs(v)); w++ {
		best = w
	}
	if v < 0 {
		best = -best
	}
	return int8(best)
}

// Bytes returns the encoded form. It must not be changed.
func (t *Table) Bytes() []byte { return t.data }

// Classes returns the number of classes.
func (t *Table) Classes() int { return t.classes }

// Features returns the number of features with a weight.
func (t *Table) Features() int { return t.n }

// Add adds the weights of a feature to scores.
func (t *Table) Add(key uint64, scores *Scores) {
	at := int(key>>t.shift) * 4
	start := binary.LittleEndian.Uint32(t.starts[at:])
	end := binary.LittleEndian.Uint32(t.starts[at+4:])
	s := t.stream[start:end]
	finger := uint16(key & (1<<fingerBits - 1))
	for len(s) >= 2 {
		mark := binary.LittleEndian.Uint16(s)
		n, from := int(mark&15), 2
		if n == manyMark && len(s) > 2 {
			n, from = int(s[2]), 3
		}
		to := from + 2*n
		if to > len(s) {
			return
		}
		if mark>>4 == finger {
			for i := from; i+1 < to; i += 2 {
				scores[s[i]] += t.values[s[i+1]]
			}
			return
		}
		s = s[to:]
	}
}

// Binary returns the weight of a feature in a model with one class.
func (t *Table) Binary(key uint64) int32 {
	at := int(key>>t.shift) * 4
	start := binary.LittleEndian.Uint32(t.starts[at:])
	end := binary.LittleEndian.Uint32(t.starts[at+4:])
	s := t.stream[start:end]
	finger := uint16(key & (1<<fingerBits - 1))
	for len(s) >= 4 {
		if binary.LittleEndian.Uint16(s)>>4 == finger {
			return t.values[s[3]]
		}
		s = s[4:]
	}
	return 0
}
