//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package sqlite

import "os"

// lockFile takes no lock where the system has none that ends with its process: there SQLite's own locks keep two
// writers from damaging the record, but the second one waits instead of being told.
func lockFile(*os.File) (free bool, err error) { return true, nil }
