package record

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

// DocumentID names a document by its text: "sha256:" and 64 lower-case hexadecimal digits of the SHA-256 of the kept
// text in UTF-8. Equal texts have equal ids, whatever their names or sources.
type DocumentID string

const documentScheme = "sha256:"

// DocumentIDOf computes the id of the document with this text.
func DocumentIDOf(text string) DocumentID {
	sum := sha256.Sum256([]byte(text))
	return DocumentID(documentScheme + hex.EncodeToString(sum[:]))
}

// DocumentIDFrom gives the id for a digest that was stored apart from its scheme.
func DocumentIDFrom(sum [sha256.Size]byte) DocumentID {
	return DocumentID(documentScheme + hex.EncodeToString(sum[:]))
}

// Sum gives the digest inside the id, or an error when the id is malformed.
func (d DocumentID) Sum() (sum [sha256.Size]byte, err error) {
	digits, ok := strings.CutPrefix(string(d), documentScheme)
	if !ok || len(digits) != 2*len(sum) {
		return sum, fmt.Errorf("document id %q: want sha256: and 64 hexadecimal digits", string(d))
	}
	if _, err := hex.Decode(sum[:], []byte(digits)); err != nil {
		return sum, fmt.Errorf("document id %q: %w", string(d), err)
	}
	return sum, nil
}

// Short gives the form for people: "d_" and the first 12 digits. Commands accept it, and any longer or shorter
// beginning that names one document only.
func (d DocumentID) Short() string {
	digits := strings.TrimPrefix(string(d), documentScheme)
	return "d_" + digits[:min(12, len(digits))]
}

// ID names a fact: a letter for its kind (e event, c claim, f figure, a actor, x dispute), an underscore, and 16
// characters that are a digest of what the fact says and where it was read, as [Identify] chooses it. The same fact read
// again has the same id.
type ID string

var idEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// idBytes is the length of the digest kept in an id: 80 bits, so that two of a billion facts meet by chance with a
// probability under one in a million.
const idBytes = 10

// identify digests the canonical JSON form of an entry whose own id is empty.
func identify(letter string, entry any) (ID, error) {
	b, err := json.Marshal(entry)
	if err != nil {
		return "", fmt.Errorf("id of a fact: %w", err)
	}
	sum := sha256.Sum256(b)
	return ID(letter + "_" + idEncoding.EncodeToString(sum[:idBytes])), nil
}
