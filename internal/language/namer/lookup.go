package namer

import (
	"encoding/binary"
	"fmt"

	"github.com/chancery-project/chancery/internal/language/perceptron"
)

// Lists are names and words of the world that the features look up, in the
// form in which a model carries them: a model without the lists it was trained
// with would read other features. They are read-only and safe for concurrent
// use, a view of bytes (numbers little endian):
//
//	u32 × (2^10 + 1)  where the entries of each bucket begin
//	entries, sorted: u32 high half of the hash of a name, u32 its kinds and,
//	from bit 28, the greatest number of words of a name that begins so
//
// The bucket is the high ten bits of the hash.
type Lists struct {
	starts, entries, data []byte
}

const bucketBits = 10

// decodeLists returns the lists that the bytes hold, without copying them.
func decodeLists(data []byte) (*Lists, error) {
	head := 4 * (1<<bucketBits + 1)
	if len(data) < head || (len(data)-head)%8 != 0 {
		return nil, fmt.Errorf("%d bytes are no lists of names", len(data))
	}
	l := &Lists{starts: data[:head], entries: data[head:], data: data}
	last := uint32(0)
	for i := 0; i < head; i += 4 {
		at := binary.LittleEndian.Uint32(data[i:])
		if at < last || int64(at) > int64(len(l.entries)/8) {
			return nil, fmt.Errorf("bucket %d of the lists of names begins at %d", i/4, at)
		}
		last = at
	}
	if int(last) != len(l.entries)/8 {
		return nil, fmt.Errorf("lists of %d names end at %d", len(l.entries)/8, last)
	}
	return l, nil
}

// entry returns what the lists say of a hash.
func (l *Lists) entry(h uint64) uint32 {
	fp := uint32(h >> 32)
	b := 4 * int(fp>>(32-bucketBits))
	from, to := binary.LittleEndian.Uint32(l.starts[b:]), binary.LittleEndian.Uint32(l.starts[b+4:])
	for e := l.entries[8*from : 8*to]; len(e) > 7; e = e[8:] {
		if binary.LittleEndian.Uint32(e) == fp {
			return binary.LittleEndian.Uint32(e[4:])
		}
	}
	return 0
}

// look fills in the list bits of the words of a sentence: the low half for
// words that are a name alone, the high half for words inside longer names.
func (l *Lists) look(words []word) {
	for i := range words {
		h := perceptron.Mix(0, words[i].lower)
		e := l.entry(h)
		words[i].list |= uint64(e & kindMask)
		most := min(int(e>>longestShift), len(words)-i)
		for j := i + 1; j < i+most; j++ {
			h = perceptron.Mix(h, words[j].lower)
			set := l.entry(h) & kindMask
			if set == 0 {
				continue
			}
			for k := i; k < j+1; k++ {
				words[k].list |= uint64(set) << spread
			}
			words[i].starts |= set
			words[j].ends |= set
		}
	}
}
