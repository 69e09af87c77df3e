package knowledge

import (
	_ "embed"
	"fmt"
	"io/fs"

	"github.com/chancery-project/chancery/internal/pack"
)

// packedTables are all tables, packed: the program carries a fifth of their bytes. A test compares them with the folder data and packs them
// anew (go generate ./internal/knowledge).
//
//go:generate go test . -run Packed -repack
//go:embed packed.zst
var packedTables []byte

// builtIn gives all tables that are compiled in.
func builtIn() (fs.FS, error) {
	packed, err := pack.Open(packedTables)
	if err != nil {
		return nil, fmt.Errorf("embedded knowledge: %w", err)
	}
	return packed, nil
}
