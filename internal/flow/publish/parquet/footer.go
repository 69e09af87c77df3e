package parquet

import (
	"encoding/binary"
	"maps"
	"slices"
)

// Close writes what is held and the end of the file, with texts of the writer's own by their keys.
func (w *Writer) Close(program string, about map[string]string) error {
	if err := w.flush(); err != nil {
		return err
	}
	var t thrift
	t.integer(1, i32, 2) // version
	t.list(2, record, len(w.columns)+1)
	w.schema(&t)
	t.integer(3, i64, w.all)
	t.list(4, record, len(w.parts))
	for i := range w.parts {
		w.group(&t, i)
	}
	t.list(5, record, len(about))
	for _, key := range slices.Sorted(maps.Keys(about)) {
		t.item()
		t.text(1, key)
		t.text(2, about[key])
		t.end()
	}
	t.text(6, program)
	b := t.close()
	b = binary.LittleEndian.AppendUint32(b, uint32(len(b)))
	return w.write(append(b, magic...))
}

// schema writes the columns behind the table that they are of.
func (w *Writer) schema(t *thrift) {
	t.item()
	t.text(4, "table")
	t.integer(5, i32, int64(len(w.columns)))
	t.end()
	for _, c := range w.columns {
		t.item()
		t.integer(1, i32, c.Kind.physical())
		if c.Optional {
			t.integer(3, i32, optional)
		} else {
			t.integer(3, i32, required)
		}
		t.text(4, c.Name)
		if c.Kind == Text {
			t.integer(6, i32, convertedUTF8)
			t.begin(10) // logical type
			t.begin(1)  // text
			t.end()
			t.end()
		}
		t.end()
	}
}

// group writes where the columns of a part stand.
func (w *Writer) group(t *thrift, number int) {
	p := w.parts[number]
	compressed, expanded := int64(0), int64(0)
	t.item()
	t.list(1, record, len(p.chunks))
	for i, c := range p.chunks {
		compressed, expanded = compressed+c.compressed, expanded+c.expanded
		t.item()
		t.integer(2, i64, c.start())
		t.begin(3)
		w.chunkOf(t, w.columns[i], c)
		t.end()
		t.end()
	}
	t.integer(2, i64, expanded)
	t.integer(3, i64, p.rows)
	t.integer(5, i64, p.chunks[0].start())
	t.integer(6, i64, compressed)
	t.integer(7, i16, int64(number))
	t.end()
}

func (c *chunk) start() int64 {
	if c.dictionary > 0 {
		return c.dictionary
	}
	return c.data
}

func (w *Writer) chunkOf(t *thrift, column Column, c chunk) {
	encodings := []int64{plain, rle}
	if c.dictionary > 0 {
		encodings = append(encodings, rleDictionary)
	}
	t.integer(1, i32, column.Kind.physical())
	t.list(2, i32, len(encodings))
	for _, e := range encodings {
		t.number(e)
	}
	t.list(3, binaryText, 1)
	t.words(column.Name)
	t.integer(4, i32, codecZstd)
	t.integer(5, i64, c.values)
	t.integer(6, i64, c.expanded)
	t.integer(7, i64, c.compressed)
	t.integer(9, i64, c.data)
	if c.dictionary > 0 {
		t.integer(11, i64, c.dictionary)
	}
	t.begin(12) // statistics
	t.integer(3, i64, c.missing)
	t.end()
}

// Types of fields in the compact protocol of Apache Thrift, which heads of pages and ends of files are written in:
// https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
const (
	i16        = 4
	i32        = 5
	i64        = 6
	binaryText = 8
	listType   = 9
	record     = 12
)

// thrift writes a struct and what is in it.
type thrift struct {
	b     []byte
	last  int   // id of the last field of the struct that is written
	outer []int // of those that it stands in
}

func (t *thrift) field(id, kind int) {
	t.b = append(t.b, byte((id-t.last)<<4|kind))
	t.last = id
}

// number writes a number without the head of a field.
func (t *thrift) number(v int64) { t.b = binary.AppendVarint(t.b, v) }

func (t *thrift) words(s string) { t.b = append(binary.AppendUvarint(t.b, uint64(len(s))), s...) }

func (t *thrift) integer(id, kind int, v int64) {
	t.field(id, kind)
	t.number(v)
}

func (t *thrift) text(id int, s string) {
	t.field(id, binaryText)
	t.words(s)
}

// list begins a list; its items follow.
func (t *thrift) list(id, kind, size int) {
	t.field(id, listType)
	if size < 15 {
		t.b = append(t.b, byte(size<<4|kind))
		return
	}
	t.b = binary.AppendUvarint(append(t.b, byte(15<<4|kind)), uint64(size))
}

// begin begins a struct that is a field, item one that is an item of a list; end ends both.
func (t *thrift) begin(id int) {
	t.field(id, record)
	t.item()
}

func (t *thrift) item() {
	t.outer = append(t.outer, t.last)
	t.last = 0
}

func (t *thrift) end() {
	t.b = append(t.b, 0)
	t.last, t.outer = t.outer[len(t.outer)-1], t.outer[:len(t.outer)-1]
}

// close ends the outermost struct.
func (t *thrift) close() []byte { return append(t.b, 0) }
