package source

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// walk is the state of one folder that the user named.
type walk struct {
	root    string          // real path
	leave   map[string]bool // real paths that are passed over
	visited map[string]bool // real paths of folders that links led to
	skipped map[string]int  // files that are no reports, by extension
}

// folder reads the files of a folder in the order of the bytes of their paths.
func (r *reader) folder(path string) {
	root, err := filepath.EvalSymlinks(path)
	if err == nil {
		root, err = filepath.Abs(root)
	}
	if err != nil {
		r.fail(fileError(path, err, true))
		return
	}
	w := &walk{root: root, leave: r.leave(), visited: map[string]bool{}, skipped: map[string]int{}}
	before := r.items
	r.walk(w, path, root, 1)
	if r.items == before && len(w.skipped) == 0 && !r.stopped() {
		r.fail(&Error{Path: path, Code: Empty, Message: "no report in this folder", Hint: "check the name"})
	}
	if len(w.skipped) > 0 {
		r.give(Item{Err: &Error{Path: path, Code: Skipped, Message: skippedWords(w.skipped)}})
	}
}

func (r *reader) walk(w *walk, path, realPath string, depth int) {
	if depth > r.limits.MaxFolders {
		r.fail(&Error{
			Path: path, Code: TooDeep, Hint: "name the folder itself",
			Message: fmt.Sprintf("more than %d folders within each other", r.limits.MaxFolders),
		})
		return
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		r.fail(fileError(path, err, true))
	}
	for _, e := range r.entries(path, entries) {
		if r.stopped() {
			return
		}
		place := filepath.Join(path, e.name)
		switch {
		case w.leave[filepath.Join(realPath, e.name)]:
		case e.link && !r.o.Follow && r.leadsOut(w, place):
		case !e.folder:
			r.fileOfFolder(w, place, e)
		case r.o.Flat:
		case e.link:
			r.link(w, place, realPath, depth)
		default:
			r.walk(w, place, filepath.Join(realPath, e.name), depth+1)
		}
	}
}

// entry is one name in a folder, links resolved.
type entry struct {
	name         string
	folder, link bool
	special      bool // neither a file nor a folder: a pipe, a device
}

func (e entry) key() string {
	if e.folder {
		return e.name + "/"
	}
	return e.name
}

// entries drops hidden names, follows links one step and sorts so that whole paths are in the order of their bytes.
func (r *reader) entries(folder string, found []os.DirEntry) []entry {
	list := make([]entry, 0, len(found))
	for _, f := range found {
		if hidden(f.Name()) {
			continue
		}
		e := entry{name: f.Name(), folder: f.IsDir(), link: f.Type()&fs.ModeSymlink != 0}
		mode := f.Type()
		if e.link {
			info, err := os.Stat(filepath.Join(folder, f.Name()))
			if err != nil {
				mode = 0 // opening it will say why
			} else {
				mode, e.folder = info.Mode().Type(), info.IsDir()
			}
		}
		e.special = !e.folder && mode&fs.ModeType != 0
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b entry) int { return cmp.Compare(a.key(), b.key()) })
	return list
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") }

// link follows a link to a folder: once, and only where it leads out of what is read anyway.
func (r *reader) link(w *walk, place, realParent string, depth int) {
	target, err := filepath.EvalSymlinks(place)
	if err == nil {
		target, err = filepath.Abs(target)
	}
	switch {
	case err != nil:
		r.fail(fileError(place, err, true))
	case within(realParent, target):
		r.fail(&Error{
			Path: place, Code: Loop, Hint: "remove the link",
			Message: "a symbolic link that leads back to a folder around it, left out",
		})
	case within(target, w.root) || w.visited[target]: // read in its own place
	default:
		w.visited[target] = true
		r.walk(w, place, target, depth+1)
	}
}

// leadsOut refuses a link that leads out of the folder that was named: a folder that came from elsewhere may point to
// files that nobody meant to read.
func (r *reader) leadsOut(w *walk, place string) bool {
	target, err := filepath.EvalSymlinks(place)
	if err == nil {
		target, err = filepath.Abs(target)
	}
	if err != nil || within(target, w.root) || within(w.root, target) {
		return false // opening it will say what is wrong with it
	}
	r.fail(&Error{
		Path: place, Code: Outside, Hint: "name its target, or follow links",
		Message: "a symbolic link that leads out of the folder, left out",
	})
	return true
}

// leave gives the real paths of what is passed over.
func (r *reader) leave() map[string]bool {
	leave := map[string]bool{}
	for _, name := range r.o.Leave {
		if real, err := filepath.EvalSymlinks(name); err == nil {
			if real, err = filepath.Abs(real); err == nil {
				leave[real] = true
			}
		}
	}
	return leave
}

// within tells whether path is folder or lies in it.
func within(path, folder string) bool {
	rest, ok := strings.CutPrefix(path, strings.TrimSuffix(folder, string(filepath.Separator)))
	return ok && (rest == "" || rest[0] == filepath.Separator)
}

func (r *reader) fileOfFolder(w *walk, place string, e entry) {
	extension := extensionOf(e.name)
	if e.special || r.formats.kind(extension) == kindSkip && r.o.Format == "" {
		w.skipped[extension]++
		return
	}
	if !r.file(place, false) {
		w.skipped[extension]++
	}
}

func skippedWords(count map[string]int) string {
	total := 0
	var parts []string
	for _, extension := range sortedKeys(count) {
		total += count[extension]
		name := "." + extension
		if extension == "" {
			name = "without extension"
		}
		parts = append(parts, fmt.Sprintf("%d %s", count[extension], name))
	}
	noun := "files that are no reports were"
	if total == 1 {
		noun = "file that is no report was"
	}
	return fmt.Sprintf("%d %s left out: %s", total, noun, strings.Join(parts, ", "))
}

// wholeFile is the size up to which a file or member is read with one call before it is looked at.
const wholeFile = 1 << 20

// file reads one file. It gives false where a file of a folder is no report, without having said so.
func (r *reader) file(path string, explicit bool) bool {
	f, err := os.Open(path)
	if err != nil {
		r.fail(fileError(path, err, false))
		return true
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		r.fail(fileError(path, err, false))
		return true
	}
	in := input{path: path, name: filepath.Base(path), r: f, size: info.Size(), explicit: explicit}
	switch {
	case !info.Mode().IsRegular():
		in.size = -1
	case info.Size() <= wholeFile:
		if in.data, err = readAll(f, info.Size()); err != nil {
			r.fail(r.readError(in, err))
			return true
		}
		in.r = nil
	default:
		in.at = f
	}
	took := r.read(in)
	r.settle(path)
	return took
}

// readAll reads a stream to its end into one piece of memory. expect is the length it should have; a stream that is
// longer is read on, up to wholeFile beyond it.
func readAll(f io.Reader, expect int64) ([]byte, error) {
	data := make([]byte, expect+1) // one more, so that the end is seen in one call
	n, err := io.ReadFull(f, data)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return data[:n:n], nil
	}
	if err != nil {
		return nil, err
	}
	rest, err := io.ReadAll(io.LimitReader(f, wholeFile))
	return append(data, rest...), err
}
