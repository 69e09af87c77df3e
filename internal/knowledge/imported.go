package knowledge

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// The folders of foreign files beside the tables of a layer.
const (
	geonamesFolder = "geonames"       // dumps of GeoNames as they are: allCountries.txt, PK.txt, cities500.txt
	entitiesFolder = "followthemoney" // entities of FollowTheMoney, one JSON object a line
)

// maxRecord is the length of the longest line of a foreign file.
const maxRecord = 4 << 20

// imported holds what foreign files name, packed: millions of rows whose candidates are made only when a name is met.
type imported struct {
	rows      []importedRow
	texts     []byte   // for each row its id, its name and its other names, each with its length before it
	countries []string // codes
	sectors   []string // lists as they are stored, joined by blanks
	byID      []uint32 // rows in the order of their ids
}

type importedRow struct {
	at                  uint32 // of its texts
	latitude, longitude float32
	population          uint32
	country, sectors    uint16
	kind                uint8 // of importedKinds
	gender              uint8
	names               uint16
}

// importedName is a name with a mark for names that are weak evidence.
type importedName struct {
	text string
	weak bool
}

// importedThing is a row as an importer gives it.
type importedThing struct {
	id                  string
	names               []importedName // the usual one first
	kind                string
	country             string
	sectors             []string
	gender              Gender
	latitude, longitude float32
	population          uint32
}

func importedKinds() []string { return slices.Concat(placeKinds(), entityKinds()) }

// add packs a thing; it gives false where there is no room for more.
func (im *imported) add(t *importedThing, kinds []string) bool {
	if len(im.texts) > 1<<32-1<<20 || len(im.rows) >= 1<<27 {
		return false
	}
	row := importedRow{at: uint32(len(im.texts)), latitude: t.latitude, longitude: t.longitude, population: t.population}
	row.kind = uint8(slices.Index(kinds, t.kind))
	row.country = interned(&im.countries, t.country)
	row.sectors = interned(&im.sectors, strings.Join(t.sectors, " "))
	row.gender = uint8(slices.Index([]Gender{"", Female, Male}, t.gender))
	im.text(t.id, false)
	for _, n := range t.names {
		if row.names < 1<<10 {
			im.text(n.text, n.weak)
			row.names++
		}
	}
	im.rows = append(im.rows, row)
	return true
}

func interned(words *[]string, word string) uint16 {
	i := slices.Index(*words, word)
	if i < 0 {
		i = len(*words)
		*words = append(*words, word)
	}
	return uint16(i)
}

func (im *imported) text(s string, weak bool) {
	n := uint64(len(s)) << 1
	if weak {
		n |= 1
	}
	im.texts = append(binary.AppendUvarint(im.texts, n), s...)
}

// strings reads the id and the names of a row.
func (im *imported) strings(row *importedRow) (id string, names []importedName) {
	at := int(row.at)
	next := func() importedName {
		n, size := binary.Uvarint(im.texts[at:])
		at += size
		s := string(im.texts[at : at+int(n>>1)])
		at += int(n >> 1)
		return importedName{s, n&1 != 0}
	}
	id = next().text
	for range row.names {
		names = append(names, next())
	}
	return id, names
}

// candidate makes the place or the entity of a row.
func (im *imported) candidate(i uint32, name int) Candidate {
	row := &im.rows[i]
	id, texts := im.strings(row)
	names := make([]Name, len(texts))
	for k, t := range texts {
		names[k] = Name{Text: t.text, Relation: IsAlias, When: always, Ambiguous: t.weak}
	}
	names[0].Relation = IsName
	kinds := importedKinds()
	c := Candidate{Name: names[min(name, len(names)-1)], late: true}
	if int(row.kind) < len(placeKinds()) {
		c.Place = &Place{
			ID: id, Name: texts[0].text, Names: names, Kind: kinds[row.kind], Country: im.countries[row.country],
			Latitude: row.latitude, Longitude: row.longitude, Population: int(row.population), Source: "geonames",
		}
		return c
	}
	c.Entity = &Entity{
		ID: id, Name: texts[0].text, Names: names, Kind: Kind(kinds[row.kind]), Country: im.countries[row.country],
		Sectors: strings.Fields(im.sectors[row.sectors]), Gender: []Gender{"", Female, Male}[row.gender], Source: "followthemoney",
	}
	return c
}

// order makes the list by which ids are found.
func (im *imported) order() {
	im.byID = make([]uint32, len(im.rows))
	for i := range im.byID {
		im.byID[i] = uint32(i)
	}
	slices.SortFunc(im.byID, func(a, b uint32) int { return strings.Compare(im.id(a), im.id(b)) })
}

func (im *imported) id(i uint32) string {
	at := im.rows[i].at
	n, size := binary.Uvarint(im.texts[at:])
	return string(im.texts[int(at)+size : int(at)+size+int(n>>1)])
}

// find gives the candidate with an id.
func (im *imported) find(id string) (Candidate, bool) {
	i, ok := slices.BinarySearchFunc(im.byID, id, func(i uint32, id string) int { return strings.Compare(im.id(i), id) })
	if !ok {
		return Candidate{}, false
	}
	return im.candidate(im.byID[i], 0), true
}

// index adds all names of all rows.
func (im *imported) index(b *builder) {
	for i := range im.rows {
		_, names := im.strings(&im.rows[i])
		for k, n := range names {
			b.add(n.text, ofImported|subject(i), k, true)
		}
	}
}

// readForeign reads the foreign files of a layer, line by line: those in their folders, and those beside the tables,
// which are told by their names.
func (l *loader) readForeign(layer Layer) error {
	for _, form := range []struct {
		folder string
		read   func(*foreignLine)
		names  func(string) bool // of files beside the tables
	}{
		{geonamesFolder, readGeoNames, func(name string) bool { return isGeoNames(layer.Files, name) }},
		{entitiesFolder, readFollowTheMoney, func(name string) bool { return strings.HasSuffix(name, ".jsonl") }},
	} {
		for _, folder := range []string{".", form.folder} {
			entries, err := fs.ReadDir(layer.Files, folder)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return fmt.Errorf("knowledge files: %w", err)
			}
			for _, entry := range entries {
				if folder == "." && (entry.IsDir() || !form.names(entry.Name())) {
					continue
				}
				if err := l.readForeignFile(layer, path.Join(folder, entry.Name()), form.read); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// isGeoNames says that a text file begins with a row of a dump of GeoNames; others are notes for people.
func isGeoNames(files fs.FS, name string) bool {
	if !strings.HasSuffix(name, ".txt") {
		return false
	}
	f, err := files.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	line, _ := bufio.NewReaderSize(f, 64<<10).ReadSlice('\n')
	return bytes.Count(line, []byte("\t")) == geonamesColumns-1
}

// foreignLine is one line of a foreign file on its way to the loader.
type foreignLine struct {
	loader  *loader
	file    string
	line    int
	text    []byte
	alpha2  map[string]string // codes of countries
	kinds   []string
	scratch importedThing
}

func (f *foreignLine) fault(field, what, do string) { f.loader.fault(f.file, f.line, field, what, do) }

func (l *loader) readForeignFile(layer Layer, name string, read func(*foreignLine)) error {
	file, err := layer.Files.Open(name)
	if err != nil {
		return fmt.Errorf("knowledge file: %w", err)
	}
	defer file.Close()
	f := &foreignLine{loader: l, file: path.Join(layer.Name, name), alpha2: l.alpha2(), kinds: importedKinds()}
	l.stamp(path.Base(name), nil)
	lines := bufio.NewScanner(io.TeeReader(file, l.digest))
	lines.Buffer(make([]byte, 0, 64<<10), maxRecord)
	for lines.Scan() {
		f.line++
		if f.text = lines.Bytes(); len(f.text) > 0 {
			read(f)
		}
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		l.fault(f.file, f.line+1, "", fmt.Sprintf("the line is longer than %d bytes", maxRecord), "remove it")
	case err != nil:
		return fmt.Errorf("knowledge file %s: %w", name, err)
	}
	return nil
}

// alpha2 maps codes of two letters to the codes of states that exist.
func (l *loader) alpha2() map[string]string {
	codes := map[string]string{}
	for i := range l.entities.items {
		if e := &l.entities.items[i]; e.Polity != nil && e.Polity.Alpha2 != "" && (codes[e.Polity.Alpha2] == "" || e.When.To.Open) {
			codes[e.Polity.Alpha2] = e.Country
		}
	}
	return codes
}

// keep adds the thing in scratch.
func (f *foreignLine) keep() {
	t := &f.scratch
	t.names = slices.DeleteFunc(t.names, func(n importedName) bool { return n.text == "" || len(n.text) > maxName })
	if len(t.names) > 0 && !f.loader.imported.add(t, f.kinds) {
		f.fault("", "there are too many names", "leave out some of the foreign files")
	}
}
