package pdf

import (
	"bytes"
	"cmp"
	"context"
	"slices"
)

// file is a PDF file with its objects found. Tables of cross-references are not used: files whose tables are wrong are
// common, and going through the file once finds the same objects, the later version of an object counting.
type file struct {
	ctx     context.Context
	o       Options
	objects map[int]entry
	trailer dict
	crypt   *crypt
	decoded int64 // bytes unpacked so far
}

// entry is an object at its place in the file.
type entry struct {
	o      object
	pos    int
	packed bool // in a stream of objects, which is encrypted as a whole
}

// maxObjects is how many objects a file may have.
const maxObjects = 2_000_000

// open finds the objects of a file.
func open(ctx context.Context, b []byte, o Options) (*file, error) {
	f := &file{ctx: ctx, o: o, objects: map[int]entry{}, trailer: dict{}}
	packages, err := f.scan(b)
	if err != nil {
		return nil, err
	}
	if len(f.objects) == 0 {
		return nil, ErrDamaged
	}
	if f.trailer["Encrypt"] != nil {
		if f.crypt, err = f.newCrypt(); err != nil {
			return nil, err
		}
	}
	for _, p := range packages {
		if err := f.unpack(p); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// scan goes through the file and gives the streams that hold further objects.
func (f *file) scan(b []byte) ([]entry, error) {
	var packages []entry
	l := &lexer{b: b}
	for l.pos < len(b) {
		next := bytes.Index(b[l.pos:], []byte("obj"))
		end := len(b)
		if next >= 0 {
			end = l.pos + next
		}
		f.trailers(b[l.pos:end])
		if next < 0 {
			break
		}
		l.pos = end + 3
		id, ok := idBefore(b, end)
		if !ok {
			continue
		}
		if len(f.objects) >= maxObjects || f.ctx.Err() != nil {
			return nil, cmp.Or[error](f.ctx.Err(), ErrTooLarge)
		}
		o := f.object(l, id)
		f.objects[id.id] = entry{o: o, pos: end}
		if s, ok := o.(*stream); ok {
			switch s.dict["Type"] {
			case name("ObjStm"):
				packages = append(packages, entry{o: s, pos: end})
			case name("XRef"):
				f.merge(s.dict)
			}
		}
	}
	return packages, nil
}

// idBefore reads "12 0 " backwards from pos.
func idBefore(b []byte, pos int) (ref, bool) {
	end := pos
	var numbers [2]int
	for n := range 2 {
		for end > 0 && isSpace(b[end-1]) {
			end--
		}
		start := end
		for start > 0 && end-start < 10 && '0' <= b[start-1] && b[start-1] <= '9' {
			start--
		}
		if start == end {
			return ref{}, false
		}
		for _, c := range b[start:end] {
			numbers[n] = numbers[n]*10 + int(c-'0')
		}
		end = start
	}
	return ref{numbers[1], numbers[0]}, true
}

// object reads the object behind "obj", with its stream.
func (f *file) object(l *lexer, id ref) object {
	o, ok := l.next(0)
	if !ok {
		return nil
	}
	if k, isWord := o.(keyword); isWord {
		l.pos -= len(k)
		return nil
	}
	d, ok := o.(dict)
	if !ok {
		return f.maybeRef(l, o)
	}
	at := l.pos
	if word, ok := l.next(0); !ok || word != keyword("stream") {
		l.pos = at
		return o
	}
	if l.pos < len(l.b) && l.b[l.pos] == '\r' {
		l.pos++
	}
	if l.pos < len(l.b) && l.b[l.pos] == '\n' {
		l.pos++
	}
	start := l.pos
	end := f.streamEnd(l.b, start, d["Length"])
	l.pos = end
	return &stream{d, l.b[start:end], id}
}

// maybeRef reads on where an object is a number, which may be the first part of a ref.
func (f *file) maybeRef(l *lexer, o object) object {
	if _, ok := o.(float64); !ok {
		return o
	}
	at := l.pos
	second, _ := l.next(0)
	third, _ := l.next(0)
	if third == keyword("R") {
		if a := joinRef(array{o, second}); len(a) == 1 {
			return a[0]
		}
	}
	l.pos = at
	return o
}

// streamEnd gives where the bytes of a stream end: where their length says, if "endstream" stands there, else before
// the next "endstream".
func (f *file) streamEnd(b []byte, start int, length object) int {
	if n, ok := length.(float64); ok && n >= 0 && n <= float64(len(b)-start) {
		end := start + int(n)
		rest := bytes.TrimLeft(b[end:min(len(b), end+20)], "\r\n \t")
		if bytes.HasPrefix(rest, []byte("endstream")) {
			return end
		}
	}
	i := bytes.Index(b[start:], []byte("endstream"))
	if i < 0 {
		return len(b)
	}
	end := start + i
	if end > start && b[end-1] == '\n' {
		end--
	}
	if end > start && b[end-1] == '\r' {
		end--
	}
	return end
}

// trailers reads the trailers in what lies between two objects; the last one counts.
func (f *file) trailers(b []byte) {
	for {
		i := bytes.Index(b, []byte("trailer"))
		if i < 0 {
			return
		}
		l := &lexer{b: b, pos: i + len("trailer")}
		if o, ok := l.next(0); ok {
			if d, ok := o.(dict); ok {
				f.merge(d)
			}
		}
		b = b[max(l.pos, i+1):]
	}
}

func (f *file) merge(d dict) {
	for _, key := range []name{"Root", "Info", "Encrypt", "ID"} {
		if v, ok := d[key]; ok {
			f.trailer[key] = v
		}
	}
}

// unpack reads the objects in a stream of objects. An object that stands later in the file counts.
func (f *file) unpack(p entry) error {
	s := p.o.(*stream) //nolint:forcetypeassert // only streams are collected
	b, err := f.bytes(s)
	if err != nil {
		return err
	}
	n, first := int(f.number(s.dict["N"])), int(f.number(s.dict["First"]))
	if n < 0 || n > len(b) || first < 0 || first > len(b) {
		return nil
	}
	head := &lexer{b: b[:first]}
	for range n {
		id, ok1 := head.next(0)
		offset, ok2 := head.next(0)
		i, isID := id.(float64)
		at, isOffset := offset.(float64)
		if !ok1 || !ok2 || !isID || !isOffset || i < 0 || i >= 1<<31 || at < 0 || int(at) > len(b)-first {
			return nil
		}
		if have, ok := f.objects[int(i)]; ok && have.pos > p.pos {
			continue
		}
		if len(f.objects) >= maxObjects {
			return ErrTooLarge
		}
		l := &lexer{b: b, pos: first + int(at)}
		if o, ok := l.next(0); ok {
			if _, isWord := o.(keyword); !isWord {
				f.objects[int(i)] = entry{o, p.pos, true}
			}
		}
	}
	return nil
}

// get follows references to an object.
func (f *file) get(o object) object {
	for range 16 {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = f.objects[r.id].o
	}
	return nil
}

func (f *file) number(o object) float64 {
	n, _ := f.get(o).(float64)
	return n
}

func (f *file) name(o object) name {
	n, _ := f.get(o).(name)
	return n
}

func (f *file) array(o object) array {
	a, _ := f.get(o).(array)
	return a
}

// dict gives a dictionary, also that of a stream.
func (f *file) dict(o object) dict {
	switch d := f.get(o).(type) {
	case dict:
		return d
	case *stream:
		return d.dict
	}
	return nil
}

func (f *file) stream(o object) *stream {
	s, _ := f.get(o).(*stream)
	return s
}

// page is a page with what it inherits from the tree of pages.
type page struct {
	dict      dict
	resources dict
	rotate    int
}

// pages gives the pages in their order, at most as many as the options allow.
func (f *file) pages() []page {
	root := f.dict(f.trailer["Root"])
	if root == nil || f.dict(root["Pages"]) == nil {
		root = f.find("Catalog")
	}
	var found []page
	f.walk(root["Pages"], page{}, map[int]bool{}, 0, &found)
	if len(found) == 0 { // the tree is broken: take the pages in the order of the file
		for _, id := range f.ids() {
			if d, ok := f.objects[id].o.(dict); ok && f.name(d["Type"]) == "Page" && len(found) < f.o.MaxPages {
				found = append(found, page{d, f.dict(d["Resources"]), int(f.number(d["Rotate"]))})
			}
		}
	}
	return found
}

// ids gives the ids of all objects in the order in which they stand in the file.
func (f *file) ids() []int {
	ids := make([]int, 0, len(f.objects))
	for id := range f.objects {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b int) int { return cmp.Or(cmp.Compare(f.objects[a].pos, f.objects[b].pos), cmp.Compare(a, b)) })
	return ids
}

// find gives the last dictionary of a type.
func (f *file) find(kind name) dict {
	var last dict
	for _, id := range f.ids() {
		if d, ok := f.objects[id].o.(dict); ok && f.name(d["Type"]) == kind {
			last = d
		}
	}
	return last
}

func (f *file) walk(o object, inherited page, seen map[int]bool, depth int, found *[]page) {
	if r, ok := o.(ref); ok {
		if seen[r.id] {
			return
		}
		seen[r.id] = true
	}
	d := f.dict(o)
	if d == nil || depth > maxNesting || len(*found) >= f.o.MaxPages {
		return
	}
	p := inherited
	if r := f.dict(d["Resources"]); r != nil {
		p.resources = r
	}
	if r, ok := f.get(d["Rotate"]).(float64); ok {
		p.rotate = int(r)
	}
	if kids := f.array(d["Kids"]); kids != nil {
		for _, kid := range kids {
			f.walk(kid, p, seen, depth+1, found)
		}
		return
	}
	if d["Contents"] != nil || f.name(d["Type"]) == "Page" {
		p.dict = d
		*found = append(*found, p)
	}
}
