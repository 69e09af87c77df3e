package pdf

import (
	"cmp"
	"math"
)

// matrix is a transformation [a b c d e f] of section 8.3.3.
type matrix [6]float64

func identity() matrix { return matrix{1, 0, 0, 1, 0, 0} }

// then gives the matrix that does m and then n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// glyph is one code as it stands on the page, in points from the page's lower left corner.
type glyph struct {
	x0, x1, y float64
	size      float64
	text      string
}

// state is the graphics state as far as it places text.
type state struct {
	ctm                               matrix
	font                              *font
	size, charSpace, wordSpace, scale float64
	leading, rise                     float64
}

// content interprets the content of a page and of the forms in it.
type content struct {
	f      *file
	glyphs *glyphTable
	fonts  map[fontKey]*font
	out    []glyph
	ops    int
	rotate matrix
	images int

	forms   map[*stream][]byte
	drawing map[*stream]bool // forms that are being drawn
}

// fontKey names a font: by its object, or by its place where it is none.
type fontKey struct {
	id    int
	name  name
	depth int
}

// Limits of one page.
const (
	maxOperators = 5_000_000
	maxGlyphs    = 1_000_000
	maxForms     = 8
	maxStates    = 256
)

// page gives the glyphs of a page.
func (c *content) page(p page) error {
	c.out, c.ops = c.out[:0], 0
	for k := range c.fonts { // names are those of one page
		if k.id == 0 {
			delete(c.fonts, k)
		}
	}
	switch ((p.rotate % 360) + 360) % 360 {
	case 90:
		c.rotate = matrix{0, -1, 1, 0, 0, 0}
	case 180:
		c.rotate = matrix{-1, 0, 0, -1, 0, 0}
	case 270:
		c.rotate = matrix{0, 1, -1, 0, 0, 0}
	default:
		c.rotate = identity()
	}
	var all []byte
	for _, o := range c.f.list(p.dict["Contents"]) {
		b, err := c.f.bytes(c.f.stream(o))
		if err != nil {
			return err
		}
		all = append(append(all, b...), '\n')
	}
	return c.run(all, p.resources, state{ctm: c.rotate, scale: 1}, 0)
}

// run interprets one stream of operators.
func (c *content) run(b []byte, resources dict, s state, depth int) error {
	r := &runner{c: c, resources: resources, s: s, depth: depth, text: identity(), line: identity()}
	l := &lexer{b: b}
	var args array
	for {
		o, ok := l.next(0)
		if !ok {
			return nil
		}
		word, isWord := o.(keyword)
		if !isWord {
			if len(args) < 64 {
				args = append(args, o)
			}
			continue
		}
		if c.ops++; c.ops > maxOperators || len(c.out) > maxGlyphs {
			return ErrTooLarge
		}
		if c.ops%4096 == 0 && c.f.ctx.Err() != nil {
			return c.f.ctx.Err()
		}
		if word == "BI" {
			skipImage(l)
			c.images++
		} else if err := r.do(word, args); err != nil {
			return err
		}
		args = args[:0]
	}
}

// skipImage passes over an image within the content.
func skipImage(l *lexer) {
	for l.pos+2 < len(l.b) {
		l.pos++
		if l.b[l.pos] == 'E' && l.b[l.pos+1] == 'I' && isSpace(l.b[l.pos-1]) &&
			(l.pos+2 == len(l.b) || isSpace(l.b[l.pos+2])) {
			l.pos += 2
			return
		}
	}
	l.pos = len(l.b)
}

// runner is the state of one stream of operators.
type runner struct {
	c          *content
	resources  dict
	s          state
	saved      []state
	depth      int
	text, line matrix
}

func (r *runner) number(args array, i int) float64 {
	if i < len(args) {
		n, _ := args[i].(float64)
		return n
	}
	return 0
}

func (r *runner) do(op keyword, args array) error {
	switch op {
	case "q":
		if len(r.saved) < maxStates {
			r.saved = append(r.saved, r.s)
		}
	case "Q":
		if n := len(r.saved); n > 0 {
			r.s, r.saved = r.saved[n-1], r.saved[:n-1]
		}
	case "cm":
		r.s.ctm = r.matrix(args).then(r.s.ctm)
	case "Do":
		if len(args) > 0 {
			n, _ := args[0].(name)
			return r.object(n)
		}
	case "BT":
		r.text, r.line = identity(), identity()
	case "Tm":
		r.text = r.matrix(args)
		r.line = r.text
	case "Td":
		r.move(r.number(args, 0), r.number(args, 1))
	case "TD":
		r.s.leading = -r.number(args, 1)
		r.move(r.number(args, 0), r.number(args, 1))
	case "T*":
		r.move(0, -r.s.leading)
	case "Tj", "'", "\"", "TJ":
		r.showText(op, args)
	default:
		r.set(op, args)
	}
	return nil
}

// set does the operators that set one value of the state.
func (r *runner) set(op keyword, args array) {
	n := r.number(args, 0)
	switch op {
	case "Tc":
		r.s.charSpace = n
	case "Tw":
		r.s.wordSpace = n
	case "Tz":
		r.s.scale = n / 100
	case "TL":
		r.s.leading = n
	case "Ts":
		r.s.rise = n
	case "Tf":
		if len(args) > 1 {
			font, _ := args[0].(name)
			r.s.font, r.s.size = r.font(font), r.number(args, 1)
		}
	case "gs":
		if len(args) > 0 {
			key, _ := args[0].(name)
			f := r.c.f
			if set := f.array(f.dict(f.dict(r.resources["ExtGState"])[key])["Font"]); len(set) == 2 {
				r.s.font, r.s.size = r.c.fontOf(set[0], fontKey{}), f.number(set[1])
			}
		}
	}
}

func (r *runner) matrix(args array) matrix {
	var m matrix
	for i := range m {
		m[i] = r.number(args, i)
	}
	return m
}

func (r *runner) move(x, y float64) {
	r.line = matrix{1, 0, 0, 1, x, y}.then(r.line)
	r.text = r.line
}

func (r *runner) font(n name) *font {
	return r.c.fontOf(r.c.f.dict(r.resources["Font"])[n], fontKey{name: n, depth: r.depth})
}

func (c *content) fontOf(o object, key fontKey) *font {
	if id, ok := o.(ref); ok {
		key = fontKey{id: id.id}
	}
	if ft, ok := c.fonts[key]; ok && key != (fontKey{}) {
		return ft
	}
	d := c.f.dict(o)
	if d == nil {
		return nil
	}
	ft := c.f.font(d, c.glyphs)
	c.fonts[key] = ft
	return ft
}

// object draws a form, or counts an image.
func (r *runner) object(n name) error {
	f := r.c.f
	s := f.stream(f.dict(r.resources["XObject"])[n])
	if s == nil {
		return nil
	}
	if f.name(s.dict["Subtype"]) != "Form" {
		r.c.images++
		return nil
	}
	if r.depth >= maxForms || r.c.drawing[s] {
		return nil
	}
	b, err := r.c.form(s)
	if err != nil {
		return err
	}
	r.c.drawing[s] = true
	defer delete(r.c.drawing, s)
	inner := r.s
	if m := f.array(s.dict["Matrix"]); len(m) == 6 {
		inner.ctm = r.matrix(m).then(inner.ctm)
	}
	resources := f.dict(s.dict["Resources"])
	if resources == nil {
		resources = r.resources
	}
	return r.c.run(b, resources, inner, r.depth+1)
}

// form gives the operators of a form, and remembers small ones: they are drawn on every page.
func (c *content) form(s *stream) ([]byte, error) {
	const small, most = 64 << 10, 256
	if b, ok := c.forms[s]; ok {
		return b, nil
	}
	b, err := c.f.bytes(s)
	if err == nil && len(b) < small && len(c.forms) < most {
		c.forms[s] = b
	}
	return b, err
}

func (r *runner) showText(op keyword, args array) {
	switch op {
	case "\"":
		if len(args) >= 3 {
			r.s.wordSpace, r.s.charSpace = r.number(args, 0), r.number(args, 1)
			args = args[2:]
		}
		fallthrough
	case "'":
		r.move(0, -r.s.leading)
	}
	if len(args) == 0 {
		return
	}
	if op != "TJ" {
		s, _ := args[0].(str)
		r.show(s)
		return
	}
	list, _ := args[0].(array)
	for _, o := range list {
		switch v := o.(type) {
		case str:
			r.show(v)
		case float64:
			r.advance(-v / 1000 * r.s.size)
		}
	}
}

func (r *runner) advance(by float64) {
	if r.s.font != nil && r.s.font.vertical {
		r.text = matrix{1, 0, 0, 1, 0, by}.then(r.text)
		return
	}
	r.text = matrix{1, 0, 0, 1, by * r.s.scale, 0}.then(r.text)
}

// show places the codes of a string on the page. Only text that runs from left to right is kept.
func (r *runner) show(s str) {
	ft := r.s.font
	if ft == nil {
		return
	}
	for len(s) > 0 {
		text, width, n := ft.glyph(s)
		width = max(0, min(width, 10_000))
		advance := width / 1000 * r.s.size
		m := matrix{r.s.size * r.s.scale, 0, 0, r.s.size, 0, r.s.rise}.then(r.text).then(r.s.ctm)
		if upright := m[0] > 0 && math.Abs(m[1]) < 0.1*m[0]; upright && sane(m) {
			size := math.Hypot(m[2], m[3])
			r.c.out = append(r.c.out, glyph{x0: m[4], x1: m[4] + width/1000*m[0], y: m[5], size: cmp.Or(size, m[0]), text: text})
		}
		advance += r.s.charSpace
		if n == 1 && s[0] == ' ' {
			advance += r.s.wordSpace
		}
		r.advance(advance)
		s = s[n:]
		if len(r.c.out) > maxGlyphs {
			return
		}
	}
}

// sane tells whether a glyph is placed where a page can be.
func sane(m matrix) bool {
	for _, v := range m {
		if math.IsNaN(v) || math.Abs(v) > 1e6 {
			return false
		}
	}
	return m[0] > 0.1
}
