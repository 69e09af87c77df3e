//go:build !race

package sqlite_test

// flippedBytes is how many bytes TestEveryChangedByteIsFound changes.
const flippedBytes = 80
