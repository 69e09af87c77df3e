package copies

import (
	"encoding/binary"
	"errors"
	"fmt"
)

const (
	// Version is the first byte of a stored signature. It changes whenever
	// [Sign] gives other values for the same text; signatures of different
	// versions cannot be compared.
	Version = 1

	// Size is the length in bytes of a stored signature.
	Size = 1 + 8 + 4 + 4 + sketchWords*8 + bands*2 + maxNumbers*2

	// ShortText is the number of words under which a text is a copy only of
	// an equal one.
	ShortText = 8
)

const (
	sketchBins  = 256
	sketchWords = sketchBins / 16 // four bits a bin
	headBands   = 20
	wholeBands  = 12
	bands       = headBands + wholeBands
	keyValues   = 1 << 15 // values of a key, with 0 for none
	maxNumbers  = 16
	nextBits    = 4  // of a number's 16, for the word after it
	headTokens  = 75 // rare words that make the head, about 160 words of English
)

// Errors of [FromBytes]. Signing the text again mends both.
var (
	// ErrVersion means that another version of [Sign] made the signature.
	ErrVersion = errors.New("signature of another version")
	// ErrDamaged means that the bytes are no signature.
	ErrDamaged = errors.New("damaged signature")
)

// Signature is what remains of a text for comparing it with others. The zero
// value is the signature of a text without words. Signatures are equal (==)
// exactly if all their parts are.
type Signature struct {
	exact    uint64              // hash of the sequence of words
	words    uint32              // number of words
	shingles uint32              // number of different shingles, estimated
	sketch   [sketchWords]uint64 // 4 bits a bin, 0 for an empty bin
	keys     [bands]uint16       // headBands of the head, then wholeBands of all; 0 for an empty bin
	numbers  [maxNumbers]uint16  // the first numbers, each with the word after it in the lowest bits, 0 for none
}

// Words returns the number of words of the text, where each character of a
// script without spaces counts as one.
func (s Signature) Words() int { return int(s.words) }

// Bytes returns the stored form: [Size] bytes that begin with [Version],
// numbers in little-endian order.
func (s Signature) Bytes() []byte {
	b := make([]byte, 0, Size)
	b = append(b, Version)
	b = binary.LittleEndian.AppendUint64(b, s.exact)
	b = binary.LittleEndian.AppendUint32(b, s.words)
	b = binary.LittleEndian.AppendUint32(b, s.shingles)
	for _, v := range s.sketch {
		b = binary.LittleEndian.AppendUint64(b, v)
	}
	for _, v := range s.keys {
		b = binary.LittleEndian.AppendUint16(b, v)
	}
	for _, v := range s.numbers {
		b = binary.LittleEndian.AppendUint16(b, v)
	}
	return b
}

// FromBytes reads the stored form. The error is [ErrVersion] or [ErrDamaged].
// Not every damage can be seen: a signature with a few bytes changed matches
// nothing or the wrong texts, but harms nothing else.
func FromBytes(b []byte) (Signature, error) {
	if len(b) > 0 && b[0] != Version {
		return Signature{}, fmt.Errorf("signature of version %d, this program reads version %d, sign the text again: %w", b[0], Version, ErrVersion)
	}
	if len(b) != Size {
		return Signature{}, fmt.Errorf("signature of %d bytes, want %d: %w", len(b), Size, ErrDamaged)
	}
	s := Signature{
		exact:    binary.LittleEndian.Uint64(b[1:]),
		words:    binary.LittleEndian.Uint32(b[9:]),
		shingles: binary.LittleEndian.Uint32(b[13:]),
	}
	b = b[17:]
	for i := range s.sketch {
		s.sketch[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	b = b[8*sketchWords:]
	for i := range s.keys {
		s.keys[i] = binary.LittleEndian.Uint16(b[2*i:])
		if s.keys[i] >= keyValues {
			return Signature{}, fmt.Errorf("signature with the key %d, want less than %d: %w", s.keys[i], keyValues, ErrDamaged)
		}
	}
	b = b[2*bands:]
	for i := range s.numbers {
		s.numbers[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return s, nil
}
