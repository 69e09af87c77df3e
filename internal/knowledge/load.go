package knowledge

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// Base is all that is known, checked and indexed. It is never changed after [Load] and may be used by many goroutines.
type Base struct {
	entities     shelf[Entity]
	places       shelf[Place]
	offices      shelf[Office]
	agents       shelf[Agent]
	institutions shelf[Institution]
	roles        []Role
	rolesOf      map[string][]int32
	holdersOf    map[string][]int32
	members      []Membership
	sources      shelf[Source]
	sectors      shelf[string]
	given        shelf[GivenName]
	surnames     shelf[[]string]
	boxes        map[string][]Box
	spelling     *spelling
	states       map[string][]int32 // code -> entities
	institution  map[string][]int32 // class -> institutions
	imported     imported
	index        index
	digest       string
}

// Layer is one folder of files and the name under which its faults are reported.
type Layer struct {
	Name  string
	Files fs.FS
}

// Load reads the embedded files and, over them, the *.tsv files of each folder in turn. A row of a later layer replaces
// the row with the same key of an earlier one; all others are added. Entities of FollowTheMoney (*.jsonl) and dumps of
// GeoNames (*.txt of 19 columns), in the folder itself or in its folders "followthemoney" and "geonames", are read as
// they are and add names of lesser weight. The error is [Faults] where the files can be read but are wrong; the base is
// nil then.
func Load(user ...fs.FS) (*Base, error) {
	var layers []Layer
	for i, fsys := range user {
		name := "knowledge"
		if len(user) > 1 {
			name = fmt.Sprintf("knowledge-%d", i+1)
		}
		layers = append(layers, Layer{name, fsys})
	}
	return LoadLayers(layers...)
}

// LoadLayers is [Load] of folders with names.
func LoadLayers(user ...Layer) (*Base, error) {
	data, err := builtIn()
	if err != nil {
		return nil, err
	}
	return load(append([]Layer{{"embedded", data}}, user...))
}

// LoadOnly is [Load] without the embedded files: each folder must be complete with those below it. Faults name the
// folder by its number, from 1.
func LoadOnly(folders ...fs.FS) (*Base, error) {
	var layers []Layer
	for i, fsys := range folders {
		layers = append(layers, Layer{strconv.Itoa(i + 1), fsys})
	}
	return load(layers)
}

func load(layers []Layer) (*Base, error) {
	l := newLoader()
	for i, layer := range layers {
		l.layer = i
		l.stamp(fmt.Sprintf("layer %d", i), nil)
		if err := l.readLayer(layer); err != nil {
			return nil, err
		}
	}
	s := l.spellingOf()
	l.check(s)
	if len(l.faults) > 0 {
		l.faults.Sort()
		return nil, l.faults
	}
	return l.finish(s), nil
}

// loader collects rows and faults.
type loader struct {
	faults       Faults
	layer        int
	sources      shelf[Source]
	sectors      shelf[string]
	entities     shelf[Entity]
	boxes        shelf[Box]
	aliases      shelf[alias]
	spellings    []spellingRow
	forms        shelf[string] // form -> first form of its row
	members      shelf[Membership]
	offices      shelf[Office]
	roles        shelf[Role]
	institutions shelf[Institution]
	agents       shelf[Agent]
	places       shelf[Place]
	given        shelf[GivenName]
	surnames     shelf[[]string]
	imported     imported
	codes        map[string][]int32 // country code -> entities
	digest       hash.Hash          // of all files that were read
}

// alias is a row of aliases.tsv.
type alias struct {
	name   Name
	entity string
}

func newLoader() *loader { return &loader{codes: map[string][]int32{}, digest: sha256.New()} }

// stamp adds the name and the bytes of a file to the digest.
func (l *loader) stamp(name string, data []byte) {
	fmt.Fprintf(l.digest, "%s\x00%d\x00", name, len(data))
	l.digest.Write(data)
}

// maxFaults keeps the report of a file that is something else altogether within bounds.
const maxFaults = 10000

func (l *loader) fault(file string, line int, column, what, do string) {
	if len(l.faults) < maxFaults {
		l.faults = append(l.faults, Fault{file, line, column, what, do})
	}
}

func (l *loader) readLayer(layer Layer) error {
	entries, err := fs.ReadDir(layer.Files, ".")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("knowledge files: %w", err)
	}
	known := map[string]bool{}
	for _, t := range tables() {
		known[t.name+".tsv"] = true
		data, err := fs.ReadFile(layer.Files, t.name+".tsv")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return fmt.Errorf("knowledge file %s: %w", t.name, err)
		}
		l.stamp(t.name, data)
		l.readTable(t, path.Join(layer.Name, t.name+".tsv"), data)
	}
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), ".tsv") && !known[entry.Name()] {
			l.fault(path.Join(layer.Name, entry.Name()), 0, "", "is not a file of knowledge", "rename it, see docs/knowledge.md")
		}
	}
	return l.readForeign(layer)
}

// origin is where a row stands.
type origin struct {
	file  string
	line  int32
	layer int16
}

// shelf holds the rows of one kind by key, in the order in which they were read.
type shelf[T any] struct {
	items   []T
	origins []origin
	at      map[string]int32
}

// put adds an item and gives its number.
func (s *shelf[T]) put(r *row, key string, item T) int32 {
	if s.at == nil {
		s.at = make(map[string]int32, 1<<10)
	}
	here := origin{r.file, int32(r.line), int16(r.loader.layer)}
	i, ok := s.at[key]
	switch {
	case !ok:
		s.at[key] = int32(len(s.items))
		s.items, s.origins = append(s.items, item), append(s.origins, here)
		return int32(len(s.items) - 1)
	case s.origins[i].layer < here.layer:
		s.items[i], s.origins[i] = item, here
	case key != "":
		r.fault("", fmt.Sprintf("%s stands at %s:%d already", shown(key), s.origins[i].file, s.origins[i].line), "keep one of the two")
	}
	return i
}

func (s *shelf[T]) get(key string) (*T, bool) {
	i, ok := s.at[key]
	if !ok {
		return nil, false
	}
	return &s.items[i], true
}
