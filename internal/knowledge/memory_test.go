package knowledge_test

import (
	"io/fs"
	"testing/fstest"
)

func memory(files map[string][]byte) fs.FS {
	m := fstest.MapFS{}
	for name, data := range files {
		m[name] = &fstest.MapFile{Data: data}
	}
	return m
}
