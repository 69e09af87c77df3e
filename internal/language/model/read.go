package model

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"unsafe"
)

// File is an opened model. It refers to the bytes it was opened from, which
// must not change. It is safe for use by several goroutines.
type File struct {
	header Header
	data   []byte // from the first section on
	index  map[string]int
}

// Open checks the whole file, sections included, and returns a view of it. A
// file that [Pack] compressed is unpacked first.
// The errors are ErrNotModel, ErrVersion and ErrDamaged, wrapped.
func Open(file []byte) (*File, error) {
	file, err := unpacked(file)
	if err != nil {
		return nil, err
	}
	head, start, err := openHeader(file)
	if err != nil {
		return nil, err
	}
	f := &File{data: file[start:], index: make(map[string]int)}
	dec := json.NewDecoder(bytes.NewReader(head))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f.header); err != nil {
		return nil, fmt.Errorf("%w: header text: %w; train or fetch it again", ErrDamaged, err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, fmt.Errorf("%w: more than one value in the header text; train or fetch it again", ErrDamaged)
	}
	if err := f.checkSections(); err != nil {
		return nil, err
	}
	return f, nil
}

// openHeader checks the fixed part and returns the header text and the place
// where the sections start.
func openHeader(file []byte) (head []byte, start uint64, err error) {
	if len(file) < fixedLen || string(file[:len(magic)]) != magic {
		return nil, 0, fmt.Errorf("%w: it must start with %q", ErrNotModel, magic)
	}
	if v := binary.LittleEndian.Uint32(file[8:]); v != Version {
		return nil, 0, fmt.Errorf("%w: it has version %d, this program reads %d; train it again with this program",
			ErrVersion, v, Version)
	}
	n := uint64(binary.LittleEndian.Uint32(file[12:]))
	size := binary.LittleEndian.Uint64(file[16:])
	if size != uint64(len(file)) || size > MaxSize {
		return nil, 0, fmt.Errorf("%w: it should have %d bytes and has %d; fetch it again", ErrDamaged, size, len(file))
	}
	if n > maxHeader || fixedLen+n > size {
		return nil, 0, fmt.Errorf("%w: the header text would have %d bytes; fetch it again", ErrDamaged, n)
	}
	head = file[fixedLen : fixedLen+n]
	if headerSum(file[:24], head) != binary.LittleEndian.Uint32(file[24:]) || binary.LittleEndian.Uint32(file[28:]) != 0 {
		return nil, 0, fmt.Errorf("%w: the checksum of the header differs; fetch it again", ErrDamaged)
	}
	return head, min(aligned(fixedLen+n), size), nil
}

// checkSections checks table and sums: ascending, aligned, without overlap,
// filling the file to its end.
func (f *File) checkSections() error {
	if len(f.header.Sections) > maxSections {
		return fmt.Errorf("%w: %d sections; fetch it again", ErrDamaged, len(f.header.Sections))
	}
	next, end := uint64(0), uint64(0)
	for i, s := range f.header.Sections {
		size := uint64(len(f.data))
		if !validName(s.Name) || s.Offset != next || s.Offset > size || s.Size > size-s.Offset {
			return fmt.Errorf("%w: section %d, %q, lies outside of its place; fetch it again", ErrDamaged, i, s.Name)
		}
		if _, twice := f.index[s.Name]; twice {
			return fmt.Errorf("%w: two sections have the name %q; fetch it again", ErrDamaged, s.Name)
		}
		if crc32.Checksum(f.data[s.Offset:s.Offset+s.Size], castagnoli()) != s.CRC32C {
			return fmt.Errorf("%w: the checksum of section %q differs; fetch it again", ErrDamaged, s.Name)
		}
		f.index[s.Name] = i
		end = s.Offset + s.Size
		next = aligned(end)
	}
	if end != uint64(len(f.data)) {
		return fmt.Errorf("%w: %d bytes follow the last section; fetch it again", ErrDamaged, uint64(len(f.data))-end)
	}
	return nil
}

// Header returns a copy of the header.
func (f *File) Header() Header {
	h := f.header
	h.Sources = slices.Clone(h.Sources)
	h.Parts = slices.Clone(h.Parts)
	h.Sections = slices.Clone(h.Sections)
	return h
}

// Section returns the bytes of a section, in place: they must not be changed.
// The error is ErrNoSection, wrapped.
func (f *File) Section(name string) ([]byte, error) {
	i, ok := f.index[name]
	if !ok {
		return nil, fmt.Errorf("%w: %q; train that part", ErrNoSection, name)
	}
	s := f.header.Sections[i]
	return f.data[s.Offset : s.Offset+s.Size : s.Offset+s.Size], nil
}

// Has reports whether the file holds a section.
func (f *File) Has(name string) bool {
	_, ok := f.index[name]
	return ok
}

// DecodeJSON reads a section that holds one JSON value into v. Unknown fields
// are errors.
func (f *File) DecodeJSON(name string, v any) error {
	b, err := f.Section(name)
	if err != nil {
		return err
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return fmt.Errorf("read section %q: %w", name, err)
	}
	return nil
}

// Int8s returns the bytes as signed numbers, in place.
func Int8s(b []byte) []int8 {
	if len(b) == 0 {
		return nil
	}
	return unsafe.Slice((*int8)(unsafe.Pointer(&b[0])), len(b))
}

// headerSum is the checksum over the fixed part and the header text.
func headerSum(fixed, head []byte) uint32 {
	return crc32.Update(crc32.Checksum(fixed, castagnoli()), castagnoli(), head)
}
