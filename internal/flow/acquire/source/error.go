package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"syscall"
)

// Code names a kind of fault. What a code says never changes; codes are only added.
type Code string

// The codes, grouped by the moment at which they are told.
const (
	BadOptions Code = "bad-options" // nothing was read

	NotFound   Code = "not-found"  // no such file, or nothing fits the pattern
	Permission Code = "permission" // the file or folder may not be read
	Loop       Code = "loop"       // a symbolic link leads back to a folder that holds it
	Outside    Code = "outside"    // a symbolic link leads out of the folder that was named
	TooDeep    Code = "too-deep"   // folders or archives within each other beyond the limit
	Unreadable Code = "unreadable" // the disk or the pipe failed
	Skipped    Code = "skipped"    // no fault: files of a folder that are no reports, counted

	Empty       Code = "empty"       // no byte, or a row without text
	Binary      Code = "binary"      // bytes that are no text in a file that should be one
	TooLarge    Code = "too-large"   // beyond the limit on one report
	Unsupported Code = "unsupported" // a format that is known but not read

	BadArchive Code = "bad-archive" // not as the format wants it
	Truncated  Code = "truncated"   // ends in the middle
	Bomb       Code = "bomb"        // unpacks to far more than it should
	UnsafeName Code = "unsafe-name" // a member whose name leads out of the archive
	Encrypted  Code = "encrypted"   // needs a password
	TooMany    Code = "too-many"    // members beyond the limit
	TooSlow    Code = "too-slow"    // took longer than the limit

	BadColumns Code = "bad-columns" // no column for the text, or a mapped column that is not there
	BadRow     Code = "bad-row"     // a row or line that is not as the format wants it
)

// Codes lists every code in the order of the documentation.
func Codes() []Code {
	return []Code{
		BadOptions, NotFound, Permission, Loop, Outside, TooDeep, Unreadable, Skipped, Empty, Binary, TooLarge, Unsupported,
		BadArchive, Truncated, Bomb, UnsafeName, Encrypted, TooMany, TooSlow, BadColumns, BadRow,
	}
}

// Fault tells whether the code means that a report could not be read. [Skipped] does not.
func (c Code) Fault() bool { return c != Skipped }

// Error says what is wrong at one place.
type Error struct {
	Path    string
	Member  string // as in text.Raw
	Code    Code
	Message string // lower case, no full stop
	Hint    string // what to do, "" where nothing can be done
	Err     error  // the cause, nil where there is none below
}

// Error is one line: the place, what is wrong and what to do.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Path != "" {
		b.WriteString(e.Path)
		if e.Member != "" {
			b.WriteString("!" + e.Member)
		}
		b.WriteString(": ")
	}
	b.WriteString(e.Message)
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Causes that the readers of this package tell each other.
var (
	errBomb     = errors.New("unpacks to far more than its size")
	errTotal    = errors.New("unpacks to more than the limit")
	errSlow     = errors.New("took longer than the limit")
	errTooLarge = errors.New("larger than the limit")
)

// fileError says why a file or folder could not be opened.
func fileError(path string, err error, folder bool) *Error {
	what := "file"
	if folder {
		what = "folder"
	}
	e := &Error{Path: path, Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Code, e.Message, e.Hint = NotFound, "no such file or folder", "check the name"
	case errors.Is(err, fs.ErrPermission):
		e.Code, e.Message, e.Hint = Permission, "no permission to read this "+what, "change its mode or read it as its owner"
	case errors.Is(err, syscall.ELOOP):
		e.Code, e.Message, e.Hint = Loop, "a symbolic link that leads back to itself", "remove the link"
	default:
		e.Code, e.Message, e.Hint = Unreadable, "cannot be read: "+cause(err), "check the disk and try again"
	}
	return e
}

// cause gives the innermost words of a file error, without the path that the place already names.
func cause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// readError says why a stream could not be read to its end.
func (r *reader) readError(in input, err error) *Error {
	e := &Error{Path: in.path, Member: in.member, Err: err}
	switch {
	case errors.Is(err, errBomb):
		e.Code, e.Hint = Bomb, "unpack it by hand if you trust it"
		e.Message = fmt.Sprintf("unpacks to more than %d times its size, which looks like a bomb", r.limits.MaxRatio)
	case errors.Is(err, errTotal):
		e.Code, e.Hint = Bomb, "unpack it by hand if you trust it"
		e.Message = fmt.Sprintf("unpacks to more than %s", size(r.limits.MaxTotal))
	case errors.Is(err, errSlow):
		e.Code, e.Hint = TooSlow, "unpack it first"
		e.Message = fmt.Sprintf("took longer than %s to unpack", r.limits.MaxTime)
	case errors.Is(err, errTooLarge):
		return r.tooLarge(in, 0)
	case errors.Is(err, io.ErrUnexpectedEOF):
		e.Code, e.Message, e.Hint = Truncated, "ends in the middle", "fetch or pack it again"
	case errors.Is(err, fs.ErrPermission):
		e.Code, e.Message, e.Hint = Permission, "no permission to read this file", "change its mode or read it as its owner"
	case in.depth > 0:
		e.Code, e.Message, e.Hint = BadArchive, "cannot be unpacked: "+cause(err), "fetch or pack it again"
	default:
		e.Code, e.Message, e.Hint = Unreadable, "cannot be read: "+cause(err), "check the disk and try again"
	}
	return e
}

// tooLarge says that one report is beyond the limit. bytes is its size, 0 where it is not known.
func (r *reader) tooLarge(in input, bytes int64) *Error {
	e := &Error{Path: in.path, Member: in.member, Code: TooLarge, Hint: "split it or raise the limit", Err: errTooLarge}
	e.Message = fmt.Sprintf("larger than the %s that one report may have", size(r.limits.MaxBytes))
	if bytes > 0 {
		e.Message = fmt.Sprintf("%s is more than the %s that one report may have", size(bytes), size(r.limits.MaxBytes))
	}
	return e
}

// size writes a number of bytes for people.
func size(n int64) string {
	units := []string{"bytes", "KB", "MB", "GB", "TB"}
	f, u := float64(n), 0
	for f >= 1024 && u < len(units)-1 {
		f, u = f/1024, u+1
	}
	if f >= 10 || f == float64(int64(f)) {
		return fmt.Sprintf("%.0f %s", f, units[u])
	}
	return fmt.Sprintf("%.1f %s", f, units[u])
}
