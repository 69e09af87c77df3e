package model

import (
	"bytes"
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// packed is what a file that was compressed by Zstandard begins with (RFC 8878).
var packed = []byte{0x28, 0xb5, 0x2f, 0xfd}

// mostUnpacked is how many bytes a model may have.
const mostUnpacked = 256 << 20

// Pack compresses a model file, to a little under nine tenths: weights leave little to save. The same file gives the same
// bytes.
func Pack(file []byte) ([]byte, error) {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return nil, fmt.Errorf("pack a model: %w", err)
	}
	return w.EncodeAll(file, nil), nil
}

// unpacked gives a model file as it was before it was packed; one that never was is given back.
func unpacked(file []byte) ([]byte, error) {
	if !bytes.HasPrefix(file, packed) {
		return file, nil
	}
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(mostUnpacked))
	if err != nil {
		return nil, fmt.Errorf("unpack a model: %w", err)
	}
	defer r.Close()
	plain, err := r.DecodeAll(file, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: it cannot be unpacked: %w; train or fetch it again", ErrDamaged, err)
	}
	return plain, nil
}
