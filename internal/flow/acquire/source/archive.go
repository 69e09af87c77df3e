package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// unpacking is what one outermost archive has cost so far, with all archives in it.
type unpacking struct {
	members int
	out     int64
	started time.Time
	outside time.Duration // of the reader when it started
	deep    int           // archives beyond the limit on depth
	deepest string        // the first of them
	stopped bool          // a limit on the whole was passed
}

// archive gives the reports in an archive or in a packed file. Members come in the order in which they stand in it.
func (r *reader) archive(in input, k kind) {
	if in.unpacking == nil {
		in.unpacking = &unpacking{started: time.Now(), outside: r.outside}
		defer r.reportDepth(in)
	}
	in.depth++
	if in.depth > r.limits.MaxDepth {
		if in.unpacking.deep++; in.unpacking.deepest == "" {
			in.unpacking.deepest = in.member
		}
		return
	}
	before := r.items
	switch k {
	case kindZip:
		r.zip(in)
	case kindTar:
		r.tar(in)
	default:
		r.unpack(in, k)
	}
	if r.items == before && in.unpacking.deep == 0 && !r.stopped() {
		r.fail(in.fault(Empty, "holds no report", "leave it out"))
	}
}

func (r *reader) reportDepth(in input) {
	u := in.unpacking
	if u.deep == 0 {
		return
	}
	in.member = u.deepest
	message := fmt.Sprintf("an archive more than %d archives deep was left", r.limits.MaxDepth)
	if u.deep > 1 {
		message += fmt.Sprintf(", and %d like it", u.deep-1)
	}
	r.fail(in.fault(TooDeep, message, "unpack the outer archive first"))
}

// meter passes a stream of unpacked bytes on and stops it when the limits on unpacking are passed.
type meter struct {
	r         io.Reader
	reader    *reader
	unpacking *unpacking
	packed    func() int64 // bytes that were unpacked so far
	out       int64
	checked   int64 // value of out when the clock was last looked at
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.out += int64(n)
	m.unpacking.out += int64(n)
	limits := m.reader.limits
	if m.unpacking.out > limits.MaxTotal {
		m.unpacking.stopped = true
		return n, errTotal
	}
	if m.out > ratioSlack && m.out/limits.MaxRatio > m.packed() {
		return n, errBomb
	}
	if m.out-m.checked > 1<<20 {
		m.checked = m.out
		if m.reader.stopped() {
			return n, m.reader.ctx.Err()
		}
		if m.reader.tooSlow(m.unpacking) {
			return n, errSlow
		}
	}
	return n, err
}

func (r *reader) tooSlow(u *unpacking) bool {
	slow := time.Since(u.started)-(r.outside-u.outside) > r.limits.MaxTime
	u.stopped = u.stopped || slow
	return slow
}

// counter counts the bytes that a stream has given.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// unpack gives what is in a file packed by gzip or zstd.
func (r *reader) unpack(in input, k kind) {
	packed := &counter{r: in.stream()}
	var out io.Reader
	switch k {
	case kindGzip:
		z, err := gzip.NewReader(packed)
		if err != nil {
			r.fail(r.notArchive(in, "gzip", err))
			return
		}
		out = z
	case kindZstd:
		z, err := zstd.NewReader(packed, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20), zstd.WithDecoderLowmem(true))
		if err != nil {
			r.fail(r.notArchive(in, "zstd", err))
			return
		}
		defer z.Close()
		out = z
	}
	inner := in
	inner.data, inner.at, inner.size = nil, nil, -1
	inner.name = unpackedName(in.name)
	inner.r = &meter{r: out, reader: r, unpacking: in.unpacking, packed: func() int64 { return packed.n }}
	r.read(inner)
}

func (r *reader) notArchive(in input, what string, err error) *Error {
	e := in.fault(BadArchive, "not a "+what+" archive or damaged at its beginning", "fetch or pack it again")
	if errors.Is(err, io.ErrUnexpectedEOF) {
		e = in.fault(Truncated, "ends in the middle", "fetch or pack it again")
	}
	e.Err = err
	return e
}

// unpackedName gives the name of what a packed file holds.
func unpackedName(name string) string {
	extension := path.Ext(name)
	base := strings.TrimSuffix(name, extension)
	switch extensionOf(name) {
	case "tgz", "taz", "tzst":
		return base + ".tar"
	case "gz", "zst":
		return base
	}
	return name
}

// tar gives the files in a tape archive.
func (r *reader) tar(in input) {
	t := tar.NewReader(in.stream())
	left := map[string]int{}
	defer r.reportLeft(in, left)
	body := &watched{r: t}
	for !r.stopped() {
		h, err := t.Next()
		if errors.Is(err, io.EOF) || body.err != nil { // what is wrong was said of the member
			return
		}
		if err != nil {
			r.fail(r.readError(in, err))
			return
		}
		switch h.Typeflag {
		case tar.TypeDir, tar.TypeXGlobalHeader:
			continue
		}
		inner, ok := r.member(in, h.Name, h.Size)
		switch {
		case in.unpacking.stopped:
			return
		case !ok:
			continue
		case h.Typeflag != tar.TypeReg:
			left["link"]++
			continue
		}
		inner.r = body
		if r.leaveOut(inner) || !r.read(inner) {
			left[extensionOf(h.Name)]++
		}
		if in.unpacking.stopped {
			return
		}
	}
}

// watched keeps the error that a stream ended with.
type watched struct {
	r   io.Reader
	err error
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}

// member makes the input for a member of an archive after looking at its name; false where it is not to be read.
func (r *reader) member(in input, name string, bytes int64) (input, bool) {
	clean := strings.ToValidUTF8(strings.ReplaceAll(name, "\x00", "\uFFFD"), "\uFFFD")
	inner := input{
		path: in.path, member: in.inner(clean), name: path.Base(clean), size: bytes, depth: in.depth, unpacking: in.unpacking,
	}
	u := in.unpacking
	if u.members++; u.members > r.limits.MaxMembers {
		u.stopped = true
		r.fail(in.fault(TooMany, fmt.Sprintf("more than %d members, the rest was left", r.limits.MaxMembers), "unpack it first"))
		return inner, false
	}
	if r.tooSlow(u) {
		r.fail(r.readError(in, errSlow))
		return inner, false
	}
	if unsafeName(name) {
		r.fail(inner.fault(UnsafeName, "the name leads out of the archive, left out", "pack it again with names that do not"))
		return inner, false
	}
	parts := strings.Split(strings.TrimPrefix(clean, "./"), "/")
	return inner, !slices.ContainsFunc(parts, func(p string) bool { return hidden(p) && p != "." || p == "__MACOSX" })
}

// unsafeName tells whether a name would be written outside of the folder that an archive is unpacked to.
func unsafeName(name string) bool {
	name = strings.ReplaceAll(name, `\`, "/")
	drive := len(name) > 1 && name[1] == ':' && (name[0]|0x20) >= 'a' && (name[0]|0x20) <= 'z'
	return strings.HasPrefix(name, "/") || drive || slices.Contains(strings.Split(name, "/"), "..")
}

func (r *reader) leaveOut(in input) bool {
	return r.formats.kind(extensionOf(in.name)) == kindSkip && r.o.Format == ""
}

func (r *reader) reportLeft(in input, left map[string]int) {
	if len(left) > 0 {
		r.give(Item{Err: in.fault(Skipped, skippedWords(left), "")})
	}
}

// zip gives the files in a zip archive, or the document where the archive is one.
func (r *reader) zip(in input) {
	at, bytes, done, err := r.anywhere(in)
	if err != nil {
		r.fail(r.readError(in, err))
		return
	}
	defer done()
	z, err := zip.NewReader(at, bytes)
	if err != nil {
		r.fail(r.notArchive(in, "zip", err))
		return
	}
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	z.RegisterDecompressor(12, func(r io.Reader) io.ReadCloser { return io.NopCloser(bzip2.NewReader(r)) })
	z.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(zstd.WithDecoderMaxWindow(128<<20), zstd.WithDecoderLowmem(true)))
	if r.packaged(in, z, at, bytes) {
		return
	}
	left := map[string]int{}
	defer r.reportLeft(in, left)
	for _, f := range z.File {
		if r.stopped() || in.unpacking.stopped {
			return
		}
		if strings.HasSuffix(f.Name, "/") && !unsafeName(f.Name) {
			continue
		}
		inner, ok := r.member(in, f.Name, int64(f.UncompressedSize64))
		switch {
		case !ok:
		case !f.Mode().IsRegular():
			left["link"]++
		case r.leaveOut(inner) || !r.zipped(inner, f):
			left[extensionOf(f.Name)]++
		}
	}
}

// zipped gives one member of a zip archive, false where it is no report.
func (r *reader) zipped(in input, f *zip.File) bool {
	packed := int64(f.CompressedSize64)
	switch {
	case f.Flags&1 != 0:
		r.fail(in.fault(Encrypted, "needs a password", "unpack it first"))
		return true
	case in.size < 0 || in.size > ratioSlack && in.size/r.limits.MaxRatio > packed:
		r.fail(r.readError(in, errBomb))
		return true
	}
	m, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		r.fail(in.fault(Unsupported, fmt.Sprintf("packed by method %d of zip, which is not read", f.Method), "unpack it first"))
		return true
	}
	if err != nil {
		r.fail(r.readError(in, err))
		return true
	}
	defer m.Close()
	in.r = &meter{r: m, reader: r, unpacking: in.unpacking, packed: func() int64 { return packed }}
	return r.read(in)
}

// packaged looks whether a zip archive is a document: a Word document under another name is given as one, other
// packages are named as not read.
func (r *reader) packaged(in input, z *zip.Reader, at io.ReaderAt, bytes int64) bool {
	for _, f := range z.File[:min(len(z.File), 64)] {
		switch {
		case f.Name == "word/document.xml":
			in.size, in.data, in.r, in.depth = bytes, nil, io.NewSectionReader(at, 0, bytes), in.depth-1
			r.leaf(in, "docx")
			return true
		case f.Name == "xl/workbook.xml", f.Name == "ppt/presentation.xml", f.Name == "content.xml", f.Name == "mimetype":
			r.fail(in.fault(Unsupported, "a package of a kind that is not read (sheet, slides, OpenDocument or EPUB)", "convert it to text, HTML, .docx or PDF"))
			return true
		}
	}
	return false
}

// anywhere gives an input that can be read anywhere; a stream is kept in memory, or in a temporary file where it is
// larger than a report may be.
func (r *reader) anywhere(in input) (io.ReaderAt, int64, func(), error) {
	nothing := func() {}
	if in.data != nil {
		return bytes.NewReader(in.data), int64(len(in.data)), nothing, nil
	}
	if in.at != nil {
		return in.at, in.size, nothing, nil
	}
	data, err := io.ReadAll(io.LimitReader(in.r, r.limits.MaxBytes+1))
	if err != nil {
		return nil, 0, nil, err
	}
	if int64(len(data)) <= r.limits.MaxBytes {
		return bytes.NewReader(data), int64(len(data)), nothing, nil
	}
	f, err := os.CreateTemp("", "chancery-*.zip")
	if err != nil {
		return nil, 0, nil, err
	}
	remove := func() { f.Close(); os.Remove(f.Name()) }
	n, err := io.Copy(f, io.LimitReader(io.MultiReader(bytes.NewReader(data), in.r), r.limits.MaxTotal+1))
	if err == nil && n > r.limits.MaxTotal {
		err = errTotal
	}
	if err != nil {
		remove()
		return nil, 0, nil, err
	}
	return f, n, remove, nil
}
