//go:build race

package sqlite_test

// flippedBytes is how many bytes TestEveryChangedByteIsFound changes: few, because the race detector makes SQLite
// twenty times slower and the test has nothing to race.
const flippedBytes = 3
