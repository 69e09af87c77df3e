package knowledge

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/chancery-project/chancery/internal/knowledge/pack"
)

// embedded are the tables that change often, as they are.
//
//go:embed data/agents.tsv data/aliases.tsv data/bodies.tsv data/boxes.tsv data/groups.tsv data/nouns.tsv data/sectors.tsv data/sources.tsv
var embedded embed.FS

// packedTables are the large tables that seldom change, packed: the program carries a fifth of their bytes. A test compares
// them with the folder data and packs them anew (go test ./internal/knowledge -run Packed -repack).
//
//go:embed packed.zst
var packedTables []byte

// builtIn gives all tables that are compiled in.
func builtIn() (fs.FS, error) {
	plain, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, fmt.Errorf("embedded knowledge: %w", err)
	}
	packed, err := pack.Open(packedTables)
	if err != nil {
		return nil, fmt.Errorf("embedded knowledge: %w", err)
	}
	return both{plain, packed}, nil
}

// both are two folders as one. No file is in both.
type both struct{ a, b fs.FS }

func (f both) Open(name string) (fs.File, error) {
	file, err := f.a.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return f.b.Open(name)
	}
	return file, err
}

func (f both) ReadDir(name string) ([]fs.DirEntry, error) {
	a, err := fs.ReadDir(f.a, name)
	if err != nil {
		return nil, err
	}
	b, err := fs.ReadDir(f.b, name)
	return append(a, b...), err
}
