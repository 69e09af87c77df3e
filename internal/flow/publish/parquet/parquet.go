// Package parquet writes tables of texts, whole numbers, real numbers, truth values and bytes as Apache Parquet files: format
// version 2.11 (https://github.com/apache/parquet-format), data pages of version 1, pages compressed by Zstandard, texts with
// a dictionary where they recur. It writes what our tables need and nothing else, and it reads nothing.
package parquet

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"math/bits"

	"github.com/klauspost/compress/zstd"
)

// Kind is the type of a column.
type Kind int

// Kinds of columns with the Go type of their values.
const (
	Text    Kind = iota // string, valid UTF-8
	Integer             // int64
	Real                // float64
	Truth               // bool
	Bytes               // string of any bytes
)

// physical gives the number that the format has for the type of a column.
func (k Kind) physical() int64 {
	return [...]int64{Text: 6, Integer: 2, Real: 5, Truth: 0, Bytes: 6}[k]
}

// Column is a column of a table.
type Column struct {
	Name     string
	Kind     Kind
	Optional bool // values may be missing
}

// Numbers that the format gives to what is used of it.
const (
	magic          = "PAR1"
	dataPage       = 0
	dictionaryPage = 2
	plain          = 0
	rle            = 3
	rleDictionary  = 8
	codecZstd      = 6
	required       = 0
	optional       = 1
	convertedUTF8  = 0
)

// maxDictionary is how many bytes the different texts of a column may have in a part of the table; where they have more,
// or hardly one recurs, they are written one by one.
const maxDictionary = 1 << 20

// Writer writes one table. Rows are held until there are as many as a part of the file has.
type Writer struct {
	out     io.Writer
	columns []Column
	part    int // rows of a part
	held    []held
	rows    int // that are held
	at      int64
	parts   []part
	zstd    *zstd.Encoder
	all     int64
}

// held are the values of a column that are not written yet.
type held struct {
	there    []bool // one for each row of a column whose values may be missing
	texts    []string
	integers []int64
	reals    []float64
	truths   []bool
}

// part is a row group as it was written.
type part struct {
	rows   int64
	chunks []chunk
}

// chunk is where the values of a column stand in a part.
type chunk struct {
	values               int64 // missing ones included
	missing              int64
	dictionary, data     int64 // offsets of pages; the first 0 where there is none
	compressed, expanded int64
}

// NewWriter begins a file of a table. rows is how many rows are held before they are written.
func NewWriter(out io.Writer, columns []Column, rows int) (*Writer, error) {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("parquet: %w", err)
	}
	w := &Writer{out: out, columns: columns, part: rows, held: make([]held, len(columns)), zstd: z}
	return w, w.write([]byte(magic))
}

func (w *Writer) write(b []byte) error {
	n, err := w.out.Write(b)
	w.at += int64(n)
	if err != nil {
		return fmt.Errorf("parquet: %w", err)
	}
	return nil
}

// Row adds a row: a value for each column, nil for one that is missing.
func (w *Writer) Row(values []any) error {
	if len(values) != len(w.columns) {
		return fmt.Errorf("parquet: row %d has %d values, the table has %d columns", w.all+1, len(values), len(w.columns))
	}
	for i, v := range values {
		if err := w.held[i].add(w.columns[i], v); err != nil {
			return fmt.Errorf("parquet: row %d: %w", w.all+1, err)
		}
	}
	w.all++
	if w.rows++; w.rows == w.part {
		return w.flush()
	}
	return nil
}

func (h *held) add(c Column, v any) error {
	if c.Optional {
		h.there = append(h.there, v != nil)
		if v == nil {
			return nil
		}
	}
	fits := false
	switch v := v.(type) {
	case string:
		if fits = c.Kind == Text || c.Kind == Bytes; fits {
			h.texts = append(h.texts, v)
		}
	case int64:
		if fits = c.Kind == Integer; fits {
			h.integers = append(h.integers, v)
		}
	case float64:
		if fits = c.Kind == Real; fits {
			h.reals = append(h.reals, v)
		}
	case bool:
		if fits = c.Kind == Truth; fits {
			h.truths = append(h.truths, v)
		}
	}
	if !fits {
		return fmt.Errorf("column %s cannot hold the %T %v", c.Name, v, v)
	}
	return nil
}

// flush writes the rows that are held as a part of the file.
func (w *Writer) flush() error {
	if w.rows == 0 {
		return nil
	}
	p := part{rows: int64(w.rows)}
	for i := range w.held {
		c, err := w.chunk(&w.held[i])
		if err != nil {
			return err
		}
		p.chunks = append(p.chunks, c)
		w.held[i] = held{}
	}
	w.parts = append(w.parts, p)
	w.rows = 0
	return nil
}

// chunk writes the values of a column: a page with the dictionary where there is one, and a page with the values.
func (w *Writer) chunk(h *held) (c chunk, err error) {
	c.values = int64(w.rows)
	page := h.levels(&c)
	encoding := int64(plain)
	if words, places := dictionary(h.texts); words != nil {
		encoding = rleDictionary
		c.dictionary = w.at
		if err := w.page(&c, dictionaryPage, int64(len(words)), plain, texts(nil, words)); err != nil {
			return c, err
		}
		width := max(bits.Len(uint(len(words)-1)), 1)
		page = packed(append(page, byte(width)), places, width)
	} else {
		page = h.plain(page)
	}
	c.data = w.at
	return c, w.page(&c, dataPage, c.values, encoding, page)
}

// levels says for each row whether its value is there: 1 or 0, behind the length of it all.
func (h *held) levels(c *chunk) []byte {
	if h.there == nil {
		return nil
	}
	levels := make([]int, len(h.there))
	for i, there := range h.there {
		if there {
			levels[i] = 1
		} else {
			c.missing++
		}
	}
	b := packed(make([]byte, 4), levels, 1)
	binary.LittleEndian.PutUint32(b, uint32(len(b)-4))
	return b
}

// plain writes values one behind the other.
func (h *held) plain(b []byte) []byte {
	b = texts(b, h.texts)
	for _, v := range h.integers {
		b = binary.LittleEndian.AppendUint64(b, uint64(v))
	}
	for _, v := range h.reals {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	for i, v := range h.truths {
		if i%8 == 0 {
			b = append(b, 0)
		}
		if v {
			b[len(b)-1] |= 1 << (i % 8)
		}
	}
	return b
}

func texts(b []byte, all []string) []byte {
	for _, s := range all {
		b = append(binary.LittleEndian.AppendUint32(b, uint32(len(s))), s...)
	}
	return b
}

// dictionary gives the different texts in the order in which they come and the place of each text among them; nothing
// where it would not be worth it.
func dictionary(all []string) (words []string, places []int) {
	at := make(map[string]int, len(all)/4)
	size := 0
	for _, s := range all {
		n, known := at[s]
		if !known {
			n = len(words)
			at[s] = n
			words = append(words, s)
			if size += len(s) + 4; size > maxDictionary {
				return nil, nil
			}
		}
		places = append(places, n)
	}
	if 3*len(words) > 2*len(all) {
		return nil, nil
	}
	return words, places
}

// packed writes small numbers in so many bits each: one run where all are equal, else groups of eight.
func packed(b []byte, all []int, width int) []byte {
	equal := true
	for _, v := range all {
		equal = equal && v == all[0]
	}
	if equal {
		b = binary.AppendUvarint(b, uint64(len(all))<<1)
		for n := 0; n < width; n += 8 {
			b = append(b, byte(all[0]>>n))
		}
		return b
	}
	groups := (len(all) + 7) / 8
	b = binary.AppendUvarint(b, uint64(groups)<<1|1)
	begin := len(b)
	b = append(b, make([]byte, groups*width)...)
	for i, v := range all {
		for n := range width {
			if v>>n&1 == 1 {
				at := i*width + n
				b[begin+at/8] |= 1 << (at % 8)
			}
		}
	}
	return b
}

// page writes a page with its header.
func (w *Writer) page(c *chunk, kind, values, encoding int64, body []byte) error {
	small := w.zstd.EncodeAll(body, nil)
	var t thrift
	t.integer(1, i32, kind)
	t.integer(2, i32, int64(len(body)))
	t.integer(3, i32, int64(len(small)))
	if kind == dictionaryPage {
		t.begin(7)
		t.integer(1, i32, values)
		t.integer(2, i32, encoding)
	} else {
		t.begin(5)
		t.integer(1, i32, values)
		t.integer(2, i32, encoding)
		t.integer(3, i32, rle) // of the levels
		t.integer(4, i32, rle)
	}
	t.end()
	header := t.close()
	c.compressed += int64(len(header) + len(small))
	c.expanded += int64(len(header) + len(body))
	if err := w.write(header); err != nil {
		return err
	}
	return w.write(small)
}
