package model

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
)

// Builder collects the sections of a model. The zero value is an empty model.
type Builder struct {
	// Header is written as it stands, except for its section table.
	Header   Header
	sections []namedBytes
}

type namedBytes struct {
	name string
	data []byte
}

// NewBuilder returns a builder that holds everything of an opened model, so
// that one part can be replaced and the others kept.
func NewBuilder(f *File) *Builder {
	b := &Builder{Header: f.Header()}
	for _, s := range b.Header.Sections {
		b.sections = append(b.sections, namedBytes{s.Name, f.data[s.Offset : s.Offset+s.Size]})
	}
	return b
}

// Set adds a section or replaces the one of that name. The bytes are not
// copied: they must stay as they are until the file is written.
func (b *Builder) Set(name string, data []byte) error {
	if !validName(name) {
		return fmt.Errorf("section name %q: use lower-case letters, digits, '.', '-' and '/'", name)
	}
	for i := range b.sections {
		if b.sections[i].name == name {
			b.sections[i].data = data
			return nil
		}
	}
	b.sections = append(b.sections, namedBytes{name, data})
	return nil
}

// SetJSON adds a section that holds v as one JSON value. v must not hold maps
// with more than string keys (they are written sorted) nor anything that
// differs from run to run.
func (b *Builder) SetJSON(name string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("write section %q: %w", name, err)
	}
	return b.Set(name, data)
}

// RemovePart removes every section whose name starts with the part's name
// and a '/', and the part's record.
func (b *Builder) RemovePart(part string) {
	b.sections = slices.DeleteFunc(b.sections, func(s namedBytes) bool {
		return strings.HasPrefix(s.name, part+"/")
	})
	b.Header.Parts = slices.DeleteFunc(b.Header.Parts, func(p Part) bool { return p.Name == part })
}

// SetPart adds the record of a part or replaces the one of that name.
func (b *Builder) SetPart(p Part) {
	for i := range b.Header.Parts {
		if b.Header.Parts[i].Name == p.Name {
			b.Header.Parts[i] = p
			return
		}
	}
	b.Header.Parts = append(b.Header.Parts, p)
}

// Bytes returns the file. Sections are written in the order of their names.
func (b *Builder) Bytes() ([]byte, error) {
	if len(b.sections) > maxSections {
		return nil, fmt.Errorf("model has %d sections, at most %d fit", len(b.sections), maxSections)
	}
	sorted := slices.Clone(b.sections)
	slices.SortFunc(sorted, func(x, y namedBytes) int { return strings.Compare(x.name, y.name) })
	h := b.Header
	h.Sections = make([]Section, 0, len(sorted))
	at, end := uint64(0), uint64(0)
	for _, s := range sorted {
		size := uint64(len(s.data))
		h.Sections = append(h.Sections, Section{s.name, at, size, crc32.Checksum(s.data, castagnoli())})
		end = at + size
		at = aligned(end)
	}
	head, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("write the header: %w", err)
	}
	start := aligned(fixedLen + uint64(len(head)))
	if len(head) > maxHeader || start+end > MaxSize {
		return nil, fmt.Errorf("model would have %d bytes with a header of %d, at most %d and %d are allowed",
			start+end, len(head), MaxSize, maxHeader)
	}
	if len(sorted) == 0 {
		start = fixedLen + uint64(len(head))
	}
	file := make([]byte, start+end)
	copy(file, magic)
	binary.LittleEndian.PutUint32(file[8:], Version)
	binary.LittleEndian.PutUint32(file[12:], uint32(len(head)))
	binary.LittleEndian.PutUint64(file[16:], start+end)
	binary.LittleEndian.PutUint32(file[24:], headerSum(file[:24], head))
	copy(file[fixedLen:], head)
	for i, s := range sorted {
		copy(file[start+h.Sections[i].Offset:], s.data)
	}
	return file, nil
}
