package model

import (
	"encoding/binary"
	"fmt"
)

// Strings is a list of distinct strings with a hash table, read in place from
// a section. Layout, little endian 32-bit numbers: count, buckets (a power of
// two), count+1 offsets into the text, buckets entries (number of the string
// plus one, or zero), then the text.
type Strings struct {
	count, buckets uint32
	offsets, table []byte
	text           []byte
}

const maxStrings = 1 << 24

// PackStrings returns the bytes of a list. The strings must be distinct.
func PackStrings(list []string) ([]byte, error) {
	buckets := uint32(4)
	for int(buckets) < 2*len(list) {
		buckets *= 2
	}
	textLen := 0
	for _, s := range list {
		textLen += len(s)
	}
	if len(list) > maxStrings || textLen > MaxSize {
		return nil, fmt.Errorf("list of %d strings is too long", len(list))
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(list)))
	out = binary.LittleEndian.AppendUint32(out, buckets)
	at := uint32(0)
	out = binary.LittleEndian.AppendUint32(out, at)
	for _, s := range list {
		at += uint32(len(s))
		out = binary.LittleEndian.AppendUint32(out, at)
	}
	table := make([]uint32, buckets)
	for i, s := range list {
		b := hashString(s) & (buckets - 1)
		for ; table[b] != 0; b = (b + 1) & (buckets - 1) {
			if list[table[b]-1] == s {
				return nil, fmt.Errorf("string %q is in the list twice", s)
			}
		}
		table[b] = uint32(i + 1)
	}
	for _, e := range table {
		out = binary.LittleEndian.AppendUint32(out, e)
	}
	for _, s := range list {
		out = append(out, s...)
	}
	return out, nil
}

// OpenStrings checks the bytes of a list and returns a view of it.
func OpenStrings(b []byte) (*Strings, error) {
	if len(b) < 12 {
		return nil, fmt.Errorf("%w: a list of strings has %d bytes", ErrDamaged, len(b))
	}
	s := &Strings{count: binary.LittleEndian.Uint32(b), buckets: binary.LittleEndian.Uint32(b[4:])}
	if s.count > maxStrings || s.buckets > 4*maxStrings || s.buckets&(s.buckets-1) != 0 || s.buckets <= s.count {
		return nil, fmt.Errorf("%w: a list of %d strings with %d buckets", ErrDamaged, s.count, s.buckets)
	}
	offsets := 8 + 4*(int(s.count)+1)
	table := offsets + 4*int(s.buckets)
	if table > len(b) {
		return nil, fmt.Errorf("%w: a list of strings ends in its tables", ErrDamaged)
	}
	s.offsets, s.table, s.text = b[8:offsets], b[offsets:table], b[table:]
	last := uint32(0)
	for i := uint32(0); i <= s.count; i++ {
		at := s.offset(i)
		if at < last || i == 0 && at != 0 || uint64(at) > uint64(len(s.text)) {
			return nil, fmt.Errorf("%w: string %d of a list lies outside of its text", ErrDamaged, i)
		}
		last = at
	}
	used := uint32(0)
	for i := uint32(0); i < s.buckets; i++ {
		e := binary.LittleEndian.Uint32(s.table[4*i:])
		if e > s.count {
			return nil, fmt.Errorf("%w: bucket %d of a list of strings", ErrDamaged, i)
		}
		if e != 0 {
			used++
		}
	}
	if used != s.count {
		return nil, fmt.Errorf("%w: a list of strings with %d of %d strings in its table", ErrDamaged, used, s.count)
	}
	return s, nil
}

// Len returns the number of strings.
func (s *Strings) Len() int { return int(s.count) }

// At returns string i, 0 <= i < Len. The result is a copy.
func (s *Strings) At(i int) string {
	return string(s.text[s.offset(uint32(i)):s.offset(uint32(i)+1)])
}

// Find returns the number of the string, or -1.
func (s *Strings) Find(v string) int { return find(s, v) }

// FindBytes is Find without a conversion.
func (s *Strings) FindBytes(v []byte) int { return find(s, v) }

func find[T string | []byte](s *Strings, v T) int {
	mask := s.buckets - 1
	for b := hashString(v) & mask; ; b = (b + 1) & mask {
		e := binary.LittleEndian.Uint32(s.table[4*b:])
		if e == 0 { // there is always one: buckets > count
			return -1
		}
		from, to := s.offset(e-1), s.offset(e)
		if int(to-from) == len(v) && string(s.text[from:to]) == string(v) {
			return int(e - 1)
		}
	}
}

func (s *Strings) offset(i uint32) uint32 { return binary.LittleEndian.Uint32(s.offsets[4*i:]) }

// hashString is 32-bit FNV-1a.
func hashString[T string | []byte](v T) uint32 {
	h := uint32(2166136261)
	for i := range len(v) {
		h = (h ^ uint32(v[i])) * 16777619
	}
	return h
}
