// Package model is the file in which a trained language is kept: a header that
// says what the model is made of, and named sections of bytes that the parts
// (words, tags, lemmas, trees, names) read in place.
//
// Layout, all numbers little endian:
//
//	 0  8  magic "CHNCRYLM"
//	 8  4  format version
//	12  4  length of the header text
//	16  8  length of the whole file
//	24  4  CRC-32C of bytes 0 to 24 and of the header text
//	28  4  zero
//	32     header text: one JSON object (type Header)
//	       sections, each at a multiple of 64 bytes, zero bytes between them
//
// Offsets in the section table count from the first multiple of 64 after the
// header text, so the table does not depend on its own length. Every section
// carries its CRC-32C. The writer is deterministic: equal headers and sections
// give equal bytes. A reader refuses any file that the writer could not have
// written, and never copies a section.
package model

import (
	"errors"
	"hash/crc32"
)

// Version is the format version this package reads and writes.
const Version = 1

const (
	magic       = "CHNCRYLM"
	fixedLen    = 32
	alignment   = 64
	maxHeader   = 1 << 20
	maxSections = 1024
	// MaxSize is the largest file that is read or written, in bytes.
	MaxSize = 256 << 20
)

// Errors when a file is opened. Each is wrapped with the place and what to do.
var (
	// ErrNotModel means that the bytes do not begin as a model file does.
	ErrNotModel = errors.New("not a chancery language model")
	// ErrVersion means that another version of the format wrote the file.
	ErrVersion = errors.New("model file of another format version")
	// ErrDamaged means that the bytes are not those that were written.
	ErrDamaged = errors.New("model file is damaged")
	// ErrNoSection means that a part asked for a section the file does not hold.
	ErrNoSection = errors.New("model file lacks a section")
)

// Header says what a model is made of. It is printed by the trainer and by
// the program, and holds nothing that differs between two equal trainings.
type Header struct {
	// Language is the BCP 47 tag of the language, such as "en".
	Language string `json:"language"`
	// Licence is the SPDX expression under which the model may be used.
	Licence string `json:"licence"`
	// Sources are the data sets the model was trained on.
	Sources []Source `json:"sources"`
	// Parts says how each part was trained, in the order of training.
	Parts []Part `json:"parts"`
	// Sections is the table of the sections; the writer fills it in.
	Sections []Section `json:"sections"`
}

// Source is one data set that a model was trained on.
type Source struct {
	Name    string `json:"name"`    // such as "UD English EWT 2.15, train"
	Origin  string `json:"origin"`  // where it comes from: owner/repository
	Licence string `json:"licence"` // SPDX expression or words
	SHA256  string `json:"sha256"`  // of the bytes read, lower-case hex
}

// Part is the record of how one part of a model was trained.
type Part struct {
	Name   string `json:"name"`   // words, tags, lemmas, trees, names
	Seed   uint64 `json:"seed"`   // seed of the trainer
	Kernel string `json:"kernel"` // matrix kernel that trained it, "" for none
	Config string `json:"config"` // settings of the trainer in one line
	Scores string `json:"scores"` // what was reached on development data
}

// Section is one entry of the section table.
type Section struct {
	Name   string `json:"name"`   // lower-case letters, digits, '.', '-' and '/'
	Offset uint64 `json:"offset"` // bytes from the start of the data
	Size   uint64 `json:"size"`   // bytes
	CRC32C uint32 `json:"crc32c"` // of the section's bytes
}

// castagnoli is the polynomial that processors compute in hardware.
func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// aligned returns the next multiple of the alignment at or after n.
func aligned(n uint64) uint64 { return (n + alignment - 1) / alignment * alignment }

// validName reports whether name may name a section.
func validName(name string) bool {
	if name == "" || len(name) > 100 {
		return false
	}
	for i := range len(name) {
		c := name[i]
		ok := c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '/'
		if !ok {
			return false
		}
	}
	return true
}
