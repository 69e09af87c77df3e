package likeness

import (
	"encoding/binary"
	"math"

	"github.com/chancery-project/chancery/record"
)

// FigureOf digests a value with its unit.
func FigureOf(f *record.Figure) uint64 {
	return uint64(MarkOf(f.Unit)) ^ math.Float64bits(f.Value)
}

// Writer writes marks as numbers of few bytes.
type Writer struct{ Bytes []byte }

// Number writes a number.
func (w *Writer) Number(n uint64) { w.Bytes = binary.AppendUvarint(w.Bytes, n) }

// Signed writes a number that may be less than 0.
func (w *Writer) Signed(n int64) { w.Bytes = binary.AppendVarint(w.Bytes, n) }

// Truth writes whether something holds.
func (w *Writer) Truth(b bool) {
	n := uint64(0)
	if b {
		n = 1
	}
	w.Number(n)
}

// Marks writes a list of marks.
func (w *Writer) Marks(marks []Mark) {
	w.Number(uint64(len(marks)))
	for _, m := range marks {
		w.Number(uint64(m))
	}
}

// Words writes a list of words.
func (w *Writer) Words(words []Word) {
	w.Number(uint64(len(words)))
	for _, x := range words {
		w.Number(uint64(x.Stem))
		w.Number(uint64(x.Weight))
	}
}

// Reader reads what a Writer wrote. It is Bad once something was read that cannot have been written.
type Reader struct {
	Bytes []byte
	Bad   bool
}

// Number reads a number.
func (r *Reader) Number() uint64 {
	n, size := binary.Uvarint(r.Bytes)
	if size <= 0 {
		r.Bad, r.Bytes = true, nil
		return 0
	}
	r.Bytes = r.Bytes[size:]
	return n
}

// Signed reads a number that may be less than 0.
func (r *Reader) Signed() int64 {
	n, size := binary.Varint(r.Bytes)
	if size <= 0 {
		r.Bad, r.Bytes = true, nil
		return 0
	}
	r.Bytes = r.Bytes[size:]
	return n
}

// Length reads the length of a list, of which every element takes a byte at least.
func (r *Reader) Length() int {
	n := r.Number()
	if n > uint64(len(r.Bytes)) {
		r.Bad, r.Bytes = true, nil
		return 0
	}
	return int(n)
}

// Marks reads a list of marks.
func (r *Reader) Marks() []Mark {
	n := r.Length()
	if n == 0 {
		return nil
	}
	marks := make([]Mark, n)
	for i := range marks {
		marks[i] = Mark(r.Number())
	}
	return marks
}

// Words reads a list of words.
func (r *Reader) Words() []Word {
	n := r.Length()
	if n == 0 {
		return nil
	}
	words := make([]Word, n)
	for i := range words {
		words[i] = Word{Stem: Mark(r.Number()), Weight: uint8(r.Number())}
	}
	return words
}

// Side writes a side.
func (w *Writer) Side(s Side) {
	w.Marks(s.States)
	w.Marks(s.Groups)
	w.Marks(s.Named)
	w.Truth(s.Vague)
}

// Side reads a side.
func (r *Reader) Side() Side {
	return Side{States: r.Marks(), Groups: r.Marks(), Named: r.Marks(), Vague: r.Number() > 0}
}

// Place writes a place.
func (w *Writer) Place(p Place) {
	for _, m := range []Mark{p.Name, p.Admin, p.Country, Mark(p.Level)} {
		w.Number(uint64(m))
	}
}

// Place reads a place.
func (r *Reader) Place() Place {
	return Place{Name: Mark(r.Number()), Admin: Mark(r.Number()), Country: Mark(r.Number()), Level: Level(r.Number())}
}

// Figures writes digests of figures.
func (w *Writer) Figures(figures []uint64) {
	w.Number(uint64(len(figures)))
	for _, f := range figures {
		w.Number(f)
	}
}

// Figures reads digests of figures.
func (r *Reader) Figures() []uint64 {
	n := r.Length()
	if n == 0 {
		return nil
	}
	figures := make([]uint64, n)
	for i := range figures {
		figures[i] = r.Number()
	}
	return figures
}
