package sqlite

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
)

// checksumBytes is the length of the checksum of a row.
const checksumBytes = 16

// checksum gives the checksum of a row: the first 16 bytes of the SHA-256 of the table's name and the values of all
// other columns in their order. A value is written as a letter for its type, then: N nothing (NULL), I 8 bytes, R 8
// bytes of IEEE 754, T and B the length in 8 bytes and the bytes; numbers big-endian.
func checksum(table string, columns ...any) []byte {
	b := make([]byte, 0, 512)
	b = appendBytes(b, 'T', table)
	for _, c := range columns {
		switch c := c.(type) {
		case nil:
			b = append(b, 'N')
		case int64:
			b = binary.BigEndian.AppendUint64(append(b, 'I'), uint64(c))
		case float64:
			b = binary.BigEndian.AppendUint64(append(b, 'R'), math.Float64bits(c))
		case string:
			b = appendBytes(b, 'T', c)
		case []byte:
			b = appendBytes(b, 'B', c)
		default:
			panic(fmt.Sprintf("internal error: checksum of a %T", c))
		}
	}
	sum := sha256.Sum256(b)
	return sum[:checksumBytes:checksumBytes]
}

func appendBytes[S string | []byte](b []byte, kind byte, s S) []byte {
	b = binary.BigEndian.AppendUint64(append(b, kind), uint64(len(s)))
	return append(b, s...)
}
